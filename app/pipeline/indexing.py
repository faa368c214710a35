"""The index by which a change finds what it reaches, made anew of everything."""

from collections.abc import Sequence

from sqlmodel import Session

from app import store
from app.matching import (
    Description,
    Indexed,
    Telling,
    indexed_record,
    indexed_report,
    telling,
)
from app.pipeline.considering import Considered
from app.pipeline.telling import told_by
from app.store import IndexChange

AT_ONCE = 2000  # members in memory together


def index_all(db: Session, described: Sequence[Description], reports: Sequence[Considered]) -> None:
    """Throw the index away, and make it again of all records and reports."""
    store.forget_match_index(db)
    may_count = {r.key for one in reports if one.may_count for r in one.report.records}
    for start in range(0, len(described), AT_ONCE):
        records = [
            indexed_record(one, may_count=one.key in may_count)
            for one in described[start : start + AT_ONCE]
        ]
        store.change_match_index(db, IndexChange(records=records))
    told: list[Indexed] = [indexed_report(member) for member in tellings(reports)]
    store.change_match_index(db, IndexChange(reports=told))


def tellings(reports: Sequence[Considered]) -> list[Telling]:
    """What these reports tell of people."""
    found = (telling(one.report, told_by(one)) for one in reports if one.may_count)
    return [one for one in found if one is not None]
