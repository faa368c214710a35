"""What the sentences of a short report say of its design: how many people, over what time, by whom."""

import re
from collections.abc import Sequence

from app.records import Section
from app.tagging import cues
from app.tagging.context import OWN_WORK
from app.tagging.document import Document
from app.tagging.gates import Gated
from app.tagging.lexicon import Hit
from app.tagging.numbers import NUMBER, value_of
from app.tagging.statements import Statement

_BESIDES = (Section.BACKGROUND, Section.DISCUSSION)
_PERSONS = (
    r"(?:patients|cases|women|men|children|girls|boys|subjects|participants|volunteers|adults|people|persons|individuals"
    r"|infants|females|males|adolescents|teenagers|students|recruits|soldiers|survivors|respondents|visitors"
    r"|sisters|brothers|siblings|twins|babies|toddlers|recipients|users|nurses|workers|labou?rers|farmers|employees)"
)
_PATIENTS = re.compile(
    r"(?i)(?:patients|cases|women|men|children|girls|boys|infants|sisters|brothers|siblings|twins|babies|toddlers)\Z"
)
_EVER_COUNTED = Gated(
    rf"(?i:\b({NUMBER})\s+(?:(?!of\b|the\b|{NUMBER})[\w-]+,?\s+){{0,4}}?{_PERSONS}\b)"
    rf"|(?:^|(?<=[.:;] )|(?<=\n))(?i:({NUMBER}))\s+(?:had|were|underwent|received|completed)\b"
)
_SERIES = Gated(
    rf"(?i)\bseries (?:is |was )?of (?:[\w-]+ ){{0,4}}?{_PERSONS}\b|\b(?:report|present|describe) (?:on )?(?:a|our|the) (?:\w+ )?series\b"
)
_OF_SO_MANY = Gated(
    r"(?i)[:\u2013\u2014-]\s?(?:a |an )?(?:report|analysis|study|experience)?(?: of| on| in)?\s?"
    r"(?:two|three|four|five|six|seven|eight|nine|\d) (?:patients|cases|women|men|children)\W*\Z"
)
_ONE_PERSON = Gated(
    r"(?i)\b(?:a|an|this|our|one)\s+(?:[\w-]+,?\s+){0,3}?(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[a-z]+(?:ty|teen)(?:-\w+)?)[- ](?:years?|months?|weeks?|days?)[- ]old\b"
    r"|\b(?:a|an|this|our|one)\s+(?:[\w-]+,?\s+){0,4}?(?:woman|man|girl|boy|infant|patient|female|male|child|lady|mother|teenager)"
    r"(?:\s[\w-]+){0,2}?,?\s(?:of|aged|age)\s(?:\d{1,2}|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[a-z]+(?:ty|teen)(?:-\w+)?)(?=[ ,;.](?:years|months|with|had|was)?))\b(?!\s?(?:patients|women|men|%))"
    r"|\b(?:report|describe|present|show) (?:on |the case of |here )?(?:a|one) (?:[\w-]+ ){0,2}?(?:subject|patient|person|case|woman|man|girl|boy|child|infant)\b"
    r"|\b(?:in|for) (?:a|one) (?:single )?subject (?:with|of|who)\b|: one (?:subject|patient) of\b"
    r"|\b(?:describe|report|present) (?:[\w-]+ ){1,6}?in (?:a|one) (?:woman|man|girl|boy|child|infant|patient)\b"
    r"|\bin his (?:twenties|thirties|forties|fifties|sixties|seventies)\b|\bin her (?:twenties|thirties|forties|fifties|sixties|seventies)\b"
)
_DENIAL_BEFORE = re.compile(
    r"(?i)\b(?:no|not|nor|nobody|never|without|neither|instead of|rather than|lack of|absence of)\b[^.;:,]{0,25}\Z|\bnon_\Z"
)
_DENIAL_AFTER = re.compile(
    r"(?i)\A[^.;:,]{0,25}?\b(?:(?:was|were|is|are|will be) (?:not|never)|(?:was|is|were|are) (?:\w+ )?(?:needed|warranted|lacking|required|awaited))\b"
    r"|\A ?[:?] ?(?:non|not|no\b|none|n/?a\b)"
)
_SHUFFLED_AFTER = re.compile(
    r"(?i)\A[^.;:,]{0,25}?\b(?:photo(?:s|graph\w*)?|images?|pictures?|pairs?|slides?|biops\w+(?! (?:study|trial|comparison))|blocks? of tissue|fields|records|charts|patients? (?:files|records))\b"
    r"|\A ?(?:chosen|selected|picked|drawn|sampled|taken) (?:[\w-]+ ){0,2}(?:patients|controls|subjects|people|individuals|volunteers|women|men|users|households|students|cases)\b"
)
_SHUFFLED_BEFORE = re.compile(
    r"(?i)\b(?:photo(?:s|graph\w*)?|images?|pictures?|slides?|sections)\b(?:(?!\b(?:and|patients?|subjects?|participants?|sides?)\b)[^.;:]){0,45}\Z"
)
_POOLED = "pooled"
_PART_OF_TRIALS = Gated(
    rf"(?i)\b(?:from|of|in) (?:the )?(?:two|three|both|our|2|3) (?:pivotal|phase|identical|previous|prior|earlier) [^.]{{0,40}}\bpooled\b[^.]{{0,40}}{NUMBER} (?:subjects|patients|participants)"
    rf"|\bpooled (?:the )?{NUMBER} (?:subjects|patients|participants)|\bpooled data from (?:two|three|both|our|2|3)\b"
)
_LETTER = re.compile(
    r"(?i)\b(?:letter|correspondence|comments? on|in reply|reply to|response to)\b|\bto the editor\b"
)
_LONGEST_OPENING = 300
_YEARS = Gated(
    r"(?i)\b(?:between|from)\s(?:\w+\s){0,2}?((?:19|20)\d\d)\s(?:and|to|until|through)\s(?:\w+\s){0,2}?((?:19|20)\d\d)\b"
)
_NOT_EACH = "".join(
    rf"(?<!\b{number}\s)"
    for number in ["two", "three", "four", "five", "six", "2", "3", "4", "5", "6"]
)
"""Not behind the sessions that everybody had: "three consecutive treatments"."""
_LOOKS_BACK = Gated(
    rf"(?i)\bconsecutive (?:[\w-]+ ){{0,3}}?(?:(?!volunteers){_PERSONS}|procedures|operations|[a-z]+plasties|facelifts)\b|\b{_NOT_EACH}consecutive (?:[\w-]+ ){{0,3}}?(?:treatments|injections|sessions)\b|\b(?:photographs|photos|pictures|scans|slides|histories) of (?:the )?{NUMBER} (?:[\w-]+ ){{0,3}}?{_PERSONS}\b"
    rf"|\bof (?:the )?(?:{NUMBER}|\d+) (?:[\w-]+ ){{0,3}}?{_PERSONS}\b[^.;,]{{0,40}} reviewed\b"
    rf"|\bwe observed (?:the )?(?:{NUMBER}|{_PERSONS})\b"
    rf"|\b(?:we|authors) (?:\w+ )?(?:reviewed|went over|traced|followed up|looked (?:back )?at|recalled) (?:(?:all|the|our|last|first) )*(?:{NUMBER}|\d+) (?:[\w-]+ ){{0,3}}?{_PERSONS}\b"
    rf"|\b(?:from|out of) (?:the |our )?(?:files|charts|records|registers?|archives?)\b[^.;]{{0,40}}{_PERSONS}\b"
    r"|\b(?:in retrospect|with hindsight|(?:records|charts|files|notes) (?:show|tell|gave|give|held))\b"
    r"|\bwho had (?:(?:all|each|earlier) )?(?:been (?:through|treated with|operated on|injected with|lasered)|undergone|had)\b"
)
_SHORTEST_LOOK_BACK = 3
"""Years that people were treated over, from which a report without a word of plan looks back."""
_THINGS = Gated(
    r"(?i)\b(?:products?|devices|brands|web ?(?:pages?|sites?)|videos?|posts|apps|applications|images|atlases|datasets|databases|archives|figures|(?:text)?books|journals|packages|shops|shades|labels|advertisements"
    r"|leaflets|topics|chapters|illustrations|curricula|programs|hashtags|search results)\b"
)
_AMONG = Gated(
    rf"(?i:\b(?:in|of|by|among|from|on)\s({NUMBER})\s(?:[\w-]+\s){{0,3}}?[\w-]*[a-z]s\b)"
)
_ARTICLE = Gated(
    r"(?i)\b(?:this|the|our) (?:present |current )?(?:article|paper|chapter|contribution|monograph|lecture)\b"
    r"|\b(?:continuing education|(?:is|are) (?:also )?(?:discussed|reviewed|outlined|summari[sz]ed|highlighted|surveyed|presented here)"
    r"|we (?:outline|discuss|highlight|summari[sz]e|provide|give|offer|describe|explain)|the authors? (?:discuss|describe|outline|provide|highlight|explain)s?"
    r"|(?:cited|discussed|reviewed|compared) here|to (?:discuss|summari[sz]e|outline|provide an overview|give an overview)|a review of|(?:recent|current) (?:advances|evidence|concepts|literature)|the (?:literature|evidence))\b"
)


