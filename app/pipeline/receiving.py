"""Records and rejections into the store: a file, or the bundled evidence, as one transaction."""

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
from app.errors import UnreadableFileError
from app.records import Rejected, SourceRecord
from app.sources import read_evidence, read_file
from app.store import SaveCounts
from app.topic import Topic

log = structlog.get_logger()

BATCH = 500  # records compared with the store at a time; bounds memory on large files


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What became of one file. `refused` says why a whole file was not read."""

    file: str
    format: str = ""
    records: int = 0
    new: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: int = 0
    encoding: str = ""
    refused: str = ""

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


def import_file(engine: Engine, path: Path, *, limit_mb: int, now: datetime) -> ImportReport:
    """Take in one file; a file that cannot be read as a whole is reported, not raised."""
    report = ImportReport(file=str(path))
    try:
        opened = read_file(path, limit_mb=limit_mb)
        report = replace(report, format=opened.format.value, encoding=opened.encoding)
        return _receive(engine, "import", report, opened.items, now)
    except UnreadableFileError as error:
        log.info("file_refused", file=str(path), reason=error.reason)
        return replace(report, refused=error.reason)


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
            report = _add(report, *_save(db, batch, now, run))
        counts = {k: v for k, v in report.as_dict().items() if isinstance(v, int)}
        store.end_run(db, run, at=now, status="succeeded", counts=counts)
    log.info("received", **report.as_dict())
    return report


def _save(
    db: Session, batch: list[SourceRecord | Rejected], now: datetime, run: int
) -> tuple[SaveCounts, int]:
    records = [one for one in batch if isinstance(one, SourceRecord)]
    rejected = [one for one in batch if isinstance(one, Rejected)]
    store.save_rejected(db, rejected, received_at=now, run_id=run)
    return store.save_records(db, records, received_at=now, run_id=run), len(rejected)


def _add(report: ImportReport, counts: SaveCounts, rejected: int) -> ImportReport:
    return replace(
        report,
        records=report.records + counts.new + counts.updated + counts.unchanged,
        new=report.new + counts.new,
        updated=report.updated + counts.updated,
        unchanged=report.unchanged + counts.unchanged,
        rejected=report.rejected + rejected,
    )


def _batches(
    items: Iterable[SourceRecord | Rejected],
) -> Iterator[list[SourceRecord | Rejected]]:
    remaining = iter(items)
    while batch := list(islice(remaining, BATCH)):
        yield batch
