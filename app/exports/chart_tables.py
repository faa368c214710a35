"""The tables of charts: what they draw, in rows."""

from app.answers import TimelineAnswer
from app.exports.tables import Table, Value
from app.gapmap import Interval, PeopleShare, Proportion, Representation
from app.records import SkinType


def table_of_timeline(answer: TimelineAnswer) -> Table:
    """One row a year with studies; every number of people is so far, at the end of that year.

    An empty field means that nobody says; it never means nobody.
    """
    of_type = (f"type_{t.name}" for t in SkinType)
    columns = (
        "year", "studies", "studies_naming_type", "studies_so_far", "people_so_far",
        "people_silent_on_type",
        *(f"{one}_{end}" for one in of_type for end in ("at_least", "at_most", "studies")),
        "study_ids",
    )  # fmt: skip
    rows = []
    for year in answer.over_time.years:
        types = [
            value
            for one in year.by_type
            for value in (
                one.people.lower if one.people else None,
                one.people.upper if one.people else None,
                one.studies,
            )
        ]
        counts = (year.studies, year.reporting, year.studies_so_far, year.people)
        rows.append((year.year, *counts, year.people_silent, *types, " ".join(year.study_ids)))
    return Table(columns, tuple(rows))


def table_of_representation(panel: Representation) -> Table:
    """One row a skin type or group, over both denominators; shares and limits are from 0 to 1.

    An empty field means that nobody says; it never means nobody.
    """
    columns = (
        "types",
        *(f"studies_{of}_{field}" for of in OF for field in STUDIES_FIELDS),
        *(f"people_{of}_{field}" for of in OF for field in PEOPLE_FIELDS),
        "study_ids",
    )
    rows = (
        (
            " ".join(t.name for t in group.types),
            *_studies(group.studies_of_all),
            *_studies(group.studies_of_reporting),
            *_people(group.people_of_all),
            *_people(group.people_of_reporting),
            " ".join(group.study_ids),
        )
        for group in panel.groups
    )
    return Table(columns, tuple(rows))


OF = ("of_all", "of_reporting")
STUDIES_FIELDS = ("count", "of", "share", "lower", "upper")
PEOPLE_FIELDS = ("at_least", "at_most", "of", "share_lowest", "share_highest", "lower", "upper")


def _studies(share: Proportion) -> tuple[Value, ...]:
    lower, upper = _limits(share.interval)
    return (share.count, share.of, share.share, lower, upper)


def _people(share: PeopleShare) -> tuple[Value, ...]:
    lower, upper = _limits(share.interval)
    least, most = (share.people.lower, share.people.upper) if share.people else (None, None)
    return (least, most, share.of, share.lowest, share.highest, lower, upper)


def _limits(interval: Interval | None) -> tuple[float | None, float | None]:
    return (interval.lower, interval.upper) if interval else (None, None)
