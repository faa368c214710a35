"""Words are found whole, in any spelling, once, and in time that grows with the text alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.tagging.lexicon import Lexicon, compile_lexicon
from app.topic import read_topic

LEXICON = compile_lexicon(read_topic())


def found(dimension: str, text: str, lexicon: Lexicon = LEXICON) -> set[str]:
    return {h.meaning.value for h in lexicon.hits(text) if h.meaning.dimension == dimension}


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Facial WRINKLES", "wrinkles"),
        ("post-acne scarring", "acne_scars"),
        ("post\u2013acne  scars", "acne_scars"),
        ("post acne\nscars", "acne_scars"),
        ("port\u2010wine\u00a0stains", "vascular"),
        ("crow\u2019s feet", "wrinkles"),
        ("crow's-feet", "wrinkles"),
        ("atrophic acne scars and active acne", "acne_scars acne"),
        ("hypertrophic scars", "scars"),
        ("acne rosacea", "vascular"),
        ("acne keloidalis", "scars"),
        ("photoageing, photo-aging and photodamaged skin", "photoaging"),
        ("the macneal stain", ""),
        ("unstriaed", ""),
        ("poreless corporeal", ""),
        ("dietary fat", ""),
    ],
)
def test_indications_by_any_spelling(text: str, values: str) -> None:
    assert found("indication", text) == set(values.split())


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("oedema", "edema"),
        ("haematomas and petechiae", "bleeding_bruising"),
        ("re-epithelialisation", "downtime"),
        ("ECCA", "scar_severity"),
        ("mMASI", "pigment"),
        ("the DLQI", "quality_of_life"),
        ("FACE-Q", "satisfaction"),
        ("GAIS", "global_improvement"),
        ("darker skin types", ""),
        ("minimal erythema dose", ""),
        ("basal cell lines", ""),
    ],
)
def test_outcomes_by_any_spelling(text: str, values: str) -> None:
    assert found("outcome", text) - {"adverse_events"} == set(values.split())


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("microneedle radiofrequency", "rf_microneedling"),
        ("microneedling", "microneedling"),
        ("radiofrequency", "radiofrequency"),
        ("nonablative fractional laser", "nonablative_laser"),
        ("CO2 laser", "ablative_laser"),
        ("dermal micro-coring", "micro_coring"),
        ("a microcoring laser", ""),
        ("tree coring", ""),
    ],
)
def test_the_longer_name_wins(text: str, values: str) -> None:
    assert found("procedure", text) == set(values.split())


def test_offsets_point_at_the_words() -> None:
    text = "Treated for Port\u2013Wine stains."
    hit = next(h for h in LEXICON.hits(text) if h.meaning.value == "vascular")
    assert text[hit.start : hit.end] == "Port\u2013Wine stains"


WORDS = st.sampled_from(
    [
        "acne",
        "scars",
        "scar",
        "-",
        " ",
        "\n",
        "post",
        "\u2013",
        "\u0130",
        "\u1e9e",
        "melasma",
        "*",
        "\u017f",
    ]
)


@given(st.lists(WORDS | st.text(max_size=8), max_size=40).map("".join))
def test_no_text_breaks_the_scan_and_offsets_stay_inside(text: str) -> None:
    for hit in LEXICON.hits(text):
        assert 0 <= hit.start < hit.end <= len(text)
        assert text[hit.start].isalnum()


@pytest.mark.parametrize(
    "unit", ["post acne ", "post-", "acne scar ", "to evaluate the safety and "]
)
def test_hits_grow_only_with_the_length_of_the_text(unit: str) -> None:
    once, twice = len(LEXICON.hits(unit * 500)), len(LEXICON.hits(unit * 1000))
    assert twice <= 2 * once + 4
