"""The commands that tell what is known: gaps and exports."""

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table as RichTable
from sqlmodel import Session

from app import answers, exports
from app.answers import GapList
from app.cli.application import cli
from app.cli.asking import checked, open_evidence
from app.cli.terminal import Json, out, print_json, written_to
from app.gapmap import Depth, Facts, people_in_words
from app.topic import Topic

DEPTH_WORDS = {
    Depth.NONE: "nothing",
    Depth.ELIGIBLE: "eligible only",
    Depth.STUDIED: "studied",
    Depth.COUNTED: "counted",
    Depth.REPORTED_BY_TYPE: "reported by type",
}


@cli.command()
def gaps(
    limit: Annotated[int, typer.Option(min=1, max=1000, help="How many to list.")] = 20,
    skin_type: Annotated[
        list[str] | None, typer.Option("--type", metavar="I..VI", help="Only gaps in these types.")
    ] = None,
    indication: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="Only gaps of these indications.")
    ] = None,
    outcome: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="Only gaps of these outcomes.")
    ] = None,
    rules: Annotated[bool, typer.Option("--rules", help="Say how gaps are ranked.")] = False,
    short: Annotated[bool, typer.Option("--short", help="Six lines: one a skin type.")] = False,
    as_json: Json = False,
) -> None:
    """Say what is known in each skin type, and list the gaps, most urgent first."""
    question = checked(
        answers.GapsQuestion,
        limit=limit,
        fitzpatrick=[word.upper() for word in skin_type or ()],
        indication=indication or [],
        outcome=outcome or [],
    )
    with open_evidence() as (db, topic):
        known = answers.answer_facts(db, topic)
        found = answers.answer_gap_list(db, topic, question)
    if as_json:
        gaps_plain = answers.as_plain(found.gaps)
        print_json({"facts": answers.as_plain(known), "gaps": gaps_plain, "total": found.total})
        return
    _show_facts(known)
    if not short:
        _show_gaps(found)
    for number, rule in enumerate(found.rules if rules else (), start=1):
        out.print(f"Rule {number}: {rule}", markup=False)


def _show_facts(known: Facts) -> None:
    table = RichTable(title="What is known by Fitzpatrick skin type", title_justify="left")
    for column in ("Type", "Studies", "People", "Depth", "In words"):
        table.add_column(column, justify="right" if column in ("Studies", "People") else "left")
    for row in known.by_type:
        table.add_row(
            row.fitzpatrick.name,
            str(row.studies),
            people_in_words(row.people),
            DEPTH_WORDS[row.depth],
            row.sentence,
        )
    out.print(table)
    shown = {row.sentence for row in known.by_type}
    for sentence in known.sentences:
        if sentence not in shown:
            out.print(sentence, markup=False)


def _show_gaps(found: GapList) -> None:
    out.print()
    for gap in found.gaps:
        out.print(f"{gap.rank:>3}. {gap.sentence}", markup=False)
    out.print(f"{len(found.gaps)} of {found.total} gaps. {found.searched.sentence}", markup=False)


class ExportWhat(StrEnum):
    """What can be exported."""

    MAP = "map"
    STUDIES = "studies"
    GAPS = "gaps"
    EVIDENCE = "evidence"


EXPORTED: dict[ExportWhat, Callable[[Session, Topic], exports.Table]] = {
    ExportWhat.MAP: lambda db, topic: exports.table_of_map(
        answers.answer_map(db, topic, answers.MapQuestion())
    ),
    ExportWhat.STUDIES: lambda db, _topic: exports.table_of_studies(answers.answer_all_studies(db)),
    ExportWhat.GAPS: lambda db, topic: exports.table_of_gaps(
        answers.answer_gaps(db, topic, answers.GapsQuestion(limit=1000))
    ),
    ExportWhat.EVIDENCE: lambda db, _topic: exports.table_of_evidence(
        answers.answer_all_evidence(db)
    ),
}


class ExportFormat(StrEnum):
    """In which format."""

    CSV = "csv"
    JSON = "json"


@cli.command()
def export(
    what: Annotated[ExportWhat, typer.Argument(help="What to export.")],
    file_format: Annotated[
        ExportFormat, typer.Option("--format", help="csv or json.")
    ] = ExportFormat.CSV,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="File; default: standard output.")
    ] = None,
) -> None:
    """Write the gap map, the studies, the gaps or all evidence as CSV or JSON."""
    with open_evidence() as (db, topic):
        table = EXPORTED[what](db, topic)
    text = exports.as_csv(table) if file_format is ExportFormat.CSV else exports.as_json(table)
    with written_to(output) as write:
        write(text.removesuffix("\n"))
