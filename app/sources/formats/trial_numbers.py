"""Trial numbers in the words of a document: its own, and those that it only names."""

import re
from collections.abc import Iterable, Iterator, Sequence

from app.records import Passage, Relation, RelationKind, ReportKind, Section
from app.records.identifiers import registrations_in

MOST_NAMED = 3
"""Trials that a table or a review names and a person is asked about; beyond, it is a list of others."""

_OWN_IN_ABSTRACT = frozenset(Section) - {Section.BACKGROUND, Section.OBJECTIVE, Section.DISCUSSION}
_TABLES = frozenset({Section.TABLE, Section.CAPTION})
_MARKS = (
    "NCT", "nct", "ISRCTN", "ChiCTR", "CHICTR", "ACTRN", "DRKS", "CTRI/", "IRCT", "KCT", "NTR", "NL",
    "PACTR", "RBR-", "SLCTR", "TCTR", "JPRN", "UMIN", "RCT", "udra",
)  # fmt: skip
"""One of them stands beside nearly every number: sought first, for it is found fast."""
_OF_OTHERS = re.compile(
    r"\b(?:previous(?:ly)?|prior|earlier|preceding|other|another|unlike|parallel|ongoing|forthcoming"
    r"|companion|sister|pivotal|ha(?:s|ve|d) (?:shown|demonstrated|reported|suggested))\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.;!?])\s+(?=[A-Z(\[])")


def own_numbers(abstract: Iterable[Passage], body: Iterable[Passage]) -> tuple[str, ...]:
    """Numbers in the abstract, beyond its background, and in the methods: they are the document's own.

    A sentence that speaks of another trial gives none.
    """
    parts = [part.text for part in abstract if part.section in _OWN_IN_ABSTRACT]
    parts += [part.text for part in body if part.section is Section.METHODS]
    return tuple(dict.fromkeys(number for text in parts for number in _stated(text)))


def named_numbers(
    kind: ReportKind, own: Sequence[str], abstract: Iterable[Passage], body: Sequence[Passage]
) -> Iterator[Relation]:
    """What a table names, and what a review names at all: that suggests a study, and links nothing."""
    in_tables = _numbers(part for part in body if part.section in _TABLES)
    in_review = own_numbers(abstract, body) if kind is ReportKind.REVIEW else ()
    for numbers, because in ((in_tables, "a table names it"), (in_review, "a review names it")):
        others = [number for number in numbers if number not in own]
        if len(others) <= MOST_NAMED:
            for number in others:
                yield Relation(kind=RelationKind.NAMES, target=f"nct:{number}", because=because)


def _stated(text: str) -> Iterator[str]:
    if not _may_hold_any(text):
        return
    for sentence in _SENTENCE.split(text):
        if not _OF_OTHERS.search(sentence):
            yield from registrations_in(sentence)


def _numbers(parts: Iterable[Passage]) -> tuple[str, ...]:
    texts = [part.text for part in parts if _may_hold_any(part.text)]
    return tuple(dict.fromkeys(number for text in texts for number in registrations_in(text)))


def _may_hold_any(text: str) -> bool:
    return any(mark in text for mark in _MARKS)
