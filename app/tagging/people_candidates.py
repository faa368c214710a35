"""The numbers of one sentence that may be the number of participants, each with its points."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import gcd
from re import Match

from app.records import Section
from app.tagging import people_groups as groups
from app.tagging import people_numbers as numbers
from app.tagging import people_patterns as patterns
from app.tagging.characters import has_any, matches_at
from app.tagging.gates import Gated, any_of, mark_of_words
from app.tagging.numbers import NUMBER, value_of
from app.tagging.people_ages import is_age
from app.tagging.prose import Prose, Sentence

_OWN = (Section.ABSTRACT, Section.METHODS, Section.RESULTS)
_EARLY = 12
"""Sentences of a section in which the participants are usually introduced."""
_LARGEST = 5_000_000
_SMALLEST_WHOLE = 10
"""Fewer behind "five of" are rather an arm than all."""
_LARGEST_RATIO = 15
"""A ratio in lowest terms whose parts add up to more is a count of people."""
TITLE_AND_OPENING = 300
"""Characters in which a report says that it is one of a case."""
_OF_SAMPLES = mark_of_words(
    "enrolment*", "enrollment*", "target", "cohort", "series", "population", "sample", "accrual", "*number"
)  # fmt: skip
"""Before the size of a sample, where no "n =" stands."""
_NAMED = (
    (patterns.ENROLLED_NUMBER, 7),
    (patterns.NUMBER_OF_TYPE, 4),
    (patterns.OF_SKIN_TYPE, 4),
    (patterns.HAD_BEEN_ENROLLED, 11),
    (patterns.MET_CRITERIA, 11),
    (patterns.SURVEYED, 9),
    (patterns.ENTERED_THIS, 12),
    (patterns.ALLOCATED_TO_EITHER, 11),
)
"""What begins with a number and says that it is one of people, with its points."""
_OF_NUMBER = re.compile(rf"of\s(?:the\s|our\s|these\s)?{NUMBER}\s")
"""Stands in every part of a whole, and is looked for first."""
_SEXES_BEGIN = "fwgmb"
"""Letters with which the words for the sexes begin."""
_TYPE_BEFORE = re.compile(r"(?:\b[iv]{1,3}|\b[1-6]|types?)\s?[(,:]?\s?$")
_TAKEN = (
    (patterns.TAKEN, 8),
    (patterns.OF_SCREENED, 12),
    (patterns.ENROLLED_AT_LAST, 14),
    (patterns.FINAL_NUMBER, 14),
    (patterns.ENROLMENT_FIELD, 12),
    (patterns.WANTED_NUMBER, 9),
    (patterns.TO_ENROL, 9),
    (patterns.ARE_TO_ENTER, 9),
    (patterns.TARGET_AND_REACHED, 12),
    (patterns.SAFETY_IN, 7),
    (patterns.ANALYSIS_SET, 7),
    (patterns.NUMBERED, 6),
    (patterns.HAD_AND_WERE, 8),
    (patterns.ONLY_THOSE, 12),
    (patterns.THESE, 12),
    (patterns.THEY_WERE, 12),
    (patterns.OF_THEM, 12),
    (patterns.CHARTS, 4),
    (patterns.CHARTS_TO_READ, 4),
    (patterns.LEFT_OVER, 12),
    (patterns.LEFT_SO_THAT, 13),
    (patterns.RETURNED, 7),
    (patterns.DATA_OF, 8),
    (patterns.QUESTIONNAIRES, 8),
    (patterns.OF_WHOM, 12),
    (patterns.OF_THOSE_ASKED, 12),
    (patterns.ALL_COMPLETED, 7),
    (patterns.COULD_BE_USED, 13),
    (patterns.OF_THE_PLANNED, 13),
    (patterns.NOT_AS_PLANNED, 13),
)
_TWO_NUMBERS = (
    (patterns.TWO_ARMS, 8),
    (patterns.TOOK_TWO, 9),
    (patterns.TWO_PLACES, 1),
    (patterns.ALLOTTED_TO, 8),
    (patterns.BOTH, 1),
    (patterns.OF_EACH, 1),
)
_RATED = re.compile(
    r"\b(?:days?|weeks?|months?|years?|hours?|minutes?|visits?)\s(?:\d+,\s?){0,4}$|(?:\d|\b(?:out|one|two|three|four|five|six))\sof\s$|\b(?:in|among|by|occurred|seen|noted|observed|found|developed)\s(?:the\s|only\s)?$"
)
"""Before two numbers: so many had an event, or they are parts of a whole given before."""
_GROUPED = Gated(
    r"\b(?:randomi[sz]\w+|allocat\w+|assign\w+|divided|enrol\w+|recruit\w+|includ\w+|compris\w+|consist\w+|planned|treated|study)\b"
)
"""Beside groups that are told with their size, whatever happened to people in them."""
_ANY_NAMED = any_of(*(pattern for pattern, _ in _NAMED))
_STATED = any_of(
    *(pattern for pattern, _ in _TAKEN),
    patterns.ARMS_IN_BRACKETS, patterns.ANSWERED_BY, patterns.LABELLED,
)  # fmt: skip
_OF_TWO = any_of(patterns.OPPOSED, *(pattern for pattern, _ in _TWO_NUMBERS))
_SELDOM = any_of(patterns.EVEN_GROUPS, patterns.OF_WHOLE, patterns.WITH_CONTROLS)
_OF_ONE = any_of(patterns.OF_AGE, patterns.AGED)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A number of people in its sentence, and how much speaks for it."""

    people: int
    start: int
    end: int
    score: int
    planned: bool
    rule: str
    section: str


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence and the text it stands in."""

    prose: Prose
    sentence: Sentence
    spans: Sequence[tuple[int, int]]
    """Start and end of the sentence's whole numbers, as offsets of the document."""

    def candidates(self) -> Iterator[Candidate]:
        """Every number of people in the sentence, weighed."""
        low, marks = self.sentence.low, self.sentence.marks
        starts = [start - self.sentence.start for start, _ in self.spans]
        if starts:
            if marks & patterns.COUNTED.mark:
                yield from self._counted(starts)
            yield from self._named(starts)
            if marks & numbers.MAY_BE_BARE:
                yield from self._bare()
            if len(starts) > 1 and marks & _OF_TWO:
                yield from self._opposed(low)
                yield from self._two_numbers(starts)
            if marks & _STATED:
                yield from self._stated(low)
            if "=" in low or marks & _OF_SAMPLES:
                yield from self._samples(low)
            if marks & groups.MAY_BE_IN_PARTS:
                yield from self._in_parts()
            if marks & _SELDOM:
                yield from self._seldom(low)
            if "/" in low or ":" in low:
                yield from self._sex_ratio()
        if marks & _OF_ONE and (
            self.sentence.says(patterns.OF_AGE) or self.sentence.says(patterns.AGED)
        ):
            yield from self._one_person()

    def _may_have(self, pattern: Gated) -> bool:
        return pattern.may_stand(self.sentence.marks)

    def _counted(self, starts: Sequence[int]) -> Iterator[Candidate]:
        end = 0
        for start in starts:
            match = patterns.COUNTED.match(self.sentence.low, start) if start >= end else None
            if match is None:
                continue
            people = value_of(match.group("number"))
            if people and self.sentence.low.endswith("half ", 0, match.start()):
                people //= 2
            if not people or is_age(self.sentence.low, match):
                continue
            end = match.end()
            before, after = self.sentence.low[:start], self.sentence.low[end:]
            if patterns.WHOLE_WITH_PARTS.search(before) or patterns.LEFT_ASIDE.match(after):
                continue
            score = numbers.weight(self.sentence, match.start(), match.end()) + self._place_bonus()
            score -= 3 if people == 1 else 0
            yield self._made(people, score, "participants.counted")

    def _place_bonus(self) -> int:
        section = self.sentence.segment.section
        if section is Section.TITLE:
            return 0
        if section is Section.BACKGROUND:
            return -1
        return 2 if section in _OWN and self.sentence.position < _EARLY else 1

    def _named(self, starts: Sequence[int]) -> Iterator[Candidate]:
        """What begins with a number: sexes, arms in parallel, "30 were enrolled"."""
        low, marks = self.sentence.low, self.sentence.marks
        named = _among(_NAMED, marks) if marks & _ANY_NAMED else ()
        in_arms, in_pairs = marks & patterns.PARALLEL.mark, marks & patterns.PAIRS.mark
        in_sexes = marks & patterns.SEXES_TOLD.mark
        for start, (_, end) in zip(starts, self.spans, strict=True):
            pairs = patterns.PAIRS.match(low, start) if in_pairs else None
            if pairs is not None:
                people = 2 * (value_of(pairs.group("number")) or 0)
                yield self._made(people, 7, "participants.pairs")
            after = end - self.sentence.start
            sexes = None
            if low[after : after + 2].lstrip()[:1] in _SEXES_BEGIN:
                sexes = patterns.SEXES.match(low, start)
            if sexes is not None:
                score = numbers.weight(self.sentence, start, sexes.end()) + 3
                people = summed(sexes.group("first"), sexes.group("second"))
                yield self._made(people, max(score, 4), "participants.sexes_added")
            told = patterns.SEXES_TOLD.match(low, start) if in_sexes else None
            if told is not None:
                people = summed(told.group("first"), told.group("second"))
                yield self._made(people, 4, "participants.sexes_added")
            first = patterns.PARALLEL.match(low, start) if in_arms else None
            rest = patterns.PARALLEL_REST.findall(low, first.end()) if first else []
            if first is not None and rest:
                people = summed(first.group("number"), *rest)
                yield self._made(people, 9, "participants.groups_added")
            for pattern, score in named:
                match = pattern.match(low, start)
                if match is not None and not is_age(low, match):
                    yield self._matched(match, score, "participants.enrolled_number")

    def _seldom(self, low: str) -> Iterator[Candidate]:
        if self._may_have(patterns.EVEN_GROUPS):
            yield from self._even_groups()
        if self._may_have(patterns.OF_WHOLE):
            yield from self._of_whole(low)
        if self._may_have(patterns.WITH_CONTROLS):
            yield from self._with_controls()

    def _of_whole(self, low: str) -> Iterator[Candidate]:
        if not matches_at(_OF_NUMBER, ("of",), low):
            return
        for match in patterns.OF_WHOLE.finditer(low):
            people = value_of(match.group("number")) or 0
            told = self.sentence.says(patterns.PAST) or self.sentence.says(patterns.ACHIEVED)
            told = told and not numbers.is_cited(self.sentence)
            if told and people >= _SMALLEST_WHOLE:
                yield self._made(people, 1, "participants.of_whole")

    def _two_numbers(self, starts: Sequence[int]) -> Iterator[Candidate]:
        """Two parts of the people: "107 and 120 were analysed", "882 in Dundee and 188 in London"."""
        low = self.sentence.low
        may_be = _among(_TWO_NUMBERS, self.sentence.marks)
        for start in starts if may_be else ():
            for pattern, score in may_be:
                match = pattern.match(low, start)
                if match is None or _RATED.search(low[max(0, start - 40) : start]):
                    continue
                if groups.went_wrong(low, match.end()):
                    continue
                people = summed(match.group("first"), match.group("second"))
                alone = numbers.weight(self.sentence, start, match.end("first"))
                if not numbers.is_cited(self.sentence):
                    score = max(score, alone + self._place_bonus() + 1)
                    yield self._made(people, score, "participants.groups_added")

    def _bare(self) -> Iterator[Candidate]:
        """Numbers without the word for people: "Fifty started", "thirty in total"."""
        low, begins = self.sentence.low, self.sentence.start
        begins_any = self._may_have(patterns.BEGAN)
        for start, end in ((s - begins, e - begins) for s, e in self.spans):
            before = low[max(0, start - patterns.BEFORE_BARE) : start]
            people = value_of(low[start:end]) or 0
            opens = begins_any and numbers.opens_clause(before)
            began = patterns.BEGAN.match(low, end) if opens else None
            if began is not None:
                score = 3 if began.group("done") else 5
                yield self._weighed(people, (start, end), score, "participants.bare_subject")
            elif numbers.is_total(self.sentence, before, end):
                yield self._weighed(people, (start, end), 5, "participants.bare_total")

    def _opposed(self, low: str) -> Iterator[Candidate]:
        """Two arms, one against the other: "lasered in 43 persons and sham-lasered in 39"."""
        allotted = self._may_have(patterns.OPPOSED) and has_any(low, patterns.ALLOTTED)
        opposed = patterns.OPPOSED.search(low) if allotted else None
        if opposed is not None:
            people = summed(opposed.group("number"), opposed.group("rest"))
            yield self._made(people, 12, "participants.groups_added")

    def _stated(self, low: str) -> Iterator[Candidate]:
        in_arms = len(patterns.N_EQUALS.findall(low)) > 1 if "=" in low else False
        for pattern, score in _among(_TAKEN, self.sentence.marks):
            if in_arms and pattern is patterns.TAKEN:
                continue
            for match in pattern.finditer(low):
                yield self._matched(match, score, "participants.enrolled_number")
        if self._may_have(patterns.ARMS_IN_BRACKETS):
            yield from self._arms_in_brackets(low)
        if self._may_have(patterns.ANSWERED_BY):
            answered = patterns.ANSWERED_BY.search(low)
            if answered is not None:
                yield self._matched(answered, 6, "participants.answered")
        if ":" in low and self._may_have(patterns.LABELLED):
            labelled = patterns.LABELLED.match(low)
            if labelled is not None:
                yield self._matched(labelled, 5, "participants.labelled")

    def _arms_in_brackets(self, low: str) -> Iterator[Candidate]:
        arms = patterns.ARMS_IN_BRACKETS.search(low)
        if arms is not None:
            people = summed(arms.group("first"), arms.group("second"))
            yield self._made(people, 9, "participants.groups_added")

    def _samples(self, low: str) -> Iterator[Candidate]:
        of_events = self.sentence.says(numbers.EVENT) and not self.sentence.says(
            patterns.PEOPLE_WORD
        )
        sizes = list(patterns.SAMPLE.finditer(low))
        for match in sizes:
            if len(sizes) > 1 and _TYPE_BEFORE.search(low[: match.start()]):
                continue
            bracketed = low[match.start() - 1 : match.start()] == "("
            if bracketed and (of_events or patterns.NO_PEOPLE_BEFORE.search(low[: match.start()])):
                continue
            yield self._matched(match, 5, "participants.sample_size")
        if "n=" not in low and "n =" not in low:
            return
        are_parts = len(patterns.N_EQUALS.findall(low)) > 1
        for match in patterns.N_OF_PEOPLE.finditer(low):
            if are_parts and patterns.BY_TYPE.search(match.group()):
                continue
            yield self._matched(match, 5, "participants.n_equals")
        yield from self._bracketed_groups(low)

    def _even_groups(self) -> Iterator[Candidate]:
        even = patterns.EVEN_GROUPS.search(self.sentence.low)
        if even is not None:
            many, each = value_of(even.group("groups")), value_of(even.group("number"))
            alone = numbers.weight(self.sentence, even.start("number"), even.end())
            score = max(6, alone + self._place_bonus() + 1)
            yield self._made((many or 0) * (each or 0), score, "participants.groups_added")

    def _bracketed_groups(self, low: str) -> Iterator[Candidate]:
        """As in "volunteers with oily (n = 40), dry (n = 35) or mixed skin (n = 25)"."""
        people = [int(m.replace(",", "")) for m in patterns.N_EQUALS.findall(low)]
        if len(people) < 2 or not self.sentence.says(patterns.PEOPLE_WORD):
            return
        if (
            patterns.BY_TYPE.search(low)
            or numbers.MOSTLY.search(low)
            or self.sentence.says(numbers.EVENT)
        ):
            return
        total = max(people) if 2 * max(people) == sum(people) and len(people) > 2 else sum(people)
        yield self._made(total, 7, "participants.groups_added")

    def _in_parts(self) -> Iterator[Candidate]:
        """Told group by group; what happened to so many of each group is no number of people."""
        if numbers.is_cited(self.sentence):
            return
        happened = self.sentence.says(numbers.EVENT) and not self.sentence.says(_GROUPED)
        for found in groups.sums_in(self.sentence):
            yield self._made(
                found.people, 0 if happened else found.score, "participants.groups_added"
            )

    def _with_controls(self) -> Iterator[Candidate]:
        match = patterns.WITH_CONTROLS.search(self.sentence.low)
        if match is not None and not numbers.is_cited(self.sentence):
            controls = match.group("controls")
            between = patterns.WHOLE_NUMBER.findall(
                match.group()[match.end("number") - match.start() :]
            )
            whole = value_of(match.group("number"))
            if any(summed(part, controls) == whole for part in between):
                return  # "48 patients (24 with melasma and 24 controls)"
            people = summed(match.group("number"), controls)
            yield self._made(people, 12, "participants.controls_added")

    def _sex_ratio(self) -> Iterator[Candidate]:
        """As in "(F:M 23:17)", and not "F:M 3:1", which is a proportion."""
        ratio = patterns.SEX_RATIO.search(self.sentence.low)
        if ratio is None:
            return
        first, second = int(ratio.group("first")), int(ratio.group("second"))
        if gcd(first, second) > 1 or first + second > _LARGEST_RATIO:
            yield self._made(first + second, 3, "participants.sexes_added")

    def _weighed(self, people: int, place: tuple[int, int], score: int, rule: str) -> Candidate:
        score -= 10 if numbers.is_cited(self.sentence) else 0
        score -= 7 if numbers.is_of_a_group(self.sentence, *place) else 0
        return self._made(people, score, rule)

    def _matched(self, match: Match[str], score: int, rule: str) -> Candidate:
        written = match.group("number") or match.group("all")
        return self._weighed(value_of(written) or 0, match.span(), score, rule)

    def _one_person(self) -> Iterator[Candidate]:
        persons = len(patterns.ONE_PERSON.findall(self.sentence.low))
        persons = persons or self.sentence.says(patterns.ONE_CASE)
        if not persons or numbers.is_cited(self.sentence):
            return
        if persons == 1 and self.sentence.says(patterns.FIRST_OF_MANY):
            return
        persons += self.sentence.says(patterns.RELATIVE_TOO)
        opening = self.prose.low[:TITLE_AND_OPENING]
        told = patterns.CASE_REPORT.search(opening) or self.sentence.says(patterns.CASE_REPORT)
        score = 3 if told or persons > 1 else 1
        yield self._made(persons, score, "participants.one_person")

    def _made(self, people: int, score: int, rule: str) -> Candidate:
        sentence = self.sentence
        planned = self.prose.document.is_registration and not sentence.says(patterns.PAST)
        score = score if 0 < people <= _LARGEST else 0
        return Candidate(
            people, sentence.start, sentence.end, score, planned, rule,
            sentence.segment.heading or sentence.segment.section.value,
        )  # fmt: skip


def _among(scored: Sequence[tuple[Gated, int]], marks: int) -> Sequence[tuple[Gated, int]]:
    """The patterns that may stand among words with these marks, with their points."""
    return [(pattern, score) for pattern, score in scored if marks & pattern.mark]


def summed(*written: str) -> int:
    """The sum of numbers as written."""
    return sum(value_of(number) or 0 for number in written)
