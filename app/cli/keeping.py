"""The commands that keep the database safe and sound: backup and check."""

from pathlib import Path
from typing import Annotated

import typer

from app import exports, pipeline
from app.cli.application import cli
from app.cli.asking import now
from app.cli.terminal import Json, out, print_json, progress_bars
from app.settings import read_settings
from app.topic import read_topic


@cli.command()
def backup(
    path: Annotated[
        Path, typer.Argument(metavar="FILE|FOLDER", help="A file, or a folder to name one in.")
    ],
    replace: Annotated[
        bool, typer.Option("--replace", help="Write over a file that is there.")
    ] = False,
    keep: Annotated[
        int | None, typer.Option(min=1, help="In a folder: delete all but so many of the latest.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Write everything into one file, accounts included, and restore it once to see that it is whole.

    Others may go on reading and writing meanwhile. The file appears only once it was restored into
    a temporary database and every row was found the same. It is for `coregap restore`, into SQLite
    or PostgreSQL, and readable by its owner alone: hashes of passwords are in it.
    """
    settings = read_settings()
    engine = pipeline.open_database(settings)
    wanted = exports.WantedBackup(path=path, replace=replace, keep=keep)
    with progress_bars() as progress:
        progress.add_task("Writing and restoring", total=None)
        done = exports.back_up(engine, read_topic(settings.topic), wanted, now)
    if as_json:
        print_json(done.as_dict())
        return
    out.print(
        f"{done.file}: {done.rows:,} rows in {done.tables} tables ({done.studies:,} studies of "
        f"{done.records:,} records), {done.bytes:,} bytes. Restored once, and the same.",
        markup=False,
        soft_wrap=True,
    )
    for name in done.deleted:
        out.print(f"Deleted: {name}", markup=False)
