"""Searches of Europe PMC, page by page."""

from collections.abc import Iterator

from app.errors import UpstreamError
from app.records import Rejected, SourceRecord
from app.sources.client import Client
from app.sources.europepmc.answers import Found, first_page_flaw, found_of, search_flaw
from app.sources.europepmc.records import records_of
from app.sources.place import Progress
from app.sources.upstream import Asked

FIRST_CURSOR = "*"

PAGE_SIZE = 100
"""Of at most 1000; core results are heavy."""

_LONGEST_QUERY = 1500  # characters that go into an address

Items = tuple[SourceRecord | Rejected, ...]


class Searching:
    """The searches of one run, and what was asked for them."""

    def __init__(self, client: Client, page_size: int = PAGE_SIZE) -> None:
        self._client = client
        self._page_size = page_size
        self._asked: list[Asked] = []

    def page(self, query: str, cursor: str, progress: Progress) -> tuple[Found, Items]:
        """A page; one that holds just what came before is asked for once more.

        Raises:
            UpstreamError: If the query is refused, there is no usable answer, or the list has no end.
        """
        found = self._search(query, cursor)
        items = _items(found, cursor)
        if items and progress.seen.issuperset(map(name_of_item, items)):
            found = self._search(query, cursor)
            items = _items(found, cursor)
        progress.note(map(name_of_item, items))
        return found, items

    def all(self, query: str) -> Iterator[SourceRecord | Rejected]:
        """What all pages hold; as `page`."""
        cursor, progress = FIRST_CURSOR, Progress("europepmc")
        while True:
            found, items = self.page(query, cursor, progress)
            yield from items
            if found.ends_after(cursor):
                return
            cursor = found.cursor

    def take_asked(self) -> tuple[Asked, ...]:
        """What was asked since this was last called."""
        taken, self._asked = tuple(self._asked), []
        return taken

    def _search(self, query: str, cursor: str) -> Found:
        """One page.

        Raises:
            UpstreamError: If the query is refused, or there is no usable answer.
        """
        params = {
            "query": query,
            "format": "json",
            "resultType": "core",
            "pageSize": str(self._page_size),
            "cursorMark": cursor,
            # Not everywhere the default: a POST was answered with synonyms, and 17 % more hits.
            "synonym": "false",
        }
        flaw = first_page_flaw if cursor == FIRST_CURSOR else search_flaw
        if len(query) > _LONGEST_QUERY:
            answer = self._client.post("/searchPOST", params, usable=flaw)
        else:
            answer = self._client.get("/search", params, usable=flaw)
        self._asked.append(answer.asked)
        found = found_of(answer)
        if found.error:
            raise UpstreamError("europepmc", f"the query is refused: {found.error}", "Check it.")
        return found


def name_of_item(one: SourceRecord | Rejected) -> str:
    """The key of a record; what was rejected by its place."""
    return one.key if isinstance(one, SourceRecord) else one.place


def _items(found: Found, cursor: str) -> Items:
    return tuple(records_of(found.results, f"Europe PMC at {cursor}"))
