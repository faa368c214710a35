"""How often the reader is right: its readings against labels that people made."""

import json
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.errors import MalformedRecordError
from app.records import Dimension, Reading, SkinType, Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldDocument:
    """What a person read in one document. An empty set means that they found nothing there.

    `counts` are people per type or range of types; `participants` is None where none are stated.
    """

    doc: str
    studied: frozenset[SkinType] = frozenset()
    eligible: frozenset[SkinType] = frozenset()
    excluded: frozenset[SkinType] = frozenset()
    counts: Mapping[tuple[SkinType, ...], int] = field(default_factory=dict)
    participants: int | None = None
    indication: frozenset[str] = frozenset()
    outcome: frozenset[str] = frozenset()
    design: str = ""

    @classmethod
    def from_line(cls, line: str) -> "GoldDocument":
        """Read one JSONL line of an evaluation set.

        Raises:
            MalformedRecordError: If it is no JSON object or a field has the wrong form.
        """
        try:
            return cls._from_fields(json.loads(line))
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise MalformedRecordError(
                f"not a labelled document ({error!r}): {line[:80]!r}. "
                "Each line needs doc, fitzpatrick, participants, indication, outcome and design."
            ) from error

    @classmethod
    def _from_fields(cls, fields: Mapping[str, Any]) -> "GoldDocument":
        types = fields.get("fitzpatrick", {})
        participants = fields.get("participants")
        return cls(
            doc=str(fields["doc"]),
            studied=_types(types.get("studied", ())),
            eligible=_types(types.get("eligible", ())),
            excluded=_types(types.get("excluded", ())),
            counts={_range(k): int(v) for k, v in types.get("counts", {}).items()},
            participants=None if participants is None else int(participants),
            indication=frozenset(map(str, fields.get("indication", ()))),
            outcome=frozenset(map(str, fields.get("outcome", ()))),
            design=str(fields.get("design") or ""),
        )


def _types(numbers: Iterable[int]) -> frozenset[SkinType]:
    return frozenset(SkinType(int(number)) for number in numbers)


