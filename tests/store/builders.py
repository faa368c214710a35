"""Values for tests of the store: everything that a test is not about has a default."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from zlib import crc32

from app.gapmap import Layer, ReadReport, merge_readings
from app.matching import Joined, LinkedReport, Report, ReportRole, Study, public_id_of
from app.records import (
    Bibliography,
    Dimension,
    Evidence,
    EvidenceKind,
    OutcomeResult,
    Participants,
    Passage,
    Reading,
    Rejected,
    ReportKind,
    Section,
    SkinType,
    SourceRecord,
    Standing,
    Tag,
    TypeCount,
)
from app.screening import Screened, ScreeningVerdict
from app.store import Derived, DerivedReport, DerivedStudy, StoredTag, report_id_of
from app.tagging import document_of

NOW = datetime(2026, 11, 22, 8, 30, tzinfo=UTC)

STUDIED = Standing.STUDIED
ELIGIBLE = Standing.ELIGIBLE
EXCLUDED = Standing.EXCLUDED


def a_record(
    source_id: str = "39480035", payload: bytes = b"<raw/>", **fields: Any
) -> SourceRecord:
    printed = {"title": "Dermal coring of the lower face", "year": 2024}
    printed |= {k: fields.pop(k) for k in list(fields) if k in Bibliography.__slots__}
    defaults: dict[str, Any] = {
        "source": "pubmed",
        "kind": ReportKind.JOURNAL_ARTICLE,
        "media_type": "application/xml",
        "passages": (Passage(Section.ABSTRACT, "Cores of skin were removed.", "Abstract"),),
    }
    return SourceRecord(
        source_id=source_id,
        payload=payload,
        bibliography=Bibliography(**printed),
        **(defaults | fields),
    )


def a_rejected(place: str = "a.ris, line 12", **fields: Any) -> Rejected:
    defaults: dict[str, Any] = {
        "source": "ris",
        "reason": "no end of record",
        "payload": b"TY  - JOUR",
    }
    return Rejected(place=place, **(defaults | fields))


def evidence(words: str = "types II to IV were enrolled", **fields: Any) -> Evidence:
    return Evidence(kind=EvidenceKind.RESTATED, text=words, seen_at=("page 3",), **fields)


def a_tag(dimension: Dimension, value: str, standing: Standing | None = None) -> Tag:
    return Tag(
        dimension=dimension,
        value=value,
        standing=standing,
        evidence=evidence(f"says {value}"),
        rule="read-by-a-person",
    )


def a_type(roman: str, standing: Standing = STUDIED) -> Tag:
    return a_tag(Dimension.FITZPATRICK, roman, standing)


def an_indication(value: str) -> Tag:
    return a_tag(Dimension.INDICATION, value)


def an_outcome(value: str) -> Tag:
    return a_tag(Dimension.OUTCOME, value)


def a_count(romans: str, people: int) -> TypeCount:
    types = tuple(SkinType[roman] for roman in romans.split())
    return TypeCount(
        types=types, people=people, evidence=evidence(f"{people} people"), rule="count"
    )


def participants(people: int, *, planned: bool = False) -> Participants:
    return Participants(
        people=people, planned=planned, evidence=evidence(f"{people} people"), rule="people"
    )


def a_result(outcome: str, types: str = "", **fields: Any) -> OutcomeResult:
    return OutcomeResult(
        outcome=outcome,
        types=tuple(SkinType[roman] for roman in types.split()),
        evidence=evidence(f"{outcome} improved"),
        rule="result",
        **fields,
    )


@dataclass
class APart:
    """A report as a test describes it, before the study around it is known."""

    derived: DerivedReport
    role: ReportRole = ReportRole.RESULTS


def a_report(
    key: str = "pubmed:1",
    *,
    role: ReportRole = ReportRole.RESULTS,
    tags: Sequence[Tag] = (),
    rejected_tags: Sequence[Tag] = (),
    screened: Screened = Screened.INCLUDED,
    text: str = "Cores of skin were removed.",
    records: Sequence[str] = (),
    **fields: Any,
) -> APart:
    """`fields` are those of a reading, of a bibliography or of a derived report."""
    reading = {k: fields.pop(k) for k in list(fields) if k in Reading.__slots__}
    printed = {"title": f"Report {key}", "year": 2024}
    printed |= {k: fields.pop(k) for k in list(fields) if k in Bibliography.__slots__}
    kind = fields.pop("kind", _kind_of(role))
    stored = [_stored(tag, key, "proposed") for tag in tags]
    stored += [_stored(tag, key, "rejected") for tag in rejected_tags]
    report = Report(
        key=key,
        arrival=fields.pop("arrival", _arrival(key)),
        kind=kind,
        bibliography=Bibliography(**printed),
        records=tuple(Joined(k, "only-record", k) for k in (key, *records)),
        fields_from={"title": key},
        relations=fields.pop("relations", ()),
    )
    derived = DerivedReport(
        report=report,
        screening=ScreeningVerdict(screened=screened, rule="test", because="said so"),
        document=document_of([Passage(Section.ABSTRACT, text, "Abstract")]),
        readings=fields.pop("readings", (Reading(tags=tuple(tags), **reading),)),
        tags=tuple(stored),
        **fields,
    )
    return APart(derived, role)


@dataclass
class AStudy:
    """A study with its reports, ready to be saved."""

    study: DerivedStudy
    reports: tuple[DerivedReport, ...]

    @property
    def public_id(self) -> str:
        return self.study.study.public_id


def a_study(*parts: APart, layer: Layer = Layer.PRIMARY, **fields: Any) -> AStudy:
    """`fields` are those of a study of matching; one plain report where none is given."""
    parts = parts or (a_report(),)
    key = parts[0].derived.report.key
    defaults: dict[str, Any] = {"public_id": public_id_of(key), "former_ids": ()}
    linked = tuple(
        LinkedReport(key=p.derived.report.key, role=p.role, rule="only-report", because="alone")
        for p in parts
    )
    study = Study(key=key, reports=linked, **(defaults | fields))
    merged = merge_readings([_read(part) for part in parts])
    reports = tuple(part.derived for part in parts)
    return AStudy(DerivedStudy(study=study, merged=merged, layer=layer), reports)


def derived(*studies: AStudy, others: Sequence[APart] = ()) -> Derived:
    """`others` are reports that belong to no study."""
    reports = tuple(report for study in studies for report in study.reports)
    return Derived(
        reports=(*reports, *(part.derived for part in others)),
        studies=tuple(study.study for study in studies),
    )


def _kind_of(role: ReportRole) -> ReportKind:
    return {
        ReportRole.RESULTS: ReportKind.JOURNAL_ARTICLE,
        ReportRole.REGISTRATION: ReportKind.REGISTRATION,
        ReportRole.COMMENT: ReportKind.COMMENT,
    }[role]


def _arrival(key: str) -> int:
    """A number of its own for every key."""
    return crc32(key.encode()) % 1_000_000_000


def _stored(tag: Tag, key: str, state: str) -> StoredTag:
    return StoredTag(
        dimension=tag.dimension,
        value=tag.value,
        standing=tag.standing,
        evidence=tag.evidence,
        rule=tag.rule,
        report_id=report_id_of(key),
        state=state,
    )


def _read(part: APart) -> ReadReport:
    derived = part.derived
    return ReadReport(
        report=derived.report,
        role=part.role,
        screened=derived.screening.screened,
        tags=tuple(tag.as_tag() for tag in derived.tags if tag.counts),
        readings=derived.readings,
        status=derived.status,
        ends=derived.ends,
    )
