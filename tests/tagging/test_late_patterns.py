"""A late pattern finds what a compiled one finds, and is compiled only to find it."""

import re

import pytest

from app.tagging.gates import Gated
from app.tagging.late_patterns import Late

TYPES = r"(?P<scale>fitzpatrick)\s(?P<types>[IV]+)"
TEXT = "Fitzpatrick IV and fitzpatrick V"


@pytest.mark.parametrize("kind", [Late, Gated])
def test_it_finds_what_a_compiled_pattern_finds(kind: type[Late]) -> None:
    late, compiled = kind(TYPES, re.IGNORECASE), re.compile(TYPES, re.IGNORECASE)
    assert (
        late.findall(TEXT)
        == compiled.findall(TEXT)
        == [("Fitzpatrick", "IV"), ("fitzpatrick", "V")]
    )
    assert [found.span() for found in late.finditer(TEXT)] == [(0, 14), (19, 32)]
    assert late.search(TEXT, 1)["types"] == "V"
    assert late.match(TEXT, 1) is None
    assert late.sub(r"\g<types>", TEXT) == "IV and V"
    assert (late.pattern, late.compiled.flags) == (compiled.pattern, compiled.flags)


def test_it_is_compiled_when_it_is_first_tried() -> None:
    broken = Late("(")
    with pytest.raises(re.error):
        broken.search("(")


def test_it_has_nothing_that_a_pattern_has_not() -> None:
    with pytest.raises(AttributeError, match="has no fullest"):
        _ = Late("a").fullest
