"""The database as the settings name it, with the schema that this version needs."""

from sqlalchemy import Engine
from sqlmodel import Session

from app import store
from app.settings import Settings


def open_database(settings: Settings) -> Engine:
    """Open the database, creating or migrating it first.

    Raises:
        DatabaseUnavailableError: If it does not answer or cannot be migrated.
    """
    engine = store.open_engine(settings.url)
    store.migrate(engine)
    return engine


def is_empty(engine: Engine) -> bool:
    """Whether nothing was ever received."""
    with Session(engine) as db:
        return store.count_everything(db).records == 0
