"""Siblings of each way to report an outcome, and of the ways to name one that is none."""

import pytest

from app.records import Dimension
from app.tagging import compile_lexicon, document_of_text, read_document
from app.topic import read_topic

LEXICON = compile_lexicon(read_topic())


def measured(text: str, title: str = "") -> set[str]:
    reading = read_document(document_of_text(title, text), LEXICON)
    return {tag.value for tag in reading.tags if tag.dimension is Dimension.OUTCOME}


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("There were eight cases of hyperpigmentation.", "hyperpigmentation"),
        ("Hyperpigmentation (38%) and hypopigmentation (29%) were left.", "both"),
        ("One case of prolonged hypopigmentation was met.", "hypopigmentation"),
        ("Hyperpigmentation was seen in five.", "hyperpigmentation"),
        ("None had hypopigmentation.", "hypopigmentation"),
        ("We recorded how often treatment was followed by hyperpigmentation.", "hyperpigmentation"),
        ("One spot was pale for a while, with transient hypopigmentation.", "hypopigmentation"),
    ],
)
def test_a_harm_that_shares_its_name_with_the_complaint(sentence: str, wanted: str) -> None:
    text = f"Forty women with melasma were lasered and MASI fell. {sentence}"
    harms = {"hyperpigmentation", "hypopigmentation"} if wanted == "both" else {wanted}
    assert measured(text, "Laser for melasma") == {"pigment", *harms}


def test_what_is_called_a_side_effect_is_no_complaint() -> None:
    text = (
        "(secondQuint)Laser for Pores.\n\n Secondary outcomes, 1 month after the 1st and 6 months after the"
        " 4th treatment: - Hyperpigmentation as a side effect - Hypopigmentation as a side effect -"
        " Satisfaction of the patients."
    )
    assert {"hyperpigmentation", "hypopigmentation"} <= measured(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Pigmentation of the scar decreased in 20 patients with keloids.", set()),
        ("Twenty women with scars had laser. Scar grading was not attempted.", set()),
    ],
)
def test_a_word_of_effect_that_belongs_to_something_else(text: str, wanted: set[str]) -> None:
    assert measured(text) == wanted


def test_a_complaint_explained_in_its_bracket_is_no_harm() -> None:
    text = (
        "Twenty-six children with vitiligo (at least 5% of the skin depigmented) had light for a year."
        " Repigmentation was marked in 15."
    )
    assert measured(text, "Light for vitiligo") == {"pigment"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Further trials are needed to assess scarring and pain.",
        "Pain and infection should be evaluated in larger trials.",
        "A larger study is warranted to look at pain.",
    ],
)
def test_what_is_called_for_was_not_done(sentence: str) -> None:
    text = f"Forty women were lasered and VSS fell. {sentence}"
    assert measured(text, "Laser for burn scars") == {"scar_severity"}


@pytest.mark.parametrize(
    "sentence",
    [
        "She said that she was happy with it.",
        "All 40 would do it again.",
        "The patients themselves saw improvement.",
        "Thirty rated themselves better.",
        "Improvement by the subject's own scale was 43%.",
        "Most patients preferred it to needling.",
    ],
)
def test_what_people_think_of_it(sentence: str) -> None:
    text = f"Forty women had monthly sessions. {sentence}"
    assert measured(text, "Pulsed light for rosacea") == {"satisfaction"}


@pytest.mark.parametrize(
    "sentence",
    [
        "The authors prefer longer pulses.",
        "Three lightened satisfactorily.",
        "Physicians favored the longer pulse.",
        "Creams were added by preference of the doctor.",
    ],
)
def test_what_others_like_is_no_satisfaction(sentence: str) -> None:
    assert "satisfaction" not in measured(f"Forty women with melasma were lasered. {sentence}")


