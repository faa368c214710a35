"""Cues of a sentence: who took part, who was shut out, what is only background or a plan."""

import re

from app.tagging.gates import Gated
from app.tagging.people_words import NOUNS

_PEOPLE = rf"(?:{NOUNS}|cases?|lady|ones?|those)"

TOOK_PART = Gated(
    r"""\b(?:
      (?:was|were|have\sbeen|had\sbeen|being)\s(?:\w+ly\s|then\s|all\s)?(?:enrolled|recruited|included|treated|randomi[sz]ed
        |studied|evaluated|assessed|examined|analy[sz]ed|tested|assigned|allocated|followed|reviewed|given|seen
        |observed|noted|found|represented|selected|chosen|divided|exposed|irradiated|peeled|injected|needled
        |performed|done|administered|used|measured|taken|compared|applied|photographed|reported|offered|asked
        |diagnosed|entered|screened|of|in|classified|made|biopsied|present|drawn|gathered|invited|surveyed|placed
        |applied|delivered|lasered|operated|interviewed|achieved|detected|recorded|registered|rated)
    | enrolled|recruited|treated|underwent|received|completed|participated|entered|volunteered|consisted
    | comprised|presented|randomi[sz]ed|took\s(?:part|in)|had|ranged|we\s(?:have\s)?(?:included|studied|evaluated|chose|selected
        |compared|assessed|followed|examined|present|report|describe|reviewed|analy[sz]ed|observed|investigated|tested|saw)
    | we\stook\s(?:only\s|just\s)?(?:\d+\s|\w+\s)?(?:patients|wom[ae]n|m[ae]n|subjects|volunteers|people|adults|those)
    | was|were|came|held|occurred|developed|experienced|showed|used|followed|led|fell|improved|joined|got|applied
    )\b""",
    re.VERBOSE,
)
"""Past-tense words with which a text says what happened to its own participants."""

PAST = Gated(
    r"""\b(?:[a-z]{3,}ed|wore|shrank|fell|rose|sat|spread|kept|felt|began|became|bore|chose|drew|lost|made|met|ran|saw|sent|stood
    |gave|went|did|grew|bled|burnt|swelled|slept|spoke|wrote|left|brought|bought|sought|found|told|put|won|arose)\b""",
    re.VERBOSE,
)
"""Any past tense; believed where nothing in the sentence stands in the present."""

PRESENT = Gated(
    r"\b(?:is|are|has|have|(?<!\bin\s)(?<!\bfrom\s)(?<!\bbetween\s)(?<!\bsince\s)(?<!\buntil\s)(?<!\bduring\s)may(?!\s\d)|might|can|cannot|could|should|would|must|will|do|does|remains?|shows?|seems?|appears?"
    r"|occurs?|requires?|needs?|carr(?:y|ies)|makes?|gives?|causes?|helps?|tends?|respond|responds|work|works|follow|(?:over|under)estimates?|stores?|treats|forbid|deserves?|merits?|warrants?|suffers|differs|becomes|belongs|covers|extends)\b"
)

LIKENED = Gated(
    r"\bfor\s(?:an?|the)\s(?:[\w-]+\s){0,2}?(?:person|individual|someone)\s(?:of|with|having)\s(?:[\w-]+\s){0,2}$"
    r"|\b(?:resembl\w+|similar\sto|equivalent\sto|comparable\s(?:to|with)|corresponding\sto|simulat\w+|mimic\w*|akin\sto|treated\s(?:as|like)|unlike|in\scontrast\s(?:to|with)|as\sopposed\sto|(?<!looks\s)(?<!look\s)like)\s[^.;,]{0,20}$"
)
"""Before types that something is only compared with, such as the skin of pigs."""

