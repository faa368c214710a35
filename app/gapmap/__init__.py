"""Tags to cells: depth, people, and why a cell is empty."""

from app.gapmap.cell_differences import (
    CellDifference,
    changed_studies,
    concerned_by,
    differing_cells,
    same_answer,
)
from app.gapmap.cells import cell
from app.gapmap.change_values import (
    NOTICES,
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
from app.gapmap.plans import Fit, PlanLine, Told, plan_lines
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
    "NOTICES",
    "PRIMARY_ONLY",
    "Axis",
    "AxisValue",
    "Bounds",
    "Cell",
    "CellDifference",
    "CellKey",
    "Change",
    "ChangeKind",
    "Depth",
    "EvidenceState",
    "Facts",
    "Fit",
    "Gap",
    "KnownReport",
    "KnownStudy",
    "Layer",
    "MapQuery",
    "MappedStudy",
    "Matrix",
    "MergedStudy",
    "PlanLine",
    "Profile",
    "ReadReport",
    "Reason",
    "Told",
    "TypeFacts",
    "TypeMark",
    "bounds_by_type",
    "cell",
    "changed_studies",
    "compare",
    "concerned_by",
    "depth",
    "differing_cells",
    "facts",
    "layer_of",
    "matrix",
    "merge_readings",
    "people_in_words",
    "people_of",
    "plan_lines",
    "rank_gaps",
    "same_answer",
]
