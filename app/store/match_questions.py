"""What a person is asked of two records: replaced with derived data, read side by side."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, delete, func, insert, or_
from sqlalchemy import select as sql_select
from sqlmodel import Session, col, select

from app.errors import InvalidQueryError, MatchNotFoundError
from app.matching import AskingRule, Joined, MatchLayer, MatchQuestion, ReportRole
from app.records import Bibliography, ReportKind
from app.screening import Screened
from app.store.batches import in_batches
from app.store.derived import (
    MatchQuestionRow,
    ReportRecordRow,
    ReportRow,
    StudyReportRow,
    StudyRow,
)
from app.store.loaded import bibliography_of, columns_of
from app.store.records import list_sites

_CURSOR = re.compile(r"(\d{1,3})-(Q[0-9A-HJKMNP-TV-Z]{8})")


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchSide:
    """One of two records that are held side by side, with the report that it is part of."""

    key: str
    report_id: str
    study_id: str
    """Empty where the report is part of no study: it is not included."""
    role: ReportRole | None
    """What it is to its study."""
    participants: int | None
    """People of the whole study, as far as its reports say."""
    kind: ReportKind
    screened: Screened
    bibliography: Bibliography
    """Of the whole report."""
    records: tuple[Joined, ...]
    sites: tuple[str, ...] = ()
    """Names of the places that its records tell of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedMatch:
    """A question with both its sides."""

    question: MatchQuestion
    one: MatchSide
    other: MatchSide


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchFilter:
    """Which questions; None is all of them."""

    layer: MatchLayer | None = None
    rule: AskingRule | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchPage:
    """Some open questions; `total` counts all pages, `next_cursor` is None on the last."""

    matches: tuple[AskedMatch, ...]
    total: int
    next_cursor: str | None


def replace_questions(
    db: Session, questions: Iterable[MatchQuestion], instead_of: Collection[str] | None = None
) -> list[str]:
    """Make the table hold exactly these, or these in place of some; their names."""
    wanted = {question.id: question for question in questions}
    if instead_of is None:
        instead_of = db.exec(select(MatchQuestionRow.question_id)).all()
    before = set(instead_of)
    for stale in in_batches(sorted(before - set(wanted))):
        db.connection().execute(
            delete(MatchQuestionRow).where(col(MatchQuestionRow.question_id).in_(stale))
        )
    fresh = [_row(wanted[name]) for name in sorted(set(wanted) - before)]
    if fresh:
        db.connection().execute(insert(MatchQuestionRow), fresh)
    return list(wanted)


def dump_questions(db: Session) -> list[tuple[Any, ...]]:
    """Every row, sorted."""
    rows = db.connection().execute(sql_select(*columns_of(MatchQuestionRow)))
    return sorted((tuple(row) for row in rows), key=repr)


def get_match_page(
    db: Session, wanted: MatchFilter, *, limit: int, cursor: str | None = None
) -> MatchPage:
    """Open questions, the most telling first.

    Raises:
        InvalidQueryError: If the cursor is none that a page gave.
    """
    where = _conditions(wanted)
    after = [_after(cursor)] if cursor is not None else []
    found = db.exec(
        select(MatchQuestionRow)
        .where(*where, *after)
        .order_by(col(MatchQuestionRow.rank), col(MatchQuestionRow.question_id))
        .limit(limit + 1)
    ).all()
    page = found[:limit]
    more = len(found) > limit
    return MatchPage(
        matches=_asked(db, page),
        total=db.exec(select(func.count()).select_from(MatchQuestionRow).where(*where)).one(),
        next_cursor=f"{page[-1].rank}-{page[-1].question_id}" if more else None,
    )


def get_match(db: Session, question_id: str) -> AskedMatch:
    """One open question.

    Raises:
        MatchNotFoundError: If there is none of this name.
    """
    row = db.get(MatchQuestionRow, question_id)
    if row is None:
        raise MatchNotFoundError(question_id)
    return _asked(db, [row])[0]


