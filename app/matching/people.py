"""Reports that may tell of the same people: by who wrote them, where, when and on how many."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from app.matching.blocking import NEIGHBOURS, SMALL
from app.matching.buckets import bucket_id
from app.matching.description import Description, describe, printed_families
from app.matching.grouping import Pairs
from app.matching.likeness import Likeness
from app.matching.nearby import Gathering
from app.matching.questions import AskingRule, MatchQuestion, question_about
from app.matching.suspecting import ONE_STUDY_YEARS, SAYS_NOTHING
from app.matching.values import Candidate, Report
from app.records import ReportKind
from app.records.sites import site_key

SHARED_AUTHORS = 0.5
"""Share of the shorter list of authors from which two studies can be by the same people."""
LEAST_SHARED = 2
MOST_NAMED = 3
"""Sites of one report that a question names."""
LEAST_PEOPLE = 5
"""Participants; that two case reports have one each says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a report tells of its study, as far as another study is suspected by it."""

    people: int | None = None
    about: frozenset[str] = frozenset()
    """What was treated and where on the body, in ids."""
    sites: frozenset[str] = frozenset()
    """Names of the places that it tells of."""
    until: int | None = None
    """The year in which a registered study ends."""


class Telling(NamedTuple):
    """A report that tells of so many people, as one record under the key that no arrival changes."""

    one: Description
    told: Told

    @property
    def key(self) -> str:
        """The lowest of its records' keys."""
        return self.one.key


def telling(report: Report, told: Told | None) -> Telling | None:
    """The report and what it tells; None where no other study is suspected by that."""
    if told is None or (told.people or 0) < LEAST_PEOPLE:
        return None
    if report.kind in {*SAYS_NOTHING, ReportKind.REVIEW}:
        return None
    return Telling(describe(_whole(report)), told)


def people_questions(
    reports: Sequence[Report], told: Mapping[str, Told], pairs: Pairs | None = None
) -> Iterator[MatchQuestion]:
    """Reports by the same authors or from one site, at the same time, on as many people.

    `pairs` as those of `likeness_questions`, of whole reports.
    """
    found = (telling(report, told.get(report.key)) for report in reports)
    known = {one.key: one for one in found if one is not None}
    if pairs is None:
        for one, other in _at_the_same_time(known.values()):
            yield from _about_people(one, other)
    else:
        for lower, higher in pairs:
            yield from _about_people(known[lower], known[higher])


def _at_the_same_time(known: Iterable[Telling]) -> set[tuple[Telling, Telling]]:
    gathered: defaultdict[_Shared, list[Telling]] = defaultdict(list)
    for member in known:
        for shared in _shared(member):
            gathered[shared].append(member)
    return {pair for members in gathered.values() for pair in _beside(members)}


_Shared = tuple[str, str, int | None]


def _shared(member: Telling) -> Iterator[_Shared]:
    """By what reports on as many people are looked at together: their authors and their sites."""
    people = member.told.people
    yield from (("author", family, people) for family in member.one.families)
    yield from (("site", key, people) for key in _sites(member.told))


def _sites(told: Told) -> dict[str, str]:
    """The printed names by what two spellings have in common."""
    return {key: name for name in sorted(told.sites) if (key := site_key(name))}


def _whole(report: Report) -> Candidate:
    key = min(joined.key for joined in report.records)
    return Candidate(
        key=key, arrival=report.arrival, kind=report.kind, bibliography=report.bibliography
    )


def _beside(members: Sequence[Telling]) -> Iterator[tuple[Telling, Telling]]:
    """Pairs of an author's or a site's reports; of very many only those that stand near each other in time."""
    in_order = sorted(members, key=_by_year)
    reach = len(members) if len(members) <= SMALL else NEIGHBOURS
    for at, one in enumerate(in_order):
        for other in in_order[at + 1 : at + 1 + reach]:
            yield (one, other) if one.key < other.key else (other, one)


def _by_year(member: Telling) -> tuple[int, str]:
    return member.one.year or 0, member.key


def _about_people(lower: Telling, higher: Telling) -> Iterator[MatchQuestion]:
    """Of two in the order of their keys; places alone raise it where one of them has no authors."""
    (one, says), (other, says_too) = lower, higher
    pair = Likeness(one, other)
    authors = sorted(set(one.families).intersection(other.families))
    ours, others = _sites(says), _sites(says_too)
    sites = sorted(ours[key] for key in ours.keys() & others.keys())
    if not _same_team(pair, len(authors), is_one_site=bool(sites)) or not _same_time(lower, higher):
        return
    if says.about and says_too.about and not says.about & says_too.about:
        return
    years = ", ".join(sorted({str(one.year), str(other.year)}))
    printed = printed_families(one.candidate.bibliography)
    names = _listed([printed.get(family, family) for family in authors])
    because = (
        f"{says.people} people in both",
        f"both at {' and '.join(sites)}" if sites else "",
        f"{names} are authors of both ({years})" if len(authors) > 1 else "",
        f"{names} is an author of both ({years})" if len(authors) == 1 else "",
        "" if authors else years,
    )
    elsewhere = ours and others and not sites
    against = "other titles" + (f"; {_apart(ours)} and {_apart(others)}" if elsewhere else "")
    yield question_about(
        one.key, other.key, AskingRule.SAME_PEOPLE, "; ".join(filter(None, because)), against
    )


def _same_team(pair: Likeness, shared: int, *, is_one_site: bool) -> bool:
    """Whether enough people wrote both; fewer where it was at one place."""
    if pair.authors is None:
        # A site runs many registered trials of twenty people; their numbers say which is which.
        registered = {pair.one.candidate.kind, pair.other.candidate.kind}
        return is_one_site and registered != {ReportKind.REGISTRATION}
    return shared >= (1 if is_one_site else LEAST_SHARED) and pair.authors >= SHARED_AUTHORS


def _same_time(lower: Telling, higher: Telling) -> bool:
    """Whether one came out not long after the other, or after a registered study's end."""
    spans = [
        (one.one.year, max(one.one.year, one.told.until or one.one.year))
        for one in (lower, higher)
        if one.one.year is not None
    ]
    if len(spans) < 2:
        return False
    (begins, ends), (begins_too, ends_too) = spans
    return max(begins - ends_too, begins_too - ends) <= ONE_STUDY_YEARS


def _listed(names: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def _apart(sites: Mapping[str, str]) -> str:
    return " and ".join(sorted(sites.values())[:MOST_NAMED])


def people_buckets(member: Telling) -> tuple[int, ...]:
    """Where a report stands beside others by an author of it or from its site, on as many people."""
    return tuple(bucket_id("people", shared) for shared in _shared(member))


PEOPLE = Gathering(people_buckets, (_by_year,), lambda one, other: any(_about_people(one, other)))
"""Reports that tell of people beside each other."""
