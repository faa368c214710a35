"""Planned and reported: the page, the study's own table and the API say the same."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from lxml import etree

from app import store
from app.matching import ReportRole
from app.records import Bound, PlannedShare, SkinType
from app.topic import Topic
from app.web import create_web
from tests.sqlite_databases import migrated_sqlite
from tests.store.builders import (
    ELIGIBLE,
    NOW,
    AStudy,
    a_count,
    a_record,
    a_report,
    a_study,
    a_type,
    derived,
    evidence,
    participants,
)

SHARE = PlannedShare(
    types=(SkinType.V, SkinType.VI),
    bound=Bound.AT_LEAST,
    percent=20,
    evidence=evidence("a fifth of the people of types V and VI"),
    rule="fitzpatrick.planned_share",
)


def registered(number: int, reported: str, people: int, *, planned: int = 30) -> AStudy:
    """A trial of all six types with a share set aside, and the paper on it."""
    paper = a_report(
        f"pubmed:{number}",
        tags=[a_type(roman) for roman in reported.split()],
        counts=(a_count(reported, people),),
        participants=participants(people),
    )
    registration = a_report(
        f"clinicaltrials:{number}",
        role=ReportRole.REGISTRATION,
        tags=[a_type(t.name, ELIGIBLE) for t in SkinType],
        participants=participants(planned, planned=True),
        planned_shares=(SHARE,),
    )
    return a_study(paper, registration)


SHORT = registered(1, "II III IV", 19)
KEPT = registered(2, "I II III IV V VI", 30)
UNREGISTERED = a_study(a_report("pubmed:3", participants=participants(5)))
STUDIES = (SHORT, KEPT, UNREGISTERED)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory, topic: Topic) -> Iterator[TestClient]:
    engine = migrated_sqlite(tmp_path_factory.mktemp("plans") / "plans.sqlite3")
    with store.writing(engine) as db:
        keys = [report.report.key.split(":") for one in STUDIES for report in one.reports]
        records = [a_record(number, source=source) for source, number in keys]
        store.save_records(db, records, received_at=NOW, run_id=None)
        store.replace_derived(db, derived(*STUDIES))
    with TestClient(create_web(engine, topic)) as client:
        yield client
    engine.dispose()


def rows(page: str) -> list[list[str]]:
    return [
        [" ".join(cell.xpath("string()").split()) for cell in row]
        for row in etree.HTML(page).xpath("//table[contains(@class, 'plan-table')]/tbody/tr")
    ]


def test_a_study_shows_its_plan_beside_its_report(client: TestClient) -> None:
    told = rows(client.get(f"/studies/{SHORT.public_id}").text)
    assert [(row[0], row[1], row[2]) for row in told] == [
        ("People", "30 people", "19 people"),
        ("Types I, V, VI", "eligible", "not reported; types II to IV took part"),
        ("Types II, III, IV", "eligible", "took part"),
        ("Types V, VI", "at least 20 % of types V and VI", "0 of 19 people"),
    ]
    assert told[0][3] == "Differs11 fewer than planned"
    assert told[2][3] == "As planned"
    assert told[1][3].count("Eligible; the reports name types II to IV and say nothing of it.") == 1
    assert told[3][3].startswith("Differs")
    assert "excluded" not in " ".join(map(" ".join, told))


def test_numbers_that_were_planned_are_not_shown_as_those_who_took_part(
    client: TestClient,
) -> None:
    page = etree.HTML(client.get(f"/studies/{SHORT.public_id}").text)
    pieces = page.xpath("//section[@aria-labelledby='people']//figure")
    said = {
        figure.xpath("string(.//*[contains(@class, 'evidence-says')])"): figure.xpath("string()")
        for figure in pieces
    }
    assert "30 people" in said["30 participants planned"]
    assert "30 people" not in said["19 participants"]


@pytest.mark.parametrize(
    ("query", "listed"),
    [("", [SHORT, KEPT]), ("?differs=true", [SHORT]), ("?differs=false", [KEPT])],
)
def test_page_and_api_list_the_same_studies(
    client: TestClient, query: str, listed: list[AStudy]
) -> None:
    answer = client.get(f"/api/v1/plans{query}").json()["plans"]
    assert {plan["study"]["public_id"] for plan in answer} == {one.public_id for one in listed}
    page = client.get(f"/plans{query}").text
    assert {one.public_id in page for one in listed} == {True}
    assert page.count('class="table plan-table"') == len(listed)
    assert UNREGISTERED.public_id not in page


def test_where_there_is_no_plan_it_says_so(empty_client: TestClient) -> None:
    assert "No registration of a study that was reported" in empty_client.get("/plans").text
