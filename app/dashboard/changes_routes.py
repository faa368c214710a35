"""The pages of change: two moments compared, freezing a view, and what was frozen."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, ConfigDict, ValidationError

from app.answers import (
    ComparisonQuestion,
    FreezeWord,
    PermalinksQuestion,
    answer_comparison,
    answer_digest,
    answer_permalinks,
    answer_since_frozen,
    freeze,
)
from app.answers.dependencies import CurrentEngine, CurrentTopic, Db, Now
from app.answers.identity import reviewing
from app.answers.moments import Day, period_of
from app.dashboard.changes_page import PATH as CHANGES
from app.dashboard.changes_page import changes_view
from app.dashboard.permalink_page import PATH as PERMALINKS
from app.dashboard.permalink_page import permalink_view, permalinks_view
from app.dashboard.rendering import page
from app.dashboard.sent_forms import SentForm
from app.errors import InvalidQueryError
from app.exports import digest_markdown, digest_view

router = APIRouter(include_in_schema=False)
Hash = Annotated[str, Path(max_length=64)]


class DigestQuestion(BaseModel):
    """The days of a digest."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    since: Day = None
    until: Day = None


@router.get(CHANGES)
def show_changes(
    request: Request,
    db: Db,
    topic: CurrentTopic,
    now: Now,
    question: Annotated[ComparisonQuestion, Query()],
) -> Response:
    """What changed between two days."""
    answer = answer_comparison(db, topic, question, now)
    return page(request, "changes.html", view=changes_view(answer, question, topic))


@router.get(f"{CHANGES}.md")
def get_digest(
    request: Request,
    db: Db,
    topic: CurrentTopic,
    now: Now,
    question: Annotated[DigestQuestion, Query()],
) -> Response:
    """The same days as a digest in Markdown, with what PRISMA-LSR wants told of a version."""
    begins = period_of(question.since, question.until, now).since.date()
    digest = answer_digest(db, topic, begins, now, question.until)
    text = digest_markdown(digest_view(digest, topic, _site(request)))
    return Response(text, media_type="text/markdown; charset=utf-8")


@router.get(PERMALINKS)
def show_permalinks(
    request: Request, db: Db, topic: CurrentTopic, question: Annotated[PermalinksQuestion, Query()]
) -> Response:
    """Views that were frozen, the latest first."""
    found = answer_permalinks(db, topic, question)
    view = permalinks_view(found, question.study_id, topic)
    return page(request, "permalinks.html", view=view)


@router.post(PERMALINKS, dependencies=[Depends(reviewing)])
def freeze_view(engine: CurrentEngine, topic: CurrentTopic, now: Now, form: SentForm) -> Response:
    """Freeze what a page shows, and lead to the page that cites it."""
    try:
        word = FreezeWord.model_validate(form)
    except ValidationError as error:
        field = str(error.errors()[0]["loc"][0])
        raise InvalidQueryError(field, form.get(field, "")[:100]) from error
    permalink, _is_new = freeze(engine, topic, word, now)
    return RedirectResponse(f"/p/{permalink.hash}", HTTPStatus.SEE_OTHER)


@router.get("/p/{hash}")
def show_permalink(
    request: Request,
    db: Db,
    topic: CurrentTopic,
    now: Now,
    hash: Hash,  # noqa: A002 - in the address
) -> Response:
    """One frozen view, and what changed in it since."""
    found = answer_since_frozen(db, topic, hash, now)
    view = permalink_view(found, topic, _site(request))
    return page(request, "permalink.html", view=view)


def _site(request: Request) -> str:
    """Where readers reach this service."""
    public: str = request.app.state.public_url
    return public or str(request.base_url).rstrip("/")
