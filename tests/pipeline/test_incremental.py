"""Brought up to date part by part, derived data are those that all at once would give."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import URL, Engine, select

from app import pipeline, store
from app.store.marks import forget_mark
from app.store.match_index import MatchBucketRow, MatchRecordRow, MatchReportRow
from app.store.operational import ChangeRow
from app.topic import read_topic
from tests.conftest import fresh_postgresql
from tests.pipeline.corpus import NOW
from tests.pipeline.growing_corpus import Growing

TOPIC = read_topic()


@contextmanager
def copy_of(template: Path) -> Iterator[Engine]:
    with TemporaryDirectory() as folder:
        path = shutil.copy(template, Path(folder) / "a.sqlite3")
        engine = store.open_engine(f"sqlite:///{path}")
        yield engine
        engine.dispose()


def everything(engine: Engine) -> dict[str, list[tuple[object, ...]]]:
    """All that was derived, the ledger of how it came about, and what finds it again."""
    with store.reading(engine) as db:
        found = store.dump_derived(db)
        for model in (MatchBucketRow, MatchRecordRow, MatchReportRow, ChangeRow):
            rows = db.connection().execute(select(*model.__table__.columns))  # type: ignore[attr-defined]  # of a model
            found[model.__name__] = sorted((tuple(map(str, row)) for row in rows), key=repr)
        found["revision"] = [(store.revision(db),)]
        return found


def made_anew(engine: Engine) -> pipeline.RefreshReport:
    """Bring it up to date with all that there is, however little changed."""
    with store.writing(engine) as db:
        forget_mark(db)
    return pipeline.refresh(engine, TOPIC, lambda: NOW)


def check_part_by_part(parts: Engine, wholes: Engine, corpus: Growing) -> None:
    for number, step in enumerate(corpus):
        step(parts)
        step(wholes)
        report = pipeline.refresh(parts, TOPIC, lambda: NOW)
        assert report == made_anew(wholes)
        found, expected = everything(parts), everything(wholes)
        for table, rows in expected.items():
            assert found[table] == rows, (number, table)
    before = everything(parts)
    assert not pipeline.refresh(parts, TOPIC).changed
    assert not pipeline.rebuild(parts, TOPIC).changed
    assert everything(parts) == before


@pytest.mark.slow
@pytest.mark.parametrize(("size", "steps", "examples"), [(12, 6, 3), (80, 5, 3)])
def test_part_by_part_is_as_all_at_once(
    sqlite_template: Path, size: int, steps: int, examples: int
) -> None:
    @given(seed=st.integers(0, 10**6))
    @settings(max_examples=examples, deadline=None)
    def check(seed: int) -> None:
        with copy_of(sqlite_template) as parts, copy_of(sqlite_template) as wholes:
            check_part_by_part(parts, wholes, Growing(seed=seed, size=size, steps=steps))

    check()


@pytest.mark.postgres
def test_part_by_part_on_postgresql(postgresql: URL, postgresql_template: str) -> None:
    fresh = contextmanager(fresh_postgresql)
    with (
        fresh(postgresql, postgresql_template) as one,
        fresh(postgresql, postgresql_template) as other,
    ):
        parts, wholes = store.open_engine(one), store.open_engine(other)
        check_part_by_part(parts, wholes, Growing(seed=1, size=40, steps=7))
        parts.dispose()
        wholes.dispose()
