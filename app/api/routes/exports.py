"""Views as files: any filter, every form."""

from collections.abc import Iterator, Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from fastapi.responses import StreamingResponse
from pydantic import BaseModel

from app.answers import Asking, ViewName, answer_permalink
from app.answers.dependencies import CurrentTopic, Db, Now
from app.answers.identity import at_home
from app.api.routes.export_questions import (
    CellExport,
    DatasetExport,
    EvidenceExport,
    FrozenExport,
    GapsExport,
    MapExport,
    StudiesExport,
)
from app.api.routes.permalinks import Hash
from app.exports import (
    FORMATS,
    FORMATS_OF,
    FROZEN_FORMATS_OF,
    FileFormat,
    WrittenFile,
    file_of,
    frozen_file_of,
)

router = APIRouter(tags=["exports"])
AT_ONCE = 1 << 16  # bytes
SHAPES: dict[str, dict[str, Any]] = {
    "application/json": {"type": "array", "items": {"type": "object"}},
    "application/vnd.citationstyles.csl+json": {"type": "array", "items": {"type": "object"}},
    "application/fhir+json": {"type": "object"},
}
"""Of forms that are JSON; the others are bytes to a program that knows only the document."""


def _forms(formats: Sequence[FileFormat]) -> dict[int | str, dict[str, Any]]:
    """What an operation answers with, for the OpenAPI document."""
    types = [FORMATS[one].media_type for one in formats]
    binary = {"type": "string", "format": "binary"}
    return {200: {"content": {each: {"schema": SHAPES.get(each, binary)} for each in types}}}


@router.get(
    "/exports/map",
    summary="The gap map as a file",
    response_class=StreamingResponse,
    responses=_forms(FORMATS_OF[ViewName.MAP]),
)
def export_map(
    db: Db, topic: CurrentTopic, now: Now, question: Annotated[MapExport, Query()]
) -> StreamingResponse:
    """The map of these rows, columns and filters, with the studies and the evidence behind it.

    References are those of the reports of the studies that the map counts.
    """
    return _sent(ViewName.MAP, question, question.format, Asking(db=db, topic=topic, at=now))


@router.get(
    "/exports/cell",
    summary="The evidence of a cell as a file",
    response_class=StreamingResponse,
    responses=_forms(FORMATS_OF[ViewName.CELL]),
)
def export_cell(
    db: Db, topic: CurrentTopic, now: Now, question: Annotated[CellExport, Query()]
) -> StreamingResponse:
    """The studies of a cell's indication and outcome, those that do not count in it too."""
    return _sent(ViewName.CELL, question, question.format, Asking(db=db, topic=topic, at=now))


@router.get(
    "/exports/studies",
    summary="Studies as a file",
    response_class=StreamingResponse,
    responses=_forms(FORMATS_OF[ViewName.STUDIES]),
)
def export_studies(
    db: Db, topic: CurrentTopic, now: Now, question: Annotated[StudiesExport, Query()]
) -> StreamingResponse:
    """All studies that meet the filters, not a page of them."""
    return _sent(ViewName.STUDIES, question, question.format, Asking(db=db, topic=topic, at=now))


@router.get(
    "/exports/gaps",
    summary="Ranked gaps as a file",
    response_class=StreamingResponse,
    responses=_forms(FORMATS_OF[ViewName.GAPS]),
)
def export_gaps(
    db: Db, topic: CurrentTopic, now: Now, question: Annotated[GapsExport, Query()]
) -> StreamingResponse:
    """The gaps worth filling, the most urgent first, each with the rules that placed it."""
    return _sent(ViewName.GAPS, question, question.format, Asking(db=db, topic=topic, at=now))


@router.get(
    "/exports/evidence",
    summary="All evidence as a file",
    response_class=StreamingResponse,
    responses=_forms(FORMATS_OF[ViewName.EVIDENCE]),
)
def export_evidence(
    db: Db, topic: CurrentTopic, now: Now, question: Annotated[EvidenceExport, Query()]
) -> StreamingResponse:
    """Every statement of every study that counts, with the words that it rests on."""
    return _sent(ViewName.EVIDENCE, None, question.format, Asking(db=db, topic=topic, at=now))


@router.get(
    "/exports/dataset",
    summary="The whole dataset as a file",
    response_class=StreamingResponse,
    responses=_forms(FORMATS_OF[ViewName.DATASET]),
    dependencies=[Depends(at_home)],  # it holds texts of others as they were received
)
def export_dataset(
    db: Db, topic: CurrentTopic, now: Now, question: Annotated[DatasetExport, Query()]
) -> StreamingResponse:
    """Everything: as a data package all tables, which `coregap restore` makes a database of again.

    In the other forms it is all that counts: the whole map, all gaps, studies and references.
    """
    return _sent(ViewName.DATASET, None, question.format, Asking(db=db, topic=topic, at=now))


@router.get(
    "/permalinks/{hash}/file",
    summary="A frozen view as a file",
    response_class=StreamingResponse,
    responses=_forms(FROZEN_FORMATS_OF[ViewName.MAP]),
)
def export_permalink(
    db: Db,
    topic: CurrentTopic,
    hash: Hash,  # noqa: A002 - the name is part of the address
    question: Annotated[FrozenExport, Query()],
) -> StreamingResponse:
    """The view as it was when it was frozen, with the studies and references of then."""
    permalink = answer_permalink(db, topic, hash)
    return _sent_file(frozen_file_of(permalink, topic, question.format))


def _sent(
    name: ViewName, question: BaseModel | None, file_format: FileFormat, asking: Asking
) -> StreamingResponse:
    return _sent_file(file_of(name, question, file_format, asking))


def _sent_file(file: WrittenFile) -> StreamingResponse:
    # Not kept: it says when it was written.
    headers = {
        "Content-Disposition": f'attachment; filename="{file.name}"',
        "Cache-Control": "no-store",
    }
    return StreamingResponse(_pieces(file), media_type=file.media_type, headers=headers)


def _pieces(file: WrittenFile) -> Iterator[bytes]:
    with file.content as content:
        while piece := content.read(AT_ONCE):
            yield piece
