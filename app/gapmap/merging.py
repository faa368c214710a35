"""What the reports of one study say together: one answer where they agree, and where they do not."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from app.matching import Report, ReportRole
from app.records import (
    Bibliography,
    Dimension,
    Evidence,
    Extent,
    OutcomeResult,
    Participants,
    PlannedShare,
    Reading,
    ReportKind,
    SkinType,
    Standing,
    Tag,
    TypeCount,
    Unknown,
)
from app.screening import Screened

T = TypeVar("T")

LEAD_ORDER = (
    ReportKind.JOURNAL_ARTICLE,
    ReportKind.REVIEW,
    ReportKind.PREPRINT,
    ReportKind.CONFERENCE_ABSTRACT,
    ReportKind.BOOK,
    ReportKind.OTHER,
    ReportKind.REGISTRATION,
    ReportKind.COMMENT,
)
"""Which report names the study: the most complete account first."""

ROLE_ORDER = (ReportRole.RESULTS, ReportRole.REGISTRATION, ReportRole.COMMENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadReport:
    """One report with what was read in it.

    `tags` are those that count after the decisions. `readings` are all readings of the report,
    a person's first: the first that states a number is the report's word on it.
    """

    report: Report
    role: ReportRole
    screened: Screened
    tags: tuple[Tag, ...] = ()
    readings: tuple[Reading, ...] = ()
    status: str = ""
    ends: str = ""
    extent: Extent = Extent.ABSTRACT
    """How much of it was read."""
    stands: bool = True
    """False: it was retracted, or is a registration that was withdrawn."""

    @property
    def counts(self) -> bool:
        """A comment, a report that is not about the topic and one that fell add nothing."""
        included = self.screened is Screened.INCLUDED
        return included and self.stands and self.role is not ReportRole.COMMENT


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedStudy:
    """What a study says as a whole. Report keys name where a number was taken from."""

    lead: str
    """Key of the report that names the study: `bibliography` is its own."""
    bibliography: Bibliography
    counting: frozenset[str] = frozenset()
    """Keys of the reports whose words count: about the topic, and not a comment."""
    kinds: frozenset[ReportKind] = frozenset()
    roles: frozenset[ReportRole] = frozenset()
    standing: dict[SkinType, Standing] = field(default_factory=dict)
    values: dict[Dimension, tuple[str, ...]] = field(default_factory=dict)
    """Vocabulary ids of every other dimension, each once, in alphabetical order."""
    design: str = ""
    """The design to print: the lead report's own, else the first."""
    participants: int | None = None
    participants_from: str = ""
    planned: int | None = None
    counts: tuple[TypeCount, ...] = ()
    counts_from: str = ""
    planned_shares: tuple[PlannedShare, ...] = ()
    results: tuple[OutcomeResult, ...] = ()
    follow_up_days: int | None = None
    follow_up_evidence: Evidence | None = None
    status: str = ""
    ends: str = ""
    extent: Extent = Extent.ABSTRACT
    """How much was read of the report of which most was read."""
    registrations: tuple[str, ...] = ()
    """Registry numbers that its reports say are their own, each once."""
    unknown: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def counted(self) -> bool:
        """Whether it is a study of the topic at all: some report of it counts."""
        return bool(self.counting)

    def ids(self, dimension: Dimension) -> frozenset[str]:
        """The study's values in one dimension."""
        return frozenset(self.values.get(dimension, ()))


def merge_readings(reports: Sequence[ReadReport]) -> MergedStudy:
    """Put together what the reports of one study say; their order does not matter.

    Raises:
        ValueError: If there is no report.
    """
    if not reports:
        raise ValueError("A study has at least one report.")
    ordered = sorted(reports, key=_lead_order)
    counting = [r for r in ordered if r.counts]
    lead = (counting or ordered)[0]
    people = _reported(counting)
    counts_from = _report_with_counts(counting)
    longest = _longest_follow_up(counting)
    merged = MergedStudy(
        lead=lead.report.key,
        bibliography=lead.report.bibliography,
        counting=frozenset(r.report.key for r in counting),
        kinds=frozenset(r.report.kind for r in counting),
        roles=frozenset(r.role for r in counting),
        standing=merge_standing(tag for r in counting for tag in r.tags),
        values=_values(counting),
        design=_design(counting),
        participants=people.people if people else None,
        participants_from=_source_of(counting, people),
        planned=_planned(counting),
        counts=counts_by_type(counts_from.readings) if counts_from else (),
        counts_from=counts_from.report.key if counts_from else "",
        planned_shares=tuple(
            _distinct(x for r in counting for g in r.readings for x in g.planned_shares)
        ),
        results=tuple(_distinct(x for r in counting for g in r.readings for x in g.results)),
        follow_up_days=longest.follow_up_days if longest else None,
        follow_up_evidence=longest.follow_up_evidence if longest else None,
        status=_first(r.status for r in _registrations_first(counting)),
        ends=_first(r.ends for r in _registrations_first(counting)),
        extent=_most_read(counting),
        registrations=tuple(
            _distinct(
                number
                for r in _registrations_first(counting)
                for number in r.report.bibliography.registrations
            )
        ),
        unknown=tuple(_distinct(x for r in counting for g in r.readings for x in g.unknown)),
        conflicts=_conflicts(counting),
        notes=tuple(_distinct(g.notes for r in counting for g in r.readings if g.notes)),
    )
    return replace(merged, unknown=_still_unknown(merged))


def counts_by_type(readings: Iterable[Reading]) -> tuple[TypeCount, ...]:
    """A report's counts: those of its first reading that has any, for all count the same people."""
    return next((reading.counts for reading in readings if reading.counts), ())


