"""Siblings of each way to say a design: read alike, however it is worded."""

import pytest

from app.tagging import compile_lexicon, document_of_text
from app.tagging.design import find_design
from app.topic import read_topic

LEXICON = compile_lexicon(read_topic())
OUTCOME = " At three months the scars had improved."


def design_of(text: str, title: str = "Fractional laser for scars") -> str:
    found = find_design(document_of_text(title, text), LEXICON)
    assert found is not None
    return found.value


@pytest.mark.parametrize(
    "text",
    [
        "Forty adults were assigned by minimisation to laser or needling.",
        "Forty adults were allotted to laser or needling by opening a numbered envelope.",
        "The side to be treated was settled by lottery.",
        "Of 40 randomised (phototypes III and IV), 33 completed.",
        "Which half was treated was decided by the toss of a coin.",
        "Forty adults drew lots for laser or needling.",
        "The left or right cheek, chosen at random, was lasered.",
        "Sealed envelopes decided who had laser and who had needling.",
        "A computer-generated list gave each of 40 adults one of two treatments.",
        "Each scar was halved and the halves were randomized to laser or nothing.",
        "A double-blind, placebo-controlled, phase 3 trial enrolled 300 subjects.",
    ],
)
def test_people_sides_or_lesions_assigned_by_chance(text: str) -> None:
    assert design_of(text + OUTCOME) == "randomized_trial"


@pytest.mark.parametrize(
    "text",
    [
        "Forty adults had three sessions. Blinded doctors graded randomized photographs.",
        "Forty adults had three sessions. Photographs in random order were graded.",
        "Forty adults had three sessions. Raters saw randomly arranged pairs of images.",
        "Forty adults had three sessions in a trial; no randomization was done.",
        "Forty adults had three sessions. Randomized trials are needed.",
        "Study Type: Interventional; Allocation: NON_RANDOMIZED. Forty adults had three sessions.",
        "Forty adults had three sessions. Treatment was not assigned at random.",
        "Forty adults had three sessions, chosen by themselves and without randomisation.",
    ],
)
def test_chance_that_is_denied_or_only_shuffles_photographs(text: str) -> None:
    assert design_of(text) == "nonrandomized_trial"


@pytest.mark.parametrize(
    "text",
    [
        "A 34-year-old man had a keloid that was frozen twice.",
        "A nine-year-old girl had a keloid that was frozen twice.",
        "A woman of 44 with fair skin had a keloid that was frozen twice.",
        "A man aged 51 had a keloid that was frozen twice.",
        "We describe a 22-year female with a keloid that was frozen twice.",
        "We report a series of twelve recruits whose keloids were frozen.",
        "This is a series of eleven patients whose keloids were frozen.",
        "We present fifteen consecutive patients whose keloids were frozen.",
        "Three patients had keloids that were frozen.",
        "We discuss this case and review the literature. An otherwise healthy 19-year-old woman had a"
        " keloid.",
    ],
)
def test_one_person_or_a_few_described(text: str) -> None:
    assert design_of(text, "Intralesional cold for keloids") == "case_series"


@pytest.mark.parametrize(
    "text",
    [
        "Twenty-four women began treatment at suture removal; two women darkened.",
        "Thirty-three had it under local block, and five women showed a pale spot.",
        "At three sites 93 subjects were treated; in two patients the skin reddened.",
        "Nine volunteers took part and had one session.",
        "Forty-eight women (type IV or more) used the laser at home for eight weeks. Trials of home"
        " lasers are few.",
    ],
)
def test_a_few_of_many_are_no_series(text: str) -> None:
    assert design_of(text + OUTCOME) == "nonrandomized_trial"


