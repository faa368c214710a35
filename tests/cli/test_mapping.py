"""What is known, printed and as files; and a whole dataset back into a new database."""

import csv
import json
from pathlib import Path

import pytest

from app.errors import DatasetError, InvalidQueryError
from app.settings import read_settings
from tests.cli.conftest import Run


@pytest.mark.usefixtures("loaded")
def test_gaps_says_what_is_known_of_type_v_and_vi(run: Run) -> None:
    known = json.loads(run("gaps", "--json").stdout)
    sentences = {row["fitzpatrick"]: row["sentence"] for row in known["facts"]["by_type"]}
    assert (
        sentences["V"] == "Type V rests on one study, without a count and without outcomes by type."
    )
    assert sentences["VI"] == "Type VI: no study says that it treated this type."
    assert known["facts"]["by_type"][5]["people"] is None
    [gap, *_] = known["gaps"]
    assert (gap["studies"], gap["people"]) == (0, None)


@pytest.mark.usefixtures("loaded")
def test_gaps_in_words_has_a_line_for_every_type(run: Run) -> None:
    shown = run("gaps", "--short").stdout
    [vi] = [line for line in shown.splitlines() if line.startswith("│ VI ")]
    assert [column.strip() for column in vi.split("│")[2:4]] == ["0", "not reported"]
    assert all(f"│ {roman} " in shown for roman in ("I", "II", "III", "IV", "V", "VI"))


def test_an_empty_database_says_what_to_do(run: Run) -> None:
    result = run("gaps", "--json")
    assert result.exit_code == 0
    assert "coregap load" in result.stderr


@pytest.mark.usefixtures("loaded")
def test_exports_have_a_row_a_cell_and_never_run_as_formulas(run: Run, tmp_path: Path) -> None:
    answer = tmp_path / "map.csv"
    run("export", "map", "-o", str(answer))
    with answer.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    types = {row["column"] for row in rows}
    assert types == {"I", "II", "III", "IV", "V", "VI"}
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())


@pytest.mark.usefixtures("loaded")
def test_the_map_is_drawn_as_it_is_asked_for(run: Run, tmp_path: Path) -> None:
    answer = tmp_path / "map.svg"
    where = ("--where", "rows=indication", "--where", "outcome=pain")
    run("export", "map", "--format", "svg", *where, "-o", str(answer))
    assert "by indication and skin type, in studies that report pain?" in answer.read_text("utf-8")


def test_only_the_map_can_be_drawn(run: Run) -> None:
    refused = run("export", "gaps", "--format", "png")
    assert refused.exit_code == 2
    assert "gaps cannot be written as png" in " ".join(refused.output.replace("│", " ").split())


@pytest.mark.usefixtures("loaded")
def test_a_view_is_exported_as_it_is_asked_for(run: Run, tmp_path: Path) -> None:
    where = ("--where", "fitzpatrick=IV", "--where", "fitzpatrick=V", "--where", "year_from=2024")
    studies = json.loads(run("export", "studies", "--format", "json", *where).stdout)
    assert studies
    assert all("studied" in (one["type_IV"], one["type_V"]) for one in studies)
    assert all(one["year"] >= 2024 for one in studies)
    book = tmp_path / "cell.xlsx"
    run("export", "cell", "--where", "fitzpatrick=V", "--format", "xlsx", "-o", str(book))
    assert book.read_bytes().startswith(b"PK")
    assert not list(tmp_path.glob("*.part"))
    assert "TY  - JOUR" in run("export", "dataset", "--format", "ris").stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("studies", "--where", "fitzpatrick=VII"), "--fitzpatrick"),
        (("studies", "--where", "colour=V"), "no condition"),
        (("studies", "--where", "fitzpatrick"), "NAME=VALUE"),
        (("dataset", "--where", "fitzpatrick=V"), "always whole"),
        (("gaps", "--format", "docx"), "docx"),
    ],
)
def test_wrong_usage_of_export_says_what_is_right(
    run: Run, words: tuple[str, ...], said: str
) -> None:
    result = run("export", *words)
    assert result.exit_code == 2
    assert said in result.stderr


@pytest.mark.usefixtures("loaded")
def test_a_form_that_a_view_has_not_is_refused_with_those_it_has(run: Run) -> None:
    with pytest.raises(InvalidQueryError, match="xlsx, csv, json"):
        run("export", "gaps", "--format", "ris")


@pytest.mark.usefixtures("loaded")
def test_evidence_is_exported_with_its_kind(run: Run) -> None:
    rows = json.loads(run("export", "evidence", "--format", "json").stdout)
    assert {row["evidence_kind"] for row in rows} == {"restated"}
    assert all(row["evidence"] for row in rows)


@pytest.mark.usefixtures("loaded")
def test_a_dataset_is_restored_into_a_new_database(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = tmp_path / "dataset.zip"
    run("export", "dataset", "-o", str(whole))
    before = run("export", "map").stdout
    with pytest.raises(DatasetError, match="not empty"):
        run("restore", str(whole))
    monkeypatch.setenv("COREGAP_HOME", str(tmp_path / "other"))
    read_settings.cache_clear()
    done = json.loads(run("restore", str(whole), "--json").stdout)
    assert (done["records"], done["studies"]) == (23, 14)
    assert run("export", "map").stdout == before
    assert json.loads(run("rebuild", "--json").stdout)["changed"] is False
