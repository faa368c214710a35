"""How a sentence lets its document stand to the types that it mentions, and by which rule."""

from collections.abc import Sequence

from app.records import Section, SkinType, Standing
from app.tagging import context, not_participants, nought_told, scale_named
from app.tagging import standing_cues as cues
from app.tagging.all_types import ALL_TYPES
from app.tagging.characters import matches_at
from app.tagging.counted_away import NONE_AWAY, CountedAway, counted_away
from app.tagging.mention_around import CRITERIA, MentionAround
from app.tagging.mentions import Mention
from app.tagging.not_people import (
    asks_clinicians,
    is_of_animals,
    is_of_pictures,
    is_of_the_laboratory,
)
from app.tagging.others_work import is_of_something_besides
from app.tagging.percentages import percent_of
from app.tagging.prose import Prose, Sentence
from app.tagging.refusals import Anchor
from app.tagging.shut_out import is_let_in, is_listed, is_shut_out_behind
from app.tagging.type_statements import Statement, Verdict, Weight
from app.tagging.world_talk import tells_of_nobody, tells_of_the_world

_BEHIND = (Section.BACKGROUND, Section.DISCUSSION)


def statements_of(prose: Prose, sentence: Sentence, mentions: Sequence[Mention]) -> list[Statement]:
    """One statement a mention, or two where some of its types have a count of nobody."""
    found: list[Statement] = []
    percent = sum(percent_of(s) for m in mentions for s in m.shares if s.people is None)
    for position, mention in enumerate(mentions):
        before_end = mentions[position - 1].end if position else sentence.start
        after = mentions[position + 1].start if position + 1 < len(mentions) else sentence.end
        around = _Around(prose, sentence, mention, before_end, after)
        verdict = around.verdict()
        away = NONE_AWAY if verdict.standing is None else around.counted_away(percent)
        if away.nobody:
            found.append(around.statement(away.nobody, Verdict(Standing.EXCLUDED, "count_of_none")))
        if away.untold:
            found.append(
                around.statement(away.untold, _refused("nobody", "0 %, and not told of whom"))
            )
        rest = tuple(t for t in mention.types if t not in (*away.nobody, *away.untold))
        if rest:
            found.append(around.statement(rest, verdict))
        if verdict.cue == "exclusion_of_others":
            others = tuple(t for t in SkinType if t not in mention.types)
            found.append(around.statement(others, Verdict(Standing.EXCLUDED, verdict.cue)))
    return found


def _refused(cue: str, reason: str) -> Verdict:
    return Verdict(None, cue, Weight.CONCLUSION, reason)


_BACKGROUND = _refused("background", "background, not this study's participants")


