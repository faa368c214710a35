"""What was derived as a state of the evidence that can be compared with another."""

from collections.abc import Mapping

from app import store
from app.gapmap import EvidenceState, KnownReport, KnownStudy, MappedStudy
from app.records import WITHIN_PERSON, Dimension, SkinType, Standing
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
        study=_mapped(one),
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


def _mapped(one: DerivedStudy) -> MappedStudy:
    study, merged = one.study, one.merged
    spoken: dict[SkinType, Standing] = {
        t: s for t, s in merged.standing.items() if s is not Standing.NOT_REPORTED
    }
    return MappedStudy(
        public_id=study.public_id,
        title=merged.bibliography.title,
        year=merged.bibliography.year,
        layer=one.layer,
        participants=merged.participants,
        planned=merged.planned,
        standing=spoken,
        counts=merged.counts,
        indications=merged.ids(Dimension.INDICATION),
        outcomes=merged.ids(Dimension.OUTCOME),
        body_sites=merged.ids(Dimension.BODY_SITE),
        procedures=merged.ids(Dimension.PROCEDURE),
        designs=merged.ids(Dimension.DESIGN),
        results=merged.results,
        overlaps=frozenset(other for other, _ in study.overlaps),
        within_person=WITHIN_PERSON in merged.ids(Dimension.PARTICIPANTS),
        status=merged.status,
        ends=merged.ends,
        extent=merged.extent,
        registrations=tuple(sorted(merged.registrations)),
    )
