"""OpenAlex: what cites the included reports and what they cite, and where they can be read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple
from urllib.parse import quote

from app.records import Rejected, SourceRecord
from app.sources.asking import Asking, query_of
from app.sources.client import Client, Host, Json, holds, json_object, text_in
from app.sources.formats.registry_json import children
from app.sources.identified import IdentifierKind, wanted_of
from app.sources.openalex.budget import Budget, refusal
from app.sources.openalex.work import KEPT, SOURCE, work_id, work_record
from app.sources.place import Progress, key_of, position_of, read_place
from app.sources.upstream import Page, Search

URL = "https://api.openalex.org"

_PER_PAGE = 100  # the most that is documented
_WORKS_AT_ONCE = 25
_PER_SECOND = 10.0  # of 100
_FOUND_OR_NONE = frozenset({200, 404})


def host(url: str = URL, *, key: str = "") -> Host:
    """How OpenAlex wants to be asked; with a key it has ten times the budget for us."""
    return Host(
        name=SOURCE,
        base_url=url,
        per_second=_PER_SECOND,
        secrets={"api_key": key},
        hopeless=refusal,
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """How many identifiers are done, which works they are, and where in which of the lists."""

    done: int = 0
    works: Sequence[str] = ()
    part: int = 0
    cursor: str = "*"


class _List(NamedTuple):
    items: tuple[SourceRecord | Rejected, ...]
    cursor: str
    total: int | None


class OpenAlex:
    """By identifiers: those works, and for each the list of what cites it and of what it cites.

    `Search.query` is a filter in OpenAlex's syntax: `title_and_abstract.search:"micro-coring"`. The
    days of change are left out of account, since only those who pay may ask for them.
    """

    name = SOURCE

    def __init__(self, client: Client, *, per_page: int = _PER_PAGE) -> None:
        self._asking = Asking(client)
        self._per_page = per_page
        self._budget = Budget()

    def pages(self, search: Search, position: str = "") -> Iterator[Page]:
        """As `Upstream.pages`."""
        place: _Place | None = read_place(_Place, position)
        while place is not None and place.done < len(search.identifiers):
            page, place = self._included(search.identifiers, place)
            yield page
        progress = Progress(self.name)
        while place is not None:
            part = place.part
            page, place = self._listed(search, place, progress)
            yield page
            if place is not None and place.part != part:
                progress = Progress(self.name)

    def _included(self, identifiers: Sequence[str], place: _Place) -> tuple[Page, _Place | None]:
        """Works one by one: so they come with all authors, at no cost, and under merged numbers."""
        some = identifiers[place.done : place.done + _WORKS_AT_ONCE]
        found = {text: self._work(text) for text in dict.fromkeys(some)}
        items = tuple(one for one in found.values() if one is not None)
        works = [*place.works, *(one.source_id for one in items if isinstance(one, SourceRecord))]
        done = _Place(done=place.done + len(some), works=tuple(dict.fromkeys(works)))
        following = done if done.works or done.done < len(identifiers) else None
        page = Page(
            items=items,
            position=position_of(following) if following else "",
            announced=None,
            asked=self._asking.taken(),
            warnings=tuple(f"OpenAlex does not know {t}." for t, one in found.items() if not one),
        )
        return page, following

    def _work(self, text: str) -> SourceRecord | Rejected | None:
        """A work by an identifier, under the number that it has now; None where there is none."""
        wanted = wanted_of(text)
        if wanted is None or wanted.kind is IdentifierKind.PPR:
            return None
        path = f"works/{wanted.kind}:{quote(wanted.value, safe='/')}"
        answer = self._asking.get(path, {}, _is_work, _FOUND_OR_NONE)
        self._budget.note(answer)
        if answer.status == 404:
            return None
        asked = wanted.value if wanted.kind is IdentifierKind.DOI else ""
        return work_record(json_object(answer), answer.url, asked=asked)

    def _listed(
        self, search: Search, place: _Place, progress: Progress
    ) -> tuple[Page, _Place | None]:
        """One page of a list, and where the next one is."""
        filters = _filters(search, place.works)
        found = self._list(filters[place.part], place)
        progress.note(key_of(one) for one in found.items)
        following: _Place | None = replace(place, cursor=found.cursor)
        if not found.cursor or not found.items:
            following = replace(place, part=place.part + 1, cursor="*")
            following = following if following.part < len(filters) else None
        page = Page(
            # What is included came by itself, with all its authors; a list cuts them at 100.
            items=tuple(one for one in found.items if key_of(one) not in place.works),
            position=position_of(following) if following else "",
            announced=None if place.works else found.total,
            asked=self._asking.taken(),
        )
        return page, following

    def _list(self, wanted: str, place: _Place) -> _List:
        self._budget.check(wanted)
        params: dict[str, str | int] = {"filter": wanted, "select": ",".join(KEPT)}
        params |= {"per_page": self._per_page, "cursor": place.cursor}
        answer = self._asking.get("works", params, _lists_works)
        self._budget.note(answer)
        body = json_object(answer)
        total = children(body, "meta").get("count")
        works = body.get("results")
        items = tuple(
            work_record(work, f"{answer.url}, work {number}")
            for number, work in enumerate(works if isinstance(works, list) else (), 1)
        )
        cursor = text_in(children(body, "meta").get("next_cursor"))
        return _List(items, cursor, total if isinstance(total, int) else None)


def _filters(search: Search, works: Sequence[str]) -> list[str]:
    """The lists to be read: two for each work, or the one that the query is."""
    if search.identifiers:
        return [f"{how}:{number}" for number in works for how in ("cites", "cited_by")]
    return [query_of(search, SOURCE)]


def _lacks_works(found: Json) -> str:
    return "" if isinstance(found.get("results"), list) else "it has no list of works"


def _lacks_number(found: Json) -> str:
    return "" if work_id(text_in(found.get("id"))) else "it is no work"


_lists_works = holds(_lacks_works)
_is_work = holds(_lacks_number)
