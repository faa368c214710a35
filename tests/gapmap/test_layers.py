import pytest

from app.gapmap import Layer, Profile, layer_of
from app.records import ReportKind

ARTICLE, REVIEW = ReportKind.JOURNAL_ARTICLE, ReportKind.REVIEW
REGISTRATION, COMMENT = ReportKind.REGISTRATION, ReportKind.COMMENT


def a_profile(*kinds: ReportKind, designs: str = "", procedures: str = "coring") -> Profile:
    return Profile(
        kinds=frozenset(kinds),
        designs=frozenset(designs.split()),
        procedures=frozenset(procedures.split()),
    )


@pytest.mark.parametrize(
    ("profile", "layer"),
    [
        (a_profile(ARTICLE, designs="observational"), Layer.PRIMARY),
        (a_profile(ARTICLE), Layer.PRIMARY),
        (a_profile(ARTICLE, REGISTRATION, designs="nonrandomized_trial"), Layer.PRIMARY),
        (a_profile(REGISTRATION, designs="randomized_trial"), Layer.PLANNED),
        (a_profile(ARTICLE, designs="preclinical"), Layer.PRECLINICAL),
        (a_profile(ARTICLE, designs="preclinical case_series"), Layer.PRIMARY),
        (a_profile(REVIEW, designs="review", procedures="coring facelift"), Layer.SECONDARY),
        (a_profile(ARTICLE, designs="review"), Layer.SECONDARY),
        (a_profile(REVIEW, procedures=""), Layer.SECONDARY),
        (a_profile(REGISTRATION, procedures=""), Layer.INDIRECT),
        (a_profile(ARTICLE, procedures="microneedling"), Layer.INDIRECT),
        (a_profile(ARTICLE, procedures="microneedling coring"), Layer.PRIMARY),
        (a_profile(ARTICLE, designs="preclinical", procedures="microneedling"), Layer.INDIRECT),
        (a_profile(COMMENT), Layer.SECONDARY),
        (a_profile(ReportKind.BOOK), Layer.SECONDARY),
    ],
)
def test_every_study_has_one_layer(profile: Profile, layer: Layer) -> None:
    assert layer_of(profile, "coring") is layer


def test_a_registration_with_results_posted_is_primary() -> None:
    profile = Profile(
        kinds=frozenset({REGISTRATION}), procedures=frozenset({"coring"}), has_results=True
    )
    assert layer_of(profile, "coring") is Layer.PRIMARY
