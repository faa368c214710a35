"""Every form that a view can be written in, and which view in which."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.answers import Part, View, ViewName
from app.errors import InvalidQueryError
from app.exports.bibtex import as_bibtex
from app.exports.csl_json import as_csl_json
from app.exports.csv_format import as_csv
from app.exports.fhir import as_fhir
from app.exports.json_format import as_json
from app.exports.ris import as_ris
from app.exports.statement_tables import table_of_statements
from app.exports.tables import Table, table_of_gaps, table_of_map, table_of_studies
from app.exports.view_workbook import workbook_of


class FileFormat(StrEnum):
    """The forms of a file, by the name that a caller asks for."""

    CSV = "csv"
    JSON = "json"
    XLSX = "xlsx"
    RIS = "ris"
    BIBTEX = "bibtex"
    CSL_JSON = "csl-json"
    FHIR = "fhir"
    DATA_PACKAGE = "data-package"


@dataclass(frozen=True, slots=True, kw_only=True)
class FormatFacts:
    """What a form is called, sent as, and good for; `parts` are what of a view goes into it."""

    label: str
    media_type: str
    suffix: str
    use: str
    parts: Part = Part.ALL


FORMATS: Mapping[FileFormat, FormatFacts] = {
    FileFormat.XLSX: FormatFacts(
        label="Excel workbook",
        media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        suffix="xlsx",
        use="all of it on sheets, tags with their evidence included",
    ),
    FileFormat.CSV: FormatFacts(
        label="CSV", media_type="text/csv", suffix="csv", use="one table, for any program"
    ),
    FileFormat.JSON: FormatFacts(
        label="JSON", media_type="application/json", suffix="json", use="the same table as objects"
    ),
    FileFormat.RIS: FormatFacts(
        label="RIS",
        media_type="application/x-research-info-systems",
        suffix="ris",
        use="the reports, for EndNote, Zotero, Rayyan, Covidence",
        parts=Part.REPORTS,
    ),
    FileFormat.BIBTEX: FormatFacts(
        label="BibTeX",
        media_type="application/x-bibtex",
        suffix="bib",
        use="the reports, for LaTeX",
        parts=Part.REPORTS,
    ),
    FileFormat.CSL_JSON: FormatFacts(
        label="CSL-JSON",
        media_type="application/vnd.citationstyles.csl+json",
        suffix="csl.json",
        use="the reports, for Pandoc and Zotero",
        parts=Part.REPORTS,
    ),
    FileFormat.FHIR: FormatFacts(
        label="FHIR R5 bundle",
        media_type="application/fhir+json",
        suffix="fhir.json",
        use="citations, studies and evidence, for health systems",
        parts=Part.MAP | Part.STUDIES | Part.REPORTS,
    ),
    FileFormat.DATA_PACKAGE: FormatFacts(
        label="Data package",
        media_type="application/zip",
        suffix="zip",
        use="the whole database as tables; coregap can restore it",
    ),
}

_TABLES = (FileFormat.CSV, FileFormat.JSON)
_REFERENCES = (FileFormat.RIS, FileFormat.BIBTEX, FileFormat.CSL_JSON)
FORMATS_OF: Mapping[ViewName, tuple[FileFormat, ...]] = {
    ViewName.MAP: (FileFormat.XLSX, *_TABLES, *_REFERENCES, FileFormat.FHIR),
    ViewName.CELL: (FileFormat.XLSX, *_TABLES, *_REFERENCES, FileFormat.FHIR),
    ViewName.STUDIES: (FileFormat.XLSX, *_TABLES, *_REFERENCES, FileFormat.FHIR),
    ViewName.GAPS: (FileFormat.XLSX, *_TABLES),
    ViewName.EVIDENCE: (FileFormat.XLSX, *_TABLES, *_REFERENCES),
    ViewName.DATASET: (FileFormat.DATA_PACKAGE, FileFormat.XLSX, *_REFERENCES, FileFormat.FHIR),
}

FROZEN_FORMATS_OF: Mapping[ViewName, tuple[FileFormat, ...]] = {
    name: tuple(one for one in formats if one is not FileFormat.XLSX)
    for name, formats in FORMATS_OF.items()
    if name not in (ViewName.EVIDENCE, ViewName.DATASET)
}
"""Of a view that was frozen: a workbook would hold the search log, which goes on."""

_TABLE_PARTS = {
    ViewName.MAP: Part.MAP,
    ViewName.CELL: Part.STATEMENTS | Part.REPORTS,
    ViewName.STUDIES: Part.STUDIES,
    ViewName.GAPS: Part.GAPS,
    ViewName.EVIDENCE: Part.STATEMENTS | Part.REPORTS,
}
_WRITERS: Mapping[FileFormat, Callable[[View], str | bytes]] = {
    FileFormat.CSV: lambda view: as_csv(table_of(view)),
    FileFormat.JSON: lambda view: as_json(table_of(view)),
    FileFormat.XLSX: workbook_of,
    FileFormat.RIS: lambda view: as_ris(view.reports),
    FileFormat.BIBTEX: lambda view: as_bibtex(view.reports),
    FileFormat.CSL_JSON: lambda view: as_csl_json(view.reports),
    FileFormat.FHIR: as_fhir,
}


def check_format(
    name: ViewName,
    file_format: FileFormat,
    formats: Mapping[ViewName, tuple[FileFormat, ...]] = FORMATS_OF,
) -> None:
    """Refuse a form that a view has not.

    Raises:
        InvalidQueryError: Naming the forms that it has.
    """
    allowed = formats[name]
    if file_format not in allowed:
        raise InvalidQueryError("format", file_format.value, tuple(f.value for f in allowed))


def parts_of(name: ViewName, file_format: FileFormat) -> Part:
    """What of a view has to be read to write it in this form."""
    if file_format in _TABLES:
        return _TABLE_PARTS[name]
    return FORMATS[file_format].parts


def written(view: View, file_format: FileFormat) -> bytes:
    """The file of a view; the data package is none, for it holds more than a view.

    Raises:
        CannotBeWrittenError: If the form cannot hold so much.
    """
    file = _WRITERS[file_format](view)
    return file if isinstance(file, bytes) else file.encode()


def file_name(name: ViewName, file_format: FileFormat, day: str) -> str:
    """Such as coregap-map-2026-11-22.xlsx."""
    return f"coregap-{name.value}-{day}.{FORMATS[file_format].suffix}"


def table_of(view: View) -> Table:
    """The one table of a view: a cell's is what is said of it."""
    match view.name:
        case ViewName.MAP if view.matrix:
            return table_of_map(view.matrix)
        case ViewName.GAPS:
            return table_of_gaps(view.gaps)
        case ViewName.STUDIES:
            return table_of_studies(view.studies)
        case _:
            return table_of_statements(view.statements, view.reports)
