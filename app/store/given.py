"""What the store is given to keep, and what became of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from app.gapmap import Layer
from app.gapmap.merging import MergedStudy
from app.matching import MatchQuestion, Notice, NoticeKind, Report, Study
from app.records import Dimension, Evidence, EvidenceKind, Reading, SourceRecord, Standing
from app.screening import Screened, ScreeningVerdict
from app.store.values import StoredTag
from app.tagging import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveCounts:
    """What became of a batch of records; `keys` are those that are new or updated."""

    new: int = 0
    updated: int = 0
    unchanged: int = 0
    keys: tuple[str, ...] = ()

    def __add__(self, other: "SaveCounts") -> "SaveCounts":
        """The counts of two batches together."""
        return SaveCounts(
            new=self.new + other.new,
            updated=self.updated + other.updated,
            unchanged=self.unchanged + other.unchanged,
            keys=self.keys + other.keys,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedRecord:
    """The latest version of a record. `arrival` numbers records from 1 by when they first came."""

    record: SourceRecord
    version: int
    received_at: datetime
    arrival: int
    is_whole: bool = True
    """False where the record was read without its passages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DerivedReport:
    """A report with all that follows from it.

    `readings` are whole readings, a person's first; `tags` are what became of their tags after
    the decisions, rejected ones included, and are the only tags that are stored.
    """

    report: Report
    screening: ScreeningVerdict
    document: Document
    readings: tuple[Reading, ...] = ()
    tags: tuple[StoredTag, ...] = ()
    status: str = ""
    ends: str = ""
    sponsor: str = ""
    country: str = ""
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DerivedStudy:
    """A study, what its reports say together, and the layer it stands in.

    `left_out` is why it counts nowhere: all that would count was retracted or withdrawn.
    """

    study: Study
    merged: MergedStudy
    layer: Layer
    notices: tuple[Notice, ...] = ()
    left_out: NoticeKind | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """Everything that follows from what was received and decided."""

    reports: tuple[DerivedReport, ...] = ()
    studies: tuple[DerivedStudy, ...] = ()
    questions: tuple[MatchQuestion, ...] = ()
    """What a person is still to say of pairs of records."""


@dataclass(frozen=True, slots=True)
class Seen:
    """Words that a person was shown when they decided, and where they stood then."""

    report_id: str
    quote: str
    start: int | None = None
    standing: str = ""
    """What the words were shown to say of a skin type."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TagDecision:
    """A person's word on one tag of one study; `study_id` may since have been merged.

    `quote` is what the person saw it rest on, at `quote_start` of the stored text of that hash;
    `saw` is everything they were shown, None where that was not kept.
    """

    study_id: str
    dimension: Dimension
    value: str
    action: Literal["accept", "reject", "add", "correct"]
    who: str
    at: datetime
    why: str
    standing: Standing | None = None
    quote: str = ""
    quote_start: int | None = None
    text_hash: str = ""
    rule: str = ""
    tagger: str = ""
    act: str = ""
    was: str = ""
    saw: tuple[Seen, ...] | None = None

    @property
    def evidence(self) -> Evidence | None:
        """The quote as evidence; None where the person named none."""
        if self.quote_start is None:
            return None
        return Evidence(
            kind=EvidenceKind.QUOTE,
            text=self.quote,
            start=self.quote_start,
            end=self.quote_start + len(self.quote),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreeningDecision:
    """A person's word on whether the report of a record is about the topic."""

    record_key: str
    verdict: Screened
    who: str
    at: datetime
    why: str
    act: str = ""
    was: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One import, load or rebuild; `status` is running, succeeded or failed."""

    id: int
    kind: str
    status: str
    started_at: datetime
    ended_at: datetime | None
    counts: dict[str, int]
