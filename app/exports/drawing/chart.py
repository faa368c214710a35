"""The one Altair specification of the map, for the browser, PNG, SVG and PDF alike.

The pieces of the sheet are its data, their places are its scales: one unit is one pixel. Vega has
no patterns, so a pattern is drawn of lines and dots like everything else.
"""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

import altair as alt

from app.exports.drawing.lettering import FONT
from app.exports.drawing.values import Area, Dot, Fill, Line, Piece, Sheet, Text

Spec = dict[str, Any]
LETTERS: Spec = {"align": "left", "baseline": "alphabetic", "font": FONT, "aria": False}
VEILED = 0.82
"""How far the other cells fade while a reader looks for one sign."""


def specification(sheet: Sheet) -> Spec:
    """The drawing in Vega-Lite with its data inside; in a browser it answers to the pointer."""
    chart = (
        alt.layer(*_shown(sheet), _signs(sheet), _cells(sheet))
        .properties(width=sheet.wide, height=sheet.high, padding=0, background=sheet.paper)
        .properties(autosize=alt.AutoSizeParams(type="none"))
        .properties(description=sheet.title)
        .configure(font=FONT)
        .configure_view(stroke=None)
    )
    # Altair holds what it writes against the schema of Vega-Lite, and would do so row by row.
    return {**chart.to_dict(), "datasets": _datasets(sheet.pieces)}


def _shown(sheet: Sheet) -> list[alt.Chart]:
    """What is only looked at; a screen reader is told of the cells instead."""
    box, place, colour = _box(sheet), _place(sheet), _as_given(alt.Color, "colour")
    words = {**place, "color": colour, "text": "text:N", "size": _as_given(alt.Size, "size")}
    return [
        _of("fills")
        .mark_rect(strokeWidth=0.8, aria=False)
        .encode(**box, fill=_as_given(alt.Fill, "fill"), stroke=_as_given(alt.Stroke, "edge")),
        _of("lines")
        .mark_rule(aria=False)
        .encode(**box, color=colour, strokeWidth=_as_given(alt.StrokeWidth, "wide")),
        _of("dots").mark_circle(size=3.6, opacity=1, aria=False).encode(**place, color=colour),
        _of("words").mark_text(**LETTERS).encode(**words),
        _of("bold").mark_text(fontWeight="bold", **LETTERS).encode(**words),
    ]


def _cells(sheet: Sheet) -> alt.Chart:
    """A veil over every cell: it tells of the cell, leads to its evidence, and can hide it."""
    under = alt.selection_point(
        name="under", on="pointerover", clear="pointerout", fields=["name"], empty=False
    )
    veil = alt.condition("sign", alt.value(0), alt.value(VEILED))
    tips = [alt.Tooltip("name:N"), alt.Tooltip("sentence:N")]
    cells = (piece for piece in sheet.pieces if isinstance(piece, Area))
    links = {"href": "href:N"} if any(cell.href for cell in cells) else {}
    veils: alt.Chart = (
        _of("cells")
        .mark_rect(fill=sheet.paper, stroke=sheet.ink, cursor="pointer")
        .encode(
            **_box(sheet),
            fillOpacity=veil,
            strokeWidth=alt.condition(under, alt.value(2), alt.value(0)),
            tooltip=tips,
            description="told:N",
            **links,
        )
        .add_params(under)
    )
    return veils


def _signs(sheet: Sheet) -> alt.Chart:
    """The legend can be pressed: then only the cells of that sign stay."""
    chosen = alt.selection_point(name="sign", on="click", clear="dblclick", fields=["sign"])
    signs: alt.Chart = (
        _of("signs")
        .mark_rect(fill=sheet.paper, fillOpacity=0, cursor="pointer", aria=False)
        .encode(**_box(sheet))
        .add_params(chosen)
    )
    return signs


def _of(name: str) -> alt.Chart:
    return alt.Chart(alt.NamedData(name=name))


def _place(sheet: Sheet) -> Spec:
    across = alt.Scale(domain=[0, sheet.wide], nice=False, zero=False)
    down = alt.Scale(domain=[sheet.high, 0], nice=False, zero=False)
    return {"x": alt.X("x:Q", axis=None, scale=across), "y": alt.Y("y:Q", axis=None, scale=down)}


def _box(sheet: Sheet) -> Spec:
    return {**_place(sheet), "x2": "x2:Q", "y2": "y2:Q"}


def _as_given(channel: Any, field: str) -> Any:
    """The field holds the colour or the size itself."""
    kind = "N" if field in ("fill", "edge", "colour") else "Q"
    return channel(f"{field}:{kind}", scale=None, legend=None)


def _datasets(pieces: Iterable[Piece]) -> dict[str, list[Spec]]:
    found: dict[str, list[Spec]] = {
        name: [] for name in ("fills", "lines", "dots", "words", "bold", "cells", "signs")
    }
    for piece in pieces:
        found[_dataset_of(piece)].append(_row(piece))
    return found


def _dataset_of(piece: Piece) -> str:
    match piece:
        case Fill():
            return "fills"
        case Line():
            return "lines"
        case Dot():
            return "dots"
        case Text():
            return "bold" if piece.bold else "words"
        case Area():
            return "cells" if piece.sentence else "signs"


def _row(piece: Piece) -> Spec:
    """Its fields; places to a tenth of a pixel, what is empty left out."""
    row = {
        name: round(value, 1) if isinstance(value, float) else value
        for name, value in asdict(piece).items()
        if value not in ("", False)
    }
    if isinstance(piece, Area) and piece.sentence:
        row["told"] = f"{piece.name}: {piece.sentence}"
    return row
