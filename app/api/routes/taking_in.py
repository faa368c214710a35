"""Evidence that comes in: a file that is sent, and sources that are asked."""

from collections.abc import AsyncIterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response, status
from fastapi import Path as InPath
from pydantic import BaseModel, ConfigDict, Field

from app.answers.dependencies import CurrentTopic, Db
from app.answers.identity import Importing, importing
from app.answers.sent_files import answer_import, answer_imports
from app.answers.taking_in import CurrentFiles, CurrentRunner, StartWord
from app.api import schemas
from app.api.conditional import ByContent
from app.api.idempotency import Idempotent
from app.api.routes.questions import NoQuestion

router = APIRouter(tags=["searching"])
WRITES = [Depends(importing), Idempotent]
FILE: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}


class ImportQuestion(BaseModel):
    """Under which name a file is sent."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Annotated[
        str,
        Field(
            pattern=r"^[A-Za-z0-9][A-Za-z0-9 ._()-]{0,99}$",
            description="Of the file: what was rejected is found by it. It says nothing of the "
            "format, which is recognised by content.",
        ),
    ] = "import"


async def sent_file(
    request: Request, question: Annotated[ImportQuestion, Query()]
) -> AsyncIterator[Path]:
    """The body as a file, until the request is answered. It is read by whom may import."""
    with TemporaryDirectory(prefix="coregap-") as folder:
        path = Path(folder) / question.name.rstrip(" .")
        with path.open("wb") as file:
            async for part in request.stream():
                file.write(part)
        yield path


@router.post(
    "/imports",
    summary="Import a file",
    status_code=status.HTTP_201_CREATED,
    dependencies=WRITES,
    openapi_extra=FILE,
)
def import_records(
    person: Importing,
    files: CurrentFiles,
    topic: CurrentTopic,
    path: Annotated[Path, Depends(sent_file)],
) -> schemas.Imported:
    """Take in an export of any format that `coregap import` reads; the body is the file.

    A broken record is kept apart with its reason and the rest is imported. Studies, tags and counts
    have followed when this answers. The same file sent again changes nothing.
    """
    return schemas.shaped(schemas.Imported, files.take_in(path, person.name), topic)


@router.get(
    "/imports", summary="Files that were sent", dependencies=[Depends(importing), ByContent]
)
def list_imports(
    db: Db, files: CurrentFiles, topic: CurrentTopic, _: Annotated[NoQuestion, Query()]
) -> schemas.SentFiles:
    """The latest hundred files that people and programs sent, the last first."""
    return schemas.shaped(schemas.SentFiles, {"files": answer_imports(db, files)}, topic)


@router.get(
    "/imports/{import_id}",
    summary="A file that was sent",
    dependencies=[Depends(importing), ByContent],
)
def get_import(
    db: Db,
    files: CurrentFiles,
    topic: CurrentTopic,
    import_id: Annotated[int, InPath(ge=1, le=2**31 - 1, description="Number of the file.")],
    _: Annotated[NoQuestion, Query()],
) -> schemas.SentFile:
    """How far it is, or what became of it: counts, and what could not be read and why."""
    return schemas.shaped(schemas.SentFile, answer_import(db, files, import_id), topic)


@router.post(
    "/runs",
    summary="Start runs",
    status_code=status.HTTP_202_ACCEPTED,
    dependencies=WRITES,
)
def start_runs(
    response: Response, runner: CurrentRunner, topic: CurrentTopic, word: StartWord
) -> schemas.Started:
    """Ask sources for what is new, as `coregap ingest` does, and bring the gap map up to date.

    This answers as soon as the runs have begun; `/runs/{run_id}` tells how far each is. One order is
    at work at a time.
    """
    started = schemas.shaped(schemas.Started, runner.start(word), topic)
    response.headers["Location"] = f"/api/v1/runs/{started.runs[0].id}"
    return started
