"""Names of complaints that were not treated: had before, asked about as a harm, one of the gains."""

import pytest

from app.records import Dimension
from app.tagging import compile_lexicon, document_of_text, read_document
from app.topic import read_topic

LEXICON = compile_lexicon(read_topic())


def values_of(dimension: Dimension, title: str, text: str) -> set[str]:
    reading = read_document(document_of_text(title, text), LEXICON)
    return {tag.value for tag in reading.tags if tag.dimension is dimension}


@pytest.mark.parametrize(
    ("title", "text", "wanted"),
    [
        (
            "Laser after peels",
            "Forty women with melasma, 30 of whom had had peels for wrinkles, were given laser.",
            {"pigmentation"},
        ),
        (
            "Laser after peels",
            "Forty women with melasma, who had been treated for acne before, were given laser.",
            {"pigmentation"},
        ),
        (
            "Laser in two complaints",
            "Forty women, some of whom had been treated for acne scars, others for wrinkles, were seen.",
            {"acne_scars", "wrinkles"},
        ),
        (
            "Laser in Asians",
            "Aim: To assess how prevalent PIH is after resurfacing. Forty patients had resurfacing for acne scars.",
            {"acne_scars"},
        ),
        (
            "Laser for acne scars",
            "What we evaluated was how frequently postinflammatory hyperpigmentation (PIH) went with a treatment in 45 patients.",
            {"acne_scars"},
        ),
        (
            "Dyspigmentation a year and more after laser resurfacing",
            "In patients with skin type IV, PIH is the commonest complication of resurfacing. Twenty-two patients were resurfaced.",
            set(),
        ),
        (
            "A filler of folds: is there scarring?",
            "Forty adults had their nasolabial folds filled. Most changes had resolved, save for hyperpigmentation in three patients.",
            {"wrinkles"},
        ),
        (
            "Risk factors for melasma of the face",
            "We asked 200 women of a health service about sun and hormones.",
            set(),
        ),
        (
            "Hyperpigmentation two years after burns: treatment with a laser",
            "Twenty adults with hyperpigmentation were lasered and MASI fell.",
            {"pigmentation"},
        ),
        (
            "How far acne scars can be reduced by needling",
            "Thirty adults were needled.",
            {"acne_scars"},
        ),
        (
            "Fractional laser in brown skin: how often does PIH follow?",
            "Charts of 210 patients treated for acne scars were read. PIH was noted in 11%.",
            {"acne_scars"},
        ),
        (
            "Fillers of the folds: do keloids occur?",
            "None was seen among 150 people who had nasolabial folds filled.",
            {"wrinkles"},
        ),
        (
            "How often is PIH treated by laser?",
            "Two hundred patients with PIH were treated by laser in a year.",
            {"pigmentation"},
        ),
        (
            "Excision of redundant neck skin in men",
            "Direct excision was done in 34 men. Hematoma happened twice.",
            {"skin_laxity"},
        ),
        (
            "Laser for rhytides in Fitzpatrick III-IV: PIH rates",
            "Fifty patients with rhytides had one pass. PIH developed in 24%.",
            {"wrinkles"},
        ),
        (
            "Prevention of PIH by steroid cream",
            "Fifty patients with PIH used the cream.",
            {"pigmentation"},
        ),
        (
            "Cutaneous metastases mimicking keloid",
            "A man of 61 with a growing nodule was found to have carcinoma.",
            set(),
        ),
        (
            "Fibrin for the face",
            "Eleven women had three injections. Wrinkles, texture and pores improved.",
            {"photoaging"},
        ),
        (
            "Fibrin for the face",
            "Eleven women with wrinkles and large pores had three injections.",
            {"wrinkles", "texture_pores"},
        ),
        (
            "Refractory acne in adults: spironolactone in practice",
            "Eighty-five women given spironolactone were retrospectively evaluated.",
            {"acne"},
        ),
        (
            "Acne and diet in adults",
            "Eighty-five women with acne were retrospectively asked what they ate.",
            set(),
        ),
        (
            "Micro-coring of the cheeks",
            "Ten subjects were treated. The Lemperle grade on day 90 was lower.",
            {"wrinkles"},
        ),
        (
            "Erbium laser of the cheeks",
            "Ten subjects were treated. Texture on day 90 was better, and so was elasticity.",
            {"photoaging"},
        ),
        (
            "Red spots after acne: dye laser",
            "Twenty patients with postinflammatory erythema had three sessions.",
            {"vascular"},
        ),
        (
            "Threads to the midface: how long do they hold?",
            "Fifty-two patients were photographed before and at 12 months.",
            {"skin_laxity"},
        ),
        (
            "Neck devices compared",
            "Neck rhytides and crepiness of 12 women (types II and III) were treated at random.",
            {"wrinkles", "skin_laxity"},
        ),
        (
            "Nonincisional blepharoplasty",
            "The lids of 20 women were lasered. The fissure was wider at six months.",
            {"skin_laxity"},
        ),
        (
            "Barbed sutures in the brow, acne in the way",
            "Twenty adults with acne had sutures placed between the lesions.",
            {"acne", "skin_laxity"},
        ),
        (
            "Surgical excision of moles",
            "The moles of 20 women were excised.",
            set(),
        ),
    ],
)
def test_indications(title: str, text: str, wanted: set[str]) -> None:
    assert values_of(Dimension.INDICATION, title, text) == wanted


