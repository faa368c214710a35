"""The words round a name that decide what it stands for: numbers, advice, criteria, scales."""

import re

from app.tagging import cues
from app.tagging.document import Document
from app.tagging.gates import Gated
from app.tagging.lexicon import Hit, Lexicon
from app.tagging.numbers import NUMBER
from app.tagging.statements import Part, Statement


def is_near(statement: Statement, hit: Hit, wanted: frozenset[str], reach: int) -> bool:
    """Whether one of the cues stands at most `reach` characters before or after."""
    return statement.says_before(hit, wanted, reach) or statement.says_after(hit, wanted, reach)


def is_near_in_clause(
    text: str, statement: Statement, hit: Hit, wanted: frozenset[str], reach: int
) -> bool:
    """The same with no semicolon between."""
    before = text[max(statement.start, hit.start - reach) : hit.start].rpartition(";")[2]
    after = text[hit.end : min(statement.end, hit.end + reach)].partition(";")[0]
    return statement.says_before(hit, wanted, len(before)) or statement.says_after(
        hit, wanted, len(after)
    )


def is_unbroken_before(
    text: str, statement: Statement, hit: Hit, wanted: frozenset[str], reach: int
) -> bool:
    """One of the cues stands before with no comma between: "patients with scars"."""
    between = text[max(statement.start, hit.start - reach) : hit.start]
    mark = max(between.rfind(sign) for sign in ",;.%")
    return statement.says_before(hit, wanted, len(between) - mark - 1)


_IN_HOW_MANY = Gated(
    rf"(?i:\s?(?:\(\s?|(?:(?:was|were) )?(?:(?!improv|better|clear|fad|flatten|soften|respond|reduc|lighten|shrank|excellent|good)\w{{1,30}} )?in (?:just |only |about |some )?|followed (?:in )?)(?:{NUMBER}|\d+(?:\.\d+)?\s?%))"
    rf"|\s(?i:in (?:none|nobody|no one|a few|some|several|half|most|all|either|both|neither|either side))\b"
    r"|\s\d{1,3}(?:\.\d{1,2}%|\s?%)?(?=[,;]|\.(?!\d)|\Z)"
    r"|(?i: (?:was|were) (?:the|an?) (?:\w+ ){0,2}(?:complications?|side effects?|adverse \w+|unwanted effects?|problems?|harms?)\b)"
)
_SAID_BEFORE = 25
TREATED_WITHIN = 60
_ENTRY_WITHIN = 400
_OF_MEASURING = frozenset({cues.REPORTS, cues.MEASURE})
_LISTED_WITHIN = 6
_JUDGED_WITHIN = 70
_CHANCE = Gated(
    r"(?i)\b(?:(?:carr(?:y|ies)|ha(?:s|ve)|bears?) an? (?:\w+ )?risk of|risks? of|danger of|may (?:\w+ )?(?:cause|lead to|result in|develop|leave)"
    r"|can (?:\w+ )?(?:cause|lead to|result in|leave)|(?:causes?|leaves?|leads? to|is followed by|are followed by|prone to))\s(?:[\w-]+,?\s){0,4}\Z"
)
_SCORE_MEANS = Gated(
    r"(?i)\b(?:scores?|grades?|values?) (?:of )?\d\s?(?:=|indicates?|means?|denotes?|is|stands for|corresponds to)\b[^.;]{0,80}\Z"
)
"""What one step of a scale stands for, and nobody's harm."""
_WEIGHED_BEFORE = re.compile(
    r"(?i)\b(?:assess|evaluat|determin|measur|compar|reduc|prevent|record)"
)
_OWN_EYES = re.compile(
    r"(?i)\b(?:subject|patient|participant|volunteer|women|woman|person)s?['\u2019]?s?['\u2019]? (?:own|self)|\bself[- ]?(?:assess|rat|evaluat|report)|\b(?:subjects|patients|participants|volunteers|women|men) (?:\w+ )?(?:rated|judged|considered|graded|scored|felt|called|found) (?:themselves|their)|\bby the (?:patient|subject|participant)s?\b"
)
_OTHER_EYES = re.compile(
    r"(?i)\b(?:blind|mask|physician|clinician|investigator|dermatologist|evaluator|observer|assessor|expert|doctor|surgeon)"
)
_EYES_REACH = 40
_ABSENT_FIRST = re.compile(r"(?i)(?:no|nor|without|not|new)\b")
_SIGNS_OF_DISEASE = Gated(
    r"(?i)\b(?:scal(?:ing|es?)|indurat\w+|infiltrat\w+|excoriat\w+|lichenificat\w+|oozing|papulation|plaques?|pruritus)\b"
)
_SCORED_SIGNS = Gated(
    r"(?i)\b(?:index|score|scale)\b[^.;]{0,30}\b(?:scored|graded|rates?|sums?|includes?|counts?|takes in|covers)\b"
)
_SCALE_WORDS = re.compile(r"(?i)(?:quartile|photonumeric|responders?|percent)")
_TIME_UNTIL = re.compile(r"(?i)\b(?:time|days|weeks|hours|interval|how long) (?:until|till)\b")
_LOOKS_OF = Gated(
    r"(?i)\b(?:cosmetic (?:results?|aspects?|outcomes?|scores?)|cosmesis|appearances?|aspects?|looks|quality|width) (?:of|and) (?:the |their |its )?(?:\w+ ){0,2}\Z"
)


