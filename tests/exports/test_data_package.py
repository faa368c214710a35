"""The whole database out and in again: the same, or refused before anything is written."""

import json
import shutil
import zipfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from frictionless import Package, system
from hypothesis import given, settings
from sqlalchemy import URL, Engine

from app import answers, pipeline, store
from app.answers import ViewName
from app.exports import FileFormat, open_data_package
from app.exports.data_package import write_data_package
from app.topic import data_folder, read_topic
from tests.exports.conftest import NOW, FileOf
from tests.exports.searched import save_decisions, save_search
from tests.pipeline.corpus import Corpus, corpora
from tests.pipeline.test_rebuilding import decide, dump
from tests.postgresql_databases import fresh_postgresql
from tests.store.builders import a_rejected

TOPIC = read_topic()
Opened = Callable[[], AbstractContextManager[Engine]]
Change = Callable[[dict[str, bytes]], None]


def write_package(engine: Engine, path: Path) -> bytes:
    with store.reading(engine) as db, path.open("wb") as out:
        write_data_package(answers.answer_dataset(db, TOPIC, NOW), out)
    return path.read_bytes()


def restore(engine: Engine, path: Path) -> pipeline.RestoreReport:
    with open_data_package(path) as dataset:
        return pipeline.restore_dataset(engine, dataset)


