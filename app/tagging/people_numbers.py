"""Finds the numbers of a text and weighs how much speaks for each being that of the people."""

import re
from dataclasses import dataclass
from itertools import compress, count

from app.records import Section
from app.tagging.gates import MOST_WORDS_SEEN, Gated, any_of, mark_of_words
from app.tagging.needed_words import DIGITS
from app.tagging.numbers import NUMBER, NUMBER_WORDS, value_of
from app.tagging.people_patterns import BEGAN, WHOLE_NUMBER
from app.tagging.prose import Sentence
from app.tagging.words import Words

_COUNTING = NUMBER_WORDS - {"zero"}
_ONE = frozenset({"a", "an"})
_LARGE = (" hundred", " thousand", " dozen")
_LARGE_UNITS = ("hundred", "thousand", "dozen")
_MARK = mark_of_words(
    *_COUNTING, *(f"{digit}*" for digit in DIGITS), *(f"{unit}*" for unit in _LARGE_UNITS)
)
_GOES_ON = " \n-(),;.:/]"
"""What may follow a whole number of people."""
_OPENS = (
    "; ",
    ": ",
    ", ",
    "baseline ",
    "initially ",
    "in all ",
    "altogether ",
    "of whom ",
    ", and ",
    "in total ",
)
_IN_TOTAL = Gated(
    r"\s(?:in\stotal|(?<!resolved\s)(?<!cleared\s)(?<!healed\s)(?<!improved\s)(?<!seen\s)(?<!found\s)(?<!noted\s)(?<!observed\s)(?<!present\s)(?<!gone\s)(?<!faded\s)in\sall|altogether|overall|all\stold)\b"
)
_ALTOGETHER = Gated(rf"\A{_IN_TOTAL.pattern}")
_OF_ALL = re.compile(r"(?<!\bage\s)(?<!\bages\s)\b(?:of|among|the)\s(?:the\s|all\s)?$")
_TREATED_OF_THEM = Gated(
    r"\s(?:who\s(?:were\s)?)?(?:treated|enrolled|randomi[sz]ed|included|recruited|entered|started|began|joined|screened\sand\streated)\b"
)
_AT_BASELINE = Gated(
    r"\bat\s(?:baseline|entry|inclusion|the\sstart|enrol{1,2}ment)\s(?:there\swere|we\shad|were)\s$"
)
_STOPS = re.compile(r"[;,.]|\sand\b|$")
_ENROL = Gated(
    r"\b(?:enrol\w*|recruit\w*|accru\w+|randomi[sz]\w*|includ(?:ed?|es|ing)|took\s(?:part|in)|taken\sin|participat\w+"
    r"|entered?|invited|consecutive|total\sof|total\b|(?<!resolved\s)(?<!cleared\s)(?<!healed\s)(?<!improved\s)(?<!seen\s)(?<!found\s)(?<!noted\s)(?<!observed\s)(?<!present\s)(?<!gone\s)(?<!faded\s)in\sall|assigned|allocated|consist\w*|compris\w+|sample|population"
    r"|made\sup|held|divided|volunteered|drawn|placed|began|started|joined|consented|allotted|allot)\b"
)
_TREATED = Gated(
    r"\b(?:treated|studied|evaluated|examined|assessed|received|receiving|underwent|undergo|given|had|have|followed|seen"
    r"|observed|analy[sz]\w+|performed|recorded|asked|presented|chose|surveyed|reviewed|tested|were|was|suffering|our|with"
    r"|by|will|describe|report|answered|questionnaires?)\b"
)
_PART = Gated(
    r"\b(?:evaluable|available|dropped|withdrew|withdrawn|lost\sto|discontinued|analysable|per[- ]protocol|remaining|subset"
    r"|subgroup|biops\w+(?!-(?:proven|confirmed|verified))|excluded|reached|returned|healthy\scontrols|(?<!\bor\s)placebo|interviews\swith|focus\sgroups?)\b"
)
_OF_THESE = Gated(r"\bof\s(?:these|those|them|whom)\b")
_OF_THEM_AFTER = Gated(r"\A\sof\s(?:these|those|them|whom)\b")
_COMPLETED = Gated(
    r"\b(?:completed|completers|finished|(?:attended|came\sto|kept)\s(?:all|every)\s(?:of\s)?(?:the\s|their\s|planned\s|study\s|follow-up\s){0,2}(?:visits?|appointments?|sessions?|examinations?))\b"
)
_SCREENED = Gated(
    r"^[\s,]*(?:\w+\s){0,2}(?:screened|approached|assessed\sfor\seligibility|contacted)\b|^\s(?:invited|asked)\b(?=,|\s\()|^\swho\s(?:answered|responded\sto|replied\sto)\s(?:\w+\s){0,2}(?:advert\w*|calls?|posters?|ads?)\b"
)
EVENT = Gated(
    r"\b(?:occurred|seen|noted|noticed|observed|reported|developed|found|experienced|detected|told\sof|complained|improve\w*|response|excellent"
    r"|good|satisf\w+|hyperpigment\w+|hypopigment\w+|pih|ecchymos\w+|came\sup|arose|erythema(?!\sind)|complicat\w+|adverse|side\seffects?|pain|darken\w*|lasted|persisted|recurren\w+|clearance|folliculitis|darker|lighter|a\sscore\sof|by\smistake)\b"
)
MOSTLY = Gated(
    r"\(n\s?=\s?\d+\),?\s(?:mostly|mainly|chiefly)|\b(?:mostly|mainly)\s(?:in\s)?(?:\w+\s)?\(n\b"
)
_TREATED_AFTER = re.compile(
    r"\s(?:was|were)\s(?:\w+ly\s)?(?:treated|removed|lasered|excised|studied|analy[sz]ed)\b"
)
"""As in "hyperpigmentation of 43 patients was treated": these are all of them."""
_CAME_THERE = re.compile(
    r"\s(?:who\swere\s)?(?:seen|observed)\s(?:(?:\w+\s){0,2}?(?:from|between|since|during)|(?:at|in|by)\s(?:our|the|an?|one|two|three)\s(?:\w+\s){0,3}?(?:clinics?|cent(?:er|re)s?|hospitals?|departments?|practices?|offices?))\b"
)
"""As in "charts of 210 patients seen from 2010 to 2015": not what befell them."""
_OF_TYPE_ITSELF = Gated(r"\A\s(?:were|was|had)\s(?:\w+\s)?(?:fitzpatrick|skin|photo|fst|spt)")
"""Behind so many people: they are those of a type, rather a part."""
_SHOWED = Gated(
    r"^\s(?:\([^)]*\)\s)?(?:showed|displayed|suffered|had\s(?:transient|temporary|mild|slight|minor|persistent|prolonged|short-lived))\b"
)
_HARMED = Gated(
    r"^\s(?:\([^)]*\)\s)?(?:(?:had|developed|experienced|reported|showed)\s(?:\w+\s){0,2})?"
    r"(?:darkened|lightened|relapsed|erythema|pih|\w*pigment\w*|pain|burns?|blister\w*|oedema|edema|swelling|folliculitis|crust\w*|recurrence|infection|scarring)\b"
)
_CITED = Gated(
    r"""\b(?:previous(?:ly(?:,|\s(?:reported|published|described))|\s(?:stud|report|trial|work|series|research|publication|analys)\w*)
      |et\sal|to\sdate|prior\s(?:stud\w+|investigators|authors|workers|researchers)|earlier\s(?:stud\w+|reports?|work)|in\s(?:one|another)\s(?:\w+\s)?(?:study|series|trial|report)\sof
      |in\s(?:two|three|four|five|several|some|other|most|few|small|many)\s(?!(?:identical|pivotal|parallel|replicate|phase)\b)(?:\w+\s){0,2}(?:series|studies|trials|reports)|in\sthe\s(?:past|last)|literature|published|pilot\s(?:study|data)\s(?:showed|of)|meta-analysis|feasibility|statistical\spower|power\s(?:analysis|calculation|to)|would\s(?:provide|give|yield|have)\s[^.;]{0,30}power
      |affects?|will\s(?:be\sdiagnosed|die)|the\s\w+\sstudy,?\s(?:which|that)|has\sbeen|have\sbeen
      |population-based|prevalence|worldwide|million|each\syear|per\syear|annually|surveyed\srespondents|national\ssurvey)\b""",
    re.VERBOSE,
)
_IN_A_STUDY = Gated(r"\bin\san?\s(?:\w+\s)?(?:study|trial|report)\sof\b")
_OWN_STUDY = re.compile(
    r"\b(?:we|our|this|here|aim\w*|objective|purpose|methods?)\b"
    r"|\b(?:was|were)\s(?:\w+\s)?(?:assessed|evaluated|investigated|examined|compared|studied|analy[sz]ed|tested|treated)\b[^.;]{0,100}\bin\sa"
)
"""Said of one's own study of so many people, and not of another's."""
_IN_A_COUNTRY = Gated(
    r"\b(?:in|across|throughout)\sthe\s(?:us|usa|uk|united\s(?:states|kingdom)|world)\b"
)
_SOME = Gated(
    r"\bphase\s$|\bscreening\sof\s$|\b(?:when|once|until|till|unless|if|from|than)\s$|\b\d+\s(?:to|or)\s$|\b(?:first|next|last|remaining|other|another|additional|further|every|each|only)\s$|\b(?:for|if)\sthe\s$|\b(?:figures?|figs?\.?|tables?|steps?|chapters?|pages?)\s$"
    rf"|\bbetween\s(?:{NUMBER}\sand\s)?$"
)
_ASKED = Gated(r"\b(?:mailed|sent|distributed|e-?mailed|posted|handed)\sto\s$")
_EXPECTED = Gated(r"\b(?:expected|anticipated|were\sto\scomplete)\b")
_FEW = r"(?:\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve))"
_ONE_OF_MANY = re.compile(rf"{_FEW}\s?(?:of|out\sof|/)\s?$")
_OF_THE_WHOLE = re.compile(
    rf"(?:{_FEW}|%|\bpercent)\s(?:of|out\sof)\s(?:the|these|our|all)\s$|^of\s(?:the\s)?$|\bamong\s(?:the|these|our|all)\s$"
)
_WHOLE_AFTER = re.compile(r"^\s?(?:enrolled|randomi[sz]ed|treated|included|recruited)")
EACH_OF_THEM = Gated(
    rf"{NUMBER}\s(?:\w+\s)?(?:(?:in|per|for|to)\s(?:each|every|either)|per|/)\s?(?:of\sthe\s)?(?:\w+\s)?(?:group|arm|cohort|treatment|type|phototype)"
)
"""As in "ninety patients, 30 in each group": the number before it is that of all."""
_EACH = Gated(
    r"\beach\s(?:case|patient)\shad|\beach\s(?:group|arm|cohort|treatment\sgroup|of\s\d+\s(?:[\w-]+\s){0,2}?(?:groups|arms|cohorts|sites|sides|centers|centres))|\beach\sof\s$|\b(?:patients|subjects|participants|women)\seach\b"
    r"|\bper\s(?:group|arm|site|cohort)|\b(?:group|cohort|arm)\s\(?(?:[a-h]|[1-6](?![,.]?\d)|i{1,3}|iv)\b(?!\stotal)"
    r"|\b(?:experimental|control|placebo|intervention)\s(?:group|arm)\b|\bin\seach\sof\sthe\b"
)
_HAPPENED = re.compile(
    r"\b(?:in|among|by|of|for|only|and|but|while|with)\s(?:only\s|all\s|the\s|about\s|another\s|at\sleast\s)?$"
    rf"|\bin\s{NUMBER}\s(?:\w+\s){{0,2}}?\w+,\s(?:and\s)?$"
)
_OPENS_WITH_ALL = re.compile(r"\A(?:among|of)\s(?:the\s|these\s|our\s|all\s)?$")
"""At the head of a sentence: "Among 368 women seen in the clinic"."""
_OPENS_IN_ALL = re.compile(r"\A(?:results?:?\s)?in\s(?:the|these|our|all)\s$")
_SOME_OF_THEM = re.compile(
    r"\s(?:who|whose|with|in|of|having|from|that|on|at)\b|[^.;,]{0,25}\btype"
)
"""Not behind all: "In the 12 patients with type V"."""
_WERE_LOST = Gated(
    r"^\s(?:\([^)]*\)\s)?(?:(?:was|were)\s(?:lost\sto|excluded|withdrawn)|dropped\sout|withdrew|discontinued|left\sthe\sstudy)\b"
)
_WE_DID = re.compile(
    r"\bwe\s(?:\w+ly\s)?(?:treated|operated\son|enrolled|recruited|included|studied|examined|saw|followed|reviewed)\s(?:all\s|the\s)?$"
)
_SHARE_BEHIND = re.compile(r"\A,?\s\d{1,2}(?:\.\d+)?\s?%\)")
"""In a bracket: "dimpling (77 cases, 40.5%)" tells whom it befell."""
_NO_MORE = re.compile(
    r"\b(?:no\smore\sthan|fewer\sthan|less\sthan|maximum\sof|up\sto|at\sleast|by)\s(?:the\s)?$"
)
"""Before a few people: a bound on a group, or those who did the work."""
_A_FEW = frozenset({"one", "two", "three", "four", "five", "six", "seven", "eight", *"12345678"})
_ROUGHLY = re.compile(
    r"\b(?:more\sthan|(?<!evenly\s)(?<!distributed\s)(?<!spread\s)over|nearly|almost|upwards\sof|in\sexcess\sof|close\sto|as\smany\sas)\s$"
)
"""Before a number that is nobody's count: "more than 100 patients have been treated"."""
_ROUND = 10
"""Nobody says "more than" of a number that is no multiple of it."""
_PLANNED = re.compile(r"\A[^.;]{0,60}?\b(?:will|planned|to\sbe|are|is)\b")
_BOUNDED = re.compile(r"\b(?:minimum\sof|at\sleast|up\sto|maximum\sof)\s$")
_TYPE_AFTER = re.compile(r"[^.;,]{0,25}\b(?:type|phototype|fitzpatrick|fst)")
_A_PART = -8
_IN_BRACKET = re.compile(r"\([^()]*$")
_SAMPLE_BRACKET = re.compile(r"\(\s?(?:n\s?=\s?|a\stotal\sof\s)?$")
_INTERIM = Gated(r"\binterim\b|\bhalf-way\b|\bafter\s$")
BEFORE, AFTER = 60, 140
"""Characters of a sentence that are read before and after a number of people."""


