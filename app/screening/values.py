"""What screening gives back."""

from dataclasses import dataclass
from enum import StrEnum


class Screened(StrEnum):
    """Whether a report is about the topic."""

    INCLUDED = "included"
    EXCLUDED = "excluded"
    UNSURE = "unsure"
    """Waits for a person; not counted until then."""
    CONTEXT = "context"
    """News and regulatory documents: shown, never counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreeningVerdict:
    """The answer, the rule that gave it and the words it rests on."""

    screened: Screened
    rule: str
    because: str
