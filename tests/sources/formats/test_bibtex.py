from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.records import Rejected, ReportKind
from app.sources.formats.latex import decoded_latex
from tests.sources.files import BIBTEX, imported, only_record, records_in


def test_an_entry_with_latex_and_a_group(tmp_path: Path) -> None:
    b = only_record(tmp_path, BIBTEX).bibliography
    assert b.title == "Coring in skin types IV\u2013VI"
    assert (b.authors, b.year, b.month) == (("Doe AB", "CORE Group"), 2025, 11)


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        (
            r"Bogad\'{o}ttir and {\"o} \'\i \ss {\o}",
            "Bogad\u00f3ttir and \u00f6 \u00ed\u00df\u00f8",
        ),
        (r"50\% of 12 \& 50% of R&D", "50% of 12 & 50% of R&D"),
        (r"P $<$ 0.05, 5 mm\textsuperscript{2}", "P < 0.05, 5 mm2"),
        ("{{Fitzpatrick}} {F}itzpatrick", "Fitzpatrick Fitzpatrick"),
        ("plain text", "plain text"),
    ],
)
def test_latex_becomes_what_it_prints(written: str, plain: str) -> None:
    assert " ".join(decoded_latex(written).split()) == plain


def test_two_entries_of_one_key_are_two_records(tmp_path: Path) -> None:
    content = "@article{a, title={One}}\n@article{a, title={Two}}\n@article{, title={Three}}"
    titles = [record.bibliography.title for record in records_in(tmp_path, content)]
    assert titles == ["One", "Two", "Three"]


def test_a_key_may_be_missing_and_fields_repeated(tmp_path: Path) -> None:
    content = "@ARTICLE{\n  title = {Coring},\n  year = 2020,\n  year = 2021,\n}\n"
    assert only_record(tmp_path, content).bibliography.year == 2020


def test_strings_months_and_joined_values(tmp_path: Path) -> None:
    content = (
        '% Encoding: UTF-8\n@string{ji = "J Invent"}\n@comment{jabref-meta: x;}\nloose text\n'
        '@article(k, title = "A {"}quoted{"} " # {title}, journal = ji # " B", month = mar, year = "2019")'
    )
    b = only_record(tmp_path, content).bibliography
    assert (b.title, b.journal, b.month) == ('A "quoted" title', "J Invent B", 3)


def test_a_broken_entry_is_quarantined_and_the_next_is_read(tmp_path: Path) -> None:
    content = "@article{a,\n title = {Open {brace},\n year = 2020\n}\n\n@article{b, title={Fine}}\n"
    broken, fine = imported(tmp_path, content, "x.bib").items
    assert isinstance(broken, Rejected)
    assert broken.place == "x.bib, line 1"
    assert b"Open {brace" in broken.payload
    assert not isinstance(fine, Rejected)
    assert fine.bibliography.title == "Fine"


def test_a_chapter_inherits_from_the_book_it_refers_to(tmp_path: Path) -> None:
    content = (
        "@incollection{a, title={Chapter}, crossref={book}}\n@book{book, title={Book}, year=2012}"
    )
    chapter, book = records_in(tmp_path, content)
    assert (chapter.bibliography.journal, chapter.bibliography.year) == ("Book", 2012)
    assert chapter.kind is book.kind is ReportKind.BOOK


def test_numbers_in_notes_and_biblatex_fields(tmp_path: Path) -> None:
    content = (
        "@article{k, title={T}, date={2019-05/2019-06}, journaltitle={J}, note={PMID: 123},"
        " doi={https://doi.org/10.1000/a\\_b}, pages={83--96}}"
    )
    b = only_record(tmp_path, content).bibliography
    assert (b.year, b.month, b.journal, b.pmid) == (2019, 5, "J", "123")
    assert (b.doi, b.pages) == ("10.1000/a_b", "83-96")


words = st.from_regex(r"[A-Za-z]{2,9}", fullmatch=True)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(words, min_size=1, max_size=6), st.lists(words, min_size=1, max_size=3, unique=True), st.integers(1900, 2090))  # fmt: skip
def test_entries_are_read_back(
    tmp_path: Path, title: list[str], families: list[str], year: int
) -> None:
    authors = " and ".join(f"{family}, A. B." for family in families if family != "and")
    content = f"@article{{k,\n title = {{{' '.join(title)}}},\n author = {{{authors}}},\n year = {{{year}}}\n}}\n"
    b = only_record(tmp_path, content).bibliography
    assert (b.title, b.year) == (" ".join(title), year)
    assert len(b.authors) == len(set(b.authors))
