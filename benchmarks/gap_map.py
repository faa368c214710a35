"""How long the gap map takes over made-up studies, beside DuckDB's plain distinct counts of the same rows.

    python benchmarks/gap_map.py [--sizes 100000 1000000] [--url ADDRESS] [--keep FOLDER] [--plain-sql]

Needs `pip install duckdb`, which is no dependency of coregap. A SQLite file is made for each size; with
`--url` an empty PostgreSQL database is filled with the first size instead. `--keep` keeps the files for
the next run; `--plain-sql` asks the database itself the peer's question too, which takes long.

"First" is the first such question of a new process: it loads what is kept of all studies. "Then" is
another question of the same process, the median of some. A question asked again is not counted as one.
At the end every target stands with what was measured: the ratio that is held against what is allowed is
that of "then", as DuckDB's tables are loaded before it is asked too.
"""

import argparse
import json
import os
import random
import resource
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import httpx
from gap_map_drawn import a_study, a_tag
from gap_map_peer import Counts, Peer, ask_plainly, counts_of
from gap_map_studies import analyze, fill
from gap_map_targets import Targets
from rich.console import Console
from rich.table import Table
from sqlalchemy import Engine

from app import pipeline, store
from app.answers import MapQuestion, answer_map
from app.gapmap import Axis, Matrix
from app.matching import public_id_of
from app.pipeline.uncollected import uncollected
from app.records import Dimension, Tag
from app.store import Derived, Held, report_id_of
from app.topic import data_folder, read_topic

TIMES = 5
TOUCHED = 1000
ALLOWED = {100_000: 3.0, 1_000_000: 10.0}
ALLOWED_TOUCH_S, ALLOWED_ANSWER_MS, ALLOWED_HTTP_MS = 2.0, 5.0, 20.0
A_HARM = a_tag(Dimension.OUTCOME, "scarring")
NEVER = 2100  # a year that no study is later than

QUESTIONS = {
    "type x indication x outcome, of the face": MapQuestion(
        rows=Axis.INDICATION, columns=Axis.OUTCOME, body_site=["face", "cheek", "perioral"]
    ),
    "type x indication x outcome, since 2010": MapQuestion(
        rows=Axis.INDICATION, columns=Axis.OUTCOME, year_from=2010
    ),
    "type x outcome, of the face": MapQuestion(body_site=["face", "cheek", "perioral"]),
    "type x outcome, randomised, 2015 to 2024": MapQuestion(
        design=["randomized_trial"], year_from=2015, year_to=2024
    ),
}
UNFILTERED = {
    "type x outcome": MapQuestion(),
    "type x indication x outcome": MapQuestion(rows=Axis.INDICATION, columns=Axis.OUTCOME),
}


def main() -> None:
    """Make the studies, measure, print."""
    asked = _arguments()
    if asked.ask:
        print(json.dumps(_asked_in_a_new_process(*asked.ask)))  # noqa: T201 - what its parent reads
        return
    console, targets = Console(width=120), Targets()
    with tempfile.TemporaryDirectory() as temporary:
        folder = asked.keep or Path(temporary)
        for size in asked.sizes[:1] if asked.url else asked.sizes:
            url = asked.url or f"sqlite:///{folder / f'made-up-{size}.sqlite3'}"
            for line in _measured(url, size, asked, targets):
                console.print(line)
        for line in _over_http(Path(temporary), targets):
            console.print(line)
    console.print(targets.table())


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure the gap map of many studies.")
    parser.add_argument("--sizes", type=int, nargs="+", default=[100_000, 1_000_000])
    parser.add_argument("--url", help="an empty PostgreSQL database, or one filled before")
    parser.add_argument("--keep", type=Path, help="folder for the SQLite files")
    parser.add_argument("--plain-sql", action="store_true")
    parser.add_argument("--ask", nargs=2, metavar=("URL", "QUESTION"), help=argparse.SUPPRESS)
    return parser.parse_args()


def _measured(
    url: str, size: int, asked: argparse.Namespace, targets: Targets
) -> Iterator[Table | str]:
    engine = store.open_engine(url)
    store.migrate(engine)
    began = time.perf_counter()
    if not _is_filled(engine):
        fill(engine, read_topic(), size)
        analyze(engine)
    made = time.perf_counter() - began
    peer = Peer.of(engine)
    loaded = time.perf_counter() - began - made
    yield (
        f"\n[bold]{size:,} studies, {peer.rows:,} values in {engine.dialect.name}[/bold] "
        f"(made in {made:.0f} s, loaded into DuckDB in {loaded:.0f} s)"
    )
    yield from _filtered_table(engine, url, peer, size, targets, plain=asked.plain_sql)
    yield from _unfiltered_lines(url, size, targets)
    yield from _touched_lines(engine, url, size, targets)
    engine.dispose()


def _is_filled(engine: Engine) -> bool:
    with store.reading(engine) as db:
        return store.count_studies(db) > 0


