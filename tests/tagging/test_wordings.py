"""Wordings of skin types, counts and participants, each with what a person reads in it."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from app.records import Reading, Standing
from app.tagging import compile_lexicon, document_of_text, merge_standing, read_document
from app.topic import read_topic

_KEYS = {"s": Standing.STUDIED, "e": Standing.ELIGIBLE, "x": Standing.EXCLUDED}
_WORDINGS = [
    line
    for line in Path(__file__).with_name("wordings.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
_LEXICON = compile_lexicon(read_topic())


@pytest.mark.parametrize("wording", _WORDINGS)
def test_a_wording_is_read_as_a_person_reads_it(wording: str) -> None:
    told, _, expected = wording.partition(" ||| ")
    title, _, text = told.rpartition(" ## ")
    wanted = dict(pair.split("=") for pair in expected.split())
    if "c" in wanted:
        wanted["c"] = ",".join(sorted(wanted["c"].split(",")))
    read = _as_written(read_document(document_of_text(title, text), _LEXICON))

    assert {key: read[key] for key in wanted} == wanted


def _as_written(reading: Reading) -> dict[str, str]:
    standing = merge_standing(reading.tags)
    people = reading.participants.people if reading.participants is not None else ""
    counts = (f"{_range(c.types)}:{c.people}" for c in reading.counts)
    of_standing = {
        key: _digits(t for t, stands in standing.items() if stands is wanted)
        for key, wanted in _KEYS.items()
    }
    return {**of_standing, "c": ",".join(sorted(counts)), "n": str(people)}


def _digits(types: Iterable[int]) -> str:
    return "".join(str(int(t)) for t in sorted(types))


def _range(types: tuple[int, ...]) -> str:
    return f"{int(types[0])}-{int(types[-1])}" if len(types) > 1 else str(int(types[0]))
