"""Tags to cells: depth, people, and why a cell is empty."""

from app.gapmap.asked import (
    asked_outcomes,
    asked_procedure,
    asked_results,
    asked_site,
    asked_types,
)
from app.gapmap.cell_changes import Rest
from app.gapmap.cell_differences import (
    CellDifference,
    MapState,
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
from app.gapmap.gaps import RULES, Ranking, rank_gaps
from app.gapmap.indirect import Indirect, indirect_in
from app.gapmap.known_types import people_of_known_type
from app.gapmap.ladder import Ladder, Rung, RungReached, RungShare, ladder, rungs_by_outcome
from app.gapmap.layers import Profile, layer_of
from app.gapmap.matrix import MapQuery, matrix
from app.gapmap.merging import MergedStudy, ReadReport, merge_readings
from app.gapmap.participation import Participation, ParticipationRatio, participation_ratio
from app.gapmap.people import bounds_by_type, people_of
from app.gapmap.planning import Enough, Plan, PlanQuestion, Sided, enough_without_event, plan
from app.gapmap.plans import Fit, PlanLine, Told, plan_lines
from app.gapmap.proportions import Interval, IntervalRule, Proportion, proportion
from app.gapmap.rates import Rate, percent, rate_of
from app.gapmap.registrations import state_of, trials_of
from app.gapmap.representation import (
    GroupShare,
    PeopleShare,
    Representation,
    people_share_of,
    representation,
)
from app.gapmap.safety import safety_of
from app.gapmap.safety_sentences import pooled_sentence, whose
from app.gapmap.safety_values import (
    NotPooled,
    PooledRate,
    StudyRate,
    TypeSafety,
    WhyNoRate,
    WithoutRate,
)
from app.gapmap.treated_before import TreatedBefore, treated_before
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
from app.gapmap.whole import LayeredCells, WholeMap, whole_map
from app.gapmap.wording import people_in_words, types_in_words

__all__ = [
    "NONE_STATED",
    "NOTICES",
    "PRIMARY_ONLY",
    "RULES",
    "Axis",
    "AxisValue",
    "Bounds",
    "Cell",
    "CellDifference",
    "CellKey",
    "Change",
    "ChangeKind",
    "Depth",
    "Enough",
    "EvidenceState",
    "Facts",
    "Fit",
    "Footing",
    "Gap",
    "GroupShare",
    "Indirect",
    "Interval",
    "IntervalRule",
    "KnownReport",
    "KnownStudy",
    "Ladder",
    "Layer",
    "LayeredCells",
    "MapQuery",
    "MapState",
    "MappedStudy",
    "Matrix",
    "MergedStudy",
    "NotPooled",
    "Participation",
    "ParticipationRatio",
    "PeopleShare",
    "Plan",
    "PlanLine",
    "PlanQuestion",
    "PooledRate",
    "Profile",
    "Proportion",
    "Ranking",
    "Rate",
    "ReadReport",
    "Reason",
    "Representation",
    "Rest",
    "Rung",
    "RungReached",
    "RungShare",
    "Sided",
    "StudyRate",
    "Told",
    "TreatedBefore",
    "Trial",
    "TrialState",
    "TypeFacts",
    "TypeMark",
    "TypeSafety",
    "WholeMap",
    "WhyNoRate",
    "WithoutRate",
    "asked_outcomes",
    "asked_procedure",
    "asked_results",
    "asked_site",
    "asked_types",
    "bounds_by_type",
    "cell",
    "changed_studies",
    "compare",
    "concerned_by",
    "depth",
    "differing_cells",
    "enough_without_event",
    "facts",
    "indirect_in",
    "ladder",
    "layer_of",
    "matrix",
    "merge_readings",
    "participation_ratio",
    "people_in_words",
    "people_of",
    "people_of_known_type",
    "people_share_of",
    "percent",
    "plan",
    "plan_lines",
    "pooled_sentence",
    "proportion",
    "rank_gaps",
    "rate_of",
    "representation",
    "rungs_by_outcome",
    "safety_of",
    "same_answer",
    "state_of",
    "treated_before",
    "trials_of",
    "types_in_words",
    "whole_map",
    "whose",
]