def _filtered_table(
    engine: Engine, url: str, peer: Peer, size: int, targets: Targets, *, plain: bool
) -> tuple[Table, str]:
    table = Table(title="Filtered maps, seconds", title_justify="left", box=None)
    table.add_column("question")
    for name in ("DuckDB", "first", "ratio", "then", "ratio", "allowed", "same counts"):
        table.add_column(name, justify="right")
    if plain:
        table.add_column("plain SQL", justify="right")
    memory, ratios = "", []
    for name, question in QUESTIONS.items():
        seconds, counts = _best(lambda question=question: peer.ask(question))
        own = _new_process(url, name)
        same = own.counts == counts
        ratios.append(own.then / seconds)
        row = [
            name, f"{seconds:.3f}", f"{own.first:.3f}", f"{own.first / seconds:.1f}",
            f"{own.then:.3f}", f"{own.then / seconds:.2f}", f"{_allowed(size):g}",
            "yes" if same else "NO",
        ]  # fmt: skip
        if plain:
            row.append(f"{ask_plainly(engine, question)[0]:.1f}")
        table.add_row(*row)
        memory = (
            f"Memory: {own.memory_before:.0f} MB before the first question, {own.memory:.0f} MB after, "
            f"{own.most:.0f} MB at most; the columns are {own.columns:.0f} MB."
        )
    targets.hold(
        f"{size:,}: filtered map, worst of {len(ratios)}", max(ratios), _allowed(size), "x DuckDB"
    )
    return table, memory


def _allowed(size: int) -> float:
    return ALLOWED.get(size, max(ALLOWED.values()))


