"""The commands that look after accounts: whoever has a shell here is trusted."""

import getpass
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Annotated

import typer
from rich.table import Table
from sqlalchemy import Engine

from app import pipeline, store
from app.accounts import PASSWORD_RULE, Passwords, Role
from app.answers.account_questions import TrailQuestion, answer_trail
from app.answers.accounts import (
    AccountWord,
    Changing,
    account_named,
    add_account,
    change_role,
    close_account,
    end_sign_ins,
    invite,
    list_all_accounts,
    open_account,
    set_password,
)
from app.cli.application import cli
from app.cli.asking import now
from app.cli.terminal import Json, note, out, print_json
from app.errors import PasswordRefusedError, SettingsError
from app.settings import read_settings
from app.store.people import Account

WHO = "command line"
user = typer.Typer(help="Accounts: who may come in, and what they may do.", no_args_is_help=True)
cli.add_typer(user, name="user")

Name = Annotated[str, typer.Argument(help="Name of the account.")]
FromInput = Annotated[
    bool,
    typer.Option("--password-stdin", help="Read the password from standard input, one line."),
]


@user.command("list")
def list_users(as_json: Json = False) -> None:
    """List all accounts, closed ones last."""
    engine = open_accounts()
    with store.reading(engine) as db:
        found = list_all_accounts(db)
    if as_json:
        for account in found:
            print_json(_as_plain(account))
        return
    table = Table("Name", "Role", "Password", "Address", "Made", "Closed")
    for account in found:
        table.add_row(
            account.name,
            account.role.value,
            "yes" if account.password_hash else "no",
            account.invited_email,
            f"{account.made_at:%Y-%m-%d}",
            f"{account.closed_at:%Y-%m-%d}" if account.closed_at else "",
        )
    out.print(table if found else "Nobody has an account yet: coregap user add NAME --role admin")


@user.command()
def add(
    name: Name,
    role: Annotated[Role, typer.Option(help="What they may do.")] = Role.READER,
    email: Annotated[
        str, typer.Option(help="Address of the person of the single sign-on it is for.")
    ] = "",
    password_stdin: FromInput = False,
    no_password: Annotated[
        bool, typer.Option("--no-password", help="They come in by single sign-on alone.")
    ] = False,
) -> None:
    """Make an account. The password is asked for and not shown."""
    engine = open_accounts()
    password = None if no_password else _password(from_input=password_stdin)
    word = AccountWord(name=name, role=role, email=email, password=password)
    made = add_account(from_shell(engine), Passwords(), word)
    note.print(f"{made.name} is {made.role.value}.", markup=False)


@user.command()
def role(name: Name, role: Annotated[Role, typer.Argument(help="The new one.")]) -> None:
    """Give another role; all browsers of the account have to sign in again."""
    with _account(name) as (changing, account):
        change_role(changing, account.id, role)
    note.print(f"{account.name} is {role.value}.", markup=False)


@user.command()
def password(name: Name, password_stdin: FromInput = False) -> None:
    """Set a password; all browsers of the account have to sign in again."""
    with _account(name) as (changing, account):
        set_password(changing, Passwords(), account.id, _password(from_input=password_stdin))
    note.print(f"The password of {account.name} is set.", markup=False)


@user.command()
def email(
    name: Name,
    address: Annotated[str, typer.Argument(help='Their address; "" takes the invitation back.')],
) -> None:
    """Say which person of the single sign-on the account is for."""
    with _account(name) as (changing, account):
        invite(changing, account.id, address)
    note.print(f"{account.name} is for {address or 'nobody'} of the single sign-on.", markup=False)


@user.command()
def close(name: Name) -> None:
    """Let nobody in with the account, and revoke its tokens; the name stays with its decisions."""
    with _account(name) as (changing, account):
        close_account(changing, account.id)
    note.print(f"{account.name} is closed.", markup=False)


@user.command("open")
def open_again(name: Name) -> None:
    """Open a closed account again; its tokens stay revoked."""
    with _account(name) as (changing, account):
        open_account(changing, account.id)
    note.print(f"{account.name} is open.", markup=False)


@user.command("sign-out")
def sign_out(name: Name) -> None:
    """End all sign-ins of the account."""
    with _account(name) as (changing, account):
        end_sign_ins(changing, account.id)
    note.print(f"{account.name} is signed in nowhere.", markup=False)


@user.command()
def trail(
    name: Annotated[str, typer.Argument(help="Only what was changed about this account.")] = "",
    limit: Annotated[int, typer.Option(min=1, max=200, help="How many to list.")] = 50,
    as_json: Json = False,
) -> None:
    """List what was changed about accounts, by whom, the latest first."""
    engine = open_accounts()
    with store.reading(engine) as db:
        account_id = account_named(db, name).id if name else None
        found = answer_trail(db, TrailQuestion(account_id=account_id, limit=limit))
    for one in found.changes:
        if as_json:
            print_json(
                {
                    "id": one.id,
                    "at": one.at.isoformat(),
                    "who": one.who,
                    "account": one.account,
                    "kind": one.kind.value,
                    "before": one.before,
                    "after": one.after,
                }
            )
        else:
            line = f"{one.at:%Y-%m-%d %H:%M} {one.who}: {one.account}: {one.kind.value} {one.after}"
            out.out(line, highlight=False)


def open_accounts() -> Engine:
    """The database that holds the accounts."""
    return pipeline.open_database(read_settings())


def from_shell(engine: Engine) -> Changing:
    """Whoever has a shell here."""
    return Changing(engine=engine, who=WHO, at=now())


@contextmanager
def _account(name: str) -> Iterator[tuple[Changing, Account]]:
    engine = open_accounts()
    with store.reading(engine) as db:
        account = account_named(db, name)
    yield from_shell(engine), account


def _password(*, from_input: bool) -> str:
    """A password that stands in no argument, no history and on no screen."""
    if from_input:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise SettingsError(
            "There is no terminal to ask on: give the password by --password-stdin."
        )
    note.print(PASSWORD_RULE, markup=False)
    chosen = getpass.getpass("Password: ")
    if getpass.getpass("Again: ") != chosen:
        raise PasswordRefusedError("The two passwords are not the same.")
    return chosen


def _as_plain(account: Account) -> dict[str, object]:
    return {
        "id": account.id,
        "name": account.name,
        "role": account.role.value,
        "has_password": bool(account.password_hash),
        "email": account.invited_email,
        "is_linked": bool(account.subject),
        "made_at": account.made_at.isoformat(),
        "closed_at": _day(account.closed_at),
    }


def _day(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
