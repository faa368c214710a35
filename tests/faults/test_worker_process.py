"""`coregap worker` on SQLite as a process: at work until it is told to stop."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from app import store
from tests.faults.killing import ROOT, opened

pytestmark = pytest.mark.slow

PATIENCE_S = 90
WORKER = [
    sys.executable,
    "-c",
    "import sys; from app.cli import main; sys.argv[1:] = ['worker']; main()",
]
RECORD = "TY  - JOUR\nTI  - Micro-coring of the neck in skin types II to IV, number {n}\nPY  - 2025\nER  -\n"


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_it_works_and_ends_when_told_to(tmp_path: Path, told: signal.Signals) -> None:
    folder, home = tmp_path / "exports", tmp_path / "home"
    folder.mkdir()
    (folder / "a.ris").write_text(RECORD.format(n=1), encoding="utf-8")
    settings = {
        "COREGAP_HOME": str(home),
        "COREGAP_WATCHED_FOLDER": str(folder),
        "COREGAP_SCHEDULE": "files=0 6 * * 1",
    }
    process = subprocess.Popen(  # noqa: S603 - our own interpreter and command
        WORKER, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)} | settings
    )
    try:
        wait_until(lambda: succeeded(home) == ["files"])
        process.send_signal(told)
        assert process.wait(PATIENCE_S) == 0
    finally:
        process.kill()
        process.wait()


def succeeded(home: Path) -> list[str]:
    path = home / "coregap.sqlite3"
    if not path.exists():
        return []
    with opened(f"sqlite:///{path}") as engine:
        if not store.schema_is_current(engine):
            return []
        with store.reading(engine) as db:
            return [run.source for run in store.list_source_runs(db, status="succeeded")]


def wait_until(is_so: Callable[[], bool]) -> None:
    ends = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < ends, "it never came to that"
        time.sleep(0.2)
