"""What a study treats: named in its title, its conditions, its aim or its people, not in passing."""

from collections.abc import Sequence
from typing import NamedTuple

from app.records import Dimension, RejectedMention, Tag
from app.tagging import cues, surroundings
from app.tagging.design_fields import OBSERVATIONAL
from app.tagging.document import Document
from app.tagging.evidence_spans import evidence_for
from app.tagging.lexicon import SIGN, WEAK, Hit, Lexicon
from app.tagging.rejection_reasons import MOST_REJECTED, REASONS
from app.tagging.statements import Part, Statement, is_article


class Treated(NamedTuple):
    """The indications of one document, each with its best evidence, and what was not believed."""

    tags: tuple[Tag, ...]
    rejected: tuple[RejectedMention, ...]

    @property
    def values(self) -> frozenset[str]:
        """The ids alone."""
        return frozenset(tag.value for tag in self.tags)


class _Mention(NamedTuple):
    statement: Statement
    hit: Hit


def find_treated(
    document: Document, stated: Sequence[Statement], lexicon: Lexicon, design: str
) -> Treated:
    """Tags for every indication that is treated, and the mentions that name none.

    Evidence is sought from the plainest place to the faintest: title and registered conditions,
    then aim, then the people treated; a fainter place is asked only where the plainer is silent.
    """
    reader = _Reader(document, stated, lexicon)
    if design == OBSERVATIONAL and not _treats(stated):
        return Treated((), reader.reject_all("condition studied, not treated"))
    found = reader.from_title() | reader.from_conditions()
    named = bool(found)
    fainter = reader.from_people(named=named) | reader.from_aim(named=named)
    if reader.means_acne_scars(fainter):
        found.pop(SCARS, None)
    for value, tag in fainter.items():
        if not reader.is_short_form(value, found):
            found.setdefault(value, tag)
    if not found and not is_article(document) and not reader.people_have_another():
        found = reader.from_criteria() or reader.from_own_results() or reader.from_opening()
        found = found or reader.from_resurfacing()
    return Treated(tuple(found.values()), reader.rejections(found))


def _treats(stated: Sequence[Statement]) -> bool:
    """Whether a study that only observes observed a treatment."""
    for statement in stated:
        if statement.part is Part.TITLE and (
            _tells_of_treatment(statement)
            or any(statement.says_before(hit, TREATMENT, 1) for hit in statement.of("indication"))
        ):
            return True
        told = statement.part is Part.OWN and statement.said >= {cues.PEOPLE, cues.PAST}
        if told and (statement.of("procedure") or cues.UNDERWENT in statement.said):
            return True
    return False


SCARS = "scars"
ACNE_SCARS = "acne_scars"
_ABSENT = frozenset({cues.ABSENT})
PHOTOAGING = "photoaging"
RENEWING = frozenset(
    {"chemical_peel", "ablative_laser", "nonablative_laser", "microneedling", "micro_coring"}
)
"""Procedures that renew skin as such, where nothing else is named that they treat."""
_OF_AGED_SKIN = frozenset({"laxity", "texture", "wrinkle_severity"})
_PLAIN_SCARS = frozenset({"scar", "scars", "atrophic", "depressed", "facial"})
NEAR = 45
"""Characters within which "treatment of" reaches the condition it names."""
BESIDE = 25
"""Characters within which "patients with" does."""
TREATMENT = frozenset({cues.TREATMENT_OF})
HAVING = frozenset({cues.HAVING})
_HAVING_OR_HAD = frozenset({cues.HAVING, cues.HAD})
_ASKED_FOR = frozenset({cues.HAVING, cues.HAD, cues.ENTRY})
_WAS_TREATED = frozenset({cues.UNDERWENT})
_EVENT = frozenset({cues.EVENT})
_GAIN = frozenset({cues.BETTER, cues.CHANGE})
_AFTER = frozenset({cues.AFTER})


