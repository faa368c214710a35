import base64
import hashlib
import json

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from app.errors import InvalidQueryError, ListChangedError
from app.store import StudyFilter, cursor_to, place_of
from app.store.cursors import CHECK_BYTES, PERSON

STATE = "9f86d081"
PLACE = (2024, "S3F9QW0KZ")
KINDS = (int, str)
CURSOR = cursor_to(PLACE, StudyFilter(), STATE)


@settings(deadline=None)
@given(
    st.tuples(st.integers(-1, 9999), st.text("0123456789ABCXYZ", min_size=1)),
    st.builds(StudyFilter, q=st.text(), year_from=st.none() | st.integers()),
    st.text(),
)
def test_a_cursor_leads_back_to_its_place(
    place: tuple[int, str], wanted: StudyFilter, state: str
) -> None:
    assert place_of(cursor_to(place, wanted, state), wanted, KINDS, state) == place


@settings(deadline=None)
@given(st.text())
def test_a_cursor_cannot_be_made_up(made_up: str) -> None:
    assume(made_up != CURSOR)
    with pytest.raises(InvalidQueryError, match="cursor"):
        place_of(made_up, StudyFilter(), KINDS, STATE)


@settings(deadline=None)
@given(st.integers(0, len(CURSOR) - 1), st.sampled_from("ABCxyz019-_= é\x00"))
def test_a_cursor_cannot_be_altered(at: int, sign: str) -> None:
    altered = CURSOR[:at] + sign + CURSOR[at + 1 :]
    assume(altered != CURSOR)
    with pytest.raises(InvalidQueryError):
        place_of(altered, StudyFilter(), KINDS, STATE)


@pytest.mark.parametrize("extra", ["=", "==", "A", " ", "\n"])
def test_a_cursor_has_one_spelling(extra: str) -> None:
    with pytest.raises(InvalidQueryError):
        place_of(CURSOR + extra, StudyFilter(), KINDS, STATE)


@pytest.mark.parametrize(
    "body",
    [
        b"[]", b"{}", b"null", b"[", b'["9f86d081",2024]', b'["9f86d081",2024,"S","T"]',
        b'["9f86d081","2024","S"]', b'["9f86d081",true,"S"]', b'["9f86d081",99999999999,"S"]',
        b'[7,2024,"S"]', b'["9f86d081",2024.0,"S"]', b"[" * 100_000,
    ],
    ids=lambda body: body[:40].decode(),
)  # fmt: skip
def test_whoever_knows_how_a_cursor_is_checked_cannot_put_another_shape_into_it(
    body: bytes,
) -> None:
    named = body + repr(StudyFilter()).encode()
    check = hashlib.blake2b(named, digest_size=CHECK_BYTES, person=PERSON).digest()
    forged = base64.urlsafe_b64encode(check + body).decode().rstrip("=")
    with pytest.raises(InvalidQueryError):
        place_of(forged, StudyFilter(), KINDS, STATE)


def test_a_cursor_of_another_state_says_so_and_how_to_go_on() -> None:
    with pytest.raises(ListChangedError, match="evidence changed") as changed:
        place_of(CURSOR, StudyFilter(), KINDS, "another")
    assert place_of(changed.value.onward, StudyFilter(), KINDS, "another") == PLACE


def test_a_cursor_shows_nothing_that_a_reader_would_edit() -> None:
    assert b"S3F9QW0KZ" not in CURSOR.encode()
    assert json.dumps(PLACE) not in CURSOR
