"""What was received and decided since derived data were last made from it."""

from dataclasses import dataclass

from sqlmodel import Session

from app import store
from app.store import Grown

WORTH_A_PART = 2
"""Where one in so many records changed, all at once is done sooner."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """Which records are new, in another version, or said something of."""

    upto: int
    """The last row of received records that was looked at."""
    new: dict[str, int]
    """The arrival of each that is new."""
    changed: frozenset[str]
    said_of: frozenset[str]


def growth_since(db: Session, before: Grown, now: Grown) -> Growth | None:
    """What came between two marks; None where all is to be made anew.

    That is where records that were there before come later now among others, because what is older
    arrived since: their place is part of derived data. And it is where a large part changed.
    """
    came = store.received_between(db, before.records[0], now.records[0])
    known = store.kept_records(db, came)
    last, last_key = store.last_indexed(db)
    first_came = store.arrived_at(db, [*known, last_key], before.records[0])
    new = sorted((at, key) for key, at in came.items() if key not in known)
    if any(came[key] < at for key, at in first_came.items() if key in came):
        return None
    if not last or last_key not in first_came or len(came) * WORTH_A_PART > last:
        return None
    if new and new[0] < (first_came[last_key], last_key):
        return None
    said = store.said_since(db, before)
    return Growth(
        upto=now.records[0],
        new={key: arrival for arrival, (_, key) in enumerate(new, start=last + 1)},
        changed=frozenset(known),
        said_of=said.records | store.list_records_of_studies(db, said.studies),
    )
