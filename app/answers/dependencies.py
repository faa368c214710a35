"""How a route gets its database session and its topic: both are found on the application."""

from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, Request
from sqlalchemy import Engine
from sqlmodel import Session

from app import store
from app.topic import Topic


def engine_of(request: Request) -> Engine:
    """The engine that `create_app` was given."""
    engine: Engine = request.app.state.engine
    return engine


def topic_of(request: Request) -> Topic:
    """The topic that `create_app` was given."""
    topic: Topic = request.app.state.topic
    return topic


def one_read(engine: Annotated[Engine, Depends(engine_of)]) -> Iterator[Session]:
    """A session for one request: it sees one moment of the database and cannot write.

    Raises:
        DatabaseUnavailableError: If the database cannot be reached or lacks its tables.
    """
    with store.reading(engine) as db:
        yield db


Db = Annotated[Session, Depends(one_read, scope="function")]
CurrentTopic = Annotated[Topic, Depends(topic_of)]
