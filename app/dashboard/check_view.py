"""The last check of the store as a reader sees it."""

from dataclasses import dataclass

from app.store import Upkeep

MOST_SHOWN = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckView:
    """When it was, what it looked at, and what it found."""

    summary: str
    findings: tuple[str, ...]
    rest: str


def check_view(check: Upkeep | None) -> CheckView:
    """In words; where nothing was ever checked it says so."""
    if check is None:
        return CheckView(
            summary="Nothing was checked yet: coregap check does.", findings=(), rest=""
        )
    counts = check.counts
    quotes, records = counts.get("quotes", 0), counts.get("records", 0)
    found = counts.get("findings", 0)
    ended = f"{check.ended_at.day} {check.ended_at:%B %Y, %H:%M} UTC"
    looked = f"Last checked {ended}: {quotes:,} quotes were looked up in the stored texts, and the hash of {records:,} records compared."
    verdict = " All is as it must be." if check.sound else f" {found:,} faults were found:"
    shown = tuple(check.findings[:MOST_SHOWN])
    rest = f"and {found - len(shown):,} more" if found > len(shown) else ""
    return CheckView(summary=looked + verdict, findings=shown, rest=rest)
