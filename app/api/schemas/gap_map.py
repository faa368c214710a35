"""The gap map in JSON: rows, columns, cells, gaps, and the evidence behind a cell."""

from datetime import datetime
from typing import Annotated, Any
from urllib.parse import urlencode

from pydantic import AliasPath, BeforeValidator, Field, ValidationInfo

from app.answers import MOST_NAMED
from app.api.schemas.safety import TypeSafety
from app.api.schemas.studies import Evidence, StudySummary
from app.api.schemas.words import (
    DepthWord,
    Indication,
    NextAddress,
    NextCursor,
    Outcome,
    People,
    PeopleIfTold,
    Roman,
    Shape,
    ValueOfDimension,
)
from app.gapmap import Axis, CellKey, Footing, Layer, Reason, TrialState
from app.records import Dimension, Standing


def _address(key: Any, info: ValidationInfo) -> Any:
    """Where the evidence of a cell is, under the conditions on studies of this very request."""
    if not isinstance(key, CellKey):
        return key
    coordinates = {
        "fitzpatrick": key.fitzpatrick.name if key.fitzpatrick else None,
        "indication": key.indication,
        "outcome": key.outcome,
    }
    chosen = [(name, value) for name, value in coordinates.items() if value is not None]
    conditions = (info.context or {}).get("conditions", ())
    return "/api/v1/gap-map/cell?" + urlencode([*chosen, *conditions])


OfType = Annotated[
    Roman | None,
    Field(validation_alias=AliasPath("key", "fitzpatrick"), description="Null: any skin type."),
]
OfIndication = Annotated[
    Indication | None,
    Field(validation_alias=AliasPath("key", "indication"), description="Null: any indication."),
]
OfOutcome = Annotated[
    Outcome | None,
    Field(validation_alias=AliasPath("key", "outcome"), description="Null: any outcome."),
]
Address = Annotated[
    str,
    BeforeValidator(_address),
    Field(validation_alias="key", description="Address of the evidence behind the cell."),
]


class TypeMark(Shape):
    """One skin type inside a cell that is not split by type."""

    fitzpatrick: Roman
    depth: DepthWord
    reason: Reason
    studies: int


class Trial(Shape):
    """A registered study that has reported nothing, and what may be hoped of it."""

    public_id: str
    title: str
    registrations: tuple[str, ...]
    state: Annotated[
        TrialState,
        Field(
            description="under_way: recruiting or about to; unreported: completed without results; "
            "stopped and unknown: no hope of an answer."
        ),
    ]
    status: Annotated[str, Field(description="The registry's own word; empty: it gives none.")]
    ends: Annotated[str, Field(description="When it is, or was, to end.")]
    planned: Annotated[int | None, Field(description="People it plans to enrol.")]
    standing: Annotated[
        Standing | None, Field(description="To the cell's skin type; null: any type.")
    ]
    sentence: Annotated[str, Field(description="What may be hoped of it, and when.")]


Footings = Annotated[
    dict[Footing, int],
    Field(
        description="Every study of the indication and outcome, of whatever layer, by how it "
        "stands here: not_reported was read in full and is silent, abstract_only was not read in "
        "full. The numbers add up to all studies of the cell."
    ),
]
Trials = Annotated[
    tuple[Trial, ...],
    Field(description="Registered and not reported, those under way first."),
]


NAMED = f"Empty in a map of more than {MOST_NAMED:,} studies: `href` leads to them."


class SearchedPlace(Shape):
    """One place, and when it was last searched."""

    name: str
    at: datetime


class Searched(Shape):
    """Where was looked, so that finding nothing says something."""

    ever: Annotated[bool, Field(description="False: nobody has searched; an empty cell is no gap.")]
    places: tuple[SearchedPlace, ...]
    never: Annotated[tuple[str, ...], Field(description="Sources that were not asked yet.")]
    sentence: str


class Cell(Shape):
    """What is known in one cell.

    `studies` counts those that make up the answer: with a skin type, the studies of that type;
    without one, all studies of the indication and outcome. `standings` and `layers` count every
    study of the indication and outcome, the silent ones too.
    """

    fitzpatrick: OfType
    indication: OfIndication
    outcome: OfOutcome
    studies: int
    people: PeopleIfTold
    depth: DepthWord
    reason: Annotated[Reason, Field(description="Why the cell is empty or weak.")]
    sentence: str
    standings: dict[Standing, int]
    layers: dict[Layer, int]
    footings: Footings
    trials: Annotated[
        tuple[Trial, ...],
        Field(description=f"Registered and not reported, those under way first. {NAMED}"),
    ]
    study_ids: Annotated[
        tuple[str, ...],
        Field(description=f"Studies that `studies` counts, most people first. {NAMED}"),
    ]
    other_ids: Annotated[
        tuple[str, ...],
        Field(
            description="Studies of the same indication and outcome that are not counted here. "
            f"{NAMED}"
        ),
    ]
    people_of_unknown_type: Annotated[
        int | None,
        Field(
            description="Participants of studies that do not report skin type, at least; null: "
            "none of these studies says how many they were."
        ),
    ]
    by_type: tuple[TypeMark, ...]
    href: Address


