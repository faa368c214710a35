import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exports.drawing.lettering import width, wrapped

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@pytest.mark.parametrize(
    ("text", "thousandths"),
    [("", 0), ("il", 444), ("Wm", 1777), ("1\N{EN DASH}34", 556 * 4), ("é", 556)],
)
def test_a_text_is_as_wide_as_in_arial(text: str, thousandths: int) -> None:
    assert width(text, 1000) == pytest.approx(thousandths)


def test_a_letter_that_is_not_listed_counts_as_the_widest() -> None:
    assert width("皮", 10) > width("W", 10)


@given(WORDS, st.integers(12, 200))
def test_lines_fit_and_lose_no_letter(text: str, room: int) -> None:
    lines = wrapped(text, room, 11)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(width(line, 11) <= room or len(line) == 1 for line in lines)


def test_a_long_word_breaks_after_its_dash() -> None:
    assert wrapped("micro-coring", 40, 11) == ("micro-", "coring")