BACKGROUND = Gated(
    r"""\b(?:
      (?:has|have)\s(?:also\s|mainly\s|mostly\s|largely\s|chiefly\s|primarily\s|always\s|often\s|usually\s|so\sfar\s|long\s|previously\s|only\s|recently\s|traditionally\s|not\s)?(?:been\s|shown\b|demonstrated\b|reported\b|thinned\b|used\b|become\b|failed\b)
    | (?:is|are)\s(?:(?:often|usually|generally|also|more|most|less|frequently|particularly|especially|not|still|now|said|very|well|widely|commonly|typically|only|thought|believed|known|considered)\s)*
        (?:suitable|common(?:er)?|popular|prone|susceptible|frequent|seen|met|used|said|thought|believed|known|considered|reported|recommended|advised|contraindicated|indicated
          |approved|cleared|limited|reserved|difficult|challenging|treated|preferred|at|likely|safe(?:r)?|associated|present|classified|defined|divided|graded|assigned|described|found|scarce|rare|worst|worse|prevalent|rich|necessary|needed|required|due|available)
    | (?:is|are)\san?\s(?:[\w-]+\s){0,4}(?:disorder|disease|condition|dermatosis|problem|concern|complaint|sequela|complication|inhibitor|feature)s?\b
    | (?:mainly|mostly|chiefly|primarily|predominantly|often)\saffect(?:s|ing)\b
    | can(?:not)?|(?<!\bin\s)(?<!\bfrom\s)(?<!\bbetween\s)(?<!\bsince\s)(?<!\buntil\s)(?<!\bduring\s)may(?!\s\d)|might|could|should|must\snot|ought
    | previous(?:ly)?|earlier\s(?:authors|reports?|stud|work)|in\sthe\sliterature|reported\sby(?!\s(?:\d|all\b|most\b|nearly\b|one\b|two\b|three\b|four\b|five\b))|et\sal|historically|traditionally|for\syears|until\s(?:now|recently)
    | (?:most|many|several|other|few|some|prior|past|recent|published|existing|those|early|numerous|two|three)\s(?:\w+\s)?(?:studies|trials|research|reports|authors|investigators|articles)
    | studies\s(?:have|of|in|on|show|suggest|with)|it\sis\s(?:known|thought)|generally|usually|typically|commonly|tends?\sto
    | recommend\w*|caution\w*|advis(?:e|ed|able)|further\s(?:stud|trial|research|work|investigat)\w*|future|planned\snext|remains?\b|little\sis\sknown|lack\sof|scarc\w+|there\s(?:is|are)
    | historical\w*|guidelines?|our\s(?:office|clinic|practice)\sdoes|clinicians\sshould
    )""",
    re.VERBOSE,
)
"""Words with which a text speaks of the world, of others' work or of what ought to be done."""

UNKNOWN = Gated(
    r"\b(?:unknown|little\s(?:is\sknown|data|evidence|information)|not\sbeen\s(?:well\s)?(?:studied|established|evaluated|investigated)|unclear"
    r"|limited\s(?:data|evidence|studies)|few\s(?:data|studies)|no\s(?:data|studies|consensus)|lacking|lacks?\s(?:of\s)?(?:[\w-]+\s){0,3}?(?:data|evidence|stud|research|information|knowledge|trial|represent|consensus|guid|experience|report|literature|standard)\w*|poorly\s(?:studied|understood|described)|scarce)\b"
)
"""The gap that a study sets out to fill: its types are usually the study's own."""

OBJECTIVE = Gated(
    r"\b(?:to\s(?:evaluate|assess|determine|compare|investigate|examine|study|test|report|describe|analy[sz]e|explore|demonstrate|establish|find|measure|show|see|learn|identify|document|review)"
    r"|aim(?:s|ed)?|objectives?|purpose|sought|goal|we\s(?:evaluate|assess|report|present|describe|compare|investigate|study|examine)|this\s(?:\w+\s){0,3}(?:study|trial)|the\s(?:present|current)\s(?:study|trial)|hypothesi[sz]\w+|ours\sis\sthe\sfirst)\b"
)

CONCLUSION = Gated(
    r"\b(?:conclu\w+|in\ssummary|overall|thus|therefore|hence|so|these\s(?:results|findings|data)|our\s(?:results|findings|data|study)|the\s(?:results|findings|data)|appears?\s(?:to\sbe\s)?(?:safe|effective)"
    r"|(?:is|are|was|were)\s(?:\w+ly\s|a\s|an\s|both\s)?(?:safe|effective|efficacious|well[ -]tolerated)|works?\s(?:well\s)?in|suits?|seems?|(?:is|are)\s(?:advised|recommended|suitable)|can\sbe\s(?:safely\s|effectively\s)?used)\b"
)

PLANNED = Gated(
    r"\bat\sleast\s\d{1,4}\s(?:subjects|patients|participants|volunteers|women|men|people)(?=[;,.]|\Z)|\b(?:will|shall|to\sbe\s(?:enrolled|recruited|included|treated|randomi[sz]ed|tested|studied)|is\splanned|are\splanned|planned|plans?\sto|going\sto|anticipat\w+|expected\sto\s(?:enrol\w*|recruit|includ\w+|accrue|take|join|participate|number|be\s(?:enrol\w+|recruited|included))|expected\senrol\w*|projected|are\sbeing|(?:aims?|intends?|propose)\sto\s(?:recruit|enrol{1,2}|include|randomi[sz]e|invite)|is\srecruiting|are\srecruiting)\b"
)

