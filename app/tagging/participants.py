"""How many people a document says took part, or will."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import gcd
from re import Match

from app.records import Evidence, EvidenceKind, Participants, Section
from app.tagging import people_numbers as numbers
from app.tagging.characters import has_any
from app.tagging.document import Document
from app.tagging.numbers import value_of
from app.tagging.prose import Prose, Sentence, prose_of

_READ = frozenset(
    {Section.TITLE, Section.ABSTRACT, Section.OBJECTIVE, Section.METHODS, Section.RESULTS,
     Section.CONCLUSIONS, Section.BACKGROUND, Section.OTHER, Section.INCLUSION, Section.ELIGIBILITY}
)  # fmt: skip
_OWN = (Section.ABSTRACT, Section.METHODS, Section.RESULTS)
_EARLY = 12
"""Sentences of a section in which the participants are usually introduced."""
_CONVINCING = 6
_MOST_SUPPORT = 3
"""Points: sentences with at least so many support each other, up to so many more."""
_LARGEST = 5_000_000
_SMALLEST_WHOLE = 10
"""Fewer behind "five of" are rather an arm than all."""
_LARGEST_RATIO = 15
"""A ratio in lowest terms whose parts add up to more is a count of people."""
_CONTROLS_FOLLOW = 40
"""Characters that may stand between the patients' sentence and the healthy controls."""
_TITLE_AND_OPENING = 300


@dataclass(frozen=True, slots=True)
class _Candidate:
    people: int
    start: int
    end: int
    score: int
    planned: bool
    rule: str
    section: str


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
    candidates = _supported([*_candidates(prose), *_lettered_groups(prose)])
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
    rf"\b(?:he|she|his|her|case|lady|gentleman|child|neonate|housewife|farmer|{numbers.NOUN})\b[^.;]{{0,100}}?\b(?:was|were|had|underwent|received|presented|developed"
    r"|complained|noticed|visited|sought|came|consulted|reported|responded|showed|volunteered|completed)\b"
)
_LONGEST_ABSTRACT = 4000
"""Characters; an abstract with one person in it is that person's."""
_STORY = 800
"""Characters from a single person on in which a text tells what was done to them."""


def _is_told_of(one: _Candidate, prose: Prose) -> bool:
    """Whether a single person took part: the "one patient" of a manual or a caption did not."""
    low = prose.low
    short = len(low) <= _LONGEST_ABSTRACT
    if short or prose.document.is_registration or one.section == Section.TITLE:
        return True
    if numbers.CASE_REPORT.search(low, 0, _TITLE_AND_OPENING):
        return True
    told = numbers.CASE_REPORT.search(low, one.start, one.end)
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


def _supported(candidates: list[_Candidate]) -> list[_Candidate]:
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


def _with_control_group(candidates: list[_Candidate], prose: Prose) -> list[_Candidate]:
    """Patients of one sentence and the healthy controls of the next are counted together."""
    best = max(candidates, key=lambda c: (c.score, -c.start), default=None)
    if best is None or "control group" not in prose.low:
        return candidates
    following = prose.low[best.end : best.end + 3 * _CONTROLS_FOLLOW]
    match = numbers.CONTROL_GROUP.search(following)
    controls = value_of(match.group("number")) if match else None
    if match is None or not controls or match.start() > _CONTROLS_FOLLOW:
        return candidates
    return [replace(best, people=best.people + controls, rule="participants.controls_added")]


def _candidates(prose: Prose) -> Iterator[_Candidate]:
    spans = numbers.numbers_in(prose.low, prose.words)
    places = [start for start, _ in spans]
    told = sorted({*places, *(m.start() for m in _OF_AGE.finditer(prose.low))})
    for segment in prose.segments:
        if segment.segment.section in _READ:
            for sentence in prose.sentences_among(segment, told):
                first, last = bisect_left(places, sentence.start), bisect_left(places, sentence.end)
                yield from _Place(prose, sentence, spans[first:last]).candidates()


