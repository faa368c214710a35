"""The command that serves pages and API."""

from typing import Annotated

import typer

from app import pipeline
from app.cli.application import cli
from app.cli.asking import now
from app.cli.terminal import note
from app.settings import read_settings
from app.topic import data_folder, read_topic


@cli.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address; default COREGAP_HOST.")] = None,
    port: Annotated[int | None, typer.Option(help="Port; default COREGAP_PORT.")] = None,
) -> None:
    """Serve the dashboard and the API; loopback only unless told otherwise."""
    import uvicorn

    from app.api import Traffic
    from app.web import create_web

    settings = read_settings()
    topic = read_topic(settings.topic)
    engine = pipeline.open_database(settings)
    if pipeline.is_empty(engine):
        pipeline.load_evidence(engine, topic, data_folder() / "evidence", now=now())
        pipeline.refresh(engine, topic)
    host, port = host or settings.host, settings.port if port is None else port
    note.print(f"coregap: dashboard http://{host}:{port}/  API http://{host}:{port}/api/v1/docs")
    accuracy = pipeline.shipped_accuracy(topic)
    traffic = Traffic(
        per_minute=settings.requests_per_minute(host), origins=settings.allowed_origins
    )
    web = create_web(
        engine, topic, accuracy, settings.addresses, settings.public_url or "", traffic
    )
    uvicorn.run(web, host=host, port=port, log_config=None, server_header=False)
