"""The command `coregap`: a command is one call, one answer, one exit code.

Exit codes: 0 done; 1 refused or failed, with the reason on standard error; 2 wrong usage.
"""

import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer
from pydantic import BaseModel, ValidationError
from rich.console import Console
from rich.progress import Progress, TaskID
from rich.table import Table as RichTable
from sqlalchemy import Engine
from sqlmodel import Session

from app import answers, exports, pipeline
from app.accuracy_table import accuracy_tables
from app.errors import CoregapError
from app.gapmap import Depth, Facts, Gap, people_in_words
from app.logs import configure_logging
from app.settings import read_settings
from app.topic import Topic, data_folder, read_topic

cli = typer.Typer(
    name="coregap",
    help="Living evidence tracker and gap map: what is known by skin type, indication and outcome.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
out = Console()
note = Console(stderr=True)

A_WEEK = timedelta(days=7)
QuestionT = TypeVar("QuestionT", bound=BaseModel)
Json = Annotated[bool, typer.Option("--json", help="Print JSON for a program to read.")]


def main() -> None:
    """Run the command line; every error of ours becomes one line and exit code 1."""
    try:
        cli()
    except CoregapError as error:
        note.print(f"[red]{error.title}:[/red] ", end="")
        note.print(str(error), markup=False, highlight=False)
        sys.exit(1)


@cli.callback()
def start() -> None:
    """Read the settings before any command."""
    configure_logging(read_settings().log_level)


@cli.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address; default COREGAP_HOST.")] = None,
    port: Annotated[int | None, typer.Option(help="Port; default COREGAP_PORT.")] = None,
) -> None:
    """Serve the dashboard and the API; loopback only unless told otherwise."""
    import uvicorn

    from app.web import create_web

    settings = read_settings()
    topic = read_topic(settings.topic)
    engine = pipeline.open_database(settings)
    if pipeline.is_empty(engine):
        pipeline.load_evidence(engine, topic, data_folder() / "evidence", now=_now())
        pipeline.refresh(engine, topic)
    host, port = host or settings.host, settings.port if port is None else port
    note.print(f"coregap: dashboard http://{host}:{port}/  API http://{host}:{port}/api/v1/docs")
    web = create_web(engine, topic, pipeline.shipped_accuracy(topic), settings.addresses)
    uvicorn.run(web, host=host, port=port, log_config=None, server_header=False)


@cli.command()
def load(as_json: Json = False) -> None:
    """Load the bundled evidence; loading it again changes nothing."""
    settings = read_settings()
    topic = read_topic(settings.topic)
    engine = pipeline.open_database(settings)
    done = pipeline.load_evidence(engine, topic, data_folder() / "evidence", now=_now())
    pipeline.refresh(engine, topic)
    if as_json:
        _print_json(done.as_dict())
        return
    out.print(
        f"Bundled evidence: {done.records} records "
        f"({done.new} new, {done.updated} updated, {done.unchanged} unchanged)."
    )


@cli.command("import")
def import_files(
    files: Annotated[list[Path], typer.Argument(help="Exports of any supported format.")],
    as_json: Json = False,
) -> None:
    """Import RIS, .nbib, PubMed XML, BibTeX, CSL-JSON, CSV, JATS, registry JSON and more.

    The format is recognised by content. A broken record is kept apart with its reason
    (`coregap rejects`) and the rest is imported. A big file, such as one of PubMed's yearly files,
    goes on where it stopped if the command is run again. Exit code 1 if a whole file was refused.
    """
    settings = read_settings()
    topic = read_topic(settings.topic)
    engine = pipeline.open_database(settings)
    done = []
    with _progress() as progress:
        for path in files:
            limit_mb, bar = settings.import_limit_mb, ImportBar(progress, path)
            done.append(
                pipeline.import_file(engine, path, limit_mb=limit_mb, now=_now(), watch=bar.show)
            )
        progress.add_task("Deriving", total=None)
        began = _now()
        pipeline.refresh(engine, topic)
        pipeline.announce(engine, topic, pipeline.webhook_of(settings), began=began)
    for report in done:
        _show_import(report, as_json=as_json)
    if any(report.refused for report in done):
        raise typer.Exit(1)