@dataclass(frozen=True, slots=True)
class _Cue:
    """Points for a pattern in one of the windows round a number of people."""

    pattern: Gated
    window: str
    points: int


MAY_BE_BARE = any_of(BEGAN, _IN_TOTAL, _TREATED_OF_THEM, _AT_BASELINE)
"""The marks of words beside which a number may be one of people without their name."""
_CUES = (
    _Cue(_ENROL, "near", 4),
    _Cue(_TREATED, "near", 2),
    _Cue(_PART, "close", -4),
    _Cue(_OF_THESE, "before", -4),
    _Cue(_OF_THEM_AFTER, "after", -4),
    _Cue(_COMPLETED, "told", -3),
    _Cue(_SCREENED, "after", -8),
    _Cue(_EACH, "near", -7),
    _Cue(_SOME, "before", -5),
    _Cue(_ASKED, "before", -4),
    _Cue(_INTERIM, "before", -4),
    _Cue(_ALTOGETHER, "after", 6),
    _Cue(_IN_TOTAL, "after", 2),
    _Cue(_WERE_LOST, "after", -8),
    _Cue(_SHOWED, "after", -3),
    _Cue(_OF_TYPE_ITSELF, "after", -3),
    _Cue(_HARMED, "after", -6),
)
_DONATED = Gated(
    r"\b(?:skin|tissue|samples?|specimens?|biops\w+|explants?|fibroblasts?|keratinocytes|melanocytes|cells|follicles|flaps?)\b[^.;]{0,40}?\b(?:from|of|donated\sby)\s(?:\w+\s){0,2}?$"
)
_IN_A_DISH = Gated(
    r"\bex\s?-?vivo\b|\bin\s?-?vitro\b|\b(?:cultured|cultures?|explants?|seeded|incubated|grown)\b"
)
"""Said of skin or cells that people gave, and to whom nothing was done themselves."""
_ASIDE = re.compile(r"\A\s?\((?=[^()]{0,40}\b(?:wom[ae]n|m[ae]n|(?:fe)?males?)\b)[^()]{0,100}\)")
"""Between people and what they did: "22 patients (13 women and 9 men) attended all visits"."""
_HARM_BRACKET = re.compile(
    r"\b(?:adverse|side|untoward|unwanted)\s(?:\w+\s)?(?:events?|effects?|reactions?)\s\(\Z"
)
"""Before how many had it: "the most common adverse event (12 subjects)"."""
_ELSEWHERE = -10
_OWN = re.compile(r"\bwe\s(?:\w+\s){0,3}$")
"""Right before a number, whatever else its sentence tells of earlier work."""