@pytest.mark.parametrize(
    "sentence",
    [
        "By photographs 12 were moderately improved.",
        "By the clinician's global impression half were well.",
        "The overall look of the face had improved.",
        "Improvement exceeded 50% on average.",
        "Blinded doctors rated the photographs and found them better.",
        "Responders on a global scale were 80%.",
        "Improvement was moderate to significant in 88% of the patients.",
        "The physicians called the improvement excellent in three.",
    ],
)
def test_a_verdict_on_the_whole(sentence: str) -> None:
    text = f"Forty women had monthly sessions. {sentence}"
    assert measured(text, "Nanofat for aging faces") == {"global_improvement"}


def test_a_scale_that_another_outcome_was_held_to_is_no_verdict_of_its_own() -> None:
    text = "Tattoo clearance was estimated on a quartile scale in 30 adults."
    assert measured(text, "Laser for tattoos") == {"pigment"}
    pores = "An Investigator Global Assessment of large pores was made in 30 adults."
    assert measured(pores, "Laser for pores") == {"texture"}
    wrinkles = "Two dermatologists graded improvement of the wrinkles in 30 adults."
    assert "global_improvement" not in measured(wrinkles, "Laser for wrinkles")


@pytest.mark.parametrize(
    "sentence",
    [
        "One stitch was infected.",
        "There were three masses, two of them infectious.",
        "Herpes broke out in one.",
    ],
)
def test_infections_by_any_name(sentence: str) -> None:
    text = f"Forty women were treated. {sentence}"
    assert measured(text, "Gel for nasolabial folds") == {"infection"}


REGISTERED = (
    "(thirdQuint)Fractional Laser for Burn Scars.\n\n Burn scars are stiff.\n\n Forty adults will be treated.\n\n {}\n\n"
    " Scars will be rated with the Vancouver Scar Scale at 3 months.\n\n.\n\n"
    " Fractional Laser for Burn Scars@highlight\n\nA study of a laser for burn scars."
)


@pytest.mark.parametrize(
    "sentence",
    [
        # Criteria told as a sentence.
        "Children whose burn took more than 17 days to heal will be recruited.",
        "Adults with an earlier infection of the wound can take part.",
        # Who leaves.
        "Volunteers who heal with infection are dropped before laser.",
        "Persons with herpes labialis cannot enter.",
        "Patients with bleeding of the scar do not qualify.",
        # Aftercare.
        "A greasy ointment is used until crusts have separated.",
        "Volunteers wash with mild soap until healed.",
        # What other treatments may do.
        "Other lasers carry a risk of dyspigmentation.",
        "Excision leaves a long scar and is followed by infection in a quarter.",
        "Ablative lasers may cause bleeding and prolonged redness.",
        # How it is thought to work.
        "Such lasers reduce the synthesis of collagen by fibroblasts.",
    ],
)
def test_what_a_registration_tells_of_others(sentence: str) -> None:
    assert measured(REGISTERED.format(sentence)) == {"scar_severity"}


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("Tolerability is checked at every visit.", "adverse_events"),
        ("Complications such as burns and seroma are listed.", "adverse_events"),
        ("Time until crusts fall off will be asked.", "downtime"),
        ("The patient grades improvement from 0 to 10.", "satisfaction"),
        ("A diary of pain and bruises is kept for a week.", "pain bleeding_bruising"),
        ("Biopsies will be taken before and after.", "histology"),
    ],
)
def test_what_a_registration_will_measure(sentence: str, wanted: str) -> None:
    assert measured(REGISTERED.format(sentence)) == {"scar_severity", *wanted.split()}


def test_photographs_that_are_only_taken_are_no_verdict() -> None:
    text = (
        "(thirdQuint)Laser for Leg Veins.\n\n Forty adults will be treated.\n\n Photographs will be"
        " taken at each visit and vessels measured.\n\n.\n\n Laser for Leg Veins@highlight\n\nA"
        " study of a laser."
    )
    assert measured(text) == set()


def test_the_redness_of_a_disease_is_no_harm() -> None:
    text = "Ten adults were treated; erythema, scaling and induration were graded and fell by half."
    assert measured(text, "Foam for plaque psoriasis") == set()


