"""Who took part as finished values: shares over both denominators, published lines, a population."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.answers import (
    ComparedLine,
    ComparedPopulation,
    LadderQuestion,
    RepresentationAnswer,
    RepresentationQuestion,
    StudiesAskedOf,
)
from app.claims import ReferenceDistribution
from app.dashboard import links, words
from app.dashboard.charts import ChartView, chart_view
from app.dashboard.forms import Facet, Option
from app.dashboard.ladder_view import RungLine, ladder_note, rung_lines
from app.dashboard.shares import Share, of_words, people_of_words, people_percent_words, share_of
from app.gapmap import (
    Ladder,
    Layer,
    Participation,
    ParticipationRatio,
    PeopleShare,
    Representation,
)
from app.records import SkinType
from app.topic import Topic

SAYS = {
    Participation.UNDER: "fewer than in the population",
    Participation.SIMILAR: "as in the population",
    Participation.OVER: "more than in the population",
    Participation.UNCLEAR: "the bounds leave it open",
}


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A row: one skin type, or several together."""

    name: str
    shares: tuple[Share, ...]
    href: str


@dataclass(frozen=True, slots=True)
class LineView:
    """A published count, beside ours."""

    citation: str
    period: str
    note: str
    rows: tuple[tuple[str, Share, Share, Share, Share], ...]
    """(what, there of reporting, there of all, here of reporting, here of all)"""


@dataclass(frozen=True, slots=True)
class RatioLine:
    """A row of the comparison with a population."""

    name: str
    percent: str
    people: Share
    ratio: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RepresentationView:
    """The whole page."""

    points: tuple[str, ...]
    layer: Facet
    chart: ChartView | None
    """None where no study is there to be drawn."""
    groups: tuple[GroupLine, ...]
    notes: tuple[str, ...]
    lines: tuple[LineView, ...]
    reference: Facet
    population: str
    """The chosen source in words; empty where none is chosen."""
    refusal: str
    ratios: tuple[RatioLine, ...]
    outcome: Facet
    rungs: tuple[RungLine, ...]
    ladder_note: str


class RepresentationPageQuestion(RepresentationQuestion, LadderQuestion):
    """Both questions of the page; each part is answered from the same studies."""

    def as_representation(self) -> RepresentationQuestion:
        """Who took part, whatever was measured."""
        return RepresentationQuestion(**self.model_dump(exclude={"outcome"}))

    def as_ladder(self) -> LadderQuestion:
        """How deep the studies of the outcome go."""
        return LadderQuestion(**self.model_dump(exclude={"reference"}))


def representation_view(
    answer: RepresentationAnswer,
    deep: Ladder,
    question: RepresentationPageQuestion,
    topic: Topic,
) -> RepresentationView:
    """Everything that the page shows."""
    panel, population = answer.panel, answer.population
    return RepresentationView(
        points=tuple(_points(panel)),
        layer=_layers(question.layer),
        chart=_chart(panel, question) if panel.studies else None,
        groups=tuple(_groups(panel)),
        notes=tuple(_notes(panel)),
        lines=tuple(_line(line, panel) for line in answer.lines),
        reference=_references(answer, question),
        population=_population(population),
        refusal=population.refusal,
        ratios=tuple(_ratios(population)),
        outcome=_outcomes(question, topic),
        rungs=rung_lines(deep),
        ladder_note=ladder_note(deep, topic),
    )


def _chart(panel: Representation, question: RepresentationQuestion) -> ChartView:
    asked = StudiesAskedOf(**question.model_dump(include=set(StudiesAskedOf.model_fields)))
    label = f"Chart. {' '.join(_points(panel))} The table below says all of it."
    return chart_view("/representation", label, asked)


def _points(panel: Representation) -> Iterator[str]:
    noun = _noun(panel.layer)
    yield f"{of_words(panel.reporting)} {noun} name any skin type."
    for skin_type in (SkinType.V, SkinType.VI):
        [group] = [g for g in panel.groups if g.types == (skin_type,)]
        including = group.studies_of_all
        yield (
            f"Type {skin_type.name} took part in {including.count} of {including.of}, that is in "
            f"{group.studies_of_reporting.count} of the {group.studies_of_reporting.of} that "
            "name any type."
            if including.count
            else f"No study says that anybody of type {skin_type.name} took part."
        )


def _noun(layer: Layer) -> str:
    return f"{words.LAYER_WORD[layer].lower()} studies"


