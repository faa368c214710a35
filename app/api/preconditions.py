"""Changes that are meant for one version of a thing: `If-Match` (RFC 9110, 13.1.1)."""

from collections.abc import Callable
from typing import Annotated

from fastapi import Depends, Header
from fastapi.params import Depends as Dependency

from app.api.conditional import if_match_names
from app.errors import ChangedMeanwhileError

IfMatch = Annotated[
    str | None,
    Header(description="`ETag` of what the change is meant for: of another it is refused."),
]


def must_match(if_match: str | None, etag: str) -> None:
    """Let a change pass that is meant for this version, or for whatever there is.

    Raises:
        ChangedMeanwhileError: If the thing is not the version that the caller has.
    """
    if if_match is not None and not if_match_names(if_match, etag):
        raise ChangedMeanwhileError(etag)


def if_match(version: Callable[..., str]) -> Dependency:
    """To be added to a route's `dependencies`; `version` depends on what it needs to say the ETag.

    It is compared before the route begins. Of two that come at once both may pass: the route
    itself must do the second no harm, as every decision does here.

    The dependency raises:
        ChangedMeanwhileError: If the thing is not the version that the caller has.
    """

    def check(etag: Annotated[str, Depends(version)], if_match: IfMatch = None) -> None:
        must_match(if_match, etag)

    dependency: Dependency = Depends(check)
    return dependency
