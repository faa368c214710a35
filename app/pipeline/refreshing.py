"""Derived data brought up to what was received and decided."""

import hashlib
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Engine
from sqlmodel import Session

from app import store
from app.pipeline.deriving import Decided, derive
from app.records import Reading
from app.tagging import TAGGER_VERSION, Document, Lexicon, compile_lexicon, read_document
from app.topic import Topic


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


def rebuild(engine: Engine, topic: Topic) -> RefreshReport:
    """Throw derived data away, and everything remembered of it, and make it again."""
    with store.writing(engine) as db:
        store.wait_to_derive(db)
        before = store.revision(db)
        store.forget_derived(db)
        return _refreshed(db, topic, before)


def refresh(engine: Engine, topic: Topic) -> RefreshReport:
    """Bring derived data up to date; texts that were read before are not read again."""
    with store.writing(engine) as db:
        store.wait_to_derive(db)
        return _refreshed(db, topic, store.revision(db))


def refresh_if_behind(engine: Engine, topic: Topic) -> RefreshReport | None:
    """Bring derived data up to date where anything was received since; None where nothing was."""
    with store.reading(engine) as db:
        if store.is_derived_from(db, _basis(db, topic)):
            return None
    return refresh(engine, topic)


def _refreshed(db: Session, topic: Topic, before: str) -> RefreshReport:
    # Before anything is read: what is received meanwhile must be missed by this mark, never by us.
    basis = _basis(db, topic)
    received = store.list_latest_records(db, with_payload=False)
    memory = Memory(db, compile_lexicon(topic), topic)
    derived = derive(received, _decided(db), topic, memory.read)
    store.replace_derived(db, derived)
    memory.keep()
    store.note_derived_from(db, basis)
    return RefreshReport(
        records=len(received),
        reports=len(derived.reports),
        studies=sum(study.merged.counted for study in derived.studies),
        changed=store.revision(db) != before,
    )


def _basis(db: Session, topic: Topic) -> str:
    """Names everything that derived data follow from: it changes when any of it does."""
    decided = _decided(db)
    counts = [
        store.count_versions(db),
        *map(len, (decided.matches, decided.screenings, decided.tags)),
    ]
    rules = hashlib.sha256(_rules(topic).encode()).hexdigest()
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
