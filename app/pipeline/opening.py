"""The database as the settings name it, with the schema that this version needs."""

from sqlalchemy import Engine
from sqlmodel import Session

from app import store
from app.settings import Settings


def open_database(settings: Settings) -> Engine:
    """Open the database, creating or migrating it first.

    What maps are answered from is made where it is of no revision, as after an upgrade.

    Raises:
        DatabaseUnavailableError: If it does not answer or cannot be migrated.
    """
    engine = store.open_engine(settings.url)
    store.migrate(engine)
    with store.reading(engine) as db:
        is_mapped = store.is_map_of(db, store.revision(db))
    if not is_mapped:
        with store.writing(engine) as db:
            store.wait_to_derive(db)
            store.fill_map(db)
    return engine


def is_empty(engine: Engine) -> bool:
    """Whether nothing was ever received."""
    with Session(engine) as db:
        return store.count_everything(db).records == 0
