"""Requests that are done once however often they come: claimed by a key, and answered as before."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlmodel import Session, col

from app.errors import KeyInUseError, KeyReusedError
from app.store.operational import IdempotentRequestRow
from app.store.transactions import wait_for_turn

KEPT = timedelta(hours=24)
AT_WORK = timedelta(minutes=10)
"""A request that was not answered for so long is so no more: its process has died."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyedRequest:
    """A request under a key of its caller; `fingerprint` is of all that was sent."""

    caller: str
    key: str
    fingerprint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptAnswer:
    """What a request was answered."""

    status: int
    headers: Mapping[str, str]
    body: str


def claim_request(db: Session, request: KeyedRequest, *, at: datetime) -> KeptAnswer | None:
    """Claim a request, to be done now; or the answer that it was given before.

    Raises:
        KeyInUseError: If the same request is at work.
        KeyReusedError: If another request came with the key.
    """
    wait_for_turn(db, "idempotent requests")
    db.connection().execute(
        delete(IdempotentRequestRow).where(col(IdempotentRequestRow.claimed_at) <= at - KEPT)
    )
    row = _row(db, request)
    if row is None:
        db.add(
            IdempotentRequestRow(
                caller=request.caller,
                key=request.key,
                fingerprint=request.fingerprint,
                claimed_at=at,
                headers={},
            )
        )
        return None
    if row.fingerprint != request.fingerprint:
        raise KeyReusedError
    if row.status is not None:
        return KeptAnswer(status=row.status, headers=row.headers, body=row.body)
    if at - row.claimed_at < AT_WORK:
        raise KeyInUseError
    row.claimed_at = at
    return None


def keep_answer(db: Session, request: KeyedRequest, answer: KeptAnswer) -> None:
    """Keep what a claimed request was answered."""
    row = _row(db, request)
    if row is not None:
        row.status, row.headers, row.body = answer.status, dict(answer.headers), answer.body


def release_request(db: Session, request: KeyedRequest) -> None:
    """Forget a claim: nothing was done, and the same may be tried again."""
    row = _row(db, request)
    if row is not None:
        db.delete(row)
        db.flush()


def _row(db: Session, request: KeyedRequest) -> IdempotentRequestRow | None:
    return db.get(IdempotentRequestRow, (request.caller, request.key))
