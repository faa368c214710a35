"""Outcomes that a text reports for some skin types apart: so many of so many people."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.records import OutcomeResult, SkinType, Standing
from app.tagging.context import PEOPLE
from app.tagging.counted_sentences import CountedSentence
from app.tagging.document import Document
from app.tagging.fitzpatrick import SkinTypeReading
from app.tagging.late_patterns import Late
from app.tagging.lexicon import WEAK, Hit, Lexicon
from app.tagging.numbers import NUMBER, value_of
from app.tagging.result_tables import results_in_tables

_OUTCOME, _TYPES = "\ue000", "\ue001"
"""Stand for an outcome and for types in a sentence whose wording is read; private characters."""
_ENDS_OF_TYPES = Late(r"\s?[(\[:=,]|\s(?:in|was|were|with)\s")
_N = rf"(?:{NUMBER}|\bnone|\bnobody)"
_SHARE = r"(?:\s?[(\[][^()\[\]]{0,25}%[^()\[\]]{0,12}[)\]])?"
_OF = r"\s?(?:of|out\sof|/)\s?(?:the\s|these\s|those\s|our\s|all\s)?"
_NO_PEOPLE = r"(?!(?:in|of|on|lesions?|sites?|sides?|scars?|sessions?|cheeks?|areas?|eyes?|faces?|halves|treatments?)\b)"
_PEOPLE = rf"(?:(?:{_NO_PEOPLE}[a-z-]+\s){{0,2}}?{PEOPLE.pattern}\s)"
_HAVING = r"(?:(?:with|of|having|who\shad|in|from|among)\s)?(?:(?:a|the|fitzpatrick)\s)?"
_SKIN = rf"(?:\sskin)?(?:\s{PEOPLE.pattern})?"
_BEFELL = r"(?:developed|had|experienced|showed|reported|suffered|presented\swith|complained\sof|noted|exhibited)"
_OCCURRED = r"(?:(?:was|were)\s(?:only\s|also\s)?(?:seen|noted|observed|found|reported|detected|recorded|present)|occurred|developed|appeared|arose)"
_EVENTS = rf"(?P<events>{_N}){_SHARE}{_OF}(?P<people>{NUMBER}){_SHARE}"
_BEFORE_TYPES = (
    Late(rf"(?:{_EVENTS})\s(?:{_PEOPLE}(?:\([^()]{{0,12}}%\)\s)?)?{_HAVING}\Z"),
    Late(
        rf"%\s?\(\s?(?P<events>\d{{1,5}}){_OF}(?P<people>\d{{1,5}})\s?\)\s(?:of\s)?(?:the\s)?(?:{_PEOPLE})?{_HAVING}\Z"
    ),
    Late(
        rf"(?P<events>\d{{1,5}})\s?/\s?(?P<people>\d{{1,5}})\s?(?:[,;]\s?[\d.]+\s?%)?\s?\)\s(?:in|among|for|of)\s(?:{_PEOPLE})?{_HAVING}\Z"
    ),
)
"""As in "2 of 5 type V", "3 (30%) of the 10 patients with", "25% (3/12) of patients with"."""
_BEHIND_TYPES = Late(
    rf"\A{_SKIN}\s?[(\[]\s?(?:[\d.]+\s?%\s?[,;]\s?)?(?P<events>\d{{1,5}}){_OF}(?P<people>\d{{1,5}})(?:\s{PEOPLE.pattern})?\s?(?:[,;]\s?[\d.]+\s?%)?\s?[)\]]"
)
"""As in "IV-VI (5/20)"."""
_THEN_IN = Late(
    rf"\A{_SKIN},?\s[^.;{_TYPES}]{{0,60}}?{_OUTCOME}\s{_OCCURRED}\sin\s{_EVENTS}(?![\w%]|\s(?:sites|sides|lesions|sessions))"
)
"""As in "in type V patients, hyperpigmentation occurred in 2 of 6"."""
_SO_MANY_WITH = Late(
    rf"\b(?:of|among|in)\s(?:the\s|these\s|our\s)?(?P<people>{NUMBER})\s{_PEOPLE}(?:with|of|having|who\shad)\s(?:a\s)?\Z"
)
_OF_WHOM = Late(
    rf"\A(?:\sskin)?,\s(?:only\s)?(?P<events>{_N}){_SHARE}\s(?:{_PEOPLE})?{_BEFELL}\s[^.;,{_TYPES}]{{0,50}}?{_OUTCOME}"
)
"""As in "among the 14 patients with type IV, 3 developed hyperpigmentation"."""
_NOT_EVENTS = r"(?:stud(?:y|ies)|reports?|data|trials?|evidence|difference\w*|significant\w*|changes?|increase\w*|other|further|new|improvement\w*)"
_IN_A_GROUP = Late(
    rf"\b(?:of|among|in)\s(?:the\s)?(?:(?:sub)?group|those|cohort|{PEOPLE.pattern})\s(?:with|of|having)\s(?:a\s)?\Z"
)
_SO_MANY_OF = Late(
    rf"\A(?:\sskin)?,\s(?:only\s)?{_EVENTS}\s(?:{_PEOPLE})?{_BEFELL}\s[^.;,{_TYPES}]{{0,50}}?{_OUTCOME}"
)
"""As in "in the group with types V-VI, 2 of 18 patients developed hyperpigmentation"."""
_HAD_NO = Late(
    rf"\A{_SKIN}\s?(?:\(\s?n\s?=\s?(?P<people>\d{{1,5}})\s?\)\s?)?(?:had|developed|experienced|showed|reported)\sno\s(?:(?!{_NOT_EVENTS}\b)[\w-]+\s){{0,2}}?{_OUTCOME}"
)
"""As in "patients with type IV (n = 10) had no hypopigmentation"."""
_IN_ALL = Late(rf"\s(?:in|by|among)\sall\s(?P<people>{NUMBER})\s{_PEOPLE}{_HAVING}\Z")
_ALL_OR_NONE = Late(
    rf"\b(?P<word>all|none\sof\sthe|none\sof|no)\s(?:(?:the\s)?(?P<people>{NUMBER})\s)?{_PEOPLE}{_HAVING}\Z"
)
_BEFELL_THEM = Late(
    rf"\A{_SKIN}\s(?:\([^()]{{0,30}}\)\s)?{_BEFELL}\s(?:(?!no\b|had\b|history|past|previous|prior|resol|improv|treat)[\w-]+,?\s){{0,5}}?{_OUTCOME}(?!\s(?:before|prior|from|history))"
)
"""As in "none of the 9 patients with type VI developed", "all 12 patients with type V had"."""
_NO_EVENTS = Late(
    rf"\b(?:no|without(?:\sany)?|free\sof)\s(?:(?!{_NOT_EVENTS}\b)(?:[\w-]+|{_OUTCOME}),?\s){{0,8}}?(?:{_OUTCOME},?\s)(?:(?:{_OCCURRED}|{_OUTCOME},?|or|and|events?|at\sall)\s){{0,6}}"
    rf"(?:in|among)\s(?:any\sof\s|any\s)?(?:the\s)?(?:(?P<people>{NUMBER})\s)?(?:{_PEOPLE})?{_HAVING}\Z"
)
"""As in "no hyperpigmentation or scarring occurred in patients with types V and VI"."""
_DIRECTION = r"(?P<value>(?:significantly\s|slightly\s|much\s)?(?:more|less|higher|lower|greater|longer|worse|better)(?:\s(?:common|frequent|severe|pronounced|likely|often|prevalent|intense|persistent))?)"
_MORE_IN = Late(
    rf"{_OUTCOME}\s(?:[\w-]+\s){{0,4}}?(?:was|were|occurred|lasted)\s{_DIRECTION}\s(?:in|among|for)\s(?:{_PEOPLE})?{_HAVING}\Z"
)
_DID_BETTER = Late(
    rf"\A{_SKIN}\s(?P<value>(?:improved|responded)\s(?:significantly\s)?(?:more|less|better|worse))\b"
)
_HELD = Late(r"\bp\s?(?:=|<|>|≤|value)|\bsignificantly\b|\bthan\b")
"""What makes a comparison of types a finding."""
_NO_EVENT_WORD = Late(
    r"\b(?:treated|graded|measured|evaluated|assessed|recorded|history|expected|scor\w+|resol\w+|improv\w+|cleared|clearance|lasted|days?|planned|prior|previous|baseline|prevented?|absent|risk|not|no|without|never|avoid\w*)\b"
)
_REACH = 120


@dataclass(frozen=True, slots=True)
class _Finding:
    outcome: int
    """Which outcome of the sentence, counted from its start."""
    events: int | None
    people: int | None
    value: str = ""


def find_results(
    document: Document, lexicon: Lexicon, skin_types: SkinTypeReading
) -> tuple[OutcomeResult, ...]:
    """Results that were reported for types or ranges apart, with events and people.

    Only what one sentence, or one row of a table, says of one outcome; a comparison of types
    without numbers gives its direction as the value. Planned and excluded types have no results,
    nor have reviews.
    """
    if document.is_review:
        return ()
    found = list(results_in_tables(document, lexicon))
    for sentence in skin_types.stated if not document.is_registration else ():
        found += _in_sentence(lexicon, sentence)
    return tuple(dict.fromkeys(found))


def _in_sentence(lexicon: Lexicon, sentence: CountedSentence) -> Iterator[OutcomeResult]:
    studied = [s for s in sentence.statements if s.standing is Standing.STUDIED]
    named = _outcomes(lexicon, sentence) if studied else []
    if not named:
        return
    places = [_place(sentence, s.mention.start, s.mention.end) for s in studied]
    masked, at = _masked(sentence.low, named, places)
    for statement, begins in zip(studied, at, strict=True):
        for finding in _findings(masked, begins):
            if 0 <= finding.outcome < len(named):
                yield _result(sentence, statement.types, named[finding.outcome], finding)


def _result(
    sentence: CountedSentence, types: tuple[SkinType, ...], hit: Hit, finding: _Finding
) -> OutcomeResult:
    value = finding.value or ("none reported" if finding.people is None else "")
    return OutcomeResult(
        outcome=hit.meaning.value, evidence=sentence.evidence, rule="result.by_type",
        types=types, events=finding.events, people=finding.people, value=value,
    )  # fmt: skip


def _outcomes(lexicon: Lexicon, sentence: CountedSentence) -> list[Hit]:
    """Outcomes in order, none inside another; two by the same words are one, the first."""
    kept: list[Hit] = []
    for hit in lexicon.hits(sentence.low):
        if hit.meaning.dimension != "outcome" or not _names_an_event(lexicon, hit):
            continue
        if _MEASURE.search(sentence.low, hit.start, hit.end):
            continue
        if not kept or hit.start >= kept[-1].end:
            negated = _NEGATED.match(sentence.low, hit.start, hit.end)
            kept.append(hit._replace(start=negated.end()) if negated else hit)
    return kept


def _names_an_event(lexicon: Lexicon, hit: Hit) -> bool:
    """A weak word counts only for a harm that no complaint is called by: "burns"."""
    if hit.meaning.strength != WEAK:
        return True
    outcome = hit.meaning.value
    return lexicon.kind[outcome] == "safety" and not lexicon.complaint_of[outcome]


_NEGATED = Late(rf"(?:(?:no|without|any|{_BEFELL})\s)+")
"""Phrases of the vocabulary may begin so ("no burns", "developed scarring"): not the outcome's words."""


