"""Running text of JATS elements: what a reader of the page would read, and nothing twice."""

import re
from collections.abc import Iterator

from lxml import etree

from app.records.titles import flatten_text

_SEPARATE = "\x1e"
_APART = frozenset(
    {
        "alternatives-math", "annotation", "array", "contrib-group", "disp-formula",
        "disp-formula-group", "fig", "fig-group", "fn", "fn-group", "graphic", "inline-graphic",
        "inline-supplementary-material", "media", "object-id", "ref-list", "supplementary-material",
        "table-wrap", "table-wrap-group", "tex-math", "boxed-text", "email", "private-char",
    }
)  # fmt: skip
_BLOCKS = frozenset(
    {"p", "list", "list-item", "def-list", "def-item", "def", "disp-quote", "title", "verse-group",
     "verse-line", "attrib", "statement", "sec", "speech", "preformat"}
)  # fmt: skip
_SPACES = frozenset({"break", "hr", "td", "th", "tr", "label"})
_NOTE_MARKS = frozenset({"fn", "table-fn", "author-notes", "corresp"})
_NUMBERS = re.compile(r"\s*\d{1,3}(?:\s?[,;\u2010-\u2015-]\s?\d{1,3})*\s*")
_BRACKETS = re.compile(r"[\[\]]")
_MARK = re.compile(r"[a-z*\u2020\u2021\u00a7\u00b6#|,\s]{1,4}", re.IGNORECASE)


def prose(element: etree._Element | None) -> str:
    """The text of an element, one line a paragraph or list entry.

    Tables, figures, footnotes, their marks and displayed formulas are left out. Citation marks
    stay; numbers among them are put in brackets where none stand, since pages raise them, so that
    "type IV" with a raised 12 does not become "type IV12".
    """
    if element is None:
        return ""
    joined = "".join(_parts(element))
    lines = (flatten_text(line) for line in joined.split(_SEPARATE))
    return "\n".join(line for line in lines if line)


def title_prose(element: etree._Element | None) -> str:
    """A title on one line, without the marks and notes that hang on it."""
    if element is None:
        return ""
    return flatten_text(
        "".join(_parts(element, without=frozenset({"xref"}))).replace(_SEPARATE, " ")
    )


def cell_prose(element: etree._Element) -> str:
    """A table cell on one line; a raised letter or sign behind a number is a note's mark.

    A table inside the cell is left out: it is given by itself.
    """
    parts = _parts(element, without=frozenset({"table"}), in_cell=True)
    return flatten_text("".join(parts).replace(_SEPARATE, " "))


def _parts(
    element: etree._Element, *, without: frozenset[str] = frozenset(), in_cell: bool = False
) -> Iterator[str]:
    yield element.text or ""
    citing = _Citing(element.text or "")
    for child in element:
        name = str(child.tag)
        if name in _APART or name in without:
            yield " " if name not in without else ""
        elif name == "xref":
            yield from _reference(child, citing, in_cell=in_cell)
        elif name == "sup":
            yield from _raised(child, in_cell=in_cell)
        else:
            edge = _SEPARATE if name in _BLOCKS else " " if name in _SPACES else ""
            yield edge
            yield from _parts(child, without=without, in_cell=in_cell)
            yield edge
        yield child.tail or ""
        citing.goes_on(child.tail or "")


class _Citing:
    """Whether the numbers of citations stand in brackets at some point of an element's text."""

    def __init__(self, text: str) -> None:
        self.is_open = False
        self.goes_on(text)

    def goes_on(self, text: str) -> None:
        """Read the text up to the next element."""
        closed, opened = (max(map(text.rfind, marks)) for marks in (")]", "(["))
        if opened != closed:
            self.is_open = opened > closed


def _reference(xref: etree._Element, citing: _Citing, *, in_cell: bool) -> Iterator[str]:
    if xref.get("ref-type") in _NOTE_MARKS:
        return
    text = "".join(_parts(xref, in_cell=in_cell))
    number = _NUMBERS.fullmatch(text) is not None and not citing.is_open
    raised = xref.get("ref-type") == "bibr" and (number or xref.find("sup") is not None)
    yield text if not raised or text.startswith("[") else f"[{text.strip()}]"


def _raised(sup: etree._Element, *, in_cell: bool) -> Iterator[str]:
    text = "".join(_parts(sup, in_cell=in_cell))
    if sup.find("xref[@ref-type='bibr']") is not None:
        yield f"[{_BRACKETS.sub('', text).strip()}]"
    elif not (in_cell and _MARK.fullmatch(text)):
        yield text
