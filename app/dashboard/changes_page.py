"""Two moments side by side: what changed on the map, in words, by what, and who did it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from app.answers import Comparison, ComparisonQuestion, Correction, TracedChange
from app.dashboard import forms, links, words
from app.dashboard.changed_cells import ChangedTable, changed_table
from app.dashboard.map_page import FACETS, axis_choice
from app.exports import change_heading, event_what, event_who
from app.gapmap import Axis
from app.pipeline import Edition
from app.store import Event
from app.topic import Topic

PATH = "/changes"
MOST_EVENTS = 300  # listed; the JSON has them all
MOST_LINES = 40  # of one kind of change


@dataclass(frozen=True, slots=True)
class ToldLine:
    """A sentence with the studies it is about and the numbers of its events."""

    text: str
    studies: tuple[tuple[str, str], ...]
    """(address, public id)"""
    events: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ToldKind:
    """All changes of one kind; `more` says how many are not listed."""

    heading: str
    lines: tuple[ToldLine, ...]
    more: str


@dataclass(frozen=True, slots=True)
class EventLine:
    """One event of the numbered list."""

    number: int
    at: str
    who: str
    what: str


@dataclass(frozen=True, slots=True)
class CorrectionLine:
    """A correction with the cells and the frozen views that it touches."""

    text: str
    studies: tuple[tuple[str, str], ...]
    cells: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    """(outcome and indication, (address, skin type) of each)"""
    permalinks: tuple[tuple[str, str], ...]
    events: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesView:
    """The whole page."""

    summary: str
    scope: str
    since: str
    until: str
    table: ChangedTable
    corrections: tuple[CorrectionLine, ...]
    kinds: tuple[ToldKind, ...]
    events: tuple[EventLine, ...]
    more_events: str
    rules: tuple[str, ...]
    edition: str
    incomplete: str
    rows_choice: forms.Facet
    columns_choice: forms.Facet
    facets: tuple[forms.Facet, ...]
    chips: tuple[forms.Chip, ...]
    year_from: str
    year_to: str
    reset: str
    json_href: str
    markdown_href: str


def changes_view(found: Comparison, question: ComparisonQuestion, topic: Topic) -> ChangesView:
    """Everything that the page shows."""
    axes = (found.row_axis, found.column_axis)
    dates = {"since": question.since or found.since.date(), "until": question.until}
    plain = {name: str(value) for name, value in dates.items() if value}
    return ChangesView(
        summary=_summary(found, axes),
        scope=_scope(found),
        since=f"{found.since:%Y-%m-%d}",
        until=_last_day(question),
        table=changed_table(found.cells, axes, _map_question(question), topic),
        corrections=tuple(_correction(one, question, topic) for one in found.corrections),
        kinds=tuple(_kinds(found.changes)),
        events=event_lines(found.events),
        more_events=_more(len(found.events) - MOST_EVENTS, "event"),
        rules=tuple(map(_rule_change, found.rule_changes)),
        edition=edition_in_words(found.edition),
        incomplete=""
        if found.is_complete
        else "A run that began before the end of this period is still at work. What it brings will "
        "count as received when it began, so this comparison may still change.",
        rows_choice=axis_choice("rows", "Rows", question.rows),
        columns_choice=axis_choice("columns", "Columns", question.columns),
        facets=forms.facets(topic, question, FACETS),
        chips=forms.chips(topic, PATH, question, FACETS),
        year_from=str(question.year_from or ""),
        year_to=str(question.year_to or ""),
        reset=links.with_query(PATH, plain),
        json_href=links.url_of("/api/v1/changes", question),
        markdown_href=links.with_query("/changes.md", _days(question, found)),
    )


def event_lines(events: Sequence[Event]) -> tuple[EventLine, ...]:
    """Events in their numbers: who, what, when and why."""
    return tuple(
        EventLine(number, f"{event.at:%Y-%m-%d %H:%M} UTC", event_who(event), event_what(event))
        for number, event in enumerate(events[:MOST_EVENTS], start=1)
    )


def edition_in_words(edition: Edition) -> str:
    """The rules by name: "topic micro-coring, reader 3, rules 3 (5f1c9a7b)"."""
    return (
        f"topic {edition.topic}, reader {edition.tagger}, deriving rules {edition.deriving} "
        f"({edition.rules[:8]})"
    )


def moment_in_words(moment: datetime) -> str:
    """A moment as it is written here."""
    return f"{moment:%Y-%m-%d %H:%M} UTC"


def studies_of(public_ids: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """(address, public id) of studies."""
    return tuple((links.study_url(public_id), public_id) for public_id in public_ids)


def _summary(found: Comparison, axes: tuple[Axis, Axis]) -> str:
    if not found.cells and not found.changes:
        return "Nothing changed."
    inside = [c for c in found.cells if _is_inside(c.difference.key, axes)]
    cells = words.counted(len(inside), "cell of this map says", "cells of this map say")
    if not inside:
        return "No cell of this map changed; what changed beside it is told below."
    return f"{cells} something else than before."


def _is_inside(key: object, axes: tuple[Axis, Axis]) -> bool:
    return all(getattr(key, axis.value) is not None for axis in axes)


def _scope(found: Comparison) -> str:
    before, after = found.studies
    layers = ", ".join(words.LAYER_WORD[layer].lower() for layer in found.layers)
    return (
        f"From {moment_in_words(found.since)} to {moment_in_words(found.until)}. "
        f"{words.studies(before).capitalize()} before, {words.studies(after)} after; "
        f"evidence counted: {layers}."
    )


def _last_day(question: ComparisonQuestion) -> str:
    until = question.until
    return "" if until is None else f"{until:%Y-%m-%d}"


def _days(question: ComparisonQuestion, found: Comparison) -> dict[str, str]:
    return {"since": f"{found.since:%Y-%m-%d}", "until": _last_day(question)}


def _map_question(question: ComparisonQuestion) -> ComparisonQuestion:
    return question.model_copy(update={"since": None, "until": None})


def _kinds(changes: Sequence[TracedChange]) -> Iterator[ToldKind]:
    for kind, same in groupby(changes, key=lambda one: one.change.kind):
        lines = [
            ToldLine(
                one.change.sentence,
                studies_of(one.change.study_ids) if one.change.title else (),
                one.events,
            )
            for one in same
        ]
        more = _more(len(lines) - MOST_LINES, "such change")
        yield ToldKind(change_heading(kind), tuple(lines[:MOST_LINES]), more)


def _correction(one: Correction, question: ComparisonQuestion, topic: Topic) -> CorrectionLine:
    asked = _map_question(question)
    together: dict[str, list[tuple[str, str]]] = {}
    for key in one.cells:
        place = ", ".join(
            topic.label(name, value)
            for name, value in (("outcome", key.outcome), ("indication", key.indication))
            if value
        )
        label = f"type {key.fitzpatrick.name}" if key.fitzpatrick else "all types"
        together.setdefault(place, []).append((links.cell_url(key, asked), label))
    return CorrectionLine(
        text=one.change.sentence,
        studies=studies_of(one.change.study_ids),
        cells=tuple((place, tuple(found)) for place, found in together.items()),
        permalinks=tuple((f"/p/{name}", name[:8]) for name in one.permalinks),
        events=one.events,
    )


def _rule_change(event: Event) -> str:
    return f"{moment_in_words(event.at)}: {event_what(event)}."


def _more(number: int, noun: str) -> str:
    return f"and {words.counted(number, f'{noun} more', f'{noun}s more')}" if number > 0 else ""