def test_firmness_among_harms_is_no_lift() -> None:
    text = "Ten women were treated. Swelling, tenderness and firmness were noted for a week."
    assert measured(text, "Gel for nasolabial folds") == {"edema", "pain"}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # What people came with or were treated for.
        ("Forty adults with acne (IGA score 3-4) had five peels. Pain was mild.", "pain"),
        (
            "Ten women had two sessions for lax skin (n = 5) or large pores (n = 5). No pain.",
            "pain",
        ),
        ("Six women with Glogau class II wrinkles had light. Biopsies were taken.", "histology"),
        ("Charts of women treated for acne scars were read. Pain was rare.", "pain"),
        # What light alone brings about in skin that nobody treats.
        ("Minimal erythema doses were found in 30 healthy men.", ""),
        ("The backs of ten men were lit with visible light. It left darker skin.", ""),
        ("The melanin index of 60 healthy volunteers was measured by a spectrometer.", ""),
        # What people had, and was treated too.
        (
            "Twenty adults with keratosis pilaris were lasered. Dyspigmentation fell by a mean of 59%.",
            "",
        ),
        (
            "Thirty adults with rosacea were lasered. Redness improved markedly. Pain was mild.",
            "pain",
        ),
        (
            "Thirty adults with acne scars were lasered. Redness improved within three days.",
            "erythema",
        ),
        # Signs of what is only looked at.
        ("Six hundred people answered a survey. Redness troubled 400.", ""),
        # Animals.
        ("Pigs were lasered and biopsied. White spots came at once.", "histology"),
    ],
)
def test_words_of_an_effect_that_tell_of_none(text: str, wanted: str) -> None:
    assert measured(text) == set(wanted.split())


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("On their own visual scale ten saw a good response.", "satisfaction"),
        ("Seventy percent of spots were gone.", "pigment"),
        ("The color was more even in all, a reader found.", "pigment"),
        ("Two patients had a blister.", "pigment adverse_events"),
        ("MASI fell, and one patient had hyperpigmentation.", "pigment hyperpigmentation"),
        ("Pigmentation was the only complication.", "hyperpigmentation"),
        ("Pale spots stayed in two.", "pigment hypopigmentation"),
    ],
)
def test_what_was_told_of_spots(sentence: str, wanted: str) -> None:
    text = f"Forty women with lentigines were lasered. {sentence}"
    assert measured(text, "Laser for lentigines") >= set(wanted.split()) - {"pigment"}


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        # What sets the dose.
        ("In case of erythema the dose is kept.", ""),
        # What people agree to.
        ("Willing to have photographs taken and used in evaluations.", ""),
        # Harms that only the text's background knows.
        ("Hypertrophic scarring is an adverse wound healing event.", ""),
        ("Own estimates of hair reduction are recorded.", "satisfaction"),
    ],
)
def test_what_a_registration_only_mentions(sentence: str, wanted: str) -> None:
    assert measured(REGISTERED.format(sentence)) - {"scar_severity"} == set(wanted.split())


@pytest.mark.parametrize("aim", ["safety and efficacy", "efficacy and safety"])
def test_efficacy_beside_safety_is_that_of_the_complaint(aim: str) -> None:
    text = (
        f"(thirdQuint)Gel for Canthal Lines.\n\n The {aim} of the gel will be studied in 30 adults."
        "\n\n.\n\n Gel for Canthal Lines@highlight\n\nA study of a gel."
    )
    assert measured(text) == {"wrinkle_severity", "adverse_events"}


