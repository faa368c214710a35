"""The map as a drawing in the page, and the links to files of it."""

from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response
from fastapi.responses import JSONResponse

from app.answers import (
    MapFormat,
    MapQuestion,
    answer_map,
    answer_provenance,
)
from app.answers.dependencies import CurrentTopic, Db, Now
from app.dashboard import links
from app.dashboard.charts import FileLink
from app.dashboard.map_page import href_of
from app.dashboard.vega import script_href
from app.exports import Asked, map_chart

router = APIRouter(include_in_schema=False)
DRAWN = {
    MapFormat.PDF: ("PDF", "one landscape page of A4"),
    MapFormat.PNG: ("PNG", "for a slide"),
    MapFormat.SVG: ("SVG", "for a figure, to be edited"),
    MapFormat.HTML: ("HTML", "one file to use offline, with the evidence"),
}


class ChartQuestion(MapQuestion):
    """The map as a chart, in the colours of the reader's screen."""

    look: Literal["light", "dark"] = "light"


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawingView:
    """Where the page's script finds the drawing, and the files of the same view."""

    chart_href: str
    script_href: str
    files: tuple[FileLink, ...]


def drawing_view(question: MapQuestion) -> DrawingView:
    """The drawing and the files for the question of the page."""
    return DrawingView(
        chart_href=links.url_of("/gap-map/chart.json", question),
        script_href=script_href(),
        files=tuple(
            FileLink(
                word,
                meaning,
                links.url_of("/api/v1/gap-map/file", question, format=file_format.value),
            )
            for file_format, (word, meaning) in DRAWN.items()
        ),
    )


@router.get("/gap-map/chart.json")
def get_chart(
    db: Db, topic: CurrentTopic, now: Now, question: Annotated[ChartQuestion, Query()]
) -> Response:
    """The drawing as Vega-Lite; every cell leads to its evidence."""
    shown = MapQuestion.model_validate(question.model_dump(exclude={"look"}))
    asked = Asked(
        question=shown,
        topic=topic,
        provenance=answer_provenance(db),
        on=now.date(),
        href_of=lambda cell: href_of(cell, shown),
    )
    chart = map_chart(answer_map(db, topic, shown), asked, dark=question.look == "dark")
    return JSONResponse(chart, headers={"Cache-Control": "no-cache"})
