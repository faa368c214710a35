"""What each sign means: the rungs of depth and the reasons for an empty cell."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.dashboard import words
from app.exports.map_words import sign_of
from app.gapmap import Cell, Depth, Layer, Reason


@dataclass(frozen=True, slots=True)
class Sign:
    """A swatch with its word and its meaning."""

    css: str
    word: str
    meaning: str


def depth_signs() -> tuple[Sign, ...]:
    """The rungs, shallowest first."""
    return tuple(
        Sign(_depth_css(depth), words.DEPTH_WORD[depth].capitalize(), words.DEPTH_MEANING[depth])
        for depth in Depth
        if depth is not Depth.NONE
    )


def reason_signs() -> tuple[Sign, ...]:
    """Why a cell is empty or weak."""
    return tuple(
        Sign(sign_of(Depth.NONE, reason), words.REASON_WORD[reason], words.REASON_MEANING[reason])
        for reason in Reason
        if reason not in (Reason.STUDIED, Reason.ELIGIBLE_ONLY)
    )


def layer_signs() -> tuple[Sign, ...]:
    """The sorts of evidence."""
    return tuple(
        Sign(f"badge-{layer.value}", words.LAYER_WORD[layer], words.LAYER_MEANING[layer])
        for layer in Layer
    )


def signs_in(cells: Iterable[Cell]) -> tuple[Sign, ...]:
    """The signs that a table uses, in the order of the legend."""
    used = set()
    for cell in cells:
        states = [(cell.depth, cell.reason)] if cell.key.fitzpatrick else []
        states += [(mark.depth, mark.reason) for mark in cell.by_type if cell.studies]
        used |= {sign_of(*state) for state in states or [(cell.depth, cell.reason)]}
    return tuple(sign for sign in (*depth_signs(), *reason_signs()) if sign.css in used)


def _depth_css(depth: Depth) -> str:
    reason = Reason.ELIGIBLE_ONLY if depth is Depth.ELIGIBLE else Reason.STUDIED
    return sign_of(depth, reason)
