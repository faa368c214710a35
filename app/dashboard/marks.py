"""The six skin-type marks and the other small signs, as finished values for a template."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.dashboard import words
from app.exports.map_words import sign_of, state_word
from app.gapmap import Layer, TypeMark
from app.records import SkinType, Standing

CSS_OF_STANDING = {
    Standing.STUDIED: "depth-studied",
    Standing.ELIGIBLE: "depth-eligible",
    Standing.EXCLUDED: "why-excluded",
    Standing.NOT_REPORTED: "why-not-reported",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """One skin type of a study or a cell: its sign, and what the sign means in words."""

    roman: str
    css: str
    text: str


@dataclass(frozen=True, slots=True)
class Badge:
    """The layer a study belongs to."""

    word: str
    css: str


def standing_marks(standing: Mapping[SkinType, Standing]) -> tuple[Mark, ...]:
    """Six marks for a study; a type it does not speak of is marked as not reported."""
    return tuple(
        _standing_mark(skin_type, standing.get(skin_type, Standing.NOT_REPORTED))
        for skin_type in SkinType
    )


def type_marks(marks: Iterable[TypeMark]) -> tuple[Mark, ...]:
    """Six marks for a cell that is not split by skin type."""
    return tuple(
        Mark(
            roman=m.fitzpatrick.name,
            css=sign_of(m.depth, m.reason),
            text=f"Type {m.fitzpatrick.name}: {state_word(m.depth, m.reason)}",
        )
        for m in marks
    )


def badge(layer: Layer) -> Badge:
    """The layer's name with its look."""
    return Badge(words.LAYER_WORD[layer], f"badge-{layer.value}")


def _standing_mark(skin_type: SkinType, standing: Standing) -> Mark:
    return Mark(
        roman=skin_type.name,
        css=CSS_OF_STANDING[standing],
        text=f"Type {skin_type.name}: {words.STANDING_WORD[standing]}",
    )
