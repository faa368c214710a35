"""A table in pieces of whole rows, and what its rows say of documents without their texts."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from app.errors import MalformedRecordError
from app.records import Bibliography, ReportKind
from app.records.identifiers import canonical_nct
from app.sources.formats.csv_columns import meanings
from app.sources.formats.csv_registry import registry_record
from app.sources.formats.csv_rows import rows
from app.sources.formats.csv_table import (
    MEDIA_TYPE,
    as_table,
    header_of,
    named_cells,
    reference_in,
)
from app.sources.formats.reference import Raw, outline_of, stable_id

ROWS = 500
"""Of a piece: work for a tenth of a second, so that little waits at the end."""


@dataclass(frozen=True)
class TablePiece:
    """Rows of a table that were whole, each with a cell for every column."""

    header: tuple[str, ...]
    rows: list[tuple[str, ...]]

    def column(self, name: str) -> list[str]:
        """The cell of each row under a heading, whatever its case; the last that is not empty."""
        of_name = {h: at for at, h in enumerate(self.header) if h.lower() == name}.values()
        return [next((row[at] for at in reversed(of_name) if row[at]), "") for row in self.rows]

    def raw(self, cells: Sequence[str]) -> Raw:
        """One of the rows as a table of its own, as a record of it keeps it."""
        return Raw(as_table(self.header, cells), MEDIA_TYPE)

    @cached_property
    def fields(self) -> tuple[str, ...]:
        """What each column means."""
        return meanings(self.header)


@dataclass(frozen=True, slots=True)
class RowOutline:
    """What a row says of its document, without the texts."""

    stable_id: str
    """Empty where a record would be named by a hash of its row."""
    kind: ReportKind
    bibliography: Bibliography


def table_pieces(lines: Iterable[str]) -> Iterator[TablePiece]:
    """The rows of a table that are not broken, in pieces.

    Raises:
        MalformedRecordError: If there is no header that we know.
    """
    found, skipped, rest = header_of(lines)
    whole = (row.cells for row in rows(rest, found, first_line=skipped + 2) if not row.problem)
    while piece := list(islice(whole, ROWS)):
        yield TablePiece(found.header, piece)


def row_outlines(piece: TablePiece) -> Iterator[RowOutline | None]:
    """For each row what `read_csv` makes of it, without the texts; None for what it rejects."""
    for cells in piece.rows:
        try:
            yield _outline(piece, cells)
        except MalformedRecordError:
            yield None


def _outline(piece: TablePiece, cells: Sequence[str]) -> RowOutline:
    named = named_cells(piece.fields, cells)
    first = {field: values[0] for field, values in named.items()}
    if nct := canonical_nct(first.get("nct", "")):
        whole = registry_record(nct, first, piece.raw(cells))
        return RowOutline(whole.source_id, whole.kind, whole.bibliography)
    reference = reference_in(named, first)
    kind, known = outline_of(reference)
    return RowOutline(stable_id(kind, known, reference.native), kind, known)