@cli.command()
def ingest(
    sources: Annotated[
        list[str] | None,
        typer.Argument(metavar="[SOURCE...]", help="Names of sources; default: all."),
    ] = None,
    since: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Ask for changes since this day."),
    ] = None,
    full: Annotated[bool, typer.Option("--full", help="Ask for everything again.")] = False,
    as_json: Json = False,
) -> None:
    """Ask the sources for what is new, and bring the gap map up to date.

    Without options each source is asked for what changed since its last run. An interrupted run
    goes on where it stopped. Exit code 1 if a source failed; the others are kept.
    """
    settings = read_settings()
    topic = read_topic(settings.topic)
    engine = pipeline.open_database(settings)
    wanted = pipeline.Wanted(since=since.date() if since else None, full=full)
    known = pipeline.list_sources(engine, settings, wanted)
    order = pipeline.Order(sources=_named(known, sources or _asked(known, topic)), wanted=wanted)
    if pipeline.is_empty(engine):
        pipeline.load_evidence(engine, topic, data_folder() / "evidence", now=_now())
        pipeline.refresh(engine, topic)
    with _progress() as progress:
        began = _now()
        done = pipeline.ingest(engine, topic, order, _now, RunProgress(progress).show)
        pipeline.announce(engine, topic, pipeline.webhook_of(settings), began=began)
    for report in done.sources:
        _show_source(report, as_json=as_json)
    if not as_json:
        out.print("The gap map is up to date." if done.changed else "Nothing changed.")
    if done.failed:
        raise typer.Exit(1)


@cli.command()
def rejects(as_json: Json = False) -> None:
    """List the quarantined input: where it stood and why it could not be read."""
    with _database() as (db, _topic):
        found = answers.answer_rejected(db)
    if as_json:
        for rejected in found:
            _print_json(answers.as_plain(rejected))
        return
    if not found:
        out.print("Nothing is quarantined.")
    for rejected in found:
        out.print(f"{rejected.id}  {rejected.place}: {rejected.reason}", markup=False)


@cli.command()
def tag(
    source: Annotated[
        Path,
        typer.Argument(
            metavar="INPUT",
            help='JSONL with {"doc","title","text"} or {"doc","jats"}, a JATS file, '
            "a PDF, a PubMed XML set, registry JSON, or any file that can be imported.",
        ),
    ],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="JSONL; default: standard output.")
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Add what was rejected, with the reason.")
    ] = False,
    processes: Annotated[
        int | None, typer.Option(min=1, max=256, help="Processes; default: one a core.")
    ] = None,
) -> None:
    """Tag documents without storing them: one JSON line each, with the quoted evidence."""
    settings = read_settings()
    options = pipeline.TaggingOptions(
        limit_mb=settings.import_limit_mb, explain=explain, processes=processes
    )
    lines = pipeline.tag_file(source, read_topic(settings.topic), options)
    with _progress() as progress, _written_to(output) as write:
        for line in progress.track(lines, description="Tagging"):
            write(json.dumps(line, ensure_ascii=False))


@cli.command()
def evaluate(
    gold: Annotated[list[Path], typer.Argument(metavar="GOLD...", help="Labelled sets, JSONL.")],
    as_json: Json = False,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="File for the accuracy card, JSON.")
    ] = None,
) -> None:
    """Read labelled documents and say how often the reader is right.

    Each line has a document as for `tag`, and labels: fitzpatrick, participants, indication,
    outcome, design. A line without labels says nothing of skin types: any that comes out is
    invented. Exit code 1 if a quote does not stand at its offsets.
    """
    measured = pipeline.evaluate_files(
        gold, read_topic(read_settings().topic), measured_on=_now().date()
    )
    if output is not None:
        with _written_to(output) as write:
            write(measured.as_json())
    if as_json:
        _print_json(measured.model_dump(mode="json"))
    else:
        out.print(*accuracy_tables(measured), sep="\n\n")
    if any(one.verbatim < one.quotes for one in measured.sets):
        raise typer.Exit(1)


