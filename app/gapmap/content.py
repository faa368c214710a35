"""What is in one cell, as far as its numbers, its reason and its sentence depend on it."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from app.gapmap.assessed import Assessed, overlapping, total_people
from app.gapmap.reasons import reason_of
from app.gapmap.stances import Stance, stance_of
from app.gapmap.values import Bounds, CellKey, Layer, MappedStudy, Reason
from app.records import SkinType, Standing

Stances = Mapping[Stance, int]
"""How many studies have each stance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Crowd:
    """Some studies of a cell together."""

    people: Bounds | None
    """Of any skin type; None where none of the studies says anything of how many they were."""
    of_type: Bounds | None
    """Of the cell's skin type; all of them where it is of none."""
    together: int = 0
    """Studies that may hold the same people as another of these."""


NOBODY = Bounds(0, 0)
NO_STUDY = Crowd(people=None, of_type=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered:
    """What a registry says of one study."""

    registrations: tuple[str, ...]
    status: str
    ends: str

    @classmethod
    def of(cls, study: MappedStudy) -> "Registered":
        """What is said of a registration."""
        return cls(registrations=study.registrations, status=study.status, ends=study.ends)


@dataclass(frozen=True, slots=True, kw_only=True)
class CellContent:
    """Everything that a cell says follows from this, but which studies they are."""

    key: CellKey
    layers: tuple[Layer, ...]
    concerned: Stances
    """Every study of the cell's indication and outcome, of any layer."""
    answer: Crowd
    """Those of the layers asked for that are of the cell's skin type."""
    silent: Bounds | None
    """People of those of the layers asked for that say nothing of any type; None: as in `answer`."""
    by_type: Mapping[SkinType, Stances] = field(default_factory=dict)
    """The same studies by their stance to each type, where the cell is of none."""
    alone: Mapping[Stance, Registered] = field(default_factory=dict)
    """What a registry says of the only registration that has a stance."""
    searched: bool = True
    """Whether any source was ever asked."""

    asked: Stances = field(init=False)
    """Those of the layers asked for."""
    answering: Stances = field(init=False)
    """Of these, the ones that make up the answer."""
    reason: Reason = field(init=False)
    """Why it is empty or weak."""
    inside: Mapping[SkinType, "CellContent"] = field(init=False)
    """The cells of each type inside a cell of none; their people are not known."""

    def __post_init__(self) -> None:
        # Worked out once: every sentence asks for them several times.
        skin_type = self.key.fitzpatrick
        asked = {s: n for s, n in self.concerned.items() if s.layer in self.layers}
        answering = {s: n for s, n in asked.items() if answers(s, skin_type)}
        reason = reason_of(self.concerned, skin_type, self.layers, searched=self.searched)
        found: dict[str, object] = {"asked": asked, "answering": answering, "reason": reason}
        found["inside"] = {t: self._inside(t) for t in self.by_type}
        for name, value in found.items():
            object.__setattr__(self, name, value)

    def _inside(self, skin_type: SkinType) -> "CellContent":
        return CellContent(
            key=CellKey(skin_type, self.key.indication, self.key.outcome),
            layers=self.layers,
            concerned=self.by_type[skin_type],
            answer=self.answer,
            silent=self.silent,
            searched=self.searched,
        )


def answers(stance: Stance, skin_type: SkinType | None) -> bool:
    """Whether a study of the layers asked for makes up the answer of a cell."""
    return skin_type is None or stance.standing is Standing.STUDIED


def told(people: Bounds, layers: Collection[Layer]) -> Bounds | None:
    """People of studies of these layers; None where the studies say nothing of how many.

    That is not nobody: no study says nothing, one without a number does not, and a review counts
    people of other studies.
    """
    says_nothing = people.lower == 0 and people.upper is None
    return None if says_nothing or not set(layers) - {Layer.SECONDARY} else people


def number(stances: Stances) -> int:
    """How many studies these are."""
    return sum(stances.values())


def content_of(
    concerned: Sequence[Assessed],
    key: CellKey,
    layers: tuple[Layer, ...],
    *,
    searched: bool = True,
) -> CellContent:
    """The content of a cell from all studies of its indication and outcome."""
    skin_type = key.fitzpatrick
    stances = [stance_of(s, key) for s in concerned]
    held = list(zip(concerned, stances, strict=True))
    asked = [(s, one) for s, one in held if one.layer in layers]
    return CellContent(
        key=key,
        layers=layers,
        concerned=Counter(stances),
        answer=_crowd([s for s, one in asked if answers(one, skin_type)], skin_type),
        silent=_silent_people([s for s, one in asked if one.silent]),
        by_type={} if skin_type else {t: _stances(concerned, key, t) for t in SkinType},
        alone=dict(_alone(held)),
        searched=searched,
    )


def _crowd(studies: Sequence[Assessed], skin_type: SkinType | None) -> Crowd:
    if not studies:
        return NO_STUDY
    people = _told(studies, None)
    return Crowd(
        people=people,
        of_type=_told(studies, skin_type) if skin_type else people,
        together=sum(len(group) for group in overlapping(studies) if len(group) > 1),
    )


def _silent_people(studies: Sequence[Assessed]) -> Bounds | None:
    return _told(studies, None) if studies else NOBODY


def _told(studies: Sequence[Assessed], skin_type: SkinType | None) -> Bounds | None:
    people = total_people(studies, lambda s: s.of_type(skin_type))
    return told(people, {s.layer for s in studies})


def _stances(studies: Iterable[Assessed], key: CellKey, skin_type: SkinType) -> Stances:
    of_type = CellKey(skin_type, key.indication, key.outcome)
    return Counter(stance_of(s, of_type) for s in studies)


def _alone(held: Iterable[tuple[Assessed, Stance]]) -> Iterator[tuple[Stance, Registered]]:
    registered: dict[Stance, list[Assessed]] = {}
    for study, stance in held:
        if stance.layer is Layer.PLANNED:
            registered.setdefault(stance, []).append(study)
    for stance, studies in registered.items():
        if len(studies) == 1:
            yield stance, Registered.of(studies[0].study)
