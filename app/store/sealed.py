"""Words of one of two readers: kept apart from all decisions until the other has spoken too."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Field, Session, col, select

from app.errors import AlreadyUndoneError, DecisionNotFoundError
from app.store.batches import in_batches
from app.store.columns import IndexedWords, Json, Words
from app.store.decided import (
    DecisionColumns,
    ReviewOptionRow,
    ScreeningDecisionRow,
    SentDecisionRow,
    TagDecisionRow,
)
from app.store.decisions import DecisionRow
from app.store.match_decisions import Said

TAG, SCREENING = "tag", "screening"


class SealedWordRow(DecisionColumns, table=True):
    """What one of two readers said, which nobody else sees before the other has said theirs."""

    kind: Words
    target: IndexedWords
    round: int = 1
    """It is read anew when what was decided comes back: each round ends with a decision."""
    act: Words
    said: Json
    takes_back: int | None = Field(default=None, unique=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedWord:
    """What one reader said of a target; `said` are the decisions that it becomes, as plain values."""

    kind: str
    target: str
    act: str
    said: list[dict[str, Any]]
    who: str
    at: datetime
    why: str
    round: int = 1
    id: int = 0

    @property
    def effect(self) -> str:
        """What it comes to, whatever its reason and its quote: the same effect is agreement."""
        kept = ("dimension", "value", "standing", "action", "verdict")
        return repr([[str(one.get(name) or "") for name in kept] for one in self.said])


def save_sealed_word(db: Session, word: SealedWord) -> int:
    """Keep it; its number."""
    row = SealedWordRow(
        kind=word.kind, target=word.target, round=word.round, act=word.act, said=word.said,
        who=word.who, at=word.at, why=word.why,
    )  # fmt: skip
    db.add(row)
    db.flush()
    return row.id or 0


def list_sealed_words(
    db: Session, kind: str, targets: Iterable[str] | None = None
) -> list[SealedWord]:
    """Those that were not taken back, oldest first: a person's last word on a target holds."""
    taken_back = select(SealedWordRow.takes_back).where(col(SealedWordRow.takes_back).is_not(None))
    wanted = select(SealedWordRow).where(
        SealedWordRow.kind == kind,
        col(SealedWordRow.takes_back).is_(None),
        col(SealedWordRow.id).not_in(taken_back),
    )
    if targets is not None:
        wanted = wanted.where(col(SealedWordRow.target).in_(list(targets)))
    return [_word(row) for row in db.exec(wanted.order_by(col(SealedWordRow.id)))]


def undo_sealed_word(db: Session, number: int, said: Said, *, own: bool = True) -> None:
    """Take it back; with `own` only what the same person said.

    Raises:
        DecisionNotFoundError: If there is none of this number, or it is somebody else's.
        AlreadyUndoneError: If it was taken back before.
    """
    row = db.get(SealedWordRow, number)
    if row is None or row.takes_back is not None or (own and row.who != said.who):
        raise DecisionNotFoundError(number)
    if db.exec(select(SealedWordRow.id).where(SealedWordRow.takes_back == number)).first():
        raise AlreadyUndoneError(number)
    db.add(
        SealedWordRow(
            kind=row.kind, target=row.target, round=row.round, act=row.act, said=[],
            who=said.who, at=said.at, why=said.why, takes_back=number,
        )
    )  # fmt: skip
    db.flush()


def has_second_reader(db: Session) -> bool:
    """Whether two people decide on everything."""
    last = select(ReviewOptionRow).order_by(col(ReviewOptionRow.id).desc()).limit(1)
    row = db.exec(last).first()
    return row is not None and row.second_reader


def save_second_reader(db: Session, second_reader: bool, said: Said) -> None:
    """Say from now on whether two people decide."""
    db.add(ReviewOptionRow(second_reader=second_reader, who=said.who, at=said.at, why=said.why))
    db.flush()


def find_sent(db: Session, key: str) -> SentDecisionRow | None:
    """What was decided when this was sent before."""
    return db.get(SentDecisionRow, key)


def save_sent(db: Session, sent: SentDecisionRow) -> None:
    """Remember what was decided with a key."""
    db.add(sent)
    db.flush()


def _word(row: SealedWordRow) -> SealedWord:
    return SealedWord(
        id=row.id or 0, kind=row.kind, target=row.target, round=row.round, act=row.act,
        said=row.said, who=row.who, at=row.at, why=row.why,
    )  # fmt: skip


def list_targets_of(db: Session, kind: str, numbers: Iterable[int]) -> list[tuple[str, str]]:
    """What the decisions of these numbers are about, as sealed words name it, and the act of each."""
    own = list(numbers)
    if kind == SCREENING:
        screened = db.exec(
            select(ScreeningDecisionRow).where(col(ScreeningDecisionRow.id).in_(own))
        )
        return [(row.record_key, row.act) for row in screened]
    rows = db.exec(select(TagDecisionRow).where(col(TagDecisionRow.id).in_(own)))
    return [(_named(row), row.act) for row in rows]


def last_decided(db: Session, kind: str, targets: Iterable[str]) -> dict[str, datetime]:
    """When each of these was last decided on; those that nobody has decided on are left out."""
    wanted = set(targets)
    if kind == SCREENING:
        named = col(ScreeningDecisionRow.record_key)
        rows = _standing_in(db, ScreeningDecisionRow, named, wanted)
        return {row.record_key: row.at for row in rows}
    studies = {target.partition("-")[0] for target in wanted}
    rows_of_tags = _standing_in(db, TagDecisionRow, col(TagDecisionRow.study_id), studies)
    return {_named(row): row.at for row in rows_of_tags if _named(row) in wanted}


def _standing_in(
    db: Session, model: type[DecisionRow], named: Any, values: Iterable[str]
) -> Iterator[DecisionRow]:
    """Words that nobody took back, oldest first."""
    taken_back = select(model.takes_back).where(col(model.takes_back).is_not(None))
    for some in in_batches(sorted(values)):
        yield from db.exec(
            select(model)
            .where(
                named.in_(some), col(model.takes_back).is_(None), col(model.id).not_in(taken_back)
            )
            .order_by(col(model.id))
        )


def _named(row: TagDecisionRow) -> str:
    return f"{row.study_id}-{row.dimension}-{row.value}"
