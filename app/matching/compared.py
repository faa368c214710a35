"""A record as far as others are held against it: kept, so that it need not be read again."""

import json
from typing import Any

from app.matching.blocking import NEAR_ORDERS, near_buckets
from app.matching.buckets import bucket_id
from app.matching.description import Description
from app.matching.grouping import would_join
from app.matching.nearby import Gathering
from app.matching.people import Telling, Told
from app.matching.values import Candidate
from app.records import Bibliography, RelationKind, ReportKind

RECORDS = Gathering(near_buckets, NEAR_ORDERS, would_join)
"""Records beside those that they may be one report with."""

_KINDS = {kind.value: kind for kind in ReportKind}

_BY_KEY = frozenset({"doi", "nct", "pmid"})
"""Kinds of target that are written in any case."""


_BETWEEN = "\x1f"  # the unit separator; JSON never holds it as it is


def written(one: Description) -> str:
    """The description as it is kept; without its relations, of which no rule asks.

    First what tells nearly all apart, which is read at once, then the rest.
    """
    year = "" if one.year is None else str(one.year)
    first = (one.title, one.page, year, one.volume, " ".join(one.first_author), one.doi)
    known = one.candidate.bibliography
    rest = [
        *(one.candidate.kind.value, one.kind, one.issue, one.span, one.families, one.own_number),
        *(one.is_telling, known.title, known.journal, known.pmid, known.pmcid),
    ]
    return _BETWEEN.join((*first, json.dumps(rest, separators=(",", ":"))))


def read_record(key: str, text: str, arrival: int = 0) -> Description:
    """The description that was kept under this key."""
    return _Kept(key, text, arrival)


class _Kept(Description):
    """A kept description. Of ten that are looked at one is looked at closely: only then all is read."""

    __slots__ = ("_arrival", "_rest")

    def __init__(self, key: str, text: str, arrival: int) -> None:
        self.key = key
        self._arrival = arrival
        # The DOI comes last: it alone may hold any character.
        self.title, self.page, year, self.volume, author, last = text.split(_BETWEEN, 5)
        self.doi, _, self._rest = last.rpartition(_BETWEEN)
        self.compact = self.title.replace(" ", "")
        self.year = int(year) if year else None
        self.first_author = tuple(author.split())

    def __getattr__(self, name: str) -> Any:
        """Reads the rest when any of it is first asked for; Python asks here for unset fields alone."""
        if name not in Description.__slots__:
            raise AttributeError(name)
        (
            kind, self.kind, self.issue, self.span, families, self.own_number,
            self.is_telling, title, journal, pmid, pmcid,
        ) = json.loads(self._rest)  # fmt: skip
        self.families = tuple(families)
        self.candidate = Candidate(
            key=self.key,
            arrival=self._arrival,
            kind=_KINDS[kind],
            bibliography=Bibliography(
                title=title, journal=journal, year=self.year, doi=self.doi, pmid=pmid, pmcid=pmcid
            ),
        )
        return object.__getattribute__(self, name)


def name_buckets(candidate: Candidate) -> frozenset[int]:
    """Where a record is found by what it is called and by what it speaks about.

    Two records that share an identifier or a registration number, one that speaks about another,
    and two that speak about a third have one of them in common.
    """
    return frozenset(bucket_id("name", name) for name in (*_names(candidate), *targets(candidate)))


def spoken_of(candidate: Candidate) -> int:
    """Where those are found that speak about this record by its key."""
    return bucket_id("name", candidate.key)


def targets(candidate: Candidate) -> list[str]:
    """What a record speaks about: in one case, or keys of records. What it cites ties nothing."""
    found = (target for kind, target, _ in candidate.relations if kind != RelationKind.CITES)
    return [_plain(target) for target in found if target]


def _names(candidate: Candidate) -> list[str]:
    known = candidate.bibliography
    numbers = [("nct", number) for number in known.registrations]
    names = (("doi", known.doi), ("pmid", known.pmid), ("pmcid", known.pmcid), *numbers)
    return [f"{kind}:{value}".casefold() for kind, value in names if value]


def _plain(target: str) -> str:
    return target.casefold() if target.partition(":")[0] in _BY_KEY else target


def written_telling(member: Telling) -> str:
    """What a report tells, as it is kept."""
    told = member.told
    lists = sorted(told.about), sorted(told.sites)
    return json.dumps([written(member.one), told.people, *lists, told.until])


def read_telling(arrival: int, key: str, text: str) -> Telling:
    """What was kept of the report of this arrival under this key."""
    one, people, about, sites, until = json.loads(text)
    told = Told(people=people, about=frozenset(about), sites=frozenset(sites), until=until)
    return Telling(read_record(key, one, arrival), told)
