"""Whether the service is alive and ready."""

from typing import Annotated

from fastapi import APIRouter, Query, Request

from app.answers.dependencies import CurrentEngine
from app.api import schemas
from app.api.routes.questions import NoQuestion
from app.api.version import VERSION
from app.api.watching import find_ready, not_ready

router = APIRouter(tags=["service"])


@router.get("/health", summary="Alive")
def get_health(_: Annotated[NoQuestion, Query()]) -> schemas.Health:
    """The process answers. It does not touch the database."""
    return schemas.Health(status="alive", version=VERSION)


@router.get("/readiness", summary="Ready to answer")
async def get_readiness(
    request: Request,
    engine: CurrentEngine,
    _: Annotated[NoQuestion, Query()],
) -> schemas.Readiness:
    """The database answers, its schema is current and evidence is loaded; otherwise 503."""
    ready = await find_ready(request, engine)
    if ready.lacking is not None:
        raise not_ready(ready)
    return schemas.Readiness(status="ready", studies=ready.studies, revision=ready.revision)
