from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.gapmap import ReadReport, merge_readings
from app.matching import Joined, Report, ReportRole
from app.records import (
    Bibliography,
    Dimension,
    Evidence,
    EvidenceKind,
    OutcomeResult,
    Participants,
    Reading,
    ReportKind,
    SkinType,
    Standing,
    Tag,
    TypeCount,
    Unknown,
)
from app.screening import Screened

SEEN = Evidence(kind=EvidenceKind.RESTATED, text="as read")
RESULTS, REGISTRATION, COMMENT = ReportRole.RESULTS, ReportRole.REGISTRATION, ReportRole.COMMENT


def tags(standing: str = "", **values: str) -> tuple[Tag, ...]:
    """`standing` such as "IV studied, V eligible"; `values` a word for each dimension."""
    types = [word.split() for word in standing.split(",") if word]
    found = [
        Tag(
            dimension=Dimension.FITZPATRICK,
            value=roman,
            standing=Standing(word),
            evidence=SEEN,
            rule="r",
        )
        for roman, word in types
    ]
    for dimension, words in values.items():
        found += [
            Tag(dimension=Dimension(dimension), value=word, evidence=SEEN, rule="r")
            for word in words.split()
        ]
    return tuple(found)


def people(number: int | None, *, planned: bool = False) -> Participants | None:
    if number is None:
        return None
    return Participants(people=number, planned=planned, evidence=SEEN, rule="r")


def count(people: int) -> TypeCount:
    return TypeCount(types=(SkinType.IV,), people=people, evidence=SEEN, rule="r")


def a_read(
    key: str = "p:1",
    role: ReportRole = RESULTS,
    *readings: Reading,
    said: tuple[Tag, ...] = (),
    kind: ReportKind | None = None,
    screened: Screened = Screened.INCLUDED,
    title: str = "",
    year: int | None = 2024,
) -> ReadReport:
    kinds = {
        RESULTS: ReportKind.JOURNAL_ARTICLE,
        REGISTRATION: ReportKind.REGISTRATION,
        COMMENT: ReportKind.COMMENT,
    }
    report = Report(
        key=key,
        arrival=1,
        kind=kind or kinds[role],
        bibliography=Bibliography(title=title or key, year=year),
        records=(Joined(key, "only-record", key),),
        fields_from={},
    )
    return ReadReport(report=report, role=role, screened=screened, tags=said, readings=readings)


@pytest.mark.parametrize(
    ("paper", "registration", "standing"),
    [
        ("IV studied", "IV eligible", "studied"),
        ("IV excluded", "IV eligible", "eligible"),
        ("IV excluded", "", "excluded"),
        ("IV excluded", "IV excluded", "excluded"),
        ("", "IV eligible", "eligible"),
        ("IV not_reported", "IV excluded", "excluded"),
        ("IV not_reported", "", None),
        ("", "", None),
        ("IV excluded, IV studied", "", "studied"),
    ],
)
def test_one_standing_a_type(paper: str, registration: str, standing: str | None) -> None:
    merged = merge_readings(
        [
            a_read("p:1", RESULTS, said=tags(paper)),
            a_read("n:1", REGISTRATION, said=tags(registration)),
        ]
    )
    assert merged.standing.get(SkinType.IV) == standing


def test_a_comment_and_what_is_not_about_the_topic_add_nothing() -> None:
    loud = Reading(
        counts=(count(9),),
        participants=people(99),
        notes="loud",
        follow_up_days=900,
        results=(OutcomeResult(outcome="pain", evidence=SEEN, rule="r"),),
    )
    said = tags("VI studied", indication="scars")
    merged = merge_readings(
        [
            a_read("p:1", RESULTS, Reading(participants=people(10))),
            a_read("p:2", COMMENT, loud, said=said),
            a_read("p:3", RESULTS, loud, said=said, screened=Screened.UNSURE),
        ]
    )
    assert merged.counting == {"p:1"}
    assert (merged.participants, merged.counts, merged.results) == (10, (), ())
    assert (merged.standing, merged.values, merged.notes) == ({}, {}, ())
    assert merged.follow_up_days is None


@pytest.mark.parametrize(
    ("role", "screened"),
    [(COMMENT, Screened.INCLUDED), (RESULTS, Screened.EXCLUDED), (RESULTS, Screened.UNSURE)],
)
def test_without_a_report_that_counts_it_is_no_study(role: ReportRole, screened: Screened) -> None:
    merged = merge_readings([a_read("p:1", role, screened=screened)])
    assert not merged.counted
    assert merged.lead == "p:1"


def test_results_beat_a_registration_and_the_largest_number_wins() -> None:
    merged = merge_readings(
        [
            a_read("n:1", REGISTRATION, Reading(participants=people(60))),
            a_read("p:1", RESULTS, Reading(participants=people(26))),
            a_read("p:2", RESULTS, Reading(participants=people(38))),
        ]
    )
    assert (merged.participants, merged.participants_from) == (38, "p:2")
    assert merged.conflicts == (
        "The reports state 26, 38 participants; the largest number is used.",
    )


