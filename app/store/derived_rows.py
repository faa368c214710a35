"""Derived values to rows: one list of rows a table, for all that one report or study owns."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from pydantic_core import PydanticSerializationError, to_json

from app.gapmap.merging import counts_by_type
from app.matching import Notice
from app.records import Bibliography, Evidence, PlannedShare, Reading, Standing
from app.records.written import canonical_json
from app.screening import Screened
from app.store.citations import citation_of
from app.store.columns import Row
from app.store.derived import (
    EXTENT,
    REGISTRATION,
    DocumentRow,
    OutcomeResultRow,
    ParticipantsRow,
    RejectedMentionRow,
    ReportRecordRow,
    ReportRow,
    StudyAliasRow,
    StudyOverlapRow,
    StudyReportRow,
    StudyRow,
    StudyValueRow,
    TagRow,
    TypeCountRow,
)
from app.store.given import DerivedReport, DerivedStudy
from app.store.report_ids import report_id_of
from app.tagging import Document

Values = dict[str, Any]
Rows = dict[type[Row], list[Values]]

REPORT_TABLES = (
    ReportRow,
    ReportRecordRow,
    DocumentRow,
    TagRow,
    TypeCountRow,
    ParticipantsRow,
    OutcomeResultRow,
    RejectedMentionRow,
)
"""What a report owns; the first table names it."""

STUDY_TABLES = (StudyRow, StudyReportRow, StudyValueRow, StudyOverlapRow, StudyAliasRow)
"""What a study owns; the first table names it."""

UNKNOWN_YEAR = -1


def report_rows(derived: DerivedReport) -> Rows:
    """All rows of one report; the digest in the first covers every one of them."""
    owner = report_id_of(derived.report.key)
    rows: Rows = {model: [] for model in REPORT_TABLES}
    rows[ReportRow] = [_report(derived, owner)]
    rows[ReportRecordRow] = _numbered(owner, _record_parts(derived))
    rows[DocumentRow] = [{"report_id": owner, **d} for d in _documents(derived)]
    if derived.readings or derived.tags:  # of a whole database's reports hardly any
        rows |= _statement_rows(derived, owner)
    rows[ReportRow][0]["digest"] = _digest(rows)
    return rows


def _statement_rows(derived: DerivedReport, owner: str) -> Rows:
    readings = derived.readings
    return {
        TagRow: _numbered(owner, _tag_parts(derived)),
        TypeCountRow: _numbered(owner, _count_parts(readings)),
        ParticipantsRow: _numbered(owner, _participants_parts(readings)),
        OutcomeResultRow: _numbered(owner, _result_parts(readings)),
        RejectedMentionRow: _numbered(owner, _rejected_parts(readings)),
    }


def study_rows(derived: DerivedStudy) -> Rows:
    """All rows of one study; the digest in the first covers every one of them."""
    owner = derived.study.public_id
    rows: Rows = {
        StudyRow: [{"public_id": owner, **_study(derived)}],
        StudyReportRow: [{"public_id": owner, **r} for r in _linked(derived)],
        StudyValueRow: [{"public_id": owner, **v} for v in _value_parts(derived)],
        StudyOverlapRow: [
            {"public_id": owner, "other_id": other, "because": because}
            for other, because in dict(derived.study.overlaps).items()
        ],
        StudyAliasRow: [
            {"former_id": former, "public_id": owner}
            for former in dict.fromkeys(derived.study.former_ids)
            if former != owner
        ],
    }
    rows[StudyRow][0]["digest"] = _digest(rows)
    return rows


def bibliography_columns(printed: Bibliography) -> Values:
    """The columns that hold a bibliography, under the names of its fields."""
    return {
        "title": printed.title,
        "authors": list(printed.authors),
        "year": printed.year,
        "month": printed.month,
        "journal": printed.journal,
        "volume": printed.volume,
        "issue": printed.issue,
        "pages": printed.pages,
        "doi": printed.doi,
        "pmid": printed.pmid,
        "pmcid": printed.pmcid,
        "registrations": list(printed.registrations),
        "language": printed.language,
        "url": printed.url,
    }


def _report(derived: DerivedReport, owner: str) -> Values:
    report, screening = derived.report, derived.screening
    return {
        "report_id": owner,
        "key": report.key,
        "arrival": report.arrival,
        "kind": report.kind.value,
        **bibliography_columns(report.bibliography),
        "fields_from": dict(report.fields_from),
        "fields_because": dict(report.fields_because),
        "relations": [list(relation) for relation in report.relations],
        "status": derived.status,
        "ends": derived.ends,
        "sponsor": derived.sponsor,
        "country": derived.country,
        "screened": screening.screened.value,
        "screening_rule": screening.rule,
        "screening_because": screening.because,
        "seen_at": sorted({page for e in _evidence_of(derived.readings) for page in e.seen_at}),
        "notes": "\n\n".join(dict.fromkeys(r.notes for r in derived.readings if r.notes)),
        "notices": _notices(derived.notices),
    }


def _notices(notices: Iterable[Notice]) -> list[list[str]]:
    return [[n.kind.value, n.because, n.source, n.identifier] for n in notices]


def _evidence_of(readings: Iterable[Reading]) -> Iterator[Evidence]:
    for reading in readings:
        yield from (tag.evidence for tag in reading.tags)
        yield from (count.evidence for count in reading.counts)
        yield from (result.evidence for result in reading.results)
        if reading.participants is not None:
            yield reading.participants.evidence


def _documents(derived: DerivedReport) -> Iterator[Values]:
    """Of a report that is not about the topic the records hold all the text there is."""
    if derived.screening.screened is not Screened.EXCLUDED:
        yield _document(derived.document)


def _document(document: Document) -> Values:
    places = [
        [p.passage.section.value, p.passage.heading, p.start, len(p.passage.text)]
        for p in document.passages
    ]
    return {"text": document.text, "passages": places}


def _numbered(owner: str, parts: Iterable[Values]) -> list[Values]:
    return [{"report_id": owner, "position": n, **part} for n, part in enumerate(parts)]


def _stated(evidence: Evidence, rule: str) -> Values:
    return {
        "evidence_kind": evidence.kind.value,
        "quote": evidence.text,
        "section": evidence.section,
        "quote_start": evidence.start,
        "quote_end": evidence.end,
        "seen_at": list(evidence.seen_at),
        "rule": rule,
    }


def _record_parts(derived: DerivedReport) -> Iterator[Values]:
    for joined in derived.report.records:
        yield {"record_key": joined.key, "rule": joined.rule, "because": joined.because}


def _tag_parts(derived: DerivedReport) -> Iterator[Values]:
    for tag in derived.tags:
        yield {
            **_stated(tag.evidence, tag.rule),
            "dimension": tag.dimension.value,
            "value": tag.value,
            "standing": tag.standing.value if tag.standing else "",
            "state": tag.state,
        }


def _count_parts(readings: Iterable[Reading]) -> Iterator[Values]:
    for count in counts_by_type(readings):
        types = [int(t) for t in count.types]
        yield {**_stated(count.evidence, count.rule), "types": types, "people": count.people}


def _participants_parts(readings: Iterable[Reading]) -> Iterator[Values]:
    for stated in (reading.participants for reading in readings):
        if stated is not None:
            yield {
                **_stated(stated.evidence, stated.rule),
                "people": stated.people,
                "planned": stated.planned,
            }


def _result_parts(readings: Iterable[Reading]) -> Iterator[Values]:
    for result in dict.fromkeys(r for reading in readings for r in reading.results):
        yield {
            **_stated(result.evidence, result.rule),
            "outcome": result.outcome,
            "types": [int(t) for t in result.types],
            "events": result.events,
            "people": result.people,
            "measure": result.measure,
            "timepoint": result.timepoint,
            "value": result.value,
        }


def _rejected_parts(readings: Iterable[Reading]) -> Iterator[Values]:
    for mention in (m for reading in readings for m in reading.rejected):
        yield {
            **_stated(mention.evidence, mention.rule),
            "dimension": mention.dimension.value,
            "reason": mention.reason,
        }


def _study(derived: DerivedStudy) -> Values:
    study, merged = derived.study, derived.merged
    return {
        "key": study.key,
        "counted": merged.counted,
        "lead": report_id_of(merged.lead),
        **_printed(merged.bibliography),
        "layer": derived.layer.value,
        "design": merged.design,
        "participants": merged.participants,
        "planned": merged.planned,
        "participants_from": _id_or_nothing(merged.participants_from),
        "counts_from": _id_or_nothing(merged.counts_from),
        "follow_up_days": merged.follow_up_days,
        "follow_up_evidence": _written(merged.follow_up_evidence),
        "planned_shares": [_planned(share) for share in merged.planned_shares],
        "status": merged.status,
        "ends": merged.ends,
        "reports": len(study.reports),
        "unknown": list(merged.unknown),
        "conflicts": list(merged.conflicts),
        "notes": list(merged.notes),
        "notices": _notices(derived.notices),
        "left_out": derived.left_out.value if derived.left_out else "",
    }


def _printed(lead: Bibliography) -> Values:
    return {
        "title": lead.title,
        "authors": list(lead.authors),
        "year": lead.year,
        "sort_year": UNKNOWN_YEAR if lead.year is None else lead.year,
        "journal": lead.journal,
        "citation": citation_of(lead),
    }


def _written(evidence: Evidence | None) -> Values:
    return {} if evidence is None else {**asdict(evidence), "kind": evidence.kind.value}


def _planned(share: PlannedShare) -> Values:
    return {
        **asdict(share),
        "types": [int(t) for t in share.types],
        "bound": share.bound.value,
        "evidence": _written(share.evidence),
    }


def _id_or_nothing(report_key: str) -> str:
    return report_id_of(report_key) if report_key else ""


def _linked(derived: DerivedStudy) -> Iterator[Values]:
    for position, linked in enumerate(derived.study.reports):
        yield {
            "report_id": report_id_of(linked.key),
            "position": position,
            "role": linked.role.value,
            "rule": linked.rule,
            "because": linked.because,
            "counted": linked.key in derived.merged.counting,
        }


def _value_parts(derived: DerivedStudy) -> Iterator[Values]:
    for skin_type, standing in sorted(derived.merged.standing.items()):
        if standing is not Standing.NOT_REPORTED:
            yield {
                "dimension": "fitzpatrick",
                "value": skin_type.name,
                "standing": standing.value,
            }
    yield {"dimension": EXTENT, "value": derived.merged.extent.value, "standing": ""}
    for number in derived.merged.registrations:
        yield {"dimension": REGISTRATION, "value": number, "standing": ""}
    for dimension, values in sorted(derived.merged.values.items()):
        for value in values:
            yield {"dimension": dimension.value, "value": value, "standing": ""}


def _digest(rows: Rows) -> str:
    named = {table.__name__: values for table, values in rows.items()}
    try:
        written = to_json(named)  # a tenth of the time; keys stand as they do above, always
    except (PydanticSerializationError, UnicodeError):  # a lone surrogate
        written = canonical_json(named).encode(errors="surrogatepass")
    return hashlib.sha256(written).hexdigest()