def _range(written: str) -> tuple[SkinType, ...]:
    """Type III for "3", the three types from IV to VI for "4-6"."""
    first, _, last = written.partition("-")
    return tuple(SkinType(n) for n in range(int(first), int(last or first) + 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """One dimension over one set: claims that are right, invented and missed.

    `exact` is the number of documents whose whole set of values is right.
    """

    name: str
    documents: int
    exact: int
    right: int
    invented: int
    missed: int

    @property
    def precision(self) -> float:
        """Share of claims that are right, 0 to 1; 1 where nothing was claimed."""
        return _share(self.right, self.right + self.invented)

    @property
    def recall(self) -> float:
        """Share of what there is that was found, 0 to 1; 1 where there is nothing to find."""
        return _share(self.right, self.right + self.missed)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, over (document, value) pairs of all documents."""
        return _share(2 * self.right, 2 * self.right + self.invented + self.missed)

    @property
    def exact_share(self) -> float:
        """Share of documents with the whole set right; for one value a document, the accuracy."""
        return _share(self.exact, self.documents)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleScore:
    """How many of a rule's claims are right: the confidence that a tag of it deserves."""

    rule: str
    right: int
    claims: int

    @property
    def precision(self) -> float:
        """0 to 1."""
        return _share(self.right, self.claims)


@dataclass(frozen=True, slots=True, kw_only=True)
class AccuracyCard:
    """All scores of one run over one labelled set."""

    documents: int
    scores: tuple[Score, ...]
    rules: tuple[RuleScore, ...]

    def score(self, name: str) -> Score:
        """The score of one dimension.

        Raises:
            KeyError: If the card has no such dimension.
        """
        for score in self.scores:
            if score.name == name:
                return score
        raise KeyError(name)


def score(gold: Sequence[GoldDocument], read: Sequence[Reading]) -> AccuracyCard:
    """Compare readings with the labels of the same documents in the same order.

    Raises:
        ValueError: If there is not one reading for each labelled document.
    """
    if len(gold) != len(read):
        raise ValueError(f"{len(gold)} labelled documents, but {len(read)} readings.")
    pairs = list(zip(gold, read, strict=True))
    return AccuracyCard(
        documents=len(pairs),
        scores=tuple(_score(name, pairs, *views) for name, views in _VIEWS.items()),
        rules=_rule_scores(pairs),
    )


_Pair = tuple[GoldDocument, Reading]
_Values = frozenset[Hashable]
_TOOK_PART = frozenset({Standing.STUDIED, Standing.ELIGIBLE})


def _score(
    name: str,
    pairs: Sequence[_Pair],
    labelled: Callable[[GoldDocument], _Values],
    claimed: Callable[[Reading], _Values],
) -> Score:
    right = invented = missed = exact = 0
    for document, reading in pairs:
        wanted, found = labelled(document), claimed(reading)
        right += len(wanted & found)
        invented += len(found - wanted)
        missed += len(wanted - found)
        exact += wanted == found
    return Score(
        name=name,
        documents=len(pairs),
        exact=exact,
        right=right,
        invented=invented,
        missed=missed,
    )


def _labelled_types(document: GoldDocument) -> _Values:
    return frozenset(document.studied | document.eligible)


def _labelled_standing(document: GoldDocument) -> _Values:
    by_standing = (
        (Standing.STUDIED, document.studied),
        (Standing.ELIGIBLE, document.eligible),
        (Standing.EXCLUDED, document.excluded),
    )
    return frozenset(
        (skin_type, standing) for standing, types in by_standing for skin_type in types
    )


def _labelled_participants(document: GoldDocument) -> _Values:
    return frozenset(() if document.participants is None else (document.participants,))


def _claimed_standing(reading: Reading) -> _Values:
    return frozenset(
        (SkinType[tag.value], tag.standing)
        for tag in reading.tags
        if tag.dimension is Dimension.FITZPATRICK and tag.standing is not Standing.NOT_REPORTED
    )


def _claimed_types(reading: Reading) -> _Values:
    return frozenset(
        SkinType[tag.value]
        for tag in reading.tags
        if tag.dimension is Dimension.FITZPATRICK and tag.standing in _TOOK_PART
    )


def _claimed_participants(reading: Reading) -> _Values:
    return frozenset(() if reading.participants is None else (reading.participants.people,))


def _claimed_in(dimension: Dimension) -> Callable[[Reading], _Values]:
    return lambda reading: frozenset(t.value for t in reading.tags if t.dimension is dimension)


_VIEWS: Mapping[str, tuple[Callable[[GoldDocument], _Values], Callable[[Reading], _Values]]] = {
    "types": (_labelled_types, _claimed_types),
    "standing": (_labelled_standing, _claimed_standing),
    "counts": (
        lambda document: frozenset(document.counts.items()),
        lambda reading: frozenset((count.types, count.people) for count in reading.counts),
    ),
    "participants": (_labelled_participants, _claimed_participants),
    "indication": (
        lambda document: frozenset(document.indication),
        _claimed_in(Dimension.INDICATION),
    ),
    "outcome": (lambda document: frozenset(document.outcome), _claimed_in(Dimension.OUTCOME)),
    "design": (
        lambda document: frozenset({document.design} - {""}),
        _claimed_in(Dimension.DESIGN),
    ),
}


def _rule_scores(pairs: Sequence[_Pair]) -> tuple[RuleScore, ...]:
    claims: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for document, reading in pairs:
        for rule, is_right in _judged(document, reading):
            claims[rule] += 1
            right[rule] += is_right
    return tuple(
        RuleScore(rule=rule, right=right[rule], claims=claims[rule]) for rule in sorted(claims)
    )


def _judged(document: GoldDocument, reading: Reading) -> Iterable[tuple[str, bool]]:
    """Every claim of the labelled dimensions with its rule and whether it is right."""
    labelled = {
        Dimension.INDICATION: document.indication,
        Dimension.OUTCOME: document.outcome,
        Dimension.DESIGN: frozenset({document.design}),
    }
    standing = _labelled_standing(document)
    for tag in reading.tags:
        if tag.dimension in labelled:
            yield tag.rule, tag.value in labelled[tag.dimension]
        elif tag.dimension is Dimension.FITZPATRICK and tag.standing is not Standing.NOT_REPORTED:
            yield tag.rule, (SkinType[tag.value], tag.standing) in standing
    for count in reading.counts:
        yield count.rule, document.counts.get(count.types) == count.people
    if reading.participants is not None:
        yield reading.participants.rule, reading.participants.people == document.participants
