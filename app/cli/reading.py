"""The commands that read files without storing anything: tag, evaluate, dedupe."""

import json
from pathlib import Path
from typing import Annotated

import typer

from app import exports, pipeline
from app.accuracy_table import accuracy_tables
from app.cli.application import cli
from app.cli.asking import now
from app.cli.terminal import Json, out, print_json, progress_bars, written_to
from app.settings import read_settings
from app.topic import read_topic


@cli.command()
def tag(
    source: Annotated[
        Path,
        typer.Argument(
            metavar="INPUT",
            help='JSONL with {"doc","title","text"} or {"doc","jats"}, a JATS file, '
            "a PDF, a PubMed XML set, registry JSON, or any file that can be imported.",
        ),
    ],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="JSONL; default: standard output.")
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Add what was rejected, with the reason.")
    ] = False,
    processes: Annotated[
        int | None, typer.Option(min=1, max=256, help="Processes; default: one a core.")
    ] = None,
) -> None:
    """Tag documents without storing them: one JSON line each, with the quoted evidence."""
    settings = read_settings()
    options = pipeline.TaggingOptions(
        limit_mb=settings.import_limit_mb, explain=explain, processes=processes
    )
    lines = pipeline.tag_file(source, read_topic(settings.topic), options)
    with progress_bars() as progress, written_to(output) as write:
        for line in progress.track(lines, description="Tagging"):
            write(json.dumps(line, ensure_ascii=False))


@cli.command()
def evaluate(
    gold: Annotated[list[Path], typer.Argument(metavar="GOLD...", help="Labelled sets, JSONL.")],
    as_json: Json = False,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="File for the accuracy card, JSON.")
    ] = None,
) -> None:
    """Read labelled documents and say how often the reader is right.

    Each line has a document as for `tag`, and labels: fitzpatrick, participants, indication,
    outcome, design. A line without labels says nothing of skin types: any that comes out is
    invented. Exit code 1 if a quote does not stand at its offsets.
    """
    measured = pipeline.evaluate_files(
        gold, read_topic(read_settings().topic), measured_on=now().date()
    )
    if output is not None:
        with written_to(output) as write:
            write(measured.as_json())
    if as_json:
        print_json(measured.model_dump(mode="json"))
    else:
        out.print(*accuracy_tables(measured), sep="\n\n")
    if any(one.verbatim < one.quotes for one in measured.sets):
        raise typer.Exit(1)


@cli.command()
def dedupe(
    source: Annotated[Path, typer.Argument(metavar="INPUT", help="Any file that can be imported.")],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="CSV; default: standard output.")
    ] = None,
) -> None:
    """Group the records of a file into reports without storing them.

    The answer has record_id, cluster_id and rule. Records with different values in a column
    `dataset` are never compared.
    """
    limit_mb = read_settings().import_limit_mb
    clusters = pipeline.dedupe_file(source, limit_mb=limit_mb)
    table = exports.Table(("record_id", "cluster_id", "rule"), tuple(clusters))
    with written_to(output) as write:
        write(exports.as_csv(table).removesuffix("\n"))
