"""The six skin-type marks and the other small signs, as finished values for a template."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.dashboard import words
from app.gapmap import Depth, Layer, Reason, TypeMark
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
            css=css_of(m.depth, m.reason),
            text=f"Type {m.fitzpatrick.name}: {state_word(m.depth, m.reason)}",
        )
        for m in marks
    )


def badge(layer: Layer) -> Badge:
    """The layer's name with its look."""
    return Badge(words.LAYER_WORD[layer], f"badge-{layer.value}")


def css_of(depth: Depth, reason: Reason) -> str:
    """The sign of a cell: how deep the evidence goes or, where there is none, why not."""
    if reason is Reason.ELIGIBLE_ONLY:
        return "depth-eligible"
    if reason is Reason.STUDIED:
        return f"depth-{words.slug(depth.name)}"
    return f"why-{words.slug(reason.value)}"


def state_word(depth: Depth, reason: Reason) -> str:
    """The same in a word or two, lower case."""
    if reason is Reason.STUDIED:
        return words.DEPTH_WORD[depth]
    return words.REASON_WORD[reason].lower()


def ladder(depth: Depth) -> tuple[bool, ...]:
    """Four rungs, True as far down as the evidence reaches."""
    return tuple(depth >= rung for rung in Depth if rung is not Depth.NONE)


def _standing_mark(skin_type: SkinType, standing: Standing) -> Mark:
    return Mark(
        roman=skin_type.name,
        css=CSS_OF_STANDING[standing],
        text=f"Type {skin_type.name}: {words.STANDING_WORD[standing]}",
    )
