"""What machines that watch the service ask, on databases that come and go."""

import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from prometheus_client.parser import text_string_to_metric_families
from pydantic import SecretStr
from sqlalchemy import URL, Engine, make_url, text
from structlog.testing import capture_logs

from app import store
from app.api import Limits, create_app
from app.store import Upkeep, UpkeepKind
from app.topic import Topic
from tests.api.conftest import empty_database
from tests.api.test_runs import begin, end
from tests.people import come_with_token
from tests.store.builders import a_record, a_rejected

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


def samples(client: TestClient) -> dict[tuple[str, frozenset[tuple[str, str]]], float]:
    """Every sample by its name and labels."""
    answer = client.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    return {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def value(
    found: dict[tuple[str, frozenset[tuple[str, str]]], float], name: str, **of: str
) -> float:
    return found[name, frozenset(of.items())]


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Engine]:
    """A database in which something happened."""
    engine = empty_database(tmp_path)
    with store.writing(engine) as db:
        store.save_records(db, [a_record()], received_at=NOW, run_id=None)
        store.save_rejected(db, [a_rejected()], received_at=NOW, run_id=None)
        for kind, sound in ((UpkeepKind.CHECK, False), (UpkeepKind.BACKUP, True)):
            counts = {"quotes": 412, "findings": 3}
            done = Upkeep(kind=kind, began_at=NOW, ended_at=NOW, sound=sound, counts=counts)
            store.save_upkeep(db, done)
    end(engine, begin(engine, "pubmed", NOW, NOW), NOW + timedelta(minutes=5))
    end(engine, begin(engine, "crossref", NOW, NOW), NOW, "crossref: HTTP 503.")
    begin(engine, "pubmed", NOW, NOW)
    yield engine
    engine.dispose()


def test_the_databases_numbers_are_told(watched: Engine, topic: Topic) -> None:
    with TestClient(create_app(watched, topic)) as client:
        found = samples(client)
    assert value(found, "coregap_database_up") == 1
    runs = {"kind": "ingest", "source": "pubmed"}
    assert value(found, "coregap_runs", **runs, state="succeeded") == 1
    assert value(found, "coregap_runs", **runs, state="running") == 1
    assert value(found, "coregap_runs", kind="ingest", source="crossref", state="failed") == 1
    ended = (NOW + timedelta(minutes=5)).timestamp()
    assert value(found, "coregap_last_success_timestamp_seconds", **runs) == ended
    assert value(found, "coregap_records_received_total", source="pubmed") == 1
    assert (
        sum(v for (name, _), v in found.items() if name == "coregap_records_quarantined_total") == 1
    )
    assert value(found, "coregap_jobs_waiting") == 0
    assert value(found, "coregap_quotes_checked") == 412
    assert value(found, "coregap_check_findings") == 3
    assert value(found, "coregap_last_check_sound") == 0
    assert value(found, "coregap_last_backup_timestamp_seconds") == NOW.timestamp()


def test_what_came_since_is_counted_anew(watched: Engine, topic: Topic) -> None:
    with TestClient(create_app(watched, topic)) as client:
        before = value(samples(client), "coregap_records_received_total", source="pubmed")
        with store.writing(watched) as db:
            later = a_record(source_id="39999999")
            store.save_records(db, [later], received_at=NOW, run_id=None)
        after = value(samples(client), "coregap_records_received_total", source="pubmed")
    assert (before, after) == (1, 2)


def test_requests_are_counted_by_route_and_not_by_path(corpus: Engine, topic: Topic) -> None:
    with TestClient(create_app(corpus, topic)) as client:
        come_with_token(client, corpus)
        for number in range(20):
            client.get(f"/api/v1/studies/S000000{number:02}")
            client.get(f"/made-up/{number}")
        client.request("BREW", "/api/v1/studies")
        client.head("/api/v1/studies")
        found = samples(client)
    asked = {
        labels: v for (name, labels), v in found.items() if name == "coregap_http_requests_total"
    }
    of_study = {"method": "GET", "route": "/api/v1/studies/{public_id}", "status": "404"}
    assert asked[frozenset(of_study.items())] == 20
    assert asked[frozenset({"method": "GET", "route": "none", "status": "404"}.items())] == 20
    methods = {dict(labels)["method"] for labels in asked}
    assert methods == {"GET", "HEAD", "other"}
    routes = {dict(labels)["route"] for labels in asked}
    assert routes == {"/api/v1/studies/{public_id}", "/api/v1/studies", "none"}
    assert value(found, "coregap_http_requests_in_flight") == 1  # this one
    seconds = {"method": "HEAD", "route": "/api/v1/studies"}
    assert value(found, "coregap_http_request_duration_seconds_count", **seconds) == 1


