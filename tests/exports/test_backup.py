"""A backup is whole and the same restored, on either database, or it is not there."""

import json
import stat
import threading
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, inspect
from sqlalchemy.exc import OperationalError

from app import store
from app.errors import BackupError, DatasetError
from app.exports import WantedBackup, back_up
from app.store import UpkeepKind
from app.store.dataset import LEFT_OUT
from tests.exports.conftest import NOW
from tests.exports.test_data_package import TOPIC, everything, fill, restore
from tests.exports.test_package_reading import redescribed, rewritten
from tests.sqlite_databases import migrated_sqlite
from tests.store.builders import a_record

pytestmark = pytest.mark.slow


def backed_up(engine: Engine, path: Path, **wanted: object) -> Path:
    done = back_up(engine, TOPIC, WantedBackup(path=path, **wanted), lambda: NOW)  # type: ignore[arg-type]
    return Path(done.file)


def without_upkeep(engine: Engine) -> dict[str, list[tuple[object, ...]]]:
    """Everything; that a backup was made is noted after it was."""
    return {name: rows for name, rows in everything(engine).items() if name != "upkeep"}


def test_a_backup_restored_is_the_same_on_either_database(
    engine: Engine, blank_url: str, tmp_path: Path
) -> None:
    fill(engine)
    other = store.open_engine(blank_url)
    lite = store.open_engine(f"sqlite:///{tmp_path / 'lite.sqlite3'}")
    path = backed_up(engine, tmp_path / "a.zip")
    restore(lite, path)
    restore(other, backed_up(lite, tmp_path / "b.zip"))
    expected = {name: sorted(map(repr, rows)) for name, rows in without_upkeep(engine).items()}
    found = {name: sorted(map(repr, rows)) for name, rows in without_upkeep(other).items()}
    # The search index is the database's own, and made anew.
    assert {n: r for n, r in found.items() if n != "search"} == {
        n: r for n, r in expected.items() if n != "search"
    }
    assert expected["checkpoint"] or expected["search_log"]
    with store.reading(engine) as db:
        noted = store.last_upkeep(db, UpkeepKind.BACKUP)
    assert noted is not None
    assert noted.sound
    assert noted.counts["bytes"] == path.stat().st_size
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    lite.dispose()
    other.dispose()


def test_a_backup_holds_one_moment_while_others_write(engine: Engine, tmp_path: Path) -> None:
    """Each writer's transaction adds two records: a backup never has one of them alone."""
    stop, errors, written = threading.Event(), list[BaseException](), [0]

    def write() -> None:
        try:
            while not stop.is_set() or written[0] < 4:
                number = written[0]
                records = [a_record(source_id=f"{4 * 10**7 + number + n}") for n in (0, 1)]
                with store.writing(engine) as db:
                    store.save_records(db, records, received_at=NOW, run_id=None)
                written[0] += 2
        except OperationalError as error:  # shown below: a thread's error is nobody's
            errors.append(error)

    with store.writing(engine) as db:
        store.save_records(
            db, [a_record(source_id=str(n)) for n in range(400)], received_at=NOW, run_id=None
        )
    writer = threading.Thread(target=write)
    writer.start()
    try:
        done = [
            back_up(engine, TOPIC, WantedBackup(path=tmp_path / f"{n}.zip"), lambda: NOW)
            for n in range(3)
        ]
    finally:
        stop.set()
        writer.join()
    assert errors == []
    assert written[0] >= 4
    assert all(report.records >= 400 and report.records % 2 == 0 for report in done)


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Engine]:
    """A database with one record."""
    opened = migrated_sqlite(tmp_path / "small.sqlite3")
    with store.writing(opened) as db:
        store.save_records(db, [a_record()], received_at=NOW, run_id=None)
    yield opened
    opened.dispose()


