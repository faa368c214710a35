"""Reading registry JSON, in which anything may be absent: the values in it as plain text."""

import re
from collections.abc import Mapping

from app.records.titles import flatten_text, strip_markup

_Json = Mapping[str, object]
# The API hands out Markdown, with these characters escaped.
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!<>~|&^=@$%:;,/\"'])")


def children(parent: _Json, *names: str) -> _Json:
    """The object at a path; an empty one where any part is absent or no object."""
    found: object = parent
    for name in names:
        found = found.get(name) if isinstance(found, dict) else None
    return found if isinstance(found, dict) else {}


def objects(value: object) -> list[dict[str, object]]:
    """The objects of a list; an empty list for anything else."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def texts(value: object) -> tuple[str, ...]:
    """The words of a list of strings."""
    found = value if isinstance(value, list) else []
    return tuple(text for one in found if (text := plain(one)))


def text_at(parent: _Json, name: str) -> str:
    """A value on one line; numbers and truth values as the registry writes them."""
    return plain(parent.get(name))


def plain(value: object) -> str:
    """A single value on one line, escapes undone."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    return flatten_text(unescaped(value)) if isinstance(value, str) else ""


def block_at(parent: _Json, name: str) -> str:
    """A value that keeps its lines: lists of criteria, paragraphs."""
    value = parent.get(name)
    if not isinstance(value, str):
        return ""
    lines = strip_markup(unescaped(value)).replace("\r\n", "\n").replace("\r", "\n")
    return re.sub(r"\n{3,}", "\n\n", lines).strip()


def unescaped(text: str) -> str:
    r"""Markdown's escapes undone: "\>= 22" is ">= 22"."""
    return _ESCAPED.sub(r"\1", text)


def number_of(text: str) -> int | None:
    """A whole number, with or without thousands separators; None for "NA" or "<1"."""
    bare = text.replace(",", "")
    return int(bare) if bare.isascii() and bare.isdigit() and len(bare) < 10 else None
