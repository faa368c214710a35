"""Statements that say which types all participants had, and those that then speak of others."""

from collections.abc import Iterable, Sequence

from app.records import Participants, Standing
from app.tagging.everyone import NUMBER_OF_PEOPLE
from app.tagging.gates import Gated
from app.tagging.late_patterns import Late
from app.tagging.numbers import value_of
from app.tagging.prose import Prose
from app.tagging.type_statements import Statement, Weight

_DESCRIBES = Late(
    r"(?:[(\[,;:]|\b(?:with|of|having|were|was|had|who|whose|and|aged))\s?(?:(?:a|all|the|from|fitzpatrick)\s)*\Z"
)
"""Right before types that people are described by."""
_SUBSET = Gated(
    r"\b(?:in|among|of\swhom|only|one|two|some|most|majority|mainly|mostly|predominantly|typically|part|other|except|but|respectively|versus|vs|woman|man|boy|girl|patient|case|the\s(?:first|other|second))\b"
)
_ADDED = Gated(
    r"\b(?:also|in\saddition|additional(?:ly)?|further|separate(?:ly)?|controls?|comparison)\b"
)
"""Somebody beside all those who were counted: "it was also done on type II"."""


def contradicting(
    prose: Prose, statements: Sequence[Statement], people: Participants | None
) -> set[Statement]:
    """Statements of types that nobody had: "thirty women with types II-IV" leaves no type V.

    Only where one sentence counts all participants and gives their types, and the other statement
    counts no people of its own.
    """
    if people is None or people.planned or prose.document.is_registration:
        return set()
    whole = [s for s in statements if _is_of_everyone(prose, s, people)]
    if not whole:
        return set()
    types = {t for s in whole for t in s.types}
    sentences = {s.start for s in whole}
    return {
        s
        for s in _uncounted(prose, statements)
        if s.start not in sentences and not set(s.types) <= types
    }


def _is_of_everyone(prose: Prose, statement: Statement, people: Participants) -> bool:
    """Whether all participants are counted in the statement's sentence and described by its types."""
    mention = statement.mention
    if statement.standing is not Standing.STUDIED or statement.weight is not Weight.ENROLMENT:
        return False
    lead = prose.low[statement.start : mention.start]
    counted = list(NUMBER_OF_PEOPLE.finditer(lead))
    if not counted or any(value_of(m.group("number")) != people.people for m in counted):
        return False
    between = lead[counted[-1].end() :]
    if not _DESCRIBES.search(between) or _SUBSET.search(between):
        return False
    shared = sum(share.people or 0 for share in mention.shares)
    return not mention.shares or shared == people.people


def _uncounted(prose: Prose, statements: Iterable[Statement]) -> Iterable[Statement]:
    """A statement with people of its own may be of a group that is counted apart."""
    for statement in statements:
        told = statement.standing is Standing.STUDIED or statement.cue == "planned"
        lead = prose.low[statement.start : statement.mention.start]
        apart = statement.cue == "enrolled" and _ADDED.search(
            prose.low, statement.start, statement.end
        )
        counted = (
            apart
            or NUMBER_OF_PEOPLE.search(lead)
            or any(s.people for s in statement.mention.shares)
        )
        if told and not counted:
            yield statement