@cli.command()
def dedupe(
    source: Annotated[Path, typer.Argument(metavar="INPUT", help="Any file that can be imported.")],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="CSV; default: standard output.")
    ] = None,
) -> None:
    """Group the records of a file into reports without storing them.

    The answer has record_id, cluster_id and rule. Records with different values in a column
    `dataset` are never compared.
    """
    limit_mb = read_settings().import_limit_mb
    clusters = pipeline.dedupe_file(source, limit_mb=limit_mb)
    table = exports.Table(("record_id", "cluster_id", "rule"), tuple(clusters))
    with _written_to(output) as write:
        write(exports.as_csv(table).removesuffix("\n"))


@cli.command()
def gaps(
    limit: Annotated[int, typer.Option(min=1, max=1000, help="How many to list.")] = 20,
    short: Annotated[bool, typer.Option("--short", help="Six lines: one a skin type.")] = False,
    as_json: Json = False,
) -> None:
    """Say what is known in each skin type, and list the gaps, most urgent first."""
    with _database() as (db, topic):
        known = answers.answer_facts(db)
        ranked = answers.answer_gaps(db, topic, answers.GapsQuestion(limit=limit))
    if as_json:
        _print_json({"facts": answers.as_plain(known), "gaps": answers.as_plain(ranked)})
        return
    _show_facts(known)
    if not short:
        _show_gaps(ranked)


@cli.command()
def prisma(
    at: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="Last day (UTC) that counts."),
    ] = None,
    as_json: Json = False,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="File; default: standard output.")
    ] = None,
) -> None:
    """Print the PRISMA 2020 flow and the PRISMA-S items, now or as of any day.

    Every box equals the sum of its parts. The flow of a past day is made of what had been
    received and decided by then.
    """
    question = _checked(answers.PrismaQuestion, at=at.date() if at else None)
    with _database() as (db, topic):
        report = exports.prisma_report(answers.answer_searching(db, topic, question))
    plain = json.dumps(exports.as_plain_report(report), ensure_ascii=False)
    with _written_to(output) as write:
        write(plain if as_json else exports.as_markdown(report).removesuffix("\n"))


@cli.command("search-log")
def search_log(
    source: Annotated[str | None, typer.Option(help="Only what this source was asked.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=200, help="How many to list.")] = 20,
    before: Annotated[
        int | None, typer.Option(min=1, help="Only what is older than this number.")
    ] = None,
    as_json: Json = False,
) -> None:
    """List what sources were asked, the latest first: the exact requests and what they brought."""
    question = _checked(answers.SearchLogQuestion, source=source, limit=limit, before=before)
    with _database() as (db, _topic):
        found = answers.answer_search_log(db, question)
    if not found.pages and not as_json:
        out.print("No source has been asked yet. Run: coregap ingest")
    for logged in found.pages:
        if as_json:
            _print_json(answers.as_plain(logged))
        else:
            out.out("\n".join(exports.log_lines(logged)), highlight=False)
    if found.before is not None and not as_json:
        note.print(f"Older ones: coregap search-log --before {found.before}")


@cli.command()
def rebuild(as_json: Json = False) -> None:
    """Throw derived data away and make it again from what was received and decided."""
    settings = read_settings()
    engine = pipeline.open_database(settings)
    with _progress() as progress:
        progress.add_task("Rebuilding", total=None)
        done = pipeline.rebuild(engine, read_topic(settings.topic))
    if as_json:
        _print_json(done.as_dict())
        return
    same = "nothing changed" if not done.changed else "derived data changed"
    out.print(f"{done.studies} studies from {done.records} records; {same}.")


@cli.command()
def digest(
    since: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"], metavar="DATE", help="First day (UTC); default: a week ago."
        ),
    ] = None,
    as_html: Annotated[
        bool, typer.Option("--html", help="One HTML file in place of Markdown.")
    ] = False,
    as_json: Json = False,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="File; default: standard output.")
    ] = None,
) -> None:
    """Say what changed since a day: studies, gaps, tags, registrations, retractions.

    The evidence of then is made again from what had been received and decided, and compared with
    that of now: what came and went in between is not told.
    """
    now = _now()
    begins = since.date() if since else (now - A_WEEK).date()
    with _database() as (db, topic):
        found = answers.answer_digest(db, topic, begins, now)
    view = exports.digest_view(found, topic)
    with _written_to(output) as write:
        if as_json:
            write(json.dumps(answers.as_plain(found), ensure_ascii=False, default=str))
        else:
            text = exports.digest_html(view) if as_html else exports.digest_markdown(view)
            write(text.removesuffix("\n"))


