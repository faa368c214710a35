"""The tables of charts: what they draw, in rows."""

from app.answers import TimelineAnswer
from app.exports.tables import Table
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
