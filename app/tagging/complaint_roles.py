"""The part that the name of a complaint plays in its sentence: had, treated, or done as harm."""

from typing import NamedTuple

from app.tagging import cues, events_told, not_complaints, surroundings
from app.tagging.document import Document
from app.tagging.lexicon import SIGN, WEAK, Hit, Lexicon
from app.tagging.statements import Statement

SCARS = "scars"
NEAR = 45
"""Characters within which "treatment of" reaches the condition it names."""
BESIDE = 25
"""Characters within which "patients with" does."""
TREATMENT = frozenset({cues.TREATMENT_OF})
HAVING = frozenset({cues.HAVING})
_HAVING_OR_HAD = frozenset({cues.HAVING, cues.HAD})
_WAS_TREATED = frozenset({cues.UNDERWENT})
_TREATING = frozenset({cues.TREATS, cues.UNDERWENT})
_GIVEN_WITHIN = 60
_EVENT = frozenset({cues.EVENT})
_ABSENT = frozenset({cues.ABSENT})
_AFTER = frozenset({cues.AFTER})
_AFTER_SEVERAL = 45
"""Characters that a list of harms may take before what caused them."""
_HAPPENED_WITHIN = 12
_SCORED_WITHIN = 90


class Mention(NamedTuple):
    """A complaint named in a sentence."""

    statement: Statement
    hit: Hit


class ComplaintRoles:
    """Reads the sentences of one document for them."""

    def __init__(self, document: Document, lexicon: Lexicon) -> None:
        self.document = document
        self.lexicon = lexicon

    def has_it(self, mention: Mention) -> bool:
        """Whether people are said to have it."""
        statement, hit = mention
        if surroundings.names_sufferers(self.document, statement, hit):
            return True
        if surroundings.is_had_beside_type(self.document, statement, hit):
            return True
        between = self.document.text[max(statement.start, hit.start - BESIDE) : hit.start]
        mark = max(between.rfind(sign) for sign in ";:%")
        return cues.PEOPLE in statement.said and statement.says_before(
            hit, _HAVING_OR_HAD, len(between) - mark - 1
        )

    def is_treated_here(self, mention: Mention) -> bool:
        """Whether a word of treating stands beside it."""
        statement, hit = mention
        return (
            self._unbroken_before(statement, hit)
            or statement.says_before(hit, _HAVING_OR_HAD, BESIDE)
            or statement.says_after(hit, frozenset({cues.TREATS}), NEAR)
        )

    def _unbroken_before(self, statement: Statement, hit: Hit) -> bool:
        """A word of treating stands before with no stop between: "treatment of scars"."""
        before = self.document.text[max(statement.start, hit.start - _SCORED_WITHIN) : hit.start]
        if surroundings.is_of_scores(before):
            return False
        between = before[-NEAR:]
        mark = max(between.rfind(sign) for sign in ";:%")
        return statement.says_before(hit, TREATMENT, len(between) - mark - 1)

    def is_listed_with(self, last: Mention | None, mention: Mention) -> bool:
        """Whether it stands in one list with a complaint that people had."""
        if last is None or last.statement is not mention.statement:
            return False
        if not surroundings.is_listed_with(self.document.text, last.hit, mention.hit):
            return False
        return not self.is_told_as_harm(mention)

    def is_barred(self, mention: Mention) -> bool:
        """Whether those who had it could not take part."""
        return surroundings.is_barred(self.document.text, *mention)

    def is_named_complaint(self, mention: Mention) -> bool:
        """People who have it by a name of its own, and nothing that happened to them."""
        statement, hit = mention
        happened = statement.says_before(hit, _EVENT, NEAR) or statement.says_after(
            hit, _EVENT, NEAR
        )
        happened = happened or self.is_asked_or_told(mention)
        return hit.meaning.strength != WEAK and self.has_it(mention) and not happened

    def is_given_treatment(self, mention: Mention) -> bool:
        """People who have it, and then what they were given: "adults with dark marks had peels"."""
        statement, hit = mention
        if hit.meaning.strength == WEAK or self.is_asked_or_told(mention):
            return False
        return self.has_it(mention) and statement.says_after(hit, _TREATING, _GIVEN_WITHIN)

    def is_harm_in_title(self, mention: Mention) -> bool:
        """A word of harm followed by what caused it: "Dark marks from peels"."""
        statement, hit = mention
        if self.is_harm_word(mention) and (
            not_complaints.is_asked_whether_it_follows(self.document.text, statement, hit)
            or not_complaints.is_brought_about(self.document.text, statement, hit)
        ):
            return True
        if cues.UNDERWENT in statement.said or not self.is_harm(mention):
            return False
        if statement.says_before(hit, _ABSENT, 1):
            return True
        reach = _AFTER_SEVERAL if self.is_told_as_harm(mention) else 3
        return statement.says_after(hit, _AFTER, reach)

    def is_harm(self, mention: Mention) -> bool:
        """A complaint's word that tells what the treatment did."""
        statement, hit = mention
        if not self.is_harm_word(mention):
            return False
        if self.is_asked_or_told(mention) or statement.says_after(hit, _EVENT, _HAPPENED_WITHIN):
            return True
        treated = statement.says_before(hit, TREATMENT, NEAR) or statement.says_after(
            hit, _WAS_TREATED, BESIDE
        )
        return not treated

    def is_told_as_harm(self, mention: Mention) -> bool:
        """So many cases of it, or one of several harms side by side."""
        text = self.document.text
        return events_told.is_told_as_event(text, *mention) or surroundings.is_among_harms(
            text, self.lexicon, *mention
        )

    def is_asked_or_told(self, mention: Mention) -> bool:
        """Whether it is told as a harm, or how often it follows is asked."""
        statement, hit = mention
        return self.is_told_as_harm(mention) or not_complaints.is_asked_whether_it_follows(
            self.document.text, statement, hit
        )

    def is_harm_word(self, mention: Mention) -> bool:
        """Whether the same words may name a harm."""
        value = mention.hit.meaning.value
        complaint_of = self.lexicon.complaint_of
        return any(
            value in complaint_of[other.meaning.value] and _overlap(other, mention.hit)
            for other in mention.statement.of("outcome")
            if other.meaning.strength != SIGN
        )

    def is_result_of_surgery(self, mention: Mention) -> bool:
        """The scar that an operation leaves is its result, not what is treated."""
        if mention.hit.meaning.value != SCARS:
            return False
        if any(
            hit.meaning.dimension == "outcome"
            and not hit.meaning.strength
            and hit.start <= mention.hit.start
            and mention.hit.end < hit.end
            for hit in mention.statement.of("outcome")
        ):
            return True
        return surroundings.is_looks_of(
            self.document, *mention
        ) and not surroundings.is_bettered_look(self.document, *mention)


def _overlap(one: Hit, other: Hit) -> bool:
    return one.start < other.end and other.start < one.end
