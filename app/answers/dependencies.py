"""How a route gets its database session, topic and accuracy card: all are on the application."""

from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Request
from sqlalchemy import Engine
from sqlmodel import Session
from starlette.concurrency import run_in_threadpool

from app import store
from app.errors import ForeignSiteError
from app.measured import MeasuredAccuracy
from app.topic import Topic


def engine_of(request: Request) -> Engine:
    """The engine that `create_app` was given."""
    engine: Engine = request.app.state.engine
    return engine


def topic_of(request: Request) -> Topic:
    """The topic that `create_app` was given."""
    topic: Topic = request.app.state.topic
    return topic


async def accuracy_of(request: Request) -> MeasuredAccuracy | None:
    """The accuracy card that `create_app` was given; None: this version was not measured."""
    accuracy: MeasuredAccuracy | None = request.app.state.accuracy
    return accuracy


async def addresses_of(request: Request) -> Mapping[str, str]:
    """Where each source is asked, as `create_app` was told."""
    addresses: Mapping[str, str] = request.app.state.addresses
    return addresses


async def now_of() -> datetime:
    """The moment of the request, in UTC."""
    return datetime.now(UTC)


def moment_of(request: Request) -> datetime:
    """The same where nothing is injected: by the clock that the application was given."""
    clock = request.app.dependency_overrides.get(now_of)
    now: datetime = clock() if clock else datetime.now(UTC)
    return now


# What only looks something up is asked without a thread of its own: to wait for one takes longer.
async def _engine(request: Request) -> Engine:
    return engine_of(request)


async def _topic(request: Request) -> Topic:
    return topic_of(request)


CurrentEngine = Annotated[Engine, Depends(_engine)]


async def one_read(engine: CurrentEngine) -> AsyncIterator[Session]:
    """A session for one request: it sees one moment of the database and cannot write.

    Raises:
        DatabaseUnavailableError: If the database cannot be reached or lacks its tables.
    """
    # Nothing is asked before the first query, and to end is to wait only where a server is told.
    with store.reading(engine) as db:
        try:
            yield db
        finally:
            if not store.is_sqlite(engine):
                await run_in_threadpool(db.close)


def own_site_only(request: Request) -> None:
    """Let nothing change that a page of another site asks for in a reader's name.

    Browsers say where a request comes from (Fetch Metadata); those that do not say it name the
    origin of a form. A program says neither.

    Raises:
        ForeignSiteError: If the request comes from another site.
    """
    site = request.headers.get("sec-fetch-site")
    origin = request.headers.get("origin")
    if site is not None:
        is_own = site in ("same-origin", "none")
    else:
        is_own = origin is None or urlsplit(origin).netloc in _own_hosts(request)
    if not is_own:
        raise ForeignSiteError("Changes are taken only from this site's own pages and programs.")


def _own_hosts(request: Request) -> set[str]:
    """A proxy may ask under another name than browsers do."""
    public: str = request.app.state.public_url
    return {request.headers.get("host", ""), urlsplit(public).netloc} - {""}


Db = Annotated[Session, Depends(one_read, scope="function")]
CurrentTopic = Annotated[Topic, Depends(_topic)]
CurrentAddresses = Annotated[Mapping[str, str], Depends(addresses_of)]
Now = Annotated[datetime, Depends(now_of)]
CurrentAccuracy = Annotated[MeasuredAccuracy | None, Depends(accuracy_of)]
