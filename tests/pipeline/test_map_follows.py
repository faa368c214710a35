"""Whatever is received, decided or undone, what maps are answered from is what the studies say."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlmodel import Session

from app import pipeline, store
from app.answers import MapQuestion, answer_map, answer_named_map
from app.gapmap import Axis, Matrix
from app.settings import read_settings
from app.store.map_changes import dump_map, make_map
from app.store.map_tables import MapRevisionRow
from app.topic import read_topic
from tests.pipeline.corpus import NOW
from tests.pipeline.growing_corpus import Growing
from tests.postgresql_databases import fresh_postgresql

TOPIC = read_topic()
TABLES = ("mapped_study", "map_word", "cell", "cell_shared", "map_revision")
QUESTIONS = (
    MapQuestion(),
    MapQuestion(rows=Axis.INDICATION, columns=Axis.OUTCOME),
    MapQuestion(year_from=2022),
)
Fresh = Callable[[], AbstractContextManager[str]]
"""Lends the address of an empty database."""


@pytest.fixture
def fresh(dialect: str, request: pytest.FixtureRequest) -> Fresh:
    """As often as it is asked."""
    if dialect == "sqlite":
        template: Path = request.getfixturevalue("sqlite_template")
        return lambda: copy_of(template)
    server = request.getfixturevalue("postgresql")
    name = request.getfixturevalue("postgresql_template")
    return lambda: contextmanager(fresh_postgresql)(server, name)


@contextmanager
def copy_of(template: Path) -> Iterator[str]:
    with TemporaryDirectory() as folder:
        yield f"sqlite:///{shutil.copy(template, Path(folder) / 'a.sqlite3')}"


def unnamed(found: Matrix) -> Matrix:
    cells = (
        tuple(replace(cell, study_ids=(), other_ids=(), trials=()) for cell in line)
        for line in found.cells
    )
    return replace(found, cells=tuple(cells))


def made_anew(engine: Engine) -> dict[str, list[tuple[object, ...]]]:
    """What would be there if it were made of the studies as they are; nothing of it stays."""
    with store.writing(engine) as db:
        make_map(db)
        found = dump_map(db)
        db.rollback()
    return found


def check_it_follows(engine: Engine, corpus: Growing) -> None:
    for number, step in enumerate(corpus):
        step(engine)
        pipeline.refresh(engine, TOPIC, lambda: NOW)
        with store.reading(engine) as db:
            assert store.is_map_of(db, store.revision(db))
            kept = dump_map(db)
        assert kept == made_anew(engine), number
    with store.reading(engine) as db:
        for question in QUESTIONS:
            check_it_is_answered_alike(db, question)


def check_it_is_answered_alike(db: Session, question: MapQuestion) -> None:
    expected = answer_named_map(db, TOPIC, question)
    found = answer_map(db, TOPIC, question, most_named=0)
    assert found in (unnamed(expected), expected)


def test_after_any_change_the_sums_are_those_of_the_studies(fresh: Fresh, dialect: str) -> None:
    @given(seed=st.integers(0, 10**6))
    @settings(max_examples=3 if dialect == "sqlite" else 1, deadline=None)
    def check(seed: int) -> None:
        with fresh() as url:
            engine = store.open_engine(url)
            check_it_follows(engine, Growing(seed=seed, size=12, steps=6))
            engine.dispose()

    check()


def filled(engine: Engine) -> Matrix:
    for step in Growing(seed=4, size=12, steps=3):
        step(engine)
    pipeline.refresh(engine, TOPIC, lambda: NOW)
    with store.reading(engine) as db:
        found = answer_named_map(db, TOPIC, MapQuestion())
    assert found.studies > 0
    return found


@pytest.fixture
def opened(url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], Engine]]:
    monkeypatch.setenv("COREGAP_DATABASE_URL", url)
    read_settings.cache_clear()
    yield lambda: pipeline.open_database(read_settings())
    read_settings.cache_clear()


def test_a_database_from_before_has_its_sums_when_it_is_opened(
    engine: Engine, opened: Callable[[], Engine]
) -> None:
    expected = filled(engine)
    with store.alone(engine) as connection:
        for table in TABLES:  # as the migration leaves them
            connection.execute(sa.delete(sa.table(table)))
    later = opened()
    with store.reading(later) as db:
        assert store.is_map_of(db, store.revision(db))
        assert answer_map(db, TOPIC, MapQuestion(), most_named=0) == unnamed(expected)
    later.dispose()


def test_sums_in_other_codes_are_not_read_and_made_anew(
    engine: Engine, opened: Callable[[], Engine]
) -> None:
    expected = filled(engine)
    with store.writing(engine) as db:
        sums = dump_map(db)
        named = store.revision(db)
        db.connection().execute(sa.update(MapRevisionRow).values(revision=f"{named} 0badc0de"))
        db.connection().execute(
            sa.text("UPDATE cell SET studies = studies + 1, stance = stance + 1")
        )
        db.connection().execute(sa.text("DELETE FROM mapped_study"))
    with store.reading(engine) as db:
        assert answer_map(db, TOPIC, MapQuestion(), most_named=0) == expected
    later = opened()
    with store.reading(later) as db:
        assert dump_map(db) == sums
    later.dispose()


def test_a_rebuild_heals_sums_that_are_wrong(engine: Engine) -> None:
    filled(engine)
    with store.writing(engine) as db:
        sums = dump_map(db)
        db.connection().execute(sa.text("UPDATE cell SET studies = studies + 1"))
    pipeline.rebuild(engine, TOPIC, lambda: NOW)
    with store.reading(engine) as db:
        assert dump_map(db) == sums


@pytest.mark.parametrize("again", [pipeline.rebuild, pipeline.refresh])
def test_a_rebuild_and_a_refresh_make_them_too(
    engine: Engine, again: Callable[..., pipeline.RefreshReport]
) -> None:
    filled(engine)
    with store.writing(engine) as db:
        sums = dump_map(db)
        db.connection().execute(sa.delete(MapRevisionRow))
        db.connection().execute(sa.text("DELETE FROM cell"))
    again(engine, TOPIC, lambda: NOW)
    with store.reading(engine) as db:
        assert store.is_map_of(db, store.revision(db))
        assert dump_map(db) == sums
