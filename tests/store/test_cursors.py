import base64

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.errors import InvalidQueryError
from app.store import StudyFilter
from app.store.cursors import Place, cursor_to, place_of

PLACE = Place(2024, "S3F9QW0KZ")
CURSOR = cursor_to(PLACE, StudyFilter())


@given(
    st.builds(Place, st.integers(-1, 9999), st.text("0123456789ABCXYZ", min_size=1)),
    st.builds(StudyFilter, q=st.text(), year_from=st.none() | st.integers()),
)
def test_a_cursor_leads_back_to_its_place(place: Place, wanted: StudyFilter) -> None:
    assert place_of(cursor_to(place, wanted), wanted) == place


@given(st.text())
def test_a_cursor_cannot_be_made_up(made_up: str) -> None:
    assume(made_up != CURSOR)
    with pytest.raises(InvalidQueryError, match="cursor"):
        place_of(made_up, StudyFilter())


@given(st.integers(0, len(CURSOR) - 1), st.sampled_from("ABCxyz019-_= é\x00"))
def test_a_cursor_cannot_be_altered(at: int, sign: str) -> None:
    altered = CURSOR[:at] + sign + CURSOR[at + 1 :]
    assume(altered != CURSOR)
    with pytest.raises(InvalidQueryError):
        place_of(altered, StudyFilter())


@pytest.mark.parametrize("extra", ["=", "==", "A", " ", "\n"])
def test_a_cursor_has_one_spelling(extra: str) -> None:
    with pytest.raises(InvalidQueryError):
        place_of(CURSOR + extra, StudyFilter())


def test_a_cursor_shows_nothing_that_a_reader_would_edit() -> None:
    assert b"S3F9QW0KZ" not in CURSOR.encode()
    assert len(base64.urlsafe_b64decode(CURSOR + "==")) > 8
