"""The format of one bundled evidence file; docs/evidence-format.md says what each field means."""

from collections.abc import Callable
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, Field

from app.records import Extent, RelationKind, ReportKind
from app.records.identifiers import (
    canonical_doi,
    canonical_pmcid,
    canonical_pmid,
    registrations_in,
)
from app.records.names import author_name
from app.records.pages import canonical_pages
from app.reviewed import (
    BodySiteId,
    DesignId,
    IndicationId,
    Number,
    OutcomeId,
    ProcedureId,
    Reviewed,
    SeenAt,
    Text,
    Texts,
    TypeRange,
    Types,
    Year,
)


def _is_partial_date(value: str) -> str:
    """YYYY, YYYY-MM or YYYY-MM-DD; a day that does not exist is refused."""
    try:
        date.fromisoformat(value + "0001-01-01"[len(value) :])
    except ValueError as error:
        raise ValueError(f"{value!r} is not YYYY, YYYY-MM or YYYY-MM-DD") from error
    return value


def _canonical(form: Callable[[str], str], wanted: str) -> AfterValidator:
    """The check that a value stands in its canonical form but for capitals, which it gets here."""

    def check(value: str) -> str:
        canonical = form(value)
        if not value or canonical.lower() != value.lower():
            raise ValueError(f"{value!r} is not {wanted}")
        return canonical

    return AfterValidator(check)


def _trial_number(value: str) -> str:
    return next(iter(registrations_in(value)), "")


PartialDate = Annotated[
    str, Field(pattern=r"^\d{4}(-\d{2}){0,2}$"), AfterValidator(_is_partial_date)
]
Key = Annotated[str, Field(pattern="^[a-z0-9]+(-[a-z0-9]+)*$")]
Author = Annotated[str, _canonical(author_name, "a name such as 'Doe AB'")]
Pages = Annotated[str, _canonical(canonical_pages, "pages such as '183-192'")]
Doi = Annotated[str, _canonical(canonical_doi, "a DOI such as '10.1000/182'")]
Pmid = Annotated[str, _canonical(canonical_pmid, "a PMID: digits alone")]
Pmcid = Annotated[str, _canonical(canonical_pmcid, "a PMCID such as 'PMC4174164'")]
TrialNumber = Annotated[str, _canonical(_trial_number, "a trial number such as 'NCT02234193'")]
FdaNumber = Annotated[str, Field(pattern=r"^(K\d{6}|DEN\d{6}|P\d{6})$")]
MaudeKey = Annotated[str, Field(pattern=r"^\d+$")]


class People(Reviewed):
    """How many took part, or are planned to, and who they were."""

    people: Annotated[Number, Field(ge=1)] | None = None
    planned: Annotated[bool, Field(strict=True)] = False
    female: Number | None = None
    age: Text | None = None
    basis: Text


class SkinTypes(Reviewed):
    """What was read about skin types; `basis` says it in the reader's words, silence included."""

    studied: Types = ()
    eligible: Types = ()
    excluded: Types = ()
    basis: Text
    counts: dict[TypeRange, Annotated[Number, Field(ge=1)]] = Field(default_factory=dict)


class Scope(Reviewed):
    """Whom a regulatory or news document says the procedure is for; never a study's standing."""

    types: Types = ()
    min_age: Number | None = None
    areas: Texts = ()
    wrinkle_grade: Text | None = None
    says: Text
    seen_at: SeenAt = ()


class FdaReports(Reviewed):
    """MAUDE report keys behind a summary of device reports."""

    injury: tuple[MaudeKey, ...] = ()
    malfunction: tuple[MaudeKey, ...] = ()


class Comparator(Reviewed):
    """What it was compared with; `procedure` only where the vocabulary has an id for it."""

    words: Text
    procedure: ProcedureId | None = None


class Result(Reviewed):
    """One result. `people` is a number of persons; `of` counts anything else, named by `unit`."""

    outcome: OutcomeId
    measure: Text
    timepoint: Text | None = None
    value: Text
    people: Number | None = None
    of: Number | None = None
    unit: Text | None = None
    events: Number | None = None
    types: Types = ()


class FileRelation(Reviewed):
    """How this document stands to another one of the bundled evidence; `target` is its key."""

    kind: RelationKind
    target: Key
    because: Text


class EvidenceFile(Reviewed):
    """One study record, or one regulatory or news document. Absent means unknown.

    The order of the fields is the order in a file.
    """

    key: Key
    kind: ReportKind
    title: Text | None = None
    authors: tuple[Author, ...] = ()
    year: Year | None = None
    journal: Text | None = None
    volume: Text | None = None
    issue: Text | None = None
    pages: Pages | None = None
    doi: Doi | None = None
    pmid: Pmid | None = None
    pmcid: Pmcid | None = None
    registrations: tuple[TrialNumber, ...] = ()
    fda: FdaNumber | None = None
    about_fda: FdaNumber | None = None
    design: DesignId | None = None
    design_basis: Text | None = None
    status: Annotated[str, Field(pattern="^[a-z][a-z_ ,]*$")] | None = None
    start: PartialDate | None = None
    ends: PartialDate | None = None
    country: Text | None = None
    sponsor: Text | None = None
    funding: Text | None = None
    device: Text | None = None
    device_note: Text | None = None
    parameters: Text | None = None
    other_body_sites: Texts = ()
    follow_up_days: Annotated[Number, Field(ge=1)] | None = None
    confidence: Extent
    seen_at: SeenAt = ()
    unknown: Texts = ()
    conflicts: Texts = ()
    notes: Text
    participants: People | None = None
    fitzpatrick: SkinTypes | None = None
    scope: Scope | None = None
    fda_reports: FdaReports | None = None
    procedure: dict[ProcedureId, Text] = Field(default_factory=dict)
    indication: dict[IndicationId, Text] = Field(default_factory=dict)
    outcome: dict[OutcomeId, Text] = Field(default_factory=dict)
    body_site: dict[BodySiteId, Annotated[Texts, Field(min_length=1)]] = Field(default_factory=dict)
    comparators: tuple[Comparator, ...] = ()
    results: tuple[Result, ...] = ()
    relations: tuple[FileRelation, ...] = ()
