"""The gaps worth filling, ranked by rules that each gap shows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.gapmap.assessed import Assessed, assess
from app.gapmap.cells import cell_of
from app.gapmap.depth import concerns
from app.gapmap.matrix import WHOLE_MAP, MapQuery, check_values
from app.gapmap.values import Cell, CellKey, Depth, Gap, Layer, MappedStudy
from app.gapmap.wording import counted
from app.records import SkinType
from app.topic import Topic

UNDER_WAY = frozenset(
    {"recruiting", "not_yet_recruiting", "enrolling_by_invitation", "active_not_recruiting"}
)
"""States of a registered study that give hope of an answer (ClinicalTrials.gov, overallStatus)."""

EMPTINESS = {
    Depth.NONE: "no study of it treated this skin type",
    Depth.ELIGIBLE: "this skin type is only listed as eligible",
    Depth.STUDIED: "people of this type were treated and not counted",
    Depth.COUNTED: "people of this type were counted, their outcomes not told apart",
}
"""What each rung below the last still lacks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    """A cell that is a gap, and what its place depends on."""

    cell: Cell
    level: int
    """0 a whole skin type, 1 one outcome in it, 2 one outcome of one indication in it."""
    named_before: bool
    """Its whole skin type is a gap already."""
    treated: bool
    """Some study treats the indication."""
    safety: bool
    studies_of_type: int
    """Studies that treated the skin type, whatever their indication and outcome."""
    under_way: int
    place: tuple[int, int]
    """Of the indication and the outcome in the vocabulary."""

    @property
    def order(self) -> tuple[int | tuple[int, int], ...]:
        """Most urgent first. Between equals the darker type comes first.

        Pigment changes after skin injury are more frequent there (Davis & Callender, J Clin Aesthet
        Dermatol 2010;3(7):20-31).
        """
        cell = self.cell
        return (
            self.level,
            self.named_before,
            not self.treated,
            not self.safety,
            self.studies_of_type,
            cell.depth,
            self.under_way,
            -cell.people_of_unknown_type,
            -(cell.key.fitzpatrick or 0),
            self.place,
        )


@dataclass(frozen=True, slots=True)
class _Survey:
    """All that the gaps are looked for in."""

    studies: Sequence[Assessed]
    topic: Topic
    query: MapQuery
    treated: frozenset[str]
    measured: frozenset[str]
    safety: frozenset[str]
    under_way: tuple[MappedStudy, ...]
    places: dict[str | None, int]
    """Of ids in the vocabulary; ids of two dimensions are never compared."""

    def cell(self, key: CellKey) -> Cell:
        return cell_of(self.studies, key, self.topic, self.query.layers)

    def keys(self, skin_type: SkinType) -> Iterator[CellKey]:
        """Outcomes of any indication, then of each; some study has the indication or the outcome."""
        indications: tuple[str | None, ...] = self.query.indication
        if not indications:
            indications = (None, *_ids(self.topic, "indication"))
        for indication in indications:
            for outcome in self.query.outcome or _ids(self.topic, "outcome"):
                if indication in self.treated or outcome in self.measured:
                    yield CellKey(skin_type, indication, outcome)


def rank_gaps(
    studies: Sequence[MappedStudy], topic: Topic, query: MapQuery = WHOLE_MAP
) -> list[Gap]:
    """Every cell of a skin type without outcomes by type, the most urgent first.

    Named are cells of which some study of any layer has the indication or the outcome. `query`
    narrows skin types, indications, outcomes and layers; its axes do not matter.

    Raises:
        InvalidQueryError: If a value is not in the topic.
    """
    check_values(query, topic)
    survey = _Survey(
        studies=assess(studies),
        topic=topic,
        query=query,
        treated=frozenset(i for s in studies for i in s.indications),
        measured=frozenset(o for s in studies for o in s.outcomes),
        safety=frozenset(value.id for value in topic.outcome if value.kind == "safety"),
        under_way=tuple(s for s in studies if _is_under_way(s)),
        places={
            value.id: place
            for values in (topic.indication, topic.outcome)
            for place, value in enumerate(values, start=1)
        },
    )
    found = sorted(_candidates(survey), key=lambda candidate: candidate.order)
    return [_gap(candidate, rank) for rank, candidate in enumerate(found, start=1)]


def _candidates(survey: _Survey) -> Iterator[_Candidate]:
    whole_types = not survey.query.indication and not survey.query.outcome
    for skin_type in survey.query.fitzpatrick or tuple(SkinType):
        of_type = survey.cell(CellKey(skin_type))
        untreated = whole_types and of_type.depth < Depth.STUDIED
        if untreated:
            yield _candidate(survey, of_type, of_type, named_before=False)
        for key in survey.keys(skin_type):
            cell = survey.cell(key)
            if cell.depth < Depth.REPORTED_BY_TYPE:
                yield _candidate(survey, cell, of_type, named_before=untreated)


def _candidate(survey: _Survey, cell: Cell, of_type: Cell, *, named_before: bool) -> _Candidate:
    key = cell.key
    return _Candidate(
        cell=cell,
        level=sum(value is not None for value in (key.indication, key.outcome)),
        named_before=named_before,
        treated=key.indication is None or key.indication in survey.treated,
        safety=key.outcome in survey.safety,
        studies_of_type=of_type.studies,
        under_way=sum(concerns(study, key) for study in survey.under_way),
        place=(survey.places.get(key.indication, 0), survey.places.get(key.outcome, 0)),
    )


def _is_under_way(study: MappedStudy) -> bool:
    status = study.status.casefold().replace(",", "").replace(" ", "_")
    return study.layer is Layer.PLANNED and status in UNDER_WAY


def _gap(candidate: _Candidate, rank: int) -> Gap:
    cell = candidate.cell
    return Gap(
        rank=rank,
        key=cell.key,
        reason=cell.reason,
        depth=cell.depth,
        sentence=cell.sentence,
        because=tuple(_because(candidate)),
        studies=cell.studies,
        people=cell.people,
    )


def _because(candidate: _Candidate) -> Iterator[str]:
    """The rules in the order in which they weigh."""
    cell = candidate.cell
    if candidate.level == 0:
        yield "a whole skin type is missing"
    if candidate.named_before:
        yield "its whole skin type is named as a gap before"
    if not candidate.treated:
        yield "no study treats this indication at all"
    if candidate.safety:
        yield "safety outcomes come before others"
    if candidate.level:
        yield f"{counted(candidate.studies_of_type)} treated this skin type, whatever was measured"
    yield EMPTINESS[cell.depth]
    if candidate.under_way:
        yield f"less urgent: {counted(candidate.under_way, (Layer.PLANNED,))} under way"
    if cell.people_of_unknown_type:
        yield f"at least {cell.people_of_unknown_type} people were treated whose type nobody knows"


def _ids(topic: Topic, dimension: str) -> tuple[str, ...]:
    return tuple(value.id for value in topic.values_of(dimension))
