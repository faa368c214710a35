"""A sound store is found sound, and whatever is damaged in it is found and named."""

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from app import pipeline, store
from app.records import Passage, Section
from app.store import UpkeepKind
from app.store.engine import WRITES
from app.topic import data_folder, read_topic
from tests.sqlite_databases import migrated_sqlite
from tests.store.builders import a_record, a_rejected

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
TOPIC = read_topic()
ABSTRACT = (
    "Micro-coring was done in 38 patients with Fitzpatrick skin types II to V and facial wrinkles. "
    "No patient had post-inflammatory hyperpigmentation. They were followed for 90 days."
)


def fill(engine: Engine) -> None:
    """The bundled evidence, a report with quotes, a rejection, an unfinished search."""
    pipeline.load_evidence(engine, TOPIC, data_folder() / "evidence", now=NOW)
    begun = store.Begun(
        source="pubmed", query="coring", since=None, until=date(2026, 11, 22), search_id=None
    )
    with store.writing(engine) as db:
        passages = (Passage(Section.ABSTRACT, ABSTRACT, "Abstract"),)
        record = a_record(title="Micro-coring of the face", passages=passages)
        store.save_records(db, [record], received_at=NOW, run_id=None)
        store.save_rejected(db, [a_rejected()], received_at=NOW, run_id=None)
        run = store.start_source_run(db, begun, at=NOW)
        left = store.Checkpoint(
            source="pubmed", run_id=run, search_id=run, began_at=NOW, plan={}, position="p"
        )
        store.save_checkpoint(db, left)
    pipeline.refresh(engine, TOPIC)


def checked(engine: Engine, *, derived: bool = False) -> pipeline.CheckReport:
    return pipeline.check(engine, TOPIC, lambda: NOW, derived=derived)


def test_a_sound_store_is_found_sound_and_stays_as_it_is(engine: Engine) -> None:
    fill(engine)
    with store.reading(engine) as db:
        before = store.dump_derived(db), store.revision(db)
    report = checked(engine, derived=True)
    assert report.findings == ()
    assert report.counts["quotes"] >= 5
    assert (report.counts["records"], report.counts["checkpoints"]) == (24, 1)
    assert report.notes == []
    with store.reading(engine) as db:
        assert (store.dump_derived(db), store.revision(db)) == before
        noted = store.last_upkeep(db, UpkeepKind.CHECK)
    assert noted is not None
    assert noted.sound
    assert noted.counts == report.counts


def test_what_is_not_derived_yet_is_no_fault_and_is_said(engine: Engine) -> None:
    fill(engine)
    with store.writing(engine) as db:
        store.save_records(db, [a_record(source_id="2")], received_at=NOW, run_id=None)
    report = checked(engine)
    assert report.sound
    assert "coregap rebuild" in report.notes[0]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("check") / "filled.sqlite3"
    engine = migrated_sqlite(path)
    fill(engine)
    engine.dispose()
    return path


# ruff: noqa: S608 - our own statements, put together below
ONE_QUOTE = "report_id || position = (SELECT min(report_id || position) FROM tag WHERE quote_start IS NOT NULL)"
DAMAGES = [
    ("payload", "record pubmed:39480035", "UPDATE record SET payload = x'789c' WHERE source = 'pubmed'"),
    ("parsed", "pubmed:39480035", "UPDATE record SET parsed = replace(parsed, '38', '83') WHERE source = 'pubmed'"),
    ("payload", "quarantine", "UPDATE rejected SET reason = 'another'"),
    ("quote", "tag R", f"UPDATE tag SET quote_start = quote_start + 1 WHERE {ONE_QUOTE}"),
    ("quote", "tag R", f"UPDATE tag SET quote = 'types I to VI' WHERE {ONE_QUOTE}"),
    ("quote", "tag R", f"UPDATE tag SET quote_start = NULL WHERE {ONE_QUOTE}"),
    ("quote", "tag R", "UPDATE document SET text = 'x' || text WHERE text LIKE '%38 patients%'"),
    ("quote", "study S", "UPDATE study SET follow_up_evidence = replace(follow_up_evidence, '90', '91')"),
    ("orphan", "study", "UPDATE study SET lead = 'R00000000' WHERE public_id = (SELECT min(public_id) FROM study)"),
    ("orphan", "source_run", "DELETE FROM run WHERE kind = 'ingest'"),
    ("orphan", "report_record", "UPDATE report_record SET record_key = 'pubmed:0' WHERE record_key = 'pubmed:39480035'"),
    ("checkpoint", "checkpoint of pubmed", "UPDATE run SET status = 'succeeded' WHERE kind = 'ingest'"),
    ("checkpoint", "checkpoint of pubmed", "UPDATE source_run SET source = 'crossref'"),
    ("run", "run", "DELETE FROM source_run"),
    ("search", "report R", "DELETE FROM search WHERE rowid = (SELECT min(rowid) FROM search)"),
    ("search", "report R", "UPDATE report SET screened = 'excluded' WHERE key = 'pubmed:39480035'"),
    ("search", "index", "DROP TABLE search"),
    ("schema", "change", "ALTER TABLE change DROP COLUMN outcomes"),
    (
        "permalink",
        "0" * 32,
        "INSERT INTO permalink VALUES ('00000000000000000000000000000000', 'map', '{}', '{}',"
        " '2026-11-22', '2026-11-22', 'r', '{}')",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "place", "damage"), DAMAGES, ids=[d[2][:60] for d in DAMAGES])
