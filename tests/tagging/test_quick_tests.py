"""A quick test before a pattern may never hide what the pattern would find."""

import json
import re
from collections.abc import Sequence
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.tagging import (
    fitzpatrick,
    people_candidates,
    people_numbers,
    people_patterns,
    standing_cues,
    type_tokens,
)
from app.tagging.characters import has_any, lowered, matches_at, plain
from app.tagging.words import words_of

STAND_IN_EVERY_MATCH = [
    *((pattern, words) for pattern, _, words in people_candidates._NAMED),
    (people_patterns.PARALLEL, people_candidates._PARALLEL_VERBS),
    (people_numbers.EACH_OF_THEM, people_numbers._EACH_WORDS),
    (people_patterns.PAIRS, people_candidates._PAIRS_WORDS),
    *((pattern, ("and",)) for pattern, _ in people_candidates._TWO_NUMBERS),
    (people_candidates._AGED, people_candidates._AGED_OPENINGS),
]
BEGIN_EVERY_MATCH = [
    (fitzpatrick._NAMED_SCALE, fitzpatrick._SCALE_OPENINGS),
    (fitzpatrick._FST, ("fst",)),
    (fitzpatrick._NAMES_TYPES, fitzpatrick._NAMES_TYPES_OPENINGS),
    (standing_cues.LOOKS_BACK, standing_cues.BACK_OPENINGS),
]
LABELLED = [
    json.loads(line)["text"]
    for path in sorted((Path(__file__).parents[1] / "labelled").glob("*.jsonl"))
    for line in path.read_text(encoding="utf-8").splitlines()
]


thorough = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)


@pytest.mark.parametrize(("pattern", "words"), STAND_IN_EVERY_MATCH, ids=count())
@given(data=st.data())
@thorough
def test_one_of_the_words_stands_in_every_match(
    pattern: re.Pattern[str], words: Sequence[str], data: st.DataObject
) -> None:
    match = pattern.search(data.draw(st.from_regex(pattern)))
    assert match is None or has_any(match.group(), words)


@pytest.mark.parametrize(("pattern", "openings"), BEGIN_EVERY_MATCH, ids=count())
@given(data=st.data())
@thorough
def test_every_match_begins_with_one_of_the_openings(
    pattern: re.Pattern[str], openings: Sequence[str], data: st.DataObject
) -> None:
    text = data.draw(st.from_regex(pattern))
    match = pattern.search(text)
    assert match is None or match.group().startswith(tuple(openings))
    assert matches_at(pattern, openings, text) == (match is not None)


@given(data=st.data())
@thorough
def test_the_sexes_begin_with_the_letters_looked_for(data: st.DataObject) -> None:
    match = people_patterns.SEXES.search(data.draw(st.from_regex(people_patterns.SEXES)))
    if match is not None:
        after = match.string[match.end("first") :][:2].lstrip()
        assert after[:1] in people_candidates._SEXES_BEGIN


PIECES = st.sampled_from(
    ["one", "twenty", "zero", "a", "an", "hundred", " hundred", " dozen", "1,708", "0.5", "12"]
) | st.sampled_from(" \n-,._/%\u0663\u00e9\u00b2")
TEXTS = st.lists(PIECES | st.text(max_size=3), max_size=12).map("".join) | st.sampled_from(LABELLED)


@given(TEXTS)
def test_words_are_the_runs_of_letters_and_digits(text: str) -> None:
    low = lowered(plain(text))
    words, ends = words_of(low)
    spans = [(end - len(word), end) for word, end in zip(words, ends, strict=True)]
    assert spans == [match.span() for match in re.finditer(r"[^\W_]+", low)]
    assert list(words) == [low[start:end] for start, end in spans]


@given(TEXTS)
def test_numbers_are_found_as_by_a_search_of_the_whole_text(text: str) -> None:
    low = lowered(plain(text))
    found = people_numbers.numbers_in(low, words_of(low))
    searched = {
        match.span()
        for match in people_patterns.WHOLE_NUMBER.finditer(low)
        if low[match.end() : match.end() + 1] in people_numbers._GOES_ON
    }
    assert set(found) <= searched
    hidden = {low[max(0, start - 2) : end] for start, end in searched - set(found)}
    # Nought of anything, "a-dozen" and the 4 of "il-4" count nobody.
    assert all(re.search(r"zero|\ban?[ -]|^[^\W\d_]-\d", number) for number in hidden), hidden


@given(TEXTS)
def test_tokens_are_the_same_without_a_look_for_large_numbers(text: str) -> None:
    low = lowered(plain(text))
    if not has_any(low, type_tokens.OF_LARGE_NUMBERS):
        both = (type_tokens._ANY, type_tokens._WITHOUT_LARGE)
        one, other = ([(m.lastgroup, m.span()) for m in p.finditer(low)] for p in both)
        assert one == other
