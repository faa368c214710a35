"""Filter forms: every choice is part of the address, so a form only needs GET."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pydantic import BaseModel

from app.dashboard import links, words
from app.gapmap import NONE_STATED, Layer, TrialState
from app.records import SkinType, Standing
from app.topic import Topic

FACET_LABEL = {
    "fitzpatrick": "Skin type",
    "standing": "Standing to it",
    "indication": "Indication",
    "outcome": "Outcome",
    "body_site": "Body site",
    "procedure": "Procedure",
    "design": "Design",
    "layer": "Layer of evidence",
    "state": "State",
}


@dataclass(frozen=True, slots=True)
class Option:
    """One value that a reader can choose."""

    value: str
    label: str
    chosen: bool
    count: str = ""
    """How many studies it would leave, where that was counted."""


@dataclass(frozen=True, slots=True)
class Facet:
    """One field of a form with all its values; `chosen` says in words how many are on."""

    name: str
    label: str
    options: tuple[Option, ...]
    chosen: str


@dataclass(frozen=True, slots=True)
class Chip:
    """A condition that is on, and the address without it."""

    text: str
    href: str


def facets(
    topic: Topic,
    question: BaseModel,
    names: Iterable[str],
    counts: Mapping[str, Mapping[str, int]] | None = None,
) -> tuple[Facet, ...]:
    """The named fields as lists of choices, with what the question has chosen.

    `counts` says how many studies each value would leave.
    """
    return tuple(_facet(topic, question, name, (counts or {}).get(name)) for name in names)


def one_of(name: str, label: str, values: Iterable[tuple[str, str]], chosen: str = "") -> Facet:
    """A field of which one value is chosen; values are (value, printed name)."""
    options = tuple(Option(value, word, value == chosen) for value, word in values)
    return Facet(name, label, options, "")


def chips(topic: Topic, path: str, question: BaseModel, names: Iterable[str]) -> tuple[Chip, ...]:
    """Every condition that is on, each removable by a link."""
    on = [
        Chip(
            f"{FACET_LABEL[name]}: {value_label(topic, name, str(value))}",
            links.url_of(path, question, cursor=None, **links.without(question, name, str(value))),
        )
        for name in names
        for value in getattr(question, name)
    ]
    return (*on, *_year_chips(path, question), *_word_chips(path, question))


def value_label(topic: Topic, dimension: str, value: str) -> str:
    """The printed name of a value of any field."""
    if value == NONE_STATED:
        return "None stated"
    match dimension:
        case "fitzpatrick":
            return f"Type {value}"
        case "standing":
            return words.STANDING_WORD[Standing(value)].capitalize()
        case "layer":
            return words.LAYER_WORD[Layer(value)]
        case "state":
            return words.STATE_WORD[TrialState(value)]
        case "participants":
            return words.UNIT_WORD.get(value, value)
        case _:
            return topic.label(dimension, value)


def values_of(topic: Topic, dimension: str) -> tuple[str, ...]:
    """Every value that a field can have."""
    match dimension:
        case "fitzpatrick":
            return tuple(t.name for t in SkinType)
        case "standing":
            return tuple(s.value for s in Standing)
        case "layer":
            return tuple(layer.value for layer in Layer)
        case "state":
            return tuple(state.value for state in TrialState)
        case _:
            return tuple(value.id for value in topic.values_of(dimension))


def _facet(
    topic: Topic, question: BaseModel, name: str, counts: Mapping[str, int] | None = None
) -> Facet:
    chosen = {str(value) for value in getattr(question, name)}
    options = tuple(
        Option(
            value,
            value_label(topic, name, value),
            value in chosen,
            "" if counts is None else f"{counts.get(value, 0):,}",
        )
        for value in values_of(topic, name)
    )
    return Facet(name, FACET_LABEL[name], options, f"{len(chosen)} chosen" if chosen else "any")


def _year_chips(path: str, question: BaseModel) -> list[Chip]:
    said = {"year_from": "From", "year_to": "Until"}
    return [
        Chip(f"{word} {year}", links.url_of(path, question, cursor=None, **{name: None}))
        for name, word in said.items()
        if (year := getattr(question, name, None)) is not None
    ]


def _word_chips(path: str, question: BaseModel) -> list[Chip]:
    asked = getattr(question, "q", "")
    return (
        [Chip(f"Words: {asked}", links.url_of(path, question, cursor=None, q=""))] if asked else []
    )
