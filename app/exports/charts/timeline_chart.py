"""People treated by skin type over the years: a small chart a type, all on one scale."""

from collections.abc import Iterator

import altair as alt

from app.answers import OverTime, TimelineAnswer, YearSoFar, people_so_far
from app.exports.charts.frame import Heading, Panel, Panels, Row, Spec, framed, named, panel_of
from app.exports.drawing.palette import Palette
from app.exports.map_words import counted, studies
from app.records import SkinType

ACROSS = 4
WIDE, HIGH = 228, 128
"""Of one small chart, in pixels."""
DASHES = [5, 3]
MOST_TICKS = 5


def timeline_chart(
    answer: TimelineAnswer, heading: Heading, palette: Palette, this_year: int
) -> Spec:
    """Six types, the studies that are silent on type, and the studies of each year."""
    found = answer.over_time
    if not found.years:
        empty = Panels(charts=(panel_of(_nothing(palette)),), across=1, datasets={"none": [{}]})
        return framed(empty, heading, palette)
    scales = _Scales(found, this_year)
    datasets = {t.name: _rows_of_type(found, t, scales) for t in SkinType}
    datasets |= {"silent": _rows_of_silent(found, scales)}
    datasets |= {"studies": [row for year in found.years for row in _bars(year, palette)]}
    told, unsaid = panel_of(_told(scales, palette)), panel_of(_unsaid(scales, palette))
    charts = [
        _of(told if "least" in datasets[t.name][0] else unsaid, t.name, f"Type {t.name}")
        for t in SkinType
    ]
    charts += [
        _of(told, "silent", "In studies silent on skin type"),
        panel_of(_published(max(year.studies for year in found.years), scales, palette)),
    ]
    panels = Panels(charts=tuple(charts), across=ACROSS, datasets=datasets)
    return framed(panels, heading, palette)


def _of(panel: Spec, dataset: str, title: str) -> Spec:
    """The same panel of other data, under another title."""
    layers = [{**layer, "data": {"name": dataset}} for layer in panel["layer"]]
    return {
        **panel,
        "data": {"name": dataset},
        "layer": layers,
        "title": {**panel["title"], "text": title},
    }


class _Scales:
    """Years across, people up: the same in all charts of one page."""

    def __init__(self, found: OverTime, this_year: int) -> None:
        self.last = max(found.years[-1].year, this_year)
        first = found.years[0].year
        most = [1, *(y.people_silent for y in found.years)]
        most += [t.people.upper or 0 for y in found.years for t in y.by_type if t.people]
        years = alt.Axis(title=None, format="d", tickCount=MOST_TICKS, tickMinStep=1, grid=False)
        self.year = alt.X(
            "year:Q", axis=years, scale=alt.Scale(domain=[first - 0.5, self.last + 0.5], nice=False)
        )
        self.people = alt.Scale(domain=[0, max(most)], nice=True)

    def until_now(self, rows: list[Row]) -> list[Row]:
        """The rows, and the last one once more at the end: nothing was published since."""
        end = [{**rows[-1], "year": self.last + 0.5, "told": None}] if rows else []
        return rows + end


def _rows_of_type(found: OverTime, skin_type: SkinType, scales: _Scales) -> list[Row]:
    at = int(skin_type) - 1
    rows = [
        {
            "year": year.year,
            "least": bounds.lower,
            "most": bounds.lower if bounds.upper is None else bounds.upper,
            "told": f"Type {skin_type.name}, up to {year.year}: "
            f"{people_so_far(year.by_type[at])}, {studies(year.by_type[at].studies)}.",
        }
        for year in found.years
        if (bounds := year.by_type[at].people) is not None
    ]
    if rows:
        return scales.until_now(rows)
    told = f"Type {skin_type.name}: not reported. That is not nobody."
    return [{"year": scales.last, "most": 0, "told": told}]


