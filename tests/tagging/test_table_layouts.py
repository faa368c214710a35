"""The layouts in which tables give people by skin type, and tables that only look alike."""

import pytest

from app.records import Passage, Section, Standing
from app.tagging.document import document_of
from tests.tagging.skin_types_read import counted_in_table, standings_of

LAYOUTS = [
    # the scale's name beside each type, as a merged cell is spread out
    ("Table 1. Patients", "Characteristic|Group|A (n=20)|B (n=20)|p\nSex|Male|8|7|0.7\nFitzpatrick type|III|9|11|0.5\nFitzpatrick type|IV|11|9|0.5", {"III": 20, "IV": 20}),
    ("Table 1. Patients", "Fitzpatrick phototype|II|3\nFitzpatrick phototype|III|13", {"II": 3, "III": 13}),
    ("Table 1. Patients", "Fitzpatrick type, n (%)|I|3 (10%)\n|II|9 (30%)", {"I": 3, "II": 9}),
    ("Table 1. Patients", "Fitzpatrick type, n (%)|I \u2013 3 (10%)\n|II \u2013 9 (30%)", {"I": 3, "II": 9}),
    # heads of two rows
    ("Table 1. Patients", "Trait|A (n=20)|A (n=20)|B (n=20)|B (n=20)\nTrait|n|%|n|%\nFitzpatrick III|9|45|11|55\nFitzpatrick IV|11|55|9|45", {"III": 20, "IV": 20}),
    # a row for the whole scale
    ("Table 1. Patients", "Trait|n=40\nFitzpatrick type, I/II/III, n|2/10/28", {"I": 2, "II": 10, "III": 28}),
    ("Table 1. Patients", "Trait|Laser|Cream\nFitzpatrick (III:IV:V)|5:10:5|6:9:5", {"III": 11, "IV": 19, "V": 10}),
    ("Table 1. Patients", "Trait|n=40\nFitzpatrick type|II 10 (25%); III 18 (45%); IV 12 (30%)", {"II": 10, "III": 18, "IV": 12}),
    ("Table 1. Patients", "Trait|n=40\nFitzpatrick type|12 III, 18 IV", {"III": 12, "IV": 18}),
    ("Table 1. Patients", "Trait|n=40\nFitzpatrick (II/III/IV/V), %|25/50/25/0", {"II": 10, "III": 20, "IV": 10}),
    ("Table 1. Patients", "Trait|Patients\nFitzpatrick (II/III/IV/V), %|25/50/25/0", {}),
    # the unit of a registry's measure
    ("Baseline: Fitzpatrick Skin Type (percentage of participants)", "Category|Laser (n=40)\nType II|25\nType III|75\nType V|0", {"II": 10, "III": 30}),
    ("Baseline: Fitzpatrick Skin Type (percentage of participants)", "Category|Laser\nType II|25\nType III|75", {}),
    ("Baseline: Fitzpatrick Skin Type (Participants)", "Category|Laser (n=40)\nType II|10\nType III|30\nType V|0", {"II": 10, "III": 30}),
    # columns that hold no people
    ("Table 1. Patients", "Fitzpatrick type|No. of patients|No. of lesions\nIII|12|30\nIV|18|44", {"III": 12, "IV": 18}),
    ("Table 1. Patients", "Fitzpatrick type|No. of patients|Mean age\nIII|12|30\nIV|18|44", {"III": 12, "IV": 18}),
    ("Table 2. Improvement by skin type", "Fitzpatrick type|Number of patients|Excellent|Good\nIII|12|7|5\nIV|18|11|7", {"III": 12, "IV": 18}),
    # percentages of a whole that the head counts
    ("Table 1. Patients", "|Laser (n=20)|Sham (n=20)\nFitzpatrick type, %||\nII|20|25\nIII|80|75", {"II": 9, "III": 31}),
    ("Table 1. Patients", "|N=40\nFitzpatrick II|30%\nFitzpatrick III|70%", {"II": 12, "III": 28}),
    # types in the heads of columns
    ("Table 2. Adverse events", "Event|Fitzpatrick I-III (n=20)|Fitzpatrick IV-VI (n=10)\nErythema|20|10", {"I-III": 20, "IV-VI": 10}),
    ("Table 1. Fitzpatrick types of patients", "|Type I|Type II\nLaser, n|2|5\nSham, n|3|4", {"I": 5, "II": 9}),
    ("Table 1. Treatment and outcome by Fitzpatrick phototype", "Fitzpatrick phototype|IV|V|VI|All|P\nWomen|52|33|13|98|\nSessions, total|412|277|114|803|\nAny complication, n (%)|9 (17)|4 (12)|2 (15)|15 (15)|0.84\nDarkening|5|3|1|9|", {"IV": 52, "V": 33, "VI": 13}),
    ("Table 1. Fitzpatrick types", "Trait|IV|V|VI\nAny complication, n (%)|9 (17)|4 (12)|2 (15)\nSatisfied patients, n|41|26|9", {}),
    ("Table 1. Fitzpatrick types", "Trait|IV|V|VI\nWomen|9|4|2\nMen|3|3|1\nWounds|3|3|1", {}),
    ("Table 1. Features of the patients and outcome of treatment", "No.|Sex/age|FST|Site|Clearance (%)\n1|F/27|II|Ankle|76\n2|M/41|III|Forearm|80\n3|M/29|V|Arm|50", {"II": 1, "III": 1, "V": 1}),
    ("Table 1. Clinical data of the patients", "No.|Sex|Phototype|HDSS|HDSS\nNo.|Sex|Phototype|Before|6 months\n1|F|IV|4|1\n2|F|III|4|2\n3|M|V|3|1", {"III": 1, "IV": 1, "V": 1}),
    ("Table 1. Demographics (N = 150)", "Characteristic|Percent\nFemale|93.3\nFitzpatrick skin type|Fitzpatrick skin type\nIV|32.0\nV|46.0\nVI|22.0", {"IV": 48, "V": 69, "VI": 33}),
    ("Table 1. Baseline data", "|A (n = 30)|A (n = 30)|Total (n = 60)|Total (n = 60)\n|Patients, n (%)|Keloids, n|Patients, n (%)|Keloids, n\nFitzpatrick skin type||||\nIV|6 (20.0)|9|20 (33.3)|26\nV|24 (80.0)|31|40 (66.7)|71", {"IV": 20, "V": 40}),
    ("Table 2. Hair reduction and complications by skin type", "|Type III (n=11)|Type IV (n=29)|P-value\nAge, mean|30.4|29.1|0.84\nCrusts|0|2|0.1", {"III": 11, "IV": 29}),
    ("Table 1", "Variable|Category|n|%\nSex|F|30|75\nFitzpatrick|III|20|50\n|IV|20|50\n|Unknown|0|0\nScar|I|12|30\n|II|28|70", {"III": 20, "IV": 20}),
    ("Table 1. Patient data", "Pt|Age/Sex|FST|Lesion\n1|34/F|5|Keloid\n2|28/M|6|Keloid", {"V": 1, "VI": 1}),
    # a block between others
    ("Table 1. Patients", "Age|35\nFitzpatrick skin type|\nType III|12 (40%)\nType IV|18 (60%)\nType of scar|\nType I|10", {"III": 12, "IV": 18}),
    ("Table 1. Patients", "Fitzpatrick-Goldman wrinkle class|\nI|4\nFitzpatrick skin type|\nII|5\nIII|8", {"II": 5, "III": 8}),
]  # fmt: skip
NO_PEOPLE = [
    ("Table 1. Images in the training set", "Fitzpatrick skin type|Images\nI|400\nII|900"),
    ("Table 1. Skin of donors used ex vivo", "Fitzpatrick type|Samples\nII|4\nV|3"),
    ("Table 4. Multivariable model", "Predictor|Coefficient\nSkin type IV (Fitzpatrick)|3"),
    ("Table 1. Excluded patients", "Reason|n\nFitzpatrick V|3\nPregnancy|1"),
    ("Table 1. Screen failures", "Reason|n\nFitzpatrick V|3\nAge|4"),
    ("Table 1. Planned enrolment", "Fitzpatrick skin type|Planned n\nI-III|20\nIV-VI|20"),
    ("Table 2. Colorimetry by Fitzpatrick type", "Fitzpatrick|L*|a*\nI|70|8\nII|66|9"),
    ("Table 2. Typology angles", "Fitzpatrick|ITA\nI|55\nII|41"),
    ("Table 2. Doses", "Fitzpatrick|Hours\nI|55\nII|41"),
    ("Table 1. Comparison of lasers", "Laser|A|B\nFitzpatrick skin types|I-III|I-VI"),
    ("Table 1. Criteria", "Inclusion|Exclusion\nFitzpatrick I-IV|Fitzpatrick V-VI"),
    ("Table 2. Rates", "Group|Cured\nFitzpatrick III|40%\nFitzpatrick IV|50%"),
]


