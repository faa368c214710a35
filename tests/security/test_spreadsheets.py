"""No cell of any file that a spreadsheet opens can run."""

import csv
import io
import zipfile

import openpyxl
import pytest
from fastapi.testclient import TestClient

from app.exports import FORMATS_OF, FileFormat

NEEDED = {"cell": "&fitzpatrick=V&indication=wrinkles"}
TABLES = [
    (view.value, form)
    for view, forms in FORMATS_OF.items()
    for form in forms
    if form in (FileFormat.CSV, FileFormat.XLSX, FileFormat.DATA_PACKAGE)
]
RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
UNSEEN = " \u200b\u00a0\ufeff"


def runs(cell: str) -> bool:
    if cell[:1] in ("\t", "\r", "\n"):
        return True
    seen = cell.lstrip(UNSEEN)
    if not seen.startswith(RUNS):
        return False
    try:
        float(seen)
    except ValueError:
        return True
    return False  # a number, whatever its sign


def content_of(web: TestClient, view: str, form: FileFormat) -> bytes:
    answer = web.get(f"/api/v1/exports/{view}?format={form.value}{NEEDED.get(view, '')}")
    assert answer.status_code == 200, answer.text[:300]
    return answer.content


@pytest.mark.parametrize(("view", "form"), TABLES)
def test_no_cell_runs(web: TestClient, view: str, form: FileFormat) -> None:
    content = content_of(web, view, form)
    if form is FileFormat.XLSX:
        check_workbook(content)
    elif form is FileFormat.CSV:
        check_csv(content.decode("utf-8-sig"))
    else:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            for name in package.namelist():
                assert not name.startswith(("/", ".."))
                if name.endswith(".csv"):
                    check_csv(package.read(name).decode())


def check_csv(text: str) -> None:
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert rows
    assert [cell for row in rows for cell in row if runs(cell)] == []


def check_workbook(content: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell.value for cell in cells if cell.data_type == "f"]
    assert not [
        cell.value
        for cell in cells
        if cell.hyperlink
        and not str(cell.hyperlink.target).startswith(("https://", "http://", "#"))
    ]
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        names = parts.namelist()
    assert not [name for name in names if "vba" in name.lower() or "external" in name.lower()]


def test_the_hostile_titles_are_really_in_the_files(web: TestClient) -> None:
    """Without them the tests above would hold of anything."""
    text = content_of(web, "studies", FileFormat.CSV).decode("utf-8-sig")
    titles = [row["title"] for row in csv.DictReader(io.StringIO(text, newline=""))]
    assert any(title.startswith("'=HYPERLINK") for title in titles)
    assert any(title.startswith("'@SUM") for title in titles)
