"""Sentences with the part that each plays in its study: what it is about, not what it says."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.records import Section
from app.tagging import cues, headings
from app.tagging.document import Document, PlacedPassage
from app.tagging.gates import Gated
from app.tagging.lexicon import CUE, WEAK, Hit, Lexicon, Meaning, Slices, Spoken
from app.tagging.numbers import NUMBER
from app.tagging.prose import Prose, prose_of
from app.tagging.statement_spans import spans_of


class Part(StrEnum):
    """The part of a sentence in its study; decides whether what it names counts."""

    TITLE = "title"
    CONDITION = "condition"
    """A registry's own list of conditions."""
    AIM = "aim"
    OWN = "own"
    """What was or will be done, measured or found in this study."""
    OUTCOME = "outcome"
    """An outcome measure as registered."""
    BACKGROUND = "background"
    INCLUSION = "inclusion"
    EXCLUSION = "exclusion"
    KEYWORD = "keyword"
    ASIDE = "aside"
    """Discussion, captions and fields that say nothing about this study's own people."""


COUNTED = frozenset({Part.TITLE, Part.AIM, Part.OWN, Part.OUTCOME})


@dataclass(slots=True)
class Statement:
    """One sentence: `named` is what it names by dimension, `said` the cues in it."""

    start: int
    end: int
    part: Part
    section: str
    named: Mapping[str, Sequence[Hit]]
    spoken: Spoken
    said: frozenset[str]
    marks: int
    """Of its words."""

    def find(self, pattern: Gated, text: str) -> re.Match[str] | None:
        """The first match in the sentence; `text` is the document's."""
        if not pattern.may_stand(self.marks):
            return None
        return pattern.search(text, self.start, self.end)

    def says(self, pattern: Gated, piece: str) -> bool:
        """Whether the pattern stands in a piece of the sentence."""
        return pattern.may_stand(self.marks) and pattern.search(piece) is not None

    def of(self, dimension: str) -> Sequence[Hit]:
        """What it names in one dimension."""
        return self.named.get(dimension, ())

    def across(self, dimension: str, hit: Hit) -> Iterator[Hit]:
        """What it names in a dimension with words of the hit."""
        for other in self.of(dimension):
            if other.start >= hit.end:
                return
            if hit.start < other.end:
                yield other

    @property
    def cues(self) -> Iterator[Hit]:
        """Its cues one by one, in order."""
        for said, start, end in zip(*self.spoken, strict=True):
            yield from (Hit(Meaning(CUE, cue), start, end) for cue in sorted(said))

    def says_before(self, hit: Hit, wanted: frozenset[str], reach: int) -> bool:
        """Whether one of the cues ends at most `reach` characters before the hit."""
        if self.said.isdisjoint(wanted):
            return False
        first, last = hit.start - reach, hit.start
        for cues_there, at in zip(self.spoken.cues, self.spoken.ends, strict=True):
            if first <= at <= last and not wanted.isdisjoint(cues_there):
                return True
        return False

    def says_after(self, hit: Hit, wanted: frozenset[str], reach: int) -> bool:
        """Whether one of the cues begins at most `reach` characters after the hit."""
        if self.said.isdisjoint(wanted):
            return False
        first, last = hit.end, hit.end + reach
        for cues_there, at in zip(self.spoken.cues, self.spoken.starts, strict=True):
            if first <= at <= last and not wanted.isdisjoint(cues_there):
                return True
        return False


