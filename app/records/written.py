"""Values as text that every database and every process writes alike."""

import json
import re
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from pydantic_core import PydanticSerializationError, to_json

_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
_EMPTY: dict[type, str] = {list: "[]", dict: "{}"}
_WORD = {str}
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def storable(text: str) -> str:
    """The text with NUL and lone surrogates replaced, which PostgreSQL cannot keep.

    One character for one, so every offset into the text stays true.
    """
    if "\x00" not in text and (text.isascii() or _is_writable(text)):
        return text
    return _UNSTORABLE.sub("\ufffd", text)


def storable_all(texts: Sequence[str | None]) -> Sequence[str | None]:
    """As each by itself. Nearly always nothing is replaced: that is asked of all together."""
    together = "".join(filter(None, texts))
    if storable(together) == together:
        return texts
    return [None if text is None else storable(text) for text in texts]


def _is_writable(text: str) -> bool:
    """Whether it can be written in UTF-8: asked fifty times as fast as any character is sought."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def canonical_json(value: Any) -> str:
    """The one way a value is written as JSON."""
    if not value and type(value) in _EMPTY:
        return _EMPTY[type(value)]
    words = _words_alone(value)
    if words is not None:
        with suppress(PydanticSerializationError, UnicodeError):  # a lone surrogate
            return to_json(words).decode()
    return _ENCODER.encode(value)


def _words_alone(value: Any) -> list[str] | dict[str, str] | None:
    """The value if it is of words alone, with its keys in order: most are, and take a fifth of the time."""
    if type(value) is list:
        return value if _WORD.issuperset(map(type, value)) else None
    if type(value) is dict and _WORD.issuperset(map(type, (*value, *value.values()))):
        return dict(sorted(value.items()))
    return None
