"""Skin types in the parts of a full text: what a discussion, a caption or a conclusion tells."""

import pytest

from app.records import Passage, Section, Standing
from app.tagging.document import document_of
from tests.tagging.skin_types_read import standings_of

OWN = Passage(Section.METHODS, "Thirty patients with acne scars were enrolled.")


@pytest.mark.parametrize(
    ("section", "sentence", "types"),
    [
        (Section.DISCUSSION, "Our patients were all of Fitzpatrick types IV and V, which may explain this.", "IV V"),
        (Section.DISCUSSION, "Since most of our patients were of Fitzpatrick type IV, others may differ.", "IV"),
        (Section.DISCUSSION, "Burns were seen only in our Fitzpatrick type V patients.", "V"),
        (Section.DISCUSSION, "In our experience, Fitzpatrick type VI patients need three weeks to heal.", ""),
        (Section.BACKGROUND, "People with Fitzpatrick types IV-VI made up 43% of the US population.", ""),
        (Section.BACKGROUND, "Density matters.[6] In a trial in Fitzpatrick types IV\u2013VI five of seven cheeks darkened.[7] We therefore compared two densities.", ""),
        (Section.DISCUSSION, "Taub and Garretson treated 20 persons of skin types II to V.[8,9] Our patients did not darken.", ""),
        (Section.DISCUSSION, "The device that we used is labelled by its maker for skin types I to VI.", ""),
        (Section.DISCUSSION, "An American series that included types V and VI of Fitzpatrick was eligible for comparison.", ""),
        (Section.DISCUSSION, "We are planning a trial in women that will recruit one hundred participants with Fitzpatrick skin types IV to VI.", ""),
        (Section.DISCUSSION, "Longer use and other populations, among them people of Fitzpatrick types V and VI, will have to be studied.", ""),
        (Section.BACKGROUND, "A scale gives points for the Fitzpatrick type (one point for type I up to six points for type VI) and will be used.", ""),
        (Section.RESULTS, "The Fitzpatrick classification of facial wrinkling was used. One woman, Fitzpatrick class II, improved.", ""),
        (Section.DISCUSSION, "Our patients (Fitzpatrick IV and V) did better than those of Lee,[7] who had type VI.", "IV V"),
        (Section.DISCUSSION, "In our study we included types III-V, unlike Smith [4] whose patients were Fitzpatrick VI.", "III IV V"),
        (Section.RESULTS, "Unlike placebo [4], the cream helped 12 women of Fitzpatrick type VI.", "VI"),
        (Section.METHODS, "Those of Fitzpatrick types I and II treated in the same period were not reviewed.", ""),
        (Section.DISCUSSION, "In an unpublished registry of 212 axillae, to which we had access, 9% of Fitzpatrick type IV and 14% of types V\u2013VI had pigment for a month.", ""),
        (Section.DISCUSSION, "With our first instrument reflectance in Fitzpatrick type VI was too low to be read, and in type V one field in four was lost.", ""),
        (Section.DISCUSSION, "For comparison, the pivotal trial of this gel in 439 people took in only 12 of Fitzpatrick types V and VI, and its label states that safety has not been established in keloids.", ""),
        (Section.DISCUSSION, "The Kirby\u2013Desai score, in which a patient of FST VI receives six points and one of FST I a single point, foretold more sessions than were needed in our nine patients.", ""),
        (Section.BACKGROUND, "In our earlier study of segmental disease, which had 19 patients of Fitzpatrick type IV, the lamp was started at half of the dose used here.", ""),
        (Section.BACKGROUND, "In our own pilot study of 18 women with Fitzpatrick type III or type IV skin, the cream was used for eight weeks only.", ""),
        (Section.BACKGROUND, "In our pilot study of 12 women, five of Fitzpatrick type V, no lasting change of color was observed.", ""),
        (Section.DISCUSSION, "Our American partner will begin a study with 40 subjects of Fitzpatrick types IV\u2013VI this year.", ""),
        (Section.BACKGROUND, "Reviews say that the dose in vitiligo lesions, which lack melanin, should be that of Fitzpatrick type I everywhere.", ""),
        (Section.CAPTION, "Simulated temperature at the basal layer for melanin volume fractions of 3% (representing Fitzpatrick types I\u2013II) and 30% (types V\u2013VI).", ""),
        (Section.CAPTION, "Type III wrinkles of the lower face in a 61-year-old woman at baseline (left) and type II at six months (right), by the Fitzpatrick wrinkle scale.", ""),
        (Section.DISCUSSION, "Fitzpatrick skin type was one of the variables foreseen, but it was filled in for a minority of women.", ""),
        (Section.RESULTS, "A 40-year-old woman of Fitzpatrick type II had wrinkles of class III by the Fitzpatrick wrinkle scale.", "II"),
        (Section.DISCUSSION, "Although reviews say that lasers burn dark skin, none of our 12 patients of Fitzpatrick type VI was burnt.", "VI"),
        (Section.DISCUSSION, "Unlike our first device, the present one was tried by us in 12 patients of Fitzpatrick type VI.", "VI"),
        (Section.BACKGROUND, "The aim of our pilot study was to treat women of Fitzpatrick types IV to VI.", "IV V VI"),
        (Section.RESULTS, "The score fell in Fitzpatrick type III one point and in type V two points.", "III V"),
        (Section.RESULTS, "In patients of Fitzpatrick skin type III, combination therapy cleared more, and in type IV less.", "III IV"),
        (Section.RESULTS, "Pain was 3.0 in Fitzpatrick type III and 2.1 in type IV.", "III IV"),
        (Section.RESULTS, "The gain was 9.2 units in Fitzpatrick type II, 2.0 in type III and 3.9 in type IV.", "II III IV"),
        (Section.RESULTS, "In our earlier patients of Fitzpatrick type V the needle was set to 1 mm, here as well.", "V"),
        (Section.DISCUSSION, "We treated 12 women of Fitzpatrick type VI in an unselected clinic population.", "VI"),
        (Section.CONCLUSIONS, "Coring appears safe in Fitzpatrick types III through V.", "III IV V"),
        (Section.CONCLUSIONS, "Studies in Fitzpatrick types V and VI should follow.", ""),
        (Section.CONCLUSIONS, "Whether this holds for Fitzpatrick types V and VI is unknown.", ""),
        (Section.CAPTION, "Figure 3. Chart of the Fitzpatrick skin types I to VI.", ""),
        (Section.CAPTION, "Figure 1. A 28-year-old woman with Fitzpatrick type IV skin, before.", "IV"),
        (Section.RESULTS, "Fitzpatrick types I-III (n = 18) improved as much as IV-VI (n = 12).", "I II III IV V VI"),
    ],
)  # fmt: skip
def test_each_part_tells_of_its_own_people_alone(
    section: Section, sentence: str, types: str
) -> None:
    document = document_of([OWN, Passage(section, sentence)])
    assert standings_of(document).get(Standing.STUDIED, "") == types
    assert Standing.ELIGIBLE not in standings_of(document)