def everything(engine: Engine) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table but the memory of the machine, and the search index."""
    with store.reading(engine) as db:
        tables = {t.name: list(store.list_dataset_rows(db, t)) for t in store.dataset_tables()}
        return tables | {"search": store.dump_derived(db)["search"]}


def fill(engine: Engine) -> None:
    """The bundled evidence, a search, a rejection and a word of each kind."""
    pipeline.load_evidence(engine, TOPIC, data_folder() / "evidence", now=NOW)
    save_search(engine)
    with store.writing(engine) as db:
        broken = a_rejected("=a.ris, line 12", payload=b"\xff\x00 not text")
        store.save_rejected(db, [broken], received_at=NOW, run_id=None)
        one, other = (one.record.key for one in store.list_latest_records(db)[:2])
    pipeline.refresh(engine, TOPIC)
    with store.reading(engine) as db:
        study = store.list_mapped_studies(db, store.StudyFilter())[0].public_id
    save_decisions(engine, one, other, study)
    pipeline.refresh(engine, TOPIC)


def test_a_database_restored_is_the_same_database(
    engine: Engine, blank_url: str, tmp_path: Path
) -> None:
    fill(engine)
    before = everything(engine)
    first = write_package(engine, tmp_path / "a.zip")
    restored = store.open_engine(blank_url)
    report = restore(restored, tmp_path / "a.zip")
    assert everything(restored) == before
    assert before["change"]
    assert before["match_undo"]
    assert report.rows == sum(map(len, before.values())) - len(before["search"])
    assert report.records == 23
    assert write_package(restored, tmp_path / "b.zip") == first
    check_work_goes_on(restored)
    restored.dispose()


def check_work_goes_on(engine: Engine) -> None:
    """New rows get numbers of their own, studies are found by words, and rebuilding changes nothing."""
    save_search(engine)
    assert len(everything(engine)["search_log"]) == 2
    with store.reading(engine) as db:
        assert store.list_studies(db, store.StudyFilter(q="coring"), limit=50).total > 3
    assert not pipeline.rebuild(engine, TOPIC).changed


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
@settings(max_examples=5, deadline=None)
def test_any_records_and_decisions_come_back(open_sqlite: Opened, corpus: Corpus) -> None:
    check_they_come_back(open_sqlite, open_sqlite, corpus)


@pytest.mark.postgres
@given(corpus=corpora())
@settings(max_examples=2, deadline=None)
def test_they_come_back_on_another_database(
    open_sqlite: Opened, open_postgresql: Opened, corpus: Corpus
) -> None:
    check_they_come_back(open_sqlite, open_postgresql, corpus)


def check_they_come_back(one: Opened, other: Opened, corpus: Corpus) -> None:
    with one() as engine, other() as restored, TemporaryDirectory() as folder:
        for delivery in corpus.deliveries:
            with store.writing(engine) as db:
                store.save_records(db, delivery, received_at=NOW, run_id=None)
            pipeline.refresh(engine, TOPIC)
        decide(engine, corpus)
        pipeline.refresh(engine, TOPIC)
        path = Path(folder) / "a.zip"
        write_package(engine, path)
        restore(restored, path)
        before, after = everything(engine), everything(restored)
        assert before.pop("search").__len__() == after.pop("search").__len__()
        assert after == before
        assert drawn(restored) == drawn(engine)
        assert {k: v for k, v in dump(restored).items() if k != "search"} == {
            k: v for k, v in dump(engine).items() if k != "search"
        }


def drawn(engine: Engine) -> answers.View:
    with store.reading(engine) as db:
        asking = answers.Asking(db=db, topic=TOPIC, at=NOW)
        return answers.answer_map_view(asking, answers.MapQuestion())


def test_it_is_a_valid_data_package(package: Path, tmp_path: Path) -> None:
    """By frictionless: descriptor, types, keys, foreign keys, sizes and checksums."""
    with zipfile.ZipFile(package) as file:
        file.extractall(tmp_path)
    with system.use_context(trusted=True):
        report = Package(str(tmp_path / "datapackage.json")).validate()
    assert report.flatten(["name", "rowNumber", "fieldName", "type", "note"]) == []
    assert len(report.tasks) == len(store.dataset_tables())


def test_types_and_keys_are_described(package: Path) -> None:
    tables = {one["name"]: one for one in described(package)["resources"]}
    record = {field["name"]: field for field in tables["record"]["schema"]["fields"]}
    assert record["version"] == {
        "name": "version", "type": "integer", "constraints": {"required": True},
    }  # fmt: skip
    assert record["received_at"]["type"] == "datetime"
    assert record["payload_form"]["constraints"]["enum"] == ["text", "base64"]
    tag = tables["tag"]["schema"]
    assert tag["primaryKey"] == ["report_id", "position"]
    assert tag["foreignKeys"] == [
        {"fields": ["report_id"], "reference": {"resource": "report", "fields": ["report_id"]}}
    ]
    assert all(one["description"] for one in tables.values())
    assert described(package)["coregap"]["revision"] != "0"


def described(package: Path) -> dict[str, Any]:
    with zipfile.ZipFile(package) as file:
        found: dict[str, Any] = json.loads(file.read("datapackage.json"))
    return found


def test_nothing_in_it_runs_in_a_spreadsheet(engine: Engine, tmp_path: Path) -> None:
    fill(engine)
    write_package(engine, tmp_path / "a.zip")
    with zipfile.ZipFile(tmp_path / "a.zip") as file:
        said = file.read("data/tag_decision.csv").decode()
        logged = file.read("data/rejected.csv").decode()
    assert "''=not said" in said
    assert "'=a.ris, line 12" in logged


def test_what_is_no_text_is_kept_as_base64(engine: Engine, tmp_path: Path) -> None:
    fill(engine)
    write_package(engine, tmp_path / "a.zip")
    with zipfile.ZipFile(tmp_path / "a.zip") as file:
        assert "/wAgbm90IHRleHQ=,base64" in file.read("data/rejected.csv").decode()
        assert ",text," in file.read("data/record.csv").decode()


def test_every_text_column_is_known() -> None:
    """An empty cell is an empty text: a column of texts must have no other meaning for it."""
    for table in store.dataset_tables():
        for column in table.columns:
            assert not (column.nullable and column.kind is store.ColumnKind.TEXT), column


@pytest.mark.parametrize("table", store.dataset_tables(), ids=lambda table: table.name)
def test_a_table_refers_only_to_those_before_it(table: store.TableShape) -> None:
    names = [one.name for one in store.dataset_tables()]
    for key in table.foreign_keys:
        assert names.index(key.table) < names.index(table.name)


def test_two_exports_of_one_state_are_the_same_bytes(file: FileOf) -> None:
    twice = [file(ViewName.DATASET, FileFormat.DATA_PACKAGE) for _ in range(2)]
    assert twice[0] == twice[1]
    assert zipfile.is_zipfile(BytesIO(twice[0]))
