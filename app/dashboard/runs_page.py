"""Runs of sources: those at work with how far they are, the history, and whom to ask next."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from pydantic import Field

from app.answers import RunsAnswer, RunsQuestion, RunState
from app.answers.taking_in import Askable
from app.dashboard import links, words
from app.dashboard.forms import Option
from app.dashboard.sources_page import quarantine_url
from app.exports import printed_source

PATH = "/runs"
STATUS_WORD = {
    "running": "Running",
    "stopped": "Stopped without a word",
    "succeeded": "Succeeded",
    "failed": "Failed",
}
FOLLOWS = "What came is being matched, read and counted."
WAIT = "Sources are being asked already. Ask again when what they give is counted."
CHOOSE_ONE = "Choose at least one source."
NO_DAY = "Write the day as 2026-01-31, not after today."


class RunsPageQuestion(RunsQuestion):
    """Some runs, and whether the page may read itself again."""

    refresh: Literal["", "no"] = Field(default="", description="`no`: stay as it is.")


@dataclass(frozen=True, slots=True)
class Number:
    """A count under its column's name; `href` leads to what it counts, if anything."""

    label: str
    value: str
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunLine:
    """One run in words; `numbers` are in the order of `COLUMNS`."""

    source: str
    css: str
    status: str
    started: str
    span: str
    numbers: tuple[Number, ...]
    warnings: tuple[str, ...]
    reason: str
    advice: str
    log_href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """A run at work. `total` is None where the source told none."""

    source: str
    received: int
    total: int | None
    told: str
    facts: tuple[str, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RunsNow:
    """What is at work; `names` changes whenever a run begins, ends, or counts at last."""

    at_work: tuple[Progress, ...]
    told: str
    """Where no source is being asked."""
    names: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A form that asks sources as it was sent, and what was wrong with it."""

    sources: tuple[str, ...] = ()
    since: str = ""
    wrong: str = ""


NOTHING_SENT = Sent()


@dataclass(frozen=True, slots=True, kw_only=True)
class AskView:
    """The form that asks sources; `wait` stands in its place while it would be refused."""

    sources: tuple[Option, ...]
    since: str
    wrong: str
    wait: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RunsView:
    """The whole page; hrefs are empty where there is no such page."""

    now: RunsNow
    refreshes: bool
    stop_href: str
    columns: tuple[str, ...]
    lines: tuple[RunLine, ...]
    total: str
    sources: tuple[Option, ...]
    first_href: str
    next_href: str
    json_href: str


QUARANTINED = "Quarantined"
COLUMNS = (
    "Pages",
    "Announced",
    "Received",
    "New",
    "Updated",
    "Unchanged",
    QUARANTINED,
    "Withdrawn",
)


def runs_view(
    found: RunsAnswer,
    now: RunsNow,
    question: RunsPageQuestion,
    sources: Iterable[str],
) -> RunsView:
    """Everything that the page shows; `sources` are those that were ever asked."""
    names = sorted({*sources, *([question.source] if question.source else [])})
    onward = found.next_cursor
    return RunsView(
        now=now,
        refreshes=bool(now.names) and question.refresh != "no",
        stop_href=links.url_of(PATH, question, refresh="no"),
        columns=COLUMNS,
        lines=tuple(_line(run) for run in found.runs),
        total=words.counted(found.total, "run"),
        sources=tuple(Option(s, printed_source(s).name, s == question.source) for s in names),
        first_href=links.url_of(PATH, question, cursor=None) if question.cursor else "",
        next_href=links.url_of(PATH, question, cursor=onward) if onward else "",
        json_href=links.url_of("/api/v1/runs", question, refresh=None),
    )


def runs_now(at_work: Iterable[RunState], is_at_work: bool) -> RunsNow:
    """Those of these runs that are still heard of; `is_at_work` where what came is not counted yet."""
    working = [run for run in at_work if run.is_at_work]
    names = [str(run.id) for run in working] or ["follows"] * is_at_work
    return RunsNow(
        at_work=tuple(map(_progress, working)),
        told=FOLLOWS if is_at_work else "No source is being asked at this moment.",
        names=" ".join(names),
    )


def ask_view(askable: Iterable[Askable], is_at_work: bool, sent: Sent) -> AskView:
    """The form as it was sent, or with the sources chosen that are asked by default."""
    return AskView(
        sources=tuple(
            Option(
                one.name,
                printed_source(one.name).name,
                one.name in sent.sources if sent.wrong else one.by_default,
            )
            for one in askable
        ),
        since=sent.since,
        wrong=sent.wrong,
        wait=WAIT if is_at_work and not sent.wrong else "",
    )


def _progress(run: RunState) -> Progress:
    told = f"{run.received:,} received"
    if run.announced is not None:
        told = f"{run.received:,} of {run.announced:,} received"
    return Progress(
        source=printed_source(run.source).name,
        received=min(run.received, run.announced or run.received),
        total=run.announced or None,
        told=told,
        facts=tuple(_facts(run)),
        warnings=run.warnings,
    )


def _facts(run: RunState) -> Iterator[str]:
    yield words.counted(run.pages, "page")
    yield f"{run.new:,} new, {run.updated:,} updated, {run.unchanged:,} unchanged"
    if run.rejected:
        yield f"{run.rejected:,} in quarantine"
    if run.withdrawn:
        yield f"{run.withdrawn:,} withdrawn by the source"
    yield f"began {run.started_at:%H:%M:%S}, last page {run.heard_at:%H:%M:%S} UTC"


def _line(run: RunState) -> RunLine:
    announced = "not told" if run.announced is None else f"{run.announced:,}"
    counts = (
        run.received, run.new, run.updated, run.unchanged, run.rejected, run.withdrawn
    )  # fmt: skip
    values = (f"{run.pages:,}", announced, *(f"{count:,}" for count in counts))
    quarantine = quarantine_url(run.source) if run.rejected else ""
    return RunLine(
        source=printed_source(run.source).name,
        css=f"run-{run.status}",
        status=STATUS_WORD[run.status],
        started=f"{run.started_at:%Y-%m-%d %H:%M} UTC",
        span=_span(run),
        numbers=tuple(
            Number(label, value, quarantine if label == QUARANTINED else "")
            for label, value in zip(COLUMNS, values, strict=True)
        ),
        warnings=run.warnings,
        reason=run.reason or _silence(run),
        advice=run.advice,
        log_href=links.with_query("/search-log", {"source": run.source}),
    )


def _span(run: RunState) -> str:
    asked = "Asked for everything" if run.since is None else f"Asked for changes since {run.since}"
    goes_on = "" if run.search_id == run.id else f", going on with run {run.search_id}"
    return f"{asked} until {run.until}{goes_on}"


def _silence(run: RunState) -> str:
    if run.status != "stopped":
        return ""
    return f"Its process is gone or hangs: no page since {run.heard_at:%Y-%m-%d %H:%M} UTC."
