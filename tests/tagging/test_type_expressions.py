"""Notations of skin types: what each stands for, and that our own renderings are read back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.records import SkinType
from app.tagging.characters import lowered, plain
from app.tagging.mentions import Mention, mentions_in

NUMERALS = ("I", "II", "III", "IV", "V", "VI")
WORDS = ("one", "two", "three", "four", "five", "six")
SINGLE = ("\u2160", "Ⅱ", "Ⅲ", "Ⅳ", "\u2164", "Ⅵ")
SCALES = (
    "Fitzpatrick skin types",
    "Fitzpatrick skin type",
    "Fitzpatrick skin phototypes",
    "skin phototype",
    "phototypes",
    "FST",
    "photo skin type",
    "Fitzpatrick's skin types",
    "skin types (Fitzpatrick)",
    "Fitzpatrick (FST) skin types",
    "FITZPATRICK SKIN TYPE",
    "sun-reactive skin types",
)
DASHES = (
    "-",
    "\u2013",
    "\u2014",
    "\u2212",
    "\u2010",
    "\u2011",
    " - ",
    "\u2009\u2013\u2009",
    "--",
    "~",
    "\u00ad",
    " to ",
    "-to-",
)


def mentions(text: str) -> tuple[Mention, ...]:
    ready = plain(text)
    return mentions_in(ready, lowered(ready), 0, len(ready), anaphora=True)


def types_in(text: str) -> str:
    found = {t for m in mentions(text) if not m.refused for t in m.types}
    return " ".join(t.name for t in sorted(found))


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("Fitzpatrick skin types II-IV", "II III IV"),
        ("fitzpatrick skin types ii-iv", "II III IV"),
        ("Fitzpatrick III to VI skin phototypes", "III IV V VI"),
        ("skin phototypes III to V", "III IV V"),
        ("skin phototypes (SPT) IV to VI", "IV V VI"),
        ("phototypes II\u2013V, all female", "II III IV V"),
        ("various skin phototypes (I-V)", "I II III IV V"),
        ("Fitzpatrick skin types of II, III and IV", "II III IV"),
        ("Fitzpatrick Skin Types ranging from II-to-VI", "II III IV V VI"),
        ("skin types through one range, I through V", ""),
        ("Fitzpatrick skin types I through V", "I II III IV V"),
        ("Fitzpatrick skin types between II and IV", "II III IV"),
        ("Fitzpatrick skin types IV&V", "IV V"),
        ("skin type III or IV", "III IV"),
        ("skin type III/IV", "III IV"),
        ("skin types I/II, III/IV, and V/VI", "I II III IV V VI"),
        ("Fitzpatrick Skin Type of 5 or 6", "V VI"),
        ("Fitzpatrick skin type 2", "II"),
        ("Fitzpatrick skin types 1,2,3", "I II III"),
        ("Fitzpatrick types 1-4", "I II III IV"),
        ("Fitzpatrick skin types one to four", "I II III IV"),
        ("first to fourth Fitzpatrick skin types", "I II III IV"),
        ("women of skin phototype Ⅳ", "IV"),
        ("Fitzpatrick skin types Ⅲ-\u2164", "III IV V"),
        ("skin types IV VI", "IV V VI"),
        ("skin types IVVI", "IV V VI"),
        ("Fitzpatrick skin types l-lll, lV, V1", "I II III IV VI"),
        ("skin type\u2019s I\u2013IV", "I II III IV"),
        ("types IV and V skin (Fitzpatrick)", "IV V"),
        ("Fitzpatrick type IV\u2013VI skin", "IV V VI"),
        ("skin type II-III according to Fitzpatrick", "II III"),
        ("Fitzpatrick classes III to V", "III IV V"),
        ("Fitzpatrick IV+", "IV V VI"),
        ("phototype IV and above", "IV V VI"),
        ("Fitzpatrick phototype of at least IV", "IV V VI"),
        ("skin type IV or darker", "IV V VI"),
        ("skin type ≥ III", "III IV V VI"),
        ("skin type > III", "IV V VI"),
        ("skin type <= III", "I II III"),
        ("skin type < IV", "I II III"),
        ("up to Fitzpatrick skin type IV", "I II III IV"),
        ("skin phototype no darker than III", "I II III"),
        ("skin types darker than Fitzpatrick III", "IV V VI"),
        ("a minimum Fitzpatrick type of IV", "IV V VI"),
        ("Fitzpatrick type III upwards", "III IV V VI"),
        ("Fitzpatrick skin type III or lower", "I II III"),
        ("FST I-III (lighter) and darker ones (IV-VI)", "I II III IV V VI"),
        ("skin type III (n = 7) and IV (n = 5)", "III IV"),
    ],
)
def test_a_notation_names_its_types(text: str, types: str) -> None:
    assert types_in(text) == types


@pytest.mark.parametrize(
    "text",
    [
        "facial wrinkles of Fitzpatrick grades I and II",
        "Fitzpatrick wrinkle score of 6",
        "Fitzpatrick class II or III rhytids",
        "skin types varying from class I to class III using the Fitzpatrick Wrinkle scale",
        "grades 4 or higher on the Fitzpatrick Wrinkle Scale",
        "Glogau types II and III",
        "Norwood-Hamilton type III-VI alopecia",
        "Goodman and Baron grade III",
        "types I and III procollagen",
        "collagen types I and III",
        "diabetes type I or II",
        "type I allergy and type IV reactions",
        "type IV hypersensitivity",
        "Baumann skin type 3",
        "Japanese skin type II",
        "Fitzpatrick V, Smith J",
        "Fitzpatrick TB, Freedberg IM",
        "Fitzpatrick 2012",
        "the mean Fitzpatrick skin type was 3.2",
        "a mean skin type of 3",
        "skin types, 3 weeks later",
        "SPT 3 mm",
        "the skin types of 4 participants were not recorded",
        "skin types: 3 patients would not say",
        "whatever the skin type, I prefer a peel",
        "their skin type was oily or dry",
        "Level of evidence: IV",
    ],
)
def test_what_is_no_skin_type_is_not_read_as_one(text: str) -> None:
    assert types_in(text) == ""


def test_a_refused_mention_is_kept_with_its_reason() -> None:
    (refused,) = mentions("of Fitzpatrick wrinkle grades I and II")
    assert refused.refused == "grades of wrinkles, not of skin type"


@st.composite
def renderings(draw: st.DrawFn) -> tuple[str, set[SkinType]]:
    """A scale name and an expression as authors write them, with the types that are meant."""
    numerals = draw(st.sampled_from((NUMERALS, SINGLE, WORDS, tuple("123456"))))
    low = draw(st.integers(1, 6))
    high = draw(st.integers(low, 6))
    types = {SkinType(n) for n in range(low, high + 1)}
    names = [numerals[n - 1] for n in range(low, high + 1)]
    forms = [", ".join(names), "/".join(names), " and ".join(names)]
    if low < high:
        forms.append(f"{', '.join(names[:-1])}, and {names[-1]}")
        forms += [f"{names[0]}{dash}{names[-1]}" for dash in DASHES]
        forms.append(f"from {names[0]} to {names[-1]}")
    if numerals is NUMERALS and high == 6:
        forms += [f"{names[0]} or darker", f"{names[0]}+", f"≥ {names[0]}", f"at least {names[0]}"]
    if numerals is NUMERALS and low == 1:
        forms += [f"up to {names[-1]}", f"≤{names[-1]}", f"{names[-1]} or lighter"]
    scale = draw(st.sampled_from(SCALES))
    return f"{scale} {draw(st.sampled_from(forms))}", types


@given(renderings())
def test_any_rendering_is_read_back_exactly(rendering: tuple[str, set[SkinType]]) -> None:
    text, types = rendering
    found = mentions(f"Twenty women with {text} had peels.")
    assert {t for m in found for t in m.types} == types, text


@given(st.lists(renderings(), min_size=1, max_size=4))
def test_any_mixture_of_renderings_is_read_back(
    several: list[tuple[str, set[SkinType]]],
) -> None:
    text = "; men with ".join(rendering for rendering, _ in several)
    expected = set().union(*(types for _, types in several))
    assert {t for m in mentions(f"Women with {text} took part") for t in m.types} == expected, text


@given(st.text(alphabet="IVXl15 -/,\u2013&+()≥types Fitzpatrick skin", max_size=200))
def test_mentions_lie_in_the_text_in_order(text: str) -> None:
    ends = 0
    for mention in mentions(text):
        assert ends <= mention.start < mention.end <= len(text)
        assert mention.types
        ends = mention.end
