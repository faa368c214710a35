"""Questions about studies that only the API asks: some fields, groups, several at once."""

from typing import Annotated

from pydantic import BeforeValidator, Field

from app.answers import StudiesQuestion
from app.answers.grouping import GroupBy
from app.api.routes.questions import NoQuestion
from app.api.schemas.selecting import MOST_IN_BATCH, StudyFields, SummaryFields


class StudyListQuestion(StudiesQuestion):
    """A page of the list of studies, or the whole list in groups."""

    select: SummaryFields = ()
    group_by: Annotated[
        GroupBy | None,
        BeforeValidator(lambda value: None if value == "" else value),
        Field(
            description="Counts all studies of the filters by this in place of listing them. "
            "`fitzpatrick` counts the types that were treated, `standing:V` how studies stand to "
            "type V. `limit`, `cursor` and `select` then mean nothing."
        ),
    ] = None


class StudyQuestion(NoQuestion):
    """What to tell of a study."""

    select: StudyFields = ()


class BatchWord(NoQuestion):
    """Several studies by their identifiers."""

    ids: Annotated[
        tuple[Annotated[str, Field(max_length=100)], ...],
        Field(
            min_length=1,
            max_length=MOST_IN_BATCH,
            description="Identifiers, as lists give them or as they once were.",
        ),
    ]
    select: StudyFields = ()
