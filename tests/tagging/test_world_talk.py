"""What a study says of types that nobody of took part in: shut out, or only spoken of."""

import pytest

from app.records import Passage, Section, SkinType, Standing
from app.tagging.document import Document, document_of
from app.tagging.fitzpatrick import find_skin_types
from app.tagging.flat_text import document_of_text
from app.tagging.participants import find_participants
from app.tagging.prose import prose_of

IN = {Standing.ELIGIBLE: "I II III IV"}
TREATED = "Thirty-three patients were treated, most of them of Fitzpatrick types II-IV."
SHUT_OUT = [
    "Contraindications were pregnancy, isotretinoin and Fitzpatrick skin type V or VI.",
    "Fitzpatrick types V and VI were a contraindication.",
    "Darker phototypes (V-VI) were considered a contraindication to treatment.",
    "Skin type V and VI patients were turned away.",
    "Patients with Fitzpatrick V and VI were declined.",
    "We did not treat Fitzpatrick types V and VI.",
    "Types V and VI (Fitzpatrick) were avoided.",
    "Fitzpatrick skin types V and VI were omitted.",
    "Fitzpatrick V-VI were withheld from treatment.",
    "Exclusions: keloids, pregnancy, Fitzpatrick V-VI.",
    "Not eligible: Fitzpatrick V-VI, keloids, pregnancy.",
    "Those with Fitzpatrick types V and VI were deemed unsuitable.",
    "Fitzpatrick types V and VI were deemed ineligible.",
    "Candidates of skin type V or VI were refused.",
    "Fitzpatrick skin types V and VI were disqualifying.",
    "Subjects with Fitzpatrick V or VI were screened out.",
    "Fitzpatrick types V and VI were left out for safety.",
    "For safety, no Fitzpatrick V or VI skin was treated.",
    "Skin types V and VI (Fitzpatrick) were dropped from the analysis.",
    "Owing to the risk of hyperpigmentation, Fitzpatrick types V and VI were not treated.",
    "Fitzpatrick skin types V and VI were not candidates.",
    "People with Fitzpatrick V-VI were kept out of this trial.",
    "We refrained from treating Fitzpatrick types V and VI.",
    "Fitzpatrick V and VI patients were referred elsewhere.",
    "Being of Fitzpatrick type V or VI was a reason for exclusion.",
    "Fitzpatrick skin type greater than IV was grounds for exclusion.",
    "Fitzpatrick skin type above IV precluded participation.",
    "Skin phototype V or higher precluded enrolment.",
    "Fitzpatrick skin types V to VI were prohibited.",
    "Fitzpatrick skin types V to VI disqualified subjects.",
    "Fitzpatrick V/VI skin was not permitted.",
    "Fitzpatrick V/VI skin was an exclusionary factor.",
    "Patients were excluded for pregnancy, keloids, or phototype V-VI.",
    "The sample lacked Fitzpatrick types V and VI.",
    "Fitzpatrick types V and VI were missing from our sample.",
    "We were unable to recruit Fitzpatrick types V and VI.",
    "We failed to recruit Fitzpatrick types V and VI.",
    "Fitzpatrick types V and VI could not be recruited.",
    "Fitzpatrick types V and VI were outside the scope of this study.",
    "Fitzpatrick types V and VI were beyond our scope.",
    "Absence of Fitzpatrick types V and VI limits this study.",
    "Fitzpatrick types V and VI did not attend.",
    "Those of Fitzpatrick types V and VI were left aside.",
    "Fitzpatrick types V and VI absent.",
    "A limitation was the absence of patients with Fitzpatrick types V and VI.",
    "The trial failed to recruit anyone with Fitzpatrick type V or VI.",
    "We were unable to enrol patients of Fitzpatrick types V and VI.",
]
ONLY_SPOKEN_OF = [
    "Fitzpatrick types V and VI will be addressed later.",
    "Approval for Fitzpatrick types V and VI was sought but not granted.",
    "One reviewer suggested adding Fitzpatrick types V and VI.",
    "We considered enrolling Fitzpatrick types V and VI but chose not to.",
    "Enrolment of Fitzpatrick types V and VI was not attempted.",
    "Burns were fewer than reported for Fitzpatrick types V and VI with lasers.",
    "Clinical trials have rarely enrolled Fitzpatrick types V and VI.",
    "A trial had enrolled only Fitzpatrick types V and VI.",
    "Melanin of Fitzpatrick type VI was modelled as 40% by volume.",
    "Because 532 nm burns Fitzpatrick types V and VI, only lighter skin was lasered.",
    "Owing to the risk in Fitzpatrick types V and VI, the dose was low.",
    "Coring was safe, though Fitzpatrick types V and VI may scar.",
    "Hypopigmentation, rare in Fitzpatrick types V and VI, occurred in four women.",
    "The network was trained on images of faces. Accuracy was lowest for Fitzpatrick type VI.",
    "Hyperpigmentation, a common sequela in Fitzpatrick types V to VI, was not seen.",
    "The scale was extended by Fitzpatrick to types V and VI in 1988.",
    "MAUDE held 12 reports of burns in Fitzpatrick types V and VI.",
    "The cream had been tested in Fitzpatrick types V and VI by its maker.",
    "Among earlier coring trials, one enrolled Fitzpatrick types V and VI.",
    "A second cohort, of Fitzpatrick types V and VI, is under way.",
    "We hypothesised that patients with Fitzpatrick type V or VI would heal more slowly.",
    "It was hypothesized that Fitzpatrick type V skin would darken after coring.",
    "We then began to enrol patients with Fitzpatrick types V and VI; results are pending.",
    "Keloids occur 15 times more often in people with Fitzpatrick types V and VI.",
    "In the United States, 35 million people have Fitzpatrick type V or VI skin.",
    "Fitzpatrick types V and VI, long left out of trials, deserve study.",
    "We plan to extend the work to Fitzpatrick types V and VI.",
    "An international consensus held that Fitzpatrick types V and VI need longer intervals.",
    "Were Fitzpatrick types V and VI to be treated, lower densities would be chosen.",
    "Traditional lasers had burned many patients of Fitzpatrick types V and VI.",
    "The leaflet told patients of Fitzpatrick types V and VI to avoid the sun.",
    "Eighty of 120 dermatologists said they treat Fitzpatrick types V and VI.",
    "Contraindications in Fitzpatrick types V and VI were discussed.",
    "Treatment was contraindicated in Fitzpatrick V and VI.",
    "Earlier we had treated types V and VI.",
    "Skin of types V and VI reacts otherwise.",
    "Our findings in types II to IV may not hold in V and VI.",
    "Unlike skin types V and VI, these rarely pigment.",
    "Compared with published rates in types V and VI, ours were low.",
    "In contrast to types V and VI, no keloid formed.",
    "For types V and VI the manufacturer lowered the fluence.",
    "The literature reported burns in types V and VI.",
    "Others reported burns in types V and VI.",
    "Burns in types V and VI were described by Alster.",
    "A registry recorded burns in types V and VI.",
    "MAUDE listed burns in types V and VI.",
    "The FDA warned of burns in types V and VI.",
    "Fitzpatrick defined types V and VI in 1975.",
    "Types V and VI were added to the scale in 1988.",
    "The scale ran from I to VI.",
    "Melanin content was modelled for types V and VI.",
    "We calculated doses for types V and VI.",
    "Doses for types V and VI were calculated.",
    "We compared them with historical controls of types V and VI.",
    "Ten surgeons gave their opinion on types V and VI.",
    "Skin of types V and VI was studied in mice.",
    "Most photographs in textbooks showed types I and II.",
    "A study of types V and VI followed.",
    "A study of types V and VI is recruiting.",
    "Since then types V and VI have been treated elsewhere.",
    "Types V and VI might have burnt.",
    "Types V and VI would have been at risk.",
    "It was feared that types V and VI would burn.",
    "The risk for types V and VI was said to be high.",
    "Physicians hesitated to treat types V and VI.",
    "The consensus panel advised against treating types V and VI.",
    "Nine of 20 dermatologists had treated types V and VI.",
    "Fitzpatrick skin types V-VI are considered contraindicated.",
    "A limitation is the lack of Fitzpatrick types V and VI.",
    "Fitzpatrick types V and VI were underrepresented.",
    "Safety in Fitzpatrick types V and VI remains unknown.",
    "Safety in Fitzpatrick types V and VI has yet to be established.",
    "It is unclear whether Fitzpatrick types V and VI can be treated.",
    "Caution is advised in Fitzpatrick types V and VI.",
    "Lower settings are suggested for Fitzpatrick types V and VI.",
    "Fitzpatrick types V and VI carry a higher risk of hyperpigmentation.",
    "The manufacturer warns against use in Fitzpatrick types V and VI.",
    "Others have treated Fitzpatrick types V and VI.",
    "A previous trial treated Fitzpatrick types V and VI.",
    "Fitzpatrick types V and VI need further study.",
    "Results may differ in Fitzpatrick types V and VI.",
    "The laser is safe in Fitzpatrick types V and VI according to its maker.",
    "Fitzpatrick types V and VI are at risk of keloids.",
    "Melanin absorbs light, so Fitzpatrick types V and VI burn.",
    "Had Fitzpatrick types V and VI been included, risk would have been higher.",
    "We hypothesise that Fitzpatrick types V and VI tolerate coring.",
    "In theory coring suits Fitzpatrick types V and VI.",
    "Coring may suit Fitzpatrick types V and VI.",
    "A survey of Fitzpatrick types V and VI is planned.",
    "The atlas shows Fitzpatrick types V and VI.",
    "Scarring in type V was avoided by cooling in earlier work.",
    "The device received clearance for Fitzpatrick types V and VI.",
    "Clearance was granted for Fitzpatrick types V and VI.",
    "The label was extended to Fitzpatrick types V and VI.",
    "Simulated Fitzpatrick types V and VI were irradiated.",
    "Reports in Fitzpatrick types V and VI were sparse.",
    "Data on Fitzpatrick types V and VI were lacking.",
    "Evidence for Fitzpatrick types V and VI was insufficient.",
    "Little was known about Fitzpatrick types V and VI.",
    "There was concern about Fitzpatrick types V and VI.",
    "Surgeons were wary of Fitzpatrick types V and VI.",
    "Fitzpatrick types V and VI were long thought to be unsuitable.",
    "Fitzpatrick types V and VI were once considered unsafe for lasers.",
    "Prior lasers harmed Fitzpatrick types V and VI.",
    "Smith et al treated Fitzpatrick types V and VI.",
    "Trials of types V and VI were called for.",
    "A trial in Fitzpatrick types V and VI was announced.",
    "A trial in Fitzpatrick types V and VI was started thereafter.",
    "An extension in Fitzpatrick types V and VI was approved.",
    "Photographs of Fitzpatrick types V and VI were shown to raters.",
    "Raters were trained on Fitzpatrick types V and VI.",
    "An algorithm was trained on Fitzpatrick types V and VI.",
    "The questionnaire listed Fitzpatrick types V and VI.",
    "Sunscreen was advised for Fitzpatrick types V and VI.",
    "Settings were lowered for Fitzpatrick types V and VI in the protocol.",
    "The protocol foresaw lower density for Fitzpatrick types V and VI.",
    "A test spot was required for Fitzpatrick types V and VI.",
    "Hydroquinone was to be given to Fitzpatrick types V and VI.",
    "Efforts to recruit Fitzpatrick types V and VI were unsuccessful.",
    "We had too few Fitzpatrick types V and VI to analyse.",
    "Results cannot be extrapolated to Fitzpatrick types V and VI.",
    "These results were not generalisable to Fitzpatrick types V and VI.",
    "Fitzpatrick types V and VI warranted further study.",
    "Whether coring scars Fitzpatrick types V and VI was not examined.",
    "Effects on Fitzpatrick types V and VI were not examined.",
    "Safety for Fitzpatrick types V and VI was not assessed.",
    "Safety in Fitzpatrick types V and VI was not established.",
    "The safety of coring in Fitzpatrick types V and VI was unknown.",
    "Coring had not been tested in Fitzpatrick types V and VI.",
    "No data existed for Fitzpatrick types V and VI.",
    "There were no data for Fitzpatrick types V and VI.",
]
NOT_SHUT_OUT = [
    "While type II patients darkened, Fitzpatrick types V and VI did not.",
    "Treatment of Fitzpatrick types V and VI was deferred by a week.",
    "Sedation in Fitzpatrick type V patients was declined.",
    "Retreatment in patients with Fitzpatrick types V and VI was withheld until week 4.",
    "Sun exposure in Fitzpatrick types V and VI was prohibited.",
    "A second pass in Fitzpatrick types V and VI was not suitable.",
    "Exclusions were few among Fitzpatrick types V and VI.",
    "Contraindications in Fitzpatrick types V and VI were discussed.",
    "Contraindications to lasers in Fitzpatrick types V and VI include keloids.",
    "Hydroquinone was contraindicated in Fitzpatrick types V and VI.",
    "Patients of Fitzpatrick types V and VI were kept from the sun.",
    "Fitzpatrick types V and VI were sent home with cream.",
    "Photographs of Fitzpatrick types V and VI were set aside.",
    "Infection in Fitzpatrick types V and VI was ruled out.",
    "Fitzpatrick types V and VI were sorted out into two groups.",
    "We avoided burning Fitzpatrick types V and VI.",
    "The device failed to reach Fitzpatrick types V and VI.",
    "The burn was not with Fitzpatrick type V but with type IV.",
    "Scarring in Fitzpatrick types V and VI was absent.",
    "Bleeding in women with Fitzpatrick types V and VI was missing.",
]
OWN_RESULTS = [
    "Fitzpatrick types V and VI reported less pain than others had.",
    "Patients of types V and VI (Fitzpatrick) had more burns in this trial.",
    "Melanin in Fitzpatrick types V and VI was measured by reflectance.",
    "Although darker (Fitzpatrick V and VI), all twelve men healed well.",
    "Because of their Fitzpatrick types V and VI, twelve women had test spots.",
    "Although patients of Fitzpatrick types V and VI were included, burns were few.",
    "Since 2012 women of Fitzpatrick types V and VI were lasered here.",
    "Women of Fitzpatrick type V or VI were seen between May and July.",
    "In May 2015 patients of Fitzpatrick types V and VI were invited.",
    "Type V and VI patients (Fitzpatrick) were offered hydroquinone and took it.",
    "Contrary to fears, Fitzpatrick types V and VI did not darken.",
    "Mean clearance was 60% in Fitzpatrick type V and 40% in type VI.",
    "Safety in Fitzpatrick types V and VI was good.",
    "Retreatment was required in Fitzpatrick types V and VI.",
    "The laser was applied to Fitzpatrick types V and VI.",
    "Scarring was not observed in Fitzpatrick types V and VI.",
    "In Fitzpatrick types V and VI burns occurred.",
    "There was no evidence of scarring in Fitzpatrick types V and VI.",
    "We were able to treat Fitzpatrick types V and VI without hyperpigmentation.",
    "Data on Fitzpatrick types V and VI were analysed separately.",
    "Two sessions were needed for Fitzpatrick types V and VI.",
    "A lower density was used for Fitzpatrick types V and VI.",
    "Fitzpatrick types V and VI healed within a week.",
    "Mean improvement was calculated for Fitzpatrick types V and VI.",
    "Better results than in types II to IV were noted in Fitzpatrick types V and VI.",
    "Hyperpigmentation was reported in two women of Fitzpatrick types V and VI.",
]


