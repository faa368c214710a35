"""Files that people import: recognised by content, read record by record."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, cast

from isal import igzip, isal_zlib

from app.errors import MalformedRecordError, UnreadableFileError
from app.records import Rejected, SourceRecord, Withdrawn
from app.records.packing import PackedRecord, pack_record
from app.sources.decoding import Survey, decoded, lines, survey
from app.sources.formats.bibtex import read_bibtex
from app.sources.formats.clinicaltrials import read_clinicaltrials
from app.sources.formats.csl_json import read_csl_json
from app.sources.formats.csv_pieces import TablePiece, table_pieces
from app.sources.formats.csv_table import read_csv
from app.sources.formats.endnote_xml import read_endnote_xml
from app.sources.formats.jats import read_jats
from app.sources.formats.medline import read_medline
from app.sources.formats.pubmed_pieces import ROOT, Piece, pieces, read_piece
from app.sources.formats.pubmed_xml import read_pubmed_xml
from app.sources.formats.recognising import (
    LINE_FORMATS,
    PDF_MAGIC,
    Format,
    UnknownFormatError,
    recognise,
    refuse_binary,
)
from app.sources.formats.refer import read_refer
from app.sources.formats.ris import read_ris
from app.sources.formats.web_of_science import read_web_of_science

_MEGABYTE = 1_000_000
_HEAD = 1 << 16  # bytes looked at to recognise a format
_LONGEST_LINE = 16 * _MEGABYTE  # of formats made of lines: no abstract comes near it
_GZIP = b"\x1f\x8b"
_BROKEN_GZIP = cast(type[Exception], isal_zlib.IsalError)  # its stub makes an instance of it

FileItem = SourceRecord | Rejected | Withdrawn
"""What a file can hold: PubMed's update files also name records that were deleted."""

Packed = PackedRecord | Rejected | Withdrawn
"""The same ready to be kept."""

_Reader = Callable[[Iterator[str], str], Iterator[FileItem]]
_READERS: Mapping[Format, _Reader] = {
    Format.RIS: read_ris,
    Format.MEDLINE: read_medline,
    Format.PUBMED_XML: read_pubmed_xml,
    Format.BIBTEX: read_bibtex,
    Format.CSL_JSON: read_csl_json,
    Format.CSV: read_csv,
    Format.JATS: read_jats,
    Format.CLINICALTRIALS_JSON: read_clinicaltrials,
    Format.WEB_OF_SCIENCE: read_web_of_science,
    Format.ENDNOTE_XML: read_endnote_xml,
    Format.REFER: read_refer,
}


@dataclass(slots=True)
class Position:
    """How far the reading is, in bytes of the file as it is stored."""

    size: int
    read: int = 0


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """A file that can be read: what it is, and its records as they are asked for.

    `pieces` are there where several processes may read it: each goes through `pack_piece`, and
    the records that they give, in order, are named by `Taken`, as `items` are already. `table` is
    there where the file is a table: its rows without the broken ones, in pieces for `compared_rows`.
    """

    file: str
    format: Format
    encoding: str
    items: Iterator[FileItem]
    position: Position
    pieces: Iterator[Piece] | None = None
    table: Iterator[TablePiece] | None = None


def read_file(path: Path, *, limit_mb: int, each_once: bool = True) -> ImportedFile:
    """Recognise a file and make ready to read it; a record that is broken comes as Rejected.

    A gzip-compressed file is read as what is in it; `limit_mb` counts megabytes unpacked. Of two
    different records that claim one identifier the second is named with "#2"; the same content
    twice comes once, unless `each_once` is switched off to see repetitions. In PubMed's XML the second
    is a later version of the first, under the same name.

    Raises:
        UnreadableFileError: If the file as a whole cannot be read, with what to do about it.
    """
    limit = limit_mb * _MEGABYTE
    _check(path, limit)
    with _opened(path) as stream:
        head = stream.read(_HEAD)
    if head.startswith(PDF_MAGIC):
        return _pdf_file(path, limit)
    found = _survey(path, limit)
    kind = _format(path, head, found.encoding)
    if kind in LINE_FORMATS and found.longest_run > _LONGEST_LINE:
        raise UnreadableFileError(
            str(path),
            f"One line has {found.longest_run // _MEGABYTE} MB: the line breaks are lost, or it is"
            " not an export. Export it again.",
        )
    position = Position(path.stat().st_size)
    records = _of_format(_records(path, kind, found.encoding, position), kind)
    may_be_cut = kind is Format.PUBMED_XML and found.encoding == "utf-8"
    return ImportedFile(
        file=str(path),
        format=kind,
        encoding=found.encoding,
        items=_told_apart(records, kind, each_once=each_once),
        position=position,
        pieces=_pieces(path, position) if may_be_cut else None,
        table=_table(path, found.encoding, position) if kind is Format.CSV else None,
    )


