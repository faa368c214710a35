"""What is documented exists, and what exists is documented."""

import re
from pathlib import Path

import pytest

from app.answers import ViewName
from app.answers.problems import ProblemKind
from app.exports import FORMATS_OF, table_of_gaps, table_of_map, table_of_studies
from app.exports.statement_tables import (
    table_of_reports,
    table_of_search_log,
    table_of_statements,
)
from app.gapmap import Axis, Bounds, ChangeKind, Depth, Layer, Matrix
from app.records import Standing
from app.sources import Format

ROOT = Path(__file__).parents[1]
EMPTY_MAP = Matrix(
    row_axis=Axis.OUTCOME,
    column_axis=Axis.FITZPATRICK,
    rows=(),
    columns=(),
    cells=(),
    layers=(),
    studies=0,
    people=Bounds(0, 0),
)
PAGES = sorted([ROOT / "README.md", *ROOT.glob("docs/**/*.md"), *ROOT.glob("data/**/*.md")])
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")
TARGET = re.compile(r"`(make [a-z-]+)`|^(make [a-z-]+)$", re.MULTILINE)


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    broken = [link for link in LINK.findall(text) if not (page.parent / link).exists()]
    assert broken == []


def test_every_make_command_of_the_readme_is_a_target() -> None:
    targets = set(re.findall(r"^([a-z-]+):", text_of("Makefile"), re.MULTILINE))
    named = {(a or b).removeprefix("make ") for a, b in TARGET.findall(text_of("README.md"))}
    assert {"run", "test", "test-quick"} <= named <= targets


def test_ci_runs_the_readmes_test_command_and_nothing_else() -> None:
    lines = text_of(".ci/run").splitlines()
    commands = [line for line in lines if line and not line.startswith(("#", "set ", "cd "))]
    assert commands == ["exec make test"]


@pytest.mark.parametrize("file_format", list(Format))
def test_every_file_format_is_documented(file_format: Format) -> None:
    assert f"`{file_format.value}`" in text_of("docs/import-formats.md")


@pytest.mark.parametrize("view", list(ViewName))
def test_every_export_is_documented(view: ViewName) -> None:
    text = text_of("docs/exports.md")
    assert f"`{view.value}`" in text
    assert all(f"`{form.value}`" in text for form in FORMATS_OF[view])


TABLES = {
    "studies": table_of_studies(()),
    "gaps": table_of_gaps(()),
    "statements": table_of_statements((), ()),
    "reports": table_of_reports(()),
    "search log": table_of_search_log(()),
    "map": table_of_map(EMPTY_MAP),
}


@pytest.mark.parametrize("name", TABLES)
def test_every_column_of_an_export_is_documented(name: str) -> None:
    text = text_of("docs/exports.md")
    assert [column for column in TABLES[name].columns if f"`{column}`" not in text] == []


@pytest.mark.parametrize("kind", list(ProblemKind))
def test_every_problem_is_documented(kind: ProblemKind) -> None:
    assert kind.value in text_of("docs/api.md")


WORDS = sorted({*Standing, *Layer} | {depth.name.lower() for depth in Depth})


@pytest.mark.parametrize("word", WORDS)
def test_every_word_of_the_map_is_explained_to_api_readers(word: str) -> None:
    assert f"`{word}`" in text_of("docs/api.md")


@pytest.mark.parametrize("kind", list(ChangeKind))
def test_every_kind_of_change_is_explained(kind: ChangeKind) -> None:
    assert f"`{kind.value}`" in text_of("docs/alerts.md")


@pytest.mark.parametrize("folder", sorted(p.name for p in (ROOT / "app").iterdir() if p.is_dir()))
def test_every_room_is_in_the_architecture(folder: str) -> None:
    if folder not in ("__pycache__", "_data"):
        assert f"`{folder}/`" in text_of("docs/architecture.md")
