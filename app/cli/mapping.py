"""The commands that tell what is known: gaps and exports; and what takes an export back."""

from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer
from pydantic import BaseModel
from rich.table import Table as RichTable

from app import answers, exports, pipeline, store
from app.answers import GapList, ViewName
from app.cli.application import cli
from app.cli.asking import checked, now, open_evidence
from app.cli.map_files import DRAWN, ExportForm, only_of_map, write_map
from app.cli.terminal import Json, bytes_written_to, out, print_json, progress_bars
from app.gapmap import Depth, Facts, people_in_words
from app.settings import read_settings

Question = TypeVar("Question", bound=BaseModel)

MOST_GAPS = 1000
NOT_TEXT = (exports.FileFormat.XLSX, exports.FileFormat.DATA_PACKAGE)

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
            people_in_words(row.people) or "not reported",
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


def _question(name: ViewName, conditions: list[str]) -> BaseModel | None:
    """The conditions as a question of the view; wrong ones are wrong usage."""
    question = exports.QUESTIONS.get(name)
    if question is not None:
        return _asked(question, conditions, {"limit": MOST_GAPS} if name is ViewName.GAPS else {})
    if conditions:
        raise typer.BadParameter(f"{name.value} is always whole.", param_hint="--where")
    return None


def _asked(question: type[Question], conditions: list[str], asked: dict[str, Any]) -> Question:
    for condition in conditions:
        field, separator, value = condition.partition("=")
        if not separator or field not in question.model_fields:
            known = ", ".join(question.model_fields)
            raise typer.BadParameter(
                f"{condition!r} is no condition. Write NAME=VALUE; names: {known}.",
                param_hint="--where",
            )
        if isinstance(question.model_fields[field].default, list):
            asked.setdefault(field, []).append(value)
        else:
            asked[field] = value
    return checked(question, **asked)


@cli.command()
def export(
    what: Annotated[ViewName, typer.Argument(help="What to export.")],
    form: Annotated[
        ExportForm | None,
        typer.Option(
            "--format",
            help="In which form; default: CSV, of the dataset a data package. svg, png, pdf and html "
            "are for the map.",
        ),
    ] = None,
    where: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME=VALUE", help="Only this, as fitzpatrick=V; may be repeated."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="File; default: standard output.")
    ] = None,
) -> None:
    """Write the map, a cell, studies, gaps, all evidence or the whole dataset to a file.

    Every view can be an Excel workbook; tables also CSV and JSON, reports RIS, BibTeX and CSL-JSON,
    cells a FHIR bundle. The data package of the dataset is what `coregap restore` takes. The map can
    also be drawn, or be one HTML file that works alone; without -o such a file is named after what
    is inside, in the folder that the command runs in.
    """
    if form is not None and form in DRAWN:
        only_of_map(what, form)
        drawn = _asked(answers.MapFileQuestion, where or [], {"format": form.value})
        with open_evidence() as (db, topic):
            write_map(db, topic, drawn, output)
        return
    default = ExportForm.DATA_PACKAGE if what is ViewName.DATASET else ExportForm.CSV
    file_format = exports.FileFormat(form or default)
    question = _question(what, where or [])
    with open_evidence() as (db, topic):
        asking = answers.Asking(db=db, topic=topic, at=now())
        file = exports.file_of(what, question, file_format, asking)
    with bytes_written_to(output, is_text=file_format not in NOT_TEXT) as out:
        exports.copy_to(file, out)


@cli.command()
def restore(
    source: Annotated[Path, typer.Argument(metavar="FILE", help="A data package of coregap.")],
    as_json: Json = False,
) -> None:
    """Make a database of a dataset that was exported; the database must be empty.

    Everything comes back: records with their payloads, decisions, the ledger, public identifiers.
    Sizes and checksums are checked before anything is written, and all is one transaction.
    """
    engine = store.open_engine(read_settings().url)
    with progress_bars() as progress, exports.open_data_package(source) as dataset:
        progress.add_task("Restoring", total=None)
        done = pipeline.restore_dataset(engine, dataset)
    if as_json:
        print_json(done.as_dict())
        return
    out.print(
        f"{source.name}: {done.studies} studies of {done.records} records, "
        f"{done.rows} rows in {done.tables} tables. State of the evidence: {done.revision}",
        markup=False,
        soft_wrap=True,
    )
