"""What the reports of studies say, with everything that decides whether it counts."""

from sqlmodel import Session

from app import store
from app.matching import ReportRole
from app.records import Dimension, SkinType
from app.store import Statement
from tests.store.builders import (
    a_count,
    a_report,
    a_result,
    a_study,
    a_type,
    an_outcome,
    derived,
    participants,
)


def statements(db: Session, *studies: object) -> list[Statement]:
    store.replace_derived(db, derived(*studies))  # type: ignore[arg-type]  # studies of the builders
    return store.list_statements(db, [one.public_id for one in studies])  # type: ignore[attr-defined]  # as above


def said(found: list[Statement]) -> list[tuple[str, str]]:
    return [(one.statement, one.value) for one in found]


def test_every_kind_of_statement_is_listed(db: Session) -> None:
    study = a_study(
        a_report(
            tags=[a_type("IV"), an_outcome("pain")],
            counts=(a_count("IV V", 6),),
            participants=participants(12),
            results=(a_result("pain", "IV", events=0, people=4),),
        )
    )
    found = statements(db, study)
    assert said(found) == [
        ("tag", "IV"), ("tag", "pain"), ("count", "IV V"), ("participants", "took_part"),
        ("result", "pain"),
    ]  # fmt: skip
    count, people, result = found[2:]
    assert (count.types, count.people) == ((SkinType.IV, SkinType.V), 6)
    assert (people.dimension, people.people, people.planned) == (Dimension.PARTICIPANTS, 12, False)
    assert (result.types, result.events, result.people) == ((SkinType.IV,), 0, 4)
    assert all(one.evidence.text for one in found)


def test_a_planned_number_says_so(db: Session) -> None:
    plan = a_report(role=ReportRole.REGISTRATION, participants=participants(30, planned=True))
    [found] = statements(db, a_study(plan))
    assert (found.value, found.people, found.planned) == ("planned", 30, True)


def test_rejected_tags_and_comments_say_nothing(db: Session) -> None:
    study = a_study(
        a_report("pubmed:1", tags=[an_outcome("pain")], rejected_tags=[an_outcome("edema")]),
        a_report("pubmed:2", role=ReportRole.COMMENT, tags=[an_outcome("scarring")]),
    )
    assert said(statements(db, study)) == [("tag", "pain")]


def test_reports_come_with_their_part_in_the_study(db: Session) -> None:
    study = a_study(
        a_report("pubmed:1", doi="10.1000/a"), a_report("pubmed:2", role=ReportRole.COMMENT)
    )
    other = a_study(a_report("pubmed:3"))
    store.replace_derived(db, derived(study, other))
    found = store.list_reports_of_studies(db, [other.public_id, study.public_id])
    assert [(one.study_id, one.role, one.counted) for one in found] == [
        (other.public_id, ReportRole.RESULTS, True),
        (study.public_id, ReportRole.RESULTS, True),
        (study.public_id, ReportRole.COMMENT, False),
    ]
    assert found[1].bibliography.doi == "10.1000/a"