@pytest.mark.parametrize(("heading", "text", "counts"), LAYOUTS)
def test_people_are_counted_in_every_layout(
    heading: str, text: str, counts: dict[str, int]
) -> None:
    assert counted_in_table(heading, text.replace("|", "\t")) == counts


@pytest.mark.parametrize(("heading", "text"), NO_PEOPLE)
def test_tables_of_other_things_name_nobodys_type(heading: str, text: str) -> None:
    table = Passage(Section.TABLE, text.replace("|", "\t"), heading)
    assert standings_of(document_of([table])) == {}


@pytest.mark.parametrize(
    ("row", "types"),
    [
        ("Fitzpatrick skin type, median (range)|III (II-V)", "II III IV V"),
        ("Median Fitzpatrick skin type (IQR)|3 (2-4)", "II III IV"),
        ("Fitzpatrick skin type|Median 3 (range 2-5)", "II III IV V"),
        ("Fitzpatrick skin types|II-IV", "II III IV"),
        ("Fitzpatrick skin type IV|60%", "IV"),
        ("Fitzpatrick skin type, mean (SD)|3.2 (0.8)", ""),
        ("Fitzpatrick skin type; mean \u00b1 SD (range)|2.9 \u00b1 0.6 (2\u20134)", "II III IV"),
        ("Fitzpatrick skin type, mean (range)|2.3 (II-IV)", "II III IV"),
        ("Fitzpatrick skin type, mean (SD); range|3.2 (0.8); 2-5", "II III IV V"),
        ("Mean Fitzpatrick type (95% CI)|3.2 (3-4)", ""),
        ("Fitzpatrick skin type, mean (range)|3.2 (0-100)", ""),
        ("Fitzpatrick skin type, median|III", ""),
    ],
)
def test_types_without_a_number_are_present(row: str, types: str) -> None:
    table = Passage(Section.TABLE, f"Age|35\n{row}".replace("|", "\t"), "Table 1. Patients")
    assert standings_of(document_of([table])).get(Standing.STUDIED, "") == types


