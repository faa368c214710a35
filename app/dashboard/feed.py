"""The feed of changes: an Atom document with the filters of its address."""

import hashlib
from http import HTTPStatus

from fastapi import Request, Response

from app.answers import ChangesQuestion
from app.dashboard import links
from app.exports import ATOM_TYPE, FeedAddress, atom_feed
from app.store import NotedChange, SourceSummary
from app.topic import Topic

PATH = "/feed.atom"


def feed_answer(
    request: Request,
    changes: tuple[NotedChange, ...],
    question: ChangesQuestion,
    topic: Topic,
    sources: list[SourceSummary],
) -> Response:
    """The feed, or 304 where the reader has it already."""
    own = links.url_of(PATH, question)
    base = str(request.base_url).rstrip("/")
    address = FeedAddress(base=base, path=PATH, query=own.partition("?")[2])
    received = [s.last_received_at for s in sources if s.last_received_at]
    body = atom_feed(changes, topic.title, address, max(received, default=None))
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {"ETag": etag, "Cache-Control": "no-cache"}
    known = request.headers.get("if-none-match", "")
    if etag in [one.strip().removeprefix("W/") for one in known.split(",")]:
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    return Response(body, media_type=ATOM_TYPE, headers=headers)
