"""Sentences for what people ask: outcomes in skin types, places on the body, other procedures."""

from collections.abc import Sequence

from app.gapmap.assessed import assess, total_people
from app.gapmap.standing import standing_of
from app.gapmap.values import Cell, Depth, Layer, MappedStudy
from app.gapmap.wording import capitalised, counted, in_brackets, people_in_words, types_in_words
from app.records import EvidenceKind, OutcomeResult, SkinType, Standing
from app.topic import Topic


def asked_outcomes(cells: Sequence[Cell], types: Sequence[SkinType], topic: Topic) -> list[str]:
    """Of the outcomes asked about, how many were measured where a type was treated, and how deep.

    The first sentence answers; without outcomes there is none.
    """
    if not cells:
        return []
    kinds = {v.id: v.kind for v in topic.outcome}
    safety = {kinds.get(c.key.outcome or "") for c in cells} == {"safety"}
    noun = "safety outcomes" if safety else "outcomes"
    sentences = []
    if not any(c.depth is Depth.REPORTED_BY_TYPE for c in cells):
        alone = "by itself" if len(types) == 1 else "by themselves"
        sentences.append(
            f"Not known: no study that was read reports {'a ' if safety else 'an '}"
            f"{noun.removesuffix('s')} for {types_in_words(types)} {alone}."
        )
    for skin_type in types:
        of_type = [c for c in cells if c.key.fitzpatrick is skin_type]
        if not of_type:
            continue
        treated = sum(c.depth >= Depth.STUDIED for c in of_type)
        reported = sum(c.depth is Depth.REPORTED_BY_TYPE for c in of_type)
        if not treated:
            sentences.append(
                f"Type {skin_type.name}: none of {len(of_type)} {noun} was measured in a "
                f"study that says it treated this type."
            )
            continue
        by_type = "none is" if reported == 0 else f"{reported} {'is' if reported == 1 else 'are'}"
        sentences.append(
            f"Type {skin_type.name}: {treated} of {len(of_type)} {noun} were measured in "
            f"studies that treated this type; {by_type} reported for it by itself."
        )
    return sentences


def asked_types(studies: Sequence[MappedStudy], types: Sequence[SkinType]) -> str:
    """Which of the types took part in any primary study that says so."""
    primary = [s for s in studies if s.layer is Layer.PRIMARY]
    treated = [t for t in types if any(standing_of(s, t) is Standing.STUDIED for s in primary)]
    others = [t for t in types if t not in treated]
    told = (
        f"People of {types_in_words(treated)} took part in studies that say so" if treated else ""
    )
    missing = f"of {types_in_words(others)} nobody is said to have taken part" if others else ""
    return f"{capitalised('; '.join(part for part in (told, missing) if part))}."


def asked_results(studies: Sequence[MappedStudy], outcome: str) -> list[str]:
    """What studies report of an outcome, the primary ones first, each with its layer and study."""
    ordered = sorted(studies, key=lambda s: (tuple(Layer).index(s.layer), s.public_id))
    return [
        f"{REPORTED_IN[study.layer]}: {_told(result)} ({study.title or f'study {study.public_id}'})."
        for study in ordered
        if study.layer in REPORTED_IN
        for result in study.results
        if result.outcome == outcome
    ]


REPORTED_IN = {
    Layer.PRIMARY: "Reported",
    Layer.PRECLINICAL: "Reported of animals or the laboratory",
    Layer.SECONDARY: "Told by a review",
}


def _told(result: OutcomeResult) -> str:
    """The words of the source or of its reader; a share never stands without its whole."""
    text = result.evidence.text.rstrip(".")
    if result.evidence.kind is EvidenceKind.QUOTE:
        text = f"\N{LEFT DOUBLE QUOTATION MARK}{text}\N{RIGHT DOUBLE QUOTATION MARK}"
    if "%" not in text or result.people is not None or " of " in text.rpartition(":")[2]:
        return text
    events = f", {result.events} in number" if result.events is not None else ""
    return f"{text}{events}, of how many is not stated"


def asked_site(studies: Sequence[MappedStudy], site: str, topic: Topic) -> str:
    """How many primary studies were of one place on the body, and of what."""
    name = topic.label("body_site", site)
    here = [s for s in studies if site in s.body_sites]
    primary = assess(s for s in here if s.layer is Layer.PRIMARY)
    others = _other_layers(here)
    if not primary:
        return f"{name}: no primary study that was read{others}."
    people = in_brackets(people_in_words(total_people(primary, lambda s: s.people)))
    measured = sorted(
        {topic.label("outcome", o).lower() for s in primary for o in s.study.outcomes}
    )
    indications = sorted(
        {topic.label("indication", i).lower() for s in primary for i in s.study.indications}
    )
    treated = f"for {', '.join(indications)}" if indications else "no indication stated"
    told = f"; measured: {', '.join(measured)}" if measured else ""
    return f"{name}: {counted(len(primary))}{people}, {treated}{told}{others}."


def asked_procedure(studies: Sequence[MappedStudy], procedure: str, topic: Topic) -> str:
    """Whether any study of the topic's procedure compares it, or joins it, with another one."""
    name = topic.label("procedure", procedure)
    focus = topic.label("procedure", topic.focus_procedure).lower()
    here = [s for s in studies if {procedure, topic.focus_procedure} <= s.procedures]
    primary = assess(s for s in here if s.layer is Layer.PRIMARY)
    others = _other_layers(here)
    if not primary:
        return (
            f"{name}: no primary study that was read compares or combines it with {focus}{others}."
        )
    people = in_brackets(people_in_words(total_people(primary, lambda s: s.people)))
    verb = "compares or combines" if len(primary) == 1 else "compare or combine"
    types = {t for s in primary for t in SkinType if s.standing[t] is Standing.STUDIED}
    said = f"people of {types_in_words(types)} took part" if types else "skin type is not reported"
    return f"{name}: {counted(len(primary))}{people} {verb} it with {focus}; {said}{others}."


def _other_layers(studies: Sequence[MappedStudy]) -> str:
    """Studies of other layers, named beside and never added: "; besides, one review"."""
    told = [
        counted(number, (layer,))
        for layer in Layer
        if layer is not Layer.PRIMARY and (number := sum(s.layer is layer for s in studies))
    ]
    return f"; besides, {' and '.join(told)}" if told else ""
