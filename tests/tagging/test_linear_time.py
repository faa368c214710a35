"""No text crashes the reader or keeps it for longer than its length explains."""

import importlib
import pkgutil
import random
import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import app.tagging
from app.records import Reading
from app.tagging import compile_lexicon, document_of_text, read_document
from app.tagging.late_patterns import Late
from app.topic import read_topic
from tests.tagging.adversarial import (
    UNITS,
    documents_of,
    fragments_of,
    is_linear,
    repeated,
    seconds,
)

LEXICON = compile_lexicon(read_topic())
MEGABYTE = 1_000_000
NOTICEABLE = 0.02
"""Seconds; below that a clock says little about growth."""


def read(text: str) -> Reading:
    return read_document(document_of_text("", text), LEXICON)


def quotes_stand_in_place(text: str) -> None:
    for document in documents_of(text):
        reading = read_document(document, LEXICON)
        stated = (*reading.tags, *reading.counts, *reading.results, *reading.rejected)
        for evidence in (s.evidence for s in stated):
            assert document.text[evidence.start : evidence.end] == evidence.text


@pytest.mark.slow
@pytest.mark.parametrize("unit", UNITS)
def test_no_repetition_breaks_the_reader(unit: str) -> None:
    quotes_stand_in_place(repeated(unit, 300))


@settings(max_examples=20, deadline=None)
@given(st.lists(st.sampled_from(UNITS), max_size=20))
def test_no_mixture_of_them_breaks_the_reader(units: list[str]) -> None:
    quotes_stand_in_place("".join(units))


@settings(max_examples=30, deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_break_the_reader(raw: bytes) -> None:
    quotes_stand_in_place(raw.decode("utf-8", "surrogateescape"))
    quotes_stand_in_place(raw.decode("latin-1"))


@pytest.mark.parametrize("unit", ["twenty-", "two-by-", "are especially "])
def test_what_once_took_for_ever_comes_to_an_end(unit: str) -> None:
    """Every one of them had more ways to be read than a machine can try."""
    assert is_linear(read, repeated(unit, 500))


@pytest.mark.slow
@pytest.mark.parametrize("unit", ["IV ", "n = ", "twenty-", "\n", "7"])
def test_a_megabyte_takes_four_times_a_quarter_of_it(unit: str) -> None:
    assert is_linear(read, repeated(unit, MEGABYTE // 4), times=1)


@pytest.mark.slow
@pytest.mark.parametrize("place", range(6))
@pytest.mark.parametrize("unit", ["IV ", "n = ", "twenty-", "\n", "7"])
def test_in_any_place_time_grows_with_length(unit: str, place: int) -> None:
    def work(text: str) -> object:
        return read_document(list(documents_of(text))[place], LEXICON)

    assert is_linear(work, repeated(unit, 6_000), times=1)


@pytest.mark.slow
@pytest.mark.parametrize("unit", UNITS)
def test_whatever_is_repeated_time_grows_with_length(unit: str) -> None:
    assert is_linear(read, repeated(unit, 5_000), times=1)


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    for module in pkgutil.iter_modules(app.tagging.__path__, "app.tagging."):
        for name, value in vars(importlib.import_module(module.name)).items():
            if isinstance(value, re.Pattern | Late):
                compiled = value.compiled if isinstance(value, Late) else value
                yield f"{module.name}.{name}", compiled


@pytest.mark.slow
@pytest.mark.parametrize(
    "pattern", [pytest.param(pattern, id=name) for name, pattern in patterns()]
)
def test_no_pattern_is_slowed_by_its_own_words(pattern: re.Pattern[str]) -> None:
    chance = random.Random(pattern.pattern)  # noqa: S311 - no secret is made
    fragments = fragments_of(pattern, chance, tries=12)
    chosen = chance.sample(fragments, min(12, len(fragments)))
    for unit in (*chosen, *(f"{one} " for one in chosen), " ", "\n ", "7 ", "a "):
        small = repeated(unit, 2_000)
        if seconds(pattern.findall, 4 * small, times=1) > NOTICEABLE:
            assert is_linear(pattern.findall, small), unit
