"""What the flow of records is counted from: every record, and what became of every report."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from pydantic import TypeAdapter
from sqlalchemy import func, or_
from sqlmodel import Session, col, select

from app.gapmap import Layer
from app.matching import Joined, NoticeKind, ReportRole
from app.records import RelationKind, ReportKind, SourceRecord
from app.screening import Screened, ScreeningVerdict
from app.store.derived import (
    DocumentRow,
    ReportRecordRow,
    ReportRow,
    StudyReportRow,
    StudyRow,
)
from app.store.given import ReceivedRecord
from app.store.operational import RunRow
from app.store.received import RecordRow, RejectedRow

_PARSED = TypeAdapter(SourceRecord)
_SAYS_WITHDRAWN = '"withdrawn":true'  # as a record is stored; inside a text its quotes are escaped


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowRecord:
    """One record in its latest version."""

    key: str
    source: str
    media_type: str
    withdrawn: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowReport:
    """One report: what it is made of, how it was screened, and what it counts for."""

    key: str
    kind: ReportKind
    records: tuple[Joined, ...]
    screening: ScreeningVerdict
    characters: int = 0
    """Length of the stored text."""
    notes: str = ""
    retracted: bool = False
    given_up: bool = False
    """A registration that was withdrawn before anybody took part."""
    role: ReportRole | None = None
    layer: Layer | None = None
    """Of the study that its words count for; None where they count for none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowState:
    """All of it at one moment. `layers` has one value for each counted study."""

    received: tuple[FlowRecord, ...] = ()
    unreadable: Mapping[str, int]
    """Pieces of input in quarantine, by source."""
    reports: tuple[FlowReport, ...] = ()
    layers: tuple[Layer, ...] = ()


def get_flow_state(db: Session) -> FlowState:
    """The present state, from what was derived last."""
    return FlowState(
        received=tuple(_flow_records(db)),
        unreadable=count_unreadable(db),
        reports=tuple(_flow_reports(db)),
        layers=tuple(
            sorted(
                Layer(layer) for layer in db.exec(select(StudyRow.layer).where(StudyRow.counted))
            )
        ),
    )


def list_records_before(db: Session, before: datetime) -> list[ReceivedRecord]:
    """Every record in the version it then had, in order of arrival, without its payload.

    What a search brings counts as received when it was begun. Where it was interrupted then, the
    rest came only with the run that went on with it: that had not been received.
    """
    begun = select(RunRow.id).where(col(RunRow.started_at) < before)
    rows = db.connection().execute(
        select(col(RecordRow.key), col(RecordRow.parsed), col(RecordRow.received_at))
        .add_columns(col(RecordRow.version))
        .where(col(RecordRow.received_at) < before)
        .where(or_(col(RecordRow.run_id).is_(None), col(RecordRow.run_id).in_(begun)))
        .order_by(col(RecordRow.version))
    )
    arrived: dict[str, datetime] = {}
    latest: dict[str, tuple[str, int, datetime]] = {}
    for row in rows:
        arrived[row.key] = min(row.received_at, arrived.get(row.key, row.received_at))
        latest[row.key] = (row.parsed, row.version, row.received_at)
    in_order = sorted(latest, key=lambda key: (arrived[key], key))
    return [
        ReceivedRecord(
            record=_PARSED.validate_json(latest[key][0]),
            version=latest[key][1],
            received_at=latest[key][2],
            arrival=arrival,
        )
        for arrival, key in enumerate(in_order, start=1)
    ]


def count_unreadable(db: Session, before: datetime | None = None) -> dict[str, int]:
    """Places whose input is in quarantine, by source; the same place counts once."""
    rows = select(RejectedRow.source, RejectedRow.place).distinct()
    if before is not None:
        rows = rows.where(col(RejectedRow.received_at) < before)
    places = rows.subquery()
    counted = select(places.c.source, func.count()).group_by(places.c.source)
    return dict(sorted(db.exec(counted).all()))


