"""Types of somebody or something beside a study's people: its staff, its doses, its device, who never came.

"The nurse who operated the laser had type VI", "all were dosed as type II", "two of type VI declined
to take part": whatever is counted there, nobody of them took part.
"""

from app.tagging.context import PEOPLE
from app.tagging.gates import Gated, any_of

_SCALE = r"(?:(?:an?|the|their|of|with|fitzpatrick|skin|photo|types?)[\s-]){0,4}"
_TREATED = Gated(
    r"\A[^.;]{0,60}\b(?:(?:was|were)\s(?:\w+ly\s)?(?:treated|enrol{1,2}ed|included|recruited|studied|lasered|injected|randomi[sz]ed|tested|exposed|irradiated)|took\spart|participated|volunteered|received|underwent)\b"
)
_STAFF = Gated(
    r"\b(?:nurses?|operators?|technicians?|surgeons?|dermatologists?|physicians?|doctors?|observers?|raters?|readers?|graders?|assessors?|photographers?|authors?|staff)\s"
    rf"(?:(?:who|that|of)\s[^.;,]{{0,40}}\s)?(?:of|with|had|has|having|was|were)\s{_SCALE}\Z"
)
_FAMILY = Gated(
    rf"\b(?:his|her|their|whose|the|'s|s')\s(?:own\s)?(?:mothers?|fathers?|parents?|siblings?|partners?|children)\b[^.;,]{{0,25}}\s(?:had|has|was|were)\s{_SCALE}\Z"
)
_DONORS = Gated(
    rf"\b(?:hair|graft|skin|fat|tissue|organ)\sdonors?\s(?:was|were|had|of|with)\s{_SCALE}\Z|\bdonor\s(?:hair|skin|grafts?|fat|tissue)\b[^.;]{{0,40}}\Z"
)
_THINGS = Gated(
    rf"\b(?:presets?|(?:colou?r\s)?(?:charts?|cards?)|applicators?|handpieces?|warnings?|shades?|filters?|program(?:me)?s?|advice|instructions?|leaflets?|models\sin\sthe\s\w+)\s(?:(?!\d)\w+\s)?(?:for|of|to|were|was)\s{_SCALE}\Z"
)
_CALCULATED = Gated(
    rf"\b(?:(?:mathematical|computer|numerical|optical|statistical|thermal)\smodels?\s(?:for|of|with)|(?:prices?|costs?|fees?)\s(?:was|were|are)\s\w+\s(?:for|in)|consensus\s(?:was\s)?(?:reached\s)?(?:on|about|for)|(?:residents|trainees|students|dermatologists|physicians)\s(?:had\s)?(?:seen|treated|met)\s(?:few|no|hardly\sany|fewer|too\sfew))\s{_SCALE}\Z"
    rf"|\b(?:models?|simulations?|algorithms?|calculations?)\s(?:predict\w*|foretold|calculated|estimated)\b[^.;]{{0,60}}\s{_SCALE}\Z"
)
_DOSED_AS = Gated(
    rf"\b(?:dosed\s(?:as|like)|as\s(?:for|if)(?:\s(?:the|their)\sskin\s(?:were|was))?|(?:doses?|fluences?|settings?|energy|energies|schedules?)\s(?:was|were)\s(?:that|those|the\sones?)\s(?:for|of|used\s(?:for|in))|equivalent\sof)\s{_SCALE}\Z"
)
_FOR_DOSING = Gated(
    r"\A[\s,)]*(?:skin\s)?(?:for|in)\s(?:the\s)?(?:dosing|doses?|dosage|schedule)\b"
)
_ELSEWHERE = Gated(
    rf"\b(?:another|other)\s(?:centres?|centers?|clinics?|hospitals?|groups?|teams?|sites?|stud(?:y|ies)|trials?)\s(?:\w+ly\s|also\s|now\s)?(?:treats?|includes?|enrols?|enroll|recruits?|sees?|uses?|studies|tests?)\s{_SCALE}\Z"
    rf"|\b(?:an?\s(?:separate|parallel|later|second|further|new|sister)|another)\s(?:\w+\s)?(?:trial|study|series)\s(?:in|of|with|for)\s(?:{PEOPLE.pattern}\s)?{_SCALE}\Z"
)
_OF_ELSEWHERE = Gated(
    r"\A[^.;]{0,40}\b(?:was|is|has\sbeen|will\sbe)\s(?:\w+ly\s)?(?:started|begun|launched|planned|opened|registered|announced|designed|under\s?way|ongoing|in\sprogress)\b"
)
_AMONG_TRIALS = Gated(
    rf"\bof\s(?:the\s|these\s)?[\w-]+\s(?:\w+\s){{0,2}}?(?:trials|studies|articles|papers|reports|publications)\b(?!')[^.;]{{0,40}}\b(?:included?|enrol{{1,2}}ed|had|mentioned|named|covered|reported)\s(?:\w+\s)?{_SCALE}\Z"
)
_IN_TOWN = Gated(
    rf"\b(?:outpatients|residents|inhabitants|citizens|visitors|census)\b[^.;]{{0,40}}?\s(?:are|is|have|as)\s{_SCALE}\Z"
)
_AUTHORITY = Gated(
    rf"\b(?:committees?|boards?|agency|authority|authorities|regulators?|insurers?|amendments?)\s(?:had\s)?(?:asked|told|required|wanted|opened|allowed|forbade)\b[^.;]{{0,60}}\s{_SCALE}\Z"
)
_LIKE_NOBODY = Gated(
    rf"\A\W*(?:compared\s(?:with|to)|unlike|in\scontrast\s(?:to|with))\s{_SCALE}\Z"
)
_OURS_DIFFER = Gated(
    r"\A[\s)]*(?:skin|patients|people|subjects)?\s?,\s(?:our|these|all)\s(?:\w+\s)?(?:patients|subjects|participants|people|women)\b"
)
_NEVER_CAME = Gated(
    rf"\A[\s,)]*(?:(?:skin|and|who|{PEOPLE.pattern})\s)?(?:(?:was|were|had)\s)?(?:\w+ly\s)?(?:(?:declined|refused)\s(?:to\s(?:take\spart|participate|enter|join|enrol{{1,2}}|be\s(?:treated|enrolled|included|randomi[sz]ed))|participation|consent|enrol{{1,2}}ment|inclusion)"
    r"|withdr(?:ew|awn|awed)\sbefore\s(?:the\s|any\s|their\s|his\s|her\s)?(?:first\s)?(?:treatment|session|randomi[sz]ation|visit|baseline|injection|dose|procedure)"
    r"|(?:consented|applied|enquired|inquired|registered|was\sscreened|were\sscreened)[^.;]{0,20}\b(?:but|yet|and)\s(?:did\snot|never|failed\sto)\b"
    r"|told\sto\s(?:wait|come\s(?:back\s)?later)\b(?!\sfor\san?\s(?:second|further)))"
)

_TAKES_NO_PART = (_DONORS, _THINGS, _CALCULATED, _DOSED_AS, _AMONG_TRIALS, _IN_TOWN)
"""Ends right before the types; what follows does not matter."""


MAY_TELL = any_of(
    *_TAKES_NO_PART, _NEVER_CAME, _FOR_DOSING, _STAFF, _FAMILY, _AUTHORITY, _ELSEWHERE, _LIKE_NOBODY
)
"""The marks of words without which a sentence tells of none of them."""


def tells_of_no_participants(before: str, after: str) -> bool:
    """Whether these words round a mention of types, in small letters, are of nobody who took part."""
    if any(cue.search(before) for cue in _TAKES_NO_PART):
        return True
    if _NEVER_CAME.match(after) or _FOR_DOSING.match(after):
        return True
    if _STAFF.search(before) or _FAMILY.search(before) or _AUTHORITY.search(before):
        return _TREATED.match(after) is None
    if _ELSEWHERE.search(before):
        return " treat" in before or _OF_ELSEWHERE.match(after) is not None
    return _LIKE_NOBODY.match(before) is not None and _OURS_DIFFER.match(after) is not None
