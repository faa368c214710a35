"""The worker: what it needs, what it does when it is asked once, and when it is next at work."""

import json
from pathlib import Path

import pytest

from app.errors import SettingsError
from app.settings import read_settings
from tests.cli.conftest import RIS, Run, lines


def test_a_worker_without_a_schedule_says_what_to_set(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COREGAP_SCHEDULE", raising=False)
    with pytest.raises(SettingsError, match=r"COREGAP_SCHEDULE is not set.*0 6"):
        run("worker", "--once")


def test_a_worker_does_what_is_due_and_says_when_the_next_time_is(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "exports"
    folder.mkdir()
    (folder / "a.ris").write_text(RIS, encoding="utf-8")
    monkeypatch.setenv("COREGAP_WATCHED_FOLDER", str(folder))
    monkeypatch.setenv("COREGAP_SCHEDULE", "files=0 6 * * 1")
    read_settings.cache_clear()
    assert run("worker", "--once").exit_code == 0
    states = {str(one["source"]): one for one in lines(run("worker", "--status", "--json"))}
    last = states["files"]["last_run"]
    assert isinstance(last, dict)
    assert (last["status"], last["new"]) == ("succeeded", 2)
    assert str(states["files"]["next_time"])[11:16] == "06:00"
    assert (states["pubmed"]["next_time"], states["pubmed"]["last_run"]) == (None, None)
    assert "never" in run("worker", "--status").stdout
    assert len(json.loads(run("export", "studies", "--format", "json").stdout)) > 10
