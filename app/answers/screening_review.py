"""Reports whose screening waits for a person, with the criteria beside them."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field
from sqlmodel import Session

from app import pipeline, store
from app.answers.matches import Asked
from app.answers.paging import Cursor, cursor_in, place_in
from app.screening import Screened
from app.store import ReportsWanted, WaitingReport
from app.topic import Topic


class ScreeningQuestion(Asked):
    """Some reports that only the rules have screened."""

    screened: Annotated[
        Literal["unsure", "included", "excluded"],
        Field(description="What the rules say of them."),
    ] = "unsure"
    limit: Annotated[int, Field(ge=1, le=50, description="Reports at a time.")] = 10
    cursor: Cursor = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Criteria:
    """What makes a report one of the topic's."""

    question: str
    include: tuple[str, ...]
    weak: tuple[str, ...]
    homonyms: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreeningQueue:
    """Some reports, and the criteria; `next_cursor` asks on, None on the last page."""

    reports: tuple[WaitingReport, ...]
    criteria: Criteria
    total: int
    next_cursor: str | None


def answer_screening_queue(
    db: Session, topic: Topic, question: ScreeningQuestion, who: str = ""
) -> ScreeningQueue:
    """What waits for this person, in the order of arrival."""
    begin = place_in(question, int)
    found = store.list_waiting_reports(
        db,
        ReportsWanted(
            screened=Screened(question.screened),
            limit=question.limit,
            without=pipeline.out_of_queue(db, store.SCREENING, who),
            after=None if begin is None else int(begin),
        ),
    )
    terms = topic.screening
    return ScreeningQueue(
        reports=found.reports,
        criteria=Criteria(
            question=topic.question,
            include=terms.include,
            weak=terms.weak,
            homonyms=terms.homonyms,
        ),
        total=found.total,
        next_cursor=cursor_in(question, found.reports[-1].arrival) if found.more else None,
    )
