"""The flow and the PRISMA-S items together, as one value and as Markdown."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.answers import Searching, as_plain
from app.exports.prisma import flow_of
from app.exports.prisma_s import STRATEGIES, SearchItem, search_items_of
from app.exports.prisma_values import Box, Flow

SPECIAL = str.maketrans({character: f"\\{character}" for character in "\\`*_[]<>|#"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PrismaReport:
    """How records were found and what became of them. `at`: the last day; None: until now."""

    at: date | None
    flow: Flow
    search: tuple[SearchItem, ...]


def prisma_report(searching: Searching) -> PrismaReport:
    """The report on a state and the runs that brought it."""
    flow = flow_of(searching.state)
    return PrismaReport(at=searching.at, flow=flow, search=search_items_of(searching, flow))


def as_markdown(report: PrismaReport) -> str:
    """Both parts, for a method section; ends with a line break."""
    return "\n".join(_lines(report)) + "\n"


def as_plain_report(report: PrismaReport) -> dict[str, Any]:
    """The report as JSON values, sums included; the form of the API."""
    flow = report.flow
    return {
        "at": None if report.at is None else report.at.isoformat(),
        "flow": as_plain(flow) | {"sums": as_plain(flow.sums), "closes": flow.closes},
        "search": as_plain(report.search),
    }


def _lines(report: PrismaReport) -> Iterator[str]:
    yield "# PRISMA 2020 flow"
    yield ""
    yield "Until now." if report.at is None else f"Until the end of {report.at} (UTC)."
    for box in report.flow.boxes:
        yield from _box_lines(box)
    if not report.flow.closes:
        yield from ("", "**The boxes do not add up.** Run `coregap rebuild`, then try again.")
    yield ""
    yield "# PRISMA-S"
    for item in report.search:
        yield from _item_lines(item)


def _box_lines(box: Box) -> Iterator[str]:
    yield ""
    yield f"**{box.title}** (n = {box.total})" + (f": {box.note}" if box.note else "")
    if box.parts:
        yield ""
    for part in box.parts:
        yield f"- {_plain(part.label)}: {part.count}"


def _item_lines(item: SearchItem) -> Iterator[str]:
    yield ""
    yield f"## {item.number}. {item.name}"
    yield ""
    if item.missing:
        yield f"*{item.missing}*"
    for line in item.reported:
        yield from _exactly(line) if item.number == STRATEGIES else (f"- {_plain(line)}",)


def _exactly(query: str) -> Iterator[str]:
    """A query as it was sent, for copying: nothing in it is escaped or joined."""
    longest = max((len(run) for run in re.findall("`+", query)), default=0)
    fence = "`" * max(3, longest + 1)
    yield from (f"{fence}text", query, fence)


def _plain(text: str) -> str:
    """One line whose signs mean nothing in Markdown."""
    return " ".join(text.split()).translate(SPECIAL)
