"""Evidence of other procedures, shown beside a gap and never inside it, each with what differs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.gapmap.standing import standing_of
from app.gapmap.values import NONE_STATED, CellKey, Layer, MappedStudy
from app.records import SkinType, Standing
from app.topic import Topic


@dataclass(frozen=True, slots=True, kw_only=True)
class Indirect:
    """One study of another procedure: what it could say of a cell, and how it differs from it."""

    public_id: str
    title: str
    standing: Standing | None
    """To the cell's skin type; None where the cell is of no one type."""
    differs: tuple[str, ...]
    """For a judgement of indirectness: procedure first, then people, indication and outcome."""


def indirect_in(studies: Iterable[MappedStudy], key: CellKey, topic: Topic) -> Iterator[Indirect]:
    """Studies of other procedures that share the cell's indication or outcome, the nearest first."""
    found = [
        (len(differs), study, differs)
        for study in studies
        if study.layer is Layer.INDIRECT and _is_near(study, key)
        for differs in [tuple(_differences(study, key, topic))]
    ]
    for _, study, differs in sorted(found, key=lambda one: (one[0], one[1].public_id)):
        standing = standing_of(study, key.fitzpatrick) if key.fitzpatrick else None
        yield Indirect(
            public_id=study.public_id, title=study.title, standing=standing, differs=differs
        )


def _is_near(study: MappedStudy, key: CellKey) -> bool:
    asked = [
        wanted in values
        for wanted, values in ((key.indication, study.indications), (key.outcome, study.outcomes))
        if wanted not in (None, NONE_STATED)
    ]
    if asked:
        return any(asked)
    return key.fitzpatrick is None or standing_of(study, key.fitzpatrick) is Standing.STUDIED


def _differences(study: MappedStudy, key: CellKey, topic: Topic) -> Iterator[str]:
    named = sorted(topic.label("procedure", p).lower() for p in study.procedures)
    focus = topic.label("procedure", topic.focus_procedure)
    yield f"Procedure: {', '.join(named) if named else 'another device'}, not {focus.lower()}"
    if key.fitzpatrick is not None:
        standing = standing_of(study, key.fitzpatrick)
        if standing is not Standing.STUDIED:
            yield f"People: {_people(standing, key.fitzpatrick)}"
    if key.indication not in (None, NONE_STATED) and key.indication not in study.indications:
        yield f"Indication: {_labels(topic, 'indication', study.indications)}"
    if key.outcome not in (None, NONE_STATED) and key.outcome not in study.outcomes:
        yield f"Outcome: {_labels(topic, 'outcome', study.outcomes)}"


def _people(standing: Standing, skin_type: SkinType) -> str:
    match standing:
        case Standing.EXCLUDED:
            return f"type {skin_type.name} was excluded, or nobody was of it"
        case Standing.ELIGIBLE:
            return f"type {skin_type.name} was eligible; nobody is said to have taken part"
        case _:
            return f"nothing is said of type {skin_type.name}"


def _labels(topic: Topic, dimension: str, ids: frozenset[str]) -> str:
    labels = (topic.label(dimension, i).lower() for i in sorted(ids))
    return ", ".join(labels) or "none stated"
