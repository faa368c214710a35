"""Words of an effect that tell of none: what people came with, what light provokes, when to stop."""

import re
from collections.abc import Sequence
from functools import reduce
from operator import or_

from app.tagging import cues
from app.tagging.complaint_roles import BESIDE, HAVING, NEAR, TREATMENT
from app.tagging.document import Document
from app.tagging.gates import Gated
from app.tagging.lexicon import Hit, Lexicon
from app.tagging.statements import LONGEST_ABSTRACT, Part, Statement
from app.tagging.surroundings import (
    first_of_list,
    is_among_harms,
    is_had_beside_type,
    is_of_scores,
    is_unbroken_before,
)

PROVOKED = frozenset(
    {"erythema", "hyperpigmentation", "hypopigmentation", "pigment", "global_improvement"}
)
"""What light alone brings about in skin, or how that is graded."""
_BETTERED = frozenset({cues.BETTER, cues.CHANGE})
_TREATS_OR_TREATED = frozenset({cues.TREATS, cues.UNDERWENT})
_JUST_BEFORE = 3
_LIGHT = Gated(
    r"(?i)\b(?:(?:erythema|erythemal|melanogenic|pigmenting|pigmentary) (?:doses?|threshold)|minim(?:al|um) (?:erythema|pigment)|phototest\w*|visible light|ultraviolet|uva1?|uvb|sunlight|solar simulat\w+|blue(?:-violet)? light|41[05][ -]?nm)\b"
)
_SHIELDS = Gated(r"(?i)\b(?:protect\w*|sunscreens?|creams?|spf|foundation|psoria\w*|therap\w*)\b")
_ENTRY_GRADE = re.compile(
    r"(?i)(?:\s(?:assessment|evaluation))?(?:\s?[\[(]\w{2,6}(?=[\])]))?[\]) ]{0,2}(?:score|grade|scale|rating|value|class(?:e)?|type|stage)?s?\s?(?:of|:|=|\u2265|>=|>|\u2264|<)?\s?(?:at least )?(?:[0-9]|[IVX]+\b)(?:\s?(?:[-\u2013]|to|or|and)\s?(?:[0-9]|[IVX]+\b))?\b(?! ?(?:%|per|months?|weeks?|days?))"
)
_STOPS_DOSE = Gated(
    r"(?i)\b(?:if|in case of|in the event of|unless|until|whenever|provided)\b[^.;]{0,60}\Z"
)
_DOSE = Gated(
    r"(?i)\b(?:doses?|energy|fluences?|irradiation|protocol|mJ|J/cm|increments?|escalat\w+|exposures?)\b"
)
_CONSENTS = Gated(r"(?i)\b(?:willing|consents?|agrees?|permission|allow)\b")


def is_complaint_of_people(text: str, statement: Statement, name: Hit) -> bool:
    """The complaint that people had or were treated for, and nothing of how it fared."""
    if statement.part is not Part.OWN or cues.PEOPLE not in statement.said:
        return False
    if statement.says_after(name, _BETTERED, BESIDE):
        return False
    first = first_of_list(text, statement, name)
    if is_unbroken_before(text, statement, first, HAVING, BESIDE):
        return True
    if statement.said.isdisjoint(_TREATS_OR_TREATED):
        return False
    before = text[max(statement.start, first.start - NEAR) : first.start]
    return statement.says_before(first, TREATMENT, _JUST_BEFORE) and not is_of_scores(before)


def is_complaint_by_type(document: Document, statement: Statement, name: Hit) -> bool:
    """The complaint told beside the skin type of those who had it."""
    first = first_of_list(document.text, statement, name)
    return statement.part is Part.OWN and is_had_beside_type(document, statement, first)


def is_entry_grade(document: Document, statement: Statement, hit: Hit) -> bool:
    """How bad it had to be to take part: "patients with acne (IGA score 3-4)"."""
    if statement.part is not Part.OWN or not statement.said >= _PEOPLE_HAVING:
        return False
    if statement.says_after(hit, _BETTERED, NEAR) or statement.says_before(hit, _BETTERED, NEAR):
        return False
    return _ENTRY_GRADE.match(document.text, hit.end, statement.end) is not None


