"""The benchmark runs as its own head says."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import delete
from sqlmodel import Session

from app import store
from app.store.map_changes import dump_map
from app.store.map_tables import CellRow, CellSharedRow, MappedStudyRow, MapRevisionRow
from app.topic import read_topic

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"
SCRIPT = BENCHMARKS / "tagging.py"


@pytest.mark.slow
def test_it_prints_speed_and_memory(tmp_path: Path) -> None:
    texts, articles = tmp_path / "texts.jsonl", tmp_path / "jats"
    texts.write_text(json.dumps({"doc": "a", "text": "Twelve women had acne scars."}) + "\n")
    articles.mkdir()
    (articles / "a.xml").write_text(
        "<article><front><article-meta><title-group><article-title>Coring</article-title>"
        "</title-group></article-meta></front><body><p>Nine improved.</p></body></article>"
    )
    done = subprocess.run(  # noqa: S603 - the project's own script
        [sys.executable, str(SCRIPT), "--texts", texts, "--jats", articles, "--stream", "20"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "coregap, all dimensions with evidence" in done.stdout
    assert "JATS: 1 articles" in done.stdout
    assert "20 documents read" in done.stdout


@pytest.mark.slow
def test_it_prints_what_an_import_takes(tmp_path: Path) -> None:
    file = tmp_path / "made-up.xml.gz"
    done = subprocess.run(  # noqa: S603 - the project's own script
        [sys.executable, str(BENCHMARKS / "bulk.py"), "--articles", "40", "--file", file],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "40 records of made-up.xml.gz" in done.stdout
    assert "coregap, file to gap map" in done.stdout
    assert "lxml, the same fields alone" in done.stdout
    assert "Memory: " in done.stdout


@pytest.mark.slow
def test_it_prints_how_records_are_grouped() -> None:
    done = subprocess.run(  # noqa: S603 - the project's own script
        [sys.executable, str(BENCHMARKS / "dedup.py"), "--sizes", "300"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    (ours,) = (line for line in done.stdout.splitlines() if "coregap dedupe" in line)
    numbers = [cell.strip() for cell in ours.split("│")[2:-1]]
    sensitivity, false = float(numbers[2]), int(numbers[6])
    assert sensitivity > 0.95
    assert false == 0
    assert "exact title and year" in done.stdout


@pytest.mark.slow
def test_it_prints_what_added_records_cost() -> None:
    done = subprocess.run(  # noqa: S603 - the project's own script
        [sys.executable, str(BENCHMARKS / "dedup.py"), "--sizes", "--grown", "500"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    rows = [line.split("│")[1:-1] for line in done.stdout.splitlines() if "yes" in line]
    assert [row[0].strip() for row in rows] == ["nothing", "500"]
    assert all(float(row[1]) > 0 for row in rows)


def test_the_made_up_studies_of_the_map_are_as_the_program_keeps_them(
    db: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is written quickly is what it would write itself."""
    monkeypatch.syspath_prepend(BENCHMARKS)
    from gap_map_studies import fill_with

    fill_with(db, read_topic(), 60)
    found = dump_map(db)
    for model in (CellRow, CellSharedRow, MappedStudyRow, MapRevisionRow):
        db.connection().execute(delete(model))
    store.fill_map(db)
    assert len(found["mapped_study"]) == 60
    assert found == dump_map(db)
