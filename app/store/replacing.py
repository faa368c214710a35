"""Derived data as a whole: replaced where it changed, named by a revision, and dumped."""

import hashlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import starmap
from typing import Any, TypeVar

from sqlalchemy import delete, func, select, text
from sqlmodel import Session

from app.records.written import canonical_json
from app.screening import Screened
from app.store.batches import chosen, in_batches, insert_rows
from app.store.columns import Row, table_of
from app.store.derived import DocumentRow, ReportRecordRow, ReportRow, StudyRow
from app.store.derived_rows import REPORT_TABLES, STUDY_TABLES, Rows, report_rows, study_rows
from app.store.given import Derived, DerivedReport
from app.store.held import Held
from app.store.map_changes import (
    change_map,
    dump_map,
    forget_map,
    is_map_of,
    make_map,
    note_map_of,
)
from app.store.mapped_studies import mapped_of
from app.store.marks import forget_mark
from app.store.match_questions import dump_questions, replace_questions
from app.store.operational import DERIVED, RevisionRow
from app.store.reading_cache import replace_cached_readings
from app.store.report_ids import report_id_of
from app.store.revisions import NOTHING_DERIVED, revision
from app.store.search import dump_search, forget_reports, index_reports, searchable
from app.store.transactions import wait_for_turn

MakeRows = Callable[[], Rows]
T = TypeVar("T")

OWNERS_AT_ONCE = 500  # reports or studies whose rows are in memory together
WORTH_COUNTING = 1000
"""Reports and studies written at once after which both databases look at what they now hold:
PostgreSQL searched 10,000 new studies in 7.9 s before it did, and in 0.3 s after."""
SHARE_WORTH_COUNTING = 10
"""One in so many of all reports, below which they plan as before."""
REVISIONS = 2**128
BASIS = "derived from"


@dataclass(frozen=True, slots=True)
class _Changes:
    """What to delete and what to insert for the studies."""

    stale: list[str]
    """Ids of those that are gone or different."""
    fresh: list[MakeRows]
    """Those that are new or different; their rows are made only when they are written."""
    digests: dict[str, str]
    """Of all as they should be, by id."""


def wait_to_derive(db: Session) -> None:
    """Let one rebuild at a time read what it rests on and write what follows from it.

    To be called before anything is read: inside `replace_derived` it comes too late for that.
    """
    wait_for_turn(db, "derive")


def replace_derived(db: Session, derived: Derived, instead_of: Held | None = None) -> None:
    """Make the derived tables hold exactly this; what is there already is left alone.

    With `instead_of` it takes the place of that part, and the rest stays as it is.
    """
    wait_to_derive(db)
    part = instead_of
    is_mapped = is_map_of(db, revision(db))
    known = _digests(db, StudyRow, part.study_ids if part else None)
    studies = _changes(known, [partial(study_rows, s) for s in derived.studies])
    _delete(db, StudyRow, studies.stale)
    reports = _Reports(db, derived.reports, part.report_ids if part else None)
    removed = {} if part is None else reports.known | known | dict.fromkeys(part.question_ids, "")
    for some in _some_at_once(derived.reports):
        reports.write(some)
    for rows in _some_at_once(studies.fresh):
        _insert(db, STUDY_TABLES, [make() for make in rows])
    questions = replace_questions(db, derived.questions, part.question_ids if part else None)
    here = reports.digests | studies.digests | dict.fromkeys(questions, "")
    _save_revision(db, here, removed if part else None)
    if is_mapped:
        counted = map(mapped_of, (one for one in derived.studies if one.merged.counted))
        change_map(db, part.study_ids | studies.digests.keys() if part else None, counted)
    else:
        make_map(db)
    note_map_of(db, revision(db))
    _look_at_what_is_there(db, reports.written + len(studies.fresh))


def forget_derived(db: Session) -> None:
    """Throw away all derived data, and every reading that is remembered."""
    forget_map(db)
    replace_derived(db, Derived())
    replace_cached_readings(db, {})
    forget_mark(db)


def note_derived_from(db: Session, basis: str) -> None:
    """Remember the name of what derived data were made from."""
    db.merge(RevisionRow(name=BASIS, revision=basis))
    db.flush()


def derived_from(db: Session) -> str:
    """What derived data were made from, as it was noted; empty where nothing was."""
    named = db.get(RevisionRow, BASIS)
    return named.revision if named else ""


def is_derived_from(db: Session, basis: str) -> bool:
    """Whether derived data were made from exactly this."""
    return derived_from(db) == basis


def dump_derived(db: Session) -> dict[str, list[tuple[Any, ...]]]:
    """Every derived row of every table, sorted: two equal dumps are two equal states."""
    dump: dict[str, list[tuple[Any, ...]]] = {
        "search": sorted(dump_search(db), key=repr),
        "match_question": dump_questions(db),
        **dump_map(db),
    }
    for model in (*REPORT_TABLES, *STUDY_TABLES):
        rows = db.connection().execute(select(*table_of(model).columns))
        dump[table_of(model).name] = sorted((tuple(map(_plain, row)) for row in rows), key=repr)
    return dump


def _look_at_what_is_there(db: Session, written: int) -> None:
    """Where so much is new that both databases would plan their queries for another size."""
    if written < WORTH_COUNTING:
        return
    reports = db.connection().execute(select(func.count()).select_from(table_of(ReportRow)))
    if written * SHARE_WORTH_COUNTING >= reports.scalar_one():
        db.connection().execute(text("ANALYZE"))