def may_be_in_pieces(path: Path) -> bool:
    """Whether the file begins as PubMed's yearly files do: a quick look, ahead of `read_file`."""
    try:
        with _opened(path) as stream:
            return ROOT in stream.read(_HEAD)
    except (UnreadableFileError, ValueError):
        return False


def pack_piece(piece: Piece, file: str) -> list[Packed]:
    """The records of a piece of the file of this name, repeated ones still among them.

    Raises:
        NotInPiecesError: If the file must be read as a whole.
    """
    found = read_piece(piece, file)
    return [pack_item(one, source=_source_of(one, Format.PUBMED_XML)) for one in found]


def pack_item(found: FileItem, *, source: str = "") -> Packed:
    """What was found, ready to be kept; under the name of another source where one is given."""
    if isinstance(found, SourceRecord):
        return pack_record(found, source=source)
    return replace(found, source=source) if source else found


class Taken:
    """Identifiers that records of a file have claimed, each with the contents that claimed it.

    With `versions` another content under an identifier is a later version of the same record: so
    PubMed gives a PMID twice in one file of updates.
    """

    def __init__(self, *, versions: bool = False) -> None:
        self._versions = versions
        self._contents: dict[str, list[bytes]] = {}

    def name(self, source_id: str, content: bytes, *, each_once: bool = True) -> str:
        """The identifier, with a number behind it where another record has it; empty if repeated."""
        contents = self._contents.setdefault(source_id, [])
        if self._versions and each_once:
            is_same, contents[:] = contents == [content], [content]
            return "" if is_same else source_id
        if each_once and content in contents:
            return ""
        contents.append(content)
        number = len(contents)
        return source_id if number == 1 else f"{source_id}#{number}"


def _pdf_file(path: Path, limit: int) -> ImportedFile:
    """One record; it is read at once, because a PDF that cannot be read is refused as a whole."""
    from app.sources.formats.pdf import parse_pdf  # its library costs a tenth of a second

    with _opened(path) as stream:
        limited = _Limited(stream, path, limit)
        payload = b"".join(iter(lambda: limited.read(_MEGABYTE), b""))
    try:
        record = parse_pdf(payload)
    except MalformedRecordError as error:
        raise UnreadableFileError(str(path), str(error)) from error
    size = len(payload)
    records = _of_format(iter([record]), Format.PDF)
    return ImportedFile(str(path), Format.PDF, "binary", records, Position(size, read=size))


def _check(path: Path, limit: int) -> None:
    try:
        if path.is_dir():
            raise UnreadableFileError(str(path), "It is a folder. Name the files in it.")
        if not path.exists():
            raise UnreadableFileError(str(path), "There is no such file. Check the name.")
        if not path.is_file():
            raise UnreadableFileError(str(path), "It is a device or a pipe, not a file.")
        size = path.stat().st_size
    except (OSError, ValueError) as error:
        raise UnreadableFileError(str(path), f"It cannot be opened: {_words(error)}.") from error
    if size == 0:
        raise UnreadableFileError(str(path), "It is empty. Export it again.")
    if size > limit:
        raise _too_large(path, limit)


def _too_large(path: Path, limit: int) -> UnreadableFileError:
    return UnreadableFileError(
        str(path),
        f"It is larger than the limit of {limit // _MEGABYTE} MB. Split it, or raise"
        " COREGAP_IMPORT_LIMIT_MB.",
    )


def _words(error: OSError | ValueError) -> str:
    return error.strerror or str(error) if isinstance(error, OSError) else str(error)