def merge_standing(tags: Iterable[Tag]) -> dict[SkinType, Standing]:
    """One standing a type: studied beats all; excluded holds only where nobody was invited.

    A registration may plan type IV while the paper enrolled none: that is eligible, not studied.
    """
    said: dict[SkinType, set[Standing]] = {}
    for tag in tags:
        if tag.dimension is Dimension.FITZPATRICK and tag.standing is not None:
            said.setdefault(SkinType[tag.value], set()).add(tag.standing)
    spoken = {t: said[t] - {Standing.NOT_REPORTED} for t in sorted(said)}
    return {t: _strongest(standings) for t, standings in spoken.items() if standings}


def _strongest(standings: set[Standing]) -> Standing:
    for standing in (Standing.STUDIED, Standing.ELIGIBLE):
        if standing in standings:
            return standing
    return Standing.EXCLUDED


def _lead_order(read: ReadReport) -> tuple[int, int, int, str, str, str]:
    # Nothing here depends on which record came first: the order of arrival changes no study.
    kinds = LEAD_ORDER.index(read.report.kind) if read.report.kind in LEAD_ORDER else 99
    printed = read.report.bibliography
    name = f"{printed.doi} {printed.pmid}"
    role = ROLE_ORDER.index(read.role)
    return role, kinds, printed.year or 9999, printed.title, name, read.report.key


def _values(reports: Sequence[ReadReport]) -> dict[Dimension, tuple[str, ...]]:
    found: dict[Dimension, set[str]] = {}
    for tag in (tag for r in reports for tag in r.tags):
        if tag.dimension is not Dimension.FITZPATRICK:
            found.setdefault(tag.dimension, set()).add(tag.value)
    return {dimension: tuple(sorted(found[dimension])) for dimension in sorted(found)}


def _design(reports: Sequence[ReadReport]) -> str:
    designs = (t.value for r in reports for t in r.tags if t.dimension is Dimension.DESIGN)
    return next(designs, "")


def _stated(read: ReadReport, *, planned: bool) -> Participants | None:
    """The report's own word: the first reading that gives a number of this sort."""
    if read.report.kind is ReportKind.REVIEW:
        return None  # a review's people belong to the studies that it reviews
    numbers = (g.participants for g in read.readings)
    return next((p for p in numbers if p is not None and p.planned is planned), None)


def _reported(reports: Sequence[ReadReport]) -> Participants | None:
    """Results beat a registration's enrolment; among several, the largest: follow-ups lose people."""
    for role in (ReportRole.RESULTS, ReportRole.REGISTRATION):
        stated = [_stated(r, planned=False) for r in reports if r.role is role]
        numbers = [p for p in stated if p is not None]
        if numbers:
            return max(numbers, key=lambda p: p.people)
    return None


def _source_of(reports: Sequence[ReadReport], people: Participants | None) -> str:
    if people is None:
        return ""
    return next(r.report.key for r in reports if _stated(r, planned=False) is people)


def _planned(reports: Sequence[ReadReport]) -> int | None:
    stated = [_stated(r, planned=True) for r in reports]
    return max((p.people for p in stated if p is not None), default=None)


def _report_with_counts(reports: Sequence[ReadReport]) -> ReadReport | None:
    """Counts of two reports may be of the same people: they come from one, the largest."""

    def size(read: ReadReport) -> tuple[bool, int, int]:
        stated = _stated(read, planned=False)
        people = stated.people if stated else 0
        return read.role is ReportRole.RESULTS, people, len(counts_by_type(read.readings))

    own = [r for r in reports if r.report.kind is not ReportKind.REVIEW]
    with_counts = [r for r in own if counts_by_type(r.readings)]
    return max(with_counts, key=size, default=None)


def _longest_follow_up(reports: Sequence[ReadReport]) -> Reading | None:
    """The reading that states the longest follow-up, a person's before a machine's."""
    stated = (g for r in reports for g in r.readings if g.follow_up_days is not None)
    return max(stated, key=lambda g: g.follow_up_days or 0, default=None)


def _still_unknown(merged: MergedStudy) -> tuple[str, ...]:
    """What one report is silent about, another may say."""
    known = {
        Unknown.SKIN_TYPES: bool(merged.standing),
        Unknown.COUNTS: bool(merged.counts),
        Unknown.PARTICIPANTS: merged.participants is not None or merged.planned is not None,
        Unknown.OUTCOME: bool(merged.ids(Dimension.OUTCOME)),
        Unknown.FOLLOW_UP: merged.follow_up_days is not None,
    }
    told = {unknown.value for unknown, is_known in known.items() if is_known}
    return tuple(line for line in merged.unknown if line not in told)


def _most_read(reports: Sequence[ReadReport]) -> Extent:
    """What nothing is known of was read as its citation at most."""
    read = {r.extent for r in reports}
    return next((extent for extent in Extent if extent in read), Extent.CITATION_ONLY)


def _registrations_first(reports: Sequence[ReadReport]) -> list[ReadReport]:
    return sorted(reports, key=lambda r: r.role is not ReportRole.REGISTRATION)


def _conflicts(reports: Sequence[ReadReport]) -> tuple[str, ...]:
    stated = [_stated(r, planned=False) for r in reports if r.role is ReportRole.RESULTS]
    numbers = sorted(Counter(p.people for p in stated if p is not None))
    found = list(_distinct(x for r in reports for g in r.readings for x in g.conflicts))
    if len(numbers) > 1:
        listed = ", ".join(str(n) for n in numbers)
        found.append(f"The reports state {listed} participants; the largest number is used.")
    return tuple(found)


def _first(words: Iterable[str]) -> str:
    return next((word for word in words if word), "")


def _distinct(values: Iterable[T]) -> list[T]:
    return list(dict.fromkeys(values))
