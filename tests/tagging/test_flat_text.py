"""What kind of document a text in one piece is."""

import pytest

from app.tagging import document_of_text


@pytest.mark.parametrize(
    "text",
    [
        "Brief Summary\n\nOne laser is tested.\n\nInclusion Criteria\n1. Acne\n\nExclusion Criteria\n1. Fever",
        "NCT05362929 Conditions Acne Keywords skin of color Study Type Interventional Allocation N/A Inclusion Criteria: adults",
        "Registration Number: ISRCTN11703740\nConditions: Burns\nStudy Type: Interventional\nTarget Recruitment: 30",
        "A Cream Against Rosacea\nNCT04153188. An interventional trial.\n\nInclusion Criteria:\n- Rosacea",
        "A Cream Against Rosacea\n\nInclusion Criteria:\n- Rosacea\nExclusion Criteria:\n- Pregnancy",
        "A cream in burns\n\nPlain English Summary\nBurns itch.\nWho can participate?\nAdults.\nWhat does the study involve?\nA cream.",
        "Protocol summary\nStudy aim: a cream in vitiligo.\nSettings and conduct: Tabriz.\nMain outcome variables: the color of spots.",
        "Scientific title\nA cream for melasma\n\nTarget sample size\n60\n\nMasking\nDouble blind",
    ],
)
def test_a_registrys_record_as_a_page_prints_it(text: str) -> None:
    assert document_of_text("A cream", text).is_registration


@pytest.mark.parametrize(
    "text",
    [
        "Inclusion criteria: acne. Exclusion criteria: fever. Primary outcome: lesions. Forty adults had laser.",
        "Study design: retrospective. Inclusion criteria: acne. Primary outcome: lesions. Forty adults had laser.",
        "Enrollment\nAssessed for eligibility (n=60)\nAllocation\nPrimary outcome was MASI. Inclusion Criteria: melasma. We enrolled 40 women.",
        "Study Type: Interventional. Inclusion Criteria: acne. Exclusion Criteria: fever. "
        + "Forty adults had laser. " * 600,
        "Methods\nInclusion criteria:\n- skin type V\nExclusion criteria:\n- keloids\nTwenty women received laser.",
        "Inclusion criteria:\n- acne\nExclusion criteria:\n- keloids\nResults: Acne was better.",
        "The study type was observational; enrollment ended in May. Forty adults were seen. Allocation: none.",
    ],
)
def test_an_abstract_with_headings_is_no_record(text: str) -> None:
    assert not document_of_text("A cream", text).is_registration
