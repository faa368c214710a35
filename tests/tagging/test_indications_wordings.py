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
        ("", "We lasered 20 scars of the face in 15 patients.", "scars"),
        ("", "Twenty patients had PRP for thinning hair.", "hair"),
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
        # What the treatment left behind.
        (
            "Hypertrophic scarring of the neck following ablative fractional laser",
            "A woman had laser for wrinkles. Three weeks later scars rose.",
            "wrinkles",
        ),
        # One complaint by two words.
        ("Needling for striae", "Twenty women had needling for striae alba scars.", "striae"),
        (
            "Needling for acne erythema",
            "Charts of 25 patients with red acne marks were read.",
            "vascular",
        ),
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


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # Each complaint of one list, past brackets, grades and adjectives.
        (
            "Twelve adults with severe facial acne (grade 4 [worst]) and patchy melasma (score 2)"
            " had five peels.",
            "acne pigmentation",
        ),
        (
            "Thirty women had two sessions for lax skin (n = 12), acne scars (n = 10) or large"
            " pores (n = 8).",
            "skin_laxity acne_scars texture_pores",
        ),
        ("Women with rosacea grade 2 or 3 and perioral lines were lasered.", "vascular wrinkles"),
        (
            "Thirty patients were put in three groups: lentigines, melasma and tattoo. All were"
            " lasered.",
            "pigmentation tattoo_foreign_body",
        ),
        # Told beside the skin type.
        (
            "Eleven adults of skin phototypes III, IV or V and solar lentigines were lasered.",
            "pigmentation",
        ),
        ("Women with Fitzpatrick skin type II to IV and cellulite were rolled.", "fat_cellulite"),
        # Barred are others, after the semicolon.
        (
            "Only men of types I to III with alopecia were accepted; type IV was excluded. Ten were"
            " needled.",
            "hair",
        ),
        # The name of a harm, had before anything was given.
        (
            "Thirty adults with postinflammatory hyperpigmentation had four peels.",
            "pigmentation",
        ),
        ("Twenty adults with facial redness were seen and had six sessions.", "vascular"),
        ("Twenty adults with hypertrophic scarring received six sessions.", "scars"),
        # By other names.
        ("Twenty women with dark underarms rubbed in a lotion daily.", "pigmentation"),
        ("Ten patients with drug-induced pigmentation were lasered.", "pigmentation"),
        ("Ten women with hooded lids had plasma.", "skin_laxity"),
        ("Deoxycholic acid was injected in 40 adults.", "fat_cellulite"),
        ("Nine adults with rough facial skin were peeled.", "texture_pores"),
        ("Twelve women with broken veins had light.", "vascular"),
    ],
)
def test_how_people_had_it(text: str, wanted: str) -> None:
    assert treated(text) == set(wanted.split())


@pytest.mark.parametrize(
    ("title", "text", "wanted"),
    [
        # Harms of the title.
        ("Hyperpigmentation and scarring after Er:YAG lasers", "Fifty charts were read.", ""),
        (
            "No dark marks in types III and IV after needling",
            "Forty adults with striae were needled.",
            "striae",
        ),
        # Harms told of people.
        (
            "A year of cream",
            "Forty adults with melasma had cream. No burns were seen and two had telangiectasia.",
            "pigmentation",
        ),
        (
            "Five hundred peeled faces",
            "All were red for 5 days; hyperpigmentation followed in 12%.",
            "",
        ),
        # What left it, not what is treated.
        ("Laser for keloids", "A man of 20 years had keloids after nodular acne.", "scars"),
        # A scale and what it was held to.
        (
            "Laser for striae",
            "Ten women with striae were rated by two blinded readers for overall skin quality.",
            "striae",
        ),
        # Brought about to be studied.
        ("A model for hyperpigmentation", "Ten adults were burned with acid on the back.", ""),
        (
            "Red light and pigmentation of the back",
            "Ten healthy volunteers were exposed to red light for a week.",
            "",
        ),
        # Animals: how they were made ready, and why.
        (
            "Ruby pulses in dark pigs",
            "Epilated pigs had vacuoles for a week. Melasma is common.",
            "",
        ),
        # One condition of many in others' trials.
        ("Who takes part in trials?", "Trials of psoriasis and acne were collected.", ""),
        ("Filler for lip rejuvenation", "Forty women had filler in the lips.", ""),
    ],
)
def test_what_people_had_and_nobody_treated(title: str, text: str, wanted: str) -> None:
    assert treated(text, title) == set(wanted.split())


