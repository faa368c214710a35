"""The commands that tell what was and what will be: people over the years, trials to come."""

from typing import Annotated

import typer
from rich.table import Table as RichTable

from app import answers
from app.cli.application import cli
from app.cli.asking import checked, now, open_evidence
from app.cli.terminal import Json, out, print_json
from app.gapmap import Layer, TrialState, types_in_words
from app.records import SkinType


@cli.command()
def timeline(
    layer: Annotated[Layer, typer.Option(help="Sort of evidence: one.")] = Layer.PRIMARY,
    indication: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="Only studies of these indications.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Say how many people of each skin type were treated, year by year, at least and at most."""
    question = checked(answers.TimelineQuestion, layer=layer, indication=indication or [])
    with open_evidence() as (db, topic):
        found = answers.answer_timeline(db, topic, question)
    if as_json:
        print_json(answers.as_plain(found))
        return
    if not found.adds_nobody:
        _show_years(found.over_time)
    for sentence in found.sentences:
        out.print(sentence, markup=False, highlight=False)
    for one in (*found.over_time.without_number, *found.over_time.without_year):
        if not found.adds_nobody:
            out.print(f"  {one.public_id}: {answers.unplaced_words(one)}", markup=False)


def _show_years(found: answers.OverTime) -> None:
    shown = RichTable(title="People so far at the end of each year", title_justify="left")
    for column in ("Year", "Studies", *(t.name for t in SkinType), "Silent", "All"):
        shown.add_column(column)
    for year in found.years:
        shown.add_row(
            str(year.year),
            str(year.studies),
            *(answers.people_so_far(one).removesuffix(" people") for one in year.by_type),
            str(year.people_silent),
            str(year.people),
        )
    out.print(shown)


@cli.command()
def trials(
    skin_type: Annotated[
        list[str] | None,
        typer.Option("--type", metavar="I..VI", help="Only plans that admit one of these types."),
    ] = None,
    indication: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="Only trials of these indications.")
    ] = None,
    outcome: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="Only trials of these outcomes.")
    ] = None,
    state: Annotated[
        list[TrialState] | None, typer.Option(help="Only registrations in these states.")
    ] = None,
    as_json: Json = False,
) -> None:
    """List registrations without results, and what they may still tell; none is evidence."""
    question = checked(
        answers.TrialsQuestion,
        fitzpatrick=[word.upper() for word in skin_type or ()],
        indication=indication or [],
        outcome=outcome or [],
        state=state or [],
    )
    with open_evidence() as (db, topic):
        found = answers.answer_trials(db, topic, question, now().date())
    if as_json:
        print_json(answers.as_plain(found))
        return
    for one in found.trials:
        number = one.trial.registrations[0] if one.trial.registrations else one.trial.public_id
        admits = types_in_words(one.eligible) if one.eligible else "no skin type named"
        out.print(f"{number}  {one.trial.title}", markup=False, highlight=False)
        out.print(f"     {one.because} Admits: {admits}.", markup=False, highlight=False)
    out.print(f"{len(found.trials)} of {found.registered} without results. {found.caution}")
