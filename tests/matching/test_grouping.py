from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.matching import Candidate, MatchDecision, Report, group_into_reports
from app.matching.description import describe, own_number
from app.matching.likeness import Likeness
from app.matching.rules import rule_that_joins
from app.records import ReportKind
from tests.matching.candidates import TITLE, a_candidate

ARTICLE, REGISTRATION = ReportKind.JOURNAL_ARTICLE, ReportKind.REGISTRATION


def groups_of(reports: list[Report]) -> set[frozenset[str]]:
    return {frozenset(joined.key for joined in report.records) for report in reports}


def joined(one: Candidate, other: Candidate) -> str:
    """The rule that joins two records, or nothing."""
    reports = group_into_reports([one, other])
    return reports[0].records[0].rule if len(reports) == 1 else ""


def told(one: str, other: str, *, same: bool) -> MatchDecision:
    return MatchDecision(layer="report", one=one, other=other, same=same, because="looked at both")


@pytest.mark.parametrize(
    ("one", "other", "rule"),
    [
        ({"doi": "10.1093/asj/sjae120"}, {"doi": "10.1093/asj/sjae120"}, "doi"),
        ({"pmid": "39480035"}, {"pmid": "39480035", "title": TITLE}, "pmid"),
        ({"pmcid": "PMC4174164"}, {"pmcid": "PMC4174164"}, "pmcid"),
        ({"title": TITLE, "year": 2024}, {"title": TITLE.upper() + ".", "year": 2024}, "title-year"),
        ({"title": TITLE, "year": 2024}, {"title": TITLE, "year": 2023}, ""),
        ({"title": TITLE, "year": 2024}, {"title": TITLE}, ""),
        ({"title": "Letter to the editor", "year": 2024},) * 2 + ("",),
        ({"title": TITLE, "year": 2024, "doi": "10.1/a"},
         {"title": TITLE, "year": 2024, "doi": "10.1/b"}, ""),
        ({"title": TITLE, "year": 2024, "pmid": "1"}, {"title": TITLE, "year": 2024, "pmid": "2"}, ""),
        ({"title": TITLE, "year": 2024, "authors": ("Carruthers KH",)},
         {"title": TITLE, "year": 2024, "authors": ("Vyas K",)}, ""),
        ({"title": TITLE, "year": 2024, "authors": ("Carruthers KH",)},
         {"title": TITLE, "year": 2024, "authors": ("Kylie H Carruthers",)}, "title-year"),
        ({"title": TITLE, "year": 2024, "authors": ("Müller A",)},
         {"title": TITLE, "year": 2024, "authors": ("Mueller Anna",)}, "title-year"),
        ({"title": TITLE, "year": 2010, "volume": "42", "pages": "S79"},
         {"title": TITLE, "year": 2010, "volume": "138", "pages": "S95-S96"}, ""),
        ({"title": "Reply", "year": 2024, "volume": "44", "pages": "1209-1217"},
         {"title": "Reply", "year": 2024, "volume": "44", "pages": "1209-17"}, "title-place"),
    ],
)  # fmt: skip
def test_what_joins_two_articles(one: dict, other: dict, rule: str) -> None:
    assert joined(a_candidate("a", **one), a_candidate("b", **other)) == rule


@pytest.mark.parametrize(
    ("kind", "rule"),
    [
        (ReportKind.REVIEW, "title-year"),
        (ReportKind.OTHER, "title-year"),
        (ReportKind.CONFERENCE_ABSTRACT, ""),
        (ReportKind.PREPRINT, ""),
        (ReportKind.COMMENT, ""),
        (ReportKind.REGISTRATION, ""),
    ],
)
def test_documents_of_different_sorts_are_not_joined_by_title(kind: ReportKind, rule: str) -> None:
    article = a_candidate("a", title=TITLE, year=2024)
    assert joined(article, a_candidate("b", kind=kind, title=TITLE, year=2024)) == rule


def test_a_paper_that_names_a_registration_is_another_report() -> None:
    number = {"registrations": ("NCT02234193",)}
    paper = a_candidate("paper", **number)
    one, other = (a_candidate(k, kind=REGISTRATION, title=k, **number) for k in ("one", "other"))
    assert groups_of(group_into_reports([paper, one, other])) == {
        frozenset({"paper"}),
        frozenset({"one", "other"}),
    }


def test_a_registration_with_a_papers_identifier_is_still_no_paper() -> None:
    assert joined(a_candidate("a", pmid="7"), a_candidate("b", kind=REGISTRATION, pmid="7")) == ""


