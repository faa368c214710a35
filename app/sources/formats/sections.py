"""Headings and labels that authors print, as sections; abstracts taken apart at their labels."""

import re
from collections.abc import Iterator
from functools import lru_cache

from app.records import Passage, Section
from app.records.titles import flatten_text, strip_markup

# Looked at in this order: the first that a heading contains decides.
_WORDS: tuple[tuple[Section, str], ...] = (
    (
        Section.OTHER,
        r"acknowledge?ment|funding|conflicts? of interest|competing interest|disclosure|declaration|"
        r"regist(?:ration|ry)|ethic|consent|availability|abbreviation|contribution|supplementa|"
        r"supporting information|additional (?:file|information)|pre-?publication|publisher|"
        r"level of evidence|evidence level|key ?words?|references|sponsor|copyright|trial status|"
        r"financial|orcid|appendix|footnote",
    ),
    (Section.ELIGIBILITY, r"(?:inclusion|including).{1,8}(?:exclusion|excluding)|eligib|(?:selection|enrol?lment|entry) criteri"),
    (Section.EXCLUSION, r"exclu(?:sion|ding)|non-?\s?inclusion"),
    (Section.INCLUSION, r"inclu(?:sion|ding) criteri|^inclusion"),
    (Section.METHODS, r"outcome measure|main outcomes?$|main outcomes? and|end ?points?|(?:primary|secondary) outcomes?$"),
    (Section.RESULTS, r"results?\b|findings?\b|case (?:report|presentation|description|stud|series|summar)|report of (?:a )?cases?|^cases?\b|^observations?$"),
    (Section.CONCLUSIONS, r"conclu(?:sion|ding)|interpretation|summary|implication|take.home|clinical relevance|significance$|bottom line"),
    (Section.DISCUSSION, r"discussion|comments?$|limitation|strengths"),
    (Section.OBJECTIVE, r"objective|^aims?\b|\baims?$|purpose|^goals?\b|hypothes|research question|^questions?"),
    (
        Section.METHODS,
        r"method|material|patients|subjects|participants|volunteers|animals|design|setting|"
        r"interventions?|procedures?|measure|statistic|analys[ie]s|sampl|randomi[sz]|blind|recruit|"
        r"data (?:source|collection|extraction)|population|treatment|protocol|technique|methodology|"
        r"study selection|search strategy|device",
    ),
    (Section.BACKGROUND, r"background|introduction|context|rationale|importance|state of the art"),
)  # fmt: skip
_SECTIONS = tuple((section, re.compile(words, re.IGNORECASE)) for section, words in _WORDS)

_NLM = {
    "BACKGROUND": Section.BACKGROUND,
    "OBJECTIVE": Section.OBJECTIVE,
    "METHODS": Section.METHODS,
    "RESULTS": Section.RESULTS,
    "CONCLUSIONS": Section.CONCLUSIONS,
}
_SHOUTED = r"[A-Z][A-Z &/,'()-]{2,58}[A-Z)]"
_SPOKEN = (
    r"(?:Backgrounds?|Introduction|Context|Rationale|Objectives?|Aims?|Purpose|Goals?|Hypothesis|"
    r"(?:Materials?|Patients|Subjects|Participants|Study [Dd]esign|Design) (?:and|&) [Mm]ethods|"
    r"Methods?(?: (?:and|&) [Mm]aterials?)?|Study [Dd]esign|Design|Settings?|Patients|Participants|"
    r"Interventions?|Measurements?|Main [Oo]utcome [Mm]easures?|Results?|Findings|Discussion|"
    r"Conclusions?|Interpretation|Limitations?|Significance|Trial [Rr]egistration(?: [Nn]umber)?|"
    r"Level of [Ee]vidence|Background (?:and|&) (?:[Oo]bjectives?|[Aa]ims?|[Pp]urpose))"
)
_STOPPED = (
    r"(?:BACKGROUND|INTRODUCTION|OBJECTIVES?|AIMS?|PURPOSE|METHODS?|RESULTS?|FINDINGS|CONCLUSIONS?)"
)
_LABEL = re.compile(
    r"(?:^|(?<=[.!?;)\]\"\u201d*] )|(?<=\n))[ \t]*"
    rf"(?:(?P<label>{_SHOUTED}|{_SPOKEN})[ \t]?:|(?P<stopped>{_STOPPED})\.)(?=\s)"
)
_MAY_HOLD_LABEL = re.compile(r":\s|[A-Z]{3}\.\s")  # of an abstract without any: a tenth of the work
_HTML_HEADING = re.compile(
    r"<(?P<tag>h[1-6]|jats:title|title|strong|b)>\s*+(?P<label>[^<>]{3,60}?)[\s:.]*+</(?P=tag)>\s*:?",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def section_of(heading: str) -> Section | None:
    """The section that a heading names; None where its words say nothing."""
    return next((section for section, words in _SECTIONS if words.search(heading)), None)


def section_of_label(label: str, nlm_category: str = "") -> Section:
    """The section of an abstract's part, NLM's category first (absent on many records)."""
    return _NLM.get(nlm_category.upper()) or section_of(label) or Section.ABSTRACT


def abstract_passages(abstract: str) -> Iterator[Passage]:
    """An abstract, split at its labels where it has some; its words are all kept.

    Labels are upper-case words that name a section, or the usual words in normal case, at the
    start of a sentence and followed by a colon; also headings in markup.
    """
    text = strip_markup(_HTML_HEADING.sub(_as_label, abstract)).strip()
    labels = _LABEL.finditer(text) if _MAY_HOLD_LABEL.search(text) else ()
    found = [m for m in labels if section_of(_label(m))]
    if not found:
        if plain := flatten_text(text):
            yield Passage(Section.ABSTRACT, plain)
        return
    if before := flatten_text(text[: found[0].start()]):
        yield Passage(Section.ABSTRACT, before)
    ends = [m.start() for m in found[1:]] + [len(text)]
    for match, end in zip(found, ends, strict=True):
        if part := flatten_text(text[match.end() : end]):
            yield Passage(section_of_label(_label(match)), part, _label(match))


def _label(found: re.Match[str]) -> str:
    return found["label"] or found["stopped"]


def _as_label(found: re.Match[str]) -> str:
    label = flatten_text(found["label"])
    if label.casefold() == "abstract":
        return "\n"
    return f"\n{label.upper()}: " if section_of(label) else found.group()