_PEOPLE_HAVING = frozenset({cues.PEOPLE, cues.HAVING})
_REASON = Gated(r"(?i)\A(?:because|since|as|although|while|given that)\b[^.;]{0,240}?,\s")


_FOR_ITS_RISK = re.compile(
    r"\b(?:since|because|as)\s[^.;]{1,60}?\b(?:carry|carries|has|have|poses?|runs?|bears?)\s(?:an?\s|the\s)?(?:\w+\s)?risks?\s(?:of|for)\s(?:\w+\s){0,3}\Z"
)
"""Before what might happen: "we took only types I to III, since type IV carries a greater risk of"."""


def is_in_reason(document: Document, statement: Statement, hit: Hit) -> bool:
    """Why the authors set out: "because it is known to slow fibroblasts, we aimed to"."""
    if statement.part is not Part.AIM:
        before = document.text[statement.start : hit.start]
        return "risk" in before and _FOR_ITS_RISK.search(before) is not None
    if not _REASON.may_stand(statement.marks):
        return False
    reason = _REASON.search(document.text[statement.start : statement.end])
    return reason is not None and hit.end <= statement.start + reason.end()


_MAY_TAKE_PART = Gated(
    r"\b(?:qualif(?:y|ies)|(?:are|is)\s(?:suitable|eligible)|(?:can|may)\s(?:join|take\spart|enter|participate))\b"
)


_OF_CRITERIA = re.compile(
    r"\W{0,4}(?:not\s(?:included|admitted|taken|eligible|enrolled|accepted)|excluded|barred|left\sout)(?:\s(?:are|is|were|will\sbe)\b|:)",
    re.IGNORECASE,
)
"""Opens a sentence that lists who is left out: "Not included: lesions within a scar"."""


def is_asked_for_entry(document: Document, statement: Statement) -> bool:
    """A registration's word on whom it takes: "women may enter if their MASI is 10 to 20"."""
    if not document.is_registration or statement.part is not Part.OWN:
        return False
    if _OF_CRITERIA.match(document.text, statement.start, statement.end):
        return True
    return statement.find(_MAY_TAKE_PART, document.text) is not None


def subjects_of(stated: Sequence[Statement]) -> frozenset[str]:
    """The outcomes that the title names plainly, such as "confocal microscopy after laser"."""
    return frozenset(
        hit.meaning.value
        for statement in stated
        if statement.part is Part.TITLE
        for hit in statement.of("outcome")
        if not hit.meaning.strength
    )


def tests_light(document: Document, stated: Sequence[Statement]) -> bool:
    """Whether the text is of what light does to skin, and of nothing that keeps it off."""
    text = document.text
    if not _LIGHT.may_stand(reduce(or_, (statement.marks for statement in stated), 0)):
        return False
    if _LIGHT.search(text, 0, LONGEST_ABSTRACT) is None:
        return False
    return _SHIELDS.search(text, 0, LONGEST_ABSTRACT) is None


def is_sign_to_stop(document: Document, statement: Statement, hit: Hit) -> bool:
    """What sets the dose: "in case of erythema the dose is kept"."""
    text = document.text
    if not statement.says(_STOPS_DOSE, text[max(statement.start, hit.start - 70) : hit.start]):
        return False
    return statement.find(_DOSE, text) is not None


_BLISTER = "blister"
_WITHIN_LIST = 2


def is_blister_of_harm(text: str, lexicon: Lexicon, statement: Statement, hit: Hit) -> bool:
    """A blister listed with a harm that has an outcome of its own: "swelling and blisters"."""
    if not text[hit.start : hit.end].casefold().startswith(_BLISTER):
        return False
    if is_among_harms(text, lexicon, statement, hit):
        return True
    return statement.says_after(hit, HAVING, _WITHIN_LIST) and any(
        lexicon.kind[other.meaning.value] == "safety" and other.start > hit.end
        for other in statement.of("outcome")
    )


