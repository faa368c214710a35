"""How right the reader is, as a whole and rule by rule."""

from dataclasses import dataclass

from app.measured import MeasuredAccuracy, MeasuredRule
from app.records import EvidenceKind
from app.store import StoredTag
from app.tagging import TAGGER_VERSION

NOTE = (
    "These are development sets: the reader was tuned on them, so it will do worse on texts that "
    "it has not seen."
)
RULE_SPOKE = frozenset({"proposed", "accepted", "rejected", "unseen"})
"""States in which a tag still says what its rule said; otherwise a person's word replaced it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccuracyAnswer:
    """The card of this version of the reader; `measured` is None where no run was made with it."""

    tagger_version: str
    note: str
    measured: MeasuredAccuracy | None


def answer_accuracy(measured: MeasuredAccuracy | None) -> AccuracyAnswer:
    """What is known of the reader's accuracy."""
    return AccuracyAnswer(tagger_version=TAGGER_VERSION, note=NOTE, measured=measured)


def confidence_of(tag: StoredTag, measured: MeasuredAccuracy | None) -> MeasuredRule | None:
    """How right the tag's rule was; None where it was never measured or a person said it."""
    is_persons = tag.evidence.kind is EvidenceKind.RESTATED or tag.state not in RULE_SPOKE
    return None if measured is None or is_persons else measured.rule(tag.rule)
