"""Studies in JSON: one line of a list, and one study with all that is known of it."""

from dataclasses import fields
from datetime import datetime
from typing import Annotated, Any

from pydantic import AliasChoices, BeforeValidator, Field, ValidationInfo, model_validator

from app.answers import confidence_of, plan_of
from app.api.schemas.accuracy import Confidence
from app.api.schemas.words import (
    BodySite,
    Design,
    Indication,
    NextAddress,
    NextCursor,
    OrNone,
    Outcome,
    Procedure,
    Roman,
    Shape,
    ValueOfDimension,
)
from app.gapmap import Fit, Layer
from app.matching import NoticeKind, ReportRole
from app.records import Bound, Dimension, EvidenceKind, ReportKind, Section, Standing
from app.screening import Screened
from app.store import StoredTag, StudyDetail
from app.store import StudySummary as StudySummaryValue
from app.tagging.document import PlacedPassage, document_of

Standings = Annotated[
    dict[Roman, Standing],
    Field(
        description="All six skin types. `not_reported` means that the study says nothing of the "
        "type; it never means that the type was excluded."
    ),
]


class Notice(Shape):
    """What was said of a report since it came out, and who said it.

    What was retracted and a registration that was withdrawn leave every count; an expression of
    concern, a correction and every other notice is shown, and the report still counts.
    """

    kind: NoticeKind
    because: str
    source: str
    identifier: Annotated[
        str | None,
        OrNone,
        Field(
            description="Of the notice, or of the article that a preprint became: pmid:, doi: or nct:."
        ),
    ]


class StudySummary(Shape):
    """One line of a list of studies."""

    public_id: str
    title: str
    authors: tuple[str, ...]
    year: int | None
    journal: str
    citation: Annotated[str, Field(description="With PMID, DOI and registry numbers.")]
    layer: Layer
    design: Annotated[Design | None, OrNone]
    participants: Annotated[
        int | None, Field(description="People who took part; null where the evidence is silent.")
    ]
    planned: Annotated[int | None, Field(description="People a registration plans to enrol.")]
    standing: Standings
    indications: tuple[Indication, ...]
    outcomes: tuple[Outcome, ...]
    body_sites: tuple[BodySite, ...]
    procedures: tuple[Procedure, ...]
    report_count: Annotated[int, Field(validation_alias=AliasChoices("report_count", "reports"))]
    status: Annotated[str | None, OrNone, Field(description="Status word of a registration.")]
    ends: Annotated[str | None, OrNone, Field(description="YYYY, YYYY-MM or YYYY-MM-DD.")]
    notices: Annotated[
        tuple[Notice, ...], Field(description="On all its reports, what weighs most first.")
    ]
    left_out: Annotated[
        NoticeKind | None,
        Field(
            description="Why the study counts nowhere though it is about the topic: all that would "
            "count was retracted or withdrawn. Null where it counts. What its reports said is then no "
            "statement of any kind: tags, counts and standings are empty."
        ),
    ]


class StudyPage(Shape):
    """One page of studies."""

    studies: tuple[StudySummary, ...]
    total: Annotated[int, Field(description="Studies on all pages together.")]
    next_cursor: NextCursor
    next: NextAddress = None


class Evidence(Shape):
    """The words that a statement rests on.

    `quote` and `structured` are verbatim: characters `start` to `end` of the report's `text`.
    `restated` is a person's reading in their own words; `seen_at` says where they read it.
    """

    kind: EvidenceKind
    text: str
    section: str
    start: int | None
    end: int | None
    seen_at: tuple[str, ...]


class Tag(Shape):
    """One statement about the study, with its evidence."""

    dimension: Dimension
    value: ValueOfDimension
    standing: Standing | None
    state: Annotated[
        str,
        Field(
            description="proposed, accepted, corrected, added or rejected, by whom it was; unseen: "
            "decided before, and proposed again from words that nobody had seen, which count for nothing."
        ),
    ]
    rule: str
    confidence: Annotated[
        Confidence | None,
        Field(
            description="How right the rule is on labelled documents; null where it was never "
            "measured or a person said it."
        ),
    ]
    report_id: str
    evidence: Evidence

    @model_validator(mode="before")
    @classmethod
    def _with_confidence(cls, answer: Any, info: ValidationInfo) -> Any:
        if not isinstance(answer, StoredTag):
            return answer
        accuracy = (info.context or {}).get("accuracy")
        return {**_fields(answer), "confidence": confidence_of(answer, accuracy)}


class TypeCount(Shape):
    """So many people were of one skin type, or of several types together."""

    types: tuple[Roman, ...]
    people: int
    rule: str
    evidence: Evidence


class PlannedShare(Shape):
    """What a plan sets aside for some skin types: a percentage of its people, or so many of them."""

    types: tuple[Roman, ...]
    bound: Bound
    percent: float | None
    people: int | None
    rule: str
    evidence: Evidence


class OutcomeResult(Shape):
    """A result; `types` is empty unless it was reported for those skin types alone."""

    outcome: Outcome
    types: tuple[Roman, ...]
    measure: str
    timepoint: str
    events: int | None
    people: int | None
    value: str
    rule: str
    evidence: Evidence


