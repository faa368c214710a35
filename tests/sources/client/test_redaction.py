import json
from html import escape
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.sources.client.redaction import Redaction

PRINTABLE = st.characters(exclude_categories=("C", "Z"), exclude_characters="*", codec="utf-8")


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("api_key=a1b2&db=pubmed", "api_key=***&db=pubmed"),
        ("API key A1B2 invalid", "API key *** invalid"),
        ("mailto:ada%40example.org", "mailto:***"),
        ("ada@example.org", "***"),
        ("nothing to hide", "nothing to hide"),
    ],
)
def test_secrets_are_blotted_out(told: str, shown: str) -> None:
    assert Redaction(["a1b2", "ada@example.org", ""]).text(told) == shown


def test_without_secrets_nothing_is_blotted_out() -> None:
    assert Redaction(["", " "]).text("as it was") == "as it was"


def test_the_longer_of_two_secrets_goes_first() -> None:
    assert Redaction(["abc", "abcdef"]).text("abcdef") == "***"


@given(st.text(PRINTABLE, min_size=4), st.text(), st.text())
def test_no_form_of_a_secret_is_left(secret: str, before: str, after: str) -> None:
    assume(secret.strip() == secret)
    redaction = Redaction([secret])
    for form in (secret, quote(secret, safe=""), quote_plus(secret), escape(secret)):
        assert form not in redaction.text(f"{before}{form}{after}")
    assert json.dumps(secret)[1:-1] not in redaction.text(json.dumps(before + secret + after))


def test_a_line_is_short_and_printable() -> None:
    line = Redaction(["k3y"]).line("HTTP\r\n\x1b[31m 500\x00 k\x003y  " + "x" * 99, 20)
    assert line == "HTTP [31m 500 *** xx"
