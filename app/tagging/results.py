"""Outcomes that a text reports for some skin types apart: so many of so many people."""

import re
from collections.abc import Iterator

from app.records import OutcomeResult, Standing
from app.tagging import context
from app.tagging.document import Document
from app.tagging.fitzpatrick import SkinTypeReading
from app.tagging.lexicon import WEAK, Hit, Lexicon
from app.tagging.numbers import NUMBER, value_of
from app.tagging.standing import Statement
from app.tagging.type_counts import CountedSentence

_REACH = 70
_BEFORE = re.compile(
    rf"(?P<events>{NUMBER})\s?(?:of|out\sof|/)\s?(?:the\s|these\s)?(?P<people>{NUMBER})\s?"
    rf"(?:\(\d[\d.]*\s?%\)\s?)?(?:{context.PEOPLE.pattern}\s?)?(?:(?:with|of|having|who\shad)\s)?\s?\Z"
)
_AFTER = re.compile(
    rf"\A\s?(?:{context.PEOPLE.pattern}\s?)?[:,(]?\s?(?:(?:in|was|were)\s)?"
    rf"(?P<events>{NUMBER})\s?(?:of|out\sof|/)\s?(?:the\s)?(?P<people>{NUMBER})\b"
)
_NONE_BEFORE = re.compile(
    rf"\b(?:no|without(?:\sany)?)\s[^.;]{{0,60}}?\bin\s(?:{context.PEOPLE.pattern}\s(?:with|of)\s)?(?:the\s)?\Z"
)


def find_results(
    document: Document, lexicon: Lexicon, skin_types: SkinTypeReading
) -> tuple[OutcomeResult, ...]:
    """Results that were reported for types or ranges apart, with events and people.

    Only what one sentence says of one outcome: of several outcomes the last named before the
    types is meant. Planned and excluded types have no results.
    """
    found = (r for sentence in skin_types.stated for r in _in_sentence(document, lexicon, sentence))
    return tuple(dict.fromkeys(found))


def _in_sentence(
    document: Document, lexicon: Lexicon, sentence: CountedSentence
) -> Iterator[OutcomeResult]:
    named: list[Hit] | None = None
    for statement in sentence.statements:
        if statement.standing is not Standing.STUDIED or document.is_registration:
            continue
        given = _numbers(sentence, statement)
        if given is None:
            continue
        if named is None:
            named = _outcomes(lexicon, sentence)
        outcome = _meant(named, statement.mention.start - sentence.start)
        if outcome is None:
            continue
        events, people = given
        yield OutcomeResult(
            outcome=outcome, evidence=sentence.evidence, rule="result.by_type",
            types=statement.types, events=events, people=people,
            value="none reported" if people is None else "",
        )  # fmt: skip


def _numbers(
    sentence: CountedSentence, statement: Statement
) -> tuple[int | None, int | None] | None:
    start = statement.mention.start - sentence.start
    end = statement.mention.end - sentence.start
    lead = sentence.low[max(0, start - _REACH) : start]
    match = _BEFORE.search(lead) or _AFTER.search(sentence.low[end : end + _REACH])
    if match is not None:
        events, people = value_of(match.group("events")), value_of(match.group("people"))
        fits = events is not None and people is not None and events <= people
        return (events, people) if fits else None
    return (0, None) if _NONE_BEFORE.search(lead) else None


def _outcomes(lexicon: Lexicon, sentence: CountedSentence) -> list[Hit]:
    return [
        hit
        for hit in lexicon.hits(sentence.low)
        if hit.meaning.dimension == "outcome" and hit.meaning.strength != WEAK
    ]


def _meant(named: list[Hit], at: int) -> str | None:
    """The outcome named last before the types, or the only one after them."""
    before = [hit for hit in named if hit.end <= at]
    if before:
        return before[-1].meaning.value
    after = {hit.meaning.value for hit in named}
    return next(iter(after)) if len(after) == 1 else None