@pytest.mark.parametrize(
    ("title", "text", "wanted"),
    [
        (
            "Light for pores",
            "Thirty women had light. Histology was not done. Pain was mild.",
            "pain",
        ),
        (
            "Charts of scarring hair loss",
            "Charts of 69 women in whom biopsy agreed with the diagnosis were read.",
            "",
        ),
        (
            "Tranexamic acid for melasma",
            "Forty women took tablets and MASI fell. Lighter menses and abdominal discomfort were told by a few.",
            "pigment",
        ),
        (
            "Laser epilation",
            "Forty women had laser. More hair grew in three, all darker people. Pain was mild.",
            "pain",
        ),
        (
            "Laser for burn scars",
            "In 49 children the burns were full thickness in two thirds. VSS fell.",
            "scar_severity",
        ),
        (
            "Steroid for keloids",
            "Forty adults were injected. Hardness, elevation and redness were graded; VSS fell.",
            "scar_severity",
        ),
        (
            "Laser for acne",
            "Thirty adults had laser. A score of 0 means that erythema may remain. Pain was mild.",
            "pain",
        ),
        (
            "Complications of thread lifts",
            "RESULTS: The complications were contour irregularity (32, 16.8%) and infection (17, 8.9%). We treated 190 patients.",
            "infection adverse_events",
        ),
        (
            "Azelaic acid for acne",
            "Thirty women used a gel. PIH of acne lightened in most. Pain was mild.",
            "pigment pain",
        ),
        (
            "Laser for acne",
            "Thirty women had laser. PIH came in two and faded within months.",
            "hyperpigmentation",
        ),
    ],
)
def test_words_in_another_sense(title: str, text: str, wanted: str) -> None:
    assert measured(text, title) == set(wanted.split())


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("Petechiae came first, changes of pigment second (20%).", "hyperpigmentation"),
        ("Paradoxical hypertrichosis was seen in 3 of them (0.6%).", "adverse_events"),
        ("Cutaneous thickness was measured by ultrasound.", "histology"),
    ],
)
def test_effects_by_rarer_names(sentence: str, wanted: str) -> None:
    assert wanted in measured(f"Forty women had laser. {sentence}", "Laser epilation")


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("Improvement was rated by blinded investigators and the subjects.", True),
        ("Patients and two independent raters judged the improvement.", True),
        ("Global aesthetic improvement was assessed by the physician and the patients.", True),
        ("In the opinion of the participants all had improved.", True),
        (
            "The subject, the treating doctor and two blinded dermatologists rated the improvement.",
            True,
        ),
        ("Patient and operator, independently and from photographs, graded the outcome.", True),
        ("The subjects judged the effect themselves.", True),
        ("Overall improvement was noted by 77% of patients.", True),
        ("The appearance was improved: 69% to 86% of patients called it much improved.", True),
        ("The patients found no difference between the two procedures.", True),
        ("Patient's Global Assessment was taken at week 12.", True),
        ("A questionnaire asked the subjects about side effects and cosmetic outcome.", True),
        ("Patients and surgeons were recruited, and a nurse rated the improvement.", False),
        ("Improvement was noted by 12 weeks in all patients.", False),
        ("Pain was rated by the patients on a scale.", False),
        ("Improvement was graded by three dermatologists in patients with scars.", False),
    ],
)
def test_what_those_treated_judged_themselves(sentence: str, *, wanted: bool) -> None:
    found = measured(f"Forty adults had laser. {sentence}", "Laser for acne scars")
    assert ("satisfaction" in found) is wanted


LISTED_CRITERIA = """{summary}

Inclusion Criteria

1. Rhytids of mild to moderate degree, modified Griffith's score 3 to 6
2. Wounds that took longer than 2 weeks to heal
3. NLFs that are moderate or severe on the WSRS

Exclusion Criteria

1. Tendency to keloids, scarring or pigmentation disorders

{heading}

Patient satisfaction at month 6. Pain.
"""


@pytest.mark.parametrize(
    "heading", ["Primary Outcome Measures", "Secondary outcomes", "Endpoints:"]
)
@pytest.mark.parametrize("summary", ["One laser is tested.", "Forty adults will have a laser."])
def test_headings_that_fill_a_line_part_criteria_from_outcomes(heading: str, summary: str) -> None:
    text = LISTED_CRITERIA.format(heading=heading, summary=summary)
    assert measured(text, "A laser for the face") == {"satisfaction", "pain"}


