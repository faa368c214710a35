"""Tags to cells: depth, people, and why a cell is empty."""

from app.gapmap.asked import (
    asked_outcomes,
    asked_procedure,
    asked_results,
    asked_site,
    asked_types,
)
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
from app.gapmap.gaps import RULES, Ranking, rank_gaps
from app.gapmap.indirect import Indirect, indirect_in
from app.gapmap.layers import Profile, layer_of
from app.gapmap.matrix import MapQuery, matrix
from app.gapmap.merging import MergedStudy, ReadReport, merge_readings
from app.gapmap.people import bounds_by_type, people_of
from app.gapmap.registrations import state_of, trials_of
from app.gapmap.values import (
    NONE_STATED,
    PRIMARY_ONLY,
    Axis,
    AxisValue,
    Bounds,
    Cell,
    CellKey,
    Depth,
    Footing,
    Gap,
    Layer,
    MappedStudy,
    Matrix,
    Reason,
    Trial,
    TrialState,
    TypeMark,
)
from app.gapmap.wording import people_in_words

__all__ = [
    "NONE_STATED",
    "PRIMARY_ONLY",
    "RULES",
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
    "Footing",
    "Gap",
    "Indirect",
    "KnownReport",
    "KnownStudy",
    "Layer",
    "MapQuery",
    "MappedStudy",
    "Matrix",
    "MergedStudy",
    "Profile",
    "Ranking",
    "ReadReport",
    "Reason",
    "Trial",
    "TrialState",
    "TypeFacts",
    "TypeMark",
    "asked_outcomes",
    "asked_procedure",
    "asked_results",
    "asked_site",
    "asked_types",
    "bounds_by_type",
    "cell",
    "compare",
    "depth",
    "facts",
    "indirect_in",
    "layer_of",
    "matrix",
    "merge_readings",
    "people_in_words",
    "people_of",
    "rank_gaps",
    "state_of",
    "trials_of",
]