_TREATMENT_WORDS = Gated(
    r"(?i)\b(?:treat\w*|therap\w*|lasers?|lasered|peels?|peeled|inject\w*|surg\w*|resurfac\w*|operat\w*|filler\w*|toxin|cream\w*|gels?|pulsed light|sessions?|procedures?|excisions?|excised|drugs?|bleach\w*|phototherap\w*|narrowband|uvb|steroids?|systemic|tablets?|medicat\w*|biologics?|devices?|silicone|implant\w*|microdroplets?|threads?|needl\w*|cored|coring)\b"
)


def names_treatment(document: Document, statement: Statement) -> bool:
    """Whether a sentence of the study's own speaks of anything done to skin."""
    if statement.part not in (Part.TITLE, Part.OWN, Part.AIM):
        return False
    return statement.find(_TREATMENT_WORDS, document.text) is not None


def is_consent(document: Document, statement: Statement) -> bool:
    """Whether people only agree to something: "willing to have photographs taken"."""
    return statement.find(_CONSENTS, document.text) is not None


_PLAIN_GAIN = re.compile(r"(?i)(?:marked|moderate|excellent|half|much|great)(?:ly)? improve")
_JUDGED_BY_SCALE = re.compile(
    r"(?i)\b(?:blind|mask|physician|clinician|investigator|dermatologist|evaluator|observer|assessor|expert|doctor|surgeon|photo|image|scale|quartile|global|grade|rated|overall)"
)


def is_plain_gain(document: Document, statement: Statement, hit: Hit) -> bool:
    """As in "all had marked improvement": of what is treated, by nobody's scale."""
    if not _PLAIN_GAIN.match(document.text, hit.start, hit.end):
        return False
    return _JUDGED_BY_SCALE.search(document.text, statement.start, statement.end) is None


_OF_ONE_SIGN = re.compile(
    r"(?i)(?:['\u2019]?s?\s(?:global\s)?(?:assessment|rating|score|scale|evaluation)s?)?(?:\s?[\[(]\w{2,6}[\])])?\s(?:of|for)\s(?:the\s)?(?:large\s|enlarged\s|facial\s)?(?:pores?|(?:hyper)?pigmentation|darkness|darkening|redness|erythema|tan|tanning)\b"
)


def is_of_one_sign(document: Document, hit: Hit) -> bool:
    """As in "an Investigator Global Assessment of large pores": that sign's own scale."""
    return _OF_ONE_SIGN.match(document.text, hit.end) is not None


_OF_A_SCAR = re.compile(
    r"(?i)\b(?:hardness|stiffness|elevation|height|thickness|pliability|vascularity|induration|subscores?|sub-scores?)\b"
)
_SCAR_HARMS = frozenset({"erythema", "hyperpigmentation", "hypopigmentation", "pigment"})
_SCARS = frozenset({"scars", "acne_scars"})


def is_part_of_scar(
    document: Document, statement: Statement, hit: Hit, treated: frozenset[str]
) -> bool:
    """Redness or colour among the other properties of a scar that is treated."""
    if hit.meaning.value not in _SCAR_HARMS or treated.isdisjoint(_SCARS):
        return False
    before = document.text[statement.start : hit.start].rpartition(";")[2]
    after = document.text[hit.end : statement.end].partition(";")[0]
    named = {m.group().lower() for part in (before, after) for m in _OF_A_SCAR.finditer(part)}
    own = hit.meaning.value == "pigment" and _OF_THE_SCAR.match(document.text, hit.end)
    return len(named) > 1 or bool(own)


