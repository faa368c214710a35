"""How many requests a second the API answers, beside datasette serving the same SQLite file.

    python benchmarks/load.py --peer-python PYTHON [--studies 1000] [--requests 1500] [--at-once 8]

datasette, the peer, is no dependency of coregap; it is run with an environment that has it:

    python -m venv /tmp/peer
    /tmp/peer/bin/pip install datasette==0.65.5
    python benchmarks/load.py --peer-python /tmp/peer/bin/python

Made-up articles are imported as anybody imports a file. Then both services, one process each, are
asked the same things in five turns, of which the median counts: one of the hundred studies that
people look at, a filtered list, a search, and last studies that nobody asked for since the evidence
changed. datasette is asked for the row of the study alone; coregap answers with all that is known of
it. The requests name studies, filters and words in an order that is the same for both, on
connections that stay open.
"""

import argparse
import asyncio
import os
import random
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode
from urllib.request import urlopen

from load_file import PARTS, REASONS, write_articles
from rich.console import Console
from rich.table import Table

COREGAP = [sys.executable, "-c", "from app.cli import main; main()"]
TYPES = ("I", "II", "III", "IV", "V", "VI")
OF_TYPE = (
    "select * from study where exists (select 1 from study_value where public_id = study.public_id"
    " and dimension = 'fitzpatrick' and value = :of and standing = 'studied')"
    " order by public_id limit 20"
)
WITH_WORDS = (
    "select study.* from search join study_report on study_report.report_id = search.report_id"
    " join study on study.public_id = study_report.public_id where words match :of limit 20"
)
ASKED = ("one study", "filtered list", "search", "study, for the first time")
TURNS = 5
OFTEN = 100
"""Studies that are looked at."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What one service did with one kind of question; seconds."""

    service: str
    asked: str
    per_second: float
    median: float
    p99: float
    failed: int


def main() -> None:
    """Fill a database, serve it twice, ask, print."""
    told = _arguments()
    with tempfile.TemporaryDirectory() as folder:
        home = {**os.environ, "COREGAP_HOME": folder, "COREGAP_LOG_LEVEL": "warning"}
        articles = Path(folder) / "articles.ris"
        write_articles(articles, told.studies)
        subprocess.run([*COREGAP, "import", str(articles)], env=home, check=True)  # noqa: S603
        database = Path(folder) / "coregap.sqlite3"
        known = _studies(database)
        with _served(_coregap_on, home) as ours, _served(_datasette_on(told, database)) as theirs:
            measured = [
                one
                for asked in ASKED
                for one in _in_turns(asked, {"datasette": theirs, "coregap": ours}, known, told)
            ]
    Console(width=110).print(_table(measured, len(known)))
    for line in _verdicts(measured):
        print(line)  # noqa: T201 - the answer


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure requests a second beside datasette.")
    parser.add_argument("--peer-python", required=True, help="interpreter that has datasette")
    parser.add_argument("--studies", type=int, default=1000, help="made up")
    parser.add_argument("--requests", type=int, default=1500, help="of each kind to each service")
    parser.add_argument("--at-once", type=int, default=8, help="connections")
    return parser.parse_args()


def _studies(database: Path) -> list[str]:
    with closing(sqlite3.connect(database)) as raw:
        return [row[0] for row in raw.execute("SELECT public_id FROM study ORDER BY public_id")]


def _coregap_on(port: int) -> list[str]:
    return [*COREGAP, "serve", "--port", str(port)]


def _datasette_on(told: argparse.Namespace, database: Path):
    def command(port: int) -> list[str]:
        return [told.peer_python, "-m", "datasette", "serve", str(database), "--port", str(port)]

    return command


