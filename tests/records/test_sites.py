"""Places as registries, affiliations and abstracts write them."""

import pytest

from app.records.sites import MOST_SITES, site_key, site_names, sites_in_text, stated_sites


@pytest.mark.parametrize(
    ("stated", "names"),
    [
        ("Ablon Skin Institute & Research Center, Manhattan Beach", ["Ablon Skin Institute & Research Center"]),
        (
            "Department of Dermatology, University of Miami Miller School of Medicine, Miami, FL, USA.",
            ["University of Miami"],
        ),
        (
            "Wellman Center for Photomedicine, Massachusetts General Hospital, Boston, Massachusetts",
            ["Wellman Center for Photomedicine", "Massachusetts General Hospital"],
        ),
        ("Sanctuary Plastic Surgery, Boca Raton, Florida", ["Sanctuary Plastic Surgery"]),
        ("Klinik für Dermatologie, Universitätsspital Zürich, Zürich", ["Universitätsspital Zürich"]),
        ("Hôpital Saint-Louis, Paris", ["Hôpital Saint-Louis"]),
        ("Research Site, Boston", []),
        ("Investigational Site 101, Dallas", []),
        ("Dermatology Clinic, Lyon", []),
        ("Department of Plastic Surgery", []),
        ("San Diego, La Jolla", []),
    ],
)  # fmt: skip
def test_places_are_named_and_what_thousands_are_called_by_is_not(
    stated: str, names: list[str]
) -> None:
    assert list(site_names(stated)) == names


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Laser & Skin Surgery Center of New York",
            "The Laser and Skin Surgery Center of New York",
        ),
        ("SkinCare Physicians", "Skin Care Physicians, LLC"),
        ("Universitätsspital Zürich", "Universitatsspital Zurich"),
        ("Centre for Skin Health", "Center for Skin Health"),
    ],
)
def test_one_place_is_spelled_in_two_ways(one: str, other: str) -> None:
    assert site_key(one) == site_key(other) != ""


def test_two_hospitals_are_two_places() -> None:
    assert site_key("Mount Sinai Hospital") != site_key("Massachusetts General Hospital")


def test_running_text_names_places_in_capitals_alone() -> None:
    text = (
        "Women were enrolled at the Ablon Skin Institute & Research Center and at SkinCare "
        "Physicians. The Fitzpatrick Skin Type was recorded in our clinic. Institutional Review "
        "Board approval was obtained."
    )
    assert sites_in_text(text) == ("Ablon Skin Institute & Research Center", "SkinCare Physicians")


def test_addresses_for_mail_are_left_out_and_a_large_trial_keeps_some_places() -> None:
    stated = "SkinCare Physicians, Chestnut Hill. Electronic address: a.b@example.org."
    assert stated_sites([stated, stated]) == ("SkinCare Physicians, Chestnut Hill",)
    assert len(stated_sites(f"Clinic {n}, Lyon" for n in range(300))) == MOST_SITES
