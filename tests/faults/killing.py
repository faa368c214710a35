"""Runs in processes of their own, to be killed; and databases as what they hold."""

import json
import os
import signal
import subprocess
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from sqlalchemy import Engine
from sqlmodel import select

from app import store
from app.store.received import RecordRow, RejectedRow
from tests.faults.shelves import SIZES, WITHDRAWN
from tests.pipeline.upstreams import an_article

ROOT = Path(__file__).parents[2]
BEFORE = datetime(2026, 11, 1, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Run:
    """What a worker is told. `now` fixes its clock (ISO 8601)."""

    database: str
    upstreams: str
    now: str = ""
    backwards: bool = False


class Worker:
    """A process that ingests in forks of itself, one at a time."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()

    def start(self, run: Run) -> int:
        """Begin an ingest; the number of its process."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(vars(run)) + "\n")
        self._process.stdin.flush()
        return int(self._line())

    def ended(self) -> int:
        """Wait for the ingest; its exit code, or the signal that ended it below zero."""
        return int(self._line())

    def _line(self) -> str:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        while line and not line.strip().lstrip("-").isdigit():  # the log goes there too
            line = self._process.stdout.readline()
        return line


def kill(process: int) -> None:
    """End a process as a power cut does; one that has ended by itself is left."""
    with suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)


def contents(engine: Engine) -> dict[str, list[tuple[object, ...]]]:
    """All records in all versions, all rejections, and everything derived: without when and by which run.

    Payloads are unpacked: packed, one payload may be other bytes from one time to the next (`pack`).
    """
    with store.reading(engine) as db:
        records = db.exec(
            select(
                RecordRow.key,
                RecordRow.version,
                RecordRow.content_hash,
                RecordRow.parsed_hash,
                RecordRow.payload,
            )
        )
        rejected = db.exec(select(RejectedRow.fingerprint, RejectedRow.place))
        received = {
            "record": sorted((*row[:-1], zlib.decompress(row[-1])) for row in records),
            "rejected": sorted(tuple(row) for row in rejected),
        }
        return received | store.dump_derived(db)


def prepare(url: str) -> None:
    """Records that the run will find deleted."""
    with opened(url) as engine, store.writing(engine) as db:
        gone = [an_article(int(number)) for number in WITHDRAWN]
        store.save_records(db, gone, received_at=BEFORE, run_id=None)


@contextmanager
def opened(url: str) -> Iterator[Engine]:
    engine = store.open_engine(url)
    yield engine
    engine.dispose()


def check_same(undisturbed: str, disturbed: str, *, interrupted: bool = True) -> None:
    with opened(undisturbed) as one, opened(disturbed) as other:
        expected, found = contents(one), contents(other)
        assert len(expected["record"]) > 100
        assert len(expected["study"]) > 50
        for table, rows in expected.items():
            assert found[table] == rows, (table, _odd(found[table], rows))
        with store.reading(other) as db:
            runs = store.list_source_runs(db)
            assert all(store.get_checkpoint(db, name) is None for name in SIZES)
        assert all(run.status != "running" for run in runs)
        assert any("interrupted" in run.reason for run in runs) == interrupted


def _odd(some: list[tuple[object, ...]], others: list[tuple[object, ...]]) -> list[object]:
    """The beginnings of rows that are among one of them alone: what a failed run is to say."""
    return [row[:3] for row in (*some, *others) if (row in some) != (row in others)][:10]
