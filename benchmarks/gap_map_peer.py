"""The peer: DuckDB over the same rows, asked for the plain distinct counts of the same questions."""

import csv
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, text

from app import store
from app.answers import MapQuestion
from app.gapmap import NONE_STATED, Axis, Matrix

AT_ONCE = 50_000
DIMENSION = {
    Axis.FITZPATRICK: "fitzpatrick",
    Axis.INDICATION: "indication",
    Axis.OUTCOME: "outcome",
}

Counts = dict[tuple[str, ...], int]
"""Distinct studies by skin type and the values of the other axes that the question has."""


@dataclass(slots=True)
class Peer:
    """DuckDB, with the two tables that the question is about."""

    connection: Any
    rows: int = 0

    @classmethod
    def of(cls, engine: Engine) -> "Peer":
        """Tables with the rows of the database."""
        import duckdb

        connection = duckdb.connect()
        connection.execute(
            "CREATE TABLE study (public_id VARCHAR, counted BOOLEAN, layer VARCHAR, year INTEGER)"
        )
        connection.execute(
            "CREATE TABLE study_value "
            "(public_id VARCHAR, dimension VARCHAR, value VARCHAR, standing VARCHAR)"
        )
        peer = cls(connection)
        peer._copy(engine, "study", ("public_id", "counted", "layer", "year"))
        peer.rows = peer._copy(
            engine, "study_value", ("public_id", "dimension", "value", "standing")
        )
        return peer

    def _copy(self, engine: Engine, table: str, columns: Sequence[str]) -> int:
        many = 0
        with store.reading(engine) as db, tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"{table}.csv"
            selected = f"SELECT {', '.join(columns)} FROM {table}"  # noqa: S608 - our own names
            rows = db.connection().execution_options(yield_per=AT_ONCE).exec_driver_sql(selected)
            with path.open("w", encoding="utf-8", newline="") as file:
                writer = csv.writer(file)
                for some in rows.partitions():
                    writer.writerows(some)
                    many += len(some)
            self.connection.execute(
                f"INSERT INTO {table} SELECT * FROM read_csv(?, header = false, all_varchar = true)",  # noqa: S608 - our own names
                [str(path)],
            )
        return many

    def ask(self, question: MapQuestion) -> tuple[float, Counts]:
        """Seconds, and the counts."""
        asked, values = sql_of(question, "?")
        began = time.perf_counter()
        rows = self.connection.execute(asked, values).fetchall()
        seconds = time.perf_counter() - began
        return seconds, {tuple(row[:-1]): row[-1] for row in rows}


def ask_plainly(engine: Engine, question: MapQuestion) -> tuple[float, Counts]:
    """The same of the database itself: the plain SQL that needs no other engine."""
    asked, values = sql_of(question, ":v")
    with store.reading(engine) as db:
        began = time.perf_counter()
        named = {f"v{n}": value for n, value in enumerate(values)}
        rows = db.connection().execute(text(asked), named).all()
        seconds = time.perf_counter() - began
    return seconds, {tuple(row[:-1]): row[-1] for row in rows}


_HAVING = (
    "EXISTS (SELECT 1 FROM study_value f WHERE f.public_id = s.public_id "
    "AND f.dimension = '{dimension}' AND f.value IN ({values}))"
)


def sql_of(question: MapQuestion, mark: str) -> tuple[str, list[Any]]:
    """Distinct primary studies of each skin type and each value of the other axes, in plain SQL."""
    axes = [
        Axis.FITZPATRICK,
        *(a for a in (question.rows, question.columns) if a is not Axis.FITZPATRICK),
    ]
    values: list[Any] = []

    def place(value: Any) -> str:
        values.append(value)
        return mark if mark == "?" else f"{mark}{len(values) - 1}"

    joins = []
    for n, axis in enumerate(axes):
        joins.append(
            f"JOIN study_value a{n} ON a{n}.public_id = s.public_id "
            f"AND a{n}.dimension = '{DIMENSION[axis]}'"
        )
    where = ["s.counted", "s.layer = 'primary'", "a0.standing = 'studied'"]
    for dimension in ("body_site", "procedure", "design"):
        chosen = [place(value) for value in getattr(question, dimension)]
        if chosen:
            where.append(_HAVING.format(dimension=dimension, values=", ".join(chosen)))
    if question.year_from is not None:
        where.append(f"s.year >= {place(question.year_from)}")
    if question.year_to is not None:
        where.append(f"s.year <= {place(question.year_to)}")
    named = ", ".join(f"a{n}.value" for n in range(len(axes)))
    asked = f"SELECT {named}, count(DISTINCT s.public_id) FROM study s {' '.join(joins)}"  # noqa: S608 - our own names
    return f"{asked} WHERE {' AND '.join(where)} GROUP BY {named}", values


def counts_of(drawn: Matrix) -> Counts:
    """The same numbers as the map has them; what states no value is in no row of the tables."""
    found: Counts = {}
    for cell in (cell for line in drawn.cells for cell in line):
        places = [v for v in (cell.key.indication, cell.key.outcome) if v is not None]
        if drawn.row_axis is Axis.OUTCOME and drawn.column_axis is Axis.INDICATION:
            places.reverse()
        if NONE_STATED in places:
            continue
        if cell.key.fitzpatrick is not None:
            found[cell.key.fitzpatrick.name, *places] = cell.studies
        for mark in cell.by_type:
            found[mark.fitzpatrick.name, *places] = mark.studies
    return {place: number for place, number in found.items() if number}
