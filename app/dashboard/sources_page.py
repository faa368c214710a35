"""Where records came from, how far each source is covered, and the input that became no record."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from app.answers import SourceState
from app.exports import printed_source
from app.store import StoredRejected

KILOBYTE = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """One source in numbers."""

    source: str
    name: str
    address: str
    records: str
    rejected: str
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


@dataclass(frozen=True, slots=True)
class SourcesView:
    """The whole page; `nothing` where no record was ever received."""

    sources: tuple[SourceLine, ...]
    rejected: tuple[RejectedLine, ...]
    disclaimers: tuple[Disclaimer, ...]
    nothing: bool


def sources_view(sources: Iterable[SourceState], rejected: Iterable[StoredRejected]) -> SourcesView:
    """Everything that the page of sources shows."""
    known = tuple(sources)
    return SourcesView(
        tuple(_line(source) for source in known),
        tuple(
            RejectedLine(f"{r.source}: {r.place}", r.reason, _size(r.size), day(r.received_at))
            for r in rejected
        ),
        disclaimers_of(known),
        not any(source.records or source.rejected for source in known),
    )


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
