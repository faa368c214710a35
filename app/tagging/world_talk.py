"""What a past tense tells of the world, not of a study's own participants.

"No data existed for type V", "the label was extended to type V", "safety in type V was not
established": the words of a result, and nobody was treated.
"""

import re

from app.tagging.context import PEOPLE
from app.tagging.gates import Gated

_TO = r"(?:about|of|for|over|on|in|to|with|regarding|concerning|towards?|among)"
_REST = r"\b[^.;,]{0,40}\Z"

BEFORE = (
    Gated(r"\b(?:generali[sz]\w+|extrapolat\w+|transferable|applicable)\s(?:\w+\s){0,2}to" + _REST),
    Gated(r"\b(?:published|historical)\s(?:\w+\s){0,3}(?:in|for|of|on)" + _REST),
    Gated(r"\b(?:cleared|approved|licen[sc]ed|authori[sz]ed|certified|marketed)\sby\s(?:the\s)?(?:us\s)?(?:fda|food\sand\sdrug|ema|regulators?|agenc(?:y|ies)|authorit(?:y|ies)|notified)\b[^.;,]{0,30}\s(?:for|in)" + _REST),
    Gated(r"\b(?:we|clinics?|centers?|centres?)\s(?:now|today|currently|nowadays)\s(?:also\s)?(?:offer|use|give|recommend|provide|treat)\b" + _REST),
    Gated(r"\b(?:hoped|wished|wanted|tried|hesitat\w+|reluctan\w+|unwilling)\sto\s(?:treat|manage|include|enrol{1,2}|recruit|add)" + _REST),
    Gated(r"\b(?:feared|thought|believed|assumed|expected|supposed|argued|claimed|suspected|hypothesi[sz]ed|postulated|speculated|predicted|anticipated|held|advised|recommended|warned|stated)\sthat" + _REST),
    Gated(r"\b(?:opinions?|views?|thoughts|advice|questions?|attitudes?|knowledge|interviewed|surveyed)\s(?:on|about|regarding)" + _REST),
    Gated(r"\b(?:confidence|confident|comfort|comfortable|competence|familiarity|familiar)\s(?:with|in|about|treating)" + _REST),
    Gated(r"\b(?:approval|permission|licen[sc]e|indications?|labell?ing|guidance|demand|interest)\s(?:\w+\s)?(?:for|in|of|among)" + _REST),
    Gated(r"\b(?:reviewers?|editors?|referees?)\s(?:\w+\s)?(?:suggested|asked|proposed|recommended|wanted)" + _REST),
    Gated(r"\b(?:considered\s\w+ing|decided\sagainst)" + _REST),
    Gated(r"\bthan\s(?:\w+\s){0,2}(?:reported|published|described)\b" + _REST),
    Gated(r"\bothers\s(?:saw|found|noted|observed)" + _REST),
    Gated(r"(?<!our\s)(?<!this\s)\b(?:trials?|study|studies|series)\shad\s(?:only\s)?(?:enrolled|included|recruited|treated)" + _REST),
    Gated(r",\s(?:rare|common|frequent|feared|known|unusual|uncommon|likely|dreaded|typical|rarely\sseen|seldom\sseen)\s(?:in|of|for|among|with)" + _REST),
    Gated(r",\s(?:an?|the)\s(?:\w+\s){0,3}(?:sequela|complication|risk|concern|problem|side\seffect|consequence|condition)\s(?:in|of|for|among)" + _REST),
    Gated(r"\b(?:scale|classification)\s(?:was|had\sbeen)\s(?:\w+ly\s)?(?:extended|expanded|modified|revised|enlarged|widened)" + _REST),
    Gated(r"\b(?:algorithms?|models?|networks?|classifiers?|software)\b[^.;]{0,60}\b(?:trained|tested|tuned|validated|failed|performed|erred)\s(?:\w+\s)?(?:on|in|with|for)" + _REST),
    Gated(r"\bmaude\s(?:held|contained|had|lists|holds|contains)" + _REST),
    Gated(r"\b(?:literature|maude|fda|agenc(?:y|ies)|panel|consensus|societ(?:y|ies)|manufacturers?|a\sregistry)\s(?:had\s)?\w+ed" + _REST),
    Gated(r"\b(?:doses?|fluences?|densit(?:y|ies)|parameters|settings)\sfor" + _REST),
    Gated(r"\b(?:model{1,2}ed|simulated|predicted|extrapolated)\s(?:for|in|to)" + _REST),
    Gated(r"\b(?:earlier\swe\shad|we\shad\s(?:earlier|previously|formerly|already))" + _REST),
    Gated(rf"\b(?:known|concern\w*|wary|cautious|afraid|fear\w*|doubts?|worr(?:y|ies|ied))\s{_TO}{_REST}"),
    Gated(r"\b(?:received|obtained|gained|granted|got|won|sought)\s(?:\w+\s){0,3}(?:clearance|approval|licen[sc]e)\b[^.;,]{0,40}\Z"),
    Gated(r"\b(?:clearance|approval|licen[sc]e|indication)\s(?:was|were|had\sbeen)\s(?:granted|given|issued|extended|received|obtained|sought|widened)\b[^.;,]{0,40}\Z"),
    Gated(r"\blabel\s(?:was|were|had\sbeen|allowed|named|listed|excluded|included)\b[^.;,]{0,40}\Z"),
    Gated(r"\bcontraindications?\s(?:in|to|for|with)" + _REST),
    Gated(r"\b(?:was|were|been)\s(?:\w+ly\s)?contraindicated\s(?:in|for|with)" + _REST),
    Gated(r"\b(?:advised|recommended|suggested|mandated)\s(?:for|in|to|with)" + _REST),
    Gated(r"\b(?:(?:spots?|patch(?:es)?|tests?|precautions?|care|caution)\s(?:was|were)\s(?:required|needed)|foreseen|reserved)\sfor" + _REST),
    Gated(r"\b(?:was|were)\sto\sbe\s\w+\s(?:to|for|in|with)" + _REST),
    Gated(r"\b(?:raters?|readers?|observers?|evaluators?|operators?|assessors?|judges?)\s(?:was|were|had)\b" + _REST),
    Gated(r"\b(?:raters|readers|graders|algorithms?|models?|networks?|classifiers?|software)\s(?:was|were)\s\w+\s(?:on|with|for|in)" + _REST),
    Gated(
        r"\b(?:questionnaires?|forms?|surveys?|atlas|guidelines?|protocols?|leaflets?|manuals?|brochures?|textbooks?|manufacturers?|makers?)\s"
        r"(?:had\s)?(?:listed|named|showed|mentioned|described|foresaw|allowed|advised|required|recommended|told|instructed|forbade|warned|set|specified|permitted)" + _REST
    ),
    Gated(r"\b(?:then|now|since|later|recently|just|subsequently|next)\s(?:began|begun|started)\s(?:to\s)?(?:recruit|enrol{1,2}|includ|invit|treat|screen)\w*" + _REST),
    Gated(r"\b(?:unable|failed|impossible|inability|failure)\sto\s(?:reach|attract|find|get)" + _REST),
    Gated(r"\b(?:efforts|attempts)\s(?:\w+\s){0,2}to\s(?:recruit|enrol{1,2}|include|find|treat|reach)" + _REST),
    Gated(r"\b(?:too\sfew|hardly\sany|not\senough|insufficient(?:ly)?)" + _REST),
    Gated(r"\bno\s(?:\w+\s){0,2}(?:data|evidence(?!\sof)|information|literature|studies|trials|consensus|guidance)\b[^.;,]{0,40}\Z"),
    Gated(r"\b(?:evidence|information|literature|knowledge)\s(?:\w+\s){0,2}(?:on|about|regarding|concerning|for)" + _REST),
    Gated(r"\b(?:prior|previous|earlier|older)\s(?:lasers?|devices?|treatments?|methods?|techniques?|resurfacing)\s(?:had\s)?\w+ed" + _REST),
    Gated(r"\b(?:traditional|conventional|existing|prior|previous|earlier|older)\s(?:lasers?|devices?|treatments?|methods?|techniques?|resurfacing)\shad\s\w+ed" + _REST),
    Gated(r"\A(?:were|had|should)\s(?:[\w-]+\s){0,4}\Z"),
    Gated(r"\b(?:was|were)\snot\s(?:yet\s)?(?:\w+ly\s)?(?:tested|evaluated|studied|investigated|tried|validated)\s(?:in|for|on|among|with)\s(?:[\w-]+\s){0,4}\Z"),
    Gated(r"\b(?:had|has|have)\s(?:not|never)\s(?:yet\s)?been\s(?:\w+ly\s)?(?:studied|tested|tried|used|examined|evaluated|assessed|investigated|explored|reported|established)\b[^.;,]{0,40}\Z"),
)  # fmt: skip
"""Ends right before the types."""

