"""What waits for a person, what they decided, and how far they agree, in JSON."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from app.answers.tag_review import Because, TagProposal, TagState
from app.api.schemas.words import NextAddress, NextCursor, OrNone, Shape
from app.records import Dimension, ReportKind, Standing
from app.store import DecisionKind, WaitingReport


def _target_id(value: Any) -> Any:
    return getattr(value, "id", value)


TargetId = Annotated[str, BeforeValidator(_target_id)]


class ProposedPiece(Shape):
    """One place of the study that says it."""

    report_id: str
    standing: Standing | None
    rule: Annotated[str, Field(description="What proposed it.")]
    state: str
    quote: str
    section: str
    start: int | None
    end: int | None

    @model_validator(mode="before")
    @classmethod
    def _from_tag(cls, value: Any) -> Any:
        if isinstance(value, dict):
            return value
        names = ("report_id", "standing", "rule", "state")
        said = value.evidence
        return {name: getattr(value, name) for name in names} | {
            "quote": said.text, "section": said.section, "start": said.start, "end": said.end,
        }  # fmt: skip


class AlikeProposal(Shape):
    """Another study in which the same value is proposed in much the same words."""

    target: TargetId
    title: str
    quote: str


class ReturnedDecision(Shape):
    """A decision that is asked about again, and the text that it was made on."""

    because: Annotated[
        Because,
        Field(
            description="`words_gone`: the text no longer holds the quote, and the decision holds no "
            "more; `new_evidence`: pieces in the state `unseen` say it too, and it holds."
        ),
    ]
    who: str
    at: datetime
    action: str
    standing: Annotated[Standing | None, OrNone]
    why: str
    quote: str
    start: int
    old_text: str


class TagProposed(Shape):
    """A proposed tag that waits for a person."""

    id: Annotated[str, Field(description="By which it is decided on.")]
    study_id: str
    study_title: str
    dimension: Dimension
    value: str
    pieces: tuple[ProposedPiece, ...]
    report_id: str
    text: Annotated[str, Field(description="Stored text that the offsets refer to.")]
    precision: Annotated[
        float | None, Field(description="Share of the rule's claims that are right; null: unknown.")
    ]
    alike: tuple[AlikeProposal, ...]
    returned: ReturnedDecision | None

    @model_validator(mode="before")
    @classmethod
    def _from_proposal(cls, value: Any) -> Any:
        if not isinstance(value, TagProposal):
            return value
        return {
            "id": value.id,
            "study_id": value.target.study_id,
            "study_title": value.study_title,
            "dimension": value.target.dimension,
            "value": value.target.value,
            "pieces": value.pieces,
            "report_id": value.report.report_id,
            "text": value.report.text,
            "precision": value.confidence.precision if value.confidence else None,
            "alike": value.alike,
            "returned": value.returned,
        }


class TagDecided(Shape):
    """The decision on a tag that holds."""

    id: int
    who: str
    at: datetime
    action: str
    standing: Annotated[Standing | None, OrNone]
    why: str


class TagNow(Shape):
    """One value of a study as it stands."""

    id: Annotated[str, Field(description="By which it is decided on.")]
    study_id: str
    dimension: Dimension
    value: str
    pieces: Annotated[
        tuple[ProposedPiece, ...],
        Field(description="Places of the study that say it, with what became of each."),
    ]
    decided: TagDecided | None

    @model_validator(mode="before")
    @classmethod
    def _from_state(cls, value: Any) -> Any:
        if not isinstance(value, TagState):
            return value
        target = value.target
        return {
            "id": target.id,
            "study_id": target.study_id,
            "dimension": target.dimension,
            "value": target.value,
            "pieces": value.pieces,
            "decided": value.decided,
        }


class TagProposals(Shape):
    """Some proposals, the most telling first."""

    proposals: tuple[TagProposed, ...]
    total: int
    next_cursor: NextCursor
    next: NextAddress = None


class FoundBy(Shape):
    """A record of the report, and the search that brought it."""

    record_key: str
    source: str
    query: Annotated[str | None, OrNone, Field(description="Null where a file brought it.")]


class ReportToScreen(Shape):
    """A report that only the rules have screened."""

    record: str
    kind: ReportKind
    title: str
    year: int | None
    screened: Literal["unsure", "included", "excluded", "context"]
    rule: str
    because: str
    text: str
    found_by: tuple[FoundBy, ...]

    @model_validator(mode="before")
    @classmethod
    def _from_waiting(cls, value: Any) -> Any:
        if not isinstance(value, WaitingReport):
            return value
        return {
            "record": value.record_key,
            "kind": value.kind,
            "title": value.bibliography.title,
            "year": value.bibliography.year,
            "screened": value.screening.screened.value,
            "rule": value.screening.rule,
            "because": value.screening.because,
            "text": "\n\n".join(passage.text for passage in value.passages if passage.text),
            "found_by": value.found_by,
        }


class ScreeningCriteria(Shape):
    """What makes a report one of the topic's."""

    question: str
    include: tuple[str, ...]
    weak: tuple[str, ...]
    homonyms: tuple[str, ...]


