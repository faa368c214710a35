"""The map as a drawing or as one HTML file, from the command line."""

from enum import StrEnum
from pathlib import Path

import typer
from sqlmodel import Session

from app import answers, exports
from app.cli.asking import now
from app.cli.terminal import bytes_written_to, note
from app.topic import Topic


class ExportForm(StrEnum):
    """Every form of a file: those of all views, and the drawn ones of the map."""

    CSV = "csv"
    JSON = "json"
    XLSX = "xlsx"
    RIS = "ris"
    BIBTEX = "bibtex"
    CSL_JSON = "csl-json"
    FHIR = "fhir"
    DATA_PACKAGE = "data-package"
    SVG = "svg"
    PNG = "png"
    PDF = "pdf"
    HTML = "html"


DRAWN = frozenset(ExportForm(form.value) for form in answers.MapFormat)


def only_of_map(what: answers.ViewName, form: ExportForm) -> None:
    """Refuse to draw what is no map."""
    if what is not answers.ViewName.MAP:
        told = (
            f"{what.value} cannot be written as {form.value}: that is for the map. Use csv or json."
        )
        raise typer.BadParameter(told, param_hint="--format")


def write_map(
    db: Session, topic: Topic, question: answers.MapFileQuestion, output: Path | None
) -> None:
    """Write the map of a view; without `output` under a name that says what is inside.

    Raises:
        CoregapError: If the view cannot be answered, drawn or written.
    """
    answer = answers.answer_map_file(db, topic, question)
    asked = exports.Asked(
        question=question, topic=topic, provenance=answer.provenance, on=now().date()
    )
    file = exports.map_file(answer, question.format, asked)
    place = output or Path(file.name)
    with bytes_written_to(place, is_text=False) as written:
        written.write(file.body)
    note.print(f"Written: {place}", markup=False, highlight=False, soft_wrap=True)