@pytest.mark.parametrize(
    ("text", "harmed"),
    [
        ("Wrinkles improved 45%, hyperpigmentation 34%, smoothness 36%.", False),
        ("Lines fell by 40%, and hyperpigmentation by a third.", False),
        ("Wrinkles improved 45%, but hyperpigmentation was seen in two.", True),
        ("Texture, dyschromia and fine lines were scored by two physicians.", False),
        ("Texture was scored by two physicians; dyschromia was seen in two.", True),
        ("Hyperpigmentation was seen in 34%, redness in 20%.", True),
        ("Lines fell more with 20%, but redness and hyperpigmentation grew too.", True),
    ],
)
def test_a_gain_among_gains_is_no_harm(text: str, harmed: bool) -> None:
    outcomes = values_of(
        Dimension.OUTCOME, "Plasma for photoaged hands", f"Ten women were treated once. {text}"
    )
    assert ("hyperpigmentation" in outcomes) is harmed


@pytest.mark.parametrize(
    ("title", "text", "found"),
    [
        (
            "Confocal microscopy after laser",
            "Ten volunteers had laser. Collagen looked renewed.",
            True,
        ),
        ("Collagen filler for folds", "Ten women had folds filled with bovine collagen.", False),
    ],
)
def test_what_a_title_examines_is_told_by_a_bare_word(title: str, text: str, found: bool) -> None:
    assert ("histology" in values_of(Dimension.OUTCOME, title, text)) is found


def test_photographs_of_a_bruise_judge_no_effect() -> None:
    text = "Sixty patients were randomized. Ecchymosis was rated on photographs at days 1 and 3."
    outcomes = values_of(Dimension.OUTCOME, "Arnica after filler", text)
    assert outcomes == {"bleeding_bruising"}


@pytest.mark.parametrize(
    ("title", "text", "wanted"),
    [
        (
            "Peel of lip rhytids",
            "Ten women with deep rhytids were peeled. All had marked improvement.",
            {"wrinkle_severity"},
        ),
        (
            "Peel of lip rhytids",
            "Ten women with deep rhytids were peeled. Blinded physicians saw marked improvement in all.",
            {"global_improvement"},
        ),
        (
            "Laser for Ota's nevus",
            "Eighty people had laser. Clearance was 3.1 by quartiles; leukoderma occurred in 2.",
            {"pigment", "hypopigmentation"},
        ),
        (
            "Excision of glands",
            "In 110 patients glands were excised. Haematoma 6, infection 2, hypertrophic scars 7.",
            {"bleeding_bruising", "infection", "scarring"},
        ),
        (
            "Toxin for frown lines",
            "Sixty subjects had toxin and 95% responded by the wrinkle scale. Headache 7%.",
            {"wrinkle_severity", "adverse_events"},
        ),
        (
            "Laser for moderate acne scars",
            "Of 31 patients with grade 4 scars 80.64% improved by two grades.",
            {"scar_severity"},
        ),
    ],
)
def test_outcomes(title: str, text: str, wanted: set[str]) -> None:
    assert values_of(Dimension.OUTCOME, title, text) == wanted
