"""Records and rejections into the store: the bundled evidence, as one transaction."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

import structlog
from sqlalchemy import Engine
from sqlmodel import Session

from app import store
from app.records import Rejected, SourceRecord
from app.sources import read_evidence
from app.store import SaveCounts
from app.topic import Topic

log = structlog.get_logger()

BATCH = 500  # records compared with the store at a time; bounds memory on large files


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What became of one file. `refused` says why a whole file was not read.

    `withdrawn` counts records that the file says were deleted and that were here.
    """

    file: str
    format: str = ""
    records: int = 0
    new: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: int = 0
    withdrawn: int = 0
    encoding: str = ""
    refused: str = ""

    @property
    def counts(self) -> dict[str, int]:
        """What can be counted, by name."""
        return {name: value for name, value in asdict(self).items() if isinstance(value, int)}

    def plus(self, saved: SaveCounts, *, rejected: int, withdrawn: int = 0) -> "ImportReport":
        """With one batch more."""
        return replace(
            self,
            records=self.records + saved.new + saved.updated + saved.unchanged,
            new=self.new + saved.new,
            updated=self.updated + saved.updated,
            unchanged=self.unchanged + saved.unchanged,
            rejected=self.rejected + rejected,
            withdrawn=self.withdrawn + withdrawn,
        )

    def as_dict(self) -> dict[str, Any]:
        """The same for a program; `refused` only where it says something."""
        return {key: value for key, value in asdict(self).items() if value or key != "refused"}


def load_evidence(engine: Engine, topic: Topic, folder: Path, *, now: datetime) -> ImportReport:
    """Take in the bundled evidence.

    Raises:
        EvidenceFileError: If a file breaks a rule of its format; nothing is stored then.
    """
    report = ImportReport(file="bundled evidence", format="evidence")
    return _receive(engine, "load", report, read_evidence(folder, topic), now)


def _receive(
    engine: Engine,
    kind: str,
    report: ImportReport,
    items: Iterable[SourceRecord | Rejected],
    now: datetime,
) -> ImportReport:
    with store.writing(engine) as db:
        run = store.start_run(db, kind, at=now)
        for batch in _batches(items):
            saved, rejected = _save(db, batch, now, run)
            report = report.plus(saved, rejected=rejected)
        store.end_run(db, run, at=now, status="succeeded", counts=report.counts)
    log.info("received", run=run, **report.as_dict())
    return report


def _save(
    db: Session, batch: list[SourceRecord | Rejected], now: datetime, run: int
) -> tuple[SaveCounts, int]:
    records = [one for one in batch if isinstance(one, SourceRecord)]
    rejected = [one for one in batch if isinstance(one, Rejected)]
    store.save_rejected(db, rejected, received_at=now, run_id=run)
    return store.save_records(db, records, received_at=now, run_id=run), len(rejected)


def _batches(
    items: Iterable[SourceRecord | Rejected],
) -> Iterator[list[SourceRecord | Rejected]]:
    remaining = iter(items)
    while batch := list(islice(remaining, BATCH)):
        yield batch
