"""Abstract, body and back matter of a JATS article as passages in printed order."""

import re
from collections.abc import Iterator

from lxml import etree

from app.records import Passage, Section
from app.sources.formats.jats_tables import figure_passages, table_passages
from app.sources.formats.jats_text import prose, title_prose
from app.sources.formats.sections import abstract_passages, section_of, section_of_label

_PARTS = frozenset(
    {"sec", "boxed-text", "app", "ack", "notes", "app-group", "fn-group", "glossary"}
)
_FLOATS = frozenset({"table-wrap", "table-wrap-group", "fig", "fig-group"})
_SHOWN = frozenset({"disp-formula", "disp-formula-group", "graphic", "media", "array"})
_NOT_TEXT = (
    _PARTS | _FLOATS | _SHOWN | {"title", "label", "ref-list", "sec-meta", "object-id", "bio"}
)
# What a nested heading may say against the section that it stands in.
_OWN_WORD = frozenset(
    {Section.INCLUSION, Section.EXCLUSION, Section.ELIGIBILITY, Section.CONCLUSIONS}
)
_TYPES = {
    "intro": Section.BACKGROUND,
    "introduction": Section.BACKGROUND,
    "background": Section.BACKGROUND,
    "objective": Section.OBJECTIVE,
    "methods": Section.METHODS,
    "materials": Section.METHODS,
    "subjects": Section.METHODS,
    "results": Section.RESULTS,
    "cases": Section.RESULTS,
    "discussion": Section.DISCUSSION,
    "conclusion": Section.CONCLUSIONS,
    "conclusions": Section.CONCLUSIONS,
    "supplementary-material": Section.OTHER,
    "coi-statement": Section.OTHER,
}


def article_abstract(meta: etree._Element) -> Iterator[Passage]:
    """The abstract proper; graphical, lay and translated abstracts are other texts."""
    for abstract in meta.iterfind("abstract"):
        if abstract.get("abstract-type") in (None, "section", "structured", "abstract"):
            yield from _abstract(abstract)


def body_passages(article: etree._Element) -> Iterator[Passage]:
    """Body, floating tables and figures, and back matter; the references are left out."""
    body = article.find("body")
    if body is not None:
        yield from _part(body, Section.OTHER)
    for floats in article.iterchildren("floats-group", "floats-wrap"):
        yield from _floats(floats)
    back = article.find("back")
    if back is not None:
        for part in back:
            if str(part.tag) in _PARTS:
                yield from _part(part, Section.OTHER, is_back=True)


def _abstract(abstract: etree._Element) -> Iterator[Passage]:
    for child in abstract:
        if child.tag == "sec":
            title = _heading(child)
            text = "\n".join(filter(None, (prose(part) for part in child if part.tag != "title")))
            if text:
                yield Passage(section_of_label(title), text.replace("\n", " "), title)
        elif child.tag not in ("title", "label"):
            yield from abstract_passages(prose(child))


def _part(part: etree._Element, inherited: Section, *, is_back: bool = False) -> Iterator[Passage]:
    """A section's own text, its tables and figures, then the sections in it."""
    heading = _heading(part)
    section = Section.OTHER if is_back else _section(part, heading, inherited)
    own = [child for child in part if str(child.tag) not in _NOT_TEXT]
    if text := "\n".join(filter(None, map(prose, own))):
        yield Passage(section, text, heading)
    for child in part:
        if str(child.tag) not in _PARTS:
            yield from _floats(child)
    for child in _inner_parts(part):
        yield from _part(child, section, is_back=is_back)


def _inner_parts(part: etree._Element) -> Iterator[etree._Element]:
    """Sections directly inside, and boxes that stand inside a paragraph of this part itself."""
    for child in part:
        if str(child.tag) in _PARTS:
            yield child
        elif child.tag != "ref-list":
            yield from (b for b in child.iterfind(".//boxed-text") if _part_around(b) is part)


def _part_around(box: etree._Element) -> etree._Element | None:
    """The part or body that a box stands in: a box inside a box comes with the outer one."""
    return next(box.iterancestors("body", *_PARTS), None)


def _floats(element: etree._Element) -> Iterator[Passage]:
    for found in element.iter("table-wrap", "fig"):
        if next(found.iterancestors("boxed-text"), None) is not None and element.tag == "p":
            continue  # comes with the box
        yield from table_passages(found) if found.tag == "table-wrap" else figure_passages(found)


def _heading(part: etree._Element) -> str:
    title = part.find("title")
    if title is None:
        title = part.find("caption/title")
    if title is None and part.tag == "app":
        title = part.find("label")
    return title_prose(title).rstrip(" :.")


def _section(part: etree._Element, heading: str, inherited: Section) -> Section:
    """By sec-type, else by the heading's words, else where the section stands."""
    for kind in re.split(r"[|\s]+", part.get("sec-type", "").lower()):
        if kind in _TYPES:
            return _TYPES[kind]
    by_words = section_of(heading)
    if by_words is None:
        return inherited
    if inherited is Section.OTHER or by_words in _OWN_WORD:
        return by_words
    is_aim = inherited is Section.BACKGROUND and by_words is Section.OBJECTIVE
    return by_words if is_aim else inherited
