"""How a route gets its database session, topic and accuracy card: all are on the application."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Request
from sqlalchemy import Engine
from sqlmodel import Session

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


def accuracy_of(request: Request) -> MeasuredAccuracy | None:
    """The accuracy card that `create_app` was given; None: this version was not measured."""
    accuracy: MeasuredAccuracy | None = request.app.state.accuracy
    return accuracy


def addresses_of(request: Request) -> Mapping[str, str]:
    """Where each source is asked, as `create_app` was told."""
    addresses: Mapping[str, str] = request.app.state.addresses
    return addresses


def now_of() -> datetime:
    """The moment of the request, in UTC."""
    return datetime.now(UTC)


def one_read(engine: Annotated[Engine, Depends(engine_of)]) -> Iterator[Session]:
    """A session for one request: it sees one moment of the database and cannot write.

    Raises:
        DatabaseUnavailableError: If the database cannot be reached or lacks its tables.
    """
    with store.reading(engine) as db:
        yield db


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


CurrentEngine = Annotated[Engine, Depends(engine_of)]
Db = Annotated[Session, Depends(one_read, scope="function")]
CurrentTopic = Annotated[Topic, Depends(topic_of)]
CurrentAddresses = Annotated[Mapping[str, str], Depends(addresses_of)]
Now = Annotated[datetime, Depends(now_of)]
CurrentAccuracy = Annotated[MeasuredAccuracy | None, Depends(accuracy_of)]
