"""The flow of records and the search log in JSON."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from app.api.schemas.words import NextAddress, NextCursor, Shape
from app.exports import BoxId


class Part(Shape):
    """So many of a box for one reason, or from one source."""

    id: Annotated[str, Field(description="Where a person gave the reason, the reason itself.")]
    label: str
    count: int


class Box(Shape):
    """One box of the flow; its parts add up to its total."""

    id: BoxId
    title: str
    total: int
    parts: tuple[Part, ...]
    note: Annotated[str, Field(description="What the template would not make one expect.")]


class Sum(Shape):
    """One box is as large as some others together."""

    whole: BoxId
    parts: tuple[BoxId, ...]
    total: Annotated[int, Field(description="Of the one box.")]
    sum: Annotated[int, Field(description="Of the others.")]


class Flow(Shape):
    """The PRISMA 2020 flow, its boxes in order."""

    boxes: tuple[Box, ...]
    sums: Annotated[tuple[Sum, ...], Field(description="What holds between boxes.")]
    closes: Annotated[bool, Field(description="Whether all of it adds up.")]


class SearchItem(Shape):
    """One item of PRISMA-S."""

    number: Annotated[int, Field(ge=1, le=16)]
    name: str
    reported: tuple[str, ...]
    missing: Annotated[str, Field(description="What is not recorded; empty where all is known.")]


class Prisma(Shape):
    """How records were found, and what became of them."""

    at: Annotated[date | None, Field(description="Last day (UTC) that counts; null: until now.")]
    flow: Flow
    search: tuple[SearchItem, ...]


class SentRequest(Shape):
    """One request as it was sent; keys and addresses are left out."""

    url: str
    body: Annotated[str, Field(description="Form of a POST; empty for a GET.")]
    status: Annotated[int, Field(description="HTTP status of the answer.")]


class LoggedSearch(Shape):
    """One page of an answer: what was asked and what came of it."""

    number: int
    run_id: int
    search_id: Annotated[int, Field(description="The run that began the search.")]
    source: str
    part: Annotated[
        Literal["query", "identifiers", "file"], Field(description="What was asked by.")
    ]
    at: datetime
    requests: tuple[SentRequest, ...]
    announced: Annotated[
        int | None, Field(description="Total hits that the source reported; null: it told none.")
    ]
    received: int
    new: int
    changed: int
    unchanged: int
    rejected: int
    withdrawn: Annotated[
        tuple[str, ...], Field(description="Identifiers that the source says it has deleted.")
    ]
    warnings: tuple[str, ...]


class SearchLog(Shape):
    """A part of the search log, the latest first."""

    pages: tuple[LoggedSearch, ...]
    total: Annotated[int, Field(description="Of the log, on all pages of this list together.")]
    next_cursor: NextCursor
    next: NextAddress = None
