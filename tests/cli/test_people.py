"""Accounts and tokens from a shell."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from app.cli.serving import check_doors, doors_of
from app.errors import (
    AccountNotFoundError,
    AccountRefusedError,
    NameTakenError,
    PasswordRefusedError,
    SettingsError,
)
from app.pipeline import open_database
from app.settings import OPEN_WORDS, read_settings
from tests.cli.conftest import Run
from tests.people import PASSWORD

EVERYWHERE = "0.0.0.0"  # noqa: S104 - what is refused


def add(run: Run, name: str = "Ada Lovelace", role: str = "admin") -> None:
    made = run("user", "add", name, "--role", role, "--password-stdin", said=f"{PASSWORD}\n")
    assert made.exit_code == 0, made.output
    assert PASSWORD not in made.output


def test_accounts_are_added_listed_changed_and_closed(run: Run) -> None:
    assert "Nobody has an account yet" in run("user", "list").stdout
    add(run)
    add(run, "Grace Hopper", "reader")
    run("user", "role", "grace hopper", "reviewer")
    run("user", "email", "Grace Hopper", "grace@example.org")
    run("user", "password", "Grace Hopper", "--password-stdin", said="eleven large cores\n")
    run("user", "sign-out", "Grace Hopper")
    run("user", "close", "Grace Hopper")
    listed = [json.loads(line) for line in run("user", "list", "--json").stdout.splitlines()]
    assert [(one["name"], one["role"]) for one in listed] == [
        ("Ada Lovelace", "admin"), ("Grace Hopper", "reviewer"),
    ]  # fmt: skip
    assert listed[1]["closed_at"]
    run("user", "open", "Grace Hopper")
    kinds = [
        json.loads(line)["kind"]
        for line in run("user", "trail", "Grace Hopper", "--json").stdout.splitlines()
    ]
    assert kinds == ["opened", "closed", "password", "invitation", "role", "added"]
    assert "command line" in run("user", "trail").stdout
    assert "Grace Hopper" in run("user", "list").stdout


def test_what_breaks_a_rule_is_refused(run: Run) -> None:
    add(run)
    with pytest.raises(NameTakenError):
        run("user", "add", "ADA LOVELACE", "--no-password")
    with pytest.raises(PasswordRefusedError, match="at least 15"):
        run("user", "add", "Eve", "--password-stdin", said="short\n")
    with pytest.raises(SettingsError, match="--password-stdin"):
        run("user", "add", "Eve")
    with pytest.raises(AccountRefusedError, match="last admin"):
        run("user", "close", "Ada Lovelace")
    with pytest.raises(AccountNotFoundError, match="coregap user list"):
        run("user", "role", "Eve", "admin")
    assert run("user", "add", "Eve", "--role", "king").exit_code == 2
    assert "--password " not in run("user", "add", "--help").stdout


def test_a_token_is_printed_once(run: Run) -> None:
    add(run)
    made = run("token", "make", "Ada Lovelace", "Notebook", "--scope", "review", "--days", "90")
    token = made.stdout.strip()
    assert token.startswith("coregap_")
    run("token", "make", "Ada Lovelace", "Feed")
    listed = run("token", "list", "--json").stdout
    assert token not in listed
    assert [json.loads(line)["scopes"] for line in listed.splitlines()] == [["read"], ["review"]]
    assert "in use" in run("token", "list", "Ada Lovelace").stdout
    assert run("token", "revoke", "1").exit_code == 0
    states = [
        json.loads(line)["state"] for line in run("token", "list", "--json").stdout.splitlines()
    ]
    assert states == ["in use", "revoked"]


def test_a_password_that_is_typed_is_not_shown(tmp_path: Path) -> None:
    """At a real terminal, as a person sits at it."""
    terminal, other = pty.openpty()
    environment = {**os.environ, "COREGAP_HOME": str(tmp_path)}
    environment.pop("COREGAP_DATABASE_URL", None)
    command = [sys.executable, "-c", "from app.cli import main; main()", "user", "add", "Ada"]
    with subprocess.Popen(  # noqa: S603 - our own interpreter
        command, stdin=other, stdout=other, stderr=other, env=environment, start_new_session=True
    ) as process:
        shown = b""
        for question in (b"Password: ", b"Again: "):
            while question not in shown:
                shown += os.read(terminal, 1000)
            os.write(terminal, f"{PASSWORD}\n".encode())
        while b"Ada is reader." not in shown:
            shown += os.read(terminal, 1000)
        assert process.wait(60) == 0
    os.close(terminal)
    os.close(other)
    assert PASSWORD.encode() not in shown


@pytest.mark.parametrize(
    ("host", "public_url"),
    [(EVERYWHERE, ""), ("192.0.2.1", ""), ("::", ""), ("127.0.0.1", "https://gaps.example.org")],
)
def test_other_machines_are_served_only_with_an_account_or_in_words(
    run: Run, monkeypatch: pytest.MonkeyPatch, host: str, public_url: str
) -> None:
    monkeypatch.setenv("COREGAP_PUBLIC_URL", public_url)
    engine = open_database(read_settings())
    with pytest.raises(SettingsError, match=r"coregap user add NAME --role admin.*OPEN_TO_ALL"):
        check_doors(engine, read_settings(), host)
    monkeypatch.setenv("COREGAP_OPEN_TO_ALL", OPEN_WORDS)
    read_settings.cache_clear()
    check_doors(engine, read_settings(), host)
    assert doors_of(read_settings()).open_to_all
    monkeypatch.delenv("COREGAP_OPEN_TO_ALL")
    read_settings.cache_clear()
    add(run)
    check_doors(engine, read_settings(), host)
    assert not doors_of(read_settings()).open_to_all
    engine.dispose()


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1"])
def test_this_machine_is_served_at_once(run: Run, host: str) -> None:
    engine = open_database(read_settings())
    check_doors(engine, read_settings(), host)
    engine.dispose()


def test_serve_refuses_before_it_listens(run: Run) -> None:
    with pytest.raises(SettingsError, match="Nobody has an account yet"):
        run("serve", "--host", EVERYWHERE, "--port", "0")
