"""PDF: the text of each page, whole words, no references, and reasons for what cannot be read."""

from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from app.errors import MalformedRecordError, UnreadableFileError
from app.pipeline import TaggingOptions, tag_file
from app.records import Rejected, SourceRecord
from app.sources.formats.pdf import parse_pdf
from app.topic import read_topic
from tests.sources.files import imported, only_record, sections_of

Line = tuple[int, str]
"""Size of the letters in points, and the words."""
BODY = 10
ABSTRACT: list[Line] = [
    (BODY, "J Invent Dermatol 2025;3:1-9"),
    (18, "Micro-coring of the lower face"),
    (18, "in people with skin of colour"),
    (BODY, "Doe A, Roe C"),
    (BODY, "We enrolled 24 adults with Fitzpatrick skin types II to V. Hyperpig-"),
    (BODY, "mentation was seen at follow-"),
    (BODY, "up in 2 adults."),
]


def a_pdf(*pages: list[Line], title: str = "") -> bytes:
    """A file with its objects written out by hand: catalogue, pages, font, metadata, contents."""
    kids = " ".join(f"{5 + 2 * n} 0 R" for n in range(len(pages)))
    bodies = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        f"<< /Title ({title}) >>" if title else "<< >>",
    ]
    for number, lines in enumerate(pages):
        contents = _contents(lines)
        bodies += [
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources"
            f" << /Font << /F1 3 0 R >> >> /Contents {6 + 2 * number} 0 R >>",
            f"<< /Length {len(contents)} >>\nstream\n{contents}\nendstream",
        ]
    return _file(bodies)


def _contents(lines: list[Line]) -> str:
    shown = (
        f"/F1 {size} Tf 1 0 0 1 50 {780 - 24 * n} Tm ({words}) Tj"
        for n, (size, words) in enumerate(lines)
    )
    return f"BT {' '.join(shown)} ET"


def _file(bodies: list[str]) -> bytes:
    text, places = "%PDF-1.4\n", []
    for number, body in enumerate(bodies, start=1):
        places.append(len(text))
        text += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(bodies) + 1
    return (
        f"{text}xref\n0 {size}\n0000000000 65535 f \n{table}"
        f"trailer << /Size {size} /Root 1 0 R /Info 4 0 R >>\nstartxref\n{len(text)}\n%%EOF\n"
    ).encode("latin-1")


def lines(*words: str) -> list[Line]:
    return [(BODY, one) for one in words]


def text_of(*pages: list[Line]) -> list[str]:
    return [p.text for p in parse_pdf(a_pdf(*pages)).passages if p.heading]


def locked(payload: bytes, password: str) -> bytes:
    writer = PdfWriter(PdfReader(BytesIO(payload)))
    writer.encrypt(password, "owner", algorithm="RC4-128")
    stream = BytesIO()
    writer.write(stream)
    return stream.getvalue()


def test_each_page_is_a_passage_with_its_number(tmp_path: Path) -> None:
    record = only_record(tmp_path, a_pdf(lines("First page."), lines(), lines("Third page.")))
    assert sections_of(record) == [
        ("other", "page 1", "First page."),
        ("other", "page 3", "Third page."),
    ]


def test_a_pdf_is_recognised_whatever_it_is_called(tmp_path: Path) -> None:
    opened = imported(tmp_path, a_pdf(lines("Nine improved.")), name="export.txt")
    [record] = opened.items
    assert isinstance(record, SourceRecord)
    assert not isinstance(record, Rejected)
    assert (opened.format, record.source, record.media_type) == (
        "pdf", "file-pdf", "application/pdf",
    )  # fmt: skip


def test_the_same_file_is_the_same_record() -> None:
    payload = a_pdf(lines("Nine improved."))
    assert parse_pdf(payload) == parse_pdf(payload)
    assert parse_pdf(payload).payload == payload


@pytest.mark.parametrize(
    ("title", "known_as"),
    [
        ("Coring in skin types IV to VI", "Coring in skin types IV to VI"),
        ("Microsoft Word - final version two.docx", ""),
        ("untitled", ""),
        ("doi:10.1000/example.1 and so on", ""),
        ("S0190-9622", ""),
    ],
)
def test_a_title_that_the_file_names_is_taken_if_it_reads_like_one(
    title: str, known_as: str
) -> None:
    record = parse_pdf(a_pdf(lines("Nine improved."), title=title))
    assert record.bibliography.title == known_as


