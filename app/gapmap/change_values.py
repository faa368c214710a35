"""The evidence at one moment as far as change is told, and what can change between two."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from app.gapmap.values import CellKey, Depth, MappedStudy
from app.matching import NoticeKind
from app.records import ReportKind, SkinType


class ChangeKind(StrEnum):
    """What changed, in the order in which it is told: what a reader must know comes first."""

    RETRACTED = "retracted"
    WITHDRAWN = "withdrawn"
    """A registration that was given up before anybody took part."""
    CONCERN_RAISED = "concern_raised"
    CORRECTED = "corrected"
    STUDY_ADDED = "study_added"
    STUDY_REMOVED = "study_removed"
    """It counts no longer: deleted by its source, screened out, retracted or withdrawn."""
    STUDIES_MERGED = "studies_merged"
    STUDY_SPLIT = "study_split"
    """A study of its own now that was counted as part of another."""
    GAP_CLOSED = "gap_closed"
    """A skin type was studied where it had not been."""
    GAP_OPENED = "gap_opened"
    DEPTH_CHANGED = "depth_changed"
    """A cell that stays studied, or stays without a study, stands on another rung of the ladder."""
    TERMINATED = "terminated"
    """A registered study that was stopped before its end."""
    PUBLISHED = "published"
    """A preprint that became an article."""
    LAYER_CHANGED = "layer_changed"
    """A registered study has reported, for example."""
    STATUS_CHANGED = "status_changed"
    """The status of a registration, such as recruiting."""
    REPORT_ADDED = "report_added"
    REPORT_REMOVED = "report_removed"
    STANDING_CHANGED = "standing_changed"
    PEOPLE_CHANGED = "people_changed"
    TAGS_ADDED = "tags_added"
    TAGS_REMOVED = "tags_removed"


NOTICES = {
    NoticeKind.RETRACTED: ChangeKind.RETRACTED,
    NoticeKind.WITHDRAWN: ChangeKind.WITHDRAWN,
    NoticeKind.CONCERN: ChangeKind.CONCERN_RAISED,
    NoticeKind.CORRECTED: ChangeKind.CORRECTED,
    NoticeKind.TERMINATED: ChangeKind.TERMINATED,
    NoticeKind.PUBLISHED: ChangeKind.PUBLISHED,
}
"""What was said of a report since it came out. A status alone is told as that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownReport:
    """A report by its records, whose keys never change, and what was said of it since, and why."""

    records: frozenset[str]
    kind: ReportKind
    title: str
    notices: Mapping[NoticeKind, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownStudy:
    """A study with its reports; one that is not `counted` is on no map."""

    study: MappedStudy
    counted: bool = True
    reports: tuple[KnownReport, ...] = ()
    former_ids: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceState:
    """All studies, and `others`: reports of no such study of which something was said since.

    Those of several records are among them, too: a record that joins a report can make it fall.
    """

    studies: tuple[KnownStudy, ...] = ()
    others: tuple[KnownReport, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that changed, in words, and all that a reader may choose by.

    `before` and `after` are words of the map: a standing, a depth, a layer, a status, a number.
    `indications` and `outcomes` of a cell are those in which it changed.
    """

    kind: ChangeKind
    sentence: str
    study_ids: tuple[str, ...] = ()
    title: str = ""
    """Of the study, or of the report that changed; empty for a cell."""
    record: str = ""
    """The key of a record of the report that a notice speaks of, that came, or that left."""
    dimension: str = ""
    values: tuple[str, ...] = ()
    """Tags that were added or removed."""
    before: str = ""
    after: str = ""
    fitzpatrick: tuple[SkinType, ...] = ()
    indications: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    cell: CellKey | None = None
    """Where one cell changed with all that lie inside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rungs:
    """The depth of one cell before and after."""

    key: CellKey
    before: Depth
    after: Depth
