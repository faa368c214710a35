"""PubMed (E-utilities): records by query and day of entry or change, or by identifier."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from app.errors import UpstreamError
from app.records import Rejected
from app.sources.client import Client, Host
from app.sources.place import position_of, read_place
from app.sources.pubmed.answers import Listing
from app.sources.pubmed.fetching import BATCH, Fetched, fetch_records
from app.sources.pubmed.named import pages_by_identifier
from app.sources.pubmed.utilities import MOST_LISTED, Utilities
from app.sources.pubmed.windows import Window, halves, term_of, whole
from app.sources.upstream import Page, Search

URL = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils"

# 3 requests a second are allowed, 10 with a key; the network can bunch what left evenly spaced.
_PER_SECOND, _PER_SECOND_WITH_KEY = 2.5, 8.0


def host(url: str = URL, *, key: str = "", contact: str = "") -> Host:
    """How NCBI wants to be asked: with a key where there is one, and an address for complaints."""
    return Host(
        name="pubmed",
        base_url=url,
        per_second=_PER_SECOND_WITH_KEY if key else _PER_SECOND,
        secrets={"api_key": key, "email": contact},
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """The windows of days still to be read, and the last PMID read of the first of them.

    `announced` is the total at the beginning, `listed` how many the windows that are done listed.
    """

    windows: tuple[Window, ...] = ()
    after: int = 0
    announced: int | None = None
    listed: int = 0


class PubMed:
    """`Search.query` is in PubMed's own syntax.

    The numbers in a window of days are listed in one answer, then their records are fetched by
    number in rising order. No history session is opened: none can expire, and what is added
    meanwhile shifts nothing.
    """

    name = "pubmed"

    def __init__(self, client: Client, *, batch: int = BATCH) -> None:
        self._client = client
        self._batch = batch

    def pages(self, search: Search, position: str = "") -> Iterator[Page]:
        """As `Upstream.pages`; `since` looks at the day of entry and the day of the last change.

        The day of entry is `crdt`: of late entries `edat` is the day of publication.
        """
        utilities = Utilities(self._client)
        if search.identifiers:
            return pages_by_identifier(utilities, search.identifiers, position)
        return _by_query(utilities, search, position, self._batch)


def _by_query(utilities: Utilities, search: Search, position: str, size: int) -> Iterator[Page]:
    place = _place_of(position) or _Place(windows=(whole(search.until),))
    listing: Listing | None = None
    warnings: list[str] = []
    while place.windows:
        if listing is None:
            listing = utilities.search(term_of(search, place.windows[0]))
            if place.announced is None:
                place = replace(place, announced=listing.count)
                warnings += listing.warnings
        if listing.count > MOST_LISTED:
            window, *others = place.windows
            place, listing = replace(place, windows=(*halves(window), *others)), None
            continue
        batch = _next_batch(listing, place, size)
        place = _after(place, batch, listing)
        listing = listing if place.after else None
        if not batch and place.windows:
            continue
        fetched = fetch_records(utilities, batch)
        _refuse_nothing(batch, fetched)
        warnings += (*_uncounted(place), *_unreturned(fetched))
        yield Page(
            items=fetched.items,
            position=position_of(place) if place.windows else "",
            announced=place.announced,
            asked=utilities.take_asked(),
            warnings=tuple(warnings),
            withdrawn=fetched.withdrawn,
        )
        warnings = []


def _place_of(position: str) -> _Place | None:
    """The place with its windows as they were; None at the beginning."""
    place = read_place(_Place, position)
    windows = tuple(tuple(window) for window in place.windows)
    return replace(place, windows=windows) if windows else None


def _next_batch(listing: Listing, place: _Place, size: int) -> tuple[int, ...]:
    first = bisect_right(listing.ids, place.after)
    return listing.ids[first : first + size]


def _after(place: _Place, batch: Sequence[int], listing: Listing) -> _Place:
    """Behind the batch: within its window, or at the next one."""
    if batch and batch[-1] != listing.ids[-1]:
        return replace(place, after=batch[-1])
    listed = place.listed + len(listing.ids)
    return replace(place, windows=place.windows[1:], after=0, listed=listed)


def _refuse_nothing(batch: Sequence[int], fetched: Fetched) -> None:
    """Stop where none of several numbers came that had just been listed: PubMed is broken then.

    It may have given others, which is as bad. What could not be read may be one that was asked for.

    Raises:
        UpstreamError: If so.
    """
    unreadable = any(isinstance(one, Rejected) for one in fetched.items)
    if len(batch) > 1 and len(fetched.missing) == len(batch) and not unreadable:
        reason = f"it listed {len(batch)} records and returned none of them"
        raise UpstreamError("pubmed", reason, "Records received before stay; try again later.")


def _uncounted(place: _Place) -> Iterator[str]:
    if not place.windows and place.listed != place.announced:
        yield f"PubMed announced {place.announced} hits and listed {place.listed}."


def _unreturned(fetched: Fetched) -> Iterator[str]:
    if fetched.missing:
        yield f"PubMed has no record of {', '.join(map(str, fetched.missing))}."
