"""The patterns by which texts state numbers of people, and the words that weigh each number."""

import re
from dataclasses import dataclass

from app.tagging.numbers import NUMBER, NUMBER_WORDS
from app.tagging.prose import Sentence

NOUN = (
    r"(?:patients?|subjects?|participants?|volunteers?|individuals?|persons?|people|wom[ae]n|m[ae]n"
    r"|females?|males?|adults?|children|adolescents?|infants?|neonates?|newborns?|boys?|girls?"
    r"|respondents?|students?|nurses|smokers|twins|sisters|brothers|siblings|recipients|enrollees"
    r"|asians|caucasians|africans|users|consumers|veterans|mothers|ladies|residents|athletes|probands|employees|workers)"
)
CASES = r"(?:cases|controls)"
_STOP = (
    r"(?!(?:of|in|to|with|were|was|had|and|for|by|on|at|from|per|sessions?|weeks?|months?|years?|days?"
    r"|sites?|sides?|lesions?|treatments?|scars?|zones|areas?|points?|times|trials?|studies|clinics?"
    r"|cent(?:er|re)s?|hospitals?|visits?|units?|mg|mm|nm|ml|cm|ms|hours?|minutes?|percent|out|eyes?"
    r"|limbs?|sutures?|procedures?|tattoos?|photographs?|images?|dermatologists?|surgeons?|physicians?"
    r"|observers?|evaluators?|assessors?|investigators?|raters?|did|who|that|showed|dropped|withdrew"
    r"|groups?|arms?|eyebrows?|folds?|injections?|charts?|cases|records|doses?|cycles?|images?)\b)"
)
_PIECE = rf"{_STOP}(?:[a-z][\w'/-]{{0,30}},?|\(\d{{1,4}}\))"
# A hyphen parts a word from the number alone: were it let to part words too, which hold hyphens
# themselves, there would be thousands of ways to read "two-by-two-by-two".
_WORDS = rf"(?:-(?=\w){_PIECE})??(?:[ \n]{_PIECE}){{0,7}}?"
COUNTED = re.compile(
    rf"(?P<number>{NUMBER})(?:\s?\(\s?(?:n\s?=\s?)?\d{{1,5}}\s?\))?{_WORDS}(?:\s(?:and|or)\s[a-z-]+)?[\s-](?:{NOUN}|{CASES})\b"
    r"(?!\s(?:years?|months?))"
)
"""As in "24 ethnic South Korean patients": a number, at most seven words, people."""
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_NUMBER_WORD = re.compile(
    "|".join([*sorted(NUMBER_WORDS - {"zero"}), "an? hundred", "an? thousand", "an? dozen"])
)
_GOES_ON = " \n-(),;.:/]"
"""What may follow a whole number of people."""
WHOLE_NUMBER = re.compile(NUMBER)
ENROLLED_NUMBER = re.compile(
    rf"(?P<number>{NUMBER})\s(?:of\sthem\s)?(?:\([^()]{{0,60}}\)\s)?(?:(?:were|was|have\sbeen|will\sbe)\s(?:\w+ly\s)?"
    r"(?:enrolled|recruited|randomi[sz]ed|included|accrued|studied|eligible)|replied|responded|answered)\b"
)
"""As in "30 were enrolled"."""
NUMBER_OF_TYPE = re.compile(
    rf"(?P<number>{NUMBER})\swith\s[^.;,]{{1,40}}?\s(?:were|was)\s(?:\w+ly\s)?(?:enrolled|recruited|included|treated|randomi[sz]ed)\b"
)
"""As in "forty with types III to VI were treated"."""
N_OF_PEOPLE = re.compile(
    rf"\b{NOUN}\b(?:(?!type)[^.;()]){{0,60}}?\(\s?n\s?=\s?(?P<number>\d[\d,]{{0,6}})\s?\)"
)
"""As in "young men and women (n=270)"."""
_TYPED = r"\(?(?:(?:with|of|having|who\shad|from|whose)\s|(?<=\())(?:(?:fitzpatrick(?:'s)?|skin|photo|fst|spt|all|sun-reactive)\s?){1,3}(?:types?|phototypes?|[iv1-6]+\b)"
OF_SKIN_TYPE = re.compile(
    rf"(?P<number>{NUMBER})\s(?!per\s?cent)(?:[a-z-]+\s){{0,3}}?(?!(?:{NOUN}|{CASES}|lesions|sites|sides|scars|faces|cheeks|arms|hands|halves|eyes|cases|areas|samples|images|sessions|trials|studies|hairs|biopsies|explants)\b)"
    rf"[a-z]+(?:s|ren|men|people|ese)\s{_TYPED}"
)
"""As in "nineteen labourers with skin types IV to VI": whatever has a skin type is a person."""
_BEGAN = (
    r"(?:(?:were|was|have\sbeen)\s(?:\w+ly\s)?(?:treated|enrolled|recruited|randomi[sz]ed|included|studied|analy[sz]ed|allocated|entered)"
    r"|(?:\w+ly\s)?(?:started|began|entered|enrolled|joined|volunteered|consented|took\spart|participated|underwent|received|used|applied|wore|attended|tried|fulfilled|met|agreed|qualified|(?P<done>finished|completed)|had\s\w+\s(?:sessions?|treatments?|injections?|passes)))\b"
)
_OPENS = (
    "; ",
    ": ",
    ", ",
    "baseline ",
    "initially ",
    "in all ",
    "altogether ",
    "of whom ",
    "in total ",
)
BEGAN = re.compile(rf"\s(?:charts\s|records\s|files\s|of\sthem\s)?{_BEGAN}")
"""As in "Fifty started and 44 finished", "One hundred charts fulfilled the criteria"."""
_IN_TOTAL = re.compile(r"\s(?:in\stotal|in\sall|altogether|overall|all\stold)\b")
_OF_ALL = re.compile(r"(?<!\bage\s)(?<!\bages\s)\b(?:of|among|the)\s(?:the\s|all\s)?$")
_TREATED_OF_THEM = re.compile(
    r"\s(?:treated|enrolled|randomi[sz]ed|included|recruited|entered|screened\sand\streated)\b"
)
_AT_BASELINE = re.compile(
    r"\bat\s(?:baseline|entry|inclusion|the\sstart|enrol{1,2}ment)\s(?:there\swere|we\shad|were)\s$"
)
_STOPS = re.compile(r"[;,.]|\sand\b|$")
BEFORE_BARE = 40
"""Characters before a bare number that say whether it opens a clause or is a total."""
OPPOSED = re.compile(
    rf"\b(?P<link>in|to|by|for|with)\s(?P<number>{NUMBER})\s{NOUN}\s(?:\w+\s){{0,3}}?(?:and|or|versus|vs)\s(?:\w+[\s-]){{0,4}}?(?:in|to|by|for|with)\s(?P<rest>{NUMBER})(?=[,.;]|\s(?:{NOUN}|after|at|by|in\sa)\b|$)"
)
"""As in "lasered in 43 persons and sham-lasered in 39"."""
SAMPLE = re.compile(
    r"(?:\benrol(?:l)?ment:|\b(?:cohort|series|population)\sof(?=\s[\w,-]+(?:[.,;)]|\s(?:was|were)\b))|\bsample\sof|\bsample\ssize\s(?:of|was|is|will\sbe|:)|\bsample\ssize:|\benrol(?:l)?ment\s(?:of|:|is|target\sof)"
    r"|\baccrual\s(?:of|goal\sof)|\b(?:total|planned|target|final|expected|estimated)?\s?(?:n\s?=|number\sof\s(?:patients|subjects|participants|volunteers)\s?(?:was|is|will\sbe|:))|\bn\s?=)"
    rf"\s?(?:approximately\s|about\s|at\sleast\s)?(?P<number>{NUMBER})(?!\s(?:pairs|lesions|sites|sides|scars|sessions|eyes|samples|zones|areas|images|wounds))"
)
_SEX = r"(?:f|females?|wom[ae]n|girls?|m|males?|m[ae]n|boys?)"
SEXES = re.compile(
    rf"(?P<first>{NUMBER})\s?{_SEX}\b\s?(?:\([^()]{{0,30}}\)\s?)?(?:/|,|and|&|;|to)\s?(?P<second>{NUMBER})\s?{_SEX}\b"
)
"""As in "30 F/20 M", "ten women and five men"."""
EVEN_GROUPS = re.compile(
    rf"\b(?P<groups>two|three|four|five|six|2|3|4|5|6)\s(?:equal\s|parallel\s|treatment\s|study\s)?(?:groups|arms|cohorts)"
    rf",?\s(?:each\s)?(?:of|with|containing|comprising|including)\s(?P<number>{NUMBER})"
)
"""As in "two groups of 20"."""
LETTERED_GROUP = re.compile(
    rf"\b(?:group|arm)\s(?P<name>[a-h]|[1-6]|i{{1,3}}v?)\b(?!\stotal)(?:\s\w+){{0,3}}?\s?(?:\([^()]{{0,40}}[,;:]\s(?=n\b)|[(:,])?\s?(?:n\s?=\s?|of\s)?(?P<number>{NUMBER})\s?(?:{NOUN}\b|\))"
)
"""As in "Group A (n = 30)"."""
PARALLEL = re.compile(
    rf"(?P<number>{NUMBER})\s(?:\w+\s){{0,2}}?{NOUN}\s(?:(?:were|was|will\sbe)\s)?(?P<verb>treated\swith|received|given|assigned\sto|randomi[sz]ed\sto|will\sreceive)\b"
)
PARALLEL_REST = re.compile(
    rf"(?:,|;|\band\b)\s(?:and\s|the\sother\s|another\s)?(?P<number>{NUMBER})\s(?:{NOUN}\s)?(?:(?:were|will\sbe)\s)?(?:treated\s)?(?:with|received|to|will\sreceive)\b"
)
"""As in "ten patients were treated with A, ten with B": the rest after the first arm."""
ALLOTTED = ("random", "allocat", "assign", "sham", "placebo")
"""One of these words stands where two numbers are those of two arms."""
N_EQUALS = re.compile(r"\(\s?n\s?=\s?(\d[\d,]{0,6})\b")
BY_TYPE = re.compile(r"\b[iv]{1,3}\s?\(\s?n\s?=")
_HEALTHY = rf"(?:healthy\s(?:\w+\s)?(?:{NOUN}|{CASES})|(?:normal\s)?controls)"
WITH_CONTROLS = re.compile(
    rf"(?P<number>{NUMBER})\s(?:\w+\s){{0,3}}?{NOUN}\b[^.;]{{0,60}}?\band\s(?P<controls>{NUMBER})\s"
    rf"(?:(?:age|sex|gender|matched|and|-|,)\s?){{0,6}}{_HEALTHY}\b"
)
CONTROL_GROUP = re.compile(
    rf"\bcontrol\sgroup\b[^.;]{{0,40}}?(?P<number>{NUMBER})\shealthy\s(?:\w+\s)?(?:{NOUN}|{CASES})\b"
)
ONE_PERSON = re.compile(
    r"\bwe\s(?:report|describe|present)\s(?:on\s)?(?:an?|one|the\scase\sof\san?)\s(?:\w+\s){0,2}(?:patient|woman|man|girl|boy|child)\s(?=with|of|who|whose|in)|\b(?:a|one)\s(?:woman|man|girl|boy|lady)\s(?:of|aged)\s\d|\b(?:an?\s|the\s)?(?:\d{1,2}|[a-z-]{3,15})[- ]?(?:year|yr|month)s?[- ]?old\b[^.;]{0,60}?"
    r"\b(?:woman|man|girl|boy|lady|female|male|patient|gentleman|infant|child|student|nurse|neonate|housewife|farmer)\b"
)
CASE_REPORT = re.compile(
    r"\bcase\s(?:report|study)\b|\ba\scase\sof\b|\bwe\s(?:report|describe|present)\s(?:a|the\scase)\b"
)
PEOPLE_WORD = re.compile(rf"\b{NOUN}\b")
PAST = re.compile(
    r"\b(?:were|was|had|underwent|received|completed|analysis|performed|retrospective\w*)\b"
)

