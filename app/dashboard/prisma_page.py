"""The PRISMA flow and the search items as finished values: drawings, tables, sums in words."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.dashboard.flow_drawing import Drawing, narrow_drawing, wide_drawing
from app.dashboard.links import with_query
from app.exports import STRATEGIES, Box, BoxId, Flow, PrismaReport, SearchItem


@dataclass(frozen=True, slots=True)
class FlowLine:
    """One row of the table: a box, or a part of the box above it."""

    label: str
    number: str
    is_box: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PrismaView:
    """The whole page. `at` is empty where everything so far counts."""

    at: str
    stated: str
    summary: str
    drawings: tuple[Drawing, ...]
    lines: tuple[FlowLine, ...]
    sums: tuple[str, ...]
    closes: bool
    search: tuple[SearchItem, ...]
    strategies: int
    json_href: str


def prisma_view(report: PrismaReport) -> PrismaView:
    """Everything that the page shows."""
    flow, at = report.flow, "" if report.at is None else report.at.isoformat()
    return PrismaView(
        at=at,
        stated=f"As of the end of {at} (UTC)." if at else "Everything received so far.",
        summary=_summary(flow),
        drawings=(wide_drawing(flow), narrow_drawing(flow)),
        lines=tuple(line for box in flow.boxes for line in _lines(box)),
        sums=tuple(_sums(flow)),
        closes=flow.closes,
        search=report.search,
        strategies=STRATEGIES,
        json_href=with_query("/api/v1/prisma", {"at": at}),
    )


def _summary(flow: Flow) -> str:
    numbers = {box.id: box.total for box in flow.boxes}
    return (
        f"{numbers[BoxId.IDENTIFIED]:,} records identified, {numbers[BoxId.SCREENED]:,} reports "
        f"screened, {numbers[BoxId.ASSESSED]:,} assessed, {numbers[BoxId.STUDIES]:,} studies "
        f"included in {numbers[BoxId.REPORTS]:,} reports."
    )


def _lines(box: Box) -> Iterator[FlowLine]:
    yield FlowLine(box.title, f"{box.total:,}", is_box=True)
    for part in box.parts:
        yield FlowLine(part.label, f"{part.count:,}", is_box=False)


def _sums(flow: Flow) -> Iterator[str]:
    titles = {box.id: box.title[0].lower() + box.title[1:] for box in flow.boxes}
    totals = {box.id: box.total for box in flow.boxes}
    for one in flow.sums:
        parts = " + ".join(f"{totals[part]:,} {titles[part]}" for part in one.parts)
        yield f"{one.total:,} {titles[one.whole]} = {parts}"
