"""Reports to studies: what sources, registration numbers and persons say belongs together."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from app.matching.catalogue import Catalogue, is_comment
from app.matching.joining import Groups, in_force, on_studies
from app.matching.numbers import Tie, number_ties, numbers_of_reports
from app.matching.public_ids import public_id_of
from app.matching.values import (
    LinkedReport,
    MatchDecision,
    MatchLayer,
    Report,
    ReportRole,
    Study,
)
from app.records import CONTEXT_KINDS, RelationKind, ReportKind

Reasons = dict[str, tuple[str, str]]
"""(rule, because) of a report's key."""

Overlaps = defaultdict[str, set[tuple[str, str]]]
"""By a report's key: (key of a report of another study, because)."""

Suspicion = tuple[str, str, str]
"""Keys of records of two reports that may tell of the same people, and why."""

ALONE = ("only-report", "no other report is known of this study")


def link_reports(
    reports: Sequence[Report],
    decisions: Sequence[MatchDecision] = (),
    suspected: Iterable[Suspicion] = (),
) -> list[Study]:
    """Make studies of reports, first-arrived first, whatever order they are given in.

    Studies that are suspected of the same people are marked, until a person says that they are of
    others.

    News and regulatory documents are left out. A comment belongs to the study it speaks about; one
    whose target is not here makes a study of comments alone, which is not to be counted.
    """
    catalogue = Catalogue(r for r in reports if r.kind not in CONTEXT_KINDS)
    said = catalogue.of_reports(decisions)
    decided = on_studies(said)
    groups = Groups(catalogue.by_key, (d for d in decided if not d.same))
    ties = [
        *(Tie((d.one, d.other), "decision", d.because) for d in decided if d.same),
        *_relation_ties(catalogue),
        *number_ties(catalogue),
    ]
    for tie in ties:
        groups.join_all(tie.keys)
    reasons = _reasons(ties, groups) | _attach_comments(catalogue, groups)
    members_of = sorted(
        (_by_arrival(group, catalogue) for group in groups.all()),
        key=lambda members: (members[0].arrival, members[0].key),
    )
    overlaps = _overlaps(catalogue, groups, suspected)
    _as_a_person_says(overlaps, in_force(said, MatchLayer.PEOPLE), groups)
    return list(_studies(members_of, reasons, overlaps))


def _by_arrival(group: Iterable[str], catalogue: Catalogue) -> list[Report]:
    return sorted((catalogue.by_key[key] for key in group), key=lambda r: (r.arrival, r.key))


def _relation_ties(catalogue: Catalogue) -> Iterator[Tie]:
    """What a source calls reports of one study; where one is a numbered trial its number decides.

    A registry also lists reviews under a trial, so a review is tied to reviews alone.
    """
    for report, other, because in (
        *catalogue.related(RelationKind.REPORT_OF),
        *_updated_preprints(catalogue),
    ):
        reviews = [r.kind is ReportKind.REVIEW for r in (report, other)]
        numbered = any(
            r.kind is ReportKind.REGISTRATION and r.bibliography.registrations
            for r in (report, other)
        )
        comments = is_comment(report) or is_comment(other)
        if reviews[0] == reviews[1] and not numbered and not comments:
            yield Tie((report.key, other.key), "report-of", because)


def _updated_preprints(catalogue: Catalogue) -> Iterator[tuple[Report, Report, str]]:
    """NLM links a preprint to its article as to an update; updates of others are other reports."""
    for kind in (RelationKind.UPDATED_BY, RelationKind.UPDATE_OF):
        for report, other, because in catalogue.related(kind):
            if (report.kind is ReportKind.PREPRINT) is not (other.kind is ReportKind.PREPRINT):
                yield report, other, because


def _reasons(ties: Iterable[Tie], groups: Groups) -> Reasons:
    """For each report the first tie to another report of its group."""
    reasons: Reasons = {}
    for tie in ties:
        for group in groups.distinct(tie.keys):
            tied = [key for key in tie.keys if key in group]
            if len(tied) > 1:
                for key in tied:
                    reasons.setdefault(key, (tie.rule, tie.because))
    return reasons


