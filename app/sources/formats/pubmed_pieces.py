"""PubMed's yearly files in pieces of whole articles, which several processes can read side by side.

A piece says the same as its stretch of the file, or says that it cannot be read alone: then the file
is read as a whole, and that reading alone tells what is broken where.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from app.errors import MalformedRecordError
from app.records import Rejected, SourceRecord, Withdrawn
from app.sources.decoding import ByteStream
from app.sources.formats.pubmed_xml import TAGS, articles_among
from app.sources.formats.xml_stream import XmlBreak, elements_of

_CHUNK = 1 << 20  # bytes read at a time
_LONGEST = 16 << 20  # bytes without the end of an article: no article comes near it
_END = b"</PubmedArticle>"
ROOT = b"<PubmedArticleSet>"
"""Begins what stands in such a file."""
_ROOT_END = b"</PubmedArticleSet>"


@dataclass(frozen=True, slots=True)
class Piece:
    """Articles as they stand in the file, made a document of its own; the line they begin on."""

    content: bytes
    line: int


class NotInPiecesError(MalformedRecordError):
    """The file has another form than PubMed's yearly files: it must be read as a whole."""


def pieces(stream: ByteStream) -> Iterator[Piece]:
    """The file's bytes, which are UTF-8, cut after articles.

    Raises:
        NotInPiecesError: If no article ends for long; everything before it was yielded.
    """
    held, line, opening = b"", 1, b""
    while chunk := stream.read(_CHUNK):
        held += chunk
        cut = held.rfind(_END) + len(_END)
        if cut < len(_END):
            if len(held) > _LONGEST:
                raise NotInPiecesError("No article ends.")
            continue
        yield Piece(opening + held[:cut] + _ROOT_END, line)
        line += held.count(b"\n", 0, cut)
        held, opening = held[cut:], ROOT
    yield Piece(opening + held, line)


def read_piece(piece: Piece, file: str) -> Iterator[SourceRecord | Rejected | Withdrawn]:
    """As `read_pubmed_xml` reads the same stretch of the file.

    Raises:
        NotInPiecesError: If it makes no sense alone; what came before was yielded.
    """
    found_in_it = elements_of(piece.content, *TAGS)
    for found in articles_among(found_in_it, file, first_line=piece.line):
        if isinstance(found, XmlBreak):
            raise NotInPiecesError(found.reason)
        yield found
