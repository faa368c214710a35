"""A file of PubMed's, taken in: the same database however it is read, and whatever came before."""

import random
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine

from app import pipeline, store
from app.pipeline import ImportProgress, ImportReport
from app.topic import read_topic
from tests.faults.killing import contents
from tests.pipeline.pubmed_files import ABOUT, NOT_ABOUT, article, write_file, year_file

TOPIC = read_topic()
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


@pytest.fixture
def engine(sqlite_template: Path, tmp_path: Path) -> Engine:
    return a_database(sqlite_template, tmp_path / "own.sqlite3")


def a_database(template: Path, path: Path) -> Engine:
    return store.open_engine(f"sqlite:///{shutil.copy(template, path)}")


def taken_in(engine: Engine, *files: Path, processes: int = 1) -> list[ImportReport]:
    done = [
        pipeline.import_file(engine, file, limit_mb=100, now=NOW, processes=processes)
        for file in files
    ]
    pipeline.refresh(engine, TOPIC)
    return done


def latest(engine: Engine) -> dict[str, tuple[str, bool, int]]:
    with store.reading(engine) as db:
        found = [one.record for one in store.list_latest_records(db)]
    return {r.source_id: (r.bibliography.title, r.withdrawn, r.edition) for r in found}


def studies(engine: Engine) -> int:
    return pipeline.refresh(engine, TOPIC).studies


@pytest.mark.slow
def test_two_processes_keep_what_one_keeps(
    engine: Engine, sqlite_template: Path, tmp_path: Path
) -> None:
    other = a_database(sqlite_template, tmp_path / "other.sqlite3")
    file = year_file(tmp_path / "year.xml.gz", 1300)
    alone, together = taken_in(engine, file), taken_in(other, file, processes=2)
    assert alone == together
    assert contents(engine) == contents(other)
    assert alone[0].rejected == 13
    assert alone[0].withdrawn == 1


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_each_article_from_a_file_of_its_own_in_any_order(
    engine: Engine, sqlite_template: Path, tmp_path: Path, seed: int
) -> None:
    other = a_database(sqlite_template, tmp_path / "other.sqlite3")
    articles = [
        article(number, f"{ABOUT}, centre {number}" if number % 3 == 0 else f"{NOT_ABOUT} {number}")
        for number in range(1, 19)
    ]
    taken_in(engine, write_file(tmp_path / "all.xml.gz", articles))
    alone = [write_file(tmp_path / f"{n}.xml.gz", [one]) for n, one in enumerate(articles)]
    random.Random(seed).shuffle(alone)  # noqa: S311 - the same orders every time
    taken_in(other, *alone)
    assert contents(engine) == contents(other)
    assert studies(engine) == 6


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0), (1, 0, 2)])
def test_the_highest_version_of_a_pmid_is_the_latest_in_any_order(
    engine: Engine, tmp_path: Path, order: tuple[int, ...]
) -> None:
    files = [
        write_file(tmp_path / f"{n}.xml.gz", [article(7, title, version=n)])
        for n, title in enumerate(("First", "Second", "Third"), start=1)
    ]
    taken_in(engine, *(files[place] for place in order))
    assert latest(engine) == {"pmid:7": ("Third", False, 3)}
    again = taken_in(engine, *files)
    assert [one.unchanged for one in again] == [1, 1, 1]
    assert latest(engine) == {"pmid:7": ("Third", False, 3)}


@pytest.mark.parametrize("processes", [1, pytest.param(2, marks=pytest.mark.slow)])
def test_of_one_pmid_twice_in_a_file_the_later_holds(
    engine: Engine, tmp_path: Path, processes: int
) -> None:
    file = write_file(tmp_path / "a.xml.gz", [article(7, "First"), article(8), article(7, "Then")])
    (done,) = taken_in(engine, file, processes=processes)
    assert (done.new, done.updated) == (2, 1)
    assert latest(engine)["pmid:7"] == ("Then", False, 1)


def test_of_two_versions_in_a_file_the_higher_holds(engine: Engine, tmp_path: Path) -> None:
    versions = [article(7, "Second", version=2), article(7, "First", version=1)]
    taken_in(engine, write_file(tmp_path / "a.xml.gz", versions))
    assert latest(engine) == {"pmid:7": ("Second", False, 2)}


def test_what_an_update_file_deletes_is_withdrawn(engine: Engine, tmp_path: Path) -> None:
    year = write_file(tmp_path / "year.xml.gz", [article(1, ABOUT), article(2, f"{ABOUT} again")])
    taken_in(engine, year)
    assert studies(engine) == 2
    (done,) = taken_in(engine, write_file(tmp_path / "update.xml.gz", [article(3)], deleted=[2, 5]))
    assert (done.new, done.withdrawn) == (1, 1)
    assert latest(engine)["pmid:2"] == (f"{ABOUT} again", True, 1)
    assert studies(engine) == 1


def test_an_update_file_replaces_what_the_yearly_file_said(engine: Engine, tmp_path: Path) -> None:
    taken_in(engine, write_file(tmp_path / "year.xml.gz", [article(1), article(2)]))
    (done,) = taken_in(engine, write_file(tmp_path / "update.xml.gz", [article(2, ABOUT)]))
    assert (done.new, done.updated) == (0, 1)
    assert latest(engine)["pmid:2"] == (ABOUT, False, 1)
    assert studies(engine) == 1


def test_the_same_files_again_change_nothing(engine: Engine, tmp_path: Path) -> None:
    year = year_file(tmp_path / "year.xml.gz", 200)
    update = write_file(tmp_path / "update.xml.gz", [article(2, ABOUT)], deleted=[40])
    taken_in(engine, year, update)
    before = contents(engine)
    again = taken_in(engine, year, update, year)
    assert [(one.new, one.updated, one.withdrawn) for one in again] == [(0, 0, 0)] * 3
    assert contents(engine) == before


def test_the_progress_rises_to_the_end(engine: Engine, tmp_path: Path) -> None:
    file, seen = year_file(tmp_path / "year.xml.gz", 1300), list[ImportProgress]()
    report = pipeline.import_file(engine, file, limit_mb=100, now=NOW, watch=seen.append)
    assert [one.records for one in seen] == sorted(one.records for one in seen)
    assert len(seen) == 3
    assert (seen[-1].read, seen[-1].records) == (file.stat().st_size, report.records)


@pytest.mark.slow
def test_a_file_that_only_looks_like_pieces_is_read_as_a_whole(
    engine: Engine, tmp_path: Path
) -> None:
    cut = tmp_path / "cut.xml.gz"
    file = tmp_path / "cut.xml"
    file.write_text("<PubmedArticleSet>\n" + article(1) + article(2)[:150])
    shutil.copy(file, cut)
    (done,) = taken_in(engine, cut, processes=2)
    assert (done.new, done.rejected) == (1, 1)
