"""What is no study of people: letters, goods, laws, part of earlier trials, articles of opinion."""

from collections.abc import Sequence

from app.tagging import cues
from app.tagging import design_signs as signs
from app.tagging.design_fields import NONRANDOMIZED, OTHER, REVIEW
from app.tagging.design_found import (
    LONGEST_ABSTRACT_WITH_TITLE,
    Found,
    named,
    names,
    treated_people,
)
from app.tagging.document import Document
from app.tagging.lexicon import WEAK
from app.tagging.statements import Part, Statement

_CRITERIA = frozenset({Part.INCLUSION, Part.EXCLUSION})


def other(
    document: Document,
    stated: Sequence[Statement],
    counted: Sequence[Statement],
    own: Sequence[Statement],
) -> Found | None:
    """The design "other", or an article that reviews, where nothing else was found.

    `counted` are the title and the study's own sentences, `own` the latter alone.
    """
    named_so = named(counted, OTHER, "design.other")
    if named_so:
        return named_so
    for statement in own:
        if signs.pools_trials(document, statement):
            return Found(OTHER, "design.part_of_trials", statement)
    if document.is_registration or len(document.text) > LONGEST_ABSTRACT_WITH_TITLE:
        return None
    things = _of_things(document, own)
    if things:
        return things
    if any(names(own, NONRANDOMIZED, weak=True)) or _is_trial_by_title(document, stated):
        return None
    if own and treated_people(own):
        people = signs.most_people(document, stated=own)
        if people or not signs.goes_through(document):
            return None
        return Found(REVIEW, "design.review.article", own[0])
    if any(signs.gives(document, s) for s in own):
        return None
    if any(cues.PAST in s.said or cues.FUTURE in s.said for s in own):
        return None if any(_speaks_of_treatment(s) for s in own) else _of_nobody(document, own)
    if any(s.part in _CRITERIA for s in stated):
        return None
    if any(signs.counts_treated(document, s) for s in own) or signs.most_people(document, own):
        return None
    if signs.goes_through(document):
        return Found(REVIEW, "design.review.article", (own or counted)[0])
    return Found(OTHER, "design.no_study", (own or counted)[0])


def _is_trial_by_title(document: Document, stated: Sequence[Statement]) -> bool:
    """A trial's word in the title, and people counted in a text that says little else."""
    titles = [s for s in stated if s.part is Part.TITLE]
    named_so = any(hit.meaning.strength != WEAK for _, hit in names(titles, NONRANDOMIZED))
    return named_so and signs.most_people(document, stated) > 0


_OF_A_STUDY = frozenset({cues.PEOPLE, cues.TREATS, cues.UNDERWENT})


def _speaks_of_treatment(statement: Statement) -> bool:
    return not statement.said.isdisjoint(_OF_A_STUDY) or bool(
        statement.of("outcome") or statement.of("procedure") or statement.of("indication")
    )


def _of_nobody(document: Document, own: Sequence[Statement]) -> Found | None:
    """Laws, prices or search results: nobody and nothing of skin is spoken of."""
    if document.is_registration or any(signs.counts_people(document, s) for s in own):
        return None
    return Found(OTHER, "design.of_nobody", own[0])


def _of_things(document: Document, own: Sequence[Statement]) -> Found | None:
    """What was counted are goods or pages, and nobody took part."""
    if any(cues.PEOPLE in s.said or signs.counts_people(document, s) for s in own):
        return None
    for statement in own:
        if signs.names_things(document, statement):
            return Found(OTHER, "design.of_things", statement)
    return None
