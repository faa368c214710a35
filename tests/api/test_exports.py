"""Files over the API: named, typed, of the view that was asked for."""

import csv
import io
import json
import zipfile
from typing import get_args

import pytest
from fastapi.testclient import TestClient
from openpyxl import load_workbook

from app.answers import ViewName
from app.api.routes import export_questions
from app.exports import FORMATS, FORMATS_OF, FileFormat

QUESTIONS = {
    ViewName.MAP: export_questions.MapExport,
    ViewName.CELL: export_questions.CellExport,
    ViewName.STUDIES: export_questions.StudiesExport,
    ViewName.GAPS: export_questions.GapsExport,
    ViewName.EVIDENCE: export_questions.EvidenceExport,
    ViewName.DATASET: export_questions.DatasetExport,
}
ALL = [(name, form) for name, forms in FORMATS_OF.items() for form in forms]


@pytest.mark.parametrize("name", ViewName)
def test_the_forms_that_may_be_asked_for_are_those_there_are(name: ViewName) -> None:
    annotation = QUESTIONS[name].model_fields["format"].annotation
    assert set(get_args(annotation)) == set(FORMATS_OF[name])


@pytest.mark.parametrize(("name", "form"), ALL)
def test_a_file_has_its_type_and_its_name(
    client: TestClient, name: ViewName, form: FileFormat
) -> None:
    answer = client.get(f"/api/v1/exports/{name.value}", params={"format": form.value})
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(FORMATS[form].media_type)
    disposition = answer.headers["content-disposition"]
    assert disposition.startswith(f'attachment; filename="coregap-{name.value}-20')
    assert disposition.endswith(f'.{FORMATS[form].suffix}"')
    assert answer.content


def rows(client: TestClient, path: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(client.get(path).text, newline="")))


def test_filters_hold_for_files_and_pages_do_not(client: TestClient) -> None:
    everything = rows(client, "/api/v1/exports/studies?format=csv")
    chosen = rows(client, "/api/v1/exports/studies?format=csv&fitzpatrick=V")
    assert len(everything) == 8
    assert [row["type_V"] for row in chosen] == ["studied"]
    listed = client.get("/api/v1/studies?fitzpatrick=V").json()["studies"]
    assert [row["id"] for row in chosen] == [one["public_id"] for one in listed]


def test_a_map_as_a_file_has_the_cells_of_the_map(client: TestClient) -> None:
    asked = "rows=indication&columns=fitzpatrick&year_from=2020"
    found = rows(client, f"/api/v1/exports/map?format=csv&{asked}")
    drawn = client.get(f"/api/v1/gap-map?{asked}").json()
    cells = [cell for row in drawn["cells"] for cell in row]
    assert [int(row["studies"]) for row in found] == [cell["studies"] for cell in cells]
    assert [row["sentence"] for row in found] == [cell["sentence"] for cell in cells]


def test_gaps_as_a_file_are_those_of_the_list(client: TestClient) -> None:
    found = client.get("/api/v1/exports/gaps?format=json&limit=4").json()
    listed = client.get("/api/v1/gaps?limit=4").json()["gaps"]
    assert [row["sentence"] for row in found] == [gap["sentence"] for gap in listed]


def test_references_are_those_of_the_studies_behind_the_view(client: TestClient) -> None:
    found = json.loads(client.get("/api/v1/exports/cell?fitzpatrick=V&format=csl-json").text)
    studies = client.get("/api/v1/gap-map/cell?fitzpatrick=V").json()
    assert len(found) == len(studies["studies"]) + len(studies["other_studies"])


def test_a_workbook_and_a_package_can_be_opened(client: TestClient) -> None:
    book = load_workbook(io.BytesIO(client.get("/api/v1/exports/map").content))
    assert book.sheetnames[0] == "Read me"
    package = client.get("/api/v1/exports/dataset").content
    assert "datapackage.json" in zipfile.ZipFile(io.BytesIO(package)).namelist()


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("/api/v1/exports/gaps?format=ris", "format"),
        ("/api/v1/exports/map?format=docx", "format"),
        ("/api/v1/exports/studies?limit=5", "limit"),
        ("/api/v1/exports/studies?indication=nothing", "indication"),
        ("/api/v1/exports/dataset?fitzpatrick=V", "fitzpatrick"),
        ("/api/v1/exports/map?rows=outcome&columns=outcome", "columns"),
    ],
)
def test_what_cannot_be_written_is_refused_with_the_field(
    client: TestClient, path: str, field: str
) -> None:
    answer = client.get(path)
    assert answer.status_code == 422
    assert [one["field"] for one in answer.json()["errors"]] == [field]


def test_head_tells_the_name_without_the_file(client: TestClient) -> None:
    answer = client.head("/api/v1/exports/gaps?format=csv")
    assert answer.status_code == 200
    assert answer.content == b""
    assert "coregap-gaps-" in answer.headers["content-disposition"]
