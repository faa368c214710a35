"""The colours of a drawing: for paper, and for a dark screen. Shapes and words say the same."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """Colours as hexadecimal words."""

    paper: str
    sunk: str
    ink: str
    soft: str
    rule: str
    strong: str
    pattern: str
    accent: str
    tint: tuple[str, str, str, str]
    """The ground of a cell under its words, from eligible to reported by type."""


LIGHT = Palette(
    paper="#ffffff",
    sunk="#f1f3f1",
    ink="#14202a",
    soft="#44525d",
    rule="#d3d9d6",
    strong="#8b9797",
    pattern="#77838a",
    accent="#0b5a63",
    tint=("#f6fafa", "#dceeee", "#b4d9db", "#8cc5c9"),
)
DARK = Palette(
    paper="#172127",
    sunk="#202c33",
    ink="#e9eeec",
    soft="#aab7b9",
    rule="#2f3d44",
    strong="#6d7e84",
    pattern="#93a3a8",
    accent="#7fd1d2",
    tint=("#182a30", "#1a3b42", "#1d4d55", "#20626b"),
)
