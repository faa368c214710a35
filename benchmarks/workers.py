"""How fast one and two workers on PostgreSQL ask four sources, beside one `coregap ingest`.

    python -m benchmarks.workers [--records 500] [--rounds 1]

Run it in the checkout, with the test dependencies: PostgreSQL and the upstreams are those of the
tests, and share the machine's cores with the workers. The upstreams answer at once: what is measured
is coregap's own part. Each run begins with an empty database that holds the bundled evidence.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.table import Table
from sqlalchemy import URL

from app import store
from app.topic import data_folder
from tests.postgresql_server import run, running_server

SOURCES = ("pubmed", "europepmc", "clinicaltrials", "crossref")
COREGAP = [sys.executable, "-c", "from app.cli import main; main()"]
WAYS: Mapping[str, Sequence[Sequence[str]]] = {
    "coregap ingest": [["ingest", *SOURCES]],
    "1 worker, 4 sources at a time": [["worker", "--once", "--concurrency", "4"]],
    "2 workers, 2 sources at a time each": [["worker", "--once", "--concurrency", "2"]] * 2,
}


@dataclass(frozen=True, slots=True)
class Measured:
    """One way: seconds of asking (first run begun to last run ended), of all, and of processors."""

    way: str
    records: int
    asking: float
    whole: float
    processor: float


def main() -> None:
    """Serve the upstreams, or measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=500, help="of each source")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    told = parser.parse_args()
    if told.serve:
        serve(told.records)
        return
    with (
        running_server() as server,
        upstreams(told.records) as addresses,
        tempfile.TemporaryDirectory() as folder,
    ):
        settings = {**addresses, "COREGAP_TOPIC": str(easily_asked(Path(folder)))}
        rounds = [
            measured(way, commands, server, settings)
            for _ in range(told.rounds)
            for way, commands in WAYS.items()
        ]
    best = [min((m for m in rounds if m.way == way), key=lambda m: m.whole) for way in WAYS]
    show(best)


def easily_asked(folder: Path) -> Path:
    """The bundled topic with a search that the stand-in for PubMed understands."""
    bundled = (data_folder() / "topics" / "micro-coring.toml").read_text(encoding="utf-8")
    path = folder / "topic.toml"
    asked = re.sub(r'(?s)^pubmed = """.*?"""', 'pubmed = "coring"', bundled, flags=re.MULTILINE)
    path.write_text(asked, encoding="utf-8")
    return path


def measured(
    way: str, commands: Sequence[Sequence[str]], server: URL, settings: Mapping[str, str]
) -> Measured:
    """Run it on a database of its own."""
    run(server, "DROP DATABASE IF EXISTS measured", "CREATE DATABASE measured")
    url = server.set(database="measured").render_as_string(hide_password=False)
    schedule = ";".join(f"{name}=0 0 1 1 *" for name in SOURCES)
    own = {"COREGAP_DATABASE_URL": url, "COREGAP_SCHEDULE": schedule}
    env = {**os.environ, **settings, **own, "COREGAP_CONTACT": "tracker@example.org"}
    subprocess.run([*COREGAP, "load"], env=env, check=True, capture_output=True)  # noqa: S603
    before, began = os.times(), time.perf_counter()
    processes = [
        subprocess.Popen([*COREGAP, *words], env=env, stdout=subprocess.DEVNULL)  # noqa: S603
        for words in commands
    ]
    if any(process.wait() for process in processes):
        raise SystemExit(f"{way}: it failed")
    whole, after = time.perf_counter() - began, os.times()
    processor = after.children_user + after.children_system
    processor -= before.children_user + before.children_system
    records, asking = what_came(url)
    return Measured(way, records, asking, whole, processor)


def what_came(url: str) -> tuple[int, float]:
    """Records received, and the seconds between the first run's begin and the last one's end."""
    engine = store.open_engine(url)
    with store.reading(engine) as db:
        runs = store.list_source_runs(db, status="succeeded")
    engine.dispose()
    ends = max(one.ended_at or datetime.min.replace(tzinfo=UTC) for one in runs)
    seconds = (ends - min(one.started_at for one in runs)).total_seconds()
    return sum(one.counts.get("received", 0) for one in runs), seconds


def show(measured: Sequence[Measured]) -> None:
    """Print a line for each, and its ratio to the first."""
    table = Table("Way", "Records", "Asking, s", "Records/s asked", "Whole, s", "Ratio", "CPU, s")
    for one in measured:
        ratio = one.whole / measured[0].whole
        cells = (one.records, one.asking, one.records / one.asking, one.whole, ratio, one.processor)
        table.add_row(one.way, *(f"{c:.2f}" if isinstance(c, float) else str(c) for c in cells))
    Console().print(table)


@contextmanager
def upstreams(records: int) -> Iterator[Mapping[str, str]]:
    """The upstreams in a process of their own; the settings that lead to them."""
    command = [sys.executable, "-m", "benchmarks.workers", "--serve", "--records", str(records)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:  # noqa: S603
        yield json.loads(process.stdout.readline() if process.stdout else "")
        process.terminate()


def serve(records: int) -> None:
    """Be the upstreams until the end of input."""
    from benchmarks.worker_upstreams import stocked

    with stocked(records) as addresses:
        sys.stdout.write(json.dumps(addresses) + "\n")
        sys.stdout.flush()
        sys.stdin.read()


if __name__ == "__main__":
    main()
