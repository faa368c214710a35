"""Everything that the file holds as one JSON value: it is chosen from in the file, never computed.

Every number and sentence was made here by the same functions as the pages; the script of the file
only looks up what a reader asks for.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from app.answers import Holding
from app.answers.words import EVIDENCE_WORD, LAYER_WORD, STANDING_WORD
from app.exports import map_words
from app.exports.drawing.drawn_map import Asked, conditions_of
from app.exports.drawing.legend import entries
from app.gapmap import Axis, Cell, LayeredCells, Matrix
from app.records import Dimension, EvidenceKind, SkinType, Standing
from app.store import CellEvidence, StudySummary
from app.topic import Topic

Json = dict[str, Any]


def held_value(matrix: Matrix, holding: Holding, asked: Asked) -> Json:
    """What the file's script reads: axes, cells by layer, studies and what is quoted of them."""
    place = {study.public_id: number for number, study in enumerate(holding.studies)}
    return {
        "topic": asked.topic.title,
        "conditions": list(conditions_of(matrix, asked)),
        "axes": {
            axis.value: [
                [value.id, map_words.axis_label(axis, value), _group(value.group)]
                for value in values
            ]
            for axis, values in holding.whole.axes.items()
        },
        "axisWords": {axis.value: map_words.AXIS_WORD[axis] for axis in Axis},
        "signs": [[one.sign, one.word, one.meaning] for one in entries()],
        "layers": [_layer(layered, place) for layered in holding.whole.layered],
        "nothing": _nothing(holding.whole.nothing),
        "view": _view(matrix, asked),
        "studies": [_study(study, asked.topic) for study in holding.studies],
        "evidence": _evidence(holding.evidence, place, asked.topic),
    }


def _group(kind: str) -> str:
    return map_words.OUTCOME_KIND_WORD.get(kind, kind)


def _view(matrix: Matrix, asked: Asked) -> Json:
    """What the file opens with: the map that was asked for."""
    held = next(axis for axis in Axis if axis not in (matrix.row_axis, matrix.column_axis))
    chosen = getattr(asked.question, held.value)
    return {
        "rows": matrix.row_axis.value,
        "columns": matrix.column_axis.value,
        "held": chosen[0] if len(chosen) == 1 else "",
    }


def _layer(layered: LayeredCells, place: Mapping[str, int]) -> Json:
    words = map_words.layers_in_words(layered.layers)
    return {
        "word": words[:1].upper() + words[1:],
        "cells": {_key(cell): _cell(cell, place) for cell in layered.cells},
    }


def _key(cell: Cell) -> str:
    key = cell.key
    roman = key.fitzpatrick.name if key.fitzpatrick else ""
    return f"{roman}|{key.indication or ''}|{key.outcome or ''}"


def _cell(cell: Cell, place: Mapping[str, int]) -> Json:
    words = map_words.cell_words(cell)
    marks = cell.by_type if cell.studies else ()
    held = {
        "sign": "" if marks else map_words.sign_of(cell.depth, cell.reason),
        "word": words.word,
        "people": words.people,
        "note": words.note,
        "marks": [map_words.sign_of(mark.depth, mark.reason) for mark in marks],
        "sentence": cell.sentence,
        "asked": sum(cell.standings.values()),
        "counted": [place[public_id] for public_id in cell.study_ids],
        "others": [place[public_id] for public_id in cell.other_ids],
    }
    return {name: value for name, value in held.items() if value}


def _nothing(cell: Cell) -> Json:
    """An empty cell of any place: its sentence without the place that it would name."""
    _, _, clause = cell.sentence.partition(": ")
    return _cell(cell, {}) | {"sentence": clause[:1].upper() + clause[1:]}


def _study(study: StudySummary, topic: Topic) -> Json:
    standings = (study.standing.get(t, Standing.NOT_REPORTED) for t in SkinType)
    people = map_words.counted(study.participants, "person", "people") if study.participants else ""
    planned = (
        f"planned: {study.planned:,} people" if study.planned and not study.participants else ""
    )
    about = (
        LAYER_WORD[study.layer],
        topic.label("design", study.design) if study.design else "",
        people or planned or "number of people not stated",
        str(study.year or ""),
    )
    return {
        "id": study.public_id,
        "title": study.title or f"Study {study.public_id}",
        "cited": study.citation,
        "about": [part for part in dict.fromkeys(about) if part],
        "standings": [STANDING_WORD[standing] for standing in standings],
    }


def _evidence(
    evidence: Sequence[CellEvidence], place: Mapping[str, int], topic: Topic
) -> list[list[Json]]:
    """For every study what is said of it, each with the cells that it belongs to."""
    of_study: list[list[Json]] = [[] for _ in place]
    for piece in evidence:
        of_study[place[piece.study_id]].append(_piece(piece, topic))
    return of_study


def _piece(piece: CellEvidence, topic: Topic) -> Json:
    stated = piece.evidence
    section = stated.section.replace("_", " ") if stated.kind is EvidenceKind.QUOTE else ""
    return {
        "axis": piece.dimension.value,
        "value": piece.value,
        "types": [skin_type.name for skin_type in piece.types],
        "says": _says(piece, topic),
        "kind": EVIDENCE_WORD[stated.kind],
        "quoted": stated.kind is EvidenceKind.QUOTE,
        "text": stated.text,
        "cited": " \N{MIDDLE DOT} ".join(_cited(piece.citation, section)),
        "seen": [[_place_word(place), _address(place)] for place in stated.seen_at],
    }


def _says(piece: CellEvidence, topic: Topic) -> str:
    if piece.dimension is not Dimension.FITZPATRICK:
        word = map_words.AXIS_WORD[Axis(piece.dimension.value)]
        return f"{word}: {topic.label(piece.dimension.value, piece.value)}"
    standing = STANDING_WORD[piece.standing or Standing.NOT_REPORTED]
    number = "" if piece.people is None else map_words.counted(piece.people, "person", "people")
    return f"Type {piece.value}: {number or standing}"


def _cited(citation: str, section: str) -> Iterator[str]:
    if citation:
        yield citation
    if section:
        yield f"{section.capitalize()} section"


def _place_word(place: str) -> str:
    address = _address(place)
    return f"Seen at {urlsplit(address).netloc.removeprefix('www.')}" if address else place


def _address(place: str) -> str:
    """The place, if it is an address of the web that may be opened."""
    parts = urlsplit(place)
    return place if parts.scheme in ("http", "https") and parts.netloc else ""
