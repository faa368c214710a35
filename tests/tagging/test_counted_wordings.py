"""How many people a sentence counts of each type, in the many orders in which it may say so."""

import pytest

from app.records import Standing
from app.tagging.flat_text import document_of_text
from tests.tagging.skin_types_read import counted_in, standings_of, studied_in


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Of the 50 patients, 10 were Fitzpatrick II, 25 were III, 10 were IV, and 5 were V.", {"II": 10, "III": 25, "IV": 10, "V": 5}),
        ("Fitzpatrick types: 10 III, 8 IV. Eighteen women were lasered.", {"III": 10, "IV": 8}),
        ("Twenty-five patients (6 II, 12 III, and 7 IV by Fitzpatrick) were treated.", {"II": 6, "III": 12, "IV": 7}),
        ("Thirty women, Fitzpatrick types I-III (I, 8; II, 15; III, 7), were injected.", {"I": 8, "II": 15, "III": 7}),
        ("Fitzpatrick I: 3 | II: 8 | III: 9. Twenty women were treated.", {"I": 3, "II": 8, "III": 9}),
        ("Eleven children aged 4 to 16 - five phototype II, six phototype III - had sessions.", {"II": 5, "III": 6}),
        ("Fitzpatrick type was II in most patients (22/30), III in six and I in two.", {"I": 2, "II": 22, "III": 6}),
        ("Most patients (n = 35) had Fitzpatrick type III; fewer had type IV (n = 19) or V (n = 6).", {"III": 35, "IV": 19, "V": 6}),
        ("Both arms were alike in Fitzpatrick type (A: III 7, IV 8; B: III 6, IV 9). Thirty took part.", {"III": 13, "IV": 17}),
        ("Of 75 women, 4% were I, 20% II, 36% III and 40% IV by Fitzpatrick.", {"I": 3, "II": 15, "III": 27, "IV": 30}),
        ("Nineteen scars of 15 patients (I: 1, II: 4, III: 10, Fitzpatrick) were cored.", {"I": 1, "II": 4, "III": 10}),
        ("Twelve women, FST I-V, had half the chin treated.", {}),
        ("By Fitzpatrick type, 4 were II, 10 III, and 8 IV. Women alone took part.", {"II": 4, "III": 10, "IV": 8}),
        ("Fitzpatrick type: 25% II, 75% III (24 women).", {"II": 6, "III": 18}),
        ("Four (40%), five (50%) and one (10%) women were of Fitzpatrick types II, III and IV.", {"II": 4, "III": 5, "IV": 1}),
        ("FST V and VI patients made up a third of the 60 participants, the rest being FST II to IV.", {"V-VI": 20, "II-IV": 40}),
    ],
)  # fmt: skip
def test_numbers_go_with_the_type_that_they_count(text: str, counts: dict[str, int]) -> None:
    assert counted_in(text) == counts


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("The sample was 68% Fitzpatrick type IV and 32% type V (N = 50).", {"IV": 34, "V": 16}),
        ("A majority (58.3%) of the 60 patients had Fitzpatrick type III, 31.7% type IV, and 10.0% type V.", {"III": 35, "IV": 19, "V": 6}),
        ("Twenty-five patients, 24% of Fitzpatrick type II, 48% of type III and 28% of type IV, completed.", {"II": 6, "III": 12, "IV": 7}),
        ("Burns marked 24% of Fitzpatrick type II and 40% of type III in 25 women.", {}),
    ],
)  # fmt: skip
def test_percentages_are_of_everybody_or_of_nobody(text: str, counts: dict[str, int]) -> None:
    assert counted_in(text) == counts


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("All but two of the 24 patients had Fitzpatrick type IV skin; those two had type V.", {"IV": 22, "V": 2}),
        ("All 24 patients were Fitzpatrick type IV except three, who were type V.", {"IV": 21, "V": 3}),
        ("Seventeen subjects, all but one of Fitzpatrick type II, completed.", {"II": 16}),
        ("Both patients were of Fitzpatrick type V.", {"V": 2}),
    ],
)  # fmt: skip
def test_a_whole_without_some_is_counted_without_them(text: str, counts: dict[str, int]) -> None:
    assert counted_in(text) == counts


def test_all_but_one_of_a_type_is_no_exclusion_of_it() -> None:
    assert studied_in("Twenty women, all but one of Fitzpatrick type II, were treated.") == "II"


