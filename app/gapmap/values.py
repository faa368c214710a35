"""The values of the gap map: studies as it sees them, cells, and what a cell can say."""

from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

from app.records import Extent, OutcomeResult, SkinType, Standing, TypeCount

NONE_STATED = "none_stated"
"""Row or column for studies that name no value there, such as a wound-healing study."""


class Layer(StrEnum):
    """Sorts of evidence that are never added up together."""

    PRIMARY = "primary"
    """People, and a result or at least a report of them."""
    PRECLINICAL = "preclinical"
    SECONDARY = "secondary"
    """Reviews: they add no participants."""
    PLANNED = "planned"
    """Registered, nothing reported yet."""
    INDIRECT = "indirect"
    """Another procedure than the topic's."""


PRIMARY_ONLY = (Layer.PRIMARY,)
"""The layers that a question without layers means."""


class Depth(IntEnum):
    """How deep the evidence of a cell goes; the numbers only order the rungs."""

    NONE = 0
    ELIGIBLE = 1
    STUDIED = 2
    COUNTED = 3
    REPORTED_BY_TYPE = 4


class Reason(StrEnum):
    """Why a cell is empty or weak; `studied` where it is neither."""

    STUDIED = "studied"
    ELIGIBLE_ONLY = "eligible_only"
    EXCLUDED = "excluded"
    NOT_REPORTED = "not_reported"
    """Studies exist, one at least was read in full, and none says a word about this skin type."""
    ABSTRACT_ONLY = "abstract_only"
    """Studies exist and are silent, and of none of them the full text was read."""
    ONLY_PLANNED = "only_planned"
    ONLY_STOPPED = "only_stopped"
    """Registered, and stopped, withdrawn or of unknown status: no answer is to be expected."""
    ONLY_PRECLINICAL = "only_preclinical"
    ONLY_SECONDARY = "only_secondary"
    ONLY_INDIRECT = "only_indirect"
    NEVER_STUDIED = "never_studied"
    """It was searched, and no study was found."""
    NEVER_SEARCHED = "never_searched"
    """No source was ever asked: that nothing is here says nothing."""


class Footing(StrEnum):
    """How one study stands in a cell: every study of a cell has exactly one."""

    REPORTED_BY_TYPE = "reported_by_type"
    COUNTED = "counted"
    STUDIED = "studied"
    ELIGIBLE = "eligible"
    EXCLUDED = "excluded"
    NOT_REPORTED = "not_reported"
    """Silent though its full text was read."""
    ABSTRACT_ONLY = "abstract_only"
    """Silent in its abstract or in less: nobody has read its full text."""
    UNDER_WAY = "under_way"
    """Registered, and going on or about to begin."""
    UNREPORTED = "unreported"
    """Registered and completed; nothing was reported yet."""
    STOPPED = "stopped"
    """Registered, and terminated, suspended, withdrawn or of unknown status."""
    PLANNED_WITHOUT = "planned_without"
    """Registered, and its criteria exclude the skin type."""
    PRIMARY = "primary"
    """Of the primary layer, where other layers alone were asked for."""
    PRECLINICAL = "preclinical"
    SECONDARY = "secondary"
    INDIRECT = "indirect"


