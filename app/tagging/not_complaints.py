"""Words of a complaint that is not treated here: had before, asked about as a harm, one of the gains."""

import re

from app.tagging.gates import Gated
from app.tagging.lexicon import Hit
from app.tagging.statements import Statement

_REACH = 70
_HAD_BEFORE = Gated(
    r"(?i)\b(?:of whom|some|others|who|which)\b[^.;,]{0,30}\bhad (?:(?:already|previously|once|earlier) )?(?:had|been (?:treated|lasered|peeled|operated|injected)|undergone|received|tried|used)\b[^.;,]{0,45}\b(?:for|against)\s(?:[\w-]+\s){0,2}\Z"
)
_BEFORE_AFTER = re.compile(
    r"(?i)\s(?:\w+\s){0,3}?(?:before|previously|in the past|earlier|years ago|in childhood)\b"
)
_MAY_FOLLOW = Gated(
    r"(?i)\b(?:how (?:often|frequent(?:ly)?|common(?:ly)?|likely|prevalent)|does|do|did|will|is|are|when|who|which|why)\b[^.?;]{0,40}\Z"
)
_FOLLOWS = re.compile(
    r"(?i)\s(?:\([^()]{1,12}\)\s)?(?:\w+\s){0,2}?(?:follow|occur|develop|arise|result|appear|happen|ensue|a risk|more (?:common|frequent)|followed|occurred|developed|arose|appeared|went with|goes with|go with|(?:was|is) (?:seen|after|following))s?\b"
)
_HOW_OFTEN = re.compile(r"(?i)\s(?:rates?|incidence|prevalence|risks?|frequency)\b")
_HOW_OFTEN_BEFORE = re.compile(
    r"(?i)\b(?:rates?|incidence|prevalence|risk|frequency|occurrence) (?:of|for) (?:[\w-]+ ){0,2}\Z"
)
_IS_THERE = re.compile(r"(?i)\b(?:is|are|was|were) there (?:any )?\Z")
_CALLED_A_HARM = re.compile(
    r"(?i)\s(?:\([^()]{1,12}\)\s)?(?:(?:is|was|are|were|remains?)\s(?:an?\s|the\s|its\s)?(?:[\w-]+\s){0,3}?(?:complication|side effect|sequela|adverse)"
    r"|(?:can|could|may|might)\sbe\s(?:\w+ly\s)?(?:avoided|prevented|minimi[sz]ed)\b)"
)
_MAY_BE_LESS = re.compile(
    r"(?i)(?:pigmentation|\bPIH)\s(?:can|could|may|might)\sbe\s(?:\w+ly\s)?(?:reduced|lessened|limited)\b"
)
_CAUSES_OF = re.compile(
    r"(?i)\b(?:risk factors?|determinants|triggers|genetics|epidemiology|prevalence|burden|incidence)\s(?:there\sare\s)?(?:for|of|in)\s(?:wom[ae]n\sto\sdevelop\s|developing\s)?(?:[\w-]+\s){0,2}?\Z"
)
_MIMICKED = re.compile(
    r"(?i)\b(?:mimick\w*|mimics?|simulat\w+|resembl\w+|masquerad\w+ as|mistaken for|misdiagnosed as|looking like)\s(?:an? )?(?:\w+ ){0,2}\Z"
)
_SOMEWHERE_AFTER = re.compile(
    r"(?i)\s(?:of|on|in|over|within|at)\s(?:[\w-]+\s){1,3}?(?:following|after|from|caused by|induced by|secondary to|due to)\s"
    r"|\s(?:an?|two|three|four|five|\w+)\s(?:weeks?|months?|years?|decades?)\s(?:(?:and|or)\s\w+\s)?(?:following|after)\s"
)
_GAIN_WITH_NUMBER = re.compile(
    r"(?i)\b(?:improv\w*|reduc\w*|decreas\w*|fell|better|lessened|gain\w*|declin\w*|dropped)\b[^.;]{0,60}?\d\s?%,?\s?(?:and\s)?(?:the\s)?\Z"
)


def is_only_mimicked(text: str, statement: Statement, hit: Hit) -> bool:
    """As the keloid of "metastases mimicking keloid"."""
    before = text[max(statement.start, hit.start - _REACH) : hit.start]
    return _MIMICKED.search(before) is not None


def is_of_its_causes(text: str, statement: Statement, hit: Hit) -> bool:
    """As in the title "Risk factors for melasma": nobody treats it."""
    before = text[max(statement.start, hit.start - _REACH) : hit.start]
    return _CAUSES_OF.search(before) is not None and not statement.of("procedure")


def is_of_the_past(text: str, statement: Statement, hit: Hit) -> bool:
    """As the wrinkles of "30 of whom had had peels for wrinkles before"."""
    before = text[max(statement.start, hit.start - 2 * _REACH) : hit.start]
    if not statement.says(_HAD_BEFORE, before):
        return False
    if " been " not in before:
        return True
    return _BEFORE_AFTER.match(text, hit.end, statement.end) is not None


def is_asked_whether_it_follows(text: str, statement: Statement, hit: Hit) -> bool:
    """As in the titles "Laser in brown skin: how often does PIH follow?", "PIH rates after laser"."""
    before = text[max(statement.start, hit.start - _REACH) : hit.start]
    if _IS_THERE.search(before) or _CALLED_A_HARM.match(text, hit.end, statement.end):
        return True
    if _MAY_BE_LESS.search(text, hit.start, statement.end):
        return True
    if _HOW_OFTEN_BEFORE.search(before) or _HOW_OFTEN.match(text, hit.end, statement.end):
        return True
    if not statement.says(_MAY_FOLLOW, before):
        return False
    return _FOLLOWS.match(text, hit.end, statement.end) is not None


def is_brought_about(text: str, statement: Statement, hit: Hit) -> bool:
    """As in the titles "Scarring of the neck following laser", "Keloid within a tattoo after laser"."""
    cause = _SOMEWHERE_AFTER.match(text, hit.end, statement.end)
    if cause is None:
        return False
    named = text.find(":", cause.end(), cause.end() + _REACH)
    end = named if named >= 0 else cause.end() + _REACH
    return any(cause.end() <= other.start < end for other in statement.of("procedure"))


def is_among_gains(text: str, statement: Statement, hit: Hit) -> bool:
    """As in "wrinkles improved 45%, hyperpigmentation 34%": the number is one of gain."""
    before = text[max(statement.start, hit.start - 2 * _REACH) : hit.start]
    return _GAIN_WITH_NUMBER.search(before) is not None