_BY_SECTION = {
    Section.TITLE: Part.TITLE,
    Section.BACKGROUND: Part.BACKGROUND,
    Section.OBJECTIVE: Part.AIM,
    Section.METHODS: Part.OWN,
    Section.RESULTS: Part.OWN,
    Section.CONCLUSIONS: Part.OWN,
    Section.DISCUSSION: Part.ASIDE,
    Section.INCLUSION: Part.INCLUSION,
    Section.ELIGIBILITY: Part.INCLUSION,
    Section.EXCLUSION: Part.EXCLUSION,
    Section.OUTCOME: Part.OUTCOME,
    Section.TABLE: Part.ASIDE,
    Section.CAPTION: Part.ASIDE,
}
_CONDITION_FIELD = re.compile(r"(?i)\A(?!.*browse).*condition")
_KEYWORD_FIELD = re.compile(r"(?i)keyword|mesh")
_HEADED = {
    "exclusion": Part.EXCLUSION,
    "inclusion": Part.INCLUSION,
    "background": Part.BACKGROUND,
    "aim": Part.AIM,
    "own": Part.OWN,
}


def statements(document: Document, lexicon: Lexicon, prose: Prose | None = None) -> list[Statement]:
    """Every sentence of the document in order, with its part.

    `prose` is the document's running text where the caller has it already.
    """
    prose = prose or prose_of(document)
    scan = lexicon.scan(prose.low, prose.words)
    named = Slices(scan.named)
    found: list[Statement] = []
    titled = any(True for _ in document.sections(Section.TITLE))
    for placed in document.passages:
        reader = _PassageReader(placed, long_form=_is_long_form(document, placed))
        for start, end, is_title in spans_of(placed, prose, untitled=not titled):
            said = named.within(start, end), scan.spoken.within(start, end)
            found.append(reader.read(prose, (start, end), *said, is_title=is_title))
        titled = True
    return found


def _is_long_form(document: Document, placed: PlacedPassage) -> bool:
    """Whether background may return at any point, as in registrations, or only opens the text."""
    return document.is_registration or len(placed.passage.text) > LONGEST_ABSTRACT


def is_article(document: Document) -> bool:
    """Whether the text is a whole article, which names much in passing."""
    return not document.is_registration and len(document.text) > SHORTEST_ARTICLE


LONGEST_ABSTRACT = 3500
"""Characters; abstracts are nearly always shorter."""
SHORTEST_ARTICLE = 12_000
"""Characters; a title with an abstract is always shorter, an article hardly ever."""


_ENDPOINTS = ("outcome", "outcomes", "measure", "measures", "endpoint", "endpoints", "end points")
_REPORTING = ("result", "finding", "observation")


