"""Bytes of an imported file to text: the encoding they are in, and the lines they make."""

import codecs
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

_CHUNK = 1 << 20  # bytes read at a time
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BOTH = "utf-8 and windows-1252"
_BREAK = re.compile("\r\n|\r|\n")
# What an XML declaration may ask for; anything rarer is read as if it had not been named.
_DECLARED = re.compile(
    rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["'](iso-8859-\d{1,2}|windows-125\d|gb2312|gbk|gb18030|big5|shift_jis|euc-jp|euc-kr|koi8-r)["']""",
    re.IGNORECASE,
)
# Windows-1252 leaves five bytes without a character; they stay what Latin-1 makes of them.
_WINDOWS_1252 = "".join(
    bytes([code]).decode("cp1252" if code not in b"\x81\x8d\x8f\x90\x9d" else "latin-1")
    for code in range(256)
)


class ByteStream(Protocol):
    """Anything that bytes can be read from: an open file, an unpacked one, a response."""

    def read(self, size: int = -1, /) -> bytes:
        """Up to `size` bytes; none at the end."""


@dataclass(frozen=True, slots=True)
class Survey:
    """What one pass over all bytes found.

    `longest_run` is the length in bytes of the longest line among those that fill a piece.
    """

    encoding: str
    longest_run: int


def survey(stream: ByteStream) -> Survey:
    """Read the stream once and say how to read it again.

    A byte order mark decides; else strict UTF-8, else Windows-1252. Files put together from both
    are decoded line by line, and the encoding says so.
    """
    longest = running = 0
    first, has_utf8, has_other = b"", False, False
    for piece in _pieces(stream):
        first = first or piece[:4096]
        running, longest = _measure(piece, running, longest)
        if not piece.isascii():
            multibyte, broken = _kinds_of_text(piece)
            has_utf8, has_other = has_utf8 or multibyte, has_other or broken
    if encoding := _told_by(first):
        return Survey(encoding, longest)
    if has_other:
        return Survey(_BOTH if has_utf8 else "windows-1252", longest)
    return Survey("utf-8", longest)


def decoded(stream: ByteStream, encoding: str) -> Iterator[str]:
    """The stream as pieces of text. No byte is dropped; byte order marks go, wherever they stand."""
    if encoding.startswith(("utf-8", "windows-1252")):
        for piece in _pieces(stream):
            yield _text_of(piece).replace("\ufeff", "")
        return
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    while chunk := stream.read(_CHUNK):
        yield decoder.decode(chunk).replace("\ufeff", "")
    yield decoder.decode(b"", final=True)


def decoded_xml(stream: ByteStream) -> Iterator[str]:
    """As `decoded`, for a stream that is read once: its beginning alone tells the encoding."""
    first = stream.read(_CHUNK)
    return decoded(_Again(first, stream), _told_by(first[:4096]) or "utf-8")


def lines(texts: Iterable[str]) -> Iterator[str]:
    """Lines without their ends. Only CR, LF and both together end a line, mixed or not."""
    rest = ""
    for text in texts:
        rest += text
        # The line feed of a CR LF pair may only come with the next text.
        open_end = "\r" if rest.endswith("\r") else ""
        *whole, rest = _BREAK.split(rest.removesuffix("\r"))
        rest += open_end
        yield from whole
    if rest:
        yield rest.rstrip("\r")


def _told_by(first: bytes) -> str:
    """The encoding that a mark, a declaration or the pattern of zero bytes tells; else empty."""
    for mark, encoding in _MARKS:
        if first.startswith(mark):
            return encoding
    if len(first) > 1 and first[:2].count(0) == 1 and first[:64].count(0) >= len(first[:64]) // 3:
        return "utf-16-le" if first[1] == 0 else "utf-16-be"
    declared = _DECLARED.match(first)
    return declared.group(1).decode("ascii").lower() if declared else ""


def _pieces(stream: ByteStream) -> Iterator[bytes]:
    """Pieces that end after a line or, where a line is longer than a piece, between characters."""
    rest = b""
    while chunk := stream.read(_CHUNK):
        piece = rest + chunk
        cut = max(piece.rfind(b"\n"), piece.rfind(b"\r", 0, -1)) + 1
        if not cut or len(piece) - cut >= _CHUNK:
            cut = _between_characters(piece)
        yield piece[:cut]
        rest = piece[cut:]
    if rest:
        yield rest


def _between_characters(piece: bytes) -> int:
    """An offset near the end that does not fall inside a UTF-8 character of up to four bytes."""
    cut = len(piece) - 1
    while cut > max(0, len(piece) - 4) and piece[cut] & 0xC0 == 0x80:
        cut -= 1
    return cut


def _measure(piece: bytes, running: int, longest: int) -> tuple[int, int]:
    first = min(at for at in (piece.find(b"\n"), piece.find(b"\r"), len(piece)) if at >= 0)
    if first == len(piece):
        return running + len(piece), max(longest, running + len(piece))
    last = max(piece.rfind(b"\n"), piece.rfind(b"\r"))
    # Lines inside one piece are shorter than the piece: only what crosses its ends can be long.
    return len(piece) - last - 1, max(longest, running + first)


def _kinds_of_text(piece: bytes) -> tuple[bool, bool]:
    """Whether the piece has lines with valid multi-byte UTF-8, and lines that are not UTF-8."""
    if _is_utf8(piece):
        return True, False
    marked = [line for line in piece.splitlines() if not line.isascii()]
    valid = [_is_utf8(line) for line in marked]
    return any(valid), not all(valid)


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _text_of(piece: bytes) -> str:
    try:
        return piece.decode("utf-8")
    except UnicodeDecodeError:
        return "".join(map(_line_of, piece.splitlines(keepends=True)))


def _line_of(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return codecs.charmap_decode(line, "strict", _WINDOWS_1252)[0]


class _Again:
    """A stream whose first bytes were already read."""

    def __init__(self, first: bytes, stream: ByteStream) -> None:
        self._first = first
        self._stream = stream

    def read(self, size: int = -1, /) -> bytes:
        if self._first:
            first, self._first = self._first, b""
            return first
        return self._stream.read(size)
