"""Deciding over the API: what is asked, the answer, and taking it back."""

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from app import pipeline, store
from app.api import create_app
from app.topic import Topic
from tests.api.conftest import empty_database
from tests.people import come_with_token
from tests.pipeline.upstreams import an_article
from tests.store.builders import NOW

POZNER, ASDS = "bundled:pozner-2021", "bundled:asds-2019-two-studies"
REGISTRATION, PAPER = "bundled:nct02234193", "bundled:wound-healing-fsh-2022"
SIGNED = {"why": "The same two trials."}
LINK = {"answer": "link", **SIGNED}


@pytest.fixture
def client(
    tmp_path: Path, bundled_sqlite: Callable[[datetime], Path], topic: Topic
) -> Iterator[TestClient]:
    """Over the bundled evidence, which one question is open about."""
    path = shutil.copy(bundled_sqlite(NOW), tmp_path / "api.sqlite3")
    engine = store.open_engine(f"sqlite:///{path}")
    with TestClient(create_app(engine, topic), follow_redirects=False) as client:
        come_with_token(client, engine)
        yield client
    engine.dispose()


def open_question(client: TestClient) -> dict:
    (match,) = client.get("/api/v1/matches").json()["matches"]
    return match


def problem(answer: Response) -> tuple[int, str]:
    assert answer.headers["content-type"] == "application/problem+json"
    return answer.status_code, answer.json()["type"].partition("#")[2]


def test_a_question_shows_both_sides_and_what_speaks_for_and_against(client: TestClient) -> None:
    match = open_question(client)
    assert {match["one"]["record"], match["other"]["record"]} == {POZNER, ASDS}
    assert (match["layer"], match["rule"]) == ("study", "may-overlap")
    assert match["answers"] == ["link", "unlink", "same_people", "other_people"]
    assert "may be the same two trials" in match["because"]
    assert match["one"]["study_id"] != match["other"]["study_id"]
    assert client.get(f"/api/v1/matches/{match['id']}").json() == match


def test_questions_are_filtered_by_layer_and_rule(client: TestClient) -> None:
    for question, total in (
        ("layer=study", 1), ("layer=report", 0), ("rule=may-overlap", 1), ("rule=alike", 0),
    ):  # fmt: skip
        answer = client.get(f"/api/v1/matches?{question}").json()
        assert (len(answer["matches"]), answer["total"]) == (total, total)


def test_an_answer_changes_every_count_and_the_identifier_moves(client: TestClient) -> None:
    match = open_question(client)
    before = client.get("/api/v1/studies").json()["total"]
    etag = client.get("/api/v1/matches").headers["etag"]
    answer = client.post(f"/api/v1/matches/{match['id']}/decision", json=LINK)
    assert answer.status_code == 201
    decided = answer.json()
    assert decided["who"] == "Ada Lovelace"
    assert decided["one_study"] == decided["other_study"]
    assert client.get("/api/v1/studies").json()["total"] == before - 1
    assert client.get("/api/v1/matches").json()["total"] == 0
    assert client.get("/api/v1/matches").headers["etag"] != etag
    former = {match["one"]["study_id"], match["other"]["study_id"]} - {decided["one_study"]}
    moved = client.get(f"/api/v1/studies/{former.pop()}")
    assert moved.status_code == 301
    assert moved.headers["location"].endswith(decided["one_study"])
    again = client.post(f"/api/v1/matches/{match['id']}/decision", json=LINK)
    assert problem(again) == (404, "no-such-match")


def test_an_undone_decision_stays_in_the_list_and_the_question_opens_again(
    client: TestClient,
) -> None:
    match = open_question(client)
    number = client.post(f"/api/v1/matches/{match['id']}/decision", json=LINK).json()["id"]
    undone = client.post(f"/api/v1/match-decisions/{number}/undo", json=SIGNED)
    assert undone.status_code == 201
    assert undone.json()["undone"]["who"] == "Ada Lovelace"
    assert open_question(client) == match
    (listed,) = client.get("/api/v1/match-decisions").json()["decisions"]
    assert listed == undone.json()
    again = client.post(f"/api/v1/match-decisions/{number}/undo", json=SIGNED)
    assert problem(again) == (409, "already-undone")