def test_each_damage_is_found_and_named(
    filled: Path, tmp_path: Path, kind: str, place: str, damage: str
) -> None:
    path = shutil.copy(filled, tmp_path / "damaged.sqlite3")
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        changed = raw.execute(damage).rowcount
        assert changed != 0
    engine = store.open_engine(f"sqlite:///{path}")
    report = checked(engine)
    engine.dispose()
    assert not report.sound
    found = [(one.kind, one.place) for one in report.findings]
    assert any(k == kind and place.removeprefix("record ") in p for k, p in found), found
    assert report.counts["findings"] == len(found)


@pytest.mark.parametrize(
    ("damage", "what"),
    [
        ("UPDATE study SET title = 'Another'", "otherwise"),
        ("DELETE FROM study_value WHERE value = 'V'", "otherwise"),
        ("DELETE FROM tag", "otherwise"),
        ("UPDATE cell SET studies = studies + 1 WHERE outcome = 'pain'", "otherwise"),
        ("DELETE FROM mapped_study", "otherwise"),
        ("DELETE FROM study WHERE title LIKE 'Micro-coring of the face%'", "missing"),
    ],
)
def test_what_a_rebuild_would_make_otherwise_is_found_and_left(
    filled: Path, tmp_path: Path, damage: str, what: str
) -> None:
    path = shutil.copy(filled, tmp_path / "damaged.sqlite3")
    engine = store.open_engine(f"sqlite:///{path}")
    with engine.execution_options(**{WRITES: True}).begin() as connection:
        assert connection.execute(text(damage)).rowcount > 0
    with store.reading(engine) as db:
        before = store.dump_derived(db)
    found = [one for one in checked(engine, derived=True).findings if one.kind == "derived"]
    assert found
    assert any(what in one.what for one in found)
    with store.reading(engine) as db:
        assert store.dump_derived(db) == before
    engine.dispose()


def test_a_damaged_file_is_found(filled: Path, tmp_path: Path) -> None:
    path = tmp_path / "damaged.sqlite3"
    content = bytearray(filled.read_bytes())
    middle = len(content) // 2 // 4096 * 4096
    content[middle : middle + 64] = b"\xff" * 64
    path.write_bytes(content)
    engine = store.open_engine(f"sqlite:///{path}")
    assert [one.kind for one in checked(engine).findings][:1] == ["database"]
    engine.dispose()


@pytest.mark.postgres
@pytest.mark.parametrize("dialect", ["postgresql"])
def test_damages_are_found_on_postgresql(engine: Engine) -> None:
    fill(engine)
    with engine.execution_options(**{WRITES: True}).begin() as connection:
        for kind, _, damage in DAMAGES:
            if kind in ("quote", "checkpoint", "parsed") and "quote_start = NULL" not in damage:
                connection.execute(text(damage))
        connection.execute(text("DELETE FROM search"))
        connection.execute(
            text("ALTER TABLE tag ADD CONSTRAINT late CHECK (value <> '') NOT VALID")
        )
    kinds = {one.kind for one in checked(engine).findings}
    assert kinds == {"quote", "checkpoint", "parsed", "search", "database"}
