"""The feed of changes: an Atom document with the filters of its address."""

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from http import HTTPStatus

from fastapi import Request, Response

from app.answers import ChangesQuestion
from app.dashboard import links
from app.exports import ATOM_TYPE, FeedAddress, atom_feed, feed_updated
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
    public: str = request.app.state.public_url
    base = public or str(request.base_url).rstrip("/")
    address = FeedAddress(base=base, path=PATH, query=own.partition("?")[2])
    received = [s.last_received_at for s in sources if s.last_received_at]
    updated = feed_updated(changes, max(received, default=None)).replace(microsecond=0)
    body = atom_feed(changes, topic, address, updated)
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {
        "ETag": etag,
        "Last-Modified": format_datetime(updated, usegmt=True),
        "Cache-Control": "no-cache",
    }
    if _has_it(request.headers, etag, updated):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    return Response(body, media_type=ATOM_TYPE, headers=headers)


def _has_it(asked: Mapping[str, str], etag: str, updated: datetime) -> bool:
    """Whether the reader has this state; an entity tag outranks a date (RFC 9110, 13.2.2)."""
    named = asked.get("if-none-match")
    if named is not None:
        tags = [one.strip().removeprefix("W/") for one in named.split(",")]
        return etag in tags or "*" in tags
    try:
        since = parsedate_to_datetime(asked.get("if-modified-since", ""))
    except ValueError:
        return False
    return updated <= (since if since.tzinfo else since.replace(tzinfo=UTC))
