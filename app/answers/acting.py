"""Somebody who changes something: where it is kept, and under which name. Nobody types a name."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends
from sqlalchemy import Engine

from app.accounts import Person
from app.answers.accounts import Changing
from app.answers.dependencies import CurrentEngine, CurrentTopic, Now
from app.answers.identity import Administering, Reviewing, SignedIn
from app.topic import Topic


@dataclass(frozen=True, slots=True, kw_only=True)
class Decider:
    """Somebody who decides; `who` is the name of the account that the request is of."""

    engine: Engine
    topic: Topic
    who: str


def decider_of(person: Reviewing, engine: CurrentEngine, topic: CurrentTopic) -> Decider:
    """The person of the request, if they may decide."""
    return Decider(engine=engine, topic=topic, who=person.name)


def admin_of(person: Administering, engine: CurrentEngine, now: Now) -> Changing:
    """The person of the request, if they may change everybody's accounts."""
    return _changing(person, engine, now)


def owner_of(person: SignedIn, engine: CurrentEngine, now: Now) -> Changing:
    """The person of the request, who may change what is their own."""
    return _changing(person, engine, now)


def _changing(person: Person, engine: Engine, now: Now) -> Changing:
    return Changing(engine=engine, who=person.name, at=now, account_id=person.account_id)


CurrentDecider = Annotated[Decider, Depends(decider_of)]
CurrentAdmin = Annotated[Changing, Depends(admin_of)]
CurrentOwner = Annotated[Changing, Depends(owner_of)]