def is_counted(document: Document, statement: Statement, hit: Hit) -> bool:
    """Told of so many people: "hyperpigmentation in six", "scars (4%)"; that is an event."""
    if statement.part is not Part.OWN or document.is_registration:
        return False
    if statement.says_after(hit, frozenset({cues.UNDERWENT}), TREATED_WITHIN):
        return False
    if not _IN_HOW_MANY.may_stand(statement.marks):
        return False
    return _IN_HOW_MANY.match(document.text, hit.end, statement.end) is not None


_BETWEEN_LISTED = re.compile(
    r"(?i)(?:\s?[(\[](?:[^()\[\]]|[(\[][^()\[\]]*[)\]]){0,60}[)\]]|\s(?:types?|class(?:es)?|grades?) [ivx\d]+(?:\s?(?:-|\u2013|to|or|and) [ivx\d]+)?){0,9}"
    r"\s?(?:,|/|,? ?(?:and/or|and|or|as well as))\s?(?:[\w-]+\s){0,3}"
)
_LISTED_REACH = 90


def first_of_list(text: str, statement: Statement, hit: Hit) -> Hit:
    """The complaint that opens the list in which this one stands; itself where there is none."""
    for other in reversed(statement.of("indication")):
        if other.end <= hit.start and is_listed_with(text, other, hit):
            hit = other
    return hit


def is_listed_with(text: str, first: Hit, second: Hit) -> bool:
    """The second follows the first in one list: "acne (grade 3) and moderate dark marks"."""
    if not 0 <= second.start - first.end <= _LISTED_REACH:
        return False
    return _BETWEEN_LISTED.fullmatch(text, first.end, second.start) is not None


_TYPE_BETWEEN = Gated(
    r"(?i)\b(?:photo|skin|fitzpatrick)[- ]?(?:skin )?(?:photo)?types?[\s:(]*[ivx\d][ivx\d\s,/&\u2013-]*"
    r"(?:\b(?:to|through|or|and)\s[ivx\d]+\b\s?)*\)?,?\s?(?:and|with|had|having|who had)\s(?:[\w-]+\s){0,3}\Z"
)
_TYPE_REACH = 110
_GROUPED_BY = Gated(
    r"(?i)\b(?:groups?|diagnos[ei]s|conditions?|complaints?|indications?|categories|reasons?|problems?|lesions?)(?: [\w-]+){0,2}\s?[:(]\s?(?:[\w-]+,?\s){0,8}\Z"
)


def is_had_beside_type(document: Document, statement: Statement, hit: Hit) -> bool:
    """People are told by skin type and complaint: "women of skin types III to VI and melasma".

    Or by groups of complaints: "four groups: melasma, nevus and tattoo".
    """
    if cues.PEOPLE not in statement.said:
        return False
    before = document.text[max(statement.start, hit.start - _TYPE_REACH) : hit.start]
    return statement.says(_TYPE_BETWEEN, before) or statement.says(_GROUPED_BY, before)


def is_barred(text: str, statement: Statement, hit: Hit) -> bool:
    """Named among those who could not take part, and not in a clause before it."""
    if cues.BARRED not in statement.said:
        return False
    return any(
        cue.start < hit.start or ";" not in text[hit.end : cue.start]
        for cue in statement.cues
        if cue.meaning.value == cues.BARRED
    )


_BETWEEN_HARMS = re.compile(r"(?:,|/)?\s?(?:(?:and|or|nor)\s)?")


def is_among_harms(text: str, lexicon: Lexicon, statement: Statement, hit: Hit) -> bool:
    """One of several harms side by side: "hyperpigmentation, hypopigmentation or scarring"."""
    for other in statement.of("outcome"):
        if other.meaning.strength or lexicon.kind[other.meaning.value] != "safety":
            continue
        if other.start < hit.end and hit.start < other.end:
            continue
        if is_listed_beside(text, other, hit):
            return True
    return False


