"""The server as a process: it ends when it is told to, lets requests end, and waits for nobody long."""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
PATIENCE_S = 60
SERVER = """
import sys, time
from fastapi import APIRouter
from app import store, web_server
from app.api import create_app
from app.logs import configure_logging
from app.topic import read_topic

path, port, seconds, headers = sys.argv[1], int(sys.argv[2]), float(sys.argv[3]), float(sys.argv[4])
configure_logging("info", "json")
web_server.HEADERS_S = headers
engine = store.open_engine(path)
store.migrate(engine)
router = APIRouter()

@router.get("/slow")
def slow(seconds: float):
    sys.stdout.write("at work\\n"); sys.stdout.flush()
    time.sleep(seconds)
    return {"slept": seconds}

web_server.serve_until_told(
    create_app(engine, read_topic(), [router]),
    web_server.Place(host="127.0.0.1", port=port, shutdown_seconds=seconds),
)
"""


@contextmanager
def serving(
    folder: Path, shutdown: float = 20, headers: float = 15
) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """A server in a process of its own, when it answers; and its port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    url = f"sqlite:///{folder / 'server.sqlite3'}"
    process = subprocess.Popen(  # noqa: S603 - our own interpreter and script
        [sys.executable, "-c", SERVER, url, str(port), str(shutdown), str(headers)],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        ends = time.monotonic() + PATIENCE_S
        while not answers(port):
            assert process.poll() is None, process.communicate()[1]
            assert time.monotonic() < ends
            time.sleep(0.05)
        yield process, port
    finally:
        process.kill()
        process.communicate()


def answers(port: int) -> bool:
    try:
        return httpx.get(f"http://127.0.0.1:{port}/health").status_code == 200
    except httpx.TransportError:
        return False


def ask_slowly(process: subprocess.Popen[str], port: int, seconds: float) -> list[str]:
    """Begin a request that takes so long; what came of it will be in the list."""
    found: list[str] = []

    def ask() -> None:
        try:
            url = f"http://127.0.0.1:{port}/slow?seconds={seconds}"
            found.append(httpx.get(url, timeout=PATIENCE_S).text)
        except httpx.TransportError as error:
            found.append(type(error).__name__)

    threading.Thread(target=ask, daemon=True).start()
    assert process.stdout is not None
    assert process.stdout.readline() == "at work\n"
    return found


def test_a_request_ends_before_the_server_does(tmp_path: Path) -> None:
    with serving(tmp_path) as (process, port):
        found = ask_slowly(process, port, 1.0)
        process.send_signal(signal.SIGTERM)
        _, log = process.communicate(timeout=PATIENCE_S)
        assert process.returncode == 0
    assert found == ['{"slept":1.0}']
    assert '"event": "stopped"' in log
    assert re.search(r'"route": "/slow", "path": "/slow", "status": 200', log)


def test_a_request_without_end_is_cut_off(tmp_path: Path) -> None:
    with serving(tmp_path, shutdown=1) as (process, port):
        found = ask_slowly(process, port, 300)
        process.send_signal(signal.SIGINT)
        _, log = process.communicate(timeout=PATIENCE_S)
        assert process.returncode == 0
    assert '"event": "requests_cut_off"' in log
    assert found == [] or "slept" not in found[0]


def test_threads_that_are_just_ending_are_no_requests(tmp_path: Path) -> None:
    ending = """
import logging, threading, time
from app import web_server
from app.logs import configure_logging

configure_logging("info", "json")
threading.Thread(target=time.sleep, args=(0.2,)).start()
web_server._leave_what_hangs()
print("left in order")
"""
    told = subprocess.run(  # noqa: S603 - our own interpreter and script
        [sys.executable, "-c", ending],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=True,
    )
    assert (told.stdout, "requests_cut_off" in told.stderr) == ("left in order\n", False)


@pytest.mark.parametrize("begun", [b"", b"GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\nX-A: "])
def test_headers_that_never_end_are_not_waited_for(server: int, begun: bytes) -> None:
    with socket.create_connection(("127.0.0.1", server), PATIENCE_S) as slow:
        slow.sendall(begun)
        assert slow.recv(1000) == b""


def test_an_answer_may_take_longer_than_headers_may(server: int) -> None:
    answer = httpx.get(f"http://127.0.0.1:{server}/slow?seconds=1.5", timeout=PATIENCE_S)
    assert answer.json() == {"slept": 1.5}


@pytest.mark.parametrize(
    "sent",
    [
        b"GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\nX-A: " + b"a" * 40_000,
        b"GET /" + b"a" * 40_000,
        b"\x00\x01\x02 nonsense\r\n\r\n",
        b"GET /health HTTP/1.1\r\n\r\n",
        b"GET /health HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        b"POST /api/v1/match-decisions HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n"
        b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n",
    ],
    ids=["long header", "long line", "no http", "no host", "two hosts", "two lengths"],
)
def test_what_is_no_request_is_refused_and_the_next_one_served(server: int, sent: bytes) -> None:
    with socket.create_connection(("127.0.0.1", server), PATIENCE_S) as strange:
        strange.sendall(sent)
        answer = b"".join(iter(lambda: strange.recv(20_000), b""))  # to the end: it must be closed
    assert answer.startswith(b"HTTP/1.1 400")
    assert answer.count(b"HTTP/1.1 ") == 1
    assert answers(server)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    with serving(tmp_path_factory.mktemp("server"), headers=1) as (_, port):
        yield port