_AFTER_THE_FACT = Gated(
    r"(?i)\bpool\w*\b[^.]{0,60}\bpost[- ]?hoc\b|\bpost[- ]?hoc\b[^.]{0,60}\bpool\w*\b"
    r"|\bpooled (?:the |data (?:from|of) (?:the )?)?(?:two|three|both|2|3) (?:pivotal |identical |replicate )?phase [^.]{0,40}\b(?:studies|trials)\b"
    r"|\A(?:in )?(?:this|the|our|a)\b[^.,;]{0,60}\bpost[- ]?hoc (?:analys[ie]s|set|sub ?group|evaluation|comparison|study)\b"
    r"|\b(?:secondary|sub-?group|further|subset|exploratory) analys[ie]s of (?:a|the|data (?:from|of)|two|three|four|our|both)\b[^.]{0,60}\btrials?\b"
)
_POST_HOC = Gated(r"(?i)\bpost[- ]?hoc\b")
_RECORDS = Gated(
    r"(?i)\b(?:(?<!case )records?|charts?|files?|log ?books?|case notes|registers?|archives?|histories)\b"
)
_GATHERS = Gated(
    rf"(?i:\b(?:trials|studies|articles|papers|publications|reports)\b(?! of the)[^.;]{{0,90}}\b(?:were|are) (?:collected|gathered|retrieved|tabulated|compiled|surveyed|sifted|summari[sz]ed|brought together|put together|picked out|kept for analysis)\b)"
    rf"|(?i:\b(?:collected|gathered|sifted|compiled) (?:{NUMBER}|all|the) (?:[\w-]+ ){{0,3}}(?:trials|studies|articles|papers|publications)\b)"
)
_OBSERVES = Gated(
    rf"(?i:\bwe (?:\w+ly )?(?:phototested|questioned|examined|interviewed|surveyed|polled|asked|measured|studied|observed|photographed|recruited|sampled) (?:[\w-]+ ){{0,2}}?(?:{NUMBER}|healthy|women|men|children|adults|people|patients)\b)"
    r"|(?i:\b(?:recorded|measured|taken|read|collected|obtained) (?:from|in|on|of) (?:[\w-]+ ){0,3}?(?:healthy|volunteers|subjects|women|men)\b)"
    r"|(?i:\b(?:questionnaire|answers) (?:were|was) set beside\b)|(?i:\bhad (?:[\w-]+ ){1,6}?(?:(?:measured|photographed|scanned|read) by|(?:measured|determined|tested))\b)|(?i:\b(?:tricho|dermo)scopic (?:data|patterns|signs|findings)\b)"
    r"|(?i:\b(?:(?:were|was) |(?:graded|scored|rated|measured)[^.;]{0,40} and )(?:questioned|interviewed|surveyed|polled|phototested|scanned|imaged|swabbed|photographed at|asked (?:how|whether|about|what|if|when|why)|related (?:in|to)|correlated (?:with|in)|grouped (?:with|by|as)))"
    r"|(?i:\b(?:forms?|questionnaires?|surveys?|polls?|quiz(?:zes)?) (?:was|were|had been) (?:\w+ )?(?:returned|filled|handed|answered|sent|held|completed|mailed|emailed|posted|given out|distributed|put to))"
    rf"|(?i:\b(?:filled (?:in|out)|answered|returned|completed) (?:a|an|the) (?:[\w-]+ ){{0,2}}?(?:form|questionnaire|survey|quiz)\b)"
    rf"|(?i:\b(?:of|among|in) (?:the )?{NUMBER} (?:[\w-]+ ){{0,3}}?{_PERSONS} (?:examined|seen|screened|surveyed|questioned|studied|attending|interviewed|polled)\b)"
    rf"|(?i:\b(?:ultrasound|ultrasonography|scans?|readings?|measurements?|imaging|images|pictures|photographs|swabs|samples)\b[^.;]{{0,40}} (?:was|were) (?:done|made|taken|performed|obtained|collected) (?:in|of|from|on) (?:the )?{NUMBER}\b)"
    r"|(?i:\b(?:diary|twin|questionnaire|correlation|phototesting|case[- ]?control|cross[- ]sectional|prevalence|ecological) study\b)"
    rf"|(?i:\b(?:biops\w+|samples|blood|swabs|recordings?|readings?|spectra|images|photoplethysmographs|data|doses?) (?:was|were|will be|are) (?:\w+ )?(?:recorded|collected|obtained|taken|drawn|acquired|determined) (?:from|in|of) (?:[\w-]+,? ){{0,7}}?(?:{NUMBER}) (?:[\w-]+,? ){{0,3}}?{_PERSONS}\b)"
    rf"|(?i:\bwe (?:\w+ )?(?:determined|measured|compared|analy[sz]ed|recorded|collected) [^.;]{{0,70}}\b(?:of|from|in) (?:{NUMBER}|\d+) (?:[\w-]+ ){{0,3}}?{_PERSONS}\b)"
    rf"|(?i:\bof (?:{NUMBER}|\d+) (?:[\w-]+ ){{0,3}}?{_PERSONS}(?:, [^.;]{{1,50}}?,)? (?:were|was) (?:measured|imaged|inspected|counted|graded)\b)"
    r"|(?i:\bhad (?:[\w-]+,? ){1,8}?(?:measured|read|scanned) (?:by|with) (?:[\w-]+ ){0,3}?(?:colorimet|spectro|ultrasound|corneomet|cutomet|mexamet|instrument|probe)\w*)"
    rf"|(?i:\bcompared (?:with|to) (?:{NUMBER}|\d+) (?:[\w-]+ ){{0,3}}?(?:without|(?:healthy |matched )?controls)\b)"
    rf"|(?i:\bwe (?:called back|recalled|re-?examined|followed up|traced) (?:{NUMBER}|\d+) (?:[\w-]+ ){{0,3}}?(?:people|persons|adults|survivors)\b)|(?i:\b\w+grams of {NUMBER} (?:[\w-]+ ){{0,3}}?{_PERSONS}\b)"
    r"|(?i:\bsensitivity\b[^.]{0,40}\bspecificity\b)|(?i:\bpairs of (?:\w+ )?twins\b)|(?i:\bpulse oximet)|(?i:\boximeter\b)"
)
_GIVES = Gated(
    r"(?i)\b(?:were|was|been) (?:\w+ )?(?:given|exposed|dosed|fed|applied|administered|irradiated|treated)\b"
    r"|\b(?:used|wore|applied|took|drank|swallowed|tried|rubbed)\b (?!to\b|a questionnaire|a diary|the questionnaire|dosimeters?)[^.;]{0,80}"
    r"\b(?:twice|once|daily|nightly|weekly|weeks?|months?|creams?|lotions?|gels?|spf ?\d+|sunscreens?|serums?|deodorants?|ointments?|masks?|devices?|tablets?|capsules?|foundations?)\b"
    r"|\b(?:had|got|underwent|received|given) (?:[\w-]+ ){0,3}?(?:passes|pass|sessions?|cycles?|treatments?|injections?|units|pulses|shots|courses?|rounds|sittings?|peels?)\b"
    r"|\b(?:took|swallowed|drank|ate|used|applied) [\w-]+ for\b"
    r"|\b(?:took|swallowed|received|(?:were|was) (?:put|started|kept) on) (?:(?:oral|low-dose|[\d.]+ m?g|of) ){0,3}[a-z]{3,}(?:one|ide|ine|ol|ate|cin|nib|mab|noin|acid|zole|min|dil)\b"
    r"|\bdid (?:[\w-]+ ){1,4}?(?:a day|daily|a week|weekly|each night|every night)\b"
    r"|\btest of an? (?:[\w-]+ ){0,2}(?:deodorant|cream|lotion|gel|serum|device|soap|mask|sunscreen|product)\b"
)
_TREATED_HERE = Gated(
    rf"(?i)\b(?:safety|efficacy|effect|effectiveness|tolerability|use|results?) of [^.]{{3,80}} in (?:the )?{NUMBER} (?:[\w-]+ ){{0,3}}?{_PERSONS}\b"
)
_WILL_TREAT = Gated(
    r"(?i)\b(?:will|to) (?:\w+ )?(?:receive|undergo|be (?:given|treated|injected|randomi[sz]ed))\b"
)
_TITLE_OF_YEARS = Gated(
    rf"(?i)\b(?:{NUMBER}|several|many|\d+)[- ]years?\b[^.]{{0,30}}\b(?:at|in|of|from) (?:one|a|an|our|two|three|the|single)\b[^.]{{0,30}}\b(?:cent(?:er|re)|clinic|hospital|practice|department|unit|office)s?\b"
    rf"|\b(?:at|in|from) (?:one|a|an|our|the|single)\b[^.]{{0,30}}\b(?:cent(?:er|re)|clinic|hospital|practice|department|unit|office)\b[^.]{{0,10}}[:,\u2013\u2014-] ?(?:{NUMBER}|\d+) years?\b"
    rf"|\A(?:the )?(?:complications|adverse (?:events|effects|reactions)|side effects|mishaps|infections?|untoward effects) (?:of|after|from|following|in)\b[^.]{{0,90}}\bin (?:{NUMBER}|\d[\d,]*) (?:[\w-]+ ){{0,3}}?(?:{_PERSONS}|faces|treatments|sessions|procedures)\b"
)


