"""What E-utilities answered: whether it is whole, and what it says.

Errors come with status 200 too: JSON where XML was asked for, traces of a C++ program, XML without
a root, XML that stops in the middle. None of these is an empty result.
"""

import io
import re
from dataclasses import dataclass

from lxml import etree

from app.records.titles import flatten_text
from app.sources.client import Answer, json_object
from app.sources.decoding import decoded_xml
from app.sources.formats.xml_stream import XmlBreak, elements, text_of

_SET_END = re.compile(rb"(?:</PubmedArticleSet\s*>|<PubmedArticleSet\s*/>)\s*\Z")
_PASSING = re.compile(
    r"NCBI C\+\+ Exception|CTxRawClient|closed connection|Read failed|\bEOF\b|"
    r"cannot get document summary|Search Backend failed(?!.*retstart)",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST_MESSAGE = 200  # characters
# What changes a query silently. PhraseNotFound alone only says that nothing was found.
_CHANGES = {
    "ErrorList/FieldNotFound": "does not know the field {}",
    "ErrorList/PhraseNotFound": "found nothing for {}",
    "WarningList/PhraseIgnored": "ignored {}",
    "WarningList/QuotedPhraseNotFound": "has no phrase {} in its index",
}


@dataclass(frozen=True, slots=True)
class Listing:
    """What esearch found. `ids` rise; `error` is what it says in place of a result."""

    count: int = 0
    ids: tuple[int, ...] = ()
    warnings: tuple[str, ...] = ()
    error: str = ""


def listing_flaw(answer: Answer) -> str:
    """Why an answer of esearch cannot be used, "" when it can."""
    root = _root(answer.content, "eSearchResult")
    if root is None:
        return _foreign(answer)
    error = _text(root, "ERROR")
    if error:
        return error if _PASSING.search(error) else ""
    count = _text(root, "Count")
    if not count.isdecimal():
        return "a search result without its count"
    return (
        "a search result without its list" if int(count) and not root.findall("IdList/Id") else ""
    )


def listing_of(answer: Answer) -> Listing:
    """The result in an answer without a flaw."""
    root = _root(answer.content, "eSearchResult")
    if root is None:
        return Listing(error=_foreign(answer))
    if error := _text(root, "ERROR"):
        return Listing(error=error[:_LONGEST_MESSAGE])
    found = (text_of(one).strip() for one in root.iterfind("IdList/Id"))
    return Listing(
        count=int(_text(root, "Count")),
        ids=tuple(sorted({int(text) for text in found if text.isdecimal()})),
        warnings=tuple(_changes(root)),
    )


def articles_flaw(answer: Answer) -> str:
    """Why an answer of efetch cannot be used, "" when it can.

    An empty set can: it is what PubMed answers for numbers that it does not have.
    """
    if _root(answer.content, "PubmedArticleSet") is None:
        return _foreign(answer)
    return "" if _SET_END.search(answer.content) else "something stands behind the records"


def refusal_of(answer: Answer) -> tuple[str, bool]:
    """What an answer with status 400 says, and whether it may pass."""
    said = _foreign(answer)
    return said, _PASSING.search(said) is not None


def _root(content: bytes, tag: str) -> etree._Element | None:
    """The first element of the tag, if the XML is well formed to its end."""
    kept: etree._Element | None = None
    for found in elements(decoded_xml(io.BytesIO(content)), tag):
        if isinstance(found, XmlBreak):
            return None
        kept = found
        break
    return kept


def _text(root: etree._Element, path: str) -> str:
    return flatten_text(text_of(root.find(path)))


def _changes(root: etree._Element) -> list[str]:
    """What PubMed made of the query where that is not what was asked."""
    said = [
        f"PubMed {words.format(repr(flatten_text(text_of(found))))}"
        for path, words in _CHANGES.items()
        for found in root.iterfind(path)
    ]
    translated = _text(root, "QueryTranslation")
    return [f"{words}. It searched for: {translated}" for words in said]


def _foreign(answer: Answer) -> str:
    """What stands there in place of XML. A limit's or a key's JSON echoes the key: left out."""
    if found := json_object(answer):
        return flatten_text(str(found.get("error") or "JSON in place of XML"))[:_LONGEST_MESSAGE]
    text = flatten_text(re.sub(r"<[?!/]?[^<>]*>", " ", answer.content[:4096].decode("utf-8", "replace")))  # fmt: skip
    if _PASSING.search(text) or b"<ERROR>" in answer.content[:4096]:
        return re.sub(r"\+(?=\w)", " ", text)[:_LONGEST_MESSAGE]
    return "XML that is cut off or has no records in it"
