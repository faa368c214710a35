"""Where only the scale itself is named: among what was noted of everybody, or by its range."""

import re

from app.tagging import context
from app.tagging.gates import Gated
from app.tagging.prose import Prose, Sentence

_VARIABLE = r"(?:age|sex|gender|race|ethnicity|duration|history|onset|bmi|weight|height|occupation|education|smoking|comorbidit(?:y|ies))"
_AMONG_VARIABLES = re.compile(
    rf"(?<!any\s)(?<!either\s)(?<!both\s)(?<!same\s)(?<!all\s)\b{_VARIABLE},\s(?:and\s)?(?:(?:the|their|his|her|self-reported|own)\s)?\Z"
)
_THEN_VARIABLES = re.compile(rf"[)\]]?\s?,\s(?:\w+\s)?{_VARIABLE}(?:,|\sand\s)")
"""As in "Recorded were age, sex, phototype (I-VI) and duration": nobody says who had which."""
_NAMED_BY_RANGE = re.compile(
    r"(?:\b(?:type|phototype|class|typing|scale|classification)(?:\sby\sfitzpatrick)?|\bfitzpatrick)\s?[(\[](?:types?\s)?[i1]\b(?![^)]{0,40}?\b(?:versus|vs)\b)"
)
"""The scale in one word with its range behind it: "skin type (I-VI)"."""
_GRADE_OF_FITZPATRICK = re.compile(
    r"\bfitzpatrick(?:'s)?\W{1,2}(?:class(?:es)?|grades?|degrees?|scores?)\b"
)
_WRINKLES_OF_FITZPATRICK = Gated(
    r"\bfitzpatrick(?:'s|[\u2013-]\w+)?\s(?:[\w-]+\s){0,4}(?:wrinkl|elastosis|rhytid)"
)
_TYPED_WRINKLES = re.compile(r"\btypes?\s(?:[i1]{1,3}|iv|[2-4])\s(?:wrinkl|rhytid)")
_TYPED_OIL = Gated(r"\btype\s(?:[iv]{1,3}|[1-4])\s?\((?:very\s)?(?:dry|oily)\b")
_OIL = Gated(r"\A\s?\((?:very\s)?(?:dry|oily)\b")
_GIVES = r"(?:receives?|gets?|earns?|scores?|adds?|is\s(?:given|worth))"
_POINTS = r"(?:an?|one|two|three|four|five|six|\d)\s(?:single\s)?points?\b"
_GIVES_POINTS = Gated(rf"\b{_GIVES}\s{_POINTS}")
_SO_MANY_POINTS = Gated(rf"\A\s(?:skin\s)?(?:{_GIVES}\s)?{_POINTS}")
_ADJUSTED = re.compile(r"\b(?:adjust\w*|controll\w*|correct\w*)\sfor\b[^.;]{0,80}\Z")
_OF_PEOPLE = re.compile(
    rf"{context.PEOPLE.pattern}\s?(?:of|with|having|in|\()?\s?(?:\w+\s){{0,3}}\Z"
)
_FROM_FIRST_TO_LAST = Gated(r"\bfrom\s(?:type\s)?i\s\([^()]{2,30}\)\s(?:up\s)?to\s(?:type\s)?vi\b")
_OF_ANY = Gated(
    r"\b(?:any|all|every|either|both|regardless|irrespective)\s(?:of\s)?(?:\w+\s)?(?:ages?|sex(?:es)?|genders?|races?)\b"
)
_OF_SCALE = re.compile(
    r"\A(?:the|this|his|that)\s(?:\w+\s){0,3}?(?:scale|classification|system|calculator|formula|chart|atlas|algorithm|app)\s(?:\w+\s){0,2}?(?:ha[ds]|held|holds|runs?|ran|goes|ranges?|extends?|spans?|reaches|kn[eo]ws?|list(?:s|ed)|compris(?:es|ed)|contain(?:s|ed)|count(?:s|ed)|consist(?:s|ed)\sof"
    r"|(?:was|is)\s(?:\w+\s){0,2}?(?:devised|made|built|developed|created|proposed|introduced|designed|defined|meant|limited|extended|described|divided|based))\b[^.;,]{0,30}\Z"
)
"""As in "The scale originally had types I to IV"."""


def is_of_another_scale(
    named: str, sentence: str, after: str, prose: Prose, *, alone: bool
) -> bool:
    """Whether types, named so, are of wrinkles, of oil or of what a score gives points for.

    `after` stands behind them in their sentence; `alone` says that no word of skin is by them.
    """
    marks = prose.marks.everywhere
    if _WRINKLES_OF_FITZPATRICK.may_stand(marks):
        if _GRADE_OF_FITZPATRICK.search(named) and _WRINKLES_OF_FITZPATRICK.search(prose.low):
            return True
        wrinkles = _TYPED_WRINKLES.search(sentence) and _WRINKLES_OF_FITZPATRICK.search(sentence)
        if alone and wrinkles:
            return True
    if _GIVES_POINTS.may_stand(marks) and _GIVES_POINTS.search(sentence):
        return _SO_MANY_POINTS.match(after) is not None
    if not _TYPED_OIL.may_stand(marks):
        return False
    return _OIL.match(after) is not None or (alone and types_oil(prose.low))


def grades_wrinkles(low: str, text: str) -> bool:
    """Whether `low` names a class of Fitzpatrick's, and the whole text his scale of wrinkles."""
    if _GRADE_OF_FITZPATRICK.search(low) is None:
        return False
    return _WRINKLES_OF_FITZPATRICK.search(text.lower()) is not None


def types_oil(low: str) -> bool:
    """Whether the text's types of skin go from dry to oily."""
    return _TYPED_OIL.search(low) is not None


def is_of_scale(sentence: Sentence, before: str, *, counted: bool) -> bool:
    """Whether a sentence tells how the scale is made, whatever types it names.

    `before` is what stands before the types; `counted` whether people are counted there.
    """
    if sentence.says(_FROM_FIRST_TO_LAST):
        return True
    return not counted and _OF_SCALE.match(before) is not None


def is_range_of_scale(
    sentence: Sentence, named: str, before: str, after: str, *, asked: bool
) -> bool:
    """Whether all types, named so, are those of the scale and not of people.

    `asked` says that criteria or a title name them, which mean all types by it.
    """
    if sentence.says(_OF_ANY):
        return False
    by_range = _NAMED_BY_RANGE.search(named) and not _OF_PEOPLE.search(before)
    if by_range and not asked:
        return True
    listed = _AMONG_VARIABLES.search(before) or _THEN_VARIABLES.match(after)
    return (listed or _ADJUSTED.search(before)) is not None
