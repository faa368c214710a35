"""What a file gives to be read: its documents one after the other, unread, and how each is opened."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.errors import MalformedRecordError, UnreadableFileError
from app.records import Passage, Rejected, ReportKind, SourceRecord
from app.sources import parse_jats, read_file
from app.tagging import Document, document_of, document_of_text

FULL_TEXT = 50_000
"""Characters that a document is taken to have as long as only its file's name is known."""


@dataclass(frozen=True, slots=True)
class GivenLine:
    """A line of JSONL: `{"doc","title","text"}`, or `{"doc","jats"}` with a path beside the file."""

    place: str
    text: str
    folder: Path

    @property
    def weight(self) -> int:
        """About how many characters there are to read."""
        return len(self.text) + (FULL_TEXT if '"jats"' in self.text else 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenRecord:
    """What is read of a record: its passages, not its payload."""

    doc: str
    passages: tuple[Passage, ...]
    is_registration: bool
    is_review: bool

    @property
    def weight(self) -> int:
        """How many characters there are to read."""
        return sum(len(passage.text) for passage in self.passages)


@dataclass(frozen=True, slots=True)
class GivenUnreadable:
    """Input of the file that is no record."""

    doc: str
    reason: str
    weight: int = 0


Given = GivenLine | GivenRecord | GivenUnreadable


@dataclass(frozen=True, slots=True)
class Opened:
    """A document ready to be read. `in_parts`: it was given as a title and a text."""

    doc: str
    document: Document
    in_parts: bool


def given_in(path: Path, *, limit_mb: int) -> Iterator[Given]:
    """The documents of JSONL, or of any file that can be imported.

    Raises:
        UnreadableFileError: If the file is of none of the formats; says what to do.
    """
    if is_jsonl(path):
        yield from _lines(path)
        return
    for record in read_file(path, limit_mb=limit_mb).items:
        if isinstance(record, Rejected):
            yield GivenUnreadable(record.place, record.reason)
        elif isinstance(record, SourceRecord):
            yield _given_record(record, _name_of(record))


def open_given(given: GivenLine | GivenRecord) -> Opened:
    """The document that was given.

    Raises:
        MalformedRecordError: If a line is no document, or the full text it names cannot be read.
    """
    if isinstance(given, GivenRecord):
        return Opened(given.doc, _document_of(given), in_parts=False)
    try:
        return _opened_line(json.loads(given.text), given.folder)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise MalformedRecordError(f"not a document: {error}") from error


def is_jsonl(path: Path) -> bool:
    """Whether the first line is one JSON object with a `doc`.

    Raises:
        UnreadableFileError: If the file cannot be opened.
    """
    try:
        with path.open("rb") as file:
            first = file.readline()
    except OSError as error:
        raise UnreadableFileError(str(path), error.strerror or "cannot be opened") from error
    try:
        return "doc" in json.loads(first.decode("utf-8-sig"))
    except (ValueError, TypeError, RecursionError):
        return False


def _lines(path: Path) -> Iterator[GivenLine]:
    with path.open(encoding="utf-8-sig", errors="replace") as file:
        for number, line in enumerate(file, start=1):
            if line.strip():
                yield GivenLine(f"{path.name}, line {number}", line, path.parent)


def _opened_line(given: Any, folder: Path) -> Opened:
    doc = str(given["doc"])
    if "jats" not in given:
        title, text = str(given.get("title") or ""), str(given.get("text") or "")
        return Opened(doc, document_of_text(title, text), in_parts=True)
    path = folder / given["jats"]
    try:
        record = parse_jats(path.read_bytes())
    except OSError as error:
        raise MalformedRecordError(f"{path}: {error.strerror}") from error
    return Opened(doc, _document_of(_given_record(record, doc)), in_parts=False)


def _given_record(record: SourceRecord, doc: str) -> GivenRecord:
    return GivenRecord(
        doc=doc,
        passages=record.passages,
        is_registration=record.kind is ReportKind.REGISTRATION,
        is_review=record.kind is ReportKind.REVIEW,
    )


def _document_of(given: GivenRecord) -> Document:
    return document_of(
        given.passages, is_registration=given.is_registration, is_review=given.is_review
    )


def _name_of(record: SourceRecord) -> str:
    printed = record.bibliography
    registration = printed.registrations[0] if record.kind is ReportKind.REGISTRATION else ""
    return registration or printed.pmcid or printed.pmid or printed.doi or record.source_id


def name_of_line(given: GivenLine) -> str:
    """What a line calls itself, or else where it stands."""
    try:
        return str(json.loads(given.text)["doc"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return given.place
