"""What people decided of two records: added at the end, never changed, taken back by another word."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, true
from sqlmodel import Session, col, select

from app.errors import AlreadyUndoneError, DecisionNotFoundError
from app.matching import MatchDecision
from app.store.decided import MatchDecisionRow, MatchUndoRow
from app.store.newest_first import cursor_after, on_all_pages, on_page, stretch_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Who said something, when and why."""

    who: str
    at: datetime
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredMatchDecision:
    """A person's word on two records; `undone` is the word that took it back, if any did."""

    id: int
    decision: MatchDecision
    said: Said
    undone: Said | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchDecisionPage:
    """Some decisions, the latest first. `next_cursor` is None where nothing older is left."""

    decisions: tuple[StoredMatchDecision, ...]
    total: int
    next_cursor: str | None


def save_match_decision(db: Session, decision: MatchDecision, *, who: str, at: datetime) -> int:
    """Add a word on two records; its place among them."""
    row = MatchDecisionRow(
        layer=decision.layer,
        one=decision.one,
        other=decision.other,
        same=decision.same,
        why=decision.because,
        who=who,
        at=at,
    )
    db.add(row)
    db.flush()
    return row.id or 0


def save_match_undo(db: Session, number: int, said: Said) -> None:
    """Take back the decision of this number.

    Raises:
        DecisionNotFoundError: If there is none.
        AlreadyUndoneError: If it was taken back before.
    """
    if get_match_decision(db, number).undone is not None:
        raise AlreadyUndoneError(number)
    db.add(MatchUndoRow(decision_id=number, who=said.who, at=said.at, why=said.why))
    db.flush()


def get_match_decision(db: Session, number: int) -> StoredMatchDecision:
    """One decision.

    Raises:
        DecisionNotFoundError: If none has this number.
    """
    found = _stored(db, col(MatchDecisionRow.id) == number)
    if not found:
        raise DecisionNotFoundError(number)
    return found[0]


def get_match_decision_page(
    db: Session, *, limit: int, cursor: str | None = None
) -> MatchDecisionPage:
    """So many decisions, the latest first.

    Raises:
        InvalidQueryError: If the cursor was not made for this list.
    """
    number, question = col(MatchDecisionRow.id), "match decisions"
    stretch = stretch_of(cursor, question)
    found = _stored(db, and_(true(), *on_page(number, stretch)), limit + 1)
    counted = select(func.count()).where(*on_all_pages(number, stretch))
    return MatchDecisionPage(
        decisions=tuple(found[:limit]),
        total=db.exec(counted.select_from(MatchDecisionRow)).one(),
        next_cursor=cursor_after([one.id for one in found], limit, stretch, question),
    )


def list_match_decisions(db: Session, before: datetime | None = None) -> list[MatchDecision]:
    """Every word on two records that stood then, oldest first: the last on a pair holds.

    What was taken back had not been said.
    """
    everything = true() if before is None else col(MatchDecisionRow.at) < before
    return [
        one.decision
        for one in reversed(_stored(db, everything))
        if one.undone is None or (before is not None and one.undone.at >= before)
    ]


def count_match_words(db: Session) -> int:
    """How many words on two records were said, those included that take another back."""
    return sum(
        db.exec(select(func.count()).select_from(model)).one()
        for model in (MatchDecisionRow, MatchUndoRow)
    )


def _stored(
    db: Session, where: ColumnElement[bool], limit: int | None = None
) -> Sequence[StoredMatchDecision]:
    """Decisions, the latest first."""
    rows = db.exec(
        select(MatchDecisionRow, MatchUndoRow)
        .join(
            MatchUndoRow,
            col(MatchUndoRow.decision_id) == col(MatchDecisionRow.id),
            isouter=True,
        )
        .where(where)
        .order_by(col(MatchDecisionRow.id).desc())
        .limit(limit)
    )
    return [
        StoredMatchDecision(
            id=row.id or 0,
            decision=MatchDecision(
                layer=row.layer, one=row.one, other=row.other, same=row.same, because=row.why
            ),
            said=Said(who=row.who, at=row.at, why=row.why),
            undone=_undone(undo),
        )
        for row, undo in rows
    ]


def _undone(undo: MatchUndoRow | None) -> Said | None:
    return None if undo is None else Said(who=undo.who, at=undo.at, why=undo.why)
