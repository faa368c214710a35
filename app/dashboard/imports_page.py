"""Files that were sent: the form for another one, how far each is, and what became of it."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.answers.sent_files import ImportState, Stage
from app.dashboard import words

PATH = "/imports"
MOST_REFUSED = 200
"""Broken parts on the page of one file; the quarantine has all of them."""
STAGE_WORD = {
    Stage.WAITING: "Waiting",
    Stage.READING: "Being read",
    Stage.FOLLOWING: "Read; studies and counts follow",
    Stage.LEFT: "Not ended",
    Stage.IMPORTED: "Imported",
    Stage.REFUSED: "Refused",
    Stage.STOPPED: "Stopped",
}
CSS = {
    Stage.IMPORTED: "run-succeeded",
    Stage.REFUSED: "run-failed",
    Stage.STOPPED: "run-failed",
    Stage.LEFT: "run-stopped",
}
MEANING = {
    Stage.WAITING: "Files are read one after the other; this one comes after those before it.",
    Stage.READING: "What is stored already stays, whatever happens to the rest.",
    Stage.FOLLOWING: "Every record is stored. They count as soon as this is done.",
    Stage.LEFT: (
        "This service does not have it in hand: another process reads it, or died with it. If it "
        "does not end, send the file again: what is stored already stays, and the rest follows."
    ),
    Stage.IMPORTED: "Studies, tags and counts have followed.",
    Stage.REFUSED: "Nothing of it was stored.",
    Stage.STOPPED: "What was stored of it stays.",
}
COUNTS = ("records", "new", "updated", "unchanged", "rejected", "withdrawn")


@dataclass(frozen=True, slots=True)
class Count:
    """How many records became what."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Broken:
    """A part of the file that became no record."""

    place: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportView:
    """One file in words; `counts` are empty where nothing was counted."""

    href: str
    file: str
    who: str
    sent: str
    ended: str
    stage: str
    css: str
    meaning: str
    reason: str
    kind: str
    counts: tuple[Count, ...]
    is_at_work: bool
    percent: int | None
    told: str
    broken: tuple[Broken, ...]
    broken_note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportsView:
    """The page of all files: `most` is how large one may be."""

    most: str
    columns: tuple[str, ...]
    lines: tuple[ImportView, ...]
    at_work: str
    """Names those that are at work: another value, another page."""


def imports_view(states: Iterable[ImportState], limit_mb: int) -> ImportsView:
    """Everything that the page of files shows."""
    known = tuple(states)
    return ImportsView(
        most=f"{limit_mb} MB",
        columns=tuple(name.capitalize() for name in COUNTS),
        lines=tuple(map(import_view, known)),
        at_work=at_work_in(known),
    )


def at_work_in(states: Iterable[ImportState]) -> str:
    """Names what is at work among files."""
    return " ".join(f"{one.sent.id}:{one.stage}" for one in states if one.is_at_work)


def import_view(state: ImportState) -> ImportView:
    """One file in words."""
    sent, end = state.sent, state.sent.end
    return ImportView(
        href=f"{PATH}/{sent.id}",
        file=sent.file,
        who=sent.who or "not kept",
        sent=f"{sent.sent_at:%Y-%m-%d %H:%M} UTC",
        ended=f"{sent.ended_at:%Y-%m-%d %H:%M} UTC" if sent.ended_at else "",
        stage=STAGE_WORD[state.stage],
        css=CSS.get(state.stage, "run-running"),
        meaning=MEANING[state.stage],
        reason=end.reason,
        kind=", ".join(filter(None, (end.format, end.encoding))),
        counts=tuple(Count(name.capitalize(), f"{end.counts[name]:,}") for name in COUNTS)
        if end.counts
        else (),
        is_at_work=state.is_at_work,
        percent=state.percent,
        told=_told(state),
        broken=tuple(Broken(place, reason) for place, reason in end.refused[:MOST_REFUSED]),
        broken_note=_broken_note(state),
    )


def _told(state: ImportState) -> str:
    if state.stage is Stage.WAITING or state.percent is None:
        return ""
    return f"{state.percent} % read, {words.counted(state.records, 'record')} stored"


def _broken_note(state: ImportState) -> str:
    rejected = state.sent.end.counts.get("rejected", 0)
    shown = min(len(state.sent.end.refused), MOST_REFUSED)
    parts = words.counted(rejected, "part")
    if not rejected:
        return "Nothing: every part of the file became a record."
    if shown < rejected:
        return f"{parts} of the file, the first {shown:,} shown."
    return f"{parts} of the file. Each is kept as it came, in quarantine."
