"""Studies of a filter counted by what they say, so that each count is the total of a narrower filter."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, exists, func, not_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from app.records import Dimension, SkinType, Standing
from app.store.derived import StudyRow, StudyValueRow
from app.store.filtering import Condition, conditions
from app.store.values import StudyFilter

_Own = aliased(StudyValueRow)
"""The rows that put a study into a group; filters look at rows of their own."""


class Grouping(StrEnum):
    """What studies can be counted by."""

    FITZPATRICK = "fitzpatrick"
    """By the types that were treated."""
    STANDING = "standing"
    """By how they stand to one type; it is named beside it."""
    INDICATION = "indication"
    OUTCOME = "outcome"
    BODY_SITE = "body_site"
    PROCEDURE = "procedure"
    DESIGN = "design"
    LAYER = "layer"
    YEAR = "year"


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyCounts:
    """How many studies say what. One that says two things is in two groups.

    `unknown` say nothing of it; `total` counts each study once.
    """

    total: int
    groups: Mapping[str, int]
    unknown: int


def count_studies_by(
    db: Session, wanted: StudyFilter, by: Grouping, skin_type: SkinType | None = None
) -> StudyCounts:
    """The studies of a filter in groups; `skin_type` is the one that they stand to."""
    where = conditions(db, wanted)
    total, groups = _count(db, where), count_groups(db, where, by, skin_type)
    if by in (Grouping.LAYER, Grouping.YEAR):
        return StudyCounts(total=total, groups=groups, unknown=total - sum(groups.values()))
    silent = not_(exists().where(_says(by, skin_type)).correlate(StudyRow))
    return StudyCounts(total=total, groups=groups, unknown=_count(db, [*where, silent]))


def count_groups(
    db: Session, where: Sequence[Condition], by: Grouping, skin_type: SkinType | None = None
) -> dict[str, int]:
    """How many studies that meet conditions are in each group; a group without one is not there."""
    if by in (Grouping.LAYER, Grouping.YEAR):
        column = col(StudyRow.layer) if by is Grouping.LAYER else col(StudyRow.year)
        rows = db.exec(select(column, func.count()).where(*where).group_by(column)).all()
        return {str(value): count for value, count in rows if value is not None}
    key = _Own.standing if by is Grouping.STANDING else _Own.value
    said = db.exec(
        select(col(key), func.count(func.distinct(col(StudyRow.public_id))))
        .join(_Own, _says(by, skin_type))
        .where(*where)
        .group_by(col(key))
    ).all()
    return {str(value): count for value, count in said}


def _says(by: Grouping, skin_type: SkinType | None) -> ColumnElement[bool]:
    """The rows of a study that put it into a group."""
    of_study = col(_Own.public_id) == col(StudyRow.public_id)
    dimension = col(_Own.dimension)
    match by:
        case Grouping.FITZPATRICK:
            treated = col(_Own.standing) == Standing.STUDIED.value
            return and_(of_study, dimension == Dimension.FITZPATRICK.value, treated)
        case Grouping.STANDING:
            type_name = skin_type.name if skin_type is not None else ""
            of_type = col(_Own.value) == type_name
            return and_(of_study, dimension == Dimension.FITZPATRICK.value, of_type)
        case _:
            return and_(of_study, dimension == by.value)


def _count(db: Session, where: Sequence[Condition]) -> int:
    return db.exec(select(func.count()).select_from(StudyRow).where(*where)).one()
