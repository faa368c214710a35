"""Where sentences end, and where they do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.tagging.sentences import LONGEST_SENTENCE, sentences


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Ten women were treated. None had pain.", 2),
        ("They had skin type V. We treated eight.", 2),
        ("They had skin types IV, V. We treated eight.", 2),
        ("By W. Smith and R. E. Jones. Ten women came.", 2),
        ("Smith et al. treated ten women.", 1),
        ("Doses (e.g. 5 mg) were given.", 1),
        ("Pain was 2.2 of 10. It went.", 2),
        ("Creams of 0.\n\n05% were used.", 1),
        ("Cheeks darkened.[7] Lee treated ten.", 2),
        ("Cheeks darkened.[7,8\u201310] Lee treated ten.[11],[12] None came.", 3),
        ("Doses [7] were given. None came.", 2),
        ("First line\n\nSecond line", 2),
        ("- adults\n- women", 2),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, parts: int) -> None:
    assert len(split(text)) == parts


@given(st.text(alphabet="aV. \n1,;!?()-", max_size=300))
def test_no_word_is_lost_and_none_is_read_twice(text: str) -> None:
    ends = 0
    for start, end in sentences(text):
        assert not text[ends:start].strip()
        assert ends <= start < end
        ends = end
    assert not text[ends:].strip()


def test_a_text_without_a_full_stop_is_cut() -> None:
    assert max(end - start for start, end in sentences("word " * 5000)) <= LONGEST_SENTENCE


@pytest.mark.parametrize("unit", [".", "\n\f", ".'", "\n ", "?! ", "- "])
def test_a_megabyte_of_marks_comes_to_an_end(unit: str) -> None:
    """Quadratic work would take hours here."""
    text = unit * (1_000_000 // len(unit))
    assert all(start < end for start, end in sentences(text))
