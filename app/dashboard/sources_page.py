"""Where records came from, and the input that could not become one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from app.store import SourceSummary, StoredRejected

KILOBYTE = 1024


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One source in numbers."""

    source: str
    records: str
    rejected: str
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class RejectedLine:
    """One quarantined piece of input."""

    place: str
    reason: str
    size: str
    received: str


@dataclass(frozen=True, slots=True)
class SourcesView:
    """The whole page."""

    sources: tuple[SourceLine, ...]
    rejected: tuple[RejectedLine, ...]


def sources_view(
    sources: Iterable[SourceSummary], rejected: Iterable[StoredRejected]
) -> SourcesView:
    """Everything that the page of sources shows."""
    return SourcesView(
        tuple(
            SourceLine(
                s.source,
                f"{s.records:,}",
                f"{s.rejected:,}",
                day(s.first_received_at),
                day(s.last_received_at),
            )
            for s in sources
        ),
        tuple(
            RejectedLine(f"{r.source}: {r.place}", r.reason, _size(r.size), day(r.received_at))
            for r in rejected
        ),
    )


def day(moment: datetime | None) -> str:
    """A date, or that there is none yet."""
    return moment.strftime("%Y-%m-%d") if moment else "not yet"


def _size(size: int) -> str:
    return f"{size:,} bytes" if size < KILOBYTE else f"{size / KILOBYTE:,.1f} kB"
