"""Every decision of people on tags, screenings and pairs of records as one trail."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    case,
    func,
    literal,
    null,
    or_,
    type_coerce,
    union_all,
)
from sqlalchemy import select as sql_select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from app.errors import InvalidQueryError
from app.matching import MEANT
from app.store.columns import SafeText, UtcDateTime
from app.store.decided import (
    MatchDecisionRow,
    MatchUndoRow,
    ScreeningDecisionRow,
    TagDecisionRow,
)
from app.store.sealed import SealedWordRow

_CURSOR = re.compile(r"([0-9T:.+-]{19,40})_(tag|screening|match|undo|reading)_(\d{1,10})")


class DecisionKind(StrEnum):
    """What a decision is about."""

    TAG = "tag"
    SCREENING = "screening"
    MATCH = "match"
    READING = "reading"
    """What one of two readers had said, once both have spoken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrailLine:
    """One decision: who, when, why, before and after. `undone` is True where it was taken back."""

    kind: DecisionKind
    id: int
    at: datetime
    who: str
    about: str
    """The study, the record, or both records with a space between."""
    dimension: str
    value: str
    before: str
    after: str
    why: str
    quote: str
    takes_back: int | None
    undone: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TrailWanted:
    """Which decisions; an empty field is all of them. `since` and `until` are first and last."""

    kind: DecisionKind | None = None
    who: str = ""
    about: str = ""
    dimension: str = ""
    since: datetime | None = None
    until: datetime | None = None
    limit: int | None = None
    cursor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trail:
    """Some decisions, the latest first; `next_cursor` is None on the last page."""

    lines: tuple[TrailLine, ...]
    total: int
    next_cursor: str | None


def get_trail(db: Session, wanted: TrailWanted) -> Trail:
    """The decisions that are wanted, the latest first.

    Raises:
        InvalidQueryError: If the cursor is none that a page gave.
    """
    every = union_all(*_parts()).subquery()
    where = _conditions(every.c, wanted)
    order = (every.c.at, every.c.kind, every.c.id)
    query = sql_select(*every.c).where(*where).order_by(*(one.desc() for one in order))
    if wanted.cursor is not None:
        query = query.where(_older(wanted.cursor, order))
    if wanted.limit is not None:
        query = query.limit(wanted.limit + 1)
    rows = list(db.connection().execute(query))
    shown = rows[: wanted.limit]
    count = sql_select(func.count()).select_from(every).where(*where)
    more = wanted.limit is not None and len(rows) > wanted.limit
    return Trail(
        lines=tuple(map(_line, shown)),
        total=db.connection().execute(count).scalar_one(),
        next_cursor=_cursor(shown[-1]) if more else None,
    )


def _parts() -> Sequence[Select[Any]]:
    return (_tags(), _screenings(), _matches(), _match_undos(), _readings())


def _columns(
    kind: str, row: Any, about: Any, named: tuple[Any, Any], words: tuple[Any, Any]
) -> list[Any]:
    """The columns of the trail, in one order."""
    return [
        literal(kind, SafeText()).label("kind"),
        col(row.id).label("id"),
        col(row.at).label("at"),
        col(row.who).label("who"),
        about.label("about"),
        named[0].label("dimension"),
        named[1].label("value"),
        words[0].label("before"),
        words[1].label("after"),
        col(row.why).label("why"),
    ]


def _text(value: str) -> Any:
    return literal(value, SafeText())


def _tags() -> Select[Any]:
    row = TagDecisionRow
    after = col(row.action) + case(
        (col(row.standing) == "", _text("")), else_=_text(" ") + col(row.standing)
    )
    named = (col(row.dimension), col(row.value))
    return sql_select(
        *_columns("tag", row, col(row.study_id), named, (col(row.was), after)),
        col(row.quote).label("quote"),
        col(row.takes_back).label("takes_back"),
        _is_taken_back(row).label("undone"),
    )


def _screenings() -> Select[Any]:
    row = ScreeningDecisionRow
    named = (_text(""), _text(""))
    return sql_select(
        *_columns("screening", row, col(row.record_key), named, (col(row.was), col(row.verdict))),
        _text(""),
        col(row.takes_back),
        _is_taken_back(row),
    )


def _matches() -> Select[Any]:
    row = MatchDecisionRow
    about = col(row.one) + _text(" ") + col(row.other)
    undone = (
        sql_select(col(MatchUndoRow.id))
        .where(col(MatchUndoRow.decision_id) == col(row.id))
        .exists()
    )
    named = (_text(""), _text(""))
    columns = _columns("match", row, about, named, (_said_before(row), _answer(row)))
    return sql_select(*columns, _text(""), null(), undone)


