"""A process that imports everything once and then becomes, whenever told to, a run of its own.

It reads lines of JSON: {"database", "upstreams", "now", "backwards"}. For each it forks; the fork
ingests and ends. It prints the number of the fork, then how it ended: its exit code, or -9.
"""

import gc
import json
import os
import sys
from datetime import UTC, datetime
from tempfile import TemporaryDirectory
from typing import Any

from app import pipeline, store
from app.logs import configure_logging
from app.topic import Topic, read_topic
from tests.faults.shelves import sources
from tests.pipeline.upstreams import Shelf, a_source, an_article


def main() -> None:
    configure_logging("error")
    topic = read_topic()
    warm_up(topic)
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            os._exit(ingest(json.loads(line), topic))
        print(child, flush=True)  # noqa: T201 - this is how it answers
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)  # noqa: T201


def warm_up(topic: Topic) -> None:
    """Have everything compiled and read before the first fork, which each would else do again."""
    with TemporaryDirectory() as folder:
        engine = store.open_engine(f"sqlite:///{folder}/warm.sqlite3")
        store.migrate(engine)
        articles = Shelf(records=[an_article(number) for number in range(3)])
        order = pipeline.Order(sources=[a_source(articles)])
        pipeline.ingest(engine, topic, order, lambda: datetime.now(UTC))
        engine.dispose()
    gc.freeze()


def ingest(told: dict[str, Any], topic: Topic) -> int:
    known = sources(told["upstreams"])
    order = pipeline.Order(sources=known[::-1] if told["backwards"] else known)
    fixed = datetime.fromisoformat(told["now"]) if told["now"] else None
    engine = store.open_engine(told["database"])
    report = pipeline.ingest(engine, topic, order, lambda: fixed or datetime.now(UTC))
    return 1 if report.failed else 0


if __name__ == "__main__":
    main()
