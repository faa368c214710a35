"""What the readings of a report tell of its study, for asking whether two studies are one."""

from collections.abc import Sequence

from app.matching import Told
from app.records import Dimension, Reading

ABOUT = (Dimension.INDICATION, Dimension.BODY_SITE)


def told_by(readings: Sequence[Reading]) -> Told:
    """The number of people that the first reader found, and what all of them say it is about."""
    people = (r.participants.people for r in readings if r.participants is not None)
    tags = (tag for reading in readings for tag in reading.tags)
    return Told(
        people=next(people, None),
        about=frozenset(f"{tag.dimension} {tag.value}" for tag in tags if tag.dimension in ABOUT),
    )
