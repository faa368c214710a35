"""How single values read in JSON: skin types in roman numerals, depth in words, ids with labels."""

from collections.abc import Callable
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo

from app.gapmap import NONE_STATED, Depth
from app.records import SkinType
from app.topic import Topic


class Shape(BaseModel):
    """A JSON object of the API, filled from the attributes of an answer's value."""

    model_config = ConfigDict(from_attributes=True, frozen=True)


ShapeT = TypeVar("ShapeT", bound=Shape)


def shaped(shape: type[ShapeT], answer: object, topic: Topic, **more: object) -> ShapeT:
    """The answer as JSON will show it; labels come from the topic."""
    return shape.model_validate(answer, context={"topic": topic, **more})


def _roman(value: Any) -> Any:
    return value.name if isinstance(value, SkinType) else value


def _depth_word(value: Any) -> Any:
    return value.name.lower() if isinstance(value, Depth) else value


def _none_if_blank(value: Any) -> Any:
    return None if value == "" else value


Roman = Annotated[Literal["I", "II", "III", "IV", "V", "VI"], BeforeValidator(_roman)]
DepthWord = Annotated[
    Literal["none", "eligible", "studied", "counted", "reported_by_type"],
    BeforeValidator(_depth_word),
    Field(
        description="How deep the evidence goes: none, eligible (could take part), studied (took "
        "part, number unknown), counted (number known), reported_by_type (outcome reported for "
        "the type)."
    ),
]
OrNone = BeforeValidator(_none_if_blank)
"""Marks a text that is null in JSON where the evidence does not say."""


class Ref(Shape):
    """An id of the vocabulary with its printed name."""

    id: str
    label: str


class People(Shape):
    """At least `lower` people and at most `upper`; null: no upper limit can be given."""

    lower: int
    upper: int | None


PeopleIfTold = Annotated[
    People | None,
    Field(description="Null: no study says how many, or there is none; that is not nobody."),
]


def ref(dimension: str, value_id: str, topic: Topic) -> dict[str, str]:
    """An id with its label; NONE_STATED is no id of the topic and has a label of its own."""
    label = "None stated" if value_id == NONE_STATED else topic.label(dimension, value_id)
    return {"id": value_id, "label": label}


def _labelled(dimension: str) -> BeforeValidator:
    return BeforeValidator(_labeller(lambda _: dimension))


def _labeller(
    dimension_of: Callable[[ValidationInfo], str],
) -> Callable[[Any, ValidationInfo], Any]:
    def label(value: Any, info: ValidationInfo) -> Any:
        if not isinstance(value, str) or info.context is None:
            return value
        return ref(dimension_of(info), value, info.context["topic"])

    return label


Indication = Annotated[Ref, _labelled("indication")]
Outcome = Annotated[Ref, _labelled("outcome")]
BodySite = Annotated[Ref, _labelled("body_site")]
Procedure = Annotated[Ref, _labelled("procedure")]
Design = Annotated[Ref, _labelled("design")]
ValueOfDimension = Annotated[Ref, BeforeValidator(_labeller(lambda info: info.data["dimension"]))]
"""The value of a tag whose field `dimension` stands before it."""
