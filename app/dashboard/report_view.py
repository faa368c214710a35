"""One report of a study as finished values: citation, links, reasons, records, text."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.dashboard import links, words
from app.dashboard.evidence_pieces import Part
from app.dashboard.marked_text import MarkedPassage, Place, marked_text
from app.dashboard.notice_lines import NoticeLine, notice_lines
from app.exports import report_links
from app.store import StoredRecord, StudyReport, reference_of


@dataclass(frozen=True, slots=True)
class RecordLine:
    """A record, why it is here, and where it can be taken out; empty where it is the only one."""

    text: str
    split_href: str


@dataclass(frozen=True, slots=True)
class FieldLine:
    """A field of the report, the record that it was taken from, and why that one."""

    label: str
    value: str
    record: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportView:
    """One report: citation, identifiers, why it belongs, the records and the text behind it."""

    kind: str
    citation: str
    identifiers: tuple[Part, ...]
    linked: str
    unlink_href: str
    """Where it can be taken out of the study; empty where it is the only one."""
    screening: str
    facts: tuple[str, ...]
    notices: tuple[NoticeLine, ...]
    records: tuple[RecordLine, ...]
    fields: tuple[FieldLine, ...]
    """Where each came from; none where the report has one record alone."""
    text: tuple[MarkedPassage, ...]
    marked: bool
    """Whether the text holds quotes: then it is shown at once."""


def report_view(
    report: StudyReport, marked: tuple[Place, ...], *, is_only: bool = True
) -> ReportView:
    """Everything that a study's page shows of one report; `marked` are its quotes' places."""
    facts = (
        f"Status: {report.status.replace('_', ' ')}" if report.status else "",
        f"Ends {report.ends}" if report.ends else "",
        f"Sponsor: {report.sponsor}" if report.sponsor else "",
        f"Country: {report.country}" if report.country else "",
    )
    return ReportView(
        kind=words.REPORT_KIND_WORD[report.kind],
        citation=reference_of(report.bibliography),
        identifiers=tuple(
            Part(link.text, link.href, outside=bool(link.href))
            for link in report_links(report.bibliography)
        ),
        linked=_because("Part of this study", report.rule, report.because),
        unlink_href="" if is_only else _taking_out("unlink", report.records[0]),
        screening=_because(
            f"Screening: {report.screening.screened.value}",
            report.screening.rule,
            report.screening.because,
        ),
        facts=tuple(fact for fact in facts if fact),
        notices=notice_lines(report.notices),
        records=tuple(_record(record, report) for record in report.records),
        fields=tuple(_fields(report)) if len(report.records) > 1 else (),
        text=marked_text(report, marked),
        marked=bool(marked),
    )


def _because(what: str, rule: str, because: str) -> str:
    return f"{what} by rule {rule}: {because}" if because else f"{what} by rule {rule}"


def _record(record: StoredRecord, report: StudyReport) -> RecordLine:
    received = record.received_at.strftime("%Y-%m-%d")
    text = _because(
        f"{record.key}, version {record.version}, received {received}; joined",
        record.rule,
        record.because,
    )
    return RecordLine(text, _taking_out("split", record) if len(report.records) > 1 else "")


_LABELS = {"doi": "DOI", "pmid": "PMID", "pmcid": "PMCID", "url": "Address"}


def _fields(report: StudyReport) -> Iterator[FieldLine]:
    for name, record in report.fields_from.items():
        value = getattr(report.bibliography, name)
        text = ", ".join(value) if isinstance(value, tuple) else str(value)
        why = report.fields_because.get(name, "")
        yield FieldLine(_LABELS.get(name, name.capitalize()), text, record, why)


def _taking_out(answer: str, record: StoredRecord) -> str:
    return links.with_query("/matches/decide", {"answer": answer, "record": record.key})