class AxisValue(Shape):
    """A row or a column; `group` is the kind of an outcome."""

    id: str
    label: str
    group: str


class GapMap(Shape):
    """The map: `cells[row][column]` in the order of `rows` and `columns`."""

    row_axis: Axis
    column_axis: Axis
    rows: tuple[AxisValue, ...]
    columns: tuple[AxisValue, ...]
    layers: tuple[Layer, ...]
    studies: Annotated[int, Field(description="Distinct studies in these layers.")]
    people: PeopleIfTold
    cells: tuple[tuple[Cell, ...], ...]


class CellEvidence(Shape):
    """One piece of evidence behind a cell, with its study and report."""

    study_id: str
    study_title: str
    year: int | None
    layer: Layer
    report_id: str
    citation: str
    dimension: Dimension
    value: ValueOfDimension
    standing: Standing | None
    people: Annotated[
        int | None, Field(description="So many people of these skin types, where it is a count.")
    ]
    rule: str
    evidence: Evidence


class Indirect(Shape):
    """A study of another procedure, beside the cell and never in it, and what differs."""

    public_id: str
    title: str
    standing: Annotated[
        Standing | None, Field(description="To the cell's skin type; null: any type.")
    ]
    differs: Annotated[
        tuple[str, ...], Field(description="Procedure, people, indication, outcome.")
    ]


class CellAnswer(Shape):
    """A cell with the studies and the evidence that it rests on."""

    cell: Cell
    studies: tuple[StudySummary, ...]
    other_studies: Annotated[
        tuple[StudySummary, ...],
        Field(description="Same indication and outcome, and not counted in the answer."),
    ]
    evidence: tuple[CellEvidence, ...]
    safety: Annotated[
        tuple[TypeSafety, ...],
        Field(
            description="What is known of each harm in the cell by skin type: rates where a result "
            "gives events and people of the type, and why there is none elsewhere."
        ),
    ]
    indirect: Annotated[
        tuple[Indirect, ...],
        Field(description="Evidence of other procedures; no number of the cell contains it."),
    ]
    searched: Searched


class Gap(Shape):
    """A cell worth filling, its place in the ranking and why it stands there."""

    rank: int
    fitzpatrick: OfType
    indication: OfIndication
    outcome: OfOutcome
    reason: Reason
    depth: DepthWord
    sentence: str
    because: Annotated[
        tuple[str, ...], Field(description="The rules that placed it, the weightiest first.")
    ]
    studies: int
    people: PeopleIfTold
    footings: Footings
    trials: Trials
    study_ids: tuple[str, ...]
    other_ids: Annotated[
        tuple[str, ...],
        Field(description="Studies of the same indication and outcome that are not counted here."),
    ]
    href: Address


class Gaps(Shape):
    """The ranked gaps."""

    gaps: tuple[Gap, ...]
    total: Annotated[int, Field(description="Gaps on all pages together.")]
    rules: Annotated[
        tuple[str, ...], Field(description="How gaps are ranked, the weightiest rule first.")
    ]
    searched: Searched
    next_cursor: NextCursor
    next: NextAddress = None


class TypeFacts(Shape):
    """What the primary studies say of one skin type."""

    fitzpatrick: Roman
    studies: Annotated[int, Field(description="Primary studies that treated the type.")]
    people: PeopleIfTold
    depth: DepthWord
    reason: Reason
    sentence: str
    standings: Annotated[
        dict[Standing, int], Field(description="Primary studies by how they stand to the type.")
    ]
    footings: Footings
    trials: Trials


class Facts(Shape):
    """The one-screen answer; people and types are those of the primary studies alone."""

    by_type: tuple[TypeFacts, ...]
    studies: Annotated[int, Field(description="Primary studies.")]
    reporting: Annotated[int, Field(description="Of these, the ones that name any skin type.")]
    silent: Annotated[int, Field(description="Of these, the ones that name none.")]
    people: PeopleIfTold
    people_of_unknown_type: Annotated[
        People | None,
        Field(
            description="People in studies that do not report skin type; null: none of these "
            "studies says how many."
        ),
    ]
    layers: Annotated[dict[Layer, int], Field(description="Studies of each layer.")]
    sentences: tuple[str, ...]
