"""openFDA's device endpoints: clearances, product codes and reports of events, as context."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

from app.errors import UpstreamError
from app.records import Rejected, SourceRecord
from app.sources.asking import Asking, query_of
from app.sources.client import Answer, Client, Host, Json, holds, json_object, text_in
from app.sources.formats.registry_json import children
from app.sources.openfda.query import Part, fields_of, parts_of, parts_of_numbers
from app.sources.openfda.records import SOURCE, openfda_record
from app.sources.place import Progress, key_of, position_of, read_place
from app.sources.upstream import Page, Search

URL = "https://api.fda.gov/device"

_LIMIT = 100  # of at most 1000
_PER_SECOND = 3.0  # 240 a minute, with a key or without
_FOUND_OR_NONE = frozenset({200, 404})
_SORTS = {"510k": "decision_date:desc", "event": "date_received:desc"}
_NEXT = re.compile(r"<([^<>]*)>\s*;[^,]*\brel=\"?next\b")

_Item = SourceRecord | Rejected


def host(url: str = URL, *, key: str = "") -> Host:
    """How openFDA wants to be asked."""
    return Host(
        name=SOURCE,
        base_url=url,
        per_second=_PER_SECOND,
        secrets={"api_key": key},
        hopeless=_refusal,
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """The search that is being read, where in it, and the hits of the searches before it."""

    part: int = 0
    after: str = ""
    skip: int = 0
    before: int = 0


class _List(NamedTuple):
    items: tuple[_Item, ...]
    total: int | None
    after: str = ""
    skip: int = 0


class OpenFda:
    """`Search.query` has a search on each line, behind its endpoint, in openFDA's syntax.

    The days of change are left out of account: reports appear months late under old dates, and the
    lists are short.
    """

    name = SOURCE

    def __init__(self, client: Client, *, limit: int = _LIMIT) -> None:
        self._asking = Asking(client)
        self._limit = limit

    def pages(self, search: Search, position: str = "") -> Iterator[Page]:
        """As `Upstream.pages`; a record that is not given any more is not withdrawn by that."""
        strange: list[str] = []
        if search.identifiers:
            parts, strange = parts_of_numbers(search.identifiers)
        else:
            parts = parts_of(query_of(search, self.name))
        warnings = [f"openFDA has no number of the form {text!r}." for text in strange]
        place: _Place | None = read_place(_Place, position)
        progress = Progress(self.name)
        while place is not None and place.part < len(parts):
            read = place.part
            page, place = self._turn(parts, place, warnings)
            progress.note(key_of(one) for one in page.items)
            yield page
            warnings = []
            if place is not None and place.part != read:
                progress = Progress(self.name)
        if warnings:
            yield Page(items=(), position="", announced=None, asked=(), warnings=tuple(warnings))

    def _turn(
        self, parts: list[Part], place: _Place, warnings: list[str]
    ) -> tuple[Page, _Place | None]:
        """One page, and where the next one is."""
        part = parts[place.part]
        found = self._list(part, place)
        total = place.before + (found.total or 0)
        following: _Place | None = replace(place, after=found.after, skip=found.skip)
        if not (found.after or found.skip):
            following = _Place(part=place.part + 1, before=total)
            following = following if following.part < len(parts) else None
            warnings = [*warnings, *self._doubts(part, found)]
        page = Page(
            items=found.items,
            position=position_of(following) if following else "",
            announced=None if part.wanted else total,
            asked=self._asking.taken(),
            warnings=tuple(warnings),
        )
        return page, following

    def _list(self, part: Part, place: _Place) -> _List:
        params: dict[str, str | int] = {"search": part.search, "limit": self._limit}
        if sort := _SORTS.get(part.endpoint):
            params["sort"] = sort
        if place.after:
            params["search_after"] = place.after
        elif place.skip:
            params["skip"] = place.skip
        answer = self._ask(part.endpoint, params)
        if answer is None:
            return _List((), 0)
        body = json_object(answer)
        total = children(body, "meta", "results").get("total")
        after, skip = _next(answer)
        return _List(
            tuple(_items(part.endpoint, body, answer.url)),
            total if isinstance(total, int) else None,
            after,
            skip,
        )

    def _ask(self, endpoint: str, params: dict[str, str | int]) -> Answer | None:
        """The answer; None where openFDA says that nothing matches, which it does with a 404."""
        answer = self._asking.get(f"{endpoint}.json", params, _lists_results, _FOUND_OR_NONE)
        if answer.status == 200:
            return answer
        if text_in(_error(answer).get("code")) != "NOT_FOUND":
            raise UpstreamError(
                self.name, f"it has no {endpoint}.json", "Check COREGAP_OPENFDA_URL."
            )
        return None

    def _doubts(self, part: Part, found: _List) -> Iterator[str]:
        """What a person should know of a search that is done."""
        if part.warning:
            yield part.warning
        brought = {key_of(one) for one in found.items}
        yield from (f"openFDA does not give {w}." for w in part.wanted if w not in brought)
        if not part.wanted and not found.items and found.total == 0:
            # Some fields of its documentation cannot be searched: that looks like no match.
            for field in fields_of(part):
                params: dict[str, str | int] = {"search": f"_exists_:{field}", "limit": 1}
                if self._ask(part.endpoint, params) is None:
                    yield f"openFDA's {part.endpoint} knows no field {field} to search in."


def _refusal(answer: Answer) -> str:
    """A query that openFDA cannot read is answered with 500, as often as it is asked."""
    error = _error(answer)
    details = text_in(error.get("details"))
    if text_in(error.get("code")) == "SERVER_ERROR" and details.startswith("["):
        return f"cannot read the query: {details}"
    return ""


def _error(answer: Answer) -> Json:
    return children(json_object(answer), "error")


def _items(endpoint: str, body: Json, url: str) -> Iterator[_Item]:
    results = body.get("results")
    disclaimer = text_in(children(body, "meta").get("disclaimer"))
    for number, found in enumerate(results if isinstance(results, list) else (), 1):
        yield openfda_record(endpoint, found, f"{url}, result {number}", disclaimer)


def _next(answer: Answer) -> tuple[str, int]:
    """`search_after` and `skip` of the link to the next page; it names another host at times."""
    link = _NEXT.search(answer.headers.get("link", ""))
    asked = parse_qs(urlsplit(link[1]).query) if link else {}
    skip = asked.get("skip", ["0"])[0]
    return asked.get("search_after", [""])[0], int(skip) if skip.isdigit() else 0


def _lacks_results(found: Json) -> str:
    return "" if isinstance(found.get("results"), list) else "it has no list of results"


_lists_results = holds(_lacks_results)
