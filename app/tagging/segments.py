"""Passages cut further at the headings that stand inside their text, with offsets."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.records import Section
from app.tagging.document import Document, PlacedPassage


@dataclass(frozen=True, slots=True)
class Segment:
    """`start:end` of the stored text, the section it belongs to and the heading above it."""

    section: Section
    heading: str
    start: int
    end: int


_UNCUT = frozenset({Section.TITLE, Section.TABLE, Section.FIELD, Section.CAPTION})
_CRITERIA = re.compile(
    r"""\b(?:(?:key|main|major|general|specific|important)\s)?(?:
      (?P<both>(?:inclusion\s?(?:/|and|&)\s?exclusion|eligibility|selection)\s(?:criteria\s?)?[:-](?!\w))
    | (?P<inclusion>inclusion(?:\scriteria)?
        (?:\s?\([^()]{0,40}\))?\s?(?::|-\s|(?<=criteria)\s?(?:were|are|included|include)\b|(?<=criteria)\s*\n))
    | (?P<exclusion>exclusions?(?:\scriteria)?
        (?:\s?\([^()]{0,40}\))?\s?(?::|-\s|(?<=criteria)\s?(?:were|are|included|include)\b|(?<=criteria)\s*\n)))
    | (?P<restart>@highlight)""",
    re.VERBOSE,
)
_LABEL = re.compile(
    r"""(?:\A|\n|[.!?]\s)(?P<label>background|introduction|importance|context|objectives?|aims?|purpose|methods?
        |(?:materials?|patients)\sand\smethods|design|setting|participants|interventions?|results|findings|observations?
        |main\soutcome\smeasures?|conclusions?(?:\sand\srelevance)?|discussion|limitations)\s?(?:/\w+)?(?::|\s-\s)""",
    re.VERBOSE,
)
_LONGEST_CRITERIA_OF_AN_ABSTRACT = 1500
_TOLD = re.compile(
    r"(?<=[.!?])\s+(?=[A-Z0-9](?:(?!\bwho\b|\bthat\b)[^.;:]){0,90}\b(?:were|was|took|received|underwent|completed|participated|had)\b)"
)
_LABELS = {
    "background": Section.BACKGROUND, "introduction": Section.BACKGROUND,
    "importance": Section.BACKGROUND, "context": Section.BACKGROUND,
    "objective": Section.OBJECTIVE, "aim": Section.OBJECTIVE, "purpose": Section.OBJECTIVE,
    "results": Section.RESULTS, "findings": Section.RESULTS, "observation": Section.RESULTS,
    "conclusion": Section.CONCLUSIONS, "discussion": Section.DISCUSSION,
    "limitations": Section.DISCUSSION,
}  # fmt: skip


def segments(document: Document, low: str) -> tuple[Segment, ...]:
    """The whole document as segments in order of their offsets; `low` is its text in lower case.

    "Inclusion Criteria:", "Exclusion:", "METHODS:" and the like begin a new segment; a criteria
    segment ends at the next heading or where the text says that its summary begins.
    """
    found = [
        s for placed in document.passages for s in _cut(placed, low[placed.start : placed.end])
    ]
    if document.is_registration:
        return tuple(found)
    return tuple(part for segment in found for part in _back_to_the_story(document, segment))


def _back_to_the_story(document: Document, segment: Segment) -> Iterator[Segment]:
    """In an abstract criteria end where the text tells again what was done to people."""
    criteria = segment.section in (Section.INCLUSION, Section.EXCLUSION, Section.ELIGIBILITY)
    if not criteria or segment.end - segment.start > _LONGEST_CRITERIA_OF_AN_ABSTRACT:
        yield segment
        return
    told = _TOLD.search(document.text, segment.start, segment.end)
    if told is None:
        yield segment
        return
    yield replace(segment, end=told.start())
    yield Segment(Section.METHODS, "", told.end(), segment.end)


def _cut(placed: PlacedPassage, low: str) -> Iterator[Segment]:
    passage = placed.passage
    section, heading, start = passage.section, passage.heading, placed.start
    if section in _UNCUT:
        yield Segment(section, heading, start, placed.end)
        return
    section = outer = _section_of_heading(heading, section)
    for offset, after, begins in _headings(low, outer):
        at = placed.start + offset
        if at > start:
            yield Segment(section, heading, start, at)
        section, start = begins, at
        heading = passage.text[offset:after].strip(" :-\n")
    yield Segment(section, heading, start, placed.end)


def _headings(low: str, outer: Section) -> list[tuple[int, int, Section]]:
    """Start and end of every heading inside the text, with the section that it begins."""
    found = [
        (m.start("label"), m.end(), _section_of_label(m.group("label")))
        for m in _LABEL.finditer(low)
    ]
    if "clusion" in low or "criteria" in low or "eligibility" in low or "@highlight" in low:
        sections = {
            "both": Section.ELIGIBILITY, "inclusion": Section.INCLUSION,
            "exclusion": Section.EXCLUSION, "restart": outer,
        }  # fmt: skip
        found += [
            (m.start(), m.end(), sections[m.lastgroup or "restart"])
            for m in _CRITERIA.finditer(low)
        ]
    return sorted(found, key=lambda heading: heading[0])


def _section_of_label(label: str) -> Section:
    for word, section in _LABELS.items():
        if label.startswith(word):
            return section
    return Section.METHODS


_CRITERIA_HEADING = re.compile(r"(?P<in>inclusion|eligibility)|(?P<out>exclusion)", re.IGNORECASE)


def _section_of_heading(heading: str, section: Section) -> Section:
    """A passage headed "Inclusion criteria" is one, whatever section its source put it in."""
    if section in (Section.INCLUSION, Section.EXCLUSION, Section.ELIGIBILITY) or len(heading) > 60:
        return section
    kinds = {m.lastgroup for m in _CRITERIA_HEADING.finditer(heading)}
    if kinds == {"in"}:
        return Section.INCLUSION
    if kinds == {"out"}:
        return Section.EXCLUSION
    return Section.ELIGIBILITY if kinds else section
