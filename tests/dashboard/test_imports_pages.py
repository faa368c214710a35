"""A file is sent with a form, and its page tells how far it is and what became of it."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app import store
from app.accounts import Role
from app.answers.sent_files import ENDED_EARLY, MOST_WAITING, SentFiles
from app.answers.taking_in import Intake
from app.api import Limits
from app.dashboard.sent_file import NO_FILE, ONE_FILE, plain_name
from app.store import people
from app.store.people import ImportStatus
from app.topic import Topic
from app.web import create_web
from tests.api.test_taking_in import BROKEN, RIS
from tests.dashboard.outline import words_of
from tests.people import come_signed_in

PATH = "/imports"
SCRIPT = "<script>alert(1)</script>.ris"


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    engine = store.open_engine(f"sqlite:///{tmp_path_factory.mktemp('files') / 'files.sqlite3'}")
    store.migrate(engine)
    yield engine
    engine.dispose()


@pytest.fixture(scope="module")
def web(database: Engine, topic: Topic) -> Iterator[FastAPI]:
    limits = Limits(largest_file=3_000)
    web = create_web(database, topic, limits=limits, intake=Intake(limit_mb=1))
    with TestClient(web):
        yield web


@pytest.fixture
def client(web: FastAPI, database: Engine) -> TestClient:
    """The browser of Ada, a reviewer."""
    client = TestClient(web, raise_server_exceptions=False, follow_redirects=False)
    come_signed_in(client, database)
    return client


def send(client: TestClient, text: str, name: str = "refs.ris", status: int = 303) -> str:
    """Where the page of the file is, once it has ended."""
    answer = client.post(PATH, files={"file": (name, text.encode())})
    assert answer.status_code == status
    place = answer.headers.get("location", "")
    ends = time.monotonic() + 20
    while place and "data-from" in (text := client.get(place).text) and time.monotonic() < ends:
        if 'data-at-work=""' in text:
            break
        time.sleep(0.02)
    return place or answer.text


def test_a_file_is_imported_and_its_page_says_what_became_of_it(client: TestClient) -> None:
    place = send(client, BROKEN.replace("neck", "belly"))
    told = words_of(client.get(place).text)
    assert "Sent by Ada Lovelace" in told
    assert "Imported" in told
    assert "Records 2 New 2 Updated 0 Unchanged 0 Rejected 1" in told
    assert "refs.ris, line " in told
    titles = [one["title"] for one in client.get("/api/v1/studies").json()["studies"]]
    assert "Micro-coring of the belly in skin types II to IV" in titles
    assert "refs.ris Imported" in words_of(client.get(PATH).text)


def test_the_same_file_again_changes_nothing(client: TestClient) -> None:
    first, again = send(client, RIS), send(client, RIS)
    assert first != again
    assert "New 0 Updated 0 Unchanged 2" in words_of(client.get(again).text)


def test_a_file_that_is_no_export_is_told_on_its_page(client: TestClient) -> None:
    told = words_of(client.get(send(client, "no export at all")).text)
    assert "Refused" in told
    assert "Nothing of it was stored." in told
    assert "Records" not in told


def test_a_form_without_a_file_is_answered_in_its_place(client: TestClient) -> None:
    answer = client.post(PATH, files={"file": ("", b"")})
    assert answer.status_code == 422
    assert NO_FILE in words_of(answer.text)
    assert 'enctype="multipart/form-data"' in answer.text


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data; boundary=x", b""),
        ("multipart/form-data; boundary=x", b"--x\r\n"),
        ("multipart/form-data; boundary=x", b'--x\r\n; filename="a"\r\n\r\nno end'),
        ("multipart/form-data; boundary=x", b"--y\r\n\r\n\r\n\r\n--y--"),
        ("multipart/form-data", b"--x\r\n\r\n\r\n--x--\r\n"),
        ("application/x-www-form-urlencoded", b"file=refs.ris"),
        ("", b"TY  - JOUR"),
    ],
)
def test_what_no_browser_sends_is_answered_too(client: TestClient, kind: str, body: bytes) -> None:
    answer = client.post(PATH, content=body, headers={"content-type": kind})
    assert answer.status_code == 422
    assert (ONE_FILE in words_of(answer.text)) or (NO_FILE in words_of(answer.text))


def test_two_files_in_one_form_are_refused(client: TestClient) -> None:
    two = [("file", ("a.ris", RIS.encode())), ("file", ("b.ris", RIS.encode()))]
    answer = client.post(PATH, files=two)
    assert (answer.status_code, ONE_FILE in words_of(answer.text)) == (422, True)


def test_a_large_file_is_refused_before_it_is_read(client: TestClient) -> None:
    assert "at most 3,000 bytes" in send(client, "x" * 3_000, status=413)


@pytest.mark.parametrize(
    "name", [SCRIPT, "../../etc/passwd", "C:\\x\\refs.ris", "Größe \u202e.ris"]
)
def test_a_name_is_never_a_path_nor_a_page(client: TestClient, name: str) -> None:
    place = send(client, RIS, name)
    text = client.get(place).text
    assert "<script>alert" not in text
    assert "Imported" in words_of(text)


@pytest.mark.parametrize(
    ("sent", "plain"),
    [
        ("refs.ris", "refs.ris"),
        ("../../etc/passwd", "passwd"),
        ("C:\\folder\\my refs (1).ris", "my refs (1).ris"),
        ("Größe.ris", "Groe.ris"),
        ("..", "import"),
        ("文献", "import"),
        (".body", "body"),
        ("x" * 300 + ".ris", "x" * 96 + ".ris"),
    ],
)
def test_a_name_becomes_one_that_every_disk_takes(sent: str, plain: str) -> None:
    assert plain_name(sent) == plain


def test_no_file_of_a_form_is_left_on_the_disk(
    client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    send(client, RIS)
    client.post(PATH, files={"file": ("", b"")})
    client.post(PATH, content=b"--x", headers={"content-type": "multipart/form-data; boundary=x"})
    ends = time.monotonic() + 10
    while [*tmp_path.iterdir()] and time.monotonic() < ends:
        time.sleep(0.02)
    assert [*tmp_path.iterdir()] == []


def test_a_reader_sees_neither_the_form_nor_the_link(client: TestClient, database: Engine) -> None:
    assert PATH in client.get("/sources").text
    come_signed_in(client, database, "Grace Hopper", Role.READER)
    assert client.get(PATH).status_code == 403
    assert client.post(PATH, files={"file": ("a.ris", RIS.encode())}).status_code == 403
    assert f'href="{PATH}"' not in client.get("/sources").text


def test_another_site_sends_nothing_in_a_readers_name(client: TestClient) -> None:
    foreign = {"sec-fetch-site": "cross-site"}
    answer = client.post(PATH, files={"file": ("a.ris", RIS.encode())}, headers=foreign)
    assert answer.status_code == 403


def test_a_file_sent_through_the_api_stands_here_with_who_sent_it(client: TestClient) -> None:
    client.post("/api/v1/imports?name=scopus.ris", content=RIS.encode())
    told = words_of(client.get(PATH).text)
    assert "scopus.ris" in told
    assert "Ada Lovelace" in told


def test_an_import_that_never_was_is_not_found(client: TestClient) -> None:
    answer = client.get(f"{PATH}/17")
    assert (answer.status_code, "No import 17" in words_of(answer.text)) == (404, True)


def test_a_file_that_another_process_left_says_what_to_do(
    client: TestClient, database: Engine
) -> None:
    with store.writing(database) as db:
        number = people.begin_file_import(db, "left.ris", "Ada", datetime.now(UTC))
    assert "If it does not end, send the file again" in words_of(
        client.get(f"{PATH}/{number}").text
    )


def a_file(folder: Path, n: int) -> Path:
    path = folder / str(n) / "refs.ris"
    path.parent.mkdir()
    path.write_text(RIS)
    return path


def test_what_waits_when_the_service_ends_is_told_as_stopped(
    engine: Engine, topic: Topic, tmp_path: Path
) -> None:
    files = SentFiles(engine, topic, 1, lambda _: None)
    numbers = [files.queue(a_file(tmp_path, n), "Ada") for n in range(MOST_WAITING)]
    files.stop()
    with store.reading(engine) as db:
        ends = [people.get_file_import(db, number or 0).end for number in numbers]
    assert {one.status for one in ends} <= {ImportStatus.IMPORTED, ImportStatus.STOPPED}
    assert ends[-1].reason == ENDED_EARLY
    assert not [*tmp_path.glob("*/refs.ris")]