def _changes(before: Mapping[str, str], wanted: Sequence[MakeRows]) -> _Changes:
    digests: dict[str, str] = {}
    fresh: list[MakeRows] = []
    for make in wanted:
        own = make()[StudyRow][0]
        digests[own["public_id"]] = own["digest"]
        if before.get(own["public_id"]) != own["digest"]:
            fresh.append(make)
    stale = [owner for owner, digest in before.items() if digests.get(owner) != digest]
    return _Changes(stale=stale, fresh=fresh, digests=digests)


def _digests(db: Session, model: type[Row], ids: Collection[str] | None) -> dict[str, str]:
    """By id, of these or of all."""
    columns = table_of(model).columns
    own = columns[_id_column(model)]
    rows = chosen(db, select(own, columns["digest"]), own, ids)
    return {row[0]: row[1] for row in rows}


def _delete(db: Session, model: type[Row], ids: Sequence[str]) -> None:
    """Delete owners; what they own goes with them."""
    id_column = table_of(model).columns[_id_column(model)]
    for some in in_batches(ids):
        db.connection().execute(delete(table_of(model)).where(id_column.in_(some)))


class _Reports:
    """The reports as they should be, written some at a time: their rows are made only once."""

    def __init__(
        self, db: Session, wanted: Sequence[DerivedReport], instead_of: Collection[str] | None
    ) -> None:
        self.digests: dict[str, str] = {}
        self.written = 0
        self.known = _digests(db, ReportRow, instead_of)
        """Those that these take the place of."""
        self._db = db
        self._before = dict(self.known)
        self._forget(_displaced(db, wanted, instead_of) if self._before else ())

    def write(self, some: Sequence[DerivedReport]) -> None:
        """Write those that are new or different."""
        made = [(rows[ReportRow][0], rows) for rows in map(report_rows, some)]
        self.digests |= {own["report_id"]: own["digest"] for own, _ in made}
        fresh = [rows for own, rows in made if self._before.get(own["report_id"]) != own["digest"]]
        owners = [rows[ReportRow][0] for rows in fresh]
        self._forget([own["report_id"] for own in owners if own["report_id"] in self._before])
        _insert(self._db, REPORT_TABLES, fresh)
        # Only these can be found: studies are searched for, and no other report is part of one.
        included = [r for r in fresh if r[ReportRow][0]["screened"] == Screened.INCLUDED.value]
        index_reports(self._db, [searchable(r[ReportRow][0], r[DocumentRow][0]) for r in included])
        self.written += len(fresh)

    def _forget(self, report_ids: Sequence[str]) -> None:
        forget_reports(self._db, _arrivals(self._db, report_ids))
        _delete(self._db, ReportRow, report_ids)
        for report_id in report_ids:
            del self._before[report_id]


def _displaced(
    db: Session, wanted: Sequence[DerivedReport], instead_of: Collection[str] | None
) -> list[str]:
    """Reports that are gone, or whose place or records another may now have."""
    report, record = table_of(ReportRow).columns, table_of(ReportRecordRow).columns
    before: dict[str, set[int | str]] = {}
    for of, value in ((report, report["arrival"]), (record, record["record_key"])):
        rows = chosen(db, select(of["report_id"], value), of["report_id"], instead_of)
        for report_id, held in rows:
            before.setdefault(report_id, set()).add(held)
    now = {
        report_id_of(one.report.key): {one.report.arrival, *(r.key for r in one.report.records)}
        for one in wanted
    }
    return [report_id for report_id, held in before.items() if now.get(report_id) != held]


def _arrivals(db: Session, report_ids: Sequence[str]) -> list[int]:
    columns = table_of(ReportRow).columns
    found: list[int] = []
    for some in in_batches(report_ids):
        wanted = select(columns["arrival"]).where(columns["report_id"].in_(some))
        found.extend(db.connection().execute(wanted).scalars())
    return found


def _some_at_once(owners: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(owners), OWNERS_AT_ONCE):
        yield owners[start : start + OWNERS_AT_ONCE]


def _insert(db: Session, models: Sequence[type[Row]], owners: Sequence[Rows]) -> None:
    for model in models:
        rows = [row for owner in owners for row in owner[model]]
        if rows:
            insert_rows(db, model, rows)


def _save_revision(
    db: Session, here: Mapping[str, str], instead_of: Mapping[str, str] | None
) -> None:
    """The name is a sum over all that is there: a part can take the place of another."""
    value = 0
    if instead_of is not None:
        value = int(revision(db), 16) - sum(starmap(_weight, instead_of.items()))
    value = (value + sum(starmap(_weight, here.items()))) % REVISIONS
    db.merge(RevisionRow(name=DERIVED, revision=f"{value:032x}" if value else NOTHING_DERIVED))
    db.flush()


def _weight(name: str, digest: str) -> int:
    return int.from_bytes(hashlib.sha256(f"{name} {digest}".encode()).digest())


def _plain(value: Any) -> Any:
    return canonical_json(value) if isinstance(value, list | dict) else value


def _id_column(model: type[Row]) -> str:
    return next(iter(table_of(model).primary_key.columns)).name
