"""A process that brings a database up to date and is ended in the middle of it, as by a power cut.

It is given the database and the number of the statement, of those that change something, after which
it ends.
"""

import os
import signal
import sys
from itertools import count

from sqlalchemy import event

from app import pipeline, store
from app.logs import configure_logging
from app.topic import read_topic

CHANGES = ("INSERT", "DELETE", "UPDATE")


def main() -> None:
    configure_logging("error")
    engine, last = store.open_engine(sys.argv[1]), int(sys.argv[2])
    changed = count(1)

    @event.listens_for(engine, "after_cursor_execute")
    def end(*told: object) -> None:
        if str(told[2]).startswith(CHANGES) and next(changed) == last:
            os.kill(os.getpid(), signal.SIGKILL)

    pipeline.refresh(engine, read_topic())


if __name__ == "__main__":
    main()
