"""How long a PubMed baseline file takes from file to tagged gap map, beside its bare parsing.

    python benchmarks/bulk.py [--articles 30000] [--file FILE.xml.gz] [--peer-python PYTHON] [--rounds 1]

The file is made up, the same each time. pubmed_parser, the peer, is no dependency of coregap; it is
measured where it can be imported, or with the interpreter of an environment that has it:

    python -m venv /tmp/peer
    /tmp/peer/bin/pip install pubmed_parser
    python benchmarks/bulk.py --peer-python /tmp/peer/bin/python

Every reader runs in a process of its own. The seconds are those on the clock; processor time, that of
all its processes together, tells how far other work on the machine lengthened them.
"""

import argparse
import gzip
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from bulk_file import write_baseline_file
from lxml import etree
from memory import Memory
from rich.console import Console
from rich.table import Table

COREGAP = "coregap, file to gap map"
PEER = "pubmed_parser, parsing alone"
BARE = "lxml, the same fields alone"
PEERS_CODE = (
    "import sys, pubmed_parser; print(sum(1 for _ in pubmed_parser.parse_medline_xml(sys.argv[1])))"
)
COREGAPS_CODE = "from app.cli import main; main()"
ALLOWED_RATIO = 1.0
ALLOWED_MEMORY = 500  # MB


@dataclass(frozen=True, slots=True)
class Measured:
    """One run of one reader. `memory` is the most that all its processes held at once, in MB."""

    reader: str
    seconds: float
    processor: float
    memory: float
    said: str


def main() -> None:
    """Make the file, measure, print."""
    asked = _arguments()
    if asked.only_lxml:
        print(sum(1 for _ in lxml_pass(asked.only_lxml)))  # noqa: T201 - what its parent reads
        return
    console = Console(width=110)
    with tempfile.TemporaryDirectory() as folder:
        path = asked.file or Path(folder) / "pubmed-made-up.xml.gz"
        if not path.exists():
            write_baseline_file(path, asked.articles)
        peer = asked.peer_python or (sys.executable if find_spec("pubmed_parser") else None)
        best = _best_of(asked.rounds, path, peer)
    console.print(_table(best, path.name))
    for line in _verdicts(best):
        console.print(line)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure the import of a PubMed baseline file.")
    parser.add_argument("--articles", type=int, default=30_000, help="in the file that is made up")
    parser.add_argument("--file", type=Path, help="baseline file; made where there is none")
    parser.add_argument("--peer-python", help="interpreter that can import pubmed_parser")
    parser.add_argument("--rounds", type=int, default=1, help="each reader's fastest run counts")
    parser.add_argument("--only-lxml", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args()


def lxml_pass(path: Path) -> Iterator[tuple[str, ...]]:
    """The fields that coregap reads, with nothing made of them."""
    with gzip.open(path) as file:
        for _, article in etree.iterparse(file, tag="PubmedArticle"):
            yield tuple(_text(found) for name in FIELDS for found in article.iterfind(name))
            article.clear()


CITATION = "MedlineCitation"
ARTICLE = f"{CITATION}/Article"
FIELDS = (
    f"{CITATION}/PMID", f"{ARTICLE}/ArticleTitle", f"{ARTICLE}/Abstract/AbstractText",
    f"{ARTICLE}/AuthorList/Author/LastName", f"{ARTICLE}/AuthorList/Author/Initials",
    f"{ARTICLE}/AuthorList/Author/CollectiveName", f"{ARTICLE}/Journal/Title",
    f"{ARTICLE}/Journal/JournalIssue/Volume", f"{ARTICLE}/Journal/JournalIssue/Issue",
    f"{ARTICLE}/Journal/JournalIssue/PubDate/Year", f"{ARTICLE}/Journal/JournalIssue/PubDate/Month",
    f"{ARTICLE}/Pagination/MedlinePgn", f"{ARTICLE}/ELocationID", f"{ARTICLE}/Language",
    f"{ARTICLE}/PublicationTypeList/PublicationType",
    f"{ARTICLE}/DataBankList/DataBank/AccessionNumberList/AccessionNumber",
    f"{CITATION}/KeywordList/Keyword", f"{CITATION}/MeshHeadingList/MeshHeading/DescriptorName",
    f"{CITATION}/MeshHeadingList/MeshHeading/QualifierName",
    f"{CITATION}/CommentsCorrectionsList/CommentsCorrections/PMID",
    "PubmedData/ArticleIdList/ArticleId",
)  # fmt: skip


def _text(element: "etree._Element") -> str:
    return "".join(str(part) for part in element.itertext())


def _best_of(rounds: int, path: Path, peer: str | None) -> list[Measured]:
    """Each reader's fastest run, the readers by turns: all meet the same other work."""
    runs = [run for _ in range(rounds) for run in _one_round(path, peer)]
    names = dict.fromkeys(run.reader for run in runs)
    return [min((r for r in runs if r.reader == n), key=lambda r: r.seconds) for n in names]


def _one_round(path: Path, peer: str | None) -> Iterator[Measured]:
    with tempfile.TemporaryDirectory() as home:
        imports = ["import", str(path), "--json"]
        yield _measured(COREGAP, [*_coregap(), *imports], {"COREGAP_HOME": home})
    if peer:
        yield _measured(PEER, [peer, "-c", PEERS_CODE, str(path)])
    yield _measured(BARE, [sys.executable, __file__, "--only-lxml", str(path)])


def _coregap() -> list[str]:
    """The command as it is installed, else from the source."""
    command = Path(sys.executable).with_name("coregap")
    return [str(command)] if command.exists() else [sys.executable, "-c", COREGAPS_CODE]


def _measured(
    reader: str, command: Sequence[str], setting: Mapping[str, str] | None = None
) -> Measured:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603 - commands of this file
        command, env={**os.environ, **(setting or {})}, stdout=subprocess.PIPE, text=True
    )
    memory = Memory(process.pid)
    memory.start()
    said, _ = process.communicate()
    seconds = time.perf_counter() - start
    memory.join()
    if process.returncode:
        raise SystemExit(f"{reader} failed: {' '.join(command)}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Measured(reader, seconds, used, memory.most, said.strip())


def _table(best: Sequence[Measured], file: str) -> Table:
    table = Table(title=f"{_records(best[0]):,} records of {file}", box=None)
    table.add_column("reader")
    for name in ("records/s", "seconds", "processor s", "peak MB", "coregap takes"):
        table.add_column(name, justify="right")
    own = best[0]
    for one in best:
        ratio = f"{own.seconds / one.seconds:.2f} of it" if one is not own else ""
        rate, memory = f"{_records(own) / one.seconds:,.0f}", f"{one.memory:.0f}"
        table.add_row(one.reader, rate, f"{one.seconds:.1f}", f"{one.processor:.1f}", memory, ratio)
    return table


def _records(coregap: Measured) -> int:
    return int(json.loads(coregap.said)["records"])


def _verdicts(best: Sequence[Measured]) -> Iterator[str]:
    own = best[0]
    verdict = "within" if own.memory <= ALLOWED_MEMORY else "OVER"
    yield f"Memory: {own.memory:.0f} MB, {verdict} the {ALLOWED_MEMORY} MB allowed."
    peer = next((one for one in best if one.reader == PEER), None)
    if peer is None:
        yield "pubmed_parser is not installed here; the head of this file says how to add it."
        return
    ratio = own.seconds / peer.seconds
    verdict = "within" if ratio <= ALLOWED_RATIO else "OVER"
    yield f"Time: {ratio:.2f} of pubmed_parser's, {verdict} the {ALLOWED_RATIO} allowed."


if __name__ == "__main__":
    main()
