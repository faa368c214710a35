"""What stands behind a view that is frozen: its studies and reports, for files of that very state."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from app.answers.views import (
    Asking,
    Part,
    View,
    ViewName,
    answer_cell_view,
    answer_gaps_view,
    answer_map_view,
    answer_studies_view,
)
from app.gapmap import MappedStudy, Matrix
from app.store import ReportOfStudy, Statement, StudySummary

PARTS = Part.MAP | Part.GAPS | Part.STUDIES | Part.REPORTS
PARTS_OF: Mapping[ViewName, Part] = {ViewName.CELL: PARTS | Part.STATEMENTS}
"""Of a cell the table is what is said of it; of other views that would be many times their size."""
VIEWED: Mapping[ViewName, Callable[[Asking, Any], View]] = {
    ViewName.MAP: answer_map_view,
    ViewName.CELL: answer_cell_view,
    ViewName.STUDIES: answer_studies_view,
    ViewName.GAPS: answer_gaps_view,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """All of a view that its answer does not hold already."""

    title: str
    conditions: tuple[tuple[str, str], ...]
    cell: Matrix | None
    """The map of one cell, where the answer is a cell."""
    mapped: tuple[MappedStudy, ...]
    studies: tuple[StudySummary, ...]
    statements: tuple[Statement, ...]
    reports: tuple[ReportOfStudy, ...]


def behind(asking: Asking, name: ViewName, question: Any) -> Behind:
    """What stands behind the answer to a question now; `asking.parts` does not matter.

    Raises:
        InvalidQueryError: If a filter's value is not in the topic's vocabulary.
    """
    parts = PARTS_OF.get(name, PARTS)
    asked = Asking(db=asking.db, topic=asking.topic, at=asking.at, parts=parts)
    view = VIEWED[name](asked, question)
    return Behind(
        title=view.title,
        conditions=view.conditions,
        cell=view.matrix if name is ViewName.CELL else None,
        mapped=view.mapped,
        studies=tuple(view.studies),
        statements=view.statements,
        reports=view.reports,
    )
