"""Files that people send: imported one after the other, and what became of each."""

import shutil
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from threading import Lock, Thread

import structlog
from sqlalchemy import Engine
from sqlmodel import Session

from app import pipeline, store
from app.errors import CoregapError, UnreadableFileError
from app.pipeline import ImportProgress
from app.records import Rejected
from app.records.packing import PackedRecord
from app.store import people
from app.store.people import FileImport, ImportEnd, ImportStatus
from app.topic import Topic

MOST_NAMED = 1000
"""Records, and rejections, that an answer names; its counts are of all."""
MOST_WAITING = 20
"""Files that wait to be imported at a time."""
MOST_LISTED = 100
LEAVE_S = 10.0  # for the file that is being read when the service ends
ENDED_EARLY = (
    "The service ended before the file was read to its end. Send it again: what is stored already "
    "stays, and the rest follows."
)
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedRecord:
    """A part of a file that could not become a record."""

    place: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What became of a file; of more than a thousand records or rejections the first are named."""

    report: pipeline.ImportReport
    keys: tuple[str, ...]
    refused: tuple[RefusedRecord, ...]


class Stage(StrEnum):
    """How far a file is."""

    WAITING = "waiting"
    READING = "reading"
    FOLLOWING = "following"
    """All of it is stored; studies, tags and counts are being brought up to date."""
    LEFT = "left"
    """Not ended, and not in this service's hands: another process reads it, or died with it."""
    IMPORTED = "imported"
    REFUSED = "refused"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportState:
    """A file that was sent, and how far it is: `percent` is None where nobody knows."""

    sent: FileImport
    stage: Stage
    percent: int | None = None
    records: int = 0

    @property
    def is_at_work(self) -> bool:
        """Whether there may be more to see soon."""
        return self.stage in (Stage.WAITING, Stage.READING, Stage.FOLLOWING)


@dataclass(slots=True)
class _Named:
    keys: list[str] = field(default_factory=list)
    refused: list[RefusedRecord] = field(default_factory=list)

    def note(self, batch: Sequence[object]) -> None:
        for one in batch:
            if isinstance(one, PackedRecord) and len(self.keys) < MOST_NAMED:
                self.keys.append(one.key)
            elif isinstance(one, Rejected) and len(self.refused) < MOST_NAMED:
                self.refused.append(RefusedRecord(place=one.place, reason=one.reason))


class SentFiles:
    """Imports files as `coregap import` does, and notes who sent them and what became of them."""

    def __init__(
        self,
        engine: Engine,
        topic: Topic,
        limit_mb: int,
        announce: Callable[[datetime], None],
    ) -> None:
        self.limit_mb = limit_mb
        self._engine = engine
        self._topic = topic
        self._announce = announce
        self._lock = Lock()
        self._waiting: deque[tuple[int, Path]] = deque()
        self._in_hand: dict[int, ImportProgress | None] = {}
        self._thread: Thread | None = None

    def take_in(self, path: Path, who: str) -> Imported:
        """Import a file now; all counts have followed when this returns.

        Raises:
            UnreadableFileError: If the file as a whole cannot be read.
            RunTakenOverError: If the same file is being imported elsewhere.
        """
        return self._imported(self._begun(path, who), path)

    def queue(self, path: Path, who: str) -> int | None:
        """Import a file when those before it are done, and remove its folder; its number.

        None where too many wait already: the file is left where it is.
        """
        with self._lock:
            if len(self._waiting) >= MOST_WAITING:
                return None
            number = self._begun(path, who)
            self._waiting.append((number, path))
            if self._thread is None or not self._thread.is_alive():
                self._thread = Thread(target=self._work, name="files", daemon=True)
                self._thread.start()
        return number

    def state_of(self, sent: FileImport) -> ImportState:
        """How far a file is."""
        status = sent.end.status
        if status is not ImportStatus.BEGUN:
            return ImportState(sent=sent, stage=Stage(status.value))
        with self._lock:
            if sent.id not in self._in_hand:
                return ImportState(sent=sent, stage=Stage.LEFT)
            progress = self._in_hand[sent.id]
            if progress is None:
                return ImportState(sent=sent, stage=Stage.WAITING)
        read_all = progress.read >= progress.size
        return ImportState(
            sent=sent,
            stage=Stage.FOLLOWING if read_all else Stage.READING,
            percent=100 * progress.read // max(progress.size, 1),
            records=progress.records,
        )

    def stop(self) -> None:
        """Give up the files that wait, and let the one that is being read end if it soon does."""
        with self._lock:
            given_up, thread = [*self._waiting], self._thread
            self._waiting.clear()
        for number, path in given_up:
            self._end(number, ImportEnd(status=ImportStatus.STOPPED, reason=ENDED_EARLY))
            shutil.rmtree(path.parent, ignore_errors=True)
        if thread is not None:
            thread.join(LEAVE_S)
        for number in [*self._in_hand]:
            self._end(number, ImportEnd(status=ImportStatus.STOPPED, reason=ENDED_EARLY))

    def _begun(self, path: Path, who: str) -> int:
        with store.writing(self._engine) as db:
            number = people.begin_file_import(db, path.name, who, _now())
        self._in_hand[number] = None
        return number

    def _work(self) -> None:
        while True:
            with self._lock:
                if not self._waiting:
                    self._thread = None
                    return
                number, path = self._waiting.popleft()
            try:
                self._imported(number, path)
            except CoregapError as error:
                log.warning("import_failed", file=path.name, because=str(error))
            finally:
                shutil.rmtree(path.parent, ignore_errors=True)

    def _imported(self, number: int, path: Path) -> Imported:
        named, began = _Named(), _now()
        try:
            report = self._read(number, path, named)
            pipeline.refresh(self._engine, self._topic)
        except UnreadableFileError as error:
            self._end(number, ImportEnd(status=ImportStatus.REFUSED, reason=error.reason))
            raise
        except CoregapError as error:
            self._end(number, ImportEnd(status=ImportStatus.STOPPED, reason=str(error)))
            raise
        self._end(number, _end_of(report, named))
        self._announce(began)
        return Imported(report=report, keys=tuple(named.keys), refused=tuple(named.refused))

    def _read(self, number: int, path: Path, named: _Named) -> pipeline.ImportReport:
        report = pipeline.import_file(
            self._engine,
            path,
            limit_mb=self.limit_mb,
            now=_now(),
            processes=1,
            kept=named.note,
            watch=lambda progress: self._in_hand.update({number: progress}),
        )
        if report.refused:
            raise UnreadableFileError(path.name, report.refused)
        return report

    def _end(self, number: int, end: ImportEnd) -> None:
        with store.writing(self._engine) as db:
            people.end_file_import(db, number, end, _now())
        self._in_hand.pop(number, None)


def answer_import(db: Session, files: SentFiles, number: int) -> ImportState:
    """One file that was sent.

    Raises:
        FileImportNotFoundError: If no file has the number.
    """
    return files.state_of(people.get_file_import(db, number))


def answer_imports(db: Session, files: SentFiles) -> tuple[ImportState, ...]:
    """The latest files that were sent, each with how far it is."""
    return tuple(map(files.state_of, people.list_file_imports(db, limit=MOST_LISTED)))


def _end_of(report: pipeline.ImportReport, named: _Named) -> ImportEnd:
    return ImportEnd(
        status=ImportStatus.IMPORTED,
        format=report.format,
        encoding=report.encoding,
        counts=report.counts,
        refused=tuple((one.place, one.reason) for one in named.refused),
    )


def _now() -> datetime:
    return datetime.now(UTC)
