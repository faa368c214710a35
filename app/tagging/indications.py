"""What a study treats: named in its title, its conditions, its aim or its people, not in passing."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from app.records import Dimension, RejectedMention, Tag
from app.tagging import cues, events_told, not_complaints, surroundings
from app.tagging.complaint_roles import NEAR, SCARS, TREATMENT, ComplaintRoles, Mention
from app.tagging.design_fields import OBSERVATIONAL, PRECLINICAL
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


def find_treated(
    document: Document, stated: Sequence[Statement], lexicon: Lexicon, design: str
) -> Treated:
    """Tags for every indication that is treated, and the mentions that name none.

    Evidence is sought from the plainest place to the faintest: title and registered conditions,
    then aim, then the people treated; a fainter place is asked only where the plainer is silent.
    """
    reader = _Reader(document, stated, lexicon)
    if design == OBSERVATIONAL and not _treats(document, stated):
        return Treated((), reader.reject_all("condition studied, not treated"))
    found = reader.from_title() | reader.from_conditions()
    named = bool(found)
    fainter = reader.from_people(named=named) | reader.from_aim(named=named)
    if SCARS in found and reader.means_acne_scars(fainter):
        found.pop(SCARS)
    for value, tag in fainter.items():
        if not reader.is_short_form(value, found):
            found.setdefault(value, tag)
    bare = not found and design != PRECLINICAL and not is_article(document)
    if bare and not reader.people_have_another():
        found = reader.from_criteria() or reader.from_own_results() or reader.from_opening()
        found = found or reader.from_resurfacing()
    return Treated(tuple(found.values()), reader.rejections(found))


def _treats(document: Document, stated: Sequence[Statement]) -> bool:
    """Whether a study that only observes observed a treatment."""
    for statement in stated:
        if statement.part is Part.TITLE and (
            _tells_of_treatment(statement)
            or any(statement.says_before(hit, TREATMENT, 1) for hit in statement.of("indication"))
        ):
            return True
        told = statement.part is Part.OWN and statement.said >= {cues.PEOPLE, cues.PAST}
        if told and (
            statement.of("procedure")
            or cues.UNDERWENT in statement.said
            or _names_treatment_of(statement)
            or surroundings.are_given(document, statement)
        ):
            return True
    return False


def _names_treatment_of(statement: Statement) -> bool:
    """As in "patients given resurfacing for acne scars"."""
    return cues.TREATS in statement.said and any(
        statement.says_before(hit, TREATMENT, 1) for hit in statement.of("indication")
    )


ACNE_SCARS = "acne_scars"
_ABSENT = frozenset({cues.ABSENT})
PHOTOAGING = "photoaging"
WRINKLES = "wrinkles"
MICRO_CORING = "micro_coring"
_OF_WRINKLES = frozenset({"wrinkle_severity"})
RENEWING = frozenset(
    {"chemical_peel", "ablative_laser", "nonablative_laser", "microneedling", "micro_coring"}
)
"""Procedures that renew skin as such, where nothing else is named that they treat."""
_IS_FOR = {"threads": "skin_laxity", "facelift": "skin_laxity", "cryolipolysis": "fat_cellulite"}
"""Procedures of one purpose, where nothing else is named that they treat."""
_OF_MANY_PURPOSES = ("excision", "abdominoplasty", "abdominoplasties")
_OF_AGED_SKIN = frozenset({"laxity", "texture", "wrinkle_severity"})
_SIGNS_OF_AGE = frozenset({"wrinkles", "texture_pores", "pigmentation"})
"""Two of them measured, where no complaint is named, are those of aged skin."""
_PLAIN_SCARS = frozenset({"scar", "scars", "atrophic", "depressed", "facial"})
_TREATED_OR_WISHED = frozenset({cues.PAST, cues.WISH})
_ASKED_FOR = frozenset({cues.HAVING, cues.HAD, cues.ENTRY})
_GAIN = frozenset({cues.BETTER, cues.CHANGE})
_AFTER = frozenset({cues.AFTER})
ACNE = "acne"
_FROM_WITHIN = 14
"""Characters within which "after" reaches what caused it: "keloids after cystic acne"."""


class _Reader:
    def __init__(self, document: Document, stated: Sequence[Statement], lexicon: Lexicon) -> None:
        self.document = document
        self.stated = stated
        self.lexicon = lexicon
        self.roles = ComplaintRoles(document, lexicon)
        self.long_form = document.is_registration
        self.measured = {
            hit.meaning.value
            for statement in stated
            if statement.part is Part.OWN
            for hit in statement.of("outcome")
            if hit.meaning.strength not in (WEAK, SIGN)
        }
        self.words: dict[str, frozenset[str]] = {}
        self.named = [(s, hit) for s in stated for hit in s.of("indication")]
        self.people_are_healthy = surroundings.are_healthy(document)
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
            if weak and not (
                self.roles.is_treated_here(mention) or _tells_of_treatment(mention[0])
            ):
                continue
            if weak and self.people_are_healthy and self.roles.is_harm_word(mention):
                continue
            modelled = surroundings.is_modelled(self.document, *mention)
            modelled = modelled or not_complaints.is_of_its_causes(self.document.text, *mention)
            if not modelled and not self.roles.is_harm_in_title(mention):
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
            if self.roles.is_result_of_surgery(mention):
                continue
            if surroundings.is_called_for(mention.statement, mention.hit):
                continue
            if not_complaints.is_of_its_causes(self.document.text, *mention):
                continue
            harm = self.roles.is_harm_word(mention) and self.roles.is_asked_or_told(mention)
            if not harm and (not need or self.roles.is_treated_here(mention)):
                self._tag(found, mention, "indication.aim")
        return found

    def from_people(self, *, named: bool) -> dict[str, Tag]:
        found: dict[str, Tag] = {}
        last: Mention | None = None
        passed: list[Mention] = []
        for mention in self._mentions(Part.OWN):
            if self._is_of_people(mention, named=named) or self.roles.is_listed_with(last, mention):
                for earlier in reversed(passed):
                    if self.roles.is_listed_with(earlier, mention) and not self.roles.is_harm(
                        earlier
                    ):
                        self._tag(found, earlier, "indication.people")
                self._tag(found, mention, "indication.people")
                last = mention
            else:
                passed.append(mention)
        return found

    def _is_of_people(self, mention: Mention, *, named: bool) -> bool:
        """Whether the sentence says that people had it, or were treated for it."""
        statement, hit = mention
        said = statement.said
        if (named and cues.PEOPLE not in said) or self.roles.is_barred(mention):
            return False
        text = self.document.text
        if not_complaints.is_of_the_past(text, statement, hit):
            return False
        if events_told.is_had_afterwards(text, self.lexicon, statement, hit):
            return False
        harm = self.roles.is_harm(mention) and not self.roles.is_named_complaint(mention)
        if harm and (named or not self.roles.is_given_treatment(mention)):
            return False
        if self.roles.is_result_of_surgery(mention):
            return False
        return self.roles.has_it(mention) or (
            not self.treats_another
            and (not named or not said.isdisjoint(_TREATED_OR_WISHED))
            and self.roles.is_treated_here(mention)
        )

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
            if self.roles.is_barred(mention) or mention.hit.meaning.value == SCARS:
                continue
            if cues.OTHER_CONDITION in mention.statement.said:
                continue
            if events_told.is_told_as_event(self.document.text, *mention):
                continue
            if mention.hit.meaning.strength == WEAK and not self._is_changed(mention):
                continue
            if self._is_measured(mention) or not self.roles.is_harm(mention):
                self._tag(found, mention, "indication.result")
        if len(found) > 1 and found.keys() <= _SIGNS_OF_AGE:
            first = next(iter(found.values()))
            return {PHOTOAGING: replace(first, value=PHOTOAGING, rule="indication.signs_of_age")}
        return found

    def from_opening(self) -> dict[str, Tag]:
        """Where nothing else names it: what the opening sentence says the treatment is for."""
        found: dict[str, Tag] = {}
        if self.long_form:
            return found
        for mention in self._mentions(Part.BACKGROUND):
            if mention.hit.meaning.strength == WEAK:
                continue
            if self._is_measured(mention) or not self.roles.is_harm(mention):
                self._tag(found, mention, "indication.opening")
        return found

    def from_resurfacing(self) -> dict[str, Tag]:
        """What the title's procedure is for: lifting, fat, or skin that is renewed and measured."""
        if self.long_form:
            return {}
        for statement in self.stated:
            for hit in statement.of("procedure") if statement.part is Part.TITLE else ():
                value = _IS_FOR.get(hit.meaning.value)
                word = self.document.text[hit.start : hit.end].casefold()
                if value is not None and not word.endswith(_OF_MANY_PURPOSES):
                    return {value: self._of_procedure(value, statement, hit)}
        if self.measured.isdisjoint(_OF_AGED_SKIN):
            return {}
        for statement in self.stated:
            for hit in statement.of("procedure"):
                if statement.part is Part.TITLE and hit.meaning.value in RENEWING:
                    lines = self.measured & _OF_AGED_SKIN == _OF_WRINKLES
                    cored = hit.meaning.value == MICRO_CORING
                    value = WRINKLES if lines and cored else PHOTOAGING
                    return {value: self._of_procedure(value, statement, hit)}
        return {}

    def _of_procedure(self, value: str, statement: Statement, hit: Hit) -> Tag:
        return Tag(
            dimension=Dimension.INDICATION,
            value=value,
            evidence=evidence_for(self.document, statement, hit),
            rule="indication.renewal",
        )

    def _is_changed(self, mention: Mention) -> bool:
        """A weak word beside a word of change: "18% less fat"."""
        statement, hit = mention
        return (
            self._is_measured(mention)
            or statement.says_before(hit, _GAIN, NEAR)
            or statement.says_after(hit, _GAIN, NEAR)
        )

    def means_acne_scars(self, fainter: dict[str, Tag]) -> bool:
        """Whether the title's "scars" are the acne scars that the text tells of."""
        plain = self.words.get(SCARS, frozenset()) <= _PLAIN_SCARS
        if not plain or SCARS in fainter:
            return False
        for mention in self._mentions(Part.OWN):
            statement, hit = mention
            if hit.meaning.value != ACNE_SCARS or hit.meaning.strength == WEAK:
                continue
            one_kind = surroundings.is_one_kind_of_scars(self.document, statement, hit)
            if one_kind or surroundings.is_of_some(self.document, statement, hit):
                return False
            if not self.roles.is_barred(mention):
                self._tag(fainter, mention, "indication.people")
                return True
        return False

    def is_short_form(self, value: str, found: dict[str, Tag]) -> bool:
        """Whether "scars" stands for the "acne scars" named before."""
        words = self.words.get(value, frozenset())
        return value not in found and any(words <= self.words[other] for other in found)

    def reject_all(self, reason: str) -> tuple[RejectedMention, ...]:
        return self._rejected({}, reason)

    def rejections(self, found: dict[str, Tag]) -> tuple[RejectedMention, ...]:
        return self._rejected(found, "")

    def _mentions(self, part: Part) -> list[Mention]:
        return [
            Mention(statement, self._meant(statement, hit))
            for statement, hit in self.named
            if statement.part is part and not self._is_cause_or_likeness(statement, hit)
        ]

    def _is_cause_or_likeness(self, statement: Statement, hit: Hit) -> bool:
        """Acne that left what is treated: "keloids after cystic acne"; what is only resembled."""
        if not_complaints.is_only_mimicked(self.document.text, statement, hit):
            return True
        return hit.meaning.value == ACNE and statement.says_before(hit, _AFTER, _FROM_WITHIN)

    def _meant(self, statement: Statement, hit: Hit) -> Hit:
        """The hit, as scars of acne where it is the first of several kinds of scars."""
        if hit.meaning.value == ACNE and surroundings.is_one_kind_of_scars(
            self.document, statement, hit
        ):
            return hit._replace(meaning=hit.meaning._replace(value=ACNE_SCARS))
        return hit

    def _tag(self, found: dict[str, Tag], mention: Mention, rule: str) -> None:
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

    def _is_measured(self, mention: Mention) -> bool:
        """Whether the study measures how the complaint fares, by a measure of its own name."""
        return self.lexicon.efficacy.get(mention.hit.meaning.value) in self.measured

    def _rejected(self, found: dict[str, Tag], reason: str) -> tuple[RejectedMention, ...]:
        kept: list[RejectedMention] = []
        seen: dict[str, int] = {}
        for statement, hit in self.named:
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
