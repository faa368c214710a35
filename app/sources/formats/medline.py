"""MEDLINE tagged text (.nbib), as PubMed and ERIC write it."""

import re
from collections.abc import Iterable, Iterator

from app.errors import MalformedRecordError
from app.records import Rejected, Relation, SourceRecord
from app.records.dates import partial_date
from app.records.identifiers import canonical_doi, canonical_pmcid, canonical_pmid, registrations_in
from app.records.names import author_name
from app.records.pages import canonical_pages
from app.records.sites import stated_sites
from app.sources.formats.reference import Raw, Reference, record_of, rejected
from app.sources.formats.relations import relations_of_link, retraction_by_type, target_in
from app.sources.formats.tagged import Dialect, OpenRecord, Stray, TaggedRecord, tagged_records

MEDIA_TYPE = "application/nbib"

_LINK = re.compile(r"PMID:\s*(\d{1,8})")
_RELATED = {
    "CON": "comment on", "EIN": "erratum in", "EFR": "erratum for",
    "RIN": "retraction in", "ROF": "retraction of", "PRIN": "partial retraction in",
    "PROF": "partial retraction of", "ECI": "expression of concern in",
    "ECF": "expression of concern for", "CRI": "corrected and republished in",
    "CRF": "corrected and republished from", "RRI": "retracted and republished in",
    "RRF": "retracted and republished from", "RPI": "republished in", "RPF": "republished from",
    "UIN": "update in", "UOF": "update of",
}  # fmt: skip


def _starts(tag: str, record: OpenRecord | None) -> bool:
    """PMID begins a record and, after a blank line, any tag; ERIC begins with OWN."""
    if record is None or tag == "PMID":
        return record is None or "PMID" in record.tags or record.after_blank
    return record.after_blank or (tag == "OWN" and "OWN" in record.tags)


_DIALECT = Dialect(
    tag_line=re.compile(r"^(?P<tag>[A-Z][A-Z0-9]{1,4})\s{0,2}- ?(?P<value>.*)$"),
    starts=_starts,
)


def read_medline(lines: Iterable[str], file: str) -> Iterator[SourceRecord | Rejected]:
    """Every record of the lines; one that cannot be read becomes Rejected."""
    for found in tagged_records(lines, _DIALECT):
        if isinstance(found, Stray):
            continue
        raw = Raw(found.raw, MEDIA_TYPE)
        try:
            yield record_of(_reference(found), raw)
        except MalformedRecordError as error:
            yield rejected(file, found.line, str(error), raw)


def _reference(record: TaggedRecord) -> Reference:
    return Reference(
        title=record.first("TI", "BTI", "CTI", "TT"),
        abstract=record.first("AB"),
        authors=_authors(record),
        date=partial_date(*record.all("DP")) or partial_date(*record.all("DEP")),
        journal=record.first("JT", "TA") or _source_of_eric(record),
        volume=record.first("VI"),
        issue=record.first("IP"),
        pages=canonical_pages(record.first("PG")),
        doi=_doi(record),
        pmid=canonical_pmid(record.first("PMID")),
        pmcid=canonical_pmcid(record.first("PMC")),
        registrations=tuple(n for value in record.all("SI") for n in registrations_in(value)),
        language=record.first("LA"),
        url=_url(record),
        types=record.all("PT"),
        keywords=tuple(word.lstrip("*") for word in record.all("OT")),
        mesh=tuple(heading.replace("*", "") for heading in record.all("MH")),
        native=f"eric:{record.first('OID')}" if record.first("OID") else "",
        relations=_relations(record),
        sites=stated_sites(part for stated in record.all("AD") for part in stated.split(";")),
    )


def _authors(record: TaggedRecord) -> tuple[str, ...]:
    """AU and the groups (CN); investigators (IR) and persons as subject (PS) wrote nothing."""
    wanted = ("AU", "CN") if record.has("AU") else ("FAU", "CN")
    in_order = (f for f in record.fields if f.tag in wanted)
    names = tuple(f.text if f.tag == "CN" else author_name(f.text) for f in in_order)
    return names or tuple(author_name(name) for name in record.all("ED", "FED"))


def _source_of_eric(record: TaggedRecord) -> str:
    """ERIC names the journal in SO, where PubMed writes the whole citation."""
    return record.first("SO") if record.first("OWN") == "ERIC" else ""


def _doi(record: TaggedRecord) -> str:
    """LID and AID say in brackets what they are."""
    marked = (value for value in record.all("LID", "AID") if value.endswith("[doi]"))
    return next((doi for value in marked if (doi := canonical_doi(value[:-5]))), "")


def _url(record: TaggedRecord) -> str:
    pmid = canonical_pmid(record.first("PMID"))
    return f"https://pubmed.ncbi.nlm.nih.gov/{pmid}/" if pmid else record.first("URL", "UR")


def _relations(record: TaggedRecord) -> tuple[Relation, ...]:
    links = tuple(
        relation
        for tag, words in _RELATED.items()
        for value in record.all(tag)
        for relation in relations_of_link(words, _target(value), f"PubMed: {words} {value}")
    )
    return (*links, *retraction_by_type(record.all("PT"), links, "PubMed"))


def _target(value: str) -> str:
    link = _LINK.search(value)
    return target_in(value, link.group(1) if link else "")
