"""How much the store holds."""

from sqlalchemy import func
from sqlmodel import Session, col, select

from app.gapmap import Layer
from app.screening import Screened
from app.store.columns import Row
from app.store.decided import MatchDecisionRow, ScreeningDecisionRow, TagDecisionRow
from app.store.derived import ReportRow, StudyRow, TagRow
from app.store.received import RecordRow, RejectedRow
from app.store.values import Counts


def count_everything(db: Session) -> Counts:
    """Records, rejections, reports by screening state, studies by layer, tags and decisions."""
    screening, layers = _screening(db), _layers(db)
    return Counts(
        records=db.exec(select(func.count(func.distinct(col(RecordRow.key))))).one(),
        rejected=_rows(db, RejectedRow),
        reports=sum(screening.values()),
        screening=screening,
        studies=sum(layers.values()),
        layers=layers,
        tags=_rows(db, TagRow),
        decisions=sum(
            _rows(db, model) for model in (TagDecisionRow, ScreeningDecisionRow, MatchDecisionRow)
        ),
    )


def count_reports(db: Session) -> int:
    """All reports, of whatever is known of them."""
    return _rows(db, ReportRow)


def count_studies(db: Session) -> int:
    """Studies that count."""
    counted = select(func.count()).select_from(StudyRow).where(col(StudyRow.counted).is_(True))
    return db.exec(counted).one()


def _screening(db: Session) -> dict[Screened, int]:
    rows = db.exec(select(ReportRow.screened, func.count()).group_by(col(ReportRow.screened)))
    found = dict(rows.all())
    return {screened: found.get(screened.value, 0) for screened in Screened}


def _layers(db: Session) -> dict[Layer, int]:
    """Studies of the topic only."""
    rows = db.exec(
        select(StudyRow.layer, func.count())
        .where(col(StudyRow.counted).is_(True))
        .group_by(col(StudyRow.layer))
    )
    found = dict(rows.all())
    return {layer: found.get(layer.value, 0) for layer in Layer}


def _rows(db: Session, model: type[Row]) -> int:
    return db.exec(select(func.count()).select_from(model)).one()
