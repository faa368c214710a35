"""A page taken apart, for tests to ask about."""

import re
from html.parser import HTMLParser
from typing import Any


class Outline(HTMLParser):
    """What a test asks of a page's structure."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, Any]]:
        return [attrs for name, attrs in self.tags if name == tag]


def words_of(html: str) -> str:
    """The page as a reader sees it, on one line."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))