def may_be_after_the_fact(document: Document) -> bool:
    """Whether a word of it stands anywhere, so that most texts need no search by sentence."""
    text = document.text
    return any(word in text for word in _AFTER_THE_FACT_WORDS)


_AFTER_THE_FACT_WORDS = ("hoc", "Hoc", "analysis of", "analyses of", "Analysis of", "pooled")


def is_after_the_fact(document: Document, statement: Statement, *, in_title: bool) -> bool:
    """Whether it looks once more at the people of trials: "a pooled post hoc analysis"."""
    said = document.text[statement.start : statement.end]
    if not any(word in said for word in ("hoc", "Hoc", "nalys", "pooled")):
        return False
    if in_title and _POST_HOC.search(said):
        return True
    return _AFTER_THE_FACT.search(said) is not None


def searches_records(document: Document, statement: Statement) -> bool:
    """Whether what was searched are the records of a clinic."""
    return statement.find(_RECORDS, document.text) is not None


def gathers_studies(document: Document, statement: Statement) -> bool:
    """Whether what was collected are studies: "trials of 2010 to 2015 were collected"."""
    if cues.STUDIES not in statement.said:
        return False
    return statement.find(_GATHERS, document.text) is not None


def observes(document: Document, statement: Statement) -> bool:
    """Whether people were questioned, measured or compared."""
    return statement.find(_OBSERVES, document.text) is not None


