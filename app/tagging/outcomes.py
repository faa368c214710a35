"""What a study measured or reported as an effect, told apart from background and criteria."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from app.records import Dimension, RejectedMention, Tag
from app.tagging import cues, not_effects, surroundings
from app.tagging.complaint_roles import BESIDE, HAVING, NEAR
from app.tagging.complaints import ComplaintWords
from app.tagging.design_fields import OBSERVATIONAL, PRECLINICAL, REVIEW
from app.tagging.document import Document
from app.tagging.evidence_spans import evidence_for
from app.tagging.implied_outcomes import GLOBAL, ImpliedOutcomes
from app.tagging.lexicon import SIGN, WEAK, Hit, Lexicon
from app.tagging.rejection_reasons import REASONS, Refused, worth_keeping
from app.tagging.statements import COUNTED, LONGEST_ABSTRACT, Part, Statement, is_article
from app.tagging.surroundings import is_near, is_near_in_clause, is_unbroken_before


class Measured(NamedTuple):
    """The outcomes of one document, each with its first evidence, and what was not believed."""

    tags: tuple[Tag, ...]
    rejected: tuple[RejectedMention, ...]


_BETTER = frozenset({cues.BETTER})
_EVENT = frozenset({cues.EVENT})
MENTIONS_IN_ARTICLE = 3
"""In the body of an article; measured on the ten labelled ones, F1 0.85 against 0.79 with two."""
_WISH = frozenset({cues.WISH})
_WISHED_WITHIN = 80
_TOLD = frozenset({cues.PAST, cues.FUTURE})
_BETTER_OR_LESS = frozenset({cues.BETTER, cues.CHANGE})
_ABSENT = frozenset({cues.ABSENT})
_GRADED = frozenset({cues.GRADED})
_GAIN = frozenset({cues.BETTER, cues.CHANGE, cues.RESPONSE})
_SURELY_HARM = frozenset({cues.SURELY_HARM})
_WEIGHING = frozenset({cues.MEASURE, cues.CHANGE, cues.EFFICACY})
_WEIGHED_WITHIN = 90
"""Characters between a weak word and the word of measuring or change that carries it."""
TEXTURE = "texture"
_OF_ANIMALS = frozenset({"adverse_events", "downtime"})
_SAFETY = "safety"
ALSO_TREATED_FOR = {
    "photoaging": frozenset({"wrinkle_severity", "pigment", TEXTURE, "laxity"}),
}
"""What else some complaints are treated for, beside what "efficacy" alone means in them."""
DISEASE_SIGNS = frozenset({"erythema", "edema"})
_JUST_BEFORE = 3
_BRIEF = frozenset({cues.BRIEF})


def find_measured(
    document: Document,
    stated: Sequence[Statement],
    lexicon: Lexicon,
    treated: Sequence[Tag],
    design: str,
) -> Measured:
    """Tags for every outcome measured or reported, and the mentions that report none."""
    another = any(cues.OTHER_CONDITION in s.said for s in stated if s.part is Part.TITLE)
    reader = _Reader(document, lexicon, treated, treats_another=another, design=design)
    reader.look_at(stated)
    implied = ImpliedOutcomes(document, lexicon, treated)
    found, rejected = reader.reported(stated)
    if design != REVIEW:
        for tag in implied.implied(stated, found):
            found.setdefault(tag.value, tag)
    has_effect = any(lexicon.kind[value] == "efficacy" for value in found)
    if not has_effect and (treated or design != OBSERVATIONAL):
        judged = implied.judged_as_a_whole(stated)
        if judged is not None:
            found[GLOBAL] = reader.tag(*judged)
    kept = worth_keeping(rejected, found)
    return Measured(tuple(found.values()), tuple(reader.rejection(*mention) for mention in kept))


class _Reader:
    def __init__(
        self,
        document: Document,
        lexicon: Lexicon,
        treated: Sequence[Tag],
        *,
        treats_another: bool,
        design: str,
    ) -> None:
        self.document = document
        self.lexicon = lexicon
        self.complaint = ComplaintWords(document, lexicon, treated)
        self.treats_another = treats_another
        self.treated_values = frozenset(tag.value for tag in treated)
        self.treated_for = {
            lexicon.efficacy[i] for i in self.treated_values if i in lexicon.efficacy
        }
        for indication, outcomes in ALSO_TREATED_FOR.items():
            if indication in self.treated_values:
                self.treated_for |= outcomes
        self.only_observed = design == OBSERVATIONAL and not treated
        self.on_animals = design == PRECLINICAL
        self.nothing_treated = not treated and not treats_another
        self.only_provoked = False
        self.nothing_done = False
        self.subjects: frozenset[str] = frozenset()

    def look_at(self, stated: Sequence[Statement]) -> None:
        """Whether anything at all was done to people, or only light was tried on them."""
        self.only_provoked = self.nothing_treated and not_effects.tests_light(self.document, stated)
        self.subjects = not_effects.subjects_of(stated)
        told = self.only_observed and not self.document.is_registration
        self.nothing_done = told and not any(
            statement.of("procedure") or not_effects.names_treatment(self.document, statement)
            for statement in stated
        )

    def reported(self, stated: Sequence[Statement]) -> tuple[dict[str, Tag], list[Refused]]:
        """Outcomes by value, each at its first mention that reports an effect.

        A full article mentions much in passing: there an outcome is told more than once.
        """
        needed = MENTIONS_IN_ARTICLE if is_article(self.document) else 1
        first: dict[str, Tag] = {}
        times: Counter[str] = Counter()
        rejected: list[Refused] = []
        for statement in stated:
            named = statement.of("outcome")
            for value, hit in {h.meaning.value: h for h in named}.items() if named else ():
                if times[value] >= needed:
                    continue
                hits = [h for h in named if h.meaning.value == value]
                reasons = [self.reason_against(statement, h) for h in hits]
                if all(reasons):
                    rejected.append((statement, hit, reasons[0]))
                    continue
                told = hits[reasons.index("")]
                times[value] += self._weight(statement, told, needed)
                first.setdefault(value, self.tag(statement, told))
        return {v: tag for v, tag in first.items() if times[v] >= needed}, rejected

    def _weight(self, statement: Statement, hit: Hit, needed: int) -> int:
        """How many mentions one counts for: all in title or abstract, two for a harm not seen."""
        if statement.end < LONGEST_ABSTRACT:
            return needed
        harm = self.lexicon.kind[hit.meaning.value] == "safety"
        past = statement.part is Part.OWN and cues.PAST in statement.said
        return 2 if harm and past and statement.says_before(hit, _ABSENT, BESIDE) else 1

    def tag(self, statement: Statement, hit: Hit) -> Tag:
        return Tag(
            dimension=Dimension.OUTCOME,
            value=hit.meaning.value,
            evidence=evidence_for(self.document, statement, hit),
            rule=f"outcome.{_RULE_OF[statement.part]}",
        )

    def rejection(self, statement: Statement, hit: Hit, reason: str) -> RejectedMention:
        return RejectedMention(
            dimension=Dimension.OUTCOME,
            evidence=evidence_for(self.document, statement, hit),
            reason=f"{hit.meaning.value}: {reason}",
            rule=f"outcome.{statement.part}",
        )

    def reason_against(self, statement: Statement, hit: Hit) -> str:
        """Why this mention reports no effect, or nothing where it does."""
        if statement.part not in COUNTED:
            return REASONS[statement.part]
        if statement.part is Part.OWN and cues.BARRED in statement.said:
            return REASONS[Part.EXCLUSION]
        if statement.part is Part.TITLE and self.lexicon.kind[hit.meaning.value] == "mechanism":
            return "a subject of the title, not yet a measure"
        if statement.part is Part.TITLE and self.lexicon.complaint_of[hit.meaning.value]:
            return "a harm or a complaint in the title, not yet told as an effect"
        if statement.part is Part.TITLE and self._is_only_topic(statement, hit):
            return "the complaint or topic of the title, not yet a measure"
        if self._is_had(statement, hit):
            return "what people had, not what was measured"
        if self._is_no_effect(statement, hit):
            return "brought about to be studied, or a sign of what is observed"
        if not self.document.is_registration and surroundings.is_called_for(statement, hit):
            return "called for, not done"
        if self._is_told_of_others(statement, hit):
            return "what people had before, may get or are told to wait for"
        if hit.meaning.strength == SIGN and not self._is_sign_of_treated(statement, hit):
            return "says nothing of a complaint that is treated"
        if hit.meaning.strength == WEAK and not self._is_weighed(statement, hit):
            return "named, but not measured"
        if self._is_of_another_scale(statement, hit):
            return "a scale that another outcome was held to, or a sign of the disease"
        if self._is_component(statement, hit) or not_effects.is_part_of_scar(
            self.document, statement, hit, self.treated_values
        ):
            return "a component of another outcome's scale"
        if self.complaint.is_complaint(statement, hit):
            return "the complaint itself, not a harm"
        if self._is_harm_made_better(statement, hit):
            return "marks that fared better, not a harm"
        if statement.says_before(hit, _WISH, _WISHED_WITHIN):
            return "what people wished for"
        if self._is_only_expected(statement):
            return "expected, not reported"
        return ""

    def _is_no_effect(self, statement: Statement, hit: Hit) -> bool:
        """Provoked by light, seen in animals, or a sign of a disease that nobody treated."""
        value = hit.meaning.value
        if self.only_provoked and value in not_effects.PROVOKED:
            return True
        if not self.treated_values and not_effects.is_color_of_skin(self.document, statement, hit):
            return True
        if self.lexicon.kind[value] != "safety":
            return False
        if self.nothing_done or (self.on_animals and value not in _OF_ANIMALS):
            return True
        return value == "erythema" and not_effects.is_sign_to_stop(self.document, statement, hit)

    def _is_told_of_others(self, statement: Statement, hit: Hit) -> bool:
        """A harm that is a criterion, a risk of other treatments or a date of aftercare."""
        if self.lexicon.kind[hit.meaning.value] != "safety":
            return False
        return (
            surroundings.is_aftercare(self.document, statement, hit)
            or surroundings.is_condition_of_entry(self.document, statement, hit)
            or surroundings.is_chance(self.document, statement, hit)
        )

    def _is_of_another_scale(self, statement: Statement, hit: Hit) -> bool:
        value = hit.meaning.value
        if value == GLOBAL:
            of_itself = self.treated_for - {GLOBAL} and not_effects.is_plain_gain(
                self.document, statement, hit
            )
            return (
                bool(of_itself)
                or not_effects.is_of_one_sign(self.document, hit)
                or surroundings.is_own_verdict(self.document, statement, hit)
                or surroundings.is_scale_of_another(self.document, statement, hit, self.treated_for)
            )
        if self.treats_another and value in DISEASE_SIGNS:
            return surroundings.is_sign_of_disease(self.document, statement)
        listed = self.lexicon.kind[value] == "efficacy" and value not in self.treated_for
        return listed and surroundings.is_listed_harm(self.lexicon, statement, hit)

    def _is_the_complaint(self, statement: Statement, hit: Hit) -> bool:
        """Whether the words are an efficacy outcome's and an indication's at once."""
        return self.lexicon.kind[hit.meaning.value] == "efficacy" and any(
            other.start <= hit.start and hit.end <= other.end
            for other in statement.across("indication", hit)
        )

    def _is_only_topic(self, statement: Statement, hit: Hit) -> bool:
        """The complaint, or safety as the subject of an abstract that then tells of its harms."""
        if self._is_the_complaint(statement, hit):
            return True
        word = self.document.text[hit.start : hit.end].casefold()
        return word == _SAFETY and not self.document.is_registration

    def _is_had(self, statement: Statement, hit: Hit) -> bool:
        """Rough texture and the like that people came with: "patients with photoaged texture"."""
        efficacy = self.lexicon.kind[hit.meaning.value] == "efficacy"
        if (efficacy and not self.document.is_registration) and (
            not_effects.is_entry_grade(self.document, statement, hit)
            or any(
                not_effects.is_complaint_of_people(self.document.text, statement, name)
                or not_effects.is_complaint_by_type(self.document, statement, name)
                for name in _complaints_at(statement, hit)
            )
        ):
            return True
        if not_effects.is_asked_for_entry(self.document, statement):
            return True
        if not_effects.is_in_reason(self.document, statement, hit):
            return True
        return not_effects.is_left_out(self.document.text, statement, hit) or (
            hit.meaning.value == TEXTURE
            and cues.PEOPLE in statement.said
            and statement.says_before(hit, HAVING, NEAR)
            and not is_near(statement, hit, _WEIGHING, NEAR)
        )

    def _is_sign_of_treated(self, statement: Statement, hit: Hit) -> bool:
        if statement.part not in (Part.OWN, Part.OUTCOME):
            return False
        treated = hit.meaning.value in self.treated_for
        tells_of_harm = any(
            self.lexicon.kind[other.meaning.value] == "safety"
            and 0 <= hit.start - other.end <= BESIDE
            for other in statement.of("outcome")
        )
        if tells_of_harm or not treated or self._is_verdict_on_all(statement, hit):
            return False
        return not is_near_in_clause(self.document.text, statement, hit, _SURELY_HARM, NEAR)

    def _is_verdict_on_all(self, statement: Statement, hit: Hit) -> bool:
        """Cleared or lightened by a global scale, which says it all."""
        return hit.meaning.value != GLOBAL and any(
            other.meaning.value == GLOBAL
            and not other.meaning.strength
            and abs(other.start - hit.start) <= _WEIGHED_WITHIN
            for other in statement.of("outcome")
        )

    def _is_component(self, statement: Statement, hit: Hit) -> bool:
        """Whether a scale of the treated complaint is named beside it, of which it is a part."""
        wholes = self.lexicon.wholes[hit.meaning.value]
        wholes &= {self.lexicon.efficacy.get(i) for i in self.treated_values}
        if not wholes or is_near(statement, hit, _SURELY_HARM, NEAR):
            return False
        return any(
            o.meaning.value in wholes and not o.meaning.strength for o in statement.of("outcome")
        )

    def _is_weighed(self, statement: Statement, hit: Hit) -> bool:
        """Whether a weak word has the company it needs."""
        outcome = hit.meaning.value
        kind = self.lexicon.kind[outcome]
        if kind == "safety":
            return self._is_told_harm(statement, hit)
        if statement.part is Part.TITLE or outcome == GLOBAL:
            return False
        if kind != "efficacy":
            if kind == "mechanism" and not not_effects.is_of_own_tissue(statement):
                return False
            if kind == "mechanism" and outcome in self.subjects and statement.part is Part.OWN:
                return True
            return is_near(statement, hit, _WEIGHING if kind == "mechanism" else _GAIN, NEAR)
        if statement.says_before(hit, HAVING, BESIDE):
            return False
        if not_effects.is_harm_made_better(self.document.text, statement, hit):
            return True
        if self._names_a_harm_too(statement, hit) and (
            self.complaint.is_event(statement, hit)
            or (statement.part is Part.OWN and statement.says_before(hit, _ABSENT, _JUST_BEFORE))
        ):
            return False
        treated_for = outcome in self.treated_for
        if not treated_for and (self.treats_another or self._names_a_harm_too(statement, hit)):
            return is_unbroken_before(
                self.document.text, statement, hit, _BETTER, NEAR
            ) or self._is_graded(statement, hit)
        if not self.treated_values or not (treated_for or _complaints_at(statement, hit)):
            graded = not self.treated_values and self._is_graded(statement, hit)
            return graded or is_near(statement, hit, _BETTER, NEAR)
        return is_near(statement, hit, _WEIGHING, _WEIGHED_WITHIN)

    def _is_told_harm(self, statement: Statement, hit: Hit) -> bool:
        """Whether a harm's weak word tells of something that happened, and of no complaint."""
        complaints = self.lexicon.complaint_of[hit.meaning.value]
        counted = surroundings.is_counted(self.document, statement, hit)
        if complaints:
            if surroundings.is_looks_of(self.document, statement, hit):
                return False
            absent = statement.says_before(hit, _ABSENT, NEAR)
            free = not complaints & self.treated_values
            told = counted or (free and is_near(statement, hit, _EVENT, NEAR))
            return absent or told or is_near(statement, hit, _BRIEF, NEAR)
        if any(c.meaning.value in self.treated_values for c in _complaints_at(statement, hit)):
            return False
        before = self.document.text[max(statement.start, hit.start - BESIDE) : hit.start]
        beside = len(before.rpartition(";")[2])
        if cues.PEOPLE in statement.said and statement.says_before(hit, HAVING, beside):
            return False
        if self.only_observed or not_effects.is_blister_of_harm(
            self.document.text, self.lexicon, statement, hit
        ):
            return False
        told = statement.part is Part.OWN and not statement.said.isdisjoint(_TOLD)
        event = told or counted or is_near(statement, hit, _EVENT, NEAR)
        return event and not statement.says_after(hit, _BETTER_OR_LESS, BESIDE)

    def _is_harm_made_better(self, statement: Statement, hit: Hit) -> bool:
        harm = self.lexicon.kind[hit.meaning.value] == "safety"
        mention = (self.document.text, statement, hit)
        return harm and (
            not_effects.is_harm_made_better(*mention) or not_effects.is_word_of_better(*mention)
        )

    def _is_graded(self, statement: Statement, hit: Hit) -> bool:
        """Whether the word is what a scale was held to, and no harm."""
        return is_near(statement, hit, _GRADED, NEAR) and not is_near(
            statement, hit, _SURELY_HARM, NEAR
        )

    def _names_a_harm_too(self, statement: Statement, hit: Hit) -> bool:
        return any(
            self.lexicon.complaint_of[other.meaning.value]
            for other in statement.across("outcome", hit)
        )

    def _is_only_expected(self, statement: Statement) -> bool:
        said = statement.said
        return (
            self.document.is_registration
            and statement.part is Part.OWN
            and cues.EXPECTED in said
            and not said & {cues.FUTURE, cues.MEASURE, cues.PAST}
        )


_RULE_OF = {
    Part.TITLE: "title",
    Part.AIM: "aim",
    Part.OWN: "reported",
    Part.OUTCOME: "registered",
}


def _complaints_at(statement: Statement, hit: Hit) -> list[Hit]:
    """The complaints that the same words name."""
    return list(statement.across("indication", hit))
