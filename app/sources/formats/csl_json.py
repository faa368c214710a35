"""CSL-JSON, as Zotero, Mendeley, Paperpile and Crossref's content negotiation write it."""

import re
from collections.abc import Iterable, Iterator, Mapping

from app.errors import MalformedRecordError
from app.records import Rejected, SourceRecord
from app.records.dates import PartialDate, partial_date
from app.records.identifiers import canonical_doi, canonical_pmcid, canonical_pmid, dois_in
from app.records.names import name_of
from app.records.pages import canonical_pages
from app.sources.formats.json_values import JsonBreak, JsonValue, json_values
from app.sources.formats.reference import (
    Raw,
    Reference,
    noted_registrations,
    record_of,
    rejected,
)

MEDIA_TYPE = "application/vnd.citationstyles.csl+json"

_NOTE = re.compile(r"^[^\S\n]*(PMID|PMCID|DOI)\s*:\s*(\S+)", re.IGNORECASE | re.MULTILINE)


def read_csl_json(texts: Iterable[str], file: str) -> Iterator[SourceRecord | Rejected]:
    """Every reference of the JSON; one that cannot be read becomes Rejected."""
    for found in json_values(texts):
        raw = Raw(found.text.strip(), MEDIA_TYPE)
        if isinstance(found, JsonBreak):
            yield rejected(file, found.line, found.reason, raw)
            continue
        try:
            yield record_of(_reference(found), raw)
        except MalformedRecordError as error:
            yield rejected(file, found.line, str(error), raw)


def _reference(found: JsonValue) -> Reference:
    fields = found.value
    if not isinstance(fields, dict):
        raise MalformedRecordError("A reference must be a JSON object.")
    noted = {name.upper(): value for name, value in _NOTE.findall(_text(fields, "note"))}
    people = _list(fields, "author") or _list(fields, "editor")
    return Reference(
        title=_text(fields, "title"),
        abstract=_text(fields, "abstract"),
        authors=tuple(_name(person) for person in people if isinstance(person, dict)),
        date=_date(fields.get("issued")),
        journal=_text(fields, "container-title") or _server(fields),
        volume=_text(fields, "volume"),
        issue=_text(fields, "issue"),
        pages=canonical_pages(_text(fields, "page") or _text(fields, "article-number")),
        doi=_doi(fields, noted),
        pmid=canonical_pmid(_text(fields, "PMID") or noted.get("PMID", "")),
        pmcid=canonical_pmcid(_text(fields, "PMCID") or noted.get("PMCID", "")),
        registrations=noted_registrations(_text(fields, "note").splitlines()),
        language=_text(fields, "language"),
        url=_text(fields, "URL"),
        types=tuple(text for text in (_text(fields, "type"), _text(fields, "genre")) if text),
        keywords=tuple(re.split(r"\s*[;,]\s*", _text(fields, "keyword"))),
    )


def _text(fields: Mapping[str, object], name: str) -> str:
    """A string, a number as one, or the first of a list (Crossref's flavour)."""
    value = fields.get(name)
    if isinstance(value, list):
        value = value[0] if value else ""
    return str(value) if isinstance(value, str | int | float) and value is not True else ""


def _list(fields: Mapping[str, object], name: str) -> list[object]:
    value = fields.get(name)
    return value if isinstance(value, list) else []


def _server(fields: Mapping[str, object]) -> str:
    """A preprint's journal is where it was posted."""
    return (
        _text(fields, "publisher") if _text(fields, "type") in ("article", "posted-content") else ""
    )


def _doi(fields: Mapping[str, object], noted: Mapping[str, str]) -> str:
    """The DOI; where it is a shortDOI ("10/fqd6hj"), the one that the address shows."""
    own = canonical_doi(_text(fields, "DOI")) or canonical_doi(noted.get("DOI", ""))
    return own or next(dois_in(_text(fields, "URL")), "")


def _name(person: Mapping[str, object]) -> str:
    literal = _text(person, "literal") or _text(person, "name")
    if literal:
        return literal
    particles = (_text(person, "dropping-particle"), _text(person, "non-dropping-particle"))
    family = " ".join(part for part in (*particles, _text(person, "family")) if part)
    return name_of(family, _text(person, "given"))


def _date(issued: object) -> PartialDate | None:
    """The first of the date parts; a season (13 to 24) is no month."""
    if isinstance(issued, str | int):
        return partial_date(str(issued))
    if not isinstance(issued, dict):
        return None
    parts = issued.get("date-parts")
    first = parts[0] if isinstance(parts, list) and parts else parts
    if isinstance(first, list) and first:
        return _of_parts(first)
    stated = (str(issued.get(name) or "") for name in ("year", "raw", "literal"))
    return partial_date(*stated)


def _of_parts(parts: list[object]) -> PartialDate | None:
    numbers = [int(text) if (text := str(part).strip()).isascii() and text.isdigit() and len(text) < 5 else 0 for part in parts[:3]]  # fmt: skip
    year, month, day = (*numbers, 0, 0)[:3]
    if not 1600 <= year <= 2100:
        return None
    if not 1 <= month <= 12:
        return PartialDate(year)
    return PartialDate(year, month, day if 1 <= day <= 31 else None)
