"""How a sentence lets its document stand to the types that it mentions, and by which rule."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from app.records import Section, SkinType, Standing
from app.tagging import context
from app.tagging.document import Document
from app.tagging.mentions import ALL_TYPES, Mention
from app.tagging.numbers import NUMBER
from app.tagging.prose import Sentence
from app.tagging.refusals import Anchor

_CRITERIA = (Section.INCLUSION, Section.ELIGIBILITY)
_BEHIND = (Section.BACKGROUND, Section.DISCUSSION)
_REACH = 90
"""Characters before a mention in which its people or its negation are looked for."""


class Weight(IntEnum):
    """How much a statement about taking part is worth; heavier ones silence lighter ones."""

    CONCLUSION = 1
    GAP = 2
    """What is not known yet, and the study sets out to learn."""
    AIM = 3
    """A title or an objective."""
    RESULT = 4
    ENROLMENT = 5


@dataclass(frozen=True, slots=True)
class Statement:
    """A mention with its verdict; `standing` is None where it was refused, with the `reason`."""

    mention: Mention
    types: tuple[SkinType, ...]
    standing: Standing | None
    weight: Weight
    cue: str
    start: int
    end: int
    section: Section
    reason: str = ""

    @property
    def rule(self) -> str:
        """Name of the rule, as "fitzpatrick.range.enrolled"."""
        return f"fitzpatrick.{self.mention.form}.{self.cue}"


def statements_of(
    document: Document, sentence: Sentence, mentions: Sequence[Mention]
) -> list[Statement]:
    """One statement a mention, or two where some of its types have a count of nobody."""
    found: list[Statement] = []
    for position, mention in enumerate(mentions):
        before_end = mentions[position - 1].end if position else sentence.start
        after = mentions[position + 1].start if position + 1 < len(mentions) else sentence.end
        around = _Around(document, sentence, mention, before_end, after)
        nobody = tuple(sorted({t for s in mention.shares if s.people == 0 for t in s.types}))
        verdict = around.verdict()
        if nobody and verdict.standing is not None:
            found.append(around.statement(nobody, Verdict(Standing.EXCLUDED, "count_of_none")))
        rest = tuple(t for t in mention.types if t not in nobody)
        if rest:
            found.append(around.statement(rest, verdict))
        if verdict.cue == "exclusion_of_others":
            others = tuple(t for t in SkinType if t not in mention.types)
            found.append(around.statement(others, Verdict(Standing.EXCLUDED, verdict.cue)))
    return found


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one rule says; `cue` ends the rule's name."""

    standing: Standing | None
    cue: str
    weight: Weight = Weight.ENROLMENT
    reason: str = ""


def _refused(cue: str, reason: str) -> Verdict:
    return Verdict(None, cue, Weight.CONCLUSION, reason)


