"""A study that was derived, as maps take it."""

from app.gapmap import MappedStudy
from app.records import WITHIN_PERSON, Dimension, SkinType, Standing
from app.store.given import DerivedStudy


def mapped_of(one: DerivedStudy) -> MappedStudy:
    """The study as it is read again once it is written."""
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
