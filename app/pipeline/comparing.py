"""The evidence of any moment, made again from what had been received and decided by then."""

from collections import OrderedDict
from datetime import datetime
from threading import Lock
from weakref import WeakKeyDictionary

from sqlalchemy import Engine
from sqlmodel import Session

from app import store
from app.gapmap import EvidenceState
from app.pipeline.deriving import derive
from app.pipeline.editions import edition_of
from app.pipeline.evidence_states import evidence_state
from app.pipeline.flowing import decided_before
from app.pipeline.refreshing import Memory
from app.topic import Topic

STATES_KEPT = 4
"""Past states in memory for each database: a comparison asks for two, and its pages again."""

_States = OrderedDict[tuple[str, str], EvidenceState]
_kept: WeakKeyDictionary[Engine, _States] = WeakKeyDictionary()
_lock = Lock()


def state_before(db: Session, topic: Topic, before: datetime) -> EvidenceState:
    """The evidence as it follows from all that had been received and decided by then.

    Rules and words are those of today. The same moment gives the same state whenever it is asked,
    unless a run that was begun before it is still at work.
    """
    name = (store.basis_before(db, before), edition_of(topic).rules)
    kept = _of_database(db)
    with _lock:
        if name in kept:
            kept.move_to_end(name)
            return kept[name]
    state = _derived(db, topic, before)
    with _lock:
        kept[name] = state
        while len(kept) > STATES_KEPT:
            kept.popitem(last=False)
    return state


def _derived(db: Session, topic: Topic, before: datetime) -> EvidenceState:
    received = store.list_records_before(db, before)
    memory = Memory(db, topic, store.list_cached_readings(db).get)
    return evidence_state(derive(received, decided_before(db, before), topic, memory.read))


def _of_database(db: Session) -> _States:
    with _lock:
        return _kept.setdefault(db.get_bind().engine, OrderedDict())
