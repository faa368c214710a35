"""A claim: one holder at a time, let go with the block or with the process."""

import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import Engine

from app.store import claimed, open_engine

pytestmark = pytest.mark.slow

HOLD = """
import sys
from app.store import claimed, open_engine
with claimed(open_engine(sys.argv[1]), ["ingest pubmed"]) as mine:
    print(len(mine), flush=True)
    sys.stdin.read()
"""
ROOT = Path(__file__).parents[2]


def test_a_work_is_claimed_once(engine: Engine) -> None:
    with claimed(engine, ["ingest pubmed", "ingest crossref"]) as mine:
        assert mine == {"ingest pubmed", "ingest crossref"}
        with claimed(engine, ["ingest pubmed", "ingest openfda"]) as others:
            assert others == {"ingest openfda"}
    with claimed(engine, ["ingest pubmed"]) as again:
        assert again == {"ingest pubmed"}


def test_a_dead_process_holds_nothing(url: str) -> None:
    process = subprocess.Popen(  # noqa: S603 - our own interpreter and script
        [sys.executable, "-c", HOLD, url],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT)},
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "1\n"
    engine = open_engine(url)
    with claimed(engine, ["ingest pubmed"]) as mine:
        assert mine == frozenset()
    process.kill()
    process.communicate()
    with claimed(engine, ["ingest pubmed"]) as mine:
        assert mine == {"ingest pubmed"}
    engine.dispose()
