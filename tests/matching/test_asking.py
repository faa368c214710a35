"""Which pairs a person is asked about, what is said for and against them, and when it ends."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.matching import (
    AskingRule,
    Candidate,
    MatchAnswer,
    MatchDecision,
    Matched,
    MatchLayer,
    MatchQuestion,
    Told,
    decision_of,
    find_questions,
    group_into_reports,
    link_reports,
)
from app.records import ReportKind
from tests.matching.candidates import TITLE, a_candidate

pytestmark = pytest.mark.slow

ABSTRACT, REGISTRATION = ReportKind.CONFERENCE_ABSTRACT, ReportKind.REGISTRATION
PEOPLE = ("Pozner J", "Kilmer S", "Geronemus R")
NONE: Mapping[str, Told] = {}


def asked(
    *candidates: Candidate,
    decisions: Sequence[MatchDecision] = (),
    told: Mapping[str, Told] = NONE,
) -> tuple[MatchQuestion, ...]:
    reports = group_into_reports(candidates, decisions)
    return find_questions(
        Matched(
            reports=reports,
            candidates={c.key: c for c in candidates},
            studies=link_reports(reports, decisions),
            told=told,
            decisions=decisions,
        )
    )


def a_paper(key: str, arrival: int = 1, **printed: Any) -> Candidate:
    known = {"title": TITLE, "authors": PEOPLE, "year": 2021, "journal": "Lasers in Surgery"}
    return a_candidate(key, arrival, **(known | printed))


def said(answer: MatchAnswer, one: str = "a", other: str = "b") -> MatchDecision:
    return decision_of(answer, one, other, "read both")


def alike() -> tuple[Candidate, Candidate]:
    """One title in one year, on other pages of another volume."""
    return a_paper("a", 1, volume="53", pages="11-19"), a_paper("b", 2, volume="12", pages="70-75")


def test_the_same_title_at_another_place_is_asked_about_with_what_speaks_against_it() -> None:
    (question,) = asked(*alike())
    assert (question.one, question.other) == ("a", "b")
    assert (question.layer, question.rule) == (MatchLayer.REPORT, AskingRule.ALIKE)
    assert question.because == f'"{TITLE}" (2021), first author Pozner'
    assert question.against == "volume 53 and 12"


def test_two_dois_speak_against_one_report() -> None:
    (question,) = asked(a_paper("a", doi="10.1000/a"), a_paper("b", 2, doi="10.1000/b"))
    assert question.rule is AskingRule.ALIKE
    assert question.against == "DOI 10.1000/a and 10.1000/b"


@pytest.mark.parametrize(
    "other",
    [
        {"title": f"{TITLE}. Part II", "volume": "60"},
        {"title": f"{TITLE} in women", "volume": "60"},
        {"authors": ("Brown A", "Green B"), "volume": "60"},
        {"year": 2009, "volume": "60"},
        {"title": "Hollow needles in the treatment of lax neck skin", "volume": "60"},
    ],
)
def test_what_is_different_is_not_asked_about(other: dict[str, Any]) -> None:
    assert asked(a_paper("a", volume="53"), a_paper("b", 2, **other)) == ()


def test_short_titles_say_too_little_to_ask() -> None:
    assert (
        asked(a_paper("a", title="Reply", volume="1"), a_paper("b", title="Reply", volume="2"))
        == ()
    )


def test_what_a_rule_joins_is_not_asked_about() -> None:
    assert asked(a_paper("a"), a_paper("b", 2)) == ()


def test_an_identifier_on_two_wholly_different_papers_asks_a_person() -> None:
    lie = a_paper("b", 2, title="Vitamin D in dairy cows", authors=("Smith Q",), doi="10.1000/a")
    (question,) = asked(a_paper("a", doi="10.1000/a"), lie)
    assert (question.rule, question.because) == (
        AskingRule.ONE_IDENTIFIER,
        "both have DOI 10.1000/a",
    )
    assert "share no more than the identifier" in question.against


def test_the_doi_of_a_supplement_asks_nothing() -> None:
    titles = ("Cows", "Horses of the steppe", "Rain over Lima", "Tax law in Chad", "Bees")
    shared = [a_paper(f"r{n}", n, title=t, doi="10.1000/s") for n, t in enumerate(titles)]
    assert asked(*shared) == ()


def test_records_left_apart_by_what_others_say_ask_with_the_rule_and_the_contradiction() -> None:
    place = {"volume": "53", "pages": "11-19"}
    known = a_paper("a", 1, pmid="1", **place)
    silent = a_paper("b", 2, **place)
    elsewhere = a_paper("c", 3, pmid="2", **place)
    questions = asked(known, silent, elsewhere)
    assert {q.rule for q in questions} == {AskingRule.LEFT_APART}
    (question,) = questions
    assert question.because.startswith("rule title-place: ")
    assert question.against.endswith("PMID 1 and 2")


def test_an_abstract_and_its_article_may_be_of_one_study() -> None:
    abstract = a_candidate("a", 1, ABSTRACT, title=TITLE, authors=PEOPLE, year=2019)
    (question,) = asked(abstract, a_paper("b", 2))
    assert (question.layer, question.rule) == (MatchLayer.STUDY, AskingRule.OTHER_KIND)
    assert question.against == "conference abstract and journal article; year 2019 and 2021"


def test_a_registration_without_its_number_may_be_of_the_papers_study() -> None:
    registration = a_candidate("a", 1, REGISTRATION, title=TITLE, year=2020)
    (question,) = asked(registration, a_paper("b", 2))
    assert question.rule is AskingRule.OTHER_KIND


def test_a_registration_and_its_paper_are_one_study_and_nothing_is_asked() -> None:
    number = ("NCT02234193",)
    registration = a_candidate("a", 1, REGISTRATION, title=TITLE, registrations=number, year=2020)
    assert asked(registration, a_paper("b", 2, registrations=number)) == ()


def test_one_trial_in_two_registries_may_be_one_study() -> None:
    both = [
        a_candidate(key, n, REGISTRATION, title=TITLE, authors=PEOPLE, registrations=(number,))
        for n, (key, number) in enumerate({"a": "NCT02234193", "b": "ISRCTN97532324"}.items())
    ]
    (question,) = asked(*both)
    assert (question.layer, question.rule) == (MatchLayer.STUDY, AskingRule.TWO_NUMBERS)
    assert question.against == "registration NCT02234193 and ISRCTN97532324"


def test_two_reports_that_may_be_of_the_same_trial_are_asked_about() -> None:
    summary = a_candidate("a", 1, relations=(("may_overlap", "b", "both tell of two trials"),))
    (question,) = asked(summary, a_candidate("b", 2))
    assert (question.layer, question.rule) == (MatchLayer.STUDY, AskingRule.MAY_OVERLAP)
    assert question.because == "both tell of two trials"


def test_a_table_that_names_a_registration_asks_and_links_nothing() -> None:
    paper = a_candidate(
        "a", 1, relations=(("names", "nct:NCT02234193", "a table names it"),), title=TITLE
    )
    trial = a_candidate(
        "b", 2, REGISTRATION, title="Needles", registrations=("NCT02234193",), year=2014
    )
    (question,) = asked(paper, trial)
    assert (question.layer, question.rule) == (MatchLayer.STUDY, AskingRule.NAMED)
    assert question.because == "a table names it: NCT02234193"
    studies = link_reports(group_into_reports([paper, trial]))
    assert [study.overlaps for study in studies] == [(), ()]
    assert asked(paper, trial, decisions=[said(MatchAnswer.UNLINK)]) == ()


def test_a_comment_on_a_paper_asks_nothing() -> None:
    comment = a_candidate(
        "b", 2, ReportKind.COMMENT, (("comment_on", "a", "CommentOn"),), title=TITLE
    )
    assert asked(a_paper("a"), comment) == ()


def of_people(*people: int | None) -> dict[str, Told]:
    about = frozenset({"indication rhytids"})
    return {key: Told(people=n, about=about) for key, n in zip("ab", people, strict=True)}


def same_team() -> tuple[Candidate, Candidate]:
    return a_paper("a"), a_paper("b", 2, title="Six months after coring of the cheek", year=2023)


def test_the_same_authors_on_as_many_people_may_tell_of_one_study() -> None:
    (question,) = asked(*same_team(), told=of_people(51, 51))
    assert question.rule is AskingRule.SAME_PEOPLE
    assert question.because == (
        "51 people in both; Geronemus, Kilmer and Pozner are authors of both (2021, 2023)"
    )


@pytest.mark.parametrize("people", [(51, 50), (51, None), (1, 1)])
def test_other_numbers_of_people_raise_no_suspicion(people: tuple[int | None, ...]) -> None:
    assert asked(*same_team(), told=of_people(*people)) == ()


def test_the_same_authors_on_another_subject_raise_no_suspicion() -> None:
    told = of_people(51, 51) | {"b": Told(people=51, about=frozenset({"indication scar"}))}
    assert asked(*same_team(), told=told) == ()


@pytest.mark.parametrize("answer", list(MatchAnswer))
def test_any_answer_closes_a_question(answer: MatchAnswer) -> None:
    assert asked(*alike(), decisions=[said(answer)]) == ()


@pytest.mark.parametrize("answer", [MatchAnswer.LINK, MatchAnswer.UNLINK])
def test_a_word_on_two_studies_closes_the_question_about_them(answer: MatchAnswer) -> None:
    summary = a_candidate("a", 1, relations=(("may_overlap", "b", "both tell of two trials"),))
    assert asked(summary, a_candidate("b", 2), decisions=[said(answer)]) == ()


def test_a_word_on_one_record_of_a_report_speaks_for_the_report() -> None:
    a, b = alike()
    copy = replace(a, key="0", arrival=3)
    assert asked(a, b, copy, decisions=[said(MatchAnswer.SPLIT)]) == ()


def test_two_studies_are_asked_about_when_their_reports_were_told_apart() -> None:
    a, b = alike()
    suspected = replace(a, relations=(("may_overlap", "b", "both tell of two trials"),))
    first = asked(suspected, b)
    assert [q.layer for q in first] == [MatchLayer.REPORT]
    then = asked(suspected, b, decisions=[said(MatchAnswer.SPLIT)])
    assert [q.layer for q in then] == [MatchLayer.STUDY]


def test_a_question_keeps_its_name_until_what_it_rests_on_changes() -> None:
    a, b = alike()
    (first,), (again,) = asked(a, b), asked(replace(b, arrival=1), replace(a, arrival=2))
    (other,) = asked(a, a_paper("b", 2, volume="13", pages="70-75"))
    assert first.id == again.id != other.id
    assert first.id.startswith("Q")


TITLES = (TITLE, f"{TITLE} of the face", "Hollow needles for lax neck skin in twelve women")


@st.composite
def printed(draw: st.DrawFn, key: str) -> Candidate:
    return a_candidate(
        key,
        kind=draw(st.sampled_from([ReportKind.JOURNAL_ARTICLE, ABSTRACT, REGISTRATION])),
        title=draw(st.sampled_from(TITLES)),
        authors=draw(st.sampled_from([(), PEOPLE, ("Brown A", "Kilmer S", "Pozner J")])),
        year=draw(st.sampled_from([None, 2020, 2021])),
        volume=draw(st.sampled_from(["", "1", "2"])),
        pages=draw(st.sampled_from(["", "7-9"])),
        doi=draw(st.sampled_from(["", "10.1000/a", "10.1000/b"])),
        pmid=draw(st.sampled_from(["", "1", "2"])),
        relations=draw(st.sampled_from([(), (("may_overlap", "r0", "x"),)])),
    )


@st.composite
def corpora(draw: st.DrawFn) -> tuple[list[Candidate], list[MatchDecision]]:
    keys = [f"r{n}" for n in range(draw(st.integers(2, 6)))]
    pairs = st.tuples(st.sampled_from(keys), st.sampled_from(keys)).filter(lambda p: p[0] != p[1])
    words = st.builds(
        lambda answer, pair: said(answer, *pair), st.sampled_from(list(MatchAnswer)), pairs
    )
    return [draw(printed(key)) for key in keys], draw(st.lists(words, max_size=3))


TOLD = {f"r{n}": Told(people=20) for n in range(6)}


@given(corpora(), st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_no_order_of_arrival_changes_what_is_asked(
    corpus: tuple[list[Candidate], list[MatchDecision]], chance: Any
) -> None:
    candidates, decisions = corpus
    arrived = [replace(c, arrival=n) for n, c in enumerate(candidates)]
    chance.shuffle(candidates)
    other = [replace(c, arrival=n) for n, c in enumerate(candidates)]
    everybody = dict(TOLD)
    assert asked(*arrived, decisions=decisions, told=everybody) == asked(
        *other, decisions=decisions, told=everybody
    )


@given(corpora(), st.sampled_from(list(MatchAnswer)))
@settings(max_examples=150, deadline=None)
def test_an_answer_closes_its_question_and_taking_it_back_opens_it_again(
    corpus: tuple[list[Candidate], list[MatchDecision]], answer: MatchAnswer
) -> None:
    candidates, decisions = corpus
    arrived = [replace(c, arrival=n) for n, c in enumerate(candidates)]
    before = asked(*arrived, decisions=decisions)
    for question in before:
        if answer not in question.answers:
            continue
        word = decision_of(answer, question.one, question.other, "read both")
        after = asked(*arrived, decisions=[*decisions, word])
        assert question.id not in {q.id for q in after}
    assert asked(*arrived, decisions=decisions) == before


@given(corpora())
@settings(max_examples=150, deadline=None)
def test_a_split_undoes_a_join_and_a_join_a_split(
    corpus: tuple[list[Candidate], list[MatchDecision]],
) -> None:
    candidates, decisions = corpus
    apart, together = said(MatchAnswer.SPLIT, "r0", "r1"), said(MatchAnswer.JOIN, "r0", "r1")

    def groups(*words: MatchDecision) -> set[frozenset[str]]:
        reports = group_into_reports(candidates, [*decisions, *words])
        return {frozenset(joined.key for joined in report.records) for report in reports}

    assert groups(together, apart) == groups(apart)
    assert groups(apart, together, together) == groups(together)
    assert not any({"r0", "r1"} <= group for group in groups(together, apart))


@given(corpora())
@settings(max_examples=150, deadline=None)
def test_an_unlink_undoes_a_link_and_a_link_an_unlink(
    corpus: tuple[list[Candidate], list[MatchDecision]],
) -> None:
    candidates, decisions = corpus
    reports = group_into_reports(candidates, decisions)
    two, one = said(MatchAnswer.UNLINK, "r0", "r1"), said(MatchAnswer.LINK, "r0", "r1")

    def groups(*words: MatchDecision) -> set[frozenset[str]]:
        studies = link_reports(reports, [*decisions, *words])
        return {frozenset(linked.key for linked in study.reports) for study in studies}

    assert groups(one, two) == groups(two)
    assert groups(two, one, one) == groups(one)
