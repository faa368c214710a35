"""Shares of studies and of people by skin type, each with its interval, over both denominators."""

from collections.abc import Iterator

import altair as alt

from app.exports.charts.frame import Heading, Panel, Panels, Row, Spec, framed, named, panel_of
from app.exports.drawing.palette import Palette
from app.gapmap import GroupShare, PeopleShare, Proportion, Representation, percent
from app.records import SkinType

WIDE, HIGH = 420, 330
"""Of one of two panels, in pixels."""
ALL, REPORTING = "of all", "of those reporting type"
OFFSETS = [ALL, REPORTING]


def representation_chart(panel: Representation, heading: Heading, palette: Palette) -> Spec:
    """Studies on the left, people on the right; hollow is of all, filled of those reporting type."""
    groups = [group_name(group.types) for group in panel.groups]
    drawing = _Drawing(groups, palette)
    panels = Panels(
        charts=(panel_of(drawing.studies()), panel_of(drawing.people())),
        across=2,
        datasets={
            "studies": [row for group in panel.groups for row in _studies(group)],
            "people": [row for group in panel.groups for row in _people(group)],
        },
    )
    return framed(panels, heading, palette)


def group_name(types: tuple[SkinType, ...]) -> str:
    """Such as "V" or "IV-VI" with an en dash."""
    return "\N{EN DASH}".join(dict.fromkeys((types[0].name, types[-1].name)))


class _Drawing:
    """The marks of both panels."""

    def __init__(self, groups: list[str], palette: Palette) -> None:
        self.palette = palette
        band = alt.Axis(title="Fitzpatrick skin type", grid=False, labelFontSize=12)
        self.group = alt.Y("group:N", sort=groups, axis=band, scale=alt.Scale(padding=0.25))
        self.offset = alt.YOffset("of:N", sort=OFFSETS, scale=alt.Scale(domain=OFFSETS))
        self.scale = alt.Scale(domain=[0, 1])
        self.axis = alt.Axis(format="%", title=None, tickCount=6)
        self.told = {"tooltip": alt.Tooltip("told:N"), "description": alt.Description("told:N")}

    def studies(self) -> Panel:
        """A point for the share, a line for its interval."""
        rows = named("studies")
        return alt.layer(
            self._interval(rows), *self._points(rows, "share:Q")
        ).properties(title=self._title("Studies in which somebody of the type took part"),
                     width=WIDE, height=HIGH)  # fmt: skip

    def people(self) -> Panel:
        """A bar from the fewest to the most, a line for the interval round both."""
        rows = named("people")
        told = rows.transform_filter("datum.lowest !== null")
        unsaid = rows.transform_filter("datum.lowest === null")
        bar = told.mark_bar(size=7, opacity=1, color=self.palette.tint[2], aria=False).encode(
            y=self.group, yOffset=self.offset, x=self._across("lowest:Q"), x2="highest:Q"
        )
        word = unsaid.mark_text(
            text="not reported",
            align="left",
            color=self.palette.soft,
            fontStyle="italic",
            fontSize=11,
        ).encode(y=self.group, yOffset=self.offset, x=alt.value(5), **self.told)
        return alt.layer(
            bar,
            self._interval(told),
            *self._points(told, "lowest:Q"),
            *self._points(told, "highest:Q", aria=False),
            word,
        ).properties(title=self._title("People of the type: at least and at most"),
                     width=WIDE, height=HIGH)  # fmt: skip

    def _interval(self, rows: Panel) -> Panel:
        return rows.mark_rule(strokeWidth=1.4, color=self.palette.accent, aria=False).encode(
            y=self.group, yOffset=self.offset, x=self._across("low:Q"), x2="high:Q"
        )

    def _points(self, rows: Panel, share: str, *, aria: bool = True) -> Iterator[Panel]:
        """Two shapes, for colour alone tells nobody: hollow of all, filled of those reporting."""
        palette = self.palette
        for of, fill in ((ALL, palette.paper), (REPORTING, palette.accent)):
            yield (
                rows.transform_filter(f"datum.of === '{of}'")
                .mark_point(
                    shape="circle", size=62, opacity=1, fill=fill, stroke=palette.accent, aria=aria
                )
                .encode(y=self.group, yOffset=self.offset, x=self._across(share), **self.told)
            )

    def _across(self, field: str) -> alt.X:
        return alt.X(field, scale=self.scale, axis=self.axis)

    def _title(self, words: str) -> alt.TitleParams:
        return alt.TitleParams(
            words, fontSize=12.5, anchor="start", color=self.palette.ink, offset=8
        )


def _studies(group: GroupShare) -> Iterator[Row]:
    name = group_name(group.types)
    for of, share in ((ALL, group.studies_of_all), (REPORTING, group.studies_of_reporting)):
        if share.share is not None and share.interval is not None:
            yield {
                "group": name,
                "of": of,
                "share": share.share,
                "low": share.interval.lower,
                "high": share.interval.upper,
                "told": f"Type {name}: {studies_told(share)}, {of}.",
            }


def _people(group: GroupShare) -> Iterator[Row]:
    name = group_name(group.types)
    for of, share in ((ALL, group.people_of_all), (REPORTING, group.people_of_reporting)):
        yield {
            "group": name,
            "of": of,
            "lowest": share.lowest,
            "highest": share.highest,
            "low": share.interval.lower if share.interval else None,
            "high": share.interval.upper if share.interval else None,
            "told": f"Type {name}: {people_told(share)}, {of}.",
        }


def studies_told(share: Proportion) -> str:
    """Such as "1 of 8 studies (12.5 %)"."""
    told = f" ({percent(share.share)})" if share.share is not None else ""
    return f"{share.count} of {share.of} studies{told}"


def people_told(share: PeopleShare) -> str:
    """Such as "1 to 34 of 38 people"; silence is not nobody."""
    if share.people is None:
        return "number of people not reported"
    low, high = share.people.lower, share.people.upper
    span = f"{low}" if low == high else f"{low} to {high}"
    return f"{span} of {share.of} people"