def test_no_label_and_no_line_holds_what_a_caller_wrote(corpus: Engine, topic: Topic) -> None:
    with TestClient(create_app(corpus, topic)) as client, capture_logs() as events:
        client.get("/api/v1/studies?q=hush-hush", headers={"Authorization": "Bearer s3cr3t"})
        written = client.get("/metrics").text
    assert "hush" not in written + str(events)
    assert "s3cr3t" not in written + str(events)


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({}, 401),
        ({"Authorization": "Bearer wrong"}, 401),
        ({"Authorization": "Bearer token-ü"}, 200),
    ],
)
def test_the_numbers_may_ask_for_a_token(
    corpus: Engine, topic: Topic, sent: dict[str, str], status: int
) -> None:
    limits = Limits(metrics_token=SecretStr("token-ü"))
    raw = {name: value.encode() for name, value in sent.items()}
    with TestClient(create_app(corpus, topic, limits=limits)) as client:
        answer = client.get("/metrics", headers=raw)
    assert answer.status_code == status
    assert ("www-authenticate" in answer.headers) is (status == 401)


def test_it_is_ready_and_says_of_what(corpus: Engine, topic: Topic) -> None:
    with TestClient(create_app(corpus, topic)) as client:
        assert client.get("/health").json()["status"] == "alive"
        answer = client.get("/ready")
    assert answer.status_code == 200
    assert answer.json()["studies"] == 8


def test_a_database_of_an_older_version_is_not_ready(tmp_path: Path, topic: Topic) -> None:
    engine = store.open_engine(f"sqlite:///{tmp_path / 'old.sqlite3'}")
    with store.alone(engine) as connection:
        store.upgrade(connection, "0008")
    check_lacks(engine, topic, "schema")
    store.migrate(engine)
    with TestClient(create_app(engine, topic)) as client:
        assert client.get("/ready").status_code == 200
    engine.dispose()


def test_a_database_without_its_search_index_is_not_ready(tmp_path: Path, topic: Topic) -> None:
    engine = empty_database(tmp_path)
    with store.alone(engine) as connection:
        connection.execute(text("DROP TABLE search"))
    check_lacks(engine, topic, "search")
    engine.dispose()


def check_lacks(engine: Engine, topic: Topic, part: str) -> None:
    with TestClient(create_app(engine, topic)) as client:
        answer = client.get("/ready")
        assert client.get("/health").status_code == 200
    assert answer.status_code == 503
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["type"].endswith("#not-ready")
    assert [one["field"] for one in problem["errors"]] == [part]


class Door:
    """A way to a server that can be shut and opened: what a network does when it breaks."""

    def __init__(self, target: tuple[str, int] | str) -> None:
        self._target = target
        self._connections: list[socket.socket] = []
        self._listener: socket.socket | None = None
        self.port = 0

    def open(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", self.port))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, args=(self._listener,), daemon=True).start()

    def shut(self) -> None:
        assert self._listener is not None
        # Shut down first: a listener that a thread waits on stays open after it was closed.
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for connection in self._connections:
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue
            finally:
                connection.close()
        self._connections.clear()

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                near, _ = listener.accept()
            except OSError:
                return
            far = self._connected()
            self._connections += [near, far]
            for one, other in ((near, far), (far, near)):
                threading.Thread(target=self._pass_on, args=(one, other), daemon=True).start()

    def _connected(self) -> socket.socket:
        if isinstance(self._target, str):
            far = socket.socket(socket.AF_UNIX)
            far.connect(self._target)
            return far
        return socket.create_connection(self._target)

    @staticmethod
    def _pass_on(one: socket.socket, other: socket.socket) -> None:
        try:
            while piece := one.recv(65536):
                other.sendall(piece)
            other.shutdown(socket.SHUT_RDWR)
        except OSError:
            return


@contextmanager
def through_a_door(url: str) -> Iterator[tuple[Door, str]]:
    address = make_url(url)
    door = Door(_target_of(address))
    door.open()
    by_door = address.set(host="127.0.0.1", port=door.port).difference_update_query(["host"])
    yield door, by_door.render_as_string(hide_password=False)
    door.shut()


def _target_of(address: URL) -> tuple[str, int] | str:
    folder = address.query.get("host")
    if isinstance(folder, str):
        return f"{folder}/.s.PGSQL.{address.port or 5432}"
    return address.host or "127.0.0.1", address.port or 5432


@pytest.mark.postgres
@pytest.mark.parametrize("dialect", ["postgresql"])
def test_it_is_not_ready_while_postgresql_is_gone_and_ready_when_it_is_back(
    url: str, topic: Topic
) -> None:
    with through_a_door(url) as (door, address):
        engine = store.open_engine(address)
        with TestClient(create_app(engine, topic)) as client:
            assert client.get("/ready").status_code == 200
            assert value(samples(client), "coregap_database_up") == 1
            door.shut()
            gone = client.get("/ready")
            assert gone.status_code == 503
            assert gone.json()["errors"][0]["field"] == "database"
            assert not re.search(r"127\.0\.0\.1|postgres:", gone.text)
            assert value(samples(client), "coregap_database_up") == 0
            assert client.get("/health").status_code == 200
            door.open()
            assert client.get("/ready").status_code == 200
        engine.dispose()


def test_a_database_that_keeps_silent_is_not_waited_for(topic: Topic) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        engine = store.open_engine(f"postgresql://ada@127.0.0.1:{port}/gaps")
        check_lacks(engine, topic, "database")
        engine.dispose()
