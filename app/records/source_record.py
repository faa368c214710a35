"""What one source returned under one identifier, and what could not be read."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from app.records.bibliography import Bibliography, ReportKind
from app.records.passage import Passage
from app.records.tags import Reading


class RelationKind(StrEnum):
    """How a source itself says that one document stands to another."""

    REPORT_OF = "report_of"
    """Both report the same study."""
    COMMENT_ON = "comment_on"
    """This one speaks about the other: a letter, an erratum, a notice."""
    MAY_OVERLAP = "may_overlap"
    """The same people may be counted in both."""
    RETRACTED_BY = "retracted_by"
    RETRACTION_OF = "retraction_of"
    CORRECTED_BY = "corrected_by"
    CORRECTION_OF = "correction_of"
    CONCERN_RAISED_BY = "concern_raised_by"
    """An expression of concern about this one stands in the other."""
    CONCERN_ABOUT = "concern_about"
    UPDATED_BY = "updated_by"
    UPDATE_OF = "update_of"
    REPUBLISHED_AS = "republished_as"
    REPUBLISHED_FROM = "republished_from"
    HAS_PREPRINT = "has_preprint"
    PREPRINT_OF = "preprint_of"
    NAMES = "names"
    """A table or a review gives the other's registration number, which may be that of any study."""
    CITES = "cites"
    """There can be hundreds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """`target` is "pmid:…", "doi:…", "nct:…" or a record's key ("bundled:pozner-2021").

    It is empty where a source says that a document was retracted and not by what.
    """

    kind: RelationKind
    target: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRecord:
    """One record as it came and as it was understood; never edited afterwards.

    `payload` is the raw form in `media_type`; `reading` is a person's, where the source carries
    one; `status` is a registration's own status word, lower case ("completed", "unknown").
    """

    source: str
    source_id: str
    kind: ReportKind
    bibliography: Bibliography
    payload: bytes
    media_type: str
    passages: tuple[Passage, ...] = ()
    relations: tuple[Relation, ...] = ()
    reading: Reading | None = None
    status: str = ""
    ends: str = ""
    """Expected or actual end of a registered study: YYYY, YYYY-MM or YYYY-MM-DD."""
    country: str = ""
    sponsor: str = ""
    withdrawn: bool = False
    """The source has deleted the record: it is kept and shown, and says nothing any more."""
    sites: tuple[str, ...] = ()
    """Where people were treated or who wrote it works, as printed: a registry's places, affiliations."""
    edition: int = 1
    """The source's own number of the version (PubMed's PMID Version): a lower one is out of date
    whenever it comes."""

    @property
    def key(self) -> str:
        """The record's name across sources, stable over its versions."""
        return f"{self.source}:{self.source_id}"

    @property
    def content_hash(self) -> str:
        """SHA-256 of the payload, in hex: the same hash means nothing changed."""
        return hashlib.sha256(self.payload).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """Input that could not become a record: kept, with its place and the reason."""

    source: str
    place: str
    """Where it stands: "exports/a.ris, line 1204"."""
    reason: str
    payload: bytes
    media_type: str = "text/plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn:
    """Word that a source has deleted a record; `also` are keys that it has from other sources."""

    source: str
    source_id: str
    also: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """Every key that the record can have."""
        return (f"{self.source}:{self.source_id}", *self.also)
