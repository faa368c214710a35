"""How long a document says that its participants are followed, in days."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.records import Evidence, EvidenceKind, Section
from app.tagging import standing_cues
from app.tagging.context import OWN_WORK
from app.tagging.document import Document, PlacedPassage
from app.tagging.gates import Gated, any_of, mark_of_words
from app.tagging.numbers import WORDS, value_of
from app.tagging.prose import Prose, Sentence

_READ = frozenset(
    {Section.TITLE, Section.ABSTRACT, Section.OBJECTIVE, Section.METHODS, Section.RESULTS,
     Section.CONCLUSIONS, Section.OTHER}
)  # fmt: skip
_LONGEST = 50 * 365
"""Days; nothing longer is the follow-up of a study."""
_NEAR = 80
"""Characters before and after a length of time that say what it measures."""
_UNIT = r"(?:days?|weeks?|wks?|months?|mths?|mos|years?|yrs?)"
_UNIT_ALONE = re.compile(rf"(?<![a-z]){_UNIT}\b(?!\s?-?\s?old)")
_UNIT_MARK = mark_of_words("*day*", "*week*", "*wk*", "*month*", "*mth*", "*mos", "*year*", "*yr*")
_DAYS = {"d": 1.0, "w": 7.0, "m": 30.0, "y": 365.0}
_DAYS_OF_YEAR = 365
_DAYS_OF_PART_OF_MONTH = 30.44
_NUMBER_BEFORE = re.compile(
    rf"(?P<number>(?<![\d.,])\d{{1,3}}(?:\.\d{{1,2}})?|\b{WORDS})[\s-]{{1,2}}\Z"
)
_LONGEST_NUMBER = 24
_NUMBER_AFTER = re.compile(
    r"\s(?:\d{1,3}\s?(?:,\s?(?:and\s|or\s)?|and\s|or\s|to\s|-|/)\s?){0,8}(?P<number>\d{1,3})\b(?![.]\d|%)"
)

_NOT_THAT = (
    r"(?:[(,]\s?range:?|every|interval|apart|recur|relaps|duration\sof\s(?!follow)|histor|treatments?\s(?:for|over)|sessions?"
    r"|ag(?:e|ed)\b|years?\sold|require|needed|should|heal|resol|lost\sto|withdr|between|complaint|onset)"
)
_FOLLOW_UP = r"(?:follow(?:ed)?[\s-]?ups?|observation(?!al))"
_LED_BY = Gated(
    rf"(?:\b{_FOLLOW_UP}\b(?:(?!{_NOT_THAT})[^.;%])*"
    r"|\b(?:was|were|been|be|are|is|and|then)\s(?:\w+ly\s|all\s|then\s)?(?:followed|monitored|observed)\s(?:up\s)?(?:\w+\s){0,3}?"
    r"(?:for|until|through|over|to|at)\s(?:(?!every|by\b)[^.;%])*)\Z"
)
"""Before a length of time: "follow-up was", "were followed for a mean of"."""
_NOT_LED_BY = re.compile(
    r"\b(?:every|each|per|within|of|than\sthe|previous|prior|past|last|first|preceding|another|intervals?\sof|once\sin)\s\Z"
)
_LED_BY_OF = re.compile(
    r"\b(?:follow(?:ed)?[\s-]?up(?:\s\w+)?|mean|median|average|total|minimum|maximum|period|duration|time|interval|range)\sof\s\Z"
)
_NAMES_IT = Gated(
    rf"\A[\s-](?:(?:of|the|a|mean|post[\s-]?\w+|clinical|final|last|median|average|treatment-free|observation(?:al)?|no-treatment)[\s-]){{0,3}}(?:{_FOLLOW_UP}|results|data)\b(?!\sis\s(?:needed|required|recommended))"
)
"""After it: "6-month follow-up", "12 weeks of follow-up"."""
_TREATMENT = (
    r"(?:the\s|their\s|his\s|her\s|its\s|each\s|completion\sof\s|completing\s|the\send\sof\s|cessation\sof\s|stopping\s|discontinuation\sof\s)*"
    r"(?:(?:last|final|third|second|fourth|fifth|sixth|single|first|initial|laser|study|active|peel|surgical|coring|microneedling)\s)*"
    r"(?:treatments?|therapy|laser|sessions?|procedures?|surgery|operation|peel(?:ing)?|injections?|excision|intervention|coring|irradiation|application|one)\b"
)
_AFTER_TREATMENT = Gated(
    rf"\A[\s-](?:after|following|post|beyond|from)[\s-]{_TREATMENT}|\A[\s-]?post[\s-]?(?:treatment|procedure|operative|op|laser|surgery|injection|peel)"
)
_POINT_IN_TIME = re.compile(
    rf"\b(?:at|until|through|up\sto|to|and|or|baseline,?)\s(?:the\s)?(?:(?:\d{{1,3}}|{WORDS})(?:[\s-]{_UNIT})?\s?(?:,\s?(?:and\s|or\s)?|and\s|or\s|to\s|-\s?))*\Z"
)
_LOOKED_AT = Gated(
    r"\b(?:evaluat\w+|assess\w+|examin\w+|photograph\w*|measur\w+|graded|rated|scor\w+|review(?:ed)?|seen|visits?|return(?:ed|s)?|outcomes?|end\s?points?|biops\w+|observ\w+|maintain\w*|sustain\w*|persist\w*|improve\w*|satisf\w+|follow\w*)\b"
)
_AT = rf"(?:at|on|until|through|by|up\sto|after|before,?\sand)\s(?:baseline,?\s(?:and\s)?(?:at\s|on\s)?)?(?:the\send\sof\s|the\s|days?\s|weeks?\s|months?\s)*(?:(?:\d{{1,3}}|{WORDS})(?:[\s-]{_UNIT})?\s?(?:,\s?(?:and\s|or\s)?|and\s|or\s|to\s|-\s?))*"
_LOOKED = r"(?:re-?)?(?:evaluated|assessed|assessments?|evaluations?|examined|examinations?|photographed|photographs|measured|graded|rated|scored|reviewed|seen|returned|biopsies|biopsied|contacted|interviewed|endpoints?|end\spoints?|improvements?\s(?:\w+\s)?persisted|maintained)"
_LOOKED_THEN = Gated(rf"\b{_LOOKED}\b(?:(?!{_NOT_THAT})[^.;%]){{0,50}}?\b{_AT}\Z")
"""Before a point in time: "were reviewed at 1, 3 and", "photographs were taken before and"."""
_LOOKED_LATER = Gated(rf"\b{_LOOKED}\b(?:(?!{_NOT_THAT})[^.;%]){{0,40}}\Z")
_LATER = re.compile(rf"\A\s(?:later|thereafter|afterwards)\b|{_AFTER_TREATMENT.pattern}")
_OPENS_CLAUSE = Gated(r"(?:\A|[;:]\s)(?:at|by)\s(?:the\send\sof\s)?\Z")
"""Before a point in time: "At one year 80% were satisfied"."""
_GOES_ON = re.compile(
    r"\A(?!\s?-|\s(?:intervals?|apart|of\s(?:age|gestation|treatment|therapy|pregnancy)|old|before|prior)\b)"
)
_OTHERS = Gated(
    r"\b(?:further|future|longer|long-term\sfollow[\s-]?up\s(?:is|are|will)|needed|recommended|warranted|previous(?:ly)?|et\sal|literature|limitation\w*|limited\sby)\b"
)
_TIME_FRAME = re.compile(r"\A[^()]{0,40}\boutcome\s?\((?P<when>.+)", re.DOTALL)
_LONGEST_FRAME = 300
"""Characters of a heading in which its time frame is read."""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """So many days, with the words that say so."""

    days: int
    evidence: Evidence


def find_follow_up(document: Document, prose: Prose) -> FollowUp | None:
    """The longest time for which the participants are followed; None where none is stated.

    Of an average with its range the average counts. The time between sessions, the time before
    entry and the age of a complaint are none; a registration's outcomes have theirs in the time
    frame. A month has 30 days, a year 365.
    """
    if document.is_review:
        return None
    found = [*_registered(document), *_told(prose)]
    return max(found, key=lambda f: f.days, default=None)


def _registered(document: Document) -> Iterator[FollowUp]:
    """From the time frames of outcomes, which stand in the headings of their passages."""
    for placed in document.sections(Section.OUTCOME):
        frame = _TIME_FRAME.search(placed.passage.heading[:_LONGEST_FRAME])
        days = _longest_in(frame.group("when").lower()) if frame else 0
        if 0 < days <= _LONGEST:
            yield FollowUp(days, _evidence_of(placed))


def _longest_in(frame: str) -> int:
    """Of "baseline, week 4 and week 12", "up to 6 months after the last treatment"."""
    found = [0]
    for unit in _UNIT_ALONE.finditer(frame):
        before = _NUMBER_BEFORE.search(frame[max(0, unit.start() - _LONGEST_NUMBER) : unit.start()])
        match = before or _NUMBER_AFTER.match(frame, unit.end())
        if match is not None:
            found.append(_days(match.group("number"), unit.group()))
    return max(found)


def _evidence_of(placed: PlacedPassage) -> Evidence:
    text, _, _ = placed.passage.text.partition("\n")
    return Evidence(
        kind=EvidenceKind.STRUCTURED, text=text, section=placed.passage.heading,
        start=placed.start, end=placed.start + len(text),
    )  # fmt: skip


def _days(number: str, unit: str) -> int:
    in_digits = number.replace(".", "").isdigit()
    amount = float(number) if in_digits else float(value_of(number) or 0)
    if unit.startswith("m") and not amount.is_integer():
        return round(amount * _DAYS_OF_PART_OF_MONTH)
    if unit.startswith("m"):
        years, months = divmod(int(amount), 12)
        return years * _DAYS_OF_YEAR + months * int(_DAYS["m"])
    return round(amount * _DAYS[unit[0]])


def _told(prose: Prose) -> Iterator[FollowUp]:
    if not _may_tell(prose.marks.everywhere):
        return
    for segment in prose.segments:
        if segment.segment.section not in _READ:
            continue
        for sentence in prose.sentences_where(segment, _may_tell):
            if not _is_of_others(sentence):
                yield from _in_sentence(prose, sentence)


def _may_tell(marks: int) -> bool:
    """Whether among words with these marks are a length of time and what makes it a follow-up."""
    if not marks & _UNIT_MARK:
        return False
    return bool(marks & _MAY_TELL)


_MAY_TELL = any_of(
    _NAMES_IT, _LED_BY, _AFTER_TREATMENT, _LOOKED_THEN, _LOOKED_LATER, _OPENS_CLAUSE
)  # fmt: skip


def _is_of_others(sentence: Sentence) -> bool:
    if sentence.says(_OTHERS):
        return True
    return sentence.says(standing_cues.CITED) and not sentence.says(OWN_WORK)


def _in_sentence(prose: Prose, sentence: Sentence) -> Iterator[FollowUp]:
    low = sentence.low
    for unit in _UNIT_ALONE.finditer(low):
        lead = low[max(0, unit.start() - _LONGEST_NUMBER) : unit.start()]
        number = _NUMBER_BEFORE.search(lead)
        start, end = unit.start(), unit.end()
        if number is not None:
            start += number.start() - len(lead)
        else:
            number = _NUMBER_AFTER.match(low, end)
            if number is None:
                continue
            end = number.end()
        before, after = low[max(0, start - _NEAR) : start], low[end : end + _NEAR]
        days = _days(number.group("number"), unit.group())
        if 0 < days <= _LONGEST and _is_follow_up(sentence, before, after):
            evidence = Evidence(
                kind=EvidenceKind.QUOTE, text=prose.document.text[sentence.start : sentence.end],
                section=sentence.segment.section.value, start=sentence.start, end=sentence.end,
            )  # fmt: skip
            yield FollowUp(days, evidence)


def _is_follow_up(sentence: Sentence, before: str, after: str) -> bool:
    if _NAMES_IT.match(after):
        return True
    if _NOT_LED_BY.search(before) and not _LED_BY_OF.search(before):
        return False
    if _LED_BY.search(before):
        return True
    if _AFTER_TREATMENT.match(after) and _POINT_IN_TIME.search(before):
        return sentence.says(_LOOKED_AT)
    if _GOES_ON.match(after) is None:
        return False
    if not before and _AFTER_TREATMENT.match(after):
        return sentence.says(_LOOKED_AT)
    if _OPENS_CLAUSE.search(before) or _LOOKED_THEN.search(before):
        return True
    return _LATER.match(after) is not None and _LOOKED_LATER.search(before) is not None
