"""Days that PubMed is asked for one after another, where a query has more hits than it lists."""

from collections.abc import Sequence
from datetime import date, timedelta

from app.errors import UpstreamError
from app.sources.upstream import Search

Window = tuple[str, ...]
"""First and last day of entry, YYYY/MM/DD; then, within one day of entry, those of the last change."""

_FIRST = date(1800, 1, 1)
_LAST = date(2999, 12, 31)


def whole(until: date) -> Window:
    """All days of entry up to the end of the search."""
    return (_printed(_FIRST), _printed(until))


def term_of(search: Search, window: Window) -> str:
    """The query within the search's days and the window.

    PubMed reads operators from left to right, so that every part has its own brackets.
    """
    parts = [f"({search.query})"]
    if search.since is not None:
        days = (_printed(search.since), _printed(search.until))
        parts.append(f"({_within(days, 'crdt')} OR {_within(days, 'mdat')})")
    if search.since is None or window != whole(search.until):
        parts.append(_within(window[:2], "crdt"))
    if window[2:]:
        parts.append(_within(window[2:], "mdat"))
    return " AND ".join(parts)


def halves(window: Window) -> tuple[Window, Window]:
    """The window in two. Every record has one day of entry and one of change: none is in both.

    Raises:
        UpstreamError: If it is a single day of entry and of change already.
    """
    entered, changed = window[:2], window[2:]
    if entered[0] != entered[1]:
        return _halved(entered)
    one, other = _halved(changed or (_printed(_FIRST), _printed(_LAST)))
    return (*entered, *one), (*entered, *other)


def _halved(days: Sequence[str]) -> tuple[Window, Window]:
    first, last = (date(*map(int, day.split("/"))) for day in days)
    if first == last:
        raise UpstreamError(
            "pubmed",
            f"more records than PubMed lists entered it and changed on the same days ({days[0]})",
            "Make the query narrower.",
        )
    middle = first + (last - first) // 2
    after = middle + timedelta(days=1)
    return (days[0], _printed(middle)), (_printed(after), days[1])


def _within(days: Sequence[str], field: str) -> str:
    return f'("{days[0]}"[{field}] : "{days[1]}"[{field}])'


def _printed(day: date) -> str:
    return f"{day:%Y/%m/%d}"
