"""A nought or an exception beside types that tells of an effect, and not that nobody took part.

"Pain was 0 in type V", "none of the type VI patients darkened", "excluding type VI, clearance was
60 %": they were there, or nothing is said of it.
"""

from app.tagging.context import EFFECT, HARM, PEOPLE
from app.tagging.gates import Gated, any_of

_SCALE = r"(?:(?:the|fitzpatrick|skin|photo|of|with|type)[\s-]){0,4}"
_ENROLLED = Gated(
    r"\b(?:enrol{1,2}ed|recruited|included|eligible|took\spart|participated|studied|screened|admitted|accepted|selected)\b"
)
_AT_NOUGHT = Gated(
    rf"\b(?:weeks?|days?|months?|hours?|grades?|scores?|class|stage|level|visit|time|baseline)\s(?:of\s)?(?:0|zero),?\s(?:\w+\s)?{_SCALE}\Z"
)
_NOUGHT_IN = Gated(rf"(?<!\d[.,])\b(?:0|zero|nil)\s(?:[\w%]+\s)?(?:in|for|among)\s{_SCALE}\Z")
_MEASURE = Gated(
    r"\b(?:scores?|vas|nrs|mean|median|average|index|grades?|pain|downtime|change|difference|rates?|risk|duration|sessions|lesions|passes|drop-?outs?|events?|values?|odds|ratio|itch\w*|erythema|scaling|hyperpigmentation|pih|burns|crust\w*|(?<!\w)p\svalue)\b"
)
_NONE_OF_THE = Gated(
    rf"\b(?:none|neither|no\sone|nobody)\s(?:of|among)\sthe\s(?:\d+\s|\w+\s)?{_SCALE}\Z"
)
_WERE_TAKEN = Gated(
    rf"\A[\s,)]*(?:(?:skin|types?|candidates?|applicants?|{PEOPLE.pattern})\s)?(?:was|were|are|is|had\sbeen|took|participated|entered|enrolled|volunteered|came)\b(?!\s(?:\w+ly\s)?(?:burn|darken|harm|affect|scar|hurt|injur|lost|free))"
)
_NONE_WITH = Gated(rf"\b(?:none|nobody|no\sone)\s(?:with|of)\s{_SCALE}\Z")
_HAD = Gated(
    r"\A(?:\sskin)?\s(?:had|developed|experienced|showed|reported|required|needed)\s(?!been\b|(?:fitzpatrick|skin|types?)\b)"
)
_EXCLUDED = Gated(
    rf"\b(?:excluded|barred|kept|prevented|withheld|stopped)\s(?:{PEOPLE.pattern}\s)?{_SCALE}\Z"
)
_FROM_MORE = Gated(
    r"\A[^.;,]{0,25}\bfrom\s(?:an?|the|any|receiving\san?)\s(?:second|third|fourth|further|next|additional|last|final|subsequent|higher|repeat\w*)\b"
)
_LEAVING_OUT = Gated(
    rf"\A\W*(?:(?:even\s)?(?:when|if|after|on|by|once)\s)?(?:excluding|omitting|leaving\sout|removing|dropping|without|(?:the\s)?(?:exclusion|removal|omission)\sof)\s(?:(?:the|those|{PEOPLE.pattern})\s)?(?:(?:with|of)\s)?{_SCALE}\Z"
)
_ARE_LEFT = Gated(rf"\A[\s)]*(?:(?:skin|{PEOPLE.pattern})\s?)?(?:,\s|\s?(?=the\s))")
_WHEN = Gated(
    rf"\A\W*(?:even\s)?(?:when|if|once|after)\s(?:(?:the|those|{PEOPLE.pattern})\s)?(?:(?:with|of)\s)?{_SCALE}\Z"
)
_ARE_LEFT_OUT = Gated(
    rf"\A[\s)]*(?:(?:skin|{PEOPLE.pattern})\s)?(?:was|were|are|is)\s(?:excluded|removed|omitted|left\sout|dropped)(?:\sfrom\s(?:the|this|our)\s(?:\w+\s)?analys[ei]s)?,\s"
)
_OF_SUMS = Gated(
    r"\b(?:trends?|differences?|associations?|relations?|correlations?|clearance|significan\w+|\d+(?:\.\d+)?\s?%)"
)
_WITHOUT_THEM = Gated(
    rf"(?:\A|,\s)(?:with\sthe\s(?:\w+\s)?exception\sof|except(?:ing)?(?:\sfor)?|apart\sfrom|other\sthan|aside\sfrom|save\sfor)\s(?:(?:the|those|{PEOPLE.pattern})\s)?{_SCALE}\Z"
)
_THE_REST = Gated(
    rf"\A[\s)]*(?:(?:skin|{PEOPLE.pattern})\s?)?,\s(?:all|most|every\w*|none|no|nobody|the\sothers?|each)\b"
)


MAY_TELL = any_of(
    _AT_NOUGHT, _NOUGHT_IN, _NONE_OF_THE, _NONE_WITH, _EXCLUDED, _WITHOUT_THEM, _LEAVING_OUT, _WHEN
)
"""The marks of words without which a sentence tells of none of it."""


def tells_of_effect(before: str, after: str) -> bool:
    """Whether these words round a mention of types, in small letters, count no people."""
    if _AT_NOUGHT.search(before):
        return True
    if _NOUGHT_IN.search(before):
        return _MEASURE.search(before) is not None and PEOPLE.search(before) is None
    if _NONE_OF_THE.search(before):
        return _WERE_TAKEN.match(after) is None
    if _NONE_WITH.search(before):
        return _HAD.match(after) is not None
    if _EXCLUDED.search(before):
        return _FROM_MORE.match(after) is not None
    return _is_exception(before, after)


def _is_exception(before: str, after: str) -> bool:
    """As in "excluding type VI, clearance was 60 %", "apart from type VI, all improved"."""
    if _ENROLLED.search(after):
        return False
    if _WITHOUT_THEM.search(before) and _THE_REST.match(after):
        return bool(EFFECT.search(after) or HARM.search(after))
    left = (_LEAVING_OUT.match(before) and _ARE_LEFT.match(after)) or (
        _WHEN.match(before) and _ARE_LEFT_OUT.match(after)
    )
    return bool(left) and _OF_SUMS.search(after) is not None
