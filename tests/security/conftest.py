"""One database full of hostile text, and the whole web application over it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastapi import APIRouter
from fastapi.testclient import TestClient
from sqlalchemy import Engine
from structlog.testing import capture_logs

from app import pipeline, store
from app.api import Limits
from app.records import Passage, Section
from app.topic import Topic, data_folder, read_topic
from app.web import create_web
from tests.people import come_with_token
from tests.sqlite_databases import migrated_sqlite
from tests.store.builders import a_record, a_rejected

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
HOST = "http://localhost"
SCRIPT = "<script>alert(1)</script>"
HOSTILE = (
    SCRIPT,
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "\"'><iframe srcdoc='<script>alert(1)</script>'>",
    "</title></textarea></script><script>alert(1)</script>",
    "{{ 7*7 }}{% raw %}${7*7}<%= 7*7 %>",
    '<a href="javascript:alert(1)">Micro-coring</a>',
    "<b onclick=alert(1)>bold</b> H<sub onmouseover=alert(1)>2</sub>O",
    "<style>body{display:none}</style><link rel=stylesheet href=//evil.example/x.css>",
    "<meta http-equiv=refresh content=0;url=//evil.example>",
)
FORMULAS = (
    '=HYPERLINK("http://evil.example","micro-coring")',
    "+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    "\uff1d1+1",
    "\u200b=1+1",
    " =1+1",
)
ABSTRACT = (
    "Micro-coring was done in 38 patients with Fitzpatrick skin types II to V and facial wrinkles. "
    "No patient had post-inflammatory hyperpigmentation. "
)


def save_hostile(engine: Engine) -> None:
    """A report of each hostile text, in every field that a source fills."""
    texts = (*HOSTILE, *FORMULAS)
    with store.writing(engine) as db:
        for number, text in enumerate(texts):
            record = a_record(
                source_id=f"{number + 1}",
                payload=text.encode(),
                title=f"{text} Micro-coring of the face, number {number}",
                authors=(f"{text} Doe",),
                year=2001 + number,
                journal=text,
                doi=f"10.1000/{number}",
                url="javascript:alert(1)" if number % 2 else "https://example.org/<script>",
                passages=(Passage(Section.ABSTRACT, f"{text} {ABSTRACT}", text),),
            )
            store.save_records(db, [record], received_at=NOW, run_id=None)
            rejected = a_rejected(f"{text}.ris, line 1", reason=text, payload=text.encode())
            store.save_rejected(db, [rejected], received_at=NOW, run_id=None)


@pytest.fixture(scope="session")
def topic() -> Topic:
    return read_topic()


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory, topic: Topic) -> Iterator[Engine]:
    engine = migrated_sqlite(tmp_path_factory.mktemp("hostile") / "h.sqlite3")
    pipeline.load_evidence(engine, topic, data_folder() / "evidence", now=NOW)
    save_hostile(engine)
    pipeline.refresh(engine, topic)
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def web(hostile: Engine, topic: Topic) -> Iterator[TestClient]:
    """As `coregap serve` answers, and one route that breaks."""
    broken = APIRouter()

    @broken.get("/broken")
    @broken.get("/api/v1/broken")
    def break_() -> None:
        raise RuntimeError("password=hush")

    names = frozenset({"localhost"})
    app = create_web(hostile, topic, limits=Limits(names=names, largest_body=100_000))
    app.include_router(broken)
    with TestClient(
        app, base_url=HOST, raise_server_exceptions=False, follow_redirects=False
    ) as client:
        come_with_token(client, hostile)
        yield client


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    with capture_logs():
        yield


@pytest.fixture(scope="session")
def study_paths(web: TestClient) -> list[str]:
    """The pages of all studies."""
    listed = web.get("/api/v1/studies?limit=200").json()["studies"]
    return [f"/studies/{study['public_id']}" for study in listed]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder for files that somebody sent."""
    return tmp_path
