"""What is said of a document since it came out, whichever side of a link says so."""

import pytest

from app.matching import (
    Candidate,
    Notice,
    NoticeKind,
    find_notices,
    group_into_reports,
    link_reports,
)
from app.matching.notices import Notices
from app.records import ReportKind
from tests.matching.candidates import a_candidate

REGISTRATION, PREPRINT = ReportKind.REGISTRATION, ReportKind.PREPRINT
COMMENT = ReportKind.COMMENT


def notices(*candidates: Candidate) -> Notices:
    return find_notices(candidates, group_into_reports(candidates))


def said(found: Notices, key: str) -> list[tuple[str, str]]:
    return [(notice.kind.value, notice.identifier) for notice in found.get(key, ())]


@pytest.mark.parametrize(
    ("relation", "kind"),
    [
        ("retracted_by", "retracted"),
        ("concern_raised_by", "concern"),
        ("corrected_by", "corrected"),
    ],
)
def test_an_article_says_what_was_said_of_it(relation: str, kind: str) -> None:
    article = a_candidate("pubmed:1", relations=((relation, "pmid:9", "PubMed: J. 2026"),))
    [notice] = notices(article)["pubmed:1"]
    assert notice == Notice(
        kind=NoticeKind(kind), because="PubMed: J. 2026", source="pubmed", identifier="pmid:9"
    )


def test_a_retraction_of_which_no_notice_is_named_is_one() -> None:
    article = a_candidate(
        "openalex:W1", relations=(("retracted_by", "", "OpenAlex: is_retracted"),)
    )
    assert said(notices(article), "openalex:W1") == [("retracted", "")]


@pytest.mark.parametrize(
    ("relation", "kind"),
    [
        ("retraction_of", "retracted"),
        ("concern_about", "concern"),
        ("correction_of", "corrected"),
    ],
)
def test_a_notice_alone_is_enough(relation: str, kind: str) -> None:
    """Type and link come to the records of an article days after its notice."""
    article = a_candidate("pubmed:1", pmid="1")
    notice = a_candidate("pubmed:9", 1, COMMENT, ((relation, "pmid:1", "says so"),), pmid="9")
    found = notices(article, notice)
    assert said(found, "pubmed:1") == [(kind, "pmid:9")]
    assert "pubmed:9" not in found


def test_a_notice_is_named_by_its_doi_or_its_record_where_it_has_no_pmid() -> None:
    article = a_candidate("crossref:10.1000/a", doi="10.1000/a")
    told = (("retraction_of", "doi:10.1000/a", "Crossref"),)
    printed = a_candidate("crossref:10.1000/n", 1, COMMENT, told, doi="10.1000/n")
    bare = a_candidate("file:n", 2, COMMENT, (("correction_of", "doi:10.1000/a", "x"),))
    found = notices(article, printed, bare)
    assert said(found, article.key) == [("retracted", "doi:10.1000/n"), ("corrected", "file:n")]


def test_every_source_says_it_by_itself_and_only_once() -> None:
    by_link = ("retracted_by", "pmid:9", "RetractionIn")
    pubmed = a_candidate("pubmed:1", relations=(by_link, ("retracted_by", "", "type")), pmid="1")
    openalex = a_candidate("openalex:W1", 1, relations=(("retracted_by", "", "x"),), pmid="1")
    found = notices(pubmed, openalex)["pubmed:1"]
    assert [(n.source, n.identifier) for n in found] == [("openalex", ""), ("pubmed", "pmid:9")]


def test_a_notice_on_a_document_that_is_not_here_changes_nothing() -> None:
    assert notices(a_candidate("n", 0, COMMENT, (("retraction_of", "pmid:1", "x"),))) == {}


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        ("withdrawn", "withdrawn"),
        ("Withdrawn (halted before enrolling)", "withdrawn"),
        ("terminated", "terminated"),
        ("suspended", "terminated"),
        ("unknown", "unknown_status"),
        ("Unknown status", "unknown_status"),
        ("recruiting", ""),
        ("completed", ""),
        ("", ""),
    ],
)
def test_the_status_of_a_registration_is_a_notice_where_hope_ends(status: str, kind: str) -> None:
    registration = Candidate(
        key="clinicaltrials:NCT02234193",
        arrival=0,
        kind=REGISTRATION,
        bibliography=a_candidate("x", registrations=("NCT02234193",)).bibliography,
        status=status,
        stopped="No funding" if kind else "",
    )
    expected = [(kind, "nct:NCT02234193")] if kind else []
    found = notices(registration)
    assert said(found, registration.key) == expected
    if kind:
        assert found[registration.key][0].because.endswith(": No funding")


def test_the_status_of_an_article_says_nothing() -> None:
    article = a_candidate("a")
    told = Candidate(
        key="a", arrival=0, kind=article.kind, bibliography=article.bibliography, status="withdrawn"
    )
    assert notices(told) == {}


@pytest.mark.parametrize(
    ("of_preprint", "of_article"),
    [
        (("preprint_of", "doi:10.1000/a"), None),
        (("updated_by", "doi:10.1000/a"), None),
        (None, ("has_preprint", "doi:10.1101/p")),
        (None, ("update_of", "doi:10.1101/p")),
    ],
)
def test_a_preprint_says_what_it_became_and_both_are_one_study(
    of_preprint: tuple[str, str] | None, of_article: tuple[str, str] | None
) -> None:
    preprint = a_candidate("p", 0, PREPRINT, _told(of_preprint), doi="10.1101/p", title="Cores")
    article = a_candidate("a", 1, relations=_told(of_article), doi="10.1000/a", title="Coring")
    assert said(notices(preprint, article), "p") == [("published", "doi:10.1000/a")]
    assert said(notices(preprint, article), "a") == []
    [study] = link_reports(group_into_reports([preprint, article]))
    assert {linked.key for linked in study.reports} == {"p", "a"}


def _told(relation: tuple[str, str] | None) -> tuple[tuple[str, str, str], ...]:
    if relation is None:
        return ()
    kind, target = relation
    same = (("report_of", target, "x"),) if kind in ("preprint_of", "has_preprint") else ()
    return ((kind, target, "x"), *same)


def test_an_update_of_an_article_is_another_study() -> None:
    old = a_candidate(
        "old", doi="10.1000/1", title="Coring", relations=(("updated_by", "doi:10.1000/2", "x"),)
    )
    new = a_candidate("new", 1, doi="10.1000/2", title="Coring, ten years on")
    assert notices(old, new) == {}
    assert len(link_reports(group_into_reports([old, new]))) == 2