def weight(sentence: Sentence, start: int, end: int) -> int:
    """How much speaks for `sentence.low[start:end]` being the number of participants.

    The points are ordinal: they were set so that enrolment outweighs treatment, and parts of the
    whole, events and other studies fall to zero or below.
    """
    low, marks = sentence.low, sentence.marks
    before, counted = low[max(0, start - BEFORE) : start], low[start:end]
    after = low[end : end + AFTER]
    if EACH_OF_THEM.may_stand(marks):
        after = EACH_OF_THEM.sub(" ", after)
    windows = {
        "before": before,
        "near": before + counted + after,
        "close": before[-25:] + counted + after[:45],
        "told": before[-25:] + counted + _ASIDE.sub("", after)[:45],
        "after": after[:45],
    }
    points = 2
    for cue in _CUES:
        if marks & cue.pattern.mark and cue.pattern.search(windows[cue.window]):
            points += cue.points
    own = _OWN.search(before)
    if not own:
        points += (_ELSEWHERE if is_cited(sentence) else 0) - (3 if sentence.says(_EXPECTED) else 0)
    if sentence.says(_IN_A_DISH) and _DONATED.search(before):
        points += _ELSEWHERE
    asked = before.endswith("survey of ")
    if sentence.says(_IN_A_COUNTRY) and not asked and not _ENROL.search(windows["near"]):
        points += _ELSEWHERE
    if _ROUGHLY.search(before) and _is_round(counted) and not _PLANNED.search(after):
        return points + 2 * _A_PART
    if _OF_THE_WHOLE.search(before) or (start < BEFORE and _opens_with_all(before, after)):
        return points
    if counted.split()[0] in _A_FEW and _NO_MORE.search(before):
        return points + 2 * _A_PART
    if _BOUNDED.search(before) and _TYPE_AFTER.match(after):
        return points + _A_PART
    if sentence.segment.section is Section.TITLE:
        return points
    return points + _part_of_whole(before, counted) + _event(before, after, windows["near"])


