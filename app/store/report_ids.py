"""Names of reports that survive a rebuild: they follow from a record's key alone."""

from functools import lru_cache

from app.matching import public_id_of


@lru_cache(maxsize=10_000)
def report_id_of(report_key: str) -> str:
    """The identifier of the report that this record founds, such as R3F9QW0KZ."""
    return "R" + public_id_of(report_key).removeprefix("S")
