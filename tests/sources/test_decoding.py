import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.sources.decoding import decoded, lines, survey


def text_of(raw: bytes) -> tuple[str, str]:
    encoding = survey(io.BytesIO(raw)).encoding
    return encoding, "".join(decoded(io.BytesIO(raw), encoding))


@pytest.mark.parametrize(
    ("raw", "encoding", "text"),
    [
        (b"plain", "utf-8", "plain"),
        ("Zo\u00eb".encode("utf-8-sig"), "utf-8-sig", "Zo\u00eb"),
        ("Zo\u00eb \u2013".encode("cp1252"), "windows-1252", "Zo\u00eb \u2013"),
        ("Zo\u00eb".encode("utf-16"), "utf-16-le", "Zo\u00eb"),
        ("TY  - JOUR".encode("utf-16-be"), "utf-16-be", "TY  - JOUR"),
        (b"one\n\xef\xbb\xbftwo", "utf-8", "one\ntwo"),
        ("\u00e9\n".encode() + b"\xe9\n", "utf-8 and windows-1252", "\u00e9\n\u00e9\n"),
        (b"\x81\x8d", "windows-1252", "\x81\x8d"),
        (b"<?xml version='1.0' encoding='iso-8859-2'?>\xb3", "iso-8859-2",
         "<?xml version='1.0' encoding='iso-8859-2'?>\u0142"),
    ],
)  # fmt: skip
def test_the_encoding_is_found_and_reported(raw: bytes, encoding: str, text: str) -> None:
    assert text_of(raw) == (encoding, text)


def test_characters_at_the_border_of_two_pieces_stay_whole() -> None:
    text = "\u00e9\u4e2d\U0001f600" * 300_000
    assert text_of(text.encode()) == ("utf-8", text)


def test_a_long_line_is_measured() -> None:
    assert survey(io.BytesIO(b"a\n" + b"x" * 5_000_000 + b"\nb")).longest_run == 5_000_000


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_no_byte_is_lost_in_eight_bit_text(raw: bytes) -> None:
    encoding, text = text_of(raw)
    if encoding == "windows-1252":
        assert len(text) == len(raw)


@settings(deadline=None)
@given(
    st.lists(st.text(st.characters(exclude_characters="\r\n", codec="utf-8"))), st.integers(1, 9)
)
def test_only_line_ends_end_lines(written: list[str], size: int) -> None:
    for end in ("\n", "\r\n", "\r"):
        whole = "".join(line + end for line in written)
        pieces = [whole[at : at + size] for at in range(0, len(whole), size)]
        assert list(lines(pieces)) == written
