"""How many people a document says took part, or will."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from re import Match

from app.records import Evidence, EvidenceKind, Participants, Section
from app.tagging import people_numbers as numbers
from app.tagging import people_patterns as patterns
from app.tagging.characters import matches_from
from app.tagging.document import Document
from app.tagging.numbers import value_of
from app.tagging.people_candidates import TITLE_AND_OPENING, Candidate, Place
from app.tagging.people_groups import MAY_HOLD_EACH, groups_then_each
from app.tagging.prose import Prose, SegmentOfProse, prose_of

_READ = frozenset(
    {Section.TITLE, Section.ABSTRACT, Section.OBJECTIVE, Section.METHODS, Section.RESULTS,
     Section.CONCLUSIONS, Section.BACKGROUND, Section.OTHER, Section.INCLUSION, Section.ELIGIBILITY}
)  # fmt: skip
_CONVINCING = 6
_MOST_SUPPORT = 3
"""Points: sentences with at least so many support each other, up to so many more."""
_CONTROLS_FOLLOW = 40
"""Characters that may stand between the patients' sentence and the healthy controls."""
_CITATION = re.compile(r"\[\d{1,3}(?:[\s,;\u2010-\u2015-]{1,2}\d{1,3})*\]")
"""In an introduction it tells of others' participants."""
_NAMES_OF_GROUPS = ("group", "arm")
_NAMES_OF_CASES = ("case", "patient")


def find_participants(document: Document, prose: Prose | None = None) -> Participants | None:
    """The people who took part, or were planned to; None where no number of them is stated.

    A registration's enrolment field comes first; a review has none of its own. Sides, lesions,
    sessions, parts of the whole and other studies' people are never counted. `prose` is the
    document's running text where the caller has it already.
    """
    if document.is_review:
        return None
    from_field = _from_field(document)
    if from_field is not None:
        return from_field
    prose = prose or prose_of(document)
    told = [*_candidates(prose), *_lettered_groups(prose), *_groups_then_each(prose)]
    candidates = _supported(told)
    candidates = _with_control_group([*candidates, *_numbered_cases(prose)], prose)
    best = max(candidates, key=lambda c: (c.score, -c.start), default=None)
    if best is None or best.score <= 0 or (best.people == 1 and not _is_told_of(best, prose)):
        return None
    evidence = Evidence(
        kind=EvidenceKind.QUOTE, text=document.text[best.start : best.end], section=best.section,
        start=best.start, end=best.end,
    )  # fmt: skip
    return Participants(people=best.people, planned=best.planned, evidence=evidence, rule=best.rule)


_ONE_TOLD = re.compile(
    rf"\b(?:he|she|his|her|year-old|case|lady|gentleman|child|neonate|housewife|farmer|caucasian|hispanic|asian|{patterns.NOUN})\b[^.;]{{0,100}}?\b(?:was|were|had|underwent|received|presented|developed"
    r"|sought|came|lost|felt|saw|got|went|grew|fell|took|(?<!\bis\s)(?<!\bare\s)(?<!\bbe\s)[a-z]{3,}ed)\b|\bwe\s(?:report|describe|present)\b"
)
_STORY = 800
"""Characters from a single person on in which a text tells what was done to them."""


def _is_told_of(one: Candidate, prose: Prose) -> bool:
    """Whether a single person took part: the "one patient" of a manual or a caption did not."""
    low = prose.low
    if prose.document.is_registration or one.section == Section.TITLE:
        return True
    if patterns.CASE_REPORT.search(low, 0, TITLE_AND_OPENING):
        return True
    told = patterns.CASE_REPORT.search(low, one.start, one.end)
    return (told or _ONE_TOLD.search(low, one.start, one.start + _STORY)) is not None


def _from_field(document: Document) -> Participants | None:
    """A registration's own number; "actual" in the type field means that they took part."""
    count = kind = None
    for placed in document.sections(Section.FIELD):
        if placed.passage.heading.endswith("enrollmentInfo.count"):
            count = placed
        elif placed.passage.heading.endswith("enrollmentInfo.type"):
            kind = placed.passage.text
    people = value_of(count.passage.text.strip()) if count is not None else None
    if count is None or not people:
        return None
    evidence = Evidence(
        kind=EvidenceKind.STRUCTURED, text=count.passage.text, section=count.passage.heading,
        start=count.start, end=count.end,
    )  # fmt: skip
    planned = (kind or "").strip().upper() != "ACTUAL"
    return Participants(
        people=people, planned=planned, evidence=evidence, rule="participants.field"
    )


def _supported(candidates: list[Candidate]) -> list[Candidate]:
    """A point more for a number each time that another sentence gives it as the participants."""
    places: dict[int, set[int]] = {}
    for candidate in candidates:
        if candidate.score >= _CONVINCING:
            places.setdefault(candidate.people, set()).add(candidate.start)
    return [
        replace(c, score=c.score + min(len(places.get(c.people, ())) - 1, _MOST_SUPPORT))
        if c.score >= _CONVINCING
        else c
        for c in candidates
    ]


