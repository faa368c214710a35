"""Derived data can be thrown away at any time: made again, it is the same."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from sqlalchemy import URL, Engine

from app import pipeline, store
from app.errors import StudyMovedError
from app.matching import MatchDecision, public_id_of
from app.screening import Screened
from app.topic import data_folder, read_topic
from tests.pipeline.corpus import NOW, Corpus, corpora
from tests.postgresql_databases import fresh_postgresql
from tests.store.builders import a_record

TOPIC = read_topic()
Opened = Callable[[], AbstractContextManager[Engine]]


@pytest.fixture(scope="module")
def open_sqlite(sqlite_template: Path) -> Opened:
    @contextmanager
    def opened() -> Iterator[Engine]:
        with TemporaryDirectory() as folder:
            path = shutil.copy(sqlite_template, Path(folder) / "r.sqlite3")
            engine = store.open_engine(f"sqlite:///{path}")
            yield engine
            engine.dispose()

    return opened


@pytest.fixture(scope="module")
def open_postgresql(postgresql: URL, postgresql_template: str) -> Opened:
    @contextmanager
    def opened() -> Iterator[Engine]:
        with contextmanager(fresh_postgresql)(postgresql, postgresql_template) as url:
            engine = store.open_engine(url)
            yield engine
            engine.dispose()

    return opened


@pytest.mark.slow
@given(corpus=corpora())
@settings(max_examples=20, deadline=None)
def test_rebuild_changes_nothing(open_sqlite: Opened, corpus: Corpus) -> None:
    with open_sqlite() as engine:
        check_rebuild_changes_nothing(engine, corpus)


@pytest.mark.postgres
@given(corpus=corpora())
@settings(max_examples=8, deadline=None)
def test_rebuild_changes_nothing_on_postgresql(open_postgresql: Opened, corpus: Corpus) -> None:
    with open_postgresql() as engine:
        check_rebuild_changes_nothing(engine, corpus)


def check_rebuild_changes_nothing(engine: Engine, corpus: Corpus) -> None:
    """Records arrive in two deliveries, people decide, and each time the map is brought up."""
    for delivery in corpus.deliveries:
        with store.writing(engine) as db:
            store.save_records(db, delivery, received_at=NOW, run_id=None)
        pipeline.refresh(engine, TOPIC)
    decide(engine, corpus)
    pipeline.refresh(engine, TOPIC)
    before = dump(engine)
    assert not pipeline.rebuild(engine, TOPIC).changed
    assert dump(engine) == before
    assert not pipeline.refresh(engine, TOPIC).changed


def decide(engine: Engine, corpus: Corpus) -> None:
    with store.writing(engine) as db:
        for match in corpus.matches:
            store.save_match_decision(db, match, who="ada", at=NOW)
        for screening in corpus.screenings:
            store.save_screening_decision(db, screening)
        for tag in corpus.tags:
            store.save_tag_decision(db, tag)


def dump(engine: Engine) -> dict[str, list[tuple[object, ...]]]:
    with store.reading(engine) as db:
        return store.dump_derived(db)


def test_loading_the_bundled_evidence_twice_changes_nothing(engine: Engine) -> None:
    folder = data_folder() / "evidence"
    first = pipeline.load_evidence(engine, TOPIC, folder, now=NOW)
    pipeline.refresh(engine, TOPIC)
    before = dump(engine)
    second = pipeline.load_evidence(engine, TOPIC, folder, now=NOW)
    assert (first.new, second.new, second.updated) == (first.records, 0, 0)
    assert second.unchanged == first.records
    assert not pipeline.refresh(engine, TOPIC).changed
    assert dump(engine) == before


def test_a_merged_study_keeps_the_older_identifier_and_the_other_redirects(engine: Engine) -> None:
    older = a_record("1", pmid="1", title="Micro-coring of the cheek in ten women, first year")
    newer = a_record("2", pmid="2", title="Micro-coring of the neck in nine women, second year")
    with store.writing(engine) as db:
        store.save_records(db, [older], received_at=NOW, run_id=None)
        store.save_records(db, [newer], received_at=NOW, run_id=None)
    for verdict in (older, newer):
        include(engine, verdict.key)
    pipeline.refresh(engine, TOPIC)
    assert ids(engine) == {public_id_of(older.key), public_id_of(newer.key)}
    same = MatchDecision(layer="study", one=older.key, other=newer.key, same=True, because="NCT")
    with store.writing(engine) as db:
        store.save_match_decision(db, same, who="ada", at=NOW)
    pipeline.rebuild(engine, TOPIC)
    assert ids(engine) == {public_id_of(older.key)}
    with store.reading(engine) as db, pytest.raises(StudyMovedError) as moved:
        store.get_study(db, public_id_of(newer.key))
    assert moved.value.now == public_id_of(older.key)


def include(engine: Engine, key: str) -> None:
    word = store.ScreeningDecision(
        record_key=key, verdict=Screened.INCLUDED, who="ada", at=NOW, why="on topic"
    )
    with store.writing(engine) as db:
        store.save_screening_decision(db, word)


def ids(engine: Engine) -> set[str]:
    with store.reading(engine) as db:
        return {study.public_id for study in store.list_mapped_studies(db, store.StudyFilter())}
