"""Some fields of studies, studies counted in groups, and several studies at once."""

from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlalchemy.event import listen, remove

from app import store
from app.api import schemas
from app.records import SkinType
from app.store import Grouping, StudyFilter
from app.topic import Topic
from tests.api.corpus import FIRST, MERGED, save_corpus

STUDIES = "/api/v1/studies"
BATCH = "/api/v1/studies/batch"
GROUPS = [
    "fitzpatrick", "indication", "outcome", "body_site", "procedure", "design", "layer", "year",
    *(f"standing:{t.name}" for t in SkinType),
]  # fmt: skip


@pytest.mark.parametrize(
    "query",
    ["select=public_id,year", "select=public_id&select=year", "select=,year,public_id,year"],
)
def test_only_the_fields_that_were_asked_for_are_sent(client: TestClient, query: str) -> None:
    some = client.get(f"{STUDIES}?{query}&limit=3").json()
    whole = client.get(f"{STUDIES}?limit=3").json()
    assert some["studies"] == [
        {"public_id": s["public_id"], "year": s["year"]} for s in whole["studies"]
    ]
    assert some["total"] == whole["total"]
    assert "select" in some["next"]


def test_one_study_with_some_fields(client: TestClient) -> None:
    some = client.get(f"{STUDIES}/{FIRST}?select=year,tags")
    whole = client.get(f"{STUDIES}/{FIRST}")
    assert some.json() == {"year": 2020, "tags": whole.json()["tags"]}
    assert some.headers["etag"] != whole.headers["etag"]


@pytest.mark.parametrize(("path", "field"), [(STUDIES, "tags"), (f"{STUDIES}/{FIRST}", "colour")])
def test_a_field_that_there_is_not_is_refused_with_those_there_are(
    client: TestClient, path: str, field: str
) -> None:
    answer = client.get(f"{path}?select=year,{field}")
    assert answer.status_code == 422
    (error,) = answer.json()["errors"]
    assert (error["field"], error["value"]) == ("select", field)
    shape = schemas.StudySummary if path == STUDIES else schemas.Study
    assert error["allowed"] == [*shape.model_fields]


def groups(client: TestClient, by: str, query: str = "") -> dict[str, Any]:
    answer = client.get(f"{STUDIES}?group_by={by}&{query}")
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_groups_are_counted_in_the_manner_of_openalex(client: TestClient) -> None:
    found = groups(client, "fitzpatrick")
    assert found["meta"] == {"count": 8, "groups_count": 7, "group_by": "fitzpatrick"}
    assert found["group_by"] == [
        {"key": "II", "key_display_name": "Type II", "count": 3},
        {"key": "III", "key_display_name": "Type III", "count": 3},
        {"key": "IV", "key_display_name": "Type IV", "count": 3},
        {"key": "I", "key_display_name": "Type I", "count": 2},
        {"key": "V", "key_display_name": "Type V", "count": 1},
        {"key": "VI", "key_display_name": "Type VI", "count": 0},
        {"key": "unknown", "key_display_name": "None stated", "count": 4},
    ]


def test_silence_on_a_type_is_not_reported_and_never_excluded(client: TestClient) -> None:
    found = {g["key"]: g["count"] for g in groups(client, "standing:V")["group_by"]}
    assert found == {"studied": 1, "eligible": 0, "excluded": 0, "not_reported": 7}


def narrowed(by: str, key: str, query: str) -> str:
    """The filter of a group: its own, and what was asked."""
    name, _, roman = by.partition(":")
    if name == "year":
        rest = query if "year_from" not in query else ""
        return f"year_from={key}&year_to={key}&{rest}"
    if name == "standing":
        return f"fitzpatrick={roman}&standing={key}&{query}"
    return f"{name}={key}&{query}"


