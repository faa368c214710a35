"""The commands of the statistics: what a study needs, and who took part."""

from typing import Annotated

import typer
from rich.table import Table as RichTable

from app import answers
from app.cli.application import cli
from app.cli.asking import checked, open_evidence
from app.cli.terminal import Json, out, print_json
from app.gapmap import Enough, PeopleShare, Proportion, Representation, Sided, percent
from app.records import SkinType


@cli.command()
def plan(
    rate: Annotated[float, typer.Option(help="Rate of the harm to rule out, in percent.")] = 5,
    confidence: Annotated[float, typer.Option(help="In percent.")] = 95,
    sided: Annotated[Sided, typer.Option(help="Where the error of the limit lies.")] = Sided.ONE,
    events: Annotated[int, typer.Option(help="Events that may occur.")] = 0,
    drop_out: Annotated[float, typer.Option(help="Of those enrolled, in percent.")] = 0,
    fitzpatrick: Annotated[
        str | None, typer.Option("--type", help="Skin type, as a roman numeral.")
    ] = None,
    outcome: Annotated[str | None, typer.Option(help="The harm: an id of the vocabulary.")] = None,
    as_json: Json = False,
) -> None:
    """Say how many people rule a rate of harm out, beyond those treated without an event.

    With a skin type and a harm, people of the type who were treated without it are counted, as far
    as they may be.
    """
    question = checked(
        answers.PlannerQuestion,
        rate=rate,
        confidence=confidence,
        sided=sided,
        events=events,
        drop_out=drop_out,
        fitzpatrick=fitzpatrick,
        outcome=outcome,
    )
    with open_evidence() as (db, topic):
        found = answers.answer_planner(db, topic, question)
    if as_json:
        print_json(answers.as_plain(found))
        return
    out.print(found.sentence, markup=False, highlight=False)
    for words in (found.before and found.before.sentence, found.known and found.known.sentence):
        if words:
            out.print(words, markup=False, highlight=False)
    _show_table(found.table, question.confidence)


def _show_table(table: tuple[Enough, ...], confidence: float) -> None:
    shown = RichTable(
        title=f"People without an event, at {confidence:g} % confidence", title_justify="left"
    )
    for column in ("Rate", "One-sided", "Two-sided, Clopper-Pearson"):
        shown.add_column(column, justify="right")
    for one in table:
        shown.add_row(percent(one.rate), f"{one.one_sided:,}", f"{one.two_sided:,}")
    out.print(shown)


@cli.command()
def representation(
    reference: Annotated[
        str | None, typer.Option(help="Population to compare with; none: no ratio.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Say who took part: studies and people by skin type, of all and of those reporting type."""
    question = checked(answers.RepresentationQuestion, reference=reference)
    with open_evidence() as (db, topic):
        found = answers.answer_representation(db, topic, question)
    if as_json:
        print_json(answers.as_plain(found))
        return
    _show_panel(found.panel)
    out.print(found.population.refusal or _ratios(found.population), markup=False)


def _show_panel(panel: Representation) -> None:
    reporting = _share(panel.reporting)
    title = f"Skin type is reported by {reporting} primary studies"
    shown = RichTable(title=title, title_justify="left")
    for column in (
        "Types",
        "Studies, of all",
        "of those reporting",
        "People, of all",
        "of reporting",
    ):
        shown.add_column(column)
    for group in panel.groups:
        shown.add_row(
            _types(group.types),
            _share(group.studies_of_all),
            _share(group.studies_of_reporting),
            _people(group.people_of_all),
            _people(group.people_of_reporting),
        )
    out.print(shown)


def _ratios(population: answers.ComparedPopulation) -> str:
    lines = [
        f"{_types(one.types)}: {one.ratio.lowest:.2f} to {one.ratio.highest:.2f}"
        if one.ratio
        else f"{_types(one.types)}: {one.why_not}"
        for one in population.shares
    ]
    name = population.reference.citation if population.reference else ""
    return "\n".join([f"Participation-to-prevalence ratio against {name}", *lines])


def _types(types: tuple[SkinType, ...]) -> str:
    return "-".join(dict.fromkeys((types[0].name, types[-1].name)))


def _share(share: Proportion) -> str:
    told = f" ({percent(share.share)})" if share.share is not None else ""
    return f"{share.count} of {share.of}{told}"


def _people(share: PeopleShare) -> str:
    if share.people is None:
        return "not reported"
    low, high = share.people.lower, share.people.upper
    return f"{low} of {share.of}" if low == high else f"{low} to {high} of {share.of}"
