"""The patterns by which texts state numbers of people."""

import re

from app.tagging.gates import Gated
from app.tagging.numbers import NUMBER
from app.tagging.people_words import NOUNS

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
COUNTED = Gated(
    rf"(?P<number>{NUMBER})(?:\s?\(\s?(?:n\s?=\s?)?\d{{1,5}}\s?\))?{_WORDS}(?:\s(?:and|or)\s[a-z-]+)?[\s-](?:{NOUN}|{CASES})\b"
    r"(?!\s(?:years?|months?|(?:\w+\s){0,2}?(?:(?:mini|micro)?pigs?|swine|mice|rats?|rabbits?|dogs?|animals?|monkeys?|piglets?)\b))"
)
"""As in "24 ethnic South Korean patients": a number, at most seven words, people."""
WHOLE_NUMBER = re.compile(NUMBER)
ENROLLED_NUMBER = Gated(
    rf"(?P<number>{NUMBER})\s(?:of\sthem\s)?(?:\([^()]{{0,60}}\)\s)?(?:(?:were|was|have\sbeen|had\sbeen|will\sbe)\s(?:\w+ly\s)?"
    r"(?:enrolled|recruited|randomi[sz]ed|included|accrued|studied|eligible|returned)|replied|responded|answered)\b"
)
"""As in "30 were enrolled"."""
NUMBER_OF_TYPE = Gated(
    rf"(?P<number>{NUMBER})\swith\s[^.;,]{{1,40}}?\s(?:(?:were|was)\s(?:\w+ly\s)?(?:enrolled|recruited|included|treated|randomi[sz]ed)|took\spart|participated|entered)\b"
)
"""As in "forty with types III to VI were treated"."""
OF_SCREENED = Gated(
    rf"\bscreened,?\s(?:(?:and|but|of\swhom|of\sthese|of\sthem)\s)?(?P<number>{NUMBER})\s(?:(?:were|was)\s)?(?:\w+ly\s)?(?:enrol{{1,2}}ed|included|randomi[sz]ed|recruited|accepted)\b"
)
"""As in "32 women were screened and 28 enrolled"."""
TAKEN = Gated(
    r"\b(?:taken|included|enrolled|analy[sz]ed|treated|studied|selected|randomi[sz]ed|recruited|evaluated|participated)\s\(\s?n\s?=\s?(?P<number>\d[\d,]{0,6})\s?\)"
)
"""As in "only patients with types III-V were taken (n = 25)"."""
HAD_AND_WERE = Gated(
    rf"(?P<number>{NUMBER})\shad\s[^.;]{{3,80}}?\sand\s(?:were|was)\s(?:\w+ly\s)?(?:studied|included|enrolled|analy[sz]ed|treated|evaluated)\b"
)
"""As in "of 530 screened, 193 had type III or higher and were studied"."""
HAD_BEEN_ENROLLED = Gated(
    rf"(?<!\bafter\s)(?<!\bonce\s)(?<!\bwhen\s)(?<!\buntil\s)(?P<number>{NUMBER})\s(?:{NOUN}\s)?had\s(?:initially\s|originally\s|first\s)?been\s(?:enrolled|recruited|randomi[sz]ed|included|allocated)\b"
)
"""As in "56 completed the trial; 60 had been enrolled": said on purpose, of all."""
_ALL_TREATED = r"(?:intent(?:ion)?[ -]to[ -]treat|m?itt|full[ -]analysis|safety)"
SAFETY_IN = Gated(
    rf"\bsafety\s(?:(?:was|were)\s\w+\s)?in\s(?P<number>{NUMBER})\s{NOUN}\b(?!\s(?:with|of)\b)"
)
"""As in "efficacy was evaluated in 52 subjects; safety in 60 subjects": all who were treated."""
ENROLLED_AT_LAST = Gated(
    rf"\benrol(?:l)?ment(?:\scount)?:?\s(?P<number>{NUMBER})\s(?:[a-z]+\s)?[(\[]?(?:actual|anticipated|estimated)\b"
)
"""As in "Enrollment: 60 (Actual)": what a registry's own field says."""
_OF_PEOPLE = r"\b(?!\s?(?:%|per\b|sites?\b|cent(?:er|re)s?\b|lesions?\b|sides?\b|eyes?\b|weeks?\b|months?\b|years?\b))"
_IS = r"\s?(?:[:=\u2013-]|is\b|was\b)?\s?[\"\u201c]?\s?"
FINAL_NUMBER = Gated(
    rf"\b(?:(?:total\s)?final\senrol(?:l)?ment(?:\snumbers?)?(?:\sachieved)?(?:\s\(total\))?|actual\s(?:sample\ssize|accrual|enrol(?:l)?ment)(?:\sreached)?"
    rf"|enrol(?:l)?ment\s?[(\[]actual[)\]]){_IS}(?P<number>{NUMBER}){_OF_PEOPLE}"
)
"""As in "Total final enrolment: 58", a field of a registry."""
ENROLMENT_FIELD = Gated(
    rf"(?:\A|\n)(?:total\s)?enrol(?:l)?ment\s?:?\s(?P<number>{NUMBER}){_OF_PEOPLE}"
)
"""As in "Enrollment 50" on a line of its own, which outweighs what the description plans."""
WANTED_NUMBER = Gated(
    rf"\b(?:target\srecruitment|recruitment\s(?:target|goal)|accrual\s(?:goal|target)|(?:planned\s)?number\sof\s{NOUN}(?=\s?[-\u2013]\s)|{NOUN}\s(?:planned|wanted|needed)(?=:)|(?:\A|(?<=[.\n]\s))recruitment(?=:)|(?:target|planned|total)\ssample\ssize|(?:target|planned)\s(?:enrol(?:l)?ment|number\sof\s{NOUN})|number\sof\s{NOUN}\s(?:planned|to\sbe\s(?:enrolled|recruited))"
    rf"|enrol(?:l)?ment\s?[(\[](?:anticipated|estimated)[)\]]|in\sthe\swhole\sclinical\strial){_IS}(?P<number>{NUMBER}){_OF_PEOPLE}"
)
"""As in "Target Recruitment: 30", likewise; what was reached at last outweighs it."""
TO_ENROL = Gated(
    rf"\b(?:plans?|intends?|aims?|wish(?:es)?|proposes?|hopes?|going)\sto\s(?:enrol{{1,2}}|recruit|include|accrue|randomi[sz]e)\s(?:(?:up\sto|about|approximately|some)\s)?(?P<number>{NUMBER})(?=[:;,.]\s|\.?\Z)"
)
"""As in "the investigators plan to enroll 12: 4 of each group"."""
ARE_TO_ENTER = Gated(
    rf"(?:\A|[;:]\s)\W?(?P<number>{NUMBER})\sare\sto\sbe\s(?:enrolled|recruited|included|randomi[sz]ed|treated)\b"
)
TARGET_AND_REACHED = Gated(
    rf"\b(?:target|goal|aim)\s(?:was|had\sbeen)\s{NUMBER}(?:\s{NOUN})?,?\s(?:and|but|of\swhom|;)\s(?:only\s|finally\s)?(?P<number>{NUMBER})\s(?:{NOUN}\s)?(?:took\spart|participated|were\s(?:enrolled|recruited|included)|entered|answered|joined|responded)\b"
)
"""As in "the target was 1000 and 485 took part"."""
_SIZE = r"(?:n\s?=|(?:recruitment\s|accrual\s)?(?:target|goal)(?:\sof)?:?|(?:target\s|planned\s)?(?:recruitment|sample\ssize|enrol{1,2}ment|accrual):?)"
SIZE_ALONE = Gated(
    rf"\A\W{{0,4}}(?={_SIZE}\s?|[^.]*\b{NOUN}\b)(?:{_SIZE}\s?)?(?:(?:up\sto|approximately|about|around|some|a\stotal\sof)\s)?(?P<number>{NUMBER})(?:\s{NOUN})?(?:\s(?:are|will\sbe)\s(?:wanted|needed|sought|enrolled|recruited|included|expected|planned))?\W*\Z"
)
"""All that a sentence says, wherever it stands: "N = 40.", "Up to 150 subjects."."""
ANALYSIS_SET = Gated(
    rf"\b{_ALL_TREATED}\s(?:analysis\s)?(?:population|set|sample|cohort|group)s?(?:\s(?:was|were|had|held|compris\w+|includ\w+|contain\w+|consist\w+\sof|numbered|of|with)|:)?\s(?:made\sup\sof\s|of\s)?\(?(?:n\s?=\s?)?(?P<number>{NUMBER})(?!\s?(?:%|per\s?cent))"
)
"""As in "the intention-to-treat population was 55"."""
MET_CRITERIA = Gated(
    rf"(?P<number>{NUMBER})\s(?:of\sthem\s|who\s|(?:\w+\s)?{NOUN}\s(?:who\s)?)?(?:fulfilled|met|satisfied)\s(?:the|our|all)?\s?(?:study\s|trial\s)?(?:(?:eligibility|inclusion|entry|enrol{{1,2}}ment|selection|study)\s(?:and\sexclusion\s)?|(?<=the\s)|(?<=our\s))criteria\b(?!\s(?:for|of)\b)"
)
"""As in "of 501 volunteers, 480 met the eligibility criteria"."""
ONLY_THOSE = Gated(
    r"\b(?:included|analy[sz]ed|comprised|evaluated)\sonly\b[^.;()]{0,160}\(\s?n\s?=\s?(?P<number>\d[\d,]{0,6})\s?\)"
)
"""As in "this analysis included only those with oily skin (n = 793)"."""
PAIRS = Gated(
    rf"(?P<number>{NUMBER})\s(?:(?:matched\s|monozygotic\s|dizygotic\s|identical\s){{0,2}}(?:pairs|couples)\sof\s(?:(?!striae|lesions|scars)[\w-]+\s){{0,3}}?{NOUN}\b|(?:[\w-]+\s)?(?:twin|sibling|mother-(?:infant|child)|parent-child)\spairs\b)"
)
"""As in "eighteen pairs of identical twins"."""
ALLOTTED_TO = Gated(
    rf"(?P<first>{NUMBER})\s(?:{NOUN}\s)?(?:(?:go|went|belonged|were\s(?:randomi[sz]ed|assigned|allocated))\s)?to\s(?!\d)(?:[\w-]+\s){{1,6}}?and\s(?P<second>{NUMBER})\s(?:{NOUN}\s)?to\s(?!\d)"
)
"""As in "allocated at random, sixteen to dye laser and sixteen to pulsed light"."""
ARMS_IN_BRACKETS = Gated(
    r"\b(?:randomi[sz]ed|assigned|allocated|allotted)\b(?:[^.;()]|\.(?=\d)){0,80}\(\s?n\s?=\s?(?P<first>\d[\d,]{0,6})\s?\)\s(?:or|and|versus|vs\.?)\s(?:[^.;()]|\.(?=\d)){1,60}\(\s?n\s?=\s?(?P<second>\d[\d,]{0,6})\s?\)"
)
"""As in "randomized to trifarotene (N = 60) or vehicle (N = 63)"."""
TWO_ARMS = Gated(
    rf"(?<!between\s)(?P<first>{NUMBER})\s(?:{_PIECE}\s){{0,2}}?and\s(?P<second>{NUMBER})\s(?:(?:{_PIECE}\s){{0,2}}?{NOUN}\s(?:with\s[^.;,]{{1,40}}?\s)?)?(?:were|was)\s(?:\w+ly\s)?(?:analy[sz]ed|included|enrolled|randomi[sz]ed|treated|evaluated|allocated|assigned|studied)\b"
)
"""As in "107 and 120 were analysed"."""
TOOK_TWO = Gated(
    rf"(?:(?<=enrolled\s)|(?<=recruited\s)|(?<=randomi[sz]ed\s)|(?<=included\s))(?P<first>{NUMBER})\sand\s(?P<second>{NUMBER})\s(?:{_PIECE}\s){{0,3}}?{NOUN}\b"
)
"""As in "two trials enrolled 312 and 298 adults"."""
ENTERED_THIS = Gated(
    rf"(?P<number>{NUMBER})\s(?:{NOUN}\s)?(?:then\s|finally\s|eventually\s)?(?:entered|joined)\s(?:this|the|our)\s(?:[\w-]+\s){{0,3}}?(?:study|trial|extension|series|cohort)\b"
)
"""As in "131 entered this 52-week extension study"."""
ALLOCATED_TO_EITHER = Gated(
    rf"(?P<number>{NUMBER})\s(?:{NOUN}\s)?were\s(?:\w+ly\s)?(?:allocated|assigned)\sto\s(?![^.;,]{{0,80}}\b\d)[^.;,]{{1,60}}?\sor\s"
)
"""As in "49 were allocated to conventional or daylight therapy"."""
TWO_PLACES = Gated(
    rf"(?P<first>{NUMBER})\s(?:\w+\s){{0,3}}?{NOUN}\s(?P<done>(?:seen|treated|enrolled|recruited|tested)\s)?(?P<link>in|with|of|from|at)\s(?:(?!types?\b|phototypes?\b|skin\b|fitzpatrick\b)[\w-]+\s){{1,5}}?and\s(?P<second>{NUMBER})\s(?:{NOUN}\s)?(?P=done)?(?P=link)\s"
)
"""As in "882 patients in Dundee and 188 in London"."""
LABELLED = Gated(
    rf"\A\W{{0,3}}(?:participants|patients|subjects|volunteers|population|sample)(?:\s(?:enrolled|included|treated|recruited|randomi[sz]ed))?:\s(?P<number>{NUMBER})(?=\s|,|;|\.)"
)
"""As in "Participants: 30 F, ages 40-60"."""
ANSWERED_BY = Gated(
    rf"\b(?:surveys?|questionnaires?|polls?|interviews?)\b[^.;]{{0,40}}\b(?:answered|completed|returned|filled\s(?:in|out))\sby\s(?P<number>{NUMBER})\s(?:(?:out\s)?of\s(?:the\s|our\s)?{NUMBER}\s)?(?:\w+\s)?[a-z]+s\b"
)
"""As in "a survey was answered by 220 dermatologists": whoever answers is a participant."""
N_OF_PEOPLE = Gated(
    rf"\b{NOUN}\b(?:(?!type)[^.;()]){{0,60}}?\(\s?n\s?=\s?(?P<number>\d[\d,]{{0,6}})\s?\)"
)
"""As in "young men and women (n=270)"."""
_TYPED = r"\(?(?:(?:with|of|having|who\shad|from|whose)\s|(?<=\())(?:(?:fitzpatrick(?:'s)?|skin|photo|fst|spt|all|sun-reactive)\s?){1,3}(?:types?|phototypes?|[iv1-6]+\b)"
OF_SKIN_TYPE = Gated(
    rf"(?P<number>{NUMBER})\s(?!per\s?cent)(?:[a-z-]+\s){{0,3}}?(?!(?:{NOUN}|{CASES}|lesions|sites|sides|scars|faces|cheeks|arms|hands|halves|eyes|cases|areas|samples|images|photographs|pictures|sessions|trials|studies|articles|hairs|biopsies|explants|phantoms|lasers|devices|systems|sensors|models|networks|atlases|datasets|groups|arms)\b)"
    rf"[a-z]+(?:s|ren|men|people|ese)\s{_TYPED}(?!\s(?:labels?|presets?|settings?|modes?))"
)
"""As in "nineteen labourers with skin types IV to VI": whatever has a skin type is a person."""
_BEGAN = (
    r"(?:(?:were|was|have\sbeen|had\sbeen)\s(?:\w+ly\s)?(?:treated|injected|lasered|operated\son|enrolled|recruited|randomi[sz]ed|included|studied|analy[sz]ed|allocated|entered)"
    r"|(?:\w+ly\s)?(?:started|began|entered|enrolled|joined|volunteered|consented|took\spart|participated|underwent|received|used|applied|wore|attended|tried|fulfilled|met|agreed|qualified|(?P<done>finished|completed)|had\s(?:it|them)|had\s\w+\s(?:sessions?|treatments?|injections?|passes)))\b"
)
BEGAN = Gated(rf"\s(?:charts\s|records\s|files\s|of\sthem\s)?{_BEGAN}")
"""As in "Fifty started and 44 finished", "One hundred charts fulfilled the criteria"."""
BEFORE_BARE = 40
"""Characters before a bare number that say whether it opens a clause or is a total."""
OPPOSED = Gated(
    rf"\b(?P<link>in|to|by|for|with)\s(?P<number>{NUMBER})\s{NOUN}\s(?:\w+\s){{0,3}}?(?:and|or|versus|vs)\s(?:\w+[\s-]){{0,4}}?(?:in|to|by|for|with)\s(?P<rest>{NUMBER})(?=[,.;]|\s(?:{NOUN}|after|at|by|in\sa)\b|$)"
)
"""As in "lasered in 43 persons and sham-lasered in 39"."""
ALL_COMPLETED = Gated(
    rf"\ball\s(?P<number>{NUMBER})\s(?:\w+\s){{0,2}}?{NOUN}\b(?:\s\([^()]{{0,60}}\))?\s(?:completed|finished)\b"
)
COULD_BE_USED = Gated(
    rf"\b(?:returned|received|completed|collected)\b[^.;]{{0,20}}?\b(?:and|of\swhich|of\sthese)\s(?P<number>{NUMBER})\s(?:could\sbe\s(?:used|analy[sz]ed|evaluated)|were\s(?:usable|valid|evaluable|complete))\b"
)
"""As in "436 were returned and 412 could be used"."""
WHOLE_WITH_PARTS = Gated(rf"{NUMBER}\s(?:\w+\s){{0,2}}?{NOUN}\s\(\Z")
"""Before the first of its parts: "twenty patients (15 women and 5 men)"."""
LEFT_ASIDE = Gated(
    r"\A[^.;]{0,20},?\swhose\s\w+\s(?:are|were)\snot\s(?:included|counted|used|reported)\b"
)
OF_THE_PLANNED = Gated(
    rf"(?P<number>{NUMBER})\sof\s(?:the\s)?(?:planned|intended|projected)\s{NUMBER}\b"
)
NOT_AS_PLANNED = Gated(
    rf"\b(?:were|was|been)\s(?:\w+ly\s)?planned\b[^.;]{{0,20}}?[;,]\s(?:but\s|and\s|only\s)*(?P<number>{NUMBER})\s(?:{NOUN}\s)?(?:were|was)\s(?:\w+ly\s)?(?:enrolled|recruited|included|treated|randomi[sz]ed)\b"
)
"""Both of a study that ended with fewer people than it had planned."""
NO_PEOPLE_BEFORE = re.compile(
    r"\b(?:specimens?|biops(?:y|ies)|samples|lesions?|images?|photographs|sessions|treatments|procedures|scars|tattoos|sites|eyes|halves|sides|mice|rats|pigs|nails|articles|studies|records)\s\(\Z"
)
"""Before "n = 96" in brackets."""
SAMPLE = Gated(
    r"(?:\benrol(?:l)?ment:|\btarget:|\b(?:cohort|series|population)\sof(?=\s[\w,-]+(?:[.,;)]|\s(?:was|were)\b))|\bsample\sof|\bsample\ssize\s(?:of|was|is|will\sbe|:)|\bsample\ssize:|\benrol(?:l)?ment\s(?:of|:|is|target\sof)"
    r"|\baccrual\s(?:of|goal\sof)|\b(?:total|planned|target|final|expected|estimated)?\s?(?:n\s?=|number\sof\s(?:patients|subjects|participants|volunteers)\s?(?:to\sbe\s[^.;:]{0,60}?\s)?(?:was|is|will\sbe|:))|\bn\s?=)"
    rf"\s?(?:approximately\s|about\s|at\sleast\s)?(?!1\b)(?P<number>{NUMBER})(?!\s(?:pairs|lesions|sites|sides|scars|sessions|eyes|samples|zones|areas|images|wounds))"
)
_SEX = r"(?:f|females?|wom[ae]n|girls?|m|males?|m[ae]n|boys?)"
SEXES = Gated(
    rf"(?P<first>{NUMBER})\s?{_SEX}\b\s?(?:\([^()]{{0,30}}\)\s?)?(?:/|,|and|&|;|to)\s?(?P<second>{NUMBER})\s?{_SEX}\b"
)
"""As in "30 F/20 M", "ten women and five men"."""
SEX_RATIO = Gated(
    r"\b(?:m(?:en|ale)?s?\s?[/:]\s?(?:f(?:emale)?s?|wom[ae]n)|f(?:emale)?s?\s?[/:]\s?m(?:ale)?s?|women\s?[/:]\s?men)"
    r"(?:\sratio)?(?:\swas)?[\s:,=]{1,3}(?P<first>\d{1,4})\s?[/:]\s?(?P<second>\d{1,4})\b(?!\.\d)"
)
"""As in "(M/F: 12/18)"; a ratio such as "3:1" is too small to be people."""
EVEN_GROUPS = Gated(
    rf"\b(?P<groups>two|three|four|five|six|2|3|4|5|6)\s(?:equal\s|parallel\s|treatment\s|study\s)?(?:groups|arms|cohorts)"
    rf",?\s(?:each\s)?(?:of|with|containing|comprising|including)\s(?P<number>{NUMBER})"
)
"""As in "two groups of 20"."""
LETTERED_GROUP = Gated(
    rf"\b(?:group|arm)\s(?P<name>[a-h]|[1-6]|i{{1,3}}v?)\b(?!\stotal)(?:\s\w+){{0,3}}?\s?(?:\([^()]{{0,40}}[,;:]\s(?=n\b)|[(:,])?\s?(?:n\s?=\s?|of\s)?(?P<number>{NUMBER})\s?(?:{NOUN}\b|\))"
)
"""As in "Group A (n = 30)"."""
OF_THEM = Gated(
    rf"\bof\s(?:the\s|all\s)?{NUMBER}\s[^;.]{{0,80}},\s(?P<number>{NUMBER})\s(?:{NOUN}\s)?(?:(?:were|was)\s(?:\w+ly\s)?(?:included|enrolled|eligible|analy[sz]ed|selected|recruited|studied)|(?:consented|agreed|volunteered|accepted)\sto|took\spart|participated)\b"
)
"""As in "of 167 patients in the registry, 135 were included"."""
OF_THOSE_ASKED = Gated(
    rf"(?P<number>{NUMBER})\s(?:\([^()]{{0,20}}\)\s)?(?:out\s)?of\s(?:the\s|all\s|our\s)?{NUMBER}\s(?:invited|eligible|contacted|approached|planned|screened|potential|surveyed|selected)\s(?:[\w-]+\s){{0,2}}?{NOUN}\b"
    r"(?!\s(?:were|was)\s(?:not|excluded|ineligible)|\s(?:refused|declined))"
)
"""As in "312 of 1,000 invited women answered", "the first 30 of 90 planned patients"."""
LEFT_OVER = Gated(
    rf"\bexclu\w+\b[^.]{{0,80}}?\b(?:leaving|which\sleft|left)\s(?:us\swith\s)?(?:a\stotal\sof\s)?(?P<number>{NUMBER})\s(?:[\w-]+\s){{0,3}}?(?:for\s(?:the\s|our\s|final\s|further\s)*(?:analys[ei]s|evaluation|study|review)|in\sthe\s(?:study|analys[ei]s|cohort))"
)
"""As in "12 charts were excluded, leaving 74 for analysis"."""
OF_WHOM = Gated(
    rf"\b{NUMBER}\s(?:[\w-]+\s){{0,4}}?{NOUN}\b[^.;]{{0,60}}?\b(?:seen|screened|presented|diagnosed|attended|approached|registered|identified|referred|evaluated\sfor\seligibility)\b[^.;]{{0,60}}?\b(?:of\s(?:whom|these|which|them)),?\s(?P<number>{NUMBER})\s(?:[\w-]+\s){{0,2}}?(?:were|was)\s(?:\w+ly\s)?(?:given|treated|included|enrolled|injected|operated|lasered|studied|randomi[sz]ed|recruited|analy[sz]ed)\b"
)
"""As in "602 patients were seen, of whom 213 were given laser"."""
SURVEYED = Gated(
    rf"(?P<number>{NUMBER})\s(?!(?:countries|cities|states|provinces|regions|centers|centres|clinics)\b)(?:from\s\d{{1,3}}\s\w+\s)?[^.;\d]{{0,60}}?\b(?:completed|finished|filled\s(?:in|out))\s(?:the|our|this|a)\s(?:\w+\s)?(?:survey|questionnaire|interview)s?\b"
)
"""As in "600 with a physician's diagnosis of rosacea completed the survey"."""
RETURNED = Gated(
    rf"\b(?:search|query|audit|look|screen)\b[^.;\d]{{0,40}}?\b(?:returned|yielded|found|identified|retrieved|gave)\s(?:a\stotal\sof\s)?(?P<number>{NUMBER})\s(?:\w+\s){{0,2}}?{NOUN}\b"
)
"""As in "the search of our files returned 1,842 clients"."""
DATA_OF = Gated(
    rf"\bdata\s(?:of|from|on|for)\s(?:the\s|all\s)?(?P<number>{NUMBER})\s(?:\w+\s){{0,2}}?{NOUN}\b[^.;]{{0,60}}?\b(?:were|was)\s(?:available|analy[sz]ed|reviewed|included|evaluated|complete)\b"
)
"""As in "data from 102 patients were available"."""
QUESTIONNAIRES = Gated(
    rf"(?P<number>{NUMBER})\s(?:\w+\s)?(?:usable|valid|evaluable|completed|complete|returned|filled-in)\s(?:and\s\w+\s)?(?:questionnaires|responses|forms|surveys|answers)\b"
)
"""As in "there were 911 usable questionnaires"."""
LEFT_SO_THAT = Gated(
    rf"\b(?:exclu\w+|left\sout|dropped|removed)\b[^.]{{0,40}}?\bso(?:\sthat)?\s(?P<number>{NUMBER})\s(?:{NOUN}\s)?(?:\([^()]{{0,60}}\)\s)?(?:(?:were|was)\s(?:\w+ly\s)?(?:analy[sz]ed|included|studied|evaluated|reviewed|left)|remained)\b"
)
"""As in "21 patients were left out, so that 116 were analysed"."""
CHARTS = Gated(
    rf"\b(?:review\w*|went\sthrough|examin\w+|analy[sz]\w+|identified|studied)\s(?:of\s)?(?:the\s|all\s)?(?P<number>{NUMBER})\s(?:\w+\s){{0,2}}?(?:records|charts|files)\b"
)
NUMBERED = Gated(
    rf"\b(?:{NOUN}|they)\s(?:(?:numbered|totall?ed)\s(?P<number>{NUMBER})(?!\s?(?:%|years))|were\s(?P<all>{NUMBER})\sin\s(?:number|all|total)\b)"
)
"""As in "the patients numbered 52", "they were 28 in number"."""
SEXES_TOLD = Gated(
    rf"(?P<first>{NUMBER})\s(?:of\s(?:the\s|our\s|these\s)?{NOUN}\s)?(?:were|was)\s(?:females?|wom[ae]n|males?|m[ae]n|girls?|boys?)\s?(?:,|;|,?\sand)\s(?P<second>{NUMBER})\s(?:(?:were|was)\s)?(?:females?|wom[ae]n|males?|m[ae]n|girls?|boys?)\b"
)
"""As in "nineteen of the patients were female and one was male"."""
CHARTS_TO_READ = Gated(
    rf"(?P<number>{NUMBER})\s(?:(?!images|sessions)\w+\s){{0,2}}?(?:records|charts|files)\s(?:will\sbe|were|are\sto\sbe|are)\s(?:\w+ly\s)?(?:review|examin|analy[sz]|read|studied|abstract|screen)\w*"
)
"""As in "we went through 150 records"."""
BOTH = Gated(
    rf"(?P<first>{NUMBER})\s(?:[\w-]+\s){{0,3}}?{NOUN}\sand\s(?P<second>{NUMBER})\s(?:[\w-]+\s){{0,3}}?(?:{NOUN}|controls)\b"
)
"""As in "fifty healthy volunteers and 50 patients"."""
THESE = Gated(
    rf"\bthese\s(?P<number>{NUMBER})\s(?:{NOUN}\s)?(?:were|was)\s(?:analy[sz]ed|included|studied|enrolled|treated)\b"
)
OF_WHOLE = Gated(
    rf"(?:\d|%|\bper\s?cent|%\)|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[a-z]+teen|[a-z]+ty|most|half|all))\s(?:out\s)?of\s(?:the\s|our\s|these\s)?(?P<number>{NUMBER})\s(?:(?!types?\b|skin\b)[\w-]+\s){{0,2}}?{NOUN}\b(?!\s(?:with|of|having|in)\b)"
)
"""As in "seen in 9 of 10 patients": where nobody says more, so many took part."""
OF_EACH = Gated(
    rf"(?P<first>{NUMBER})\s(?:\w+\s){{0,3}}?{NOUN}\s[^.;,]{{1,60}}?\sand\s(?:of|on)\s(?P<second>{NUMBER})\s(?:\w+\s){{0,3}}?{NOUN}\b"
)
"""As in "the charts of 25 patients given laser and of 27 patients who had peels"."""
NUMBERED_CASE = Gated(r"\b(?:case|patient)\s(?P<number>\d{1,2})(?:[:.]|\s(?:was|is|had|an?)\b)")
PARALLEL = Gated(
    rf"(?P<number>{NUMBER})\s(?:\w+\s){{0,2}}?{NOUN}\s(?:(?:were|was|will\sbe)\s)?(?P<verb>treated\swith|received|given|assigned\sto|randomi[sz]ed\sto|will\sreceive)\b"
)
PARALLEL_REST = Gated(
    rf"(?:,|;|\band\b)\s(?:and\s|the\sother\s|another\s)?(?P<number>{NUMBER})\s(?:{NOUN}\s)?(?:(?:were|will\sbe)\s)?(?:treated\s)?(?:with|received|to|will\sreceive|(?:got|had|were\sgiven)\s(?:the\s)?(?:\w+\s){{0,3}}?(?:only|alone)|served\sas\scontrols|(?:got|had)\s(?:nothing|none|no\streatment))\b"
)
"""As in "ten patients were treated with A, ten with B": the rest after the first arm."""
ALLOTTED = ("random", "allocat", "allot", "assign", "sham", "placebo")
"""One of these words stands where two numbers are those of two arms."""
N_EQUALS = Gated(r"\(\s?n\s?=\s?(\d[\d,]{0,6})\b")
BY_TYPE = Gated(r"\b[iv]{1,3}\s?\(\s?n\s?=")
_HEALTHY = rf"(?:healthy\s(?:\w+\s)?(?:{NOUN}|{CASES})|(?:normal\s)?controls)"
WITH_CONTROLS = Gated(
    rf"(?P<number>{NUMBER})\s(?:\w+\s){{0,3}}?{NOUN}\b[^.;]{{0,120}}?\b(?:and|with|versus|to|against)\s(?:in\s)?(?P<controls>{NUMBER})\s"
    rf"(?:(?:age|sex|gender|matched|and|-|,)\s?){{0,6}}{_HEALTHY}\b"
)
CONTROL_GROUP = Gated(
    rf"\bcontrol\sgroup\b[^.;]{{0,40}}?(?P<number>{NUMBER})\shealthy\s(?:\w+\s)?(?:{NOUN}|{CASES})\b"
)
ONE_PERSON = Gated(
    r"\ban?\s(?:[\w-]+\s)?(?:caucasian|hispanic|asian)\s(?:of|aged)\s\d{1,2}\syears\b|\ban?\s(?:\d{1,2}|[a-z-]{3,15})[- ]year[- ]old(?=,?\s(?:with|who|had|was|presented|developed)\b)|\ba\scase\s(?:report\s)?of\b[^.;]{0,80}\bin\san?\s(?:\w+\s){0,3}(?:patient|woman|man|girl|boy|child|individual)\b|\bwe\s(?:report|describe|present)\s(?:on\s)?(?:an?|one|the\scase\sof\san?)\s(?:\w+\s){0,2}(?:patient|woman|man|girl|boy|child|subject|individual|person|adult|female|male|adolescent|infant|teenager|lady)\s(?=with|of|who|whose|in)|\b(?:an?|one)\s(?:[\w-]+\s){0,2}(?:woman|man|girl|boy|lady|gentleman)\s(?:of|aged)\s(?:\d|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[a-z]+teen|[a-z]+ty)\b)|\b(?:an?\s|the\s)?(?:\d{1,2}|[a-z-]{3,15})[- ]?(?:year|yr|month)s?(?:[- ]?old\b|(?=\s(?:male|female|man|woman|boy|girl)\b))[^.;]{0,60}?"
    r"\b(?:woman|man|girl|boy|lady|female|male|patient|gentleman|infant|child|student|nurse|neonate|housewife|farmer)\b"
)
THEY_WERE = Gated(rf"\bthey\swere\s(?P<number>{NUMBER})(?=,\s(?:aged|all)\b)")
"""As in "They were five, aged 13 to 44": those of all whom the study takes in."""
ONE_CASE = Gated(
    r"\bwe\s(?:report|describe|present|show)\s(?:on\s)?(?:an?|one|the)\s(?:[\w-]+\s){0,3}?case\s(?:of|in|with)\b|\bhere\sis\sa\s(?:[\w-]+\s){0,2}patient\b|\bin\s(?:his|her)\s[2-9]0s,\sa\s(?:man|woman)\b"
)
"""One person of no stated age: "we report a case of", "in his 40s, a man had"."""
RELATIVE_TOO = Gated(
    r"\b(?:and|,)\s(?:her|his)\s(?:[\w-]+\s){0,2}?(?:sister|brother|mother|father|son|daughter|twin|cousin|aunt|uncle)\b[^.;]{0,60}?\b(?:were|both|received|underwent|presented)\b"
)
"""As in "a 28-year-old woman and her sister were treated"."""
CASE_REPORT = Gated(
    r"\bcase\s(?:report|study)\b|\ba\scase\sof\b|\bwe\s(?:report|describe|present)\s(?:a|the\scase)\b|\bone\scase\sof\b"
)
PEOPLE_WORD = Gated(rf"\b{NOUN}\b")
ACHIEVED = Gated(
    r"\b(?!(?:planned|needed|required|expected)\b)[a-z]{3,}ed\b|\b(?:fell|rose|befell|came|took)\b"
)
"""Any past tense beside "41 of 50 patients"; what is only planned or needed is none."""
PAST = Gated(
    r"\b(?:were|was|had|underwent|received|completed|analysis|performed|improved|showed|achieved|responded|reported|cleared|developed|rated|felt|saw|retrospective\w*)\b|\(actual\)"
)
OF_AGE = Gated(
    r"old\b|\d[ -]years? |aged |a case of |we (?:report|describe|present|show) |here is a |in (?:his|her) \d0s"
)
"""What tells of one person, where no number stands."""
AGED = Gated(r"\b(?:woman|man|girl|boy|lady|gentleman|caucasian|hispanic|asian) (?:of|aged) ")
FIRST_OF_MANY = Gated(r"\b(?:patient|case|subject) (?:no\.? ?)?1\b")
"""Where one is numbered there are more."""
