"""A page in dark is the page in light with other colours, and nothing else of it differs."""

import re
from pathlib import Path

import pytest

import app.dashboard

STATIC = Path(app.dashboard.__file__).parent / "static"
SHEETS = sorted(STATIC.glob("*.css"))
COLOUR = re.compile(r"--[\w-]+:\s*(?:#[0-9a-f]{3,8}|rgba?\([^()]*\)|transparent)", re.IGNORECASE)
DARK = re.compile(r"@media[^{]*prefers-color-scheme:\s*dark[^{]*\{\s*:root\s*\{([^{}]*)\}\s*\}")


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_dark_changes_nothing_but_colours_of_the_root(sheet: Path) -> None:
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)
    blocks = DARK.findall(text)
    assert len(blocks) == text.count("prefers-color-scheme")
    for line in ";".join(blocks).split(";"):
        assert not line.strip() or COLOUR.fullmatch(line.strip()), line


def test_there_is_a_dark_scheme() -> None:
    assert any("prefers-color-scheme: dark" in sheet.read_text("utf-8") for sheet in SHEETS)
