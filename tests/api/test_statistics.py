"""Plans, who took part and how deep studies go, over the API."""

import pytest
from fastapi.testclient import TestClient


@pytest.mark.parametrize(
    ("rate", "one", "two"), [(1, 299, 368), (2, 149, 183), (5, 59, 72), (10, 29, 36), (20, 14, 17)]
)
def test_the_planner_gives_the_published_numbers(
    client: TestClient, rate: int, one: int, two: int
) -> None:
    asked = {"rate": rate}
    assert client.get("/api/v1/planner", params=asked).json()["people"] == one
    both = client.get("/api/v1/planner", params={**asked, "sided": "two"}).json()
    assert (both["people"], both["rule"]) == (two, "clopper_pearson")
    [row] = [r for r in both["table"] if r["rate"] == rate / 100]
    assert (row["one_sided"], row["two_sided"]) == (one, two)


def test_a_plan_says_what_it_takes_to_enrol(client: TestClient) -> None:
    asked = {"rate": 5, "drop_out": 15, "events": 1, "confidence": 95}
    plan = client.get("/api/v1/planner", params=asked).json()
    assert (plan["people"], plan["further"], plan["enrol"]) == (93, 93, 110)
    assert plan["limit"] <= 0.05 < plan["limit_short"]
    assert plan["sentence"] == (
        "93 people with at most 1 event rule out a rate of 5 % or more (one-sided 95 % limit, "
        "exact). All of them are still to be followed to the end; with 15 % drop-out, enrol 110."
    )
    assert (plan["before"], plan["known"]) == (None, None)


@pytest.mark.parametrize(
    "asked",
    [{"rate": 0}, {"rate": 100}, {"rate": "nan"}, {"confidence": 100}, {"drop_out": 100},
     {"events": -1}, {"sided": "three"}, {"outcome": "no_such"}, {"fitzpatrick": "VII"},
     {"people": 4}],
)  # fmt: skip
def test_a_plan_that_cannot_be_made_is_refused_by_its_field(
    client: TestClient, asked: dict[str, object]
) -> None:
    answer = client.get("/api/v1/planner", params=asked)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == next(iter(asked))


def test_a_share_comes_with_what_it_is_a_share_of(client: TestClient) -> None:
    answer = client.get("/api/v1/representation").json()
    panel = answer["panel"]
    assert panel["reporting"]["of"] == panel["studies"]
    for group in panel["groups"]:
        assert group["studies_of_all"]["of"] == panel["studies"]
        assert group["studies_of_reporting"]["of"] == panel["reporting"]["count"]
        assert group["people_of_all"]["of"] == panel["people"]
    [line] = answer["lines"]
    assert (line["reporting"]["count"], line["reporting"]["of"]) == (345, 461)
    shares = {"-".join(one["types"]): one for one in line["including"]}
    assert round(100 * shares["V-VI"]["of_reporting"]["share"], 1) == 27.5
    assert round(100 * shares["V-VI"]["of_all"]["share"], 1) == 20.6
    assert "36977196" in line["citation"]


def test_without_a_population_there_is_no_ratio(client: TestClient) -> None:
    population = client.get("/api/v1/representation").json()["population"]
    assert population["shares"] == []
    assert population["refusal"].startswith("No reference distribution for skin type is chosen")


def test_a_population_gives_a_ratio_only_for_types_that_its_source_counts(
    client: TestClient,
) -> None:
    asked = {"reference": "statpearls-nbk557626"}
    population = client.get("/api/v1/representation", params=asked).json()["population"]
    assert population["dated"] == "2023-03-06"
    assert population["refusal"] is None
    told = {"-".join(one["types"]): one for one in population["shares"]}
    assert list(told) == ["I-II", "III", "IV", "V", "VI"]
    assert all(told[t]["ratio"] is None and told[t]["why_not"] for t in ("IV", "V", "VI"))


@pytest.mark.parametrize("reference", ["he-2014", "jamaderm-1737180"])
def test_a_source_without_shares_gives_no_ratio(client: TestClient, reference: str) -> None:
    answer = client.get("/api/v1/representation", params={"reference": reference}).json()
    assert answer["population"]["shares"] == []
    assert "no share of any skin type" in answer["population"]["refusal"]


def test_a_population_that_is_not_known_is_refused_with_those_that_are(client: TestClient) -> None:
    answer = client.get("/api/v1/representation", params={"reference": "mars"})
    assert answer.status_code == 422
    assert "statpearls-nbk557626" in answer.json()["errors"][0]["allowed"]


def test_every_study_stands_on_one_rung(client: TestClient) -> None:
    for layer in ("primary", "planned", "secondary"):
        answer = client.get("/api/v1/ladder", params={"layer": layer}).json()
        assert sum(share["on"]["count"] for share in answer["shares"]) == answer["studies"]
        assert answer["shares"][0]["reaching"]["count"] == answer["studies"]


def test_a_study_has_its_rungs_with_the_words_they_rest_on(client: TestClient) -> None:
    studies = client.get("/api/v1/studies", params={"fitzpatrick": "V"}).json()["studies"]
    answer = client.get(f"/api/v1/studies/{studies[0]['public_id']}/ladder").json()
    assert answer["rungs"][0]["outcome"] is None
    assert {one["rung"] for one in answer["rungs"]} <= {"mix", "counted", "by_type", "interaction"}
    assert all(one["evidence"] for one in answer["rungs"])


def test_a_cell_has_its_harms_and_the_api_never_turns_bounds_into_a_rate(
    client: TestClient,
) -> None:
    cell = client.get("/api/v1/gap-map/cell", params={"fitzpatrick": "V"}).json()
    assert all(one["fitzpatrick"] == "V" for one in cell["safety"])
    for one in cell["safety"]:
        assert one["rates"] or "no rate can be given" in one["sentence"]


def test_the_timeline_names_every_study_once(client: TestClient) -> None:
    answer = client.get("/api/v1/timeline").json()
    placed = [study for year in answer["years"] for study in year["study_ids"]]
    unplaced = [study["public_id"] for study in answer["without_year"]]
    assert len(placed) == len(set(placed))
    assert len(placed) + len(unplaced) == answer["studies"]
    assert {s["public_id"] for s in answer["without_number"]} <= set(placed)


def test_a_type_of_which_nobody_says_how_many_is_null_and_never_nobody(client: TestClient) -> None:
    last = client.get("/api/v1/timeline").json()["years"][-1]
    told = {one["fitzpatrick"]: one["people"] for one in last["by_type"]}
    assert told["VI"] is None
    assert told["V"]["lower"] >= 1


@pytest.mark.parametrize(
    ("form", "begins"), [("svg", b"<svg"), ("csv", b"year,studies"), ("pdf", b"%PDF")]
)
def test_the_timeline_is_a_file_with_a_name(client: TestClient, form: str, begins: bytes) -> None:
    answer = client.get("/api/v1/timeline/file", params={"format": form})
    assert answer.content.startswith(begins)
    assert "micro-coring_people-over-time_primary_" in answer.headers["content-disposition"]
