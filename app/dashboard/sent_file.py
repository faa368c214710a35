"""The form with one file (multipart/form-data, RFC 7578): its body on disk, never in memory."""

import mmap
import re
import shutil
import unicodedata
from contextlib import ExitStack
from email.message import Message
from pathlib import Path
from tempfile import mkdtemp

from fastapi import Request
from starlette.concurrency import run_in_threadpool

from app.errors import UnreadableFileError

LARGEST_HEAD = 8_000  # bytes before the file's first: its name and type
PLAIN_NAME = "import"
NOT_IN_A_NAME = re.compile(r"[^A-Za-z0-9 ._()-]+")
LONGEST_NAME = 100
NO_FILE = "No file was chosen. Choose one, and send the form again."
ONE_FILE = "The form was not sent as a browser sends one file."


async def sent_file(request: Request) -> Path:
    """The one file of a form, alone in a folder that the caller removes.

    Raises:
        UnreadableFileError: If the form holds no file, or something else.
    """
    boundary = _boundary_of(request)
    with ExitStack() as undo:
        folder = Path(mkdtemp(prefix="coregap-"))
        undo.callback(shutil.rmtree, folder, ignore_errors=True)
        body = folder / ".body"  # a name that no file gets
        with body.open("wb") as file:
            async for part in request.stream():
                file.write(part)
        found = await run_in_threadpool(_file_in, body, boundary)
        undo.pop_all()
    return found


def plain_name(sent: str) -> str:
    """A name of a file that is none of a path, and that every disk takes."""
    last = sent.replace("\\", "/").rpartition("/")[2]
    plain = unicodedata.normalize("NFKD", last).encode("ascii", "ignore").decode()
    return NOT_IN_A_NAME.sub("_", plain).strip(" ._")[-LONGEST_NAME:].lstrip(" ._") or PLAIN_NAME


def _boundary_of(request: Request) -> bytes:
    head = Message()
    head["Content-Type"] = request.headers.get("content-type", "")
    boundary = head.get_boundary()
    if head.get_content_type() != "multipart/form-data" or not boundary:
        raise UnreadableFileError("form", ONE_FILE)
    return b"--" + boundary.encode("latin-1", "replace")


def _file_in(body: Path, boundary: bytes) -> Path:
    """What stands between the head of the one part and its end."""
    with body.open("rb") as file:
        if not body.stat().st_size:
            raise UnreadableFileError("form", NO_FILE)
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as whole:
            begin = whole.find(b"\r\n\r\n", 0, LARGEST_HEAD) + 4
            end = whole.find(b"\r\n" + boundary, begin - 2)
            closed = whole[end : end + len(boundary) + 6].startswith(b"\r\n" + boundary + b"--")
            if whole[: len(boundary)] != boundary or begin < len(boundary) or not closed:
                raise UnreadableFileError("form", ONE_FILE)
            name = _name_in(whole[len(boundary) : begin])
            path = body.with_name(plain_name(name))
            with path.open("wb") as kept:
                for at in range(begin, end, 1 << 20):
                    kept.write(whole[at : min(end, at + (1 << 20))])
    body.unlink()
    return path


def _name_in(head: bytes) -> str:
    """The name that the browser gives the file.

    Raises:
        UnreadableFileError: If it gives none: nothing was chosen.
    """
    lines = head.decode("utf-8", "replace").split("\r\n")
    told = next((line for line in lines if line.lower().startswith("content-disposition:")), "")
    named = re.search(r'; filename="([^"]*)"', told)
    if named is None or not named[1]:
        raise UnreadableFileError("form", NO_FILE)
    return named[1]
