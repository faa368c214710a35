"""The body of an answer: whole, unpacked, and never larger than agreed."""

import zlib
from collections.abc import Iterator

import httpx

from app.sources.client.answer import NoAnswerError

_STEP = 1 << 20  # bytes unpacked at a time
_EITHER_FORMAT = zlib.MAX_WBITS | 32  # gzip or zlib, told apart by their first bytes
_PLAIN = ("", "identity")
_PACKED = ("gzip", "x-gzip", "deflate")


def read_body(response: httpx.Response, max_bytes: int) -> bytes:
    """The body of a streamed response, unpacked.

    httpx would hold what one network read unpacks to, a thousand times its size, and takes a
    gzip stream without its end for a whole one: so the bytes are counted and unpacked here.

    Raises:
        NoAnswerError: If it is larger than `max_bytes`, cut off or not what it is said to be.
    """
    announced = response.headers.get("content-length", "")
    if announced.isdecimal() and int(announced) > max_bytes:
        raise _too_large(max_bytes)
    encoding = response.headers.get("content-encoding", "").strip().lower()
    sent = _counted(response.iter_raw(), max_bytes)
    if encoding in _PLAIN:
        return b"".join(sent)
    if encoding in _PACKED:
        return b"".join(_counted(_unpacked(sent), max_bytes))
    raise NoAnswerError("the answer is packed in a way that was not offered")


def _counted(pieces: Iterator[bytes], max_bytes: int) -> Iterator[bytes]:
    total = 0
    for piece in pieces:
        total += len(piece)
        if total > max_bytes:
            raise _too_large(max_bytes)
        yield piece


def _unpacked(pieces: Iterator[bytes]) -> Iterator[bytes]:
    try:
        yield from _steps(pieces)
    except zlib.error as error:
        raise NoAnswerError(f"the packed answer is broken: {error}") from None


def _steps(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """At most `_STEP` bytes each. A body may hold several gzip streams one after the other."""
    stream, begun = zlib.decompressobj(_EITHER_FORMAT), False
    for piece in pieces:
        rest = piece
        while rest:
            if stream.eof:
                stream = zlib.decompressobj(_EITHER_FORMAT)
            begun = True
            yield stream.decompress(rest, _STEP)
            rest = stream.unconsumed_tail or stream.unused_data
    yield stream.flush()
    if begun and not stream.eof:
        raise NoAnswerError("the packed answer was cut off")


def _too_large(max_bytes: int) -> NoAnswerError:
    size = f"{max_bytes / 1024 / 1024:.0f} MB" if max_bytes >= 1024 * 1024 else f"{max_bytes} bytes"
    return NoAnswerError(f"the answer is larger than {size}", again=False)
