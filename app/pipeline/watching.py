"""What can be asked: the upstreams, and the watched folder with what was read of it before."""

from collections.abc import Mapping
from contextlib import nullcontext
from pathlib import Path

from sqlalchemy import Engine

from app import store
from app.pipeline.checkpoints import Wanted
from app.settings import Settings
from app.sources import FILES, Source, WatchedFolder, list_upstreams
from app.topic import Topic


def list_sources(engine: Engine, settings: Settings, wanted: Wanted) -> Mapping[str, Source]:
    """Every source by name; the folder only where the settings name one."""
    sources = dict(list_upstreams(settings))
    if settings.watched_folder is not None:
        limit_mb = settings.import_limit_mb
        sources[FILES] = watched_folder(
            engine, settings.watched_folder, limit_mb=limit_mb, full=wanted.full
        )
    return sources


def asked_by_default(known: Mapping[str, Source], topic: Topic) -> dict[str, Source]:
    """The sources that the topic has a search for, and the watched folder."""
    searched = {*topic.searches, FILES}
    return {n: source for n, source in known.items() if source.by_default and n in searched}


def watched_folder(engine: Engine, folder: Path, *, limit_mb: int, full: bool = False) -> Source:
    """The folder as a source; with `full` every file is read again."""

    def opened() -> nullcontext[WatchedFolder]:
        with store.reading(engine) as db:
            known = frozenset[str]() if full else store.list_watched_files(db)
        return nullcontext(WatchedFolder(folder, limit_mb=limit_mb, known=known))

    return Source(name=FILES, opened=opened)
