"""How the service does, in numbers: what a machine that watches it wants to know."""

from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock
from time import perf_counter

from sqlalchemy import Engine
from sqlmodel import Session

from app import store
from app.store import RunCount, Upkeep, UpkeepKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """Numbers of one moment, over all processes: they are those of the database."""

    seconds: float
    """How long the database took for the smallest question."""
    runs: tuple[RunCount, ...]
    received: Mapping[str, int]
    """Versions of records by source."""
    rejected: Mapping[str, int]
    jobs: Mapping[str, int]
    """Of the queue, by how they stand."""
    studies: int
    revision: str
    last_check: Upkeep | None
    last_backup: Upkeep | None


class Remembered:
    """Counts of what was received, made anew only after something was: rows are only ever added."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._mark: tuple[int, int] | None = None
        self._counts: tuple[Mapping[str, int], Mapping[str, int]] = {}, {}

    def counts(self, db: Session) -> tuple[Mapping[str, int], Mapping[str, int]]:
        """Versions of records, and rejections, by source."""
        mark = store.received_mark(db)
        with self._lock:
            if self._mark == mark:
                return self._counts
        counts = store.count_received(db), store.count_rejected(db)
        with self._lock:
            self._mark, self._counts = mark, counts
        return counts


def answer_measures(engine: Engine, remembered: Remembered) -> Measures:
    """The numbers of now.

    Raises:
        DatabaseUnavailableError: If the database cannot be asked.
    """
    with store.reading(engine) as db:
        began = perf_counter()
        revision = store.revision(db)
        seconds = perf_counter() - began
        received, rejected = remembered.counts(db)
        return Measures(
            seconds=seconds,
            runs=tuple(store.count_runs(db)),
            received=received,
            rejected=rejected,
            jobs=store.count_jobs(db),
            studies=store.count_studies(db),
            revision=revision,
            last_check=store.last_upkeep(db, UpkeepKind.CHECK),
            last_backup=store.last_upkeep(db, UpkeepKind.BACKUP),
        )
