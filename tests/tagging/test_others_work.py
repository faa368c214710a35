"""What others did in types of skin is not this study's, however much it sounds like it."""

import pytest

from tests.tagging.skin_types_read import studied_in

OTHERS = [
    "In 2015, Lee treated 20 patients with Fitzpatrick type V without pigment change.",
    "Lee and Park (2015) treated 20 patients with Fitzpatrick type V.",
    "Alster et al. treated 19 patients with Fitzpatrick type V.",
    "Bae and co-workers enrolled 34 women of Fitzpatrick types IV and V.",
    "A Korean group treated 41 patients of Fitzpatrick type V and saw burns in ten.",
    "A team from Bangkok reported burns in 12 patients with Fitzpatrick type V.",
    "The study by Battle treated 16 subjects with Fitzpatrick type VI.",
    "Battle's series of 16 subjects with Fitzpatrick type VI showed no burns.",
    "Nineteen patients of Fitzpatrick type V were cored by Chan (2019).",
    "In our earlier study of 20 Fitzpatrick type V patients, burns were rare.",
    "In one trial, 30 volunteers of Fitzpatrick type VI had burns in 12%.",
    "The largest published series comprised 112 patients, nine with Fitzpatrick type V.",
    "Since approval, more than 5000 people with Fitzpatrick types V to VI were treated.",
    "In the series of Goh, 31 Fitzpatrick type IV and V patients had three passes.",
    "A prior phase 2 trial randomized 60 subjects with Fitzpatrick types V and VI.",
    "Burns were fewer than the 46% that others saw in Fitzpatrick types IV to VI.",
    "In contrast to our work, Chan treated 37 patients of Fitzpatrick types III and IV.",
    "Kim's patients, of Fitzpatrick types III and IV, had more pain than ours.",
    "Their patients were of Fitzpatrick types I and II.",
    "Sample size was based on a study in which 10 of 50 Fitzpatrick type IV patients darkened.",
    "Clinical trials were done only in patients with Fitzpatrick types II to IV.",
    "Studies were performed in individuals with Fitzpatrick types I to VI.",
    "A recent survey found that 60 women with Fitzpatrick type VI feared lasers.",
]
OWN = [
    ("Studies were done in 30 subjects with Fitzpatrick types II to IV.", "II III IV"),
    ("In 2015, we treated 20 patients with Fitzpatrick type V.", "V"),
    ("From 2010 to 2015, Korean patients of Fitzpatrick types III and IV were treated.", "III IV"),
    ("The Asian group, 20 women of Fitzpatrick types III and IV, reported less pain.", "III IV"),
    ("Two surgeons, Lee and Park, treated 20 patients of Fitzpatrick types III and IV.", "III IV"),
    ("Settings followed Alster (2003) in 20 patients of Fitzpatrick type IV.", "IV"),
    ("Using the scale of Kim and colleagues, we graded 20 patients of Fitzpatrick type V.", "V"),
    ("Dermatologists at three centres treated 60 women of Fitzpatrick types IV to VI.", "IV V VI"),
    ("In the study of Koreans, 31 had Fitzpatrick type IV.", "IV"),
    ("The women's group had 20 participants of Fitzpatrick type IV.", "IV"),
    ("Since 2012, 140 patients with Fitzpatrick types V and VI were lasered here.", "V VI"),
]  # fmt: skip


@pytest.mark.parametrize("sentence", OTHERS)
def test_what_others_did_is_not_this_studys(sentence: str) -> None:
    assert studied_in(f"{sentence} Thirty women were treated here.") == ""


@pytest.mark.parametrize(("sentence", "types"), OWN)
def test_own_work_that_names_people_and_places_is_own_work(sentence: str, types: str) -> None:
    assert studied_in(sentence) == types
