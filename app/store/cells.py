"""The evidence behind a cell of the gap map: every statement that the cell rests on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, or_, true
from sqlmodel import Session, col, select

from app.gapmap import CellKey, Layer
from app.records import Dimension, SkinType, Standing
from app.store.batches import in_batches
from app.store.citations import citation_of
from app.store.derived import (
    EvidenceColumns,
    OutcomeResultRow,
    ReportRow,
    StudyReportRow,
    StudyRow,
    TagRow,
    TypeCountRow,
)
from app.store.loaded import bibliography_of, evidence_of, standing_of, types_of
from app.store.values import NOT_COUNTED, CellEvidence

DIMENSIONS = (Dimension.FITZPATRICK, Dimension.INDICATION, Dimension.OUTCOME)


def list_cell_evidence(db: Session, study_ids: Sequence[str], key: CellKey) -> list[CellEvidence]:
    """Statements on the cell's skin type, indication and outcome, in the order of the studies.

    Where the cell is of no one skin type, statements on all six belong to it; where it is of any
    indication or outcome, none on that axis does. Rejected tags and comments are left out.
    """
    found: list[CellEvidence] = []
    for some in in_batches([*dict.fromkeys(study_ids)]):
        found += _tags(db, some, key)
        found += _counts(db, some, key)
        found += _results(db, some, key)
    place = {study_id: n for n, study_id in enumerate(study_ids)}
    return sorted(found, key=lambda e: (place[e.study_id], DIMENSIONS.index(e.dimension)))


def list_map_evidence(db: Session, study_ids: Sequence[str]) -> list[CellEvidence]:
    """What the cells of all maps rest on: each statement once, in the order of the studies."""
    found: list[CellEvidence] = []
    for some in in_batches([*dict.fromkeys(study_ids)]):
        found += _tagged_pieces(db, some, [_tagged(one, None) for one in DIMENSIONS])
        found += _counts(db, some, CellKey())
        found += _result_pieces(db, some, true())
    place = {study_id: n for n, study_id in enumerate(study_ids)}
    return sorted(found, key=lambda e: (place[e.study_id], DIMENSIONS.index(e.dimension)))


def list_value_evidence(
    db: Session, study_ids: Sequence[str], dimension: Dimension, values: Sequence[str]
) -> list[CellEvidence]:
    """What studies say of these values of one dimension, in the order of the studies."""
    wanted = [_tagged(dimension, value) for value in values]
    found: list[CellEvidence] = []
    if wanted:
        for some in in_batches([*dict.fromkeys(study_ids)]):
            found += _tagged_pieces(db, some, wanted)
    place = {study_id: n for n, study_id in enumerate(study_ids)}
    return sorted(found, key=lambda e: place[e.study_id])


def _tags(db: Session, ids: Sequence[str], key: CellKey) -> Iterator[CellEvidence]:
    asked = [_tagged(Dimension.FITZPATRICK, key.fitzpatrick.name if key.fitzpatrick else None)]
    if key.indication is not None:
        asked.append(_tagged(Dimension.INDICATION, key.indication))
    if key.outcome is not None:
        asked.append(_tagged(Dimension.OUTCOME, key.outcome))
    return _tagged_pieces(db, ids, asked)


def _tagged_pieces(
    db: Session, ids: Sequence[str], asked: Sequence[ColumnElement[bool]]
) -> Iterator[CellEvidence]:
    rows = db.exec(
        select(StudyRow, ReportRow, TagRow)
        .join(StudyReportRow, col(StudyReportRow.public_id) == col(StudyRow.public_id))
        .join(ReportRow, col(ReportRow.report_id) == col(StudyReportRow.report_id))
        .join(TagRow, col(TagRow.report_id) == col(ReportRow.report_id))
        .where(_counted_in(ids), col(TagRow.state).not_in(NOT_COUNTED), or_(*asked))
        .order_by(col(StudyReportRow.position), col(TagRow.report_id), col(TagRow.position))
    )
    for study, report, tag in rows:
        dimension = Dimension(tag.dimension)
        types = (SkinType[tag.value],) if dimension is Dimension.FITZPATRICK else ()
        said = _Said(dimension, tag.value, standing_of(tag.standing), types=types)
        yield _piece(study, report, tag, said)


def _counts(db: Session, ids: Sequence[str], key: CellKey) -> Iterator[CellEvidence]:
    """Counts of people that include the skin type, from the report that the study's come from."""
    rows = db.exec(
        select(StudyRow, ReportRow, TypeCountRow)
        .join(ReportRow, col(ReportRow.report_id) == col(StudyRow.counts_from))
        .join(TypeCountRow, col(TypeCountRow.report_id) == col(ReportRow.report_id))
        .where(col(StudyRow.public_id).in_(ids))
        .order_by(col(TypeCountRow.position))
    )
    for study, report, count in rows:
        types = types_of(count.types)
        if key.fitzpatrick is None or key.fitzpatrick in types:
            of_types = ", ".join(t.name for t in types)
            standing = Standing.STUDIED if count.people else Standing.EXCLUDED
            said = _Said(Dimension.FITZPATRICK, of_types, standing, count.people, types)
            yield _piece(study, report, count, said)


