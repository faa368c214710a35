"""How many studies each value of a filter would leave, were it the one chosen in its field."""

from dataclasses import replace
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, select

from app.records import SkinType, Standing
from app.store.derived import StudyRow
from app.store.filtering import conditions
from app.store.grouping import Grouping, count_groups
from app.store.values import StudyFilter

FIELDS = (
    Grouping.LAYER,
    Grouping.INDICATION,
    Grouping.OUTCOME,
    Grouping.BODY_SITE,
    Grouping.PROCEDURE,
    Grouping.DESIGN,
)
"""Fields of which the groups are the counts; of several types or standings each must be met."""
FacetCounts = dict[str, dict[str, int]]
"""Field to value to number of studies; a value that is not there leaves none."""


def count_matching(db: Session, wanted: StudyFilter) -> int:
    """How many studies meet a filter."""
    found = select(func.count()).select_from(StudyRow).where(*conditions(db, wanted))
    return db.exec(found).one()


def count_by_value(db: Session, wanted: StudyFilter) -> FacetCounts:
    """Of each field every value, with all other conditions kept."""
    return {
        "fitzpatrick": {
            t.name: count_matching(db, replace(wanted, fitzpatrick=(t,))) for t in SkinType
        },
        "standing": {s.value: count_matching(db, replace(wanted, standing=(s,))) for s in Standing},
        **{
            by.value: count_groups(db, conditions(db, _without(wanted, by.value)), by)
            for by in FIELDS
        },
    }


def _without(wanted: StudyFilter, field: str) -> StudyFilter:
    nothing: dict[str, Any] = {field: ()}
    return replace(wanted, **nothing)
