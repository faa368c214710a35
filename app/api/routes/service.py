"""Whether the service is alive and ready."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from sqlalchemy import Engine

from app import store
from app.answers.dependencies import Db, engine_of
from app.api import schemas
from app.api.routes.questions import NoQuestion
from app.api.version import VERSION
from app.errors import DatabaseUnavailableError, NotReadyError

router = APIRouter(tags=["service"])


@router.get("/health", summary="Alive")
def get_health(_: Annotated[NoQuestion, Query()]) -> schemas.Health:
    """The process answers. It does not touch the database."""
    return schemas.Health(status="alive", version=VERSION)


@router.get("/readiness", summary="Ready to answer")
def get_readiness(
    db: Db,
    engine: Annotated[Engine, Depends(engine_of)],
    _: Annotated[NoQuestion, Query()],
) -> schemas.Readiness:
    """The database answers, its schema is current and evidence is loaded; otherwise 503."""
    if not store.schema_is_current(engine):
        raise DatabaseUnavailableError(
            "The database's schema is not the one this version needs. Run `coregap load`."
        )
    studies = store.count_everything(db).studies
    if not studies:
        raise NotReadyError("The database holds no study yet. Run `coregap load`.")
    return schemas.Readiness(status="ready", studies=studies, revision=store.revision(db))
