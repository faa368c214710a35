"""Whether the word of a harm names the complaint that is treated, by the words round it."""

import re
from collections.abc import Collection, Sequence

from app.records import Tag
from app.tagging import cues
from app.tagging.complaint_roles import BESIDE, HAVING, NEAR, TREATMENT
from app.tagging.document import Document
from app.tagging.events_told import is_had_by_one, is_told_as_event
from app.tagging.lexicon import Hit, Lexicon
from app.tagging.not_complaints import is_among_gains, is_asked_whether_it_follows
from app.tagging.statements import Part, Statement
from app.tagging.surroundings import (
    first_of_list,
    is_among_harms,
    is_counted,
    is_had_beside_type,
    is_listed_beside,
    is_near,
    is_unbroken_before,
    names_absence,
)

_BETTER = frozenset({cues.BETTER})
_EVENT = frozenset({cues.EVENT})
_ABSENT = frozenset({cues.ABSENT})
_GRADED = frozenset({cues.GRADED})
_AFTER = frozenset({cues.AFTER})
_WENT_AWAY = re.compile(
    r"(?i),?\s(?:that|which)\s(?:\w+\s){0,2}?(?:cleared|resolved|faded|disappeared|subsided|settled|healed|vanished|abated|regressed)\b"
)
"""Right behind something that is not what is treated: "two had hyperpigmentation that cleared"."""
_CAME_BACK = re.compile(r"(?i)\s(?:\w+\s)?(?:recurred|relapsed|came\sback|returned|recurrences?)\b")
_RETURN_OF = re.compile(r"(?i)\b(?:recurrences?|relapses?|return)\sof\s(?:the\s|a\s)?(?:\w+\s)?\Z")
"""What comes back was there before."""
_WAS_TREATED_WITH = re.compile(
    r"(?i)\s(?:\([^()]{1,12}\)\s)?(?:\w+ly\s)?(?:treated|managed)\s(?:with|by|using)\b"
)
"""Right behind what is treated: "a case of hyperpigmentation successfully treated with a laser"."""
_TOO_DARK = re.compile(
    r"(?i)\b(?:melasma|chloasma|lentig\w+|freckles?|ephelides|nev(?:us|i) of ota|hori|caf[e\u00e9][- ]au[- ]lait|dark circles?|age spots?|sun ?spots?)\b"
)
_PALE = ("hypopigment", "depigment", "leukoderma", "leucoderma", "confetti")
_TOO_PALE = re.compile(
    r"(?i)\b(?:vitiligo|leu[ck]oderma|hypomelanosis|piebald\w*|pityriasis alba|repigment\w*|white (?:patches|spots|macules)|hypopigmented|depigmented|hypopigmentary)\b"
)
_SURELY_HARM = frozenset({cues.SURELY_HARM})
_AS_A_HARM = re.compile(
    r"(?i),?\sas\s(?:an?\s|the\s|its\s)?(?:(?:possible|potential|common|main|only|transient)\s)?(?:side|adverse|unwanted|undesired|complication|sequela)"
)


def _own_name(statement: Statement, hit: Hit, complaints: Collection[str]) -> Hit | None:
    """The name of a complaint that the harm's word stands in, if it does."""
    for other in statement.of("indication"):
        if other.meaning.value in complaints and other.start <= hit.start and hit.end <= other.end:
            return other
    return None


_IN_ITS_BRACKET = re.compile(r"\s?\([^();]{0,50}")


def _explains(text: str, name: Hit, hit: Hit) -> bool:
    """Whether it stands in the bracket behind a complaint: "vitiligo (5 % of the skin depigmented)"."""
    return name.end <= hit.start and bool(_IN_ITS_BRACKET.fullmatch(text, name.end, hit.start))


