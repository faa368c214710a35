"""The evidence of two moments side by side: what a digest tells."""

from datetime import UTC, date, datetime, time

from sqlmodel import Session

from app import store
from app.gapmap import Change, EvidenceState, compare
from app.pipeline.deriving import derive
from app.pipeline.evidence_states import evidence_state
from app.pipeline.flowing import decided_before
from app.pipeline.refreshing import Memory
from app.topic import Topic


def changes_since(db: Session, topic: Topic, since: date) -> tuple[Change, ...]:
    """What changed since the beginning of a day (UTC), with the rules and words of today.

    What came and went in between is not told; the ledger has it.
    """
    moment = datetime.combine(since, time(), UTC)
    return compare(state_before(db, topic, moment), store.get_evidence_state(db), topic)


def state_before(db: Session, topic: Topic, before: datetime) -> EvidenceState:
    """The evidence as it follows from all that had been received and decided by then."""
    received = store.list_records_before(db, before)
    memory = Memory(db, topic, store.list_cached_readings(db).get)
    return evidence_state(derive(received, decided_before(db, before), topic, memory.read))