def test_a_supplement_has_one_doi_and_many_abstracts() -> None:
    doi = {"doi": "10.2337/db16-382-651", "year": 2016}
    first = {"title": "Linagliptin attenuates neointima after vascular injury", **doi}
    second = {"title": "Empagliflozin prevents high glucose in endothelial cells", **doi}
    records = [
        a_candidate("a", pages="A128", authors=("Terawaki Y",), **first),
        a_candidate("b", pages="A128", authors=("Terawaki Y",), **first),
        a_candidate("c", pages="A129", authors=("Khemais S",), **second),
        a_candidate("d", pages="A129", authors=("Khemais S",), **second),
    ]
    assert groups_of(group_into_reports(records)) == {frozenset("ab"), frozenset("cd")}


def test_a_translated_title_under_the_same_doi_is_the_same_report() -> None:
    one = a_candidate("a", doi="10.1/x", title="Crowdwork and inequality", pages="160-178")
    other = a_candidate("b", doi="10.1/x", title="Arbeiten in der Crowd", pages="160 - 178")
    assert joined(one, other) == "doi"


def test_a_record_that_fits_two_reports_joins_neither() -> None:
    same = {"title": TITLE, "year": 2024}
    records = [
        a_candidate("a", doi="10.1/a", pages="1-9", volume="5", **same),
        a_candidate("b", doi="10.1/b", pages="20-29", volume="5", **same),
        a_candidate("c", **same),
        a_candidate("d", pages="20-9", volume="5", **same),
    ]
    assert groups_of(group_into_reports(records)) == {
        frozenset("a"), frozenset("bd"), frozenset("c"),
    }  # fmt: skip


def test_an_identifier_found_through_a_third_record_forbids_too() -> None:
    same = {"title": TITLE, "year": 2024}
    records = [
        a_candidate("a", pmid="1", **same),
        a_candidate("b", pmid="1", doi="10.1/b"),
        a_candidate("c", doi="10.1/c", **same),
    ]
    assert groups_of(group_into_reports(records)) == {frozenset("ab"), frozenset("c")}


def test_every_record_says_why_it_belongs() -> None:
    records = [
        a_candidate("a", 1, pmid="7", doi="10.1/x"),
        a_candidate("b", 2, doi="10.1/x"),
        a_candidate("c", 3, pmid="7"),
    ]
    (report,) = group_into_reports(records)
    assert [(j.key, j.rule, j.because) for j in report.records] == [
        ("a", "doi", "DOI 10.1/x"),
        ("b", "doi", "DOI 10.1/x"),
        ("c", "pmid", "PMID 7"),
    ]
    (alone,) = group_into_reports(records[:1])
    assert alone.records[0].rule == "only-record"


def test_the_first_arrived_record_names_the_report() -> None:
    records = [a_candidate("a", 5, doi="10.1/x"), a_candidate("b", 2, doi="10.1/x")]
    (report,) = group_into_reports(records)
    assert (report.key, report.arrival) == ("b", 2)


def test_a_person_joins_what_no_rule_would() -> None:
    one, other = a_candidate("a", title="One"), a_candidate("b", title="Other")
    (report,) = group_into_reports([one, other], [told("a", "b", same=True)])
    assert [j.rule for j in report.records] == ["decision", "decision"]
    assert report.records[0].because == "looked at both"


def test_a_person_keeps_apart_what_a_rule_would_join() -> None:
    records = [a_candidate(k, doi="10.1/x") for k in "ab"]
    reports = group_into_reports(records, [told("b", "a", same=False)])
    assert [r.records[0].rule for r in reports] == ["only-record", "only-record"]


def test_two_told_apart_stay_apart_through_a_third() -> None:
    records = [
        a_candidate("a", doi="10.1/x"),
        a_candidate("b", doi="10.1/x", pmid="7"),
        a_candidate("c", pmid="7"),
    ]
    reports = group_into_reports(records, [told("a", "c", same=False)])
    assert groups_of(reports) == {frozenset("ab"), frozenset("c")}


def test_the_latest_word_counts() -> None:
    records = [a_candidate(k, doi="10.1/x") for k in "ab"]
    decisions = [told("a", "b", same=False), told("b", "a", same=True)]
    assert len(group_into_reports(records, decisions)) == 1
    assert len(group_into_reports(records, decisions[::-1])) == 2


def test_a_split_undoes_a_join() -> None:
    records = [a_candidate("a", doi="10.1/x"), a_candidate("b"), a_candidate("c", doi="10.1/x")]
    joined_then_split = [told("a", "b", same=True), told("a", "b", same=False)]
    assert groups_of(group_into_reports(records, joined_then_split)) == groups_of(
        group_into_reports(records)
    )


