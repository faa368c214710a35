"""Where all participants had certain types, what is said of others is not about participants."""

import pytest

from tests.tagging.skin_types_read import studied_in

EVERYONE = "Thirty patients with Fitzpatrick types II to IV had three sessions."


@pytest.mark.parametrize(
    "sentence",
    [
        "Burns were seen in Fitzpatrick types V and VI.",
        "Conventional devices had burned many patients of Fitzpatrick types V and VI.",
        "The leaflet named Fitzpatrick types V and VI.",
    ],
)
def test_types_that_no_participant_had_were_not_studied(sentence: str) -> None:
    assert studied_in(f"{EVERYONE} {sentence}") == "II III IV"


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("Thirty patients, 18 with Fitzpatrick types II to IV, were lasered. Burns were seen in type V.", "II III IV V"),
        ("Thirty patients were lasered, mostly of Fitzpatrick types II to IV. Type V darkened.", "II III IV V"),
        ("Thirty patients with Fitzpatrick types II to IV were lasered. Ten patients with type V were peeled.", "II III IV V"),
        ("Thirty patients with Fitzpatrick types II to IV were lasered. Type V was also irradiated.", "II III IV V"),
        ("We included 30 patients with Fitzpatrick types II to IV. Twelve patients of type V were controls.", "II III IV V"),
    ],
)  # fmt: skip
def test_a_part_or_a_group_of_its_own_leaves_room_for_other_types(text: str, types: str) -> None:
    assert studied_in(text) == types
