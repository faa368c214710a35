"""A matrix or a list of studies to a file format; one module a format."""

from app.exports.csv_format import as_csv
from app.exports.json_format import as_json
from app.exports.tables import (
    Table,
    table_of_evidence,
    table_of_gaps,
    table_of_map,
    table_of_studies,
)

__all__ = [
    "Table",
    "as_csv",
    "as_json",
    "table_of_evidence",
    "table_of_gaps",
    "table_of_map",
    "table_of_studies",
]
