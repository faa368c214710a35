"""What may be asked for as a file: a question of a view, and the form."""

from typing import Annotated, Literal

from pydantic import Field

from app.answers import CellQuestion, GapsQuestion, MapQuestion, StudySelection
from app.api.routes.questions import NoQuestion
from app.exports import FileFormat

F = FileFormat
Form = Field(description="Form of the file; docs/exports.md says what is in each.")
WithMap = Annotated[Literal[F.XLSX, F.CSV, F.JSON, F.RIS, F.BIBTEX, F.CSL_JSON, F.FHIR], Form]


class MapExport(MapQuestion):
    """The map as a file."""

    format: WithMap = F.XLSX


class CellExport(CellQuestion):
    """A cell as a file."""

    format: WithMap = F.XLSX


class StudiesExport(StudySelection):
    """A list of studies as a file."""

    format: WithMap = F.XLSX


class GapsExport(GapsQuestion):
    """Ranked gaps as a file."""

    format: Annotated[Literal[F.XLSX, F.CSV, F.JSON], Form] = F.XLSX


class FrozenExport(NoQuestion):
    """A frozen view as a file."""

    format: Annotated[
        Literal[F.CSV, F.JSON, F.RIS, F.BIBTEX, F.CSL_JSON, F.FHIR],
        Field(description="Form of the file; ranked gaps are CSV or JSON."),
    ] = F.CSV


class EvidenceExport(NoQuestion):
    """All evidence as a file."""

    format: Annotated[Literal[F.XLSX, F.CSV, F.JSON, F.RIS, F.BIBTEX, F.CSL_JSON], Form] = F.XLSX


class DatasetExport(NoQuestion):
    """The whole dataset as a file."""

    format: Annotated[
        Literal[F.DATA_PACKAGE, F.XLSX, F.RIS, F.BIBTEX, F.CSL_JSON, F.FHIR], Form
    ] = F.DATA_PACKAGE
