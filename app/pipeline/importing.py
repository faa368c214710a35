"""A file into the store: a batch a transaction, and a big file that was interrupted goes on."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from pathlib import Path

import structlog
from sqlalchemy import Engine
from sqlmodel import Session
from structlog.contextvars import bind_contextvars, unbind_contextvars

from app import store
from app.errors import RunTakenOverError, UnreadableFileError
from app.pipeline.packing import Packers, packed_records, packers_for
from app.pipeline.receiving import BATCH, ImportReport
from app.records import Rejected, Withdrawn
from app.records.packing import PackedRecord
from app.sources import Format, ImportedFile, Packed, read_file
from app.store import Checkpoint

log = structlog.get_logger()

RUN = "run"
"""What the log calls a run's number, in each line that is written while the run is at work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportProgress:
    """How far an import is: bytes of the file as stored, and what was kept of it so far."""

    file: str
    size: int
    read: int
    records: int


Watcher = Callable[[ImportProgress], None]
Keeper = Callable[[Sequence[Packed]], object]


def import_file(
    engine: Engine,
    path: Path,
    *,
    limit_mb: int,
    now: datetime,
    watch: Watcher = lambda _progress: None,
    processes: int | None = None,
    kept: Keeper = lambda _batch: None,
) -> ImportReport:
    """Take in one file; a file that cannot be read as a whole is reported, not raised.

    Killed and called again with a file of the same content, it goes on after its last batch, and
    ends in the same database as if nothing had happened. `watch` is told after each batch,
    and `kept` is given what it held. `processes` read the file; None is one a core for a file that is
    worth it.

    Raises:
        RunTakenOverError: If another process has begun to import the same file.
    """
    report = ImportReport(file=str(path))
    try:
        with packers_for(path, processes) as packers:
            opened = read_file(path, limit_mb=limit_mb)
            report = replace(report, format=opened.format.value, encoding=opened.encoding)
            report = _Import(engine, opened, report, now).store_all(watch, packers, kept)
        log.info("received", **report.as_dict())
    except UnreadableFileError as error:
        log.info("file_refused", file=str(path), reason=error.reason)
        return replace(report, refused=error.reason)
    finally:
        unbind_contextvars(RUN)
    return report


class _Import:
    """An import at work: what the next batch's transaction needs."""

    def __init__(
        self, engine: Engine, opened: ImportedFile, report: ImportReport, now: datetime
    ) -> None:
        self._engine = engine
        self._opened = opened
        self._now = now
        self._name = f"import {_hash_of(Path(opened.file))}"
        with store.reading(engine) as db:
            self._left = store.get_checkpoint(db, self._name)
        self._began_at = self._left.began_at if self._left else now
        self._done = int(self._left.position) if self._left else 0
        self._report = replace(report, **self._left.plan) if self._left else report
        self._run = 0

    def store_all(self, watch: Watcher, packers: Packers | None, kept: Keeper) -> ImportReport:
        """Keep everything after what was kept before."""
        packed = packed_records(self._opened, packers)
        remaining = islice(packed, self._done, None)
        for batch, is_last in _batches(remaining):
            self._store(batch, is_last=is_last)
            kept(batch)
            watch(self._progress())
        return self._report

    def _store(self, batch: list[Packed], *, is_last: bool) -> None:
        """One batch, and where to go on, or that nothing is left: all of it or nothing."""
        with store.writing(self._engine) as db:
            run = self._run or self._begun(db)
            report = self._saved(db, batch, run)
            self._check_claim(db, run)
            left = None if is_last else self._checkpoint(run, report, self._done + len(batch))
            if left is not None:
                store.save_checkpoint(db, left)
            else:
                store.delete_checkpoint(db, self._name)
                store.end_run(db, run, at=self._now, status="succeeded", counts=report.counts)
        bind_contextvars(**{RUN: run})
        self._run, self._report, self._left = run, report, left
        self._done += len(batch)

    def _begun(self, db: Session) -> int:
        """The number of the run; one that was interrupted ends with what it had counted."""
        if self._left is not None:
            counts = self._report.counts
            store.end_run(db, self._left.run_id, at=self._now, status="failed", counts=counts)
        return store.start_run(db, "import", at=self._now)

    def _saved(self, db: Session, batch: list[Packed], run: int) -> ImportReport:
        at = self._began_at
        rejected = [one for one in batch if isinstance(one, Rejected)]
        records = [one for one in batch if isinstance(one, PackedRecord)]
        gone = [key for one in batch if isinstance(one, Withdrawn) for key in one.keys]
        store.save_rejected(db, rejected, received_at=at, run_id=run)
        # A file of last year, read again after this year's updates, takes nothing back.
        dated = self._opened.format is Format.PUBMED_XML
        saved = store.save_records(db, records, received_at=at, run_id=run, dated=dated)
        withdrawn = store.withdraw_records(db, gone, received_at=at, run_id=run)
        return self._report.plus(saved, rejected=len(rejected), withdrawn=withdrawn.updated)

    def _check_claim(self, db: Session, run: int) -> None:
        # After the records: saving them has waited for any other process's turn to end.
        if store.get_checkpoint(db, self._name) != self._left:
            raise RunTakenOverError(self._opened.file, run)

    def _checkpoint(self, run: int, report: ImportReport, done: int) -> Checkpoint:
        return Checkpoint(
            source=self._name,
            run_id=run,
            search_id=self._left.search_id if self._left else run,
            began_at=self._began_at,
            plan=report.counts,
            position=str(done),
        )

    def _progress(self) -> ImportProgress:
        position, records = self._opened.position, self._report.records
        return ImportProgress(
            file=self._opened.file, size=position.size, read=position.read, records=records
        )


def _batches(remaining: Iterator[Packed]) -> Iterator[tuple[list[Packed], bool]]:
    """Each batch, and whether it is the last; a file without records has one that is empty."""
    batch = list(islice(remaining, BATCH))
    while following := list(islice(remaining, BATCH)):
        yield batch, False
        batch = following
    yield batch, True


def _hash_of(path: Path) -> str:
    """SHA-256 of a file.

    Raises:
        UnreadableFileError: If it is gone or may not be read by now.
    """
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        reason = f"It cannot be read: {error.strerror or error}."
        raise UnreadableFileError(str(path), reason) from error