class PlanLine(Shape):
    """One thing that was planned, or done without a plan, beside what was reported of it.

    `not_told` is no difference: the reports do not say enough to tell.
    """

    types: Annotated[
        tuple[Roman, ...], Field(description="Empty where it is about the number of people.")
    ]
    planned: str
    reported: str
    fit: Fit
    difference: Annotated[str, Field(description="One sentence; empty where nothing differs.")]
    planned_evidence: tuple[Evidence, ...]
    reported_evidence: tuple[Evidence, ...]


class RejectedMention(Shape):
    """Words that look like a statement and are not one."""

    dimension: Dimension
    reason: str
    rule: str
    evidence: Evidence


class Bibliography(Shape):
    """What identifies a report; empty where no source says."""

    title: str
    authors: tuple[str, ...]
    year: int | None
    month: int | None
    journal: str
    volume: str
    issue: str
    pages: str
    doi: str
    pmid: str
    pmcid: str
    registrations: tuple[str, ...]
    language: str
    url: str


class Screening(Shape):
    """Whether the report is about the topic, and why."""

    screened: Screened
    rule: str
    because: str


class PassageSpan(Shape):
    """A section of the report's text: characters `start` to `end` of `text`."""

    section: Section
    heading: str
    start: int
    end: int


class StudyRecord(Shape):
    """A record behind a report: where it came from, when, and why it belongs to the report."""

    key: str
    source: str
    source_id: str
    version: int
    received_at: datetime
    content_hash: Annotated[str, Field(description="SHA-256 of what was received, in hex.")]
    media_type: str
    rule: str
    because: str


def _spans(passages: object) -> object:
    """Passages with their place in the stored text, which is made of them in this order."""
    if not isinstance(passages, tuple):
        return passages
    return tuple(_span(placed) for placed in document_of(passages).passages)


def _span(placed: PlacedPassage) -> dict[str, object]:
    passage = placed.passage
    return {
        "section": passage.section,
        "heading": passage.heading,
        "start": placed.start,
        "end": placed.end,
    }


class StudyReport(Shape):
    """One report of the study."""

    report_id: str
    role: ReportRole
    kind: ReportKind
    bibliography: Bibliography
    status: str
    ends: str
    sponsor: str
    country: str
    rule: str
    because: Annotated[str, Field(description="Why the report belongs to the study.")]
    screening: Screening
    text: Annotated[str, Field(description="Stored text; offsets of evidence refer to it.")]
    passages: Annotated[tuple[PassageSpan, ...], BeforeValidator(_spans)]
    records: tuple[StudyRecord, ...]
    fields_from: Annotated[
        dict[str, str], Field(description="Field of the bibliography: key of its record.")
    ]
    fields_because: Annotated[
        dict[str, str], Field(description="Field of the bibliography: why from that record.")
    ]
    notices: tuple[Notice, ...]


class Overlap(Shape):
    """Another study that may hold the same people: the two are never added up."""

    public_id: str
    because: str


def _overlaps(pairs: object) -> object:
    """Pairs (public id, because) as objects."""
    if not isinstance(pairs, tuple):
        return pairs
    return tuple(
        {"public_id": pair[0], "because": pair[1]} if isinstance(pair, tuple) else pair
        for pair in pairs
    )


class Study(StudySummary):
    """A study with everything known of it: the fields of its summary, and all that follows."""

    reports: tuple[StudyReport, ...]
    tags: tuple[Tag, ...]
    counts: tuple[TypeCount, ...]
    planned_shares: tuple[PlannedShare, ...]
    participants_evidence: Annotated[
        tuple[Evidence, ...],
        Field(description="Where the number of those who took part is stated."),
    ]
    planned_evidence: Annotated[
        tuple[Evidence, ...], Field(description="Where the planned number of people is stated.")
    ]
    plan: Annotated[
        tuple[PlanLine, ...],
        Field(
            description="What was planned beside what was reported; empty where the study was not "
            "registered or not reported."
        ),
    ]
    results: tuple[OutcomeResult, ...]
    follow_up_days: int | None
    follow_up_evidence: Annotated[
        Evidence | None, Field(description="The words that `follow_up_days` rests on.")
    ]
    overlaps: Annotated[tuple[Overlap, ...], BeforeValidator(_overlaps)]
    former_ids: Annotated[
        tuple[str, ...], Field(description="Identifiers that now redirect to this study.")
    ]
    unknown: Annotated[
        tuple[str, ...], Field(description="What a reader looked for and the reports do not say.")
    ]
    conflicts: tuple[str, ...]
    notes: tuple[str, ...]
    rejected: tuple[RejectedMention, ...]

    @model_validator(mode="before")
    @classmethod
    def _with_summary(cls, answer: Any) -> Any:
        """One flat object: the summary's `reports` is a number and is named `report_count`."""
        if not isinstance(answer, StudyDetail):
            return answer
        summary = _fields(answer.summary)
        count = summary.pop("reports")
        plan = plan_of(answer).lines
        return {**summary, **_fields(answer), "report_count": count, "plan": plan}


class StudyPlan(Shape):
    """A study that was registered and reported."""

    study: StudySummary
    differs: Annotated[bool, Field(description="Whether anything reported differs from the plan.")]
    lines: tuple[PlanLine, ...]


class Plans(Shape):
    """Plans beside what was reported, the latest study first."""

    plans: tuple[StudyPlan, ...]


def _fields(value: StudyDetail | StudySummaryValue | StoredTag) -> dict[str, Any]:
    return {field.name: getattr(value, field.name) for field in fields(value)}
