"""Derived data brought up to what was received and decided."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import cached_property, partial
from typing import Any, TypeVar

from sqlalchemy import Engine
from sqlmodel import Session

from app import store
from app.gapmap import CellKey, Change, EvidenceState, MappedStudy, Rest, compare
from app.pipeline.considering import (
    Considered,
    Decided,
    Rules,
    consider,
    describe_all,
    wants_passages,
)
from app.pipeline.deriving import conclude
from app.pipeline.evidence_states import evidence_state
from app.pipeline.growing import Growth, growth_since
from app.pipeline.indexing import index_all
from app.pipeline.source_run import Clock
from app.pipeline.uncollected import uncollected
from app.pipeline.updating import Part, derive_part
from app.records import Reading, Standing
from app.store import Grown, ReceivedRecord, Step, StudyFilter
from app.tagging import TAGGER_VERSION, Document, Lexicon, compile_lexicon, read_document
from app.topic import Topic

ON_A_RUNG = (Standing.STUDIED, Standing.ELIGIBLE)
"""What a study must say of a skin type to be on a rung of the ladder above the lowest."""

DERIVING = 5
"""To be raised with every change of what follows from the same records beside the tagger's own, and
of what the index keeps of them: then everything is derived anew, once."""

ChangedT = TypeVar("ChangedT")
Changes = Callable[[], Sequence[Change]]
"""What changed, worked out when it is asked for: most times nothing did."""


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
    """What derived data were before they are brought up to date, and the moment of that."""

    at: datetime
    revision: str
    basis: str
    any_counted: bool

    @classmethod
    def of(cls, db: Session, clock: Clock) -> "_Before":
        return cls(
            at=clock(),
            revision=store.revision(db),
            basis=store.derived_from(db),
            any_counted=store.count_studies(db) > 0,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sources:
    """What derived data are made from now."""

    mark: Grown
    basis: str
    decided: Decided

    @classmethod
    def of(cls, db: Session, topic: Topic) -> "_Sources":
        # Before anything is read: what is received meanwhile must be missed by this mark, never by us.
        mark, basis = store.mark_now(db), _basis(db, topic)
        return cls(mark=mark, basis=basis, decided=_decided(db))


def utc_now() -> datetime:
    """The clock of the system."""
    return datetime.now(UTC)


def rebuild(engine: Engine, topic: Topic, clock: Clock = utc_now) -> RefreshReport:
    """Throw derived data away, and everything remembered of it, and make it again."""
    with uncollected(), store.writing(engine) as db:
        store.wait_to_derive(db)
        before, state = _Before.of(db, clock), store.get_evidence_state(db)
        store.forget_derived(db)
        changes = _made_anew(db, topic, _Sources.of(db, topic), state)
        return _noted(db, before, changes)


def compared_with_rebuild(
    engine: Engine, topic: Topic, look: Callable[[Session], ChangedT]
) -> tuple[ChangedT, ChangedT]:
    """What is seen now, and what would be seen after a rebuild, of which nothing is kept."""
    with uncollected(), _undone(engine) as db:
        store.wait_to_derive(db)
        before, state = look(db), store.get_evidence_state(db)
        store.forget_derived(db)
        _made_anew(db, topic, _Sources.of(db, topic), state)
        return before, look(db)


def is_behind(engine: Engine, topic: Topic) -> bool:
    """Whether anything was received or decided that derived data do not follow from yet."""
    with store.reading(engine) as db:
        return not store.is_derived_from(db, _basis(db, topic))


@contextmanager
def _undone(engine: Engine) -> Iterator[Session]:
    """A session that may write, and of whose work nothing stays."""
    with store.writing(engine) as db:
        yield db
        db.rollback()


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
    """Bring derived data up to date where anything was received since; None where nothing was.

    What maps are answered from is made where it is not there yet, as after an upgrade.
    """
    with store.reading(engine) as db:
        is_mapped = store.is_map_of(db, store.revision(db))
    if is_mapped and not is_behind(engine, topic):
        return None
    return refresh(engine, topic, clock)


def _refreshed(db: Session, topic: Topic, before: _Before) -> RefreshReport:
    sources, mark = _Sources.of(db, topic), store.noted_mark(db)
    growth = None
    if mark is not None and _rules_in(before.basis) == _rules_in(sources.basis):
        growth = growth_since(db, mark, sources.mark)
    if growth is None:
        changes = _made_anew(db, topic, sources, store.get_evidence_state(db))
    else:
        changes = _made_in_part(db, topic, sources, growth)
    return _noted(db, before, changes)


def _made_anew(db: Session, topic: Topic, sources: _Sources, state: EvidenceState) -> Changes:
    """Derive everything; what changed since that state."""
    received = store.list_latest_records(
        db, with_payload=False, wants_passages=wants_passages(topic)
    )
    memory = Memory(db, topic, store.list_cached_readings(db).get)
    rules = _rules(db, topic, sources, memory)
    derived = conclude(_considered(db, received, rules), received, rules)
    store.replace_derived(db, derived)
    memory.keep()
    _note(db, sources)
    return lambda: compare(state, evidence_state(derived), topic)


def _considered(db: Session, received: Sequence[ReceivedRecord], rules: Rules) -> list[Considered]:
    """All reports; the index by which a change will find them is made of the same descriptions."""
    described = describe_all(received)
    reports = consider(received, rules, described=described)
    index_all(db, list(described.values()), reports)
    return reports


def _made_in_part(db: Session, topic: Topic, sources: _Sources, growth: Growth) -> Changes:
    """Derive what hangs together with what changed; what changed by it."""
    memory = Memory(db, topic, partial(store.get_cached_reading, db))
    part = derive_part(db, _rules(db, topic, sources, memory), growth)
    state = store.get_evidence_state(db, part.instead_of)
    store.replace_derived(db, part.derived, part.instead_of)
    store.change_match_index(db, part.index)
    memory.keep_too()
    _note(db, sources)
    return lambda: compare(state, evidence_state(part.derived), topic, _rest(db, part))


def _rest(db: Session, part: Part) -> Rest:
    """The counted studies of a cell that are not of the part."""
    own = {one.study.public_id for one in part.derived.studies} | part.instead_of.study_ids

    def of_cell(key: CellKey, on_a_rung: bool) -> Iterable[MappedStudy]:
        wanted = StudyFilter(
            fitzpatrick=(key.fitzpatrick,) if on_a_rung and key.fitzpatrick else (),
            standing=ON_A_RUNG if on_a_rung else (),
            indication=(key.indication,) if key.indication else (),
            outcome=(key.outcome,) if key.outcome else (),
        )
        return store.iterate_mapped_studies(db, wanted, own)

    return of_cell


def _note(db: Session, sources: _Sources) -> None:
    store.note_derived_from(db, sources.basis)
    store.note_mark(db, sources.mark)


def _noted(db: Session, before: _Before, changes: Changes) -> RefreshReport:
    """Put down in the ledger what changed. The first evidence of all changes nothing."""
    now = store.revision(db)
    if now != before.revision and before.any_counted:
        rules = [_rules_in(basis) for basis in (before.basis, store.derived_from(db))]
        rules_changed = bool(before.basis) and rules[0] != rules[1]
        step = Step(at=before.at, before=before.revision, revision=now, rules_changed=rules_changed)
        store.save_changes(db, changes(), step)
    return RefreshReport(
        records=store.last_indexed(db)[0],
        reports=store.count_reports(db),
        studies=store.count_studies(db),
        changed=now != before.revision,
    )


def _rules_in(basis: str) -> list[str]:
    return basis.split()[-1:]


def _basis(db: Session, topic: Topic) -> str:
    """Names everything that derived data follow from: it changes when any of it does."""
    counts = [
        store.count_versions(db),
        store.count_match_words(db),
        *store.count_review_words(db),
    ]
    rules = hashlib.sha256(f"{DERIVING} {_read_by(topic)}".encode()).hexdigest()
    return f"{counts} {rules[:32]}"


def _rules(db: Session, topic: Topic, sources: _Sources, memory: "Memory") -> Rules:
    return Rules(
        decided=sources.decided,
        topic=topic,
        read=memory.read,
        recall=partial(store.list_records, db),
    )


def _read_by(topic: Topic) -> str:
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

    def __init__(
        self, db: Session, topic: Topic, remembered: Callable[[str], Reading | None]
    ) -> None:
        self._db = db
        self._topic = topic
        self._rules = hashlib.sha256(f"{_read_by(topic)}\0".encode())
        self._remembered = remembered
        self._used: dict[str, Reading] = {}
        self._new: dict[str, Reading] = {}

    def read(self, document: Document) -> Reading:
        """The reading of a document, remembered or made now."""
        named = self._rules.copy()
        named.update(repr(document).encode())
        key = named.hexdigest()
        if key not in self._used:
            known = self._remembered(key)
            if known is None:
                known = self._new[key] = read_document(document, self._lexicon)
            self._used[key] = known
        return self._used[key]

    def keep(self) -> None:
        """Remember what was used this time, and nothing else."""
        store.replace_cached_readings(self._db, self._used)

    def keep_too(self) -> None:
        """Remember what was read this time, beside everything else."""
        store.add_cached_readings(self._db, self._new)

    @cached_property
    def _lexicon(self) -> Lexicon:
        return compile_lexicon(self._topic)
