"""Crossref: works by words or DOI, with the updates and retractions that it knows of them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple
from urllib.parse import quote

from app.errors import UpstreamError
from app.records import Rejected, SourceRecord
from app.records.identifiers import canonical_doi
from app.sources.asking import Asking, query_of
from app.sources.client import Client, Host, Json, holds, json_object, text_in
from app.sources.crossref.query import Words, days_filter, is_wanted, words_of
from app.sources.crossref.work import SOURCE, work_record
from app.sources.formats.registry_json import children
from app.sources.place import Progress, key_of, position_of, read_place
from app.sources.upstream import Page, Search

URL = "https://api.crossref.org"

_ROWS = 500  # of at most 1000
_DOIS_AT_ONCE = 50
_LONGEST_LIST = 3000  # characters of DOIs in one address
_MOST_ROUNDS = 2
_MOST_BARREN = 2  # pages in a row, best matches first, without any of the phrases
_PER_SECOND, _PER_SECOND_POLITE = 1.0, 3.0  # lists, since 1 December 2025
_OK = frozenset({200})
# What the parameter may hold; the User-Agent, which names the contact too, may hold any address.
_MAILTO = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+\.[A-Za-z]{2,6}")

_Item = SourceRecord | Rejected


def host(url: str = URL, *, contact: str = "") -> Host:
    """How Crossref wants to be asked: faster by those who say whom to write to."""
    return Host(
        name=SOURCE,
        base_url=url,
        per_second=_PER_SECOND_POLITE if contact else _PER_SECOND,
        secrets={"mailto": contact if _MAILTO.fullmatch(contact) else ""},
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the `round`-th reading stands; `received` and `kept` count the works of that reading.

    `fewest` is the least total that it was told: totals drift while pages are read. `doubtful`: some
    page took more than one attempt, and each of them may have moved the cursor.
    """

    cursor: str = "*"
    round: int = 1
    read: int = 0
    received: int = 0
    kept: int = 0
    barren: int = 0
    fewest: int | None = None
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class _At:
    """How many of the DOIs asked for are done."""

    done: int = 0


class _List(NamedTuple):
    """One answer with works: all that it held, and the total that it told."""

    items: tuple[_Item, ...]
    cursor: str
    total: int | None
    attempts: int


