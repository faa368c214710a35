"""What share of its people a plan sets aside for some skin types: "at least 20 % of types IV-VI"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.records import Bound, PlannedShare, SkinType, Standing
from app.tagging.context import PEOPLE
from app.tagging.counted_sentences import CountedSentence
from app.tagging.document import Document
from app.tagging.late_patterns import Late
from app.tagging.numbers import NUMBER, value_of
from app.tagging.type_expressions import parse_expression
from app.tagging.type_statements import Statement
from app.tagging.type_tokens import tokens_of

_REACH = 110
_FRACTIONS = {
    "half": 50.0, "one half": 50.0, "1/2": 50.0, "third": 33.3, "one third": 33.3, "1/3": 33.3,
    "two thirds": 66.7, "2/3": 66.7, "thirds": 33.3, "quarter": 25.0, "one quarter": 25.0,
    "one fourth": 25.0, "1/4": 25.0, "quarters": 25.0, "three quarters": 75.0, "3/4": 75.0, "one fifth": 20.0, "1/5": 20.0,
}  # fmt: skip
_PART = (
    r"(?:(?P<percent>(?<![\d.,])\d{1,3}(?:\.\d+)?)\s?(?:%|per\s?cent\b)"
    r"|(?P<fraction>(?<![\w/])(?:[1-3]\s?/\s?[2-5](?![/\d])|(?:(?:one|two|three)[\s-])?(?:half|thirds?|quarters?|fourth|fifth)\b)))"
)
_BOUNDS = (
    (
        Late(
            r"(?:at\sleast|minimum(?:\sof)?|no(?:t)?\s(?:less|fewer)\sthan|>=|≥|>|(?<!no\s)(?<!not\s)more\sthan)"
            r"\s?(?:approximately\s|about\s)?\Z"
        ),
        Bound.AT_LEAST,
    ),
    (
        Late(
            r"(?:at\smost|maximum(?:\sof)?|no(?:t)?\smore\sthan|not\s(?:to\s)?exceed(?:ing)?|up\sto|<=|≤|<"
            r"|(?<!no\s)(?<!not\s)(?:less|fewer)\sthan)\s?\Z"
        ),
        Bound.AT_MOST,
    ),
)
_BEFORE_BOUND = 40
_PEOPLE = rf"(?:(?:the|all|our|total|study|enrolled|treated|evaluable|enrolling|planned)\s)*(?:{PEOPLE.pattern}|enrol{{1,2}}ment|population|cohort|sample)"
_SHARE = Late(
    rf"{_PART}\s?(?:\(\s?n\s?=\s?\d+\s?\)\s?)?(?:of\s)?(?:{_PEOPLE}\s?)?(?:enrolled\s)?(?:(?>(?:must|should|will|to|shall|are|is|be|being|have|having|has|with|of|who|planned|expected|required|in|from|that|as|fitzpatrick|skin|types?|phototypes?|scale|classified|a|the|each)\b)[\s-]?+){{0,12}}\(?\Z"
)
"""Before the types: a share, whose it is, and words of having."""
_NUMBER_OF = Late(
    rf"(?P<number>{NUMBER})\s(?:(?:[a-z]+\s)?{PEOPLE.pattern}\s|(?=with|of|having))(?:(?:must|should|will|to|be|have|having|has|with|of|who|in|from|a|the|are)\s)*\(?\Z"
)
_SHARE_AFTER = Late(
    rf"\A\)?\s?(?:(?>(?:skin|types?|phototypes?|{PEOPLE.pattern}|will|should|must|shall|to|be|is|are|makes?|made|up|comprise|account|for|represent|constitute|form|limited|enrolled|included|each|target(?:ed)?|with|the|of|at\sleast|a|minimum|maximum|not?|more|less|than|approximately|about)\b|[,:(=<>≥≤-])\s?+){{0,12}}?"
    rf"(?P<lead>(?:at\sleast|a?\s?minimum(?:\sof)?|no(?:t)?\s(?:less|fewer|more)\sthan|at\smost|a?\s?maximum(?:\sof)?|up\sto|>=|≥|≤|<=|>|<)?\s?){_PART}(?!\s?(?:improve|reduc|clear|better|chang|increas|decreas))"
)
_LONGEST_AFTER = 70
_OF_AN_EFFECT = Late(
    r"\b(?:improv\w+|reduc\w+|respon\w+|clear\w*|success|incidence|rate|risk|power|drop-?out)\b"
)


def find_planned_shares(
    document: Document, read: Sequence[CountedSentence]
) -> tuple[PlannedShare, ...]:
    """The shares that a registration plans; a report has none, it counts who came.

    `read` are the sentences that let types in.
    """
    if not document.is_registration:
        return ()
    found = (s for sentence in read for s in _in_sentence(sentence))
    return tuple(dict.fromkeys(found))


def _in_sentence(sentence: CountedSentence) -> Iterator[PlannedShare]:
    """The share before the types; that behind them only where it is not the next types' own."""
    own = [s for s in sentence.statements if s.standing is Standing.ELIGIBLE]
    told = [_before(sentence, s) for s in own]
    for position, statement in enumerate(own):
        amount = told[position]
        if amount is None and (position + 1 == len(own) or told[position + 1] is None):
            amount = _behind(sentence, statement)
        if amount is not None and (amount.each or len(statement.types) < len(SkinType)):
            yield from _by_part(sentence, statement, amount)


