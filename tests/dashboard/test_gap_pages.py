"""Gaps, claims and questions over the bundled evidence."""

import pytest
from fastapi.testclient import TestClient
from lxml import html

from tests.dashboard.test_map_pages import words_of


def test_gaps_come_with_rules_numbers_and_links(client: TestClient) -> None:
    page = client.get("/gaps?limit=3").text
    text = words_of(page)
    assert "Type VI: no study says that it treated this type." in text
    assert "How gaps are ranked" in text
    assert "Safety comes before efficacy and everything else." in text
    assert "Gaps 1 to 3 of" in text
    assert 'href="/gap-map/cell?fitzpatrick=VI"' in page
    assert 'href="/gaps?limit=3&amp;offset=3"' in page
    assert "Gaps 4 to 6 of" in words_of(client.get("/gaps?limit=3&offset=3").text)


def test_gaps_can_be_filtered(client: TestClient) -> None:
    text = words_of(client.get("/gaps?fitzpatrick=V&outcome=hyperpigmentation&limit=1").text)
    assert (
        "Hyperpigmentation in type V: one study treated type V (1 to 34 of 38 people); none reports"
        " it by type." in text
    )
    assert "Type VI" not in text.partition("the most urgent first")[2]


def test_a_cell_shows_every_reason_with_its_number(client: TestClient) -> None:
    text = words_of(client.get("/gap-map/cell?fitzpatrick=V&outcome=laxity").text)
    assert "How every study stands here" in text
    assert "2 Abstract only Silent in what was read" in text
    assert "1 Preclinical" in text
    assert "1 Other procedure" in text
    assert "Beside the gap: other procedures" in text
    assert "Procedure: another device, not micro-coring. People: nothing is said of type V." in text
    assert "Not asked yet: PubMed" in text


def test_a_registration_of_unknown_status_is_no_hope(client: TestClient) -> None:
    overview = words_of(client.get("/").text)
    assert "No registered study that was read is under way." in overview
    assert "Registered, and no hope of an answer" in overview
    assert "Its status is not known: it is not to be counted on" in overview
    cell = words_of(client.get("/gap-map/cell?fitzpatrick=VI&outcome=wrinkle_severity").text)
    assert "Stopped, or of unknown status: no hope of an answer" in cell


def test_a_map_of_nothing_says_that_nobody_searched(empty_client: TestClient) -> None:
    assert "cell why-never-searched" in empty_client.get("/gap-map").text
    assert "Nothing was searched yet" in words_of(empty_client.get("/gaps?outcome=pain").text)


def test_every_claim_has_a_verdict_and_a_page(client: TestClient) -> None:
    claims = client.get("/api/v1/claims").json()["claims"]
    assert len(claims) == 30
    text = words_of(client.get("/claims").text)
    assert all(claim["text"] in text and claim["sentence"] in text for claim in claims)


def test_a_claim_shows_both_sides_with_their_words(client: TestClient) -> None:
    text = words_of(client.get("/claims/c04").text)
    assert (
        "Disputed: 2 studies (23 people took part) for it, one study (38 people took part)" in text
    )
    assert "No scar at any treated site of miniature swine up to 84 days." in text
    assert (
        "Temporary focal scarring in two cases, which improved with injections and laser." in text
    )
    assert "Document, not a study" in text
    assert "Type V against it, not told apart nobody named 1\N{EN DASH}34 people" in text
    assert "Type VI untested" in text


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("types-studied", "People of types I to V took part in studies that say so; of type VI"
         " nobody is said to have taken part."),
        ("dark-skin", "Not known: no study that was read reports a safety outcome for types V and"
         " VI by themselves."),
        ("skin-removed", "Supported in part by one study (30 people took part). Not tested: the"
         " lower end of the range"),
        ("skin-removed", "5 public claims speak of it; primary studies bear on 2 of them: “One session"
         " removes 4 to 8 percent of the skin in the treated area.” is supported in part; “Each"
         " core is narrower than 500 micrometres.” is supported."),
        ("scarring-histology", "Temporary focal scarring, improved with injections and laser: 5.1%,"
         " 2 in number, of how many is not stated"),
        ("pain-anaesthesia", "Visual analogue scale (procedure): median 0 (range 0-4)"),
        ("healing-time", "Contradicted in part by one study (38 people took part)."),
        ("sessions-interval", "Not tested: whether longer intervals do better."),
        ("full-effect", "whether the benefit is full by then"),
        ("filler", "Filler: no primary study that was read compares or combines it"),
        ("against-microneedling", "Microneedling: no primary study that was read compares"),
        ("against-lasers", "Ablative laser: no primary study that was read compares or combines it"
         " with micro-coring; besides, one preclinical study."),
        ("against-radiofrequency", "Radiofrequency: no primary study"),
        ("against-ultrasound", "Focused ultrasound: no primary study"),
        ("against-threads", "Thread lift: no primary study"),
        ("against-facelift", "one study (26 people) compares or combines it with micro-coring"),
        ("off-face", "Arms: no primary study that was read."),
        ("regulatory", "Cytrellis Dermal Micro-Coring System (cleared 2021-07-09)"),
    ],
)  # fmt: skip
def test_every_question_that_people_ask_has_its_answer(
    client: TestClient, question: str, says: str
) -> None:
    assert says in words_of(client.get(f"/questions/{question}").text)
    assert client.get(f"/api/v1/questions/{question}").status_code == 200


def test_the_list_of_questions_answers_in_a_line(client: TestClient) -> None:
    text = words_of(client.get("/questions").text)
    assert "Not known: no study that was read reports a safety outcome" in text
    assert "Arms: no primary study that was read. Thighs and knees: no primary study" in text


@pytest.mark.parametrize("path", ["/claims/c99", "/questions/colour"])
def test_what_is_not_there_says_where_to_look(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "All of them stand under" in words_of(answer.text)
    as_json = client.get(f"/api/v1{path}")
    assert (as_json.status_code, as_json.json()["type"]) == (404, "/api/v1/docs#no-such-claim")


def test_what_was_read_stands_under_its_study_and_layer(client: TestClient) -> None:
    """Statements on pigs must never stand among those on people."""
    page = html.fromstring(client.get("/questions/dark-skin").text)
    order = [layer.text for layer in page.xpath("//details[@class='read-in']/summary/span[1]")]
    assert order == sorted(
        order, key=["Primary", "Preclinical", "Review", "Planned", "Indirect"].index
    )
    assert {"Primary", "Preclinical", "Review"} <= set(order)
    first = page.xpath("//details[@class='read-in']")[0]
    assert "9 statements: Hyperpigmentation, Scarring" in first.text_content()
    assert len(first.xpath(".//figure")) == 9