_BACKGROUND = _refused("background", "background, not this study's participants")
_DEVICE_SETTING = re.compile(
    r"\bj\s?/\s?cm|\bmj\b|\b\d+\s?ms\b|\bfluences?\b|pulse\s(?:duration|width)s?|\bsettings?\b|\bparameters?\b|spot\ssize|\benerg(?:y|ies)\b"
)
_DESCRIBES_TYPES = re.compile(
    r"\b(?:always|never|usually|rarely|easily|minimally|sometimes)\s(?:burns?|tans?)\b|\bdefined\sas\sfollows|\bpale\swhite\b|\bburns?\s(?:easily|always)"
)
_WARNS = re.compile(
    r"\b(?:caution\w*|avoid\w*|contraindicat\w*|not\srecommended|remains?|challeng\w+|(?:is|are)\s(?:more\s|most\s)?(?:common|frequent|prone)|lack\w*)\b"
)
_HISTORY = re.compile(
    r"\b(?:described|added|introduced|proposed|classified|originally|modified|defined|devised|about|limited\sto|restricted\sto|1[89]\d\d)\b"
)
_LONGEST_FRAGMENT = 80
_OTHERS = re.compile(r"\b(?:other\sthan|outside(?:\sof)?|not\s(?:in|of|within))\b")
_RECORDED = re.compile(
    r"^[\s)]*(?:was|were|is|are|will\sbe)\s(?:\w+ly\s)?(?:recorded|assessed|determined|documented|collected|noted|graded|rated|classified|categori[sz]ed|evaluated|measured|used)"
)
_CITED = re.compile(
    r"\b(?:previous(?:ly)?|earlier\s(?:reports?|authors?|work|stud\w+)|in\sone\sreport|in\sthe\sliterature|et\sal\b|reported\sby|other\s(?:authors|studies)|(?:most|many|several)\s(?:\w+\s){0,2}(?:studies|trials|research))"
)
_DEFINES = re.compile(
    r"\b(?:scales?|classification|system)\b(?!\s*skin)|\b(?:was|were|is|are|be)\s(?:\w+ly\s)?(?:recorded|assessed|determined|documented|collected|graded|rated|classified|categori[sz]ed|evaluated)\b"
)
_LATER = re.compile(
    r"\b(?:further|future|next|larger|additional|more)\b[^.;]{0,60}\b(?:stud|trial|research|investigat|work|data|evidence)|\b(?:stud|trial|research)\w*\b[^.;]{0,60}\b(?:is|are|remain\w*)\s(?:needed|warranted|required|planned|necessary)|\bplanned\b"
)
_NUMBERED_PEOPLE = re.compile(
    rf"{NUMBER}[^.;:]{{0,60}}?{context.PEOPLE.pattern}|{context.PEOPLE.pattern}\s?\(n\s?="
)
_ENROLLED_THEM = re.compile(
    r"\b(?:enrolled|recruited|randomi[sz]ed|treated|completed|participated|took\s(?:part|in)|(?:was|were)\s(?:\w+ly\s)?included|underwent|received)\b"
)
_WERE_ENROLLED = re.compile(
    r"\b(?:(?:was|were|have\sbeen)\s(?:\w+ly\s)?(?:enrolled|recruited|randomi[sz]ed|treated|included)|underwent|received|completed|participated|took\spart)\b"
)
_ALL_WHO = re.compile(
    rf"{context.PEOPLE.pattern}\s(?:of|with|from|having|in|representing|across)\s$"
)
_ALL_TAKEN = re.compile(
    r"^[^.;,]{0,15}\b(?:(?:was|were|are|will\sbe|is)\s(?:\w+ly\s)?(?:eligible|included|enrolled|accepted|recruited|represented|welcome|allowed|treated))"
)
_BETWEEN_TYPES_AND_EXCLUSION = re.compile(
    rf"\A[\s,)]*(?:(?:skin|types?|phototypes?|{context.PEOPLE.pattern}|who|that|they|both|all|too|also|therefore|thus)[\s,)]*)*(?:,[^,.;]{{0,40}},\s*|\([^()]{{0,40}}\)\s*)?\Z"
)
_OWN_PARTICIPANT = re.compile(
    r"\b\d{1,2}[- ]?(?:year|yr)s?[- ]?olds?\b|\b(?:a|one)\s(?:woman|man|girl|boy|lady)\s(?:of|aged)\s\d"
)


