from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.matching import (
    Candidate,
    MatchDecision,
    ReportRole,
    Study,
    group_into_reports,
    link_reports,
    public_id_of,
)
from app.records import ReportKind
from tests.matching.candidates import a_candidate

REGISTRATION, REVIEW, COMMENT = ReportKind.REGISTRATION, ReportKind.REVIEW, ReportKind.COMMENT
NCT = "NCT02234193"


def studies_of(*candidates: Candidate, decisions: tuple[MatchDecision, ...] = ()) -> list[Study]:
    return link_reports(group_into_reports(candidates), decisions)


def groups_of(studies: list[Study]) -> set[frozenset[str]]:
    return {frozenset(linked.key for linked in study.reports) for study in studies}


def told(one: str, other: str, *, same: bool) -> MatchDecision:
    return MatchDecision(layer="study", one=one, other=other, same=same, because="same cohort")


def test_a_registration_and_its_paper_are_one_study() -> None:
    paper = a_candidate("paper", 1, registrations=(NCT,))
    registration = a_candidate("registration", 2, REGISTRATION, registrations=(NCT,))
    (study,) = studies_of(paper, registration)
    assert [(r.key, r.role, r.rule, r.because) for r in study.reports] == [
        ("paper", ReportRole.RESULTS, "registration-number", f"registration {NCT}"),
        ("registration", ReportRole.REGISTRATION, "registration-number", f"registration {NCT}"),
    ]
    assert study.key == "paper"
    assert study.public_id == public_id_of("paper")
    assert study.former_ids == (public_id_of("registration"),)


@pytest.mark.parametrize(
    ("target", "named"),
    [
        ("bundled:nct02234193", {}),
        (f"nct:{NCT}", {"kind": REGISTRATION, "registrations": (NCT,)}),
        ("pmid:39480035", {"pmid": "39480035"}),
        ("doi:10.1093/ASJ/sjae120", {"doi": "10.1093/asj/sjae120"}),
    ],
)
def test_a_source_says_whose_study_a_report_reports(target: str, named: dict) -> None:
    report = a_candidate("b", relations=(("report_of", target, "says so"),))
    assert len(studies_of(report, a_candidate("bundled:nct02234193", **named))) == 1


def test_a_meeting_abstract_and_its_article_are_one_study() -> None:
    abstract = a_candidate("fernandes-2012", 1, ReportKind.CONFERENCE_ABSTRACT)
    article = a_candidate(
        "fernandes-2013", 2, relations=(("report_of", "fernandes-2012", "title and author"),)
    )
    (study,) = studies_of(abstract, article)
    assert [(r.rule, r.because) for r in study.reports] == [("report-of", "title and author")] * 2


def test_two_papers_of_one_trial_are_one_study() -> None:
    assert len(studies_of(*(a_candidate(k, registrations=(NCT,)) for k in "ab"))) == 1


def test_a_paper_of_two_trials_does_not_make_them_one() -> None:
    first, second = "NCT00000001", "NCT00000002"
    studies = studies_of(
        a_candidate("a", 1, REGISTRATION, registrations=(first,)),
        a_candidate("b", 2, REGISTRATION, registrations=(second,)),
        a_candidate("pooled", 3, registrations=(first, second)),
    )
    assert groups_of(studies) == {frozenset({"a"}), frozenset({"b"}), frozenset({"pooled"})}
    assert {study for study, _ in studies[2].overlaps} == {
        studies[0].public_id,
        studies[1].public_id,
    }
    assert studies[0].overlaps == ((studies[2].public_id, f"both name {first}"),)


def test_numbers_of_two_registries_can_be_one_trial() -> None:
    registration = a_candidate("a", kind=REGISTRATION, registrations=(NCT, "ISRCTN97532324"))
    paper = a_candidate("b", registrations=("ISRCTN97532324",))
    assert len(studies_of(registration, paper)) == 1


