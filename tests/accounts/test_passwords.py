"""Which passwords may be chosen, and how they are kept."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.accounts import Passwords, password_flaw

QUICK = Passwords(memory_kib=8, passes=1)


@pytest.mark.parametrize(
    "password",
    [
        "nine small cores of skin",
        "tangerine umbrella",
        "ÄÖÜ ist auch Schrift",
        "雨の日に傘を三本も持っている人がいる",
        "x7!Kq2#mZ9@pL4$",
        "           a b c d e f g",
    ],
)
def test_long_and_own_is_enough(password: str) -> None:
    assert password_flaw(password, "Ada Lovelace") == ""


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("short but odd!", "at least 15"),
        ("", "at least 15"),
        ("x" * 257, "at most 256"),
        ("Ada Lovelace Ada Lovelace", "easily guessed"),
        ("adalovelace12345", "easily guessed"),
        ("passwordpassword", "easily guessed"),
        ("Password123456789", "easily guessed"),
        ("aaaaaaaaaaaaaaaaaa", "easily guessed"),
        ("abcabcabcabcabcabc", "easily guessed"),
        ("qwertyuiopasdfghjkl", "easily guessed"),
        ("coregapcoregap2026", "easily guessed"),
        ("\uff30\uff21SSWORDpassword", "easily guessed"),
    ],
)
def test_what_everybody_tries_is_refused(password: str, said: str) -> None:
    assert said in password_flaw(password, "Ada Lovelace")


@given(st.text(max_size=300), st.text(max_size=100))
@settings(deadline=None)
def test_any_text_gets_an_answer_that_does_not_repeat_it(password: str, name: str) -> None:
    flaw = password_flaw(password, name)
    assert len(password.strip()) < 20 or password not in flaw


def test_only_the_password_itself_is_right() -> None:
    kept = QUICK.hashed("nine small cores of skin")
    assert kept.startswith("$argon2id$")
    assert QUICK.is_right(kept, "nine small cores of skin")
    assert not QUICK.is_right(kept, "Nine small cores of skin")
    assert not QUICK.is_right(kept, "nine small cores of ski")
    assert QUICK.hashed("nine small cores of skin") != kept


@pytest.mark.parametrize("kept", ["", "not a hash", "$argon2id$v=19$broken"])
def test_nothing_opens_what_has_no_password(kept: str) -> None:
    assert not QUICK.is_right(kept, "")
    assert not QUICK.is_right(kept, "the password of nobody at all")


def test_the_same_password_from_another_keyboard_is_right() -> None:
    kept = QUICK.hashed("Zürich im Regen, im Herbst")
    assert QUICK.is_right(kept, "Zu\u0308rich im Regen, im Herbst")


def test_the_numbers_are_those_of_owasp_and_older_hashes_are_made_anew() -> None:
    real, old = Passwords(), QUICK.hashed("nine small cores of skin")
    assert "m=19456,t=2,p=1" in real.hashed("nine small cores of skin")
    assert real.is_right(old, "nine small cores of skin")
    assert real.is_outdated(old)
    assert not QUICK.is_outdated(old)
