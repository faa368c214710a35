"""The FHIR bundle against the R5 definitions, and against the bundled evidence."""

import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from fhir.resources.bundle import Bundle
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree as xml

from app.answers import ViewName
from app.exports import FileFormat
from app.exports.fhir_reports import citation_resource
from app.exports.fhir_values import SKIN_TYPE_CODES, entry_of, narrative, resource_id
from app.records import Bibliography, ReportKind, SkinType
from tests.exports.conftest import FileOf
from tests.exports.test_references import a_reference

Json = dict[str, Any]
VIEWS = [
    (ViewName.MAP, {}),
    (ViewName.MAP, {"rows": "indication", "layer": ["primary", "planned", "secondary"]}),
    (ViewName.MAP, {"rows": "indication", "columns": "outcome", "fitzpatrick": ["VI"]}),
    (ViewName.CELL, {"fitzpatrick": "V", "outcome": "hyperpigmentation"}),
    (ViewName.CELL, {"outcome": "none_stated"}),
    (ViewName.STUDIES, {"left_out": True}),
    (ViewName.STUDIES, {"q": "coring"}),
    (ViewName.DATASET, {}),
]
each_view = pytest.mark.parametrize(("name", "asked"), VIEWS)


def bundle(file: FileOf, name: ViewName, asked: Json) -> Json:
    found: Json = json.loads(file(name, FileFormat.FHIR, **asked))
    return found


def resources(of: Json, kind: str) -> list[Json]:
    entries = (entry["resource"] for entry in of.get("entry", ()))
    return [resource for resource in entries if resource["resourceType"] == kind]


def references(value: Any) -> Iterator[str]:
    """Every reference, however deep it stands."""
    if isinstance(value, dict):
        if isinstance(value.get("reference"), str):
            yield value["reference"]
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from references(inner)


@each_view
def test_it_is_valid_by_the_definitions_of_r5(file: FileOf, name: ViewName, asked: Json) -> None:
    Bundle.model_validate(bundle(file, name, asked))


@each_view
def test_every_reference_is_to_one_entry_of_the_bundle(
    file: FileOf, name: ViewName, asked: Json
) -> None:
    found = bundle(file, name, asked)
    addresses = [entry["fullUrl"] for entry in found.get("entry", ())]
    assert len(addresses) == len(set(addresses))
    assert all(UUID(address.removeprefix("urn:uuid:")) for address in addresses)
    assert set(references(found)) <= set(addresses)


@each_view
def test_ids_are_unlike_each_other(file: FileOf, name: ViewName, asked: Json) -> None:
    entries = bundle(file, name, asked).get("entry", ())
    ids = [(one["resource"]["resourceType"], one["resource"]["id"]) for one in entries]
    assert len(ids) == len(set(ids))


@settings(deadline=None)
@given(st.lists(st.text(max_size=40), min_size=1, max_size=3))
def test_an_id_is_one_that_fhir_allows(parts: list[str]) -> None:
    written = resource_id("cell", *parts)
    assert 1 <= len(written) <= 64
    assert set(written) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-.")


def test_two_long_names_that_begin_alike_have_two_ids() -> None:
    assert resource_id("x" * 70) != resource_id("x" * 71)


@pytest.fixture(scope="module")
def whole(file: FileOf) -> Json:
    """The whole map."""
    return bundle(file, ViewName.MAP, {})


def cell_of(whole: Json, name: str) -> Json:
    [found] = [one for one in resources(whole, "Evidence") if one["id"] == f"cell.{name}"]
    return found


def test_a_range_of_types_is_bounds_and_never_a_number_between(whole: Json) -> None:
    [statistic] = cell_of(whole, "V.micro-coring.hyperpigmentation")["statistic"]
    size = statistic["sampleSize"]
    assert (size["numberOfStudies"], size["numberOfParticipants"], size["knownDataCount"]) == (
        1,
        38,
        0,
    )
    [of_type] = size["extension"]
    bounds = {inner["url"]: inner["valueUnsignedInt"] for inner in of_type["extension"]}
    assert bounds == {"lower": 1, "upper": 34}
    assert size["note"] == [
        {"text": "1 to 34 of 38 people of type V. These are bounds: no report says how many."}
    ]