def is_listed_beside(text: str, other: Hit, hit: Hit) -> bool:
    """Whether one stands next to the other in a list, in whatever order."""
    first, last = min(hit.end, other.end), max(hit.start, other.start)
    if not 0 < last - first <= _LISTED_WITHIN:
        return False
    return _BETWEEN_HARMS.fullmatch(text[first:last]) is not None


def is_called_for(statement: Statement, hit: Hit) -> bool:
    """What others should study: "further trials are needed to assess safety"."""
    if cues.NEED not in statement.said:
        return False
    if cues.PAST not in statement.said:
        return True
    return statement.says_before(hit, frozenset({cues.NEED}), _ENTRY_WITHIN)


def is_aftercare(document: Document, statement: Statement, hit: Hit) -> bool:
    """How long something is to be done: "ointment until crusts have separated"."""
    if not statement.says_before(hit, frozenset({cues.UNTIL}), _SAID_BEFORE):
        return False
    before = document.text[statement.start : hit.start]
    if ";" in before[-_SAID_BEFORE:]:
        return False
    return _TIME_UNTIL.search(before) is None


def is_condition_of_entry(document: Document, statement: Statement, hit: Hit) -> bool:
    """What people must have had to be enrolled, before it says that they will be."""
    said = statement.said
    if not document.is_registration or cues.ENROLLED not in said:
        return False
    if said.isdisjoint(_OF_MEASURING):
        return True
    return statement.says_after(hit, frozenset({cues.ENROLLED}), _ENTRY_WITHIN)


def is_chance(document: Document, statement: Statement, hit: Hit) -> bool:
    """What something may do to people: told of other treatments, in a registration.

    Or the words in which a scale explains its steps.
    """
    before = document.text[statement.start : hit.start]
    if statement.says(_SCORE_MEANS, before):
        return True
    if not document.is_registration or statement.part is not Part.OWN:
        return False
    return statement.says(_CHANCE, before) and not _WEIGHED_BEFORE.search(before)


def is_listed_harm(lexicon: Lexicon, statement: Statement, hit: Hit) -> bool:
    """One of a list of harms: "swelling, tenderness and firmness"."""
    return any(
        lexicon.kind[other.meaning.value] == "safety"
        and 0 <= hit.start - other.end <= _LISTED_WITHIN
        for other in statement.of("outcome")
    )


def is_sign_of_disease(document: Document, statement: Statement) -> bool:
    """Redness or swelling graded with scaling and the like is the disease itself."""
    if statement.find(_SCORED_SIGNS, document.text):
        return True
    return statement.find(_SIGNS_OF_DISEASE, document.text) is not None


def is_own_verdict(document: Document, statement: Statement, hit: Hit) -> bool:
    """A global scale that people filled in about themselves."""
    first = max(statement.start, hit.start - _EYES_REACH)
    last = min(statement.end, hit.end + _EYES_REACH)
    if _OTHER_EYES.search(document.text, first, last):
        return False
    return _OWN_EYES.search(document.text, first, last) is not None


def is_judged(document: Document, statement: Statement, hit: Hit) -> bool:
    """Whether photographs were looked at by somebody, and not only taken."""
    if not _PHOTOGRAPH.match(document.text, hit.start, hit.end):
        return True
    return statement.find(_JUDGES, document.text) is not None


_PHOTOGRAPH = re.compile(r"(?i)photograph(?:s|ed)?\Z")
_JUDGES = Gated(
    r"(?i)\b(?:blind|mask|review|grad(?:e|ing)|rat(?:e|ing)|judg|evaluat|assess|scor|compar|panel|improve|better|show)"
)


def is_scale_of_another(
    document: Document, statement: Statement, hit: Hit, treated_for: set[str]
) -> bool:
    """A quartile scale and the like that an outcome named just before was held to."""
    if not _SCALE_WORDS.match(document.text[hit.start : hit.end]):
        return False
    return any(
        other.meaning.value in treated_for
        and not other.meaning.strength
        and 0 <= hit.start - other.end <= _JUDGED_WITHIN
        for other in statement.of("outcome")
    )


def is_looks_of(document: Document, statement: Statement, hit: Hit) -> bool:
    """How a scar looks is its severity: "the cosmetic result of the scar"."""
    if not _LOOKS_OF.may_stand(statement.marks):
        return False
    return _LOOKS_OF.search(document.text, statement.start, hit.start) is not None