def test_else_the_title_is_what_stands_in_the_largest_letters() -> None:
    title = "Micro-coring of the lower face in people with skin of colour"
    record = parse_pdf(a_pdf(ABSTRACT, title="untitled"))
    assert record.bibliography.title == title
    assert record.passages[0].text == title


@pytest.mark.parametrize(
    "page",
    [
        lines("All of one size.", "Nothing is larger than the rest."),
        [(18, "Invented Dermatology"), *lines("Nine of twelve improved.")],
        [(18, "One large line of words"), (BODY, "between"), (18, "and another large one")],
    ],
)
def test_a_title_is_unknown_rather_than_guessed(page: list[Line]) -> None:
    assert parse_pdf(a_pdf(page)).bibliography.title == ""


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        (("hyperpig-", "mentation"), "hyperpigmentation"),
        (("at follow-", "up"), "at follow-up"),
        (("a split-", "face trial"), "a split-face trial"),
        (("types IV-", "VI"), "types IV-\nVI"),
        (("post-", "inflammatory. No postinflammatory"), "postinflammatory. No postinflammatory"),
        (("laser-", "assisted and laser-assisted"), "laser-assisted and laser-assisted"),
        (("10-", "20 people"), "10-\n20 people"),
    ],
)
def test_words_cut_by_a_lines_end_are_whole_and_ranges_stay(
    printed: tuple[str, ...], read: str
) -> None:
    assert text_of(lines(*printed)) == [read]


def test_a_word_cut_by_a_pages_end_stays_on_its_page() -> None:
    assert text_of(lines("hyperpig-"), lines("mentation")) == ["hyperpig-", "mentation"]


def test_the_references_are_left_out() -> None:
    text = "Twelve adults were treated and nine of them improved a little."
    own, cited = lines(text, "References"), lines("1. Lasers in skin type VI.")
    assert text_of(own, cited) == [text]


def test_a_heading_in_the_first_half_ends_nothing() -> None:
    contents = lines("References", "A", "Twelve adults were treated and nine improved.")
    assert text_of(contents)[0].endswith("nine improved.")


def test_a_pdf_that_only_its_owner_may_change_is_read() -> None:
    record = parse_pdf(locked(a_pdf(lines("Nine improved.")), ""))
    assert record.passages[0].text == "Nine improved."


WHOLE = a_pdf(ABSTRACT, lines("Nine improved."))


@pytest.mark.parametrize(
    ("payload", "reason"),
    [
        (locked(WHOLE, "secret"), "password"),
        (a_pdf(lines(), lines()), "no text"),
        (b"%PDF-1.7\n%\xe2\xe3", "damaged"),
        (WHOLE[:200], "damaged"),
        (b"%PDF-1.4\n" + b"0" * 5000, "damaged"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason(
    tmp_path: Path, payload: bytes, reason: str
) -> None:
    with pytest.raises(UnreadableFileError, match=reason):
        imported(tmp_path, payload)


@settings(max_examples=60, deadline=None)
@given(st.integers(9, len(WHOLE) - 1), st.binary(min_size=1, max_size=40))
def test_damage_anywhere_is_read_or_refused_and_never_a_crash(place: int, junk: bytes) -> None:
    payload = WHOLE[:place] + junk + WHOLE[place + len(junk) :]
    with suppress(MalformedRecordError):
        assert all(passage.text.encode() for passage in parse_pdf(payload).passages)


def test_tags_of_a_pdf_quote_its_text(tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(a_pdf(ABSTRACT))
    [line] = tag_file(path, read_topic(), TaggingOptions(limit_mb=50, processes=1))
    assert line["fitzpatrick"]["studied"] == [2, 3, 4, 5]
    assert line["participants"] == 24
    assert "hyperpigmentation" in line["outcome"]
    for piece in line["evidence"]:
        assert line["text"][piece["start"] : piece["end"]] == piece["quote"]
