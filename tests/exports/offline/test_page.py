"""The map as one file: it holds the same cells, and nothing in it can become code."""

import base64
import hashlib
import json
import re
from dataclasses import replace
from typing import Any

import pytest
from lxml import html

from app.answers import Holding
from app.exports.offline.page import offline_page
from app.gapmap import Layer, Matrix, whole_map
from app.records import Dimension, Evidence, EvidenceKind, SkinType, Standing
from app.store import CellEvidence, StudySummary
from app.topic import Topic, read_topic
from tests.exports.maps import asked, the_map
from tests.gapmap.micro_coring import STUDIES

HOSTILE = "</script><script>alert(1)</script><!--<img src=x onerror=alert(2)>&amp;\u2028"
QUOTE = Evidence(
    kind=EvidenceKind.QUOTE, text=f"Types I to V {HOSTILE}", section="methods",
    seen_at=("https://example.org/paper", "javascript:alert(3)"),
)  # fmt: skip


@pytest.fixture(scope="module")
def topic() -> Topic:
    return read_topic()


def a_summary(public_id: str, **told: Any) -> StudySummary:
    given: dict[str, Any] = {
        "public_id": public_id, "title": f"Study {public_id} {HOSTILE}", "authors": (), "year": 2024,
        "journal": "", "citation": "", "layer": Layer.PRIMARY, "design": "", "participants": 38,
        "planned": None, "standing": dict.fromkeys(SkinType, Standing.NOT_REPORTED),
        "indications": (), "outcomes": (), "body_sites": (), "procedures": (), "reports": 1,
        "status": "", "ends": "",
    }  # fmt: skip
    return StudySummary(**(given | told))


def evidence_of(public_id: str) -> CellEvidence:
    return CellEvidence(
        study_id=public_id, study_title="", year=2024, layer=Layer.PRIMARY, report_id="R1",
        citation="A 2024", dimension=Dimension.FITZPATRICK, value="V", standing=Standing.STUDIED,
        evidence=QUOTE, evidence_kind=QUOTE.kind, rule="test", types=(SkinType.V,),
    )  # fmt: skip


def page_of(topic: Topic, **question: object) -> Any:
    found = the_map(topic, **question)
    return html.document_fromstring(written(topic, found, **question))


def written(topic: Topic, found: Matrix, **question: object) -> str:
    about = asked(topic, **question)
    holding = Holding(
        whole=whole_map(STUDIES, about.question.as_query(topic), topic),
        studies=tuple(a_summary(study.public_id) for study in STUDIES),
        evidence=(evidence_of(STUDIES[0].public_id),),
    )
    return offline_page(found, holding, about).decode()


def held(page: Any) -> Any:
    return json.loads(page.get_element_by_id("held-data").text)


def test_hostile_titles_and_quotes_stay_text(topic: Topic) -> None:
    page = page_of(topic)
    assert len(page.xpath("//script")) == 2
    assert not page.xpath("//img")
    study, *_ = held(page)["studies"]
    assert study["title"].endswith(HOSTILE)
    [piece] = held(page)["evidence"][0]
    assert piece["text"] == QUOTE.text
    assert [address for _, address in piece["seen"]] == ["https://example.org/paper", ""]


def test_the_data_holds_no_sign_that_could_end_its_element(topic: Topic) -> None:
    [block] = re.findall(
        r'<script type="application/json" id="held-data">(.*?)</script>',
        written(topic, the_map(topic)), re.DOTALL,
    )  # fmt: skip
    assert not set("<>&\u2028\u2029") & set(block)


def test_only_its_own_script_and_style_are_allowed(topic: Topic) -> None:
    text = written(topic, the_map(topic))
    page = html.document_fromstring(text)
    [policy] = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    [style] = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    [script] = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    for name, part in (("script-src", script), ("style-src", style)):
        digest = base64.b64encode(hashlib.sha256(part.encode()).digest()).decode()
        assert f"{name} 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_it_loads_nothing(topic: Topic) -> None:
    page = page_of(topic)
    assert not page.xpath("//@src | //link/@href | //@style | //*[starts-with(name(), 'on')]")
    assert "url(" not in page.xpath("string(//style)")


def test_without_script_the_map_that_was_asked_for_is_there(topic: Topic) -> None:
    page = page_of(topic, outcome=["hyperpigmentation"])
    [row] = page.xpath("//table//tbody/tr")
    assert row.findtext("th") == "Hyperpigmentation"
    cells = [" ".join(cell.text_content().split()) for cell in row.findall("td")]
    assert cells[4] == "1 study 1\N{EN DASH}34 of 38 people studied"
    assert cells[5] == "Not reported 1 study silent"


def test_every_cell_is_that_of_its_map_and_layers_stay_apart(topic: Topic) -> None:
    data = held(page_of(topic))
    for layer, named in zip(data["layers"], Layer, strict=True):
        found = the_map(topic, layer=[named.value])
        for cell in (one for row in found.cells for one in row):
            key = f"{cell.key.fitzpatrick.name}||{cell.key.outcome}"  # type: ignore[union-attr]  # a type is a column
            kept = layer["cells"].get(key)
            assert (kept is None) == (not cell.layers), key
            if kept:
                assert kept["sentence"] == cell.sentence
                assert len(kept.get("counted", [])) == cell.studies
    assert data["layers"][0]["word"] == "Primary evidence alone"


def test_it_opens_with_the_view_that_was_asked_for(topic: Topic) -> None:
    page = page_of(topic, rows="indication", outcome=["pain"], body_site=["face"])
    data = held(page)
    assert data["view"] == {"rows": "indication", "columns": "fitzpatrick", "held": "pain"}
    assert data["conditions"] == ["Body sites: Face, site not specified"]
    assert [value for value, *_ in data["axes"]["outcome"]] == ["pain"]


@pytest.mark.parametrize(
    ("searched", "told"),
    [
        (True, {"sign": "why-never-studied", "word": "No study found", "sentence": "No study was found."}),
        (False, {"sign": "why-never-searched", "word": "Never searched", "sentence": "Nobody has searched for it yet."}),
    ],
)  # fmt: skip
def test_a_cell_without_studies_says_whether_it_was_searched_for(
    topic: Topic, searched: bool, told: dict[str, str]
) -> None:
    whole = whole_map(STUDIES, asked(topic).question.as_query(topic), topic, searched=searched)
    studies = tuple(a_summary(study.public_id) for study in STUDIES)
    text = offline_page(
        the_map(topic), Holding(whole=whole, studies=studies, evidence=()), asked(topic)
    )
    assert held(html.document_fromstring(text.decode()))["nothing"] == told


def test_a_planned_number_is_never_told_as_people(topic: Topic) -> None:
    planned = a_summary("S9", participants=None, planned=30, layer=Layer.PLANNED)
    found = the_map(topic)
    whole = whole_map(STUDIES, asked(topic).question.as_query(topic), topic)
    ids = [replace(planned, public_id=study.public_id) for study in STUDIES]
    text = offline_page(found, Holding(whole=whole, studies=tuple(ids), evidence=()), asked(topic))
    study, *_ = held(html.document_fromstring(text.decode()))["studies"]
    assert study["about"] == ["Planned", "planned: 30 people", "2024"]