_BETTERED = re.compile(
    r"(?i)\b(?:improv\w+|better\w*|reduc\w+) (?:in |of )?(?:the )?(?:cosmetic )?(?:appearance|aspect|looks|quality)\b[^.;,]*\Z"
)
_SUFFERERS = re.compile(r"(?i)\s(?:patients|volunteers|subjects|participants|sufferers)\b")
_GRADED_BEFORE = re.compile(
    r"(?i)\b(?:presence of|mild|moderate|severe|visible|diagnos\w+|seek\w*|desir\w*)\b"
)
_GRADED_AFTER = re.compile(
    r"(?i)\b(?:as (?:determined|assessed|graded|defined|rated)|scores? of|grade)\b"
)
_SCORES_FOR = re.compile(
    r"(?i)\b(?:scores?|scales?|ratings?|grades?|index|(?:rated|graded|scored|judged)(?: by [^.;,]{0,40}?)?) for\b[^.;]*\Z"
)
_MODEL_OF = re.compile(r"(?i)\bmodels? (?:for|of) (?:\w+ )?\Z")
_SCARS_OF_ALL_KINDS = re.compile(
    r"(?i)(?:,|/| and| or| and/or)(?: (?:and|or|non|other|hypertrophic|atrophic|surgical|traumatic|trauma|burn|varicella|chicken ?pox|keloidal|post\w*)[\w-]*,?){1,6} scars?\b"
)


_GIVEN = Gated(
    r"(?i)\b(?:patients|women|men|children|adults|subjects|participants|volunteers|girls|boys|infants) (?:who (?:were|had been) )?(?:given|prescribed|started on|put on) (?!a (?:form|questionnaire)|the (?:form|questionnaire))[a-z]+"
)


def are_given(document: Document, statement: Statement) -> bool:
    """As in "women given spironolactone": people who were treated, whatever the drug."""
    return statement.find(_GIVEN, document.text) is not None


_HEALTHY = re.compile(
    r"(?i)\bhealthy (?:[\w-]+,? ){0,3}(?:volunteers|subjects|participants|adults|people|individuals|women|men|students|humans|persons)\b"
)


def are_healthy(document: Document) -> bool:
    """Whether the people of a short text are called healthy, so that no complaint is treated."""
    text = document.text
    return not document.is_registration and "ealthy" in text and bool(_HEALTHY.search(text))


def is_modelled(document: Document, statement: Statement, hit: Hit) -> bool:
    """What is brought about to be studied: "a model for hyperpigmentation"."""
    return _MODEL_OF.search(document.text, statement.start, hit.start) is not None


def is_one_kind_of_scars(document: Document, statement: Statement, hit: Hit) -> bool:
    """The first of several kinds: "acne, burn and surgical scars"."""
    return _SCARS_OF_ALL_KINDS.match(document.text, hit.end, statement.end) is not None


_OF_SOME = re.compile(r"(?i)\b(?:of (?:them|these|whom|those)|some|others|one|rest)\b[^.;]{0,25}\Z")


def is_of_some(document: Document, statement: Statement, hit: Hit) -> bool:
    """Told of a part of the people: "three of them for acne scars"."""
    return _OF_SOME.search(document.text, statement.start, hit.start) is not None


def is_bettered_look(document: Document, statement: Statement, hit: Hit) -> bool:
    """A look that is to improve is that of what is treated: "improve the appearance of scars"."""
    return _BETTERED.search(document.text, statement.start, hit.start) is not None


def names_sufferers(document: Document, statement: Statement, hit: Hit) -> bool:
    """People called by what they have: "scar patients"."""
    return _SUFFERERS.match(document.text, hit.end, statement.end) is not None


def is_asked_by_grade(document: Document, statement: Statement, hit: Hit, reach: int) -> bool:
    """A criterion that asks for a degree: "moderate rhytids as determined by ..."."""
    before = document.text[max(statement.start, hit.start - reach) : hit.start]
    after = document.text[hit.end : min(statement.end, hit.end + reach)]
    return bool(_GRADED_BEFORE.search(before) or _GRADED_AFTER.search(after))


def is_of_scores(before: str) -> bool:
    """Whether the "for" before a name belongs to a score: "scores for laxity"."""
    return _SCORES_FOR.search(before) is not None


def names_absence(document: Document, hit: Hit) -> bool:
    """The phrase itself denies or dates the harm: "no keloid", "new scarring"."""
    return _ABSENT_FIRST.match(document.text, hit.start, hit.end) is not None
