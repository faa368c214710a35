"""Freezing a view of the evidence, and asking for what was frozen."""

from email.utils import format_datetime
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Path, Query, Response, status

from app.answers import (
    FreezeWord,
    PermalinksQuestion,
    answer_permalink,
    answer_permalinks,
    answer_since_frozen,
    freeze,
)
from app.answers.dependencies import CurrentEngine, CurrentTopic, Db, Now
from app.answers.identity import reviewing
from app.api import schemas
from app.api.routes.questions import NoQuestion

router = APIRouter(tags=["change"])
FOR_EVER = "public, max-age=31536000, immutable"
Hash = Annotated[str, Path(max_length=64, description="Hash of the permalink.")]


@router.get("/permalinks", summary="Permalinks")
def list_permalinks(
    db: Db, topic: CurrentTopic, question: Annotated[PermalinksQuestion, Query()]
) -> schemas.Permalinks:
    """Views that were frozen, the latest first; with `study_id` those that hold that study."""
    return schemas.shaped(schemas.Permalinks, answer_permalinks(db, topic, question), topic)


@router.post(
    "/permalinks",
    summary="Freeze a view",
    status_code=status.HTTP_201_CREATED,
    dependencies=[Depends(reviewing)],
)
def freeze_view(
    engine: CurrentEngine, topic: CurrentTopic, now: Now, word: FreezeWord
) -> schemas.FrozenPermalink:
    """Keep a map, a cell, a list of studies or the gaps as they are answered now, for ever.

    The same view frozen twice is one permalink: its hash is that of question, answer and what stood behind it.
    """
    permalink, is_new = freeze(engine, topic, word, now)
    kept = schemas.shaped(schemas.Permalink, permalink, topic)
    return schemas.FrozenPermalink(**kept.model_dump(), is_new=is_new)


@router.get("/permalinks/{hash}", summary="A frozen view", response_model=schemas.FrozenDocument)
def get_permalink(
    db: Db,
    topic: CurrentTopic,
    hash: Hash,  # noqa: A002 - the name is part of the address
    _: Annotated[NoQuestion, Query()],
    if_none_match: Annotated[
        str | None, Header(description="`ETag` of an answer that the caller still has.")
    ] = None,
) -> Response:
    """Exactly the bytes that were kept: their SHA-256 begins with the hash in the address."""
    permalink = answer_permalink(db, topic, hash)
    etag = f'"{permalink.hash}"'
    headers = {
        "ETag": etag,
        "Cache-Control": FOR_EVER,
        "Memento-Datetime": format_datetime(permalink.at, usegmt=True),
    }
    named = [one.strip().removeprefix("W/") for one in (if_none_match or "").split(",")]
    if etag in named:
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    return Response(permalink.document, media_type="application/json", headers=headers)


@router.get("/permalinks/{hash}/changes", summary="What changed since a view was frozen")
def get_permalink_changes(
    db: Db,
    topic: CurrentTopic,
    now: Now,
    hash: Hash,  # noqa: A002 - the name is part of the address
    _: Annotated[NoQuestion, Query()],
) -> schemas.PermalinkChanges:
    """When and with what it was made, what is different now and by which events, and corrections.

    `corrections` are what was said since of reports that are part of it: retractions, expressions of
    concern, errata, preprints that became articles.
    """
    found = answer_since_frozen(db, topic, hash, now)
    return schemas.shaped(schemas.PermalinkChanges, found, topic)
