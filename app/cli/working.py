"""The command that keeps the evidence current by itself."""

from typing import Annotated

import typer
from rich.table import Table
from sqlalchemy import Engine
from sqlmodel import Session

from app import answers, pipeline
from app.cli.application import cli
from app.cli.asking import now
from app.cli.terminal import Json, note, out, print_json
from app.errors import SettingsError
from app.settings import Settings, read_settings
from app.topic import data_folder, read_topic


@cli.command()
def worker(
    once: Annotated[
        bool, typer.Option("--once", help="Do what is due now, then end: for a timer of yours.")
    ] = False,
    concurrency: Annotated[
        int, typer.Option(min=1, max=16, help="Sources asked at a time (PostgreSQL).")
    ] = 4,
    status: Annotated[
        bool, typer.Option("--status", help="Say when each source is asked next, and end.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Ask the sources whenever COREGAP_SCHEDULE says so, and bring the gap map up to date.

    On SQLite one worker does all. On PostgreSQL any number of them, on any machines, share the
    work, and what a dead one left is taken up by another. SIGTERM and Ctrl-C end it with the page it
    is at; the next one goes on from there.
    """
    settings = read_settings()
    engine = pipeline.open_database(settings)
    duties = _duties(engine, settings)
    if status:
        _show_schedule(duties, as_json=as_json)
        return
    if pipeline.is_empty(engine):
        evidence = data_folder() / "evidence"
        pipeline.load_evidence(engine, duties.place.topic, evidence, now=now())
        pipeline.refresh(engine, duties.place.topic)
    asked = [name for name in duties.sources if duties.schedule.cron_of(name)]
    note.print(f"coregap worker: on schedule: {', '.join(asked)}", markup=False)
    pipeline.work(duties, concurrency=concurrency, once=once)


def _duties(engine: Engine, settings: Settings) -> pipeline.Duties:
    if settings.schedule is None:
        raise SettingsError(
            "COREGAP_SCHEDULE is not set, so a worker has nothing to do. Write for example "
            '"0 6 * * 1" (every Monday at 06:00 UTC), or run `coregap ingest` by hand.'
        )
    topic, schedule = read_topic(settings.topic), settings.schedule
    known = pipeline.list_sources(engine, settings, pipeline.NEWS)
    return pipeline.Duties(
        place=pipeline.Workplace(engine=engine, topic=topic, clock=now),
        schedule=schedule,
        sources=pipeline.asked_by_default(known, topic)
        | {name: known[name] for name in schedule.named if name in known},
        webhook=pipeline.webhook_of(settings),
    )


def _show_schedule(duties: pipeline.Duties, *, as_json: bool) -> None:
    with Session(duties.place.engine) as db:
        found = answers.answer_schedule(db, duties.schedule, duties.sources, now())
    if as_json:
        for one in found:
            print_json(answers.as_plain(one))
        return
    table = Table("Source", "Next (UTC)", "Last run", "Began (UTC)")
    for one in found:
        following = f"{one.next_time:%Y-%m-%d %H:%M}" if one.next_time else "never"
        last = one.last_run
        began = f"{last.started_at:%Y-%m-%d %H:%M}" if last else "never"
        table.add_row(one.source, following, last.status if last else "", began)
    out.print(table)