LISTS = [
    (Section.ELIGIBILITY, "Patients are eligible if they meet all of the following:\nage 18 to 70 years;\nFitzpatrick skin type I to IV;\nconsent.\nPatients will not be included if they have\nFitzpatrick skin type V or VI, because of the risk;\nkeloids.", "V VI"),
    (Section.METHODS, "Women were not admitted in case of\n(1)\npregnancy or breastfeeding;\n(2)\na history of stroke;\n(3)\nFitzpatrick skin type VI;\n(4)\nallergy.", "VI"),
    (Section.METHODS, "Volunteers were excluded if they had any of the following:\n- a tan\n- Fitzpatrick skin type V or VI\n- keloids", "V VI"),
    (Section.METHODS, "Volunteers were included if they had\n- a tan\n- Fitzpatrick skin type V or VI", ""),
    (Section.METHODS, "We treated patients who were not eligible for\nsurgery and had Fitzpatrick skin types I to VI; all gave consent.", ""),
    (Section.METHODS, "Nobody was excluded for\nany reason, and Fitzpatrick skin types V and VI took part.", ""),
    (Section.METHODS, "Those of Fitzpatrick types I and II were not reviewed.", "I II"),
    (Section.RESULTS, "Twenty-seven did not enter: six had another disease, and five were turned away because their skin was of Fitzpatrick type V or VI.", "V VI"),
    (Section.CAPTION, "Of 54 assessed, eight were not randomized: four because they were of Fitzpatrick type IV, three for fewer than five lesions.", "IV"),
    (Section.RESULTS, "No participant of Fitzpatrick type IV was affected.", ""),
    (Section.DISCUSSION, "No participants were of Fitzpatrick type VI, in whom keloids are most stubborn, and few lived in cities.", "VI"),
    (Section.DISCUSSION, "There were no patients with Fitzpatrick types V and VI.", "V VI"),
    (Section.DISCUSSION, "No patients of Fitzpatrick type VI are known to have been harmed.", ""),
    (Section.DISCUSSION, "Lee (2015) reported a trial. No patients were of Fitzpatrick type VI in the study of Lee.[7]", ""),
]  # fmt: skip


@pytest.mark.parametrize(("section", "text", "types"), LISTS)
def test_a_list_of_criteria_is_what_the_sentence_before_it_says(
    section: Section, text: str, types: str
) -> None:
    assert (
        standings_of(document_of([OWN, Passage(section, text)])).get(Standing.EXCLUDED, "") == types
    )
