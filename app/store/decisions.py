"""What people decided of tags and screening: added at the end, read in that order, never changed."""

import json
from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any, TypeVar, cast

from sqlalchemy import ColumnElement, func, true
from sqlmodel import Session, col, select

from app.errors import AlreadyUndoneError, DecisionNotFoundError
from app.records import Dimension, Standing
from app.records.written import canonical_json
from app.screening import Screened
from app.store.batches import in_batches
from app.store.decided import ReviewedTextRow, ScreeningDecisionRow, TagDecisionRow
from app.store.derived import StudyAliasRow
from app.store.given import ScreeningDecision, Seen, TagDecision
from app.store.match_decisions import Said

UNDO = "undo"
"""What stands for the action of a row that takes another back."""
DecisionRow = TypeVar("DecisionRow", TagDecisionRow, ScreeningDecisionRow)


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
        quote=decision.quote,
        quote_start=decision.quote_start,
        text_hash=decision.text_hash,
        rule=decision.rule,
        tagger=decision.tagger,
        act=decision.act,
        was=decision.was,
        saw="" if decision.saw is None else canonical_json([asdict(one) for one in decision.saw]),
    )
    return _added(db, row)


def list_tag_decisions(db: Session, before: datetime | None = None) -> list[TagDecision]:
    """Every word on a tag that stood then, oldest first: the last one on the same tag holds.

    What was taken back had not been said.
    """
    return [tag_decision_of(row) for row in _standing(db, TagDecisionRow, before)]


def list_standing_tag_rows(
    db: Session, study_ids: Collection[str]
) -> dict[tuple[str, str, str], TagDecisionRow]:
    """The word that holds on each value of these studies, by study, dimension and value."""
    latest: dict[tuple[str, str, str], TagDecisionRow] = {}
    for some in in_batches(sorted(study_ids)):
        aliases = db.exec(
            select(StudyAliasRow.former_id, StudyAliasRow.public_id).where(
                col(StudyAliasRow.public_id).in_(some)
            )
        )
        now = dict(aliases.all()) | {study_id: study_id for study_id in some}
        for row in _standing(db, TagDecisionRow, None, col(TagDecisionRow.study_id).in_(now)):
            latest[now[row.study_id], row.dimension, row.value] = row
    return latest


def save_screening_decision(db: Session, decision: ScreeningDecision) -> int:
    """Add a word on a report's screening; its place among them."""
    row = ScreeningDecisionRow(
        record_key=decision.record_key,
        verdict=decision.verdict.value,
        who=decision.who,
        at=decision.at,
        why=decision.why,
        act=decision.act,
        was=decision.was,
    )
    return _added(db, row)


def list_screening_decisions(
    db: Session, before: datetime | None = None
) -> list[ScreeningDecision]:
    """Every word on screening that stood then, oldest first: the last one on a record holds."""
    return [screening_decision_of(row) for row in _standing(db, ScreeningDecisionRow, before)]


def undo_tag_decision(db: Session, number: int, said: Said) -> list[int]:
    """Take back the decision, and all that was decided with the same word; their numbers.

    Raises:
        DecisionNotFoundError: If there is none of this number.
        AlreadyUndoneError: If it was taken back before.
    """
    taken = _to_take_back(db, TagDecisionRow, number)
    for row in taken:
        columns = {name: getattr(row, name) for name in ("study_id", "dimension", "value")}
        _added(
            db,
            TagDecisionRow(
                **columns, standing="", action=UNDO, takes_back=row.id, act=row.act,
                who=said.who, at=said.at, why=said.why, was=tag_word(row),
            ),
        )  # fmt: skip
    return [row.id or 0 for row in taken]


def undo_screening_decision(db: Session, number: int, said: Said) -> list[int]:
    """Take back the decision, and all that was decided with the same word; their numbers.

    Raises:
        DecisionNotFoundError: If there is none of this number.
        AlreadyUndoneError: If it was taken back before.
    """
    taken = _to_take_back(db, ScreeningDecisionRow, number)
    for row in taken:
        _added(
            db,
            ScreeningDecisionRow(
                record_key=row.record_key, verdict=UNDO, takes_back=row.id, act=row.act,
                who=said.who, at=said.at, why=said.why, was=row.verdict,
            ),
        )  # fmt: skip
    return [row.id or 0 for row in taken]


def tag_word(row: TagDecisionRow) -> str:
    """What a row says, in a few words: "correct eligible"."""
    return " ".join(filter(None, (row.action, row.standing.replace("_", " "))))


def count_review_words(db: Session) -> list[int]:
    """How many words on screening and on tags were said, those included that take another back."""
    return [
        db.exec(select(func.count()).select_from(model)).one()
        for model in (ScreeningDecisionRow, TagDecisionRow)
    ]


def save_reviewed_text(db: Session, digest: str, text: str) -> None:
    """Keep a text that somebody decides on, once."""
    if db.get(ReviewedTextRow, digest) is None:
        db.add(ReviewedTextRow(hash=digest, text=text))
        db.flush()


def get_reviewed_text(db: Session, digest: str) -> str:
    """A text as it was when somebody decided on it; empty where none has this hash."""
    kept = db.get(ReviewedTextRow, digest)
    return kept.text if kept else ""


def tag_decision_of(row: TagDecisionRow) -> TagDecision:
    """The row as a value."""
    return TagDecision(
        study_id=row.study_id,
        dimension=Dimension(row.dimension),
        value=row.value,
        standing=Standing(row.standing) if row.standing else None,
        action=cast("Any", row.action),
        who=row.who,
        at=row.at,
        why=row.why,
        quote=row.quote,
        quote_start=row.quote_start,
        text_hash=row.text_hash,
        rule=row.rule,
        tagger=row.tagger,
        act=row.act,
        was=row.was,
        saw=tuple(Seen(**one) for one in json.loads(row.saw)) if row.saw else None,
    )


def screening_decision_of(row: ScreeningDecisionRow) -> ScreeningDecision:
    """The row as a value."""
    return ScreeningDecision(
        record_key=row.record_key,
        verdict=Screened(row.verdict),
        who=row.who,
        at=row.at,
        why=row.why,
        act=row.act,
        was=row.was,
    )


def _standing(
    db: Session,
    model: type[DecisionRow],
    before: datetime | None,
    where: ColumnElement[bool] | None = None,
) -> Sequence[DecisionRow]:
    then: ColumnElement[bool] = true() if before is None else col(model.at) < before
    wanted = true() if where is None else where
    taken_back = select(model.takes_back).where(col(model.takes_back).is_not(None), then)
    return db.exec(
        select(model)
        .where(then, wanted, col(model.takes_back).is_(None), col(model.id).not_in(taken_back))
        .order_by(col(model.id))
    ).all()


def _to_take_back(db: Session, model: type[DecisionRow], number: int) -> Sequence[DecisionRow]:
    row = db.get(model, number)
    if row is None or row.takes_back is not None:
        raise DecisionNotFoundError(number)
    if db.exec(select(model.id).where(col(model.takes_back) == number)).first() is not None:
        raise AlreadyUndoneError(number)
    if not row.act:
        return [row]
    together = select(model).where(col(model.act) == row.act, col(model.takes_back).is_(None))
    return db.exec(together.order_by(col(model.id))).all()


def _added(db: Session, row: TagDecisionRow | ScreeningDecisionRow) -> int:
    db.add(row)
    db.flush()
    return row.id or 0
