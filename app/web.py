"""The whole web application: the API and the pages on one address."""

from collections.abc import Mapping

from fastapi import FastAPI
from sqlalchemy import Engine

from app.answers.doors import Doors
from app.api import Limits, create_app
from app.dashboard import dashboard_router, error_page, mount_static
from app.measured import MeasuredAccuracy
from app.topic import Topic

ANY = Limits()


def create_web(
    engine: Engine,
    topic: Topic,
    accuracy: MeasuredAccuracy | None = None,
    addresses: Mapping[str, str] | None = None,
    public_url: str = "",
    limits: Limits = ANY,
    doors: Doors | None = None,
) -> FastAPI:
    """API and pages over a database that is already migrated; the rest as `create_app`."""
    app = create_app(
        engine,
        topic,
        (dashboard_router,),
        error_page,
        accuracy=accuracy,
        addresses=addresses or {},
        public_url=public_url,
        limits=limits,
        doors=doors,
    )
    mount_static(app)
    return app