class _Around:
    """A mention in its sentence, and the rules in the order of their precedence."""

    def __init__(
        self, document: Document, sentence: Sentence, mention: Mention, opens: int, closes: int
    ) -> None:
        self._document = document
        self._sentence = sentence
        self._section = sentence.segment.section
        self._mention = mention
        here = mention.start - sentence.start
        self._lead = sentence.low[max(0, here - _REACH) : here]
        self._clause = sentence.low[opens - sentence.start : closes - sentence.start]
        self._after = sentence.low[mention.end - sentence.start : closes - sentence.start]

    def statement(self, types: tuple[SkinType, ...], verdict: Verdict) -> Statement:
        sentence = self._sentence
        return Statement(
            self._mention, types, verdict.standing, verdict.weight, verdict.cue,
            sentence.start, sentence.end, self._section, verdict.reason,
        )  # fmt: skip

    def verdict(self) -> Verdict:
        """The first rule that has something to say."""
        return (
            self._no_statement_at_all()
            or self._shut_out()
            or self._criteria()
            or self._title()
            or (self._registration() if self._document.is_registration else self._report())
        )

    def _has(self, cue: re.Pattern[str]) -> bool:
        return self._sentence.says(cue)

    def _no_statement_at_all(self) -> Verdict | None:
        mention = self._mention
        if mention.refused:
            return _refused("not_skin_type", mention.refused)
        if self._document.is_review:
            return _refused("review", "a review tells of other studies' participants")
        if self._sentence.text.rstrip().endswith("?"):
            return _refused("question", "a question, not a statement")
        if self._defines_scale():
            return _refused("definition", "the scale itself, not who took part")
        if self.names_others() and not self._excludes_others():
            return _refused("others", "types other than those named")
        if context.LIKENED.search(self._lead):
            return _refused("likened", "only compared with, not of participants")
        if mention.form == "all" and not self._all_of_people():
            return _refused("all_types", "all skin types, but not of participants")
        return None

    def _defines_scale(self) -> bool:
        if self._has(_DESCRIBES_TYPES):
            return True
        if self._mention.types != ALL_TYPES or self._mention.shares:
            return False
        if _NUMBERED_PEOPLE.search(self._lead):
            return False
        if _RECORDED.match(self._after):
            return True
        if self._people_before() or self._section in (*_CRITERIA, Section.TITLE):
            return False
        named = self._named() + self._after[:30]
        return _DEFINES.search(named) is not None and not self._has(context.OBJECTIVE)

    def _named(self) -> str:
        start, end = self._mention.start, self._mention.end
        return self._sentence.low[start - self._sentence.start : end - self._sentence.start]

    def names_others(self) -> bool:
        """Whether it says "types other than"."""
        return _OTHERS.search(self._named()) is not None

    def _excludes_others(self) -> bool:
        section = self._section
        return (
            section is Section.EXCLUSION or context.SHUT_OUT_AFTER.search(self._after) is not None
        )

    def _all_of_people(self) -> bool:
        if self._section in _CRITERIA:
            return True
        if _ALL_TAKEN.match(self._after) or _ALL_WHO.search(self._lead):
            return self._mention.anchor is not Anchor.TYPE
        return False

    def _people_before(self) -> bool:
        return context.PEOPLE.search(self._lead) is not None

    def _shut_out(self) -> Verdict | None:
        section = self._section
        if self.names_others():
            return Verdict(Standing.ELIGIBLE, "exclusion_of_others")
        cited = self._has(_CITED) and not self._has(context.OWN_WORK)
        if section in _BEHIND and not self._has(context.OWN_WORK):
            return None
        if section is Section.EXCLUSION:
            return self._exclusion_criterion()
        if cited or section is Section.TITLE:
            return None
        if context.SHUT_OUT_BEFORE.search(self._lead):
            return Verdict(Standing.EXCLUDED, "shut_out")
        after = context.SHUT_OUT_AFTER.search(self._after)
        if after and _BETWEEN_TYPES_AND_EXCLUSION.match(self._after[: after.start()]):
            return Verdict(Standing.EXCLUDED, "shut_out")
        return None

    def _exclusion_criterion(self) -> Verdict | None:
        if context.FLIPS_EXCLUSION.search(self._lead) or self.names_others():
            return Verdict(Standing.ELIGIBLE, "exclusion_of_others")
        if self._has(_ENROLLED_THEM) and _NUMBERED_PEOPLE.search(self._lead):
            return None
        return Verdict(Standing.EXCLUDED, "exclusion_criterion")

    def _criteria(self) -> Verdict | None:
        numbered = _NUMBERED_PEOPLE.search(self._lead) is not None
        enrolled = numbered and self._has(_ENROLLED_THEM)
        if self._section in _CRITERIA:
            if enrolled and not self._document.is_registration:
                return None
            return Verdict(Standing.ELIGIBLE, "inclusion_criterion")
        if self._has(context.ELIGIBLE) and not enrolled and not self._has(_CITED):
            return Verdict(Standing.ELIGIBLE, "eligible")
        return None

    def _title(self) -> Verdict | None:
        if self._section is not Section.TITLE:
            return None
        if self._has(_LATER):
            return _refused("planned", "a study still to come")
        standing = Standing.ELIGIBLE if self._document.is_registration else Standing.STUDIED
        return Verdict(standing, "title", Weight.AIM)

    def _registration(self) -> Verdict:
        planned = self._has(context.PLANNED)
        purpose = self._has(context.OBJECTIVE)
        if self._has(_CITED) and not (planned or purpose):
            return _BACKGROUND
        if self._has(context.BACKGROUND) and not (
            planned or purpose or self._has(context.ELIGIBLE)
        ):
            return _BACKGROUND
        past = self._has(_WERE_ENROLLED) and not planned
        if past and _NUMBERED_PEOPLE.search(self._lead):
            return Verdict(Standing.STUDIED, "enrolled")
        if planned or purpose or self._has(context.STUDY):
            return Verdict(Standing.ELIGIBLE, "planned")
        return _BACKGROUND

    def _report(self) -> Verdict:
        if self._has(_LATER) and not _NUMBERED_PEOPLE.search(self._lead):
            return _refused("planned", "a study still to come")
        if self._has(context.PLANNED) and not self._has(context.TOOK_PART):
            return Verdict(Standing.ELIGIBLE, "planned")
        if self._section in _BEHIND and not self._has(context.OWN_WORK):
            return self._aim() or _BACKGROUND
        return self._took_part() or self._aim() or self._conclusion() or _BACKGROUND

    def _took_part(self) -> Verdict | None:
        numbered = _NUMBERED_PEOPLE.search(self._lead) is not None or any(
            share.people for share in self._mention.shares
        )
        if self._has(_CITED) and not self._has(context.OWN_WORK):
            return None
        if self._mention.form == "single" and _OWN_PARTICIPANT.search(self._lead):
            return Verdict(Standing.STUDIED, "person")
        past = self._has(context.TOOK_PART)
        if not past and not numbered and not self._mention.shares:
            return self._told()
        if self._has(context.BACKGROUND) and not (past and numbered):
            return None
        if self._has(_DEVICE_SETTING) and not self._people_before():
            return Verdict(Standing.STUDIED, "setting", Weight.CONCLUSION)
        result = context.HARM.search(self._clause) or context.EFFECT.search(self._clause)
        if result and not (numbered or self._has(_ENROLLED_THEM)):
            return Verdict(Standing.STUDIED, "result", Weight.RESULT)
        return Verdict(Standing.STUDIED, "enrolled")

    def _told(self) -> Verdict | None:
        """Any past tense without a present one, or a fragment without a verb ("Types I to III")."""
        if self._has(context.PRESENT) or self._has(context.BACKGROUND) or self._has(_HISTORY):
            return None
        fragment = len(self._sentence.low) < _LONGEST_FRAGMENT and self._sentence.position > 0
        if self._has(context.PAST) or fragment:
            return Verdict(Standing.STUDIED, "told", Weight.RESULT)
        return None

    def _aim(self) -> Verdict | None:
        if self._has(context.OBJECTIVE) and not self._has(_CITED):
            return Verdict(Standing.STUDIED, "objective", Weight.AIM)
        if self._has(context.UNKNOWN):
            return Verdict(Standing.STUDIED, "gap", Weight.GAP)
        return None

    def _conclusion(self) -> Verdict | None:
        concludes = self._section is Section.CONCLUSIONS or (
            self._sentence.last and self._has(context.CONCLUSION)
        )
        if concludes and not self._has(_CITED) and not self._has(_WARNS):
            return Verdict(Standing.STUDIED, "conclusion", Weight.CONCLUSION)
        return None
