"""Every command is listed, explained and shown; an error of any is one line."""

import gc
from pathlib import Path

import pytest

from app.cli import cli, main
from app.settings import read_settings
from tests.cli.conftest import Run

COMMANDS = (
    "serve", "load", "import", "ingest", "rejects", "tag", "evaluate", "digest", "dedupe", "gaps", "rebuild", "export",
    "prisma", "search-log", "worker", "matches", "plan", "representation", "restore", "claims", "questions",
    "backup", "check", "timeline", "trials",
)  # fmt: skip
README = Path(__file__).parents[2] / "README.md"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(run: Run, command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert "Usage" in result.stdout


def test_no_command_is_left_out_of_the_list_above() -> None:
    names = {c.name or c.callback.__name__ for c in cli.registered_commands if c.callback}
    assert names == set(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_readme_shows_every_command(command: str) -> None:
    made_by_make = ("serve", "load")
    text = README.read_text(encoding="utf-8")
    assert command in made_by_make or f"coregap {command}" in text


def test_an_error_is_one_line_and_exit_code_1(
    run: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COREGAP_TOPIC", "/nowhere/topic.toml")
    monkeypatch.setattr("sys.argv", ["coregap", "load"])
    read_settings.cache_clear()
    with pytest.raises(SystemExit) as stopped:
        main()
    assert stopped.value.code == 1
    shown = capsys.readouterr()
    assert "/nowhere/topic.toml" in shown.err.replace("\n", "")
    assert "Traceback" not in shown.err


def test_a_command_clears_away_its_garbage_though_its_start_does_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cleared: list[bool] = []
    monkeypatch.setattr("app.cli.commands.main", lambda: cleared.append(gc.isenabled()))
    main()
    assert cleared == [True]
