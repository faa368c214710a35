"""Somebody or something beside a study's people bears the types, or nobody does; and who only sounds so."""

import pytest

from app.records import Standing
from app.tagging import document_of_text
from tests.tagging.skin_types_read import standings_of

PEOPLE = "Thirty women were treated with a laser for wrinkles. Fitzpatrick skin type was recorded."
BESIDE = """
The device stores presets for Fitzpatrick types I to VI.
A colour chart of Fitzpatrick types I to VI hung in the room.
Fluence was chosen from a table for Fitzpatrick types I-VI.
The nurse who operated the laser had Fitzpatrick type VI skin.
A control image of Fitzpatrick type VI skin was used for calibration.
The software was trained on 3000 images of Fitzpatrick types I-VI.
Controls of Fitzpatrick type VI from an earlier trial were used for comparison of melanin.
Sun advice was given as for Fitzpatrick type VI.
Spot size was reduced as if the skin were Fitzpatrick type V.
The scale runs from Fitzpatrick type I to type VI.
Our protocol allows Fitzpatrick types I to VI, but the clinic sees only fair skin.
We had planned to include Fitzpatrick types V and VI.
Recruitment of Fitzpatrick types V and VI was unsuccessful.
The ethics committee asked us to stop at Fitzpatrick type IV.
Two candidates with Fitzpatrick type VI declined to take part.
One Fitzpatrick type VI patient consented but did not attend.
One Fitzpatrick type V patient withdrew before the first treatment.
An interested man of Fitzpatrick type VI was told to wait for a later study.
Fitzpatrick types V and VI make up 3% of our city's population.
At our hospital 20% of outpatients are Fitzpatrick type V or VI.
The census classes 30% of residents as Fitzpatrick type V or VI.
Compared with Fitzpatrick type VI, our patients tan little.
Their skin resembled Fitzpatrick type V after the tan.
One patient had tanned to the equivalent of Fitzpatrick type V.
Vitiligo lesions behave like Fitzpatrick type I skin.
Lesional skin was regarded as Fitzpatrick type I for dosing.
The starting dose was that for Fitzpatrick type I in all.
All were dosed as Fitzpatrick type II.
Ex vivo skin of Fitzpatrick types II to VI was cored.
A phantom matching Fitzpatrick type VI was irradiated.
Simulations covered Fitzpatrick types I to VI.
Insurance data do not record Fitzpatrick types IV to VI.
The FDA asked for data in Fitzpatrick types V and VI.
A separate trial in Fitzpatrick types V and VI was started.
Another centre treats Fitzpatrick types V and VI with the same device.
A reviewer asked about Fitzpatrick type VI.
The parents of the children were of Fitzpatrick types IV and V.
His mother had Fitzpatrick type V skin.
Donor hair came from a man with Fitzpatrick type VI.
Graft donors were of Fitzpatrick type III to V.
Observers of Fitzpatrick types II to V rated the photographs.
The models in the leaflet were of Fitzpatrick types I to VI.
Questions on Fitzpatrick types V and VI were answered by 60 dermatologists.
Dermatologists felt unsafe with Fitzpatrick type VI.
Of 40 trials, 3 included Fitzpatrick type VI.
The warning for Fitzpatrick types V and VI was read to patients.
Melanin of Fitzpatrick type VI absorbs five times as much.
For Fitzpatrick type VI the pulse should be longer.
Had a patient been of Fitzpatrick type VI, we would have used 1064 nm.
A later amendment opened the study to Fitzpatrick type VI, and nobody came.
The manufacturer lent us the applicator for Fitzpatrick types IV to VI.
Each Fitzpatrick type from I to VI has its own setting.
We used the settings of Fitzpatrick type IV in all patients.
The Fitzpatrick type VI setting was never used.
The cream comes in shades for Fitzpatrick types I to VI.
Pulse oximeters overestimate in Fitzpatrick types V and VI.
A mathematical model for Fitzpatrick types I to VI was built.
Prices were higher for Fitzpatrick types IV to VI.
The model predicted burns in Fitzpatrick types V and VI.
Consensus was reached on Fitzpatrick types IV to VI.
Safety in Fitzpatrick types IV to VI has not been established.
It has not been evaluated in patients with Fitzpatrick types V-VI.
Safety was not tested in Fitzpatrick types V and VI.
Fitzpatrick types V and VI have never been studied.
Options in patients with Fitzpatrick types III to VI are the same as those used in other patients.
The parameters tested for Fitzpatrick type V are listed in the appendix.
Residents had seen few Fitzpatrick types V and VI.
""".strip().splitlines()
TAKING_PART = """
Dermatologists of Fitzpatrick types II to V were treated on one forearm.|2345
Nurses with Fitzpatrick types I to III took part in the study.|123
No blister occurred in Fitzpatrick types I to III at the parameters tested.|123
No burns were seen in Fitzpatrick type V at the settings used in 12 patients.|5
Group A (Fitzpatrick types III-IV) had 10 mJ and group B (Fitzpatrick type V) 8 mJ.|345
Parents of Fitzpatrick types III and IV were treated with their children.|34
Two patients with Fitzpatrick type V declined biopsy.|5
Three of Fitzpatrick type IV withdrew after the second treatment.|4
Another group of Fitzpatrick types IV to VI was treated in the same way.|456
A second series of Fitzpatrick types IV to VI patients was treated.|456
Of these studies' patients, 3 had Fitzpatrick type VI.|6
Outpatients of Fitzpatrick types IV to VI were treated.|456
The residents were treated; they were of Fitzpatrick types II to IV.|234
Compared with Fitzpatrick types I-III, patients of types IV-VI had more pigment.|123456
The committee allowed us to treat patients of Fitzpatrick type V, and 12 were treated.|5
The program of treatment for Fitzpatrick types IV to VI patients was completed by 20 women.|456
Advice was given to 20 women of Fitzpatrick types III to V.|345
Colour cards were matched to the skin of 30 volunteers of Fitzpatrick types I to VI.|123456
The fluence was 20 J/cm2 for 12 patients of Fitzpatrick type IV.|4
Patients of Fitzpatrick types IV-VI were told to come back later for a second session.|456
Eight patients of Fitzpatrick type V did not come to follow-up.|5
The study population were Fitzpatrick types III to VI.|3456
Visitors to a fair who had Fitzpatrick types I to IV were examined.|1234
All raters agreed in 12 patients with Fitzpatrick type VI.|6
The operator treated 14 patients with Fitzpatrick type V.|5
Our surgeons operated on 20 patients of Fitzpatrick type VI.|6
The physician saw 12 patients with Fitzpatrick type V.|5
Participants were parents of Fitzpatrick type III.|3
""".strip().splitlines()
NUMERALS = ("", "I", "II", "III", "IV", "V", "VI")


