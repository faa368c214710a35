import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.records.identifiers import (
    canonical_doi,
    canonical_isrctn,
    canonical_issn,
    canonical_nct,
    canonical_pmcid,
    canonical_pmid,
    dois_in,
    pmcids_in,
    registrations_in,
)


@pytest.mark.parametrize(
    ("printed", "doi"),
    [
        ("10.1056/NEJMoa1715274", "10.1056/nejmoa1715274"),
        ("https://doi.org/10.1000/ABC.", "10.1000/abc"),
        ("http://dx.doi.org/10.1002/cpp.2398", "10.1002/cpp.2398"),
        ("doi: 10.1016/j.x(2)", "10.1016/j.x(2)"),
        ("doi:https://doi.org/10.1000/x]", "10.1000/x"),
        ("10.4103%2F2303-9027.138783", "10.4103/2303-9027.138783"),
        ("10.1097/x [doi]", "10.1097/x"),
        ("10.1002/(SICI)1097-0185(19990401)254:4&lt;599::AID-AR1&gt;3.0.CO;2-#",
         "10.1002/(sici)1097-0185(19990401)254:4<599::aid-ar1>3.0.co;2-#"),
        ("10.1000/" + ")" * 100_000, ""),
        ("10/fqd6hj", ""),
        ("https://doi.org/fqd6hj", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_a_doi_has_one_form_and_a_short_doi_is_none(printed: str, doi: str) -> None:
    assert canonical_doi(printed) == doi


def test_dois_are_found_in_addresses_and_notes() -> None:
    text = "http://x.org?sid=E&id=doi:10.4103%2F23-9&atitle=A (doi: 10.1000/xyz), 10.1000/ab [doi]"
    assert list(dois_in(text)) == ["10.4103/23-9", "10.1000/xyz", "10.1000/ab"]


@settings(deadline=None)
@given(st.from_regex(r"10\.[0-9]{4,9}/[a-z0-9]{1,12}", fullmatch=True))
def test_every_way_of_writing_a_doi_gives_the_same(doi: str) -> None:
    for written in (doi.upper(), f"doi:{doi}", f"https://doi.org/{doi}", f" DOI: {doi}. "):
        assert canonical_doi(written) == doi


@pytest.mark.parametrize(
    ("printed", "pmid"),
    [("29768149", "29768149"), ("PMID: 0012", "12"), ("0", ""), ("123456789", ""), ("rayyan-12", ""),
     ("https://pubmed.ncbi.nlm.nih.gov/123/", "123"), ("1.2E+07", "")],
)  # fmt: skip
def test_a_pmid_is_one_to_eight_digits(printed: str, pmid: str) -> None:
    assert canonical_pmid(printed) == pmid


def test_pmc_numbers_carry_their_letters() -> None:
    written = ("PMC5442267", "5442267", "pmc-id: PMC5442267;", "https://x.org/articles/5442267")
    assert {canonical_pmcid(text) for text in written} == {"PMC5442267"}
    assert canonical_pmcid("none") == ""
    assert list(pmcids_in("Note PMC5710373; PMC 12345 and 777")) == ["PMC5710373", "PMC12345"]


def test_trial_numbers_of_many_registers_are_recognised() -> None:
    assert canonical_nct(" nct02234193 ") == "NCT02234193"
    assert canonical_nct("NCT0223419") == ""
    assert canonical_isrctn("ISRCTN 97532324") == "ISRCTN97532324"
    text = "ISRCTN/ISRCTN19883421, NCT02234193; ACTRN12613000123456, 2012-001234-12 and NCT02234193"
    assert registrations_in(text) == (
        "ISRCTN19883421",
        "NCT02234193",
        "ACTRN12613000123456",
        "2012-001234-12",
    )


@pytest.mark.parametrize(
    ("printed", "issn"),
    [("01678809", "0167-8809"), ("20762615 (ISSN)", "2076-2615"), ("1063-3995 1063-3995", "1063-3995"),
     ("0964-6906 (Print)0964-6906", "0964-6906"), ("2434-561x", "2434-561X"), ("1234-5678", ""),
     ("9780203122815", "")],
)  # fmt: skip
def test_an_issn_must_check(printed: str, issn: str) -> None:
    assert canonical_issn(printed) == issn