STUDY = Gated(
    rf"\b(?:{_PEOPLE}|study|trial|studied|evaluat\w+|investigat\w+|enrol\w+|recruit\w+|randomi[sz]\w+|population|cohorts?|objectives?|purpose|aims?|efficacy|safety)\b"
)

ELIGIBLE = Gated(
    r"\b(?:eligib(?:le|ility)|inclusion\s(?:criteri(?:a|on)|requires?|required|demand(?:ed|s)|call(?:ed|s)\sfor|(?:was|is)\s(?:limited|restricted))|criterias?\s(?:were|for\sinclusion|included)|must\s(?:have|be)|to\sbe\sincluded|(?:are|is)\srequired|were\srequired|(?:study|trial)\s(?:asks|calls|looks)\sfor|(?:volunteers?|participants?|subjects?|patients?|people)\s(?:must|need(?=\s(?:to|an?|fitzpatrick|skin|photo\w+)\b)|should\shave|have\sto)"
    r"|candidates?|qualif(?:y|ied)|(?:enrol(?:l)?ment|recruitment|participation|entry|types?|phototypes?|population|cohort|sample|study|trial|subjects|patients|participants)\s(?:was|is|are|were)\s(?:open|limited|restricted|confined)\sto|open\sto|could\s(?:take\spart|enter|be\s(?:enrolled|included))|meeting\sthe|had\sto\s(?:have|be)"
    r"|(?:was|were|is|are)\s(?:accepted|admitted|welcome)|allowed\s(?:to\s(?:enter|participate)|(?:in)?to\s(?:the|this|our)\s(?:\w+\s)?(?:study|trial))|(?:may|can|could|were\sallowed\sto|are\sallowed\sto)\s(?:participate|enroll?|enter|join|apply|take\spart|be\s(?:enrolled|included|recruited|admitted)))\b"
)

SHUT_OUT_AFTER = Gated(
    r"""\b(?:(?:was|were|are|is|be|been|being)\s(?:\w+ly\s|also\s|all\s|therefore\s)?
      (?:excluded|not\s(?:included|enrolled|eligible|treated|recruited|represented|reviewed|accepted|admitted|invited|offered|studied|considered|(?:allowed|permitted)(?!\sto\s(?!take|participate|enter|enrol|join|be\b))|entered|enroll?able|candidates)
        |(?:deemed\s|considered\s|judged\s)?(?:ineligible|unsuitable)|left\s(?:out|aside)|omitted|barred|turned\s(?:away|down)|asked\snot\sto\s(?:take\spart|participate|enter|enroll?|join|apply)|screened\sout|refused|disqualified|rejected|removed\sfrom\s(?:the\s)?(?:study|trial|analys[ei]s|cohort|sample)|absent|missing|lacking|unrepresented)
      |(?:did|do|does|could|can|would|will)\s?not\s(?:take\spart|enter|participate|qualify|attend|enroll?|join|volunteer|be\s(?:enrolled|included|treated|recruited|found|reached|accepted|admitted|eligible|considered|allowed|permitted|invited|selected))|cannot\sparticipate|(?:were|was|fell|lay)\s(?:outside|beyond)\s(?:the\s|our\s|its\s)?scope
      |(?:was|were|is|are|served\sas|constituted|formed)\s(?:an?\s)?(?:(?:(?:grounds?|reasons?|criteri(?:on|a)|causes?)\s(?:for|of)\s)?(?:exclusions?|refusal)|(?:grounds?|reasons?)\s(?:not\sto|against|for\snot)\s(?:enrol\w*|includ\w+|admit\w*|recruit\w*|treat\w*|tak\w+))\b|lacked\srepresentation|(?:led|lead|leads|leading)\sto\s(?:\w+\s)?(?:exclusion|refusal)|(?:meant|caused|triggered|entailed|resulted\sin)\s(?:\w+\s)?exclusion|(?:precluded?s?|prevent(?:ed|s)|ruled\sout|barred|disqualif(?:ied|ies))\s(?:from\s)?(?:enrol{1,2}ment|inclusion|participation|entry|treatment)|(?:was|were)\snot\samong|(?:was|were|is|are)\skept\sout(?!\sof\s(?:the\s|direct\s|strong\s)?(?:sun|light|uv|heat|water))
      |(?:was|were|did|are|is)\snot(?=\s*(?:[.;]|\Z))
      |disqualif(?:y|ied|ies)\s(?:(?:the|any|of|one|two|three|four|five|six|\d{1,3})\s){0,4}(?:patients|subjects|volunteers|participants|candidates|applicants|people|women|men)
      |excluded\b(?!\s(?:from\s)?(?:patients|those|subjects))|not\s(?:included|enrolled|eligible|treated|recruited|represented))""",
    re.VERBOSE,
)

