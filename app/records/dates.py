"""Dates as far as they are known: a year, perhaps a month, perhaps a day; nothing is invented."""

import re
from dataclasses import dataclass
from functools import lru_cache

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_YEAR = re.compile(r"(?<!\d)(1[6-9]\d\d|20\d\d|2100)(?!\d)")
_COMPACT = re.compile(r"(?<!\d)(1[6-9]\d\d|20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")
_NUMERIC = re.compile(
    r"(?<!\d)(1[6-9]\d\d|20\d\d|2100)[-/.](0?[1-9]|1[0-2])(?!\d)(?:[-/.](0?[1-9]|[12]\d|3[01])(?!\d))?"
)
_MONTH_NAME = re.compile(
    r"(?<![a-z])(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])",
    re.IGNORECASE,
)
_DAY_AFTER_MONTH = re.compile(
    r"\.?\s+(0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\d-])", re.IGNORECASE
)
_DAY_BEFORE_MONTH = re.compile(
    r"(?<!\d)(0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?\.?\s+$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date with the precision its source gave."""

    year: int
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        """YYYY, YYYY-MM or YYYY-MM-DD."""
        parts = [f"{self.year:04}"]
        if self.month:
            parts.append(f"{self.month:02}")
            if self.day:
                parts.append(f"{self.day:02}")
        return "-".join(parts)


@lru_cache(maxsize=4096)
def partial_date(*texts: str) -> PartialDate | None:
    """The date that texts of falling trust give together; None without a year from 1600 to 2100.

    The first text with a year decides it. A month may come from another text, if that names no
    other year. Of a range the first month counts; a season is no month.
    """
    known = [found for text in texts if (found := _read(text)) is not None]
    year = next((year for year, _, _ in known if year), None)
    if year is None:
        return None
    for its_year, month, day in known:
        if month and its_year in (None, year):
            return PartialDate(year, month, day)
    return PartialDate(year)


def month_number(text: str) -> int | None:
    """1 to 12 from a number, a name or an abbreviation; None for anything else."""
    bare = text.strip()
    if bare.isascii() and bare.isdigit():
        return int(bare) if len(bare) <= 2 and 1 <= int(bare) <= 12 else None
    match = _MONTH_NAME.match(bare)
    return _number(match.group()) if match else None


def _read(text: str) -> tuple[int | None, int | None, int | None] | None:
    if compact := _COMPACT.search(text):
        return int(compact.group(1)), int(compact.group(2)), int(compact.group(3))
    if numeric := _NUMERIC.search(text):
        day = numeric.group(3)
        return int(numeric.group(1)), int(numeric.group(2)), int(day) if day else None
    year = _YEAR.search(text)
    month, day = _named_month(text)
    if not year and not month:
        return None
    return int(year.group()) if year else None, month, day


def _named_month(text: str) -> tuple[int | None, int | None]:
    match = _MONTH_NAME.search(text)
    if not match:
        return None, None
    day = _DAY_AFTER_MONTH.match(text, match.end()) or _DAY_BEFORE_MONTH.search(
        text[max(0, match.start() - 8) : match.start()]
    )
    return _number(match.group()), int(day.group(1)) if day else None


def _number(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1