class _PassageReader:
    """Gives each sentence of one passage its part; remembers the heading in force."""

    def __init__(self, placed: PlacedPassage, *, long_form: bool) -> None:
        passage = placed.passage
        self.section = str(passage.section)
        self.fixed = _fixed_part(placed)
        self.long_form = long_form
        self.headed: Part | None = None
        self.text = passage.text
        self.study_began = False
        self.numbered = False
        """Whether the number of an entry stood before, as a sentence of its own or the end of one."""
        self.entry = 0
        self.reports = False
        """Below a heading of results: what "has been" seen there is the study's own."""

    def read(
        self,
        prose: Prose,
        span: tuple[int, int],
        named: Sequence[Hit],
        spoken: Spoken,
        *,
        is_title: bool,
    ) -> Statement:
        by_dimension = _by_dimension(named) if named else _NAMES_NOTHING
        said = _said(by_dimension.get("design", ()), spoken)
        text, marks = prose.document.text, prose.marks.within(*span)
        if is_title:
            part = Part.TITLE
            self.headed = None
        else:
            sentence = text[span[0] : span[1]]
            told = _told_below(sentence, said, spoken, span[0]) if cues.AIM in said else said
            part = self._part(sentence, told, marks)
            self.numbered = self._opens_entry(sentence)
            if part is Part.BACKGROUND and self._counts_its_people(text, span, said):
                part = Part.OWN
                self.study_began = True
        return Statement(*span, part, self.section, by_dimension, spoken, said, marks)

    def _opens_entry(self, sentence: str) -> bool:
        """Whether the number of an entry stands at the end, the next in its list, or alone."""
        if self.headed not in (Part.INCLUSION, Part.EXCLUSION):
            return False
        number = headings.NUMBER_AT_END.search(sentence)
        if number is None:
            return False
        due, self.entry = self.entry + 1, int(number[1])
        return self.entry in (1, due) or number.start() == 0

    def _part(self, sentence: str, said: frozenset[str], marks: int) -> Part:
        if self.fixed is not None:
            return _unless_aim(self.fixed, said)
        heading = None
        if headings.HEADING.may_stand(marks):
            heading = headings.HEADING.match(sentence, 0, headings.LONGEST_HEADING)
        if headings.CONDITIONS.may_stand(marks) and headings.CONDITIONS.match(sentence):
            return Part.CONDITION
        if headings.NEW_PART.may_stand(marks) and headings.NEW_PART.match(sentence):
            self.headed = None
        if heading and heading.lastgroup:
            self.headed = _HEADED[heading.lastgroup]
            self.reports = heading.group().casefold().startswith(_REPORTING)
            if self.headed in (Part.AIM, Part.OWN):
                self.study_began = True
        elif (
            self.headed in (Part.INCLUSION, Part.EXCLUSION)
            and _leaves_criteria(said)
            and not (self.numbered or headings.LISTED.search(sentence))
        ):
            self.headed = None
            self.study_began = True
        if self.headed in (Part.INCLUSION, Part.EXCLUSION):
            return self.headed
        if self.headed is Part.BACKGROUND:
            if not _leaves_background(said):
                return Part.BACKGROUND
            if headings.LATER_HEADING.search(self.text) is not None:
                if said.isdisjoint({cues.AIM, cues.OWN}):
                    return Part.BACKGROUND
            elif cues.CITED not in said:
                self.headed = None
        if self.reports and self.headed is Part.OWN and _has_been(sentence):
            return Part.OWN
        if heading and (
            heading.group().casefold().endswith(_ENDPOINTS) or headings.MEASURED.match(sentence)
        ):
            return Part.OWN
        return self._flat_part(said)

    def _flat_part(self, said: frozenset[str]) -> Part:
        if cues.AIM in said and not (cues.CITED in said and cues.OWN not in said):
            self.study_began = True
            return Part.AIM
        if self._is_background(said):
            return Part.BACKGROUND
        self.study_began = True
        return Part.OWN

    def _is_background(self, said: frozenset[str]) -> bool:
        if cues.DESCRIBED in said:
            return True
        if cues.CITED in said:
            told = not self.long_form and said >= _TELLS_OF_A_STUDY
            return cues.OWN not in said and not told
        if cues.DESIGN_NAMED in said:
            return False
        done = cues.PAST in said or cues.FUTURE in said
        if not self.study_began:
            planned = said >= _PLANNED_MEASURE
            if planned or cues.OWN in said or (done and not said.isdisjoint(_OF_THE_STUDY)):
                return False
            if said >= _WHOM_IT_TREATS and said.isdisjoint(_OF_THE_WORLD):
                return False
            return not done or cues.PRESENT in said
        if not self.long_form:
            return False
        if not said.isdisjoint(_STUDY_ITSELF):
            return False
        told = cues.PAST in said and (cues.PEOPLE in said or cues.MEASURE in said)
        general = cues.GENERAL in said or (cues.PRESENT in said and said.isdisjoint(_CONCRETE))
        return general and not told

    def _counts_its_people(self, text: str, span: tuple[int, int], said: frozenset[str]) -> bool:
        """A study opens with how many people it had: "Forty women used the cream nightly"."""
        if self.study_began or self.headed is Part.BACKGROUND or cues.PEOPLE not in said:
            return False
        if not said.isdisjoint(_OF_ALL_PEOPLE):
            return False
        return _PEOPLE_COUNTED.search(text, *span) is not None


_HAS_BEEN = re.compile(r"(?i)\b(?:has|have) been\b")
_BY_OTHERS = re.compile(
    r"(?i)\b(?:others|previous\w*|earlier|literature|et al|recent\w*|studies|reports|authors)\b"
)