def _best(ask: Callable[[], tuple[float, Counts]]) -> tuple[float, Counts]:
    return min((ask() for _ in range(3)), key=lambda one: one[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """What one new process measured."""

    first: float
    then: float
    again: float
    counts: Counts
    memory_before: float
    memory: float
    most: float
    columns: float
    same: bool


def _new_process(url: str, name: str) -> Own:
    done = subprocess.run(  # noqa: S603 - this very file
        [sys.executable, __file__, "--ask", url, name], capture_output=True, text=True, check=True
    )
    told = json.loads(done.stdout)
    told["counts"] = {tuple(place): number for place, number in told["counts"]}
    return Own(**told)


def _asked_in_a_new_process(url: str, name: str) -> dict[str, object]:
    engine = store.open_engine(url)
    question = (QUESTIONS | UNFILTERED)[name]
    with store.reading(engine) as db:  # a connection, and the program's own modules
        store.revision(db)
    before = _memory()
    first, drawn = _seconds(engine, question)
    filtered = name in QUESTIONS
    others = [_put_otherwise(question, n) for n in range(1, TIMES + 1)]
    then = (
        [_seconds(engine, other) for other in others] if filtered else [_seconds(engine, question)]
    )
    again = [_seconds(engine, question)[0] for _ in range(50)]
    counted = (
        _seconds(engine, question.model_copy(update={"year_to": NEVER}))[1]
        if not filtered
        else drawn
    )
    from app.answers.all_columns import all_columns

    with store.reading(engine) as db:
        columns = all_columns(db).size
    return {
        "first": first,
        "then": statistics.median(one for one, _ in then),
        "again": statistics.median(again),
        "counts": sorted([list(place), number] for place, number in counts_of(drawn).items()),
        "memory_before": before,
        "memory": _memory(),
        "most": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "columns": columns / 1e6,
        "same": all(other == drawn for _, other in then) and counted == drawn,
    }


def _put_otherwise(question: MapQuestion, times: int) -> MapQuestion:
    """Another question, that nobody asked before, with the same answer."""
    if question.body_site or question.design:
        repeated = {name: getattr(question, name) * (times + 1) for name in ("body_site", "design")}
        return question.model_copy(update=repeated)
    return question.model_copy(update={"year_to": NEVER + times})


def _seconds(engine: Engine, question: MapQuestion) -> tuple[float, Matrix]:
    began = time.perf_counter()
    with store.reading(engine) as db:
        drawn = answer_map(db, read_topic(), question)
    return time.perf_counter() - began, drawn


def _memory() -> float:
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE") / 1e6


def _unfiltered_lines(url: str, size: int, targets: Targets) -> list[Table | str]:
    table = Table(title="The map without conditions", title_justify="left", box=None)
    for name in ("question", "first of a process, ms", "again, ms", "as from the columns"):
        table.add_column(name, justify="left" if name == "question" else "right")
    for name in UNFILTERED:
        own = _new_process(url, name)
        again = own.again * 1000
        targets.hold(f"{size:,}: answer, {name}", again, ALLOWED_ANSWER_MS, "ms")
        same = "yes" if own.same else "NO"
        table.add_row(name, f"{own.first * 1000:.0f}", f"{again:.1f}", same)
    return [table]


def _touched_lines(engine: Engine, url: str, size: int, targets: Targets) -> list[Table | str]:
    """1,000 studies change, with their reports, as a refresh writes them.

    First they become others in everything, then one more harm is found in each: as a new reader or a
    person changes studies. Never the same twice: what is there already costs nothing.
    """
    os.sync()  # the file was perhaps just made: what of it waits for the disk is no part of this
    latest = int(time.time())
    seeds = range(latest, latest + 3)
    others = [_touch(engine, seed) for seed in seeds]
    tagged = [_touch(engine, seed, also=[A_HARM]) for seed in seeds]
    after = _new_process(url, "type x outcome")
    lines = []
    for name, seconds in (("tagged once more", tagged), ("become others", others)):
        median = statistics.median(seconds)
        targets.hold(f"{size:,}: {TOUCHED:,} studies {name}", median, ALLOWED_TOUCH_S, "s")
        lines.append(f"{name}: {median:.2f} s (of {', '.join(f'{s:.2f}' for s in seconds)})")
    return [
        f"{TOUCHED:,} studies {'; '.join(lines)}: reports, studies, search index, cells and revision, in one "
        f"transaction. The next answer of a new process {after.first * 1000:.0f} ms; "
        f"as from the columns: {'yes' if after.same else 'NO'}."
    ]


def _touch(engine: Engine, seed: int, also: Sequence[Tag] = ()) -> float:
    chance, topic = random.Random(seed), read_topic()  # noqa: S311 - studies, not secrets
    with store.reading(engine) as db:
        rows = db.connection().exec_driver_sql(
            "SELECT key FROM study WHERE key NOT IN "
            "(SELECT s.key FROM study s JOIN study_overlap o ON o.public_id = s.public_id)"
        )
        keys = chance.sample(sorted(key for (key,) in rows), TOUCHED)
    made = [a_study(chance, topic, key, also) for key in keys]
    arrivals = [int(key.partition(":")[2]) + 1 for key in keys]
    reports = [_arrived(one.report, arrival) for one, arrival in zip(made, arrivals, strict=True)]
    part = Held(
        report_ids=frozenset(map(report_id_of, keys)),
        study_ids=frozenset(map(public_id_of, keys)),
        question_ids=frozenset(),
    )
    derived = Derived(reports=tuple(reports), studies=tuple(one.study for one in made))
    engine.dispose()  # no page is in memory from before
    began = time.perf_counter()
    with uncollected(), store.writing(engine) as db:  # as a refresh does
        store.replace_derived(db, derived, part)
    return time.perf_counter() - began


def _arrived(report: "store.DerivedReport", arrival: int) -> "store.DerivedReport":
    return replace(report, report=replace(report.report, arrival=arrival))


def _over_http(folder: Path, targets: Targets) -> list[Table | str]:
    """The API and the page over the bundled evidence: real HTTP on loopback."""
    table = Table(
        title="Over HTTP, the bundled evidence, median ms", title_justify="left", box=None
    )
    for name in ("address", "each question new", "asked before"):
        table.add_column(name, justify="left" if name == "address" else "right")
    with _serving(folder) as address, httpx.Client(base_url=address) as client:
        for path in ("/api/v1/gap-map", "/gap-map"):
            for name, conditions in (("", [""]), ("?body_site=...", _conditions())):
                fresh = [_answer_ms(client, f"{path}?{one}") for one in conditions]
                again = [
                    _answer_ms(client, f"{path}?{one}") for one in conditions for _ in range(20)
                ]
                new = f"{fresh[0]:.1f}" if len(fresh) == 1 else f"{statistics.median(fresh):.1f}"
                median = statistics.median(again)
                table.add_row(path + name, new, f"{median:.1f}")
                if path.startswith("/api"):
                    targets.hold(f"endpoint {name}, asked before", median, ALLOWED_HTTP_MS, "ms")
                if path.startswith("/api") and len(fresh) > 1:
                    new_ms = statistics.median(fresh)
                    targets.hold(f"endpoint {name}, each new", new_ms, ALLOWED_HTTP_MS, "ms")
    return ["", table]


def _conditions() -> list[str]:
    topic = read_topic()
    sites = [f"body_site={value.id}" for value in topic.body_site]
    return [*sites, *(f"year_from={year}" for year in range(2015, 2025))]


def _answer_ms(client: httpx.Client, path: str) -> float:
    began = time.perf_counter()
    client.get(path).raise_for_status()
    return (time.perf_counter() - began) * 1000


@contextmanager
def _serving(folder: Path) -> Iterator[str]:
    url = f"sqlite:///{folder / 'bundled.sqlite3'}"
    engine, topic = store.open_engine(url), read_topic()
    store.migrate(engine)
    pipeline.load_evidence(engine, topic, data_folder() / "evidence", now=datetime.now(UTC))
    pipeline.refresh(engine, topic)
    engine.dispose()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = {"COREGAP_DATABASE_URL": url, "COREGAP_LOG_LEVEL": "WARNING"}
    served = subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-c", "from app.cli import main; main()", "serve", "--port", str(port)],
        env={**os.environ, **settings}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(address)
        yield address
    finally:
        served.terminate()
        served.wait(30)


def _wait_for(address: str) -> None:
    for _ in range(300):
        try:
            httpx.get(f"{address}/api/v1/vocabulary").raise_for_status()
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("The server did not start.")


if __name__ == "__main__":
    main()
