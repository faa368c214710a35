"""Drawings as files: what is in them, and what happens when one cannot be made."""

import io
import re
from collections.abc import Iterator

import pytest
from lxml import etree
from pypdf import PdfReader

from app.answers import MapFormat
from app.errors import DrawingError, TooMuchForOneFileError
from app.exports.drawing.files import MOST_CELLS, PNG_WIDE, chart_of_map, picture_of_map
from app.exports.drawing.rendering import Renderer
from app.topic import Topic, read_topic
from tests.exports.maps import asked, enlarged, the_map

pytestmark = pytest.mark.slow

VIEW = {"outcome": ["hyperpigmentation", "scarring"]}


@pytest.fixture(scope="module")
def topic() -> Topic:
    return read_topic()


@pytest.fixture
def renderer() -> Iterator[Renderer]:
    one = Renderer(seconds=60)
    yield one
    one.end()


def picture(topic: Topic, file_format: MapFormat) -> bytes:
    return picture_of_map(the_map(topic, **VIEW), asked(topic, **VIEW), file_format)


def test_an_svg_says_every_cell_and_loads_nothing(topic: Topic) -> None:
    root = etree.fromstring(picture(topic, MapFormat.SVG))
    text = " ".join(root.itertext())
    assert "What is known about Micro-Coring by outcome and skin type?" in text
    assert "1\N{EN DASH}34 of 38 people" in text
    assert "revision c676ee031277" in text
    labels = root.xpath("//@aria-label")
    assert any(str(one).startswith("Hyperpigmentation, Type V: ") for one in labels)
    assert not root.xpath("//*[local-name()='image' or local-name()='script']")
    assert not root.xpath("//@*[starts-with(., 'http')]")


def test_a_pdf_is_one_landscape_page_of_a4_with_real_letters(topic: Topic) -> None:
    [page] = PdfReader(io.BytesIO(picture(topic, MapFormat.PDF))).pages
    assert (float(page.mediabox.width), float(page.mediabox.height)) == (842, 595)
    text = re.sub(r"\s+", " ", page.extract_text())
    assert "Hyperpigmentation" in text
    assert "34 of 38 people" in text


def test_a_png_is_wide_enough_for_a_slide(topic: Topic) -> None:
    png = picture(topic, MapFormat.PNG)
    assert png.startswith(b"\x89PNG")
    assert int.from_bytes(png[16:20], "big") == pytest.approx(PNG_WIDE, abs=2)


def test_the_same_map_is_the_same_file(topic: Topic) -> None:
    assert picture(topic, MapFormat.SVG) == picture(topic, MapFormat.SVG)


def test_the_chart_of_a_page_is_the_specification_of_the_files(topic: Topic) -> None:
    chart = chart_of_map(the_map(topic, **VIEW), asked(topic, **VIEW))
    assert chart["$schema"].startswith("https://vega.github.io/schema/vega-lite/v6")
    cells = {cell["name"]: cell["sentence"] for cell in chart["datasets"]["cells"]}
    assert len(cells) == 12
    assert cells["Scarring, Type VI"].startswith("Scarring in type VI: no study")


def test_more_cells_than_can_be_read_are_refused(topic: Topic) -> None:
    huge = enlarged(the_map(topic), MOST_CELLS // 6 + 1)
    with pytest.raises(TooMuchForOneFileError, match="1,506 cells"):
        picture_of_map(huge, asked(topic), MapFormat.PNG)


def test_a_specification_that_is_none_is_an_error_and_the_next_is_drawn(renderer: Renderer) -> None:
    with pytest.raises(DrawingError, match="refused"):
        renderer.do(("svg", "{}", 1))
    assert renderer.do(("svg", '{"mark":"point","data":{"values":[{}]}}', 1)).startswith(b"<svg")


def test_a_specification_cannot_load_from_an_address(renderer: Renderer) -> None:
    asks = '{"mark":"point","data":{"url":"http://127.0.0.1:9/rows.json"}}'
    with pytest.raises(DrawingError, match="127"):
        renderer.do(("svg", asks, 1))


def test_a_drawing_that_takes_too_long_ends_with_its_process() -> None:
    hurried = Renderer(seconds=0)
    with pytest.raises(DrawingError, match="more than 0 seconds"):
        hurried.do(("svg", "{}", 1))
    with pytest.raises(DrawingError, match="more than 0 seconds"):
        hurried.do(("svg", "{}", 1))
    hurried.end()
