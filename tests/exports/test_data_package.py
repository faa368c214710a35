"""The whole database out and in again: the same, or refused before anything is written."""

import hashlib
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
from app.errors import DatasetError
from app.exports import FileFormat, open_data_package
from app.exports.data_package import write_data_package
from app.topic import data_folder, read_topic
from tests.conftest import fresh_postgresql
from tests.exports.conftest import NOW, FileOf
from tests.exports.searched import save_decisions, save_search
from tests.pipeline.corpus import Corpus, corpora
from tests.pipeline.test_rebuilding import decide, dump
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


def test_a_dataset_of_an_older_version_is_brought_up_to_date(
    blank_url: str, package: Path, tmp_path: Path
) -> None:
    """Version 0006 had no questions and no undoing."""

    def older(entries: dict[str, bytes]) -> None:
        def changed(descriptor: dict[str, Any]) -> None:
            descriptor["coregap"]["schema"] = "0006"
            descriptor["resources"] = [
                one
                for one in descriptor["resources"]
                if one["name"] not in ("match_question", "match_undo")
            ]

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


def test_two_exports_of_one_state_are_the_same_bytes(file: FileOf) -> None:
    twice = [file(ViewName.DATASET, FileFormat.DATA_PACKAGE) for _ in range(2)]
    assert twice[0] == twice[1]
    assert zipfile.is_zipfile(BytesIO(twice[0]))