def test_a_summary_after_criteria_is_none() -> None:
    text = (
        "Key inclusion criteria\n\n1. Acne of the face\n\nKey exclusion criteria\n\n1. Scarring\n\n"
        "Brief Summary\n\nForty adults will have a laser, and pain will be recorded."
    )
    assert measured(text, "A laser for acne") == {"pain"}


@pytest.mark.parametrize("stop", [".", ":", ""])
def test_headings_end_the_background_with_whatever_mark(stop: str) -> None:
    lines = "\n" if not stop else " "
    text = lines.join(
        [
            f"Background{stop}", "Marks of dark skin are awkward to treat since they may return.",
            f"Methods{stop}", "This pilot ran in 2019. Two blinded dermatologists judged improvement.",
            f"Results{stop}", "Downtime meant edema and erythema, gone after a week.",
            f"Conclusions{stop}", "The treatment is safe.",
        ]
    )  # fmt: skip
    found = measured(text, "A laser for the face")
    assert found == {"global_improvement", "downtime", "edema", "erythema", "adverse_events"}


@pytest.mark.parametrize(
    "methods", ["Study Design and Methods", "Materials & Methods", "Design/Methods"]
)
def test_an_aim_in_the_heading_is_no_aim_of_the_sentence(methods: str) -> None:
    text = (
        "Background and Objectives: Leg veins are usually lasered at the cost of bruises. "
        f"{methods}: Adults with leg veins were lasered. Crusts and pain were monitored."
    )
    assert measured(text, "Leg veins and a laser") == {"downtime", "pain"}


def test_an_entry_of_a_numbered_list_is_a_criterion_whatever_it_tells() -> None:
    text = (
        "Key inclusion criteria\n\n1.\nWomen with dry skin\n\n"
        "2.\nWomen who will avoid skin lightening products on the face from two weeks before the study until its end\n\n"
        "Key exclusion criteria\n\n1.\nAllergy to a cream"
    )
    assert measured(text, "Dry skin") == set()


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("Two had post-inflammatory hyperpigmentation that cleared in 8 weeks.", {"hyperpigmentation"}),
        ("Two women had hyperpigmentation, which resolved by itself.", {"hyperpigmentation"}),
        ("Pain scores were not recorded.", set()),
        ("Pain was not assessed.", set()),
        ("We did not measure erythema.", set()),
        ("Patient satisfaction was not evaluated.", set()),
        ("Hyperpigmentation was not reported.", {"hyperpigmentation"}),
        ("Scarring was not seen.", {"scarring"}),
    ],
)  # fmt: skip
def test_a_harm_that_went_away_is_one_and_what_nobody_measured_is_none(
    sentence: str, wanted: set[str]
) -> None:
    text = f"Thirty women with acne scars had fractional laser. {sentence}"
    assert measured(text, "Fractional laser for acne scars") == wanted


def test_a_keloid_that_came_back_is_no_scar_that_treatment_left() -> None:
    text = (
        "Fourteen patients with earlobe keloids were treated. Keloids recurred in three patients."
    )
    assert measured(text, "Excision for earlobe keloids") == {"scar_severity"}


def test_a_harm_that_came_back_is_one_where_it_is_not_what_was_treated() -> None:
    text = "Twenty women had laser. Hyperpigmentation recurred in two."
    assert measured(text, "Laser hair removal") == {"hyperpigmentation"}


def test_what_treatment_did_not_result_in_is_a_harm_and_no_response() -> None:
    text = "Tattoos of 20 patients were lasered. This did not result in hypertrophic scarring."
    assert measured(text, "Removal of tattoos") == {"scarring"}


@pytest.mark.parametrize(
    "sentence",
    [
        "The frequency of treatment-associated post-inflammatory hyperpigmentation was 5%.",
        "There was no incidence of long-lasting post-inflammatory hyperpigmentation.",
        "Laser-related PIH was seen in two.",
    ],
)
def test_pih_laid_to_the_treatment_is_its_harm(sentence: str) -> None:
    text = f"Twenty women with acne scars had fractional laser. {sentence}"
    assert measured(text, "Fractional laser in dark skin") == {"hyperpigmentation"}


