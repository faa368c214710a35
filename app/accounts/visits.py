"""When somebody was here before: what is new to them came since then."""

from dataclasses import dataclass
from datetime import datetime, timedelta

VISIT_ENDS = timedelta(hours=4)
"""Of silence: who comes back from lunch is still on the same visit, next morning on another."""


@dataclass(frozen=True, slots=True)
class Visit:
    """The latest visit of a person. `before` is when the one before it ended; None in the first."""

    seen_at: datetime
    before: datetime | None = None


def continued(known: Visit | None, now: datetime) -> Visit:
    """The visit that somebody is on who is here now."""
    if known is None:
        return Visit(now)
    if now - known.seen_at >= VISIT_ENDS:
        return Visit(now, before=known.seen_at)
    return Visit(max(now, known.seen_at), known.before)