def is_retracted(relations: Iterable[str]) -> bool:
    """Whether a source says of the report that it was retracted; `relations` are their kinds."""
    return RelationKind.RETRACTED_BY.value in relations


def is_given_up(notices: Iterable[str]) -> bool:
    """Whether a registration was withdrawn; `notices` are the kinds of what was said of it."""
    return NoticeKind.WITHDRAWN.value in notices


def _flow_records(db: Session) -> Iterable[FlowRecord]:
    latest = (
        select(col(RecordRow.key), func.max(col(RecordRow.version)).label("version"))
        .group_by(col(RecordRow.key))
        .subquery()
    )
    rows = db.connection().execute(
        select(col(RecordRow.key), col(RecordRow.source), col(RecordRow.media_type))
        .add_columns(col(RecordRow.parsed).contains(_SAYS_WITHDRAWN, autoescape=True).label("gone"))
        .join(
            latest,
            (col(RecordRow.key) == latest.c.key) & (col(RecordRow.version) == latest.c.version),
        )
    )
    in_order = sorted(rows, key=lambda row: row.key)
    return [
        FlowRecord(
            key=row.key, source=row.source, media_type=row.media_type, withdrawn=bool(row.gone)
        )
        for row in in_order
    ]


def _flow_reports(db: Session) -> Iterable[FlowReport]:
    records = _records_by_report(db)
    lengths = _lengths_of_included(db)
    linked = _linked(db)
    rows = db.connection().execute(
        select(
            col(ReportRow.report_id),
            col(ReportRow.key),
            col(ReportRow.kind),
            col(ReportRow.screened),
        )
        .add_columns(
            col(ReportRow.screening_rule),
            col(ReportRow.screening_because),
            col(ReportRow.notes),
            col(ReportRow.relations),
            col(ReportRow.notices),
        )
        .order_by(col(ReportRow.arrival))
    )
    for row in rows:
        role, layer = linked.get(row.report_id, (None, None))
        yield FlowReport(
            key=row.key,
            kind=ReportKind(row.kind),
            records=tuple(records[row.report_id]),
            screening=ScreeningVerdict(
                screened=Screened(row.screened),
                rule=row.screening_rule,
                because=row.screening_because,
            ),
            characters=lengths.get(row.report_id, 0),
            notes=row.notes,
            retracted=is_retracted(kind for kind, _, _ in row.relations),
            given_up=is_given_up(kind for kind, *_ in row.notices),
            role=role,
            layer=layer,
        )


def _records_by_report(db: Session) -> dict[str, list[Joined]]:
    found: dict[str, list[Joined]] = {}
    rows = db.exec(
        select(
            ReportRecordRow.report_id,
            ReportRecordRow.record_key,
            ReportRecordRow.rule,
            ReportRecordRow.because,
        ).order_by(col(ReportRecordRow.report_id), col(ReportRecordRow.position))
    )
    for report_id, *joined in rows:
        found.setdefault(report_id, []).append(Joined(*joined))
    return found


def _lengths_of_included(db: Session) -> dict[str, int]:
    rows = db.exec(
        select(DocumentRow.report_id, func.length(DocumentRow.text))
        .join(ReportRow, col(ReportRow.report_id) == col(DocumentRow.report_id))
        .where(col(ReportRow.screened) == Screened.INCLUDED.value)
    )
    return dict(rows.all())


def _linked(db: Session) -> dict[str, tuple[ReportRole, Layer | None]]:
    rows = db.exec(
        select(
            StudyReportRow.report_id, StudyReportRow.role, StudyReportRow.counted, StudyRow.layer
        ).join(StudyRow, col(StudyRow.public_id) == col(StudyReportRow.public_id))
    )
    return {
        report_id: (ReportRole(role), Layer(layer) if counted else None)
        for report_id, role, counted, layer in rows
    }
