"""A registry's eligibility criteria, taken apart into inclusion and exclusion."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from app.records import Passage, Section

_QUALIFIERS = (
    r"(?:(?:key|main|major|general|specific|additional|other|primary|subject|subjects|participant|"
    r"participants|patient|patients|study|clinical|core|trial|donor|recipient|control|healthy)\s+){0,3}"
)
_NAMES = (
    rf"(?P<both>{_QUALIFIERS}inclusion\s*(?:and|&|/|,)\s*exclusion(?:\s+criteria)?|{_QUALIFIERS}eligibility\s+criteria|selection\s+criteria)"
    rf"|(?P<out>{_QUALIFIERS}(?:exclusion|exclusionary|non[ -]?inclusion|non[ -]?eligibility|ineligibility)(?:\s+criteri(?:a|on)(?:\s+(?:for|of|are|include)\b[^\n:.]{{0,80}})?)?|criteria\s+for\s+exclusion)"
    rf"|(?P<in>{_QUALIFIERS}(?:inclusion|inclusionary)(?:\s+criteri(?:a|on)(?:\s+(?:for|of|are|include)\b[^\n:.]{{0,80}})?)?|criteria\s+for\s+inclusion)"
)
_MARKS = r"[ \t]*(?:[#*\-\u2022>_]{1,6}[ \t]*|(?:\d{1,2}|[A-Da-d]|[IVX]{1,4})[.)][ \t]+|\([a-d\d]\)[ \t]*){0,4}"
# A heading has a line for itself or ends in a colon; in old records all stands on one line.
_HEADING = re.compile(
    rf"(?:(?<=\n)|^){_MARKS}(?P<line>{_NAMES})[ \t]*(?:\([^)\n]{{0,60}}\))?[ \t*_]*(?:[:\uff1a][*_]*|\.?[*_]*(?=[ \t]*(?:\n|$))|[ \t]-[ \t])",
    re.IGNORECASE,
)
_INLINE = re.compile(
    rf"(?<![\w-])(?P<line>{_NAMES})[ \t]*(?:\([^)\n]{{0,60}}\))?[*_]*[:\uff1a]", re.IGNORECASE
)  # fmt: skip


def eligibility_passages(criteria: str) -> Iterator[Passage]:
    """INCLUSION and EXCLUSION passages by their headings, which stay as printed.

    Text above the first heading, and all of it where there is none, is ELIGIBILITY: which side it
    is on cannot be told.
    """
    found = _headings(criteria)
    starts = [match.start() for match in found] + [len(criteria)]
    yield from _passage(Section.ELIGIBILITY, criteria[: starts[0]], "")
    for match, end in zip(found, starts[1:], strict=True):
        heading = re.sub(r"\s+", " ", match["line"]).strip()
        yield from _passage(_side(match), criteria[match.end() : end], heading)


def _headings(criteria: str) -> list[re.Match[str]]:
    by_line = list(_HEADING.finditer(criteria))
    ends = [match.end() for match in by_line]
    inline = (m for m in _INLINE.finditer(criteria) if not _inside(m, by_line, ends))
    return sorted((*by_line, *inline), key=lambda match: match.start())


def _inside(match: re.Match[str], others: list[re.Match[str]], ends: list[int]) -> bool:
    """Whether it overlaps one of the others, which are in order and end at `ends`."""
    first = bisect_right(ends, match.start())
    return first < len(others) and others[first].start() < match.end()


def _side(match: re.Match[str]) -> Section:
    if match["both"]:
        return Section.ELIGIBILITY
    return Section.EXCLUSION if match["out"] else Section.INCLUSION


def _passage(section: Section, text: str, heading: str) -> Iterator[Passage]:
    lines = (re.sub(r"[ \t]+", " ", line).strip() for line in text.split("\n"))
    if kept := "\n".join(line for line in lines if line.strip("*-_# ")):
        yield Passage(section, kept, heading)
