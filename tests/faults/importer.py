"""A process that imports everything once and then becomes, whenever told to, an import of a file.

It reads lines of JSON: {"database", "file", "batches", "seconds"}. For each it forks; the fork ends
itself as a power cut does, after so many batches or at any moment after so many seconds, whichever
comes first; where both are null it imports to the end. It prints how each fork ended: its exit code,
or -9.
"""

import json
import os
import signal
import sys
import threading
import time
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

from app import pipeline, store
from app.logs import configure_logging

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


def main() -> None:
    configure_logging("error")
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            os._exit(take_in(json.loads(line)))
        _, status = os.waitpid(child, 0)
        print(f"ended {os.waitstatus_to_exitcode(status)}", flush=True)  # noqa: T201 - its answer


def take_in(told: dict[str, Any]) -> int:
    batches = count(1)

    def watch(_done: pipeline.ImportProgress) -> None:
        if next(batches) == told["batches"]:
            os.kill(os.getpid(), signal.SIGKILL)

    if told["seconds"] is not None:
        threading.Thread(target=end_after, args=(told["seconds"],), daemon=True).start()
    engine = store.open_engine(told["database"])
    pipeline.import_file(
        engine, Path(told["file"]), limit_mb=100, now=NOW, watch=watch, processes=1
    )
    return 0


def end_after(seconds: float) -> None:
    time.sleep(seconds)
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main()
