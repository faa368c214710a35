"""The map as a drawing or as one HTML file, from the command line."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs

import typer
from sqlmodel import Session

from app import answers, exports
from app.cli.asking import checked, now
from app.cli.terminal import write_bytes
from app.topic import Topic

DRAWN = frozenset(file_format.value for file_format in answers.MapFormat)
SINGLE = frozenset({"rows", "columns", "year_from", "year_to"})
"""Fields of an address that have one value."""


@dataclass(frozen=True, slots=True)
class MapView:
    """The query of a map's address, and the format it is to be written in."""

    query: str
    file_format: str


def only_of_map(what: str, file_format: str) -> None:
    """Refuse to draw what is no map."""
    if what != "map":
        told = f"{what} cannot be written as {file_format}: that is for the map. Use csv or json."
        raise typer.BadParameter(told, param_hint="--format")


def write_map(db: Session, topic: Topic, view: MapView, output: Path | None) -> None:
    """Write the map of a view; without `output` under a name that says what is inside.

    Raises:
        CoregapError: If the view cannot be answered, drawn or written.
    """
    said = parse_qs(view.query.rpartition("?")[2])
    fields: dict[str, object] = {
        name: values[-1] if name in SINGLE else values for name, values in said.items()
    }
    question = checked(answers.MapFileQuestion, **fields | {"format": view.file_format})
    answer = answers.answer_map_file(db, topic, question)
    asked = exports.Asked(
        question=question, topic=topic, provenance=answer.provenance, on=now().date()
    )
    file = exports.map_file(answer, question.format, asked)
    write_bytes(output or Path(file.name), file.body)
