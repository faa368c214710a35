"""BibTeX and BibLaTeX, entry by entry, so that one broken entry costs no other."""

import logging
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from bibtexparser.entrypoint import parse_string
from bibtexparser.library import Library
from bibtexparser.model import DuplicateFieldKeyBlock, Entry

from app.errors import MalformedRecordError
from app.records import Rejected, SourceRecord
from app.records.dates import partial_date
from app.records.identifiers import canonical_doi, canonical_pmcid, canonical_pmid, dois_in
from app.records.names import author_name
from app.records.pages import canonical_pages
from app.sources.formats.latex import decoded_latex, without_braces
from app.sources.formats.reference import (
    Raw,
    Reference,
    noted_registrations,
    record_of,
    rejected,
)

MEDIA_TYPE = "application/x-bibtex"

# What it would log about a broken entry is in the Rejected that we return.
logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)

_START = re.compile(r"^\s*@\s*(?P<type>[A-Za-z]+)\s*[{(]")
_NOT_ENTRIES = frozenset({"comment", "preamble", "string"})
_NO_KEY = re.compile(r"^(\s*@\s*\w+\s*[{(])(\s*[\w:+-]+\s*=)")
_STRING = re.compile(r"@\s*string\s*[{(]\s*(?P<name>[^\s=]+)\s*=\s*(?P<value>.*)[})]\s*$", re.IGNORECASE | re.DOTALL)  # fmt: skip
_CROSSREF = re.compile(
    r"(?:^|,)[^\S\n]*crossref\s*=\s*[{\"]?\s*(?P<key>[^}\",]+)", re.IGNORECASE | re.MULTILINE
)
_MONTHS = {
    name: name.capitalize()
    for name in ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
}
_NOTE_PMID = re.compile(r"\bPMID\s*+:?\s*+(\d{1,8})\b", re.IGNORECASE)
_AND = re.compile(r"(?<!\s)\s+and\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Block:
    """The lines from one "@type{" at the start of a line to the next."""

    text: str
    line: int
    type: str


def read_bibtex(lines: Iterable[str], file: str) -> Iterator[SourceRecord | Rejected]:
    """Every entry of the lines; one that cannot be read becomes Rejected.

    The whole file is held, for an entry may refer to a parent (crossref) that stands after it.
    """
    blocks = list(_blocks(lines))
    strings = _strings(blocks)
    parents = _parents(blocks, strings)
    for block in blocks:
        if block.type in _NOT_ENTRIES:
            continue
        raw = Raw(block.text, MEDIA_TYPE)
        try:
            for kind, fields in _entries(block.text, strings):
                yield record_of(_reference(kind, fields, parents), raw)
        except MalformedRecordError as error:
            yield rejected(file, block.line, str(error), raw)


def _blocks(lines: Iterable[str]) -> Iterator[_Block]:
    held: list[str] = []
    begun, kind = 0, ""
    for number, line in enumerate(chain(lines, ["@end{"]), start=1):
        start = _START.match(line)
        if not start:
            held.append(line)
            continue
        if kind:
            yield _Block("\n".join(held).strip(), begun, kind)
        held, begun, kind = [line], number, start["type"].lower()


def _strings(blocks: Iterable[_Block]) -> dict[str, str]:
    strings = dict(_MONTHS)
    for block in blocks:
        if block.type == "string" and (found := _STRING.match(block.text)):
            strings[found["name"].lower()] = _value(found["value"], strings)
    return strings


def _parents(blocks: list[_Block], strings: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """The fields of the entries that others refer to, by key."""
    wanted = {m["key"].strip() for block in blocks if (m := _CROSSREF.search(block.text))}
    found: dict[str, dict[str, str]] = {}
    for block in blocks:
        key = re.match(r"\s*@\s*\w+\s*[{(]\s*([^,\s]+)", block.text)
        if key and key.group(1) in wanted and block.type not in _NOT_ENTRIES:
            for entry in _parsed(block.text).entries:
                found.setdefault(entry.key, _fields(entry, strings))
    return found


def _entries(text: str, strings: Mapping[str, str]) -> Iterator[tuple[str, dict[str, str]]]:
    """The entry or entries of one block.

    Raises:
        MalformedRecordError: If the block breaks BibTeX's grammar.
    """
    library = _parsed(text)
    repeated = [b.ignore_error_block for b in library.failed_blocks if isinstance(b, DuplicateFieldKeyBlock)]  # fmt: skip
    entries = [*library.entries, *(entry for entry in repeated if isinstance(entry, Entry))]
    if not entries:
        raise MalformedRecordError(
            "The entry's braces or commas do not fit: it cannot be taken apart."
        )
    for entry in entries:
        yield entry.entry_type, _fields(entry, strings)


def _parsed(text: str) -> Library:
    # EndNote leaves the key out; two entries of one key must not replace each other.
    return parse_string(_NO_KEY.sub(r"\1,\2", text), parse_stack=[])


def _fields(entry: Entry, strings: Mapping[str, str]) -> dict[str, str]:
    """Field names in lower case with their first value that is not empty."""
    values: dict[str, str] = {}
    for field in entry.fields:
        name = field.key.strip().lower()
        values[name] = values.get(name) or _value(str(field.value), strings)
    return values


def _value(raw: str, strings: Mapping[str, str]) -> str:
    """A value with its outer braces or quotes gone, macros put in and pieces joined (#)."""
    pieces = _at_depth_zero(raw.strip(), "#")
    return "".join(_piece(piece.strip(), strings) for piece in pieces)


def _piece(piece: str, strings: Mapping[str, str]) -> str:
    if len(piece) > 1 and (piece[0], piece[-1]) in (("{", "}"), ('"', '"')):
        return piece[1:-1]
    return strings.get(piece.lower(), piece)


def _at_depth_zero(text: str, separator: str) -> list[str]:
    if separator not in text:
        return [text]
    pieces, depth, quoted, begun = [], 0, False, 0
    for at, character in enumerate(text):
        depth += (character == "{") - (character == "}")
        quoted ^= character == '"' and depth == 0
        if character == separator and depth == 0 and not quoted:
            pieces.append(text[begun:at])
            begun = at + 1
    return [*pieces, text[begun:]]


def _reference(kind: str, own: dict[str, str], parents: Mapping[str, dict[str, str]]) -> Reference:
    fields = _inherited(own, parents.get(own.get("crossref", ""), {}))

    def plain(*names: str) -> str:
        return next((text for n in names if (text := decoded_latex(fields.get(n, "")).strip())), "")

    notes = " ".join(fields.get(name, "") for name in ("note", "annote", "annotation"))
    pmid = _NOTE_PMID.search(notes)
    title = ": ".join(part for part in (plain("title"), plain("subtitle")) if part)
    return Reference(
        title=title,
        abstract=plain("abstract"),
        authors=tuple(map(_name, _names(fields.get("author", "") or fields.get("editor", "")))),
        date=partial_date(plain("date"), plain("year"), plain("month"), plain("issue_date")),
        journal=plain("journal", "journaltitle", "booktitle", "maintitle"),
        volume=plain("volume"),
        issue=plain("number", "issue"),
        pages=canonical_pages(plain("pages", "eid", "article-number")),
        doi=canonical_doi(_code(fields, "doi")) or next(dois_in(_code(fields, "url")), ""),
        pmid=_pmid(fields) or (canonical_pmid(pmid.group(1)) if pmid else ""),
        pmcid=canonical_pmcid(_code(fields, "pmcid", "pmc")),
        registrations=noted_registrations((plain("note"), plain("annote"))),
        language=plain("language", "langid"),
        url=_code(fields, "url"),
        types=tuple(text for text in (kind, plain("type"), plain("entrysubtype")) if text),
        keywords=tuple(re.split(r"\s*[;,\n]\s*", plain("keywords", "keyword"))),
    )


def _inherited(own: dict[str, str], parent: Mapping[str, str]) -> dict[str, str]:
    """An entry's fields with those of its crossref parent; the parent's title is the book's."""
    from_parent = {k: v for k, v in parent.items() if k in ("year", "date", "publisher", "volume", "journal")}  # fmt: skip
    if parent.get("title"):
        from_parent["booktitle"] = parent["title"]
    return from_parent | {name: value for name, value in own.items() if value}


def _code(fields: Mapping[str, str], *names: str) -> str:
    """A value that is no prose: LaTeX's escapes undone, nothing else."""
    value = next((fields[name] for name in names if fields.get(name)), "")
    return re.sub(r"\\([_%&#$~^{}])", r"\1", value.replace("{", "").replace("}", "")).strip()


def _pmid(fields: Mapping[str, str]) -> str:
    if pmid := canonical_pmid(_code(fields, "pmid")):
        return pmid
    is_pubmed = _code(fields, "eprinttype", "archiveprefix").casefold() in ("pubmed", "pmid")
    return canonical_pmid(_code(fields, "eprint")) if is_pubmed else ""


def _names(authors: str) -> list[str]:
    """Authors apart at " and " outside braces."""
    names, depth, begun = [], 0, 0
    breaks = {m.start(): m.end() for m in _AND.finditer(authors)}
    for at, character in enumerate(authors):
        depth += (character == "{") - (character == "}")
        if depth == 0 and at in breaks and at >= begun:
            names.append(authors[begun:at])
            begun = breaks[at]
    return [name.strip() for name in (*names, authors[begun:]) if name.strip()]


def _name(raw: str) -> str:
    """A name in braces is a group's and stays whole."""
    plain = decoded_latex(raw)
    is_group = raw.startswith("{") and raw.endswith("}") and "," not in raw and raw.count("{") == 1
    return without_braces(plain) if is_group else author_name(plain)
