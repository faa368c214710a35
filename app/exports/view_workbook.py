"""A view as a workbook: what was asked, the map, its cells, studies, tags and the search."""

from collections.abc import Iterator, Sequence
from importlib.metadata import version
from itertools import chain
from typing import Any

from app.answers import View, words
from app.exports.map_words import NOT_STATED
from app.exports.statement_tables import (
    table_of_reports,
    table_of_search_log,
    table_of_statements,
)
from app.exports.tables import table_of_gaps, table_of_map, table_of_studies
from app.exports.workbook import LINE_POINTS, Line, Sheet, Workbook, as_xlsx
from app.gapmap import AxisValue, Bounds, Cell, Depth, Layer, Matrix, Reason, people_in_words
from app.records import EvidenceKind, Standing

INK = "#14202a"
SOFT = "#44525d"
HEAD: dict[str, Any] = {
    "bold": True, "font_color": "#ffffff", "bg_color": "#0b5a63", "valign": "top",
    "text_wrap": True, "border": 1, "border_color": "#d8ddda",
}  # fmt: skip
CELL: dict[str, Any] = {
    "valign": "top", "text_wrap": True, "border": 1, "border_color": "#d8ddda", "font_color": INK,
    "font_size": 9,
}  # fmt: skip
STYLES: dict[str, dict[str, Any]] = {
    "head": HEAD,
    "title": {"bold": True, "font_size": 18, "font_color": INK},
    "heading": {"bold": True, "font_size": 12, "font_color": "#0b5a63", "valign": "top"},
    "name": {"bold": True, "font_color": INK, "valign": "top"},
    "group": CELL | {"bold": True, "font_color": "#0b5a63", "font_size": 10},
    "row": CELL | {"bold": True},
    "prose": {"text_wrap": True, "valign": "top", "font_color": INK},
    "gap": CELL | {"font_color": SOFT, "italic": True},
    "depth_1": CELL | {"bg_color": "#edf4f4"},
    "depth_2": CELL | {"bg_color": "#c3e0e1"},
    "depth_3": CELL | {"bg_color": "#78b9bd"},
    "depth_4": CELL | {"bg_color": "#0b5a63", "font_color": "#ffffff"},
}
"""The colours of the pages: evidence is ink, a gap is paper."""

CAUTIONS = (
    "Absence here is absence from what was read, not proof that no study exists.",
    "Not reported never means excluded: the study says nothing about the skin type.",
    "people_lower and people_upper are bounds. A study of types I to V in 38 people says of type V "
    "only that they were 1 to 34; no number in between is made up. An empty people_upper means "
    "that no limit can be given.",
    "Layers of evidence are never added up together. Planned numbers are no participants.",
    "The same people may be in two studies that are marked as overlapping: only the larger of them "
    "counts.",
)


def workbook_of(view: View) -> bytes:
    """The XLSX file of a view.

    Raises:
        CannotBeWrittenError: If a table has more rows than a sheet can hold.
    """
    tables = tuple(_tables(view))
    grid = (_grid(view.matrix),) if view.matrix else ()
    return as_xlsx(
        Workbook(
            title=f"{view.topic.title}: {view.title}",
            subject=view.topic.question,
            created=view.at,
            sheets=(_read_me(view, (*grid, *tables)), *grid, *tables),
            styles=STYLES,
        )
    )


def _tables(view: View) -> Iterator[Sheet]:
    if view.matrix:
        yield Sheet(name="Cells", table=table_of_map(view.matrix))
    if view.gaps:
        yield Sheet(name="Gaps", table=table_of_gaps(view.gaps))
    yield Sheet(name="Studies", table=table_of_studies(view.studies))
    yield Sheet(name="Tags", table=table_of_statements(view.statements, view.reports))
    yield Sheet(name="Reports", table=table_of_reports(view.reports))
    yield Sheet(name="Search log", table=table_of_search_log(view.searches))


HOLDS = {
    "Gap map": "the map as on the page: each cell with its studies, people and depth",
    "Cells": "one row a cell of the map, with its numbers and its sentence",
    "Gaps": "cells worth filling, the most urgent first, with the rules that placed them",
    "Studies": "one row a study, each skin type with its standing",
    "Tags": "one row a statement of a report, with the words that it rests on",
    "Reports": "the documents that the studies were reported in",
    "Search log": "every request that was sent to a source, and what it brought",
}


