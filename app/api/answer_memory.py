"""Answers that were made before, by their versions: where those are equal, so are the bytes."""

from collections import OrderedDict
from threading import Lock
from typing import Any, NamedTuple

MOST_BYTES = 64_000_000
LARGEST = 256_000
"""Bytes of one answer; a file is rather made again than kept in the place of hundreds of pages."""


class Answered(NamedTuple):
    """A good answer as it was sent, to what address, and by which route."""

    address: tuple[str, bytes]
    route: Any
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes

    @property
    def size(self) -> int:
        """About the bytes that it takes."""
        return len(self.body) + sum(len(name) + len(value) for name, value in self.headers)


class AnswerMemory:
    """Keeps so many bytes of answers in this process; the one asked for longest ago goes first."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most = most_bytes
        self._size = 0
        self._kept: OrderedDict[str, Answered] = OrderedDict()
        self._at: dict[tuple[str, bytes], str] = {}
        self._lock = Lock()

    def has_of(self, address: tuple[str, bytes]) -> bool:
        """Whether an answer to this address is kept, of whatever version."""
        return address in self._at

    def find(self, version: str) -> Answered | None:
        """The answer of this version, if it is kept."""
        with self._lock:
            found = self._kept.get(version)
            if found is not None:
                self._kept.move_to_end(version)
            return found

    def keep(self, version: str, answer: Answered) -> None:
        """Keep an answer, unless it is large, and forget others for it."""
        if answer.size > LARGEST:
            return
        with self._lock:
            before = self._kept.pop(version, None)
            self._kept[version] = answer
            self._at[answer.address] = version
            self._size += answer.size - (before.size if before else 0)
            while self._size > self._most:
                self._forget_one()

    def _forget_one(self) -> None:
        version, answer = self._kept.popitem(last=False)
        self._size -= answer.size
        if self._at.get(answer.address) == version:
            del self._at[answer.address]

    def __len__(self) -> int:
        return len(self._kept)
