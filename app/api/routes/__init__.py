"""The endpoints under /api/v1, one module a noun."""

from fastapi import APIRouter, Depends
from fastapi.routing import APIRoute

from app.answers.identity import reading
from app.api.rate_limits import within_limit
from app.api.routes import (
    accounts,
    accuracy,
    catalogue,
    changes,
    claims,
    exports,
    gap_map,
    matches,
    permalinks,
    review,
    runs,
    searching,
    service,
    statistics,
    studies,
    taking_in,
    trials,
)


def _operation_id(route: APIRoute) -> str:
    return route.name


api_router = APIRouter(prefix="/api/v1", generate_unique_id_function=_operation_id)
for _part in (
    studies.router,
    trials.router,
    gap_map.router,
    statistics.router,
    statistics.file_router,
    exports.router,
    claims.router,
    catalogue.router,
    accuracy.router,
    searching.router,
    runs.router,
    taking_in.router,
    matches.router,
    review.router,
    changes.router,
    permalinks.router,
    accounts.router,
):
    api_router.include_router(_part, dependencies=[Depends(reading), Depends(within_limit)])
api_router.include_router(service.router)  # whoever watches over the service needs no account

__all__ = [
    "api_router",
]
