"""The gaps worth filling, ranked by rules that are printed and that each gap names."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from app.gapmap.assessed import Assessed, assess, total_people
from app.gapmap.cells import cell_of
from app.gapmap.matrix import WHOLE_MAP, MapQuery, check_values
from app.gapmap.registrations import gives_hope, is_open_to, trial_of
from app.gapmap.rungs import deepest_of
from app.gapmap.values import CellKey, Depth, Gap, Layer, MappedStudy
from app.gapmap.wording import counted
from app.records import SkinType, Standing
from app.topic import Topic

EMPTINESS = {
    Depth.NONE: "no study says that it treated this skin type",
    Depth.ELIGIBLE: "this skin type is only listed as eligible",
    Depth.STUDIED: "people of this type were treated and not counted",
    Depth.COUNTED: "people of this type were counted, their outcomes not told apart",
}
"""What each rung below the last still lacks."""

RULES = (
    "A whole skin type that no study treated comes first; then single outcomes in a type, whatever "
    "was treated; then an outcome of one indication in a type.",
    "What lies inside a type that is already named as a whole comes after what does not.",
    "Indications that some study treats come before those that none treats.",
    "Safety comes before efficacy and everything else.",
    "Harm that may stay, such as pigment changes and scars, comes before effects that pass; there "
    "types IV to VI come before I to III, for pigment changes after skin injury are more frequent "
    "in them (Davis and Callender, J Clin Aesthet Dermatol 2010;3(7):20-31).",
    "The less is known the earlier: nothing, then only eligible, then treated and not counted, then "
    "counted without outcomes by type; of equals, the type that fewer studies treated.",
    "A registered study that is under way and does not exclude the type makes a gap less urgent. "
    "One that was terminated, suspended or withdrawn, or whose status is unknown, does not.",
    "The more people are known to have been treated, of whatever type, the earlier: so many more "
    "will be. Among equals the darker type comes first.",
)
"""The ranking in words, the weightiest first; `_Candidate.order` is the same in values."""

DARKER = SkinType.IV
Pair = tuple[str | None, str | None]
"""Indication and outcome; None: any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    """A cell that is a gap, and what its place depends on."""

    key: CellKey
    depth: Depth
    level: int
    """0 a whole skin type, 1 one outcome in it, 2 one outcome of one indication in it."""
    named_before: bool
    """Its whole skin type is a gap already."""
    treated: bool
    """Some study treats the indication."""
    safety: bool
    lasting: bool
    """The outcome is harm that may stay."""
    studies_of_type: int
    """Studies that treated the skin type, whatever their indication and outcome."""
    under_way: int
    people: int
    """At least so many took part in the studies of the cell, of whatever skin type."""
    place: tuple[int, int]
    """Of the indication and the outcome in the vocabulary."""

    @property
    def order(self) -> tuple[int | tuple[int, int], ...]:
        """Most urgent first: RULES, one after the other."""
        skin_type = self.key.fitzpatrick or 0
        return (
            self.level,
            self.named_before,
            not self.treated,
            not self.safety,
            not self.lasting,
            self.lasting and skin_type < DARKER,
            self.depth,
            self.studies_of_type,
            self.under_way,
            -self.people,
            -skin_type,
            self.place,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pair:
    """The studies of one indication and outcome, whatever their skin types."""

    studies: Sequence[Assessed]
    enrolling: Sequence[Assessed]
    planned: Sequence[MappedStudy]
    people: int


NOBODY = _Pair(studies=(), enrolling=(), planned=(), people=0)


class Ranking:
    """All gaps of one question in their order; a gap is put into words when it is asked for."""

    def __init__(
        self,
        studies: Sequence[MappedStudy],
        topic: Topic,
        query: MapQuery = WHOLE_MAP,
        *,
        searched: bool = True,
    ) -> None:
        """Find and order the gaps; `searched`: whether any source was ever asked.

        Raises:
            InvalidQueryError: If a value is not in the topic.
        """
        check_values(query, topic)
        self._topic, self._query, self._searched = topic, query, searched
        self._assessed = assess(studies)
        self._treated = frozenset(i for s in studies for i in s.indications)
        self._measured = frozenset(o for s in studies for o in s.outcomes)
        self._pairs = _by_pair(self._assessed, query.layers)
        self._order = sorted(self._candidates(), key=lambda candidate: candidate.order)

    @property
    def total(self) -> int:
        """How many gaps there are."""
        return len(self._order)

    def first(self, limit: int | None = None, offset: int = 0) -> list[Gap]:
        """So many gaps after the first `offset`, in words; without a limit all of them."""
        end = None if limit is None else offset + limit
        ranked = enumerate(self._order[offset:end], start=offset + 1)
        return [self._gap(candidate, rank) for rank, candidate in ranked]

    def _candidates(self) -> Iterator[_Candidate]:
        query = self._query
        places = _places(self._topic)
        safety = frozenset(v.id for v in self._topic.outcome if v.kind == "safety")
        whole_types = not query.indication and not query.outcome
        for skin_type in query.fitzpatrick or tuple(SkinType):
            of_type = self._studies_of(skin_type)
            missing = whole_types and self._depth(CellKey(skin_type)) < Depth.STUDIED
            for key in self._keys(skin_type, whole=missing):
                rung = self._depth(key)
                if rung is Depth.REPORTED_BY_TYPE:
                    continue
                pair = self._pairs.get((key.indication, key.outcome), NOBODY)
                level = (key.indication is not None) + (key.outcome is not None)
                yield _Candidate(
                    key=key,
                    depth=rung,
                    level=level,
                    named_before=missing and level > 0,
                    treated=key.indication is None or key.indication in self._treated,
                    safety=key.outcome in safety,
                    lasting=key.outcome in self._topic.lasting_harms,
                    studies_of_type=of_type,
                    under_way=sum(is_open_to(trial_of(s, skin_type)) for s in pair.planned),
                    people=pair.people,
                    place=(places.get(key.indication, 0), places.get(key.outcome, 0)),
                )

    def _keys(self, skin_type: SkinType, *, whole: bool) -> Iterator[CellKey]:
        """The type, outcomes of any indication, then of each; some study has one or the other."""
        if whole:
            yield CellKey(skin_type)
        indications: tuple[str | None, ...] = self._query.indication
        if not indications:
            indications = (None, *_ids(self._topic, "indication"))
        for indication in indications:
            for outcome in self._query.outcome or _ids(self._topic, "outcome"):
                if indication in self._treated or outcome in self._measured:
                    yield CellKey(skin_type, indication, outcome)

    def _depth(self, key: CellKey) -> Depth:
        pair = self._pairs.get((key.indication, key.outcome), NOBODY)
        return deepest_of(pair.enrolling, key)

    def _studies_of(self, skin_type: SkinType) -> int:
        return sum(
            s.study.layer in self._query.layers and s.standing[skin_type] is Standing.STUDIED
            for s in self._assessed
        )

    def _gap(self, candidate: _Candidate, rank: int) -> Gap:
        key = candidate.key
        about = self._pairs.get((key.indication, key.outcome), NOBODY).studies
        cell = cell_of(about, key, self._topic, self._query.layers, searched=self._searched)
        return Gap(
            rank=rank,
            key=key,
            reason=cell.reason,
            depth=cell.depth,
            sentence=cell.sentence,
            because=tuple(_because(candidate)),
            studies=cell.studies,
            people=cell.people,
            study_ids=cell.study_ids,
            other_ids=cell.other_ids,
            footings=cell.footings,
            trials=cell.trials,
        )


def rank_gaps(
    studies: Sequence[MappedStudy], topic: Topic, query: MapQuery = WHOLE_MAP
) -> list[Gap]:
    """Every cell of a skin type without outcomes by type, the most urgent first.

    Named are cells of which some study of any layer has the indication or the outcome. `query`
    narrows skin types, indications, outcomes and layers; its axes do not matter.

    Raises:
        InvalidQueryError: If a value is not in the topic.
    """
    return Ranking(studies, topic, query).first()


def _by_pair(studies: Sequence[Assessed], layers: Sequence[Layer]) -> dict[Pair, _Pair]:
    """Each study under every indication and outcome that it concerns, "any" among them."""
    found: defaultdict[Pair, list[Assessed]] = defaultdict(list)
    for assessed in studies:
        study = assessed.study
        for pair in product((None, *study.indications), (None, *study.outcomes)):
            found[pair].append(assessed)
    return {pair: _of_pair(together, layers) for pair, together in found.items()}


def _of_pair(studies: Sequence[Assessed], layers: Sequence[Layer]) -> _Pair:
    asked = [s for s in studies if s.study.layer in layers]
    return _Pair(
        studies=studies,
        enrolling=[s for s in studies if _may_enrol(s.study, layers)],
        planned=[s.study for s in studies if s.study.layer is Layer.PLANNED],
        people=total_people(asked, lambda s: s.people).lower,
    )


def _may_enrol(study: MappedStudy, layers: Sequence[Layer]) -> bool:
    return study.layer in layers or (Layer.PRIMARY in layers and gives_hope(study))


def _because(candidate: _Candidate) -> Iterator[str]:
    """The rules in the order in which they weigh."""
    if candidate.level == 0:
        yield "a whole skin type is missing"
    if candidate.named_before:
        yield "its whole skin type is named as a gap before"
    if not candidate.treated:
        yield "no study treats this indication at all"
    if candidate.safety:
        yield "safety comes before efficacy"
    if candidate.lasting:
        yield "harm that may stay"
    yield EMPTINESS[candidate.depth]
    if candidate.level:
        yield f"{counted(candidate.studies_of_type)} treated this skin type, whatever was measured"
    if candidate.under_way:
        yield f"less urgent: {counted(candidate.under_way, (Layer.PLANNED,))} under way"
    if candidate.people:
        people = "1 person" if candidate.people == 1 else f"{candidate.people} people"
        yield f"at least {people} of any type took part in the studies of it"


def _places(topic: Topic) -> dict[str | None, int]:
    """Of ids in the vocabulary; ids of two dimensions are never compared."""
    return {
        value.id: place
        for values in (topic.indication, topic.outcome)
        for place, value in enumerate(values, start=1)
    }


def _ids(topic: Topic, dimension: str) -> tuple[str, ...]:
    return tuple(value.id for value in topic.values_of(dimension))
