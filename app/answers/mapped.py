"""The studies as the map sees them: from memory where there are few, as in most databases."""

from sqlmodel import Session

from app import store
from app.answers.remembered import remembered
from app.gapmap import MappedStudy
from app.store import StudyFilter
from app.topic import Topic

FEW = 1000
"""Studies that are worth keeping in memory: some 5 MB. Of more, each question reads its own."""
NO_CONDITION = StudyFilter()


def mapped_studies(
    db: Session, topic: Topic, wanted: StudyFilter = NO_CONDITION
) -> list[MappedStudy]:
    """The studies that meet the conditions of a map, in the order of the list."""
    if not store.is_map_of(db, store.revision(db)) or store.count_mapped_studies(db) > FEW:
        return store.list_mapped_studies(db, wanted)
    every = remembered(
        db, topic, "mapped studies", lambda: tuple(store.list_mapped_studies(db, NO_CONDITION))
    )
    return [study for study in every if meets(study, wanted)]


def meets(study: MappedStudy, wanted: StudyFilter) -> bool:
    """Whether a study meets the conditions of a map: places, procedures, designs and years."""
    for values, asked in (
        (study.body_sites, wanted.body_site),
        (study.procedures, wanted.procedure),
        (study.designs, wanted.design),
    ):
        if asked and values.isdisjoint(asked):
            return False
    if wanted.year_from is not None and (study.year is None or study.year < wanted.year_from):
        return False
    return wanted.year_to is None or (study.year is not None and study.year <= wanted.year_to)
