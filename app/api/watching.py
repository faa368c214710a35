"""What machines that watch the service ask: is it alive, can it answer, how does it do."""

import hmac
from collections.abc import Callable
from typing import TypeVar

import anyio
import anyio.to_thread
import structlog
from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from sqlalchemy import Engine
from starlette.exceptions import HTTPException

from app.answers import LACKS, Measures, Need, Ready, answer_measures, answer_ready
from app.answers.dependencies import CurrentEngine
from app.api.metrics import CONTENT_TYPE, metrics_text
from app.api.version import VERSION
from app.errors import DatabaseUnavailableError, NotReadyError

PATIENCE_S = 2.0
"""Watchers give up after some seconds: an answer that comes later is none."""
AT_ONCE = 4
"""Threads that may wait for a database that does not answer; all others are free for requests."""

T = TypeVar("T")
log = structlog.get_logger(__name__)
router = APIRouter(include_in_schema=False)


@router.get("/health")
async def get_health() -> Response:
    """The process answers. It does not touch the database."""
    return JSONResponse({"status": "alive", "version": VERSION})


@router.get("/ready")
async def get_ready(request: Request, engine: CurrentEngine) -> Response:
    """Questions can be answered; otherwise 503, with what is lacking."""
    ready = await find_ready(request, engine)
    if not ready.can_answer:
        raise not_ready(ready)
    return JSONResponse(
        {"status": "ready", "studies": ready.studies, "revision": ready.revision},
        headers={"Cache-Control": "no-store"},
    )


@router.get("/metrics")
async def get_metrics(request: Request, engine: CurrentEngine) -> Response:
    """Numbers of this process and of the database, in the form that Prometheus reads."""
    _check_token(request)
    measures = await _measures(request, engine)
    own = request.app.state.counts.as_text()
    return Response(
        own + metrics_text(measures),
        media_type=CONTENT_TYPE,
        headers={"Cache-Control": "no-store"},
    )


async def find_ready(request: Request, engine: Engine) -> Ready:
    """What is there, as far as it can be said in time."""
    try:
        return await _in_time(request, lambda: answer_ready(engine))
    except TimeoutError:
        return Ready(lacking=Need.DATABASE)


def not_ready(ready: Ready) -> NotReadyError:
    """What is lacking, as an error that names it."""
    lacking = ready.lacking or Need.DATABASE
    return NotReadyError(LACKS[lacking], part=lacking)


async def _measures(request: Request, engine: Engine) -> Measures | None:
    remembered = request.app.state.remembered
    try:
        return await _in_time(request, lambda: answer_measures(engine, remembered))
    except (DatabaseUnavailableError, TimeoutError) as error:
        log.warning("not_measured", because=str(error) or "The database did not answer in time.")
        return None


async def _in_time(request: Request, ask: Callable[[], T]) -> T:
    """Ask in a thread; one that does not end in time is left to its own time-out.

    Raises:
        TimeoutError: If the answer did not come in time.
    """
    places: anyio.CapacityLimiter = request.app.state.watchers
    with anyio.fail_after(PATIENCE_S):
        return await anyio.to_thread.run_sync(ask, abandon_on_cancel=True, limiter=places)


def _check_token(request: Request) -> None:
    token = request.app.state.metrics_token
    given = request.headers.get("authorization", "").removeprefix("Bearer ").encode("latin-1")
    if token is not None and not hmac.compare_digest(given, token.get_secret_value().encode()):
        raise HTTPException(
            401, "Send the token of COREGAP_METRICS_TOKEN.", {"WWW-Authenticate": "Bearer"}
        )