def _opens_with_all(before: str, after: str) -> bool:
    if _OPENS_WITH_ALL.match(before):
        return True
    return _OPENS_IN_ALL.match(before) is not None and _SOME_OF_THEM.match(after) is None


def _is_round(counted: str) -> bool:
    number = WHOLE_NUMBER.match(counted)
    return number is not None and (value_of(number.group()) or 0) % _ROUND == 0


def _part_of_whole(before: str, counted: str) -> int:
    number_gone = re.sub(r"^\S+", "", counted)
    if _ONE_OF_MANY.search(before):
        many = len(counted.split()[0]) > 1
        return 0 if _WHOLE_AFTER.match(number_gone) else -4 if many else -8
    return 0


def _event(before: str, after: str, near: str) -> int:
    """So many people had something happen to them: they are some, not all."""
    points = 0
    after = after.partition(";")[0]
    if _TREATED_AFTER.match(after):
        return points
    if MOSTLY.search(near):
        points -= 4
    came = _CAME_THERE.match(after)
    told = after[came.end() :] if came else after
    if _HAPPENED.search(before) and EVENT.search(before + told[:30]):
        points -= 7
    if EVENT.search(told[:45]) and not _ENROL.search(near) and not _WE_DID.search(before):
        points -= 3
    if _IN_BRACKET.search(before) and _SHARE_BEHIND.match(after):
        points -= 8
    if _HARM_BRACKET.search(before):
        points -= 8
    if _IN_BRACKET.search(before) and not _SAMPLE_BRACKET.search(before):
        points -= 3
    return points


