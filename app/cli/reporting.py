"""The commands that say what was searched and what changed."""

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from app import answers, exports
from app.cli.application import cli
from app.cli.asking import checked, now, open_evidence
from app.cli.terminal import Json, note, out, print_json, written_to
from app.settings import read_settings

A_WEEK = timedelta(days=7)


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
    question = checked(answers.PrismaQuestion, at=at.date() if at else None)
    with open_evidence() as (db, topic):
        report = exports.prisma_report(answers.answer_searching(db, topic, question))
    plain = json.dumps(exports.as_plain_report(report), ensure_ascii=False)
    with written_to(output) as write:
        write(plain if as_json else exports.as_markdown(report).removesuffix("\n"))


@cli.command("search-log")
def search_log(
    source: Annotated[str | None, typer.Option(help="Only what this source was asked.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=200, help="How many to list.")] = 20,
    cursor: Annotated[
        str | None, typer.Option(help="Go on where the page before ended; it names this.")
    ] = None,
    as_json: Json = False,
) -> None:
    """List what sources were asked, the latest first: the exact requests and what they brought."""
    question = checked(answers.SearchLogQuestion, source=source, limit=limit, cursor=cursor)
    with open_evidence() as (db, _topic):
        found = answers.answer_search_log(db, question)
    if not found.pages and not as_json:
        out.print("No source has been asked yet. Run: coregap ingest")
    for logged in found.pages:
        if as_json:
            print_json(answers.as_plain(logged))
        else:
            out.out("\n".join(exports.log_lines(logged)), highlight=False)
    if found.next_cursor is not None and not as_json:
        note.print(f"Older ones: coregap search-log --cursor {found.next_cursor}", soft_wrap=True)


@cli.command()
def digest(
    since: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"], metavar="DATE", help="First day (UTC); default: a week ago."
        ),
    ] = None,
    until: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"], metavar="DATE", help="Last day (UTC) that counts; default: now."
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
    """Say what changed since a day, or between two: studies, gaps, tags, retractions, and by whom.

    The evidence of then is made again from what had been received and decided, and compared with
    that of now, or of the last day: what came and went in between is not told.
    """
    today = now()
    ends = until.date() if until else None
    begins = since.date() if since else ((until or today) - A_WEEK).date()
    if begins > today.date():
        raise typer.BadParameter(f"{begins} is still to come.", param_hint="--since")
    if ends is not None and ends < begins:
        raise typer.BadParameter(f"{ends} is before {begins}.", param_hint="--until")
    with open_evidence() as (db, topic):
        found = answers.answer_digest(db, topic, begins, today, ends)
    site = (read_settings().public_url or "").rstrip("/")
    view = exports.digest_view(found, topic, site)
    with written_to(output) as write:
        if as_json:
            write(json.dumps(answers.as_plain(found), ensure_ascii=False, default=str))
        else:
            text = exports.digest_html(view) if as_html else exports.digest_markdown(view)
            write(text.removesuffix("\n"))