def list_match_sides(db: Session, keys: Collection[str]) -> dict[str, MatchSide]:
    """Records of reports, by their keys, as they are held side by side; others are left out."""
    rows = [
        row
        for some in in_batches(sorted(set(keys)))
        for row in db.exec(
            select(ReportRecordRow.record_key, ReportRow, StudyReportRow, StudyRow)
            .join(ReportRow, col(ReportRow.report_id) == col(ReportRecordRow.report_id))
            .join(
                StudyReportRow,
                col(StudyReportRow.report_id) == col(ReportRow.report_id),
                isouter=True,
            )
            .join(StudyRow, col(StudyRow.public_id) == col(StudyReportRow.public_id), isouter=True)
            .where(col(ReportRecordRow.record_key).in_(some))
        )
    ]
    records = _records(db, sorted({report.report_id for _, report, *_ in rows}))
    return {
        key: _side(key, report, tuple(records[report.report_id]), (linked, study))
        for key, report, linked, study in rows
    }


def get_match_side(db: Session, key: str) -> MatchSide:
    """One record with the report that it is part of.

    Raises:
        InvalidQueryError: If no report has it.
    """
    found = list_match_sides(db, [key])
    if key not in found:
        raise InvalidQueryError("record", key)
    return found[key]


def list_study_sides(db: Session, public_id: str) -> list[MatchSide]:
    """The reports of a study, each by its first record."""
    keys = db.exec(
        select(ReportRow.key)
        .join(StudyReportRow, col(StudyReportRow.report_id) == col(ReportRow.report_id))
        .where(col(StudyReportRow.public_id) == public_id)
        .order_by(col(StudyReportRow.position))
    ).all()
    found = list_match_sides(db, keys)
    return [found[key] for key in keys]


def _side(
    key: str,
    report: ReportRow,
    records: tuple[Joined, ...],
    place: tuple[StudyReportRow | None, StudyRow | None],
) -> MatchSide:
    linked, study = place
    return MatchSide(
        key=key,
        report_id=report.report_id,
        study_id=linked.public_id if linked else "",
        role=ReportRole(linked.role) if linked else None,
        participants=study.participants if study else None,
        kind=ReportKind(report.kind),
        screened=Screened(report.screened),
        bibliography=bibliography_of(report),
        records=records,
    )


def _row(question: MatchQuestion) -> dict[str, Any]:
    return {
        "question_id": question.id,
        "layer": question.layer.value,
        "rule": question.rule.value,
        "rank": question.rank,
        "one": question.one,
        "other": question.other,
        "because": question.because,
        "against": question.against,
    }


def _conditions(wanted: MatchFilter) -> list[ColumnElement[bool]]:
    found = []
    if wanted.layer is not None:
        found.append(col(MatchQuestionRow.layer) == wanted.layer.value)
    if wanted.rule is not None:
        found.append(col(MatchQuestionRow.rule) == wanted.rule.value)
    return found


def _after(cursor: str) -> ColumnElement[bool]:
    named = _CURSOR.fullmatch(cursor)
    if named is None:
        raise InvalidQueryError("cursor", cursor)
    rank, name = int(named[1]), named[2]
    place = col(MatchQuestionRow.rank)
    return or_(place > rank, (place == rank) & (col(MatchQuestionRow.question_id) > name))


def _asked(db: Session, rows: Sequence[MatchQuestionRow]) -> tuple[AskedMatch, ...]:
    sides = _with_sites(
        db, list_match_sides(db, {key for row in rows for key in (row.one, row.other)})
    )
    return tuple(
        AskedMatch(
            question=MatchQuestion(
                one=row.one,
                other=row.other,
                rule=AskingRule(row.rule),
                because=row.because,
                against=row.against,
            ),
            one=sides[row.one],
            other=sides[row.other],
        )
        for row in rows
    )


def _with_sites(db: Session, sides: Mapping[str, MatchSide]) -> dict[str, MatchSide]:
    """Read for what is asked alone: it takes the whole text of every record."""
    sites = list_sites(db, [joined.key for side in sides.values() for joined in side.records])

    def named(side: MatchSide) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for one in side.records for name in sites[one.key]))

    return {key: replace(side, sites=named(side)) for key, side in sides.items()}


def _records(db: Session, report_ids: Sequence[str]) -> dict[str, list[Joined]]:
    found: dict[str, list[Joined]] = {report_id: [] for report_id in report_ids}
    for some in in_batches(report_ids):
        rows = db.exec(
            select(ReportRecordRow)
            .where(col(ReportRecordRow.report_id).in_(some))
            .order_by(col(ReportRecordRow.report_id), col(ReportRecordRow.position))
        )
        for row in rows:
            found[row.report_id].append(Joined(row.record_key, row.rule, row.because))
    return found
