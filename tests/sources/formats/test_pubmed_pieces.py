"""A file in pieces says what the whole says, wherever it is cut and whatever stands in it."""

import io
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.records import Rejected, SourceRecord, Withdrawn
from app.sources.decoding import decoded
from app.sources.formats.pubmed_pieces import NotInPiecesError, Piece, pieces, read_piece
from app.sources.formats.pubmed_xml import read_pubmed_xml

HEAD = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE PubmedArticleSet SYSTEM "a.dtd">\n'
TEXTS = (
    "Coring of the face", "β &lt;i&gt;and&lt;/i&gt; ø", "a<sup>2</sup>\n   b", "&nbsp;&copy;&#1;&hellip;",
    "<!-- no --><b>a</b>&amp;", "<![CDATA[a < b]]>", "\x07bell\ufeff", "", "<?pi a?>c",
    "<![CDATA[&nbsp;&#1;]]>", "a\ufeffb", "&ldquo;x&rdquo;", "\ufffe", "<?pi &nbsp;?>d", "e\r\nf",
)  # fmt: skip
Found = SourceRecord | Rejected | Withdrawn


def article(pmid: int, text: str, version: int = 1) -> str:
    return (
        f'<PubmedArticle>\n <MedlineCitation><PMID Version="{version}">{pmid}</PMID>\n'
        f"<Article><ArticleTitle>{text}</ArticleTitle><Abstract><AbstractText>{text}</AbstractText>"
        "</Abstract></Article></MedlineCitation>\n</PubmedArticle>"
    )


def a_set(articles: Sequence[str], deleted: Sequence[int] = ()) -> str:
    gone = "".join(f"<PMID>{pmid}</PMID>" for pmid in deleted)
    gone = f"<DeleteCitation>{gone}</DeleteCitation>" if deleted else ""
    inside = "\n".join([*articles, gone])
    return f"{HEAD}<PubmedArticleSet>\n{inside}</PubmedArticleSet>\n"


class Dripping:
    """A stream that gives a few bytes at a time, as a slow disk may."""

    def __init__(self, text: str, at_once: int) -> None:
        self._bytes = io.BytesIO(text.encode())
        self._at_once = at_once

    def read(self, size: int = -1, /) -> bytes:
        return self._bytes.read(min(size, self._at_once))


def in_pieces(text: str, at_once: int = 64) -> Iterator[Found]:
    for piece in pieces(Dripping(text, at_once)):
        yield from read_piece(piece, "a.xml")


def whole(text: str) -> list[Found]:
    return list(read_pubmed_xml(decoded(io.BytesIO(text.encode()), "utf-8"), "a.xml"))


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.tuples(st.integers(1, 9), st.sampled_from(TEXTS)), max_size=6),
    st.lists(st.integers(1, 9), max_size=3),
    st.integers(40, 900),
)
def test_they_say_the_same(found: list[tuple[int, str]], deleted: list[int], size: int) -> None:
    text = a_set([article(*one) for one in found], deleted)
    assert list(in_pieces(text, size)) == whole(text)


@pytest.mark.parametrize(
    "stray", [b"\xe9t\xe9", b"\xc0\xaf", b"\xed\xa0\x80", b"\xff", b"\x93x\x94"]
)
def test_bytes_that_are_not_utf8_are_read_alike(stray: bytes) -> None:
    text = a_set([article(1, "Coring"), article(2, "STRAY"), article(3, "\u00e9")]).encode()
    text = text.replace(b"STRAY", stray)
    parts = [one for piece in pieces(io.BytesIO(text)) for one in read_piece(piece, "a.xml")]
    assert parts == list(read_pubmed_xml(decoded(io.BytesIO(text), "utf-8"), "a.xml"))
    assert len(parts) == 3


def test_the_line_of_what_is_broken_is_that_of_the_file() -> None:
    text = a_set([article(1, "Coring"), "<PubmedArticle>\n</PubmedArticle>", article(2, "b")])
    places = [one.place for one in in_pieces(text) if isinstance(one, Rejected)]
    assert places == [one.place for one in whole(text) if isinstance(one, Rejected)]
    assert len(places) == 1


@pytest.mark.parametrize(
    "text",
    [
        a_set([article(1, "a"), article(2, "b")])[:-40],
        a_set([article(1, "</b>")]),
        a_set([f"<PubmedArticle>{article(1, 'a')}</PubmedArticle>"]),
    ],
    ids=["cut off", "not well formed", "one inside another"],
)
def test_what_cannot_be_read_alone_is_told(text: str) -> None:
    with pytest.raises(NotInPiecesError):
        list(in_pieces(text))


def test_a_file_in_which_no_article_ends_is_not_held() -> None:
    with pytest.raises(NotInPiecesError):
        list(pieces(io.BytesIO(b"<PubmedArticleSet>" + b" " * 20_000_000)))


def test_a_piece_knows_the_version_that_pubmed_counts() -> None:
    (found,) = read_piece(Piece(a_set([article(1, "a", version=3)]).encode(), 1), "a.xml")
    assert isinstance(found, SourceRecord)
    assert found.edition == 3
