"""Whom a study shut out, where another verb or a list stands between the types and their exclusion."""

import re
from collections.abc import Callable

from app.tagging.context import PEOPLE, SHUT_OUT_AFTER
from app.tagging.gates import Gated
from app.tagging.numbers import NUMBER
from app.tagging.standing_cues import BETWEEN_TYPES_AND_EXCLUSION
from app.tagging.world_talk import are_subject, is_of_knowledge, were_turned_away

_SHUT_OUT_THESE = Gated(
    rf"\b(?:we|investigators?|authors?|surgeons?|study|trial|protocol|series|cohort|criteria|and|who|which|that)\s(?:\w+ly\s|also\s|then\s|had\s|have\s|has\s){{0,2}}(?:excluded?s?|omitted|barred|rejected|refused|left\sout|kept\sout|turned\s(?:away|down)|(?:did|does|do|would|could)\snot\s(?:include|enroll?|recruit|treat|accept|admit|permit|allow))\s"
    rf"(?:(?!\b(?:were|was|are|is|had|have|has|other\sthan|except|but|while|whereas|leaving|resulting|from|we|unless|without|(?:and|then|to|only)\s(?:\w+ly\s)?(?:enrol\w*|recruit\w*|includ\w+|treat\w*|randomi[sz]e\w*|stud(?:y|ied)|evaluat\w+|compar\w+|assess\w*|accept\w*|took|admit\w*|allow\w*|kept|analy[sz]e\w*|examin\w+|test\w*|follow\w*))\b|(?:,\sand|\band)\s{NUMBER})[^.;:]){{0,110}}?(?:,|,?\s(?:and|or))\s(?:(?:those|anyone|{PEOPLE.pattern})\s)?(?:(?:with|of|having)\s)?(?:an?\s)?(?:(?:fitzpatrick|skin|dark|darker)[\s-]){{0,3}}\Z"
)
"""Before types in the list of whom a study shut out; no other verb stands between."""
_TAKEN_IN = Gated(
    rf"(?:\b(?:we|study|trial|series|cohort|investigators?|authors?)\s(?:\w+ly\s|then\s|also\s|has\s|have\s|had\s){{0,2}}(?:enrolled|recruited|randomi[sz]ed|treated|included|studied|evaluated|examined|tested|assessed|reviewed|followed|selected|saw)\b|{PEOPLE.pattern}\s(?:\([^()]{{0,30}}\)\s)?(?:had|were\sof|were)\b)"
    r"(?:(?!\b(?:and\sthose|but|while|whereas|those|if|unless|except|other\sthan|who|that)\b)[^.;:]){0,80}\Z"
)
"""Before types that a study took in; who is told of behind an "and" is somebody else."""
_LET_IN = Gated(
    rf"\b(?:(?:did|do|does|was|were|is|are|would|will)\snot\sexcluded?(?:\s(?:for|if|when|because\sof))?|exclud(?:e[ds]?|ing)\s(?:nobody|no\sone|none))\s(?:{PEOPLE.pattern}\s)?(?:(?:with|of|having)\s)?(?:an?\s)?(?:(?:fitzpatrick|skin)\s)*\Z"
)
"""Before types that are not shut out, which says of nobody that they came."""
_LET_IN_BEHIND = re.compile(
    r"[\s,)]{0,4}(?:(?:skin|types?|patients|subjects|participants)\s)?(?:was|were|is|are)\s(?:not|never)\sexcluded\b(?!\sfrom\s(?:the\s)?(?:\w+\s)?analys)"
)
_TAKEN_BEHIND = re.compile(
    r"[^.;]{0,60}?\b(?:were|was|had|received|underwent|completed|took\spart|participated)\b(?!\s(?:excluded|not\b|left|turned|barred))"
)
"""Behind types that so are the subject of a verb of their own."""
_OF_OTHERS = re.compile(
    r"[^.;]{0,100}?(?:,\s?|\s)(?:and|but|while|whereas|though|although)\s(?!(?:was|were|therefore|thus|so|hence|then|they|all|both|these|each)\b)"
)
_ONLY_LATER = re.compile(
    r"\safter\s(?:the\s|their\s)?(?:(?:weeks?|months?|days?)\s\d|(?:first|second|third|fourth|\d{1,2})\s(?:treatments?|sessions?)\b)|[^.;]{0,80}\bhaving\s(?:received|completed|undergone)\b"
)
_SO_MANY = Gated(rf"{NUMBER}\s(?:\w+\s){{0,2}}?{PEOPLE.pattern}\b[^.;,]{{0,30}}\Z")
"""Both sides of "three subjects of type IV were excluded after week 4": they had taken part."""
_OF_SUMS = re.compile(
    r"\s(?:of|from)\s(?:the\s|this\s|our\s|all\s)?(?:\w+\s){0,2}(?:regressions?|analys[ei]s|statistics|comparisons?|models?|calculations?|plots?|figures?)\b"
)
_TOOK_PART = re.compile(
    r"\b(?:enrolled|treated|included|recruited|randomi[sz]ed)\s(?:\w+\s){0,3}\Z"
)
"""Before the types of people who are left out of sums alone: "five enrolled subjects with"."""
_REACH = 180
"""Characters before a mention in which the verb of a list is looked for."""


def is_let_in(before: str, after: str) -> bool:
    """Whether the types between the two are said not to be excluded: nobody of them need have come."""
    if "why " in before:
        return False
    return _LET_IN.search(before) is not None or _LET_IN_BEHIND.match(after) is not None


def is_listed(before: str, after: str) -> bool:
    """Whether the types stand in a list of whom was shut out: "excluded smokers, types V and VI"."""
    listed = _SHUT_OUT_THESE.search(before[-_REACH:])
    return listed is not None and _TAKEN_BEHIND.match(after) is None


def is_shut_out_behind(before: str, after: str, *, of_effects: Callable[[], bool]) -> bool:
    """Whether a verb behind the types shuts them out; `of_effects`: are effects told before them?"""
    verb = SHUT_OUT_AFTER.search(after)
    if verb is not None:
        if _is_left_out_later(before, after[verb.end() :]):
            return False
        if is_of_knowledge(before) or _lacks_something(verb.group(), before):
            return False
        if verb.group().endswith(" not") and of_effects():
            return False  # "type III darkened, type II did not"
        between = BETWEEN_TYPES_AND_EXCLUSION.match(after[: verb.start()])
        if between is not None:
            return not _is_of_others(before, between.group())
    return were_turned_away(before, after)


def _is_left_out_later(before: str, behind: str) -> bool:
    """Whether who is left out took part: "VI were excluded after week 4", "left out of the regression".

    `behind` stands behind the verb that shuts out.
    """
    if _ONLY_LATER.match(behind) and _SO_MANY.search(before):
        return True
    return _OF_SUMS.match(behind) is not None and _TOOK_PART.search(before) is not None


def _is_of_others(before: str, between: str) -> bool:
    """Whether somebody else was shut out: "we enrolled types IV to VI, and smokers were excluded".

    `between` stands between the types and the verb that shuts out.
    """
    return _OF_OTHERS.match(between) is not None and _TAKEN_IN.search(before) is not None


def _lacks_something(verb: str, before: str) -> bool:
    """Whether not the types are absent, but something in them: "scarring in type V was absent"."""
    return verb.endswith(("absent", "missing", "lacking")) and not are_subject(before)