def _with_control_group(candidates: list[Candidate], prose: Prose) -> list[Candidate]:
    """Patients of one sentence and the healthy controls of the next are counted together."""
    best = max(candidates, key=lambda c: (c.score, -c.start), default=None)
    if best is None or "control group" not in prose.low:
        return candidates
    following = prose.low[best.end : best.end + 3 * _CONTROLS_FOLLOW]
    match = patterns.CONTROL_GROUP.search(following)
    controls = value_of(match.group("number")) if match else None
    if match is None or not controls or match.start() > _CONTROLS_FOLLOW:
        return candidates
    return [replace(best, people=best.people + controls, rule="participants.controls_added")]


def _candidates(prose: Prose) -> Iterator[Candidate]:
    spans = numbers.numbers_in(prose.low, prose.words)
    places = [start for start, _ in spans]
    for segment in prose.segments:
        section = segment.segment.section
        if section is Section.EXCLUSION:
            yield from _sizes_alone(prose, segment)
        if section in _READ:
            for sentence in prose.sentences_where(segment, _may_count):
                if section is Section.BACKGROUND and _CITATION.search(sentence.text):
                    continue
                first, last = bisect_left(places, sentence.start), bisect_left(places, sentence.end)
                found = Place(prose, sentence, spans[first:last]).candidates()
                yield from (
                    _completers(list(found)) if numbers.tells_of_completers(sentence) else found
                )


def _sizes_alone(prose: Prose, segment: SegmentOfProse) -> Iterator[Candidate]:
    """Behind a list of criteria, which nothing ends: "N = 40."."""
    for sentence in prose.sentences_where(segment, numbers.may_hold_number):
        size = patterns.SIZE_ALONE.match(sentence.low)
        people = value_of(size.group("number")) if size is not None else None
        if people:
            yield Candidate(
                people, sentence.start, sentence.end, 9, prose.document.is_registration,
                "participants.sample_size", segment.segment.section.value,
            )  # fmt: skip


def _completers(candidates: list[Candidate]) -> Iterator[Candidate]:
    """Parts of those who stayed are no more than these: "22 (13 women and 9 men) attended all visits"."""
    counted = {c.people: c.score for c in candidates if c.rule == "participants.counted"}
    for one in candidates:
        most = counted.get(one.people, one.score) + 1
        yield replace(one, score=min(one.score, most)) if one.rule.endswith("_added") else one


def _may_count(marks: int) -> bool:
    return numbers.may_hold_number(marks) or patterns.OF_AGE.may_stand(marks)


def _lettered_groups(prose: Prose) -> Iterator[Candidate]:
    """As in "Group A (n = 30) ... group B (n = 30)", where no total is given."""
    low = prose.low
    if not patterns.LETTERED_GROUP.may_stand(prose.marks.everywhere):
        return
    if sum(low.count(f"{name} ") for name in _NAMES_OF_GROUPS) < 2:
        return
    for placed in prose.document.passages:
        if placed.passage.section not in _READ:
            continue
        found: dict[str, Match[str]] = {}
        groups = matches_from(
            patterns.LETTERED_GROUP.compiled, _NAMES_OF_GROUPS, low, placed.start, placed.end
        )
        for match in groups:
            found.setdefault(match.group("name"), match)
        people = [value_of(m.group("number")) or 0 for m in found.values()]
        if len(found) > 1 and all(people):
            first = next(iter(found.values()))
            yield Candidate(
                sum(people), first.start(), first.end(), 4, prose.document.is_registration,
                "participants.groups_added", placed.passage.section.value,
            )  # fmt: skip


def _groups_then_each(prose: Prose) -> Iterator[Candidate]:
    """As in "three groups: A, B and C. Each group will include 20 patients"."""
    for placed in prose.document.passages if prose.marks.everywhere & MAY_HOLD_EACH else ():
        if placed.passage.section not in _READ:
            continue
        found = groups_then_each(prose.low[placed.start : placed.end])
        if found is not None:
            start, end = placed.start + found.start, placed.start + found.end
            yield Candidate(
                found.people, start, end, found.score, prose.document.is_registration,
                "participants.groups_added", placed.passage.section.value,
            )  # fmt: skip


def _numbered_cases(prose: Prose) -> Iterator[Candidate]:
    """As in "Case 1: ... Case 2: ...": as many people as cases, counted without a gap."""
    found: list[Match[str]] = []
    if patterns.NUMBERED_CASE.may_stand(prose.marks.everywhere):
        pattern = patterns.NUMBERED_CASE.compiled
        found.extend(matches_from(pattern, _NAMES_OF_CASES, prose.low))
    named = {int(m.group("number")) for m in found}
    if len(named) > 1 and named == set(range(1, len(named) + 1)):
        first = found[0]
        yield Candidate(
            len(named), first.start(), first.end(), 5, prose.document.is_registration,
            "participants.numbered_cases", Section.ABSTRACT.value,
        )  # fmt: skip
