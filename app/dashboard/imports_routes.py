"""The pages on which a person sends a file and sees what became of it; they work without script."""

import shutil
from http import HTTPStatus
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi import Path as InPath
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool

from app import store
from app.answers.dependencies import CurrentEngine, Db
from app.answers.identity import Importing, importing
from app.answers.sent_files import MOST_WAITING, SentFiles, answer_import, answer_imports
from app.answers.taking_in import CurrentFiles
from app.dashboard.imports_page import PATH, import_view, imports_view
from app.dashboard.rendering import page
from app.dashboard.sent_file import sent_file
from app.errors import UnreadableFileError

router = APIRouter(include_in_schema=False, dependencies=[Depends(importing)])
Number = Annotated[int, InPath(ge=1, le=2**31 - 1)]
TOO_MANY = f"{MOST_WAITING} files wait already. Send this one when some of them are done."


@router.get(PATH)
def show_imports(request: Request, db: Db, files: CurrentFiles) -> Response:
    """The form for a file, and the files that were sent."""
    view = imports_view(answer_imports(db, files), files.limit_mb)
    return page(request, "imports.html", view=view, wrong="")


@router.post(PATH)
async def send_file(
    request: Request, person: Importing, engine: CurrentEngine, files: CurrentFiles
) -> Response:
    """Take a file, and show how far it is."""
    try:
        path = await sent_file(request)
    except UnreadableFileError as error:
        return await run_in_threadpool(_refused, request, engine, files, error.reason)
    number = await run_in_threadpool(_queued, files, path, person.name)
    if number is None:
        return await run_in_threadpool(_refused, request, engine, files, TOO_MANY)
    return RedirectResponse(f"{PATH}/{number}", HTTPStatus.SEE_OTHER)


@router.get(f"{PATH}/{{number}}")
def show_import(request: Request, db: Db, files: CurrentFiles, number: Number) -> Response:
    """One file: how far it is, or what became of it."""
    view = import_view(answer_import(db, files, number))
    return page(request, "import.html", view=view)


def _queued(files: SentFiles, path: Path, who: str) -> int | None:
    number = files.queue(path, who)
    if number is None:
        shutil.rmtree(path.parent, ignore_errors=True)
    return number


def _refused(request: Request, engine: CurrentEngine, files: SentFiles, wrong: str) -> Response:
    with store.reading(engine) as db:
        view = imports_view(answer_imports(db, files), files.limit_mb)
    return page(request, "imports.html", HTTPStatus.UNPROCESSABLE_ENTITY, view=view, wrong=wrong)
