from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlmodel import Session

from app.gapmap import Layer
from app.matching import AskingRule, MatchQuestion, ReportRole, public_id_of
from app.records import Passage, Reading, Section
from app.screening import Screened
from app.store import (
    Derived,
    StudyFilter,
    count_everything,
    dump_derived,
    forget_derived,
    get_study,
    list_cached_readings,
    list_studies,
    replace_cached_readings,
    replace_derived,
    revision,
)
from app.store.batches import OWNERS
from app.store.engine import is_sqlite
from app.store.report_ids import report_id_of
from tests.store.builders import (
    EXCLUDED,
    APart,
    AStudy,
    a_count,
    a_report,
    a_result,
    a_study,
    a_type,
    an_indication,
    an_outcome,
    derived,
    participants,
)


def studies() -> list[AStudy]:
    paper = a_report(
        "pubmed:1",
        tags=[a_type("IV"), a_type("VI", EXCLUDED), an_indication("wrinkles")],
        rejected_tags=[an_outcome("pain")],
        participants=participants(38),
        counts=(a_count("IV", 2),),
        results=(a_result("pain"),),
        records=["crossref:1"],
    )
    registration = a_report("ctgov:1", role=ReportRole.REGISTRATION, status="completed")
    other = a_report("pubmed:2", tags=[an_outcome("laxity")])
    former = (public_id_of("ctgov:1"), public_id_of("crossref:1"))
    return [
        a_study(paper, registration, former_ids=former),
        a_study(other, overlaps=((public_id_of("pubmed:1"), "same clinic"),)),
    ]


def whole(*, turned: bool = False) -> Derived:
    """Two studies, and a question whether they are one."""
    known = studies()
    asked = MatchQuestion(
        one="pubmed:1", other="pubmed:2", rule=AskingRule.MAY_OVERLAP, because="x", against=""
    )
    return replace(derived(*(known[::-1] if turned else known)), questions=(asked,))


def test_replacing_twice_changes_nothing(db: Session) -> None:
    replace_derived(db, whole())
    before, name = dump_derived(db), revision(db)
    replace_derived(db, whole())
    assert dump_derived(db) == before
    assert revision(db) == name


def test_made_anew_it_is_the_same(db: Session) -> None:
    replace_derived(db, whole())
    before, name = dump_derived(db), revision(db)
    forget_derived(db)
    assert all(rows == [] for rows in dump_derived(db).values())
    replace_derived(db, whole(turned=True))
    assert dump_derived(db) == before
    assert revision(db) == name


def test_an_answered_question_changes_the_revision(db: Session) -> None:
    replace_derived(db, whole())
    name = revision(db)
    replace_derived(db, derived(*studies()))
    assert revision(db) != name
    assert dump_derived(db)["match_question"] == []


def test_every_derived_table_has_rows_in_the_dump(db: Session) -> None:
    """Otherwise the two tests above would say nothing about the table."""
    replace_derived(db, whole())
    empty = {table for table, rows in dump_derived(db).items() if not rows}
    assert empty == {"rejected_mention"}


@pytest.mark.parametrize(
    "changed",
    [
        a_report("pubmed:1", tags=[a_type("V")]),
        a_report("pubmed:1", text="Other words."),
        a_report("pubmed:1", title="Another title"),
        a_report("pubmed:1", screened=Screened.EXCLUDED),
        a_report("pubmed:1", counts=(a_count("IV", 3),)),
        a_report("pubmed:1", notes="Read again."),
    ],
)
def test_the_revision_changes_with_any_derived_word(db: Session, changed: object) -> None:
    assert revision(db) == "0"
    replace_derived(db, derived(a_study(a_report("pubmed:1")), a_study(a_report("pubmed:2"))))
    name = revision(db)
    replace_derived(db, derived(a_study(changed), a_study(a_report("pubmed:2"))))  # type: ignore[arg-type] - a parameter of pytest has no type
    assert revision(db) not in ("0", name)


def test_a_report_can_change_while_its_study_stays(db: Session) -> None:
    replace_derived(db, derived(a_study(a_report(text="Old words."))))
    replace_derived(db, derived(a_study(a_report(text="New words."))))
    [found] = list_studies(db, StudyFilter(q="new"), limit=9).studies
    assert get_study(db, found.public_id).reports[0].text == "New words."
    assert list_studies(db, StudyFilter(q="old"), limit=9).total == 0


def test_a_report_can_move_to_another_study(db: Session) -> None:
    one, two = a_report("pubmed:1"), a_report("pubmed:2")
    replace_derived(db, derived(a_study(one), a_study(two)))
    former = (public_id_of("pubmed:2"),)
    replace_derived(db, derived(a_study(one, two, former_ids=former)))
    assert list_studies(db, StudyFilter(), limit=9).total == 1
    replace_derived(db, derived(a_study(one), a_study(two)))
    assert list_studies(db, StudyFilter(), limit=9).total == 2


