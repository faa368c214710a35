"""The list of studies, its pages and filters, and one study."""

from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app.api import create_app
from app.topic import Topic
from tests.api.corpus import DOI, FIRST, MERGED, save_corpus

STUDIES = 8


def studies_of(client: TestClient, query: str = "") -> list[dict[str, Any]]:
    answer = client.get(f"/api/v1/studies?{query}")
    assert answer.status_code == 200, answer.text
    return answer.json()["studies"]


def authors_of(studies: list[dict[str, Any]]) -> set[str]:
    return {study["authors"][0].split()[0] for study in studies}


@pytest.mark.parametrize("limit", [1, 2, 3, 7, 8, 50])
def test_paging_walks_all_studies_once(client: TestClient, limit: int) -> None:
    whole = [study["public_id"] for study in studies_of(client)]
    seen: list[str] = []
    address = f"/api/v1/studies?limit={limit}"
    while address:
        answer = client.get(address)
        page = answer.json()
        assert page["total"] == STUDIES
        assert len(page["studies"]) <= limit
        seen += [study["public_id"] for study in page["studies"]]
        assert ('rel="next"' in answer.headers.get("link", "")) is (page["next"] is not None)
        assert (page["next"] is None) is (page["next_cursor"] is None)
        address = page["next"]
    assert seen == whole
    assert len(set(seen)) == STUDIES


def test_the_next_page_keeps_the_filters(client: TestClient) -> None:
    first = client.get("/api/v1/studies?fitzpatrick=III&fitzpatrick=II&limit=1&q=coring").json()
    assert first["next"].count("fitzpatrick=") == 2
    second = client.get(first["next"]).json()
    assert second["total"] == first["total"]
    assert second["studies"][0]["public_id"] != first["studies"][0]["public_id"]


def test_the_latest_year_comes_first_and_unknown_years_last(client: TestClient) -> None:
    years = [study["year"] for study in studies_of(client)]
    known = [year for year in years if year]
    assert known == sorted(known, reverse=True)
    assert years[len(known) :] == [None, None]


@pytest.mark.parametrize(
    ("query", "authors"),
    [
        ("fitzpatrick=V", {"Garcia"}),
        ("fitzpatrick=VI", set()),
        ("fitzpatrick=V&fitzpatrick=IV", {"Garcia", "Lindqvist", "Tanaka"}),
        (
            "fitzpatrick=V&standing=not_reported&year_from=2021",
            {"Lindqvist", "Okafor", "Moreau", "Tanaka"},
        ),
        ("year_from=2022", {"Tanaka"}),
        ("year_to=1999", {"Ivanova"}),
        ("layer=planned", {"Trial"}),
        ("q=okafor", {"Okafor"}),
        ("q=nothing+of+the+kind", set()),
        ("design=review", set()),
        ("indication=&outcome=&q=&year_from=&fitzpatrick=V", {"Garcia"}),
    ],
)
def test_filters(client: TestClient, query: str, authors: set[str]) -> None:
    assert authors_of(studies_of(client, query)) == authors


def test_a_summary_reads_well(client: TestClient, topic: Topic) -> None:
    (study,) = studies_of(client, "fitzpatrick=V")
    assert study["public_id"] == FIRST
    assert study["participants"] == 38
    assert study["standing"] == {
        **dict.fromkeys(["I", "II", "III", "IV", "V"], "studied"),
        "VI": "not_reported",
    }
    first = topic.indication[0]
    assert study["indications"] == [{"id": first.id, "label": first.label}]
    assert study["report_count"] == 1
    assert study["layer"] == "primary"
    assert study["status"] is None


def test_one_study_shows_reports_records_and_tags_with_their_evidence(client: TestClient) -> None:
    study = client.get(f"/api/v1/studies/{FIRST}").json()
    (report,) = study["reports"]
    assert report["bibliography"]["doi"] == DOI
    assert {record["source"] for record in report["records"]} == {"reader", "file"}
    assert all(record["rule"] and record["because"] for record in report["records"])
    (five,) = [tag for tag in study["tags"] if tag["value"]["id"] == "V"]
    assert five["dimension"] == "fitzpatrick"
    assert five["standing"] == "studied"
    assert five["evidence"]["kind"] == "restated"
    assert five["evidence"]["seen_at"] == ["page 3"]
    assert study["unknown"] == ["follow-up"]
    assert study["former_ids"] == [MERGED]


def test_a_count_and_a_result_name_their_types_in_roman(client: TestClient) -> None:
    (listed,) = studies_of(client, "q=tanaka")
    study = client.get(f"/api/v1/studies/{listed['public_id']}").json()
    assert study["results"][0]["types"] == ["IV"]
    assert (study["results"][0]["events"], study["results"][0]["people"]) == (0, 4)
    (listed,) = studies_of(client, "q=lindqvist")
    study = client.get(f"/api/v1/studies/{listed['public_id']}").json()
    assert [(count["types"], count["people"]) for count in study["counts"]] == [(["IV"], 2)]


def test_every_listed_study_can_be_opened(client: TestClient) -> None:
    for listed in studies_of(client):
        study = client.get(f"/api/v1/studies/{listed['public_id']}").json()
        assert {name: study[name] for name in listed} == listed


def test_a_former_identifier_leads_to_the_study_that_it_became(client: TestClient) -> None:
    moved = client.get(f"/api/v1/studies/{MERGED}", follow_redirects=False)
    assert moved.status_code == 301
    assert moved.headers["location"] == f"/api/v1/studies/{FIRST}"
    assert moved.headers["content-type"] == "application/problem+json"
    assert FIRST in moved.json()["detail"]
    assert client.get(moved.headers["location"]).json()["public_id"] == FIRST


@pytest.mark.parametrize("words", ["IV-VI", '"', "a AND", "(", "*", "\u0000", "Ω", "x:y", "-"])
def test_any_words_can_be_searched(client: TestClient, words: str) -> None:
    answer = client.get("/api/v1/studies", params={"q": words})
    assert answer.status_code == 200


def test_both_databases_give_the_same_answers(
    engine: Engine, topic: Topic, client: TestClient
) -> None:
    save_corpus(engine, topic)
    with TestClient(create_app(engine, topic)) as other:
        for path in ("studies?limit=3", f"studies/{FIRST}", "studies?q=IV-VI", "gap-map", "gaps"):
            assert other.get(f"/api/v1/{path}").json() == client.get(f"/api/v1/{path}").json()
        for path in ("facts", "context", "sources", "rejected"):
            assert other.get(f"/api/v1/{path}").json() == client.get(f"/api/v1/{path}").json()
        assert other.get(f"/api/v1/studies/{MERGED}", follow_redirects=False).status_code == 301
        assert other.get("/api/v1/studies/%00").status_code == 404
        assert other.get("/api/v1/studies?q=%00").status_code == 200


def test_trials_to_come_are_listed_with_their_plan_and_are_no_evidence(client: TestClient) -> None:
    answer = client.get("/api/v1/trials").json()
    [one] = answer["trials"]
    assert (answer["total"], answer["registered"]) == (1, 1)
    assert (one["trial"]["state"], one["trust"]) == ("unknown", "none")
    assert (one["eligible"], one["excluded"], len(one["not_named"])) == ([], [], 6)
    assert one["fills"] == []
    assert client.get("/api/v1/trials", params={"state": "under_way"}).json()["trials"] == []


def test_a_trial_cannot_be_asked_for_by_what_is_not_known(client: TestClient) -> None:
    for asked in ({"state": "hopeful"}, {"indication": "nonsense"}, {"fitzpatrick": "VII"}):
        assert client.get("/api/v1/trials", params=asked).status_code == 422
