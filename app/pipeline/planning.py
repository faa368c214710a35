"""What to ask of a source this time: the rest of an unfinished search, or what changed since."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.pipeline.checkpoints import NEWS, Plan, Wanted
from app.records import CONTEXT_KINDS, Bibliography, SourceRecord
from app.sources import Search, Source
from app.store import SourceRun

OVERLAP = timedelta(days=7)
"""Days of change that are asked for twice. PubMed sets the dates of a record some days before it
can be found, ClinicalTrials.gov posts on weekdays only, and openFDA is rebuilt once a week."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What is known of a source before it is asked."""

    runs: Sequence[SourceRun] = ()
    """Those that succeeded, in any order."""
    unfinished: Plan | None = None
    identifiers: tuple[str, ...] = ()
    """Of reports that the source is asked for beside the query."""
    texts: tuple[str, ...] = ()
    """What the source is asked for full texts by."""


def plan_search(query: str, past: Past, wanted: Wanted, now: datetime) -> Plan:
    """What to ask of a source now.

    An unfinished search goes on, unless the query has changed since or a person wants another.
    """
    unfinished = past.unfinished
    if unfinished is not None and _goes_on(unfinished, query, wanted):
        return unfinished
    since, until = _since(query, past.runs, wanted), now.date()
    searches = [Search(query=query, since=since, until=until)]
    if past.identifiers:
        searches.append(Search(query="", until=until, identifiers=past.identifiers))
    if past.texts:
        searches.append(Search(query="", until=until, identifiers=past.texts))
    return Plan(searches=tuple(searches), wanted=wanted, since=since, until=until, asked_at=now)


def plan_texts(texts: tuple[str, ...], now: datetime) -> Plan:
    """What to ask of a source for full texts alone: it covers no day of change."""
    today = now.date()
    search = Search(query="", until=today, identifiers=texts)
    return Plan(searches=(search,), wanted=NEWS, since=today, until=today, asked_at=now)


def covered_until(query: str, runs: Iterable[SourceRun]) -> date | None:
    """The day up to which runs that succeeded asked for every change; None if none asked for all.

    A run for some days only, long after the last, leaves a gap and moves nothing.
    """
    covered: date | None = None
    for run in sorted(runs, key=lambda run: run.id):
        if run.query != query:
            continue
        if run.since is None:
            covered = max(run.until, covered or run.until)
        elif covered is not None and run.since <= covered:
            covered = max(run.until, covered)
    return covered


def missing_identifiers(
    source: Source, bundled: Iterable[SourceRecord], given: Iterable[Bibliography]
) -> tuple[str, ...]:
    """Identifiers of bundled reports, known by a reader's summary only, that the source may complete."""
    kept = (r.bibliography for r in bundled if not r.withdrawn and r.kind not in CONTEXT_KINDS)
    had = {number for printed in given for number in _numbers_of(printed)}
    return tuple(one for one in identifiers_of(source, kept) if one not in had)


def identifiers_of(source: Source, reports: Iterable[Bibliography]) -> tuple[str, ...]:
    """What the source can be asked by to find these reports, each once."""
    found = (identifier for printed in reports for identifier in source.known_by(printed))
    return tuple(dict.fromkeys(found))


def _numbers_of(printed: Bibliography) -> tuple[str, ...]:
    return printed.pmid, printed.doi, printed.pmcid, *printed.registrations


def _goes_on(unfinished: Plan, query: str, wanted: Wanted) -> bool:
    same_query = all(s.query == query or s.identifiers for s in unfinished.searches)
    return same_query and wanted in (NEWS, unfinished.wanted)


def _since(query: str, runs: Sequence[SourceRun], wanted: Wanted) -> date | None:
    if wanted.full:
        return None
    if wanted.since is not None:
        return wanted.since
    covered = covered_until(query, runs)
    return None if covered is None else covered - OVERLAP
