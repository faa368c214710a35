"""What was derived as a state of the evidence that can be compared with another."""

from collections.abc import Mapping

from app import store
from app.gapmap import EvidenceState, KnownReport, KnownStudy
from app.store import Derived, DerivedReport, DerivedStudy


def evidence_state(derived: Derived) -> EvidenceState:
    """The state that was derived; the same as the store gives once it is written."""
    by_key = {one.report.key: one for one in derived.reports}
    counted = [one for one in derived.studies if one.merged.counted]
    linked = {report.key for one in counted for report in one.study.reports}
    others = (one for key, one in by_key.items() if key not in linked)
    return EvidenceState(
        studies=tuple(_known(one, by_key) for one in counted),
        others=tuple(one for one in map(_report, others) if one.notices or len(one.records) > 1),
    )


def _known(one: DerivedStudy, by_key: Mapping[str, DerivedReport]) -> KnownStudy:
    return KnownStudy(
        study=store.mapped_of(one),
        reports=tuple(_report(by_key[linked.key]) for linked in one.study.reports),
        former_ids=frozenset(one.study.former_ids),
    )


def _report(one: DerivedReport) -> KnownReport:
    report = one.report
    return KnownReport(
        records=frozenset(joined.key for joined in report.records),
        kind=report.kind,
        title=report.bibliography.title,
        notices=store.reasons_of(one.notices),
    )
