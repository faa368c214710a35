"""A chart as a file with a name that says what is inside, or as a specification for a page."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.answers import ChartFormat, Provenance, StudiesAskedOf, TimelineAnswer
from app.answers.words import LAYER_WORD
from app.exports.chart_tables import table_of_representation, table_of_timeline
from app.exports.csv_format import as_csv
from app.exports.map_file import ExportedFile
from app.exports.map_words import drawn_from
from app.gapmap import Representation
from app.topic import Topic

MEDIA_TYPES = {
    ChartFormat.SVG: "image/svg+xml",
    ChartFormat.PNG: "image/png",
    ChartFormat.PDF: "application/pdf",
    ChartFormat.CSV: "text/csv",
}
PNG_SCALE = 2.2
"""Pixels a unit: some 2,300 across, enough for a slide."""

Spec = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Of which topic and state of the evidence a chart is, and when it was drawn."""

    topic: Topic
    provenance: Provenance
    on: date


def timeline_file(
    answer: TimelineAnswer, question: StudiesAskedOf, form: ChartFormat, origin: Origin
) -> ExportedFile:
    """The timeline as a picture or as its table.

    Raises:
        DrawingError: If a picture cannot be made, or not in time.
    """
    name = _name("people-over-time", question)
    if form is ChartFormat.CSV:
        return _file(name, form, as_csv(table_of_timeline(answer)).encode(), origin)
    spec = timeline_spec(answer, question, origin, dark=False)
    return _file(name, form, chart_picture(spec, form), origin)


def timeline_spec(
    answer: TimelineAnswer, question: StudiesAskedOf, origin: Origin, *, dark: bool
) -> Spec:
    """The chart as Vega-Lite, for a page to draw."""
    # Imported when it is asked for: Altair takes half a second, and most answers need none of it.
    from app.exports.charts.frame import Heading
    from app.exports.charts.timeline_chart import timeline_chart
    from app.exports.drawing.palette import DARK, LIGHT

    heading = Heading(
        title=f"People treated with {origin.topic.title}, by Fitzpatrick skin type",
        lines=(
            f"{scope_of(question, origin.topic)}. So far at the end of each year of publication.",
            "Solid line: at least. Dashed line: at most. A study of several types does not say how "
            "many were of each.",
        ),
        foot=drawn_from(origin.provenance, origin.on),
        told=" ".join(answer.sentences),
    )
    return timeline_chart(answer, heading, DARK if dark else LIGHT, origin.on.year)


def representation_file(
    panel: Representation, question: StudiesAskedOf, form: ChartFormat, origin: Origin
) -> ExportedFile:
    """Who took part as a picture or as its table.

    Raises:
        DrawingError: If a picture cannot be made, or not in time.
    """
    name = _name("who-took-part", question)
    if form is ChartFormat.CSV:
        return _file(name, form, as_csv(table_of_representation(panel)).encode(), origin)
    spec = representation_spec(panel, question, origin, dark=False)
    return _file(name, form, chart_picture(spec, form), origin)


def representation_spec(
    panel: Representation, question: StudiesAskedOf, origin: Origin, *, dark: bool
) -> Spec:
    """The chart as Vega-Lite, for a page to draw."""
    from app.exports.charts.frame import Heading
    from app.exports.charts.representation_chart import representation_chart
    from app.exports.drawing.palette import DARK, LIGHT

    reporting = f"{panel.reporting.count} of {panel.reporting.of} name any skin type."
    heading = Heading(
        title=f"Who took part in studies of {origin.topic.title}, by Fitzpatrick skin type",
        lines=(
            f"{scope_of(question, origin.topic)}: {reporting}",
            "Hollow: of all. Filled: of those that report skin type. Line: 95 % interval (Wilson).",
            "Not reported is not nobody: no study says anything of the type.",
        ),
        foot=drawn_from(origin.provenance, origin.on),
        told=f"{scope_of(question, origin.topic)}: {reporting}",
    )
    return representation_chart(panel, heading, DARK if dark else LIGHT)


def _name(what: str, question: StudiesAskedOf) -> str:
    return "_".join([what, question.layer.value, *question.indication])


def scope_of(question: StudiesAskedOf, topic: Topic) -> str:
    """Which studies are shown: "Primary studies of acne scars"."""
    labels = [topic.label("indication", one) for one in question.indication]
    designs = [topic.label("design", one) for one in question.design]
    of = f" of {', '.join(labels).lower()}" if labels else ""
    made = f"; {', '.join(designs).lower()}" if designs else ""
    return f"{LAYER_WORD[question.layer]} studies{of}{made}{_years(question)}"


def _years(question: StudiesAskedOf) -> str:
    first, last = question.year_from, question.year_to
    if first and last:
        return f", published {first} to {last}"
    if first:
        return f", published in {first} or later"
    return f", published in {last} or earlier" if last else ""


def chart_picture(spec: Spec, form: ChartFormat) -> bytes:
    """A specification drawn as SVG, PNG, or PDF on one page.

    Raises:
        DrawingError: If it cannot be made, or not in time.
    """
    from app.exports.drawing.files import on_a4
    from app.exports.drawing.rendering import rendered

    text = json.dumps(spec, separators=(",", ":"))
    match form:
        case ChartFormat.PNG:
            return rendered("png", text, PNG_SCALE)
        case ChartFormat.PDF:
            return on_a4(rendered("pdf", text), spec["title"]["text"])
        case _:
            return rendered("svg", text)


def _file(name: str, form: ChartFormat, body: bytes, origin: Origin) -> ExportedFile:
    full = f"{origin.topic.id}_{name}_{origin.on.isoformat()}.{form.value}"
    return ExportedFile(full, MEDIA_TYPES[form], body)