@pytest.mark.parametrize(
    "text",
    [
        "Thirty-eight women, 20 with lighter (Fitzpatrick I-III) and 18 with darker skin (Fitzpatrick IV-VI), had coring.",
        "Group 1 (n=20): Fitzpatrick types I-III. Group 2 (n=18): Fitzpatrick types IV-VI.",
    ],
)
def test_groups_of_types_are_counted_by_what_heads_them(text: str) -> None:
    assert counted_in(text) == {"I-III": 20, "IV-VI": 18}


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("Twenty-seven women were lasered. Median FST was III (IQR II-IV).", "II III IV"),
        ("Forty women were lasered; median Fitzpatrick type V (interquartile range IV to V).", "IV V"),
        ("Forty women were lasered. The median (IQR) Fitzpatrick type was III (II-IV).", "II III IV"),
        ("Forty women were lasered. The median Fitzpatrick type was III.", ""),
        ("Median age was 30 (IQR 20-40). Fitzpatrick type was II in all 27 women lasered.", "II"),
    ],
)  # fmt: skip
def test_the_spread_of_an_average_names_types_and_the_average_none(text: str, types: str) -> None:
    assert studied_in(text) == types


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("Skin types of the 35 women ranged between Fitzpatrick I and IV.", "I II III IV"),
        ("Burns in 35 women differed between Fitzpatrick types I and IV.", "I IV"),
        ("Ten women, Fitzpatrick III-V, unresponsive to previous treatment, were lasered.", "III IV V"),
        ("Adults (Fitzpatrick I-III) with rhytides had coring. Forty were followed.", "I II III"),
        ("Forty women with Fitzpatrick II-III rhytides had coring.", ""),
        ("Forty women (Fitzpatrick class II-III) with wrinkles had coring.", ""),
        ("Median (range) FST was 3. Fifty Fitzpatrick-typed women were cored.", ""),
        ("Ten previously untreated women of Fitzpatrick types III-V were lasered.", "III IV V"),
        ("Ten women of Fitzpatrick types III-V were previously reported. We treated others.", ""),
    ],
)  # fmt: skip
def test_what_stands_near_the_types_does_not_change_them(text: str, types: str) -> None:
    assert studied_in(text) == types


def test_a_harm_that_befell_nobody_of_a_type_shuts_nobody_out() -> None:
    text = "We peeled 47 patients with skin types III-VI. Burns followed 5 peels, none in type III."
    assert studied_in(text) == "III IV V VI"


@pytest.mark.parametrize(
    ("text", "excluded"),
    [
        ("Burns: FST II-III 0/18, FST IV-V 2/6. Women were peeled.", ""),
        ("Women were peeled (FST I: 0, FST II: 18, FST III: 6).", "I"),
    ],
)
def test_nobody_harmed_is_not_nobody_enrolled(text: str, excluded: str) -> None:
    standings = standings_of(document_of_text("Peels", text))
    assert standings.get(Standing.EXCLUDED, "") == excluded


def test_the_next_of_a_list_may_follow_one_of_whom_there_was_nobody() -> None:
    text = "No patient was Fitzpatrick I, one was II, and the others were III."
    assert studied_in(text) == "II III"


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("There were 40 women, including seven with Fitzpatrick skin type V.", {"V": 7}),
        ("Forty women were treated, seven (17.5%) of Fitzpatrick skin types V or VI.", {"V-VI": 7}),
        ("In all, 448 people took part, 148 of them of FST IV-VI.", {"IV-VI": 148}),
        ("In all, 448 took part. The subgroup (FST IV-VI; n=148) cleared alike.", {"IV-VI": 148}),
        ("Forty were lasered. PIH occurred in 4 of 15 patients with Fitzpatrick skin type V.", {"V": 15}),
        ("Group A had 10 patients (6 FST IV, 4 FST V) and group B 10 (6 FST IV, 4 FST V).", {"IV": 12, "V": 8}),
        ("One patient of 22 was of Fitzpatrick skin type V.", {"V": 1}),
        ("Of 304 patients, 297 (97.69%) were classified as white (phototypes I, II, and III).", {"I-III": 297}),
        ("Thirty-five patients had peels, 25 with Fitzpatrick type IV and the rest with type V.", {"IV": 25, "V": 10}),
    ],
)  # fmt: skip
def test_a_part_of_all_is_counted(text: str, counts: dict[str, int]) -> None:
    assert counted_in(text) == counts


@pytest.mark.parametrize(
    "text",
    [
        "Fifteen patients were lasered. PIH occurred in 4 of 15 patients with Fitzpatrick skin type V.",
        "Forty women were treated. Burns occurred in ten, seven of Fitzpatrick skin types V or VI.",
        "Forty women were treated and ten burned, seven of Fitzpatrick skin types V or VI.",
        "Forty women were treated, and 12 had PIH, including seven with Fitzpatrick skin type V.",
    ],
)
def test_a_part_of_those_who_were_harmed_is_not_counted(text: str) -> None:
    assert counted_in(text) == {}
