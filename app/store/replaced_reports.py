"""Reports put in the place of those that are there: a report that stays keeps its place and its records."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import select
from sqlmodel import Session

from app.screening import Screened
from app.store.batches import chosen
from app.store.columns import table_of
from app.store.derived import DocumentRow, ReportRecordRow, ReportRow
from app.store.derived_rows import REPORT_TABLES, report_rows
from app.store.given import DerivedReport
from app.store.owned_rows import delete_owned, insert_owned, write_differences, write_owners
from app.store.report_ids import report_id_of
from app.store.search import forget_reports, index_reports, searchable

OWNER = "report_id"
WRITTEN_ANEW = tuple(m for m in REPORT_TABLES if m not in (ReportRow, ReportRecordRow))


class _Before(NamedTuple):
    digest: str
    arrival: int


class ReplacedReports:
    """The reports as they should be, written some at a time: their rows are made only once."""

    def __init__(
        self, db: Session, wanted: Sequence[DerivedReport], instead_of: Collection[str] | None
    ) -> None:
        self._db = db
        self._before = _before(db, instead_of)
        self.known = {report_id: one.digest for report_id, one in self._before.items()}
        """Digests of those that these take the place of, by id."""
        self.digests: dict[str, str] = {}
        self.written = 0
        if self._before:
            gone = _displaced(db, wanted, self._before, instead_of)
            self._forget_words(gone)
            delete_owned(db, ReportRow, OWNER, gone)
            for report_id in gone:
                del self._before[report_id]

    def write(self, some: Sequence[DerivedReport]) -> None:
        """Write those that are new or different."""
        made = [(rows[ReportRow][0], rows) for rows in map(report_rows, some)]
        self.digests |= {own[OWNER]: own["digest"] for own, _ in made}
        fresh = [rows for own, rows in made if self._digest_before(own[OWNER]) != own["digest"]]
        there = [r[ReportRow][0][OWNER] for r in fresh if r[ReportRow][0][OWNER] in self._before]
        self._forget_words(there)
        write_owners(self._db, ReportRow, fresh, frozenset(there))
        write_differences(self._db, ReportRecordRow, OWNER, fresh, there)
        for model in WRITTEN_ANEW:
            delete_owned(self._db, model, OWNER, there)
            insert_owned(self._db, model, fresh)
        # Only these can be found: studies are searched for, and no other report is part of one.
        included = [r for r in fresh if r[ReportRow][0]["screened"] == Screened.INCLUDED.value]
        index_reports(self._db, [searchable(r[ReportRow][0], r[DocumentRow][0]) for r in included])
        self.written += len(fresh)

    def _digest_before(self, report_id: str) -> str | None:
        before = self._before.get(report_id)
        return before.digest if before else None

    def _forget_words(self, report_ids: Sequence[str]) -> None:
        forget_reports(self._db, [self._before[report_id].arrival for report_id in report_ids])


def _before(db: Session, ids: Collection[str] | None) -> dict[str, _Before]:
    """Of these reports or of all, by id."""
    columns = table_of(ReportRow).columns
    own = columns[OWNER]
    rows = chosen(db, select(own, columns["digest"], columns["arrival"]), own, ids)
    return {report_id: _Before(digest, arrival) for report_id, digest, arrival in rows}


def _displaced(
    db: Session,
    wanted: Sequence[DerivedReport],
    known: Mapping[str, _Before],
    instead_of: Collection[str] | None,
) -> list[str]:
    """Reports that are gone, or whose place or records another may now have."""
    before: dict[str, set[int | str]] = {one: {had.arrival} for one, had in known.items()}
    columns = table_of(ReportRecordRow).columns
    own = columns[OWNER]
    for report_id, record in chosen(db, select(own, columns["record_key"]), own, instead_of):
        before[report_id].add(record)
    now = {
        report_id_of(one.report.key): {one.report.arrival, *(r.key for r in one.report.records)}
        for one in wanted
    }
    return [report_id for report_id, held in before.items() if now.get(report_id) != held]