def test_any_two_records_can_be_decided_on(client: TestClient) -> None:
    word = {"answer": "unlink", "one": REGISTRATION, "other": PAPER, **SIGNED}
    decided = client.post("/api/v1/match-decisions", json=word).json()
    assert decided["one_study"] != decided["other_study"]
    link = client.post("/api/v1/match-decisions", json=word | {"answer": "link"}).json()
    assert link["one_study"] == link["other_study"]
    numbers, address = [], "/api/v1/match-decisions?limit=1"
    while address:
        page = client.get(address).json()
        numbers += [one["id"] for one in page["decisions"]]
        address = page["next"]
    assert numbers == [2, 1]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"who": "Somebody Else"}, "who"),
        ({"why": ""}, "why"),
        ({"answer": "perhaps"}, "answer"),
        ({"one": "bundled:nobody"}, "one"),
        ({"other": POZNER}, "other"),
        ({"sure": True}, "sure"),
    ],
)
def test_a_word_that_cannot_be_kept_is_refused_by_its_field(
    client: TestClient, change: dict[str, object], field: str
) -> None:
    word = {"answer": "link", "one": POZNER, "other": ASDS, **SIGNED} | change
    answer = client.post("/api/v1/match-decisions", json=word)
    assert problem(answer) == (422, "invalid-question")
    assert [error["field"] for error in answer.json()["errors"]] == [field]
    assert client.get("/api/v1/match-decisions").json()["total"] == 0


def test_what_does_not_answer_the_question_is_refused(client: TestClient) -> None:
    word = LINK | {"answer": "join"}
    answer = client.post(f"/api/v1/matches/{open_question(client)['id']}/decision", json=word)
    assert problem(answer) == (422, "invalid-question")
    assert answer.json()["errors"][0]["allowed"] == [
        "link",
        "unlink",
        "same_people",
        "other_people",
    ]


def test_text_that_is_no_json_is_refused(client: TestClient) -> None:
    answer = client.post(
        "/api/v1/match-decisions", content="{", headers={"Content-Type": "application/json"}
    )
    assert problem(answer) == (422, "invalid-question")
    assert [error["field"] for error in answer.json()["errors"]] == ["body"]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "https://elsewhere.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "http://127.0.0.1:8000"}, 201),
        ({"Origin": "http://127.0.0.1:8000"}, 201),
        ({}, 201),
    ],
)
def test_another_site_decides_nothing(
    client: TestClient, headers: dict[str, str], status: int
) -> None:
    word = LINK | {"one": POZNER, "other": ASDS}
    answer = client.post("/api/v1/match-decisions", json=word, headers=headers)
    assert answer.status_code == status
    assert client.get("/api/v1/match-decisions").json()["total"] == (status == 201)


@pytest.mark.parametrize("name", ["Q00000000", "S", "%00", "x" * 500])
def test_a_question_that_is_not_open_is_404(client: TestClient, name: str) -> None:
    assert problem(client.get(f"/api/v1/matches/{name}")) == (404, "no-such-match")


def test_other_methods_name_the_one_that_is_answered(client: TestClient) -> None:
    answer = client.get("/api/v1/match-decisions/1/undo")
    assert problem(answer) == (405, "method-not-allowed")
    assert answer.headers["allow"] == "POST"
    assert "Use POST." in answer.json()["detail"]


ABLON = "Ablon Skin Institute & Research Center, Manhattan Beach"
TREATED = "Thirty-five women of Fitzpatrick skin types II to IV had micro-coring of facial rhytids."


@pytest.fixture
def of_one_team(tmp_path: Path, topic: Topic) -> Iterator[TestClient]:
    """Two articles by one team on as many women, which nothing says is one study."""
    engine = empty_database(tmp_path)
    both = [
        replace(an_article(n, TREATED, authors=("Ablon G", "Roe B"), title=title), sites=(ABLON,))
        for n, title in ((1, "Coring of the cheeks"), (2, "Hollow needles for facial rhytids"))
    ]
    with store.writing(engine) as db:
        store.save_records(db, both, received_at=NOW, run_id=None)
    pipeline.refresh(engine, topic)
    with TestClient(create_app(engine, topic), follow_redirects=False) as client:
        come_with_token(client, engine)
        yield client
    engine.dispose()


def counted_people(client: TestClient) -> tuple[int, str]:
    """Of the whole map, and of the cell that both studies are in."""
    found = client.get("/api/v1/gap-map").json()
    (said,) = {
        re.findall(r"of (\d+) people", cell["sentence"])[0]
        for row in found["cells"]
        for cell in row
        if cell["studies"] == 2
    }
    return found["people"]["lower"], said


def test_a_suspected_overlap_is_never_summed_until_a_person_says_that_nobody_is_in_both(
    of_one_team: TestClient,
) -> None:
    match = open_question(of_one_team)
    assert match["rule"] == "same-people"
    assert match["one"]["sites"] == [ABLON.partition(",")[0]]
    assert counted_people(of_one_team) == (35, "35")
    address = f"/api/v1/matches/{match['id']}/decision"
    decided = of_one_team.post(address, json=SIGNED | {"answer": "other_people"}).json()
    assert (decided["layer"], decided["one_study"] != decided["other_study"]) == ("people", True)
    assert counted_people(of_one_team) == (70, "70")
    of_one_team.post(f"/api/v1/match-decisions/{decided['id']}/undo", json=SIGNED)
    assert counted_people(of_one_team) == (35, "35")
    assert open_question(of_one_team) == match
