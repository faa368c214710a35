"""The commands that make and revoke tokens."""

from typing import Annotated

import typer
from rich.table import Table

from app import store
from app.accounts import Scope
from app.answers.accounts import account_named
from app.answers.tokens import TokenWord, make_token, revoke_token, state_of
from app.cli.application import cli
from app.cli.asking import now
from app.cli.people import from_shell, open_accounts
from app.cli.terminal import Json, note, out, print_json
from app.store import people

token = typer.Typer(help="Tokens for programs, each with scopes.", no_args_is_help=True)
cli.add_typer(token, name="token")


@token.command()
def make(
    name: Annotated[str, typer.Argument(help="Account that it acts for.")],
    label: Annotated[str, typer.Argument(help="What it is for, to know it again.")],
    scope: Annotated[
        list[Scope] | None, typer.Option(help="What it may do; repeat for more. Default: read.")
    ] = None,
    days: Annotated[int | None, typer.Option(min=1, help="It ends after so many days.")] = None,
) -> None:
    """Make a token and print it, this once, on standard output."""
    engine = open_accounts()
    with store.reading(engine) as db:
        account = account_named(db, name)
    word = TokenWord(name=label, scopes=frozenset(scope or {Scope.READ}), days=days)
    made = make_token(from_shell(engine), account, word)
    note.print(f"Token {made.token.id} of {account.name}, shown this once:", markup=False)
    out.out(made.secret, highlight=False)


@token.command("list")
def list_tokens(
    name: Annotated[str, typer.Argument(help="Only those of this account.")] = "",
    as_json: Json = False,
) -> None:
    """List tokens, the latest first; never their secrets."""
    engine = open_accounts()
    with store.reading(engine) as db:
        account_id = account_named(db, name).id if name else None
        found = people.list_tokens(db, account_id)
    moment = now()
    table = Table("Number", "Account", "Name", "Begins", "May", "Last used (UTC)", "State")
    for one in found:
        used = f"{one.used_at:%Y-%m-%d %H:%M}" if one.used_at else "never"
        scopes, state = sorted(one.scopes), state_of(one, moment)
        table.add_row(str(one.id), one.account, one.name, one.hint, " ".join(scopes), used, state)
        if as_json:
            print_json(
                {
                    "id": one.id,
                    "account": one.account,
                    "name": one.name,
                    "hint": one.hint,
                    "scopes": scopes,
                    "made_at": one.made_at.isoformat(),
                    "ends_at": one.ends_at.isoformat() if one.ends_at else None,
                    "used_at": one.used_at.isoformat() if one.used_at else None,
                    "state": state,
                }
            )
    if not as_json:
        out.print(table if found else "There is no token.")


@token.command()
def revoke(number: Annotated[int, typer.Argument(min=1, help="Number of the token.")]) -> None:
    """Let nobody in with a token any more."""
    gone = revoke_token(from_shell(open_accounts()), number)
    note.print(f"Token {gone.id} of {gone.account} is revoked.", markup=False)
