"""One run of one source: each page one transaction, with all that must never part from it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

import structlog
from sqlalchemy import Engine
from sqlmodel import Session

from app import store
from app.errors import RunTakenOverError, UpstreamError
from app.pipeline.checkpoints import Plan, checkpoint_of
from app.records import Rejected, SourceRecord
from app.sources import FolderPage, Page, Search
from app.store import SaveCounts

log = structlog.get_logger()

Clock = Callable[[], datetime]

IN_CIRCLES = 50
"""Pages in a row that bring nothing a run has not seen: no upstream sends so many by mistake. An
upstream may repeat all it gave once or twice, where its records were renewed while they were read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What a run brought so far."""

    pages: int = 0
    received: int = 0
    new: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: int = 0
    withdrawn: int = 0

    def plus(self, saved: SaveCounts, gone: SaveCounts, rejected: int) -> "Tally":
        """With one page more."""
        records = saved.new + saved.updated + saved.unchanged
        return Tally(
            pages=self.pages + 1,
            received=self.received + records + rejected,
            new=self.new + saved.new,
            updated=self.updated + saved.updated,
            unchanged=self.unchanged + saved.unchanged,
            rejected=self.rejected + rejected,
            withdrawn=self.withdrawn + gone.updated,
        )

    def with_texts(self, later: "Tally") -> "Tally":
        """With what a second run brought; it was given again what the first had brought."""
        return Tally(**{name: n + later.as_dict()[name] for name, n in self.as_dict().items()})

    @property
    def changed(self) -> bool:
        """Whether there is anything that was not there before."""
        return bool(self.new or self.updated or self.withdrawn)

    def as_dict(self) -> dict[str, int]:
        """By name, for the run's row."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


