"""The map as a file that can be printed, put on a slide, or sent: PNG, SVG, PDF."""

import io
import json

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import ContentStream, RectangleObject

from app.answers import MapFormat
from app.errors import TooMuchForOneFileError
from app.exports.drawing.chart import Spec, specification
from app.exports.drawing.drawn_map import Asked, drawn_map
from app.exports.drawing.palette import DARK, LIGHT
from app.exports.drawing.rendering import rendered
from app.exports.drawing.sheet import laid_out
from app.exports.drawing.values import Sheet
from app.gapmap import Matrix

MOST_CELLS = 1500
"""A drawing of more could not be read; the table and the data files have no such end."""
PNG_WIDE = 2400
"""Pixels across: enough for a slide and for print at 200 dots an inch."""
A4 = (842.0, 595.0)
"""A landscape sheet in points."""


def picture_of_map(matrix: Matrix, asked: Asked, picture: MapFormat) -> bytes:
    """The drawing as PNG, PDF or else SVG, on white.

    Raises:
        TooMuchForOneFileError: If the map has more cells than anybody could read.
        DrawingError: If it cannot be made, or not in time.
    """
    sheet = _sheet(matrix, asked, dark=False)
    text = json.dumps(specification(sheet), separators=(",", ":"))
    if picture is MapFormat.PNG:
        return rendered("png", text, max(1.0, PNG_WIDE / sheet.wide))
    if picture is MapFormat.PDF:
        return on_a4(rendered("pdf", text), sheet.title)
    return rendered("svg", text)


def chart_of_map(matrix: Matrix, asked: Asked, *, dark: bool = False) -> Spec:
    """The same drawing as a specification of Vega-Lite, for a browser to draw.

    Raises:
        TooMuchForOneFileError: If the map has more cells than anybody could read.
    """
    return specification(_sheet(matrix, asked, dark=dark))


def _sheet(matrix: Matrix, asked: Asked, *, dark: bool) -> Sheet:
    cells = len(matrix.rows) * len(matrix.columns)
    if cells > MOST_CELLS:
        raise TooMuchForOneFileError(cells, "cells", MOST_CELLS)
    return laid_out(drawn_map(matrix, asked), DARK if dark else LIGHT)


def on_a4(pdf: bytes, title: str) -> bytes:
    """One landscape page of A4 with the drawing as large as it fits, from the top."""
    writer = PdfWriter()
    page = writer.add_page(PdfReader(io.BytesIO(pdf)).pages[0])
    content = ContentStream(None, writer)
    # What draws stays as it is: reading its thousands of strokes takes many times as long.
    content.set_data(_placed(page))
    page.replace_contents(content)
    page.mediabox = page.cropbox = RectangleObject((0, 0, *A4))
    page.compress_content_streams()
    writer.add_metadata({"/Title": title, "/Creator": "coregap"})
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def _placed(page: PageObject) -> bytes:
    """What draws the page, made as large as a sheet takes, at the top and in the middle."""
    wide, high = float(page.mediabox.width), float(page.mediabox.height)
    scale = min(A4[0] / wide, A4[1] / high)
    left, below = (A4[0] - wide * scale) / 2, A4[1] - high * scale
    drawn = page.get_contents()
    place = f"q {scale:f} 0 0 {scale:f} {left:f} {below:f} cm 0 0 {wide:f} {high:f} re W n\n"
    return place.encode() + (b"" if drawn is None else drawn.get_data()) + b"\nQ"
