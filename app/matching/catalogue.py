"""Finding reports by what sources call them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from app.matching.values import MatchDecision, Report
from app.records import RelationKind, ReportKind


class Catalogue:
    """The reports to be linked and every name they go by.

    They stand in the order of their records' keys, not of arrival: what is linked with what must
    not depend on what came first.
    """

    def __init__(self, reports: Iterable[Report]) -> None:
        self.reports = sorted(reports, key=lambda r: min(joined.key for joined in r.records))
        self.by_key = {r.key: r for r in self.reports}
        self._named: defaultdict[str, list[Report]] = defaultdict(list)
        for report in self.reports:
            for name in _names(report):
                self._named[name].append(report)

    def find(self, target: str) -> Report | None:
        """The first report that a relation's target means: a record's key, pmid:, doi: or nct:."""
        return next(iter(self._named.get(_plain(target), ())), None)

    def related(self, kind: RelationKind) -> Iterator[tuple[Report, Report, str]]:
        """(report, other report, because) for every relation of a kind whose target is here."""
        for report in self.reports:
            for name, target, because in report.relations:
                other = self.find(target) if name == kind else None
                if other is not None and other is not report:
                    yield report, other, because

    def of_reports(self, decisions: Sequence[MatchDecision]) -> list[MatchDecision]:
        """The decisions with each record's key replaced by that of its report; others fall away."""
        found = ((d, self.find(d.one), self.find(d.other)) for d in decisions)
        return [
            replace(decision, one=one.key, other=other.key)
            for decision, one, other in found
            if one is not None and other is not None and one is not other
        ]


def is_comment(report: Report) -> bool:
    """A letter or commentary; an article that a source says comments on another is one too."""
    comments = any(name == RelationKind.COMMENT_ON for name, _, _ in report.relations)
    return report.kind is ReportKind.COMMENT or (
        comments and report.kind in (ReportKind.JOURNAL_ARTICLE, ReportKind.OTHER)
    )


def _names(report: Report) -> Iterator[str]:
    bibliography = report.bibliography
    yield from (joined.key for joined in report.records)
    if bibliography.pmid:
        yield f"pmid:{bibliography.pmid}"
    if bibliography.doi:
        yield _plain(f"doi:{bibliography.doi}")
    if report.kind is ReportKind.REGISTRATION and bibliography.registrations:
        yield _plain(f"nct:{bibliography.registrations[0]}")


def _plain(target: str) -> str:
    """Identifiers in one case; a record's key is left as it is."""
    return target.casefold() if target.startswith(("doi:", "nct:", "pmid:")) else target
