"""What a study measured or reported as an effect, told apart from background and criteria."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from app.records import Dimension, RejectedMention, Tag
from app.tagging import cues
from app.tagging.design import OBSERVATIONAL, REVIEW
from app.tagging.document import Document
from app.tagging.evidence_spans import evidence_for
from app.tagging.indications import BESIDE, HAVING, MOST_REJECTED, NEAR, REASONS, TREATMENT
from app.tagging.lexicon import SIGN, WEAK, Hit, Lexicon
from app.tagging.statements import COUNTED, LONGEST_ABSTRACT, Part, Statement, is_article


class Measured(NamedTuple):
    """The outcomes of one document, each with its first evidence, and what was not believed."""

    tags: tuple[Tag, ...]
    rejected: tuple[RejectedMention, ...]


_BETTER = frozenset({cues.BETTER})
_EVENT = frozenset({cues.EVENT})
MENTIONS_IN_ARTICLE = 3
"""In the body of an article; measured on the ten labelled ones, F1 0.77 against 0.68 with one."""
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
GLOBAL = "global_improvement"


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
    found, rejected = reader.reported(stated)
    if design != REVIEW:
        for tag in reader.implied(stated, found):
            found.setdefault(tag.value, tag)
    has_effect = any(lexicon.kind[value] == "efficacy" for value in found)
    if not has_effect and (treated or design != OBSERVATIONAL):
        found.update(reader.judged_as_a_whole(stated))
    return Measured(tuple(found.values()), _handful(rejected, found))


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
        self.treated = treated
        self.treats_another = treats_another
        self.treated_values = frozenset(tag.value for tag in treated)
        self.only_observed = design == OBSERVATIONAL and not treated

    def reported(self, stated: Sequence[Statement]) -> tuple[dict[str, Tag], list[RejectedMention]]:
        """Outcomes by value, each at its first mention that reports an effect.

        A full article mentions much in passing: there an outcome is told more than once.
        """
        needed = MENTIONS_IN_ARTICLE if is_article(self.document) else 1
        first: dict[str, Tag] = {}
        times: Counter[str] = Counter()
        rejected: list[RejectedMention] = []
        for statement in stated:
            for value, hit in {h.meaning.value: h for h in statement.of("outcome")}.items():
                if times[value] >= needed:
                    continue
                hits = [h for h in statement.of("outcome") if h.meaning.value == value]
                reasons = [self.reason_against(statement, h) for h in hits]
                if all(reasons):
                    rejected.append(self.rejection(statement, hit, reasons[0]))
                    continue
                times[value] += needed if self._stands_in_front(statement) else 1
                first.setdefault(value, self.tag(statement, hits[reasons.index("")]))
        return {v: tag for v, tag in first.items() if times[v] >= needed}, rejected

    def _stands_in_front(self, statement: Statement) -> bool:
        """In title or abstract, where an article says once what matters."""
        return statement.end < LONGEST_ABSTRACT

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
        if statement.part is Part.TITLE and self._is_the_complaint(statement, hit):
            return "the complaint in the title, not yet a measure"
        if hit.meaning.strength == SIGN and not self._is_sign_of_treated(statement, hit):
            return "says nothing of a complaint that is treated"
        if hit.meaning.strength == WEAK and not self._is_weighed(statement, hit):
            return "named, but not measured"
        if self._is_component(statement, hit):
            return "a component of another outcome's scale"
        if self._is_complaint(statement, hit):
            return "the complaint itself, not a harm"
        if statement.says_before(hit, _WISH, _WISHED_WITHIN):
            return "what people wished for"
        if self._is_only_expected(statement):
            return "expected, not reported"
        return ""

    def _is_the_complaint(self, statement: Statement, hit: Hit) -> bool:
        """Whether the words are an efficacy outcome's and an indication's at once."""
        return self.lexicon.kind[hit.meaning.value] == "efficacy" and any(
            other.start <= hit.start and hit.end <= other.end
            for other in statement.across("indication", hit)
        )

    def _is_sign_of_treated(self, statement: Statement, hit: Hit) -> bool:
        if statement.part not in (Part.OWN, Part.OUTCOME):
            return False
        treated = any(
            self.lexicon.efficacy.get(i) == hit.meaning.value for i in self.treated_values
        )
        tells_of_harm = any(
            self.lexicon.kind[other.meaning.value] == "safety"
            and 0 <= hit.start - other.end <= BESIDE
            for other in statement.of("outcome")
        )
        return treated and not tells_of_harm and not self._is_near(statement, hit, _SURELY_HARM)

    def _is_component(self, statement: Statement, hit: Hit) -> bool:
        """Whether a scale of the treated complaint is named beside it, of which it is a part."""
        wholes = self.lexicon.wholes[hit.meaning.value]
        wholes &= {self.lexicon.efficacy.get(i) for i in self.treated_values}
        if not wholes or self._is_near(statement, hit, _SURELY_HARM):
            return False
        return any(
            o.meaning.value in wholes and not o.meaning.strength for o in statement.of("outcome")
        )

    def _is_weighed(self, statement: Statement, hit: Hit) -> bool:
        """Whether a weak word has the company it needs."""
        outcome = hit.meaning.value
        kind = self.lexicon.kind[outcome]
        if kind == "safety":
            free = not self.lexicon.complaint_of[outcome] & self.treated_values
            if self.lexicon.complaint_of[outcome]:
                absent = statement.says_before(hit, _ABSENT, NEAR)
                return absent or (free and self._is_near(statement, hit, _EVENT))
            if any(c.meaning.value in self.treated_values for c in _complaints_at(statement, hit)):
                return False
            if cues.PEOPLE in statement.said and statement.says_before(hit, HAVING, BESIDE):
                return False
            if self.only_observed:
                return False
            told = statement.part is Part.OWN and not statement.said.isdisjoint(_TOLD)
            event = told or self._is_near(statement, hit, _EVENT)
            return event and not statement.says_after(hit, _BETTER_OR_LESS, BESIDE)
        if statement.part is Part.TITLE or outcome == GLOBAL:
            return False
        if kind != "efficacy":
            return self._is_near(statement, hit, _WEIGHING if kind == "mechanism" else _GAIN)
        if statement.says_before(hit, HAVING, BESIDE):
            return False
        treated_for = {i for i in self.treated_values if self.lexicon.efficacy.get(i) == outcome}
        if not treated_for and (self.treats_another or self._names_a_harm_too(statement, hit)):
            return self._unbroken_before(statement, hit, _BETTER, NEAR) or self._is_graded(
                statement, hit
            )
        if not self.treated_values or not (treated_for or _complaints_at(statement, hit)):
            graded = not self.treated_values and self._is_graded(statement, hit)
            return graded or self._is_near(statement, hit, _BETTER)
        return self._is_near(statement, hit, _WEIGHING, _WEIGHED_WITHIN)

    def _is_graded(self, statement: Statement, hit: Hit) -> bool:
        """Whether the word is what a scale was held to, and no harm."""
        return self._is_near(statement, hit, _GRADED) and not self._is_near(
            statement, hit, _SURELY_HARM
        )

    def _is_near(
        self, statement: Statement, hit: Hit, wanted: frozenset[str], reach: int = NEAR
    ) -> bool:
        return statement.says_before(hit, wanted, reach) or statement.says_after(hit, wanted, reach)

    def _names_a_harm_too(self, statement: Statement, hit: Hit) -> bool:
        return any(
            self.lexicon.complaint_of[other.meaning.value]
            for other in statement.across("outcome", hit)
        )

    def _is_complaint(self, statement: Statement, hit: Hit) -> bool:
        """Whether a harm's word names what is treated here, by the words round it."""
        complaints = self.lexicon.complaint_of[hit.meaning.value]
        own_name = next(
            (
                other
                for other in statement.of("indication")
                if other.meaning.value in complaints
                and other.start <= hit.start
                and hit.end <= other.end
            ),
            None,
        )
        treated = bool(complaints & self.treated_values)
        if own_name is None:
            graded = self._is_near(statement, hit, _GRADED | _BETTER | TREATMENT)
            return treated and graded and not self._is_near(statement, hit, _EVENT | _SURELY_HARM)
        if statement.part is Part.TITLE:
            return treated or not statement.says_after(hit, frozenset({cues.AFTER}), 3)
        if self._unbroken_before(statement, hit, _BETTER | TREATMENT, NEAR):
            return True
        if statement.part is Part.OWN and self._unbroken_before(statement, hit, _ABSENT, NEAR):
            return False
        if cues.PEOPLE in statement.said and self._unbroken_before(statement, hit, HAVING, BESIDE):
            return True
        surely_harm = self._is_near(statement, hit, _SURELY_HARM)
        if not surely_harm and statement.says_after(hit, _BETTER, BESIDE):
            return True
        if not surely_harm and self._is_measured_beside(statement, own_name):
            return True
        if not treated:
            return False
        if self._is_named_so(own_name) or statement.says_after(hit, _BETTER, BESIDE):
            return not surely_harm
        return statement.part is not Part.OWN

    def _is_measured_beside(self, statement: Statement, name: Hit) -> bool:
        """The word stands beside its own measure: "the scar was rated with the POSAS"."""
        measure = self.lexicon.efficacy.get(name.meaning.value)
        return any(
            hit.meaning.value == measure and not hit.meaning.strength
            for hit in statement.of("outcome")
        )

    def _unbroken_before(
        self, statement: Statement, hit: Hit, wanted: frozenset[str], reach: int
    ) -> bool:
        """The cue stands before with no comma between: "patients with scars"."""
        start = max(statement.start, hit.start - reach)
        between = self.document.text[start : hit.start]
        mark = max(between.rfind(sign) for sign in ",;.%")
        return statement.says_before(hit, wanted, len(between) - mark - 1)

    def _is_named_so(self, name: Hit) -> bool:
        """Whether the indication was tagged by this very word."""
        word = self.document.text[name.start : name.end].casefold().rstrip("s")
        return any(
            word in tag.evidence.text.casefold()
            for tag in self.treated
            if tag.value == name.meaning.value
        )

    def _is_only_expected(self, statement: Statement) -> bool:
        said = statement.said
        return (
            self.document.is_registration
            and statement.part is Part.OWN
            and cues.EXPECTED in said
            and not said & {cues.FUTURE, cues.MEASURE, cues.PAST}
        )

    def implied(self, stated: Sequence[Statement], found: dict[str, Tag]) -> list[Tag]:
        """The outcome that "efficacy" or "the response" stands for, by what is treated.

        A study of a scar treatment that aims at "efficacy" measures the scar.
        """
        tags: list[Tag] = []
        plain = [t for t in self.treated if t.rule in _PLAINLY_TREATED] or self.treated
        for outcome in sorted(
            {self.lexicon.efficacy.get(t.value, "") for t in plain} - {"", GLOBAL}
        ):
            if outcome in found or (GLOBAL in found and not self.document.is_registration):
                continue
            for statement in stated:
                cue = self._efficacy_cue(statement)
                if cue is not None:
                    evidence = evidence_for(self.document, statement, cue)
                    tags.append(
                        Tag(
                            dimension=Dimension.OUTCOME,
                            value=outcome,
                            evidence=evidence,
                            rule="outcome.efficacy_of_treatment",
                        )
                    )
                    break
        return tags

    def judged_as_a_whole(self, stated: Sequence[Statement]) -> dict[str, Tag]:
        """Photographs or an assessor's verdict, where no effect of its own name is measured."""
        for statement in stated:
            if statement.part not in COUNTED or statement.part is Part.TITLE:
                continue
            if statement.said.isdisjoint(_WEIGHING):
                continue
            for hit in statement.of("outcome"):
                if hit.meaning.value == GLOBAL and hit.meaning.strength == WEAK:
                    return {GLOBAL: self.tag(statement, hit)}
        return {}

    def _efficacy_cue(self, statement: Statement) -> Hit | None:
        """The word of efficacy or response, unless it tells how a harm went by."""
        wanted = {cues.EFFICACY}
        if statement.part is Part.OWN and not self.document.is_registration:
            wanted.add(cues.RESPONSE)
        if statement.part not in COUNTED:
            return None
        harms = [
            hit
            for hit in statement.of("outcome")
            if self.lexicon.kind[hit.meaning.value] == "safety"
        ]
        for cue in statement.cues:
            after_harm = any(0 <= cue.start - harm.end <= BESIDE for harm in harms)
            if cue.meaning.value in wanted and not after_harm:
                return cue
        return None


_PLAINLY_TREATED = frozenset({"indication.title", "indication.condition", "indication.aim"})
_RULE_OF = {
    Part.TITLE: "title",
    Part.AIM: "aim",
    Part.OWN: "reported",
    Part.OUTCOME: "registered",
}


def _complaints_at(statement: Statement, hit: Hit) -> list[Hit]:
    """The complaints that the same words name."""
    return list(statement.across("indication", hit))


def _handful(
    rejected: Sequence[RejectedMention], found: dict[str, Tag]
) -> tuple[RejectedMention, ...]:
    kept: list[RejectedMention] = []
    seen: dict[str, int] = {}
    for mention in rejected:
        value = mention.reason.split(":", 1)[0]
        seen[value] = seen.get(value, 0) + 1
        if value not in found and seen[value] <= MOST_REJECTED:
            kept.append(mention)
    return tuple(kept)
