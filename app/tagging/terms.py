"""The vocabulary dimensions of one document: indication, outcome, body site and procedure."""

from collections.abc import Sequence
from dataclasses import replace

from app.records import Dimension, RejectedMention, Tag
from app.tagging import cues
from app.tagging.design import find_design
from app.tagging.design_fields import OTHER, REVIEW
from app.tagging.document import Document
from app.tagging.evidence_spans import evidence_for
from app.tagging.gates import Gated
from app.tagging.indications import find_treated
from app.tagging.lexicon import Hit, Lexicon
from app.tagging.outcomes import find_measured
from app.tagging.statements import LONGEST_ABSTRACT, Part, Statement, statements


def find_terms(
    document: Document,
    lexicon: Lexicon,
    stated: Sequence[Statement] | None = None,
    design: Tag | None = None,
) -> tuple[tuple[Tag, ...], tuple[RejectedMention, ...]]:
    """Every tag of the four dimensions with its located evidence, and what was not believed.

    `stated` and `design` are the document's statements and its design where the caller has them.
    """
    if stated is None:
        stated = statements(document, lexicon)
    design = design or find_design(document, lexicon, stated)
    kind = design.value if design else ""
    stated = _as_told(document, stated, kind)
    treated = find_treated(document, stated, lexicon, kind)
    measured = find_measured(document, stated, lexicon, treated.tags, kind)
    named = (
        *_named(document, stated, Dimension.BODY_SITE),
        *_named(document, stated, Dimension.PROCEDURE),
    )
    return (
        (*treated.tags, *measured.tags, *named),
        (*treated.rejected, *measured.rejected),
    )


def _as_told(document: Document, stated: Sequence[Statement], design: str) -> Sequence[Statement]:
    """In a short review or comment what others found is its own matter, after the opening."""
    if design not in (REVIEW, OTHER) or len(document.text) > LONGEST_ABSTRACT:
        return stated
    opening = next((s for s in stated if s.part is not Part.TITLE), None)
    return [
        replace(s, part=Part.OWN) if s.part is Part.BACKGROUND and s is not opening else s
        for s in stated
    ]


_SAYS_WHERE_AND_HOW = frozenset({Part.TITLE, Part.CONDITION, Part.AIM, Part.OWN})


def _named(document: Document, stated: Sequence[Statement], dimension: Dimension) -> list[Tag]:
    """Sites and procedures named in the title, or where people were or will be treated."""
    found: dict[str, Tag] = {}
    for statement in stated:
        if statement.part not in _SAYS_WHERE_AND_HOW or cues.BARRED in statement.said:
            continue
        if statement.part is Part.OWN and not _tells_of_treating(statement):
            continue
        for hit in statement.of(dimension):
            if dimension is Dimension.BODY_SITE and _is_of_a_sample(document, statement, hit):
                continue
            if hit.meaning.value not in found:
                found[hit.meaning.value] = Tag(
                    dimension=dimension,
                    value=hit.meaning.value,
                    evidence=evidence_for(document, statement, hit),
                    rule=f"{dimension}.{statement.part}",
                )
    return _without_the_unspecific(found, dimension)


def _tells_of_treating(statement: Statement) -> bool:
    said = statement.said
    done = cues.PAST in said or cues.FUTURE in said
    return done and (cues.PEOPLE in said or cues.TREATS in said) and cues.CITED not in said


_SAMPLE = Gated(
    r"(?i)\b(?:biops(?:y|ies)|blood|samples?|swabs?|specimens?|photograph(?:s|ed)?|sunscreens?|sun\s?block|harvested)\b"
    r"(?:(?!treat)[^.;,])*\Z"
)
_SAMPLE_WITHIN = 60
"""Characters before a site in which something is taken from it, or put on it, that is no treatment."""


def _is_of_a_sample(document: Document, statement: Statement, hit: Hit) -> bool:
    """As in "biopsies were taken from the abdomen": nobody was treated there."""
    start = max(statement.start, hit.start - _SAMPLE_WITHIN)
    return statement.says(_SAMPLE, document.text[start : hit.start])


def _without_the_unspecific(found: dict[str, Tag], dimension: Dimension) -> list[Tag]:
    """The face as a whole says nothing where a part of it is named."""
    if dimension is Dimension.BODY_SITE and found.keys() & _PARTS_OF_FACE:
        found.pop(WHOLE_FACE, None)
    return list(found.values())


WHOLE_FACE = "face"
_PARTS_OF_FACE = frozenset({"cheek", "lower_face", "perioral", "periorbital", "forehead"})
