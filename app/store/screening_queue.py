"""Reports whose screening waits for a person, with what found them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func
from sqlmodel import Session, col, select

from app.records import Bibliography, Passage, ReportKind
from app.screening import Screened, ScreeningVerdict
from app.store.derived import ReportRecordRow, ReportRow
from app.store.loaded import bibliography_of
from app.store.operational import SourceRunRow
from app.store.received import RecordRow
from app.store.records import list_records

BY_A_PERSON = ("decision", "read-by-a-person", "withdrawn")
"""Rules of screenings that wait for nobody."""


@dataclass(frozen=True, slots=True)
class FoundBy:
    """A record of the report, and the search that brought it; no query where a file did."""

    record_key: str
    source: str
    query: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingReport:
    """A report as a person screens it."""

    record_key: str
    arrival: int
    kind: ReportKind
    bibliography: Bibliography
    screening: ScreeningVerdict
    passages: tuple[Passage, ...]
    found_by: tuple[FoundBy, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingReports:
    """Some of those that wait; `total` counts them all."""

    reports: tuple[WaitingReport, ...]
    total: int
    more: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportsWanted:
    """Reports that the rules screened so, none of some records, that arrived after a number."""

    screened: Screened
    limit: int
    without: Collection[str] = ()
    after: int | None = None


def list_waiting_reports(db: Session, wanted: ReportsWanted) -> WaitingReports:
    """Reports that only the rules have screened, in the order of arrival."""
    waits: list[ColumnElement[bool]] = [
        col(ReportRow.screened) == wanted.screened.value,
        col(ReportRow.screening_rule).not_in(BY_A_PERSON),
        col(ReportRow.key).not_in(list(wanted.without)),
    ]
    later = [] if wanted.after is None else [col(ReportRow.arrival) > wanted.after]
    rows = db.exec(
        select(ReportRow)
        .where(*waits, *later)
        .order_by(col(ReportRow.arrival))
        .limit(wanted.limit + 1)
    ).all()
    return WaitingReports(
        reports=tuple(_report(db, row) for row in rows[: wanted.limit]),
        total=db.exec(select(func.count()).select_from(ReportRow).where(*waits)).one(),
        more=len(rows) > wanted.limit,
    )


def _report(db: Session, row: ReportRow) -> WaitingReport:
    found = _found_by(db, row.report_id)
    records = list_records(db, [one.record_key for one in found])
    longest = max(
        (record.passages for record in records),
        key=lambda passages: sum(len(p.text) for p in passages),
        default=(),
    )
    return WaitingReport(
        record_key=row.key,
        arrival=row.arrival,
        kind=ReportKind(row.kind),
        bibliography=bibliography_of(row),
        screening=ScreeningVerdict(
            screened=Screened(row.screened),
            rule=row.screening_rule,
            because=row.screening_because,
        ),
        passages=tuple(longest),
        found_by=tuple(found),
    )


def _found_by(db: Session, report_id: str) -> Sequence[FoundBy]:
    rows = db.exec(
        select(RecordRow.key, RecordRow.source, SourceRunRow.query)
        .join(ReportRecordRow, col(ReportRecordRow.record_key) == col(RecordRow.key))
        .join(SourceRunRow, col(SourceRunRow.run_id) == col(RecordRow.run_id), isouter=True)
        .where(col(ReportRecordRow.report_id) == report_id, col(RecordRow.version) == 1)
        .order_by(col(RecordRow.id))
    )
    return [FoundBy(key, source, query or "") for key, source, query in rows]
