"""The web application: the API, and whatever else is served from the same place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from types import MappingProxyType

from anyio import CapacityLimiter
from fastapi import APIRouter, Depends, FastAPI
from sqlalchemy import Engine

from app.answers import Remembered
from app.answers.doors import Doors
from app.answers.identity import reading
from app.answers.taking_in import Intake, Runner, ending
from app.api.added_headers import HeadersAdded
from app.api.answer_memory import AnswerMemory
from app.api.answering_again import AnsweredBefore
from app.api.conditional import SameNotSent
from app.api.counting import RequestCounts
from app.api.cross_origin import OtherOrigins
from app.api.docs import docs_router
from app.api.idempotency import install_idempotency
from app.api.limits import Answer, Limited, Limits
from app.api.problems import ErrorPage, install_problem_details
from app.api.rate_limits import RateLimiter
from app.api.requests import HeadAsGet, Watched
from app.api.routes import api_router
from app.api.version import VERSION
from app.api.watching import AT_ONCE
from app.api.watching import router as watching_router
from app.measured import MeasuredAccuracy
from app.topic import Topic


@dataclass(frozen=True, slots=True, kw_only=True)
class Traffic:
    """How often a caller may ask the API, and which pages of other sites may."""

    per_minute: int = 0
    """Requests; 0 is any number."""
    origins: frozenset[str] = frozenset()
    """Such as https://example.org; `*` is any."""


NO_LIMIT = Traffic()
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
    traffic: Traffic = NO_LIMIT,
    doors: Doors | None = None,
    intake: Intake | None = None,
) -> FastAPI:
    """The application; `extra_routers` are pages, `error_page` renders errors outside /api/.

    `accuracy` is the card of this version of the reader; None where it was not measured.
    `addresses` say where each source is asked, `public_url` where readers reach this application;
    without it what they asked for is taken for it. `limits` say what is refused unseen, `traffic` how
    often a caller may ask the API and which other sites' pages may. `doors` are how people come in:
    without them by accounts alone, and on this machine freely as long as there is none.
    `intake` is what can be imported and asked from here.

    Static files are mounted on what this returns. The engine's database must be migrated before
    the first request, or every answer that needs it is 503.
    """
    runner = Runner(engine, topic, intake or Intake())
    app = FastAPI(
        title="coregap",
        version=VERSION,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        lifespan=ending(runner),
    )
    app.state.engine = engine
    app.state.topic = topic
    app.state.accuracy = accuracy
    app.state.addresses = addresses
    app.state.public_url = public_url.rstrip("/")
    app.state.rate_limiter = RateLimiter(traffic.per_minute) if traffic.per_minute else None
    app.state.runner = runner
    app.state.doors = doors or Doors()
    app.state.edition = _edition(topic, accuracy)
    app.state.remembered = Remembered()
    app.state.answer_memory = AnswerMemory()
    app.state.watchers = CapacityLimiter(AT_ONCE)
    app.state.metrics_token = limits.metrics_token
    app.state.counts = RequestCounts()
    app.include_router(api_router)
    app.include_router(docs_router, dependencies=[Depends(reading)])
    for router in (*extra_routers, watching_router):
        app.include_router(router)
    answer = install_problem_details(app, error_page)
    _put_around(app, engine, limits, traffic, answer)
    return app


def _put_around(
    app: FastAPI, engine: Engine, limits: Limits, traffic: Traffic, answer: Answer
) -> None:
    """What a request passes on its way in, the last first, and an answer on its way out."""
    app.add_middleware(SameNotSent)
    app.add_middleware(AnsweredBefore)
    install_idempotency(app, engine)
    app.add_middleware(HeadersAdded)
    app.add_middleware(HeadAsGet)
    app.add_middleware(Limited, limits=limits, answer=answer)
    if traffic.origins:
        app.add_middleware(OtherOrigins, origins=traffic.origins)
    app.add_middleware(Watched, counts=app.state.counts)


def _edition(topic: Topic, accuracy: MeasuredAccuracy | None) -> str:
    """Changes with everything but the evidence that answers are made of."""
    card = accuracy.as_json() if accuracy else ""
    return sha256(f"{VERSION}{topic.model_dump_json()}{card}".encode()).hexdigest()
