"""A process that reads pieces of a file for another; it stands here to import little."""

import gc
import os
import signal
from multiprocessing import parent_process
from threading import Thread

GARBAGE = 200_000
"""Values made before circles among them are sought: a piece's are gone with it, and hold none."""


def begin_reading() -> None:
    """What a process does before its first piece."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends the pool
    gc.set_threshold(GARBAGE)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A process whose parent was killed would wait for work for ever."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
