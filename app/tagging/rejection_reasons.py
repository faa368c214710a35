"""Why a mention in each part of a study was not believed, in the words kept with it."""

from collections import Counter
from collections.abc import Container, Sequence

from app.tagging.lexicon import Hit
from app.tagging.statements import Part, Statement

Refused = tuple[Statement, Hit, str]
"""A mention that reports no effect, with the reason."""

MOST_REJECTED = 3
"""Rejected mentions kept for one value of one document."""
REASONS = {
    Part.TITLE: "named in the title as a harm, not as what is treated",
    Part.CONDITION: "registered as a condition, outweighed",
    Part.AIM: "named in the aim, but not as what is treated",
    Part.OWN: "named, but not as what is treated or measured",
    Part.OUTCOME: "part of an outcome measure",
    Part.BACKGROUND: "background",
    Part.INCLUSION: "entry criterion",
    Part.EXCLUSION: "exclusion criterion",
    Part.KEYWORD: "keyword",
    Part.ASIDE: "not about this study's own people",
}


def worth_keeping(refused: Sequence[Refused], found: Container[str]) -> list[Refused]:
    """The first few mentions of each value that was not found elsewhere."""
    kept: list[Refused] = []
    seen: Counter[str] = Counter()
    for mention in refused:
        value = mention[1].meaning.value
        seen[value] += 1
        if value not in found and seen[value] <= MOST_REJECTED:
            kept.append(mention)
    return kept
