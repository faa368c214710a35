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