_MEASURE = Late(r"\b(?:scor|scale|index|vas\b|severity|rating)")
"""Words of an outcome that tells how much, not whether: "pain scores were 2 of 10"."""


def _place(sentence: CountedSentence, start: int, end: int) -> tuple[int, int]:
    """Where the types stand, without the numbers that were read with them."""
    low = sentence.low[start - sentence.start : end - sentence.start]
    cut = next(
        (m.start() for m in _ENDS_OF_TYPES.finditer(low) if _NUMERAL.search(low[: m.start()])), None
    )
    return start - sentence.start, (end if cut is None else start + cut) - sentence.start


_NUMERAL = Late(
    r"(?:\b[iv]+|\d|[\u2160-\u2175]|\bone|\btwo|\bthree|\bfour|\bfive|\bsix)(?:\sskin)?\W*\Z"
)


def _masked(
    low: str, named: Sequence[Hit], places: Sequence[tuple[int, int]]
) -> tuple[str, list[int]]:
    """The sentence with one character for each outcome and each place of types, and where these are."""
    marks = [(hit.start, hit.end, _OUTCOME) for hit in named]
    marks += [(start, end, _TYPES) for start, end in places]
    pieces, at, done, length = [], [], 0, 0
    for start, end, mark in sorted(marks):
        if start < done:
            start = done
        pieces.append(low[done:start])
        length += start - done
        if mark is _TYPES:
            at.append(length)
        pieces.append(mark)
        length += 1
        done = max(done, end)
    pieces.append(low[done:])
    return "".join(pieces), at


