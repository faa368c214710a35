"""A worker on PostgreSQL in a process of its own: told what to do by one line of JSON.

{"database", "upstreams", "now", "once", "dead_after"}: it does all that is due and goes on until it
is ended, or with `once` ends there. It shows that it is at work by what it asks the upstreams.
"""

import json
import sys
from datetime import datetime
from typing import Any

from app import pipeline, store
from app.logs import configure_logging
from app.pipeline.queueing import Rhythm, work_on_queue
from app.schedule import Schedule
from app.topic import read_topic
from tests.faults.shelves import sources

MIDNIGHT = "0 0 * * *"


def duties_of(told: dict[str, Any]) -> pipeline.Duties:
    now = datetime.fromisoformat(told["now"])
    engine = store.open_engine(told["database"])
    return pipeline.Duties(
        place=pipeline.Workplace(engine=engine, topic=read_topic(), clock=lambda: now),
        schedule=Schedule.parsed(MIDNIGHT),
        sources={source.name: source for source in sources(told["upstreams"])},
    )


if __name__ == "__main__":
    configure_logging("warning")
    told = json.loads(sys.argv[1])
    quick = Rhythm(
        heartbeat=0.2, dead_after=told["dead_after"], look=0.3, poll=0.1, soon=0.2, patience=1
    )
    work_on_queue(duties_of(told), concurrency=2, once=told["once"], rhythm=quick)