class ExportWhat(StrEnum):
    """What can be exported."""

    MAP = "map"
    STUDIES = "studies"
    GAPS = "gaps"
    EVIDENCE = "evidence"


EXPORTED: dict[ExportWhat, Callable[[Session, Topic], exports.Table]] = {
    ExportWhat.MAP: lambda db, topic: exports.table_of_map(
        answers.answer_map(db, topic, answers.MapQuestion())
    ),
    ExportWhat.STUDIES: lambda db, _topic: exports.table_of_studies(answers.answer_all_studies(db)),
    ExportWhat.GAPS: lambda db, topic: exports.table_of_gaps(
        answers.answer_gaps(db, topic, answers.GapsQuestion(limit=1000))
    ),
    ExportWhat.EVIDENCE: lambda db, _topic: exports.table_of_evidence(
        answers.answer_all_evidence(db)
    ),
}


class ExportFormat(StrEnum):
    """In which format."""

    CSV = "csv"
    JSON = "json"


@cli.command()
def export(
    what: Annotated[ExportWhat, typer.Argument(help="What to export.")],
    file_format: Annotated[
        ExportFormat, typer.Option("--format", help="csv or json.")
    ] = ExportFormat.CSV,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="File; default: standard output.")
    ] = None,
) -> None:
    """Write the gap map, the studies, the gaps or all evidence as CSV or JSON."""
    with _database() as (db, topic):
        table = EXPORTED[what](db, topic)
    text = exports.as_csv(table) if file_format is ExportFormat.CSV else exports.as_json(table)
    with _written_to(output) as write:
        write(text.removesuffix("\n"))


@contextmanager
def _database() -> Iterator[tuple[Session, Topic]]:
    settings = read_settings()
    engine: Engine = pipeline.open_database(settings)
    if pipeline.is_empty(engine):
        note.print("The database holds no evidence yet. Run: coregap load")
    with Session(engine, expire_on_commit=False) as db:
        yield db, read_topic(settings.topic)


@contextmanager
def _written_to(output: Path | None) -> Iterator[Any]:
    """Hand over a function that writes one line; a file appears only once it is complete."""
    if output is None:
        yield lambda line: out.out(line, highlight=False)
        return
    unfinished = output.with_name(output.name + ".part")
    try:
        with unfinished.open("w", encoding="utf-8", newline="") as file:
            yield lambda line: file.write(line + "\n")
        unfinished.replace(output)
    except OSError as error:
        raise CoregapError(f"{output}: cannot be written: {error.strerror}") from error
    finally:
        unfinished.unlink(missing_ok=True)


def _progress() -> Progress:
    """A bar on standard error; quiet when that is not a terminal."""
    return Progress(console=note, transient=True, disable=not note.is_terminal)


def _now() -> datetime:
    return datetime.now(UTC)


def _print_json(value: Any) -> None:
    """One line, whatever the width of the terminal."""
    out.out(json.dumps(value, ensure_ascii=False), highlight=False)


def _show_import(report: pipeline.ImportReport, *, as_json: bool) -> None:
    if as_json:
        _print_json(report.as_dict())
        return
    if report.refused:
        note.print(f"{report.file}: refused: {report.refused}", markup=False, style="red")
        return
    out.print(
        f"{report.file}: {report.format}: {report.records} "
        f"{'record' if report.records == 1 else 'records'}: {report.new} new, "
        f"{report.updated} updated, {report.unchanged} unchanged, {report.rejected} rejected"
        + (f", {report.withdrawn} withdrawn" if report.withdrawn else ""),
        markup=False,
    )


