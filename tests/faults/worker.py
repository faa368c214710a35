"""A process that imports everything once and then becomes, whenever told to, a run of its own.

It reads lines of JSON: {"database", "upstreams", "now", "backwards"}. For each it forks; the fork
ingests and ends. It prints the number of the fork, then how it ended: its exit code, or -9.
"""

import json
import os
import sys
from datetime import UTC, datetime
from typing import Any

from app import pipeline, store
from app.topic import read_topic
from tests.faults.shelves import sources


def main() -> None:
    topic = read_topic()
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            os._exit(ingest(json.loads(line), topic))
        print(child, flush=True)  # noqa: T201 - this is how it answers
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)  # noqa: T201


def ingest(told: dict[str, Any], topic: Any) -> int:
    known = sources(told["upstreams"])
    order = pipeline.Order(sources=known[::-1] if told["backwards"] else known)
    fixed = datetime.fromisoformat(told["now"]) if told["now"] else None
    engine = store.open_engine(told["database"])
    report = pipeline.ingest(engine, topic, order, lambda: fixed or datetime.now(UTC))
    return 1 if report.failed else 0


if __name__ == "__main__":
    main()