@contextmanager
def _opened(path: Path, position: Position | None = None) -> Iterator[BinaryIO]:
    """The file's bytes, unpacked where they are gzip.

    Raises:
        UnreadableFileError: If it cannot be opened, or the packing is damaged.
    """
    try:
        with path.open("rb") as stream:
            is_packed = stream.read(2) == _GZIP
            stream.seek(0)
            counted = cast(BinaryIO, _Counted(stream, position)) if position else stream
            yield _unpacked(counted) if is_packed else counted
    except PermissionError as error:
        reason = "You may not read it. Change its permissions, or copy it to a folder of yours."
        raise UnreadableFileError(str(path), reason) from error
    except (igzip.BadGzipFile, EOFError, _BROKEN_GZIP) as error:
        reason = "The compressed file is damaged or cut off. Download it again."
        raise UnreadableFileError(str(path), reason) from error
    except OSError as error:
        raise UnreadableFileError(str(path), f"It cannot be read: {_words(error)}.") from error


def _unpacked(stream: BinaryIO) -> BinaryIO:
    """The whole of a PubMed file in a third of the time that the standard library's gzip takes."""
    return cast(BinaryIO, igzip.IGzipFile(fileobj=stream))  # type: ignore[no-untyped-call] # no stub


def _survey(path: Path, limit: int) -> Survey:
    with _opened(path) as stream:
        return survey(_Limited(stream, path, limit))


def _format(path: Path, head: bytes, encoding: str) -> Format:
    try:
        refuse_binary(head, is_wide=encoding.startswith(("utf-16", "utf-32")))
        return recognise("".join(decoded(_Once(head), encoding)))
    except UnknownFormatError as error:
        raise UnreadableFileError(str(path), str(error)) from error


def _pieces(path: Path, position: Position) -> Iterator[Piece]:
    with _opened(path, position) as stream:
        yield from pieces(stream)


def _table(path: Path, encoding: str, position: Position) -> Iterator[TablePiece]:
    with _opened(path, position) as stream:
        yield from table_pieces(lines(decoded(stream, encoding)))


def _records(path: Path, kind: Format, encoding: str, position: Position) -> Iterator[FileItem]:
    with _opened(path, position) as stream:
        texts = decoded(stream, encoding)
        source = lines(texts) if kind in LINE_FORMATS else texts
        yield from _READERS[kind](source, path.name)


def _of_format(found: Iterator[FileItem], kind: Format) -> Iterator[FileItem]:
    """Name the source after the format: two exports of one article are two records, not versions."""
    return (replace(one, source=_source_of(one, kind)) for one in found)


def _source_of(one: FileItem, kind: Format) -> str:
    return f"{one.source}-{kind.value}"


def _told_apart(found: Iterator[FileItem], kind: Format, *, each_once: bool) -> Iterator[FileItem]:
    """Each record once, if so wanted; further ones under a taken identifier get a number behind it."""
    taken = Taken(versions=kind is Format.PUBMED_XML)
    for record in found:
        if not isinstance(record, SourceRecord):
            yield record
            continue
        content = hashlib.sha256(record.payload).digest()
        name = taken.name(record.source_id, content, each_once=each_once)
        if name:
            yield record if name == record.source_id else replace(record, source_id=name)


class _Limited:
    """A stream that refuses to give more bytes than the limit: a small gzip can hold anything."""

    def __init__(self, stream: BinaryIO, path: Path, limit: int) -> None:
        self._stream = stream
        self._path = path
        self._left = limit
        self._limit = limit

    def read(self, size: int = -1, /) -> bytes:
        chunk = self._stream.read(size)
        self._left -= len(chunk)
        if self._left < 0:
            raise _too_large(self._path, self._limit)
        return chunk


class _Counted:
    """A stream that notes how much was read of it."""

    def __init__(self, stream: BinaryIO, position: Position) -> None:
        self._stream = stream
        self._position = position
        position.read = 0

    def read(self, size: int = -1, /) -> bytes:
        chunk = self._stream.read(size)
        self._position.read += len(chunk)
        return chunk

    def readinto(self, buffer: bytearray | memoryview, /) -> int:
        """As `read`, into room that is there."""
        chunk = self.read(len(buffer))
        buffer[: len(chunk)] = chunk
        return len(chunk)


class _Once:
    """Bytes in hand as a stream."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def read(self, _size: int = -1, /) -> bytes:
        content, self._content = self._content, b""
        return content