def test_a_registry_confirms_which_of_two_numbers_is_the_papers_own() -> None:
    registration = a_candidate(
        "a", 1, REGISTRATION, (("report_of", "pmid:7", "RESULT reference"),), registrations=(NCT,)
    )
    paper = a_candidate("b", 2, pmid="7", registrations=(NCT, "NCT00000009"))
    assert groups_of(studies_of(registration, paper)) == {frozenset("ab")}


def test_reviews_are_not_linked_by_the_numbers_they_list() -> None:
    registration = a_candidate(
        "a", 1, REGISTRATION, (("report_of", "pmid:8", "DERIVED reference"),), registrations=(NCT,)
    )
    review = a_candidate("b", 2, REVIEW, pmid="8", registrations=(NCT,))
    assert groups_of(studies_of(registration, review)) == {frozenset("a"), frozenset("b")}


def test_a_comment_belongs_to_the_study_it_speaks_about() -> None:
    article = a_candidate("russe-2018", 1)
    comment = a_candidate("comment", 2, COMMENT, (("comment_on", "russe-2018", "its title"),))
    reply = a_candidate("reply", 3, COMMENT, (("comment_on", "comment", "reply"),))
    (study,) = studies_of(article, comment, reply)
    assert [(r.key, r.role, r.rule) for r in study.reports] == [
        ("russe-2018", ReportRole.RESULTS, "only-report"),
        ("comment", ReportRole.COMMENT, "comment-on"),
        ("reply", ReportRole.COMMENT, "comment-on"),
    ]


def test_a_comment_on_two_studies_does_not_make_them_one() -> None:
    relations = (("comment_on", "a", "CommentOn"), ("comment_on", "b", "CommentOn"))
    comment = a_candidate("c", 3, COMMENT, relations)
    assert groups_of(studies_of(a_candidate("a", 1), a_candidate("b", 2), comment)) == {
        frozenset("ac"),
        frozenset("b"),
    }


def test_a_comment_without_its_target_is_a_study_of_comments_alone() -> None:
    (study,) = studies_of(a_candidate("c", kind=COMMENT, relations=(("comment_on", "pmid:9", ""),)))
    assert [r.role for r in study.reports] == [ReportRole.COMMENT]


def test_a_possible_overlap_is_told_both_ways() -> None:
    summary = a_candidate("pozner-2021", 1, relations=(("may_overlap", "asds-2019", "two trials"),))
    one, other = studies_of(summary, a_candidate("asds-2019", 2))
    assert one.overlaps == ((other.public_id, "two trials"),)
    assert other.overlaps == ((one.public_id, "two trials"),)


@pytest.mark.parametrize("kind", [ReportKind.NEWS, ReportKind.REGULATORY])
def test_context_is_no_study(kind: ReportKind) -> None:
    assert studies_of(a_candidate("a", kind=kind)) == []


def test_a_person_links_and_unlinks() -> None:
    a, b = (a_candidate(k, registrations=(NCT,)) for k in "ab")
    c = a_candidate("c")
    assert groups_of(studies_of(a, b, c, decisions=(told("a", "b", same=False),))) == {
        frozenset("a"), frozenset("b"), frozenset("c"),
    }  # fmt: skip
    linked = studies_of(a, b, c, decisions=(told("c", "a", same=True),))
    assert groups_of(linked) == {frozenset("abc")}
    assert {r.rule for r in linked[0].reports if r.key in "ac"} == {"decision"}


def test_an_unlinked_report_stays_away_through_a_third() -> None:
    records = [a_candidate(k, n, registrations=(NCT,)) for n, k in enumerate("abc")]
    studies = studies_of(*records, decisions=(told("a", "c", same=False),))
    assert groups_of(studies) == {frozenset("ab"), frozenset("c")}


def test_a_decision_may_name_any_record_of_a_report() -> None:
    a1, a2 = a_candidate("a1", 1, doi="10.1/a"), a_candidate("a2", 2, doi="10.1/a")
    studies = studies_of(a1, a2, a_candidate("b", 3), decisions=(told("a2", "b", same=True),))
    assert groups_of(studies) == {frozenset({"a1", "b"})}