def test_a_report_can_move_to_a_study_that_is_written_much_earlier(db: Session) -> None:
    first, *others, last, moves = [a_report(f"p:{n}", arrival=n) for n in range(OWNERS + 2)]
    alone = [a_study(one) for one in others]
    replace_derived(db, derived(a_study(first), *alone, a_study(last, moves)))
    wanted = derived(a_study(first, moves), *alone, a_study(last))
    changed = {one.study.public_id: replace(one, layer=Layer.INDIRECT) for one in wanted.studies}
    replace_derived(db, replace(wanted, studies=tuple(changed.values())))
    found = get_study(db, wanted.studies[0].study.public_id)
    held = [report_id_of(one.derived.report.key) for one in (first, moves)]
    assert [one.report_id for one in found.reports] == held


def test_a_study_that_is_gone_leaves_nothing_behind(db: Session) -> None:
    replace_derived(db, derived(*studies()))
    replace_derived(db, Derived())
    assert all(rows == [] for rows in dump_derived(db).values())
    assert revision(db) == "0"
    assert count_everything(db).reports == 0


def test_a_text_with_signs_that_cannot_be_kept_keeps_its_offsets(db: Session) -> None:
    replace_derived(db, derived(a_study(a_report(text="Type\x00V \ud800 was treated"))))
    [found] = list_studies(db, StudyFilter(), limit=9).studies
    [report] = get_study(db, found.public_id).reports
    assert report.text == "Type\ufffdV \ufffd was treated"
    assert report.passages == (Passage(Section.ABSTRACT, report.text, "Abstract"),)


def test_numbers_of_any_size_are_kept(db: Session) -> None:
    replace_derived(db, derived(a_study(a_report(participants=participants(10**12)))))
    assert list_studies(db, StudyFilter(), limit=9).studies[0].participants == 10**12


def test_after_much_new_the_database_knows_how_much_it_holds(db: Session) -> None:
    """Without it PostgreSQL plans its searches for empty tables."""
    reports = (a_report(f"p:{n}", arrival=n) for n in range(500))
    replace_derived(db, derived(*map(a_study, reports)))
    known = {
        True: "SELECT count(*) FROM sqlite_stat1 WHERE tbl = 'study'",
        False: "SELECT count(*) FROM pg_stats WHERE tablename = 'study'",
    }
    question = known[is_sqlite(db.connection())]
    assert db.connection().scalar(text(question)) > 0


def test_remembered_readings_are_those_that_were_used_last(db: Session) -> None:
    one, other = Reading(tags=(a_type("IV"),)), Reading(notes="nothing found")
    replace_cached_readings(db, {"a": one, "b": other})
    assert list_cached_readings(db) == {"a": one, "b": other}
    replace_cached_readings(db, {"b": other, "c": one})
    assert list_cached_readings(db) == {"b": other, "c": one}
    forget_derived(db)
    assert list_cached_readings(db) == {}


chosen = st.lists(
    st.tuples(
        st.integers(1, 4),
        st.sampled_from(["II", "V"]),
        st.booleans(),
        st.sampled_from([None, 2019, 2024]),
        st.sampled_from([Screened.INCLUDED, Screened.EXCLUDED]),
        st.integers(1, 2),
    ),
    max_size=4,
    unique_by=lambda one: one[0],
)
Chosen = list[tuple[int, str, bool, int | None, Screened, int]]


def described(chosen: Chosen) -> Derived:
    """Reports, each in one of two studies; the first of a study names it."""
    of_study: dict[int, list[APart]] = {}
    for number, roman, longer, year, screened, study in chosen:
        text = "Cores of skin. " * (200 if longer else 1)
        tags, key = [a_type(roman)], f"pubmed:{number}"
        report = a_report(key, tags=tags, text=text, year=year, screened=screened)
        of_study.setdefault(study, []).append(report)
    former = {
        study: tuple(public_id_of(one.derived.report.key) for one in parts[1:])
        for study, parts in of_study.items()
    }
    return derived(*(a_study(*parts, former_ids=former[n]) for n, parts in of_study.items()))


@pytest.mark.slow
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(first=chosen, second=chosen)
def test_what_was_derived_before_leaves_no_trace(
    db: Session, first: Chosen, second: Chosen
) -> None:
    forget_derived(db)
    replace_derived(db, described(second))
    direct = dump_derived(db)
    replace_derived(db, described(first))
    replace_derived(db, described(second))
    assert dump_derived(db) == direct
