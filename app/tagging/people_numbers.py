"""The patterns by which texts state numbers of people, and the words that weigh each number."""

import re
from dataclasses import dataclass

from app.records import Section
from app.tagging.characters import has_any
from app.tagging.numbers import NUMBER, NUMBER_WORDS
from app.tagging.people_words import NOUNS
from app.tagging.prose import Sentence
from app.tagging.words import Words

NOUN = rf"(?:{NOUNS})"
CASES = r"(?:cases|controls)"
_STOP = (
    r"(?!(?:of|in|to|with|were|was|had|and|for|by|on|at|from|per|sessions?|weeks?|months?|years?|days?"
    r"|sites?|sides?|lesions?|treatments?|scars|zones|areas?|points?|times|trials?|studies|clinics"
    r"|cent(?:er|re)s?|hospitals?|visits?|units?|mg|mm|nm|ml|cm|ms|hours?|minutes?|percent|out|eyes?"
    r"|limbs?|sutures?|procedures?|tattoos?|photographs?|images?|dermatologists?|surgeons?|physicians?"
    r"|observers?|evaluators?|assessors?|investigators?|raters?|did|who|that|showed|dropped|withdrew"
    r"|groups?|arms?|eyebrows?|folds?|injections?|charts?|cases|records|doses?|cycles?|images?)\b)"
)
_PIECE = rf"{_STOP}(?:[a-z][\w'/-]{{0,30}},?|\d{{1,2}}-(?:year|month)-old|\(\d{{1,4}}\))"
# A hyphen parts a word from the number alone: were it let to part words too, which hold hyphens
# themselves, there would be thousands of ways to read "two-by-two-by-two".
_WORDS = rf"(?:-(?=\w){_PIECE})??(?:[ \n]{_PIECE}){{0,7}}?"
COUNTED = re.compile(
    rf"(?P<number>{NUMBER})(?:\s?\(\s?(?:n\s?=\s?)?\d{{1,5}}\s?\))?{_WORDS}(?:\s(?:and|or)\s[a-z-]+)?[\s-](?:{NOUN}|{CASES})\b"
    r"(?!\s(?:years?|months?|(?:\w+\s){0,2}?(?:pigs?|minipigs?|swine|mice|rats?|rabbits?|dogs?|animals?|monkeys?|piglets?)\b))"
)
"""As in "24 ethnic South Korean patients": a number, at most seven words, people."""
_COUNTING = NUMBER_WORDS - {"zero"}
_ONE = frozenset({"a", "an"})
_LARGE = (" hundred", " thousand", " dozen")
_GOES_ON = " \n-(),;.:/]"
"""What may follow a whole number of people."""
WHOLE_NUMBER = re.compile(NUMBER)
ENROLLED_NUMBER = re.compile(
    rf"(?P<number>{NUMBER})\s(?:of\sthem\s)?(?:\([^()]{{0,60}}\)\s)?(?:(?:were|was|have\sbeen|will\sbe)\s(?:\w+ly\s)?"
    r"(?:enrolled|recruited|randomi[sz]ed|included|accrued|studied|eligible|returned)|replied|responded|answered)\b"
)
"""As in "30 were enrolled"."""
NUMBER_OF_TYPE = re.compile(
    rf"(?P<number>{NUMBER})\swith\s[^.;,]{{1,40}}?\s(?:were|was)\s(?:\w+ly\s)?(?:enrolled|recruited|included|treated|randomi[sz]ed)\b"
)
"""As in "forty with types III to VI were treated"."""
TAKEN = re.compile(
    r"\b(?:taken|included|enrolled|analy[sz]ed|treated|studied|selected|randomi[sz]ed|recruited|evaluated|participated)\s\(\s?n\s?=\s?(?P<number>\d[\d,]{0,6})\s?\)"
)
"""As in "only patients with types III-V were taken (n = 25)"."""
HAD_AND_WERE = re.compile(
    rf"(?P<number>{NUMBER})\shad\s[^.;]{{3,80}}?\sand\s(?:were|was)\s(?:\w+ly\s)?(?:studied|included|enrolled|analy[sz]ed|treated|evaluated)\b"
)
"""As in "of 530 screened, 193 had type III or higher and were studied"."""
MET_CRITERIA = re.compile(
    rf"(?P<number>{NUMBER})\s(?:of\sthem\s|(?:\w+\s)?{NOUN}\s)?(?:fulfilled|met|satisfied)\s(?:the|our|all)?\s?(?:study\s|trial\s)?(?:eligibility|inclusion|entry|enrol{{1,2}}ment|selection|study)\s(?:and\sexclusion\s)?criteria\b"
)
"""As in "of 501 volunteers, 480 met the eligibility criteria"."""
ONLY_THOSE = re.compile(
    r"\b(?:included|analy[sz]ed|comprised|evaluated)\sonly\b[^.;()]{0,160}\(\s?n\s?=\s?(?P<number>\d[\d,]{0,6})\s?\)"
)
"""As in "this analysis included only those with oily skin (n = 793)"."""
PAIRS = re.compile(
    rf"(?P<number>{NUMBER})\s(?:matched\s)?(?:pairs|couples)\sof\s(?:(?!striae|lesions|scars)[\w-]+\s){{0,3}}?{NOUN}\b"
)
"""As in "eighteen pairs of identical twins"."""
ALLOTTED_TO = re.compile(
    rf"(?P<first>{NUMBER})\s(?:{NOUN}\s)?to\s(?:[\w-]+\s){{1,6}}?and\s(?P<second>{NUMBER})\s(?:{NOUN}\s)?to\s"
)
"""As in "allocated at random, sixteen to dye laser and sixteen to pulsed light"."""
ARMS_IN_BRACKETS = re.compile(
    r"\b(?:randomi[sz]ed|assigned|allocated|allotted)\b[^.;()]{0,80}\(\s?n\s?=\s?(?P<first>\d[\d,]{0,6})\s?\)\s(?:or|and|versus|vs\.?)\s[^.;()]{1,60}\(\s?n\s?=\s?(?P<second>\d[\d,]{0,6})\s?\)"
)
"""As in "randomized to trifarotene (N = 60) or vehicle (N = 63)"."""
TWO_ARMS = re.compile(
    rf"(?P<first>{NUMBER})\sand\s(?P<second>{NUMBER})\s(?:{NOUN}\s)?(?:were|was)\s(?:\w+ly\s)?(?:analy[sz]ed|included|enrolled|randomi[sz]ed|treated|evaluated|allocated|assigned|studied)\b"
)
"""As in "107 and 120 were analysed"."""
TWO_PLACES = re.compile(
    rf"(?P<first>{NUMBER})\s(?:\w+\s){{0,3}}?{NOUN}\s(?P<link>in|with|of|from|at)\s(?:(?!types?\b|phototypes?\b|skin\b|fitzpatrick\b)[\w-]+\s){{1,5}}?and\s(?P<second>{NUMBER})\s(?:{NOUN}\s)?(?P=link)\s"
)
"""As in "882 patients in Dundee and 188 in London"."""
LABELLED = re.compile(
    rf"\A\W{{0,3}}(?:participants|patients|subjects|volunteers|population|sample):\s(?P<number>{NUMBER})(?=\s|,|;|\.)"
)
"""As in "Participants: 30 F, ages 40-60"."""
ANSWERED_BY = re.compile(
    rf"\b(?:surveys?|questionnaires?|polls?|interviews?)\b[^.;]{{0,40}}\b(?:answered|completed|returned|filled\s(?:in|out))\sby\s(?P<number>{NUMBER})\s(?:\w+\s)?[a-z]+s\b"
)
"""As in "a survey was answered by 220 dermatologists": whoever answers is a participant."""
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
    r"|(?:\w+ly\s)?(?:started|began|entered|enrolled|joined|volunteered|consented|took\spart|participated|underwent|received|used|applied|wore|attended|tried|fulfilled|met|agreed|qualified|(?P<done>finished|completed)|had\s(?:it|them)|had\s\w+\s(?:sessions?|treatments?|injections?|passes)))\b"
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
    ", and ",
    "in total ",
)
BEGAN = re.compile(rf"\s(?:charts\s|records\s|files\s|of\sthem\s)?{_BEGAN}")
"""As in "Fifty started and 44 finished", "One hundred charts fulfilled the criteria"."""
_IN_TOTAL = re.compile(r"\s(?:in\stotal|in\sall|altogether|overall|all\stold)\b")
_ALTOGETHER = re.compile(rf"\A{_IN_TOTAL.pattern}")
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
    r"(?:\benrol(?:l)?ment:|\btarget:|\b(?:cohort|series|population)\sof(?=\s[\w,-]+(?:[.,;)]|\s(?:was|were)\b))|\bsample\sof|\bsample\ssize\s(?:of|was|is|will\sbe|:)|\bsample\ssize:|\benrol(?:l)?ment\s(?:of|:|is|target\sof)"
    r"|\baccrual\s(?:of|goal\sof)|\b(?:total|planned|target|final|expected|estimated)?\s?(?:n\s?=|number\sof\s(?:patients|subjects|participants|volunteers)\s?(?:to\sbe\s[^.;:]{0,60}?\s)?(?:was|is|will\sbe|:))|\bn\s?=)"
    rf"\s?(?:approximately\s|about\s|at\sleast\s)?(?!1\b)(?P<number>{NUMBER})(?!\s(?:pairs|lesions|sites|sides|scars|sessions|eyes|samples|zones|areas|images|wounds))"
)
_SEX = r"(?:f|females?|wom[ae]n|girls?|m|males?|m[ae]n|boys?)"
SEXES = re.compile(
    rf"(?P<first>{NUMBER})\s?{_SEX}\b\s?(?:\([^()]{{0,30}}\)\s?)?(?:/|,|and|&|;|to)\s?(?P<second>{NUMBER})\s?{_SEX}\b"
)
"""As in "30 F/20 M", "ten women and five men"."""
SEX_RATIO = re.compile(
    r"\b(?:m(?:en|ale)?s?\s?[/:]\s?(?:f(?:emale)?s?|wom[ae]n)|f(?:emale)?s?\s?[/:]\s?m(?:ale)?s?|women\s?[/:]\s?men)"
    r"(?:\sratio)?(?:\swas)?[\s:,=]{1,3}(?P<first>\d{1,4})\s?[/:]\s?(?P<second>\d{1,4})\b(?!\.\d)"
)
"""As in "(M/F: 12/18)"; a ratio such as "3:1" is too small to be people."""
EVEN_GROUPS = re.compile(
    rf"\b(?P<groups>two|three|four|five|six|2|3|4|5|6)\s(?:equal\s|parallel\s|treatment\s|study\s)?(?:groups|arms|cohorts)"
    rf",?\s(?:each\s)?(?:of|with|containing|comprising|including)\s(?P<number>{NUMBER})"
)
"""As in "two groups of 20"."""
LETTERED_GROUP = re.compile(
    rf"\b(?:group|arm)\s(?P<name>[a-h]|[1-6]|i{{1,3}}v?)\b(?!\stotal)(?:\s\w+){{0,3}}?\s?(?:\([^()]{{0,40}}[,;:]\s(?=n\b)|[(:,])?\s?(?:n\s?=\s?|of\s)?(?P<number>{NUMBER})\s?(?:{NOUN}\b|\))"
)
"""As in "Group A (n = 30)"."""
OF_THEM = re.compile(
    rf"\bof\s(?:the\s|all\s)?{NUMBER}\s[^;.]{{0,80}},\s(?P<number>{NUMBER})\s(?:{NOUN}\s)?(?:were|was)\s(?:\w+ly\s)?(?:included|enrolled|eligible|analy[sz]ed|selected|recruited|studied)\b"
)
"""As in "of 167 patients in the registry, 135 were included"."""
SURVEYED = re.compile(
    rf"(?P<number>{NUMBER})\s[^.;]{{0,60}}?\bcompleted\sthe\s(?:survey|questionnaire|interview)s?\b"
)
"""As in "600 with a physician's diagnosis of rosacea completed the survey"."""
CHARTS = re.compile(
    rf"\b(?:review\w*|went\sthrough|examin\w+|analy[sz]\w+|identified|studied)\s(?:of\s)?(?:the\s|all\s)?(?P<number>{NUMBER})\s(?:\w+\s){{0,2}}?(?:records|charts|files)\b"
)
"""As in "we went through 150 records"."""
BOTH = re.compile(
    rf"(?P<first>{NUMBER})\s(?:[\w-]+\s){{0,3}}?{NOUN}\sand\s(?P<second>{NUMBER})\s(?:[\w-]+\s){{0,3}}?(?:{NOUN}|controls)\b"
)
"""As in "fifty healthy volunteers and 50 patients"."""
THESE = re.compile(
    rf"\bthese\s(?P<number>{NUMBER})\s(?:{NOUN}\s)?(?:were|was)\s(?:analy[sz]ed|included|studied|enrolled|treated)\b"
)
OF_WHOLE = re.compile(
    rf"(?:\d|%|\bper\s?cent|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|most|half|all))\s(?:out\s)?of\s(?:the\s|our\s|these\s)?(?P<number>{NUMBER})\s(?:(?!types?\b|skin\b)[\w-]+\s){{0,2}}?{NOUN}\b(?!\s(?:with|of|having|in)\b)"
)
"""As in "seen in 9 of 10 patients": where nobody says more, so many took part."""
NUMBERED_CASE = re.compile(
    r"\b(?:case|patient)\s(?P<number>\d{1,2})(?:[:.]|\s(?:was|is|had|an?)\b)"
)
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
    rf"(?P<number>{NUMBER})\s(?:\w+\s){{0,3}}?{NOUN}\b[^.;]{{0,120}}?\b(?:and|with|versus|to|against)\s(?P<controls>{NUMBER})\s"
    rf"(?:(?:age|sex|gender|matched|and|-|,)\s?){{0,6}}{_HEALTHY}\b"
)
CONTROL_GROUP = re.compile(
    rf"\bcontrol\sgroup\b[^.;]{{0,40}}?(?P<number>{NUMBER})\shealthy\s(?:\w+\s)?(?:{NOUN}|{CASES})\b"
)
ONE_PERSON = re.compile(
    r"\ba\scase\s(?:report\s)?of\b[^.;]{0,80}\bin\san?\s(?:\w+\s){0,3}(?:patient|woman|man|girl|boy|child|individual)\b|\bwe\s(?:report|describe|present)\s(?:on\s)?(?:an?|one|the\scase\sof\san?)\s(?:\w+\s){0,2}(?:patient|woman|man|girl|boy|child|subject|individual|person|adult|female|male|adolescent|infant|teenager|lady)\s(?=with|of|who|whose|in)|\b(?:a|one)\s(?:woman|man|girl|boy|lady)\s(?:of|aged)\s\d|\b(?:an?\s|the\s)?(?:\d{1,2}|[a-z-]{3,15})[- ]?(?:year|yr|month)s?(?:[- ]?old\b|(?=\s(?:male|female|man|woman|boy|girl)\b))[^.;]{0,60}?"
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
    r"|made\sup|held|divided|volunteered|drawn|placed|began|started|joined|consented)\b"
)
_TREATED = re.compile(
    r"\b(?:treated|studied|evaluated|examined|assessed|received|receiving|underwent|undergo|given|had|have|followed|seen"
    r"|observed|analy[sz]\w+|performed|recorded|asked|presented|chose|surveyed|reviewed|tested|were|was|suffering|our|with"
    r"|by|will|describe|report|answered|questionnaires?)\b"
)
_PART = re.compile(
    r"\b(?:evaluable|available|dropped|withdrew|withdrawn|lost\sto|discontinued|analysable|per[- ]protocol|remaining|subset"
    r"|subgroup|biops\w+(?!-(?:proven|confirmed|verified))|excluded|reached|returned|healthy\scontrols|placebo|interviews\swith|focus\sgroups?)\b"
)
_OF_THESE = re.compile(r"\bof\s(?:these|those|them|whom)\b")
_OF_THEM_AFTER = re.compile(r"\A\sof\s(?:these|those|them|whom)\b")
_COMPLETED = re.compile(r"\b(?:completed|completers|finished)\b")
_SCREENED = re.compile(
    r"^[\s,]*(?:\w+\s){0,2}(?:screened|approached|assessed\sfor\seligibility|contacted)\b"
)
EVENT = re.compile(
    r"\b(?:occurred|seen|noted|noticed|observed|reported|developed|found|experienced|detected|improve\w*|response|excellent"
    r"|good|satisf\w+|hyperpigment\w+|erythema|complicat\w+|adverse|side\seffects?|pain|darken\w*|lasted|persisted|recurren\w+|clearance|folliculitis|darker|lighter|a\sscore\sof|by\smistake)\b"
)
MOSTLY = re.compile(
    r"\(n\s?=\s?\d+\),?\s(?:mostly|mainly|chiefly)|\b(?:mostly|mainly)\s(?:in\s)?(?:\w+\s)?\(n\b"
)
_TREATED_AFTER = re.compile(
    r"\s(?:was|were)\s(?:\w+ly\s)?(?:treated|removed|lasered|excised|studied|analy[sz]ed)\b"
)
"""As in "hyperpigmentation of 43 patients was treated": these are all of them."""
_OF_TYPE_ITSELF = re.compile(r"\A\s(?:were|was|had)\s(?:\w+\s)?(?:fitzpatrick|skin|photo|fst|spt)")
"""Behind so many people: they are those of a type, rather a part."""
_SHOWED = re.compile(r"^\s(?:\([^)]*\)\s)?(?:showed|displayed|suffered)\b")
_HARMED = re.compile(
    r"^\s(?:\([^)]*\)\s)?(?:(?:had|developed|experienced|reported|showed)\s(?:\w+\s){0,2})?"
    r"(?:darkened|lightened|relapsed|erythema|pih|\w*pigment\w*|pain|burns?|blister\w*|oedema|edema|swelling|folliculitis|crust\w*|recurrence|infection|scarring)\b"
)
_CITED = re.compile(
    r"""\b(?:previous(?:ly(?:,|\s(?:reported|published|described))|\s(?:stud|report|trial|work|series|research|publication|analys)\w*)
      |et\sal|to\sdate|prior\sstud\w+|earlier\s(?:stud\w+|reports?|work)|in\s(?:one|another)\s(?:\w+\s)?(?:study|series|trial|report)\sof|in\san?\s(?:\w+\s)?(?:study|trial|report)\sof
      |in\s(?:two|three|four|five|several|some|other|most|few|small|many)\s(?:\w+\s){0,2}(?:series|studies|trials|reports)|in\sthe\s(?:past|last)|literature|published|pilot\s(?:study|data)\s(?:showed|of)|meta-analysis|feasibility|statistical\spower|power\s(?:analysis|calculation|to)|would\s(?:provide|give|yield|have)\s[^.;]{0,30}power
      |affects?|will\s(?:be\sdiagnosed|die)|the\s\w+\sstudy,?\s(?:which|that)|has\sbeen|have\sbeen
      |population-based|prevalence|worldwide|million|each\syear|per\syear|annually|surveyed\srespondents|national\ssurvey)\b""",
    re.VERBOSE,
)
_IN_A_COUNTRY = re.compile(
    r"\b(?:in|across|throughout)\sthe\s(?:us|usa|uk|united\s(?:states|kingdom)|world)\b"
)
_SOME = re.compile(
    r"\b(?:when|once|until|till|unless|if|from|than)\s$|\b\d+\s(?:to|or)\s$|\b(?:first|next|last|remaining|other|another|additional|further|every|each|only)\s$|\b(?:for|if)\sthe\s$|\b(?:figures?|figs?\.?|tables?|steps?|chapters?|pages?)\s$"
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
_EACH_WORDS = ("each", "every", "either")
_EACH = re.compile(
    r"\beach\s(?:case|patient)\shad|\beach\s(?:group|arm|cohort|treatment\sgroup|of\s\d)|\beach\sof\s$|\b(?:patients|subjects|participants|women)\seach\b"
    r"|\bper\s(?:group|arm|site|cohort)|\b(?:group|cohort|arm)\s\(?(?:[a-h]|[1-6](?![,.]?\d)|i{1,3}|iv)\b(?!\stotal)"
    r"|\b(?:experimental|control|placebo|intervention)\s(?:group|arm)\b|\bin\seach\sof\sthe\b"
)
_HAPPENED = re.compile(
    r"\b(?:in|among|by|of|for|only|and|but|while|with)\s(?:only\s|all\s|the\s|about\s|another\s|at\sleast\s)?$"
)
_OPENS_WITH_ALL = re.compile(r"\A(?:among|of)\s(?:the\s|these\s|our\s|all\s)?$")
"""At the head of a sentence: "Among 368 women seen in the clinic"."""
_NO_MORE = re.compile(
    r"\b(?:no\smore\sthan|fewer\sthan|less\sthan|maximum\sof|up\sto|at\sleast|by)\s(?:the\s)?$"
)
"""Before a few people: a bound on a group, or those who did the work."""
_A_FEW = frozenset({"one", "two", "three", "four", "five", "six", "seven", "eight", *"12345678"})
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
    _Cue(_OF_THESE, "before", -4),
    _Cue(_OF_THEM_AFTER, "after", -4),
    _Cue(_COMPLETED, "close", -3),
    _Cue(_SCREENED, "after", -8),
    _Cue(_EACH, "near", -7),
    _Cue(_SOME, "before", -5),
    _Cue(_ASKED, "before", -4),
    _Cue(_INTERIM, "before", -4),
    _Cue(_ALTOGETHER, "after", 6),
    _Cue(_SHOWED, "after", -3),
    _Cue(_OF_TYPE_ITSELF, "after", -3),
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
    after = low[end : end + AFTER]
    if has_any(after, _EACH_WORDS):
        after = EACH_OF_THEM.sub(" ", after)
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
    if _OF_THE_WHOLE.search(before) or (start < BEFORE and _OPENS_WITH_ALL.match(before)):
        return points
    if counted.split()[0] in _A_FEW and _NO_MORE.search(before):
        return points + 2 * _A_PART
    if _BOUNDED.search(before) and _TYPE_AFTER.match(after):
        return points + _A_PART
    if sentence.segment.section is Section.TITLE:
        return points
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
    after = after.partition(";")[0]
    if _TREATED_AFTER.match(after):
        return points
    if MOSTLY.search(near):
        points -= 4
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
            if low[at : at + 1] in _GOES_ON:
                spans.append(number.span())
    return spans


def _is_glued(low: str, start: int) -> bool:
    """The 4 of "il-4"."""
    hyphen = start > 1 and low[start - 1] == "-"
    return hyphen and low[start - 2].isalpha() and low[start].isdecimal()


def _starts_of_numbers(low: str, words: Words) -> list[int]:
    """Where words begin that a number may begin with: by itself "a" is none, in "a dozen" it is.

    Digits stand before all letters, but for those of other scripts, which stand behind "z".
    """
    return [
        end - len(word)
        for word, end in zip(*words, strict=True)
        if word < ":"
        or word in _COUNTING
        or (word > "{" and word[0].isdecimal())
        or (word in _ONE and low.startswith(_LARGE, end))
    ]


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
