"""Where a source module stands in its pages: written down to go on from, and kept from circling."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any, TypeVar

from app.errors import UpstreamError
from app.records import Rejected, SourceRecord

_MOST_PAGES = 20_000
_MOST_STALE = 4  # pages in a row; a page sent twice and a few empty ones occur in a sound list

Place = TypeVar("Place")


def read_place(kind: type[Place], position: str) -> Place:
    """The place that a position names; the beginning where it names none (reading twice is safe)."""
    try:
        fields: Any = json.loads(position) if position else {}
        return kind(**fields)
    except (ValueError, TypeError):
        return kind()


def position_of(place: Any) -> str:
    """The place as the text that `read_place` reads."""
    return json.dumps(asdict(place), separators=(",", ":"))


def key_of(item: SourceRecord | Rejected) -> str:
    """What tells one item of a page from another."""
    if isinstance(item, SourceRecord):
        return item.source_id
    return f"rejected {hashlib.sha256(item.payload).hexdigest()}"


class Progress:
    """Ends a list that gives no new record any more and yet does not end itself."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._pages = 0
        self._stale = 0
        self.seen: set[str] = set()

    def note(self, keys: Iterable[str]) -> int:
        """Count one page by the keys of its records; how many of them are new.

        Raises:
            UpstreamError: If several pages in a row held nothing new, or there are far too many.
        """
        before = len(self.seen)
        self.seen.update(keys)
        self._pages += 1
        new = len(self.seen) - before
        self._stale = 0 if new else self._stale + 1
        if self._stale > _MOST_STALE:
            self._give_up(
                f"its last {self._stale} pages held nothing new: the list goes in circles"
            )
        if self._pages > _MOST_PAGES:
            self._give_up(f"its list does not end after {_MOST_PAGES} pages")
        return new

    def _give_up(self, reason: str) -> None:
        raise UpstreamError(self._source, reason, "Records received before stay; try again later.")
