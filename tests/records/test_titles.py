import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.records.titles import flatten_text, flatten_title, title_key


@pytest.mark.parametrize(
    ("printed", "flat"),
    [
        ("Coring at 5 mm<sup>2</sup> in skin types <i>IV</i>-VI.", "Coring at 5 mm2 in skin types IV-VI."),
        ("improved (P<0.001) in 9 of 12", "improved (P<0.001) in 9 of 12"),
        ("where a<b and c>d held", "where a<b and c>d held"),
        ("pain &lt;2, P&#x2009;=&#x2009;.03 &amp; no scars", "pain <2, P = .03 & no scars"),
        ("&lt;i&gt;In vivo&lt;/i&gt; study", "In vivo study"),
        ("R&D at AT&T, page?x=1&para=2", "R&D at AT&T, page?x=1&para=2"),
        ("<jats:p>One.</jats:p><jats:p>Two.</jats:p>", "One. Two."),
        ('<span class="nocase">DNA</span> repair', "DNA repair"),
        ("E\u0301tude  de la\u00a0peau\u00ad", "\u00c9tude de la peau"),
        ("a\x00b\ud800c", "abc"),
    ],
)  # fmt: skip
def test_markup_goes_and_words_stay(printed: str, flat: str) -> None:
    assert flatten_title(printed) == flat


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Laser for scars", "LASER FOR SCARS."),
        ("[Micro-coring of the face].", "Micro\u2010coring of the face"),
        ("\u03b2-Blockers in na\u00efve skin", "Beta blockers in naive skin"),
        ("TGF-\u03bb and TNF-\u03b1", "TGF-lambda and TNF-alpha"),
        ("Sm\u00f8rrebr\u00f8d & stra\u00dfe", "smorrebrod and strasse"),
        ("RETRACTED: Coring of the neck", "Coring of the neck"),
        ("Children\u2019s skin", "Children's skin"),
        ("5 mm<sup>2</sup> cores", "5 mm\u00b2 cores"),
    ],
)
def test_one_title_in_two_spellings_has_one_key(one: str, other: str) -> None:
    assert title_key(one) == title_key(other)


def test_different_titles_keep_different_keys() -> None:
    assert title_key("Coring in skin types I-III") != title_key("Coring in skin types I-IV")
    assert title_key("Retraction: Coring of the neck") != title_key("Coring of the neck")
    assert title_key("\u76ae\u80a4") != ""


@settings(deadline=None)
@given(st.text())
def test_flat_text_has_nothing_left_to_collapse(text: str) -> None:
    flat = flatten_text(text)
    assert flat == " ".join(flat.split())
    assert flat.encode().decode() == flat
