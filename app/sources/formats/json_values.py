"""JSON read value by value, so that a long list costs no more memory than its longest element."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_LARGEST = 32 << 20  # characters of one element; the largest registry records are near 10 MB
_LISTS = re.compile(
    r"\s*\{(?:\s*\"[\w$]+\"\s*:\s*(?:-?[\d.eE+]+|\"[^\"\\]{0,4096}\"|null|true|false)\s*,)*"
    r"\s*\"(?:studies|items|references)\"\s*:\s*\["
)
_BETWEEN = re.compile(r"[\s,]*")
_DECODER = json.JSONDecoder(strict=False)


@dataclass(frozen=True, slots=True)
class JsonValue:
    """One value, its text as it came and the line it begins on."""

    value: object
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class JsonBreak:
    """Where the JSON stops making sense; nothing after it can be read."""

    reason: str
    text: str
    line: int


def json_values(texts: Iterable[str]) -> Iterator[JsonValue | JsonBreak]:
    """The elements of a list, of a list named studies, items or references, or of JSON lines.

    A break ends the reading; what came before it was yielded.
    """
    buffer = _Buffer(texts)
    in_list = buffer.enter_list()
    while True:
        buffer.skip(_BETWEEN)
        if buffer.at_end or (in_list and buffer.starts_with("]")):
            break
        found = _next_value(buffer)
        yield found
        if isinstance(found, JsonBreak):
            return
    if in_list and buffer.at_end:
        yield JsonBreak("The list is not closed: the file was cut off.", "", buffer.line)


def _next_value(buffer: "_Buffer") -> JsonValue | JsonBreak:
    """Decode at the buffer's place; on failure read as much again, until the largest allowed."""
    line = buffer.line
    while True:
        try:
            value, end = _DECODER.raw_decode(buffer.text, buffer.at)
            if end < len(buffer.text) or not buffer.read_more():
                return JsonValue(value, buffer.take(end), line)
        except RecursionError:
            return JsonBreak("The JSON is nested too deeply.", buffer.text[buffer.at :], line)
        except ValueError as error:
            if len(buffer.text) - buffer.at > _LARGEST:
                reason = f"One record is longer than {_LARGEST >> 20} million characters."
                return JsonBreak(reason, buffer.text[buffer.at : buffer.at + 1000], line)
            if not buffer.read_more():
                reason = f"The JSON breaks off or is malformed: {_message(error)}."
                return JsonBreak(reason, buffer.text[buffer.at :], line)


def _message(error: ValueError) -> str:
    return error.msg if isinstance(error, json.JSONDecodeError) else "a number is too long"


class _Buffer:
    """Text that is read on demand; `at` is where the next value begins."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = iter(texts)
        self.text = ""
        self.at = 0
        self.line = 1
        self.read_more()

    @property
    def at_end(self) -> bool:
        return self.at >= len(self.text) and not self.read_more()

    def read_more(self) -> bool:
        """Read about as much again as is held, so that trying again stays cheap in all."""
        self.text = self.text[self.at :]
        self.at = 0
        wanted = max(1, len(self.text))
        parts = [self.text]
        while wanted > 0 and (text := next(self._texts, None)) is not None:
            parts.append(text)
            wanted -= len(text)
        grown = len(parts) > 1 and any(parts[1:])
        self.text = "".join(parts)
        return grown

    def enter_list(self) -> bool:
        """Step into the outer list, where there is one."""
        self.skip(re.compile(r"\s*"))
        opening = re.compile(r"\s*\[").match(self.text, self.at) or _LISTS.match(self.text, self.at)
        if opening:
            self.take(opening.end())
        return opening is not None

    def skip(self, pattern: re.Pattern[str]) -> None:
        while (found := pattern.match(self.text, self.at)) and found.end() > self.at:
            self.take(found.end())
            if self.at < len(self.text) or not self.read_more():
                return

    def starts_with(self, prefix: str) -> bool:
        return self.text.startswith(prefix, self.at)

    def take(self, end: int) -> str:
        """The text up to `end`, left behind."""
        taken = self.text[self.at : end]
        self.line += taken.count("\n")
        self.at = end
        return taken
