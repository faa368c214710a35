"""What every chart has around it: its title, what it is of, how to read it, where it comes from."""

from dataclasses import dataclass
from typing import Any

import altair as alt

from app.exports.drawing.lettering import FONT
from app.exports.drawing.palette import Palette

Spec = dict[str, Any]
Row = dict[str, Any]
Panel = Any
"""A chart of Altair, of one mark or of several on one another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """The words of a chart; `told` is all of it in a sentence, for whoever cannot see it."""

    title: str
    lines: tuple[str, ...]
    foot: str
    told: str


SPACE = 22
"""Between two panels, in pixels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Panels:
    """Charts side by side, each as `panel_of` gives it, and their data by name."""

    charts: tuple[Spec, ...]
    across: int
    datasets: dict[str, list[Row]]


def framed(panels: Panels, heading: Heading, palette: Palette) -> Spec:
    """The whole specification with its data inside."""
    # Altair copies every part each time it is put into a whole, for seconds: it makes the frame and
    # each panel, and they are put together here.
    shown = (
        alt.concat(named("").mark_point(), columns=panels.across, spacing=SPACE)
        .properties(
            title=alt.TitleParams(
                heading.title,
                subtitle=[*heading.lines, heading.foot],
                anchor="start",
                offset=14,
            ),
            padding=14,
            background=palette.paper,
            description=heading.told,
        )
        .configure(font=FONT)
        .configure_view(stroke=palette.rule)
        .configure_axis(
            labelColor=palette.soft,
            titleColor=palette.soft,
            titleFontWeight="normal",
            gridColor=palette.rule,
            domainColor=palette.strong,
            tickColor=palette.strong,
            labelFontSize=11,
            titleFontSize=11,
        )
        .configure_title(
            color=palette.ink,
            subtitleColor=palette.soft,
            fontSize=17,
            subtitleFontSize=12,
            subtitlePadding=5,
            subtitleLineHeight=16,
        )
    )
    return {**shown.to_dict(), "concat": [*panels.charts], "datasets": panels.datasets}


def panel_of(chart: Panel) -> Spec:
    """One chart of several, held against the schema of Vega-Lite."""
    spec: Spec = chart.to_dict()
    unframed = ("$schema", "config")
    return {name: value for name, value in spec.items() if name not in unframed}


def named(dataset: str) -> Panel:
    """A chart of the dataset of this name."""
    return alt.Chart(alt.NamedData(name=dataset))