class ComplaintWords:
    """What is treated in one document, to tell its name from a harm's."""

    def __init__(self, document: Document, lexicon: Lexicon, treated: Sequence[Tag]) -> None:
        self.document = document
        self.lexicon = lexicon
        self.treated = treated
        self.treated_values = frozenset(tag.value for tag in treated)
        self.too_dark: bool | None = None

    def is_complaint(self, statement: Statement, hit: Hit) -> bool:
        """Whether a harm's word names what is treated here, by the words round it."""
        text = self.document.text
        complaints = self.lexicon.complaint_of[hit.meaning.value]
        own_name = _own_name(statement, hit, complaints)
        treated = bool(complaints & self.treated_values)
        if _AS_A_HARM.match(text, hit.end) or self._is_of_other_color(hit):
            return False
        if statement.part is Part.OWN and names_absence(self.document, hit):
            return False
        if any(
            _explains(text, other, hit)
            for other in statement.of("indication")
            if other.meaning.value in complaints
        ):
            return True
        if complaints and statement.part is Part.OWN and is_among_gains(text, statement, hit):
            return True
        if own_name is None:
            graded = is_near(statement, hit, _GRADED | _BETTER | TREATMENT, NEAR)
            return treated and graded and not is_near(statement, hit, _EVENT | _SURELY_HARM, NEAR)
        if statement.part is Part.TITLE:
            return treated or not statement.says_after(hit, _AFTER, 3)
        if treated and _WAS_TREATED_WITH.match(text, own_name.end):
            return True
        came_back = _CAME_BACK.match(text, hit.end)
        if treated and (came_back or _RETURN_OF.search(text, statement.start, hit.start)):
            return True
        if self.is_event(statement, hit):
            return False
        if not treated and self.treated_values and _WENT_AWAY.match(text, hit.end):
            return False
        if is_unbroken_before(text, statement, hit, _BETTER | TREATMENT, NEAR):
            return True
        if statement.part is Part.OWN and is_unbroken_before(text, statement, hit, _ABSENT, NEAR):
            return False
        if cues.PEOPLE in statement.said:
            first = first_of_list(text, statement, own_name)
            if is_unbroken_before(text, statement, first, HAVING, BESIDE):
                return True
            if is_had_beside_type(self.document, statement, first):
                return True
        surely_harm = is_near(statement, hit, _SURELY_HARM, NEAR)
        if not surely_harm and self._is_bettered_or_graded(statement, hit, own_name):
            return True
        if not treated:
            return False
        if self._is_named_so(own_name) or statement.says_after(hit, _BETTER, BESIDE):
            return not surely_harm
        return statement.part is not Part.OWN

    def _is_of_other_color(self, hit: Hit) -> bool:
        """Hypopigmentation where only dark marks are treated: not theirs."""
        text = self.document.text
        if not text[hit.start : hit.end].casefold().startswith(_PALE):
            return False
        if self.too_dark is None:
            self.too_dark = _TOO_DARK.search(text) is not None and _TOO_PALE.search(text) is None
        return self.too_dark

    def is_event(self, statement: Statement, hit: Hit) -> bool:
        """Told as something that happened, or as one of several such things."""
        text = self.document.text
        return (
            is_counted(self.document, statement, hit)
            or is_had_by_one(text, statement, hit)
            or is_told_as_event(text, statement, hit)
            or is_among_harms(text, self.lexicon, statement, hit)
            or is_asked_whether_it_follows(text, statement, hit)
        )

    def _is_bettered_or_graded(self, statement: Statement, hit: Hit, own_name: Hit) -> bool:
        return (
            statement.says_after(hit, _BETTER, BESIDE)
            or self._is_measured_beside(statement, own_name)
            or self._is_among_effects(statement, hit)
        )

    def _is_measured_beside(self, statement: Statement, name: Hit) -> bool:
        """The word stands beside its own measure: "the scar was rated with the POSAS"."""
        measure = self.lexicon.efficacy.get(name.meaning.value)
        return any(
            hit.meaning.value == measure and not hit.meaning.strength
            for hit in statement.of("outcome")
        )

    def _is_among_effects(self, statement: Statement, hit: Hit) -> bool:
        """Graded in one list with effects: "texture, dyschromia and fine lines were scored"."""
        if not statement.says_after(hit, _GRADED, NEAR):
            return False
        return any(
            self.lexicon.kind[other.meaning.value] == "efficacy"
            and is_listed_beside(self.document.text, other, hit)
            for other in statement.of("outcome")
        )

    def _is_named_so(self, name: Hit) -> bool:
        """Whether the indication was tagged by this very word."""
        word = self.document.text[name.start : name.end].casefold().rstrip("s")
        return any(
            word in tag.evidence.text.casefold()
            for tag in self.treated
            if tag.value == name.meaning.value
        )
