"""Questions about two records, and what was decided, in JSON."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import Field, model_validator

from app.api.schemas.words import OrNone, Shape
from app.matching import AskingRule, MatchAnswer, MatchLayer
from app.records import ReportKind
from app.screening import Screened
from app.store import AskedMatch, MatchSide


class MatchedRecord(Shape):
    """A record of the report, and the rule by which it is part of it."""

    key: str
    rule: str
    because: str


class MatchReport(Shape):
    """One of two reports that are held side by side, with its merged bibliography."""

    record: Annotated[str, Field(description="Key of the record that stands for the report.")]
    report_id: str
    study_id: Annotated[
        str | None, OrNone, Field(description="Null where the report is part of no study.")
    ]
    participants: Annotated[
        int | None, Field(description="People of its whole study; null where nobody says.")
    ]
    kind: ReportKind
    screened: Screened
    title: str
    authors: tuple[str, ...]
    year: int | None
    journal: str
    volume: str
    issue: str
    pages: str
    doi: str
    pmid: str
    pmcid: str
    registrations: tuple[str, ...]
    sites: Annotated[
        tuple[str, ...],
        Field(description="Places that a registry, affiliations or the text name."),
    ]
    records: tuple[MatchedRecord, ...]

    @model_validator(mode="before")
    @classmethod
    def _from_side(cls, value: Any) -> Any:
        if not isinstance(value, MatchSide):
            return value
        printed = value.bibliography
        fields = {
            name: getattr(printed, name)
            for name in printed.__dataclass_fields__
            if name in cls.model_fields
        }
        return fields | {
            "record": value.key,
            "report_id": value.report_id,
            "study_id": value.study_id,
            "participants": value.participants,
            "kind": value.kind,
            "screened": value.screened,
            "records": value.records,
            "sites": value.sites,
        }


class Match(Shape):
    """An open question: are these one report, or reports of one study?"""

    id: Annotated[
        str,
        Field(description="The same for the same records, rule and values; gone once answered."),
    ]
    layer: Annotated[
        MatchLayer,
        Field(description="`report`: are they one report? `study`: are they of one study?"),
    ]
    rule: Annotated[AskingRule, Field(description="Why a person is asked.")]
    because: Annotated[str, Field(description="What speaks for it.")]
    against: Annotated[str, Field(description="What speaks against it; may be empty.")]
    answers: Annotated[tuple[MatchAnswer, ...], Field(description="What can be said to it.")]
    one: MatchReport
    other: MatchReport

    @model_validator(mode="before")
    @classmethod
    def _from_asked(cls, value: Any) -> Any:
        if not isinstance(value, AskedMatch):
            return value
        names = ("id", "layer", "rule", "because", "against", "answers")
        asked = {name: getattr(value.question, name) for name in names}
        return asked | {"one": value.one, "other": value.other}


class Matches(Shape):
    """Some open questions, the most telling first."""

    matches: tuple[Match, ...]
    total: Annotated[int, Field(description="Open questions on all pages together.")]
    next_cursor: Annotated[str | None, Field(description="Null on the last page.")]
    next: Annotated[
        str | None, Field(description="Address of the next page, null on the last.")
    ] = None


class Undone(Shape):
    """Who took a decision back, when and why."""

    who: str
    at: datetime
    why: str


class MatchDecision(Shape):
    """A person's word on two records. Nothing automatic overrides it while it stands."""

    id: int
    answer: MatchAnswer
    layer: MatchLayer
    one: Annotated[str, Field(description="Key of a record.")]
    other: Annotated[str, Field(description="Key of the other record.")]
    who: str
    at: datetime
    why: str
    undone: Annotated[Undone | None, Field(description="Null while the decision stands.")]
    one_study: Annotated[
        str | None, OrNone, Field(description="Study that the first record is part of now, if any.")
    ]
    other_study: Annotated[
        str | None, OrNone, Field(description="Study that the other record is part of now, if any.")
    ]


class MatchDecisions(Shape):
    """Some decisions, the latest first."""

    decisions: tuple[MatchDecision, ...]
    total: Annotated[int, Field(description="All decisions, shown or not, undone or not.")]
    before: Annotated[
        int | None, Field(description="Number to ask on from; null where nothing older is left.")
    ]
    next: Annotated[
        str | None, Field(description="Address of older decisions; null at the end.")
    ] = None
