"""What a run of a source still has to ask, and its form in the store."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from pydantic import TypeAdapter

from app.sources import Search
from app.store import Checkpoint


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a person asked of a run: everything, the changes since a day, or just what is new."""

    since: date | None = None
    full: bool = False


NEWS = Wanted()
"""Just what is new."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Searches to ask of one source one after the other; the first goes on at `position`.

    `since` and `until` are the days of change that the whole covers, also when part of it is done.
    `asked_at` is when the search was begun: everything it brings counts as received then, however
    often it is interrupted. `search_id` is the run that began it, None where none has.
    """

    searches: tuple[Search, ...]
    wanted: Wanted
    since: date | None
    until: date
    asked_at: datetime
    position: str = ""
    search_id: int | None = None

    def moved_to(self, position: str) -> "Plan":
        """The plan after a page; an empty position ends the first search."""
        searches = self.searches if position else self.searches[1:]
        return replace(self, searches=searches, position=position)

    def begun_again(self) -> "Plan":
        """The plan with its first search from its first page."""
        return replace(self, position="")


@dataclass(frozen=True, slots=True)
class _Stored:
    searches: tuple[Search, ...]
    wanted: Wanted
    since: date | None
    until: date


_STORED = TypeAdapter(_Stored)


def checkpoint_of(source: str, plan: Plan, run_id: int) -> Checkpoint:
    """The plan as it is kept while the run is at work."""
    stored = _Stored(plan.searches, plan.wanted, plan.since, plan.until)
    return Checkpoint(
        source=source,
        run_id=run_id,
        search_id=plan.search_id or run_id,
        began_at=plan.asked_at,
        plan=_STORED.dump_python(stored, mode="json"),
        position=plan.position,
    )


def plan_of(checkpoint: Checkpoint) -> Plan:
    """The plan that was kept."""
    stored = _STORED.validate_python(checkpoint.plan)
    return Plan(
        searches=stored.searches,
        wanted=stored.wanted,
        since=stored.since,
        until=stored.until,
        asked_at=checkpoint.began_at,
        position=checkpoint.position,
        search_id=checkpoint.search_id,
    )
