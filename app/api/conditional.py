"""Answers that did not change are not sent again: ETag and If-None-Match (RFC 9110, 13.1.2)."""

from hashlib import sha256
from typing import Annotated

from fastapi import Header, HTTPException, Request, Response

from app import store
from app.answers.dependencies import Db

FRESHNESS = "no-cache"
"""A cache may keep the answer and must ask each time whether it still holds."""


def unless_unchanged(
    request: Request,
    response: Response,
    db: Db,
    if_none_match: Annotated[
        str | None, Header(description="`ETag` of an answer that the caller still has.")
    ] = None,
) -> None:
    """Name the answer's version; stop with 304 when the caller has it already.

    The version is made of the evidence, what was searched, the program and topic, and the address: the answer is a
    function of these alone, so it need not be computed to be compared.
    """
    url = request.url
    parts = (
        store.revision(db),
        store.search_mark(db),
        request.app.state.edition,
        url.path,
        url.query,
    )
    etag = f'"{sha256("|".join(parts).encode()).hexdigest()[:32]}"'
    headers = {"ETag": etag, "Cache-Control": FRESHNESS}
    if _names(if_none_match or "", etag):
        raise HTTPException(304, headers=headers)
    response.headers.update(headers)


def _names(if_none_match: str, etag: str) -> bool:
    """Weak comparison: `W/` in front does not matter for GET."""
    named = [one.strip().removeprefix("W/") for one in if_none_match.split(",")]
    return etag in named