@pytest.mark.parametrize("sentence", BESIDE)
def test_what_stands_beside_the_people_is_nobodys_type(sentence: str) -> None:
    document = document_of_text("A laser", f"{PEOPLE} {sentence} Wrinkles improved by half.")
    assert standings_of(document) == {}


@pytest.mark.parametrize("line", TAKING_PART)
def test_who_took_part_is_read_though_it_sounds_alike(line: str) -> None:
    sentence, _, types = line.partition("|")
    document = document_of_text("A laser", f"{PEOPLE} {sentence} Wrinkles improved by half.")
    assert standings_of(document) == {
        Standing.STUDIED: " ".join(NUMERALS[int(digit)] for digit in types)
    }


@pytest.mark.parametrize(
    "conclusion",
    [
        "The laser may be tried in Fitzpatrick types V and VI.",
        "Fitzpatrick types V and VI deserve a trial of their own.",
        "We would not treat Fitzpatrick type VI.",
        "It might be an option for Fitzpatrick types IV to VI.",
        "Because melanin was spared, Fitzpatrick types V and VI should tolerate it.",
        "Our findings support trials in Fitzpatrick types IV to VI.",
        "The technique promises to be safe in Fitzpatrick types V and VI.",
        "Theoretically it is blind to color and suits Fitzpatrick types I to VI.",
    ],
)
def test_what_is_only_hoped_for_at_the_end_is_nobodys_type(conclusion: str) -> None:
    document = document_of_text("A laser", f"{PEOPLE} Conclusion: {conclusion}")
    assert standings_of(document) == {}
