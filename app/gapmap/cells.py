"""One cell of the map, from the studies that concern it."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from app.gapmap.assessed import Assessed, assess, total_people
from app.gapmap.depth import concerns, depth
from app.gapmap.reasons import footing_of, may_enrol_in, reason_of
from app.gapmap.registrations import gives_hope, trials_of
from app.gapmap.sentences import CellContent, cell_sentence
from app.gapmap.values import (
    PRIMARY_ONLY,
    Bounds,
    Cell,
    CellKey,
    Depth,
    Footing,
    Layer,
    MappedStudy,
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
    content = _content(studies, key, layers, searched=searched)
    answer, asked = content.answer, content.asked
    answering = {s.study.public_id for s in answer}
    return Cell(
        key=key,
        studies=len(answer),
        people=total_people(answer, lambda s: s.of_type(key.fitzpatrick)),
        depth=deepest((s.study for s in content.concerned), key, layers),
        reason=content.reason,
        sentence=cell_sentence(content, topic),
        standings=_standings(asked, key.fitzpatrick),
        layers=dict(Counter(s.study.layer for s in content.concerned)),
        footings=footings_of(content.concerned, key, layers),
        trials=trials_of((s.study for s in content.concerned), key.fitzpatrick),
        study_ids=tuple(s.study.public_id for s in answer),
        other_ids=tuple(
            s.study.public_id for s in content.concerned if s.study.public_id not in answering
        ),
        by_type=() if key.fitzpatrick else tuple(_mark(content, t) for t in SkinType),
        participants=_known(total_people(answer, lambda s: s.people)),
        people_of_unknown_type=total_people(
            [s for s in asked if s.silent], lambda s: s.people
        ).lower,
    )


def footings_of(
    concerned: Iterable[Assessed], key: CellKey, layers: Sequence[Layer]
) -> dict[Footing, int]:
    """How many studies of a cell stand how in it, the strongest footing first."""
    found = Counter(footing_of(s, key, layers) for s in concerned)
    return {footing: found[footing] for footing in Footing if footing in found}


def _content(
    studies: Sequence[Assessed], key: CellKey, layers: tuple[Layer, ...], *, searched: bool
) -> CellContent:
    concerned = sorted((s for s in studies if concerns(s.study, key)), key=_most_people_first)
    asked = [s for s in concerned if s.study.layer in layers]
    skin_type = key.fitzpatrick
    return CellContent(
        key=key,
        layers=layers,
        reason=reason_of(concerned, skin_type, layers, searched=searched),
        concerned=concerned,
        asked=asked,
        searched=searched,
        answer=[s for s in asked if skin_type is None or s.standing[skin_type] is Standing.STUDIED],
    )


def _most_people_first(assessed: Assessed) -> tuple[int, str]:
    return -(assessed.study.participants or 0), assessed.study.public_id


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
    enrolling, reached = may_enrol_in(layers), Depth.NONE
    for study in studies:
        if study.layer in enrolling and (study.layer in layers or gives_hope(study)):
            rung = depth(study, key)
            planned = study.layer is Layer.PLANNED
            reached = max(reached, min(rung, Depth.ELIGIBLE) if planned else rung)
            if reached >= enough:
                break
    return reached


def _known(people: Bounds) -> int | None:
    return people.lower if people.lower == people.upper else None


def _standings(asked: Sequence[Assessed], skin_type: SkinType | None) -> dict[Standing, int]:
    """Studies by their standing to the type, or by the strongest to any type."""
    return dict(
        Counter(
            s.standing[skin_type] if skin_type else _strongest(s.standing.values()) for s in asked
        )
    )


def _strongest(standings: Collection[Standing]) -> Standing:
    return next(standing for standing in Standing if standing in standings)


def _mark(content: CellContent, skin_type: SkinType) -> TypeMark:
    key = CellKey(skin_type, content.key.indication, content.key.outcome)
    return TypeMark(
        fitzpatrick=skin_type,
        depth=deepest((s.study for s in content.concerned), key, content.layers),
        reason=reason_of(content.concerned, skin_type, content.layers, searched=content.searched),
        studies=sum(s.standing[skin_type] is Standing.STUDIED for s in content.asked),
    )
