"""Page, API and command line answer every question alike, on the bundled evidence."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from lxml import html
from structlog.testing import capture_logs
from typer.testing import CliRunner

from app import pipeline
from app.cli import cli
from app.settings import read_settings
from app.topic import data_folder, read_topic
from app.web import create_web

NOW = datetime(2026, 11, 22, tzinfo=UTC)
TYPES = ("I", "II", "III", "IV", "V", "VI")
MAPS = ({"rows": "outcome"}, {"rows": "indication"}, {"rows": "outcome", "layer": "preclinical"})


@dataclass(frozen=True)
class Edges:
    """The three ways to ask."""

    client: TestClient

    def api(self, path: str, **params: str) -> Any:
        answer = self.client.get(f"/api/v1{path}", params=params)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def page(self, path: str, **params: str) -> Any:
        answer = self.client.get(path, params=params)
        assert answer.status_code == 200, answer.text
        return html.fromstring(answer.text)

    def command(self, *words: str) -> Any:
        result = CliRunner().invoke(cli, list(words), catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout)


@pytest.fixture(scope="module")
def edges(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Edges]:
    with pytest.MonkeyPatch.context() as environment, capture_logs():
        environment.setenv("COREGAP_HOME", str(tmp_path_factory.mktemp("home")))
        environment.delenv("COREGAP_DATABASE_URL", raising=False)
        read_settings.cache_clear()
        topic = read_topic()
        engine = pipeline.open_database(read_settings())
        pipeline.load_evidence(engine, topic, data_folder() / "evidence", now=NOW)
        pipeline.refresh(engine, topic)
        with TestClient(create_web(engine, topic)) as client:
            yield Edges(client)
        engine.dispose()
    read_settings.cache_clear()


def words_of(page: Any) -> str:
    return " ".join(page.text_content().split())


@pytest.mark.parametrize(
    ("roman", "studies", "people", "sentence"),
    [
        ("V", 1, {"lower": 1, "upper": 34}, "rests on one study, without a count and without"),
        ("VI", 0, None, "Type VI: no study says that it treated this type."),
    ],
)
def test_type_v_rests_on_one_study_and_type_vi_on_none(
    edges: Edges, roman: str, studies: int, people: dict[str, int] | None, sentence: str
) -> None:
    [of_api] = [t for t in edges.api("/facts")["by_type"] if t["fitzpatrick"] == roman]
    [of_command] = [
        t for t in edges.command("gaps", "--json")["facts"]["by_type"] if t["fitzpatrick"] == roman
    ]
    assert of_api == of_command
    assert (of_api["studies"], of_api["people"]) == (studies, people)
    assert sentence in of_api["sentence"]
    assert of_api["sentence"] in words_of(edges.page("/"))


def test_most_studies_do_not_report_skin_type(edges: Edges) -> None:
    facts = edges.api("/facts")
    assert facts["silent"] > facts["studies"] / 2
    assert f"{facts['silent']} of {facts['studies']} studies do not report skin type." in words_of(
        edges.page("/")
    )
    assert edges.command("gaps", "--json")["facts"]["sentences"] == facts["sentences"]


def test_no_type_is_ever_said_to_be_excluded(edges: Edges) -> None:
    """Nothing that was read excludes a type; silence must not look like it."""
    facts = edges.api("/facts")
    assert not any("excluded" in of_type["standings"] for of_type in facts["by_type"])
    reasons = {cell["reason"] for row in edges.api("/gap-map")["cells"] for cell in row}
    assert "excluded" not in reasons
    assert not edges.page("/gap-map").xpath("//td[contains(@class,'excluded')]")


def test_nothing_is_reported_by_type(edges: Edges) -> None:
    depths = {cell["depth"] for row in edges.api("/gap-map")["cells"] for cell in row}
    assert depths == {"none", "studied", "counted"}


@pytest.mark.parametrize("asked", MAPS, ids=lambda asked: "-".join(asked.values()))
def test_the_map_is_the_same_in_api_and_page(edges: Edges, asked: dict[str, str]) -> None:
    of_api = edges.api("/gap-map", **asked)
    table = edges.page("/gap-map", **asked).xpath("//table[.//td[contains(@class,'cell')]]")[0]
    links = table.xpath(".//td[contains(@class,'cell')]/a")
    cells = [cell for row in of_api["cells"] for cell in row]
    assert [link.get("title") for link in links] == [cell["sentence"] for cell in cells]
    shown = [link.xpath(".//*[@class='cell-word']")[0].text_content() for link in links]
    assert [studies_in(word) for word in shown] == [
        cell["studies"] if cell["reason"] == "studied" else 0 for cell in cells
    ]


def studies_in(word: str) -> int:
    return int(word.split()[0]) if word[0].isdigit() else 0


def test_the_map_is_the_same_in_api_and_command(edges: Edges) -> None:
    of_api = [cell for row in edges.api("/gap-map")["cells"] for cell in row]
    of_command = edges.command("export", "map", "--format", "json")
    nobody_told = {"lower": None, "upper": None}  # a table's 0 would read as a count of people
    people = [c["people"] if c["studies"] else nobody_told for c in of_api]
    assert [
        (c["studies"], of["lower"], of["upper"], c["depth"], c["reason"],
         c["sentence"], " ".join(c["study_ids"]))
        for c, of in zip(of_api, people, strict=True)
    ] == [
        (c["studies"], c["people_lower"], c["people_upper"], c["depth"], c["reason"],
         c["sentence"], c["study_ids"])
        for c in of_command
    ]  # fmt: skip


def test_the_gaps_are_the_same_everywhere(edges: Edges) -> None:
    of_api = [gap["sentence"] for gap in edges.api("/gaps", limit="8")["gaps"]]
    of_command = [
        gap["sentence"] for gap in edges.command("gaps", "--limit", "8", "--json")["gaps"]
    ]
    words = words_of(edges.page("/"))
    assert of_api == of_command
    assert all(sentence in words for sentence in of_api)


def test_type_v_for_acne_scars_is_answered_with_numbers_and_citations(edges: Edges) -> None:
    """The analyst's own question, and the three places she may ask it."""
    asked = {"fitzpatrick": "V", "indication": "acne_scars"}
    cell = edges.api("/gap-map/cell", **asked)
    assert cell["cell"]["studies"] == 1
    assert cell["cell"]["people"] == {"lower": 1, "upper": 34}
    [study] = edges.api("/studies", **asked)["studies"]
    assert study["public_id"] == cell["cell"]["study_ids"][0]
    evidence = [p for p in cell["evidence"] if p["dimension"] == "fitzpatrick"]
    assert all(piece["evidence"]["seen_at"] for piece in evidence)
    words = words_of(edges.page("/gap-map/cell", **asked))
    assert cell["cell"]["sentence"] in words
    assert "Dermatologic Surgery" in words
    assert "39480035" in words


