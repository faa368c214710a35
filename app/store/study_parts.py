"""What studies are asked for: statements that are built once, as building takes longer than asking."""

from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    bindparam,
    cast,
    literal_column,
    null,
    select,
    union_all,
)
from sqlmodel import col

from app.store.columns import SafeText
from app.store.derived import (
    OutcomeResultRow,
    ParticipantsRow,
    RejectedMentionRow,
    StudyAliasRow,
    StudyOverlapRow,
    StudyReportRow,
    StudyRow,
    StudyValueRow,
    TagRow,
    TypeCountRow,
)
from app.store.loaded import columns_of

STUDIES = bindparam("studies", type_=SafeText(), expanding=True)
"""The identifiers of the studies that a statement is about."""

VALUES = (
    select(
        col(StudyValueRow.public_id),
        col(StudyValueRow.dimension),
        col(StudyValueRow.value),
        col(StudyValueRow.standing),
    )
    .where(col(StudyValueRow.public_id).in_(STUDIES))
    .order_by(col(StudyValueRow.value))
)
"""What each study says, merged over its reports."""

COUNTS: Select[*tuple[Any, ...]] = (
    select(col(StudyRow.public_id), *columns_of(TypeCountRow))
    .join(TypeCountRow, col(TypeCountRow.report_id) == col(StudyRow.counts_from))
    .where(col(StudyRow.public_id).in_(STUDIES))
    .order_by(col(TypeCountRow.report_id), col(TypeCountRow.position))
)
"""The counts by type of each study: those of the one report that they are taken from."""

Part = type[TagRow | RejectedMentionRow | ParticipantsRow | TypeCountRow | OutcomeResultRow]


@cache
def said_by_counted(model: Part) -> Select[*tuple[Any, ...]]:
    """What the reports of each study say that count, in the order of the reports and as they say it."""
    return (
        select(col(StudyReportRow.public_id), *columns_of(model))
        .join(model, col(model.report_id) == col(StudyReportRow.report_id))
        .where(col(StudyReportRow.public_id).in_(STUDIES), col(StudyReportRow.counted).is_(True))
        .order_by(col(StudyReportRow.position), col(model.report_id), col(model.position))
    )


PARTS: dict[str, Part] = {
    model.__name__: model
    for model in (TagRow, RejectedMentionRow, ParticipantsRow, TypeCountRow, OutcomeResultRow)
}

STUDY = bindparam("study", type_=SafeText())
"""The identifier of the one study that a statement is about."""


def _together(models: tuple[Part, ...]) -> CompoundSelect[*tuple[Any, ...]]:
    """Rows of several tables in one answer, `part` naming the table; a column that one has not is null."""
    columns = {column.name: column for model in models for column in columns_of(model)}

    def rows_of(model: Part) -> Select[*tuple[Any, ...]]:
        own = {column.name: column for column in columns_of(model)}
        lacking = {name: cast(null(), one.type) for name, one in columns.items()}
        said: list[ColumnElement[Any]] = [
            own.get(name, lacking[name]).label(name) for name in columns
        ]
        return (
            select(
                _word(model.__name__, "part"), col(StudyReportRow.position).label("place"), *said
            )
            .join(model, col(model.report_id) == col(StudyReportRow.report_id))
            .where(col(StudyReportRow.public_id) == STUDY, col(StudyReportRow.counted).is_(True))
        )

    return union_all(*map(rows_of, models)).order_by("place", "report_id", "position")


def _word(said: str, name: str) -> ColumnElement[str]:
    return literal_column(f"'{said}'", SafeText()).label(name)


SAID = _together(tuple(PARTS.values()))
"""All that the reports of a study say that count, in the order of the reports and as they say it."""

OVERLAP, FORMER_ID = "overlap", "former_id"
AROUND: CompoundSelect[*tuple[str, ...]] = union_all(
    select(
        col(StudyValueRow.dimension).label("what"),
        col(StudyValueRow.value).label("name"),
        col(StudyValueRow.standing).label("more"),
    ).where(col(StudyValueRow.public_id) == STUDY),
    select(
        _word(OVERLAP, "what"), col(StudyOverlapRow.other_id), col(StudyOverlapRow.because)
    ).where(col(StudyOverlapRow.public_id) == STUDY),
    select(_word(FORMER_ID, "what"), col(StudyAliasRow.former_id), _word("", "more")).where(
        col(StudyAliasRow.public_id) == STUDY
    ),
).order_by("name")
"""A study's values by their dimension with their standing, its overlaps with the reason, its old names."""