def test_public_ids_can_be_said_aloud() -> None:
    assert public_id_of("bundled:pozner-2021") == public_id_of("bundled:pozner-2021")
    assert public_id_of("bundled:pozner-2021") != public_id_of("bundled:pozner-2022")
    for key in ("a", "file:pmid:1", "é"):
        name = public_id_of(key)
        assert len(name) == 9
        assert name[0] == "S"
        assert set(name[1:]) <= set("0123456789ABCDEFGHJKMNPQRSTVWXYZ")


keys = [f"s:{n}" for n in range(7)]
relations = st.lists(
    st.tuples(
        st.sampled_from(["report_of", "comment_on", "may_overlap"]),
        st.sampled_from([*keys, "nct:NCT00000001", "pmid:1"]),
        st.just("said"),
    ),
    max_size=2,
).map(tuple)
records = st.lists(
    st.builds(
        lambda key, kind, said, numbers, pmid, doi, arrival: a_candidate(
            key,
            arrival,
            kind,
            said,
            registrations=numbers,
            pmid=pmid,
            doi=doi,
        ),
        st.sampled_from(keys),
        st.sampled_from([ReportKind.JOURNAL_ARTICLE, REGISTRATION, REVIEW, COMMENT]),
        relations,
        st.sampled_from([(), ("NCT00000001",), ("NCT00000002",), ("NCT00000001", "NCT00000002")]),
        st.sampled_from(["", "1", "2"]),
        st.sampled_from(["", "10.1/a", "10.1/b"]),
        st.integers(0, 3),
    ),
    max_size=7,
    unique_by=lambda c: c.key,
)
decisions = st.lists(
    st.builds(lambda o, t, s: told(o, t, same=s), *[st.sampled_from(keys)] * 2, st.booleans()),
    max_size=3,
).map(tuple)


@settings(max_examples=60, deadline=None)
@given(records=records, decisions=decisions, random=st.randoms(use_true_random=False))
def test_the_order_of_reports_changes_no_study(records, decisions, random) -> None:  # type: ignore[no-untyped-def]  # drawn
    reports = group_into_reports(records)
    shuffled = list(reports)
    random.shuffle(shuffled)
    studies = link_reports(reports, decisions)
    assert link_reports(shuffled, decisions) == studies
    linked = [r.key for study in studies for r in study.reports]
    assert sorted(linked) == sorted(r.key for r in reports)


def records_of(candidates: list[Candidate], told: tuple[MatchDecision, ...]) -> object:
    """Studies as sets of reports, reports as sets of records."""
    reports = group_into_reports(candidates)
    members = {r.key: frozenset(j.key for j in r.records) for r in reports}
    studies = link_reports(reports, told)
    return {frozenset(members[linked.key] for linked in s.reports) for s in studies}


@settings(max_examples=100, deadline=None)
@given(records=records, decisions=decisions, random=st.randoms(use_true_random=False))
def test_what_belongs_together_does_not_depend_on_what_came_first(
    records, decisions, random
) -> None:  # type: ignore[no-untyped-def]  # drawn
    arrivals = random.sample(range(len(records)), len(records))
    later = [replace(c, arrival=a) for c, a in zip(records, arrivals, strict=True)]
    assert records_of(later, decisions) == records_of(records, decisions)


@settings(max_examples=60, deadline=None)
@given(records=records)
def test_without_a_decision_two_registered_trials_stay_two(records: list[Candidate]) -> None:
    told_apart = [r for r in records if not any(name == "report_of" for name, _, _ in r.relations)]
    for study in link_reports(group_into_reports(told_apart)):
        own = {r.key for r in study.reports if r.role is ReportRole.REGISTRATION}
        numbers = {c.bibliography.registrations[:1] for c in told_apart if c.key in own}
        assert len(numbers - {()}) <= 1


@settings(max_examples=60, deadline=None)
@given(records=records)
def test_overlaps_are_mutual(records: list[Candidate]) -> None:
    studies = {s.public_id: s for s in link_reports(group_into_reports(records))}
    for public_id, study in studies.items():
        for other, because in study.overlaps:
            assert (public_id, because) in studies[other].overlaps