class TrialState(StrEnum):
    """What may be hoped of a registration that has reported nothing."""

    UNDER_WAY = "under_way"
    UNREPORTED = "unreported"
    STOPPED = "stopped"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class MappedStudy:
    """What the map knows of one study."""

    public_id: str
    title: str
    year: int | None
    layer: Layer
    participants: int | None = None
    """People who took part; None where the evidence does not say."""
    planned: int | None = None
    standing: dict[SkinType, Standing] = field(default_factory=dict)
    """Only types that are spoken of; a missing type is not reported."""
    counts: tuple[TypeCount, ...] = ()
    indications: frozenset[str] = frozenset()
    outcomes: frozenset[str] = frozenset()
    body_sites: frozenset[str] = frozenset()
    procedures: frozenset[str] = frozenset()
    designs: frozenset[str] = frozenset()
    results: tuple[OutcomeResult, ...] = ()
    overlaps: frozenset[str] = frozenset()
    """Public ids of studies that may hold the same people."""
    within_person: bool = False
    """Sides or sites of the same people are compared."""
    status: str = ""
    ends: str = ""
    extent: Extent = Extent.ABSTRACT
    """How much of it was read: what an abstract does not say, its full text may."""
    registrations: tuple[str, ...] = ()
    """Registry numbers, in alphabetical order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """A registered study that has reported nothing, and what it may still tell."""

    public_id: str
    title: str
    registrations: tuple[str, ...]
    state: TrialState
    status: str
    """The registry's own word; empty where it gives none."""
    ends: str
    """When it is, or was, to end; as the registry writes it."""
    planned: int | None
    standing: Standing | None
    """To the skin type of the cell; None where the cell is of no one type."""
    sentence: str
    """What may be hoped of it, and when."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """At least `lower` people and at most `upper`; None: no upper limit can be given."""

    lower: int
    upper: int | None


@dataclass(frozen=True, slots=True)
class CellKey:
    """A cell's coordinates; None on an axis means any value."""

    fitzpatrick: SkinType | None = None
    indication: str | None = None
    outcome: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeMark:
    """One skin type inside a cell that is not split by type."""

    fitzpatrick: SkinType
    depth: Depth
    reason: Reason
    studies: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What is known in one cell.

    `studies` counts those that make up the answer: with a skin type, the studies of that type
    (standing studied) in the layers asked for; without one, all studies of the indication and
    outcome. `people` bounds the participants of those, and is None where they say nothing of it or
    there are none: silence is not nobody. `standings` counts every study of the
    indication and outcome in these layers, so a reader sees the silent ones too (without a skin
    type: by its strongest standing to any); `layers` counts the studies of every layer.
    """

    key: CellKey
    studies: int
    people: Bounds | None
    depth: Depth
    reason: Reason
    sentence: str
    """The cell in words a person would write."""
    standings: dict[Standing, int]
    layers: dict[Layer, int]
    footings: dict[Footing, int]
    """Every study of the indication and outcome, of whatever layer, by how it stands here."""
    trials: tuple[Trial, ...]
    """Registered and not reported, those under way first; whatever layers were asked for."""
    study_ids: tuple[str, ...]
    """Public ids behind `studies`, most people first."""
    other_ids: tuple[str, ...]
    """Studies of the same indication and outcome that do not count in the answer."""
    by_type: tuple[TypeMark, ...] = ()
    """Six marks where the cell is not of one skin type."""
    people_of_unknown_type: int | None = 0
    """At least so many participants of silent studies here: nobody can say of which type they were.
    None where there are such studies and none says how many they were."""
    participants: int | None = None
    """All participants, of any skin type, of the studies that `studies` counts: the 38 in "1 to 34
    of 38". None where one of them does not say."""


class Axis(StrEnum):
    """What rows and columns may be."""

    FITZPATRICK = "fitzpatrick"
    INDICATION = "indication"
    OUTCOME = "outcome"


@dataclass(frozen=True, slots=True, kw_only=True)
class AxisValue:
    """A row or a column."""

    id: str
    label: str
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """The map for one question: `cells[row][column]` in the order of `rows` and `columns`."""

    row_axis: Axis
    column_axis: Axis
    rows: tuple[AxisValue, ...]
    columns: tuple[AxisValue, ...]
    cells: tuple[tuple[Cell, ...], ...]
    layers: tuple[Layer, ...]
    studies: int
    """Distinct studies in the layers asked for."""
    people: Bounds | None
    """None where none of them says how many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A cell worth filling, with its place in the ranking and why it stands there."""

    rank: int
    key: CellKey
    reason: Reason
    depth: Depth
    sentence: str
    because: tuple[str, ...]
    """The rules that placed it, first one weighs most."""
    studies: int
    people: Bounds | None
    """As in `Cell`."""
    study_ids: tuple[str, ...]
    other_ids: tuple[str, ...]
    footings: dict[Footing, int]
    trials: tuple[Trial, ...]