class ReportsToScreen(Shape):
    """Some reports, in the order of arrival."""

    reports: tuple[ReportToScreen, ...]
    criteria: ScreeningCriteria
    total: int
    next_cursor: NextCursor
    next: NextAddress = None


class Decided(Shape):
    """What a word became."""

    kind: Literal["tag", "screening", "sealed"]
    numbers: Annotated[
        tuple[int, ...], Field(description="Of the decisions, or of the sealed words.")
    ]
    sealed: Annotated[
        bool, Field(description="Whether it decides nothing before a second reader has spoken.")
    ]


class TrailDecision(Shape):
    """One decision: who, when, why, before and after."""

    kind: DecisionKind
    id: int
    at: datetime
    who: str
    about: str
    dimension: Annotated[str | None, OrNone]
    value: Annotated[str | None, OrNone]
    before: Annotated[str | None, OrNone]
    after: str
    why: str
    quote: Annotated[str | None, OrNone]
    takes_back: int | None
    undone: bool


class DecisionTrail(Shape):
    """Some decisions, the latest first; what was undone stays."""

    lines: tuple[TrailDecision, ...]
    total: int
    next_cursor: NextCursor
    next: NextAddress = None


class ReaderWord(Shape):
    """What one reader said."""

    id: int
    who: str
    at: datetime
    says: str
    quote: Annotated[str | None, OrNone]
    why: str


class ReviewConflict(Shape):
    """One thing that two readers differ on, or that only one of them added."""

    kind: Literal["tag", "screening"]
    target: str
    title: Annotated[
        str, Field(description="Of the study or the record as it is now; empty where it is gone.")
    ]
    words: tuple[ReaderWord, ...]


class ReviewConflicts(Shape):
    """All that waits to be settled, the oldest first."""

    conflicts: tuple[ReviewConflict, ...]


class AgreementFigures(Shape):
    """A table of two by two, and what follows from it; null where there is nothing to tell."""

    n: int
    both_yes: int
    first_only: int
    second_only: int
    both_no: int
    raw: Annotated[float | None, Field(description="Share that both said the same of, 0 to 1.")]
    kappa: Annotated[float | None, Field(description="Cohen's kappa.")]
    low: Annotated[float | None, Field(description="Lower end of its 95 % interval.")]
    high: Annotated[float | None, Field(description="Upper end of its 95 % interval.")]
    prevalence: Annotated[float | None, Field(description="Share of yes among all words.")]
    bias: Annotated[float | None, Field(description="How much more often the first says yes.")]


class DimensionAgreement(Shape):
    """Agreement of two readers in one dimension, or on screening."""

    readers: str
    dimension: str
    agreement: AgreementFigures


class ReviewAgreement(Shape):
    """People with each other, and each version of the reader with people."""

    second_reader: Annotated[bool, Field(description="Whether two people decide on everything.")]
    people: tuple[DimensionAgreement, ...]
    versions: tuple[DimensionAgreement, ...]
