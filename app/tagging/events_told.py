"""What is told to have befallen people: so many cases of it, or some who had it afterwards."""

import re

from app.tagging import cues
from app.tagging.gates import Gated
from app.tagging.lexicon import Hit, Lexicon
from app.tagging.numbers import NUMBER
from app.tagging.statements import Statement
from app.tagging.surroundings import TREATED_WITHIN

_NUMBERED_CASES = Gated(
    rf"(?i)(?:(?:{NUMBER}|\bno|\bone) (?:\w+ )?(?:cases?|instances?|episodes?|events?|occurrences?) of|\b(?:aggravation|worsening|flare|incidence|rates?|occurrences?|development|risk|evidence(?= of)|an association with) (?:of )?|\b(?:followed by|leads? to|led to|resulted in|complicated by) (?:an? |the )?)"
    rf"\s?(?:\w+ ){{0,2}}\Z|(?i:\b(?:save|except) for (?:an? )?(?:\w+ )?)\Z|(?i:\bexcept (?:for |in )?{NUMBER} (?:patients|women|men|subjects|participants) with (?:\w+ ){{0,2}})\Z"
)
_SLIGHT = Gated(
    r"(?i)\b(?:minimal|slight|transient|temporary|residual|prolonged|occasional) (?:\w+ )?\Z"
)
_SHARE_HAD = Gated(
    rf"(?i)(?:{NUMBER}|\bone) (?:\w+ )?(?:patients?|women|woman|men|man|subjects?|participants?|people|infants?|children|child) ?\(\d[\d.]*\s?%\) (?:had|developed|showed|experienced) (?:[\w-]+ ){{0,2}}\Z"
)
"""As in "Two patients (9.1%) had": a share of them, of whom nothing further is told."""
_TREATED_BESIDES = re.compile(
    r"\s(?:in|on|at|of|over) (?:the |a |their )?(?:\w+ )?treated\s"
    r"|,\s(?:which |that )?(?:was |were )?(?:\w+ly )?treated\s(?:with|by)\s"
)
"""Where it happened, or what was done about it, and not whom the study treated."""
_SEEN_AFTERWARDS = re.compile(
    r",\s(?:[\w-]+\s){1,8}?[\w-]+,\s(?:was|were)\s(?:\w+ly\s)?(?:seen|noted|observed|recorded|found|detected)\s(?:in|by|on)\s"
)
"""As in "hyperpigmentation, confined to the treated zones, was seen in five"."""
_BEFORE_EVENT = 60
_OF_HARMS = frozenset({cues.ABSENT, cues.SURELY_HARM})


_HAD_BY = Gated(rf"(?i:(?:^|[\s,;(])(?:{NUMBER}|others|another) (?:\w+ )?had (?:\w+ )?)\Z")


def is_told_as_event(text: str, statement: Statement, hit: Hit) -> bool:
    """As in "eight cases of hyperpigmentation", "minimal hypopigmentation": what happened to people."""
    if _SEEN_AFTERWARDS.match(text, hit.end):
        return True
    treated = statement.says_after(hit, frozenset({cues.UNDERWENT}), TREATED_WITHIN)
    if treated and _TREATED_BESIDES.match(text, hit.end) is None:
        return False
    before = text[max(statement.start, hit.start - _BEFORE_EVENT) : hit.start]
    return (
        statement.says(_NUMBERED_CASES, before)
        or statement.says(_SLIGHT, before)
        or statement.says(_SHARE_HAD, before)
    )


_BY_ONE = Gated(
    r"(?i)(?:[,;]|\band|\bbut) (?:one|two|another|a single|1|2) (?:[\w-]+ )?(?:patient|woman|man|subject|participant|person|volunteer|side|girl|boy|child|other)(?:s|en|ren)? (?:each )?(?:had|developed|showed|noted|got) (?:[\w-]+ ){0,2}\Z"
)


def is_had_by_one(text: str, statement: Statement, hit: Hit) -> bool:
    """As in "..., and one patient had hyperpigmentation": that happened to them."""
    before = text[max(statement.start, hit.start - _BEFORE_EVENT) : hit.start]
    return statement.says(_BY_ONE, before)


def is_had_afterwards(text: str, lexicon: Lexicon, statement: Statement, hit: Hit) -> bool:
    """As in "no atrophy was seen and six had telangiectasia": told beside other harms."""
    before = text[max(statement.start, hit.start - _BEFORE_EVENT) : hit.start]
    if not statement.says(_HAD_BY, before):
        return False
    return not statement.said.isdisjoint(_OF_HARMS) or any(
        lexicon.kind[other.meaning.value] == "safety" for other in statement.of("outcome")
    )