def _said_before(row: type[MatchDecisionRow]) -> Any:
    """The word on the same two records that held when this one was said."""
    earlier, undo = aliased(MatchDecisionRow), aliased(MatchUndoRow)
    undone = sql_select(col(undo.id)).where(
        col(undo.decision_id) == col(earlier.id), col(undo.at) <= col(row.at)
    )
    pairs = (
        and_(col(earlier.one) == col(row.one), col(earlier.other) == col(row.other)),
        and_(col(earlier.one) == col(row.other), col(earlier.other) == col(row.one)),
    )
    last = (
        sql_select(_answer(earlier))
        .where(
            col(earlier.layer) == col(row.layer),
            col(earlier.id) < col(row.id),
            or_(*pairs),
            ~undone.exists(),
        )
        .order_by(col(earlier.id).desc())
        .limit(1)
    )
    return func.coalesce(last.scalar_subquery(), _text("undecided"))


def _match_undos() -> Select[Any]:
    undo, row = MatchUndoRow, MatchDecisionRow
    about = col(row.one) + _text(" ") + col(row.other)
    named = (_text(""), _text(""))
    columns = _columns("undo", undo, about, named, (_answer(row), _text("undo")))
    nothing = col(undo.id) < 0
    return (
        sql_select(*columns, _text(""), col(undo.decision_id), nothing)
        .select_from(undo)
        .join(row, col(row.id) == col(undo.decision_id))
    )


def _readings() -> Select[Any]:
    """Sealed words on what two people have spoken of: before that nobody sees them."""
    row = SealedWordRow
    taken_back = sql_select(col(row.takes_back)).where(col(row.takes_back).is_not(None))
    standing = and_(col(row.takes_back).is_(None), col(row.id).not_in(taken_back))
    other = aliased(SealedWordRow)
    another = sql_select(col(other.id)).where(
        col(other.kind) == col(row.kind),
        col(other.target) == col(row.target),
        col(other.round) == col(row.round),
        col(other.who) != col(row.who),
        col(other.takes_back).is_(None),
        col(other.id).not_in(taken_back),
    )
    named = (col(row.kind), _text(""))
    columns = _columns(
        "reading", row, col(row.target), named, (_text(""), type_coerce(col(row.said), SafeText()))
    )
    return sql_select(*columns, _text(""), null(), col(row.id) < 0).where(
        standing, another.exists()
    )


def _is_taken_back(row: Any) -> ColumnElement[bool]:
    return col(row.id).in_(sql_select(col(row.takes_back)).where(col(row.takes_back).is_not(None)))


def _answer(row: type[MatchDecisionRow]) -> Any:
    """The word that `MatchDecision.answer` has for it."""
    said = [
        (and_(col(row.layer) == layer.value, col(row.same).is_(same)), _text(answer.value))
        for answer, (layer, same) in MEANT.items()
    ]
    return case(*said, else_=_text(""))


def _conditions(columns: Any, wanted: TrailWanted) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.kind is not None:
        kinds = ["match", "undo"] if wanted.kind is DecisionKind.MATCH else [wanted.kind.value]
        found.append(columns.kind.in_(kinds))
    named = ((columns.who, wanted.who), (columns.dimension, wanted.dimension))
    found += [own == value for own, value in named if value]
    if wanted.about:
        found.append(columns.about.contains(wanted.about, autoescape=True))
    if wanted.since is not None:
        found.append(columns.at >= wanted.since)
    if wanted.until is not None:
        found.append(columns.at < wanted.until)
    return found


def _older(cursor: str, order: tuple[Any, Any, Any]) -> ColumnElement[bool]:
    named = _CURSOR.fullmatch(cursor)
    try:
        at = datetime.fromisoformat(named[1]) if named else None
    except ValueError:
        at = None
    if named is None or at is None or at.utcoffset() is None:
        raise InvalidQueryError("cursor", cursor)
    moment, kind, number = order
    then = literal(at, UtcDateTime())
    return or_(
        moment < then,
        and_(moment == then, kind < named[2]),
        and_(moment == then, kind == named[2], number < int(named[3])),
    )


def _cursor(row: Any) -> str:
    return f"{row.at.isoformat()}_{row.kind}_{row.id}"


def _line(row: Any) -> TrailLine:
    after, about, dimension, value = row.after, row.about, row.dimension, row.value
    if row.kind == "reading":
        after, about, dimension, value = _read_sealed(row)
    return TrailLine(
        kind=DecisionKind.MATCH if row.kind == "undo" else DecisionKind(row.kind),
        id=row.id,
        at=row.at,
        who=row.who,
        about=about,
        dimension=dimension,
        value=value,
        before=row.before,
        after=after,
        why=row.why,
        quote=row.quote,
        takes_back=row.takes_back,
        undone=bool(row.undone),
    )


def _read_sealed(row: Any) -> tuple[str, str, str, str]:
    said = json.loads(row.after)
    first = said[0] if said else {}
    words = [
        " ".join(filter(None, (one.get("action") or one.get("verdict"), one.get("standing"))))
        for one in said
    ]
    about = first.get("study_id") or first.get("record_key") or row.about
    return " and ".join(words), about, first.get("dimension", ""), first.get("value", "")