def test_decisions_on_the_other_layer_or_on_strangers_change_nothing() -> None:
    records = [a_candidate(k, doi="10.1/x") for k in "ab"]
    others = [replace(told("a", "b", same=False), layer="study"), told("a", "z", same=True)]
    assert len(group_into_reports(records, others)) == 1


maybe = st.sampled_from
records = st.lists(
    st.builds(
        lambda key, arrival, kind, fields: a_candidate(key, arrival, kind, **fields),
        st.sampled_from([f"s:{n}" for n in range(9)]),
        st.integers(0, 5),
        maybe([ARTICLE, REGISTRATION, ReportKind.PREPRINT]),
        st.fixed_dictionaries(
            {
                "title": maybe(["", TITLE, TITLE + " in pigs", "Reply"]),
                "year": maybe([None, 2023, 2024]),
                "doi": maybe(["", "10.1/a", "10.1/b"]),
                "pmid": maybe(["", "1", "2"]),
                "authors": maybe([(), ("Doe A",), ("Roe B",)]),
                "volume": maybe(["", "5", "6"]),
                "pages": maybe(["", "1-9", "20-29"]),
                "registrations": maybe([(), ("NCT00000001",), ("NCT00000002",)]),
            }
        ),
    ),
    max_size=8,
    unique_by=lambda c: c.key,
)
pairs = st.lists(
    st.builds(
        lambda one, other, same: told(f"s:{one}", f"s:{other}", same=same),
        st.integers(0, 8),
        st.integers(0, 8),
        st.booleans(),
    ),
    max_size=4,
)


@settings(max_examples=60, deadline=None)
@given(records=records, decisions=pairs, random=st.randoms(use_true_random=False))
def test_the_order_of_records_changes_nothing(records, decisions, random) -> None:  # type: ignore[no-untyped-def]  # drawn
    shuffled = list(records)
    random.shuffle(shuffled)
    assert group_into_reports(shuffled, decisions) == group_into_reports(records, decisions)


@settings(max_examples=60, deadline=None)
@given(records=records, decisions=pairs)
def test_every_record_is_in_one_report_and_decisions_hold(
    records: list[Candidate], decisions: list[MatchDecision]
) -> None:
    reports = group_into_reports(records, decisions)
    keys = [j.key for report in reports for j in report.records]
    assert sorted(keys) == sorted(c.key for c in records)
    assert group_into_reports([*records, *records], decisions) == reports
    latest = {frozenset({d.one, d.other}): d for d in decisions}
    for pair in (p for p, d in latest.items() if not d.same and len(p) == 2):
        assert not any(pair <= group for group in groups_of(reports))


@settings(max_examples=60, deadline=None)
@given(records=records)
def test_a_report_joined_by_a_rule_is_found_again_from_its_records_alone(
    records: list[Candidate],
) -> None:
    for report in group_into_reports(records):
        own = [c for c in records if c.key in {j.key for j in report.records}]
        assert groups_of(group_into_reports(own)) == groups_of([report])


def touched_by(new: list[Candidate], records: list[Candidate]) -> set[str]:
    """The keys of the new records and of all that hang together with them, however far."""
    touched, reached = {c.key for c in new}, list(new)
    while reached:
        one = reached.pop()
        for other in records:
            if other.key not in touched and hang_together(one, other):
                touched.add(other.key)
                reached.append(other)
    return touched


def hang_together(one: Candidate, other: Candidate) -> bool:
    """Whether two records share an identifier or a rule would join them."""
    shared = (
        ours and ours == others
        for ours, others in zip(identifiers_of(one), identifiers_of(other), strict=True)
    )
    return any(shared) or rule_that_joins(Likeness(describe(one), describe(other))) is not None


def identifiers_of(one: Candidate) -> tuple[str, ...]:
    known = one.bibliography
    return known.doi, known.pmid, known.pmcid, own_number(one.kind, known)


@settings(max_examples=100, deadline=None)
@given(records=records, new=st.integers(0, 3))
def test_new_records_change_no_group_but_those_they_touch(
    records: list[Candidate], new: int
) -> None:
    touched = touched_by(records[:new], records)
    again = [c for c in records if c.key in touched]
    untouched = {
        group for group in groups_of(group_into_reports(records[new:])) if touched.isdisjoint(group)
    }
    together = groups_of(group_into_reports(again)) | untouched
    assert together == groups_of(group_into_reports(records))
