"""The application that every command belongs to, and what it does before any of them."""

import sys

import typer

from app.cli.terminal import note
from app.errors import CoregapError
from app.logs import configure_logging
from app.settings import read_settings

cli = typer.Typer(
    name="coregap",
    help="Living evidence tracker and gap map: what is known by skin type, indication and outcome.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def main() -> None:
    """Run the command line; every error of ours becomes one line and exit code 1."""
    try:
        cli()
    except CoregapError as error:
        note.print(f"[red]{error.title}:[/red] ", end="")
        note.print(str(error), markup=False, highlight=False)
        sys.exit(1)


@cli.callback()
def start() -> None:
    """Read the settings before any command."""
    settings = read_settings()
    configure_logging(settings.log_level, settings.log_form, settings.secrets)