@pytest.mark.parametrize("roman", TYPES)
def test_studies_of_a_type_are_the_same_in_api_page_and_command(edges: Edges, roman: str) -> None:
    of_api = {s["public_id"] for s in edges.api("/studies", fitzpatrick=roman)["studies"]}
    of_command = {
        study["id"]
        for study in edges.command("export", "studies", "--format", "json")
        if study[f"type_{roman}"] == "studied"
    }
    links = edges.page("/studies", fitzpatrick=roman).xpath("//a[starts-with(@href,'/studies/')]")
    assert of_api == of_command == {Path(link.get("href")).name for link in links}


def test_a_plan_is_the_same_everywhere(edges: Edges) -> None:
    asked = {"rate": "2.5", "events": "1", "drop_out": "20", "sided": "two"}
    of_api = edges.api("/planner", **asked, fitzpatrick="V", outcome="scarring")
    options = [f"--{name.replace('_', '-')}={value}" for name, value in asked.items()]
    of_command = edges.command("plan", *options, "--type=V", "--outcome=scarring", "--json")
    page = edges.page("/planner", **asked, fitzpatrick="V", outcome="scarring")
    for one in ("sentence", "table"):
        assert of_api[one] == of_command[one]
    assert of_api["people"] == of_command["plan"]["people"]
    assert of_api["sentence"] in words_of(page)
    assert of_api["known"]["sentence"] == of_command["known"]["sentence"]
    assert of_api["known"]["sentence"] in words_of(page)


def test_who_took_part_is_the_same_everywhere(edges: Edges) -> None:
    of_api = edges.api("/representation", reference="statpearls-nbk557626")
    of_command = edges.command("representation", "--reference=statpearls-nbk557626", "--json")
    words = words_of(edges.page("/representation", reference="statpearls-nbk557626"))
    assert of_api["panel"] == of_command["panel"]
    for group in of_api["panel"]["groups"]:
        for share in (group["studies_of_all"], group["studies_of_reporting"]):
            assert f"{share['count']} of {share['of']}" in words


def test_a_harm_in_a_cell_is_said_alike_by_api_and_page(edges: Edges) -> None:
    asked = {"fitzpatrick": "V", "outcome": "hyperpigmentation"}
    [harm] = edges.api("/gap-map/cell", **asked)["safety"]
    assert (harm["rates"], harm["without"][0]["why"]) == ([], "not_by_type")
    assert harm["sentence"] in words_of(edges.page("/gap-map/cell", **asked))


def test_people_over_the_years_are_the_same_everywhere(edges: Edges) -> None:
    of_api = edges.api("/timeline")
    of_command = edges.command("timeline", "--json")
    words = words_of(edges.page("/timeline"))
    assert of_api["years"] == of_command["over_time"]["years"]
    assert of_api["sentences"] == of_command["sentences"]
    assert all(sentence in words for sentence in of_api["sentences"])


def test_trials_to_come_are_the_same_everywhere(edges: Edges) -> None:
    of_api = edges.api("/trials")
    of_command = edges.command("trials", "--json")
    words = words_of(edges.page("/trials"))
    assert [one["because"] for one in of_api["trials"]] == [
        one["because"] for one in of_command["trials"]
    ]
    assert of_api["states"] == of_command["states"]
    for one in of_api["trials"]:
        assert one["trial"]["title"] in words
        assert one["because"] in words
