"""Pairs side by side, the forms that decide, and the way back."""

import re
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from lxml import html

from app import pipeline, store
from app.dashboard.marked_words import Stretch, marked_shared, marked_words
from app.topic import Topic
from app.web import create_web
from tests.dashboard.conftest import NOW
from tests.dashboard.outline import Outline, words_of
from tests.people import come_signed_in
from tests.pipeline.upstreams import an_article

POZNER, ASDS = "bundled:pozner-2021", "bundled:asds-2019-two-studies"
SIGNED = {"why": "The same two trials."}


@pytest.fixture(scope="module")
def given_twice(
    tmp_path_factory: pytest.TempPathFactory,
    bundled_sqlite: Callable[[datetime], Path],
    topic: Topic,
) -> Path:
    """The bundled evidence and one article that two sources gave, to be copied."""
    path = shutil.copy(bundled_sqlite(NOW), tmp_path_factory.mktemp("twice") / "t.sqlite3")
    engine = store.open_engine(f"sqlite:///{path}")
    both = [an_article(7), an_article(7, source="europepmc")]
    with store.writing(engine) as db:
        store.save_records(db, both, received_at=NOW, run_id=None)
    pipeline.refresh(engine, topic)
    engine.dispose()
    return path


@pytest.fixture
def deciding(tmp_path: Path, given_twice: Path, topic: Topic) -> Iterator[TestClient]:
    """Over a database of the test's own."""
    engine = store.open_engine(f"sqlite:///{shutil.copy(given_twice, tmp_path / 'p.sqlite3')}")
    web = create_web(engine, topic)
    with TestClient(web, raise_server_exceptions=False, follow_redirects=False) as opened:
        come_signed_in(opened, engine)
        yield opened
    engine.dispose()


def the_form(page: str) -> dict[str, str]:
    """Where the page's form for deciding goes, and the fields that nobody sees."""
    (form,) = html.fromstring(page).xpath("//main//form[@method='post']")
    hidden = {
        field.get("name"): field.get("value") for field in form.xpath(".//input[@type='hidden']")
    }
    return {"action": form.get("action"), **hidden}


def send(client: TestClient, page: str, **fields: str) -> object:
    form = the_form(page)
    return client.post(form.pop("action"), data={**form, **fields})


def test_a_pair_stands_side_by_side_with_differing_words_marked(deciding: TestClient) -> None:
    page = deciding.get("/matches").text
    table = html.fromstring(page).xpath("//table[@class='pair']")[0]
    assert POZNER in words_of(page)
    assert ASDS in words_of(page)
    title = table.xpath(".//tbody/tr[1]/td")
    assert [bool(cell.xpath(".//mark")) for cell in title] == [True, True]
    assert "may be the same two trials" in words_of(page)
    assert "Speaks against it" in page


def test_a_form_without_script_decides_and_says_what_came_of_it(deciding: TestClient) -> None:
    page = deciding.get("/matches").text
    answer = send(deciding, page, answer="link", **SIGNED)
    assert answer.status_code == 303
    after = deciding.get(answer.headers["location"]).text
    assert "Decision 1 is kept: Reports of one study" in words_of(after)
    assert "Nothing waits for a person" in words_of(after)
    (undo,) = [a["href"] for a in Outline(after).all("a") if a["href"].endswith("/undo")]
    asked = deciding.get(undo).text
    assert "Undo decision 1?" in words_of(asked)
    done = send(deciding, asked, **SIGNED)
    assert done.status_code == 303
    listed = words_of(deciding.get("/matches/decisions").text)
    assert "Undone by Ada Lovelace" in listed
    assert "1 open question" in words_of(deciding.get("/matches").text)


def test_a_merged_study_leads_to_the_one_it_is_part_of(deciding: TestClient) -> None:
    match = deciding.get("/api/v1/matches").json()["matches"][0]
    ids = {match["one"]["study_id"], match["other"]["study_id"]}
    send(deciding, deciding.get(f"/matches/{match['id']}").text, answer="link", **SIGNED)
    answers = {name: deciding.get(f"/studies/{name}") for name in ids}
    moved = [a for a in answers.values() if a.status_code == 301]
    assert len(moved) == 1
    assert deciding.get(moved[0].headers["location"]).status_code == 200


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"answer": "link", "why": " "}, "why"),
        ({"why": "<b>read</b>"}, "what the two are"),
    ],
)
def test_a_form_that_is_not_whole_comes_back_with_what_was_written(
    deciding: TestClient, fields: dict[str, str], said: str
) -> None:
    match = deciding.get("/api/v1/matches").json()["matches"][0]["id"]
    answer = deciding.post(f"/matches/{match}", data=fields)
    assert answer.status_code == 422
    (alert,) = html.fromstring(answer.text).xpath("//*[@role='alert']")
    assert said in alert.text_content()
    (why,) = html.fromstring(answer.text).xpath("//textarea")
    assert (why.text or "").strip() == fields["why"].strip()
    assert deciding.get("/api/v1/match-decisions").json()["total"] == 0


def test_a_record_leaves_its_report_from_the_studys_page(deciding: TestClient) -> None:
    before = deciding.get("/api/v1/studies").json()["total"]
    (study,) = [
        s["public_id"]
        for s in deciding.get("/api/v1/studies?limit=200").json()["studies"]
        if s["title"].endswith("number 7")
    ]
    page = deciding.get(f"/studies/{study}").text
    (out,) = [a["href"] for a in Outline(page).all("a") if "europepmc" in a["href"]]
    asked = deciding.get(out).text
    assert "Take a record out of its report?" in words_of(asked)
    assert "pubmed:7" in words_of(asked)
    answer = send(deciding, asked, **SIGNED)
    assert answer.status_code == 303
    assert "Different reports" in words_of(deciding.get(answer.headers["location"]).text)
    assert deciding.get("/api/v1/studies").json()["total"] == before + 1