_BE = r"\A[\s,)]*(?:skin|patients|people|subjects|individuals|phototypes|persons)?[\s,)]*(?:was|were|remained|had)\s(?:\w+ly\s|long\s|once\s|still\s|as\syet\s|yet\s|so\sfar\s|often\s){0,2}"
_HAS_NOT_BEEN = r"\A[\s,)]*(?:skin|patients|people|subjects|individuals|phototypes|persons)?[\s,)]*(?:has|have)\s(?:\w+ly\s|still\s|as\syet\s|yet\s|so\sfar\s)?(?:(?:not|never)\s(?:yet\s)?been|to\sbe)\s(?:\w+ly\s)?"
AFTER = (
    Gated(_BE + r"(?:been\s)?(?:thought|believed|held|assumed|presumed|said|feared|expected|supposed|known)\b"),
    Gated(_BE + r"(?:unknown|unclear|uncertain|unproven|untested|unstudied|unexplored|undetermined|insufficient|sparse|scarce|scant|inconclusive|lacking|unavailable|missing)\b"),
    Gated(_BE + r"not\s(?:yet\s)?(?:been\s)?(?:established|known|proven|determined|examined|assessed|explored|clear|certain|available|addressed|investigated|evaluated|tested)\b"),
    Gated(_HAS_NOT_BEEN + r"(?:established|known|proven|determined|examined|assessed|explored|addressed|investigated|evaluated|tested|studied|demonstrated|shown|validated|confirmed|tried|reported|described|published)\b"),
    Gated(_BE + r"(?:not\s(?:attempted|planned|sought|tried|pursued|foreseen)|model{1,2}ed|simulated|assumed|approximated)\b"),
    Gated(_BE + r"(?:announced|approved|proposed|called\sfor|begun\slater|under\sway|(?:started|launched)\s(?:thereafter|afterwards|later|since|subsequently|next))\b"),
    Gated(_BE + r"(?:(?:first\s)?described\s(?:by|in)\s(?!\d|all\b|most\b|our\b|this\b)|(?:added|introduced|defined)\b)"),
    Gated(r"\A\s(?:skin\s)?(?:\w+ly\s|often\s|also\s|seldom\s)?(?:react|differ|behave|tan|heal|tolerate|absorb|contain|suffer|pose)s?\b"),
    Gated(r"\A[\s,)]*(?:skin\s|patients\s)?by\s(?:its|the|their)\s(?:makers?|manufacturers?|company|sponsors?|inventors?)\b"),
    Gated(r"\A[\s,)]*(?:skin\s)?(?:warranted|deserved|merited|called\sfor)\b"),
    Gated(r"\A[\s,)]*(?:skin\s)?(?:starts|begins|consists|entails|comprises)\b"),
)  # fmt: skip
"""Begins right behind the types."""