_ASKS = Gated(
    r"(?i)\b(?:questionnaires?|surveys?|forms?|polls?)\b[^.;]{0,40}\b(?:was|were|had been) (?:\w+ )?(?:handed|sent|mailed|e-?mailed|posted|distributed|given out|circulated) (?:out )?(?:to|among|by|online|on)\b"
    r"|\b(?:were|was) (?:sent|mailed|e-?mailed|handed|posted) (?:a|an|the|our) (?:[\w-]+ ){0,3}?(?:form|questionnaire|survey|poll)\b"
    rf"|\binterviews (?:\w+ )?(?:were|was) (?:held|conducted|carried out|done) with\b|\binterviews (?:with|of) {NUMBER}\b"
    rf"|\bof (?:{NUMBER}|\d+) (?:[\w-]+ ){{0,3}}?{_PERSONS}\b[^.;]{{0,40}}\b(?:were|was) (?:sorted|classified) (?:by|into)\b"
    rf"|\bwe looked at (?:[\w-]+ ){{0,2}}?(?:{NUMBER}|{_PERSONS}) (?:seen|diagnosed|referred|attending|who came)\b"
    rf"|\bwe (?:\w+ly )?(?:surveyed|polled|interviewed|questioned|telephoned) (?:[\w-]+ ){{0,2}}?(?:{NUMBER}|\d[\d,]*|{_PERSONS})\b"
)