@pytest.mark.parametrize(
    "text",
    [
        "Twenty-six women underwent laser between 2005 and 2012.",
        "We went back to the records of 61 patients who had two sessions.",
        "Forty consecutive patients were treated 2.4 times on average.",
        "The photographs of 31 patients who had four sessions were judged afterwards.",
        "Nine patients who underwent laser from February 2014 to July 2020 were enrolled.",
        "A visit was held for 261 adults who had been through two treatments.",
        "Scars of 84 patients were looked up in the files of two hospitals.",
        "In a prospective survey people who came for laser were followed.",
        "This is our experience with 120 patients treated with lasers.",
        "We looked back at 961 sessions given to 362 patients.",
        "Here we look back at the efficacy of needling in 31 patients.",
    ],
)
def test_people_looked_back_on(text: str) -> None:
    assert design_of(text + OUTCOME) == "observational"


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Bands of the nail", "Nail bands were counted in 500 clinic visitors."),
        ("Sun habits of gardeners", "A diary was kept by 310 gardeners for a summer."),
        ("Erythema dose in Jeju", "The dose was determined on the backs of 74 healthy Koreans."),
        ("Impact of melasma on quality of life", "A total of 101 women filled in the DLQI."),
        ("What do patients ask?", "A questionnaire was handed to 205 adults."),
        ("Bleaching abuse in Lomé", "Among 368 women seen, 59% bleached their skin."),
    ],
)
def test_people_to_whom_nothing_was_done(title: str, text: str) -> None:
    assert design_of(text, title) == "observational"


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Shades sold", "Products of twelve brands were catalogued by shade."),
        ("Advice on websites", "Fifty web pages were scored for reading ease."),
        ("Home diodes", "Twenty-two devices bought in shops were bench-tested."),
        ("Whose skin?", "All 1501 images in three books of surgery were sorted by phototype."),
        ("House rules", "Providers should test a small spot. Tanned clients must be postponed."),
        ("Injection lipolysis: letter", "To the editor: the authors enrolled pale patients only."),
        (
            "Lip filler: pooled analysis",
            "From two pivotal studies we pooled the 72 subjects of type IV or more.",
        ),
    ],
)
def test_no_study_of_people_and_no_review(title: str, text: str) -> None:
    assert design_of(text, title) == "other"


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Peeling darker skin", "This article goes through agents, priming and aftercare."),
        ("Laser hair removal", "Continuing education article. Burns are discussed."),
        ("Laser hair removal", "Objective: To discuss the latest issues. Hair falls by a third."),
        ("Needling", "In this chapter depth and settings are outlined."),
        ("Light for vitiligo", "We present a compilation of comparative studies of the decade."),
        ("Lasers beyond tattoos", "We read 61 papers. Side effects are few."),
    ],
)
def test_what_goes_through_others_work_is_a_review(title: str, text: str) -> None:
    assert design_of(text, title) == "review"


def test_a_report_of_own_patients_that_also_reviews_is_no_review() -> None:
    text = (
        "We review the principles of epilation and report a retrospective study of 322 patients"
        " who had three sessions."
    )
    assert design_of(text, "Alexandrite laser epilation") == "observational"


def test_a_registration_that_calls_itself_a_case_study_is_a_trial() -> None:
    text = (
        "(thirdQuint)Clinical Case Study of a Cream on Healthy Females.\n\n This single-center,"
        " open-label trial was conducted in eleven women.\n\n.\n\n Clinical Case Study of a Cream on"
        " Healthy Females@highlight\n\nEleven women completed it."
    )
    assert design_of(text, "") == "nonrandomized_trial"


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Sun and skin in Lagos", "We questioned 210 women about their holidays."),
        ("Skin color of newborns", "Forty newborns were measured at three sites on two days."),
        ("Pigment and oximeters", "Forty infants were grouped by the Munsell chart."),
        ("Lines of identical sisters", "Twenty pairs of twins were photographed at a fair."),
        ("A confetti sign", "The sign was seen in 80 cases. Sensitivity was 90, specificity 80."),
        ("Regret", "A form was returned by 88 women. Twenty were sorry."),
        ("Melasma in pregnancy", "Of 400 pregnant women examined, 60 had it."),
        ("Laser for stains", "We reviewed 60 patients lasered in Dallas."),
        ("Laser for stains", "From files we drew 146 people with stains who had been lasered."),
        ("Laser for stains in a city clinic: four years", "Ninety people were lasered."),
        ("Complications of pulsed light in 1800 women", "Hair was lasered and 40 had burns."),
        ("Peels", "Charts and the log book of 2009 were searched for peeled patients."),
    ],
)
def test_people_looked_at_or_looked_back_on(title: str, text: str) -> None:
    assert design_of(text, title) == "observational"


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Lamp doses", "In an open experiment 30 subjects were given rising doses in a cabinet."),
        ("A roll-on", "Eighty women joined an open test of a new deodorant."),
        ("Tinted foundation", "Women with melasma wore SPF 50 for 12 weeks."),
        ("Lamp", "We judged the safety of daylight treatment of keratoses in 20 patients."),
        ("Gel", "Trials in them are rare. We ran an open label pilot in patients with acne."),
        (
            "Melasma device: eligibility",
            "Inclusion criteria: * Women of 18. Exclusion criteria: * Tan.",
        ),
        ("Gel", "The trial asks for adults with acne. Alcohol abuse is a reason for refusal."),
        ("Laser", "Twelve adults were lasered in Random Mode on the chest."),
    ],
)
def test_something_given_is_no_mere_observation(title: str, text: str) -> None:
    assert design_of(text, title) == "nonrandomized_trial"


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Toxin in darker skin: post hoc", "All 490 patients of two trials were pooled."),
        ("Toxin", "Six trials were pooled post hoc; 470 patients had dark skin."),
        ("Lotion", "Two studies randomized 1600 adults. This post hoc analysis took 700."),
        (
            "Marks",
            "This is a secondary analysis of a phase 4 trial in which 540 patients took part.",
        ),
        ("Networks", "We had 16,000 images from two atlases. Images of dark skin were few."),
    ],
)
def test_what_looks_once_more_at_trials_or_things_is_other(title: str, text: str) -> None:
    assert design_of(text, title) == "other"