SHUT_OUT_BEFORE = Gated(
    rf"""\b(?:exclud(?:ing|es?|ed)|off\slimits\b[^.;]{{0,60}}\b(?:was|were|are)|(?:left|leaving|kept|keeping|ruled|ruling)\sout|turn(?:ed|ing)\s(?:away|down)|(?:exclusion|absence|omission)\sof|(?:all|every)\s(?:\w+\s){{0,4}}(?:but|save)(?!\sone\b)|except(?:ing)?(?:\sfor)?|exception\sof|other\sthan|apart\sfrom|barring|barred
      |(?<!excluded\s)(?<!exclude\s)(?<!excluding\s)(?:no|none|not\sone|nobody|zero|(?<!\d[.,])0|neither|nor)\s(?:(?:of\sthe\s|of\sthem\s|enrolled\s|single\s|study\s|recruited\s|treated\s|included\s|fitzpatrick\s|skin\s){{0,2}}{_PEOPLE}\s?(?:(?:in|of|from|among)\s(?:this|the|our|either|any)\s(?:\w+\s){{1,3}})?)?
        (?:(?:was|were|had|with|of(?:\s(?:them|these|those|us|whom))?|has|have|being|belonged|belonging|in|fell|who|that|a|the|presented|reported|classified|as|to|under|category|group|skin)\s){{0,4}}
      |(?:must|should|shall)\snot\sbe\s|(?:must|may|should|can|do|does|did|will)\s?not\s(?:have|be\sof)\s(?:any\s|an?\s)?|(?:(?:did|will)\s?not\s(?:include|enrol|enroll|recruit|treat|accept|admit|permit|allow)|could\s?not\s(?:include|enroll?|recruit))\s(?:any\s|the\s|anyone\s|anybody\s)?(?:{_PEOPLE}\s)?(?:(?:with|of|having)\s)?(?:a\s)?
      |refrain(?:ed|ing)\sfrom\s(?:treating|including|enrol{{1,2}}ing|recruiting|coring)|(?:unable|failed|impossible|inability|failure)\sto\s(?:recruit|enrol{{1,2}}|include)(?:\sany(?:one|body)?)?|(?:declined|refused)\sto\s(?:treat|include|enrol{{1,2}}|admit|accept)|(?:did|could|would)\snot\s(?:have|contain|comprise)|(?:we|investigators|authors|surgeons)\s(?:\w+ly\s)?avoided(?:\s(?:treating|including|enrol{{1,2}}ing|recruiting|coring))?|(?:sample|study|trial|cohort|series|population|group|but|and|which)\slack(?:ed|s)
      |(?:all|everyone|everybody)\sbut(?!\sone\b)|without(?:\sany)?|(?:(?<![a-z0-9,]\s)|[;:,]\s|\bwho\sare\s)not\s(?:of|with|having|have|be\sof)\s(?:an?\s|any\s)?|not\sincluded\s(?:were|was)|(?:were|was)\sno|there\s(?:were|was)\sno)[\s(]*
      (?:{_PEOPLE}\s?|anyone\s|anybody\s)?(?:(?:with|of|having|who\shad|who\swere)\s?)?(?:(?:a|any|the)\s?)?(?:(?:fitzpatrick\s)?(?:skin\s)?(?:photo)?types?\s(?:[iv]{{1,3}}|[1-6])\s(?:or|nor)\s)?(?:(?:very\s)?(?:dark|darker|darkest|black|light|fair|pigmented)\s(?:skin|complexion)\s\()?(?:(?:fitzpatrick|skin|photo)[\s-]?)*\s?$""",
    re.VERBOSE,
)
"""Stands right before the types that it shuts out."""

