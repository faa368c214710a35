"""Articles as PDF: the text that stands on each page, one record a file."""

import logging
import re
import struct
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from itertools import islice

from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError

from app.errors import MalformedRecordError
from app.records import Bibliography, Passage, Section, SourceRecord
from app.records.titles import flatten_title, strip_markup
from app.sources.formats.kinds import report_kind
from app.sources.formats.reference import SOURCE, source_id

MEDIA_TYPE = "application/pdf"

_MOST_PAGES = 5_000  # a longer one is no article, and would be read for minutes
# pypdf trusts the structure of a file in many places: a damaged one ends in any of these.
_BROKEN = (
    PyPdfError, LookupError, ValueError, TypeError, AttributeError, ArithmeticError, AssertionError,
    NotImplementedError, RecursionError, OSError, EOFError, zlib.error, struct.error,
)  # fmt: skip
_LINE_END_HYPHEN = re.compile(r"\b([A-Za-z]*[a-z])[-\u00ad\u2010][ \t]*\n[ \t]*([a-z]{2,})")
_STAY_APART = re.compile(
    "anti|blue|cross|double|end|evidence|face|follow|full|half|high|in|infra|inter|intra|light|long|"
    "low|micro|mid|mono|multi|near|non|off|on|one|open|over|part|photo|poly|post|pre|quasi|re|red|"
    "scar|self|semi|short|side|single|skin|split|sub|sun|super|three|two|ultra|un|under|well|[a-z]",
    re.IGNORECASE,
)
"""First parts of words that are printed with a hyphen wherever they stand."""
_REFERENCES = re.compile(
    r"^[ \t]*(?:\d+\.?[ \t]*)?(?:references?|bibliography|literature cited|works cited)[ \t]*:?[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_LIGATURES = str.maketrans(
    {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"}
)
_NO_TITLE = re.compile(
    r"^(?:microsoft|untitled|title|doi\b|doc(?:ument)?\b|slide|pii\b|layout|manuscript|article)\b"
    r"|\.(?:docx?|pdf|indd|tex|rtf|qxd|qxp|pptx?|xml|html?)$|[\\/_]{1}\w+[\\/_]|\d{6,}",
    re.IGNORECASE,
)
_TITLE_WORDS = range(4, 41)

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what is wrong is told as our own errors


def parse_pdf(payload: bytes) -> SourceRecord:
    """The record of one PDF: a passage a page, headed "page 3", without the list of references.

    Lines stay as they are printed; a word that a line's end cut in two is put together again. The
    title is unknown where neither the file nor its largest letters tell one.

    Raises:
        MalformedRecordError: If it is broken, locked, or holds no text; says what to do.
    """
    printed, title = _read(payload)
    pages = _without_references(_with_whole_words(printed))
    if not any(page.strip() for page in pages):
        raise MalformedRecordError(
            "It holds no text, only images. Run text recognition (OCR) over it, or import the"
            " article's XML or its reference."
        )
    bibliography = Bibliography(title=title)
    kind = report_kind((), title=title)
    return SourceRecord(
        source=SOURCE,
        source_id=source_id(kind, bibliography, "", payload),
        kind=kind,
        bibliography=bibliography,
        payload=payload,
        media_type=MEDIA_TYPE,
        passages=tuple(_passages(title, pages)),
    )


def _read(payload: bytes) -> tuple[list[str], str]:
    """The text of every page and the title."""
    with _told(""):
        reader = PdfReader(BytesIO(payload))
        pages = list(islice(reader.pages, _MOST_PAGES + 1))
    if len(pages) > _MOST_PAGES:
        raise MalformedRecordError(f"It has more than {_MOST_PAGES:,} pages. Split it.")
    texts = []
    for number, page in enumerate(pages, start=1):
        with _told(f" at page {number}"):
            texts.append(page.extract_text())
    with _told(""):
        return texts, _title(reader)


@contextmanager
def _told(where: str) -> Iterator[None]:
    """Whatever goes wrong in a PDF as a refusal that says what to do."""
    try:
        yield
    except (DependencyError, FileNotDecryptedError) as error:
        raise MalformedRecordError(
            "It is locked with a password. Save a copy without one and import that."
        ) from error
    except _BROKEN as error:
        raise MalformedRecordError(
            f"The PDF is damaged or cut off{where} ({type(error).__name__}). Download it again, or"
            " import the article's XML or its reference."
        ) from error


def _title(reader: PdfReader) -> str:
    """The title that the file names, or else what the first page prints largest; "" if neither."""
    named = flatten_title((reader.metadata and reader.metadata.title) or "")
    printed = _largest(reader.pages[0]) if reader.pages else ""
    return next((text for text in (named, printed) if _is_title(text)), "")


def _is_title(text: str) -> bool:
    return len(text.split()) in _TITLE_WORDS and not _NO_TITLE.search(text)


def _largest(page: PageObject) -> str:
    """What is printed in the largest letters of a page, if nothing else is between."""
    runs: list[tuple[float, str]] = []

    def keep(text: str, cm: list[float], tm: list[float], _font: object, size: float) -> None:
        if text.strip():
            runs.append((round(abs(size * tm[3] * cm[3]), 1), text))

    page.extract_text(visitor_text=keep)
    largest = max((size for size, _ in runs), default=0.0)
    places = [n for n, (size, _) in enumerate(runs) if size == largest]
    if not places or places[-1] - places[0] + 1 != len(places) or len(places) == len(runs):
        return ""
    words = "\n".join(runs[n][1].strip() for n in places)
    return flatten_title(_with_whole_words([words])[0])


def _with_whole_words(pages: list[str]) -> list[str]:
    """Words that a line's end cut in two as one word again, as the same text has them elsewhere."""
    whole = "\f".join(pages)
    seen = Counter(re.findall(r"[a-z]+(?:-[a-z]+)*", whole.lower()))

    def join(cut: re.Match[str]) -> str:
        first, second = cut[1], cut[2]
        apart = seen[f"{first}-{second}".lower()]
        together = seen[f"{first}{second}".lower()]
        usual = _STAY_APART.fullmatch(first) is not None
        hyphenated = apart > together or (apart == together and usual)
        return f"{first}-{second}" if hyphenated else first + second

    return _LINE_END_HYPHEN.sub(join, whole).split("\f")


def _without_references(pages: list[str]) -> list[str]:
    """What stands before the last heading of a list of references, if that is in the second half."""
    whole = "\f".join(pages)
    found = [match.start() for match in _REFERENCES.finditer(whole.replace("\f", "\n"))]
    end = found[-1] if found and found[-1] > len(whole) // 2 else len(whole)
    return whole[:end].split("\f")


def _passages(title: str, pages: list[str]) -> Iterator[Passage]:
    if title:
        yield Passage(Section.TITLE, title)
    for number, page in enumerate(pages, start=1):
        text = strip_markup(page.translate(_LIGATURES)).strip()
        if text:
            yield Passage(Section.OTHER, text, f"page {number}")
