"""The web application: the API, and whatever else is served from the same place."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from types import MappingProxyType

from anyio import CapacityLimiter
from fastapi import APIRouter, Depends, FastAPI
from sqlalchemy import Engine

from app.answers import Remembered
from app.answers.doors import Doors
from app.answers.identity import reading
from app.api.counting import RequestCounts
from app.api.docs import docs_router
from app.api.limits import Limited, Limits
from app.api.problems import ErrorPage, install_problem_details
from app.api.requests import HeadAsGet, Watched
from app.api.routes import api_router
from app.api.version import VERSION
from app.api.watching import AT_ONCE
from app.api.watching import router as watching_router
from app.measured import MeasuredAccuracy
from app.topic import Topic

_NO_ADDRESSES: Mapping[str, str] = MappingProxyType({})
_ANY = Limits()


def create_app(
    engine: Engine,
    topic: Topic,
    extra_routers: Sequence[APIRouter] = (),
    error_page: ErrorPage | None = None,
    *,
    accuracy: MeasuredAccuracy | None = None,
    addresses: Mapping[str, str] = _NO_ADDRESSES,
    public_url: str = "",
    limits: Limits = _ANY,
    doors: Doors | None = None,
) -> FastAPI:
    """The application; `extra_routers` are pages, `error_page` renders errors outside /api/.

    `accuracy` is the card of this version of the reader; None where it was not measured.
    `addresses` say where each source is asked, `public_url` where readers reach this application;
    without it what they asked for is taken for it. `limits` say what is refused unseen. `doors` are
    how people come in: without them by accounts alone, and on this machine freely as long as there
    is none.

    Static files are mounted on what this returns. The engine's database must be migrated before
    the first request, or every answer that needs it is 503.
    """
    app = FastAPI(title="coregap", version=VERSION, docs_url=None, redoc_url=None, openapi_url=None)
    app.state.engine = engine
    app.state.topic = topic
    app.state.accuracy = accuracy
    app.state.addresses = addresses
    app.state.public_url = public_url.rstrip("/")
    app.state.doors = doors or Doors()
    app.state.edition = _edition(topic, accuracy)
    app.include_router(api_router)
    app.include_router(docs_router, dependencies=[Depends(reading)])
    for router in extra_routers:
        app.include_router(router)
    app.include_router(watching_router)
    app.state.remembered = Remembered()
    app.state.watchers = CapacityLimiter(AT_ONCE)
    app.state.metrics_token = limits.metrics_token
    app.state.counts = counts = RequestCounts()
    answer = install_problem_details(app, error_page)
    app.add_middleware(HeadAsGet)
    app.add_middleware(Limited, limits=limits, answer=answer)
    app.add_middleware(Watched, counts=counts)
    return app


def _edition(topic: Topic, accuracy: MeasuredAccuracy | None) -> str:
    """Changes with everything but the evidence that answers are made of."""
    card = accuracy.as_json() if accuracy else ""
    return sha256(f"{VERSION}{topic.model_dump_json()}{card}".encode()).hexdigest()