class Crossref:
    """`Search.query` is words, any of which is enough, or "phrases" of which one must be there.

    Crossref itself knows neither phrases nor Boolean operators. For phrases its works are read by
    falling relevance, and those with none of them in title or abstract are left out.
    """

    name = SOURCE

    def __init__(self, client: Client, *, rows: int = _ROWS) -> None:
        self._asking = Asking(client)
        self._rows = rows

    def pages(self, search: Search, position: str = "") -> Iterator[Page]:
        """As `Upstream.pages`.

        A cursor moves with each call, whatever becomes of the answer, and cannot be set back: a
        reading that may have missed some works is made again from the beginning.
        """
        if search.identifiers:
            return self._by_doi(search.identifiers, read_place(_At, position))
        return self._by_query(search, read_place(_Place, position))

    def _by_query(self, search: Search, begin: _Place) -> Iterator[Page]:
        words = words_of(query_of(search, self.name))
        # Sifted works are not counted against a total, so a page lost on the way would not show.
        place: _Place | None = _Place() if words.phrases else begin
        progress = Progress(self.name)
        while place is not None:
            page, place = self._turn(search, words, place, progress)
            yield page

    def _turn(
        self, search: Search, words: Words, place: _Place, progress: Progress
    ) -> tuple[Page, _Place | None]:
        """One page, and where the next one is."""
        found = self._list(search, words, place)
        if found is None:
            return self._lost(words, place)
        kept = tuple(one for one in found.items if is_wanted(one, words))
        new = progress.note(f"{place.round} {key_of(one)}" for one in found.items)
        told = [total for total in (place.fewest, found.total) if total is not None]
        place = replace(
            place,
            cursor=found.cursor,
            read=place.read + 1,
            received=place.received + new,
            kept=place.kept + len(kept),
            barren=0 if kept else place.barren + 1,
            fewest=min(told, default=None),
            doubtful=place.doubtful or (place.cursor != "*" and found.attempts > 1),
        )
        following, warnings = self._following(place, words, found)
        if words.is_cut and place.read == 1:
            warnings += (f"The query was too long for Crossref and was cut to: {words.sent}",)
        page = Page(
            items=kept,
            position=position_of(following) if following else "",
            announced=None if words.phrases else found.total,
            asked=self._asking.taken(),
            warnings=warnings,
        )
        return page, following

    def _following(
        self, place: _Place, words: Words, found: _List
    ) -> tuple[_Place | None, tuple[str, ...]]:
        """Where the next page is, None after the last, and what a person should know.

        The cursor says nothing about the end: it stays the same. A short page is the last.
        """
        is_short = len(found.items) < self._rows
        if not is_short and not (words.phrases and place.barren >= _MOST_BARREN):
            return place, ()
        expected = place.fewest or 0
        if not is_short:
            expected = min(expected, place.read * self._rows)
        missing = max(0, expected - place.received)
        is_doubtful = missing > 0 if is_short else missing > 0 or place.doubtful
        if not is_doubtful or place.read == 1:
            return None, _left_out(place, words)
        told = (
            f"{missing} works fewer came than were announced"
            if missing
            else "Works may have been passed over while Crossref was in trouble"
        )
        if place.round < _MOST_ROUNDS:
            return _Place(round=place.round + 1), (f"{told}; the pages are read again.",)
        return None, (f"{told}.", *_left_out(place, words))

    def _list(self, search: Search, words: Words, place: _Place) -> _List | None:
        """The next works; None where the cursor is not known any more."""
        begins = place.cursor == "*"
        params: dict[str, str | int] = {"query.bibliographic": words.sent, **days_filter(search)}
        params |= {"rows": self._rows, "cursor": place.cursor}
        answer = self._asking.get("works", params, _lists_works, _OK if begins else _OK | {404})
        if answer.status == 404:
            return None
        message = children(json_object(answer), "message")
        total = message.get("total-results")
        return _List(
            tuple(_items(message.get("items"), answer.url)),
            text_in(message.get("next-cursor")),
            total if isinstance(total, int) else None,
            answer.attempts,
        )

    def _lost(self, words: Words, place: _Place) -> tuple[Page, _Place | None]:
        """A cursor dies when it is not used for five minutes: the reading begins again."""
        if place.round > _MOST_ROUNDS:
            raise UpstreamError(
                self.name, "its cursors die while they are used", "Try again later."
            )
        again = _Place(round=place.round + 1)
        page = Page(
            items=(),
            position=position_of(again),
            announced=None if words.phrases else place.fewest,
            asked=self._asking.taken(),
            warnings=("Crossref forgot where the reading stood; its pages are read again.",),
        )
        return page, again

    def _by_doi(self, asked: Sequence[str], at: _At) -> Iterator[Page]:
        while True:
            some = _fitting(asked[at.done : at.done + _DOIS_AT_ONCE])
            at = _At(at.done + len(some))
            yield self._named(some, position_of(at) if at.done < len(asked) else "")
            if at.done >= len(asked):
                return

    def _named(self, asked: Sequence[str], position: str) -> Page:
        """Several at once by list, then one by one those that the list does not give."""
        warnings = [f'"{text}" is no DOI.' for text in asked if not canonical_doi(text)]
        wanted = dict.fromkeys(doi for text in asked if (doi := canonical_doi(text)))
        items = list(self._listed([doi for doi in wanted if "," not in doi]))
        listed = {one.source_id for one in items if isinstance(one, SourceRecord)}
        singles = {doi: self._single(doi) for doi in wanted if doi not in listed}
        warnings += [f"Crossref does not know {doi}." for doi, one in singles.items() if not one]
        return Page(
            items=(*items, *(one for one in singles.values() if one)),
            position=position,
            announced=None,
            asked=self._asking.taken(),
            warnings=tuple(warnings),
        )

    def _listed(self, wanted: Sequence[str]) -> Iterator[_Item]:
        """A comma would end a DOI in this list."""
        if wanted:
            params: dict[str, str | int] = {"filter": ",".join(f"doi:{doi}" for doi in wanted)}
            answer = self._asking.get("works", params | {"rows": _DOIS_AT_ONCE}, _lists_works)
            yield from _items(children(json_object(answer), "message").get("items"), answer.url)

    def _single(self, doi: str) -> _Item | None:
        """A work by its DOI or by an alias, which brings the primary one; None if unknown."""
        path = f"works/{quote(doi, safe='')}"
        answer = self._asking.get(path, {}, _is_work, _OK | {404})
        if answer.status == 404:
            return None
        return work_record(json_object(answer).get("message"), answer.url, asked=doi)


def _left_out(place: _Place, words: Words) -> tuple[str, ...]:
    left_out = place.received - place.kept
    if not words.phrases or not left_out:
        return ()
    return (
        f"Crossref knows no phrases: of {place.fewest} works with any of the words the best "
        f"{place.received} were read, and the {left_out} of them without any of the phrases were "
        "left out.",
    )


def _fitting(dois: Sequence[str]) -> Sequence[str]:
    """The first of them that fit into one address, at least one."""
    length = 0
    for number, doi in enumerate(dois):
        length += len(doi) + len("doi:,")
        if number and length > _LONGEST_LIST:
            return dois[:number]
    return dois


def _items(works: object, url: str) -> Iterator[_Item]:
    for number, work in enumerate(works if isinstance(works, list) else (), 1):
        yield work_record(work, f"{url}, work {number}")


def _lacks_works(found: Json) -> str:
    is_list = isinstance(children(found, "message").get("items"), list)
    return "" if is_list else "it has no list of works"


def _lacks_work(found: Json) -> str:
    return "" if "DOI" in children(found, "message") else "it is no work"


_lists_works = holds(_lacks_works)
_is_work = holds(_lacks_work)
