"""Derived data brought up to what was received and decided."""

import hashlib
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any, TypeVar

from sqlalchemy import Engine
from sqlmodel import Session

from app import store
from app.gapmap import EvidenceState, compare
from app.pipeline.deriving import Decided, derive, wants_passages
from app.pipeline.evidence_states import evidence_state
from app.pipeline.source_run import Clock
from app.pipeline.uncollected import uncollected
from app.records import Reading
from app.store import Derived, Step
from app.tagging import TAGGER_VERSION, Document, Lexicon, compile_lexicon, read_document
from app.topic import Topic

DERIVING = 3
"""To be raised with every change of what follows from the same records beside the tagger's own."""

ChangedT = TypeVar("ChangedT")


@dataclass(frozen=True, slots=True, kw_only=True)
class RefreshReport:
    """What there is now; `changed` is False where it was all there before."""

    records: int
    reports: int
    studies: int
    changed: bool

    def as_dict(self) -> dict[str, Any]:
        """The same for a program."""
        return asdict(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Before:
    """Derived data before they are brought up to date, and the moment at which that is done."""

    at: datetime
    revision: str
    basis: str
    state: EvidenceState

    @classmethod
    def of(cls, db: Session, clock: Clock) -> "_Before":
        return cls(
            at=clock(),
            revision=store.revision(db),
            basis=store.derived_from(db),
            state=store.get_evidence_state(db),
        )


def utc_now() -> datetime:
    """The clock of the system."""
    return datetime.now(UTC)


def rebuild(engine: Engine, topic: Topic, clock: Clock = utc_now) -> RefreshReport:
    """Throw derived data away, and everything remembered of it, and make it again."""
    with uncollected(), store.writing(engine) as db:
        store.wait_to_derive(db)
        before = _Before.of(db, clock)
        store.forget_derived(db)
        return _refreshed(db, topic, before)


def refresh(engine: Engine, topic: Topic, clock: Clock = utc_now) -> RefreshReport:
    """Bring derived data up to date; texts that were read before are not read again."""
    with uncollected(), store.writing(engine) as db:
        store.wait_to_derive(db)
        return _refreshed(db, topic, _Before.of(db, clock))


def refresh_after(
    engine: Engine, topic: Topic, change: Callable[[Session], ChangedT], clock: Clock = utc_now
) -> ChangedT:
    """Make a change to what was decided, and bring derived data up to date, as one step."""
    with uncollected(), store.writing(engine) as db:
        store.wait_to_derive(db)
        before = _Before.of(db, clock)
        changed = change(db)
        _refreshed(db, topic, before)
        return changed


def refresh_if_behind(engine: Engine, topic: Topic, clock: Clock = utc_now) -> RefreshReport | None:
    """Bring derived data up to date where anything was received since; None where nothing was."""
    with store.reading(engine) as db:
        if store.is_derived_from(db, _basis(db, topic)):
            return None
    return refresh(engine, topic, clock)


def _refreshed(db: Session, topic: Topic, before: _Before) -> RefreshReport:
    # Before anything is read: what is received meanwhile must be missed by this mark, never by us.
    basis = _basis(db, topic)
    received = store.list_latest_records(
        db, with_payload=False, wants_passages=wants_passages(topic)
    )
    memory = Memory(db, compile_lexicon(topic), topic)
    derived = derive(received, _decided(db), topic, memory.read, partial(store.list_records, db))
    store.replace_derived(db, derived)
    memory.keep()
    store.note_derived_from(db, basis)
    _note_changes(db, topic, before, derived)
    return RefreshReport(
        records=len(received),
        reports=len(derived.reports),
        studies=sum(study.merged.counted for study in derived.studies),
        changed=store.revision(db) != before.revision,
    )


def _note_changes(db: Session, topic: Topic, before: _Before, derived: Derived) -> None:
    """Put down in the ledger what this step changed. The first evidence of all changes nothing."""
    now = store.revision(db)
    if now == before.revision or not before.state.studies:
        return
    rules = [basis.split()[-1:] for basis in (before.basis, store.derived_from(db))]
    rules_changed = bool(before.basis) and rules[0] != rules[1]
    step = Step(at=before.at, before=before.revision, revision=now, rules_changed=rules_changed)
    store.save_changes(db, compare(before.state, evidence_state(derived), topic), step)


def _basis(db: Session, topic: Topic) -> str:
    """Names everything that derived data follow from: it changes when any of it does."""
    decided = _decided(db)
    counts = [
        store.count_versions(db),
        store.count_match_words(db),
        *map(len, (decided.screenings, decided.tags)),
    ]
    rules = hashlib.sha256(f"{DERIVING} {_rules(topic)}".encode()).hexdigest()
    return f"{counts} {rules[:32]}"


def _rules(topic: Topic) -> str:
    """What a reading rests on beside the text."""
    return f"{TAGGER_VERSION} {topic.as_read()}"


def _decided(db: Session) -> Decided:
    return Decided(
        matches=tuple(store.list_match_decisions(db)),
        screenings=tuple(store.list_screening_decisions(db)),
        tags=tuple(store.list_tag_decisions(db)),
    )


class Memory:
    """What the tagger said about a text, kept under the text, its version and the vocabulary."""

    def __init__(self, db: Session, lexicon: Lexicon, topic: Topic) -> None:
        self._db = db
        self._lexicon = lexicon
        self._rules = _rules(topic)
        self._known = store.list_cached_readings(db)
        self._used: dict[str, Reading] = {}

    def read(self, document: Document) -> Reading:
        """The reading of a document, remembered or made now."""
        key = hashlib.sha256(f"{self._rules}\0{document!r}".encode()).hexdigest()
        if key not in self._used:
            self._used[key] = self._known.get(key) or read_document(document, self._lexicon)
        return self._used[key]

    def keep(self) -> None:
        """Remember what was used this time, and nothing else."""
        store.replace_cached_readings(self._db, self._used)
