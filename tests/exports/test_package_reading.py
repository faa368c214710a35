"""A package that is not whole, or does not fit, is refused, and then nothing is written."""

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, inspect

from app import pipeline, store
from app.errors import DatasetError
from app.exports import open_data_package
from tests.exports.conftest import NOW
from tests.exports.test_data_package import TOPIC, everything, restore
from tests.store.builders import a_rejected

Change = Callable[[dict[str, bytes]], None]


def rewritten(package: Path, path: Path, change: Change) -> Path:
    """The package with its entries changed."""
    with zipfile.ZipFile(package) as file:
        entries = {name: file.read(name) for name in file.namelist()}
    change(entries)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in entries.items():
            file.writestr(name, content)
    return path


def redescribed(change: Callable[[dict[str, Any]], None]) -> Change:
    def changed(entries: dict[str, bytes]) -> None:
        descriptor = json.loads(entries["datapackage.json"])
        change(descriptor)
        entries["datapackage.json"] = json.dumps(descriptor).encode()

    return changed


def without_column(
    descriptor: dict[str, Any], entries: dict[str, bytes], table: str, column: str
) -> None:
    """Take a column out of a table, and of what is said of it."""
    (resource,) = (one for one in descriptor["resources"] if one["name"] == table)
    fields = resource["schema"]["fields"]
    resource["schema"]["fields"] = [one for one in fields if one["name"] != column]
    reader = csv.DictReader(io.StringIO(entries[resource["path"]].decode(), newline=""))
    names = [name for name in reader.fieldnames or () if name != column]
    rows = list(reader)
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, names, extrasaction="ignore", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    content = entries[resource["path"]] = text.getvalue().encode()
    resource["bytes"] = len(content)
    resource["hash"] = f"sha256:{hashlib.sha256(content).hexdigest()}"
    resource.pop("coregap:digest", None)  # of the rows with the column; older versions told none


def altered(entries: dict[str, bytes]) -> None:
    entries["data/study.csv"] = entries["data/study.csv"].replace(b"38", b"39", 1)


def bomb(entries: dict[str, bytes]) -> None:
    entries["data/record.csv"] = b"0" * (40 << 20)


def missing(entries: dict[str, bytes]) -> None:
    del entries["data/tag.csv"]


def newer(descriptor: dict[str, Any]) -> None:
    descriptor["coregap"]["schema"] = "9999"


def another_form(descriptor: dict[str, Any]) -> None:
    descriptor["coregap"]["format"] = 7


def no_resources(descriptor: dict[str, Any]) -> None:
    del descriptor["resources"]


def strange_column(descriptor: dict[str, Any]) -> None:
    descriptor["resources"][0]["schema"]["fields"][0]["name"] = 'x"; DROP TABLE study'


REFUSED = [
    pytest.param(altered, "SHA-256 differs", id="altered"),
    pytest.param(bomb, "would unpack to", id="bomb"),
    pytest.param(missing, "described and not there", id="missing"),
    pytest.param(redescribed(newer), "does not know", id="newer"),
    pytest.param(redescribed(another_form), "form 7", id="another form"),
    pytest.param(redescribed(no_resources), "not a dataset", id="no resources"),
    pytest.param(redescribed(strange_column), "a name that no table", id="strange column"),
    pytest.param(lambda entries: entries.pop("datapackage.json"), "no data package", id="none"),
    pytest.param(lambda entries: entries.clear(), "no data package", id="empty"),
]


@pytest.mark.parametrize(("change", "reason"), REFUSED)
def test_what_is_not_whole_is_refused_and_nothing_is_written(
    package: Path, tmp_path: Path, change: Change, reason: str
) -> None:
    path = rewritten(package, tmp_path / "bad.zip", change)
    engine = store.open_engine(f"sqlite:///{tmp_path / 'new.sqlite3'}")
    with pytest.raises(DatasetError, match=reason):
        restore(engine, path)
    with engine.connect() as connection:
        assert store.schema_version(connection) == ""
        assert store.column_names(connection, "record") == frozenset()
    engine.dispose()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no", b"title,year\n"])
