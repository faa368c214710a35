"""In which order records arrive, from how many sources and in how many runs, changes nothing."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from app import pipeline, store
from app.pipeline import Decided, derive
from app.records import SourceRecord
from app.topic import read_topic
from tests.pipeline.corpus import Corpus, corpora
from tests.pipeline.test_deriving import contents, read
from tests.pipeline.upstreams import Shelf, a_source
from tests.store.builders import a_record

TOPIC = read_topic()
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
NAMES = ("pubmed", "europepmc", "crossref")
Runs = Sequence[Sequence[Shelf]]


@contextmanager
def filled(template: Path, runs: Runs, clock: Callable[[int], datetime]) -> Iterator[Engine]:
    """A database after these runs of some upstreams each."""
    with TemporaryDirectory() as folder:
        path = shutil.copy(template, Path(folder) / "a.sqlite3")
        engine = store.open_engine(f"sqlite:///{path}")
        for number, shelves in enumerate(runs):
            order = pipeline.Order(sources=[a_source(shelf) for shelf in shelves])
            at = clock(number)
            report = pipeline.ingest(engine, TOPIC, order, lambda at=at: at)
            assert not report.failed
        yield engine
        engine.dispose()


def dealt(corpus: Corpus, places: Sequence[tuple[int, int]], size: int, runs: int) -> Runs:
    """The records of a corpus, each from some upstream in some run."""
    found = named(corpus)
    return [
        [
            Shelf(
                name=name,
                size=size,
                records=[
                    record
                    for record, (upstream, run) in zip(found, places, strict=False)
                    if NAMES[upstream] == name and run % runs == number
                ],
            )
            for name in NAMES
        ]
        for number in range(runs)
    ]


def named(corpus: Corpus) -> list[SourceRecord]:
    return [record for delivery in corpus.deliveries for record in delivery]


def places() -> st.SearchStrategy[list[tuple[int, int]]]:
    one = st.tuples(st.integers(0, len(NAMES) - 1), st.integers(0, 2))
    return st.lists(one, min_size=7, max_size=7)


def studies(engine: Engine) -> list[tuple[object, ...]]:
    """Studies by the records in them: their names are those of what came first."""
    with store.reading(engine) as db:
        received = store.list_latest_records(db)
    return contents(derive(received, Decided(), TOPIC, read))


def dump(engine: Engine) -> dict[str, list[tuple[object, ...]]]:
    with store.reading(engine) as db:
        return store.dump_derived(db)


@pytest.mark.slow
@given(corpus=corpora(), places=places(), size=st.integers(1, 4), runs=st.integers(1, 2))
@settings(max_examples=8, deadline=None)
def test_sources_pages_and_runs_change_nothing(
    sqlite_template: Path, corpus: Corpus, places: list[tuple[int, int]], size: int, runs: int
) -> None:
    whole = [[Shelf(name="pubmed", size=100, records=named(corpus))]]
    grouped = dealt(corpus, places, size, runs)
    with (
        filled(sqlite_template, whole, lambda _: NOW) as one,
        filled(sqlite_template, grouped, lambda _: NOW) as at_once,
        filled(sqlite_template, grouped, lambda n: NOW + timedelta(days=n)) as over_days,
    ):
        assert dump(one) == dump(at_once)
        assert studies(one) == studies(over_days)


def test_the_key_decides_among_records_of_one_moment(engine: Engine) -> None:
    first, last = a_record("B"), a_record("a")
    with store.writing(engine) as db:
        store.save_records(db, [last], received_at=NOW, run_id=None)
        store.save_records(db, [first], received_at=NOW, run_id=None)
        older = replace(first, source_id="9")
        store.save_records(db, [older], received_at=NOW - timedelta(days=1), run_id=None)
    with store.reading(engine) as db:
        listed = store.list_latest_records(db)
    assert [(one.record.source_id, one.arrival) for one in listed] == [("9", 1), ("B", 2), ("a", 3)]