@dataclass(frozen=True, slots=True)
class _Amount:
    bound: Bound
    percent: float | None = None
    people: int | None = None
    each: bool = False


def _before(sentence: CountedSentence, statement: Statement) -> _Amount | None:
    begins = statement.mention.start - sentence.start
    ends = [s.mention.end - sentence.start for s in sentence.statements]
    opens = max((end for end in ends if end <= begins), default=0)
    lead = sentence.low[max(opens, begins - _REACH) : begins]
    match = None if _OF_AN_EFFECT.search(lead) else _SHARE.search(lead)
    if match is not None:
        each = (match.group("fraction") or "").endswith("s")
        return _Amount(_bound_before(lead, match.start()), _percent(match), each=each)
    number = _NUMBER_OF.search(lead)
    bound = _bound_before(lead, number.start()) if number is not None else Bound.EXACTLY
    if number is None or bound is Bound.EXACTLY:
        return None
    return _Amount(bound, people=value_of(number.group("number")))


def _behind(sentence: CountedSentence, statement: Statement) -> _Amount | None:
    ends = statement.mention.end - sentence.start
    starts = [s.mention.start - sentence.start for s in sentence.statements]
    closes = min((start for start in starts if start >= ends), default=len(sentence.low))
    after = sentence.low[ends : min(closes, ends + _LONGEST_AFTER)]
    match = None if _OF_AN_EFFECT.search(after) else _SHARE_AFTER.match(after)
    if match is None:
        return None
    part = "percent" if match.group("percent") else "fraction"
    each = sentence.low[ends + match.end() :].lstrip().startswith("each")
    return _Amount(_bound_before(after, match.start(part)), _percent(match), each=each)


def _by_part(
    sentence: CountedSentence, statement: Statement, amount: _Amount
) -> Iterator[PlannedShare]:
    """One share, or for "thirds of I-II, III-IV and V-VI" one a part."""
    if not (amount.people or 0 < (amount.percent or 0) <= _WHOLE):
        return
    parts = _parts(sentence, statement) if amount.each else ()
    for types in parts if len(parts) > 1 else (statement.types,):
        yield PlannedShare(
            types=types, bound=amount.bound, percent=amount.percent, people=amount.people,
            evidence=sentence.evidence, rule="fitzpatrick.planned_share",
        )  # fmt: skip


_WHOLE = 100


def _parts(sentence: CountedSentence, statement: Statement) -> tuple[tuple[SkinType, ...], ...]:
    named = sentence.low[
        statement.mention.start - sentence.start : statement.mention.end - sentence.start
    ]
    tokens = tokens_of(named, named, 0, len(named))
    found = (parse_expression(tokens, at, named) for at in range(len(tokens)))
    longest = max((e for e in found if e is not None), key=lambda e: len(e.parts), default=None)
    return tuple(part.types for part in longest.parts) if longest is not None else ()


def _percent(match: re.Match[str]) -> float:
    if match.group("percent"):
        return float(match.group("percent"))
    words = " ".join(match.group("fraction").replace("-", " ").split()).replace(" /", "/")
    return _FRACTIONS.get(words.replace("/ ", "/"), 0.0)


def _bound_before(text: str, end: int) -> Bound:
    before = text[max(0, end - _BEFORE_BOUND) : end]
    return next((bound for cue, bound in _BOUNDS if cue.search(before)), Bound.EXACTLY)
