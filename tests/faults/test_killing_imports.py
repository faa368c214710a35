"""Killed at any batch or moment and started again, an import ends in the undisturbed database."""

import json
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app import pipeline, store
from app.topic import read_topic
from tests.faults.importer import NOW
from tests.faults.killing import ROOT, contents, kill
from tests.pipeline.pubmed_files import year_file

ARTICLES = 3200
BATCHES = 7
MOMENTS = 12


@contextmanager
def importer() -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.importer"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    try:
        yield process
    finally:
        process.communicate()


def ended(process: subprocess.Popen[str], told: dict[str, object]) -> int:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(json.dumps(told) + "\n")
    process.stdin.flush()
    line = process.stdout.readline()
    while line and not line.startswith("ended "):  # the log goes there too
        line = process.stdout.readline()
    return int(line.removeprefix("ended "))


@pytest.mark.slow
def test_an_import_killed_at_every_batch_and_at_any_moment(
    sqlite_template: Path, tmp_path: Path
) -> None:
    one, other = (
        f"sqlite:///{shutil.copy(sqlite_template, tmp_path / name)}" for name in ("one", "other")
    )
    file = year_file(tmp_path / "year.xml.gz", ARTICLES)
    told = {"database": other, "file": str(file), "batches": None, "seconds": None}
    chance = random.Random(7)  # noqa: S311 - the same moments every time
    with importer() as process:
        assert ended(process, told | {"database": one}) == 0
        endings = [
            ended(process, told | {"batches": 3, "seconds": chance.uniform(0.02, 0.6)})
            for _ in range(MOMENTS)
        ]
        endings += [ended(process, told | {"batches": 1}) for _ in range(BATCHES)]
        ended(process, told)
        assert ended(process, told) == 0, "a third time there is nothing left to go on with"
    assert endings.count(-9) >= MOMENTS
    check_same(one, other)


def check_same(one: str, other: str) -> None:
    topic, engines = read_topic(), [store.open_engine(url) for url in (one, other)]
    for engine in engines:
        pipeline.refresh(engine, topic)
    assert contents(engines[0]) == contents(engines[1])
    with store.reading(engines[1]) as db:
        assert db.connection().exec_driver_sql("SELECT count(*) FROM checkpoint").scalar() == 0


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="looks at processes in /proc")
def test_the_processes_of_a_killed_import_end_too(sqlite_template: Path, tmp_path: Path) -> None:
    url = f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'a')}"
    file = year_file(tmp_path / "year.xml.gz", 6000)
    code = (
        "from datetime import UTC, datetime\nfrom pathlib import Path\n"
        "from app import pipeline, store\n"
        "if __name__ == '__main__':\n"
        f"    pipeline.import_file(store.open_engine({url!r}), Path({str(file)!r}), limit_mb=100,"
        f" now=datetime.fromisoformat({NOW.isoformat()!r}), processes=2)\n"
    )
    script = tmp_path / "an_import.py"
    script.write_text(code)
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    process = subprocess.Popen([sys.executable, str(script)], env=environment)  # noqa: S603 - ours
    until = time.monotonic() + 60
    while len(readers := children(process.pid)) < 2 and time.monotonic() < until:
        time.sleep(0.05)
    kill(process.pid)
    process.wait()
    assert readers, "it read alone"
    while any(Path(f"/proc/{one}").exists() for one in readers) and time.monotonic() < until:
        time.sleep(0.05)
    assert not [one for one in readers if Path(f"/proc/{one}").exists()]


def children(process: int) -> list[int]:
    found = Path(f"/proc/{process}/task").glob("*/children")
    return [int(number) for one in found for number in one.read_text().split()]
