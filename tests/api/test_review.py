"""Reviewing over the API: what waits, deciding, blindness of two readers, and the trail."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app import pipeline, store
from app.accounts import Role
from app.records import Passage, Section
from app.topic import Topic
from app.web import create_web
from tests.api.conftest import empty_database
from tests.people import come_with_token
from tests.pipeline.upstreams import TEXT, an_article
from tests.store.builders import NOW


@pytest.fixture
def engine(tmp_path: Path, topic: Topic) -> Iterator[Engine]:
    engine = empty_database(tmp_path)
    receive(engine, topic, TEXT)
    yield engine
    engine.dispose()


@pytest.fixture
def ada(engine: Engine, topic: Topic) -> Iterator[TestClient]:
    with TestClient(create_web(engine, topic), follow_redirects=False) as client:
        come_with_token(client, engine)
        yield client


@pytest.fixture
def grace(engine: Engine, topic: Topic) -> Iterator[TestClient]:
    with TestClient(create_web(engine, topic), follow_redirects=False) as client:
        come_with_token(client, engine, "Grace Hopper", Role.ADMIN)
        yield client


def receive(engine: Engine, topic: Topic, text: str) -> None:
    record = replace(an_article(1, text), passages=(Passage(Section.ABSTRACT, text),))
    with store.writing(engine) as db:
        store.save_records(db, [record], received_at=NOW, run_id=None)
    pipeline.refresh(engine, topic)


def queue(client: TestClient) -> dict[str, dict]:
    answer = client.get("/api/v1/tag-proposals?limit=50").json()
    assert answer["total"] == len(answer["proposals"])
    return {one["value"]: one for one in answer["proposals"]}


def decide(client: TestClient, action: str, target: str, **fields: object) -> dict:
    word = {"action": action, "targets": [target], **fields}
    answer = client.post("/api/v1/tag-decisions", json=word)
    assert answer.status_code == 201, answer.text
    return answer.json()


def test_what_a_decision_lacks_is_said_once(ada: TestClient) -> None:
    answer = ada.post(
        "/api/v1/tag-decisions", json={"action": "burn"}, headers={"Idempotency-Key": "1"}
    )
    assert answer.status_code == 422
    problem = answer.json()
    assert [one["field"] for one in problem["errors"]] == ["action", "targets"]
    assert problem["detail"].count("Field required") == 1


def test_a_proposal_shows_its_words_in_the_text(ada: TestClient) -> None:
    proposal = queue(ada)["IV"]
    (piece,) = proposal["pieces"]
    assert proposal["text"][piece["start"] : piece["end"]] == piece["quote"]
    assert piece["rule"]


def test_to_reject_needs_a_reason(ada: TestClient) -> None:
    target = queue(ada)["IV"]["id"]
    answer = ada.post("/api/v1/tag-decisions", json={"action": "reject", "targets": [target]})
    assert answer.status_code == 422
    assert "why" in answer.json()["detail"]


def test_the_trail_has_who_when_why_before_and_after_and_what_was_undone(ada: TestClient) -> None:
    target = queue(ada)["IV"]["id"]
    (number,) = decide(ada, "reject", target, why="=a wrinkle scale")["numbers"]
    undone = ada.post(f"/api/v1/tag-decisions/{number}/undo", json={"why": "it is none"})
    assert undone.status_code == 201
    last, first = ada.get("/api/v1/decisions?kind=tag").json()["lines"]
    assert (first["who"], first["after"], first["undone"]) == ("Ada Lovelace", "reject", True)
    assert first["before"] == "proposed studied"
    assert (last["takes_back"], last["after"]) == (number, "undo")
    assert ada.get("/api/v1/decisions?who=Nobody").json()["total"] == 0
    pages = ada.get("/api/v1/decisions?limit=1").json()
    rest = ada.get(f"/api/v1/decisions?limit=1&cursor={pages['next_cursor']}".replace("+", "%2B"))
    assert [one["id"] for one in rest.json()["lines"]] == [number]
    file = ada.get("/api/v1/exports/decisions?format=csv")
    rows = list(csv.DictReader(io.StringIO(file.text)))
    assert [row["why"] for row in rows] == ["it is none", "'=a wrinkle scale"]
    page = ada.get("/review/decisions").text
    assert "a wrinkle scale" in page


def test_a_tag_whose_words_are_gone_comes_back_with_both_texts(
    ada: TestClient, engine: Engine, topic: Topic
) -> None:
    target = queue(ada)["IV"]["id"]
    decide(ada, "accept", target)
    assert "IV" not in queue(ada)
    receive(engine, topic, "We treated 12 women with micro-coring for wrinkles.")
    back = queue(ada)["IV"]
    assert back["pieces"] == []
    quote = back["returned"]["quote"]
    assert quote in back["returned"]["old_text"]
    assert quote not in back["text"]
    study = ada.get(f"/api/v1/studies/{back['study_id']}").json()
    assert "IV" not in {tag["value"] if isinstance(tag["value"], str) else tag["value"]["id"] for tag in study["tags"]}  # fmt: skip
    assert "no longer holds" in ada.get("/review/tags").text
    decide(ada, "reject", target, why="the new text says nothing of it")
    assert "IV" not in queue(ada)


def test_all_that_came_back_is_read_page_by_page_before_the_rest(
    ada: TestClient, engine: Engine, topic: Topic
) -> None:
    before = queue(ada)
    for value in ("II", "III", "IV"):
        decide(ada, "accept", before[value]["id"])
    receive(engine, topic, "We treated 12 women with micro-coring for wrinkles. Pain was rated.")
    whole = list(queue(ada).values())
    assert [bool(one["returned"]) for one in whole] == [True] * 3 + [False] * (len(whole) - 3)
    for limit in (1, 2, 3):
        found, cursor = [], None
        while True:
            asked = {"limit": limit} | ({"cursor": cursor} if cursor else {})
            page = ada.get("/api/v1/tag-proposals", params=asked).json()
            found += page["proposals"]
            cursor = page["next_cursor"]
            if cursor is None:
                break
        assert found == whole
    more = ada.get("/review/tags/more?limit=12").text
    assert more.count("<article") == len(whole)


def test_new_evidence_comes_with_what_was_decided_before(
    ada: TestClient, engine: Engine, topic: Topic
) -> None:
    plan = "We used micro-coring for wrinkles. People with Fitzpatrick skin types II to IV were eligible."
    receive(engine, topic, plan)
    decide(ada, "reject", queue(ada)["IV"]["id"], why="only planned")
    receive(engine, topic, f"{plan} We treated 12 women with Fitzpatrick skin types II-IV.")
    back = queue(ada)["IV"]
    (piece,) = back["pieces"]
    assert (piece["state"], piece["standing"]) == ("unseen", "studied")
    told = back["returned"]
    assert (told["because"], told["action"], told["why"]) == (
        "new_evidence",
        "reject",
        "only planned",
    )
    page = ada.get("/review/tags").text
    assert "Decided before, new evidence" in page
    assert "only planned" in page
    study = ada.get(f"/api/v1/studies/{back['study_id']}").json()
    assert study["standing"]["IV"] == "not_reported"
    assert "new evidence" in ada.get(f"/studies/{back['study_id']}").text


def test_one_word_covers_no_study_in_which_other_words_say_it_too(
    ada: TestClient, engine: Engine, topic: Topic
) -> None:
    alike = "We treated {} women with Fitzpatrick skin types II-IV with micro-coring for wrinkles."
    with store.writing(engine) as db:
        for number in (2, 3):
            text = alike.format(20 + number)
            more = "" if number == 2 else " Hyperpigmentation was seen in none."
            record = an_article(number, text + more, authors=(f"Author{number} A",))
            passages = (Passage(Section.ABSTRACT, text + more),)
            store.save_records(
                db, [replace(record, passages=passages)], received_at=NOW, run_id=None
            )
    pipeline.refresh(engine, topic)
    first = next(
        one
        for one in ada.get("/api/v1/tag-proposals?limit=50").json()["proposals"]
        if one["value"] == "IV"
    )
    targets = [first["id"], *(one["target"] for one in first["alike"])]
    assert len(targets) == 3
    word = {"action": "accept", "targets": targets}
    assert ada.post("/api/v1/tag-decisions", json=word).status_code == 201
    left = ada.get("/api/v1/tag-proposals?limit=50").json()["proposals"]
    assert "IV" not in {one["value"] for one in left}


def test_the_second_reader_sees_nothing_of_the_first(ada: TestClient, grace: TestClient) -> None:
    option = {"second_reader": True, "why": "two are safer"}
    assert ada.put("/api/v1/review-option", json=option).status_code == 403
    assert grace.put("/api/v1/review-option", json=option).json()["second_reader"]
    places = (
        "/api/v1/tag-proposals?limit=50", "/api/v1/decisions", "/api/v1/review-conflicts",
        "/api/v1/review-agreement", "/api/v1/exports/decisions?format=json", "/api/v1/studies",
        "/review/tags", "/review/decisions", "/review/conflicts", "/",
    )  # fmt: skip
    proposals = queue(ada)
    before = [grace.get(place).text for place in places]
    assert decide(ada, "reject", proposals["IV"]["id"], why="a wrinkle scale")["sealed"]
    assert [grace.get(place).text for place in places] == before
    assert "IV" not in queue(ada)
    decide(grace, "accept", proposals["IV"]["id"])
    assert "IV" not in queue(grace)
    (conflict,) = ada.get("/api/v1/review-conflicts").json()["conflicts"]
    assert {word["who"] for word in conflict["words"]} == {"Ada Lovelace", "Grace Hopper"}
    study = ada.get(f"/api/v1/studies/{proposals['IV']['study_id']}").json()
    assert conflict["title"] == study["title"]
    assert study["title"] in ada.get("/review/conflicts").text
    (figures,) = ada.get("/api/v1/review-agreement").json()["people"]
    assert (figures["agreement"]["n"], figures["agreement"]["raw"]) == (1, 0.0)
    assert len(ada.get("/api/v1/decisions?kind=reading").json()["lines"]) == 2
    form = {"kind": "tag", "target": conflict["target"], "said": "accept", "why": "we agreed"}
    assert ada.post("/review/conflicts", data=form).status_code == 303
    assert ada.get("/api/v1/review-conflicts").json()["conflicts"] == []


def marked(proposal: dict, words: str) -> dict[str, object]:
    start = proposal["text"].index(words)
    return {"report_id": proposal["report_id"], "start": start, "text": words}


def test_what_only_one_added_is_listed_when_the_other_has_read_the_rest(
    ada: TestClient, grace: TestClient
) -> None:
    grace.put("/api/v1/review-option", json={"second_reader": True, "why": "two are safer"})
    proposals = queue(ada)
    study = proposals["IV"]["study_id"]
    quote = marked(proposals["IV"], "II-IV")
    decide(ada, "add", f"{study}-fitzpatrick-V", standing="eligible", quote=quote)
    types = [one["id"] for one in proposals.values() if one["dimension"] == "fitzpatrick"]
    for person in (ada, grace):
        assert person.get("/api/v1/review-conflicts").json()["conflicts"] == []
        for target in types:
            decide(person, "accept", target)
    (conflict,) = grace.get("/api/v1/review-conflicts").json()["conflicts"]
    assert conflict["target"] == f"{study}-fitzpatrick-V"
    assert conflict["words"][0]["quote"] == "II-IV"
    settle_with_a_third_word(grace, study, conflict["target"])


def settle_with_a_third_word(person: TestClient, study: str, target: str) -> None:
    """Only at words of the stored text; then the right value stands, and the other does not."""
    form = {"kind": "tag", "target": target, "said": "correct", "why": "VI is what it says"}
    right = {"value": "VI", "standing": "excluded", "quote": "skin types II-IV"}
    for wrong in ({"quote": ""}, {"quote": "skin types I-VI"}, {"standing": "not_reported"}):
        refused = person.post("/review/conflicts", data=form | right | wrong)
        assert refused.status_code == 422, wrong
    assert person.post("/review/conflicts", data=form | right).status_code == 303
    assert person.get("/api/v1/review-conflicts").json()["conflicts"] == []
    said = person.get(f"/api/v1/studies/{study}").json()["standing"]
    assert (said["V"], said["VI"]) == ("not_reported", "excluded")


@pytest.mark.parametrize(("said", "standing"), [("accept", "eligible"), ("reject", "not_reported")])
def test_what_only_one_added_is_taken_or_not(
    ada: TestClient, grace: TestClient, said: str, standing: str
) -> None:
    grace.put("/api/v1/review-option", json={"second_reader": True, "why": "two are safer"})
    proposals = queue(ada)
    target = f"{proposals['IV']['study_id']}-fitzpatrick-V"
    quote = marked(proposals["IV"], "II-IV")
    decide(ada, "add", target, standing="eligible", quote=quote)
    decide(grace, said, target, why="looked at together", settles=True)
    study = ada.get(f"/api/v1/studies/{proposals['IV']['study_id']}").json()
    assert study["standing"]["V"] == standing
    assert ada.get("/api/v1/review-conflicts").json()["conflicts"] == []


def test_a_form_without_script_screens_and_comes_back(ada: TestClient) -> None:
    page = ada.get("/review/screening?screened=included").text
    assert "micro-coring" in page.lower()
    form = {"verdict": "excluded", "records": "pubmed:1", "reason": "Cannot be read", "here": "//evil.example"}  # fmt: skip
    answer = ada.post("/review/screening", data=form)
    assert (answer.status_code, answer.headers["location"]) == (303, "/review/screening")
    assert ada.get("/api/v1/studies").json()["total"] == 0
    assert (
        "Nothing" in ada.get("/review/tags").text or "No proposal" in ada.get("/review/tags").text
    )
    undone = ada.post("/review/decisions/screening/1/undo", data={})
    assert undone.status_code == 303
    assert ada.get("/api/v1/studies").json()["total"] == 1


def test_versions_of_the_reader_are_compared_with_people(ada: TestClient) -> None:
    types = [one["id"] for one in queue(ada).values() if one["dimension"] == "fitzpatrick"]
    decide(ada, "reject", types[0], why="not of the people who took part")
    assert ada.get("/api/v1/review-agreement").json()["versions"] == []
    for target in types[1:]:
        decide(ada, "accept", target)
    (figures,) = ada.get("/api/v1/review-agreement").json()["versions"]
    found = figures["agreement"]
    table = [found[name] for name in ("both_yes", "first_only", "second_only", "both_no")]
    assert table == [2, 1, 0, 3]
    assert figures["readers"].startswith("Reader ")


@pytest.mark.parametrize("page", ["/review/tags?", "/review/screening?screened=included&"])
def test_a_page_of_a_queue_leads_on_to_what_comes_after_it(
    engine: Engine, ada: TestClient, topic: Topic, page: str
) -> None:
    with store.writing(engine) as db:
        store.save_records(db, [an_article(2), an_article(3)], received_at=NOW, run_id=None)
    pipeline.refresh(engine, topic)
    shown = ada.get(f"{page}limit=1").text
    (address,) = set(re.findall(r'"(/review/\w+/more\?[^"]+)"', shown))
    onward = ada.get(unescape(address))
    assert onward.status_code == 200
    names = re.findall('data-id="([^"]+)"', onward.text)
    assert names
    assert not set(names) & set(re.findall('<article[^>]* data-id="([^"]+)"', shown))


def test_a_word_under_a_key_is_kept_once(ada: TestClient, engine: Engine) -> None:
    word = {"action": "accept", "targets": [queue(ada)["IV"]["id"]]}
    key = {"Idempotency-Key": "3f1c"}
    first = ada.post("/api/v1/tag-decisions", json=word, headers=key).json()
    again = ada.post("/api/v1/tag-decisions", json=word, headers=key)
    assert (again.status_code, again.json()) == (201, first)
    assert again.headers["idempotency-replayed"] == "true"
    with store.reading(engine) as db:
        assert len(store.list_tag_decisions(db)) == 1
    other = {**word, "action": "reject", "why": "Another scale"}
    reused = ada.post("/api/v1/tag-decisions", json=other, headers=key)
    assert (reused.status_code, reused.json()["type"].rpartition("#")[2]) == (422, "key-reused")
    in_the_word = ada.post("/api/v1/tag-decisions", json={**word, "key": "3f1c"})
    assert in_the_word.status_code == 422


def test_a_word_on_tags_passes_while_they_are_what_its_sender_saw(
    ada: TestClient, grace: TestClient
) -> None:
    ids = [queue(ada)[value]["id"] for value in ("IV", "III")]
    seen = [ada.get(f"/api/v1/tags/{one}") for one in ids]
    assert [one.json()["decided"] for one in seen] == [None, None]
    etags = ", ".join(one.headers["etag"] for one in seen)
    word = {"action": "accept", "targets": ids}
    only_one = {"If-Match": seen[0].headers["etag"]}
    assert ada.post("/api/v1/tag-decisions", json=word, headers=only_one).status_code == 412
    decide(grace, "reject", ids[0], why="Not what the sentence says")
    late = ada.post("/api/v1/tag-decisions", json=word, headers={"If-Match": etags})
    assert (late.status_code, late.json()["type"].rpartition("#")[2]) == (412, "changed-meanwhile")
    now = ada.get(f"/api/v1/tags/{ids[0]}")
    assert now.json()["decided"]["who"] == "Grace Hopper"
    assert now.headers["etag"] != seen[0].headers["etag"]
    again = {"action": "accept", "targets": ids[:1]}
    made = ada.post("/api/v1/tag-decisions", json=again, headers={"If-Match": now.headers["etag"]})
    assert made.status_code == 201


@pytest.mark.parametrize(
    ("tag_id", "status"),
    [("S00000000-outcome-pain", 404), ("S1", 422), ("S00000000-colour-red", 422)],
)
def test_a_tag_that_is_none_is_told_as_such(ada: TestClient, tag_id: str, status: int) -> None:
    assert ada.get(f"/api/v1/tags/{tag_id}").status_code == status


def test_a_tag_that_no_report_names_is_silence(ada: TestClient) -> None:
    study_id = queue(ada)["IV"]["study_id"]
    told = ada.get(f"/api/v1/tags/{study_id}-fitzpatrick-VI").json()
    assert (told["pieces"], told["decided"]) == ([], None)
