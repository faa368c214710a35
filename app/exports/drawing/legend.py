"""The legend and the foot: what each sign means, how people are counted, where it all comes from."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.answers.words import DEPTH_WORD, REASON_WORD
from app.exports import map_words
from app.exports.drawing.fitting import FOOT, MARGIN, PAD, Fit
from app.exports.drawing.lettering import wrapped
from app.exports.drawing.palette import Palette
from app.exports.drawing.signs import Box, sign_pieces, tint_of
from app.exports.drawing.values import Area, DrawnMap, Fill, Line, Piece, Text
from app.gapmap import Depth, Reason

WORD_SIZE = 10.5
MEANING_SIZE = 9.5
LEADING = 11.5
COLUMNS = 5
ENTRY = 40.0
SWATCH = (24.0, 22.0)

MEANS = {
    Depth.ELIGIBLE: "the criteria admit the type; nobody is said to have taken part",
    Depth.STUDIED: "people of the type took part; how many is not said",
    Depth.COUNTED: "it is said how many people of the type took part",
    Depth.REPORTED_BY_TYPE: "the result is given for the type by itself",
    Reason.NOT_REPORTED: "studies read in full say nothing of the type; it is not excluded",
    Reason.ABSTRACT_ONLY: "silent in the abstract that was read; the full text may name it",
    Reason.EXCLUDED: "a study did not admit the type, or nobody of it took part",
    Reason.ONLY_PLANNED: "registered, and nothing reported yet",
    Reason.ONLY_STOPPED: "registered, then given up, or nobody can say how it stands",
    Reason.ONLY_PRECLINICAL: "animals or laboratory; no people were treated",
    Reason.ONLY_SECONDARY: "reviews speak of it; no study of its own was read",
    Reason.ONLY_INDIRECT: "studies of another procedure, which is no evidence here",
    Reason.NEVER_STUDIED: "it was searched for, and no study was found",
    Reason.NEVER_SEARCHED: "no source was ever asked: this says nothing",
}
NOTES = (
    "\N{LEFT DOUBLE QUOTATION MARK}1\N{EN DASH}34 of 38 people\N{RIGHT DOUBLE QUOTATION MARK}: 38 "
    "took part, and at least 1 and at most 34 of them were of this skin type. Cohorts that may "
    "share people are not added up twice.",
    "An evidence and gap map usually crosses interventions with outcomes. This one shows one "
    "procedure and gives an axis, or a split of every cell, to the skin type: that is not the "
    "standard layout.",
    "Absence here is absence from what was read, not proof that no study exists.",
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A sign with its word and its meaning."""

    sign: str
    word: str
    meaning: str


def entries() -> tuple[Entry, ...]:
    """Every sign: the ladder from its lowest rung, then the reasons for an empty cell."""
    rungs = (
        Entry(map_words.sign_of(depth, _reason(depth)), _rung(depth), MEANS[depth])
        for depth in Depth
        if depth is not Depth.NONE
    )
    reasons = (
        Entry(map_words.sign_of(Depth.NONE, reason), REASON_WORD[reason], MEANS[reason])
        for reason in Reason
        if reason in MEANS
    )
    return (*rungs, *reasons)


def legend_pieces(drawn: DrawnMap, fit: Fit, palette: Palette) -> Iterator[Piece]:
    """The legend, the notes and the foot, at the bottom of the sheet."""
    y = fit.high - FOOT + 26
    yield Text(MARGIN, y, "HOW TO READ IT", 10, palette.soft, bold=True)
    each = (fit.wide - 2 * MARGIN) / COLUMNS
    for number, entry in enumerate(entries()):
        column, row = number % COLUMNS, number // COLUMNS
        box = Box(MARGIN + column * each, y + 8 + row * ENTRY, 0, 0)
        yield from _entry(entry, box, each, palette)
    yield from _notes(drawn, fit, palette, y + 8 + 3 * ENTRY + 10)


def _reason(depth: Depth) -> Reason:
    return Reason.ELIGIBLE_ONLY if depth is Depth.ELIGIBLE else Reason.STUDIED


def _rung(depth: Depth) -> str:
    """The word that a cell of this rung has."""
    if depth is Depth.ELIGIBLE:
        return REASON_WORD[Reason.ELIGIBLE_ONLY]
    return DEPTH_WORD[depth]


def _entry(entry: Entry, at: Box, each: float, palette: Palette) -> Iterator[Piece]:
    box = Box(at.x, at.y, at.x + SWATCH[0], at.y + SWATCH[1])
    yield Fill(box.x, box.y, box.x2, box.y2, tint_of(entry.sign, palette), palette.strong)
    yield from sign_pieces(entry.sign, Box(box.x, box.y, box.x + SWATCH[0], box.y2), palette)
    x = box.x2 + 8
    word = entry.word[:1].upper() + entry.word[1:]
    yield Text(x, at.y + 8, word, WORD_SIZE, palette.ink, bold=True)
    room = each - SWATCH[0] - 8 - 2 * PAD
    for number, line in enumerate(wrapped(entry.meaning, room, MEANING_SIZE)):
        yield Text(x, at.y + 20 + number * LEADING, line, MEANING_SIZE, palette.soft)
    yield Area(at.x, at.y, at.x + each - PAD, at.y + ENTRY - 6, entry.sign, word, "", "")


def _notes(drawn: DrawnMap, fit: Fit, palette: Palette, y: float) -> Iterator[Piece]:
    room = fit.wide - 2 * MARGIN
    for line in wrapped(" ".join(NOTES), room, MEANING_SIZE):
        yield Text(MARGIN, y, line, MEANING_SIZE, palette.soft)
        y += LEADING + 0.5
    last = fit.high - 20
    yield Line(MARGIN, last - 14, fit.wide - MARGIN, last - 14, palette.rule, 0.8)
    yield Text(MARGIN, last, f"coregap. {drawn.foot}", MEANING_SIZE, palette.ink)
