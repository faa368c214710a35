"""Frozen views in and out of the store, and what is said of their records since."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, func, insert, true
from sqlalchemy import select as sql_select
from sqlmodel import Session, col, select

from app.errors import InvalidQueryError, PermalinkNotFoundError
from app.matching import Notice, NoticeKind
from app.store.batches import in_batches
from app.store.cursors import cursor_to, place_of
from app.store.derived import ReportRecordRow, ReportRow, StudyReportRow
from app.store.frozen import PermalinkRecordRow, PermalinkRow
from app.store.loaded import notices_of
from app.store.transactions import wait_for_turn

_Place = tuple[datetime, str]
"""When a view was frozen, and its hash."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenView:
    """One view as it was answered; `document` is its question and answer as canonical JSON.

    All that had been received and decided before `complete_until` is in it.
    """

    hash: str
    kind: str
    question: dict[str, Any]
    document: str
    at: datetime
    complete_until: datetime
    revision: str
    edition: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenRecord:
    """A record of a study in a frozen view, and what had been said of its report by then."""

    record_key: str
    public_id: str
    notices: tuple[NoticeKind, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordNotices:
    """What is said now of the report that a record is part of."""

    title: str
    notices: tuple[Notice, ...]


def save_permalink(db: Session, view: FrozenView, records: Sequence[FrozenRecord]) -> bool:
    """Keep a view, unless the same is kept already; whether it is new."""
    wait_for_turn(db, "freeze")
    if db.get(PermalinkRow, view.hash) is not None:
        return False
    row = {name: getattr(view, name) for name in FrozenView.__dataclass_fields__}
    db.add(PermalinkRow(**row))
    db.flush()
    rows = [
        {
            "hash": view.hash,
            "record_key": one.record_key,
            "public_id": one.public_id,
            "notices": [kind.value for kind in one.notices],
        }
        for one in records
    ]
    if rows:
        db.connection().execute(insert(PermalinkRecordRow), rows)
    return True


def get_permalink(db: Session, name: str) -> FrozenView:
    """One frozen view by its hash.

    Raises:
        PermalinkNotFoundError: If there is none of this name.
    """
    row = db.get(PermalinkRow, name)
    if row is None:
        raise PermalinkNotFoundError(name)
    return _view(row)


@dataclass(frozen=True, slots=True, kw_only=True)
class PermalinkPage:
    """Some frozen views, the latest first. `next_cursor` is None where nothing older is left."""

    views: tuple[FrozenView, ...]
    total: int
    next_cursor: str | None


def get_permalink_page(
    db: Session, *, limit: int, study_id: str | None = None, cursor: str | None = None
) -> PermalinkPage:
    """Frozen views, the latest first; of one study those that hold it.

    What is frozen while somebody pages is on none of the pages, and not in their total.

    Raises:
        InvalidQueryError: If the cursor was not made for this list.
    """
    question = ("permalinks", study_id)
    newest, last = _stretch_of(cursor, question) if cursor is not None else (None, None)
    wanted = true() if study_id is None else col(PermalinkRow.hash).in_(_holding(study_id))
    rows = db.exec(
        select(PermalinkRow)
        .where(wanted, true() if last is None else _is_later(last))
        .order_by(col(PermalinkRow.at).desc(), col(PermalinkRow.hash))
        .limit(limit + 1)
    ).all()
    counted = select(func.count()).select_from(PermalinkRow).where(wanted)
    if newest is not None:
        counted = counted.where(_is_later(newest) | (col(PermalinkRow.hash) == newest[1]))
    onward = None
    if len(rows) > limit:
        begun = newest or _place_of(rows[0])
        onward = cursor_to(_written(begun) + _written(_place_of(rows[limit - 1])), question)
    return PermalinkPage(
        views=tuple(_view(row) for row in rows[:limit]),
        total=db.exec(counted).one(),
        next_cursor=onward,
    )


def list_frozen_records(db: Session, name: str) -> list[FrozenRecord]:
    """The records behind a frozen view."""
    rows = db.exec(
        select(PermalinkRecordRow)
        .where(PermalinkRecordRow.hash == name)
        .order_by(col(PermalinkRecordRow.record_key))
    )
    return [
        FrozenRecord(
            record_key=row.record_key,
            public_id=row.public_id,
            notices=tuple(NoticeKind(kind) for kind in row.notices),
        )
        for row in rows
    ]


def list_permalinks_with(
    db: Session, record_keys: Collection[str], before: datetime
) -> dict[str, tuple[str, ...]]:
    """By record the hashes of the views frozen before a moment that hold it, the oldest first."""
    found: dict[str, tuple[str, ...]] = {}
    for some in in_batches(sorted(record_keys)):
        rows = db.exec(
            select(PermalinkRecordRow.record_key, PermalinkRow.hash)
            .join(PermalinkRow, col(PermalinkRow.hash) == col(PermalinkRecordRow.hash))
            .where(col(PermalinkRecordRow.record_key).in_(some), col(PermalinkRow.at) < before)
            .order_by(col(PermalinkRow.at), col(PermalinkRow.hash))
        )
        for key, name in rows:
            found[key] = (*found.get(key, ()), name)
    return found


def list_permalinks_naming(
    db: Session, record_key: str, public_ids: Sequence[str], before: datetime
) -> list[str]:
    """The hashes of the views frozen before a moment that name a record or a study, oldest first.

    It rests on nothing derived: asked again, it is the same.
    """
    named = (col(PermalinkRecordRow.record_key) == record_key) | col(
        PermalinkRecordRow.public_id
    ).in_(public_ids)
    holding = select(PermalinkRecordRow.hash).where(named)
    rows = db.exec(
        select(PermalinkRow.hash)
        .where(col(PermalinkRow.hash).in_(holding), col(PermalinkRow.at) < before)
        .order_by(col(PermalinkRow.at), col(PermalinkRow.hash))
    )
    return list(rows)


def list_study_records(db: Session, public_ids: Sequence[str]) -> list[FrozenRecord]:
    """The records of these studies as they are linked now, with what is said of their reports."""
    found: list[FrozenRecord] = []
    for some in in_batches(sorted(set(public_ids))):
        rows = db.connection().execute(
            sql_select(
                col(ReportRecordRow.record_key),
                col(StudyReportRow.public_id),
                col(ReportRow.notices),
            )
            .join(ReportRow, col(ReportRow.report_id) == col(ReportRecordRow.report_id))
            .join(StudyReportRow, col(StudyReportRow.report_id) == col(ReportRow.report_id))
            .where(col(StudyReportRow.public_id).in_(some))
            .order_by(col(ReportRecordRow.record_key))
        )
        for row in rows:
            kinds = dict.fromkeys(notice.kind for notice in notices_of(row))
            found.append(
                FrozenRecord(
                    record_key=row.record_key, public_id=row.public_id, notices=tuple(kinds)
                )
            )
    return found


def list_record_notices(db: Session, record_keys: Collection[str]) -> dict[str, RecordNotices]:
    """By record what is said now of its report; nothing where nothing is."""
    found: dict[str, RecordNotices] = {}
    for some in in_batches(sorted(record_keys)):
        rows = db.connection().execute(
            sql_select(
                col(ReportRecordRow.record_key), col(ReportRow.title), col(ReportRow.notices)
            )
            .join(ReportRow, col(ReportRow.report_id) == col(ReportRecordRow.report_id))
            .where(col(ReportRecordRow.record_key).in_(some))
        )
        for row in rows:
            if notices := notices_of(row):
                found[row.record_key] = RecordNotices(title=row.title, notices=notices)
    return found


def list_notifying_records(db: Session, record_keys: Collection[str]) -> dict[str, set[str]]:
    """By record the records of the notices on its report, as far as these are here themselves."""
    said = list_record_notices(db, record_keys)
    named = {n.identifier for one in said.values() for n in one.notices if n.identifier}
    keys = _records_of(db, named) if named else {}
    return {
        key: {k for notice in one.notices for k in keys.get(notice.identifier, ())}
        for key, one in said.items()
    }


def _records_of(db: Session, identifiers: Collection[str]) -> dict[str, set[str]]:
    """The records of the reports that are known by these identifiers."""
    keys: dict[str, set[str]] = {}
    for column, prefix in ((ReportRow.pmid, "pmid:"), (ReportRow.doi, "doi:"), (ReportRow.key, "")):
        wanted = sorted(i.removeprefix(prefix) for i in identifiers if i.startswith(prefix))
        for some in in_batches(wanted):
            rows = db.exec(
                select(column, ReportRecordRow.record_key)
                .join(ReportRow, col(ReportRow.report_id) == col(ReportRecordRow.report_id))
                .where(col(column).in_(some))
            )
            for identifier, key in rows:
                keys.setdefault(f"{prefix}{identifier}", set()).add(key)
    return keys


def _stretch_of(cursor: str, question: object) -> tuple[_Place, _Place]:
    """The first view of the first page, and the last one seen."""
    written = [str(part) for part in place_of(cursor, question, (str, str, str, str))]
    try:
        moments = [datetime.fromisoformat(part) for part in written[::2]]
        newest, last = ((at.astimezone(UTC), written[2 * n + 1]) for n, at in enumerate(moments))
    except (ValueError, OverflowError) as error:
        raise InvalidQueryError("cursor", cursor) from error
    return newest, last


def _is_later(place: _Place) -> ColumnElement[bool]:
    """Whether a view stands after the place in the list."""
    at, name = col(PermalinkRow.at), col(PermalinkRow.hash)
    return (at < place[0]) | ((at == place[0]) & (name > place[1]))


def _place_of(row: PermalinkRow) -> _Place:
    return row.at, row.hash


def _written(place: _Place) -> tuple[str, str]:
    return place[0].isoformat(), place[1]


def _holding(study_id: str) -> Any:
    """Hashes of the views that hold the study, or one of the records that are part of it now."""
    records = (
        select(ReportRecordRow.record_key)
        .join(StudyReportRow, col(StudyReportRow.report_id) == col(ReportRecordRow.report_id))
        .where(StudyReportRow.public_id == study_id)
    )
    return select(PermalinkRecordRow.hash).where(
        (col(PermalinkRecordRow.public_id) == study_id)
        | col(PermalinkRecordRow.record_key).in_(records)
    )


def _view(row: PermalinkRow) -> FrozenView:
    return FrozenView(**{name: getattr(row, name) for name in FrozenView.__dataclass_fields__})
