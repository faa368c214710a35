"""Where records came from, how far each source is covered, and the input that became no record."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from app.answers import SourceState, ViewName
from app.dashboard import links, words
from app.dashboard.export_menu import ExportMenu, export_menu
from app.exports import printed_source
from app.store import StoredRejected

PATH = "/sources"
KILOBYTE = 1024
MOST_REJECTED = 200
"""Pieces of quarantined input on the page; the API gives all of them."""


class SourcesPageQuestion(BaseModel):
    """Whose quarantined input the page lists."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    source: Annotated[
        Annotated[str, Field(pattern=r"^[A-Za-z0-9_.-]+$", max_length=64)] | None,
        BeforeValidator(lambda value: value or None),
        Field(description="Only this source's."),
    ] = None


def quarantine_url(source: str) -> str:
    """Where the quarantined input of one source is listed."""
    return f"{links.with_query(PATH, {'source': source})}#quarantine"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """One source in numbers."""

    source: str
    name: str
    address: str
    records: str
    rejected: str
    rejected_href: str
    first: str
    last: str
    asked: str
    covered: str


@dataclass(frozen=True, slots=True)
class RejectedLine:
    """One quarantined piece of input."""

    place: str
    reason: str
    size: str
    received: str


@dataclass(frozen=True, slots=True)
class Disclaimer:
    """What a source wants its readers to be told."""

    name: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcesView:
    """The whole page; `nothing` where no record was ever received."""

    sources: tuple[SourceLine, ...]
    rejected: tuple[RejectedLine, ...]
    rejected_note: str
    """Whose they are, and how many there are where not all are shown."""
    rejected_json_href: str
    all_href: str
    """All sources' quarantined input, where only one source's is shown."""
    disclaimers: tuple[Disclaimer, ...]
    nothing: bool
    exports: ExportMenu


def sources_view(
    sources: Iterable[SourceState],
    rejected: Iterable[StoredRejected],
    question: SourcesPageQuestion,
) -> SourcesView:
    """Everything that the page of sources shows."""
    known = tuple(sources)
    lines = tuple(
        RejectedLine(f"{r.source}: {r.place}", r.reason, _size(r.size), day(r.received_at))
        for r in rejected
    )
    return SourcesView(
        exports=export_menu(ViewName.DATASET, "the whole dataset"),
        sources=tuple(_line(source) for source in known),
        rejected=lines,
        rejected_note=_rejected_note(known, len(lines), question.source),
        rejected_json_href=links.with_query("/api/v1/rejected", {"source": question.source}),
        all_href=f"{PATH}#quarantine" if question.source else "",
        disclaimers=disclaimers_of(known),
        nothing=not any(source.records or source.rejected for source in known),
    )


def _rejected_note(sources: Iterable[SourceState], shown: int, source: str | None) -> str:
    total = sum(state.rejected for state in sources if source in (None, state.source))
    of = f" of {printed_source(source).name}" if source else ""
    pieces = words.counted(total, "piece")
    if shown < total:
        return f"{pieces} of input{of}, the latest {shown:,} shown."
    return f"{pieces} of input{of}." if total else f"Nothing{of}: every piece became a record."


def disclaimers_of(sources: Iterable[SourceState]) -> tuple[Disclaimer, ...]:
    """What sources want their readers to be told, where they have given anything."""
    return tuple(
        Disclaimer(printed_source(s.source).name, s.disclaimer) for s in sources if s.disclaimer
    )


def day(moment: datetime | None) -> str:
    """A date, or that there is none yet."""
    return moment.strftime("%Y-%m-%d") if moment else "not yet"


def _line(source: SourceState) -> SourceLine:
    return SourceLine(
        source=source.source,
        name=printed_source(source.source).name,
        address=source.address,
        records=f"{source.records:,}",
        rejected=f"{source.rejected:,}",
        rejected_href=quarantine_url(source.source) if source.rejected else "",
        first=day(source.first_received_at),
        last=day(source.last_received_at),
        asked=_asked(source),
        covered=_covered(source),
    )


def _asked(source: SourceState) -> str:
    if source.last_asked_at is None:
        return "not yet" if source.address else "\N{EN DASH}"
    told = {"failed": ", failed", "running": ", at work"}.get(source.last_status, "")
    return f"{source.last_asked_at:%Y-%m-%d %H:%M} UTC{told}"


def _covered(source: SourceState) -> str:
    if source.covered_until is not None:
        return source.covered_until.isoformat()
    return "not yet" if source.address or source.last_asked_at else "\N{EN DASH}"


def _size(size: int) -> str:
    return f"{size:,} bytes" if size < KILOBYTE else f"{size / KILOBYTE:,.1f} kB"
