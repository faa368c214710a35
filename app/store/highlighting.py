"""Where the words of a search stand in a text: the same on both databases, for it is found here."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import func, union_all
from sqlalchemy import select as sql_select
from sqlmodel import Session, col, select

from app.records import Section
from app.store.batches import in_batches
from app.store.derived import DocumentRow, ReportRow, StudyReportRow
from app.store.loaded import passages_of
from app.store.search import phrases_of, reports_with, words_of
from app.store.stemming import stem

WORD = re.compile(r"[^\W_]+")
BEFORE, AFTER = 80, 160
"""Characters of a snippet before its first found word, and after it."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some text, found or between what was found."""

    text: str
    found: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundIn:
    """Where a study answers to the words of a search.

    `passage` is empty where they stand in no text, but in title, authors, journal or numbers.
    """

    passage: tuple[Stretch, ...]
    section: str
    report_title: str
    """Of the report that the passage is of: a study may have several."""


def highlighted(text: str, question: str) -> tuple[Stretch, ...]:
    """The whole text with the words of a search marked."""
    places = _places(text, _stemmed(phrases_of(question)))
    return tuple(_stretches(text, 0, len(text), places))


def find_in_studies(db: Session, public_ids: Sequence[str], question: str) -> dict[str, FoundIn]:
    """For each study the passage in which most of the words stand, with them marked."""
    phrases = phrases_of(question)
    if not phrases or not public_ids:
        return {}
    answering = _answering(db, public_ids, phrases)
    return {public_id: _in_report(*one, phrases) for public_id, one in answering.items()}


def _answering(
    db: Session, public_ids: Sequence[str], phrases: Sequence[str]
) -> dict[str, tuple[ReportRow, DocumentRow]]:
    """Of each study the report in which most of the phrases stand, of equal ones the first."""
    hits = union_all(*(reports_with(db, phrase).distinct() for phrase in phrases)).subquery()
    linked, weight = StudyReportRow, func.count()
    chosen: dict[str, str] = {}
    for some in in_batches(public_ids):
        ranked = db.connection().execute(
            sql_select(col(linked.public_id), col(linked.report_id))
            .join(hits, hits.c.report_id == col(linked.report_id))
            .where(col(linked.public_id).in_(some))
            .group_by(col(linked.public_id), col(linked.report_id), col(linked.position))
            .order_by(col(linked.public_id), weight.desc(), col(linked.position))
        )
        for public_id, report_id in ranked:
            chosen.setdefault(public_id, report_id)
    documents = _documents(db, sorted(set(chosen.values())))
    return {study: documents[report] for study, report in chosen.items() if report in documents}


def _documents(db: Session, ids: Sequence[str]) -> dict[str, tuple[ReportRow, DocumentRow]]:
    found: dict[str, tuple[ReportRow, DocumentRow]] = {}
    for some in in_batches(ids):
        rows = db.exec(
            select(ReportRow, DocumentRow)
            .join(DocumentRow, col(DocumentRow.report_id) == col(ReportRow.report_id))
            .where(col(ReportRow.report_id).in_(some))
        )
        found.update((report.report_id, (report, document)) for report, document in rows)
    return found


def _in_report(report: ReportRow, document: DocumentRow, phrases: Sequence[str]) -> FoundIn:
    wanted = _stemmed(phrases)
    best: tuple[int, tuple[Stretch, ...], str] = (0, (), "")
    texts = (p for p in passages_of(document) if p.section is not Section.TITLE)
    for passage in texts:
        places = _places(passage.text, wanted)
        distinct = len({number for _, _, number in places})
        if distinct > best[0]:
            section = passage.heading or passage.section.value
            best = (distinct, _snippet(passage.text, places), section)
        if distinct == len(wanted):
            break
    return FoundIn(
        passage=best[1],
        section=best[2],
        report_title=report.title,
    )


def _stemmed(phrases: Sequence[str]) -> list[list[str]]:
    return [[stem(word) for word in phrase.split()] for phrase in phrases]


Place = tuple[int, int, int]
"""Start, end, and the number of the phrase."""


def _places(text: str, wanted: list[list[str]]) -> list[Place]:
    """Where each phrase stands, in the order of the text; a phrase is words one after the other."""
    words = [
        (stem(part), match.start(), match.end())
        for match in WORD.finditer(text)
        for part in words_of(match.group())
    ]
    stems = [word for word, _, _ in words]
    firsts: defaultdict[str, list[int]] = defaultdict(list)
    for number, phrase in enumerate(wanted):
        firsts[phrase[0]].append(number)
    return [
        (words[at][1], words[at + len(wanted[number]) - 1][2], number)
        for at, word in enumerate(stems)
        for number in firsts.get(word, ())
        if stems[at : at + len(wanted[number])] == wanted[number]
    ]


def _snippet(text: str, places: list[Place]) -> tuple[Stretch, ...]:
    """A stretch of the passage round the place where most of the phrases stand close together."""
    start = max(places, key=lambda one: (len(_near(places, one[0])), -one[0]))[0]
    first, last = max(0, start - BEFORE), min(len(text), start + AFTER)
    first = first and _next_blank(text, first, start)
    if last < len(text):
        last = max(text.rfind(" ", start, last), *(end for s, end, _ in places if s == start))
    shown = [*_stretches(text, first, last, places)]
    before, after = "… " * (first > 0), " …" * (last < len(text))
    return tuple(one for one in (Stretch(before, False), *shown, Stretch(after, False)) if one.text)


def _near(places: list[Place], start: int) -> set[int]:
    return {number for at, _, number in places if start <= at < start + AFTER}


def _next_blank(text: str, first: int, start: int) -> int:
    blank = text.find(" ", first, start)
    return blank + 1 if blank >= 0 else start


def _stretches(text: str, first: int, last: int, places: list[Place]) -> Iterator[Stretch]:
    at = first
    for start, end, _ in places:
        if start < at or end > last:
            continue
        if at < start:
            yield Stretch(text[at:start], found=False)
        yield Stretch(text[start:end], found=True)
        at = end
    if at < last:
        yield Stretch(text[at:last], found=False)