def _rows_of_silent(found: OverTime, scales: _Scales) -> list[Row]:
    return scales.until_now(
        [
            {
                "year": year.year,
                "least": year.people_silent,
                "most": year.people_silent,
                "told": f"Skin type not reported, up to {year.year}: "
                f"{counted(year.people_silent, 'person', 'people')}.",
            }
            for year in found.years
        ]
    )


def _told(scales: _Scales, palette: Palette) -> Panel:
    """At least a solid line, at most a dashed one, what lies between tinted."""
    people = alt.Y("most:Q", title=None, scale=scales.people, axis=alt.Axis(tickCount=4))
    least = alt.Y("least:Q", title=None, scale=scales.people)
    drawn = named("")
    line: Spec = {"interpolate": "step-after", "color": palette.accent, "aria": False}
    points = drawn.transform_filter("datum.told !== null").encode(
        x=scales.year, tooltip=alt.Tooltip("told:N"), description="told:N"
    )
    return alt.layer(
        drawn.mark_area(
            interpolate="step-after", color=palette.tint[2], opacity=1, aria=False
        ).encode(x=scales.year, y=people, y2="least:Q"),
        drawn.mark_line(strokeWidth=1.6, strokeDash=DASHES, **line).encode(x=scales.year, y=people),
        drawn.mark_line(strokeWidth=2.4, **line).encode(x=scales.year, y=least),
        points.mark_point(
            shape="circle", filled=False, size=42, color=palette.accent, aria=False
        ).encode(y=people),
        points.mark_circle(size=46, color=palette.accent, opacity=1).encode(y=least),
    ).properties(title=_title("", palette), width=WIDE, height=HIGH)


def _unsaid(scales: _Scales, palette: Palette) -> Panel:
    """An empty frame that says why it is empty."""
    people = alt.Y("most:Q", title=None, scale=scales.people, axis=alt.Axis(tickCount=4))
    middle = {"x": alt.value(WIDE / 2), "y": alt.value(HIGH / 2)}
    return alt.layer(
        named("").mark_point(opacity=0, aria=False).encode(x=scales.year, y=people),
        named("")
        .mark_text(text="not reported", color=palette.soft, fontSize=13, fontStyle="italic")
        .encode(**middle, description="told:N", tooltip=alt.Tooltip("told:N")),
    ).properties(title=_title("", palette), width=WIDE, height=HIGH)


def _published(most: int, scales: _Scales, palette: Palette) -> Panel:
    """Studies of each year: filled name a type, hollow name none."""
    axis = alt.Axis(tickMinStep=1, tickCount=4, format="d")
    up = alt.Scale(domain=[0, most], nice=True)
    return (
        named("studies")
        .mark_rect(stroke=palette.accent, strokeWidth=1.2)
        .encode(
            x=scales.year,
            x2="until:Q",
            y=alt.Y("below:Q", title=None, scale=up, axis=axis),
            y2="above:Q",
            fill=alt.Fill("colour:N", scale=None, legend=None),
            tooltip=alt.Tooltip("told:N"),
            description="told:N",
        )
        .properties(
            title=_title("Studies a year; filled: type named", palette), width=WIDE, height=HIGH
        )
    )


def _bars(year: YearSoFar, palette: Palette) -> Iterator[Row]:
    place = {"year": year.year - 0.32, "until": year.year + 0.32}
    silent = year.studies - year.reporting
    if year.reporting:
        told = f"{year.year}: {studies(year.reporting)} naming a skin type."
        filled = {"below": 0, "above": year.reporting, "colour": palette.accent}
        yield {**place, **filled, "told": told}
    if silent:
        told = f"{year.year}: {studies(silent)} naming no skin type."
        hollow = {"below": year.reporting, "above": year.studies, "colour": palette.paper}
        yield {**place, **hollow, "told": told}


def _nothing(palette: Palette) -> Panel:
    return (
        named("none")
        .mark_text(text="No study with a year.", color=palette.soft, fontSize=14)
        .properties(width=ACROSS * WIDE, height=HIGH)
    )


def _title(words: str, palette: Palette) -> alt.TitleParams:
    return alt.TitleParams(words, fontSize=12.5, anchor="start", color=palette.ink, offset=5)