def standings(sentence: str) -> dict[Standing, str]:
    """The types of each standing, in a study that treated II to IV."""
    return standings_in(document_of_text("Fractional laser", f"{sentence} {TREATED}"))


def standings_in(document: Document) -> dict[Standing, str]:
    prose = prose_of(document)
    reading = find_skin_types(document, find_participants(document, prose), prose)
    found = dict.fromkeys((Standing.STUDIED, Standing.ELIGIBLE, Standing.EXCLUDED), "")
    for tag in sorted(reading.tags, key=lambda tag: SkinType[tag.value]):
        assert tag.standing is not None
        found[tag.standing] += f"{SkinType[tag.value].name} "
    return {standing: types.strip() for standing, types in found.items() if types}


@pytest.mark.parametrize("sentence", SHUT_OUT)
def test_types_that_were_shut_out_are_excluded(sentence: str) -> None:
    assert standings(sentence) == {Standing.STUDIED: "II III IV", Standing.EXCLUDED: "V VI"}


@pytest.mark.parametrize("sentence", NOT_SHUT_OUT)
def test_what_was_refused_to_people_shuts_nobody_out(sentence: str) -> None:
    assert Standing.EXCLUDED not in standings(sentence)


@pytest.mark.parametrize("sentence", ONLY_SPOKEN_OF)
def test_types_that_are_only_spoken_of_took_no_part(sentence: str) -> None:
    assert standings(sentence) == {Standing.STUDIED: "II III IV"}