_OF_AGE = re.compile(r"old\b|\d[ -]years? |aged |a case of |we (?:report|describe|present) ")
_SAMPLE_WORDS = (
    "went", "review", "examin", "identif", "taken", "included", "analy", "treated", "studied",
    "selected", "evaluated", "participated", "sample", "target", "enrol", "total", "number of", "cohort",
    "series", "population", "answered", "completed", "returned", "filled", "participants:",
    "patients:", "subjects:", "volunteers:", "n=", "n =",
)  # fmt: skip
_ENROLLED = ("enrolled", "recruited", "randomi", "included")
_NAMED = (
    (
        numbers.ENROLLED_NUMBER, 7,
        (*_ENROLLED, "accrued", "studied", "eligible", "returned", "replied", "responded", "answered"),
    ),
    (numbers.NUMBER_OF_TYPE, 4, (*_ENROLLED, "treated")),
    (numbers.OF_SKIN_TYPE, 4, ("fitzpatrick", "skin", "photo", "fst", "spt", "all", "sun-reactive")),
    (numbers.MET_CRITERIA, 11, ("criteria",)),
    (numbers.SURVEYED, 9, ("completed",)),
)  # fmt: skip
"""What begins with a number and says that it is one of people, with its points and the words of
which one stands in every match: a sentence without them need not be tried at each number."""
_PARALLEL_VERBS = ("treated", "received", "given", "assigned", "randomi", "receive")
_PAIRS_WORDS = ("pairs", "couples")
_SEXES_BEGIN = "fwgmb"
"""Letters with which the words for the sexes begin."""
_TYPE_BEFORE = re.compile(r"(?:\b[iv]{1,3}|\b[1-6]|types?)\s?[(,:]?\s?$")
_TAKEN = (
    (numbers.TAKEN, 8),
    (numbers.HAD_AND_WERE, 8),
    (numbers.ONLY_THOSE, 12),
    (numbers.THESE, 12),
    (numbers.OF_THEM, 12),
    (numbers.CHARTS, 4),
)
_TWO_NUMBERS = (
    (numbers.TWO_ARMS, 8),
    (numbers.TWO_PLACES, 1),
    (numbers.ALLOTTED_TO, 8),
    (numbers.BOTH, 1),
)
_RATED = re.compile(
    r"(?:\d|\b(?:out|one|two|three|four|five|six))\sof\s$|\b(?:in|among|by|occurred|seen|noted|observed|found|developed)\s(?:the\s|only\s)?$"
)
"""Before two numbers: so many had an event, or they are parts of a whole given before."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_DATED = re.compile(
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|\b(?:in|since|from|to|and|until|between|during))\s$"
)
_AGED = re.compile(r"\b(?:woman|man|girl|boy|lady) (?:of|aged) ")
_AGED_OPENINGS = ("man ", "girl ", "boy ", "lady ")
_NAMES_OF_GROUPS = ("group ", "arm ")


def _lettered_groups(prose: Prose) -> Iterator[_Candidate]:
    """As in "Group A (n = 30) ... group B (n = 30)", where no total is given."""
    low = prose.low
    if sum(low.count(name) for name in _NAMES_OF_GROUPS) < 2:
        return
    for placed in prose.document.passages:
        if placed.passage.section not in _READ:
            continue
        found: dict[str, Match[str]] = {}
        for match in numbers.LETTERED_GROUP.finditer(low, placed.start, placed.end):
            found.setdefault(match.group("name"), match)
        people = [value_of(m.group("number")) or 0 for m in found.values()]
        if len(found) > 1 and all(people):
            first = next(iter(found.values()))
            yield _Candidate(
                sum(people), first.start(), first.end(), 4, prose.document.is_registration,
                "participants.groups_added", placed.passage.section.value,
            )  # fmt: skip


def _numbered_cases(prose: Prose) -> Iterator[_Candidate]:
    """As in "Case 1: ... Case 2: ...": as many people as cases, counted without a gap."""
    found = list(numbers.NUMBERED_CASE.finditer(prose.low)) if "1" in prose.low else []
    named = {int(m.group("number")) for m in found}
    if len(named) > 1 and named == set(range(1, len(named) + 1)):
        first = found[0]
        yield _Candidate(
            len(named), first.start(), first.end(), 5, prose.document.is_registration,
            "participants.numbered_cases", Section.ABSTRACT.value,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Place:
    """A sentence and the text it stands in."""

    prose: Prose
    sentence: Sentence
    spans: Sequence[tuple[int, int]]
    """Start and end of the sentence's whole numbers, as offsets of the document."""

    def candidates(self) -> Iterator[_Candidate]:
        """Every number of people in the sentence, weighed."""
        low = self.sentence.low
        starts = [start - self.sentence.start for start, _ in self.spans]
        if starts:
            yield from self._counted(starts)
            yield from self._named(starts)
            yield from self._bare()
            if len(starts) > 1 and "and" in low:
                yield from self._two_numbers(starts)
            if has_any(low, _SAMPLE_WORDS):
                yield from self._stated(low)
            if "groups" in low or "arms" in low or "cohorts" in low:
                yield from self._even_groups()
            yield from self._of_whole(low)
            if "control" in low or "healthy" in low:
                yield from self._with_controls()
            yield from self._sex_ratio()
        if _OF_AGE.search(low) or (has_any(low, _AGED_OPENINGS) and _AGED.search(low)):
            yield from self._one_person()

    def _counted(self, starts: Sequence[int]) -> Iterator[_Candidate]:
        end = 0
        for start in starts:
            match = numbers.COUNTED.match(self.sentence.low, start) if start >= end else None
            if match is None:
                continue
            people = value_of(match.group("number"))
            if not people or self._is_age(match):
                continue
            end = match.end()
            score = numbers.weight(self.sentence, match.start(), match.end()) + self._place_bonus()
            score -= 3 if people == 1 else 0
            yield self._made(people, score, "participants.counted")

    def _is_age(self, match: Match[str]) -> bool:
        low = self.sentence.low
        after = low[match.end("number") : match.end("number") + 12].lstrip(" -")
        before = low[max(0, match.start() - 2) : match.start()]
        if _YEAR.fullmatch(match.group("number")) and _DATED.search(low[: match.start()][-12:]):
            return True
        in_range = before.endswith(("-", "±", "/")) and before[:1].isdigit()
        return in_range or after.startswith(("year", "yr", "month", "week", "day", "mm", "%", "x "))

    def _place_bonus(self) -> int:
        section = self.sentence.segment.section
        if section is Section.TITLE:
            return 0
        if section is Section.BACKGROUND:
            return -1
        return 2 if section in _OWN and self.sentence.position < _EARLY else 1

    def _named(self, starts: Sequence[int]) -> Iterator[_Candidate]:
        """What begins with a number: sexes, arms in parallel, "30 were enrolled"."""
        low = self.sentence.low
        named = [(pattern, score) for pattern, score, words in _NAMED if has_any(low, words)]
        in_arms = has_any(low, _PARALLEL_VERBS)
        in_pairs = has_any(low, _PAIRS_WORDS)
        for start, (_, end) in zip(starts, self.spans, strict=True):
            pairs = numbers.PAIRS.match(low, start) if in_pairs else None
            if pairs is not None:
                people = 2 * (value_of(pairs.group("number")) or 0)
                yield self._made(people, 7, "participants.pairs")
            after = end - self.sentence.start
            sexes = None
            if low[after : after + 2].lstrip()[:1] in _SEXES_BEGIN:
                sexes = numbers.SEXES.match(low, start)
            if sexes is not None:
                score = numbers.weight(self.sentence, start, sexes.end()) + 3
                people = _sum(sexes.group("first"), sexes.group("second"))
                yield self._made(people, max(score, 4), "participants.sexes_added")
            first = numbers.PARALLEL.match(low, start) if in_arms else None
            rest = numbers.PARALLEL_REST.findall(low, first.end()) if first else []
            if first is not None and rest:
                people = _sum(first.group("number"), *rest)
                yield self._made(people, 9, "participants.groups_added")
            for pattern, score in named:
                match = pattern.match(low, start)
                if match is not None and not self._is_age(match):
                    yield self._matched(match, score, "participants.enrolled_number")

    def _of_whole(self, low: str) -> Iterator[_Candidate]:
        for match in numbers.OF_WHOLE.finditer(low):
            people = value_of(match.group("number")) or 0
            told = self.sentence.says(numbers.PAST) and not numbers.is_cited(self.sentence)
            if told and people >= _SMALLEST_WHOLE:
                yield self._made(people, 1, "participants.of_whole")

    def _two_numbers(self, starts: Sequence[int]) -> Iterator[_Candidate]:
        """Two parts of the people: "107 and 120 were analysed", "882 in Dundee and 188 in London"."""
        low = self.sentence.low
        for start in starts:
            for pattern, score in _TWO_NUMBERS:
                match = pattern.match(low, start)
                if match is None or _RATED.search(low[max(0, start - 40) : start]):
                    continue
                people = _sum(match.group("first"), match.group("second"))
                alone = numbers.weight(self.sentence, start, match.end("first"))
                if not numbers.is_cited(self.sentence):
                    score = max(score, alone + self._place_bonus() + 1)
                    yield self._made(people, score, "participants.groups_added")

    def _bare(self) -> Iterator[_Candidate]:
        """Numbers without the word for people: "Fifty started", "thirty in total"."""
        low, begins = self.sentence.low, self.sentence.start
        for start, end in ((s - begins, e - begins) for s, e in self.spans):
            before = low[max(0, start - numbers.BEFORE_BARE) : start]
            people = value_of(low[start:end]) or 0
            began = numbers.BEGAN.match(low, end) if numbers.opens_clause(before) else None
            if began is not None:
                score = 3 if began.group("done") else 5
                yield self._weighed(people, (start, end), score, "participants.bare_subject")
            elif numbers.is_total(low, before, end):
                yield self._weighed(people, (start, end), 5, "participants.bare_total")
        allotted = len(self.spans) > 1 and any(word in low for word in numbers.ALLOTTED)
        opposed = numbers.OPPOSED.search(low) if allotted else None
        if opposed is not None:
            people = _sum(opposed.group("number"), opposed.group("rest"))
            yield self._made(people, 12, "participants.groups_added")

    def _stated(self, low: str) -> Iterator[_Candidate]:
        for pattern, score in _TAKEN:
            for match in pattern.finditer(low):
                yield self._matched(match, score, "participants.enrolled_number")
        arms = numbers.ARMS_IN_BRACKETS.search(low)
        if arms is not None:
            people = _sum(arms.group("first"), arms.group("second"))
            yield self._made(people, 9, "participants.groups_added")
        answered = numbers.ANSWERED_BY.search(low)
        if answered is not None:
            yield self._matched(answered, 6, "participants.answered")
        labelled = numbers.LABELLED.match(low)
        if labelled is not None:
            yield self._matched(labelled, 5, "participants.labelled")
        of_events = self.sentence.says(numbers.EVENT) and not self.sentence.says(
            numbers.PEOPLE_WORD
        )
        sizes = list(numbers.SAMPLE.finditer(low))
        for match in sizes:
            if len(sizes) > 1 and _TYPE_BEFORE.search(low[: match.start()]):
                continue
            if of_events and low[match.start() - 1 : match.start()] == "(":
                continue
            yield self._matched(match, 5, "participants.sample_size")
        if "n=" not in low and "n =" not in low:
            return
        for match in numbers.N_OF_PEOPLE.finditer(low):
            yield self._matched(match, 5, "participants.n_equals")
        yield from self._bracketed_groups(low)

    def _even_groups(self) -> Iterator[_Candidate]:
        even = numbers.EVEN_GROUPS.search(self.sentence.low)
        if even is not None:
            many, each = value_of(even.group("groups")), value_of(even.group("number"))
            alone = numbers.weight(self.sentence, even.start("number"), even.end())
            score = max(6, alone + self._place_bonus() + 1)
            yield self._made((many or 0) * (each or 0), score, "participants.groups_added")

    def _bracketed_groups(self, low: str) -> Iterator[_Candidate]:
        """As in "volunteers with oily (n = 40), dry (n = 35) or mixed skin (n = 25)"."""
        people = [int(m.replace(",", "")) for m in numbers.N_EQUALS.findall(low)]
        if len(people) < 2 or not self.sentence.says(numbers.PEOPLE_WORD):
            return
        if (
            numbers.BY_TYPE.search(low)
            or numbers.MOSTLY.search(low)
            or self.sentence.says(numbers.EVENT)
        ):
            return
        total = max(people) if 2 * max(people) == sum(people) and len(people) > 2 else sum(people)
        yield self._made(total, 7, "participants.groups_added")

    def _with_controls(self) -> Iterator[_Candidate]:
        match = numbers.WITH_CONTROLS.search(self.sentence.low)
        if match is not None and not numbers.is_cited(self.sentence):
            people = _sum(match.group("number"), match.group("controls"))
            yield self._made(people, 12, "participants.controls_added")

    def _sex_ratio(self) -> Iterator[_Candidate]:
        """As in "(F:M 23:17)", and not "F:M 3:1", which is a proportion."""
        ratio = numbers.SEX_RATIO.search(self.sentence.low)
        if ratio is None:
            return
        first, second = int(ratio.group("first")), int(ratio.group("second"))
        if gcd(first, second) > 1 or first + second > _LARGEST_RATIO:
            yield self._made(first + second, 3, "participants.sexes_added")

    def _weighed(self, people: int, place: tuple[int, int], score: int, rule: str) -> _Candidate:
        score -= 10 if numbers.is_cited(self.sentence) else 0
        score -= 7 if numbers.is_of_a_group(self.sentence, *place) else 0
        return self._made(people, score, rule)

    def _matched(self, match: Match[str], score: int, rule: str) -> _Candidate:
        return self._weighed(value_of(match.group("number")) or 0, match.span(), score, rule)

    def _one_person(self) -> Iterator[_Candidate]:
        persons = len(numbers.ONE_PERSON.findall(self.sentence.low))
        if not persons or numbers.is_cited(self.sentence):
            return
        opening = self.prose.low[:_TITLE_AND_OPENING]
        told = numbers.CASE_REPORT.search(opening) or self.sentence.says(numbers.CASE_REPORT)
        score = 3 if told or persons > 1 else 1
        yield self._made(persons, score, "participants.one_person")

    def _made(self, people: int, score: int, rule: str) -> _Candidate:
        sentence = self.sentence
        planned = self.prose.document.is_registration and not sentence.says(numbers.PAST)
        score = score if 0 < people <= _LARGEST else 0
        return _Candidate(
            people, sentence.start, sentence.end, score, planned, rule,
            sentence.segment.heading or sentence.segment.section.value,
        )  # fmt: skip


def _sum(*written: str) -> int:
    return sum(value_of(number) or 0 for number in written)
