"""How well and how fast records are grouped into reports, beside bib-dedupe and the bare title.

    python benchmarks/dedup.py [--labelled FILE.csv] [--sizes 10000 50000] [--peer-python PYTHON]
    python benchmarks/dedup.py --sizes 10000 100000 1000000
    python benchmarks/dedup.py --sizes --grown 10000 100000

A labelled table has the columns of `benchmarks/dedup_file.py`; without one the tables are made up.
bib-dedupe, the peer, is no dependency of coregap; it is measured with the interpreter of an
environment that has it:

    python -m venv /tmp/peer
    /tmp/peer/bin/pip install bib-dedupe==0.11.0
    python benchmarks/dedup.py --peer-python /tmp/peer/bin/python

Every reader runs in a process of its own, from the file to the groups in a file. Scores are those of
ASySD: of each group that was found one record is kept, the Unique one if it is in it; sensitivity is the
share of Duplicates that went, specificity that of Uniques that stayed. --grown measures, in this process,
what 1,000 records cost that are added to so many.
"""

import argparse
import csv
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dedup_file import write_records
from dedup_grown import growth_table
from memory import Memory
from rich.console import Console
from rich.table import Table

COREGAP = "coregap dedupe"
PEER = "bib-dedupe"
BARE = "exact title and year"
COREGAPS_CODE = "from app.cli import main; main()"
PEERS_CODE = """
import sys, pandas
from bib_dedupe.bib_dedupe import block, cluster, match, prep
if __name__ == "__main__":
    read = pandas.read_csv(sys.argv[1], dtype=str, keep_default_na=False)
    read = read.rename(columns={"record_id": "ID", "entrytype": "ENTRYTYPE"})
    with open(sys.argv[2], "w") as out:
        out.write("record_id,cluster_id\\n")
        for name, rows in read.groupby("dataset"):
            rows = rows.reset_index(drop=True)
            rows["search_set"] = ""
            for group in cluster(match(block(prep(rows, cpu=2), cpu=2), cpu=2)):
                for one in group:
                    out.write(f"{one},{group[0]}\\n")
"""
_NOT_WORD = re.compile(r"\W+")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one reader made of one table."""

    reader: str
    cost: "Cost"
    sensitivity: float
    specificity: float
    precision: float
    f1: float
    false: int
    mixed: int
    """Groups with records of more than one report."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds on the clock and of all processors; the most that all processes held at once, MB."""

    seconds: float
    processor: float
    memory: float


def main() -> None:
    """Make the tables, measure, print."""
    asked = _arguments()
    console = Console(width=128)
    with tempfile.TemporaryDirectory() as folder:
        for name, path in _tables(asked, Path(folder)):
            outcomes = list(_outcomes(path, Path(folder), asked.peer_python))
            console.print(_table(name, outcomes))
            seconds = {one.reader: one.cost.seconds for one in outcomes}
            if PEER in seconds:
                ratio = seconds[PEER] / seconds[COREGAP]
                console.print(f"{name}: {ratio:.1f} times as fast as {PEER}")
    if asked.grown:
        console.print(growth_table(asked.grown))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure deduplication.")
    parser.add_argument("--labelled", type=Path, help="labelled table, CSV")
    parser.add_argument("--sizes", type=int, nargs="*", default=[10_000], help="of made-up tables")
    parser.add_argument(
        "--grown", type=int, nargs="*", default=[], help="sizes that 1,000 records are added to"
    )
    parser.add_argument("--peer-python", help="interpreter that has bib-dedupe")
    return parser.parse_args()


def _tables(asked: argparse.Namespace, folder: Path) -> Iterator[tuple[str, Path]]:
    if asked.labelled:
        yield asked.labelled.name, asked.labelled
    for size in asked.sizes:
        path = folder / f"{size}.csv"
        write_records(path, size)
        yield f"{size:,} made-up records", path


def _outcomes(path: Path, folder: Path, peer: str | None) -> Iterator[Outcome]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found = folder / "found.csv"
    commands = {COREGAP: [sys.executable, "-c", COREGAPS_CODE, "dedupe", path, "-o", found]}
    if peer:
        script = folder / "peer.py"
        script.write_text(PEERS_CODE, encoding="utf-8")
        commands[PEER] = [peer, script, path, found]
    for reader, command in commands.items():
        cost = _cost_of(command)
        yield _outcome(reader, cost, rows, _clusters_in(found))
    began, worked = time.perf_counter(), time.process_time()
    bare = {
        row["record_id"]: f"{_NOT_WORD.sub(' ', row['title'].lower()).strip()} {row['year']}"
        for row in rows
    }
    cost = Cost(time.perf_counter() - began, time.process_time() - worked, 0)
    yield _outcome(BARE, cost, rows, bare)


def _cost_of(command: Sequence[str | Path]) -> Cost:
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603 - our own commands
    memory = Memory(process.pid)
    memory.start()
    if process.wait():
        raise SystemExit(f"failed: {command}")
    seconds = time.perf_counter() - began
    memory.join()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(seconds, used, memory.most)


def _clusters_in(path: Path) -> dict[str, str]:
    with path.open(encoding="utf-8", newline="") as file:
        return {row["record_id"]: row["cluster_id"] for row in csv.DictReader(file)}


def _outcome(
    reader: str, cost: Cost, rows: Sequence[dict[str, str]], clusters: dict[str, str]
) -> Outcome:
    groups = defaultdict(list)
    for row in rows:
        own = row["record_id"]
        groups[row["dataset"], clusters.get(own, own)].append(row)
    kept = {_kept(group)["record_id"] for group in groups.values()}
    found, false = (
        sum(row["label"] == label and row["record_id"] not in kept for row in rows)
        for label in ("Duplicate", "Unique")
    )
    duplicates = sum(row["label"] == "Duplicate" for row in rows)
    uniques = len(rows) - duplicates
    precision = found / (found + false) if found else 0.0
    sensitivity = found / duplicates if duplicates else 1.0
    return Outcome(
        reader=reader,
        cost=cost,
        sensitivity=sensitivity,
        specificity=1 - false / uniques,
        precision=precision,
        f1=2 * precision * sensitivity / (precision + sensitivity) if found else 0.0,
        false=false,
        mixed=sum(len({row["cluster_id"] for row in group}) > 1 for group in groups.values()),
    )


def _kept(group: Sequence[dict[str, str]]) -> dict[str, str]:
    return next((row for row in group if row["label"] == "Unique"), group[0])


def _table(name: str, outcomes: Sequence[Outcome]) -> Table:
    table = Table(title=name, title_justify="left")
    headings = ("Reader", "Seconds", "Processor s", "MB", "Sensitivity", "Specificity", "Precision", "F1", "False", "Mixed")  # fmt: skip
    for heading in headings:
        table.add_column(heading, justify="left" if heading == "Reader" else "right")
    for one in outcomes:
        table.add_row(
            one.reader, f"{one.cost.seconds:.1f}", f"{one.cost.processor:.1f}",
            f"{one.cost.memory:,.0f}" if one.cost.memory else "", f"{one.sensitivity:.4f}",
            f"{one.specificity:.5f}", f"{one.precision:.4f}", f"{one.f1:.4f}", str(one.false), str(one.mixed),
        )  # fmt: skip
    return table


if __name__ == "__main__":
    main()
