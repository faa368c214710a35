"""Tags to cells: depth, people, and why a cell is empty."""

from app.gapmap.cell_changes import Rest
from app.gapmap.cells import cell
from app.gapmap.change_values import (
    Change,
    ChangeKind,
    EvidenceState,
    KnownReport,
    KnownStudy,
)
from app.gapmap.changes import compare
from app.gapmap.depth import depth
from app.gapmap.facts import Facts, TypeFacts, facts
from app.gapmap.gaps import rank_gaps
from app.gapmap.layers import Profile, layer_of
from app.gapmap.matrix import MapQuery, matrix
from app.gapmap.merging import MergedStudy, ReadReport, merge_readings
from app.gapmap.people import bounds_by_type, people_of
from app.gapmap.values import (
    NONE_STATED,
    PRIMARY_ONLY,
    Axis,
    AxisValue,
    Bounds,
    Cell,
    CellKey,
    Depth,
    Gap,
    Layer,
    MappedStudy,
    Matrix,
    Reason,
    TypeMark,
)
from app.gapmap.wording import people_in_words

__all__ = [
    "NONE_STATED",
    "PRIMARY_ONLY",
    "Axis",
    "AxisValue",
    "Bounds",
    "Cell",
    "CellKey",
    "Change",
    "ChangeKind",
    "Depth",
    "EvidenceState",
    "Facts",
    "Gap",
    "KnownReport",
    "KnownStudy",
    "Layer",
    "MapQuery",
    "MappedStudy",
    "Matrix",
    "MergedStudy",
    "Profile",
    "ReadReport",
    "Reason",
    "Rest",
    "TypeFacts",
    "TypeMark",
    "bounds_by_type",
    "cell",
    "compare",
    "depth",
    "facts",
    "layer_of",
    "matrix",
    "merge_readings",
    "people_in_words",
    "people_of",
    "rank_gaps",
]