def _findings(masked: str, at: int) -> Iterator[_Finding]:
    """What is said of the types that stand at `at`."""
    lead, after = masked[max(0, at - _REACH) : at], masked[at + 1 : at + 1 + _REACH]
    first = masked.count(_OUTCOME, 0, at - len(lead))
    before = first + lead.count(_OUTCOME)
    no_events = _NO_EVENTS.search(lead)
    if no_events is not None:
        people = _number(no_events.group("people"))
        told = lead.count(_OUTCOME, 0, no_events.start())
        many = lead.count(_OUTCOME, no_events.start())
        yield from (_Finding(first + told + k, 0, people) for k in range(many))
        return
    counted = list(_counted(lead, after, before))
    yield from counted or _compared(masked, lead, after, before)


def _counted(lead: str, after: str, before: int) -> Iterator[_Finding]:
    match = next((m for p in _BEFORE_TYPES if (m := p.search(lead))), None)
    if match is not None:
        outcome = _told_of(lead[: match.start()], after, before)
        yield from _checked(outcome, match.group("events"), match.group("people"))
        return
    behind = _BEHIND_TYPES.match(after)
    if behind is not None and _leads_to(lead):
        yield from _checked(before - 1, behind.group("events"), behind.group("people"))
        return
    then = _THEN_IN.match(after) if re.search(r"\b(?:in|among|of)\s[^,.;]{0,25}\Z", lead) else None
    if then is not None and not _NO_EVENT_WORD.search(then.group()):
        yield from _checked(before, then.group("events"), then.group("people"))
        return
    whole, part = _SO_MANY_WITH.search(lead), _OF_WHOM.match(after)
    if whole is not None and part is not None and not _NO_EVENT_WORD.search(part.group()):
        yield from _checked(before, part.group("events"), whole.group("people"))
        return
    group = _SO_MANY_OF.match(after) if _IN_A_GROUP.search(lead) else None
    if group is not None and not _NO_EVENT_WORD.search(group.group()):
        yield from _checked(before, group.group("events"), group.group("people"))
        return
    nobody = _HAD_NO.match(after) if _OF_PEOPLE.search(lead) else None
    if nobody is not None:
        yield _Finding(before, 0, _number(nobody.group("people")))
        return
    entire = _IN_ALL.search(lead)
    if entire is not None and _leads_to(lead[: entire.start()]):
        yield from _checked(before - 1, entire.group("people"), entire.group("people"))
        return
    every = _ALL_OR_NONE.search(lead)
    if every is not None and _BEFELL_THEM.match(after):
        people = _number(every.group("people"))
        if every.group("word") != "all":
            yield _Finding(before, 0, people)
        elif people is not None:
            yield _Finding(before, people, people)


