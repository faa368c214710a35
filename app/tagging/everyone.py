"""All participants of a study in which everybody is of one skin type."""

from collections.abc import Iterable
from dataclasses import replace

from app.records import Participants, Standing, TypeCount
from app.tagging import context
from app.tagging.late_patterns import Late
from app.tagging.numbers import NUMBER, value_of
from app.tagging.type_statements import Statement, Weight

NUMBER_OF_PEOPLE = Late(rf"(?P<number>{NUMBER})\s(?:\w+\s){{0,3}}?{context.PEOPLE.pattern}")
_ONE_OF_THEM = Late(
    r"\b(?:an?|one|the)\s(?:(?:single|sole|lone|only|further|additional)\s)(?:\w+\s){0,2}?"
    r"(?:patient|subject|participant|volunteer|woman|man|case|individual|person|child|girl|boy)\b(?!s)[^.;]{0,40}$"
)
_SO_MANY_OF_THEM = Late(
    rf"(?:,|;|\band|\bbut|\bof\swhom|\bof\sthem)\s(?:(?:in|only|also)\s)?(?P<number>{NUMBER})\s?[(\[,]?\s?(?:(?:of|had|with|all|both|fitzpatrick|skin|photo)\s?)*$"
)
_ALL_OF_THEM = Late(r"\b(?:all|every|each)\b[^.;,]{0,40}$")
_EVERYBODY_WAS = Late(
    rf"\A\W*(?i:all|every|each)\s(?:(?:of\s)?(?:the|our|these)\s)?(?:\w+\s)?{context.PEOPLE.pattern}\s(?:was|were|had|has|have)\s(?:of\s|an?\s|[Ff]itzpatrick\s|skin\s|photo)*$"
)
"""Whatever the sentence goes on to tell of them."""


def _lead(text: str, statement: Statement) -> str:
    return text[statement.start : statement.mention.start]


def everyone_of_one_type(
    text: str, statements: Iterable[Statement], people: Participants | None
) -> TypeCount | None:
    """All participants, where the sentence that counts them gives them one single type."""
    if people is None or people.evidence.start is None:
        return None
    enrolled = [
        s
        for s in statements
        if s.standing is Standing.STUDIED
        and (s.weight is Weight.ENROLMENT or _EVERYBODY_WAS.search(_lead(text, s)))
    ]
    if not enrolled or len({t for s in enrolled for t in s.types}) != 1:
        return None
    at, end = people.evidence.start, people.evidence.end or people.evidence.start
    for statement in enrolled:
        lead = _lead(text, statement)
        others = [value_of(m.group("number")) for m in NUMBER_OF_PEOPLE.finditer(lead)]
        if others and people.people not in (*others, sum(o or 0 for o in others)):
            continue
        if people.people != 1 and _ONE_OF_THEM.search(lead):
            continue
        if any(s.people not in (None, people.people) for s in statement.mention.shares):
            continue
        some = _SO_MANY_OF_THEM.search(lead)
        if some is not None and value_of(some.group("number")) != people.people:
            continue
        counted_here = statement.start <= at < statement.end and at < statement.mention.start
        if counted_here or _ALL_OF_THEM.search(lead):
            evidence = replace(people.evidence, start=at, end=end)
            return TypeCount(
                types=statement.types, people=people.people, evidence=evidence,
                rule="fitzpatrick.count.everyone",
            )  # fmt: skip
    return None