def _results(db: Session, ids: Sequence[str], key: CellKey) -> Iterator[CellEvidence]:
    """Results for the outcome, unless they are of other skin types alone."""
    of_outcome = col(OutcomeResultRow.outcome) == (key.outcome or "")
    for piece in _result_pieces(db, ids, of_outcome):
        if _is_of_type(piece.types, key.fitzpatrick):
            yield piece


def _result_pieces(
    db: Session, ids: Sequence[str], asked: ColumnElement[bool]
) -> Iterator[CellEvidence]:
    rows = db.exec(
        select(StudyRow, ReportRow, OutcomeResultRow)
        .join(StudyReportRow, col(StudyReportRow.public_id) == col(StudyRow.public_id))
        .join(ReportRow, col(ReportRow.report_id) == col(StudyReportRow.report_id))
        .join(OutcomeResultRow, col(OutcomeResultRow.report_id) == col(ReportRow.report_id))
        .where(_counted_in(ids), asked)
        .order_by(col(StudyReportRow.position), col(OutcomeResultRow.position))
    )
    for study, report, result in rows:
        said = _Said(Dimension.OUTCOME, result.outcome, types=types_of(result.types))
        yield _piece(study, report, result, said)


@dataclass(frozen=True, slots=True)
class _Said:
    dimension: Dimension
    value: str
    standing: Standing | None = None
    people: int | None = None
    types: tuple[SkinType, ...] = ()


def _piece(
    study: StudyRow, report: ReportRow, stated: EvidenceColumns, said: _Said
) -> CellEvidence:
    evidence = evidence_of(stated)
    return CellEvidence(
        study_id=study.public_id,
        study_title=study.title,
        year=study.year,
        layer=Layer(study.layer),
        report_id=report.report_id,
        citation=citation_of(bibliography_of(report)),
        dimension=said.dimension,
        value=said.value,
        standing=said.standing,
        evidence=evidence,
        evidence_kind=evidence.kind,
        rule=stated.rule,
        people=said.people,
        types=said.types,
    )


def _tagged(dimension: Dimension, value: str | None) -> ColumnElement[bool]:
    of_dimension = col(TagRow.dimension) == dimension.value
    return of_dimension if value is None else and_(of_dimension, col(TagRow.value) == value)


def _counted_in(ids: Sequence[str]) -> ColumnElement[bool]:
    return and_(col(StudyRow.public_id).in_(ids), col(StudyReportRow.counted).is_(True))


def _is_of_type(types: Sequence[SkinType], wanted: SkinType | None) -> bool:
    return wanted is None or not types or wanted in types
