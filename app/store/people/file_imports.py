"""Files that people sent: noted when they come and when they end, listed with who sent them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sqlmodel import Session, col, select

from app.errors import FileImportNotFoundError
from app.store.people.rows import FileImportRow


class ImportStatus(StrEnum):
    """How far a file came."""

    BEGUN = "begun"
    IMPORTED = "imported"
    REFUSED = "refused"
    """It cannot be read as a whole."""
    STOPPED = "stopped"
    """Something else ended it; what was stored of it stays."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportEnd:
    """What became of a file; `refused` are the place and the reason of its first broken parts."""

    status: ImportStatus
    format: str = ""
    encoding: str = ""
    reason: str = ""
    counts: dict[str, int] = field(default_factory=dict)
    refused: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FileImport:
    """One file that was sent."""

    id: int
    file: str
    who: str
    sent_at: datetime
    ended_at: datetime | None
    end: ImportEnd


def begin_file_import(db: Session, file: str, who: str, at: datetime) -> int:
    """Note that a file came; the number that names it from now on."""
    status = ImportStatus.BEGUN.value
    row = FileImportRow(file=file, who=who, status=status, counts={}, refused=[], sent_at=at)
    db.add(row)
    db.flush()
    return row.id or 0


def end_file_import(db: Session, number: int, end: ImportEnd, at: datetime) -> None:
    """Note what became of it.

    Raises:
        FileImportNotFoundError: If no file has the number.
    """
    row = _row(db, number)
    row.status, row.reason, row.ended_at = end.status.value, end.reason, at
    row.format, row.encoding, row.counts = end.format, end.encoding, dict(end.counts)
    row.refused = [list(one) for one in end.refused]
    db.add(row)
    db.flush()


def get_file_import(db: Session, number: int) -> FileImport:
    """One file that was sent.

    Raises:
        FileImportNotFoundError: If no file has the number.
    """
    return _import(_row(db, number))


def list_file_imports(db: Session, *, limit: int) -> Sequence[FileImport]:
    """Files that were sent, the latest first."""
    rows = db.exec(select(FileImportRow).order_by(col(FileImportRow.id).desc()).limit(limit))
    return [_import(row) for row in rows]


def _row(db: Session, number: int) -> FileImportRow:
    row = db.get(FileImportRow, number)
    if row is None:
        raise FileImportNotFoundError(number)
    return row


def _import(row: FileImportRow) -> FileImport:
    return FileImport(
        id=row.id or 0,
        file=row.file,
        who=row.who,
        sent_at=row.sent_at,
        ended_at=row.ended_at,
        end=ImportEnd(
            status=ImportStatus(row.status),
            format=row.format,
            encoding=row.encoding,
            reason=row.reason,
            counts=row.counts,
            refused=tuple((place, reason) for place, reason in row.refused),
        ),
    )
