"""What people decided of tags and screening: added at the end, read in that order, never changed."""

from typing import Any, cast

from sqlmodel import Session, col, select

from app.records import Dimension, Standing
from app.screening import Screened
from app.store.decided import ScreeningDecisionRow, TagDecisionRow
from app.store.given import ScreeningDecision, TagDecision


def save_tag_decision(db: Session, decision: TagDecision) -> int:
    """Add a word on a tag; its place among all words on tags."""
    row = TagDecisionRow(
        study_id=decision.study_id,
        dimension=decision.dimension.value,
        value=decision.value,
        standing=decision.standing.value if decision.standing else "",
        action=decision.action,
        who=decision.who,
        at=decision.at,
        why=decision.why,
    )
    return _added(db, row)


def list_tag_decisions(db: Session) -> list[TagDecision]:
    """Every word on a tag, oldest first: the last one on the same tag holds."""
    return [
        TagDecision(
            study_id=row.study_id,
            dimension=Dimension(row.dimension),
            value=row.value,
            standing=Standing(row.standing) if row.standing else None,
            action=cast("Any", row.action),
            who=row.who,
            at=row.at,
            why=row.why,
        )
        for row in db.exec(select(TagDecisionRow).order_by(col(TagDecisionRow.id)))
    ]


def save_screening_decision(db: Session, decision: ScreeningDecision) -> int:
    """Add a word on a report's screening; its place among them."""
    row = ScreeningDecisionRow(
        record_key=decision.record_key,
        verdict=decision.verdict.value,
        who=decision.who,
        at=decision.at,
        why=decision.why,
    )
    return _added(db, row)


def list_screening_decisions(db: Session) -> list[ScreeningDecision]:
    """Every word on screening, oldest first: the last one on the same record holds."""
    return [
        ScreeningDecision(
            record_key=row.record_key,
            verdict=Screened(row.verdict),
            who=row.who,
            at=row.at,
            why=row.why,
        )
        for row in db.exec(select(ScreeningDecisionRow).order_by(col(ScreeningDecisionRow.id)))
    ]


def _added(db: Session, row: TagDecisionRow | ScreeningDecisionRow) -> int:
    db.add(row)
    db.flush()
    return row.id or 0
