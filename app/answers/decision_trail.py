"""The trail of all decisions: what is asked of it, and its lines."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field
from sqlmodel import Session

from app import store
from app.answers.matches import Asked, none_if_empty
from app.answers.paging import Cursor, cursor_in, place_in
from app.records import Dimension
from app.store import DecisionKind, Trail, TrailWanted

DayAsked = Annotated[date | None, BeforeValidator(none_if_empty)]


class TrailExport(Asked):
    """Which decisions: of one kind, person, study or record, dimension, or span of days (UTC)."""

    kind: Annotated[
        DecisionKind | None,
        BeforeValidator(none_if_empty),
        Field(description="`reading`: what each of two readers said, once both have."),
    ] = None
    who: Annotated[str, Field(max_length=100, description="Name of the account.")] = ""
    about: Annotated[
        str, Field(max_length=500, description="Identifier of a study, or key of a record.")
    ] = ""
    dimension: Annotated[
        Dimension | None,
        BeforeValidator(none_if_empty),
        Field(description="Only decisions on tags in this dimension."),
    ] = None
    since: Annotated[DayAsked, Field(description="First day.")] = None
    until: Annotated[DayAsked, Field(description="Last day.")] = None


class TrailQuestion(TrailExport):
    """Some decisions, the latest first."""

    limit: Annotated[int, Field(ge=1, le=200, description="Decisions at a time.")] = 50
    cursor: Cursor = None


class TrailFile(TrailExport):
    """All decisions that are wanted, as a file."""

    format: Annotated[Literal["csv", "json"], Field(description="Form of the file.")] = "csv"


def answer_trail(db: Session, question: TrailExport) -> Trail:
    """The decisions that are asked for, the latest first; all of them for a file.

    Raises:
        InvalidQueryError: If the cursor is none that a page gave.
    """
    begin = place_in(question, str)
    found = store.get_trail(
        db,
        TrailWanted(
            kind=question.kind,
            who=question.who,
            about=question.about,
            dimension=question.dimension.value if question.dimension else "",
            since=_midnight(question.since),
            until=_midnight(question.until, days=1),
            limit=question.limit if isinstance(question, TrailQuestion) else None,
            cursor=None if begin is None else str(begin),
        ),
    )
    onward = found.next_cursor
    return replace(found, next_cursor=None if onward is None else cursor_in(question, onward))


def _midnight(day: date | None, days: int = 0) -> datetime | None:
    if day is None or day >= date.max - timedelta(days=days):
        return None
    return datetime.combine(day + timedelta(days=days), time(), UTC)
