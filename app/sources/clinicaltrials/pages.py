"""ClinicalTrials.gov (API v2): registrations by Essie expression or number, with their results."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from app.errors import UpstreamError
from app.records import Rejected, SourceRecord
from app.records.identifiers import canonical_nct
from app.sources.asking import Asking, query_of
from app.sources.client import Client, Host, Json, holds, json_object
from app.sources.clinicaltrials.study import SOURCE, study_record, study_records
from app.sources.place import Progress, key_of, position_of, read_place
from app.sources.upstream import Page, Search

URL = "https://clinicaltrials.gov/api/v2"

_PAGE_SIZE = 100  # of at most 1000: with its results one study has up to 10 MB
_NUMBERS_AT_ONCE = 100  # longer addresses are refused (414)
_MOST_ROUNDS = 3
_PER_SECOND = 1.0  # robots.txt asks for it; no pace is documented
_OK = frozenset({200})
_NUMBER = re.compile(r"NCT\d{8}", re.IGNORECASE)
_ONLY_NUMBERS = re.compile(rf"(?:\W|\bOR\b|{_NUMBER.pattern})+", re.IGNORECASE)
_RENEWED = "ClinicalTrials.gov renewed its data while they were read; its pages are read again."
_STILL_MOVING = (
    "ClinicalTrials.gov renewed its data again while they were read; a study may be missing."
)

_Item = SourceRecord | Rejected


def host(url: str = URL) -> Host:
    """How the registry wants to be asked."""
    return Host(name=SOURCE, base_url=url, per_second=_PER_SECOND)


@dataclass(frozen=True, slots=True)
class _Place:
    """`token` leads on within the data of `version`; `round` counts how often they were begun."""

    token: str = ""
    version: str = ""
    round: int = 1
    announced: int | None = None


@dataclass(frozen=True, slots=True)
class _At:
    """How many of the numbers asked for are done."""

    done: int = 0


class ClinicalTrials:
    """`Search.query` is an Essie expression: words, "phrases", AREA[...], AND, OR, NOT."""

    name = SOURCE

    def __init__(self, client: Client) -> None:
        self._asking = Asking(client)

    def pages(self, search: Search, position: str = "") -> Iterator[Page]:
        """As `Upstream.pages`; a query that consists of NCT numbers alone is a list of them.

        The registry answers such a query by number too, whatever days of change it is given.
        """
        numbers = search.identifiers
        if not numbers and _ONLY_NUMBERS.fullmatch(search.query):
            numbers = tuple(_NUMBER.findall(search.query))
        if numbers:
            return self._by_number(numbers, read_place(_At, position))
        return self._by_query(search, read_place(_Place, position))

    def _by_query(self, search: Search, begin: _Place) -> Iterator[Page]:
        place: _Place | None = begin
        progress = Progress(self.name)
        while place is not None:
            reading = place.round
            page, place = self._turn(search, place)
            progress.note(f"{reading} {key_of(one)}" for one in page.items)
            yield page

    def _turn(self, search: Search, place: _Place) -> tuple[Page, _Place | None]:
        """One page, and where the next one is."""
        if not place.token:
            place = replace(place, version=self._version())
        expect = _OK | {400} if place.token else _OK
        answer = self._asking.get("studies", _params(search, place), _lists_studies, expect)
        if answer.status == 400:  # a token is good for one version of the data
            return self._end(place, (), refused=True)
        found = json_object(answer)
        if (total := found.get("totalCount")) is not None:
            place = replace(place, announced=total if isinstance(total, int) else None)
        items = tuple(study_records(found.get("studies"), answer.url))
        if token := found.get("nextPageToken"):
            following = replace(place, token=str(token))
            return self._page(items, following, place.announced), following
        return self._end(place, items, refused=False)

    def _end(
        self, place: _Place, items: Sequence[_Item], *, refused: bool
    ) -> tuple[Page, _Place | None]:
        """The end of one reading: the data are read again if they changed under it."""
        following = _Place(round=place.round + 1) if place.round < _MOST_ROUNDS else None
        if not refused and self._version() == place.version:
            return self._page(items, None, place.announced), None
        if following:
            return self._page(items, following, place.announced, _RENEWED), following
        if refused:
            raise UpstreamError(self.name, "it refuses its own page tokens", "Try again later.")
        return self._page(items, None, place.announced, _STILL_MOVING), None

    def _page(
        self,
        items: Sequence[_Item],
        following: _Place | None,
        announced: int | None,
        *warnings: str,
    ) -> Page:
        return Page(
            items=tuple(items),
            position=position_of(following) if following else "",
            announced=announced,
            asked=self._asking.taken(),
            warnings=warnings,
        )

    def _version(self) -> str:
        """When the data were made; empty where the registry does not say."""
        answer = self._asking.get("version", {}, holds(_no_flaw), _OK | {404})
        stamp = json_object(answer).get("dataTimestamp")
        return stamp if isinstance(stamp, str) else ""

    def _by_number(self, numbers: Sequence[str], at: _At) -> Iterator[Page]:
        while True:
            some = numbers[at.done : at.done + _NUMBERS_AT_ONCE]
            at = _At(at.done + len(some))
            yield self._numbered(some, position_of(at) if at.done < len(numbers) else "")
            if at.done >= len(numbers):
                return

    def _numbered(self, asked: Sequence[str], position: str) -> Page:
        """Several at once by list, then one by one those that the list does not give."""
        # One malformed number and the registry refuses the whole list.
        warnings = [f'"{text}" is no NCT number.' for text in asked if not canonical_nct(text)]
        wanted = dict.fromkeys(nct for text in asked if (nct := canonical_nct(text)))
        items = list(self._listed(tuple(wanted)))
        listed = {one.source_id for one in items if isinstance(one, SourceRecord)}
        singles = {nct: self._single(nct) for nct in wanted if nct not in listed}
        unknown = tuple(nct for nct, found in singles.items() if found is None)
        if unknown and not self._version():
            raise UpstreamError(self.name, "it knows neither the studies nor its own version")
        warnings += [f"ClinicalTrials.gov has no study {nct} (any more)." for nct in unknown]
        return Page(
            items=(*items, *(found for found in singles.values() if found is not None)),
            position=position,
            announced=None,
            asked=self._asking.taken(),
            warnings=tuple(warnings),
            withdrawn=unknown,
        )

    def _listed(self, wanted: Sequence[str]) -> Iterator[_Item]:
        if wanted:
            params: dict[str, str | int] = {
                "filter.ids": ",".join(wanted),
                "pageSize": _NUMBERS_AT_ONCE,
                "format": "json",
            }
            answer = self._asking.get("studies", params, _lists_studies)
            yield from study_records(json_object(answer).get("studies"), answer.url)

    def _single(self, nct: str) -> _Item | None:
        """A study by its number or by one that it had (301); None where there is none."""
        answer = self._asking.get(f"studies/{nct}", {"format": "json"}, _is_study, _OK | {404})
        if answer.status == 404:
            return None
        return study_record(json_object(answer), answer.url, asked=nct)


def _params(search: Search, place: _Place) -> Mapping[str, str | int]:
    """Every page repeats all parameters but the total's; without a sort the order is not stable."""
    params: dict[str, str | int] = {
        "query.term": query_of(search, SOURCE),
        "sort": "LastUpdatePostDate:asc",
        "pageSize": _PAGE_SIZE,
        "format": "json",
    }
    if search.since:
        window = f"AREA[LastUpdatePostDate]RANGE[{search.since},{search.until}]"
        params["filter.advanced"] = window
    return params | ({"pageToken": place.token} if place.token else {"countTotal": "true"})


def _lacks_studies(found: Json) -> str:
    return "" if isinstance(found.get("studies"), list) else "it has no list of studies"


def _lacks_protocol(found: Json) -> str:
    return "" if "protocolSection" in found else "it is no study"


def _no_flaw(_: Json) -> str:
    return ""


_lists_studies = holds(_lacks_studies)
_is_study = holds(_lacks_protocol)
