"""One line a study: what a list shows, loaded in two queries however long the list."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlmodel import Session, col, select

from app.gapmap import Layer
from app.matching import NoticeKind
from app.records import Dimension, Extent, SkinType, Standing
from app.store.batches import in_batches
from app.store.derived import EXTENT, REGISTRATION, StudyRow
from app.store.loaded import Found, notices_of
from app.store.study_parts import STUDIES, VALUES
from app.store.values import StudySummary

ByDimension = dict[str, dict[str, str]]
"""Dimension to value to standing."""


def list_summaries(db: Session, public_ids: Sequence[str]) -> tuple[StudySummary, ...]:
    """The studies of these identifiers, in their order; one that does not exist is left out."""
    found: dict[str, StudyRow] = {}
    for some in in_batches(public_ids):
        rows = db.exec(select(StudyRow).where(col(StudyRow.public_id).in_(some)))
        found.update((row.public_id, row) for row in rows)
    return summaries_of(db, [found[i] for i in public_ids if i in found])


def summaries_of(db: Session, studies: Sequence[StudyRow]) -> tuple[StudySummary, ...]:
    """The rows as values, with what each study says in every dimension."""
    values = values_by_study(db, [study.public_id for study in studies])
    return tuple(summary_of(study, values[study.public_id]) for study in studies)


def values_by_study(db: Session, public_ids: Sequence[str]) -> defaultdict[str, ByDimension]:
    """What each study says, merged over its reports."""
    found: defaultdict[str, ByDimension] = defaultdict(lambda: defaultdict(dict))
    for some in in_batches(public_ids):
        rows = db.connection().execute(VALUES, {STUDIES.key: some})
        for public_id, dimension, value, standing in rows:
            found[public_id][dimension][value] = standing
    return found


def standing_by_type(said: dict[str, str]) -> dict[SkinType, Standing]:
    """The types that a study speaks of."""
    return {t: Standing(said[t.name]) for t in SkinType if t.name in said}


def extent_of(said: Iterable[str]) -> Extent:
    """How much of the study was read; an abstract where it was derived before that was noted."""
    return next((Extent(word) for word in said), Extent.ABSTRACT)


def summary_of(study: StudyRow | Found, values: ByDimension) -> StudySummary:
    """The row as a value, with what the study says in every dimension."""
    spoken = standing_by_type(values.get(Dimension.FITZPATRICK, {}))
    return StudySummary(
        public_id=study.public_id,
        title=study.title,
        authors=tuple(study.authors),
        year=study.year,
        journal=study.journal,
        citation=study.citation,
        layer=Layer(study.layer),
        design=study.design,
        participants=study.participants,
        planned=study.planned,
        standing={t: spoken.get(t, Standing.NOT_REPORTED) for t in SkinType},
        indications=tuple(sorted(values.get(Dimension.INDICATION, ()))),
        outcomes=tuple(sorted(values.get(Dimension.OUTCOME, ()))),
        body_sites=tuple(sorted(values.get(Dimension.BODY_SITE, ()))),
        procedures=tuple(sorted(values.get(Dimension.PROCEDURE, ()))),
        reports=study.reports,
        status=study.status,
        extent=extent_of(values.get(EXTENT, ())),
        registrations=tuple(values.get(REGISTRATION, ())),
        ends=study.ends,
        follow_up_days=study.follow_up_days,
        notices=notices_of(study),
        left_out=NoticeKind(study.left_out) if study.left_out else None,
    )