class _Reader:
    def __init__(self, document: Document, stated: Sequence[Statement], lexicon: Lexicon) -> None:
        self.document = document
        self.stated = stated
        self.lexicon = lexicon
        self.long_form = document.is_registration
        self.measured = {
            hit.meaning.value
            for statement in stated
            if statement.part is Part.OWN
            for hit in statement.of("outcome")
            if hit.meaning.strength not in (WEAK, SIGN)
        }
        self.words: dict[str, frozenset[str]] = {}
        self.treats_another = any(
            cues.OTHER_CONDITION in s.said for s in stated if s.part is Part.TITLE
        )

    def people_have_another(self) -> bool:
        """Whether title, aim or people are of a condition outside the vocabulary."""
        return any(
            cues.OTHER_CONDITION in s.said
            for s in self.stated
            if s.part in (Part.TITLE, Part.AIM, Part.CONDITION)
            or (s.part is Part.OWN and cues.PEOPLE in s.said)
        )

    def from_title(self) -> dict[str, Tag]:
        found: dict[str, Tag] = {}
        for mention in self._mentions(Part.TITLE):
            weak = mention.hit.meaning.strength == WEAK
            if weak and not (self._is_treated_here(mention) or _tells_of_treatment(mention[0])):
                continue
            if not self._is_harm_in_title(mention):
                self._tag(found, mention, "indication.title")
        return found

    def from_conditions(self) -> dict[str, Tag]:
        found: dict[str, Tag] = {}
        for mention in self._mentions(Part.CONDITION):
            self._tag(found, mention, "indication.condition")
        return found

    def from_aim(self, *, named: bool) -> dict[str, Tag]:
        found: dict[str, Tag] = {}
        for mention in self._mentions(Part.AIM):
            weak = mention.hit.meaning.strength == WEAK
            need = self.treats_another or named or weak
            if self._is_result_of_surgery(mention):
                continue
            if surroundings.is_called_for(mention.statement, mention.hit):
                continue
            harm = self._is_harm_word(mention) and self._is_told_as_harm(mention)
            if not harm and (not need or self._is_treated_here(mention)):
                self._tag(found, mention, "indication.aim")
        return found

    def from_people(self, *, named: bool) -> dict[str, Tag]:
        found: dict[str, Tag] = {}
        for mention in self._mentions(Part.OWN):
            said = mention.statement.said
            if cues.BARRED in said or (named and cues.PEOPLE not in said):
                continue
            if self._is_harm(mention) and not self._is_named_complaint(mention):
                continue
            if self._is_result_of_surgery(mention):
                continue
            if self._has_it(mention) or (
                not self.treats_another
                and (not named or said & {cues.PAST, cues.WISH})
                and self._is_treated_here(mention)
            ):
                self._tag(found, mention, "indication.people")
        return found

    def from_criteria(self) -> dict[str, Tag]:
        """Where nothing plainer names it: the complaint that people must have to take part."""
        found: dict[str, Tag] = {}
        for mention in self._mentions(Part.INCLUSION):
            statement, hit = mention
            if hit.meaning.strength == WEAK or statement.says_before(hit, _ABSENT, NEAR):
                continue
            asked = statement.says_before(hit, _ASKED_FOR, NEAR)
            if asked or surroundings.is_asked_by_grade(self.document, statement, hit, NEAR):
                self._tag(found, mention, "indication.criterion")
        return found

    def from_own_results(self) -> dict[str, Tag]:
        """Where nothing else names it: the complaint whose measure is reported."""
        found: dict[str, Tag] = {}
        for mention in self._mentions(Part.OWN):
            if cues.BARRED in mention.statement.said or mention.hit.meaning.value == SCARS:
                continue
            if mention.hit.meaning.strength == WEAK and not self._is_changed(mention):
                continue
            if self._is_measured(mention) or not self._is_harm(mention):
                self._tag(found, mention, "indication.result")
        return found

    def from_opening(self) -> dict[str, Tag]:
        """Where nothing else names it: what the opening sentence says the treatment is for."""
        found: dict[str, Tag] = {}
        if self.long_form:
            return found
        for mention in self._mentions(Part.BACKGROUND):
            if mention.hit.meaning.strength == WEAK:
                continue
            if self._is_measured(mention) or not self._is_harm(mention):
                self._tag(found, mention, "indication.opening")
        return found

    def from_resurfacing(self) -> dict[str, Tag]:
        """Skin renewed by a peel, light or needles of the title, and measured as skin."""
        if self.measured.isdisjoint(_OF_AGED_SKIN) or self.long_form:
            return {}
        for statement in self.stated:
            for hit in statement.of("procedure"):
                if statement.part is Part.TITLE and hit.meaning.value in RENEWING:
                    return {
                        PHOTOAGING: Tag(
                            dimension=Dimension.INDICATION,
                            value=PHOTOAGING,
                            evidence=evidence_for(self.document, statement, hit),
                            rule="indication.renewal",
                        )
                    }
        return {}

    def _is_changed(self, mention: _Mention) -> bool:
        """A weak word beside a word of change: "18% less fat"."""
        statement, hit = mention
        return (
            self._is_measured(mention)
            or statement.says_before(hit, _GAIN, NEAR)
            or statement.says_after(hit, _GAIN, NEAR)
        )

    def _is_result_of_surgery(self, mention: _Mention) -> bool:
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

    def means_acne_scars(self, fainter: dict[str, Tag]) -> bool:
        """Whether the title's "scars" are the acne scars that the people had."""
        plain = self.words.get(SCARS, frozenset()) <= _PLAIN_SCARS
        return (
            plain
            and SCARS not in fainter
            and any(
                mention.hit.meaning.value == ACNE_SCARS and self._has_it(mention)
                for mention in self._mentions(Part.OWN)
            )
        )

    def is_short_form(self, value: str, found: dict[str, Tag]) -> bool:
        """Whether "scars" stands for the "acne scars" named before."""
        words = self.words.get(value, frozenset())
        return value not in found and any(words <= self.words[other] for other in found)

    def reject_all(self, reason: str) -> tuple[RejectedMention, ...]:
        return self._rejected({}, reason)

    def rejections(self, found: dict[str, Tag]) -> tuple[RejectedMention, ...]:
        return self._rejected(found, "")

    def _mentions(self, part: Part) -> list[_Mention]:
        return [
            _Mention(statement, hit)
            for statement in self.stated
            if statement.part is part
            for hit in statement.of("indication")
        ]

    def _tag(self, found: dict[str, Tag], mention: _Mention, rule: str) -> None:
        value = mention.hit.meaning.value
        text = self.document.text[mention.hit.start : mention.hit.end]
        words = frozenset(text.lower().rstrip("s").replace("scarring", "scar").split())
        self.words[value] = self.words.get(value, frozenset()) | words
        if value not in found:
            found[value] = Tag(
                dimension=Dimension.INDICATION,
                value=value,
                evidence=evidence_for(self.document, *mention),
                rule=rule,
            )

    def _has_it(self, mention: _Mention) -> bool:
        statement, hit = mention
        if surroundings.names_sufferers(self.document, statement, hit):
            return True
        between = self.document.text[max(statement.start, hit.start - BESIDE) : hit.start]
        mark = max(between.rfind(sign) for sign in ";:%")
        return cues.PEOPLE in statement.said and statement.says_before(
            hit, _HAVING_OR_HAD, len(between) - mark - 1
        )

    def _is_named_complaint(self, mention: _Mention) -> bool:
        """People who have it by a name of its own, and nothing that happened to them."""
        statement, hit = mention
        happened = statement.says_before(hit, _EVENT, NEAR) or statement.says_after(
            hit, _EVENT, NEAR
        )
        happened = happened or self._is_told_as_harm(mention)
        return hit.meaning.strength != WEAK and self._has_it(mention) and not happened

    def _is_treated_here(self, mention: _Mention) -> bool:
        statement, hit = mention
        return (
            self._unbroken_before(statement, hit)
            or statement.says_before(hit, _HAVING_OR_HAD, BESIDE)
            or statement.says_after(hit, frozenset({cues.TREATS}), NEAR)
        )

    def _unbroken_before(self, statement: Statement, hit: Hit) -> bool:
        """A word of treating stands before with no stop between: "treatment of scars"."""
        start = max(statement.start, hit.start - NEAR)
        between = self.document.text[start : hit.start]
        if surroundings.is_of_scores(between):
            return False
        mark = max(between.rfind(sign) for sign in ";:%")
        return statement.says_before(hit, TREATMENT, len(between) - mark - 1)

    def _is_harm_in_title(self, mention: _Mention) -> bool:
        """A word of harm followed by what caused it: "Dark marks from peels"."""
        statement, hit = mention
        treated = cues.UNDERWENT in statement.said
        return self._is_harm(mention) and not treated and statement.says_after(hit, _AFTER, 3)

    def _is_harm(self, mention: _Mention) -> bool:
        """A complaint's word that tells what the treatment did."""
        statement, hit = mention
        if not self._is_harm_word(mention):
            return False
        if self._is_told_as_harm(mention):
            return True
        treated = statement.says_before(hit, TREATMENT, NEAR) or statement.says_after(
            hit, _WAS_TREATED, BESIDE
        )
        return not treated

    def _is_told_as_harm(self, mention: _Mention) -> bool:
        """So many cases of it, or one of several harms side by side."""
        text = self.document.text
        return surroundings.is_told_as_event(text, *mention) or surroundings.is_among_harms(
            text, self.lexicon, *mention
        )

    def _is_measured(self, mention: _Mention) -> bool:
        """Whether the study measures how the complaint fares, by a measure of its own name."""
        return self.lexicon.efficacy.get(mention.hit.meaning.value) in self.measured

    def _is_harm_word(self, mention: _Mention) -> bool:
        value = mention.hit.meaning.value
        complaint_of = self.lexicon.complaint_of
        return any(
            value in complaint_of[other.meaning.value]
            for other in mention.statement.across("outcome", mention.hit)
            if other.meaning.strength != SIGN
        )

    def _rejected(self, found: dict[str, Tag], reason: str) -> tuple[RejectedMention, ...]:
        kept: list[RejectedMention] = []
        seen: dict[str, int] = {}
        for statement in self.stated:
            for hit in statement.of("indication"):
                value = hit.meaning.value
                if value in found or seen.get(value, 0) >= MOST_REJECTED:
                    continue
                seen[value] = seen.get(value, 0) + 1
                kept.append(
                    RejectedMention(
                        dimension=Dimension.INDICATION,
                        evidence=evidence_for(self.document, statement, hit),
                        reason=f"{value}: {reason or REASONS[statement.part]}",
                        rule=f"indication.{statement.part}",
                    )
                )
        return tuple(kept)


def _tells_of_treatment(statement: Statement) -> bool:
    return cues.TREATS in statement.said or bool(statement.of("procedure"))
