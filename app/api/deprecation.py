"""Routes that will go: one declaration says so in the document and in every answer."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from email.utils import format_datetime
from typing import Any, TypedDict

from fastapi import Depends, Request
from fastapi.params import Depends as Dependency

from app.api.added_headers import add_header

POLICY = "/api/v1/docs#deprecation"
"""Where the policy is written down."""


class Deprecated(TypedDict):
    """What a route is declared with."""

    deprecated: bool
    dependencies: list[Dependency]
    openapi_extra: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """Since when a route should not be used, when it goes, and what to use in its place."""

    since: date
    sunset: date
    instead: str


def leaving(since: date, sunset: date, instead: str) -> Deprecated:
    """To be spread into a route's declaration: `@router.get("/old", **leaving(...))`.

    Answers then carry `Deprecation` (RFC 9745), `Sunset` (RFC 8594) and links to the policy and to
    the path that takes the route's place.

    Raises:
        ValueError: If callers would have less than the half year that the policy gives them.
    """
    if (sunset - since).days < 180:
        raise ValueError(f"{sunset} is less than 180 days after {since}.")
    going = Leaving(since=since, sunset=sunset, instead=instead)

    def tell(request: Request) -> None:
        add_header(request, "Deprecation", f"@{int(_beginning(going.since).timestamp())}")
        add_header(request, "Sunset", format_datetime(_beginning(going.sunset), usegmt=True))
        add_header(request, "Link", f'<{POLICY}>; rel="deprecation"; type="text/html"')
        add_header(request, "Link", f'<{going.instead}>; rel="successor-version"')

    return Deprecated(
        deprecated=True,
        dependencies=[Depends(tell)],
        openapi_extra={"x-sunset": sunset.isoformat(), "x-successor": instead},
    )


def _beginning(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
