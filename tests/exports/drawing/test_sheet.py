"""The drawing says all of the map in words and shapes, inside its sheet."""

from itertools import combinations

import pytest

from app.exports.drawing.drawn_map import drawn_map
from app.exports.drawing.fitting import CELL_SIZE, cell_lines
from app.exports.drawing.legend import entries
from app.exports.drawing.lettering import width
from app.exports.drawing.palette import DARK, LIGHT
from app.exports.drawing.sheet import laid_out
from app.exports.drawing.signs import Box, sign_pieces
from app.exports.drawing.values import Area, Dot, DrawnMap, Fill, Line, Piece, Sheet, Text
from app.gapmap import Bounds
from app.topic import Topic, read_topic
from tests.exports.maps import EVERY_REASON, asked, drawn, enlarged, the_map

A4_POINTS = 842
TOPIC = read_topic()
VIEWS = [
    {},
    {"rows": "outcome", "columns": "indication"},
    {"rows": "fitzpatrick", "columns": "outcome"},
    {"rows": "indication", "columns": "fitzpatrick", "outcome": ["pain"]},
    {"indication": ["acne_scars"], "outcome": ["scarring"], "layer": ["planned"]},
]
each_view = pytest.mark.parametrize("view", VIEWS, ids=str)


@pytest.fixture
def topic() -> Topic:
    return TOPIC


def words_of(sheet: Sheet) -> str:
    return " ".join(piece.text for piece in sheet.pieces if isinstance(piece, Text))


@each_view
def test_nothing_stands_outside_the_sheet(topic: Topic, view: dict[str, object]) -> None:
    sheet = laid_out(drawn(topic, **view), LIGHT)
    for piece in sheet.pieces:
        right = piece.x + width(piece.text, piece.size) if isinstance(piece, Text) else 0
        far = right if isinstance(piece, Text | Dot) else piece.x2
        low = piece.y if isinstance(piece, Text | Dot) else max(piece.y, piece.y2)
        assert piece.x >= 0
        assert far <= sheet.wide, piece
        assert low <= sheet.high, piece


@each_view
def test_the_words_of_a_cell_stand_inside_it(topic: Topic, view: dict[str, object]) -> None:
    sheet = laid_out(drawn(topic, **view), LIGHT)
    cells = [piece for piece in sheet.pieces if isinstance(piece, Area) and piece.sentence]
    for text in (piece for piece in sheet.pieces if isinstance(piece, Text)):
        for cell in cells:
            if cell.x < text.x < cell.x2 and cell.y < text.y < cell.y2:
                assert text.x + width(text.text, text.size, bold=text.bold) <= cell.x2, text


@each_view
def test_every_cell_is_said_and_can_be_pointed_at(topic: Topic, view: dict[str, object]) -> None:
    told = drawn(topic, **view)
    sheet = laid_out(told, LIGHT)
    areas = {piece.name: piece.sentence for piece in sheet.pieces if isinstance(piece, Area)}
    written = words_of(sheet)
    for row in told.rows:
        for cell in row.cells:
            assert areas[cell.name] == cell.sentence
            assert cell.words.word in written
            assert all(line.split(" · ")[-1] in written for line in cell_lines(cell, 3))


def test_a_cell_says_studies_bounds_and_depth(topic: Topic) -> None:
    sheet = laid_out(drawn(topic, outcome=["hyperpigmentation"]), LIGHT)
    written = words_of(sheet)
    assert "1\N{EN DASH}34 of 38 people" in written
    assert "Not reported" in written
    assert "1 study silent" in written


def test_every_reason_is_told_in_words(topic: Topic) -> None:
    sheet = laid_out(drawn(topic, EVERY_REASON), LIGHT)
    signs = {p.sign for p in sheet.pieces if isinstance(p, Area) and p.sentence}
    other = {"depth-counted", "why-never-searched"}  # a map that was searched has none of these
    assert signs == {one.sign for one in entries()} - other
    legend = {p.name for p in sheet.pieces if isinstance(p, Area) and not p.sentence}
    for word in ("Excluded", "Not reported", "Only planned", "Only preclinical", "Only in reviews"):
        assert word in legend
        assert words_of(sheet).count(word) > 1, "in the legend and in a cell"