def test_what_is_no_zip_file_is_refused_in_words(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(content)
    with pytest.raises(DatasetError, match=r"a\.zip: not a ZIP file"), open_data_package(path):
        pass


def test_a_file_cut_short_is_refused(package: Path, tmp_path: Path) -> None:
    path = tmp_path / "cut.zip"
    path.write_bytes(package.read_bytes()[:-30_000])
    with pytest.raises(DatasetError, match="not a ZIP file"), open_data_package(path):
        pass


def test_a_database_in_use_is_left_alone(engine: Engine, package: Path) -> None:
    with store.writing(engine) as db:
        store.save_rejected(db, [a_rejected()], received_at=NOW, run_id=None)
    before = everything(engine)
    with pytest.raises(DatasetError, match=r"not empty: the table rejected.*new database"):
        restore(engine, package)
    assert everything(engine) == before


def with_row(entries: dict[str, bytes], name: str, old: bytes, new: bytes) -> None:
    """Change a table and its checksum too, as somebody would who knows how."""
    content = entries[f"data/{name}.csv"].replace(old, new, 1)
    assert content != entries[f"data/{name}.csv"]
    entries[f"data/{name}.csv"] = content
    sign(entries, name)


def sign(entries: dict[str, bytes], name: str) -> None:
    content = entries[f"data/{name}.csv"]

    def signed(descriptor: dict[str, Any]) -> None:
        [resource] = [one for one in descriptor["resources"] if one["name"] == name]
        resource["bytes"] = len(content)
        resource["hash"] = f"sha256:{hashlib.sha256(content).hexdigest()}"

    redescribed(signed)(entries)


WRONG_ROWS = [
    ("study_value", b",fitzpatrick,", b",", "study_value.csv, row .*cells in place of"),
    ("report", b",2024,", b",soon,", "report.csv, row .*column year: invalid literal"),
    ("study", b",true,", b",perhaps,", "column counted: 'perhaps' is neither"),
    (
        "study_report",
        b"SB7B4M18K,RB7B4M18K",
        b"SB7B4M18K,RXXXXXXXX",
        "not hold together|does not fit",
    ),
]


@pytest.mark.parametrize(("name", "old", "new", "reason"), WRONG_ROWS)
def test_a_row_that_does_not_fit_undoes_everything(
    engine: Engine, package: Path, tmp_path: Path, name: str, old: bytes, new: bytes, reason: str
) -> None:
    path = rewritten(
        package, tmp_path / "bad.zip", lambda entries: with_row(entries, name, old, new)
    )
    with pytest.raises(DatasetError, match=reason):
        restore(engine, path)
    assert all(not rows for rows in everything(engine).values())


def tables_of(version: str, folder: Path) -> frozenset[str]:
    """Those that the database had at that version."""
    engine = store.open_engine(f"sqlite:///{folder / version}.sqlite3")
    with store.alone(engine) as connection:
        store.upgrade(connection, version)
        names = frozenset(inspect(connection).get_table_names())
    engine.dispose()
    return names


LATER_COLUMNS = {
    "report": ("fields_because",),
    "screening_decision": ("act", "was", "takes_back"),
    "tag_decision": (
        *("act", "was", "takes_back", "quote", "quote_start", "text_hash", "rule", "tagger"),
        "saw",
    ),
}
"""What tables have that were there at version 0006, and had not then."""


def test_a_dataset_of_an_older_version_is_brought_up_to_date(
    blank_url: str, package: Path, tmp_path: Path
) -> None:
    """Version 0006 had no questions, no undoing, no index of what hangs together, no permalinks.

    And it did not say why a field of a report was taken from its record, nor what a decision rests on.
    """
    known = tables_of("0006", tmp_path)

    def older(entries: dict[str, bytes]) -> None:
        def changed(descriptor: dict[str, Any]) -> None:
            descriptor["coregap"]["schema"] = "0006"
            descriptor["resources"] = [
                one for one in descriptor["resources"] if one["name"] in known
            ]
            for table, columns in LATER_COLUMNS.items():
                for column in columns:
                    without_column(descriptor, entries, table, column)

        redescribed(changed)(entries)

    path = rewritten(package, tmp_path / "old.zip", older)
    engine = store.open_engine(blank_url)
    assert restore(engine, path).studies == 14
    assert store.schema_is_current(engine)
    pipeline.refresh(engine, TOPIC)
    with store.reading(engine) as db:
        assert store.get_match_page(db, store.MatchFilter(), limit=5, cursor=None).matches
    engine.dispose()


def test_an_empty_database_of_another_version_is_refused(
    engine: Engine, package: Path, tmp_path: Path
) -> None:
    def older(descriptor: dict[str, Any]) -> None:
        descriptor["coregap"]["schema"] = "0006"

    path = rewritten(package, tmp_path / "old.zip", redescribed(older))
    with pytest.raises(DatasetError, match="does not exist yet"):
        restore(engine, path)
