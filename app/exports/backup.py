"""The whole database, accounts included, as one file that was restored once before it is called done."""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from errno import EEXIST
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any

from sqlalchemy import Engine

from app import answers, pipeline, store
from app.errors import BackupError, CoregapError, DatabaseUnavailableError
from app.exports.data_package import write_data_package
from app.exports.package_reading import open_data_package
from app.store import Upkeep, UpkeepKind
from app.topic import Topic

UNFINISHED = ".part"
NAME = "coregap-{at:%Y%m%dT%H%M%SZ}.zip"
NAMED = re.compile(r"coregap-\d{8}T\d{6}Z\.zip")
"""Files that `--keep` may delete: those that a backup into a folder made."""
OWNER_ONLY = 0o600  # hashes of passwords are in it


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Where the backup goes: to a file, or to a folder under a name that says when.

    `keep`: of those in the folder, so many of the latest stay; None is all.
    """

    path: Path
    replace: bool = False
    keep: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupReport:
    """What was kept, and what came of restoring it."""

    file: str
    bytes: int
    tables: int
    rows: int
    records: int
    studies: int
    revision: str
    deleted: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        """The same for a program."""
        return asdict(self)


def back_up(
    engine: Engine, topic: Topic, wanted: Wanted, clock: Callable[[], datetime]
) -> BackupReport:
    """Write everything as it is at one moment, restore it elsewhere, compare, and only then name it.

    Others may write meanwhile: what they write is not in it. How it went is noted in the database.

    Raises:
        BackupError: If the file is there already, cannot be written, or is not the same restored.
    """
    began = clock()
    try:
        done = _backed_up(engine, topic, wanted, began)
    except CoregapError as error:
        with suppress(DatabaseUnavailableError):
            _note(engine, began, clock(), findings=(str(error),))
        raise
    _note(engine, began, clock(), counts={"bytes": done.bytes, "rows": done.rows})
    return done


def _backed_up(engine: Engine, topic: Topic, wanted: Wanted, at: datetime) -> BackupReport:
    in_folder = wanted.path.is_dir()
    path = wanted.path / NAME.format(at=at) if in_folder else wanted.path
    with _whole_or_not_at_all(path, replace=wanted.replace) as (unfinished, file):
        with store.reading(engine) as db:
            write_data_package(answers.answer_dataset(db, topic, at, private=True), file)
        file.flush()
        os.fsync(file.fileno())
        restored = _restored(unfinished)
        size = file.tell()
    return BackupReport(
        file=str(path),
        bytes=size,
        deleted=tuple(_delete_older(wanted)) if in_folder and wanted.keep else (),
        **restored.as_dict(),
    )


def _restored(package: Path) -> pipeline.RestoreReport:
    """What the package holds, found by making a database of it that is thrown away."""
    with TemporaryDirectory(prefix=".coregap-", dir=package.parent) as folder:
        engine = store.open_engine(f"sqlite:///{Path(folder) / 'restored.sqlite3'}")
        try:
            with open_data_package(package) as dataset:
                return pipeline.restore_dataset(engine, dataset)
        finally:
            engine.dispose()


@contextmanager
def _whole_or_not_at_all(path: Path, *, replace: bool) -> Iterator[tuple[Path, IO[bytes]]]:
    """A file that gets its name when the block ends well, and is gone when it does not."""
    if path.exists() and not replace:
        raise BackupError(f"{path} is there already. Name another file, or say --replace.")
    unfinished = path.with_name(f".{path.name}{UNFINISHED}")
    try:
        unfinished.unlink(missing_ok=True)
        number = os.open(unfinished, os.O_RDWR | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
        with os.fdopen(number, "w+b") as file:
            yield unfinished, file
        _name(unfinished, path, replace=replace)
    except OSError as error:
        raise BackupError(f"{path}: cannot be written: {error.strerror or error}.") from error
    finally:
        unfinished.unlink(missing_ok=True)


def _name(unfinished: Path, path: Path, *, replace: bool) -> None:
    if replace:
        unfinished.replace(path)
    else:
        _take_free_name(unfinished, path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)  # the name too must outlive a power cut
    finally:
        os.close(folder)


def _take_free_name(unfinished: Path, path: Path) -> None:
    try:
        os.link(unfinished, path)  # refuses a name that somebody took meanwhile
    except FileExistsError:
        raise
    except OSError as error:  # some file systems know no second name for a file
        if path.exists():
            raise FileExistsError(EEXIST, os.strerror(EEXIST)) from error
        unfinished.rename(path)


def _delete_older(wanted: Wanted) -> Iterator[str]:
    found = sorted(one for one in wanted.path.iterdir() if NAMED.fullmatch(one.name))
    for old in found[: -(wanted.keep or len(found))]:
        old.unlink()
        yield old.name


def _note(
    engine: Engine,
    began: datetime,
    ended: datetime,
    *,
    counts: dict[str, int] | None = None,
    findings: tuple[str, ...] = (),
) -> None:
    done = Upkeep(
        kind=UpkeepKind.BACKUP,
        began_at=began,
        ended_at=ended,
        sound=not findings,
        counts=counts or {},
        findings=findings,
    )
    with store.writing(engine) as db:
        store.save_upkeep(db, done)