def asks(document: Document, statement: Statement) -> bool:
    """Whether questions were sent or handed to people: "all were sent a form"."""
    return statement.find(_ASKS, document.text) is not None


_JUDGED = Gated(r"(?i)\b(?:blinded|masked|unaware)\b|\bexclusion criteri")


def are_judged(document: Document, own: Sequence[Statement]) -> bool:
    """Whether a trial's precautions are told of, by authors who do not just "present" people."""
    if any(statement.find(_DESCRIBES, document.text) for statement in own):
        return False
    return any(statement.find(_JUDGED, document.text) for statement in own)


_POOLS_STUDIES = Gated(r"(?i)\bmeta-?analys[ei]s|\b(?:systematic|scoping|umbrella|cochrane) review")


def pools_studies(document: Document, statement: Statement) -> bool:
    """Whether a title names a review of a kind that is made of trials."""
    return statement.find(_POOLS_STUDIES, document.text) is not None


_MAY_BE_OF_CHANCE = re.compile(r"(?i)pilot|feasib|proof|multicent|pivotal|exploratory|phase")


def may_be_of_chance(document: Document, hit: Hit) -> bool:
    """Whether a word for a trial leaves open how people were assigned, as "pilot" does."""
    return _MAY_BE_OF_CHANCE.match(document.text, hit.start, hit.end) is not None


