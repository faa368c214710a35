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


@cli.command()
def check(
    derived: Annotated[
        bool,
        typer.Option(
            "--derived", help="Also compare with what a rebuild would give: takes longer."
        ),
    ] = False,
    as_json: Json = False,
) -> None:
    """Look whether the store is sound, and whether every quote stands where it says it does.

    Asked are the database's own checks, what every row refers to, the hash of every payload, every
    quote against the stored text, checkpoints, the search index and frozen views. Exit code 1 if
    anything was found; the last result also stands under /about and /metrics.
    """
    settings = read_settings()
    engine = pipeline.open_database(settings)
    with progress_bars() as progress:
        progress.add_task("Checking", total=None)
        report = pipeline.check(engine, read_topic(settings.topic), now, derived=derived)
    if as_json:
        print_json(report.as_dict())
    else:
        _show(report)
    if not report.sound:
        raise typer.Exit(1)


def _show(report: pipeline.CheckReport) -> None:
    for finding in report.findings:
        out.print(str(finding), markup=False, soft_wrap=True)
    told, total = len(report.findings), report.counts["findings"]
    if total > told:
        out.print(f"… and {total - told:,} more.")
    for words in report.notes:
        out.print(words, markup=False, soft_wrap=True)
    looked = ", ".join(f"{n:,} {name}" for name, n in report.counts.items() if name != "findings")
    out.print("All is sound." if report.sound else f"{total:,} found.", f"Looked at: {looked}.")