FLIPS_EXCLUSION = Gated(
    r"\b(?:other\sthan|outside(?:\sof)?|not\s(?:of|within|having|in|with|being)|except|unless|non)[\s-][^.;]{0,40}$|\b(?:patients|subjects|participants|people|those|anyone|volunteers)\s(?:without|lacking)\s(?:an?\s|fitzpatrick\s|skin\s)*$|\bnot\s(?:have\s|fall\sin(?:to)?\s)?(?:an?\s)?$"
)
"""In an exclusion criterion: "types other than I to IV" lets I to IV in."""

HARM = Gated(
    r"\b(?:hyperpigment\w*|hypopigment\w*|dyspigment\w*|pigmentary|pih|burns?|blister\w*(?!\s(?:graft|roof))|scarring|erythema|adverse|side\seffects?|complications?|folliculitis|darken\w*|events?|incidence|risk|recurren\w*|keloids?\s(?:formed|developed)|crust\w*|discontinued|withdrew|dropped)\b"
)
EFFECT = Gated(
    r"\b(?:reduc\w+|improve\w*|clear\w*|respon\w+|decreas\w+|increas\w+|satisf\w+|efficacy|gain\w*|loss|better|worse|repigment\w+|greatest|best|highest|lowest|success\w*|score[sd]?|fell|rose|higher|lower|remission)\b"
)
HAPPENED_IN = Gated(
    r"\b(?:seen|noted|noticed|occurred|observed|reported|found|developed|detected|recorded|present(?:ed)?|appeared|experienced|affected|limited|confined|followed|arose|happened)\s(?:only\s|mainly\s|mostly\s)?(?:in|by|among|for|to|with|on)\s[^.;]{0,30}$"
)
"""Before a number: so many had an event, not so many were of the type."""
HARMED_PARTS = Gated(
    rf"{HARM.pattern}[^.;]{{0,80}}?\b(?:seen|noted|noticed|observed|appeared|occurred|developed|arose|followed)\b[^.;]{{0,60}}?\s(?:in|among)\s[^.;,]{{1,30}},\s(?:(?:and\s)?[^.;,\s]+\s){{0,12}}$"
)
"""The same of parts: "darkening appeared in 6 patients, 4 with type IV and 2 with"."""

OWN_WORK = Gated(
    r"\b(?:we|our|ours|(?<!the\s)us(?!\s(?:population|fda|food|census|adults|military|army|veterans|centers|sites)\b|-)|this\s(?:study|trial|series|cohort|investigation|report|case)|(?:the\s)?(?:present|current)\s(?:study|trial|series)|herein)\b"
)
PEOPLE = Gated(rf"\b{_PEOPLE}\b")
"""Words for people in a study."""


_BRACKETED = re.compile(r"\([^()]{0,300}\)|\[[^\[\]]{0,300}\]")


def part_of_sentence(low: str, start: int, end: int) -> str | None:
    """What stands between semicolons round a mention, where it has a verb of its own."""
    if "; " not in low:
        return None
    low = _BRACKETED.sub(lambda bracket: bracket.group().replace(";", ","), low)
    part = low[low.rfind("; ", 0, start) + 1 :]
    closes = low.find("; ", end)
    part = part if closes < 0 else part[: closes - len(low)]
    own_verb = (PAST, PRESENT, TOOK_PART, PLANNED)
    return part if any(verb.search(part) for verb in own_verb) else None


_GIVES_REASON = re.compile(
    r"(?:\A\W{0,4}|\s)(?P<clause>(?:because(?!\sof\s(?:their|her|his|our)\b)|since(?!\s\d)|although|though|whereas|while|owing\sto(?!\stheir\b)|in\sview\sof|given(?=\s(?:the|that)\b))\s)"
)


_GRANTS = ("although", "though", "while", "whereas")


def is_in_reason(low: str, start: int, end: int) -> bool:
    """Whether a mention stands in a clause that says why, and in which nothing was done to anybody.

    As in "because lasers may burn type V, needles were used".
    """
    begins = max((m.start("clause") for m in _GIVES_REASON.finditer(low, 0, start)), default=-1)
    if begins < 0 or ", " in low[begins:start]:
        return False
    closes = low.find(", ", end)
    clause = low[begins : closes if closes >= 0 else len(low)]
    told = (PAST, TOOK_PART, PLANNED, ELIGIBLE)
    says_why = not clause.startswith(_GRANTS) or PRESENT.search(clause) is not None
    return says_why and not any(cue.search(clause) for cue in told)