_ENROL = re.compile(
    r"\b(?:enrol\w*|recruit\w*|accru\w+|randomi[sz]\w*|includ(?:ed?|es|ing)|took\s(?:part|in)|taken\sin|participat\w+"
    r"|entered?|invited|consecutive|total\sof|total\b|in\sall|assigned|allocated|consist\w*|compris\w+|sample|population"
    r"|made\sup|held|divided|volunteered|drawn|placed)\b"
)
_TREATED = re.compile(
    r"\b(?:treated|studied|evaluated|examined|assessed|received|receiving|underwent|undergo|given|had|have|followed|seen"
    r"|observed|analy[sz]\w+|performed|recorded|asked|presented|chose|surveyed|reviewed|tested|were|was|suffering|our|with"
    r"|by|will|describe|report|answered|questionnaires?)\b"
)
_PART = re.compile(
    r"\b(?:evaluable|available|dropped|withdrew|withdrawn|lost\sto|discontinued|analysable|per[- ]protocol|remaining|subset"
    r"|subgroup|of\s(?:these|those|them|whom)|biops\w+|excluded|reached|returned|healthy\scontrols|placebo)\b"
)
_COMPLETED = re.compile(r"\b(?:completed|completers|finished)\b")
_SCREENED = re.compile(
    r"^[\s,]*(?:\w+\s){0,2}(?:screened|approached|assessed\sfor\seligibility|contacted)\b"
)
EVENT = re.compile(
    r"\b(?:occurred|seen|noted|noticed|observed|reported|developed|found|experienced|detected|improve\w*|response|excellent"
    r"|good|satisf\w+|hyperpigment\w+|erythema|complicat\w+|adverse|pain|recurren\w+|clearance|folliculitis|darker|lighter|a\sscore\sof|by\smistake)\b"
)
_HARMED = re.compile(
    r"^\s(?:\([^)]*\)\s)?(?:had|developed|experienced|reported|showed)\s(?:\w+\s){0,2}"
    r"(?:erythema|pih|\w*pigment\w*|pain|burns?|blister\w*|oedema|edema|swelling|folliculitis|crust\w*|recurrence|infection|scarring)\b"
)
_CITED = re.compile(
    r"""\b(?:previous(?:ly(?:,|\s(?:reported|published|described))|\s(?:stud|report|trial|work|series|research|publication|analys)\w*)
      |et\sal|to\sdate|prior\sstud\w+|earlier\s(?:stud\w+|reports?|work)|in\s(?:a|an|one|another)\s(?:\w+\s)?(?:study|series|trial|report)\sof
      |in\s(?:two|three|four|five|several|some|other|most|few|small|many)\s(?:\w+\s){0,2}(?:series|studies|trials|reports)|in\sthe\s(?:past|last)|literature|published|pilot\s(?:study|data)\s(?:showed|of)|meta-analysis|pooled|feasibility|statistical\spower|power\s(?:analysis|calculation|of|to)
      |affects?|will\s(?:be\sdiagnosed|die)|the\s\w+\sstudy,?\s(?:which|that)|has\sbeen|have\sbeen
      |population-based|prevalence|worldwide|million|each\syear|per\syear|annually|surveyed\srespondents|national\ssurvey)\b""",
    re.VERBOSE,
)
_IN_A_COUNTRY = re.compile(
    r"\b(?:in|across|throughout)\sthe\s(?:us|usa|uk|united\s(?:states|kingdom)|world)\b"
)
_SOME = re.compile(
    r"\b(?:when|once|until|till|unless|if|from|than)\s$|\b\d+\s(?:to|or)\s$|\b(?:first|next|last|remaining|other|another|additional|further|every|each|only)\s$|\b(?:for|if)\sthe\s$"
    rf"|\bbetween\s(?:{NUMBER}\sand\s)?$"
)
_ASKED = re.compile(r"\b(?:mailed|sent|distributed|e-?mailed|posted|handed)\sto\s$")
_EXPECTED = re.compile(r"\b(?:expected|anticipated|were\sto\scomplete)\b")
_FEW = r"(?:\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve))"
_ONE_OF_MANY = re.compile(rf"{_FEW}\s?(?:of|out\sof|/)\s?$")
_OF_THE_WHOLE = re.compile(
    rf"(?:{_FEW}|%|\bpercent)\s(?:of|out\sof)\s(?:the|these|our|all)\s$|^of\s(?:the\s)?$|\bamong\s(?:the|these|our|all)\s$"
)
_WHOLE_AFTER = re.compile(r"^\s?(?:enrolled|randomi[sz]ed|treated|included|recruited)")
EACH_OF_THEM = re.compile(
    rf"{NUMBER}\s(?:\w+\s)?(?:in|per|for|to)\s(?:each|every|either)\s(?:of\sthe\s)?(?:\w+\s)?(?:group|arm|cohort|treatment|type|phototype)"
)
"""As in "ninety patients, 30 in each group": the number before it is that of all."""
_EACH = re.compile(
    r"\beach\s(?:group|arm|cohort|treatment\sgroup|of\s\d)|\beach\sof\s$|\b(?:patients|subjects|participants|women)\seach\b"
    r"|\bper\s(?:group|arm|site|cohort)|\b(?:group|cohort|arm)\s\(?(?:[a-h]|[1-6]|i{1,3}|iv)\b(?!\stotal)"
    r"|\b(?:experimental|control|placebo|intervention)\s(?:group|arm)\b|\bin\seach\sof\sthe\b"
)
_HAPPENED = re.compile(
    r"\b(?:in|among|by|of|for|only|and|but|while|with)\s(?:only\s|all\s|the\s|about\s|another\s|at\sleast\s)?$"
)
_BOUNDED = re.compile(r"\b(?:minimum\sof|at\sleast|up\sto|maximum\sof)\s$")
_TYPE_AFTER = re.compile(r"[^.;,]{0,25}\b(?:type|phototype|fitzpatrick|fst)")
_A_PART = -8
_IN_BRACKET = re.compile(r"\([^()]*$")
_SAMPLE_BRACKET = re.compile(r"\(\s?(?:n\s?=\s?|a\stotal\sof\s)?$")
_INTERIM = re.compile(r"\binterim\b|\bhalf-way\b|\bafter\s$")
BEFORE, AFTER = 60, 140
"""Characters of a sentence that are read before and after a number of people."""