class SourceRun:
    """A run at work: holds what the next page's transaction needs, and nothing of the last one's."""

    def __init__(self, engine: Engine, source: str, run_id: int, plan: Plan, clock: Clock) -> None:
        self.id = run_id
        self.source = source
        self.plan = plan
        self.tally = Tally()
        self.announced: int | None = None
        self.warnings = _said_of(plan, clock().date())
        self.status: Literal["running", "succeeded", "failed"] = "running"
        self.reason = ""
        self._engine = engine
        self._clock = clock
        self._resumed = bool(plan.position)
        self._seen: set[str] = set()
        self._pages_without_news = 0

    def store(self, page: Page) -> None:
        """Keep a page with its rejections, its place in the search log, and where to go on.

        All of it or nothing.

        Raises:
            UpstreamError: If the upstream only ever repeats itself.
            RunTakenOverError: If another process has taken the search over.
        """
        self._check_for_news(page)
        search, plan = self.plan.searches[0], self.plan.moved_to(page.position)
        announced = self._announced(search, page)
        warnings = tuple(dict.fromkeys((*self.warnings, *page.warnings)))
        with store.writing(self._engine) as db:
            saved, gone, rejected = self._save(db, page)
            tally = self.tally.plus(saved, gone, rejected)
            self._log(db, search, page, (saved, gone, rejected))
            self._move(db, plan)
            self._note_file(db, page)
            progress = store.Progress(
                at=self._clock(),
                position=plan.position,
                announced=announced,
                counts=tally.as_dict(),
                warnings=warnings,
            )
            store.save_progress(db, self.id, progress)
        self.plan, self.tally = plan, tally
        self.announced, self.warnings = announced, warnings
        log.info("page_stored", source=self.source, run=self.id, **tally.as_dict())

    def succeed(self) -> None:
        """End the run; what it was told it would get is compared with what it got."""
        with store.writing(self._engine) as db:
            self._check_claim(db)
            difference = self._difference(db)
            if difference:
                self.warnings = (*self.warnings, difference)
                log.warning("hits_differ", source=self.source, run=self.id, because=difference)
            self._save_warnings(db)
            store.delete_checkpoint(db, self.source)
            store.end_source_run(db, self.id, at=self._clock(), status="succeeded")
        self.status = "succeeded"

    def fail(self, reason: str) -> None:
        """End the run with a reason; the next one goes on from the last page that was stored.

        Where no page came after an interruption the position itself may be what the upstream no
        longer takes: the search then begins again.
        """
        with store.writing(self._engine) as db:
            if self._resumed and not self.tally.pages and self._is_claimed(db):
                again = checkpoint_of(self.source, self.plan.begun_again(), self.id)
                store.save_checkpoint(db, again)
            store.end_source_run(db, self.id, at=self._clock(), status="failed", reason=reason)
        self.status, self.reason = "failed", reason
        log.warning("source_failed", source=self.source, run=self.id, because=reason)

    def _announced(self, search: Search, page: Page) -> int | None:
        is_total = page.announced is not None and not search.identifiers
        return page.announced if is_total else self.announced

    def _check_for_news(self, page: Page) -> None:
        news = {_name(one) for one in page.items} - self._seen
        self._pages_without_news = 0 if news else self._pages_without_news + 1
        self._seen |= news
        if self._pages_without_news >= IN_CIRCLES and page.position:
            raise UpstreamError(
                self.source,
                f"its last {IN_CIRCLES} pages brought nothing that was not there before",
                "Run the source again later; what was received is kept.",
            )

    def _save(self, db: Session, page: Page) -> tuple[SaveCounts, SaveCounts, int]:
        records = [one for one in page.items if isinstance(one, SourceRecord)]
        rejected = [one for one in page.items if isinstance(one, Rejected)]
        at = self.plan.asked_at
        store.save_rejected(db, rejected, received_at=at, run_id=self.id)
        saved = store.save_records(db, records, received_at=at, run_id=self.id)
        keys = [f"{self.source}:{source_id}" for source_id in page.withdrawn]
        if isinstance(page, FolderPage):
            keys += [key for one in page.gone for key in one.keys]
        gone = store.withdraw_records(db, keys, received_at=at, run_id=self.id)
        return saved, gone, len(rejected)

    def _log(
        self, db: Session, search: Search, page: Page, kept: tuple[SaveCounts, SaveCounts, int]
    ) -> None:
        saved, gone, rejected = kept
        logged = store.LoggedPage(
            run_id=self.id,
            search_id=self.plan.search_id or self.id,
            source=self.source,
            part=_part(search, page),
            at=self._clock(),
            asked=tuple((asked.url, asked.body, asked.status) for asked in page.asked),
            announced=page.announced,
            identifiers=tuple(one.source_id for one in page.items if isinstance(one, SourceRecord)),
            new=saved.new,
            updated=saved.updated,
            unchanged=saved.unchanged,
            rejected=rejected,
            withdrawn=tuple(key.partition(":")[2] for key in gone.keys),
            warnings=page.warnings,
        )
        store.save_logged_page(db, logged)

    def _note_file(self, db: Session, page: Page) -> None:
        if isinstance(page, FolderPage) and page.completes:
            store.save_watched_file(
                db, page.completes, page.file, run_id=self.id, read_at=self._clock()
            )

    def _move(self, db: Session, plan: Plan) -> None:
        # After the records: saving them has waited for any other process's turn to end.
        self._check_claim(db)
        store.save_checkpoint(db, checkpoint_of(self.source, plan, self.id))

    def _check_claim(self, db: Session) -> None:
        if not self._is_claimed(db):
            raise RunTakenOverError(self.source, self.id)

    def _is_claimed(self, db: Session) -> bool:
        checkpoint = store.get_checkpoint(db, self.source)
        return checkpoint is not None and checkpoint.run_id == self.id

    def _save_warnings(self, db: Session) -> None:
        progress = store.Progress(
            at=self._clock(),
            position="",
            announced=self.announced,
            counts=self.tally.as_dict(),
            warnings=self.warnings,
        )
        store.save_progress(db, self.id, progress)

    def _difference(self, db: Session) -> str:
        """In words; empty where everything that was announced came, over all runs of the search."""
        pages = store.list_search_log(db, search_id=self.plan.search_id or self.id)
        asked = [page for page in pages if page.part == "query"]
        totals = [page.announced for page in asked if page.announced is not None]
        if not totals:
            return ""
        distinct = {identifier for page in asked for identifier in page.identifiers}
        rejected = sum(page.rejected for page in asked)
        received = len(distinct) + rejected
        if received == totals[-1]:
            return ""
        kept_apart = f", {rejected} of them rejected" if rejected else ""
        return f"{totals[-1]} hits were announced and {received} received{kept_apart}."


def _said_of(plan: Plan, today: date) -> tuple[str, ...]:
    if plan.until >= today:
        return ()
    return (f"This ends the search of {plan.until}; run again for what changed since.",)


def _part(search: Search, page: Page) -> str:
    if isinstance(page, FolderPage):
        return "file"
    return "identifiers" if search.identifiers else "query"


def _name(one: SourceRecord | Rejected) -> str:
    return one.place if isinstance(one, Rejected) else one.key
