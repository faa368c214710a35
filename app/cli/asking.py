"""What a command needs before it can ask: the database, the time, a question that may be asked."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TypeVar

import typer
from pydantic import BaseModel, ValidationError
from sqlalchemy import Engine
from sqlmodel import Session

from app import pipeline
from app.cli.terminal import note
from app.settings import read_settings
from app.topic import Topic, read_topic

QuestionT = TypeVar("QuestionT", bound=BaseModel)


@contextmanager
def open_evidence() -> Iterator[tuple[Session, Topic]]:
    """The stored evidence and the topic; says so where there is no evidence yet."""
    settings = read_settings()
    engine: Engine = pipeline.open_database(settings)
    if pipeline.is_empty(engine):
        note.print("The database holds no evidence yet. Run: coregap load")
    with Session(engine, expire_on_commit=False) as db:
        yield db, read_topic(settings.topic)


def now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)


def checked(question: type[QuestionT], **asked: object) -> QuestionT:
    """The question, if it may be asked; otherwise wrong usage, with the option's name."""
    try:
        return question.model_validate(asked)
    except ValidationError as error:
        wrong = error.errors()[0]
        raise typer.BadParameter(wrong["msg"], param_hint=f"--{wrong['loc'][0]}") from error
