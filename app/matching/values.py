"""What matching gives back: reports and studies, every joining with its reason."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from app.records import Bibliography, ReportKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A record as matching sees it. `arrival` orders records by when they were first received."""

    key: str
    arrival: int
    kind: ReportKind
    bibliography: Bibliography
    relations: tuple[tuple[str, str, str], ...] = ()
    """(relation kind, target, because) as the source stated them."""
    status: str = ""
    """Of a registration, in its registry's words."""
    stopped: str = ""
    """Why a registered study was stopped, as far as its registry tells."""


@dataclass(frozen=True, slots=True)
class Joined:
    """Why a member belongs: the rule's name and the values it rests on."""

    key: str
    rule: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All records of one document. `key` is the key of the record that arrived first."""

    key: str
    arrival: int
    kind: ReportKind
    bibliography: Bibliography
    """Merged; `fields_from` names the record each field was taken from."""
    records: tuple[Joined, ...]
    fields_from: dict[str, str]
    fields_because: dict[str, str] = field(default_factory=dict)
    """Of each field why that record; empty where the report has but one."""
    relations: tuple[tuple[str, str, str], ...] = ()


class ReportRole(StrEnum):
    """What a report is to its study; a comment speaks about a study and adds nothing to it."""

    RESULTS = "results"
    REGISTRATION = "registration"
    COMMENT = "comment"


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedReport:
    """A report inside a study, and why it is there."""

    key: str
    role: ReportRole
    rule: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """The investigation itself. `key` is its first-arrived report's key; `public_id` follows."""

    key: str
    public_id: str
    former_ids: tuple[str, ...]
    """Identifiers of every other record in it: they redirect here."""
    reports: tuple[LinkedReport, ...]
    overlaps: tuple[tuple[str, str], ...] = ()
    """(public id of the other study, because): the same people may be in both."""


class MatchLayer(StrEnum):
    """What two records may be together."""

    REPORT = "report"
    STUDY = "study"
    PEOPLE = "people"
    """Of two studies: whether anybody is in both."""


class MatchAnswer(StrEnum):
    """What a person can say of two records."""

    JOIN = "join"
    """They are one report."""
    SPLIT = "split"
    """They are not the same report."""
    LINK = "link"
    """They report one study."""
    UNLINK = "unlink"
    """They report two studies."""
    SAME_PEOPLE = "same_people"
    """They report two studies, and the same people are in both: these are never added up."""
    OTHER_PEOPLE = "other_people"
    """They report two studies, and nobody is in both."""


MEANT: Final = {
    MatchAnswer.JOIN: (MatchLayer.REPORT, True),
    MatchAnswer.SPLIT: (MatchLayer.REPORT, False),
    MatchAnswer.LINK: (MatchLayer.STUDY, True),
    MatchAnswer.UNLINK: (MatchLayer.STUDY, False),
    MatchAnswer.SAME_PEOPLE: (MatchLayer.PEOPLE, True),
    MatchAnswer.OTHER_PEOPLE: (MatchLayer.PEOPLE, False),
}
"""What each answer is about, and whether it says "the same"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchDecision:
    """A person's word on two records: the same report, study or people, or not."""

    layer: str
    """"report", "study" or "people"."""
    one: str
    other: str
    same: bool
    because: str

    @property
    def answer(self) -> MatchAnswer:
        """The same in one word."""
        return next(a for a, meant in MEANT.items() if meant == (self.layer, self.same))


def decision_of(answer: MatchAnswer, one: str, other: str, because: str) -> MatchDecision:
    """A person's answer on two records as a decision."""
    layer, same = MEANT[answer]
    return MatchDecision(layer=layer, one=one, other=other, same=same, because=because)