def is_of_a_group(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a number is that of one group or arm."""
    if not _EACH.may_stand(sentence.marks):
        return False
    low = sentence.low
    after = low[end : end + BEFORE]
    if EACH_OF_THEM.may_stand(sentence.marks):
        after = EACH_OF_THEM.sub(" ", after)
    near = low[max(0, start - BEFORE) : end] + after[:40]
    return _EACH.search(near) is not None


def may_hold_number(marks: int) -> bool:
    """Whether one of the words with these marks may be a number, or a part of one."""
    return bool(marks & _MARK)


def numbers_in(low: str, words: Words) -> list[tuple[int, int]]:
    """Start and end of every whole number that may count people; "twenty-four" is one."""
    spans: list[tuple[int, int]] = []
    at = 0
    for start in _starts_of_numbers(low, words):
        if start < at or _is_glued(low, start):
            continue
        number = WHOLE_NUMBER.match(low, start)
        if number is not None:
            at = number.end()
            quoted = low[at : at + 1] == '"' == low[start - 1 : start]  # a field: Size="64"
            if quoted or low[at : at + 1] in _GOES_ON:
                spans.append(number.span())
    return spans


def _is_glued(low: str, start: int) -> bool:
    """The 4 of "il-4"."""
    hyphen = start > 1 and low[start - 1] == "-"
    return hyphen and low[start - 2].isalpha() and low[start].isdecimal()


def _starts_of_numbers(low: str, words: Words) -> list[int]:
    """Where words begin that a number may begin with: by itself "a" is none, in "a dozen" it is."""
    written, ends = words
    starts = []
    for at in compress(count(), map(_NUMBER_WORDS.__getitem__, written)):
        word = written[at]
        if not word.startswith(_LARGE_UNITS):
            starts.append(ends[at] - len(word))
        elif at and written[at - 1] in _ONE and low.startswith(_LARGE, ends[at - 1]):
            starts.append(ends[at - 1] - len(written[at - 1]))
    return starts


class _NumberWords(dict[str, bool]):
    """Whether a word begins a number, or is one that "a" begins; each is looked at once."""

    def __missing__(self, word: str) -> bool:
        if len(self) >= MOST_WORDS_SEEN:
            self.clear()
        begins = word in _COUNTING or word[0].isdecimal() or word.startswith(_LARGE_UNITS)
        self[word] = begins
        return begins


_NUMBER_WORDS = _NumberWords()


YEAR = re.compile(r"(?:19|20)\d\d")
DATED = re.compile(
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|\b(?:in|since|from|to|and|until|between|during))\s$"
)
"""Before a year that is no number of people."""


def opens_clause(before: str) -> bool:
    """Whether a number with this before it may be the subject of its clause."""
    return not before or before.endswith(_OPENS)


def is_total(sentence: Sentence, before: str, end: int) -> bool:
    """As in "thirty in total", "of 119 treated", "at baseline there were 46"; `end` is the number's."""
    low, marks = sentence.low, sentence.marks
    if marks & _IN_TOTAL.mark and _IN_TOTAL.match(low, end):
        return True
    if marks & _TREATED_OF_THEM.mark and _TREATED_OF_THEM.match(low, end):
        return _OF_ALL.search(before) is not None
    if not marks & _AT_BASELINE.mark or _STOPS.match(low, end) is None:
        return False
    return _AT_BASELINE.search(before) is not None


def tells_of_completers(sentence: Sentence) -> bool:
    """Whether a sentence tells of those who stayed to the end, of perhaps more who began."""
    return sentence.says(_COMPLETED)


def is_cited(sentence: Sentence) -> bool:
    """Whether a sentence tells of other people than the study's own."""
    if sentence.says(_CITED):
        return True
    return sentence.says(_IN_A_STUDY) and _OWN_STUDY.search(sentence.low) is None
