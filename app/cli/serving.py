"""The command that serves pages and API."""

from typing import Annotated
from urllib.parse import urlsplit

import typer
from sqlalchemy import Engine

from app import pipeline, store
from app.accounts import is_loopback
from app.answers.doors import Doors
from app.cli.application import cli
from app.cli.asking import now
from app.cli.terminal import note
from app.errors import SettingsError
from app.oidc import Provider
from app.settings import OPEN_WORDS, Settings, read_settings
from app.store import people
from app.topic import data_folder, read_topic


@cli.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address; default COREGAP_HOST.")] = None,
    port: Annotated[int | None, typer.Option(help="Port; default COREGAP_PORT.")] = None,
) -> None:
    """Serve the dashboard and the API; loopback only unless told otherwise.

    SIGTERM and Ctrl-C let requests end (COREGAP_SHUTDOWN_SECONDS), then it ends with exit code 0.
    """
    from app.api import Limits
    from app.web import create_web
    from app.web_server import Place, serve_until_told

    settings = read_settings()
    topic = read_topic(settings.topic)
    engine = pipeline.open_database(settings)
    check_doors(engine, settings, host or settings.host)
    if pipeline.is_empty(engine):
        pipeline.load_evidence(engine, topic, data_folder() / "evidence", now=now())
        pipeline.refresh(engine, topic)
    host, port = host or settings.host, settings.port if port is None else port
    note.print(f"coregap: dashboard http://{host}:{port}/  API http://{host}:{port}/api/v1/docs")
    accuracy = pipeline.shipped_accuracy(topic)
    public_url, doors = settings.public_url or "", doors_of(settings)
    limits = Limits(names=settings.names | {host.lower()}, metrics_token=settings.metrics_token)
    web = create_web(
        engine, topic, accuracy, settings.addresses, public_url, limits=limits, doors=doors
    )
    serve_until_told(web, Place(host=host, port=port, shutdown_seconds=settings.shutdown_seconds))
    engine.dispose()


def check_doors(engine: Engine, settings: Settings, host: str) -> None:
    """Refuse to serve other machines while nobody has an account, unless told so in words.

    Raises:
        SettingsError: Saying how to make an account, or which words.
    """
    public = urlsplit(settings.public_url or "http://localhost").netloc
    if is_loopback(f"[{host}]" if ":" in host else host) and is_loopback(public):
        return
    with store.reading(engine) as db:
        if people.has_accounts(db) or settings.open_to_all:
            return
    raise SettingsError(
        f"Nobody has an account yet, and other machines can reach {host} or COREGAP_PUBLIC_URL. "
        "Make an account first: coregap user add NAME --role admin. Or let everybody read, who "
        f'then cannot decide: COREGAP_OPEN_TO_ALL="{OPEN_WORDS}".'
    )


def doors_of(settings: Settings) -> Doors:
    """How people come in, as the settings say."""
    secret, provider = settings.oidc_client_secret, None
    if settings.oidc_issuer is not None:
        provider = Provider(
            issuer=settings.oidc_issuer,
            client_id=settings.oidc_client_id,
            client_secret=secret.get_secret_value() if secret else "",
            domains=settings.oidc_domains,
            label=settings.oidc_label,
        )
    return Doors(open_to_all=bool(settings.open_to_all), provider=provider)