def test_planned_people_are_kept_apart() -> None:
    plan = a_read("n:1", REGISTRATION, Reading(participants=people(60, planned=True)))
    assert merge_readings([plan]).participants is None
    merged = merge_readings([plan, a_read("p:1", RESULTS, Reading(participants=people(26)))])
    assert (merged.participants, merged.planned, merged.conflicts) == (26, 60, ())


def test_what_a_person_read_beats_the_machine_in_the_same_report() -> None:
    person = Reading(participants=people(38), counts=(count(2),))
    machine = Reading(participants=people(76), counts=(count(4),))
    merged = merge_readings([a_read("p:1", RESULTS, person, machine)])
    assert (merged.participants, merged.counts, merged.conflicts) == (38, (count(2),), ())


def test_counts_come_from_one_report_and_are_never_added_up() -> None:
    merged = merge_readings(
        [
            a_read("p:1", RESULTS, Reading(participants=people(10), counts=(count(2),))),
            a_read("p:2", RESULTS, Reading(participants=people(30), counts=(count(6),))),
            a_read("p:3", RESULTS, Reading(participants=people(50))),
            a_read("n:1", REGISTRATION, Reading(participants=people(90), counts=(count(9),))),
        ]
    )
    assert (merged.counts, merged.counts_from) == ((count(6),), "p:2")
    assert merged.participants == 50


def test_a_review_has_no_people_of_its_own() -> None:
    review = Reading(participants=people(112), counts=(count(5),))
    merged = merge_readings([a_read("p:1", RESULTS, review, kind=ReportKind.REVIEW)])
    assert (merged.participants, merged.counts) == (None, ())


def test_the_fullest_account_names_the_study() -> None:
    abstract = a_read("p:1", kind=ReportKind.CONFERENCE_ABSTRACT, title="Abstract", year=2019)
    paper = a_read("p:2", title="Paper", year=2021, said=tags(design="observational"))
    later = a_read("p:3", title="Five years on", year=2026, said=tags(design="case_series"))
    plan = a_read("n:1", REGISTRATION, title="Plan", said=tags(design="randomized_trial"))
    merged = merge_readings([plan, abstract, later, paper])
    assert (merged.lead, merged.bibliography.title, merged.design) == (
        "p:2",
        "Paper",
        "observational",
    )
    assert merged.ids(Dimension.DESIGN) == {"observational", "case_series", "randomized_trial"}


def test_status_and_end_are_the_registrations() -> None:
    paper = replace(a_read("p:1"), status="published", ends="2024")
    plan = replace(a_read("n:1", REGISTRATION), status="completed", ends="2023-05")
    merged = merge_readings([paper, plan])
    assert (merged.status, merged.ends) == ("completed", "2023-05")


def test_values_are_united_and_results_kept_once() -> None:
    result = OutcomeResult(outcome="pain", evidence=SEEN, rule="r")
    merged = merge_readings(
        [
            a_read("p:1", RESULTS, Reading(results=(result,)), said=tags(indication="scars")),
            a_read(
                "p:2", RESULTS, Reading(results=(result,)), said=tags(indication="scars striae")
            ),
        ]
    )
    assert merged.values == {Dimension.INDICATION: ("scars", "striae")}
    assert merged.results == (result,)


def test_no_report_is_no_study() -> None:
    with pytest.raises(ValueError, match="at least one report"):
        merge_readings([])


reads = st.lists(
    st.builds(
        a_read,
        st.sampled_from(["p:1", "p:2", "p:3", "n:1"]),
        st.sampled_from(ReportRole),
        st.builds(
            Reading,
            participants=st.builds(people, st.none() | st.integers(1, 50), planned=st.booleans()),
            counts=st.lists(st.builds(count, st.integers(1, 9)), max_size=1).map(tuple),
        ),
        said=st.sampled_from(["IV studied", "IV eligible, V excluded", "V studied", ""]).map(tags),
        screened=st.sampled_from(Screened),
        year=st.sampled_from([None, 2019, 2024]),
    ),
    min_size=1,
    max_size=4,
    unique_by=lambda read: read.report.key,
)


@given(reads)
def test_the_order_of_reports_changes_nothing(given_reads: list[ReadReport]) -> None:
    merged = {repr(merge_readings(list(order))) for order in permutations(given_reads)}
    assert len({_without_order(words) for words in merged}) == 1


def _without_order(words: str) -> str:
    """A frozenset prints in any order."""
    return "".join(sorted(words))


def test_the_longest_follow_up_comes_with_its_words() -> None:
    said = Evidence(kind=EvidenceKind.QUOTE, text="Follow-up was 6 months.", start=0, end=23)
    short = Reading(follow_up_days=90)
    long = Reading(follow_up_days=180, follow_up_evidence=said)
    merged = merge_readings([a_read("p:1", RESULTS, short, long)])
    assert (merged.follow_up_days, merged.follow_up_evidence) == (180, said)


def test_what_one_report_does_not_say_another_may() -> None:
    silent = Reading(unknown=(*(u.value for u in Unknown), "sex"))
    telling = Reading(participants=people(10), counts=(count(4),), follow_up_days=90)
    paper = a_read("p:1", RESULTS, silent)
    other = a_read("p:2", RESULTS, telling, said=tags("IV studied"))
    assert merge_readings([paper]).unknown == silent.unknown
    assert merge_readings([paper, other]).unknown == (Unknown.OUTCOME.value, "sex")
