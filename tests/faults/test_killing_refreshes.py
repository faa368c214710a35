"""Killed while a part of derived data is made anew, a database is as before; the next one does it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from app import pipeline
from app.topic import read_topic
from tests.faults.killing import ROOT, opened
from tests.pipeline.corpus import NOW
from tests.pipeline.growing_corpus import Growing
from tests.pipeline.test_incremental import everything, made_anew

TOPIC = read_topic()


@pytest.mark.slow
def test_a_refresh_killed_between_its_changes(sqlite_template: Path, tmp_path: Path) -> None:
    one, other = (tmp_path / name for name in ("one", "other"))
    shutil.copy(sqlite_template, one)
    first, second, *_ = Growing(seed=3, size=40, steps=2)
    with opened(f"sqlite:///{one}") as engine:
        first(engine)
        pipeline.refresh(engine, TOPIC)
        second(engine)
        before = everything(engine)
    shutil.copy(one, other)
    endings = [killed(other, after) for after in (1, 5, 9)]
    assert endings == [-9] * len(endings)
    with opened(f"sqlite:///{other}") as disturbed, opened(f"sqlite:///{one}") as undisturbed:
        assert everything(disturbed) == before
        assert pipeline.refresh(disturbed, TOPIC, lambda: NOW) == made_anew(undisturbed)
        assert everything(disturbed) == everything(undisturbed) != before


def killed(database: Path, after: int) -> int:
    """How a process ended that was to end after so many changes."""
    return subprocess.run(  # noqa: S603 - our own interpreter and module
        [sys.executable, "-m", "tests.faults.refresher", f"sqlite:///{database}", str(after)],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        cwd=ROOT,
        check=False,
    ).returncode