@pytest.mark.parametrize(
    "text",
    [
        "Doctors saw the acne scars improve in 18 of 20 adults.",
        "Boxcar scars did better than ice picks in 20 adults.",
        "Twenty adults treated for atrophic acne scars were photographed.",
    ],
)
def test_scars_of_the_title_that_acne_left(text: str) -> None:
    assert treated(text, "Fractional laser for scars") == {"acne_scars"}


def test_acne_among_several_kinds_of_scars() -> None:
    text = "Thirty patients with acne, burn and surgical scars were needled."
    assert treated(text, "Needling of scars") == {"acne_scars", "scars"}


def test_patients_given_something_for_it_were_treated_even_in_charts() -> None:
    text = "Charts of 30 patients given resurfacing for acne scars or rejuvenation were read."
    assert treated(text, "Density and energy") == {"acne_scars", "photoaging"}


@pytest.mark.parametrize(
    ("title", "text", "wanted"),
    [
        (
            "Eyelid hemangiomas and the pulsed dye laser",
            "We reviewed 22 infants. Two patients (9.1%) had hyperpigmentation in the treated area.",
            {"vascular"},
        ),
        (
            "White striae and a laser",
            "Ten women with striae were lasered. One had hyperpigmentation after 8 weeks and one had mild to moderate acne.",
            {"striae"},
        ),
        (
            "A new laser",
            "Ten patients (33%) had melasma and twenty (67%) solar lentigines; all were lasered.",
            {"pigmentation"},
        ),
        (
            "A new laser",
            "Ten patients (33%) had postinflammatory hyperpigmentation and were treated with the laser.",
            {"pigmentation"},
        ),
    ],
)
def test_what_befell_some_of_those_treated(title: str, text: str, wanted: set[str]) -> None:
    assert treated(text, title) == wanted


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("Conditions: Pigmentation", {"pigmentation"}),
        ("Condition: Acne scars of the face", {"acne_scars"}),
        ("Health condition(s): Melasma", {"pigmentation"}),
        ("Conditions: Healthy adults", set()),
        ("Conditions of storage: scars are photographed in the dark", set()),
    ],
)
def test_a_registrys_line_of_conditions(line: str, wanted: set[str]) -> None:
    text = f"One cream is tested against another.\n{line}\nExclusion Criteria\n1. Vitiligo"
    assert treated(text, "A cream") == wanted


@pytest.mark.parametrize(
    ("title", "text", "wanted"),
    [
        ("Ingenol on the balding scalp", "Twenty bald men with actinic keratoses used it.", set()),
        ("Minoxidil", "Twenty balding men used minoxidil for six months.", {"hair"}),
        (
            "Toxin along sutures",
            "Ten patients received toxin beside their wounds, to lessen scarring.",
            {"scars"},
        ),
        ("Spironolactone", "Women with acne took spironolactone.", {"acne"}),
        ("Diaries", "Women with acne took diaries home.", set()),
    ],
)
def test_where_something_is_done_and_what_for(title: str, text: str, wanted: set[str]) -> None:
    assert treated(text, title) == wanted


@pytest.mark.parametrize(
    ("opening", "wanted"),
    [
        ("Women with melasma take 250 mg twice daily.", {"pigmentation"}),
        ("Men with androgenetic alopecia apply foam.", {"hair"}),
        ("Patients with melasma often use creams.", set()),
        ("In patients with melasma lasers are a challenge.", set()),
    ],
)
def test_a_registration_may_open_with_whom_it_treats(opening: str, wanted: set[str]) -> None:
    text = f"(secondQuint)Study B-12.\n\n {opening}\n\n Forty will be enrolled."
    assert treated(text, "") == wanted
