"""How a study stands to each skin type, silence included."""

from app.gapmap.values import MappedStudy
from app.records import SkinType, Standing


def standing_of(study: MappedStudy, skin_type: SkinType) -> Standing:
    """The standing that is stated; a type of which the study counted nobody is excluded.

    A count of people never makes a type studied: that takes an accepted tag.
    """
    stated = study.standing.get(skin_type, Standing.NOT_REPORTED)
    told = [count.people for count in study.counts if count.types == (skin_type,)]
    within = [count.people for count in study.counts if skin_type in count.types]
    if not any(told) and 0 in within and stated is not Standing.ELIGIBLE:
        return Standing.EXCLUDED
    return stated


def is_silent(study: MappedStudy) -> bool:
    """Whether the study says nothing about any skin type."""
    return all(standing_of(study, t) is Standing.NOT_REPORTED for t in SkinType)


def studied_types(study: MappedStudy) -> frozenset[SkinType]:
    """The types of which somebody took part."""
    return frozenset(t for t in SkinType if standing_of(study, t) is Standing.STUDIED)
