"""A watched folder of exports from databases that have no open API: each content is read once."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from app.errors import UnreadableFileError, UpstreamError
from app.records import Rejected, Withdrawn
from app.sources.files import FileItem, read_file
from app.sources.upstream import Asked, Page, Search

FILES = "files"
"""The name of the folder among the sources; records are named after the format of their file."""

BATCH = 500  # records in a page
KEPT = 1_000_000  # bytes of a file that cannot be read, kept to look at
UNFINISHED = (".part", ".tmp", ".crdownload", ".download", ".partial", ".swp")
"""Ends of names under which browsers and programs write what is not there as a whole yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderPage(Page):
    """A page from a file. `completes` is the SHA-256 of the file on its last page.

    `gone` are records that the file says were deleted by the database it comes from.
    """

    file: str
    completes: str = ""
    gone: tuple[Withdrawn, ...] = ()


class WatchedFolder:
    """The folder as an upstream; `known` are the contents (SHA-256) that were read before."""

    name = FILES

    def __init__(self, folder: Path, *, limit_mb: int, known: frozenset[str]) -> None:
        self._folder = folder
        self._limit_mb = limit_mb
        self._known = known

    def pages(self, search: Search, position: str = "") -> Iterator[Page]:  # noqa: ARG002 - the folder is asked whole; what was read is in `known`
        """Every file that is new or was changed, by name; an interrupted one from its beginning.

        Raises:
            UpstreamError: If there is no such folder, or it may not be read.
        """
        known = set(self._known)
        for path in self._files():
            content_hash = _hash_of(path)
            if content_hash and content_hash not in known:
                known.add(content_hash)
                yield from self._pages_of(path, content_hash)
        yield Page(items=(), position="", announced=None, asked=())

    def _files(self) -> list[Path]:
        try:
            found = [path for path in self._folder.rglob("*") if path.is_file()]
        except OSError as error:
            raise self._unreadable(error.strerror or str(error)) from error
        if not self._folder.is_dir():
            raise self._unreadable("there is no such folder")
        return sorted(path for path in found if self._is_whole(path))

    def _unreadable(self, reason: str) -> UpstreamError:
        advice = "Check COREGAP_WATCHED_FOLDER."
        return UpstreamError(self.name, f"{self._folder} cannot be read: {reason}", advice)

    def _is_whole(self, path: Path) -> bool:
        names = path.relative_to(self._folder).parts
        hidden = any(name.startswith((".", "~")) for name in names)
        return not hidden and not path.name.lower().endswith(UNFINISHED)

    def _pages_of(self, path: Path, content_hash: str) -> Iterator[FolderPage]:
        remaining = self._items(path)
        batch = tuple(islice(remaining, BATCH))
        while batch:
            following = tuple(islice(remaining, BATCH))
            yield self._page(path, content_hash, batch, is_last=not following)
            batch = following

    def _page(
        self,
        path: Path,
        content_hash: str,
        items: tuple[FileItem, ...],
        *,
        is_last: bool,
    ) -> FolderPage:
        name = str(path.relative_to(self._folder))
        # A file that somebody still writes to is read again next time.
        is_settled = is_last and _hash_of(path) == content_hash
        changing = f"{name} changed while it was read; it will be read again."
        return FolderPage(
            items=tuple(one for one in items if not isinstance(one, Withdrawn)),
            position=name,
            announced=None,
            asked=(Asked(url=f"file:{name}?sha256={content_hash}"),),
            warnings=(changing,) if is_last and not is_settled else (),
            file=name,
            completes=content_hash if is_settled else "",
            gone=tuple(one for one in items if isinstance(one, Withdrawn)),
        )

    def _items(self, path: Path) -> Iterator[FileItem]:
        """The file's records; a file that cannot be read as a whole is one rejection."""
        try:
            empty = True
            for one in read_file(path, limit_mb=self._limit_mb).items:
                empty = False
                yield one
        except UnreadableFileError as error:
            yield self._refused(path, error.reason)
            return
        if empty:
            yield self._refused(path, "It holds no record.")

    def _refused(self, path: Path, reason: str) -> Rejected:
        return Rejected(
            source=FILES,
            place=str(path.relative_to(self._folder)),
            reason=reason,
            payload=_head_of(path),
            media_type="application/octet-stream",
        )


def _hash_of(path: Path) -> str:
    """SHA-256 of a file; empty if it is gone or may not be read by now."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""


def _head_of(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(KEPT)
    except OSError:
        return b""