@contextmanager
def _served(command, env=None) -> Iterator[tuple[str, int]]:
    """A service that answers, until it is no longer needed."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(  # noqa: S603 - the project and its peer
        command(port), env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait_for(f"http://127.0.0.1:{port}/")
        yield "127.0.0.1", port
    finally:
        process.terminate()
        process.wait(timeout=30)


def _wait_for(url: str) -> None:
    for _ in range(120):
        try:
            with urlopen(url, timeout=5):  # noqa: S310 - loopback
                return
        except OSError:
            time.sleep(0.5)
    raise SystemExit(f"{url} does not answer")


def _paths(service: str, asked: str, known: Sequence[str], count: int) -> list[str]:
    """The same questions in the same order for both."""
    if asked == ASKED[-1]:
        return [_study(service, name) for name in known[OFTEN:]]
    chance = random.Random(count)  # noqa: S311 - questions, not secrets
    return [_path(service, asked, chance, known[:OFTEN]) for _ in range(count)]


def _path(service: str, asked: str, chance: random.Random, known: Sequence[str]) -> str:
    ours = service == "coregap"
    if asked == "one study":
        return _study(service, chance.choice(known))
    if asked == "filtered list":
        of = chance.choice(TYPES)
        return f"/api/v1/studies?fitzpatrick={of}&limit=20" if ours else _sql(OF_TYPE, of)
    words = f"{chance.choice(PARTS)} {chance.choice(REASONS)}"
    return f"/api/v1/studies?q={quote(words)}&limit=20" if ours else _sql(WITH_WORDS, words)


def _study(service: str, name: str) -> str:
    if service == "coregap":
        return f"/api/v1/studies/{quote(name)}"
    return f"/coregap/study/{quote(name)}.json?_shape=array"


def _sql(statement: str, of: str) -> str:
    return f"/coregap.json?{urlencode({'sql': statement, 'of': of, '_shape': 'array'})}"


def _in_turns(
    asked: str,
    services: Mapping[str, tuple[str, int]],
    known: Sequence[str],
    told: argparse.Namespace,
) -> Iterator[Measured]:
    """Of each service the median turn: the machine is not equally fast all the time."""
    paths = {name: _paths(name, asked, known, told.requests) for name in services}
    is_new = asked == ASKED[-1]
    if not is_new:  # both have begun, and know what is asked often
        for name, address in services.items():
            asyncio.run(_ask_all(address, list(dict.fromkeys(paths[name])), told.at_once))
    turns = [
        _measured(name, asked, address, paths[name], told)
        for _ in range(1 if is_new else TURNS)
        for name, address in services.items()
    ]
    for name in services:
        own = sorted((one for one in turns if one.service == name), key=lambda one: one.per_second)
        yield own[len(own) // 2]


def _measured(
    service: str,
    asked: str,
    address: tuple[str, int],
    paths: Sequence[str],
    told: argparse.Namespace,
) -> Measured:
    begun = time.perf_counter()
    answers = asyncio.run(_ask_all(address, paths, told.at_once))
    took = time.perf_counter() - begun
    times = sorted(seconds for seconds, _ in answers)
    failed = sum(status != 200 for _, status in answers)
    per_second, p99 = len(times) / took, times[int(len(times) * 0.99)]
    return Measured(service, asked, per_second, times[len(times) // 2], p99, failed)


async def _ask_all(
    address: tuple[str, int], paths: Sequence[str], at_once: int
) -> list[tuple[float, int]]:
    left = iter(paths)
    found = await asyncio.gather(*(_ask_on(address, left) for _ in range(at_once)))
    return [one for own in found for one in own]


async def _ask_on(address: tuple[str, int], left: Iterator[str]) -> list[tuple[float, int]]:
    """Ask on one connection as long as there are questions; seconds and status of each."""
    reader, writer = await asyncio.open_connection(*address)
    answers = []
    for path in left:
        begun = time.perf_counter()
        writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{address[1]}\r\n\r\n".encode())
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        await _read_body(reader, head.lower())
        answers.append((time.perf_counter() - begun, int(head.split(" ", 2)[1])))
    writer.close()
    return answers


async def _read_body(reader: asyncio.StreamReader, head: str) -> None:
    if "content-length:" in head:
        await reader.readexactly(int(head.split("content-length:")[1].split("\r\n")[0]))
        return
    while size := int(await reader.readuntil(b"\r\n"), 16):
        await reader.readexactly(size + 2)
    await reader.readexactly(2)


def _table(measured: Sequence[Measured], studies: int) -> Table:
    table = Table(title=f"{studies:,} studies, one process each", box=None)
    for name in ("asked", "service", "requests/s", "median ms", "p99 ms", "not 200"):
        table.add_column(name, justify="left" if name in ("asked", "service") else "right")
    for one in measured:
        table.add_row(
            one.asked,
            one.service,
            f"{one.per_second:,.0f}",
            f"{one.median * 1000:.1f}",
            f"{one.p99 * 1000:.1f}",
            str(one.failed),
        )
    return table


def _verdicts(measured: Sequence[Measured]) -> Iterator[str]:
    for asked in ASKED:
        theirs, ours = (one for one in measured if one.asked == asked)
        rate, late = ours.per_second / theirs.per_second, ours.p99 / theirs.p99
        verdict = "within" if rate >= 1 and late <= 1 else "OVER"
        yield f"{asked}: {rate:.2f} times datasette's requests a second, {late:.2f} of its p99: {verdict}"


if __name__ == "__main__":
    main()
