"""A map as a file with a name that says what is inside."""

from dataclasses import dataclass
from typing import Any

from app.answers import MapFileAnswer, MapFormat, MapQuestion
from app.exports.drawing.drawn_map import Asked
from app.gapmap import Matrix

MEDIA_TYPE = {
    MapFormat.SVG: "image/svg+xml",
    MapFormat.PNG: "image/png",
    MapFormat.PDF: "application/pdf",
    MapFormat.HTML: "text/html",
}
LONGEST_NAME = 120
NOT_IN_NAME = {"rows", "columns", "format"}


@dataclass(frozen=True, slots=True)
class ExportedFile:
    """Bytes with the name and the media type they are sent under."""

    name: str
    media_type: str
    body: bytes

    @property
    def disposition(self) -> str:
        """The header that makes a browser save it under its name."""
        return f'attachment; filename="{self.name}"'


def map_file(answer: MapFileAnswer, file_format: MapFormat, asked: Asked) -> ExportedFile:
    """The answer in a format.

    Raises:
        TooMuchForOneFileError: If the map has more cells than a drawing can show.
        DrawingError: If a drawing cannot be made, or not in time.
    """
    # Imported when it is asked for: Altair takes half a second, and most answers need none of it.
    from app.exports.drawing.files import picture_of_map
    from app.exports.offline.page import offline_page

    if answer.holding is not None:
        body = offline_page(answer.matrix, answer.holding, asked)
    else:
        body = picture_of_map(answer.matrix, asked, file_format)
    return ExportedFile(name_of(asked, file_format), MEDIA_TYPE[file_format], body)


def map_chart(matrix: Matrix, asked: Asked, *, dark: bool) -> dict[str, Any]:
    """The drawing of the files as Vega-Lite, for a page to draw.

    Raises:
        TooMuchForOneFileError: If the map has more cells than a drawing can show.
    """
    from app.exports.drawing.files import chart_of_map

    return chart_of_map(matrix, asked, dark=dark)


def name_of(asked: Asked, file_format: MapFormat) -> str:
    """Say "micro-coring-gap-map_outcome-by-skin-type_acne_scars_2026-11-22.pdf"."""
    rows, columns = (
        axis.value.replace("fitzpatrick", "skin-type")
        for axis in (asked.question.rows, asked.question.columns)
    )
    parts = [f"{asked.topic.id}-gap-map", f"{rows}-by-{columns}", *_conditions(asked.question)]
    return f"{'_'.join(parts)[:LONGEST_NAME]}_{asked.on.isoformat()}.{file_format.value}"


def _conditions(question: MapQuestion) -> list[str]:
    """The values that were asked for, as they stand in an address: letters, digits and dashes."""
    said_in_it = question.model_dump(mode="json", exclude_defaults=True, exclude=NOT_IN_NAME)
    said = {"fitzpatrick": "type-", "year_from": "from-", "year_to": "to-"}
    return [
        said.get(name, "") + str(value)
        for name, values in said_in_it.items()
        for value in (values if isinstance(values, list) else [values])
    ]