def _groups(panel: Representation) -> Iterator[GroupLine]:
    for group in panel.groups:
        yield GroupLine(
            _types(group.types),
            (
                share_of(group.studies_of_all),
                share_of(group.studies_of_reporting),
                _people(group.people_of_all),
                _people(group.people_of_reporting),
            ),
            links.with_query(
                "/studies",
                {"fitzpatrick": [t.name for t in group.types], "layer": panel.layer.value},
            ),
        )


def _notes(panel: Representation) -> Iterator[str]:
    yield (
        "A study includes a type when somebody of it is said to have taken part; to be eligible is "
        "not enough. A study that names no type may have treated any: its people widen the bounds "
        "over all people."
    )
    yield (
        "A study that names types is taken to name all that took part: where others say how many "
        "were of a type, one that does not speak of it adds nobody to them, though it did not "
        "exclude it. Where no study speaks of a type, it is not reported: that is not nobody."
    )
    if panel.without_number:
        yield (
            f"{words.studies(panel.without_number).capitalize()} without a number of people: in no "
            "share of people."
        )
    if panel.overlapping:
        yield f"Counted once, for they may share people: {', '.join(panel.overlapping)}."
    yield (
        "In brackets: 95 % interval (Wilson); where people are bounds, from the interval of the "
        "fewest to that of the most. People of one study are alike in more than skin, so their "
        "intervals are too narrow."
    )


def _line(compared: ComparedLine, panel: Representation) -> LineView:
    line = compared.line
    ours = {group.types: group for group in panel.groups}
    rows = [
        (
            "Skin type reported",
            NO_SHARE,
            share_of(compared.reporting),
            NO_SHARE,
            share_of(panel.reporting),
        )
    ]
    for share in compared.including:
        own = ours.get(share.types)
        rows.append(
            (
                f"Including {_types(share.types, 'any of type')}",
                share_of(share.of_reporting),
                share_of(share.of_all),
                share_of(own.studies_of_reporting) if own else NO_SHARE,
                share_of(own.studies_of_all) if own else NO_SHARE,
            )
        )
    return LineView(line.citation, line.period, line.note, tuple(rows))


NO_SHARE = Share("\N{EN DASH}", "")


def _types(types: tuple[SkinType, ...], noun: str = "Type") -> str:
    if len(types) == 1:
        return f"{noun} {types[0].name}"
    plural = noun if noun != "Type" else "Types"
    return f"{plural} {types[0].name}\N{EN DASH}{types[-1].name}"


def _people(share: PeopleShare) -> Share:
    return Share(people_of_words(share), people_percent_words(share))


def _population(population: ComparedPopulation) -> str:
    chosen = population.reference
    if chosen is None:
        return ""
    dated = f", {population.dated}" if population.dated else ""
    return f"{chosen.population}{dated}. {chosen.citation}. {chosen.note}"


def _ratios(population: ComparedPopulation) -> Iterator[RatioLine]:
    for one in population.shares:
        percent = "not given" if one.percent is None else f"{one.percent:g} %"
        ratio = _ratio(one.ratio) if one.ratio else one.why_not
        yield RatioLine(_types(one.types), percent, _people(one.people), ratio)


def _ratio(ratio: ParticipationRatio) -> str:
    low, high = f"{ratio.lowest:.2f}", f"{ratio.highest:.2f}"
    told = low if low == high else f"{low} to {high}"
    return f"{told}: {SAYS[ratio.says]}"


def _layers(chosen: Layer) -> Facet:
    options = tuple(
        Option(layer.value, words.LAYER_WORD[layer], layer is chosen) for layer in Layer
    )
    return Facet("layer", "Layer of evidence", options, "")


def _references(answer: RepresentationAnswer, question: RepresentationQuestion) -> Facet:
    options = (
        Option("", "None chosen", question.reference is None),
        *(Option(one.id, _named(one), one.id == question.reference) for one in answer.references),
    )
    return Facet("reference", "Population to compare with", options, "")


def _named(distribution: ReferenceDistribution) -> str:
    """The population in a few words: the first clause of what the source says of it."""
    first = re.split(r"[;,]", distribution.population, maxsplit=1)[0]
    return f"{first} ({distribution.id})"


def _outcomes(question: LadderQuestion, topic: Topic) -> Facet:
    options = (
        Option("", "Any outcome", question.outcome is None),
        *(
            Option(value.id, value.label, value.id == question.outcome)
            for value in topic.values_of("outcome")
        ),
    )
    return Facet("outcome", "Outcome", options, "")
