"""What a sentence says of the skin types that it mentions, and how much that weighs."""

from dataclasses import dataclass
from enum import IntEnum

from app.records import Section, SkinType, Standing
from app.tagging.mentions import Mention


class Weight(IntEnum):
    """How much a statement about taking part is worth; heavier ones silence lighter ones."""

    CONCLUSION = 1
    GAP = 2
    """What is not known yet, and the study sets out to learn."""
    AIM = 3
    """A title or an objective."""
    RESULT = 4
    ENROLMENT = 5


@dataclass(frozen=True, slots=True)
class Statement:
    """A mention with its verdict; `standing` is None where it was refused, with the `reason`."""

    mention: Mention
    types: tuple[SkinType, ...]
    standing: Standing | None
    weight: Weight
    cue: str
    start: int
    end: int
    section: Section
    reason: str = ""

    @property
    def rule(self) -> str:
        """Name of the rule, as "fitzpatrick.range.enrolled"."""
        return f"fitzpatrick.{self.mention.form}.{self.cue}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one rule says; `cue` ends the rule's name."""

    standing: Standing | None
    cue: str
    weight: Weight = Weight.ENROLMENT
    reason: str = ""
