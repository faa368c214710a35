"""What a document says, statement by statement, each with the evidence it rests on."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class SkinType(IntEnum):
    """Fitzpatrick skin phototype (Fitzpatrick, Arch Dermatol 1988;124:869-871)."""

    I = 1  # noqa: E741 - the roman numeral is the type's own name
    II = 2
    III = 3
    IV = 4
    V = 5
    VI = 6


class Standing(StrEnum):
    """How a study stands to a skin type. Silence is a value of its own, never an exclusion."""

    STUDIED = "studied"
    ELIGIBLE = "eligible"
    EXCLUDED = "excluded"
    NOT_REPORTED = "not_reported"


class Dimension(StrEnum):
    """The six dimensions of the vocabulary, and the number of people."""

    FITZPATRICK = "fitzpatrick"
    INDICATION = "indication"
    OUTCOME = "outcome"
    BODY_SITE = "body_site"
    PROCEDURE = "procedure"
    DESIGN = "design"
    PARTICIPANTS = "participants"


WITHIN_PERSON = "within_person"
"""Value of a tag on participants: sides, halves or sites of the same people are compared."""

INTERACTION_RULE = "result.interaction"
"""The rule of a result that says: it was tested whether the outcome depends on skin type."""


class EvidenceKind(StrEnum):
    """How far evidence can be checked by a machine."""

    QUOTE = "quote"
    """Verbatim, located at its offsets in the stored text."""
    STRUCTURED = "structured"
    """A registry field or another coded value."""
    RESTATED = "restated"
    """A person's own words for what they read, with where it was seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The exact words that a statement rests on.

    For QUOTE and STRUCTURED `start` and `end` are character offsets into the document's stored
    text, and `text == stored[start:end]`. For RESTATED they are None and `seen_at` says where.
    """

    kind: EvidenceKind
    text: str
    section: str = ""
    start: int | None = None
    end: int | None = None
    seen_at: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """One statement about a study in one dimension.

    `value` is a vocabulary id; for FITZPATRICK a roman numeral with its `standing`, which every
    other dimension leaves None. `rule` names what made the statement.
    """

    dimension: Dimension
    value: str
    evidence: Evidence
    rule: str
    standing: Standing | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeCount:
    """So many people were of one type, or of a range of types together."""

    types: tuple[SkinType, ...]
    people: int
    evidence: Evidence
    rule: str


class Bound(StrEnum):
    """How a plan holds itself to a number."""

    AT_LEAST = "at_least"
    EXACTLY = "exactly"
    AT_MOST = "at_most"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedShare:
    """What a plan sets aside for some types: a percentage of its people, or so many of them."""

    types: tuple[SkinType, ...]
    bound: Bound
    evidence: Evidence
    rule: str
    percent: float | None = None
    people: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Participants:
    """How many people took part, or were planned to; never sides, lesions, sites or sessions."""

    people: int
    planned: bool
    evidence: Evidence
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeResult:
    """A result for one outcome; `types` is empty unless it was reported for those types alone.

    `events` of `people` where the text gives both; `value` restates any other finding.
    """

    outcome: str
    evidence: Evidence
    rule: str
    types: tuple[SkinType, ...] = ()
    events: int | None = None
    people: int | None = None
    measure: str = ""
    timepoint: str = ""
    value: str = ""

    @property
    def is_interaction(self) -> bool:
        """Whether it is a test of interaction with skin type, and no figure of the outcome itself."""
        return self.rule == INTERACTION_RULE


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectedMention:
    """Words that look like a statement and are not one, with the reason."""

    dimension: Dimension
    evidence: Evidence
    reason: str
    rule: str


class Unknown(StrEnum):
    """What the machine looks for in every document, in the words that say it was not found."""

    SKIN_TYPES = "Fitzpatrick skin type of any participant"
    COUNTS = "number of people of each skin type"
    PARTICIPANTS = "number of participants"
    OUTCOME = "any outcome"
    FOLLOW_UP = "length of follow-up"


class Extent(StrEnum):
    """How much of a document, or of all documents of a study, was read; the most first."""

    FULL_TEXT = "full_text"
    ABSTRACT = "abstract"
    LISTING = "listing"
    """A registry listing or a web page, as far as it could be read."""
    SECONDARY = "secondary"
    """Known through what others write about it."""
    CITATION_ONLY = "citation_only"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that one reader, machine or person, took from one document."""

    tags: tuple[Tag, ...] = ()
    counts: tuple[TypeCount, ...] = ()
    planned_shares: tuple[PlannedShare, ...] = ()
    participants: Participants | None = None
    results: tuple[OutcomeResult, ...] = ()
    follow_up_days: int | None = None
    follow_up_evidence: Evidence | None = None
    """The words that `follow_up_days` rests on, where a machine read them."""
    unknown: tuple[str, ...] = ()
    """What the reader looked for and the document does not say."""
    conflicts: tuple[str, ...] = ()
    """Where the document, or two sources of it, disagree."""
    notes: str = ""
    rejected: tuple[RejectedMention, ...] = ()
    extent: Extent | None = None
    """How much of the document a person saw; None where a machine read what was received."""
