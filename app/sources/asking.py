"""A source module's requests, remembered until the page that they make is handed on."""

from collections.abc import Callable, Mapping

from app.errors import UpstreamError
from app.sources.client import Answer, Client
from app.sources.upstream import Asked, Search

_OK = frozenset({200})


class Asking:
    """A client whose requests can be listed with the page that came of them."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._asked: list[Asked] = []

    def get(
        self,
        path: str,
        params: Mapping[str, str | int],
        usable: Callable[[Answer], str],
        expect: frozenset[int] = _OK,
    ) -> Answer:
        """As `Client.get`."""
        answer = self._client.get(path, params, usable=usable, expect=expect)
        self._asked.append(answer.asked)
        return answer

    def taken(self) -> tuple[Asked, ...]:
        """The requests since this was last called."""
        taken, self._asked = tuple(self._asked), []
        return taken


def query_of(search: Search, source: str) -> str:
    """The query, which an upstream would take for "everything" if it were empty.

    Raises:
        UpstreamError: If it is empty.
    """
    if not search.query.strip():
        raise UpstreamError(source, "no query is set for it", "Write one into the topic file.")
    return search.query