def _asked(known: Mapping[str, pipeline.Source], topic: Topic) -> list[str]:
    """The sources that the topic has a search for, and the watched folder."""
    searched = {*topic.searches, pipeline.FILES}
    return [name for name, source in known.items() if source.by_default and name in searched]


def _named(
    known: Mapping[str, pipeline.Source], names: Sequence[str]
) -> tuple[pipeline.Source, ...]:
    """The sources of these names, each once."""
    for name in names:
        if name not in known:
            raise typer.BadParameter(f"{name}: no such source. Known: {', '.join(known)}.")
    return tuple(known[name] for name in dict.fromkeys(names))


class ImportBar:
    """A bar for a file: how much of it was read, and how many records that gave."""

    def __init__(self, progress: Progress, path: Path) -> None:
        self._progress = progress
        self._name = path.name
        self._bar = progress.add_task(f"{path.name}: looking at it", total=None)

    def show(self, done: pipeline.ImportProgress) -> None:
        """Move the bar to where the last batch ends."""
        self._progress.update(
            self._bar,
            description=f"{self._name}: {done.records:,} records",
            completed=done.read,
            total=done.size,
        )


class RunProgress:
    """A bar for each source; runs tell of their pages from threads of their own."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._bars: dict[str, TaskID] = {}

    def show(self, run: pipeline.SourceRun) -> None:
        """Move the source's bar to where its last page ends."""
        if run.source not in self._bars:
            self._bars[run.source] = self._progress.add_task(run.source, total=None)
        self._progress.update(
            self._bars[run.source], completed=run.tally.received, total=run.announced
        )


def _show_source(report: pipeline.SourceReport, *, as_json: bool) -> None:
    if as_json:
        _print_json(report.as_dict())
        return
    if report.status == "busy":
        note.print(f"{report.source}: another process is asking it", markup=False)
        return
    tally = report.tally
    out.print(
        f"{report.source}: {tally.received} received: {tally.new} new, {tally.updated} updated, "
        f"{tally.unchanged} unchanged, {tally.rejected} rejected, {tally.withdrawn} withdrawn",
        markup=False,
    )
    for warning in report.warnings:
        note.print(f"{report.source}: {warning}", markup=False, style="yellow")
    if report.status == "failed":
        note.print(f"{report.source}: failed: {report.reason}", markup=False, style="red")


def _checked(question: type[QuestionT], **asked: object) -> QuestionT:
    """The question, if it may be asked; otherwise wrong usage, with the option's name."""
    try:
        return question.model_validate(asked)
    except ValidationError as error:
        wrong = error.errors()[0]
        raise typer.BadParameter(wrong["msg"], param_hint=f"--{wrong['loc'][0]}") from error


def _show_facts(known: Facts) -> None:
    table = RichTable(title="What is known by Fitzpatrick skin type", title_justify="left")
    for column in ("Type", "Studies", "People", "Depth", "In words"):
        table.add_column(column, justify="right" if column in ("Studies", "People") else "left")
    for row in known.by_type:
        table.add_row(
            row.fitzpatrick.name,
            str(row.studies),
            people_in_words(row.people),
            DEPTH_WORDS[row.depth],
            row.sentence,
        )
    out.print(table)
    shown = {row.sentence for row in known.by_type}
    for sentence in known.sentences:
        if sentence not in shown:
            out.print(sentence, markup=False)


def _show_gaps(ranked: tuple[Gap, ...]) -> None:
    out.print()
    for gap in ranked:
        out.print(f"{gap.rank:>3}. {gap.sentence}", markup=False)


DEPTH_WORDS = {
    Depth.NONE: "nothing",
    Depth.ELIGIBLE: "eligible only",
    Depth.STUDIED: "studied",
    Depth.COUNTED: "counted",
    Depth.REPORTED_BY_TYPE: "reported by type",
}
