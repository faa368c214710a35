"""What a report tells of its study, for asking whether two studies are one."""

from app.matching import Told
from app.pipeline.considering import Considered
from app.records import Dimension
from app.records.dates import partial_date
from app.records.sites import sites_of_record

ABOUT = (Dimension.INDICATION, Dimension.BODY_SITE)


def told_by(one: Considered) -> Told:
    """The number of people that the first reader found, what all of them say it is about, and where."""
    people = (r.participants.people for r in one.readings if r.participants is not None)
    tags = (tag for reading in one.readings for tag in reading.tags)
    ends = [partial_date(member.record.ends) for member in one.members]
    return Told(
        people=next(people, None),
        about=frozenset(f"{tag.dimension} {tag.value}" for tag in tags if tag.dimension in ABOUT),
        sites=frozenset(site for m in one.members for site in sites_of_record(m.record)),
        until=max((end.year for end in ends if end is not None), default=None),
    )
