"""Identifiers that records are asked for by, told apart, and which of them a record answers to."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.records import Rejected, SourceRecord
from app.records.identifiers import canonical_doi, canonical_pmcid, canonical_pmid

_PREPRINT = re.compile(r"PPR\d{1,9}", re.IGNORECASE)


class IdentifierKind(StrEnum):
    """What an identifier names a document in."""

    PMID = "pmid"
    DOI = "doi"
    PMCID = "pmcid"
    PPR = "ppr"
    """Europe PMC's own number of a preprint."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """An identifier in its canonical form."""

    kind: IdentifierKind
    value: str


def wanted_of(text: str) -> Wanted | None:
    """The identifier that a text is, with or without its prefix; None for any other text."""
    bare = text.strip()
    if doi := canonical_doi(bare):
        return Wanted(IdentifierKind.DOI, doi)
    if _PREPRINT.fullmatch(bare):
        return Wanted(IdentifierKind.PPR, bare.upper())
    if pmid := canonical_pmid(bare):
        return Wanted(IdentifierKind.PMID, pmid)
    pmcid = canonical_pmcid(bare)
    return Wanted(IdentifierKind.PMCID, pmcid) if pmcid else None


def values_of(wanted: Iterable[Wanted], kind: IdentifierKind) -> list[str]:
    """The identifiers of one kind, each once."""
    return list(dict.fromkeys(one.value for one in wanted if one.kind is kind))


def names_of(record: SourceRecord) -> set[Wanted]:
    """Every identifier that a record answers to."""
    of = record.bibliography
    dois = [of.doi, *(p.text for p in record.passages if p.heading == "other_doi")]
    found = {Wanted(IdentifierKind.DOI, doi) for doi in dois}
    found |= {Wanted(IdentifierKind.PMID, of.pmid), Wanted(IdentifierKind.PMCID, of.pmcid)}
    if record.source_id.startswith("PPR/"):
        found.add(Wanted(IdentifierKind.PPR, record.source_id.removeprefix("PPR/")))
    return {one for one in found if one.value}


def missing_of(
    wanted: Sequence[Wanted], items: Iterable[SourceRecord | Rejected]
) -> tuple[Wanted, ...]:
    """The identifiers that no record answers to, in the order they were asked in."""
    known = {name for one in items if isinstance(one, SourceRecord) for name in names_of(one)}
    return tuple(one for one in wanted if one not in known)


def tell_unnamed(
    source: str, missing: Sequence[Wanted], items: Iterable[SourceRecord | Rejected]
) -> Iterator[str]:
    """A sentence on the identifiers that no record answers to.

    One that could not be read may be of any of them: then it is not said that there is none.
    """
    if missing:
        unreadable = any(isinstance(one, Rejected) for one in items)
        what = "gave no record that could be read of" if unreadable else "has no record of"
        yield f"{source} {what} {', '.join(one.value for one in missing)}."
