"""People per type: numbers, percentages of a stated whole, and sums that cannot be."""

import pytest

from app.tagging.document import Document
from app.tagging.fitzpatrick import SkinTypeReading, find_skin_types
from app.tagging.flat_text import document_of_text
from app.tagging.participants import find_participants


def read(document: Document) -> SkinTypeReading:
    return find_skin_types(document, find_participants(document))


def counts_in(text: str) -> dict[str, int]:
    reading = read(document_of_text("A laser", text))
    return {"+".join(t.name for t in c.types): c.people for c in reading.counts}


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        (
            "Thirty women with skin types III (n = 12), IV (n = 15) and V (n = 3) were randomized.",
            {"III": 12, "IV": 15, "V": 3},
        ),
        (
            "Of 40 women, 10 had skin type III, 22 type IV and 8 type V.",
            {"III": 10, "IV": 22, "V": 8},
        ),
        (
            "7 patients (11.7%) had Fitzpatrick skin type III and 53 patients (88.3%) type IV.",
            {"III": 7, "IV": 53},
        ),
        (
            "Skin types II/III/IV were present in 5/11/4 of the 20 women.",
            {"II": 5, "III": 11, "IV": 4},
        ),
        (
            "5, 11 and 4 patients had skin types II, III and IV, respectively.",
            {"II": 5, "III": 11, "IV": 4},
        ),
        (
            "The skin type was Fitzpatrick IV in nine subjects and V in six subjects.",
            {"IV": 9, "V": 6},
        ),
        (
            "Women with Fitzpatrick skin types: I\u2013II 31 (62%), III\u2013IV 15 (30%), V\u2013VI 4 (8%).",
            {"I+II": 31, "III+IV": 15, "V+VI": 4},
        ),
        ("Fitzpatrick skin type: II, n = 3; III, n = 7.", {"II": 3, "III": 7}),
        (
            "Patients had phototypes II-IV (2 type II, 14 type III, 4 type IV).",
            {"II": 2, "III": 14, "IV": 4},
        ),
        (
            "Volunteers with FST I\u2013II, III\u2013IV, and V\u2013VI (n = 10 each) were recruited.",
            {"I+II": 10, "III+IV": 10, "V+VI": 10},
        ),
        (
            "The registry held 200 people; FST was IV in 61%, V in 29%, and VI in 10%.",
            {"IV": 122, "V": 58, "VI": 20},
        ),
        (
            "Of 48 enrolled subjects, 31% were Fitzpatrick Skin Type I/II, 44% III/IV and 25% V/VI.",
            {"I+II": 15, "III+IV": 21, "V+VI": 12},
        ),
        (
            "We saw 197 patients (188 women and 9 men). Among the women, 14% had phototype III, 45% phototype IV and 41% phototype V.",
            {"III": 26, "IV": 85, "V": 77},
        ),
        (
            "Ninety-two percent of the patients were Fitzpatrick type III-IV. We treated 50 patients.",
            {"III+IV": 46},
        ),
        (
            "Patients with Fitzpatrick skin types IV to VI made up 42% of 150 enrolled subjects.",
            {"IV+V+VI": 63},
        ),
        (
            "Clearance was 80% in skin type III (n=14) and 60% in skin type IV (n=6).",
            {"III": 14, "IV": 6},
        ),
        (
            "We report four patients, two with Fitzpatrick type IV skin and two with type V skin.",
            {"IV": 2, "V": 2},
        ),
    ],
)
def test_counts_are_read_as_written(text: str, counts: dict[str, int]) -> None:
    assert counts_in(text) == counts


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Thirteen subjects with skin phototype IV had three sessions.", {"IV": 13}),
        ("All patients had Fitzpatrick skin type IV. Fifteen patients were treated.", {"IV": 15}),
        ("A 23-year-old lady with Fitzpatrick skin type 2 was peeled.", {"II": 1}),
        (
            "Three cases: a 30-year-old man with Fitzpatrick skin type IV. A 45-year-old man with skin type V. A 28-year-old man with skin type IV.",
            {"IV": 2, "V": 1},
        ),
        ("Twenty women with skin types III-V were treated.", {}),
    ],
)
def test_everybody_is_counted_where_all_are_of_one_type(text: str, counts: dict[str, int]) -> None:
    assert counts_in(text) == counts


@pytest.mark.parametrize(
    "text",
    [
        "Twenty patients finished. Redness was seen in four patients with Fitzpatrick skin type V.",
        "We treated 70 women of skin types III to VI. Two women with type IV had folliculitis.",
        "Hair fell by 64% in 58 patients with skin types II-IV, most in skin type IV (70.4%).",
        "PIH occurred in 15 percent of patients, all of them with skin phototypes V and VI.",
        "Fitzpatrick skin types were II (20%), III (50%) and IV (30%).",
        "Sixty women of phototypes II\u2013V, 30 in either group, were treated.",
    ],
)
def test_events_effects_and_bare_percentages_are_no_counts(text: str) -> None:
    assert counts_in(text) == {}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            "Ten men were treated. Skin types were II (n = 8) and III (n = 9).",
            "counts add up to 17, more than the 10 participants",
        ),
        (
            "We treated 50 adults: Fitzpatrick skin type I (31%), II (35%), III (27%) or IV (27%).",
            "percentages add up to more than a whole",
        ),
        (
            "We treated 7 men; Fitzpatrick skin type was II in 50% and III in 50%.",
            "50% is no whole number of 7 people",
        ),
    ],
)
def test_numbers_that_cannot_be_are_flagged(text: str, reason: str) -> None:
    reading = read(document_of_text("A laser", text))
    assert not reading.counts
    assert reason in [r.reason for r in reading.rejected]


def test_planned_counts_are_multiplied_over_the_groups() -> None:
    text = (
        "(firstQuint)A laser.\n\n 30 patients will be randomized. Each treatment group of 15 subjects"
        " will be composed of 5 patients each with skin type III, IV, and V."
    )
    assert counts_in(text) == {"III": 10, "IV": 10, "V": 10}


def test_types_that_are_counted_apart_add_up_to_the_participants() -> None:
    text = "We included 18 patients with Fitzpatrick skin type IV and 12 patients with skin type V."
    reading = read(document_of_text("A laser", text))
    assert reading.people is not None
    assert reading.people.people == 30


@pytest.mark.parametrize(
    "text",
    [
        "Of the 14 patients with type IV skin, three (21%) developed hyperpigmentation.",
        "Of the 14 patients with type IV skin, three (21%) were women.",
        "Among 14 women with skin type IV, 3 withdrew.",
    ],
)
def test_some_of_a_type_are_not_all_of_it(text: str) -> None:
    assert counts_in(f"Forty patients of skin types I to VI came. {text}") in ({}, {"IV": 14})


def test_one_person_of_a_type_is_not_everybody() -> None:
    assert counts_in("A single patient with phototype VI was included among 19 treated.") == {}
    assert counts_in("The only woman of skin type V took part among 30 treated women.") == {}
