"""The map, its cells, the gaps and the facts."""

from itertools import permutations
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.gapmap import Axis
from app.topic import Topic
from tests.api.corpus import FIRST


def cells_of(gap_map: dict[str, Any]) -> dict[tuple[str, str], dict[str, Any]]:
    return {
        (row["id"], column["id"]): cell
        for row, cells in zip(gap_map["rows"], gap_map["cells"], strict=True)
        for column, cell in zip(gap_map["columns"], cells, strict=True)
    }


@pytest.fixture
def outcome(topic: Topic) -> str:
    return topic.outcome[0].id


def test_rows_are_outcomes_and_columns_six_types(client: TestClient, topic: Topic) -> None:
    gap_map = client.get("/api/v1/gap-map").json()
    assert (gap_map["row_axis"], gap_map["column_axis"]) == ("outcome", "fitzpatrick")
    assert [column["id"] for column in gap_map["columns"]] == ["I", "II", "III", "IV", "V", "VI"]
    assert {row["id"] for row in gap_map["rows"]} >= {value.id for value in topic.outcome}


def test_a_cell_says_how_many_how_deep_and_why(client: TestClient, outcome: str) -> None:
    cells = cells_of(client.get("/api/v1/gap-map").json())
    five, six, four = cells[outcome, "V"], cells[outcome, "VI"], cells[outcome, "IV"]
    assert (five["studies"], five["depth"], five["reason"]) == (1, "studied", "studied")
    assert five["people"] == {"lower": 1, "upper": 34}
    assert five["study_ids"] == [FIRST]
    assert (six["studies"], six["depth"], six["reason"]) == (0, "none", "abstract_only")
    assert four["depth"] == "reported_by_type"
    assert "type V" in five["sentence"]


def test_a_cell_leads_to_its_evidence(client: TestClient, topic: Topic, outcome: str) -> None:
    cells = cells_of(client.get("/api/v1/gap-map?year_from=2020&layer=primary").json())
    cell = cells[outcome, "V"]
    assert cell["fitzpatrick"] == "V"
    assert cell["outcome"] == {"id": outcome, "label": topic.outcome[0].label}
    assert cell["indication"] is None
    evidence = client.get(cell["href"]).json()
    assert "year_from=2020" in cell["href"]
    assert evidence["cell"]["sentence"] == cell["sentence"]
    assert [study["public_id"] for study in evidence["studies"]] == [FIRST]
    assert any(
        piece["value"]["id"] == "V" and piece["study_id"] == FIRST for piece in evidence["evidence"]
    )


def test_every_cell_of_every_pair_of_axes_leads_to_the_same_cell(client: TestClient) -> None:
    gap_map = client.get("/api/v1/gap-map?rows=indication&columns=outcome").json()
    (row, *_), (first, *_) = gap_map["cells"], gap_map["cells"][0]
    assert len(row) == len(gap_map["columns"])
    assert [mark["fitzpatrick"] for mark in first["by_type"]] == ["I", "II", "III", "IV", "V", "VI"]
    assert client.get(first["href"]).json()["cell"] == first


def test_axis_values_can_be_chosen(client: TestClient, outcome: str) -> None:
    query = f"fitzpatrick=V&fitzpatrick=VI&outcome={outcome}"
    gap_map = client.get(f"/api/v1/gap-map?{query}").json()
    assert set(cells_of(gap_map)) == {(outcome, "V"), (outcome, "VI")}


def test_a_layer_is_counted_alone(client: TestClient) -> None:
    planned = client.get("/api/v1/gap-map?layer=planned").json()
    assert planned["layers"] == ["planned"]
    assert planned["studies"] == 1


def test_where_no_study_counts_people_they_are_null_and_never_nobody(client: TestClient) -> None:
    for rows, columns in permutations(Axis, 2):
        found = client.get(f"/api/v1/gap-map?rows={rows}&columns={columns}").json()
        cells = [cell for line in found["cells"] for cell in line]
        empty = [cell for cell in cells if not cell["studies"]]
        assert empty
        assert all(cell["people"] is None for cell in empty)
        assert {"lower": 0, "upper": 0} not in [cell["people"] for cell in cells]
    assert client.get("/api/v1/gap-map?layer=secondary").json()["people"] is None


def test_gaps_are_ranked_with_their_reasons(client: TestClient) -> None:
    gaps = client.get("/api/v1/gaps?limit=5").json()["gaps"]
    assert [gap["rank"] for gap in gaps] == list(range(1, len(gaps) + 1))
    assert gaps[0]["fitzpatrick"] == "VI"
    assert all(gap["sentence"] and gap["because"] for gap in gaps)
    assert client.get(gaps[0]["href"]).status_code == 200


def test_facts_agree_with_the_map(client: TestClient) -> None:
    facts = client.get("/api/v1/facts").json()
    by_type = {one["fitzpatrick"]: one for one in facts["by_type"]}
    assert list(by_type) == ["I", "II", "III", "IV", "V", "VI"]
    assert by_type["V"]["people"] == {"lower": 1, "upper": 34}
    assert by_type["V"]["depth"] == "studied"
    assert by_type["VI"]["depth"] == "none"
    assert by_type["VI"]["people"] is None
    assert "no study" in by_type["VI"]["sentence"].lower()