def test_a_report_leaves_its_study_only_when_somebody_signs(deciding: TestClient) -> None:
    study = "S5D2DTKRX"
    page = deciding.get(f"/studies/{study}").text
    out = [a["href"] for a in Outline(page).all("a") if "answer=unlink" in a["href"]]
    assert len(out) == 2
    asked = deciding.get(out[1]).text
    assert send(deciding, asked, why="").status_code == 422
    assert send(deciding, asked, **SIGNED).status_code == 303
    left = deciding.get(f"/studies/{study}").text
    assert "answer=unlink" not in left


def test_a_paper_that_leaves_its_study_takes_its_comments_along(deciding: TestClient) -> None:
    paper, comment = "bundled:russe-2018", "bundled:comment-lsm-22773"
    other = "bundled:tam-2013"
    linked = {"answer": "link", "one": paper, "other": other, **SIGNED}
    assert deciding.post("/api/v1/match-decisions", json=linked).status_code == 201
    asked = deciding.get(f"/matches/decide?answer=unlink&record={paper}").text
    assert "Fractional Skin Harvesting" in words_of(asked)
    assert send(deciding, asked, **SIGNED).status_code == 303
    (decided, _) = deciding.get("/api/v1/match-decisions").json()["decisions"]
    assert {decided["one"], decided["other"]} == {paper, other}
    study = deciding.get(f"/api/v1/studies/{decided['one_study']}").json()
    keys = {record["key"] for report in study["reports"] for record in report["records"]}
    assert keys == {paper, comment}


def test_a_lone_record_cannot_be_taken_out_of_anything(deciding: TestClient) -> None:
    for answer in ("split", "unlink"):
        address = f"/matches/decide?answer={answer}&record={POZNER}"
        assert deciding.get(address).status_code == 422
    assert deciding.get("/matches/decide?answer=split&record=nobody").status_code == 422


@pytest.mark.parametrize("path", ["/matches/Q00000000", "/matches/decisions/9/undo"])
def test_what_is_not_there_has_a_page_that_says_so(deciding: TestClient, path: str) -> None:
    assert deciding.get(path).status_code == 404


def test_a_form_of_another_site_decides_nothing(deciding: TestClient) -> None:
    form = the_form(deciding.get("/matches").text)
    answer = deciding.post(
        form["action"], data={"answer": "link", **SIGNED}, headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert answer.status_code == 403
    assert deciding.get("/api/v1/match-decisions").json()["total"] == 0


def test_a_form_larger_than_any_is_refused(deciding: TestClient) -> None:
    form = the_form(deciding.get("/matches").text)
    huge = deciding.post(form["action"], data={"why": "x" * 70_000})
    many = deciding.post(form["action"], data={f"f{n}": "x" for n in range(99)})
    assert (huge.status_code, many.status_code) == (422, 422)


PAGES = ("/matches", "/matches/decisions")


@pytest.mark.parametrize("path", PAGES)
def test_pages_where_nothing_is_say_so(empty_client: TestClient, path: str) -> None:
    answer = empty_client.get(path)
    assert answer.status_code == 200
    assert re.search("Nothing waits for a person|Nobody has decided", words_of(answer.text))


@pytest.mark.parametrize(
    ("one", "other", "marked"),
    [
        ("Coring of the cheek", "Coring of the neck.", (["cheek"], ["neck."])),
        ("Coring of the cheek", "coring of the Cheek.", ([], [])),
        ("Coring", "Coring in women", ([], ["in women"])),
        ("", "Coring", ([], ["Coring"])),
    ],
)
def test_words_that_only_one_text_has_are_marked(
    one: str, other: str, marked: tuple[list[str], list[str]]
) -> None:
    found = marked_words(one, other)
    assert tuple([s.text for s in text if s.differs] for text in found) == marked
    assert [" ".join(s.text for s in text) for text in found] == [one, other]
    assert all(isinstance(s, Stretch) for text in found for s in text)


def test_on_a_studys_page_a_person_says_that_nobody_is_in_both(deciding: TestClient) -> None:
    match = deciding.get("/api/v1/matches").json()["matches"][0]
    address = f"/studies/{match['one']['study_id']}"
    (say,) = [
        a["href"]
        for a in Outline(deciding.get(address).text).all("a")
        if "other_people" in a["href"]
    ]
    asked = deciding.get(say).text
    assert "Say that nobody is in both studies?" in words_of(asked)
    done = send(deciding, asked, **SIGNED)
    assert done.status_code == 303
    listed = words_of(deciding.get("/matches/decisions").text)
    assert "Reports of two studies, of different people" in listed
    assert "May share people with" not in words_of(deciding.get(address).text)
    assert deciding.get("/api/v1/matches").json()["total"] == 0


def test_what_raised_a_suspicion_is_marked_in_both() -> None:
    ours, others = marked_shared(("Ablon G", "Roe B"), ("ABLON G", "Poe C"), str.casefold)
    assert [(s.text, s.shared) for s in ours] == [("Ablon G,", True), ("Roe B", False)]
    assert [(s.text, s.shared) for s in others] == [("ABLON G,", True), ("Poe C", False)]
