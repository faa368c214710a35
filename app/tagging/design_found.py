"""A design that a text was found to have, and the places where it names one."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from app.tagging import cues
from app.tagging.design_fields import RANDOMIZED
from app.tagging.lexicon import WEAK, Hit
from app.tagging.statements import Part, Statement

LONGEST_ABSTRACT_WITH_TITLE = 4000
"""Characters; what is longer is a full text or a long registration."""


class Found(NamedTuple):
    """A design, the rule that found it, and where; `hit` is the word that names it, if one does."""

    design: str
    rule: str
    statement: Statement
    hit: Hit | None = None


def names(
    stated: Sequence[Statement], design: str, *, weak: bool = False
) -> Iterator[tuple[Statement, Hit]]:
    """Where a design is named; weak words only in title or aim unless asked for."""
    for statement in stated:
        for hit in statement.of("design"):
            if hit.meaning.value == design and (
                weak
                or hit.meaning.strength != WEAK
                or (design != RANDOMIZED and statement.part in (Part.TITLE, Part.AIM))
            ):
                yield statement, hit


def named(stated: Sequence[Statement], design: str, rule: str) -> Found | None:
    """The first place where a design is named."""
    for statement, hit in names(stated, design):
        return Found(design, rule, statement, hit)
    return None


def treated_people(stated: Sequence[Statement]) -> Statement | None:
    """A sentence that tells of people to whom something was or will be done."""
    for statement in stated:
        said = statement.said
        done = cues.PAST in said or cues.FUTURE in said
        if cues.PEOPLE in said and done and cues.STUDIES not in said:
            return statement
    return None
