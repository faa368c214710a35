"""Siblings of each way to name a complaint that is treated, and of the ways to name one in passing."""

import pytest

from app.records import Dimension
from app.tagging import compile_lexicon, document_of_text, read_document
from app.topic import read_topic

LEXICON = compile_lexicon(read_topic())


def treated(text: str, title: str = "A new device") -> set[str]:
    reading = read_document(document_of_text(title, text), LEXICON)
    return {tag.value for tag in reading.tags if tag.dimension is Dimension.INDICATION}


@pytest.mark.parametrize(
    ("title", "text", "wanted"),
    [
        # The title says "scars" and the people had acne scars.
        ("Laser for scars", "Twenty-nine adults with acne scars had three sessions.", "acne_scars"),
        ("Cells under depressed scars", "We treated 99 adults with acne scars.", "acne_scars"),
        (
            "Laser for atrophic scars",
            "Ten patients with postacne scars were lasered.",
            "acne_scars",
        ),
        # Of some it was acne, of others not.
        (
            "Laser for scars",
            "Eight patients were treated, three of them for acne scars.",
            "scars acne_scars",
        ),
        # A weak word is enough beside a word of treating.
        ("Small or large gel particles for folds", "150 patients had one treatment.", "wrinkles"),
        ("Tightening of the upper arm", "Twenty women had six sessions.", "skin_laxity"),
        ("Cooling of the flanks", "Ultrasound of ten women showed 8% less fat.", "fat_cellulite"),
        # People called by what they have.
        ("A comparison of lasers", "In all 58 scar patients were treated.", "scars"),
        ("A comparison of lasers", "Ten melasma patients had four sessions.", "pigmentation"),
        ("A comparison of lasers", "Twelve rosacea sufferers had four sessions.", "vascular"),
        # A look that is to improve is that of what is treated.
        (
            "Evaluation of a toxin",
            "The aim was improvement in the appearance of surgical scars. Ten women were treated.",
            "scars",
        ),
        # Skin is renewed and measured as skin.
        ("Pulsed light for the eye area", "Elasticity rose in 24 women.", "photoaging"),
        ("Peels of the face", "Moisture was measured in 20 women before and after.", "photoaging"),
    ],
)
def test_what_is_treated(title: str, text: str, wanted: str) -> None:
    assert treated(text, title) == set(wanted.split())


@pytest.mark.parametrize(
    ("title", "text", "wanted"),
    [
        # The scar that an operation leaves is a result.
        (
            "Glue or suture at caesarean",
            "We compared the cosmetic result of the scar after closure in 220 women.",
            "",
        ),
        (
            "Dressings of donor sites",
            "In 40 adults the appearance of the scar was rated at a year.",
            "",
        ),
        # One of several harms side by side.
        (
            "Gel for nasolabial folds",
            "The aim was to assess safety, especially hyperpigmentation, hypopigmentation and"
            " scarring. 93 subjects were treated.",
            "wrinkles",
        ),
        (
            "Gel for nasolabial folds",
            "150 patients were treated. There were 17 cases of hyperpigmentation.",
            "wrinkles",
        ),
        (
            "Gel for nasolabial folds",
            "150 patients were treated. Pigmentation changes occurred in 6% of patients.",
            "wrinkles",
        ),
        (
            "Gel for nasolabial folds",
            "150 patients were treated. All events resolved, except for three patients with"
            " postinflammatory hyperpigmentation.",
            "wrinkles",
        ),
        # Where on the body.
        ("Ultrasound for lax skin of the neck and decolletage", "Ten women had it.", "skin_laxity"),
        # A device's name.
        ("The Z-9 Facial Rejuvenation System for perioral lines", "Ten women had it.", "wrinkles"),
        # What the skin is like, not what is treated.
        ("Oximeters in diverse skin pigmentation", "Forty adults wore both.", ""),
        # Others' work that is called for.
        (
            "Light for vitiligo",
            "Ten adults were treated. Further trials are needed to treat melasma.",
            "pigmentation",
        ),
        # A score, not a complaint.
        (
            "Ultrasound for lax skin of the neck",
            "Scores for double chin were taken in 20 patients.",
            "skin_laxity",
        ),
        # Studied, not treated.
        ("Impact of melasma on quality of life", "101 women filled in the DLQI.", ""),
    ],
)
def test_what_is_named_and_not_treated(title: str, text: str, wanted: str) -> None:
    assert treated(text, title) == set(wanted.split())


REGISTRY = (
    "(secondQuint)A Study of Skin Resurfacing.\n\n Fifty adults will be treated. Inclusion"
    " criteria 1.\n\n Male or female.\n\n 2.\n\n Presence of one of the following: moderate rhytids"
    " as determined by the investigator 3.\n\n Willing to have hair removed from the treatment"
    " area 4.\n\n Able to consent Exclusion criteria 1.\n\n Keloids.\n\n 2.\n\n Melasma.\n\n.\n\n"
    " A Study of Skin Resurfacing@highlight\n\nThis is an open-label study."
)


def test_numbered_criteria_name_the_complaint_where_nothing_plainer_does() -> None:
    assert treated(REGISTRY, "") == {"wrinkles"}
