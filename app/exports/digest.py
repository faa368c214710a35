"""What changed since a day as finished words."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, repeat, zip_longest

from app.answers import Cited, Digest
from app.exports.change_pages import page_of, study_page
from app.exports.change_words import HEADINGS, LEADS, summary_of
from app.exports.digest_values import (
    AskedSource,
    DigestCitation,
    DigestLine,
    DigestSection,
    DigestView,
)
from app.exports.event_words import event_sentence
from app.exports.living_words import review_points
from app.exports.prisma_sources import printed_source
from app.exports.report_links import ReportLink, report_links
from app.gapmap import Change, ChangeKind
from app.records import Bibliography
from app.store import Event, SourceRun, place_of_print, reference_of
from app.topic import Topic

GRAVE = frozenset({ChangeKind.RETRACTED, ChangeKind.WITHDRAWN, ChangeKind.CONCERN_RAISED})
MOST_CITED = 3  # studies under one change of the map; its page lists them all


def digest_view(digest: Digest, topic: Topic, site: str = "") -> DigestView:
    """The digest as a reader sees it; `site` is where the dashboard is reached, without a slash."""
    return DigestView(
        title=f"{topic.title}: what changed since {digest.since}",
        period=f"From {digest.since} 00:00 to {digest.until:%Y-%m-%d %H:%M} UTC",
        summary=summary_of(Counter(change.kind for change in digest.changes)),
        coverage=coverage_of(digest.runs),
        sections=tuple(_sections(digest, site)),
        asked=tuple(_asked(digest.runs)),
        now=tuple(digest.facts.sentences),
        caution="Absence here is absence from what was read, not proof that no study exists. "
        "“Not reported” never means “excluded”.",
        review=review_points(
            digest.review, summary_of(Counter(change.kind for change in digest.changes))
        )
        if digest.review
        else (),
        known="What was known then" if digest.is_past else "What is known now",
    )


def coverage_of(runs: Sequence[SourceRun]) -> str:
    """Whether silence means anything: who was asked, and who could not be."""
    if not runs:
        return "No source was asked in this time: what came out meanwhile is not known here."
    last = _by_source(runs)
    failed = [name for name, own in last.items() if own[0].status == "failed"]
    answered = [name for name in last if name not in failed]
    sentences = (
        f"Asked: {', '.join(answered)}." if answered else "",
        f"Not fully asked: {', '.join(failed)}. What is new there may be missing here."
        if failed
        else "",
    )
    return " ".join(filter(None, sentences))


def _sections(digest: Digest, site: str) -> Iterator[DigestSection]:
    by_kind: dict[ChangeKind, list[DigestLine]] = {}
    behind = zip_longest(digest.events, digest.permalinks, fillvalue=())
    untold = chain(behind, repeat(((), ())))
    for change, (events, frozen) in zip(digest.changes, untold, strict=False):
        line = _line(change, digest.cited, site)
        by_kind.setdefault(change.kind, []).append(
            replace(line, by=_by(events), frozen=tuple(_frozen(frozen, site)))
        )
    for kind in ChangeKind:
        if kind in by_kind:
            lines = tuple(by_kind[kind])
            yield DigestSection(heading=HEADINGS[kind], grave=kind in GRAVE, lines=lines)


def _by(events: Sequence[Event]) -> str:
    told = "; ".join(map(event_sentence, events[:MOST_CITED]))
    left = len(events) - MOST_CITED
    return f"{told}; and {left:,} more" if left > 0 else told


def _frozen(names: Iterable[str], site: str) -> Iterator[ReportLink]:
    return (ReportLink(f"p/{name}", f"{site}/p/{name}" if site else "") for name in names)


def _line(change: Change, cited: Cited, site: str) -> DigestLine:
    citations = tuple(_citations(change, cited, site))
    left = len(change.study_ids) - MOST_CITED
    return DigestLine(
        text=change.sentence.removeprefix(LEADS.get(change.kind, "")),
        page=f"{site}{page_of(change)}" if site and not change.title else "",
        citations=citations,
        more=f"and {left:,} more {'study' if left == 1 else 'studies'}" if left > 0 else "",
    )


def _citations(change: Change, cited: Cited, site: str) -> Iterator[DigestCitation]:
    """The report that it speaks of, else the studies that it rests on."""
    own = cited.records.get(change.record)
    for public_id in change.study_ids[:MOST_CITED]:
        printed = own or cited.studies.get(public_id, Bibliography(title=""))
        yield DigestCitation(
            words=place_of_print(printed) if change.title else _reference(printed),
            links=report_links(printed),
            study=ReportLink(public_id, f"{site}{study_page(public_id)}" if site else ""),
        )


def _reference(printed: Bibliography) -> str:
    return reference_of(printed) if printed.title else place_of_print(printed)


def _asked(runs: Iterable[SourceRun]) -> Iterator[AskedSource]:
    for name, own in _by_source(runs).items():
        sums = {count: sum(run.counts.get(count, 0) for run in own) for count in _COUNTS}
        times = "once" if len(own) == 1 else f"{len(own)} times"
        told = [
            f"{sums[count]:,} {word}"
            for count, word in _COUNTS.items()
            if sums[count] or count in _ALWAYS
        ]
        failed = own[0].reason if own[0].status == "failed" else ""
        yield AskedSource(
            name=name,
            told=f"asked {times}: {', '.join(told)}",
            failed=failed and f"The last time it failed: {failed}",
        )


_COUNTS = {
    "received": "received",
    "new": "new",
    "updated": "updated",
    "rejected": "in quarantine",
    "withdrawn": "deleted by the source",
}
_ALWAYS = frozenset({"received", "new", "updated"})


def _by_source(runs: Iterable[SourceRun]) -> dict[str, list[SourceRun]]:
    """By printed name, in its order; each with its latest run first."""
    found: dict[str, list[SourceRun]] = {}
    for run in runs:
        found.setdefault(printed_source(run.source).name, []).append(run)
    return dict(sorted(found.items()))
