"""Cues by which a sentence lets its document stand to the types that it mentions."""

import re

from app.tagging import context
from app.tagging.gates import Gated
from app.tagging.numbers import NUMBER

DEVICE_SETTING = Gated(
    r"\bj\s?/\s?cm|\bmj\b|\b\d+\s?ms\b|pulse\s(?:duration|width)s?|spot\ssize|\benerg(?:y|ies)\b"
    r"|\b(?:fluences?|settings?|parameters?)\b(?!\s(?:tested|used|studied|tried|employed)(?:[,.;]|\sin\s\d))"
)
CHOSEN_FOR = Gated(
    r"\b(?:lasers?|nd:yag|diode|alexandrite|ruby|ipl|pulsed\slight|devices?|wavelengths?|handpieces?|peels?|\d{3,5}[\s-]?nm)\b"
)
IS_CHOSEN = Gated(
    r"\b(?:was|were|is|are|being)\s(?:\w+ly\s)?(?:used|chosen|selected|preferred|reserved|taken|applied|employed|kept|indicated)\b"
)
"""With the two a sentence without people says which types get which device."""
GROUP_OF = re.compile(r"\b(?:group|arm|cohort)\s(?:[a-d1-4]|i{1,3}|iv)\s?[(,:]\s?$")
"""As in "group A (Fitzpatrick III-IV) had 10 mJ"."""
TO_COME = re.compile(
    r"\b(?:(?:is|are)\sto|will|shall)\sbe\s(?:\w+ly\s)?\w+ed\b|\brandomi[sz]ed\s(?:[\w-]+\s){0,3}(?:trial|study|protocol|comparison)\b"
)
THRESHOLD = Gated(
    r"\b(?:thresholds?|meds?|mpds?|(?:erythema|phototoxic|pigmenting)\sdoses?)\b[^.;]{0,40}\b(?:was|were)\b"
)
"""A dose that was measured in people, not one that they were given."""
DESCRIBES_TYPES = Gated(
    r"\b(?:always|never|usually|rarely|easily|minimally|sometimes)\s(?:burns?|tans?)\b|\bdefined\sas\sfollows|\bpale\swhite\b|\bburns?\s(?:easily|always)"
)
WARNS = Gated(
    r"\b(?:may|might|could)\sbe\s(?:\w+ly\s)?(?:tried|considered|extended|worth)\b|\bmight\sbe\san?\s(?:\w+\s)?(?:option|alternative)\b|\bshould\s(?:tolerate|do\swell|also|be\s(?:suitable|studied|tested|tried|able))\b|\bpromis(?:es|e)\b|\bsupports?\s(?:\w+\s)?(?:trials?|studies|testing)\b|\btheoretical(?:ly)?\b|\bin\s(?:theory|principle)\b|\bwould\snot\b|\bdeserves?\b"
    r"|\b(?:caution\w*|care\sis|carefully|with\scare|avoid\w*|contraindicat\w*|not\srecommended|remains?|challeng\w+|(?:is|are)\s(?:more\s|most\s)?(?:common|frequent|prone)|lack\w*|unknown|unclear|uncertain|whether|(?:stud(?:y|ies)|trials?|research|work|data)\s(?:in|with|on|for)\s[^.;]{0,60}\b(?:should|must|could|would)|should\s(?:follow|include|address))\b"
)
HISTORY = Gated(
    r"\b(?:described|added|introduced|proposed|classified|originally|modified|defined|devised|about|limited\sto|restricted\sto|1[89]\d\d)\b"
)
LONGEST_FRAGMENT = 80
OPENING_WORDS = 8
VERB = Gated(rf"{context.PRESENT.pattern}|{context.PAST.pattern}|\b(?:was|were|will)\b")
RELATIVE = Gated(r",\s(?:which|that)\s(?:is|are|has|have|may|can)\b[^,;]{0,80}$")
"""What is true of a thing in general, in a sentence about the study."""
CLINICIANS = Gated(
    r"^surveyed\s(?:[\w-]+\s){0,2}(?:physicians|dermatologists|clinicians|surgeons|doctors|practitioners|providers)\b"
    r"|^(?:[\w,-]+\s){0,4}(?:physicians|dermatologists|clinicians|residents|students|nurses|surgeons|doctors|trainees|practitioners|providers)\s(?:treating|who\streat(?:ed)?|caring|seeing|felt|answered|said|were\s(?:asked|less|more|able|better)|had|rated|reported|believed|responded|diagnosed|identified|treat|recommended)\b"
)
HABITS = Gated(
    r"\b(?:said|stated|answered|declared|reported|replied|indicated)\s(?:that\s)?they\s(?:would\s|do\snot\s|never\s|often\s|always\s)?(?:treat|use|avoid|recommend|offer|perform|prescribe|prefer)\b"
)
"""What those who treat do by habit."""
OF_THEMSELVES = re.compile(
    r"\b(?:respondents?|participants?|they|them|themselves|who)\s(?:\w+\s)?(?:were|was|had|having|(?:self-)?identified\sas|described\sthemselves\sas|reported(?:\shaving)?)\s(?:(?:of|an?|fitzpatrick|skin|(?:photo)?types?)\s)*\Z"
)
"""Before the types of those who were asked, where their patients' are asked for."""
COUNTED_FRAGMENT = Gated(
    rf"\bn\s?=\s?\d|\b(?:median|range)\b|\b\d+\s?[fm]\b|\A(?:participants|patients|subjects|population|sample|volunteers):|{NUMBER}\s(?:\w+\s){{0,2}}?{context.PEOPLE.pattern}"
)
AIM_LABEL = re.compile(
    r"\W{0,3}(?:(?:study|background)\s?(?:/|and|&)?\s?)?(?:objectives?|aims?|purpose|goals?)(?:\sof\s(?:the|this)\s\w+)?\s?[:.-]\s"
)
"""A heading over the sentence that opens the passage about the aim."""
SUPPOSED = Gated(
    r"\b(?:hypothesi[sz]ed?|postulated?|speculated?|surmised?|presumed?|supposed?)\b|\bhypothes[ie]s\s(?:was|is|were|are|being)\b"
)
SAID = Gated(
    r"\b(?:said|stated|felt|believed|thought|agreed|answered|responded|declared|reported)\s(?:that|they)\b"
)
"""What people told of their habits, not what was done to them."""
OTHERS = Gated(
    r"\b(?:other\sthan|outside(?:\sof)?|not\s(?:in|of|within|limited|restricted|confined))\b"
)
RECORDED = Gated(
    r"^[\s)]*(?:was|were|is|are|will\sbe)\s(?:\w+ly\s)?(?:assigned|self-reported|self-assessed|ascertained|registered|recorded|assessed|determined|documented|collected|noted|graded|rated|classified|categori[sz]ed|evaluated|measured|used)"
)
CITED = Gated(
    r"\b(?:previous(?!ly)(?!\s(?:[\w-]+\s){0,2}?(?:treat\w*|therap\w*|lasers?|surger\w*|procedures?|sessions?|exposure|injections?|peels?|scar\w*|acne|history|use|visits?|fillers?|days?|weeks?|months?|years?|medic\w*|isotretinoin|method|resurfacing|care)\b)"
    r"|previously(?!\s(?:un\w+|healthy|resistant|refractory|failed|diagnosed|operated|irradiated|lasered|injected|(?:been\s)?treated\s(?:with|by|for|in|patients|women|men|subjects|lesions|areas|sites|skin|scars))\b)|published\s(?:data|spectra|values|measurements|tables|curves|work|reports?|results|findings|(?:case\s)?series|cases|trials?|stud(?:y|ies)|cohorts?)|earlier\s(?:\w+\s){0,2}?(?:reports?|authors?|work|stud\w+|trials?|series)|in\s(?:one|another|an?\s(?:recent|earlier|older|separate))\s(?:(?!pre|pro)\w+\s){0,2}?(?:report|trial|study|series|survey)\b(?!\s(?:arm|group|site|cent))|\ba\srecent\s(?:\w+\s)?(?:survey|study|trial|report|review|article|series|meta-analysis)\b|historically|traditionally|\bprior\s(?:[\w-]+\s){0,3}?(?:stud(?:y|ies)|trials?|series|reports?|investigators|authors|workers|researchers)\b|\b(?:trials|studies|authors|investigators|researchers)\shave\s(?:\w+ly\s|often\s|seldom\s|never\s)?\w+ed\b|based\son\s(?:an?|one|the)\s(?:\w+\s){0,3}?(?:study|trial|report|series)\sin\swhich|in\sthe\sliterature|et\sal\b|reported\sby(?!\s(?:\d|all\b|most\b|nearly\b|one\b|two\b|three\b|four\b|five\b))|(?:once|formerly)\s\w+ed\b|used\sto\sbe\b|(?:first|originally|initially)\s(?:used|reported|described|tested|tried|introduced|shown|developed)|other\s(?:authors|studies)|others\s(?:have|had\s\w+ed|reported|treated|found|used|described)\b|(?:most|many|several)\s(?:\w+\s){0,2}(?:studies|trials|research)"
    r"|since\s(?:its\s|their\s|the\s)?(?:approval|clearance|launch|introduction)|have\sbeen\s\w+ed\s(?:\w+\s){0,2}(?:worldwide|globally|around\sthe\sworld|to\sdate|so\sfar))"
    r"|(?:^|background:)\s*(?:clinical\s)?(?:studies|trials)\swere\s(?:\w+ly\s)?(?:performed|conducted|done|carried\sout|undertaken)\s(?![^.;]{0,40}\b\d+\s[a-z])"
)
DEFINES = Gated(
    r"\b(?:scales?|classification|system)\b(?!\s*skin)|\b(?:was|were|is|are|be)\s(?:\w+ly\s)?(?:recorded|assessed|determined|documented|collected|graded|rated|classified|categori[sz]ed|evaluated)\b"
)
OF_THE_WORLD = Gated(
    r"\bof\s(?:all\s)?(?:(?:us|american|british|indian|european)\s(?:citizens|residents|population|people|adults|women)|americans|the\s(?:us|world'?s?|global|general|american|british)\s(?:\w+\s)?population)\b"
)
ADVISED = re.compile(
    r"[^.;,]{0,25}?\b(?:should|may|might|must|can|cannot|will|is\s(?:best|better|not|advised|prone|at\srisk))\b"
)
"""Behind one person of whom is told what may or should be done, not what was."""
OF_AGE = re.compile(r"\b(?:of|aged)\s\d{1,2}\syears\b|\b\d{1,2}-year-old\b")
"""Before the type of one person, whatever settings follow."""
ASKED_FOR = Gated(
    r"\b(?:questionnaires?|surveys?|forms?|datasheets?|sheets?)\b[^.;]{0,60}\b(?:ask\w*|contain\w*|includ\w+|record\w*|held|had)\b[^.;]{0,80}\Z|\basked\s(?:for|about|of)\b[^.;]{0,80}\Z"
)
"""As in "the questionnaire asked for skin type (I to VI)": nobody says who had which."""
LATER = Gated(
    r"\b(?:further|future|next|larger|additional)\b[^.;]{0,60}\b(?:stud|trial|research|investigat|work|data|evidence)|\bmore\s(?:\w+\s){0,2}(?:stud|trial|research|investigat|work|data|evidence)|\b(?:stud|trial|research)\w*\b[^.;]{0,60}\b(?:is|are|remain\w*)\s(?:needed|warranted|required|planned|necessary)|\bplanned\b|\b(?:addressed|studied|treated|enrolled|included|tested)\s(?:later|next|in\sfuture)\b|\b(?:extend|expand|widen|broaden|repeat)\s(?:it|this|(?:the|this|our|these)\s(?:\w+\s){0,2}(?:stud\w+|trials?|work|series|research|programme|program|indication|results|findings))\s(?:to|in|into|with)\b|\b(?:stud|trial)\w*\b[^.;]{0,60}\b(?:is|are)\s(?:under\s?way|ongoing|in\sprogress|being\s\w+)"
)
OF_ANOTHER_STUDY = Gated(
    r"\b(?:we|authors|team|group)\s(?:are|is|have|has)\s(?:now\s|currently\s|also\s|already\s|since\s)?(?:planning|planned|preparing|begun|started|beginning|starting)\s(?:on\s)?(?:an?|another|the)\s(?:[\w-]+\s){0,4}(?:stud(?:y|ies)|trials?|series)\b|\b(?:later|future|next|subsequent|separate)\s(?:stud(?:y|ies)|trials?|research|work)\b"
)
NUMBERED_PEOPLE = Gated(
    rf"{NUMBER}(?!\s?-?(?:times|fold|million|billion)\b)[^.;:]{{0,60}}?{context.PEOPLE.pattern}|{context.PEOPLE.pattern}\s?\(n\s?="
)
SUCH_PEOPLE = Gated(
    rf"\W{{0,4}}(?:(?:we|in|of|here)\W\s?(?:\w+\s)?)?{NUMBER}\s(?:of\s)?such\s(?:\w+\s)?{context.PEOPLE.pattern}"
)
"""Takes up the people whose types the sentence before names."""
ENROLLED_THEM = Gated(
    r"\b(?:enrolled|recruited|randomi[sz]ed|treated|completed|participated|took\s(?:part|in)|(?:was|were)\s(?:\w+ly\s)?included|underwent|received)\b"
)
ENROLLED_THESE = Gated(
    rf"\b(?:stud(?:y|ies)|trial|we)\s(?:then\s|finally\s|eventually\s|in\sfact\s)?(?:enrolled|recruited|randomi[sz]ed|treated)\s(?:only\s|just\s|exclusively\s|mainly\s)?(?:{context.PEOPLE.pattern}\s(?:with|of)\s)?(?:(?:fitzpatrick|skin)\s)*\Z"
)
WERE_ENROLLED = Gated(
    r"\b(?:(?:was|were|have\sbeen)\s(?:\w+ly\s)?(?:enrolled|recruited|randomi[sz]ed|treated|included)|underwent|received|completed|participated|took\spart)\b"
)
WAS_CONDUCTED = Gated(
    r"\b(?:stud(?:y|ies)|trial)\s(?:was|has\sbeen)\s(?:conducted|performed|carried\sout|completed|undertaken)\b"
)
"""A registration that tells of a study that is over."""
OF_DONORS = Gated(r"\A\s(?:(?!(?:in|of|for)\b)[\w-]+\s)?(?:donors|volunteers)\b")
"""Right behind their types: "SPT I-III healthy donors"."""
ALL_WHO = Gated(
    rf"{context.PEOPLE.pattern}[^.;:]{{0,30}}\b(?:of|with|from|having|in|representing|across|spanning|covering|including|and)\s$"
    rf"|{context.PEOPLE.pattern}\s(?:of|from|with)\s[^.;:]{{0,40}},\s(?:and\s)?$"
    rf"|{context.PEOPLE.pattern}\s(?:(?:must|should)\b[^.;:]{{0,100}}?\s)?(?:may|can)\sbe\s(?:of\s)?$"
)
ALLOWED = re.compile(
    r"[\s)]{0,2}(?:skin\s|types?\s|patients\s|subjects\s|participants\s){0,2}(?:was|were|is|are)\s(?:allowed|permitted|acceptable|admissible)\b(?!\s(?:to|in|for)\b)"
)
"""Behind types who might come, of whom nobody says that they did."""
ALL_TAKEN = Gated(
    r"^[^.;,]{0,15}\b(?:(?:was|were|are|will\sbe|is)\s(?:\w+ly\s)?(?:eligible|included|enrolled|accepted|recruited|represented|welcome|allowed|treated))"
)
ONE_MORE = re.compile(
    r"\A[\s,]{0,2}(?:or|nor|and)\s(?:(?:fitzpatrick|skin|of)\s){0,3}(?:(?:photo)?types?\s)?(?:[iv]{1,3}|[1-6])\b"
)
"""Behind one type another: what befell both stands behind the second."""
HAPPENED = Gated(
    rf"^[\s,)]*(?:skin\s)?(?:{context.PEOPLE.pattern}\s)?(?!(?:was|were)\s(?:\w+ly\s)?(?:need|requir))(?:(?:was|were|had|has)\s)?(?:\w+ly\s)?(?:develop|experienc|show|report|suffer|complain|improv|respon|achiev|burn|injur|worsen|relaps|need|requir|withdr|discontinu|drop|lost\b|left\s(?!out)|exclud|miss|quit|reject|affected|harmed|ha[ds]\s(?!been|skin|enrol))"
)
"""After "no patient of type V": nothing befell them, but they took part."""
EXCLUSION_OPENS = Gated(
    r"\A\W*(?:left\sout|excluded|not\s(?:included|admitted|(?:to\sbe\s)?taken\sin|enrolled|eligible|allowed)|turned\saway|shut\sout|barred|kept\sout|ineligible)(?:\s(?:were|was|are|is)\b|:)"
)
"""Opens a sentence that lists who was left out."""
LEFT_ASIDE = re.compile(
    r"\A[\s)]{0,4}(?:skin\s)?(?:treated|seen|presenting|operated|attending)\s(?:in|during|at|by|before|elsewhere)\b[^.;,]{0,30}?\s(?:was|were)\snot\s(?:reviewed|included|considered|eligible|studied)\b(?!\sin\b)"
)
"""Behind people of whom a study tells nothing more."""
WERE_ALL = Gated(
    r"\A(?:(?!\b(?:in|of|by)\s(?:the|an?|his|her|their|another|others?)\b)[^.;])*\b(?:skin\stypes|phototypes)\swere\s(?:all|only|exclusively|mostly|mainly|predominantly)\b"
)
"""Said in a discussion of those who took part: "the skin types were all III and IV"."""
OUR_PEOPLE = Gated(
    r"\bour\s(?:own\s)?(?:\w+\s)?(?:patients|subjects|participants|volunteers|women|cohort|population|sample|series)\s(?:were|was|had|consisted|comprised|included)\b"
)
"""Of whom more is told than what is true of the world: "our patients were type V, which may"."""
HAD_NONE = Gated(
    rf"\A\W*(?:there\s(?:was|were)\s)?(?:no|none\sof\sthe)\s(?:\w+\s)?{context.PEOPLE.pattern}\s(?:(?:was|were)\s)?(?:of|had|with|having)\s(?:an?\s|fitzpatrick\s|skin\s)*\Z"
)
NOBODYS_END = re.compile(
    r"[\s)]*(?:skin)?\s?(?:[.;,]|\Z|in\s(?:this|our|the\spresent)\b|(?:was|were)\s(?:included|enrolled|recruited|treated|studied|represented)\b)"
)
NOT_THESE = Gated(r",\s?(?:and\s|but\s)?not\s(?:(?:fitzpatrick|skin|types?|phototypes?)\s)*\Z")
"""Before types that a criterion leaves out: "types I-IV, not V or VI"."""
NONE_IN = Gated(r"\bnone\s(?:(?:was|were|occurred)\s)?in\s[^.;]{0,25}\Z")
"""After a harm: it befell nobody of the types, who took part."""
HAD_BY = Gated(
    rf"\b(?!{context.PEOPLE.pattern}|(?:anyone|anybody|all|any|are|is|be|being|falls?|falling|fits?|who|categori[sz]ed|classified)\b)[\w-]+\s(?:in|by|among)\s(?:{context.PEOPLE.pattern}\s(?:with|of|having|who\shave)\s)?(?:an?\s)?(?:(?:fitzpatrick|skin)\s)*\Z"
)
"""Before types of people who are excluded for something else: "keloids in patients with"."""
EXPLAINED = Gated(r"\A\s?[(\[,:-]\s?[^()\[\]]{0,60}\b(?:burns?|tans?)\b")
"""Behind a type that a criterion names: "type I (always burns, never tans)"."""
EXCLUDED_FOR = Gated(
    r"\b(?:ineligible|not\seligible):[^.;]{0,80}$|\b(?<!nobody\swas\s)(?<!no\sone\swas\s)(?<!none\swere\s)(?<!none\swas\s)(?:excluded|ineligible|rejected|turned\s(?:away|down)|not\s(?:included|enrolled|randomi[sz]ed|eligible|accepted|admitted))(?:\s(?:from|at|after|before|during|on)\s(?:(?!\band\b)[^.;,]){1,40}?,?)?(?:\s(?:if|when|for|because(?:\sof)?|owing\sto|due\sto|in\scase\sof|on\saccount\sof)\b(?:(?!\sand\s(?:who\s)?(?:had|were)\b)[^.;]){0,80}|[:,]\s(?:[\w-]+\s){1,4}(?:for|because(?:\sof)?|owing\sto|due\sto|on\saccount\sof|who\shad|with)\s[^.;,]{0,40})$"
    r"|\bscreen(?:ing)?\sfailures?\b[^.;]{0,60}\b(?:due\sto|because\sof|for|owing\sto|on\saccount\sof)\s[^.;,]{0,30}$|\bcriteri\w+\sof\sexclusion\b[^.;]{0,80}$|\breasons?\sfor\sexclusion\s(?:was|were|included)\b[^.;]{0,60}$"
    r"|\A(?:the\s|our\s|only\s|other\s|further\s|absolute\s|relative\s){0,3}(?:contraindications?|exclusions?)(?:\s(?:was|were|is|are|included?|comprised|consisted\sof)\s|:)(?:(?!\b(?:in|among|few|who|patients?|subjects?|wom[ae]n|m[ae]n|participants?|volunteers?)\b)[^.;]){0,120}$"
)
FINITE = r"\b(?:were|was|are|is|had|have|has|received|underwent|completed|but|while|whereas|who|that|(?!tanned|infected|damaged|inflamed|irritated|compromised|impaired|uncontrolled|retarded)\w+ed)\b"
BETWEEN_TYPES_AND_EXCLUSION = Gated(
    rf"\A[\s,)]*(?:(?:skin|types?|phototypes?|according(?:\sto)?|fitzpatrick(?:'s)?|candidates|applicants|{context.PEOPLE.pattern}|who|that|they|both|all|too|also|therefore|thus)[\s,)]*+){{0,20}}"
    rf"(?:(?:(?!{FINITE})[^.;]){{0,100}}\b(?:or|and)\s(?:(?!{FINITE})[\w-]+\s){{1,6}})?"
    rf"(?:(?:(?!{FINITE})[^.;]){{0,100}}\bor\s(?:who|whose|with)\s(?:(?!\b(?:is|are|was|were)\b|{context.PEOPLE.pattern})[^.;,]){{1,80}})?"
    r"(?:,?\s?(?:but|and)\s(?:then\s)?(?:they|these|all(?:\sof\sthem)?|both)\s(?:\w+\s)?)?"
    r"(?:,[^,.;]{0,40},\s*|\([^()]{0,40}\)\s*)?(?:(?:who|that)\s(?:(?!pregnan|previous|prior)[^.;,]){0,60}\s|(?:was|were|is|are)\s[^.;,]{0,70}\sand\s)?(?:(?:had|have|has|needed|were|was|are)\sto\s|had\s|have\s|has\s|having\s|will\s|would\s|should\s|must\s)?\Z"
)
"""A relative clause or another predicate may stand between, no other subject."""
ONLY_IF = re.compile(
    r"\)?\s(?:skin\s|patients\s|subjects\s|participants\s)?(?:with|who|if|when|unless)\b|[\s,)]{0,3}(?:skin\s)?(?:needs?|requires?|must|should|may|can)\b(?!\s(?:not|never|be\sexcluded))"
)
"""Behind types that are shut out on a condition, or of whom something else is told."""
HARDLY_ANY = Gated(
    rf"\b(?:(?:lack|paucity|scarcity|dearth|shortage|under-?representation|omission|(?:limited|small|low|insufficient)\snumbers?)\sof\s(?:{context.PEOPLE.pattern}\s)?"
    rf"|(?<!\ba\s)(?:few|fewer|hardly\sany)\s{context.PEOPLE.pattern}\s)(?:(?:with|of|having|from|in)\s)?(?:(?:the|dark|darker|fitzpatrick)\s){{0,2}}$"
)
"""Before types that are a study's weakness, for want of people."""
NOTHING_OF_THEM = re.compile(
    r"[\s)\]]*(?:skin\s?)?(?:[.;,]|\Z|and\b|in\s(?:this|the|our)\b|(?:was|were|is|are)\s(?:included|enrolled|available|recruited|represented)\b)"
)
"""Behind types of whom nothing further is told."""
UNDERREPRESENTED = Gated(r"\A[\s,)]*[^.;,]{0,30}\bunder-?\s?represented\b")
SUITS = Gated(
    r"\b(?:use|indication|label|approval|clearance)\s(?:covers|covered|includes|included|extends\sto|comprises)\s(?:\w+\s){0,2}$|\b(?:fit|suitable|suited|safe|approved|cleared|marketed|intended|designed|meant|recommended|indicated|made|labell?ed|sold|available|adapted)\s(?:for|to|in|on)\s"
    r"(?:use\s(?:in|on|with)\s)?(?:(?!patients|people|subjects)\w+\s){0,4}$"
    r"|\b(?:treatment|therapeutic)?\s?(?:options?|choices?|recommendations?|guidance|guidelines?)\s(?:in|for)\s(?:[\w-]+\s){0,4}$"
)
"""Before the types that a thing is made or fit for."""
IS_CLEARED = Gated(
    r"\b(?:(?:is|are|was|were)\s(?:\w+\s)?(?:approved|cleared|marketed|licen[sc]ed|label{1,2}ed|certified|sold|advised|recommended|indicated|designed)(?:\sby\s(?:its|the|their)\s(?:maker|manufacturer|producer|company)s?)?|(?:fda|ce|ema)[\s-](?:approved|cleared|marked|certified))\s(?:for|to|in|on)\s"
    r"(?:use\s(?:in|on|with)\s)?(?:(?!patients|people|subjects|participants|volunteers)\w+\s){0,4}$"
)
"""The same of a device that a criterion speaks of besides."""
PROCEEDS = Gated(
    r"\b(?:are|is)\s(?:\w+ly\s)?(?:offered|given|randomi[sz]ed|assigned|allocated|invited|asked|recruited|enrolled|included|selected|tested|exposed|irradiated|to\s(?:be|receive|undergo))\b"
    r"|\b(?:receives?|undergo(?:es)?|apply|applies|attends?|gets?|takes?\spart|participates?|uses?|enters?|returns?|wears?|completes?|joins?)\b"
    r"|\A(?:study\sinformation\s)?(?:scientific|public|official|brief)\stitle\b"
)
"""The present in which a registration tells what its participants do."""
CITED_ELSEWHERE = Gated(
    r"\b(?:earlier|pilot|previous|prior|past|first|another|preliminary)\s(?:\w+\s){0,3}(?:work|stud\w+|trials?|series|reports?|experience|data)\b|\ba\spilot\b"
    r"|\bin\s(?:a|an|one|two|three|four)\s(?:\w+\s){0,3}(?:study|studies|trial|trials|series|reports?)\b|\bhad\s(?:already\s)?(?:been|found|shown|seen|given|reported|developed|suggested|demonstrated)\b"
)
"""A registration's word of other studies; an abstract may speak of itself in these words."""
LOOKS_BACK = re.compile(
    r"(?<!prospective/)retrospective(?!(?:ly)?\s(?:registered|registration))|(?:records?|charts?|files)\sof\s[^.;]{0,60}\b(?:treated|who\s(?:had|received|underwent))\b"
)
BACK_OPENINGS = ("retrospective", "record", "chart", "files")
"""With one of them begins every match of LOOKS_BACK."""
OWN_PARTICIPANT = Gated(
    r"\A(?:the\s)?(?:first|second|third|fourth|fifth|sixth|last|other)(?:,|\s(?:patient|case|was|has|had|is|an?\b|woman|man|one))[^.;]{0,60}$|\b(?:patient|case|subject|participant)\s(?:no\.?\s)?\d{1,2}\b[^.;]{0,12}$|\b\d{1,2}[- ]?(?:year|yr)s?[- ]?olds?\b|\b(?:an?|one)\s(?:[\w-]+\s){0,2}(?:woman|man|girl|boy|lady|gentleman|caucasian|hispanic|asian)\s(?:of|aged)\s\d"
)


