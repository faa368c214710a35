import pytest

from app.matching import group_into_reports
from app.records import ReportKind
from tests.matching.candidates import a_candidate

DOI = "10.1093/asj/sjae120"


def test_each_field_comes_from_the_record_that_knows_it_best() -> None:
    early = a_candidate(
        "early", 1, doi=DOI, title="MICRO-CORING: A NOVEL APPROACH", authors=("Carruthers KH",),
        year=2023, journal="Aesthet Surg J",
    )  # fmt: skip
    full = a_candidate(
        "full", 2, doi=DOI, title="Micro-Coring: A Novel Approach",
        authors=("Carruthers KH", "Vyas K"), year=2024, journal="Aesthetic Surgery Journal",
        volume="44", issue="11", pages="1209-1217",
    )  # fmt: skip
    indexed = a_candidate("indexed", 3, doi=DOI, pmid="38828518", language="eng")
    (report,) = group_into_reports([indexed, full, early])
    found = report.bibliography
    assert (found.title, found.year, found.volume) == ("Micro-Coring: A Novel Approach", 2024, "44")
    assert (found.authors, found.pmid) == (("Carruthers KH", "Vyas K"), "38828518")
    assert report.fields_from == {
        "title": "full", "authors": "full", "year": "full", "journal": "full", "volume": "full",
        "issue": "full", "pages": "full", "doi": "early", "pmid": "indexed", "language": "indexed",
    }  # fmt: skip


def test_each_field_says_why_it_comes_from_that_record() -> None:
    records = [
        a_candidate("a", 1, doi=DOI, title="MICRO-CORING: A NOVEL APPROACH", authors=("Doe A",),
                    year=2023, journal="Aesthet Surg J", pmid="1", url="b"),
        a_candidate("b", 2, doi=DOI, title="Micro-Coring: A Novel Approach", year=2024, volume="44",
                    authors=("Doe A", "Vyas K"), journal="Aesthetic Surgery Journal", url="a"),
    ]  # fmt: skip
    (report,) = group_into_reports(records)
    assert report.fields_because == {
        "title": "it is not all capitals",
        "authors": "it names the most authors",
        "year": "it gives most of year, month, volume, issue and pages",
        "journal": "it is the longest",
        "volume": "no other record gives it",
        "doi": "all that give it agree, and this one came first",
        "pmid": "no other record gives it",
        "url": "values of equal worth go by the alphabet",
    }


def test_a_report_of_one_record_needs_no_reasons() -> None:
    (report,) = group_into_reports([a_candidate("a", title="Micro-Coring")])
    assert (report.fields_from, report.fields_because) == ({"title": "a"}, {})


@pytest.mark.parametrize("values", [("10.1000/b", "10.1000/a", "10.1000/a"), ("", "10.1000/a", "")])
def test_the_identifier_that_most_records_give_is_taken(values: tuple[str, ...]) -> None:
    records = [a_candidate(f"r{n}", n, doi=v, pmid="1", title="x") for n, v in enumerate(values)]
    (report,) = group_into_reports(records)
    assert (report.bibliography.doi, report.fields_from["doi"]) == ("10.1000/a", "r1")
    assert report.fields_because["doi"] in ("most records give it", "no other record gives it")


def test_of_equal_values_the_first_arrived_is_taken() -> None:
    records = [a_candidate(k, n, doi=DOI, title="Same title") for n, k in enumerate("ba")]
    (report,) = group_into_reports(records)
    assert report.fields_from["title"] == "b"


def test_registration_numbers_are_gathered() -> None:
    records = [
        a_candidate("a", 1, doi=DOI, registrations=("NCT00000002",)),
        a_candidate("b", 2, doi=DOI, registrations=("NCT00000001",)),
    ]
    (report,) = group_into_reports(records)
    assert report.bibliography.registrations == ("NCT00000001", "NCT00000002")


def test_the_more_telling_kind_holds() -> None:
    records = [
        a_candidate("a", 1, doi=DOI, kind=ReportKind.JOURNAL_ARTICLE),
        a_candidate("b", 2, doi=DOI, kind=ReportKind.REVIEW),
    ]
    assert group_into_reports(records)[0].kind is ReportKind.REVIEW


def test_relations_of_all_records_are_kept_once() -> None:
    relation = ("comment_on", "pmid:1", "CommentOn")
    records = [a_candidate(k, doi=DOI, relations=(relation,)) for k in "ab"]
    assert group_into_reports(records)[0].relations == (relation,)
