"""Moments that a person asks about: days, or times to the second, as bounds of a comparison."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, TypeAdapter, ValidationError
from sqlmodel import Session

from app import pipeline, store
from app.answers.searched import answer_searched
from app.errors import InvalidQueryError
from app.gapmap import EvidenceState
from app.topic import Topic

A_WEEK = timedelta(days=7)


def _none_if_empty(value: Any) -> Any:
    return None if value == "" else value


_MOMENT = TypeAdapter(datetime)
A_DAY = len("2026-11-22")


def _day_or_moment(value: Any) -> Any:
    """Midnight is a moment: it must not be taken for the whole day that it begins."""
    if isinstance(value, str) and len(value) > A_DAY:
        try:
            return _MOMENT.validate_python(value)
        except ValidationError as error:
            raise ValueError("it is neither a day nor a moment") from error
    return _none_if_empty(value)


DayOrMoment = Annotated[
    date | datetime | None,
    BeforeValidator(_day_or_moment),
    Field(
        description="A day (UTC), or a moment; without a zone it is in UTC. A day counts whole: from "
        "its beginning as `since`, to its end as `until` or `at`."
    ),
]

Day = Annotated[date | None, BeforeValidator(_none_if_empty), Field(description="A day (UTC).")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """From a moment on and before another one; `is_open` where that is the present."""

    since: datetime
    until: datetime
    is_open: bool


def period_of(
    since: date | datetime | None, until: date | datetime | None, now: datetime
) -> Period:
    """The period that was asked for; a week where no beginning was, until now where no end was.

    Raises:
        InvalidQueryError: If it begins in the future, or not before it ends.
    """
    ends = end_of(until) if until is not None else now
    is_open = ends >= now
    ends = min(ends, now)
    begins = beginning_of(since) if since is not None else ends - A_WEEK
    if begins > now:
        raise InvalidQueryError("since", str(since))
    if begins >= ends:
        raise InvalidQueryError("until", str(until if until is not None else since))
    return Period(since=begins, until=ends, is_open=is_open)


def beginning_of(given: date | datetime) -> datetime:
    """A moment as it is, a day as its first moment."""
    if isinstance(given, datetime):
        return _in_utc(given)
    return datetime.combine(given, time(), UTC)


def end_of(given: date | datetime) -> datetime:
    """A moment as it is, a day as the first moment after it."""
    if isinstance(given, datetime):
        return _in_utc(given)
    return datetime.max.replace(tzinfo=UTC) if given == date.max else pipeline.end_of(given)


def state_at(db: Session, topic: Topic, moment: datetime, *, is_present: bool) -> EvidenceState:
    """The evidence at a moment: as it is derived, or made again from what there was by then."""
    if is_present:
        return store.get_evidence_state(db)
    return pipeline.state_before(db, topic, moment)


def searched_at(db: Session, topic: Topic, moment: datetime, *, is_present: bool) -> bool:
    """Whether anything had been searched at a moment, so that an empty cell said something."""
    return answer_searched(db, topic).ever if is_present else store.searched_before(db, moment)


def _in_utc(given: datetime) -> datetime:
    if given.tzinfo is None:
        return given.replace(tzinfo=UTC)
    try:
        return given.astimezone(UTC)
    except OverflowError:
        return given.replace(tzinfo=UTC)
