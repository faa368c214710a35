"""The planner, who took part, harm in a cell, and the rungs of a study."""

import re

import pytest
from fastapi.testclient import TestClient
from lxml import html

from tests.dashboard.outline import Outline, words_of


def page_of(client: TestClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return words_of(answer.text)


def test_a_cell_says_why_it_has_no_rate_and_leads_to_a_plan(client: TestClient) -> None:
    path = "/gap-map/cell?fitzpatrick=V&outcome=hyperpigmentation"
    text = page_of(client, path)
    assert (
        "Hyperpigmentation in type V: no rate can be given. One study treated 1 to 34 of 38 people "
        "of type V and gives no result for type V alone." in text
    )
    assert "How many people would rule out hyperpigmentation in type V?" in text
    fields = {f.get("name"): f.get("value") for f in Outline(client.get(path).text).all("input")}
    assert (fields["fitzpatrick"], fields["outcome"]) == ("V", "hyperpigmentation")


@pytest.mark.parametrize("indication", ["wrinkles", "none_stated"])
def test_the_plan_of_any_cell_can_be_asked_for(client: TestClient, indication: str) -> None:
    page = client.get(f"/gap-map/cell?fitzpatrick=V&indication={indication}").text
    inputs = html.fromstring(page).xpath("//form[@action='/planner']//input")
    fields = {f.get("name"): f.get("value") for f in inputs}
    assert "rate" in fields or indication == "none_stated"
    assert client.get("/planner", params=fields).status_code == 200


def test_a_cell_of_all_types_has_the_rates_that_studies_give(client: TestClient) -> None:
    text = page_of(client, "/gap-map/cell?outcome=adverse_events")
    assert "0 of 38" in text
    assert "All people, types I to V together" in text
    assert "Up to 7.6 % (one-sided), 9.3 % (two-sided, Clopper-Pearson)" in text


def test_a_cell_of_everything_is_brief_about_what_it_lacks(client: TestClient) -> None:
    text = page_of(client, "/gap-map/cell")
    assert "Hyperpigmentation: no rate of types I to VI, nor of all people together." in text
    assert "Hyperpigmentation in type I:" not in text


def test_a_cell_of_no_harm_has_no_such_section(client: TestClient) -> None:
    assert "what zero means" not in page_of(client, "/gap-map/cell?outcome=satisfaction")


def test_the_planner_tells_neighbours_apart(client: TestClient) -> None:
    text = page_of(client, "/planner?rate=5&drop_out=10&fitzpatrick=V&outcome=hyperpigmentation")
    assert "59 people of type V with no event rule out a rate of 5 % or more" in text
    assert "with 10 % drop-out, enrol 66" in text
    assert "upper limit 4.951 % (one-sided, exact)" in text
    assert "upper limit 5.034 %: not enough" in text
    assert "No result of type V alone gives events and people." in text


def test_a_plan_without_a_type_counts_nobody_before(client: TestClient) -> None:
    assert "Choose a skin type and a harm" in page_of(client, "/planner")
    assert "Satisfaction" not in page_of(client, "/planner")


@pytest.mark.parametrize("path", ["/planner?rate=0", "/representation?reference=mars"])
def test_what_cannot_be_asked_is_refused(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 422


def test_who_took_part_has_both_denominators_and_the_published_lines(client: TestClient) -> None:
    text = page_of(client, "/representation")
    assert "2 of 8 primary studies name any skin type." in text
    assert "No study says that anybody of type VI took part." in text
    for share in ("74.8 %", "27.5 %", "20.6 %"):
        assert share in text
    assert "PMID 36977196" in text


def test_no_share_stands_without_its_whole(client: TestClient) -> None:
    page = client.get("/representation?reference=statpearls-nbk557626").text
    cells = re.findall(r'<td class="number">(.*?)</td>', page, re.DOTALL)
    shares = [words_of(cell) for cell in cells if "%" in cell and "of" in cell]
    assert len(shares) > 40
    assert all(re.match(r"(up to )?[\d,\N{EN DASH}]+ of [\d,]+", share) for share in shares)


def test_a_ratio_needs_a_population_by_name(client: TestClient) -> None:
    assert "No reference distribution for skin type is chosen" in page_of(client, "/representation")
    text = page_of(client, "/representation?reference=statpearls-nbk557626")
    assert "United States, 2023-03-06." in text
    assert "the bounds leave it open" in text
    assert "it is not worked out by subtraction" in text
    refused = page_of(client, "/representation?reference=he-2014")
    assert "gives no share of any skin type" in refused


def test_the_ladder_is_of_the_outcome_that_is_asked_for(client: TestClient) -> None:
    assert "8 primary studies, whatever they measure." in page_of(client, "/representation")
    text = page_of(client, "/representation?outcome=hyperpigmentation")
    assert "1 primary study that look" not in text
    assert "Only studies that look at hyperpigmentation: 1 primary study." in text


def test_a_study_shows_the_rung_it_stands_on(client: TestClient) -> None:
    text = page_of(client, "/studies/SB7B4M18K")
    assert "Mix reported · this study" in text
    assert "Mix reported, the highest rung" in text
    assert "Silent" not in text


def test_a_silent_study_stands_on_silence_and_excludes_nobody(client: TestClient) -> None:
    listed = client.get("/studies?q=perioral").text
    href = re.findall(r'href="(/studies/S[0-9A-Z]{8})"', listed)[0]
    text = page_of(client, href)
    assert "Silent · this study" in text
    assert "that excludes nobody" in text