def tells_of_the_world(before: str, after: str) -> bool:
    """Whether these words round a mention of types, in small letters, are no participants' own."""
    return any(cue.search(before) for cue in BEFORE) or any(cue.match(after) for cue in AFTER)


_NOT_HERE = (
    Gated(r"\bnot\s(?:limited|restricted|confined)\sto" + _REST),
    Gated(r"\b(?:can|could|may|might|should|must)\s?(?:not|never)\s(?:simply\s)?be\s(?:carried\sover|transferred|transposed|translated|projected)\sto" + _REST),
    Gated(r"\bhistoric(?:al)?\scontrols?" + _REST),
    Gated(r"\b(?:nobody|no\sone)\s(?:had|has)\s(?:\w+\s)?(?:treated|studied|tested|reported|described|tried)\b[^.;]{0,40}\Z"),
    Gated(r"\bask(?:ed|ing)\s(?:\w+\s)?(?:whether|if|how)\b[^.;,]{0,80}\Z"),
    Gated(r"\b(?:\d+|few|none|most|many|half)\s(?:of|out\sof)\s(?:the\s|these\s)?\d+\s(?:\w+\s){0,3}(?:trials|studies|articles|papers)\b[^.;]{0,60}\Z"),
    Gated(r"\b(?:dermatologists|physicians|surgeons|residents|practitioners|clinicians|respondents)\b[^.;]{0,60}\bfelt\s[^.;]{0,60}\Z"),
    Gated(r"\b(?:leaflet|label|manual|manufacturer|maker|insert)s?\b[^.;]{0,30}\b(?:restrict|limit|confine|name|list|state|allow|permit)s\b[^.;,]{0,40}\Z"),
    Gated(r"\b(?:may|might|could|can)\s(?:not\s)?(?:differ|vary|apply|hold|generali[sz]e|extend)\s(?:\w+\s)?(?:in|to|for|among)\b[^.;]{0,30}\Z"),
    Gated(r"\b(?:forbid(?:s|den)?|forbade|prohibit(?:s|ed)?|(?:advis|warn|caution)\w*\sagainst|discourag\w+)\b(?:(?!\b(?:yet|but|we|however|although|though)\b)[^.;]){0,60}\Z"),
    Gated(r"\b(?:monte\scarlo|(?:numerical|computer|optical|thermal|mathematical)\ssimulations?|simulations?\s(?:predict|show|suggest)\w*|model\s(?:skin|epidermis|tissue))\b[^.;]{0,120}\Z"),
    Gated(r"\b(?:companion|accompanying|separate|forthcoming|sister)\s(?:\w+\s)?(?:papers?|articles?|reports?|publications?|manuscripts?|stud(?:y|ies))" + _REST),
    Gated(r"\b(?:validat|calibrat|norm|standardi[sz])ed\s(?:elsewhere|externally)\s(?:in|on|for|with|among)" + _REST),
)  # fmt: skip
_NOT_COME = (
    Gated(r"\A[\s,)]*(?:skin\s|patients\s|women\s)?(?:inquired|enquired|telephoned|applied|wrote)\b[^.;]{0,80}\b(?:not|never)\b"),
    Gated(r"\A[\s,)]*(?:skin\s|patients\s|women\s)?(?:failed\s(?:the\s)?screening|were\sscreen(?:ing)?\sfailures)\b"),
    Gated(_BE + r"(?:sought|looked\sfor|wanted|wished\sfor)\b[^.;]{0,20}\b(?:none|nobody|no\sone|in\svain|not|without)\b"),
    Gated(r"\A[^.;]{0,12},?\s(?:but|yet|though|and|who)\s(?:they\s|these\s|all\s)?(?:was|were|had|have)\s(?:\w+ly\s)?(?:not|never|neither)\s(?:been\s)?(?:approached|asked|invited|contacted|considered)\b"),
)  # fmt: skip
_AROUND = (
    (
        Gated(r"\b(?:investigators?|nurses?|physicians?|doctors?|surgeons?|dermatologists?|operators?|raters?|technicians?|assistants?|authors?)\s(?:of|with|had|has|having|was|were|who\s(?:had|was|were))\s(?:\w+\s)?\Z"),
        Gated(r"\A(?![^.;]{0,60}\b(?:(?:was|were)\s(?:treated|enrol{1,2}ed|included|recruited|studied|lasered|injected|randomi[sz]ed)|took\spart|participated|volunteered|received|underwent)\b)"),
    ),
    (
        Gated(r"\b(?:melanocytes|melanosomes|keratinocytes|(?:eu|pheo)?melanin|epidermis|dermis)\s(?:in|of|within)\s(?:\w+\s){0,2}\Z"),
        Gated(r"\A[\s,)]*(?:skin|epidermis)\s(?:\w+ly\s|often\s)?(?:holds?|contains?|are|is|have|has|produces?|shows?|absorbs?|scatters?|makes?|bears?)\b"),
    ),
    (
        Gated(r"\b(?:recruit(?:ment|ing)|enrol{1,2}(?:ment|ing)|inclusion|including|accrual)\s(?:of\s)?" + _REST.removeprefix(r"\b")),
        Gated(r"\A[\s,)]*(?:skin\s|patients\s|people\s|participants\s|subjects\s|women\s)?(?:failed|stalled|did\snot\ssucceed|proved\s\w+|was\s(?:unsuccessful|impossible|not\spossible|abandoned|in\svain))\b(?!\sto\b)"),
    ),
    (
        Gated(r"\b(?:content|amount|levels?|concentration|density|absorption|thickness)\s(?:of|in)" + _REST),
        Gated(r"\A[\s,)]*(?:skin\s)?(?:is|are|exceeds?)\b"),
    ),
)  # fmt: skip


