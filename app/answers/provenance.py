"""Which state of the evidence an answer was made from, for what leaves the service as a file."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from app import store


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """What a file says of its origin; `received_at` is when the last record came."""

    revision: str
    sources: int
    records: int
    received_at: datetime | None


def answer_provenance(db: Session) -> Provenance:
    """The state of the evidence now. Sources that gave nothing that could be read do not count."""
    giving = [source for source in store.list_sources(db) if source.records]
    return Provenance(
        revision=store.revision(db),
        sources=len(giving),
        records=sum(source.records for source in giving),
        received_at=max((s.last_received_at for s in giving if s.last_received_at), default=None),
    )