def _has_been(sentence: str) -> bool:
    """The study's own under a heading of results: "adverse effects have been limited"."""
    return _HAS_BEEN.search(sentence) is not None and _BY_OTHERS.search(sentence) is None


_OF_ALL_PEOPLE = frozenset({cues.CITED, cues.GENERAL, cues.STUDIES, cues.DESCRIBED})
_PEOPLE_COUNTED = Gated(
    rf"(?i:(?<!in )({NUMBER})\s(?:[\w-]+,?\s){{0,4}}?(?:patients|women|men|adults|volunteers|subjects|participants|children|people|girls|boys|infants))\b"
)
_STUDY_ITSELF = frozenset({cues.OWN, cues.FUTURE, cues.REPORTS})
_CONCRETE = frozenset({cues.MEASURE, cues.PEOPLE, cues.TREATS})
_WHOM_IT_TREATS = frozenset({cues.PEOPLE, cues.HAVING, cues.TREATS})
_OF_THE_WORLD = frozenset({cues.GENERAL, cues.PRESENT, cues.STUDIES, cues.DESCRIBED})
_PLANNED_MEASURE = frozenset({cues.FUTURE, cues.MEASURE})
_OF_THE_STUDY = frozenset({cues.PEOPLE, cues.REPORTS})
_TELLS_OF_A_STUDY = frozenset({cues.DESIGN_NAMED, cues.PEOPLE, cues.PAST})
_OF_OTHERS = frozenset({"review", "preclinical", "other"})


_NAMES_NOTHING: Mapping[str, Sequence[Hit]] = {}


def _by_dimension(named: Sequence[Hit]) -> Mapping[str, Sequence[Hit]]:
    found: dict[str, list[Hit]] = {}
    for hit in named:
        found.setdefault(hit[0][0], []).append(hit)
    return found


def _told_below(sentence: str, said: frozenset[str], spoken: Spoken, start: int) -> frozenset[str]:
    """The cues without the aim where only a heading names it: "Background and Objectives: Scars are"."""
    heading = headings.HEADING.match(sentence, 0, headings.LONGEST_HEADING)
    if heading is None or heading.lastgroup != "background":
        return said
    below = spoken.within(start + heading.end(), start + len(sentence))
    return said if cues.AIM in _NOTHING.union(*below.cues) else said - {cues.AIM}


def _said(designs: Sequence[Hit], spoken: Spoken) -> frozenset[str]:
    """The cues; to name a study's design is to speak of the study itself."""
    said = _NOTHING.union(*spoken.cues)
    if designs and any(m.strength != WEAK and m.value not in _OF_OTHERS for m, _, _ in designs):
        return said | _A_DESIGN
    return said


_NOTHING: frozenset[str] = frozenset()
_A_DESIGN = frozenset({cues.DESIGN_NAMED})


def _fixed_part(placed: PlacedPassage) -> Part | None:
    passage = placed.passage
    if passage.section is Section.FIELD:
        if _CONDITION_FIELD.search(passage.heading):
            return Part.CONDITION
        return Part.KEYWORD if _KEYWORD_FIELD.search(passage.heading) else Part.ASIDE
    return _BY_SECTION.get(passage.section)


def _unless_aim(fixed: Part, said: frozenset[str]) -> Part:
    """A background section that ends with what the study set out to do."""
    if fixed is Part.BACKGROUND and cues.AIM in said and cues.OWN in said:
        return Part.AIM
    return fixed


def _leaves_background(said: frozenset[str]) -> bool:
    return cues.OWN in said or (cues.PEOPLE in said and cues.PAST in said) or cues.AIM in said


_OF_A_STUDY = frozenset({cues.MEASURE, cues.OWN, cues.DESIGN_NAMED})


def _leaves_criteria(said: frozenset[str]) -> bool:
    """Criteria run on until a sentence tells what is done or found."""
    if cues.ENTRY in said:
        return False
    told = not said.isdisjoint(_OF_A_STUDY)
    return cues.REPORTS in said or (told and (cues.PAST in said or cues.FUTURE in said))
