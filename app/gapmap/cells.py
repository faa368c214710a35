"""One cell of the map, from the studies that concern it or from how many stand in it how."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from app.gapmap.assessed import Assessed, assess
from app.gapmap.content import CellContent, Stances, content_of, number
from app.gapmap.depth import concerns, depth
from app.gapmap.reasons import footing_of
from app.gapmap.registrations import gives_hope, trials_of
from app.gapmap.sentences import cell_sentence
from app.gapmap.stances import Stance, reached
from app.gapmap.values import (
    PRIMARY_ONLY,
    Bounds,
    Cell,
    CellKey,
    Depth,
    Footing,
    Layer,
    MappedStudy,
    Trial,
    TypeMark,
)
from app.records import SkinType, Standing
from app.topic import Topic


def cell(
    studies: Collection[MappedStudy],
    key: CellKey,
    topic: Topic,
    layers: tuple[Layer, ...] = PRIMARY_ONLY,
    *,
    searched: bool = True,
) -> Cell:
    """What is known in one cell; studies of other indications and outcomes are passed over.

    `searched`: whether any source was ever asked; if not, an empty cell says that.
    """
    about = assess(s for s in studies if concerns(s, key))
    return cell_of(about, key, topic, layers, searched=searched)


def cell_of(
    studies: Sequence[Assessed],
    key: CellKey,
    topic: Topic,
    layers: tuple[Layer, ...],
    *,
    searched: bool = True,
) -> Cell:
    """The same from studies already assessed."""
    about = [s for s in studies if concerns(s.study, key)]
    about.sort(key=most_people_first)
    return cell_about(about, key, topic, layers, searched=searched)


def cell_about(
    about: Sequence[Assessed],
    key: CellKey,
    topic: Topic,
    layers: tuple[Layer, ...],
    *,
    searched: bool = True,
) -> Cell:
    """The same where all the studies are of the cell's indication and outcome, most people first."""
    answer = tuple(s.public_id for s in about if _is_counted(s, key.fitzpatrick, layers))
    answering = frozenset(answer)
    names = Names(
        trials=trials_of((s.study for s in about), key.fitzpatrick),
        study_ids=answer,
        other_ids=tuple(s.public_id for s in about if s.public_id not in answering),
    )
    return cell_from(content_of(about, key, layers, searched=searched), topic, names)


def most_people_first(assessed: Assessed) -> tuple[int, str]:
    """Order of the studies of a cell."""
    return -(assessed.study.participants or 0), assessed.study.public_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """The studies of a cell by name, as `Cell` has them."""

    trials: tuple[Trial, ...] = ()
    study_ids: tuple[str, ...] = ()
    other_ids: tuple[str, ...] = ()


NO_NAMES = Names()


def cell_from(content: CellContent, topic: Topic, names: Names = NO_NAMES) -> Cell:
    """The cell of this content, with the names of its studies where they are given."""
    key, asked = content.key, content.asked
    return Cell(
        key=key,
        studies=number(content.answering),
        people=content.answer.of_type,
        depth=deepest_stance(content.concerned, content.layers),
        reason=content.reason,
        sentence=cell_sentence(content, topic),
        standings=_standings(asked),
        layers=_layers(content.concerned),
        footings=footings_of(content.concerned, key.fitzpatrick, content.layers),
        trials=names.trials,
        study_ids=names.study_ids,
        other_ids=names.other_ids,
        by_type=tuple(_mark(inside, t) for t, inside in content.inside.items()),
        participants=_known(content.answer.people),
        people_of_unknown_type=content.silent.lower if content.silent else None,
    )


def footings_of(
    stances: Stances, skin_type: SkinType | None, layers: Collection[Layer]
) -> dict[Footing, int]:
    """How many studies of a cell stand how in it, the strongest footing first."""
    found: dict[Footing, int] = {}
    for stance, studies in stances.items():
        footing = footing_of(stance, skin_type, layers)
        found[footing] = found.get(footing, 0) + studies
    if len(found) < 2:
        return found
    return {footing: found[footing] for footing in Footing if footing in found}


def deepest_stance(stances: Iterable[Stance], layers: tuple[Layer, ...]) -> Depth:
    """The deepest rung that one of the stances gives the cell."""
    found = Depth.NONE
    for stance in stances:
        if stance.rung > found:  # it reaches its rung at most
            found = max(found, reached(stance, layers))
    return found


def _is_counted(study: Assessed, skin_type: SkinType | None, layers: Collection[Layer]) -> bool:
    treated = skin_type is None or study.standing[skin_type] is Standing.STUDIED
    return treated and study.layer in layers


def deepest(
    studies: Iterable[MappedStudy],
    key: CellKey,
    layers: tuple[Layer, ...],
    enough: Depth = Depth.REPORTED_BY_TYPE,
) -> Depth:
    """The deepest rung that one of the studies reaches; or `enough`, where that is asked for.

    A registration reaches no further than the types it plans to enrol, and one that will not report
    reaches nothing.
    """
    found = Depth.NONE
    for study in studies:
        if study.layer in layers or (Layer.PRIMARY in layers and gives_hope(study)):
            rung = depth(study, key)
            planned = study.layer is Layer.PLANNED
            found = max(found, min(rung, Depth.ELIGIBLE) if planned else rung)
            if found >= enough:
                break
    return found


def _known(people: Bounds | None) -> int | None:
    return people.lower if people and people.lower == people.upper else None


def _standings(asked: Stances) -> dict[Standing, int]:
    """Studies by their standing to the type, or by the strongest to any type."""
    found: dict[Standing, int] = {}
    for stance, studies in asked.items():
        found[stance.standing] = found.get(stance.standing, 0) + studies
    return found


def _layers(concerned: Stances) -> dict[Layer, int]:
    found: dict[Layer, int] = {}
    for stance, studies in concerned.items():
        found[stance.layer] = found.get(stance.layer, 0) + studies
    return found


def _mark(content: CellContent, skin_type: SkinType) -> TypeMark:
    return TypeMark(
        fitzpatrick=skin_type,
        depth=deepest_stance(content.concerned, content.layers),
        reason=content.reason,
        studies=number(content.answering),
    )
