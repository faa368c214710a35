"""The evidence ladder: none, eligible, studied, counted, reported by type."""

from app.gapmap.standing import standing_of, studied_types
from app.gapmap.values import NONE_STATED, CellKey, Depth, MappedStudy
from app.records import OutcomeResult, SkinType, Standing


def depth(study: MappedStudy, key: CellKey) -> Depth:
    """The rung that one study reaches in a cell; of the deepest type where the key names none."""
    if not concerns(study, key):
        return Depth.NONE
    if key.fitzpatrick is None:
        return max(_depth_of_type(study, t, key.outcome) for t in SkinType)
    return _depth_of_type(study, key.fitzpatrick, key.outcome)


def concerns(study: MappedStudy, key: CellKey) -> bool:
    """Whether the study is of the cell's indication and outcome, whatever its skin types."""
    return _has(study.indications, key.indication) and _has(study.outcomes, key.outcome)


def is_by_type(result: OutcomeResult, study: MappedStudy, skin_type: SkinType) -> bool:
    """Whether a result is reported for this type, alone or with part of the study's types.

    A result for all the types that a study treated together says nothing about any one of them.
    """
    if skin_type not in result.types:
        return False
    return len(result.types) == 1 or not studied_types(study) <= set(result.types)


def _has(values: frozenset[str], wanted: str | None) -> bool:
    if wanted is None:
        return True
    return not values if wanted == NONE_STATED else wanted in values


def _depth_of_type(study: MappedStudy, skin_type: SkinType, outcome: str | None) -> Depth:
    standing = standing_of(study, skin_type)
    if standing is Standing.ELIGIBLE:
        return Depth.ELIGIBLE
    if standing is not Standing.STUDIED:
        return Depth.NONE
    if any(
        outcome in (None, result.outcome) and is_by_type(result, study, skin_type)
        for result in study.results
    ):
        return Depth.REPORTED_BY_TYPE
    counted = any(c.types == (skin_type,) and c.people > 0 for c in study.counts)
    return Depth.COUNTED if counted else Depth.STUDIED
