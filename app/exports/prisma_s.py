"""The 16 items of PRISMA-S, as far as the search log and the flow know them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.answers import Searching
from app.exports.prisma_sources import Sort, printed_source
from app.exports.prisma_values import BoxId, Flow
from app.store import SourceRun

CITATIONS = "openalex"
REGULATOR = "openfda"
FOLDER = "files"
BUNDLED = "bundled"

STRATEGIES = 8
"""The item whose lines are queries, to be shown exactly as they were sent."""

NAMES = (
    "Database name",
    "Multi-database searching",
    "Study registries",
    "Online resources and browsing",
    "Citation searching",
    "Contacts",
    "Other methods",
    "Full search strategies",
    "Limits and restrictions",
    "Search filters",
    "Prior work",
    "Updates",
    "Dates of searches",
    "Peer review",
    "Total records",
    "Deduplication",
)
"""Rethlefsen et al., PRISMA-S (Systematic Reviews 2021;10:39), table 1, in its order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchItem:
    """One item. `missing` says what a person has to add; empty where nothing is missing."""

    number: int
    name: str
    reported: tuple[str, ...]
    missing: str


def search_items_of(searching: Searching, flow: Flow) -> tuple[SearchItem, ...]:
    """Every item, in order, with what is known and what is not."""
    known = _Known(searching, flow)
    reported = known.by_number()
    return tuple(
        SearchItem(
            number=number,
            name=name,
            reported=tuple(reported.get(number, ())),
            missing="" if reported.get(number) else _MISSING[number],
        )
        for number, name in enumerate(NAMES, start=1)
    )


class _Known:
    """What runs and records tell."""

    def __init__(self, searching: Searching, flow: Flow) -> None:
        self._searching = searching
        self._flow = flow
        self._by_source: dict[str, list[SourceRun]] = {}
        for run in reversed(searching.runs):
            self._by_source.setdefault(run.source, []).append(run)

    def by_number(self) -> dict[int, list[str]]:
        """The lines of each item that anything is known of."""
        databases = self._searched(Sort.DATABASES)
        found = {
            1: databases,
            2: [_ONE_BY_ONE] if databases else [],
            3: self._searched(Sort.REGISTERS),
            4: list(self._browsed()),
            5: self._platforms([CITATIONS]) or [_NO_CITATIONS],
            7: list(self._other_methods()),
            8: list(self._strategies()),
            12: list(self._updates()),
            13: list(self._dates()),
            15: list(self._totals()),
            16: list(self._deduplication()),
        }
        if self._by_source:
            found |= {9: [_NO_LIMITS], 10: [_NO_FILTERS]}
        return found

    def _searched(self, sort: Sort) -> list[str]:
        return self._platforms(s for s in self._by_source if printed_source(s).sort is sort)

    def _platforms(self, sources: Iterable[str]) -> list[str]:
        asked = [printed_source(source) for source in sources if source in self._by_source]
        return sorted(f"{one.name}, through {one.platform}." for one in asked)

    def _browsed(self) -> Iterator[str]:
        yield from self._platforms([REGULATOR])
        read = sum(record.source == BUNDLED for record in self._searching.state.received)
        if read:
            yield f"{_documents(read)} found and read by people (the bundled evidence)."

    def _other_methods(self) -> Iterator[str]:
        imports = [run for run in self._searching.files if run.kind == "import"]
        if imports:
            yield f"Exports of other databases, imported {_times(len(imports))}."
        yield from self._platforms([FOLDER])

    def _strategies(self) -> Iterator[str]:
        for source, runs in self._by_source.items():
            for query in dict.fromkeys(run.query for run in runs if run.query):
                days = [run.started_at.date() for run in runs if run.query == query]
                when = f"{days[0]}" if days[0] == days[-1] else f"{days[0]} to {days[-1]}"
                yield f"{printed_source(source).name}, {when}: {query}"

    def _updates(self) -> Iterator[str]:
        for source, runs in self._by_source.items():
            later = [run for run in _succeeded(runs) if run.since is not None]
            if later:
                yield (
                    f"{printed_source(source).name}: asked {_times(len(later))} for what had "
                    f"changed, the last time since {later[-1].since}."
                )

    def _dates(self) -> Iterator[str]:
        for source, runs in self._by_source.items():
            done = _succeeded(runs)
            name = printed_source(source).name
            if not done:
                yield f"{name}: no search has been completed yet."
                continue
            first, last = done[0].started_at.date(), done[-1].started_at.date()
            yield f"{name}: {first}" + ("." if first == last else f"; last searched {last}.")

    def _totals(self) -> Iterator[str]:
        for box_id in (BoxId.DATABASES, BoxId.REGISTERS, BoxId.OTHER_SOURCES):
            for part in self._flow.box(box_id).parts:
                hits = self._hits(part.id)
                yield f"{part.label}: {part.count} identified{hits}."

    def _hits(self, source: str) -> str:
        """What the source itself announced when it was last asked for everything."""
        whole = [run for run in self._by_source.get(source, ()) if run.since is None]
        told = [run for run in _succeeded(whole) if run.announced is not None]
        if not told:
            return ""
        return f"; {told[-1].announced} hits announced on {told[-1].started_at.date()}"

    def _deduplication(self) -> Iterator[str]:
        reports = self._searching.state.reports
        records = sum(len(report.records) for report in reports)
        if not records:
            return
        yield f"{records} records were compared with each other and are {len(reports)} reports."
        rules = Counter(
            joined.rule
            for report in reports
            if len(report.records) > 1
            for joined in report.records
        )
        if rules:
            by_rule = ", ".join(f"{rule} {n}" for rule, n in sorted(rules.items()))
            yield f"Records that share a report, by the rule that joined them: {by_rule}."


_ONE_BY_ONE = "Each database was searched by itself, through its own interface."
_NO_CITATIONS = "No citation search has been run."
_NO_LIMITS = (
    "None besides what stands in the queries (item 8). Updates ask for what changed since the "
    "last search, some days of overlap included (item 12)."
)
_NO_FILTERS = "No published filter was added; the queries (item 8) are all that was asked."
_NOT_SEARCHED = "No source has been searched yet."
_MISSING = {
    1: "No database has been searched yet.",
    2: "No database has been searched yet.",
    3: "No registry has been searched yet.",
    4: "No online resource has been used yet.",
    5: "",
    6: "Nothing is recorded of contacts with authors, experts or manufacturers.",
    7: "No other method is recorded.",
    8: _NOT_SEARCHED,
    9: _NOT_SEARCHED,
    10: _NOT_SEARCHED,
    11: "Nothing is recorded of searches of earlier reviews that were taken over.",
    12: "No search has been updated yet.",
    13: _NOT_SEARCHED,
    14: "No peer review of the search is recorded.",
    15: "No record has been received yet.",
    16: "No record has been received yet.",
}


def _succeeded(runs: Sequence[SourceRun]) -> list[SourceRun]:
    return [run for run in runs if run.status == "succeeded"]


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"


def _documents(number: int) -> str:
    return "1 document" if number == 1 else f"{number} documents"
