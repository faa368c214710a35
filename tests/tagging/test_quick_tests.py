"""A quick test before a pattern may never hide what the pattern would find."""

import json
import re
import sys
from collections.abc import Sequence
from functools import cache
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from app.tagging import (
    follow_up,
    participants,
    people_candidates,
    people_numbers,
    people_patterns,
    standing_cues,
    type_anchors,
    type_tokens,
    weighing,
)
from app.tagging.characters import has_any, lowered, matches_at, matches_from, plain
from app.tagging.gates import Gated, MarkedWords, mark_of_words
from app.tagging.needed_words import needed_by
from app.tagging.numbers import NUMBER
from app.tagging.people_patterns import WHOLE_NUMBER
from app.tagging.sentences import sentences
from app.tagging.words import words_of

GATED = [
    gated
    for name, module in sorted(sys.modules.items())
    if name.startswith("app.tagging.")
    for gated in vars(module).values()
    if isinstance(gated, Gated)
]
BEGIN_EVERY_MATCH = [
    (weighing._NAMED_SCALE, weighing._SCALE_OPENINGS),
    (weighing._FST, ("fst",)),
    (type_anchors.NAMES_TYPES, type_anchors.NAMES_TYPES_OPENINGS),
    (standing_cues.LOOKS_BACK, standing_cues.BACK_OPENINGS),
    (people_patterns.NUMBERED_CASE.compiled, participants._NAMES_OF_CASES),
    (people_patterns.LETTERED_GROUP.compiled, participants._NAMES_OF_GROUPS),
]
LABELLED = [
    json.loads(line)["text"]
    for path in sorted((Path(__file__).parents[1] / "labelled").glob("[pt]*.jsonl"))
    for line in path.read_text(encoding="utf-8").splitlines()
]


A_NUMBER = (
    r"(?:\d{1,4}|\d{1,2},\d{3}|an?[ -]dozen|twelve|fourteen|(?:twenty|fourty|ninety)(?:[ -]one)?"
    r"|(?:a|two)[ -]hundred(?:[ -]and[ -]six)?|an?[ -]thousand)"
)
"""Numbers of every kind, in a pattern that says nothing of what stands beside them."""


@cache
def written_for(pattern: re.Pattern[str]) -> st.SearchStrategy[str]:
    """Texts that a pattern matches.

    Hypothesis first writes and then looks whether what a pattern forbids beside a number has come
    about, which is nearly always: with plain numbers it finds as many texts in a tenth of the time.
    """
    plainer = re.compile(pattern.pattern.replace(NUMBER, A_NUMBER), pattern.flags)
    return st.from_regex(plainer).filter(pattern.search)


few = settings(
    max_examples=3,
    deadline=None,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)
thorough = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)


def test_no_sentence_of_the_labelled_texts_is_kept_from_a_pattern_that_it_matches() -> None:
    for text in LABELLED[::9]:
        low = lowered(plain(text))
        marked = MarkedWords(words_of(low))
        for start, end in sentences(text):
            marks = marked.within(start, end)
            kept_from = [gated for gated in set(GATED) if not gated.may_stand(marks)]
            assert not any(gated.search(low[start:end]) for gated in kept_from), text[start:end]


@pytest.mark.slow
@pytest.mark.parametrize("gated", dict.fromkeys(GATED), ids=count())
@given(data=st.data())
@few
def test_what_matches_has_the_words_that_the_pattern_needs(
    gated: Gated, data: st.DataObject
) -> None:
    found = gated.search(data.draw(written_for(gated.compiled)))
    if found is not None:
        low = lowered(plain(found.group()))
        assert gated.may_stand(MarkedWords(words_of(low)).everywhere)


COUNTED_PEOPLE = Gated(rf"{NUMBER}\s(?:patients|women)\b")


@given(st.from_regex(WHOLE_NUMBER))
@thorough
def test_every_number_has_the_words_that_a_pattern_with_one_needs(text: str) -> None:
    found = COUNTED_PEOPLE.search(f"{lowered(plain(text))} women")
    if found is not None:
        words = MarkedWords(words_of(found.group()))
        assert COUNTED_PEOPLE.may_stand(words.everywhere)
    assert not COUNTED_PEOPLE.may_stand(MarkedWords(words_of("many women")).everywhere)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("pattern", "mark", "unless"),
    [
        (people_patterns.WHOLE_NUMBER, people_numbers._MARK, "zero"),
        (follow_up._UNIT_ALONE, follow_up._UNIT_MARK, r"\Z."),
        (type_anchors.ANCHOR, type_anchors.MAY_ANCHOR, r"skin\s?\("),
        (type_anchors.ANCHOR, type_anchors.MAY_NAME, r"\Z."),
        (people_patterns.SAMPLE.compiled, people_candidates._OF_SAMPLES, "="),
    ],
    ids=count(),
)
@given(data=st.data())
@thorough
def test_what_matches_bears_the_mark_that_is_asked_for(
    pattern: re.Pattern[str], mark: int, unless: str, data: st.DataObject
) -> None:
    found = pattern.search(lowered(plain(data.draw(st.from_regex(pattern)))))
    if found is not None and not re.search(unless, found.group()):
        assert MarkedWords(words_of(found.group())).everywhere & mark


