"""The flow as values: boxes of parts, and the sums that hold between boxes."""

from dataclasses import dataclass
from enum import StrEnum


class BoxId(StrEnum):
    """The boxes in the order in which records pass through them."""

    DATABASES = "databases"
    REGISTERS = "registers"
    OTHER_SOURCES = "other_sources"
    IDENTIFIED = "identified"
    REMOVED = "removed"
    UNMATCHED = "unmatched"
    SCREENED = "screened"
    EXCLUDED_BY_AUTOMATION = "excluded_by_automation"
    EXCLUDED_BY_PERSON = "excluded_by_person"
    AWAITING_PERSON = "awaiting_person"
    SOUGHT = "sought"
    RETRIEVED = "retrieved"
    NOT_RETRIEVED = "not_retrieved"
    ASSESSED = "assessed"
    EXCLUDED_AT_ASSESSMENT = "excluded_at_assessment"
    STUDIES = "studies"
    REPORTS = "reports"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """So many of a box for one reason, or from one source."""

    id: str
    label: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One box. `total` and `parts` are counted apart from each other."""

    id: BoxId
    title: str
    total: int
    parts: tuple[Part, ...]
    note: str = ""

    @property
    def closes(self) -> bool:
        """Whether the parts make the whole."""
        return self.total == sum(part.count for part in self.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """One box is as large as some others together."""

    whole: BoxId
    parts: tuple[BoxId, ...]
    total: int
    sum: int

    @property
    def closes(self) -> bool:
        """Whether it holds."""
        return self.total == self.sum


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """The whole flow at one moment."""

    boxes: tuple[Box, ...]

    def box(self, wanted: BoxId) -> Box:
        """The box of this name."""
        return next(box for box in self.boxes if box.id is wanted)

    @property
    def sums(self) -> tuple[Sum, ...]:
        """What must hold between boxes, with the numbers on both sides."""
        totals = {box.id: box.total for box in self.boxes}
        return tuple(
            Sum(whole=whole, parts=parts, total=totals[whole], sum=sum(totals[p] for p in parts))
            for whole, parts in _SUMS
        )

    @property
    def closes(self) -> bool:
        """Whether every box equals the sum of its parts, and every sum between boxes holds."""
        return all(box.closes for box in self.boxes) and all(one.closes for one in self.sums)


_SUMS = (
    (BoxId.IDENTIFIED, (BoxId.DATABASES, BoxId.REGISTERS, BoxId.OTHER_SOURCES)),
    (BoxId.IDENTIFIED, (BoxId.REMOVED, BoxId.UNMATCHED, BoxId.SCREENED)),
    (
        BoxId.SCREENED,
        (
            BoxId.EXCLUDED_BY_AUTOMATION,
            BoxId.EXCLUDED_BY_PERSON,
            BoxId.AWAITING_PERSON,
            BoxId.SOUGHT,
        ),
    ),
    (BoxId.SOUGHT, (BoxId.RETRIEVED, BoxId.NOT_RETRIEVED)),
    (BoxId.ASSESSED, (BoxId.RETRIEVED, BoxId.NOT_RETRIEVED)),
    (BoxId.ASSESSED, (BoxId.EXCLUDED_AT_ASSESSMENT, BoxId.REPORTS)),
)
