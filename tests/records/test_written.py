"""Values are written in one way, however they are come to."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from app.records.written import canonical_json, storable, storable_all

ANY_TEXT = st.text(st.characters(codec=None))
"""Lone surrogates and NUL too."""
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | ANY_TEXT,
    lambda inner: st.lists(inner) | st.dictionaries(ANY_TEXT, inner),
    max_leaves=6,
)


@given(VALUES | st.lists(ANY_TEXT) | st.dictionaries(ANY_TEXT, ANY_TEXT))
def test_whatever_the_way_the_characters_are_those_of_the_standard_library(value: Any) -> None:
    plainly = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert canonical_json(value) == plainly


def test_numbers_that_only_look_like_the_empty_list_are_written_as_they_are() -> None:
    written = [canonical_json(value) for value in (0, 0.0, False, None, "", (), [], {})]
    assert written == ["0", "0.0", "false", "null", '""', "[]", "[]", "{}"]


@given(st.lists(st.none() | ANY_TEXT))
def test_many_texts_are_stored_as_each_by_itself(texts: list[str | None]) -> None:
    alone = [None if text is None else storable(text) for text in texts]
    assert list(storable_all(texts)) == alone


def test_halves_of_one_character_in_two_texts_make_no_whole() -> None:
    assert list(storable_all(["\ud83d", "\ude00"])) == ["\ufffd", "\ufffd"]