_PLAINLY_BLINDED = re.compile(r"(?i)double|(?:placebo|vehicle|sham).controlled")


def is_plainly_blinded(document: Document, hit: Hit) -> bool:
    """As in "double-blind", "placebo-controlled"."""
    return _PLAINLY_BLINDED.match(document.text, hit.start, hit.end) is not None


def gives(document: Document, statement: Statement) -> bool:
    """Whether people got or used something: "wore the cream daily", "were given rising doses"."""
    return statement.find(_GIVES, document.text) is not None


_OUTSIDE_THE_BODY = Gated(
    r"(?i)\b(?:biops\w+|skin|samples|specimens|explants)\b[^.;]{0,80}\b(?:irradiated|exposed|lit|treated|cored|incubated|cultured|lasered) ex vivo\b"
)


def is_outside_the_body(document: Document, statement: Statement) -> bool:
    """Whether what was treated is skin in a dish: "biopsies were irradiated ex vivo"."""
    return statement.find(_OUTSIDE_THE_BODY, document.text) is not None


def counts_treated(document: Document, statement: Statement) -> bool:
    """As in "the safety of the lamp in 20 patients"."""
    return statement.find(_TREATED_HERE, document.text) is not None


def will_treat(document: Document) -> bool:
    """Whether a registration plans to treat its people."""
    return _WILL_TREAT.search(document.text) is not None


def title_looks_back(document: Document, statement: Statement) -> bool:
    """As in "two years in one clinic", "complications in 2541 women"."""
    return statement.find(_TITLE_OF_YEARS, document.text) is not None


def is_told_besides(document: Document, statement: Statement) -> bool:
    """Whether an article's introduction or discussion tells it, and not of the article's own work."""
    if statement.section not in _BESIDES or next(document.sections(Section.METHODS), None) is None:
        return False
    return OWN_WORK.search(document.text[statement.start : statement.end].lower()) is None


