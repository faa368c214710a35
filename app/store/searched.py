"""Where anything was ever looked for: sources that were asked, and what people gave."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func
from sqlalchemy import select as sql_select
from sqlmodel import Session, col, select

from app.store.operational import DERIVED, RevisionRow, RunRow, SourceRunRow
from app.store.received import RecordRow
from app.store.revisions import NOTHING_DERIVED

SUCCEEDED = "succeeded"
BY_HAND = ("load", "import")
"""Kinds of run that take in what a person read or exported."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Searched:
    """When each source was last asked with success, and when people last gave something."""

    sources: dict[str, datetime]
    by_hand: dict[str, datetime]
    """By the kind of run: load (the bundled evidence) and import (files)."""
    any_record: bool
    mark: str
    """A name for this state: it changes whenever a run begins or ends."""

    @property
    def ever(self) -> bool:
        """Whether anything was ever searched, so that finding nothing says something."""
        return bool(self.sources or self.by_hand or self.any_record)


def get_searched(db: Session) -> Searched:
    """What was asked and given so far."""
    ended = func.max(col(RunRow.ended_at))
    asked = db.exec(
        select(SourceRunRow.source, ended)
        .join(RunRow, col(RunRow.id) == col(SourceRunRow.run_id))
        .where(col(RunRow.status) == SUCCEEDED)
        .group_by(col(SourceRunRow.source))
    ).all()
    given = db.exec(
        select(RunRow.kind, ended)
        .where(col(RunRow.status) == SUCCEEDED, col(RunRow.kind).in_(BY_HAND))
        .group_by(col(RunRow.kind))
    ).all()
    return Searched(
        sources={source: at for source, at in asked if at is not None},
        by_hand={kind: at for kind, at in given if at is not None},
        any_record=db.exec(select(col(RecordRow.id)).limit(1)).first() is not None,
        mark=search_mark(db),
    )


def search_mark(db: Session) -> str:
    """A name for what was searched so far; it changes whenever a run begins or ends."""
    latest, ended = db.connection().execute(_RUNS).one()
    return f"{latest or 0}.{ended}"


def evidence_mark(db: Session) -> str:
    """A name for all that was derived and searched so far: that of the one and of the other."""
    derived, latest, ended = db.connection().execute(_DERIVED_AND_RUNS).one()
    return f"{derived or NOTHING_DERIVED} {latest or 0}.{ended}"


_DERIVED = sql_select(col(RevisionRow.revision)).where(col(RevisionRow.name) == DERIVED)
_DERIVED_AND_RUNS = sql_select(
    _DERIVED.scalar_subquery(), func.max(RunRow.id), func.count(col(RunRow.ended_at))
)
_RUNS = select(func.max(RunRow.id), func.count(col(RunRow.ended_at)))