def _read_me(view: View, sheets: Sequence[Sheet]) -> Sheet:
    lines = chain(
        [Line(((view.topic.title, "title"),), 28), _said("", view.topic.question), Line()],
        _asked(view),
        _holds(sheets),
        _sources(view),
        [Line(), _heading("Before quoting a number")],
        (_said("", caution) for caution in CAUTIONS),
        _words(),
    )
    return Sheet(name="Read me", lines=tuple(lines), widths=(24, 100), landscape=False)


def _asked(view: View) -> Iterator[Line]:
    yield _heading("What this is")
    yield _said("View", view.title)
    for name, value in view.conditions:
        yield _said(name.replace("_", " ").capitalize(), value)
    if not view.conditions:
        yield _said("Filters", "none")
    if view.matrix:
        yield _said("Studies in the map", str(view.matrix.studies))
        yield _said("People in these", people_in_words(view.matrix.people) or NOT_STATED)
    yield _said("Written", f"{view.at:%Y-%m-%d %H:%M} UTC")
    yield _said("State of the evidence", f"{view.revision} (the same name: the same evidence)")
    yield _said("Program", f"coregap {version('coregap')}")


def _holds(sheets: Sequence[Sheet]) -> Iterator[Line]:
    yield from (Line(), _heading("Sheets"))
    for sheet in sheets:
        rows = f" ({len(sheet.table.rows):,} rows)" if sheet.table else ""
        yield _said(sheet.name, HOLDS[sheet.name] + rows)


def _sources(view: View) -> Iterator[Line]:
    if view.sources:
        yield from (Line(), _heading("Where the records came from"))
    for source in view.sources:
        last = (
            f", the last on {source.last_received_at:%Y-%m-%d}" if source.last_received_at else ""
        )
        yield _said(source.source, f"{source.records:,} records{last}")


def _words() -> Iterator[Line]:
    yield from (Line(), _heading("Words"))
    for depth in Depth:
        yield _said(f"depth: {depth.name.lower()}", words.DEPTH_MEANING[depth])
    for reason in Reason:
        yield _said(f"reason: {reason.value}", words.REASON_MEANING[reason])
    for standing in Standing:
        yield _said(f"standing: {standing.value}", words.STANDING_MEANING[standing])
    for layer in Layer:
        yield _said(f"layer: {layer.value}", words.LAYER_MEANING[layer])
    for kind in EvidenceKind:
        yield _said(f"evidence: {kind.value}", words.EVIDENCE_MEANING[kind])


def _heading(text: str) -> Line:
    return Line(((text, "heading"),), 22)


def _said(name: str, text: str) -> Line:
    lines = 1 + len(text) // 105  # the second column holds about so many characters
    return Line(((name, "name"), (text, "prose")), LINE_POINTS * lines)


def _grid(matrix: Matrix) -> Sheet:
    head = Line((("", "head"), *((column.label, "head") for column in matrix.columns)), 20)
    return Sheet(
        name="Gap map",
        lines=(head, *_grid_rows(matrix)),
        widths=(28, *(24 for _ in matrix.columns)),
        frozen=(1, 1),
    )


def _grid_rows(matrix: Matrix) -> Iterator[Line]:
    group = ""
    for row, cells in zip(matrix.rows, matrix.cells, strict=True):
        if row.group != group:
            group = row.group
            yield _group(row, len(cells)) if group else Line()
        said = tuple(_in_grid(cell) for cell in cells)
        lines = max(text.count("\n") + 1 for text, _ in said)
        yield Line(((row.label, "row"), *said), 13 * max(lines, 2))


def _group(row: AxisValue, width: int) -> Line:
    return Line(((row.group.replace("_", " ").capitalize(), "group"), *((("", "group"),) * width)))


def _in_grid(cell: Cell) -> tuple[str, str]:
    """The words of a cell, one fact a line, and the style of its depth."""
    if not cell.studies:
        return words.REASON_WORD[cell.reason], "gap"
    all_people = Bounds(cell.participants, cell.participants) if cell.participants else None
    people = people_in_words(cell.people, all_people) or NOT_STATED
    noun = "study" if cell.studies == 1 else "studies"
    shown = [f"{cell.studies} {noun}", people]
    if cell.key.fitzpatrick is not None:
        shown.append(words.DEPTH_WORD[cell.depth])
    return "\n".join(shown), f"depth_{int(cell.depth)}" if cell.depth else "gap"
