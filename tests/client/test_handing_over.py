"""The client hands a file over and starts runs, of a real server with stand-in upstreams."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from app.accounts import Scope
from app.answers.taking_in import Intake
from app.api import create_app
from app.client import Client, Problem
from app.client.client import name_of
from app.topic import read_topic
from tests.api.test_taking_in import BROKEN
from tests.client.conftest import TOKEN, serving
from tests.people import a_token, add_person
from tests.pipeline.upstreams import Shelf, a_source, an_article

EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "hand_over.py"


@pytest.fixture
def own(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a service that can ask one source, with a token to import in the environment."""
    monkeypatch.setenv(TOKEN, a_token(engine, add_person(engine), Scope.IMPORT))
    known = {"pubmed": a_source(Shelf(records=[an_article(n) for n in (1, 2, 3)]))}
    with serving(create_app(engine, read_topic(), intake=Intake(sources=lambda _: known))) as at:
        yield at


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "refs.ris"
    path.write_text(BROKEN, encoding="utf-8")
    return path


def test_a_file_and_runs(own: str, file: Path, tmp_path: Path) -> None:
    with Client(own, token=os.environ[TOKEN]) as gaps:
        done = gaps.import_file(file)
        assert (done.file, done.new, len(done.record_ids), len(done.rejections)) == (
            "refs.ris", 2, 2, 1,
        )  # fmt: skip
        (begun,) = gaps.start_runs("pubmed").runs
        assert gaps.wait_for_run(begun.id, pause=0.02).new == 3
        (tmp_path / "empty").touch()
        with pytest.raises(Problem) as refused:
            gaps.import_file(tmp_path / "empty")
        assert refused.value.kind == "unreadable-file"


def test_the_example_says_what_there_is_more(own: str, file: Path) -> None:
    called = [sys.executable, str(EXAMPLE), own, str(file), "pubmed"]
    done = subprocess.run(called, capture_output=True, text=True, check=True)  # noqa: S603 - ours
    first, rejected, run, last = done.stdout.splitlines()
    assert first == "refs.ris: 2 new, 0 updated, 0 unchanged."
    assert rejected.startswith("  Not read: refs.ris, line ")
    assert run == "pubmed: succeeded, 3 new of 3."
    assert last == "Studies: 0 before, 4 now."


@pytest.mark.parametrize(
    ("name", "sent"),
    [
        ("refs.ris", "refs.ris"),
        ("größe.ris", "gr__e.ris"),
        ("../…", "import"),
        ("x" * 200, "x" * 100),
    ],
)
def test_a_file_is_sent_under_a_name_that_is_taken(name: str, sent: str) -> None:
    assert name_of(Path(name)) == sent
