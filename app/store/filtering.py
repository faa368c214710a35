"""A filter on studies as conditions of a query: the list, the map and their totals share them."""

from collections.abc import Iterator, Sequence

from sqlalchemy import ColumnElement, and_, exists, false, not_, or_
from sqlmodel import Session, col, select

from app.records import Dimension, SkinType, Standing
from app.store.derived import StudyReportRow, StudyRow, StudyValueRow
from app.store.search import phrases_of, reports_with
from app.store.values import StudyFilter

Condition = ColumnElement[bool]


def conditions(db: Session, wanted: StudyFilter) -> list[Condition]:
    """All conditions of a filter; a study has to meet every one."""
    is_study = col(StudyRow.left_out) != "" if wanted.left_out else col(StudyRow.counted).is_(True)
    return [is_study, *_on_columns(wanted), *_on_values(wanted), *_on_words(db, wanted.q)]


def _on_columns(wanted: StudyFilter) -> Iterator[Condition]:
    if wanted.layer:
        yield col(StudyRow.layer).in_([layer.value for layer in wanted.layer])
    if wanted.year_from is not None:
        yield col(StudyRow.year) >= wanted.year_from
    if wanted.year_to is not None:
        yield col(StudyRow.year) <= wanted.year_to


def _on_values(wanted: StudyFilter) -> Iterator[Condition]:
    if wanted.fitzpatrick or wanted.standing:
        yield _stands_to(wanted.fitzpatrick or tuple(SkinType), wanted.standing)
    for dimension, values in (
        (Dimension.INDICATION, wanted.indication),
        (Dimension.OUTCOME, wanted.outcome),
        (Dimension.BODY_SITE, wanted.body_site),
        (Dimension.PROCEDURE, wanted.procedure),
        (Dimension.DESIGN, wanted.design),
    ):
        if values:
            yield _has(dimension, values)


def _stands_to(types: Sequence[SkinType], standing: Sequence[Standing]) -> Condition:
    """One of the standings to one of the types; silence is a type without a row."""
    asked = set(standing) or {Standing.STUDIED}
    spoken = asked - {Standing.NOT_REPORTED}
    ways = [_has(Dimension.FITZPATRICK, [t.name for t in types], spoken)] if spoken else []
    if Standing.NOT_REPORTED in asked:
        ways += [not_(_has(Dimension.FITZPATRICK, [t.name])) for t in types]
    return or_(*ways)


def _has(
    dimension: Dimension, values: Sequence[str], standing: set[Standing] | None = None
) -> Condition:
    found = [
        col(StudyValueRow.public_id) == col(StudyRow.public_id),
        col(StudyValueRow.dimension) == dimension.value,
        col(StudyValueRow.value).in_(values),
    ]
    if standing is not None:
        found.append(col(StudyValueRow.standing).in_(sorted(s.value for s in standing)))
    return exists().where(and_(*found))


def _on_words(db: Session, question: str) -> Iterator[Condition]:
    phrases = phrases_of(question)
    if question.strip() and not phrases:
        yield false()  # signs alone stand in no text that is searched
    for phrase in phrases:
        yield _is_found(db, phrase)


def _is_found(db: Session, phrase: str) -> Condition:
    """Each word may stand in another report of the study."""
    reports = select(StudyReportRow.public_id).where(
        col(StudyReportRow.report_id).in_(reports_with(db, phrase))
    )
    return col(StudyRow.public_id).in_(reports)