def tells_of_nobody(before: str, after: str) -> bool:
    """Whether they say that people of the types were elsewhere, or sought and not found.

    Then no aim and no conclusion makes up for it.
    """
    return (
        any(cue.search(before) for cue in _NOT_HERE)
        or any(cue.match(after) for cue in _NOT_COME)
        or any(one.search(before) and other.match(after) for one, other in _AROUND)
    )


_TURNED_AWAY = Gated(
    r"\A[\s,)]*(?:\([^()]{0,40}\)\s*)?(?:(?:skin|patients|people|subjects|candidates|applicants)\s)?(?:was|were|been|served\sas|constituted|formed|represented)\s(?:\w+ly\s|also\s|therefore\s)?"
    r"(?:avoided|declined|withheld\sfrom|prohibited|forbidden|banned|disallowed|debarred|passed\sover|(?:referred|sent)\s(?:away|elsewhere|to\s(?:other|another|a\sdifferent)\b)|(?:filtered|weeded)\sout|unfit|disqualifying|exclusionary"
    r"|dropped\sfrom\s(?:the\s|our\s|this\s|all\s)?(?:stud|trial|analys|sample|cohort|series)\w*|not\s(?:an?\s)?(?:appropriate|suitable|part\s(?:of|in)|among)"
    r"|(?:(?:deemed|considered|judged|regarded\sas|thought\s(?:of\sas|to\sbe)|taken\s(?:as|for))\s)?(?:an?\s|the\s)?(?:absolute\s|relative\s|further\s)?(?:contraindicat(?:ed|ions?)|exclusionary|disqualif(?:ied|ying|ications?|iers?)))\b"
)
"""Right behind types that are themselves what was turned away."""
_ABSENT = Gated(
    r"\A[\s,)]*(?:skin\s)?(?:absent|missing|lacking|excluded|did\snot\soccur|(?:was|were)\snot\s(?:encountered|found\samong))\b"
)
"""With its verb left out: "type V was rare and type VI absent"."""
_SCREENED_ONLY = Gated(
    r"\A[^.;]{0,80},?\s(?:none|neither|no\sone|nobody)\sof\s(?:whom|them|which|these|those|either)\s(?:types?\s)?(?:entered|took\spart|enrolled|participated|came|volunteered|(?:was|were)\s(?:enrolled|included|treated|recruited))\b|\A[\s,)]*(?:skin\s)?(?:was|were)\s(?:only\s)?screened(?:,|\sbut|\sand)\s(?:(?:was|were|did)\snot|never|left\sout|excluded)\b"
)
_PEOPLE_WITH = re.compile(rf"{PEOPLE.pattern}\s(?:of|with|having)\s[^.;,]{{0,30}}\Z")
_WITHIN = re.compile(r"\b(?:in|among|for|of|to|with|from|by|on)\s[^.;,]{0,30}\Z")


_KNOWN_OF = Gated(
    r"\b(?:data|evidence|information|literature|knowledge|reports?)\s(?:\w+\s){0,2}" + _TO + _REST
)


def is_of_knowledge(before: str) -> bool:
    """Whether what is missing or left out is not the types, but what is known of them."""
    return _KNOWN_OF.search(before) is not None or tells_of_the_world(before, "")


def are_subject(before: str) -> bool:
    """Whether it is the types, or people of them, that a verb behind them is of.

    In "scarring in patients with type V was avoided" it is the scarring.
    """
    return _WITHIN.search(_PEOPLE_WITH.sub("", before)) is None


def were_turned_away(before: str, after: str) -> bool:
    """Whether the types of a mention were turned away, or screened and then left out."""
    turned = (_TURNED_AWAY.match(after) or _ABSENT.match(after)) and are_subject(before)
    return bool(turned or _SCREENED_ONLY.match(after))
