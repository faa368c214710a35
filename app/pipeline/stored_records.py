"""All records as a change of some looks at them: those that it asks for are read, no others."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import TypeVar

from sqlmodel import Session

from app import store
from app.matching import Candidate, Description, Former, Telling, read_record, read_telling
from app.pipeline.considering import candidate_of, wants_passages
from app.pipeline.growing import Growth
from app.store import Kept, ReceivedRecord
from app.topic import Topic

T = TypeVar("T")


class StoredRecords:
    """The records of a database, as `Reach` asks for them; each is read once."""

    def __init__(self, db: Session, topic: Topic, growth: Growth) -> None:
        self.received: dict[str, ReceivedRecord] = {}
        self.kept: dict[str, Kept] = {}
        """What the index holds of them, of those that it holds."""
        self._db = db
        self._growth = growth
        self._wants_passages = wants_passages(topic)
        self._descriptions: dict[str, Description] = {}
        self._tellings: dict[str, Telling] = {}

    def changed(self) -> tuple[dict[str, Former], dict[str, Candidate]]:
        """The records that came or changed: as they were, where they were there, and as they are."""
        now = dict(self.candidates({*self._growth.new, *self._growth.changed}))
        was = {
            key: Former(
                description=self._description(key, self.kept[key].compared),
                names=frozenset(self.kept[key].names),
            )
            for key in now
            if key in self.kept
        }
        return was, now

    def candidates(self, keys: Collection[str]) -> Mapping[str, Candidate]:
        """These records; unknown keys are left out."""
        unread = {key for key in keys if key not in self.received}
        kept = store.kept_records(self._db, unread)
        new = {key: arrival for key, arrival in self._growth.new.items() if key in unread}
        arrivals = {key: one.arrival for key, one in kept.items()} | new
        self.kept |= kept
        for one in store.list_received(self._db, arrivals, self._growth.upto, self._wants_passages):
            self.received[one.record.key] = one
        return {key: candidate_of(self.received[key]) for key in keys if key in self.received}

    def in_near(self, buckets: Collection[int]) -> Mapping[int, Sequence[Description]]:
        """Records by the buckets of what they are like."""
        return _read(
            store.records_in(self._db, buckets),
            lambda one: self._description(one.key, one.compared),
        )

    def in_people(self, buckets: Collection[int]) -> Mapping[int, Sequence[Telling]]:
        """Reports by the buckets of what they tell of people."""
        return _read(store.reports_in(self._db, buckets), self.telling)

    def in_names(self, buckets: Collection[int]) -> Iterable[str]:
        """Keys of records by the buckets of their names."""
        return store.keys_in(self._db, buckets)

    def held_with(self, keys: Collection[str]) -> Iterable[str]:
        """Keys of records that were, with these, part of one report, study or question."""
        return store.list_held_with(self._db, keys)

    def telling(self, kept: Kept) -> Telling:
        """A report of the index."""
        if kept.key not in self._tellings:
            self._tellings[kept.key] = read_telling(kept.arrival, kept.key, kept.compared)
        return self._tellings[kept.key]

    def description(self, key: str) -> Description:
        """A record as the index holds it."""
        return self._description(key, self.kept[key].compared)

    def _description(self, key: str, written: str) -> Description:
        if key not in self._descriptions:
            self._descriptions[key] = read_record(key, written)
        return self._descriptions[key]


def _read(placed: Mapping[int, Sequence[Kept]], read: Callable[[Kept], T]) -> dict[int, list[T]]:
    return {bucket: [read(one) for one in members] for bucket, members in placed.items()}
