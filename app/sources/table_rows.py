"""Rows of a table made ready to be compared; it stands here so that a process needs little for it."""

from app.matching import DedupRow, forms_of
from app.sources.formats.csv_pieces import RowOutline, TablePiece, row_outlines
from app.sources.formats.reference import hashed_id

NamedRow = tuple[str, DedupRow]
"""The identifier that the document has in every export, and the row.

A row is named by its column `record_id`; its name is empty where it has none, and then its
identifier, for want of another, is a hash of its cells.
"""


def compared_rows(piece: TablePiece) -> list[NamedRow]:
    """The rows that can be read, with the forms in which they are compared."""
    named = zip(piece.column("record_id"), piece.column("dataset"), strict=True)
    found: list[NamedRow] = []
    for cells, outline, (record_id, dataset) in zip(
        piece.rows, row_outlines(piece), named, strict=True
    ):
        if outline is not None:
            own = outline.stable_id
            if not own and not record_id:
                own = hashed_id(piece.raw(cells).payload)
            found.append((own, _compared(outline, record_id, dataset)))
    return found


def _compared(outline: RowOutline, record_id: str, dataset: str) -> DedupRow:
    return DedupRow(
        record_id=record_id,
        dataset=dataset,
        bibliography=outline.bibliography,
        kind=outline.kind,
        forms=forms_of(outline.kind, outline.bibliography),
    )