_OF_PEOPLE = Late(rf"\b{PEOPLE.pattern}\s(?:with|of|having)\s(?:a\s)?\Z")


def _told_of(lead: str, after: str, before: int) -> int:
    """The outcome that "2 of 5 with type V" had: named before it, or behind "developed"; else -1."""
    if _BEFELL_THEM.match(after):
        return before
    return before - 1 if _leads_to(lead) else -1


def _leads_to(lead: str) -> bool:
    """Whether an outcome that happened stands before, with nothing else told between."""
    told = lead.rpartition(_OUTCOME)
    if _FATE_OR_RATING.search(told[0]):
        return False
    between = told[2].replace(_TYPES, " ")
    return (
        bool(told[1]) and not re.search(r"[;.]\s", between) and not _NO_EVENT_WORD.search(between)
    )


_FATE_OR_RATING = Late(
    rf"{_OUTCOME}\s(?:(?!and\b|or\b)\w+\s){{0,2}}\Z|\b(?:rated|assessed|measured|evaluated|graded|scored|recorded)\s(?:the\s)?\Z"
)
"""Before an outcome: another that it befell ("hyperpigmentation cleared"), or a mere rating of it."""


def _checked(outcome: int, events: str, people: str) -> Iterator[_Finding]:
    happened, of = _number(events), _number(people)
    if outcome >= 0 and happened is not None and of and happened <= of:
        yield _Finding(outcome, happened, of)


def _number(written: str | None) -> int | None:
    if written in ("none", "nobody"):
        return 0
    return value_of(written) if written else None


def _compared(masked: str, lead: str, after: str, before: int) -> Iterator[_Finding]:
    """A direction without numbers, where the sentence says that it held."""
    if not _HELD.search(masked):
        return
    more = _MORE_IN.search(lead)
    if more is not None:
        yield _Finding(
            before - 1 - lead.count(_OUTCOME, more.start() + 1), None, None, more.group("value")
        )
        return
    did = _DID_BETTER.match(after)
    if did is not None and after.count(_OUTCOME) == 1:
        yield _Finding(before, None, None, did.group("value"))