def test_an_exact_count_is_known(whole: Json) -> None:
    [statistic] = cell_of(whole, "IV.micro-coring.wrinkle-severity")["statistic"]
    size = statistic["sampleSize"]
    assert (size["numberOfStudies"], size["knownDataCount"]) == (1, 2)
    assert "numberOfParticipants" not in size
    assert size["note"] == [{"text": "2 people of type IV."}]


def test_an_empty_cell_says_why_and_counts_nobody(whole: Json) -> None:
    cell = cell_of(whole, "VI.micro-coring.hyperpigmentation")
    [statistic] = cell["statistic"]
    assert statistic["sampleSize"].keys() == {"numberOfStudies", "note"}
    assert statistic["sampleSize"]["numberOfStudies"] == 0
    assert "silent on this skin type in what was read" in statistic["sampleSize"]["note"][0]["text"]
    assert "relatedArtifact" not in cell


def test_a_cell_names_its_variables_by_role(whole: Json) -> None:
    defined = cell_of(whole, "V.micro-coring.hyperpigmentation")["variableDefinition"]
    roles = [one["variableRole"]["coding"][0]["code"] for one in defined]
    assert roles == ["subpopulation", "exposure", "measuredVariable"]
    shown = [one["observed"]["display"] for one in defined]
    assert shown == ["Fitzpatrick skin type V", "Micro-Coring", "Hyperpigmentation"]


def test_skin_types_have_the_codes_of_the_nci_thesaurus(whole: Json) -> None:
    found = {
        one["title"]: one["characteristic"][0]["definitionCodeableConcept"]["coding"][0]["code"]
        for one in resources(whole, "EvidenceVariable")
        if one["id"].startswith("fitzpatrick.")
    }
    assert found == {f"Fitzpatrick skin type {t.name}": f"C{74568 + int(t)}" for t in SkinType}
    assert list(SKIN_TYPE_CODES) == list(SkinType)


def test_an_article_has_its_numbers_and_its_trial_as_a_related_one(file: FileOf) -> None:
    found = resources(bundle(file, ViewName.DATASET, {}), "Citation")
    [article] = [one for one in found if one["title"].startswith("Wound Healing After Frac")]
    artifact = article["citedArtifact"]
    numbers = {one["system"]: one["value"] for one in artifact["identifier"]}
    assert numbers["https://pubmed.ncbi.nlm.nih.gov"] == "36036977"
    assert numbers["https://doi.org"] == "10.1097/dss.0000000000003552"
    assert artifact["relatedIdentifier"] == [
        {"system": "https://clinicaltrials.gov", "value": "NCT02234193"}
    ]
    [trial] = [one for one in found if one["title"].startswith("A Pilot Clinical Trial")]
    assert trial["citedArtifact"]["identifier"][-1]["value"] == "NCT02234193"
    assert "relatedIdentifier" not in trial["citedArtifact"]


def test_one_study_has_both_its_reports(file: FileOf) -> None:
    found = resources(bundle(file, ViewName.DATASET, {}), "ResearchStudy")
    [study] = [
        one
        for one in found
        if any(number["value"] == "NCT02234193" for number in one["identifier"])
    ]
    assert len(study["relatedArtifact"]) == 2
    assert len(study["result"]) == 1
    assert "VI not reported" in study["note"][0]["text"]


HOSTILE = '<script>alert("&")</script> \u2013 a < b & c'


def test_text_is_escaped_in_the_narrative() -> None:
    paragraph = xml.fromstring(narrative(HOSTILE)["div"])[0]
    assert paragraph.text == HOSTILE
    assert len(paragraph) == 0


@settings(deadline=None)
@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Co", "Cn"]), min_size=1)
    .map(str.strip)
    .filter(bool)
)
def test_a_report_with_any_title_is_valid(title: str) -> None:
    printed = Bibliography(title=title, year=2024, month=3, authors=(title,))
    resource = citation_resource(a_reference(printed, ReportKind.PREPRINT))
    entries = [entry_of(resource)]
    Bundle.model_validate({"resourceType": "Bundle", "type": "collection", "entry": entries})
    xml.fromstring(resource["text"]["div"])
