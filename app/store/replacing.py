"""Derived data as a whole: replaced where it changed, named by a revision, and dumped."""

import hashlib
from collections.abc import Mapping
from itertools import starmap
from typing import Any

from sqlalchemy import func, select, text
from sqlmodel import Session

from app.records.written import canonical_json
from app.store.batches import some_at_once
from app.store.columns import table_of
from app.store.derived import ReportRow
from app.store.derived_rows import REPORT_TABLES, STUDY_TABLES
from app.store.given import Derived
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
from app.store.replaced_reports import ReplacedReports
from app.store.replaced_studies import ReplacedStudies
from app.store.revisions import NOTHING_DERIVED, revision
from app.store.search import dump_search
from app.store.transactions import wait_for_turn

WORTH_COUNTING = 1000
"""Reports and studies written at once after which both databases look at what they now hold:
PostgreSQL searched 10,000 new studies in 7.9 s before it did, and in 0.3 s after."""
SHARE_WORTH_COUNTING = 10
"""One in so many of all reports, below which they plan as before."""
REVISIONS = 2**128
BASIS = "derived from"


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
    studies = ReplacedStudies(db, derived.studies, part.study_ids if part else None)
    reports = ReplacedReports(db, derived.reports, part.report_ids if part else None)
    removed = None
    if part is not None:
        removed = reports.known | studies.known | dict.fromkeys(part.question_ids, "")
    for some in some_at_once(derived.reports):
        reports.write(some)
    studies.write()
    questions = replace_questions(db, derived.questions, part.question_ids if part else None)
    here = reports.digests | studies.digests | dict.fromkeys(questions, "")
    _save_revision(db, here, removed)
    if is_mapped:
        counted = map(mapped_of, (one for one in derived.studies if one.merged.counted))
        change_map(db, part.study_ids | studies.digests.keys() if part else None, counted)
    else:
        make_map(db)
    note_map_of(db, revision(db))
    _look_at_what_is_there(db, reports.written + studies.written)


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
