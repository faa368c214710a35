"""Where people were treated and with what, told apart from what was only taken, told or put on."""

import pytest

from app.records import Dimension, Passage, Section
from app.tagging import compile_lexicon, document_of, read_document
from app.topic import read_topic

LEXICON = compile_lexicon(read_topic())


@pytest.mark.parametrize(
    ("text", "sites", "procedures"),
    [
        (
            "Twenty women received two sessions of micro-coring on the cheeks.",
            "cheek",
            "micro_coring",
        ),
        (
            "Patients underwent fractional CO2 laser resurfacing of the face.",
            "face",
            "ablative_laser",
        ),
        (
            "The abdomen was treated with radiofrequency microneedling in 15 patients.",
            "abdomen",
            "rf_microneedling",
        ),
        (
            "Patients were randomised to microneedling or 20% trichloroacetic acid peel on the face.",
            "face",
            "microneedling chemical_peel",
        ),
        (
            "Hyaluronic acid filler was injected into the nasolabial folds of 30 patients.",
            "cheek",
            "filler",
        ),
        (
            "Botulinum toxin was injected into the forehead of 22 subjects.",
            "forehead",
            "neurotoxin",
        ),
        (
            "Crow's feet were treated with a 1550-nm non-ablative fractional laser in 12 women.",
            "periorbital",
            "nonablative_laser",
        ),
        (
            "Submental fat was treated by cryolipolysis in 40 patients.",
            "submental",
            "cryolipolysis",
        ),
        ("Patients received poly-L-lactic acid threads in the neck.", "neck", "threads"),
        (
            "Microfocused ultrasound was applied to the lower face and neck of 20 patients.",
            "lower_face neck",
            "ultrasound",
        ),
        (
            "Perioral rhytids were treated with Er:YAG laser in ten patients.",
            "perioral",
            "ablative_laser",
        ),
        ("Patients' hands were treated with intense pulsed light.", "hand", "nonablative_laser"),
        ("Thirty patients had facelift surgery.", "", "facelift"),
        (
            "Scars on the upper arm were treated with dermal punch cores in 9 participants.",
            "arm",
            "",
        ),
        ("Striae on the thighs were treated with needling in 16 women.", "leg", "microneedling"),
        (
            "Previous laser treatment on the face within six months was an exclusion criterion.",
            "",
            "",
        ),
        (
            "Biopsies were taken from the abdomen of six patients treated on the cheeks.",
            "cheek",
            "",
        ),
        ("Patients with a history of facelift were excluded.", "", ""),
        (
            "Topical anaesthetic cream was applied to the face of all patients before microneedling.",
            "face",
            "microneedling",
        ),
        (
            "The décolleté of 18 women was treated with a 1064 nm picosecond laser.",
            "chest",
            "nonablative_laser",
        ),
        (
            "One side of the face was treated with micro-coring and the other was left untreated in 14 patients.",
            "face",
            "micro_coring",
        ),
        (
            "Fractional microneedling radiofrequency was performed on the axillae of 20 patients.",
            "arm",
            "rf_microneedling",
        ),
        (
            "Subjects received monopolar radiofrequency to the lower eyelids.",
            "periorbital",
            "radiofrequency",
        ),
        (
            "Patients were treated with a 755 nm alexandrite laser on the chest.",
            "chest",
            "nonablative_laser",
        ),
        (
            "Glycolic acid peels were given to 30 women with facial melasma.",
            "face",
            "chemical_peel",
        ),
        ("Acne scars of the back were treated with subcision in 12 men.", "", ""),
        ("PRP was injected into the scalp of 25 patients.", "", ""),
        ("A blood sample was drawn from the arm of each patient.", "", ""),
        ("Patients were photographed from the neck up before laser treatment.", "", ""),
        ("Dermal filler is widely used for facial rejuvenation.", "", ""),
        (
            "High-intensity focused ultrasound was delivered to the abdomen and flanks of 26 subjects.",
            "abdomen",
            "ultrasound",
        ),
        ("Patients received dermabrasion of the upper lip.", "perioral", ""),
        (
            "Twelve subjects had both cheeks treated with micro-coring at 7% density.",
            "cheek",
            "micro_coring",
        ),
        ("Neck laxity was treated with thread lifting in 21 women.", "neck", "threads"),
        ("Ten patients had knees treated with radiofrequency.", "leg", "radiofrequency"),
        (
            "The dorsum of the hand was injected with calcium hydroxylapatite in 16 patients.",
            "hand",
            "filler",
        ),
        ("Patients who had received fillers in the cheek within a year were not enrolled.", "", ""),
        ("Sunscreen was applied to the face by all participants after laser.", "", ""),
    ],
)
def test_sites_and_procedures_of_a_sentence(text: str, sites: str, procedures: str) -> None:
    passages = [Passage(Section.TITLE, "A study"), Passage(Section.ABSTRACT, text)]
    tags = read_document(document_of(passages), LEXICON).tags

    def found(dimension: Dimension) -> set[str]:
        return {tag.value for tag in tags if tag.dimension is dimension}

    assert found(Dimension.BODY_SITE) == set(sites.split())
    assert found(Dimension.PROCEDURE) == set(procedures.split())
