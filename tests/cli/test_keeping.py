"""Backups and checks."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from app.errors import BackupError
from app.settings import read_settings
from tests.cli.conftest import Run


@pytest.mark.usefixtures("loaded")
def test_a_backup_can_be_checked_restored_and_is_not_written_over(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = json.loads(run("backup", str(tmp_path / "b.zip"), "--json").stdout)
    assert (done["records"], done["studies"]) == (23, 14)
    with pytest.raises(BackupError, match="there already"):
        run("backup", str(tmp_path / "b.zip"))
    monkeypatch.setenv("COREGAP_HOME", str(tmp_path / "other"))
    read_settings.cache_clear()
    assert "23 records" in run("restore", str(tmp_path / "b.zip")).stdout
    checked = run("check")
    assert (checked.exit_code, checked.stdout.split(".")[0]) == (0, "All is sound")


@pytest.mark.usefixtures("loaded")
def test_a_check_that_finds_something_says_where_and_fails(run: Run, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "home" / "coregap.sqlite3")) as raw, raw:
        raw.execute(
            "UPDATE study SET lead = 'R0' WHERE public_id = (SELECT min(public_id) FROM study)"
        )
    checked = run("check")
    assert checked.exit_code == 1
    assert checked.stdout.startswith("orphan: study S")
    assert "1 found." in checked.stdout
    told = json.loads(run("check", "--json").stdout)
    assert (told["sound"], told["counts"]["findings"]) == (False, 1)