def test_a_file_that_is_there_is_replaced_only_when_told(small: Engine, tmp_path: Path) -> None:
    path = tmp_path / "b.zip"
    path.write_text("mine")
    with pytest.raises(BackupError, match="there already"):
        backed_up(small, path)
    assert path.read_text() == "mine"
    assert zipfile.is_zipfile(backed_up(small, path, replace=True))


def test_a_folder_keeps_the_latest_and_what_is_not_ours(small: Engine, tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    folder.mkdir()
    (folder / "coregap-notes.zip").write_text("mine")
    for hour in range(4):
        at = datetime(2026, 11, 22, tzinfo=UTC) + timedelta(hours=hour)
        back_up(small, TOPIC, WantedBackup(path=folder, keep=2), lambda at=at: at)  # type: ignore[misc]
    assert sorted(one.name for one in folder.iterdir()) == [
        "coregap-20261122T020000Z.zip", "coregap-20261122T030000Z.zip", "coregap-notes.zip",
    ]  # fmt: skip


def test_what_cannot_be_restored_gets_no_name(small: Engine, tmp_path: Path) -> None:
    # A row that refers to nothing, as a damaged file may have it.
    raw = small.raw_connection()
    raw.driver_connection.execute("PRAGMA query_only=OFF")  # type: ignore[union-attr]
    raw.driver_connection.execute("PRAGMA foreign_keys=OFF")  # type: ignore[union-attr]
    raw.driver_connection.execute("UPDATE record SET run_id = 77")  # type: ignore[union-attr]
    raw.driver_connection.commit()  # type: ignore[union-attr]
    raw.close()
    with pytest.raises(DatasetError, match="does not hold together"):
        backed_up(small, tmp_path / "b.zip")
    assert [p.name for p in tmp_path.iterdir() if "zip" in p.name or p.is_dir()] == []
    with store.reading(small) as db:
        noted = store.last_upkeep(db, UpkeepKind.BACKUP)
    assert noted is not None
    assert not noted.sound
    assert "does not hold together" in noted.findings[0]


def test_a_place_that_cannot_be_written_is_named(small: Engine, tmp_path: Path) -> None:
    with pytest.raises(BackupError, match=r"nowhere.*cannot be written: No such file"):
        backed_up(small, tmp_path / "nowhere" / "b.zip")


def test_rows_that_are_not_those_it_was_made_from_are_refused(
    small: Engine, tmp_path: Path
) -> None:
    """Checksums of the file are right; what they protect is not what was in the database."""

    def other_rows(descriptor: dict[str, object]) -> None:
        [record] = [one for one in descriptor["resources"] if one["name"] == "record"]  # type: ignore[attr-defined]
        record["coregap:digest"] = "2:" + "0" * 64

    path = backed_up(small, tmp_path / "b.zip")
    bad = rewritten(path, tmp_path / "bad.zip", redescribed(other_rows))
    blank = store.open_engine(f"sqlite:///{tmp_path / 'blank.sqlite3'}")
    with pytest.raises(DatasetError, match=r"Table record: .*1 rows of 2"):
        restore(blank, bad)
    with blank.connect() as connection:
        assert store.schema_version(connection) == ""
    blank.dispose()


def test_every_table_belongs_to_a_part_and_people_are_in_no_dataset(small: Engine) -> None:
    whole = {shape.name: shape.part for shape in store.dataset_tables(private=True)}
    given = {shape.name for shape in store.dataset_tables()}
    assert given == {name for name, part in whole.items() if part != store.PEOPLE}
    with small.connect() as connection:
        there = set(inspect(connection).get_table_names())
    of_search = {name for name in there if name.startswith("search")} - {"search_log"}
    ours = there - of_search - {"alembic_version"}
    assert whole.keys() <= ours <= whole.keys() | LEFT_OUT


def test_a_backup_says_that_it_is_one(small: Engine, tmp_path: Path) -> None:
    with zipfile.ZipFile(backed_up(small, tmp_path / "b.zip")) as package:
        assert "keep it to yourself" in package.read("README.md").decode()
        assert json.loads(package.read("datapackage.json"))["title"].endswith("a backup")
