"""Commands that list what waits for a person, and what people decided."""

from datetime import date
from typing import Annotated

import typer

from app import answers
from app.answers.decision_trail import TrailQuestion, answer_trail
from app.answers.screening_review import ScreeningQuestion, answer_screening_queue
from app.answers.tag_review import TagsQuestion, answer_tag_queue
from app.cli.application import cli
from app.cli.asking import checked, open_evidence
from app.cli.terminal import Json, note, out, print_json
from app.pipeline import shipped_accuracy
from app.records import Dimension
from app.store import DecisionKind

review = typer.Typer(help="What waits for a person, and what people decided.")
cli.add_typer(review, name="review")
Limit = Annotated[int, typer.Option(min=1, max=50, help="How many to list.")]


@review.command()
def tags(
    dimension: Annotated[Dimension | None, typer.Option(help="Only in this dimension.")] = None,
    limit: Limit = 20,
    as_json: Json = False,
) -> None:
    """List proposed tags that nobody has decided on; `coregap serve` shows them under /review/tags."""
    question = checked(TagsQuestion, dimension=dimension, limit=limit)
    with open_evidence() as (db, topic):
        found = answer_tag_queue(db, topic, shipped_accuracy(topic), question)
    for one in found.proposals:
        quote = one.pieces[0].evidence.text if one.pieces else ""
        if as_json:
            print_json({"id": one.id, "study": one.study_title, "quote": quote})
        else:
            out.out(f"{one.id}  “{quote}”", highlight=False)
    if not as_json:
        note.print(f"{found.total} wait.")


@review.command()
def screening(
    screened: Annotated[
        str, typer.Option(help="What the rules say: unsure, included or excluded.")
    ] = "unsure",
    limit: Limit = 20,
    as_json: Json = False,
) -> None:
    """List reports that only the rules have screened, with why."""
    question = checked(ScreeningQuestion, screened=screened, limit=limit)
    with open_evidence() as (db, topic):
        found = answer_screening_queue(db, topic, question)
    for one in found.reports:
        if as_json:
            print_json(answers.as_plain(one))
        else:
            title = one.bibliography.title
            out.out(f"{one.record_key}  {title}\n  {one.screening.because}", highlight=False)
    if not as_json:
        note.print(f"{found.total} wait.")


@review.command()
def decisions(
    kind: Annotated[DecisionKind | None, typer.Option(help="Only of this kind.")] = None,
    who: Annotated[str, typer.Option(help="Only of this person.")] = "",
    since: Annotated[str, typer.Option(help="First day, as 2026-01-31.")] = "",
    limit: Annotated[int, typer.Option(min=1, max=200, help="How many to list.")] = 50,
    as_json: Json = False,
) -> None:
    """List what people decided, the latest first: who, when, why, before and after."""
    first: date | str = since
    question = checked(TrailQuestion, kind=kind, who=who, since=first, limit=limit)
    with open_evidence() as (db, _topic):
        found = answer_trail(db, question)
    for line in found.lines:
        if as_json:
            print_json(answers.as_plain(line))
        else:
            about = " ".join(filter(None, (line.about, line.dimension, line.value)))
            said = f"{line.before or 'nothing'} -> {line.after}{' (undone)' if line.undone else ''}"
            out.out(
                f"{line.at:%Y-%m-%d %H:%M}  {line.who}  {line.kind} {line.id}  {about}  {said}  {line.why}",
                highlight=False,
            )
