"""Bars that show how far a file or a source has been read."""

from pathlib import Path

from rich.progress import Progress, TaskID

from app import pipeline


class ImportBar:
    """A bar for a file: how much of it was read, and how many records that gave."""

    def __init__(self, progress: Progress, path: Path) -> None:
        self._progress = progress
        self._name = path.name
        self._bar = progress.add_task(f"{path.name}: looking at it", total=None)

    def show(self, done: pipeline.ImportProgress) -> None:
        """Move the bar to where the last batch ends."""
        self._progress.update(
            self._bar,
            description=f"{self._name}: {done.records:,} records",
            completed=done.read,
            total=done.size,
        )


class RunProgress:
    """A bar for each source; runs tell of their pages from threads of their own."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._bars: dict[str, TaskID] = {}

    def show(self, run: pipeline.SourceRun) -> None:
        """Move the source's bar to where its last page ends."""
        if run.source not in self._bars:
            self._bars[run.source] = self._progress.add_task(run.source, total=None)
        self._progress.update(
            self._bars[run.source], completed=run.tally.received, total=run.announced
        )