@pytest.mark.parametrize(
    ("pattern", "needed"),
    [
        (r"\b(?:grading|graded)\b", ["graded grading"]),
        (r"\benrol\w*", ["enrol*"]),
        (r"pigment", ["*pigment*"]),
        (r"\brandomi[sz]ed\b", ["randomised randomized"]),
        (r"\bat\s(?:the\s)?end\b", ["*end", "at"]),
        (r"(?:mean\s)?age", ["*age*"]),
        (r"(?:mean|\w+) age\b", ["age"]),
        (r"(?=mean)\w+|(?!of)", []),
        (r"\w+", []),
    ],
)
def test_what_a_pattern_needs_is_read_off_it(pattern: str, needed: list[str]) -> None:
    told = [
        " ".join(sorted("*" * (not n.opens) + n.letters + "*" * (not n.closes) for n in words))
        for words in needed_by(pattern)
    ]
    assert sorted(told) == sorted(needed)


def test_a_pattern_is_tried_only_beside_its_words() -> None:
    laser = Gated(r"\blasers?\swith\s\d")
    for text, may in (
        ("a laser with 5", True),
        ("lasers with \u0665", True),
        ("a laser 5", False),
        ("with a taser 5", False),
        ("with lasering 5", True),
        ("", False),
    ):
        assert laser.may_stand(MarkedWords(words_of(text)).everywhere) == may, text


@given(st.text(alphabet="ab 1.\n", max_size=30), st.data())
def test_marks_of_a_stretch_are_those_of_its_words(text: str, data: st.DataObject) -> None:
    mark = mark_of_words("ab*", "1")
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    words = [
        m.group() for m in re.finditer(r"[^\W_]+", text) if m.end() > start and m.start() < end
    ]
    marked = MarkedWords(words_of(text)).within(start, end) & mark
    assert bool(marked) == any(word.startswith("ab") or word == "1" for word in words)


@pytest.mark.slow
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
    found = [match.span() for match in pattern.finditer(f"{text} {text}")]
    assert [m.span() for m in matches_from(pattern, openings, f"{text} {text}")] == found


@pytest.mark.slow
@given(data=st.data())
@thorough
def test_the_sexes_begin_with_the_letters_looked_for(data: st.DataObject) -> None:
    match = people_patterns.SEXES.search(data.draw(written_for(people_patterns.SEXES.compiled)))
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
    words = words_of(low)
    found = people_numbers.numbers_in(low, words)
    searched = {
        match.span()
        for match in people_patterns.WHOLE_NUMBER.finditer(low)
        if low[match.end() : match.end() + 1] in people_numbers._GOES_ON
    }
    assert set(found) <= searched
    hidden = {low[max(0, start - 2) : end] for start, end in searched - set(found)}
    # Nought of anything, "a-dozen" and the 4 of "il-4" count nobody.
    assert all(re.search(r"zero|\ban?[ -]|^[^\W\d_]-\d", number) for number in hidden), hidden


def tokens_by(pattern: re.Pattern[str], text: str) -> list[type_tokens.Token]:
    return [type_tokens._token(match, text) for match in pattern.finditer(lowered(text))]


@given(TEXTS)
def test_tokens_are_the_same_without_a_look_for_large_numbers(text: str) -> None:
    if not has_any(lowered(plain(text)), type_tokens.OF_LARGE_NUMBERS):
        quick, slow = type_tokens._WITHOUT_LARGE, type_tokens._ANY
        assert tokens_by(quick, plain(text)) == tokens_by(slow, plain(text))


def test_no_token_of_the_labelled_texts_changes_because_plain_words_are_tried_first() -> None:
    every = re.compile(type_tokens._LARGE.sub("", type_tokens._LEXEMES), re.VERBOSE)
    for text in map(plain, LABELLED[::4]):
        assert tokens_by(type_tokens._WITHOUT_LARGE, text) == tokens_by(every, text)


NEAR_LEXEMES = (
    "skin photo type types iii iv vi to and or a one third n ns = 's - fitz fst spt women case x5"
    " patients andiv toVI iito phototypeIV cutaneous nurse aniv _ \u00e9"
)


@example(["_", "women"], "")
@given(st.lists(st.sampled_from(NEAR_LEXEMES.split())), st.sampled_from(["", " "]))
def test_no_lexeme_is_hidden_by_a_plain_word(words: list[str], between: str) -> None:
    text = between.join(words)
    quick, slow = type_tokens._WITHOUT_LARGE, type_tokens._ANY
    assert tokens_by(quick, text) == tokens_by(slow, text)