@dataclass(frozen=True, slots=True)
class _Cue:
    """Points for a pattern in one of the windows round a number of people."""

    pattern: re.Pattern[str]
    window: str
    points: int


_CUES = (
    _Cue(_ENROL, "near", 4),
    _Cue(_TREATED, "near", 2),
    _Cue(_PART, "close", -4),
    _Cue(_COMPLETED, "close", -3),
    _Cue(_SCREENED, "after", -8),
    _Cue(_EACH, "near", -7),
    _Cue(_SOME, "before", -5),
    _Cue(_ASKED, "before", -7),
    _Cue(_INTERIM, "before", -4),
    _Cue(_HARMED, "after", -6),
)
_ELSEWHERE = -10
_OWN = re.compile(r"\bwe\s(?:\w+\s){0,3}$")
"""Right before a number, whatever else its sentence tells of earlier work."""
_SENTENCE_CUES = (_Cue(_CITED, "sentence", -10), _Cue(_EXPECTED, "sentence", -3))


def weight(sentence: Sentence, start: int, end: int) -> int:
    """How much speaks for `sentence.low[start:end]` being the number of participants.

    The points are ordinal: they were set so that enrolment outweighs treatment, and parts of the
    whole, events and other studies fall to zero or below.
    """
    low = sentence.low
    before, counted = low[max(0, start - BEFORE) : start], low[start:end]
    after = EACH_OF_THEM.sub(" ", low[end : end + AFTER])
    windows = {
        "before": before,
        "near": before + counted + after,
        "close": before[-25:] + counted + after[:45],
        "after": after[:45],
    }
    points = 2 + sum(cue.points for cue in _CUES if cue.pattern.search(windows[cue.window]))
    own = _OWN.search(before)
    points += sum(cue.points for cue in _SENTENCE_CUES if not own and sentence.says(cue.pattern))
    if sentence.says(_IN_A_COUNTRY) and not _ENROL.search(windows["near"]):
        points += _ELSEWHERE
    if _OF_THE_WHOLE.search(before):
        return points
    if _BOUNDED.search(before) and _TYPE_AFTER.match(after):
        return points + _A_PART
    return points + _part_of_whole(before, counted) + _event(before, after, windows["near"])


