"""How much memory a process and all below it hold at once."""

import os
import threading
import time
from pathlib import Path

SAMPLED_EVERY_S = 0.1


class Memory(threading.Thread):
    """Looks at what a process and its children hold, until it ends; Linux only, 0 elsewhere."""

    def __init__(self, process: int) -> None:
        super().__init__(daemon=True)
        self._process = process
        self.most = 0.0

    def run(self) -> None:
        """Look until the process ends."""
        while held := sum(map(_megabytes, _family(self._process))):
            self.most = max(self.most, held)
            time.sleep(SAMPLED_EVERY_S)


def _family(process: int) -> list[int]:
    """The process and all below it; a thread of any may have started a child."""
    found = [process]
    for one in found:
        for children in Path(f"/proc/{one}/task").glob("*/children"):
            found += map(int, _content(children).split())
    return found


def _megabytes(process: int) -> float:
    pages = _content(Path(f"/proc/{process}/statm")).split()
    return int(pages[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6 if pages else 0.0


def _content(path: Path) -> str:
    """Of a file that is gone when its process is."""
    try:
        return path.read_text(encoding="ascii")
    except (FileNotFoundError, ProcessLookupError):
        return ""