@pytest.mark.parametrize(
    ("title", "text", "wanted"),
    [
        (
            "Fields",
            "We report on a subject with melasma treated by magnetic fields.",
            "case_series",
        ),
        ("Laser", "A boy of six years had three sessions. It cleared.", "case_series"),
        ("Race", "Trials of ten years on psoriasis were collected. Few told of race.", "review"),
        ("Cells", "Melanocytes were seeded on dead dermis and lit.", "preclinical"),
        ("Light", "Skin equivalents with melanocytes were lit on five days.", "preclinical"),
        (
            "Hair",
            "All 480 patients were reviewed. Against 50 randomly chosen patients the three cases"
            " were darker.",
            "observational",
        ),
    ],
)
def test_other_plain_signs(title: str, text: str, wanted: str) -> None:
    assert design_of(text, title) == wanted


def test_work_on_animals_may_speak_of_people_who_will_use_it() -> None:
    text = (
        "Experiments were carried out on porcine skin. Ink cleared best at 532 nm. The results may"
        " help patients with tattoos."
    )
    assert design_of(text, "A picosecond laser on tattoos of pigs") == "preclinical"
    both = "Mice were irradiated, and twelve patients with tattoos were treated."
    assert design_of(both, "A picosecond laser in mice and patients") != "preclinical"


def test_a_first_sentence_on_this_controlled_study_is_its_own() -> None:
    text = (
        "This controlled study investigated one session of red light in 19 patients with acne."
        " Images, photographs and surface biopsies were obtained. Lesions were fewer on both sides."
    )
    assert design_of(text, "") == "nonrandomized_trial"


def test_a_registered_cohort_that_is_treated_is_a_trial() -> None:
    text = (
        "(secondQuint)Laser for Scars.\n\n The investigators plan a prospective cohort study.\n\n"
        " All 20 patients will receive laser treatment.\n\n.\n\n Laser for Scars@highlight\n\n"
        "A study of a laser."
    )
    assert design_of(text, "") == "nonrandomized_trial"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Study Type: Observational\nEnrollment (Anticipated): 5\nFive men had laser.", "observational"),
        ("Study Type: OBSERVATIONAL. It is tested whether a sunscreen works.", "observational"),
        ("Study type: Interventional. Pain is noted in a questionnaire and in charts.", "nonrandomized_trial"),
        ("Study Type: INTERVENTIONAL. One man has the laser.", "nonrandomized_trial"),
        ("Study Type: Interventional. Sides are assigned at random.", "randomized_trial"),
        ("Study type: Interventional. Randomization: non-randomized. Ten men have laser.", "nonrandomized_trial"),
        ("Study type: Interventional. Columns in a pattern drawn by computer vapourise skin.", "nonrandomized_trial"),
        ("Study type: Interventional. The sides are picked by computer.", "randomized_trial"),
        ("Study Type: Interventional. Allocation: NON_RANDOMIZED. Two arms.", "nonrandomized_trial"),
    ],
)  # fmt: skip
def test_a_registry_says_its_type_in_the_text(text: str, wanted: str) -> None:
    assert design_of(text) == wanted


@pytest.mark.parametrize(
    ("title", "text", "wanted"),
    [
        ("Pale arms after a laser", "To describe the clinical picture in one woman whose arms stayed pale. She had one session.", "case_series"),
        ("Melasma: clinical picture and epidemiology reviewed", "Melasma is common. In this paper the main aspects of melasma are discussed.", "review"),
        ("Dark marks of acne", "Marks trouble patients. We set out what is known of acne-related pigmentation.", "review"),
        ("Remittance at 390 nm as a guide to the laser dose", "Twenty women were lasered by it.", "nonrandomized_trial"),
        ("A guide to laser hair removal", "Lasers remove hair. Settings for each skin type are given.", "review"),
    ],
)  # fmt: skip
def test_one_person_reviews_and_what_only_sounds_like_them(
    title: str, text: str, wanted: str
) -> None:
    assert design_of(text, title) == wanted


@pytest.mark.parametrize(
    "line",
    [
        "Prospective/Retrospective: Retrospectively registered.",
        "Trial Status: Retrospective registration - This trial was registered after enrolment of the first participant.",
        "Prospectively registered.",
    ],
)
def test_when_it_was_registered_says_nothing_of_the_design(line: str) -> None:
    assert design_of(f"{line} Forty adults will have laser or needling.") == "nonrandomized_trial"


