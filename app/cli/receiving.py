"""The commands that bring evidence in, and make anew what follows from it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from app import answers, pipeline
from app.cli.application import cli
from app.cli.asking import now, open_evidence
from app.cli.bars import ImportBar, RunProgress
from app.cli.received_lines import show_import, show_source
from app.cli.terminal import Json, out, print_json, progress_bars
from app.settings import read_settings
from app.topic import data_folder, read_topic


@cli.command()
def load(as_json: Json = False) -> None:
    """Load the bundled evidence; loading it again changes nothing."""
    settings = read_settings()
    topic = read_topic(settings.topic)
    engine = pipeline.open_database(settings)
    done = pipeline.load_evidence(engine, topic, data_folder() / "evidence", now=now())
    pipeline.refresh(engine, topic)
    if as_json:
        print_json(done.as_dict())
        return
    out.print(
        f"Bundled evidence: {done.records} records "
        f"({done.new} new, {done.updated} updated, {done.unchanged} unchanged)."
    )


@cli.command("import")
def import_files(
    files: Annotated[list[Path], typer.Argument(help="Exports of any supported format.")],
    as_json: Json = False,
) -> None:
    """Import RIS, .nbib, PubMed XML, BibTeX, CSL-JSON, CSV, JATS, registry JSON and more.

    The format is recognised by content. A broken record is kept apart with its reason
    (`coregap rejects`) and the rest is imported. A big file, such as one of PubMed's yearly files,
    goes on where it stopped if the command is run again. Exit code 1 if a whole file was refused.
    """
    settings = read_settings()
    topic = read_topic(settings.topic)
    engine = pipeline.open_database(settings)
    done = []
    with progress_bars() as progress:
        for path in files:
            limit_mb, bar = settings.import_limit_mb, ImportBar(progress, path)
            done.append(
                pipeline.import_file(engine, path, limit_mb=limit_mb, now=now(), watch=bar.show)
            )
        progress.add_task("Deriving", total=None)
        began = now()
        pipeline.refresh(engine, topic)
        pipeline.announce(engine, topic, pipeline.webhook_of(settings), began=began)
    for report in done:
        show_import(report, as_json=as_json)
    if any(report.refused for report in done):
        raise typer.Exit(1)


@cli.command()
def ingest(
    sources: Annotated[
        list[str] | None,
        typer.Argument(metavar="[SOURCE...]", help="Names of sources; default: all."),
    ] = None,
    since: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Ask for changes since this day."),
    ] = None,
    full: Annotated[bool, typer.Option("--full", help="Ask for everything again.")] = False,
    as_json: Json = False,
) -> None:
    """Ask the sources for what is new, and bring the gap map up to date.

    Without options each source is asked for what changed since its last run. An interrupted run
    goes on where it stopped. Exit code 1 if a source failed; the others are kept.
    """
    settings = read_settings()
    topic = read_topic(settings.topic)
    engine = pipeline.open_database(settings)
    wanted = pipeline.Wanted(since=since.date() if since else None, full=full)
    known = pipeline.list_sources(engine, settings, wanted)
    order = pipeline.Order(
        sources=_named(known, sources or list(pipeline.asked_by_default(known, topic))),
        wanted=wanted,
    )
    if pipeline.is_empty(engine):
        pipeline.load_evidence(engine, topic, data_folder() / "evidence", now=now())
        pipeline.refresh(engine, topic)
    with progress_bars() as progress:
        began = now()
        done = pipeline.ingest(engine, topic, order, now, RunProgress(progress).show)
        pipeline.announce(engine, topic, pipeline.webhook_of(settings), began=began)
    for report in done.sources:
        show_source(report, as_json=as_json)
    if not as_json:
        out.print("The gap map is up to date." if done.changed else "Nothing changed.")
    if done.failed:
        raise typer.Exit(1)


def _named(
    known: Mapping[str, pipeline.Source], names: Sequence[str]
) -> tuple[pipeline.Source, ...]:
    """The sources of these names, each once."""
    for name in names:
        if name not in known:
            raise typer.BadParameter(f"{name}: no such source. Known: {', '.join(known)}.")
    return tuple(known[name] for name in dict.fromkeys(names))


@cli.command()
def rejects(as_json: Json = False) -> None:
    """List the quarantined input: where it stood and why it could not be read."""
    with open_evidence() as (db, _topic):
        found = answers.answer_rejected(db)
    if as_json:
        for rejected in found:
            print_json(answers.as_plain(rejected))
        return
    if not found:
        out.print("Nothing is quarantined.")
    for rejected in found:
        out.print(f"{rejected.id}  {rejected.place}: {rejected.reason}", markup=False)


@cli.command()
def rebuild(as_json: Json = False) -> None:
    """Throw derived data away and make it again from what was received and decided."""
    settings = read_settings()
    engine = pipeline.open_database(settings)
    with progress_bars() as progress:
        progress.add_task("Rebuilding", total=None)
        done = pipeline.rebuild(engine, read_topic(settings.topic))
    if as_json:
        print_json(done.as_dict())
        return
    same = "nothing changed" if not done.changed else "derived data changed"
    out.print(f"{done.studies} studies from {done.records} records; {same}.")
