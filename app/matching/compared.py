"""A record as far as others are held against it: kept, so that it need not be read again."""

import json

from app.matching.blocking import near_buckets, neighbours
from app.matching.buckets import bucket_id
from app.matching.description import Description, Forms
from app.matching.grouping import would_join
from app.matching.nearby import Gathering
from app.matching.suspecting import Telling, Told
from app.matching.values import Candidate
from app.records import Bibliography, RelationKind, ReportKind

RECORDS = Gathering(near_buckets, neighbours, would_join)
"""Records beside those that they may be one report with."""

_ASKED = ("title", "journal", "year", "doi", "pmid", "pmcid")
"""What the rules ask a record for beside its forms."""

_LISTS = tuple(Forms._fields.index(name) for name in ("first_author", "families"))
_KINDS = {kind.value: kind for kind in ReportKind}

_BY_KEY = frozenset({"doi", "nct", "pmid"})
"""Kinds of target that are written in any case."""


def written(one: Description) -> str:
    """The description as it is kept; without its relations, of which no rule asks."""
    known = one.candidate.bibliography
    forms = [getattr(one, name) for name in Forms._fields]
    asked = [getattr(known, name) for name in _ASKED]
    return json.dumps([one.candidate.kind.value, forms, asked], separators=(",", ":"))


def read_record(key: str, text: str, arrival: int = 0) -> Description:
    """The description that was kept under this key."""
    kind, forms, (title, journal, year, doi, pmid, pmcid) = json.loads(text)
    known = Bibliography(title=title, journal=journal, year=year, doi=doi, pmid=pmid, pmcid=pmcid)
    candidate = Candidate(key=key, arrival=arrival, kind=_KINDS[kind], bibliography=known)
    for place in _LISTS:
        forms[place] = tuple(forms[place])
    return Description(candidate, Forms._make(forms))


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
    return json.dumps([written(member.one), member.told.people, sorted(member.told.about)])


def read_telling(arrival: int, key: str, text: str) -> Telling:
    """What was kept of the report of this arrival under this key."""
    one, people, about = json.loads(text)
    told = Told(people=people, about=frozenset(about))
    return Telling(read_record(key, one, arrival), told)