MEASURED = "Phototype\tn\tITA, mean\tMED (mJ/cm2)\nI\t8\t61.2\t250\nII\t14\t55.0\t310"


@pytest.mark.parametrize(("people", "wanted"), [("Twenty-two", "I II"), ("Ninety", "")])
def test_a_table_of_what_was_measured_counts_people_where_they_are_all(
    people: str, wanted: str
) -> None:
    told = Passage(Section.RESULTS, f"{people} volunteers took part. Their phototype was noted.")
    table = Passage(Section.TABLE, MEASURED, "Table 2. Phototype, typology angle and MED")
    assert standings_of(document_of([told, table])).get(Standing.STUDIED, "") == wanted


@pytest.mark.parametrize(("scale", "wanted"), [("wrinkle scale", ""), ("skin types", "I II")])
def test_fitzpatricks_classes_are_of_wrinkles_where_the_text_scores_these(
    scale: str, wanted: str
) -> None:
    told = Passage(Section.METHODS, f"Twenty women took part. The Fitzpatrick {scale} was used.")
    rows = "\tLaser (n = 20)\nFitzpatrick class, n (%)\t\nI\t8 (40)\nII\t12 (60)"
    table = Passage(Section.TABLE, rows, "Table 2. Characteristics of the women")
    assert standings_of(document_of([told, table])).get(Standing.STUDIED, "") == wanted