def test_pih_laid_to_a_laser_is_the_complaint_where_it_is_treated() -> None:
    text = "Twenty women with laser-induced PIH applied tranexamic acid. Pigmentation cleared."
    assert measured(text, "Tranexamic acid") == {"pigment"}


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("We ask how effective a cream is in women with melasma.", {"pigment"}),
        ("The trial looks at how well a picosecond laser works in melasma.", {"pigment"}),
        ("Women with melasma may enter if their MASI is 10 to 20.", set()),
        ("Women with melasma scored 3 to 7 on the MASI qualify.", set()),
        ("MASI is scored in women with melasma at week 8.", {"pigment"}),
        ("Women with melasma get Aquaphor Healing Ointment or none.", set()),
        ("Women with melasma fill in the BBSIP at week 8.", {"quality_of_life"}),
        ("Pain tolerance of women with melasma is scored.", {"pain"}),
        ("Several large series have demonstrated that peels of melasma are safe.", set()),
        ("Wounds by peeling of melasma are allowed to heal by secondary intention.", set()),
    ],
)
def test_what_a_registration_asks_of_people_is_not_what_it_measures(
    sentence: str, wanted: set[str]
) -> None:
    text = f"(secondQuint)Melasma at Home.\n\n Forty women will be enrolled.\n\n {sentence}"
    assert measured(text) == wanted


def test_the_last_entry_of_a_list_whose_numbers_end_sentences_is_a_criterion() -> None:
    entries = (
        "Inclusion Criteria: 1.\n\n Women of 18 years or older 2.\n\n Skin types I-V 3.\n\n"
        " Rated by the physician as moderate on the Fitzpatrick Wrinkle Scale.\n\n"
    )
    after = " Downtime was recorded by all."
    assert measured(f"(thirdQuint)A Laser for the Neck.\n\n {entries}{after}") == {"downtime"}


@pytest.mark.parametrize(
    "sentence",
    [
        "A case of PIH successfully treated with a laser in a 24-year-old woman is told.",
        "Peels did not enhance the hypopigmenting effect of hydroquinone.",
    ],
)
def test_the_complaint_and_what_lightens_it_are_no_harm(sentence: str) -> None:
    text = f"A woman with PIH had a laser. {sentence} Pigmentation cleared."
    assert measured(text, "PIH cleared by a laser") == {"pigment"}


def test_a_harm_that_was_treated_is_a_harm() -> None:
    text = "Thirty women with acne scars had peels. There was one case of hyperpigmentation, treated with creams."
    assert measured(text, "Peels") == {"hyperpigmentation"}


def test_a_tone_of_skin_that_a_device_looks_at_is_no_outcome() -> None:
    text = "Twenty women had home IPL for hair. Its skin tone sensor blocks light on lighter skin tones."
    assert measured(text, "Home IPL") == set()


def test_improvement_judged_by_doctors_and_subjects_is_satisfaction_too() -> None:
    text = (
        "All 93 had nasolabial folds injected. Assessments were wrinkle severity ratings and global aesthetic"
        " improvement by evaluating investigators, treating investigators, and study subjects."
    )
    assert measured(text, "A filler for folds") == {
        "wrinkle_severity",
        "global_improvement",
        "satisfaction",
    }


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("Adverse effects have been limited.", {"adverse_events"}),
        ("Erythema has been seen in two.", {"erythema"}),
        ("Burns have been reported by others.", set()),
        ("Erythema has been seen in previous studies.", set()),
    ],
)
def test_what_has_been_seen_is_the_studys_own_below_its_results(
    sentence: str, wanted: set[str]
) -> None:
    text = f"Methods: Twenty women had laser. Results: Hair was counted. {sentence}"
    assert measured(text, "Laser hair removal") == wanted


