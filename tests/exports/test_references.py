"""References that are written for other programs are read back by our own importers unchanged."""

import json
from collections.abc import Callable, Iterable, Iterator

import bibtexparser
import pytest
import rispy
from citeproc import (
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
)
from citeproc.source.json import CiteProcJSON
from hypothesis import given, settings
from hypothesis import strategies as st

from app.exports import as_bibtex, as_csl_json, as_ris
from app.matching import ReportRole
from app.records import Bibliography, ReportKind, SourceRecord
from app.records.identifiers import canonical_doi
from app.records.names import author_name
from app.records.pages import canonical_pages
from app.records.titles import flatten_title
from app.sources.formats.bibtex import read_bibtex
from app.sources.formats.csl_json import read_csl_json
from app.sources.formats.ris import read_ris
from app.store import ReportOfStudy

Write = Callable[[Iterable[ReportOfStudy]], str]
Read = Callable[[Iterable[str], str], Iterator[object]]

FORMATS = [
    pytest.param(as_ris, lambda text: read_ris(text.split("\r\n"), "a"), id="ris"),
    pytest.param(as_bibtex, lambda text: read_bibtex(text.split("\n"), "a"), id="bibtex"),
    pytest.param(as_csl_json, lambda text: read_csl_json([text], "a"), id="csl-json"),
]
each_format = pytest.mark.parametrize(("write", "read"), FORMATS)
CAN_BE_READ_BACK = [kind for kind in ReportKind if kind is not ReportKind.REGULATORY]
"""A file never makes a regulatory document: those come from their own source."""

PAPER = Bibliography(
    title="Micro-coring of 50% of the cheek: cost & 'benefit' in types IV_V #2",
    authors=("van der Berg AB", "Garcia M", "Øster Ł", "SkinCore Study Group", "Cutera Europe"),
    year=2024,
    month=11,
    journal="Lasers in Surgery & Medicine",
    volume="56",
    issue="9 Suppl 1",
    pages="S120-S131",
    doi="10.1002/lsm.23546_a(1)",
    pmid="39480035",
    pmcid="PMC11795909",
    registrations=("NCT02234193", "ISRCTN97532324"),
    language="en",
    url="https://example.org/a_b?c=1&d=%20~e#f",
)


def a_reference(
    printed: Bibliography = PAPER, kind: ReportKind = ReportKind.JOURNAL_ARTICLE
) -> ReportOfStudy:
    return ReportOfStudy(
        study_id="S4X9K2M7Q",
        report_id="R8T3B6WZ1",
        role=ReportRole.RESULTS,
        kind=kind,
        bibliography=printed,
        counted=True,
        status="",
        ends="",
        notices=(),
    )


def only(found: Iterable[object]) -> SourceRecord:
    [record] = found
    assert isinstance(record, SourceRecord), record
    return record


@each_format
def test_a_report_is_read_back_as_it_was(write: Write, read: Read) -> None:
    assert only(read(write([a_reference()]))).bibliography == PAPER


@each_format
@pytest.mark.parametrize("kind", CAN_BE_READ_BACK)
def test_the_kind_of_report_survives(write: Write, read: Read, kind: ReportKind) -> None:
    printed = Bibliography(title="On cores", year=2024, registrations=("NCT02234193",))
    found = only(read(write([a_reference(printed, kind)])))
    assert (found.kind, found.bibliography) == (kind, printed)


@each_format
def test_reports_are_as_many_as_before(write: Write, read: Read) -> None:
    assert len(list(read(write([a_reference()] * 3)))) == 3
    assert list(read(write([]))) == []


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Co", "Cn"]), min_size=1, max_size=40)
TITLES = WORDS.map(flatten_title).filter(lambda t: t and flatten_title(t) == t)
FAMILIES = st.from_regex(
    r"[A-Z][a-z]{1,8}( [A-Z][a-z]{2,6})?|van der [A-Z][a-z]{3}", fullmatch=True
)
INITIALS = st.from_regex(r"[A-Z]{1,3}", fullmatch=True)
NAMES = st.builds(lambda f, i: author_name(f"{f}, {i}"), FAMILIES, INITIALS)
DATES = st.sampled_from([(None, None), (2024, None), (2024, 1), (1987, 12)])
NUMBERS = st.integers(1, 99_999_999).map(str)


@st.composite
def bibliographies(draw: st.DrawFn) -> Bibliography:
    year, month = draw(DATES)
    return Bibliography(
        title=draw(TITLES),
        authors=tuple(dict.fromkeys(draw(st.lists(NAMES, max_size=3)))),
        year=year,
        month=month,
        journal=draw(st.just("") | TITLES),
        volume=draw(st.sampled_from(["", "12", "56A", "Suppl 3"])),
        issue=draw(st.sampled_from(["", "1", "9-10", "S1"])),
        pages=canonical_pages(
            draw(st.sampled_from(["", "12-15", "e12", "S1-9", "12-15,18", "iv"]))
        ),
        doi=canonical_doi(
            draw(st.sampled_from(["", "10.1000/a_b%c", "10.1002/(sici)1<9::aid>3.0"]))
        ),
        pmid=draw(st.just("") | NUMBERS),
        registrations=draw(st.sampled_from([(), ("NCT02234193",), ("NCT00000001", "NCT00000002")])),
    )


@pytest.mark.slow
@each_format
@settings(deadline=None)
@given(printed=bibliographies())
def test_whatever_a_title_holds_it_comes_back(
    write: Write, read: Read, printed: Bibliography
) -> None:
    assert only(read(write([a_reference(printed)]))).bibliography == printed


def test_rispy_reads_the_same_reference() -> None:
    [found] = rispy.loads(as_ris([a_reference()]))
    assert found["type_of_reference"] == "JOUR"
    assert found["title"] == PAPER.title
    assert found["authors"][:2] == ["van der Berg, A. B.", "Garcia, M."]
    assert (found["doi"], found["start_page"], found["end_page"]) == (PAPER.doi, "S120", "S131")
    assert (found["name_of_database"], found["accession_number"]) == ("PubMed", PAPER.pmid)


def test_bibtexparser_finds_no_fault() -> None:
    library = bibtexparser.parse_string(
        as_bibtex([a_reference(), a_reference(kind=ReportKind.BOOK)][:1])
    )
    assert library.failed_blocks == []
    [entry] = library.entries
    assert entry.key == "vanderberg2024-R8T3B6WZ1"
    assert entry["pages"] == "S120--S131"
    assert r"50\% of the cheek: cost \&" in entry["title"]


def test_citeproc_prints_the_reference() -> None:
    [reference] = json.loads(as_csl_json([a_reference()]))
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, CiteProcJSON([reference]), formatter.plain)
    bibliography.register(Citation([CitationItem(reference["id"])]))
    printed = str(bibliography.bibliography()[0])
    assert "van der Berg, A. B." in printed.replace("A.B.", "A. B.")
    assert "2024" in printed
    assert "Micro-coring of 50% of the cheek" in printed
