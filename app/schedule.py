"""When sources are asked: a cron expression for each, its times in UTC."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Self

FIELDS = 5  # minute, hour, day of the month, month, day of the week: crontab(5)
RANDOM = re.compile(r"(^|[\s,])r(\(|/|[\s,]|$)", re.IGNORECASE)
"""What the library takes for any time at all: another one on each machine and after each start."""

EVERY_OTHER = "*"
"""Stands for all sources that have no time of their own."""

SOME_DAY = datetime(2024, 1, 1, tzinfo=UTC)
"""Any: whether a time ever comes does not depend on where one begins to look."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """A cron expression by source; under `*` that of all others, who without it have none."""

    by_source: Mapping[str, str]

    @classmethod
    def parsed(cls, text: str) -> Self:
        """Read `0 6 * * 1`, or `pubmed=0 5 * * *; *=0 6 * * 1`.

        Raises:
            ValueError: Saying which part cannot be used and how one is written.
        """
        by_source: dict[str, str] = {}
        for part in filter(None, (part.strip() for part in text.split(";"))):
            name, named, cron = part.rpartition("=")
            name = name.strip() if named else EVERY_OTHER
            if not name or name in by_source:
                raise ValueError(f"{part!r}: each source has one time, as in pubmed=0 5 * * *")
            by_source[name] = _checked(cron.strip())
        return cls(by_source)

    @property
    def named(self) -> frozenset[str]:
        """The sources that have a time of their own."""
        return frozenset(self.by_source) - {EVERY_OTHER}

    def cron_of(self, source: str) -> str:
        """The expression for a source; empty where it is never asked."""
        return self.by_source.get(source, self.by_source.get(EVERY_OTHER, ""))

    def last_time(self, source: str, now: datetime) -> datetime | None:
        """When the source was last to be asked, now included; None: never."""
        cron = self.cron_of(source)
        if not cron:
            return None
        this_minute = now.replace(second=0, microsecond=0)
        last: datetime = _cron(cron, this_minute + timedelta(seconds=1)).get_prev(datetime)
        return last

    def next_time(self, source: str, now: datetime) -> datetime | None:
        """When the source is to be asked next, after now; None: never."""
        cron = self.cron_of(source)
        if not cron:
            return None
        following: datetime = _cron(cron, now).get_next(datetime)
        return following


def _checked(cron: str) -> str:
    from croniter import CroniterError

    how = 'write five fields, in UTC: "0 6 * * 1" is every Monday at 06:00'
    if len(cron.split()) != FIELDS or RANDOM.search(cron):
        raise ValueError(f"{cron!r} is not a time of crontab; {how}")
    try:
        _cron(cron, SOME_DAY).get_next(datetime)
    except CroniterError as error:
        raise ValueError(f"{cron!r} names no time that ever comes; {how}") from error
    return cron


def _cron(cron: str, start: datetime) -> Any:
    # Late: a quarter of a second that only those pay who have a schedule.
    from croniter import croniter

    return croniter(cron, start)
