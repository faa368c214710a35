"""Patterns that are compiled when they are first tried, not when the program starts."""

import re


class Late:
    """A pattern as `re` would give it; compiling all of the reader's takes as long as starting it.

    Most commands start without reading any text, and most texts try few of the patterns.
    """

    __slots__ = (
        "_flags", "compiled", "findall", "finditer", "match", "pattern", "search", "sub",
    )  # fmt: skip

    compiled: re.Pattern[str]

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> object:
        """What only a compiled pattern has; asked for once, as each then has its own place."""
        if name not in Late.__slots__:
            raise AttributeError(f"A pattern has no {name}.")
        self.compiled = compiled = re.compile(self.pattern, self._flags)
        self.search, self.match = compiled.search, compiled.match
        self.finditer, self.findall, self.sub = compiled.finditer, compiled.findall, compiled.sub
        found: object = getattr(self, name)
        return found