_OF_THE_SCAR = re.compile(r"(?i)\s(?:of|in)\s(?:the\s|these\s)?(?:\w+\s)?(?:scars?|keloids?)\b")
"""Right behind the colour of the scar itself."""
_MARKS = frozenset({"hyperpigmentation", "pigment", "erythema"})
_MADE_BETTER = re.compile(
    r"(?i)\s(?:(?:of|from|after|in) [\w-]+\s)?(?:scores?\s)?(?:(?:had|has|have)\s)?(?:\w+ly\s)?"
    r"(?:(?:improved|lightened)\b(?! (?:with|after) stopping)|(?:was|were) gone in \d+(?:\.\d+)?\s?(?:%|per)|(?:got|was|were) better\b|by \d+(?:\.\d+)?\s?%"
    r"|(?:fell|dropped|declined|decreased|(?:was|were)\sreduced) (?:significantly|markedly|by (?:an? (?:mean|average) of )?(?:about )?\d))"
    r"(?![^.;]{0,40}\b(?:within|after|over|in)\s(?:[\w-]+\s){0,2}(?:minutes?|hours?|days?|weeks?)\b)"
)
_OF_A_COMPLAINT = re.compile(
    r"(?i)masi\b|melasma|vitiligo|\bvasi\b|clear|lighten|lighter|hyper-?pigment|dark|\bspots?\b|lesions?|bleach|whiten|improv"
)


def is_color_of_skin(document: Document, statement: Statement, hit: Hit) -> bool:
    """Pigment measured where no complaint is treated: the color that healthy skin has."""
    if hit.meaning.value != "pigment":
        return False
    return _OF_A_COMPLAINT.search(document.text, statement.start, statement.end) is None


def is_harm_made_better(text: str, statement: Statement, hit: Hit) -> bool:
    """As in "PIH of acne lightened": people had it, and it was treated beside what they came for."""
    if hit.meaning.value not in _MARKS:
        return False
    return _MADE_BETTER.match(text, hit.end, statement.end) is not None


def is_word_of_better(text: str, statement: Statement, hit: Hit) -> bool:
    """The "lightened" of "PIH of acne lightened", which left no pale skin."""
    return any(
        0 <= hit.start - other.end <= BESIDE and is_harm_made_better(text, statement, other)
        for other in statement.of("outcome")
    )


_TOLD_OR_MEASURED = frozenset({cues.PAST, cues.FUTURE, cues.REPORTS, cues.MEASURE})


def is_of_own_tissue(statement: Statement) -> bool:
    """Measured here, and no account of how a treatment works or a disease comes about."""
    if not statement.said.isdisjoint(_TOLD_OR_MEASURED):
        return True
    return cues.AIM in statement.said and cues.PRESENT not in statement.said


def is_left_out(text: str, statement: Statement, hit: Hit) -> bool:
    """Whether it is said that nobody measured it; a harm "not seen" or "not reported" was looked for."""
    if _NOT_MEASURED.match(text, hit.end, statement.end) is not None:
        return True
    kept = _NOT_KEPT.match(text, hit.end, statement.end)
    if kept is not None and _SCORES.search(text, hit.start, kept.end()):
        return True
    return _DID_NOT_MEASURE.search(text, statement.start, hit.start) is not None


_MEASURED = (
    r"(?:assess|measur|evaluat|quantif|scor|rat|analy[sz]|investigat|examin)(?:e|ed|y|ied|ing)?"
)
_NOT_MEASURED = re.compile(
    rf"(?i)(?:\s(?:[\w-]+\s){{0,2}}?(?:scores?|ratings?|scales?|levels?|data|grading))?\s(?:was|were|is|are)\snot\s(?:\w+ly\s)?(?:{_MEASURED}|asked|collected|available|attempted)\b"
)
_NOT_KEPT = re.compile(
    r"(?i)(?:\s[\w-]+){0,3}?\s(?:was|were)\snot\s(?:\w+ly\s)?(?:recorded|reported|noted|taken|kept)\b"
)
_SCORES = re.compile(r"(?i)\b(?:scores?|ratings?|data)\b")
_DID_NOT_MEASURE = re.compile(
    rf"(?i)\b(?:(?:did|does|could)\snot|without|failed\sto)\s(?:\w+ly\s)?(?:{_MEASURED}|ask\s(?:about|for)|collect)\s(?:[\w-]+\s){{0,3}}?\Z"
)
