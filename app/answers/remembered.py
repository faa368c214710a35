"""Answers that hold until the evidence changes, kept by the revision that they were made from."""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Any, TypeVar

from sqlalchemy import Engine
from sqlmodel import Session

from app import store
from app.topic import Topic

T = TypeVar("T")

MOST_KEPT = 64
"""Answers at a time; those asked longest ago go first."""

_kept: OrderedDict[tuple[str, ...], tuple[Topic, Any]] = OrderedDict()
_lock = Lock()


def remembered(db: Session, topic: Topic, question: str, make: Callable[[], T]) -> T:
    """The answer to a question, made anew only after the evidence or what was searched changed.

    An answer is a function of the database's revision, of what was searched, of the topic and of
    the question; the session sees one moment, so all of them are of that moment. `question` names
    everything else that the answer depends on.
    """
    key = (address_of(db), store.evidence_mark(db), str(id(topic)), question)
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            answer: T = _kept[key][1]
            return answer
    made = make()
    with _lock:
        # The topic is kept with its answer, so that no other can get its identity meanwhile.
        _kept[key] = topic, made
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    return made


def address_of(db: Session) -> str:
    """Which database a session is of."""
    bound = db.get_bind()
    engine = bound if isinstance(bound, Engine) else bound.engine
    return engine.url.render_as_string(hide_password=True)
