"""The map and its cells: every state is an address, every cell a link with its words."""

import re

import pytest
from fastapi.testclient import TestClient

from tests.dashboard.outline import Outline, words_of

VALUES_OF_CELL = re.compile(r'<td class="cell ([a-z -]+)">\s*<a class="cell-link" href="([^"]+)"')


def test_the_map_is_a_table_with_headers_and_caption(client: TestClient) -> None:
    outline = Outline(client.get("/gap-map").text)
    assert len(outline.all("caption")) == 1
    heads = [th.get("scope") for th in outline.all("th")]
    assert heads.count("col") == 6
    assert heads.count("row") >= 19
    assert "rowgroup" in heads
    assert None not in heads


def test_every_cell_links_to_its_evidence(client: TestClient) -> None:
    cells = VALUES_OF_CELL.findall(client.get("/gap-map").text)
    assert len(cells) >= 19 * 6
    assert all(href.startswith("/gap-map/cell?fitzpatrick=") for _, href in cells)


def test_a_cell_gives_people_with_their_denominator(client: TestClient) -> None:
    page = client.get("/gap-map?outcome=hyperpigmentation").text
    assert "1\N{EN DASH}34 of 38 people" in page


def test_filters_of_the_map_travel_to_the_cell(client: TestClient) -> None:
    page = client.get("/gap-map?layer=primary&layer=planned&year_from=2020").text
    _, href = VALUES_OF_CELL.findall(page)[0]
    assert "layer=primary&amp;layer=planned" in href
    assert "year_from=2020" in href


def test_a_condition_that_is_on_can_be_removed(client: TestClient) -> None:
    page = client.get("/gap-map?indication=wrinkles&indication=acne_scars").text
    assert 'href="/gap-map?indication=acne_scars"' in page
    assert 'value="wrinkles" checked' in page


def test_without_skin_type_as_axis_each_cell_shows_six_marks(client: TestClient) -> None:
    page = client.get("/gap-map?rows=outcome&columns=indication&outcome=hyperpigmentation").text
    marks = re.findall(r"Type (I|II|III|IV|V|VI): [a-z ]+\. ", page)
    assert marks[:6] == ["I", "II", "III", "IV", "V", "VI"]


def test_several_values_on_the_axis_not_drawn_open_split_by_them(client: TestClient) -> None:
    page = client.get("/gap-map?indication=wrinkles&indication=skin_laxity").text
    _, href = VALUES_OF_CELL.findall(page)[0]
    target = href.replace("&amp;", "&")
    assert "rows=indication" in target
    assert client.get(target).text.count('<th scope="row">') == 2


def test_a_form_left_alone_sends_empty_fields_that_mean_nothing(client: TestClient) -> None:
    left_alone = client.get("/gap-map?rows=outcome&columns=fitzpatrick&year_from=&year_to=")
    assert left_alone.status_code == 200
    assert VALUES_OF_CELL.findall(left_alone.text) == VALUES_OF_CELL.findall(
        client.get("/gap-map").text
    )


def test_type_five_rests_on_one_study(client: TestClient) -> None:
    text = words_of(client.get("/gap-map/cell?fitzpatrick=V&outcome=hyperpigmentation").text)
    assert "Hyperpigmentation, type V" in text
    assert "1\N{EN DASH}34 of 38 people" in text
    assert "none reports it by type" in text
    assert "Restated by a reader" in text


def test_studies_that_do_not_count_say_why(client: TestClient) -> None:
    text = words_of(client.get("/gap-map/cell?fitzpatrick=V&indication=wrinkles").text)
    assert "Studies that do not count here, and why" in text
    assert "It does not report skin type." in text


def test_a_cell_leads_to_the_same_cell_of_other_types(client: TestClient) -> None:
    page = client.get("/gap-map/cell?fitzpatrick=V&outcome=scarring").text
    for roman in ("I", "II", "III", "IV", "V", "VI"):
        assert f'href="/gap-map/cell?fitzpatrick={roman}&amp;outcome=scarring"' in page


@pytest.mark.parametrize(
    ("path", "field", "offered"),
    [
        ("/gap-map?indication=wrinkels", "Indication", 'href="/gap-map?indication=wrinkles"'),
        ("/gap-map?rows=outcome&columns=outcome", "Columns", "columns=fitzpatrick"),
        ("/gap-map?fitzpatrick=VII", "Skin type", 'href="/gap-map?fitzpatrick=VI"'),
        ("/gap-map?colour=red", "Colour", 'href="/gap-map"'),
        ("/studies?year_from=19", "Year from", ""),
        ("/studies?cursor=forged", "Cursor", ""),
    ],
)
def test_a_wrong_question_is_answered_with_what_would_be_right(
    client: TestClient, path: str, field: str, offered: str
) -> None:
    answer = client.get(path)
    assert answer.status_code == 422
    assert answer.headers["content-type"].startswith("text/html")
    assert field in answer.text
    assert offered in answer.text


def test_a_cell_can_be_followed_in_a_feed_of_its_own(client: TestClient) -> None:
    page = client.get("/gap-map/cell?fitzpatrick=V&outcome=hyperpigmentation").text
    assert 'href="/feed.atom?fitzpatrick=V&amp;outcome=hyperpigmentation"' in page
    assert client.get("/feed.atom?fitzpatrick=V&outcome=hyperpigmentation").status_code == 200
    silent = client.get("/gap-map/cell?fitzpatrick=V&outcome=none_stated").text
    assert "/feed.atom?" not in silent
