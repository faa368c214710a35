"""What was said of a document since it came out: by its own sources, by a notice, by a registry."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from app.matching.catalogue import Catalogue
from app.matching.values import Candidate, Report
from app.records import RelationKind, ReportKind


class NoticeKind(StrEnum):
    """What a notice says, what weighs most first."""

    RETRACTED = "retracted"
    WITHDRAWN = "withdrawn"
    """A registration that was given up before anybody took part."""
    CONCERN = "concern"
    """Its journal doubts it: it still counts."""
    TERMINATED = "terminated"
    """A registered study that was stopped, or halted for now, before its end."""
    UNKNOWN_STATUS = "unknown_status"
    """A registered study of which nobody has said for years how it stands."""
    CORRECTED = "corrected"
    PUBLISHED = "published"
    """A preprint that became an article."""


NO_LONGER_COUNTS = frozenset({NoticeKind.RETRACTED, NoticeKind.WITHDRAWN})
"""What takes a report out of every count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One thing that was said, and who said it. Sources disagree and lag: each says it by itself.

    `identifier` is that of the notice, as in `Relation.target`, or of the article that a preprint
    became; it is empty where a source names none.
    """

    kind: NoticeKind
    because: str
    source: str
    identifier: str = ""


Notices = dict[str, tuple[Notice, ...]]
"""By a report's key; a report of which nothing was said is left out."""

_ABOUT_ITSELF = {
    RelationKind.RETRACTED_BY: NoticeKind.RETRACTED,
    RelationKind.CONCERN_RAISED_BY: NoticeKind.CONCERN,
    RelationKind.CORRECTED_BY: NoticeKind.CORRECTED,
}
_ABOUT_ANOTHER = {
    RelationKind.RETRACTION_OF: NoticeKind.RETRACTED,
    RelationKind.CONCERN_ABOUT: NoticeKind.CONCERN,
    RelationKind.CORRECTION_OF: NoticeKind.CORRECTED,
}
# NLM links the citation of a preprint to its article as to an update (UpdateIn, UpdateOf).
BECAME = frozenset({RelationKind.PREPRINT_OF, RelationKind.UPDATED_BY})
CAME_OF = frozenset({RelationKind.HAS_PREPRINT, RelationKind.UPDATE_OF})
_STATUSES = {
    "withdrawn": NoticeKind.WITHDRAWN,
    "terminated": NoticeKind.TERMINATED,
    "suspended": NoticeKind.TERMINATED,
    "unknown": NoticeKind.UNKNOWN_STATUS,
}
"""First words of the states of a registration (ClinicalTrials.gov, overallStatus)."""

_Said = tuple[str, Notice]
"""The key of the report that it is said of, and what."""


def find_notices(candidates: Iterable[Candidate], reports: Sequence[Report]) -> Notices:
    """Every notice on every report, whichever side of a link says so; what weighs most first."""
    catalogue = Catalogue(reports)
    own = {joined.key: report for report in reports for joined in report.records}
    found: defaultdict[str, set[Notice]] = defaultdict(set)
    for candidate in candidates:
        report = own[candidate.key]
        for key, notice in (
            *_by_relations(candidate, report, catalogue),
            *_by_status(candidate, report),
        ):
            found[key].add(notice)
    return {key: _in_order(notices) for key, notices in found.items()}


def with_notices(report: Report, notices: Iterable[Notice]) -> Report:
    """The report saying itself what a notice on the other side of a link says of it."""
    kinds = {notice: kind for kind, notice in _ABOUT_ITSELF.items()}
    said = {(kinds[n.kind].value, n.identifier, n.because) for n in notices if n.kind in kinds}
    return replace(report, relations=tuple(sorted({*report.relations, *said})))


def together(of_reports: Iterable[Sequence[Notice]]) -> tuple[Notice, ...]:
    """What was said of several reports as one list."""
    return _in_order({notice for notices in of_reports for notice in notices})


def no_longer_counts(notices: Iterable[Notice]) -> NoticeKind | None:
    """Why a report counts nowhere; None where it does."""
    return next((n.kind for n in notices if n.kind in NO_LONGER_COUNTS), None)


def _by_relations(candidate: Candidate, own: Report, catalogue: Catalogue) -> Iterator[_Said]:
    source = _source(candidate)
    for name, target, because in candidate.relations:
        kind, other = RelationKind(name), catalogue.find(target)
        if said := _ABOUT_ITSELF.get(kind):
            yield own.key, Notice(kind=said, because=because, source=source, identifier=target)
        said, of = _about_another(kind, own, other)
        if said and of is not None and other is not own:
            identifier = target if of is own else _identifier(own)
            yield of.key, Notice(kind=said, because=because, source=source, identifier=identifier)


def _about_another(
    kind: RelationKind, own: Report, other: Report | None
) -> tuple[NoticeKind | None, Report | None]:
    """What a link says of which of its two ends, where it is not simply said of its own."""
    if kind in _ABOUT_ANOTHER:
        return _ABOUT_ANOTHER[kind], other
    if kind in BECAME and own.kind is ReportKind.PREPRINT:
        return NoticeKind.PUBLISHED, own
    if kind in CAME_OF and other is not None and other.kind is ReportKind.PREPRINT:
        return NoticeKind.PUBLISHED, other
    return None, None


def _by_status(candidate: Candidate, own: Report) -> Iterator[_Said]:
    if candidate.kind is not ReportKind.REGISTRATION:
        return
    first = re.match(r"[a-z]*", candidate.status.casefold().strip())
    kind = _STATUSES.get(first.group() if first else "")
    if kind:
        number = next(iter(candidate.bibliography.registrations), "")
        because = ": ".join(filter(None, (f"status {_plain(candidate.status)}", candidate.stopped)))
        identifier = f"nct:{number}" if number.startswith("NCT") else number
        yield (
            own.key,
            Notice(kind=kind, because=because, source=_source(candidate), identifier=identifier),
        )


def _identifier(report: Report) -> str:
    """What a report can be looked up by, as in `Relation.target`."""
    printed = report.bibliography
    for name, value in (("pmid", printed.pmid), ("doi", printed.doi)):
        if value:
            return f"{name}:{value}"
    return report.key


def _in_order(notices: Iterable[Notice]) -> tuple[Notice, ...]:
    """Each once for each source; a source that names the notice has no need to say it without."""
    order = list(NoticeKind)
    ordered = sorted(
        notices, key=lambda n: (order.index(n.kind), n.source, n.identifier, n.because)
    )
    once = {(n.kind, n.source, n.identifier): n for n in reversed(ordered)}
    named = {(n.kind, n.source) for n in ordered if n.identifier}
    kept = (n for n in once.values() if n.identifier or (n.kind, n.source) not in named)
    return tuple(reversed(list(kept)))


def _source(candidate: Candidate) -> str:
    return candidate.key.partition(":")[0]


def _plain(status: str) -> str:
    return status.replace("_", " ")
