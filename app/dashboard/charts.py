"""A chart in a page: a still drawing that needs no script, what script draws, and its files."""

from dataclasses import dataclass
from typing import Any

from fastapi import Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel

from app.answers import ChartFormat
from app.dashboard import links
from app.dashboard.vega import script_href
from app.exports import CHART_MEDIA_TYPES, chart_picture

USE = {
    ChartFormat.PNG: ("PNG", "for a slide"),
    ChartFormat.SVG: ("SVG", "for a figure, to be edited"),
    ChartFormat.PDF: ("PDF", "one landscape page of A4"),
    ChartFormat.CSV: ("CSV", "its table"),
}
ASK_AGAIN = {"Cache-Control": "no-cache"}


@dataclass(frozen=True, slots=True)
class FileLink:
    """A file of the view: its format, what that is good for, and where it is."""

    word: str
    meaning: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartView:
    """Where the page finds its chart: drawn for a light or a dark screen, or to be drawn."""

    name: str
    label: str
    """What is on it, in a sentence, for whoever cannot see it."""
    light_href: str
    dark_href: str
    chart_href: str
    script_href: str
    files: tuple[FileLink, ...]


def chart_view(path: str, label: str, question: BaseModel) -> ChartView:
    """The chart of the page at `path`; its files are those of the same path of the API."""
    return ChartView(
        name=path.strip("/"),
        label=label,
        light_href=links.url_of(f"{path}/chart.svg", question),
        dark_href=links.url_of(f"{path}/chart.svg", question, look="dark"),
        chart_href=links.url_of(f"{path}/chart.json", question),
        script_href=script_href(),
        files=tuple(
            FileLink(word, use, links.url_of(f"/api/v1{path}/file", question, format=form.value))
            for form, (word, use) in USE.items()
        ),
    )


def chart_answer(spec: dict[str, Any]) -> Response:
    """The chart as Vega-Lite."""
    return JSONResponse(spec, headers=ASK_AGAIN)


def picture_answer(spec: dict[str, Any]) -> Response:
    """The chart drawn, for a page without script.

    Raises:
        DrawingError: If it cannot be made, or not in time.
    """
    form = ChartFormat.SVG
    return Response(
        chart_picture(spec, form), media_type=CHART_MEDIA_TYPES[form], headers=ASK_AGAIN
    )
