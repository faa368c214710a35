"""People treated by skin type over the years, in JSON."""

from typing import Annotated

from pydantic import AliasPath, Field

from app.api.schemas.words import OrNone, People, Roman, Shape
from app.gapmap import Layer


class TypeSoFar(Shape):
    """One skin type at the end of a year."""

    fitzpatrick: Roman
    people: Annotated[
        People | None,
        Field(
            description="In studies with a year and a number of people that name any type. Null: "
            "none of them says anything of this type, which is not nobody."
        ),
    ]
    studies: Annotated[
        int, Field(description="Studies so far in which somebody of the type took part.")
    ]


class YearSoFar(Shape):
    """A year with studies; people are those of all studies up to its end."""

    year: int
    studies: Annotated[int, Field(description="Published in this very year.")]
    reporting: Annotated[int, Field(description="Of these, the ones that name any skin type.")]
    studies_so_far: int
    people: int
    people_silent: Annotated[
        int, Field(description="So far, in studies that name no skin type: of whichever they were.")
    ]
    by_type: tuple[TypeSoFar, ...]
    study_ids: Annotated[tuple[str, ...], Field(description="Studies of this very year.")]


class Unplaced(Shape):
    """A study that is in no line of people, with what it does say."""

    public_id: str
    title: str
    year: int | None
    participants: int | None
    types: Annotated[
        tuple[Roman, ...], Field(description="Skin types of which somebody took part.")
    ]


class Timeline(Shape):
    """People treated over the years, by skin type; years without a study are left out."""

    layer: Annotated[Layer, Field(validation_alias=AliasPath("over_time", "layer"))]
    studies: Annotated[int, Field(validation_alias=AliasPath("over_time", "studies"))]
    years: Annotated[tuple[YearSoFar, ...], Field(validation_alias=AliasPath("over_time", "years"))]
    without_year: Annotated[
        tuple[Unplaced, ...], Field(validation_alias=AliasPath("over_time", "without_year"))
    ]
    without_number: Annotated[
        tuple[Unplaced, ...],
        Field(
            validation_alias=AliasPath("over_time", "without_number"),
            description="With a year: counted among its studies, and in no number of people.",
        ),
    ]
    overlapping: Annotated[
        tuple[str, ...],
        Field(
            validation_alias=AliasPath("over_time", "overlapping"),
            description="Studies that may share people, counted once.",
        ),
    ]
    sentences: tuple[str, ...]
    adds_nobody: Annotated[str | None, OrNone]