REGISTERED = [
    ("", "Not of Fitzpatrick skin type V or VI", "", {Standing.EXCLUDED: "V VI"}),
    ("", "No Fitzpatrick skin type VI", "", {Standing.EXCLUDED: "VI"}),
    ("A later study will address types V and VI.", "Fitzpatrick I-IV", "", IN),
    ("Types V and VI are contraindicated elsewhere.", "Fitzpatrick I-IV", "", IN),
    ("", "Fitzpatrick I-IV", "Fitzpatrick V or VI", IN | {Standing.EXCLUDED: "V VI"}),
]


@pytest.mark.parametrize(("summary", "included", "excluded", "expected"), REGISTERED)
def test_a_registration_lets_in_whom_its_criteria_let_in(
    summary: str, included: str, excluded: str, expected: dict[Standing, str]
) -> None:
    passages = [
        Passage(Section.TITLE, "Micro-coring of facial wrinkles"),
        Passage(Section.ABSTRACT, f"A trial of Fitzpatrick skin. {summary}"),
        Passage(Section.INCLUSION, included),
        *([Passage(Section.EXCLUSION, excluded)] if excluded else []),
    ]
    assert standings_in(document_of(passages, is_registration=True)) == expected


@pytest.mark.parametrize("sentence", OWN_RESULTS)
def test_results_of_types_are_results_still(sentence: str) -> None:
    assert standings(sentence) == {Standing.STUDIED: "II III IV V VI"}
