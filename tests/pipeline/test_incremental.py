"""Brought up to date part by part, derived data are those that all at once would give."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import URL, Engine, select

from app import pipeline, store
from app.records import Passage, Section, SourceRecord
from app.store.marks import forget_mark
from app.store.match_index import MatchBucketRow, MatchRecordRow, MatchReportRow
from app.store.operational import ChangeRow
from app.topic import read_topic
from tests.pipeline.corpus import NOW
from tests.pipeline.growing_corpus import Growing
from tests.postgresql_databases import fresh_postgresql
from tests.store.builders import a_record

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
@pytest.mark.parametrize(("size", "steps", "examples"), [(12, 6, 3), (80, 4, 2)])
def test_part_by_part_is_as_all_at_once(
    sqlite_template: Path, size: int, steps: int, examples: int
) -> None:
    @given(seed=st.integers(0, 10**6))
    @settings(max_examples=examples, deadline=None)
    def check(seed: int) -> None:
        with copy_of(sqlite_template) as parts, copy_of(sqlite_template) as wholes:
            check_part_by_part(parts, wholes, Growing(seed=seed, size=size, steps=steps))

    check()


BEGINNING = "Dermal micro-coring of the "
WORDS = [
    "bone",
    "cell",
    "dose",
    "edge",
    "fold",
    "gain",
    "hair",
    "iris",
    "jaw",
    "knee",
    "limb",
    "mole",
    "nail",
    "oral",
    "palm",
    "rate",
    "scar",
    "tone",
]


def one_of_a_crowd(number: int, title: str, year: int) -> SourceRecord:
    return a_record(
        str(number),
        payload=title.encode(),
        title=BEGINNING + title,
        year=year,
        authors=(),
        passages=(Passage(Section.ABSTRACT, "Micro-coring for wrinkles in twelve women."),),
    )


def test_who_comes_between_two_others_changes_what_is_asked_of_them(engine: Engine) -> None:
    """In a crowd only neighbours are compared: these two are the last that still are, and then not."""
    tail = " in wrinkled facial skin after one treatment of adult patients"
    between = [f"cf{chr(97 + n)} {WORDS[n]} {WORDS[n] * 3} by {n}" for n in range(7)]
    others = [f"z{chr(97 + n)} {WORDS[-n]} {WORDS[n] * 4} with {n}" for n in range(18)]
    crowd = [one_of_a_crowd(n, title, 2021) for n, title in enumerate([*between, *others])]
    two = [one_of_a_crowd(90, f"ceek{tail}", 2021), one_of_a_crowd(91, f"cheeck{tail}", 2022)]
    deliveries = [[*crowd, *two], [one_of_a_crowd(95, "cfz tone tone", 2021)]]
    asked = []
    for number, records in enumerate(deliveries):
        with store.writing(engine) as db:
            at = NOW + timedelta(days=number)
            store.save_records(db, records, received_at=at, run_id=None)
        pipeline.refresh(engine, TOPIC)
        with store.reading(engine) as db:
            asked.append(store.get_match_page(db, store.MatchFilter(), limit=9).total)
        before = everything(engine)
        assert not pipeline.rebuild(engine, TOPIC).changed
        assert everything(engine) == before
    assert asked == [1, 0]


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