def _attach_comments(catalogue: Catalogue, groups: Groups) -> Reasons:
    """Put each comment with the first report it speaks about; it never makes two studies one."""
    attached: Reasons = {}
    for comment, target, because in catalogue.related(RelationKind.COMMENT_ON):
        if comment.key in attached or not is_comment(comment):
            continue
        free = all(is_comment(catalogue.by_key[key]) for key in groups.of(comment.key))
        if free and groups.join(comment.key, target.key):
            attached[comment.key] = ("comment-on", because)
    return attached


def _overlaps(catalogue: Catalogue, groups: Groups, suspected: Iterable[Suspicion]) -> Overlaps:
    """Which reports of other studies may hold the same people, and why."""
    found: Overlaps = defaultdict(set)
    for one, other, because in (
        *catalogue.related(RelationKind.MAY_OVERLAP),
        *_drawn_on(catalogue),
        *_alike(catalogue, suspected),
    ):
        if groups.of(one.key) is not groups.of(other.key):
            found[one.key].add((other.key, because))
            found[other.key].add((one.key, because))
    return found


def _alike(
    catalogue: Catalogue, suspected: Iterable[Suspicion]
) -> Iterator[tuple[Report, Report, str]]:
    for one, other, because in suspected:
        ours, others = catalogue.find(one), catalogue.find(other)
        if ours is not None and others is not None:
            yield ours, others, because


def _as_a_person_says(overlaps: Overlaps, decided: Iterable[MatchDecision], groups: Groups) -> None:
    """Mark what a person says is shared, and clear what nobody is in; of two studies the last word."""
    settled: set[frozenset[int]] = set()
    for decision in decided:
        ours, others = groups.of(decision.one), groups.of(decision.other)
        studies = frozenset({id(ours), id(others)})
        if ours is others or studies in settled:
            continue
        settled.add(studies)
        for members, theirs in ((ours, others), (others, ours)):
            for key in members & overlaps.keys():
                overlaps[key] = {one for one in overlaps[key] if one[0] not in theirs}
        if decision.same:
            because = f"decided: {decision.because}"
            overlaps[decision.one].add((decision.other, because))
            overlaps[decision.other].add((decision.one, because))


def _drawn_on(catalogue: Catalogue) -> Iterator[tuple[Report, Report, str]]:
    """A report of several trials holds people of each of them."""
    numbers = numbers_of_reports(catalogue)
    holders: defaultdict[str, list[str]] = defaultdict(list)
    for key, of_report in numbers.items():
        for number in of_report.own:
            holders[number].append(key)
    for key, of_report in numbers.items():
        for number in of_report.other:
            for other in holders[number]:
                yield catalogue.by_key[key], catalogue.by_key[other], f"both name {number}"


def _studies(
    members_of: Sequence[Sequence[Report]], reasons: Reasons, overlaps: Overlaps
) -> Iterator[Study]:
    public_ids = {
        report.key: public_id_of(members[0].key) for members in members_of for report in members
    }
    for members in members_of:
        keys = [joined.key for report in members for joined in report.records]
        others = [other for report in members for other in overlaps.get(report.key, ())]
        yield Study(
            key=members[0].key,
            public_id=public_ids[members[0].key],
            former_ids=tuple(public_id_of(key) for key in keys if key != members[0].key),
            reports=tuple(_linked(report, reasons) for report in members),
            overlaps=_by_study(others, public_ids),
        )


def _linked(report: Report, reasons: Reasons) -> LinkedReport:
    rule, because = reasons.get(report.key, ALONE)
    return LinkedReport(key=report.key, role=_role(report), rule=rule, because=because)


def _role(report: Report) -> ReportRole:
    if is_comment(report):
        return ReportRole.COMMENT
    registered = report.kind is ReportKind.REGISTRATION
    return ReportRole.REGISTRATION if registered else ReportRole.RESULTS


def one_sentence(reasons: Iterable[str]) -> str:
    """Several reasons as one."""
    return "; ".join(sorted({because.rstrip(". ") for because in reasons}))


def _by_study(
    others: Iterable[tuple[str, str]], public_ids: Mapping[str, str]
) -> tuple[tuple[str, str], ...]:
    """One line for each other study, all its reasons in it, as one sentence."""
    reasons: defaultdict[str, set[str]] = defaultdict(set)
    for key, because in others:
        reasons[public_ids[key]].add(because)
    return tuple((study, one_sentence(reasons[study])) for study in sorted(reasons))
