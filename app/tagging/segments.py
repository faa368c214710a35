"""Passages cut further at the headings that stand inside their text, with offsets."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.records import Section
from app.tagging.characters import places_of
from app.tagging.document import Document, PlacedPassage
from app.tagging.headings import MEASURED_LABEL


@dataclass(frozen=True, slots=True)
class Segment:
    """`start:end` of the stored text, the section it belongs to and the heading above it."""

    section: Section
    heading: str
    start: int
    end: int


_UNCUT = frozenset({Section.TITLE, Section.TABLE, Section.FIELD, Section.CAPTION})
_CRITERIA = re.compile(
    r"""(?:
      (?P<both>(?:inclusion\s?(?:/|and|&)\s?exclusion|eligibility|selection)\s(?:criteria\s?)?[:-](?!\w))
    | (?P<inclusion>who\scan\s(?:participate|take\spart)\?|you\s(?:may|can)\s(?:join|participate|take\spart)\sif\s?:|inclusions?(?:\scriteria)?
        (?:\s?\([^()]{0,40}\))?\s?(?::|-\s|(?<=criteria)\s?(?:were|are|included|include|comprised|comprise|consisted\sof)\b|(?<=criteria)\s*\n))
    | (?P<exclusion>you\s(?:may\snot|cannot|can\snot)\s(?:join|participate|take\spart)\sif\s?:|exclusions?(?:\scriteria)?
        (?:\s?\([^()]{0,40}\))?\s?(?::|-\s|(?<=criteria)\s?(?:were|are|included|include|comprised|comprise|consisted\sof)\b|(?<=criteria)\s*\n)))
    | (?P<restart>@highlight|what\s(?:does|will)\s(?:it|the\s(?:study|trial))\sinvolve\?|what\sare\sthe\spossible\s[^?.\n]{1,60}\?|where\sis\sthe\s(?:study|trial)\srun)""",
    re.VERBOSE,
)
_MET = re.compile(r"\b(?:met|meet(?:ing)?|fulfil\w*|satisf\w+)\s(?:(?:all|the|our|these)\s){0,2}\Z")
"""Before criteria that are no heading: "the 708 who met the inclusion criteria were randomized"."""
_LONGEST_MET = 30
_CAPITALS = re.compile(
    r"\b(?:(?P<inclusion>Inclusion|INCLUSION)|(?P<exclusion>Exclusion|EXCLUSION))\s(?:[Cc]riteria|CRITERIA)(?=\s+[\dA-Z*\u2022-])"
)
"""A heading whose colon was lost: "Exclusion Criteria 1. Fitzpatrick skin type VI"."""
_OF_LIST = r"""\s(?:from\s(?:the\s|this\s|our\s)?(?:study|trial|participation)\s)?(?:if|when|in\s(?:the\s)?(?:case|presence|event)\sof|for|with)\b
        (?:\s(?:they|he|she|or|any|all|each|one|at\sleast|of|the|these|this|following|more|conditions?|criteria|reasons?|had|have|has|presented|present|with|was|were|are|is|met|meet|apply|applies|applied|below|a|history|there)\b){0,10}"""
_LIST_BEGINS = (
    r"(?:\s?:[ ]?\n|[ ]?\n(?=[ \t]*(?:[-*\u2022\u25cf(]|\d{1,2}[.)]|[^\n;]{1,200};[ ]?\n)))"
)
"""Not every new line begins a list: some registries break theirs in mid-sentence."""
_LISTED = re.compile(
    rf"""(?P<exclusion>\b(?:not\s(?:be\s)?(?:included|admitted|enrolled|eligible|accepted|considered|recruited|invited|allowed\sto\s(?:take\spart|participate|enter))|(?:excluded|ineligible|barred)){_OF_LIST}{_LIST_BEGINS})
    |(?P<inclusion>\b(?<!not\s)(?<!not\sbe\s)(?:included|admitted|enrolled|eligible|accepted|invited){_OF_LIST}{_LIST_BEGINS})""",
    re.VERBOSE,
)
"""A sentence that a list of criteria ends: "Patients were not admitted in case of" and a new line."""
_AFTER_CRITERIA = re.compile(
    rf"""(?:[.;\n]\s(?P<heading>(?:(?:actual\s|estimated\s|target\s|final\s)?enrol{{1,2}}ment|allocation|sample\ssize|(?:primary|secondary|main)\s(?:end\s?points?|outcomes?)(?:\smeasures?)?
        |end\s?points?|outcomes?|study\sdesign|procedures?|treatments?|masking|follow-?\s?up|recruitment|target\s(?:number|sample)|(?:study\s)?arms?(?:\sand\sinterventions)?|arm\sgroups?|groups?|cohorts?)\s?:)
    |[.;\n]\s(?P<measured>{MEASURED_LABEL}\s?:)
    |\n(?P<line>(?:(?:primary|secondary|main|other)\s(?:end\s?points?|outcomes?)(?:\smeasures?)?|outcome\smeasures?|arms(?:\sand\sinterventions)?|study\sarms|study\stype
        |study\sdesign|brief\ssummary|detailed\sdescription)[ ]?(?=[:\n])))""",
    re.VERBOSE,
)
"""With a colon anywhere, or alone on a line; "At 6 weeks and 3 months:" tells what is measured then."""
_CRITERIA_WORDS = (
    "inclusion", "exclusion", "eligibility", "selection", "@highlight", "who can", "what does",
    "what will", "what are the", "where is", "you may", "you can",
)  # fmt: skip
"""One of them begins every heading of criteria; looked for first, because that is quick."""
_LABEL = r"""(?P<label>(?:summary\s(?:of\s)?)?background(?:\sdata)?|introduction|importance|context|objectives?|aims?|purpose|method(?:s|ology)?(?:\sand\sanalysis)?
        |ethics(?:\sand\sdissemination)?|(?:materials?|patients)\sand\smethods|design|setting|participants|interventions?|results|findings|observations?
        |main\soutcome\smeasures?|conclusions?(?:\sand\srelevance)?|discussion|limitations)\s?(?:/\w+)?(?::|\s-\s)"""
_OPENING_LABEL = re.compile(_LABEL, re.VERBOSE)
_INNER_LABEL = re.compile(rf"[\n.!?](?:(?<=\n)|(?<!\n)\s){_LABEL}", re.VERBOSE)
"""It begins with one set of characters, so that the search leaps from mark to mark."""
_CAPITAL_LABEL = re.compile(
    r"""(?:\A|[\n.!?]\s?)(?P<label>(?:SUMMARY\s(?:OF\s)?)?BACKGROUND(?:\sDATA)?|INTRODUCTION|IMPORTANCE|OBJECTIVES?|AIMS?|PURPOSE
        |METHODS?|(?:MATERIALS?|PATIENTS|SUBJECTS)\sAND\sMETHODS|RESULTS|FINDINGS|OBSERVATIONS?|CONCLUSIONS?)(?:\.\s|\s)(?=[A-Z0-9])""",
    re.VERBOSE,
)
"""A label that lost its colon: "OBJECTIVE To learn whether", "METHODS. Twenty women"."""
_LONGEST_CRITERIA_OF_AN_ABSTRACT = 1500
_TOLD = re.compile(
    r"(?<=[.!?])(?<!\n\d\.)(?<!\n\d\d\.)\s+(?=[A-Z0-9](?:(?!\bwho\b|\bthat\b)[^.;:]){0,90}\b(?:were|was|took|received|underwent|completed|participated|had)\b)"
    r"|\n[ \t]*\n(?=(?:\d+|[A-Z][a-z]+(?:-[a-z]+)?)\s(?:[\w-]+\s){0,2}(?:patients|women|men|subjects|participants|adults|volunteers|people)\s"
    r"(?:were|took|received|underwent|completed|participated|had)\b)"
)
"""Not the full stop of an entry's number: "1. Has completed"; behind a blank line only people."""
_IN_ONE_SENTENCE = re.compile(r"[^.;\n]{1,200};(?:[^.\n]|\.(?=\w)){0,800}\.")
_NEW_SENTENCE = re.compile(
    r"(?<!\s)\s+(?=[A-Z](?:(?!\bwho\b|\bthat\b)[^.;:]){0,120}\b(?:are|is|were|was|will|has|have|had|may|can)\b[^.;]{3,200}\.)"
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
    return tuple(part for segment in found for part in _back_to_the_story(document, segment))


def _back_to_the_story(document: Document, segment: Segment) -> Iterator[Segment]:
    """Criteria within running text end where it tells again what is or was done."""
    criteria = segment.section in (Section.INCLUSION, Section.EXCLUSION, Section.ELIGIBILITY)
    if not criteria:
        yield segment
        return
    told = _end_of_criteria(document, segment)
    if told is None:
        yield segment
        return
    yield replace(segment, end=told.start())
    yield Segment(Section.METHODS, "", told.end(), segment.end)


def _end_of_criteria(document: Document, segment: Segment) -> re.Match[str] | None:
    """Where criteria that fill one sentence, parted by semicolons, or an abstract's, are over."""
    in_one_sentence = _IN_ONE_SENTENCE.match(document.text, segment.start, segment.end)
    if in_one_sentence is not None:
        return _NEW_SENTENCE.match(document.text, in_one_sentence.end(), segment.end)
    short = segment.end - segment.start <= _LONGEST_CRITERIA_OF_AN_ABSTRACT
    if document.is_registration or not short:
        return None
    return _TOLD.search(document.text, segment.start, segment.end)


def _cut(placed: PlacedPassage, low: str) -> Iterator[Segment]:
    passage = placed.passage
    section, heading, start = passage.section, passage.heading, placed.start
    if section in _UNCUT:
        yield Segment(section, heading, start, placed.end)
        return
    section = outer = _section_of_heading(heading, section)
    for offset, after, begins in _headings(passage.text, low, outer):
        at = placed.start + offset
        if at > start:
            yield Segment(section, heading, start, at)
        section, start = begins, at
        heading = passage.text[offset:after].strip(" :-\n")
    yield Segment(section, heading, start, placed.end)


def _headings(text: str, low: str, outer: Section) -> list[tuple[int, int, Section]]:
    """Start and end of every heading inside the text, with the section that it begins."""
    opening = _OPENING_LABEL.match(low)
    labels = [opening] if opening else []
    labels += _INNER_LABEL.finditer(low, opening.end() if opening else 0)
    labels += _CAPITAL_LABEL.finditer(text)
    found = [
        (m.start("label"), m.end(), _section_of_label(m.group("label").lower())) for m in labels
    ]
    places = sorted(at for word in _CRITERIA_WORDS for at in places_of(word, low))
    criteria = [m for at in places if (m := _criteria_at(low, at) or _CAPITALS.match(text, at))]
    listed = [
        m
        for m in _LISTED.finditer(low)
        if not any(m.start() <= c.start() < m.end() for c in criteria)
    ]
    criteria = sorted([*criteria, *listed], key=re.Match.start)
    if criteria:
        sections = {
            "both": Section.ELIGIBILITY, "inclusion": Section.INCLUSION,
            "exclusion": Section.EXCLUSION, "restart": outer,
        }  # fmt: skip
        found += [(m.start(), m.end(), sections[m.lastgroup or "restart"]) for m in criteria]
        after = max(0, criteria[0].end() - 2)  # the mark before the heading may be in it
        found += [
            (m.start(m.lastgroup or 0), m.end(), outer)
            for m in _AFTER_CRITERIA.finditer(low, after)
        ]
    return sorted(found, key=lambda heading: heading[0])


def _criteria_at(low: str, at: int) -> re.Match[str] | None:
    inside = at > 0 and low[at - 1].isalpha() and low[at].isalpha()
    if inside or _MET.search(low, max(0, at - _LONGEST_MET), at):
        return None
    return _CRITERIA.match(low, at)


def _section_of_label(label: str) -> Section:
    for word, section in _LABELS.items():
        if label.startswith((word, f"summary {word}", f"summary of {word}")):
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
