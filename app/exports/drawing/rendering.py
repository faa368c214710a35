"""The renderer's process seen from here: one job at a time, each with an end."""

import multiprocessing
from functools import cache, lru_cache
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from threading import Lock

from app.errors import DrawingError
from app.renderer import Answer, Job, serve

SECONDS = 40.0
"""Longest that one drawing may take; the first of a process includes its start."""
WAITING = 60.0
"""Longest that a job waits for those before it."""
IDLE = 120.0
"""An unused process ends by itself after so many seconds: it holds some 200 MB."""
KEPT = 8
"""Drawings that are kept, for a file is often fetched more than once."""
SAY_AGAIN = "Try again; if it stays so, narrow the map by filters."


@lru_cache(maxsize=KEPT)
def rendered(wanted: str, specification: str, scale: float = 1) -> bytes:
    """The file; `wanted` is svg, png or pdf, `scale` is pixels a unit.

    Raises:
        DrawingError: If the renderer fails, is too slow, or is busy with others.
    """
    return _RENDERER.do((wanted, specification, scale))


@cache
def browser_script() -> bytes:
    """The script that draws a specification in a page; made once, in some seconds.

    Raises:
        DrawingError: As `rendered` does.
    """
    return _RENDERER.do(("script", "", 1))


class Renderer:
    """A process that is started when it is needed, and again after one that failed."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._turn = Lock()
        self._process: BaseProcess | None = None
        self._jobs: Connection | None = None

    def do(self, job: Job) -> bytes:
        """The file for one job.

        Raises:
            DrawingError: If it cannot be made, or not in time.
        """
        if not self._turn.acquire(timeout=WAITING):
            raise DrawingError(f"Too many drawings are being made. {SAY_AGAIN}")
        try:
            done, made = self._asked(job)
        finally:
            self._turn.release()
        if not done:
            reason = made.decode(errors="replace")[:500]
            raise DrawingError(f"The renderer refused the drawing: {reason}")
        return made

    def end(self) -> None:
        """Stop the process, if there is one."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
        if self._jobs is not None:
            self._jobs.close()
        self._process = self._jobs = None

    def _asked(self, job: Job) -> Answer:
        try:
            return self._answer(self._ready(), job)
        except (EOFError, OSError) as error:
            self.end()
            raise DrawingError(f"The renderer stopped. {SAY_AGAIN}") from error

    def _answer(self, jobs: Connection, job: Job) -> Answer:
        jobs.send(job)
        if not jobs.poll(self._seconds):
            self.end()
            raise DrawingError(f"It took more than {self._seconds:g} seconds. {SAY_AGAIN}")
        answer: Answer = jobs.recv()
        return answer

    def _ready(self) -> Connection:
        """A connection to a living process; the one before may have ended for want of work."""
        if self._process is None or self._jobs is None or not self._process.is_alive():
            self.end()
            spawning = multiprocessing.get_context("spawn")
            self._jobs, theirs = spawning.Pipe()
            self._process = spawning.Process(target=serve, args=(theirs, IDLE), daemon=True)
            self._process.start()
            theirs.close()
        return self._jobs


_RENDERER = Renderer()
