import pytest
from sqlalchemy.event import listen
from sqlmodel import Session

from app.errors import StudyMovedError, StudyNotFoundError
from app.matching import ReportRole, public_id_of
from app.records import (
    Bound,
    Dimension,
    Evidence,
    EvidenceKind,
    PlannedShare,
    Reading,
    RejectedMention,
    SkinType,
)
from app.screening import Screened
from app.store import get_study, replace_derived, report_id_of, save_records
from tests.store.builders import (
    NOW,
    a_count,
    a_record,
    a_report,
    a_result,
    a_study,
    a_type,
    an_indication,
    an_outcome,
    derived,
    evidence,
    participants,
)

QUOTE = Evidence(kind=EvidenceKind.QUOTE, text="Cores", section="abstract", start=0, end=5)
PLAN = PlannedShare(
    types=(SkinType.V,), bound=Bound.AT_LEAST, percent=20, evidence=QUOTE, rule="plan"
)
MENTION = RejectedMention(
    dimension=Dimension.FITZPATRICK, evidence=QUOTE, reason="wrinkle scale", rule="trap"
)


def test_a_study_comes_with_everything_known_of_it(db: Session) -> None:
    save_records(
        db,
        [a_record("1", b"old"), a_record("1", b"new"), a_record("x", source="crossref")],
        received_at=NOW,
        run_id=None,
    )
    paper = a_report(
        "pubmed:1",
        title="The paper",
        journal="A journal",
        year=2024,
        records=["crossref:x"],
        tags=[a_type("IV"), an_indication("wrinkles")],
        rejected_tags=[an_outcome("pain")],
        counts=(a_count("IV", 2),),
        participants=participants(26),
        results=(a_result("laxity", people=13),),
        follow_up_days=271,
        follow_up_evidence=QUOTE,
        planned_shares=(PLAN,),
        unknown=("sex",),
        conflicts=("two dates",),
        notes="Read by one person.",
        rejected=(MENTION,),
        sponsor="Somebody",
        country="US",
    )
    plan = a_report(
        "ctgov:2",
        role=ReportRole.REGISTRATION,
        status="completed",
        ends="2024-01",
        participants=participants(30, planned=True),
    )
    former = (public_id_of("ctgov:2"), public_id_of("crossref:x"))
    other = (public_id_of("pubmed:9"), "same clinic")
    replace_derived(db, derived(a_study(paper, plan, former_ids=former, overlaps=(other,))))
    study = get_study(db, public_id_of("pubmed:1"))
    first, second = study.reports
    assert (study.summary.title, study.summary.journal, study.summary.reports) == (
        "The paper",
        "A journal",
        2,
    )
    assert (study.summary.participants, study.summary.planned) == (26, 30)
    assert (study.summary.status, study.summary.ends) == ("completed", "2024-01")
    assert (first.report_id, first.sponsor, first.country) == (
        report_id_of("pubmed:1"),
        "Somebody",
        "US",
    )
    assert (first.screening.screened, first.fields_from) == (
        Screened.INCLUDED,
        {"title": "pubmed:1"},
    )
    assert first.text[QUOTE.start : QUOTE.end] == QUOTE.text
    assert [(r.key, r.version, r.received_at) for r in first.records] == [
        ("pubmed:1", 2, NOW),
        ("crossref:x", 1, NOW),
    ]
    assert second.role is ReportRole.REGISTRATION
    assert [(t.value, t.state) for t in study.tags] == [
        ("IV", "proposed"),
        ("wrinkles", "proposed"),
        ("pain", "rejected"),
    ]
    assert study.counts == (a_count("IV", 2),)
    assert study.results == (a_result("laxity", people=13),)
    assert study.participants_evidence == (evidence("26 people"),)
    assert study.planned_evidence == (evidence("30 people"),)
    assert study.overlaps == (other,)
    assert study.former_ids == tuple(sorted(former))
    assert (study.unknown, study.conflicts, study.notes) == (
        ("sex",),
        ("two dates",),
        ("Read by one person.",),
    )
    assert study.rejected == (MENTION,)
    assert (study.follow_up_days, study.summary.follow_up_days) == (271, 271)
    assert (study.follow_up_evidence, study.planned_shares) == (QUOTE, (PLAN,))


def test_a_comment_is_shown_and_adds_nothing(db: Session) -> None:
    comment = a_report(
        "pubmed:2",
        role=ReportRole.COMMENT,
        tags=[a_type("VI")],
        counts=(a_count("VI", 9),),
        results=(a_result("pain"),),
        participants=participants(99),
    )
    replace_derived(db, derived(a_study(a_report("pubmed:1"), comment)))
    study = get_study(db, public_id_of("pubmed:1"))
    assert [report.role for report in study.reports] == [ReportRole.RESULTS, ReportRole.COMMENT]
    assert (study.tags, study.counts, study.results) == ((), (), ())
    assert study.participants_evidence == ()


def test_a_person_and_a_machine_that_count_the_same_people_are_not_added_up(db: Session) -> None:
    readings = (
        Reading(counts=(a_count("IV", 2),), participants=participants(26)),
        Reading(counts=(a_count("IV", 4),), participants=participants(52)),
    )
    replace_derived(db, derived(a_study(a_report("pubmed:1", readings=readings))))
    study = get_study(db, public_id_of("pubmed:1"))
    assert study.summary.participants == 26
    assert study.counts == (a_count("IV", 2),)


def test_a_merged_identifier_says_where_the_study_is_now(db: Session) -> None:
    former = public_id_of("pubmed:2")
    replace_derived(db, derived(a_study(a_report("pubmed:1"), former_ids=(former,))))
    with pytest.raises(StudyMovedError) as moved:
        get_study(db, former)
    assert (moved.value.public_id, moved.value.now) == (former, public_id_of("pubmed:1"))


@pytest.mark.parametrize("wrong", ["S00000000", "", "S1", "s3f9qw0kz", "S0000000\x00", "../x", "é"])
def test_an_identifier_that_never_was_is_not_found(db: Session, wrong: str) -> None:
    with pytest.raises(StudyNotFoundError):
        get_study(db, wrong)


def test_a_study_of_many_reports_is_asked_for_as_often_as_one_of_a_single_report(
    db: Session,
) -> None:
    reports = [a_report(f"pubmed:{n}", tags=[a_type("IV")]) for n in range(2, 7)]
    single = a_study(a_report("pubmed:1", results=(a_result("pain"),)))
    replace_derived(db, derived(single, a_study(*reports)))
    asked: list[str] = []
    connection = db.connection()
    listen(connection, "before_cursor_execute", lambda _c, _u, sql, *_: asked.append(sql))
    get_study(db, public_id_of("pubmed:1"))
    of_one = len(asked)
    assert len(get_study(db, public_id_of("pubmed:2")).reports) == len(reports)
    assert (of_one, len(asked)) == (5, 10)