@pytest.mark.parametrize(
    ("title", "text", "wanted"),
    [
        (
            "Split-neck comparison of two depths",
            "In 15 women one side of the neck got 3.0 mm, the other 4.5 mm.",
            "nonrandomized_trial",
        ),
        (
            "A pivotal year for lasers",
            "The editors look back on twelve issues and what they held.",
            "other",
        ),
        (
            "RF of the lower face",
            "Consecutive volunteers (n=50) had one RF session; photographs were judged by three.",
            "nonrandomized_trial",
        ),
        (
            "RF of the lower face",
            "Consecutive patients (n=50) who had one RF session are described from our photographs.",
            "observational",
        ),
        (
            "A letter on burns",
            "To the Editor: We saw a 30-year-old man with burns after IPL.",
            "case_series",
        ),
        (
            "Reply to: laser in dark skin",
            "To the Editor: We thank the authors for their remarks.",
            "other",
        ),
        (
            "Melasma and the thyroid",
            "Seventy women with melasma were compared with 70 without; TSH was higher.",
            "observational",
        ),
        (
            "Peel or laser in melasma",
            "Twenty women who received a peel were compared with 20 without melasma who had laser.",
            "nonrandomized_trial",
        ),
        (
            "Women with acne",
            "Women with acne took spironolactone. Lesions fell by half.",
            "nonrandomized_trial",
        ),
        (
            "Life at home",
            "Women with acne took questionnaires home. Half had pimples on the back.",
            "observational",
        ),
        (
            "Filler for the hands",
            "Charts of 45 patients given filler were read; of four events two befell a single patient.",
            "observational",
        ),
        (
            "Needling of wrinkles",
            "Twenty women had three sessions of needling. Questionnaires were completed at 3 months.",
            "nonrandomized_trial",
        ),
        (
            "What needling does for women",
            "Questionnaires were mailed to 300 women with wrinkles; 200 had tried needling.",
            "observational",
        ),
        (
            "A laser for PIH",
            "This was a prospective pilot study of nine; one patient who was lost had no result.",
            "nonrandomized_trial",
        ),
        (
            "Sun and students",
            "A total of 1,203 students answered an online questionnaire. Most were phototype III.",
            "observational",
        ),
        (
            "Long pulses for hair",
            "Thirty-six adults had three consecutive laser treatments; hair was counted.",
            "nonrandomized_trial",
        ),
        (
            "Long pulses for hair",
            "The charts were of 100 consecutive treatments, and burns were counted.",
            "observational",
        ),
        (
            "Two wavelengths for keloids",
            "Thirty patients were treated with 1570 nm and 10600 nm in a 1:1 ratio.",
            "nonrandomized_trial",
        ),
        (
            "Two wavelengths for keloids",
            "Thirty patients were assigned in a 1:1 ratio to 1570 nm or 10600 nm.",
            "randomized_trial",
        ),
        (
            "Latanoprost and vitiligo",
            "Twenty-two patients had drops; photographic records of the lesions were judged.",
            "nonrandomized_trial",
        ),
        (
            "Light or cold for keratoses",
            "The objectives of the review were to compare both. Relevant studies from 2000 on were collated.",
            "review",
        ),
        (
            "One half of the lip",
            "One half of each upper lip was randomly selected for the erbium laser in 12 women.",
            "randomized_trial",
        ),
    ],
)
def test_designs_told_without_their_name(title: str, text: str, wanted: str) -> None:
    found = find_design(document_of_text(title, text), LEXICON)
    assert found is not None
    assert found.value == wanted


@pytest.mark.parametrize(
    ("sentence", "design"),
    [
        ("Two like areas of a scar are compared; one is drawn for laser.", "randomized_trial"),
        ("Which area is treated is decided by chance.", "randomized_trial"),
        ("The effect was by chance seen in those treated for redness.", "nonrandomized_trial"),
    ],
)
def test_chance_that_allots_and_chance_that_does_not(sentence: str, design: str) -> None:
    text = (
        f"(firstQuint)Light for the Lids.\n\n Thirty adults will be treated with light. {sentence}"
    )
    assert design_of(text, "") == design


def test_skin_of_the_dead_that_is_put_on_the_living_is_no_laboratory() -> None:
    text = "Forty patients with burns were randomized to cadaveric grafts with or without a film."
    assert design_of(text, "Cadaveric grafts for burns") == "randomized_trial"


@pytest.mark.parametrize(
    ("title", "text", "design"),
    [
        ("Nevus of Ota: a retrospective paired review", "Thirty patients were treated by laser.", "observational"),
        ("Nevus of Ota: a retrospective narrative review of the literature", "Lasers are reviewed.", "review"),
        ("Nodules after filler", "Members were asked to complete a web survey. Of 1,120 physicians 318 did.", "observational"),
    ],
)  # fmt: skip
def test_looking_back_on_ones_own_and_asking_others(title: str, text: str, design: str) -> None:
    assert design_of(text, title) == design