_RATIO = "ratio"
_MIXED = re.compile(
    r"(?i)(?:\bmix\w*|\bdilut\w*|\bblend\w*|\bsolutions?|\bbeams?|\bwavelengths?|\bwatts?|\bnm\b|\bms\b)[^.;]{0,40}\Z"
)
"""Before a ratio of things, not of people: "1064 nm and 532 nm in a 1:1 ratio"."""


def is_of_chance(document: Document, statement: Statement, hit: Hit) -> bool:
    """A word of chance for people, sides or lesions: not for photographs, and not denied."""
    before = document.text[statement.start : hit.start]
    after = document.text[hit.end : statement.end]
    if _DENIAL_BEFORE.search(before) or _DENIAL_AFTER.match(after):
        return False
    if document.text[hit.start : hit.end].endswith(_RATIO) and _MIXED.search(before):
        return False
    return not (_SHUFFLED_AFTER.match(after) or _SHUFFLED_BEFORE.search(before))


def most_people(document: Document, stated: Sequence[Statement]) -> int:
    """The largest number of people told of outside sentences on others' studies; 0 for none."""
    most = 0
    for statement in stated:
        if cues.STUDIES in statement.said or cues.CITED in statement.said:
            continue
        if not _EVER_COUNTED.may_stand(statement.marks):
            continue
        for match in _EVER_COUNTED.finditer(document.text, statement.start, statement.end):
            most = max(most, value_of(match.group(1) or match.group(2)) or 0)
    return most


def first_are_few(document: Document, own: Sequence[Statement]) -> Statement | None:
    """The sentence that first counts people, where it calls them patients and the like."""
    for statement in own:
        match = statement.find(_EVER_COUNTED, document.text)
        if match:
            described = statement.find(_DESCRIBES, document.text)
            return statement if described or _PATIENTS.search(match.group()) else None
    return None


_DESCRIBES = Gated(r"(?i)\bwe (?:describe|report|present)\b")


def counts(document: Document, statement: Statement) -> bool:
    """Whether it says how many people took part."""
    return statement.find(_EVER_COUNTED, document.text) is not None


def tells_of_one(document: Document, statement: Statement) -> bool:
    """Whether it presents one person: "a 34-year-old man"."""
    return statement.find(_ONE_PERSON, document.text) is not None


def is_series(document: Document, statement: Statement, *, in_title: bool) -> bool:
    """Whether it calls its people a series, or a title ends with how few they are."""
    if in_title and statement.find(_OF_SO_MANY, document.text):
        return True
    return statement.find(_SERIES, document.text) is not None


def pools_trials(document: Document, statement: Statement) -> bool:
    """Whether the people are some of those of earlier trials, taken together."""
    if document.text.find(_POOLED, statement.start, statement.end) < 0:
        return False
    return statement.find(_PART_OF_TRIALS, document.text) is not None


def opens_as_letter(document: Document) -> bool:
    """Whether the first lines answer somebody."""
    return _LETTER.search(document.text, 0, _LONGEST_OPENING) is not None


def looks_back(document: Document, statement: Statement) -> bool:
    """Whether people are told of as treated before the study began."""
    return statement.find(_LOOKS_BACK, document.text) is not None


def spans_years(document: Document, statement: Statement) -> bool:
    """Whether people were treated over so many years that nobody planned it."""
    match = statement.find(_YEARS, document.text)
    if match is None:
        return False
    return int(match.group(2)) - int(match.group(1)) >= _SHORTEST_LOOK_BACK


def names_things(document: Document, statement: Statement) -> bool:
    """Whether goods or pages are named, which may be what was counted."""
    return statement.find(_THINGS, document.text) is not None


def counts_people(document: Document, statement: Statement) -> bool:
    """As in "in 500 clinic visitors", "by 310 gardeners": a number of what is no thing."""
    match = statement.find(_AMONG, document.text)
    return match is not None and not _THINGS.search(match.group())


def goes_through(document: Document) -> bool:
    """Whether a text without a study says that it discusses or sums up."""
    return _ARTICLE.search(document.text) is not None