LIMITED_TO_SO_MANY = Gated(
    rf"\b(?:was|were)\s(?:limited|restricted|confined)\sto\s(?:only\s|just\s)?{NUMBER}\s(?:\w+\s){{0,2}}?{context.PEOPLE.pattern}\b[^.;]{{0,30}}\Z"
)
"""Before the types of people who are counted: no criterion."""
NARROWED = re.compile(r"\b(?:limited|restricted|confined)\b")
OF_A_SCALE = re.compile(r"\b(?:scale|classification|system)\b")
COUNT_OF_NONE = re.compile(r"\s\(\s?(?:n\s?=\s?)?0\s?(?:/\s?\d+\s?)?%?\s?\)")
"""As in "no participants (0 %) had skin type V"."""


def is_entry(low: str, here: int) -> bool:
    """A line of its own without a verb, that opens with the scale: "Fitzpatrick type < V"."""
    begins = low.rfind("; ", 0, here) + 2
    line = low[begins if begins > 1 else 0 :].partition("; ")[0]
    opens = here - begins <= OPENING_WORDS
    return opens and len(line) < LONGEST_FRAGMENT and not VERB.search(line, OPENING_WORDS)


def is_only_headed(low: str) -> bool:
    """Whether no aim is told but in the heading: "OBJECTIVE: Melasma is common in type V"."""
    label = AIM_LABEL.match(low)
    if label is None:
        return False
    rest = low[label.end() :]
    told = context.PRESENT.search(rest) or context.BACKGROUND.search(rest)
    return told is not None and context.OBJECTIVE.search(rest) is None