@pytest.mark.parametrize("by", GROUPS)
@pytest.mark.parametrize(
    "query",
    [
        "",
        "year_from=2020",
        "q=coring",
        "layer=planned",
        "left_out=true",
        "fitzpatrick=III",
        "procedure=micro_coring",
    ],
)
def test_each_count_is_the_total_of_the_narrower_filter(
    client: TestClient, by: str, query: str
) -> None:
    field = query.partition("=")[0]
    if field == by or (field == "fitzpatrick" and by.startswith("standing")):
        query = ""  # values of one field are alternatives: they would not narrow each other
    found = groups(client, by, query)
    assert found["meta"]["count"] == client.get(f"{STUDIES}?{query}").json()["total"]
    for group in found["group_by"]:
        if group["key"] != "unknown":
            total = client.get(f"{STUDIES}?{narrowed(by, group['key'], query)}").json()["total"]
            assert total == group["count"], group["key"]
    assert sum(g["count"] for g in found["group_by"]) >= found["meta"]["count"]


def test_an_unknown_group_is_refused_with_the_known_ones(client: TestClient) -> None:
    answer = client.get(f"{STUDIES}?group_by=colour")
    assert answer.status_code == 422
    (error,) = answer.json()["errors"]
    assert (error["field"], set(error["allowed"])) == ("group_by", set(GROUPS))


def test_both_databases_count_alike(engine: Engine, topic: Topic, corpus: Engine) -> None:
    save_corpus(engine, topic)
    for by in Grouping:
        with store.reading(engine) as one, store.reading(corpus) as other:
            wanted = StudyFilter(q="coring")
            found = store.count_studies_by(one, wanted, by, SkinType.V)
            assert found == store.count_studies_by(other, wanted, by, SkinType.V)


def test_several_studies_come_in_the_order_of_their_identifiers_each_with_its_fate(
    client: TestClient,
) -> None:
    ids = ["S00000000", FIRST, MERGED, "no id", FIRST]
    answer = client.post(BATCH, json={"ids": ids})
    assert answer.status_code == 200
    found = answer.json()
    assert [line["id"] for line in found["results"]] == ids
    assert [line["status"] for line in found["results"]] == [
        "unknown", "found", "merged", "unknown", "found",
    ]  # fmt: skip
    assert [line["public_id"] for line in found["results"]] == [None, FIRST, FIRST, None, FIRST]
    assert found["count"] == 3
    whole = client.get(f"{STUDIES}/{FIRST}").json()
    assert found["results"][1]["study"] == found["results"][2]["study"] == whole


def test_some_fields_of_several_studies_take_few_questions_to_the_database(
    client: TestClient, corpus: Engine
) -> None:
    ids = [s["public_id"] for s in client.get(STUDIES).json()["studies"]]
    asked: list[str] = []

    def note(_c: object, _u: object, sql: str, *_: object) -> None:
        asked.append(sql)

    listen(corpus, "before_cursor_execute", note)
    try:
        answer = client.post(BATCH, json={"ids": ids, "select": ["public_id", "standing"]})
    finally:
        remove(corpus, "before_cursor_execute", note)
    assert [line["study"]["public_id"] for line in answer.json()["results"]] == ids
    of_studies = [sql for sql in asked if sql.startswith("SELECT") and "api_token" not in sql]
    assert len(of_studies) <= 2


@pytest.mark.parametrize(
    "word",
    [{}, {"ids": []}, {"ids": ["S"] * 101}, {"ids": "S"}, {"ids": [FIRST], "x": 1},
     {"ids": [FIRST], "select": ["colour"]}],
)  # fmt: skip
def test_a_batch_is_bounded_and_checked(client: TestClient, word: dict[str, Any]) -> None:
    assert client.post(BATCH, json=word).status_code == 422


@settings(deadline=None, max_examples=25, suppress_health_check=list(HealthCheck))
@given(st.lists(st.text(max_size=12), min_size=1, max_size=5))
def test_whatever_is_asked_for_has_an_answer(client: TestClient, ids: list[str]) -> None:
    answer = client.post(BATCH, json={"ids": ids})
    assert [line["status"] for line in answer.json()["results"]] == ["unknown"] * len(ids)