@pytest.mark.parametrize("box", [Box(0, 0, 15, 30), Box(0, 0, 24, 22), Box(0, 0, 15, 8)])
def test_two_signs_never_have_the_same_shape(box: Box) -> None:
    shapes = {one.sign: [shape(p) for p in sign_pieces(one.sign, box, LIGHT)] for one in entries()}
    assert len(shapes) == 14
    for one, other in combinations(shapes, 2):
        assert shapes[one] != shapes[other], (one, other)


def shape(piece: Piece) -> object:
    """A piece without its hue; whether a rung is filled is its shape."""
    match piece:
        case Fill():
            return ("fill", piece.x, piece.y, piece.fill == piece.edge)
        case Line():
            return ("line", piece.x, piece.y, piece.x2, piece.y2)
        case _:
            return ("dot", piece.x, piece.y)


@each_view
def test_lines_of_a_pattern_stay_in_their_box(view: dict[str, object]) -> None:
    for one in entries():
        for piece in sign_pieces(one.sign, Box(10, 20, 25, 50), LIGHT):
            if isinstance(piece, Line):
                assert 10 <= min(piece.x, piece.x2) <= max(piece.x, piece.x2) <= 25.001
                assert 20 <= min(piece.y, piece.y2) <= max(piece.y, piece.y2) <= 50.001


def test_thirty_rows_of_six_can_be_read_on_a_page(topic: Topic) -> None:
    found = the_map(topic, outcome=["erythema"])
    full = enlarged(found, 30, studies=112, people=Bounds(1, 1034), participants=1138)
    sheet = laid_out(drawn_map(full, asked(topic)), LIGHT)
    assert CELL_SIZE * A4_POINTS / sheet.wide > 5
    assert "1\N{EN DASH}1,034 of 1,138" in words_of(sheet)


def test_thirty_columns_break_into_bands(topic: Topic) -> None:
    found = the_map(topic, rows="fitzpatrick", columns="outcome")
    columns = (*found.columns, *found.columns)[:30]
    cells = tuple((*row, *row)[:30] for row in found.cells)
    wide = drawn_map(
        type(found)(
            **{f: getattr(found, f) for f in found.__slots__} | {"columns": columns, "cells": cells}
        ),
        asked(topic, rows="fitzpatrick", columns="outcome"),
    )
    sheet = laid_out(wide, LIGHT)
    assert CELL_SIZE * A4_POINTS / sheet.wide > 4.5
    assert words_of(sheet).count("Type VI") > 1


def test_the_title_is_the_question_and_the_foot_its_origin(topic: Topic) -> None:
    told = drawn(topic, indication=["acne_scars"], body_site=["face"], year_from=2019, year_to=2024)
    assert told.title == (
        "What is known about Micro-Coring by outcome and skin type, in studies of acne scars?"
    )
    assert "Body sites: Face" in told.scope
    assert "Published 2019 to 2024" in told.scope
    assert told.foot == (
        "Drawn 22 November 2026 from 1,204 records of 3 sources, revision c676ee031277."
    )
    assert told.foot in words_of(laid_out(told, LIGHT))


def test_several_values_of_the_axis_that_is_not_drawn_are_named(topic: Topic) -> None:
    told = drawn(topic, indication=["acne_scars", "none_stated"], layer=["planned", "primary"])
    assert "Indications: Acne scars, no indication stated" in told.scope
    assert "layers shown: planned, primary" in told.scope


def test_the_legend_says_that_the_layout_is_not_the_usual_one(topic: Topic) -> None:
    written = " ".join(words_of(laid_out(drawn(topic), LIGHT)).split())
    assert "that is not the standard layout" in written
    assert "not proof that no study exists" in written


def test_the_dark_drawing_says_the_same(topic: Topic) -> None:
    told = drawn(topic)
    light, dark = laid_out(told, LIGHT), laid_out(told, DARK)
    assert words_of(light) == words_of(dark)
    assert light.paper != dark.paper


def test_a_map_without_rows_is_drawn(topic: Topic) -> None:
    empty = DrawnMap(title="T", scope="S", foot="F", corner="C", columns=(), rows=())
    assert "How to read it".upper() in words_of(laid_out(empty, LIGHT))
