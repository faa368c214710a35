"""Whether the service can answer: each thing that it needs, asked for in turn."""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Engine

from app import store
from app.errors import DatabaseUnavailableError


class Need(StrEnum):
    """What an answer needs."""

    DATABASE = "database"
    SCHEMA = "schema"
    SEARCH = "search"
    EVIDENCE = "evidence"


LACKS = {
    Need.DATABASE: "The database does not answer. The service's log has the cause.",
    Need.SCHEMA: "The database's schema is not the one this version needs. `coregap load` brings "
    "an older one up to date; a newer one needs a newer coregap.",
    Need.SEARCH: "The search index is missing. `coregap check` says what else is.",
    Need.EVIDENCE: "The database holds no study yet. Run `coregap load`.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """What is there; `lacking` is None where nothing stands in the way of an answer."""

    lacking: Need | None
    studies: int = 0
    revision: str = ""

    @property
    def can_answer(self) -> bool:
        """Whether questions can be answered; of an empty database, that nothing is known."""
        return self.lacking in (None, Need.EVIDENCE)


def answer_ready(engine: Engine) -> Ready:
    """Ask for everything in turn, and say what is the first that is not there."""
    try:
        if not store.schema_is_current(engine):
            return Ready(lacking=Need.SCHEMA)
        with store.reading(engine) as db:
            if not store.has_search_index(db):
                return Ready(lacking=Need.SEARCH)
            studies = store.count_everything(db).studies
            lacking = None if studies else Need.EVIDENCE
            return Ready(lacking=lacking, studies=studies, revision=store.revision(db))
    except DatabaseUnavailableError:
        return Ready(lacking=Need.DATABASE)
