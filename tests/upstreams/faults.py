"""What upstreams and networks do wrong, each as a change of the right reply.

`FAULTS` names the faults of every source; those that only one protocol can have (cursor loops,
totals that lie) belong to its own stand-in.
"""

import time
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from tests.upstreams.server import MOVED, Fault, Received, Reply

_PAGE = (
    b"<!DOCTYPE html>\n<html><head><title>Maintenance</title></head><body>Back soon.</body></html>"
)
_BLOCK = bytes(1 << 16)
_GIGABYTE = 1 << 30


def status(code: int, body: bytes = b"", headers: Mapping[str, str] | None = None) -> Fault:
    """Another status, with a body of its own."""
    return lambda _, right: Reply(
        status=code, body=body, media_type="text/plain", headers=headers or {}, gzipped=False
    )


def too_many(retry_after: str | None = None) -> Fault:
    """429, with `Retry-After` as given."""
    return status(429, b"Too Many Requests", {"Retry-After": retry_after} if retry_after else {})


def too_many_until_date(seconds: float) -> Fault:
    """429 with `Retry-After` as a date `seconds` from when it is sent."""

    def reply(received: Received, right: Reply) -> Reply:
        until = datetime.now(UTC) + timedelta(seconds=seconds)
        return too_many(format_datetime(until, usegmt=True))(received, right)

    return reply


def server_error(_: Received, right: Reply) -> Reply:
    return replace(right, status=500, body=b'{"error": "internal"}')


def unavailable(_: Received, right: Reply) -> Reply:
    return replace(right, status=503, body=_PAGE, media_type="text/html")


def html_page(_: Received, right: Reply) -> Reply:
    return replace(right, body=_PAGE, media_type="text/html; charset=utf-8")


def html_page_in_disguise(_: Received, right: Reply) -> Reply:
    """A page under the right content type."""
    return replace(right, body=_PAGE)


def wrong_content_type(_: Received, right: Reply) -> Reply:
    return replace(right, media_type="text/plain")


def no_content_type(_: Received, right: Reply) -> Reply:
    return replace(right, media_type="")


def wrong_charset(_: Received, right: Reply) -> Reply:
    """The right bytes under a charset that they are not in, nor anything else."""
    media_type = right.media_type.partition(";")[0]
    return replace(right, media_type=f"{media_type}; charset=utf-42")


def empty(_: Received, right: Reply) -> Reply:
    return replace(right, body=b"")


