"""What comes out of a printer: a sheet to hand out, with its conditions and how to cite it."""

import io

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from tests.e2e.looks import OpenPage

pytestmark = pytest.mark.browser
NAVIGATION = ("Overview", "Download", "Freeze this view", "PRISMA flow", "Follow what changes")


def sheets(page: Page) -> PdfReader:
    return PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))


def words_of(reader: PdfReader) -> str:
    return " ".join(" ".join(one.extract_text() for one in reader.pages).split())


def test_the_map_is_one_landscape_sheet_and_its_legend_another(open_page: OpenPage) -> None:
    reader = sheets(open_page("/gap-map?design=observational&layer=primary"))
    assert len(reader.pages) == 2
    box = reader.pages[0].mediabox
    assert (round(box.width), round(box.height)) == (842, 595)
    first = " ".join(reader.pages[0].extract_text().split())
    assert "Type VI" in first
    assert "Adverse events" in first
    assert "Conditions: Layer of evidence: Primary; Design: Observational study." in first
    assert "Drawn" in first
    assert "“Not reported” never means “excluded”." in first
    assert "/gap-map?design=observational&layer=primary" in first
    assert "To cite: coregap. Micro-Coring: Outcome by skin type. Revision" in first
    assert "How to read it" in reader.pages[1].extract_text()
    assert [one for one in NAVIGATION if one in words_of(reader)] == []


def test_no_mark_of_a_skin_type_leaves_its_cell(open_page: OpenPage) -> None:
    page = open_page("/gap-map?rows=outcome&columns=indication")
    page.set_viewport_size({"width": 1047, "height": 720})  # a landscape sheet less its margins
    page.emulate_media(media="print")
    strays = page.evaluate(
        """() => [...document.querySelectorAll('td.cell')].filter(cell => {
          const box = cell.getBoundingClientRect();
          return [...cell.querySelectorAll('.mark')].some(
            mark => mark.getBoundingClientRect().right > box.right + 0.5);
        }).length"""
    )
    assert strays == 0


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/gap-map/cell?fitzpatrick=V&outcome=hyperpigmentation", "Hyperpigmentation, type V"),
        ("/studies/SB7B4M18K", "Study SB7B4M18K"),
    ],
)
def test_a_page_is_printed_upright_with_its_citation(
    open_page: OpenPage, path: str, said: str
) -> None:
    reader = sheets(open_page(path))
    box = reader.pages[0].mediabox
    assert (round(box.width), round(box.height)) == (595, 842)
    told = words_of(reader)
    assert f"{said}" in told
    assert "To cite: coregap." in told
    assert [one for one in NAVIGATION if one in told] == []