def _part_of_whole(before: str, counted: str) -> int:
    number_gone = re.sub(r"^\S+", "", counted)
    if _ONE_OF_MANY.search(before):
        many = len(counted.split()[0]) > 1
        return 0 if _WHOLE_AFTER.match(number_gone) else -4 if many else -8
    return 0


def _event(before: str, after: str, near: str) -> int:
    """So many people had something happen to them: they are some, not all."""
    points = 0
    if _HAPPENED.search(before) and EVENT.search(before + after[:30]):
        points -= 7
    if EVENT.search(after[:45]) and not _ENROL.search(near):
        points -= 3
    if _IN_BRACKET.search(before) and not _SAMPLE_BRACKET.search(before):
        points -= 3
    return points


def is_of_a_group(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a number is that of one group or arm."""
    return _EACH.search(sentence.low[max(0, start - BEFORE) : end + 40]) is not None


def numbers_in(low: str) -> list[tuple[int, int]]:
    """Start and end of every whole number that may count people; "twenty-four" is one."""
    starts = [m.start() for m in _DIGITS.finditer(low)]
    starts += [
        m.start() for m in _NUMBER_WORD.finditer(low)
        if not (m.start() and low[m.start() - 1].isalpha())
    ]  # fmt: skip
    spans: list[tuple[int, int]] = []
    at = 0
    for start in sorted(starts):
        number = WHOLE_NUMBER.match(low, start) if start >= at else None
        if number is not None:
            at = number.end()
            if low[at : at + 1] in _GOES_ON:
                spans.append(number.span())
    return spans


def opens_clause(before: str) -> bool:
    """Whether a number with this before it may be the subject of its clause."""
    return not before or before.endswith(_OPENS)


def is_total(low: str, before: str, end: int) -> bool:
    """As in "thirty in total", "of 119 treated", "at baseline there were 46"; `end` is the number's."""
    if _IN_TOTAL.match(low, end):
        return True
    if _TREATED_OF_THEM.match(low, end):
        return _OF_ALL.search(before) is not None
    return _STOPS.match(low, end) is not None and _AT_BASELINE.search(before) is not None


def is_cited(sentence: Sentence) -> bool:
    """Whether a sentence tells of other people than the study's own."""
    return sentence.says(_CITED)