def cut_content(_: Received, right: Reply) -> Reply:
    """XML or JSON that stops in the middle, of the length that is announced."""
    return replace(right, body=right.body[: len(right.body) // 2])


def truncated_body(_: Received, right: Reply) -> Reply:
    """The connection ends in good order before the announced length."""
    half = right.body[: len(right.body) // 2]
    return replace(right, wire=lambda: [right.head(len(right.body)), half])


def truncated_gzip(_: Received, right: Reply) -> Reply:
    """A gzip stream without its end, of the length that is announced."""
    packed = right.packed()
    return replace(packed, body=packed.body[: len(packed.body) // 2])


def broken_gzip(_: Received, right: Reply) -> Reply:
    """Said to be packed and is not."""
    return replace(right, gzipped=False, headers={**right.headers, "Content-Encoding": "gzip"})


def reset_in_body(_: Received, right: Reply) -> Reply:
    half = right.body[: len(right.body) // 2]

    def wire() -> Iterator[bytes]:
        yield right.head(len(right.body)) + half
        time.sleep(0.02)  # what was sent must have been read, or the reset swallows it

    return replace(right, wire=wire, reset=True)


def reset_at_once(_: Received, right: Reply) -> Reply:
    return replace(right, wire=list, reset=True)


def hung_up(_: Received, right: Reply) -> Reply:
    """The connection ends in good order without an answer."""
    return replace(right, wire=list)


def slow_drip(gap: float = 0.02) -> Fault:
    """One byte of the body each `gap` seconds, for as long as anybody waits."""

    def reply(_: Received, right: Reply) -> Reply:
        return replace(right, wire=lambda: _dripping(right.head(10**6), b" " * 10**6, gap))

    return reply


def slow_headers(gap: float = 0.02) -> Fault:
    """One byte of the headers each `gap` seconds, for as long as anybody waits."""

    def reply(_: Received, right: Reply) -> Reply:
        return replace(right, wire=lambda: _dripping(b"HTTP/1.1 200 OK\r\nX: ", b"x" * 10**6, gap))

    return reply


def silence(seconds: float = 30.0) -> Fault:
    """No byte for so long."""

    def reply(_: Received, right: Reply) -> Reply:
        return replace(right, wire=lambda: _dripping(b"", b" ", seconds))

    return reply


def _dripping(start: bytes, rest: bytes, gap: float) -> Iterator[bytes]:
    yield start
    for byte in rest:
        time.sleep(gap)
        yield bytes([byte])


def gigabyte(_: Received, right: Reply) -> Reply:
    """1 GB, announced."""
    return replace(right, wire=lambda: _blocks(right.head(_GIGABYTE)))


def gigabyte_unannounced(_: Received, right: Reply) -> Reply:
    """1 GB of which nothing was said."""
    return replace(right, wire=lambda: _blocks(right.head(None)))


def _blocks(head: bytes) -> Iterable[bytes]:
    yield head
    for _ in range(_GIGABYTE // len(_BLOCK)):
        yield _BLOCK


def gzip_bomb(_: Received, right: Reply) -> Reply:
    """1 MB that unpacks to 1 GB."""
    headers = {**right.headers, "Content-Encoding": "gzip"}
    packed = replace(right, headers=headers)
    return replace(packed, wire=lambda: _bomb(packed.head(None)))


def _bomb(head: bytes) -> Iterator[bytes]:
    yield head
    packer = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    for _ in range(_GIGABYTE // len(_BLOCK)):
        if piece := packer.compress(_BLOCK):
            yield piece
    yield packer.flush()


def redirect(location: str, code: int = 302) -> Fault:
    """Send the client elsewhere; `{target}` becomes the path and query that it asked for."""

    def reply(received: Received, right: Reply) -> Reply:
        there = location.replace("{target}", received.target)
        return Reply(status=code, headers={"Location": there}, media_type="")

    return reply


def redirect_within(received: Received, right: Reply) -> Reply:
    """To a second address of the same thing, which answers as it should."""
    if received.target.startswith(MOVED):
        return right
    return redirect(MOVED + "{target}")(received, right)


def redirect_loop(received: Received, right: Reply) -> Reply:
    """Back to where it came from."""
    return Reply(status=302, headers={"Location": received.target}, media_type="")


FAULTS: Mapping[str, Fault] = {
    "429 with seconds": too_many("1"),
    "429 with a date": too_many_until_date(1),
    "429 alone": too_many(),
    "500": server_error,
    "503": unavailable,
    "slow drip": slow_drip(),
    "slow headers": slow_headers(),
    "silence": silence(),
    "reset in the body": reset_in_body,
    "reset at once": reset_at_once,
    "hung up": hung_up,
    "truncated gzip": truncated_gzip,
    "broken gzip": broken_gzip,
    "truncated body": truncated_body,
    "cut content": cut_content,
    "HTML with 200": html_page,
    "HTML in disguise": html_page_in_disguise,
    "wrong content type": wrong_content_type,
    "no content type": no_content_type,
    "wrong charset": wrong_charset,
    "redirect to another host": redirect("http://example.org{target}"),
    "redirect within": redirect_within,
    "redirect loop": redirect_loop,
    "1 GB": gigabyte,
    "1 GB unannounced": gigabyte_unannounced,
    "gzip bomb": gzip_bomb,
    "empty": empty,
}
"""Faults by the name of what they are; any of them may pass or last."""
