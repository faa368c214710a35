"""Reports suspected of the same people: by authors, sites, dates and numbers together."""

from typing import Any

import pytest

from app.matching import (
    AskingRule,
    Candidate,
    MatchAnswer,
    MatchDecision,
    Study,
    Told,
    decision_of,
    group_into_reports,
    link_reports,
    suspected_people,
)
from app.matching.compared import read_telling, written_telling
from app.matching.people import telling
from app.records import ReportKind
from tests.matching.candidates import a_candidate

ABLON = "Ablon Skin Institute & Research Center"
NECK = frozenset({"body_site neck"})


def a_paper(key: str = "b", **printed: Any) -> Candidate:
    known = {"title": "Coring of the lax neck", "authors": ("Ablon G", "Roe B"), "year": 2023}
    return a_candidate(key, 2, **(known | printed))


def a_registration(**printed: Any) -> Candidate:
    known = {
        "title": "Hollow needles for submental laxity",
        "year": 2018,
        "registrations": ("NCT04000001",),
    }
    return a_candidate("a", 1, ReportKind.REGISTRATION, **(known | printed))


def told(*sites: str, people: int = 35, until: int | None = None) -> Told:
    return Told(people=people, about=NECK, sites=frozenset(sites), until=until)


def because(one: Candidate, other: Candidate, says: Told, too: Told) -> list[str]:
    reports = group_into_reports([one, other])
    found = suspected_people(reports, {one.key: says, other.key: too})
    assert all(question.rule is AskingRule.SAME_PEOPLE for question in found)
    return [f"{question.because} / {question.against}" for question in found]


def test_a_registration_without_authors_is_suspected_by_site_dates_and_number() -> None:
    said = because(
        a_registration(), a_paper(), told(ABLON, until=2020), told(ABLON.replace("&", "and"))
    )
    assert said == [
        f"35 people in both; both at {ABLON}; 2018, 2023 / other titles",
    ]


@pytest.mark.parametrize(
    ("registered", "printed"),
    [
        (told(ABLON, until=2020), told("SkinCare Physicians")),
        (told(ABLON, until=2020), told(ABLON, people=36)),
        (told(ABLON, until=2019), told(ABLON)),
        (told("Research Site"), told("Research Site")),
        (told(), told()),
    ],
)
def test_another_place_number_or_time_or_a_hidden_place_raises_no_suspicion(
    registered: Told, printed: Told
) -> None:
    assert because(a_registration(), a_paper(), registered, printed) == []


def test_two_registered_trials_of_one_site_are_told_apart_by_their_numbers() -> None:
    other = a_candidate(
        "b", 2, ReportKind.REGISTRATION, title="Cheeks", year=2019, registrations=("NCT04000002",)
    )
    assert because(a_registration(), other, told(ABLON), told(ABLON)) == []


def test_at_one_site_one_author_of_both_is_enough_and_elsewhere_is_not() -> None:
    one, other = a_paper("a", title="Cheeks", authors=("Ablon G",)), a_paper()
    assert because(one, other, told(ABLON), told(ABLON)) == [
        f"35 people in both; both at {ABLON}; Ablon is an author of both (2023) / other titles"
    ]
    assert because(one, other, told(), told()) == []


def test_other_sites_speak_against_it() -> None:
    (said,) = because(
        a_paper("a", title="Cheeks"), a_paper(), told(ABLON), told("SkinCare Physicians")
    )
    assert said.endswith(f"/ other titles; {ABLON} and SkinCare Physicians")


def test_by_other_authors_at_one_site_nothing_is_suspected() -> None:
    other = a_paper("a", title="Cheeks", authors=("Poe C", "Doe A"))
    assert because(other, a_paper(), told(ABLON), told(ABLON)) == []


def studies(*decisions: MatchDecision) -> list[Study]:
    reports = group_into_reports([a_paper("a", title="Cheeks"), a_paper()])
    suspected = suspected_people(reports, {"a": told(), "b": told()})
    return link_reports(reports, decisions, [(q.one, q.other, q.because) for q in suspected])


def said(answer: MatchAnswer, why: str = "read both") -> MatchDecision:
    return decision_of(answer, "a", "b", why)


def overlaps(found: list[Study]) -> list[str]:
    return [because for study in found for _, because in study.overlaps]


def test_a_suspicion_alone_links_nothing_and_marks_both_studies() -> None:
    assert len(studies()) == 2
    assert (
        overlaps(studies()) == ["35 people in both; Ablon and Roe are authors of both (2023)"] * 2
    )


def test_a_person_clears_a_suspicion_or_keeps_it_and_the_last_word_holds() -> None:
    other, same = said(MatchAnswer.OTHER_PEOPLE), said(MatchAnswer.SAME_PEOPLE)
    assert overlaps(studies(other)) == []
    assert overlaps(studies(other, same)) == ["decided: read both"] * 2
    assert overlaps(studies(same, other)) == []


def test_who_says_of_what_people_two_studies_are_says_that_they_are_two() -> None:
    link, other = said(MatchAnswer.LINK), said(MatchAnswer.OTHER_PEOPLE)
    assert len(studies(link)) == 1
    assert len(studies(link, other)) == 2
    assert len(studies(other, link)) == 1
    assert overlaps(studies(other, said(MatchAnswer.UNLINK))) == []


def test_an_overlap_that_a_source_states_is_cleared_for_whole_studies() -> None:
    number = ("NCT04000001",)
    relations = (("may_overlap", "c", "the same two trials"),)
    known = [
        a_registration(),
        a_candidate("b", 2, title="Coring", registrations=number, relations=relations),
        a_candidate("c", 3, title="Needles"),
    ]
    reports = group_into_reports(known)
    assert len(overlaps(link_reports(reports))) == 2
    cleared = link_reports(reports, [decision_of(MatchAnswer.OTHER_PEOPLE, "a", "c", "others")])
    assert (len(cleared), overlaps(cleared)) == (2, [])


def test_what_is_kept_of_a_telling_is_read_back() -> None:
    (report,) = group_into_reports([a_registration()])
    member = telling(report, told(ABLON, until=2020))
    assert member is not None
    again = read_telling(1, member.key, written_telling(member))
    assert (again.told, again.key) == (member.told, "a")