@pytest.mark.parametrize(
    ("reason", "wanted"),
    [
        ("Because the toxin is known to slow fibroblast proliferation, the purpose is", set()),
        ("As elastin is lost with age, we aim", set()),
        ("In biopsies, the purpose is", {"histology"}),
    ],
)
def test_why_the_authors_set_out_is_not_what_they_measure(reason: str, wanted: set[str]) -> None:
    text = f"{reason} to evaluate botulinum toxin in scars. VSS is scored at 6 months."
    assert measured(text, "Toxin for scars") == {"scar_severity", *wanted}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Lentigines of forty women were frozen. Clearance was 70%; hypopigmentation at 3 months.", {"pigment", "hypopigmentation"}),
        ("Forty women with melasma had a laser. Severity index fell and L rose, meaning lighter skin.", {"pigment"}),
        ("Forty women with vitiligo had a laser. Repigmentation was 70% of the hypopigmentation.", {"pigment"}),
    ],
)  # fmt: skip
def test_pale_marks_are_a_harm_where_dark_ones_are_treated(text: str, wanted: set[str]) -> None:
    assert measured(text, "Color treated") == wanted


def test_what_stands_behind_the_heading_of_outcomes_is_measured() -> None:
    text = (
        "(secondQuint)Toxin for Lines.\n\n Forty adults will be injected for crow's feet lines.\n\n"
        " Outcomes: Responders on the Facial Wrinkle Scale at day 30; incidence of adverse events."
    )
    assert measured(text) == {"wrinkle_severity", "adverse_events"}


BEHIND_CRITERIA = (
    "(thirdQuint)Freezing of the Back.\n\n Twenty adults are treated once.\n\n Inclusion Criteria:"
    " * Adults with skin tags.\n\n Exclusion Criteria: * Blister of the area.\n\n * Diabetes.\n\n"
    " {}\n\n.\n\n Freezing of the Back@highlight\n\nA study of a pen."
)


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("Other criteria: erythema and crust seen by the dermatologist; pain.", "erythema downtime pain"),
        ("At 6 weeks, 3 and 12 months: POSAS; pain on a numeric scale.", "scar_severity pain"),
        ("Evaluation at T0 and T2: clinical grade of wrinkles.", "wrinkle_severity"),
        ("Efficacy: patient satisfaction and DLQI.", "satisfaction quality_of_life"),
        ("* Pain at the back for 3 months.", ""),
        ("* Other: crusts and pain.", ""),
        ("Not included: lesions with crusts and scars.", ""),
    ],
)  # fmt: skip
def test_what_is_measured_may_stand_behind_the_criteria(line: str, wanted: str) -> None:
    assert measured(BEHIND_CRITERIA.format(line)) == set(wanted.split())


@pytest.mark.parametrize(
    "sentence",
    [
        "The subjects are those whose skin color is darker.",
        "Children learn to be safe outdoors.",
        "Not admitted: people with scars, crusts or infection of the skin.",
    ],
)
def test_what_a_registration_names_and_measures_not(sentence: str) -> None:
    assert measured(REGISTERED.format(sentence)) == {"scar_severity"}


def test_a_harm_of_the_treated_zones_is_a_harm() -> None:
    text = (
        "Twelve adults had two sessions of coring. Hyperpigmentation, confined to the treated zones,"
        " was seen in five participants at day 30."
    )
    assert measured(text, "Coring of cheek wrinkles") == {"hyperpigmentation"}


def test_a_risk_that_is_the_reason_for_a_choice_did_not_happen() -> None:
    text = (
        "Sixteen women were peeled. We took only patients of type I to III, since type IV carries"
        " a greater risk of dyspigmentation."
    )
    assert measured(text, "Peel of the forearms") == set()


def test_a_risk_that_was_found_is_told() -> None:
    text = "Sixteen women were peeled. Dyspigmentation was seen in four, since peels have a risk."
    assert measured(text, "Peel of the forearms") == {"hyperpigmentation"}