class _Around(MentionAround):
    """A mention in its sentence, and the rules in the order of their precedence."""

    def statement(self, types: tuple[SkinType, ...], verdict: Verdict) -> Statement:
        sentence = self._sentence
        return Statement(
            self._mention, types, verdict.standing, verdict.weight, verdict.cue,
            sentence.start, sentence.end, self._section, verdict.reason,
        )  # fmt: skip

    def counted_away(self, percent: float) -> CountedAway:
        """Types with a count of 0; `percent` is the sum of the sentence's percentages."""
        return counted_away(self._mention.shares, percent, self._before, self._after)

    def verdict(self) -> Verdict:
        """The first rule that has something to say."""
        return (
            self._no_statement_at_all()
            or self._shut_out()
            or self._criteria()
            or self._title()
            or self._setting()
            or (self._registration() if self._document.is_registration else self._report())
        )

    def _no_statement_at_all(self) -> Verdict | None:
        mention = self._mention
        if mention.refused:
            return _refused("not_skin_type", mention.refused)
        if self._document.is_review:
            return _refused("review", "a review tells of other studies' participants")
        alone = mention.anchor in (Anchor.TYPE, Anchor.BARE)
        around = self._named(), self._sentence.low, self._after
        if scale_named.is_of_another_scale(*around, self._prose, alone=alone):
            return _refused("not_skin_type", "types or grades of something else than skin")
        if self._sentence.text.rstrip().endswith("?"):
            return _refused("question", "a question, not a statement")
        if context.is_in_reason(self._sentence.low, self._here, self._here + self._length):
            return _refused("reason", "why something was done, not to whom")
        if self._defines_scale():
            return _refused("definition", "the scale itself, not who took part")
        if self._names_other_types() and not self._excludes_others():
            if self._section in CRITERIA and "other than" in self._named():
                return Verdict(Standing.EXCLUDED, "shut_out")
            return _refused("others", "types other than those named")
        if is_of_animals(self._has, self._lead):
            return _refused("animals", "skin of animals, not of people")
        if is_of_the_laboratory(self._has, self._lead, self._after):
            return _refused("laboratory", "skin or cells in a laboratory, not people")
        if self._has(cues.OF_THE_WORLD):
            return _refused("background", "a share of the population, not of participants")
        if is_of_something_besides(self._part or self._sentence.low, self._section):
            return _BACKGROUND
        if asks_clinicians(self._document) and not cues.OF_THEMSELVES.search(self._lead):
            return _refused("clinicians", "what clinicians think or do")
        if context.LIKENED.search(self._lead):
            return _refused("likened", "only compared with, not of participants")
        few = cues.HARDLY_ANY.search(self._lead) and cues.NOTHING_OF_THEM.match(self._after)
        if (few or cues.UNDERREPRESENTED.match(self._after)) and not mention.shares:
            return _refused("few", "said to be few, which may be nobody")
        if tells_of_nobody(self._lead, self._after) and not mention.shares:
            return _refused("nobody", "spoken of, but nobody of them took part")
        marks = self._sentence.marks
        if marks & not_participants.MAY_TELL and not_participants.tells_of_no_participants(
            self._before, self._after
        ):
            return _refused("others", "somebody or something else, nobody who took part")
        if marks & nought_told.MAY_TELL and nought_told.tells_of_effect(self._before, self._after):
            return _refused("effect", "a nought or an exception among effects, not among people")
        if mention.form == "all" and not self._all_of_people():
            return _refused("all_types", "all skin types, but not of participants")
        return None

    def _defines_scale(self) -> bool:
        if self._has(cues.DESCRIBES_TYPES):
            asked = self._section in (*CRITERIA, Section.EXCLUSION)
            return not (asked and cues.EXPLAINED.match(self._after))
        counted = cues.NUMBERED_PEOPLE.search(self._lead) is not None
        if scale_named.is_of_scale(self._sentence, self._before, counted=counted):
            return True
        if self._mention.types != ALL_TYPES or self._mention.shares:
            return False
        asked = self._section in (*CRITERIA, Section.TITLE)
        around = self._named(), self._lead, self._after
        if scale_named.is_range_of_scale(self._sentence, *around, asked=asked):
            return True
        if counted:
            return False
        if cues.RECORDED.match(self._after) or cues.ASKED_FOR.search(self._lead):
            return True
        if self._people_before() or asked:
            return False
        if self._section is Section.CAPTION:
            return True
        named = self._named() + self._after[:30]
        return cues.DEFINES.search(named) is not None and not self._has(context.OBJECTIVE)

    def _shut_out(self) -> Verdict | None:
        section = self._section
        if self._names_other_types():
            return Verdict(Standing.ELIGIBLE, "exclusion_of_others")
        cited = self._cites()
        if section in _BEHIND and not (
            self._has(context.OWN_WORK)
            or self._has(context.PLANNED)
            or self._has(cues.WERE_ENROLLED)
            or (self._section is Section.DISCUSSION and self._had_none())
        ):
            return None
        if section is Section.EXCLUSION:
            return self._exclusion_criterion()
        if cited or section is Section.TITLE:
            return None
        if is_let_in(self._lead, self._after):
            return Verdict(Standing.ELIGIBLE, "let_in")
        befell = cues.NONE_IN.search(self._lead) and context.HARM.search(self._before)
        rest = self._sentence.low[self._here + self._length :]
        happened = befell or cues.HAPPENED.match(cues.ONE_MORE.sub("", rest))
        if context.SHUT_OUT_BEFORE.search(cues.COUNT_OF_NONE.sub("", self._lead)) and not happened:
            return Verdict(Standing.EXCLUDED, "shut_out")
        if is_listed(self._before, self._after) and not happened:
            return Verdict(Standing.EXCLUDED, "shut_out")
        if cues.EXCLUDED_FOR.search(self._lead) or cues.EXCLUSION_OPENS.match(self._before):
            return self._exclusion_criterion()
        if is_shut_out_behind(self._lead, self._after, of_effects=self._is_no_part):
            return Verdict(Standing.EXCLUDED, "shut_out")
        return None

    def _had_none(self) -> bool:
        """As in "No participants were of type VI": whose, a discussion need not say."""
        had = cues.HAD_NONE.match(self._before) and cues.NOBODYS_END.match(self._after)
        return had is not None and not self._cites()

    def _is_no_part(self) -> bool:
        """Whether "did not" behind the types is of something else than taking part."""
        return self._tells_of_effects() or context.TOOK_PART.search(self._before) is None

    def _exclusion_criterion(self) -> Verdict | None:
        if cues.HAD_BY.search(self._lead) or cues.ONLY_IF.match(self._after):
            return _refused("condition_of", "a condition in people of the types, not the types")
        if context.FLIPS_EXCLUSION.search(self._lead) or self._names_other_types():
            return Verdict(Standing.ELIGIBLE, "exclusion_of_others")
        if self._has(cues.ENROLLED_THEM) and cues.NUMBERED_PEOPLE.search(self._lead):
            return None
        return Verdict(Standing.EXCLUDED, "exclusion_criterion")

    def _criteria(self) -> Verdict | None:
        numbered = cues.NUMBERED_PEOPLE.search(self._lead) is not None
        enrolled = numbered and self._has(cues.ENROLLED_THEM)
        enrolled = enrolled or cues.ENROLLED_THESE.search(self._lead) is not None
        if self._section in CRITERIA:
            if enrolled and not self._document.is_registration:
                return None
            if cues.IS_CLEARED.search(self._lead):
                return _refused("setting", "whom a device is for, not who may take part")
            if cues.NOT_THESE.search(self._lead):
                return Verdict(Standing.EXCLUDED, "shut_out")
            return Verdict(Standing.ELIGIBLE, "inclusion_criterion")
        narrowed = cues.NARROWED.search(self._named()) is not None
        if narrowed and (self._tells_of_effects() or cues.OF_A_SCALE.search(self._before)):
            return _refused("condition_of", "what was narrow is a scale or an effect")
        enrolled = enrolled or cues.LIMITED_TO_SO_MANY.search(self._lead) is not None
        if self._section in _BEHIND and not self._has(context.OWN_WORK):
            return None
        if self._has(context.ELIGIBLE) and not enrolled and not self._has(cues.CITED):
            return Verdict(Standing.ELIGIBLE, "eligible")
        if cues.ALLOWED.match(self._after) and not enrolled:
            return Verdict(Standing.ELIGIBLE, "eligible")
        return None

    def _title(self) -> Verdict | None:
        if self._section is not Section.TITLE:
            return None
        if self._has(cues.LATER):
            return _refused("planned", "a study still to come")
        standing = Standing.ELIGIBLE if self._document.is_registration else Standing.STUDIED
        return Verdict(standing, "title", Weight.AIM)

    def _setting(self) -> Verdict | None:
        if (
            self._has(cues.DEVICE_SETTING)
            and not self._has(cues.THRESHOLD)
            and not self._people_before()
            and not cues.GROUP_OF.search(self._lead)
            and not cues.OF_DONORS.match(self._after)
            and not cues.OF_AGE.search(self._lead)
            and not self._mention.shares
        ):
            return _refused("setting", "a setting for the type, not who took part")
        if self._is_choice():
            return _refused("setting", "which device a type gets, not who took part")
        return None

    def _is_choice(self) -> bool:
        """As in "a diode was used for types up to III": whom a device is taken for, if they come."""
        if self._mention.form != "open" or self._has(context.PEOPLE) or self._mention.shares:
            return False
        return self._has(cues.CHOSEN_FOR) and self._has(cues.IS_CHOSEN)

    def _registration(self) -> Verdict:
        if cues.IS_CLEARED.search(self._lead):
            return _refused("setting", "whom a device is for, not who may take part")
        planned = self._has(context.PLANNED)
        purpose = self._has(context.OBJECTIVE)
        if (self._has(cues.CITED) or self._has(cues.CITED_ELSEWHERE)) and not (planned or purpose):
            return _BACKGROUND
        if self._has(context.BACKGROUND) and not (
            planned or purpose or self._has(context.ELIGIBLE)
        ):
            return _BACKGROUND
        if self._has(cues.OF_ANOTHER_STUDY):
            return _refused("planned", "a study still to come")
        past = self._has(cues.WERE_ENROLLED) and not planned
        if past and cues.NUMBERED_PEOPLE.search(self._lead):
            return Verdict(Standing.STUDIED, "enrolled")
        if self._has(cues.WAS_CONDUCTED) and self._people_before() and not planned:
            return Verdict(Standing.STUDIED, "conducted")
        told = self._has(context.STUDY) or self._has(cues.PROCEEDS)
        alone = self._mention.anchor is not Anchor.TYPE
        if planned or purpose or told or (alone and cues.is_entry(self._sentence.low, self._here)):
            if not planned and matches_at(cues.LOOKS_BACK, cues.BACK_OPENINGS, self._prose.low):
                return Verdict(Standing.STUDIED, "retrospective")
            return Verdict(Standing.ELIGIBLE, "planned")
        return _BACKGROUND

    def _report(self) -> Verdict:
        if self._has(cues.LATER) and not cues.NUMBERED_PEOPLE.search(self._lead):
            return _refused("planned", "a study still to come")
        if self._section is Section.DISCUSSION and self._has(cues.OF_ANOTHER_STUDY):
            return _refused("planned", "a study still to come")
        if self._section in _BEHIND and not self._has(context.OWN_WORK):
            weakness = self._section is Section.DISCUSSION and not self._cites()
            if weakness and cues.WERE_ALL.search(self._lead + self._named()):
                return Verdict(Standing.STUDIED, "told", Weight.RESULT)
            return self._aim() or _BACKGROUND
        of_study = "study" in self._lead or "trial" in self._lead
        if cues.IS_CLEARED.search(self._lead) and not of_study:
            return _refused("setting", "whom a device is for, not who took part")
        planned = self._section is not Section.CONCLUSIONS or self._has(context.OWN_WORK)
        if planned and self._has(context.PLANNED) and not self._is_past():
            return Verdict(Standing.ELIGIBLE, "planned")
        return self._took_part() or self._aim() or self._conclusion() or _BACKGROUND

    def _took_part(self) -> Verdict | None:
        numbered = cues.NUMBERED_PEOPLE.search(self._lead) is not None or any(
            share.people for share in self._mention.shares
        )
        if self._taken_up():
            return Verdict(Standing.STUDIED, "taken_up")
        if cues.RELATIVE.search(self._lead) or cues.LEFT_ASIDE.match(self._after):
            return None
        if is_of_pictures(self._prose, self._sentence, self._has, self._lead, self._before):
            return _refused("pictures", "pictures or models, not people")
        if self._has(cues.CLINICIANS) or self._has(cues.HABITS):
            return _refused("clinicians", "what clinicians think or do")
        if self._cites():
            return None
        if self._mention.form == "single" and cues.OWN_PARTICIPANT.search(self._lead):
            advised = cues.ADVISED.match(self._after)
            return None if advised else Verdict(Standing.STUDIED, "person")
        if not numbered and tells_of_the_world(self._lead, self._after):
            return None
        past = self._has(context.TOOK_PART)
        shared = any(not s.before or s.predicative for s in self._mention.shares)
        if not past and not numbered and not shared:
            return self._told()
        own = numbered or cues.OUR_PEOPLE.search(self._lead) is not None
        if self._has(context.BACKGROUND) and not (past and own):
            return None
        if cues.SUITS.search(self._lead) and not numbered:
            return None
        result = context.HARM.search(self._clause) or context.EFFECT.search(self._clause)
        if result and not (numbered or self._has(cues.ENROLLED_THEM)):
            return Verdict(Standing.STUDIED, "result", Weight.RESULT)
        return Verdict(Standing.STUDIED, "enrolled")

    def _told(self) -> Verdict | None:
        """Any past tense without a present one, or a fragment without a verb ("Types I to III")."""
        if self._has(context.PRESENT) or self._has(context.BACKGROUND) or self._has(cues.HISTORY):
            return None
        if self._has(cues.SAID):
            return None
        short = len(self._sentence.low) < cues.LONGEST_FRAGMENT
        fragment = short and (self._sentence.position > 0 or self._has(cues.COUNTED_FRAGMENT))
        if self._has(context.PAST) or fragment:
            return Verdict(Standing.STUDIED, "told", Weight.RESULT)
        return None

    def _aim(self) -> Verdict | None:
        if self._has(cues.SUPPOSED):
            return None
        if (
            self._has(context.OBJECTIVE)
            and not self._has(cues.CITED)
            and not cues.is_only_headed(self._sentence.low)
        ):
            return Verdict(Standing.STUDIED, "objective", Weight.AIM)
        ends = self._section in (Section.CONCLUSIONS, Section.DISCUSSION)
        if self._has(context.UNKNOWN) and not ends and not self._study_was_told():
            return Verdict(Standing.STUDIED, "gap", Weight.GAP)
        return None

    def _study_was_told(self) -> bool:
        """People counted before, in the same passage: what is unknown now is left unknown."""
        before = self._prose.low[self._sentence.segment.start : self._sentence.start]
        return cues.NUMBERED_PEOPLE.search(before) is not None

    def _conclusion(self) -> Verdict | None:
        concludes = self._section is Section.CONCLUSIONS or (
            self._sentence.last and self._has(context.CONCLUSION)
        )
        if self._mention.form == "all":
            return None
        if concludes and not self._has(cues.CITED) and not self._has(cues.WARNS):
            return Verdict(Standing.STUDIED, "conclusion", Weight.CONCLUSION)
        return None
