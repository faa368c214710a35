"""Studies of which only some fields are sent, and studies counted in groups."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, create_model

from app.answers.grouping import GroupBy
from app.answers.study_batches import BatchStatus
from app.api.schemas.studies import Study, StudySummary
from app.api.schemas.words import NextAddress, NextCursor, Shape
from app.errors import InvalidQueryError

MOST_IN_BATCH = 100


def _parted(value: Any) -> Any:
    """`a,b` and a repeated parameter are the same; nothing is everything."""
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, list | tuple):
        return value
    parts = [part.split(",") if isinstance(part, str) else [part] for part in value]
    return [one.strip() if isinstance(one, str) else one for own in parts for one in own if one]


def _known_fields(shape: type[Shape]) -> Callable[[tuple[str, ...]], tuple[str, ...]]:
    def check(names: tuple[str, ...]) -> tuple[str, ...]:
        for name in names:
            if name not in shape.model_fields:
                raise InvalidQueryError("select", name, tuple(shape.model_fields))
        return names

    return check


def _fields_of(shape: type[Shape]) -> Any:
    return Field(
        description="Only these fields of each study, with commas between or repeated. Default: "
        "all of them.",
        json_schema_extra={"items": {"type": "string", "enum": [*shape.model_fields]}},
    )


SummaryFields = Annotated[
    tuple[str, ...],
    BeforeValidator(_parted),
    AfterValidator(_known_fields(StudySummary)),
    _fields_of(StudySummary),
]
StudyFields = Annotated[
    tuple[str, ...],
    BeforeValidator(_parted),
    AfterValidator(_known_fields(Study)),
    _fields_of(Study),
]

if TYPE_CHECKING:
    SelectedSummary = StudySummary
    SelectedStudy = Study
else:

    def _selected(name: str, shape: type[Shape], doc: str) -> type[Shape]:
        """The same fields, each of which may be left out."""
        fields = {
            field: (info.annotation, Field(default=None, description=info.description))
            for field, info in shape.model_fields.items()
        }
        return create_model(name, __base__=Shape, __doc__=doc, **fields)

    SelectedSummary = _selected(
        "SelectedSummary", StudySummary, "A line of a list with the fields of `select` alone."
    )
    SelectedStudy = _selected("SelectedStudy", Study, "A study with the fields of `select` alone.")


class SelectedPage(Shape):
    """One page of studies with the fields of `select` alone."""

    studies: tuple[SelectedSummary, ...]
    total: Annotated[int, Field(description="Studies on all pages together.")]
    next_cursor: NextCursor
    next: NextAddress = None


class StudyGroup(Shape):
    """One value, and how many studies say it."""

    key: Annotated[
        str,
        Field(
            description="As filters take it. `unknown`: nothing is said of it; of a standing that is "
            "`not_reported`."
        ),
    ]
    key_display_name: str
    count: int


class GroupsMeta(Shape):
    """What the groups are of."""

    count: Annotated[int, Field(description="Studies that meet the filters, each counted once.")]
    groups_count: int
    group_by: GroupBy


class StudyGroups(Shape):
    """Studies counted by what they say. One that says two things is in two groups."""

    meta: GroupsMeta
    group_by: Annotated[
        tuple[StudyGroup, ...], Field(description="The largest first, what is unknown last.")
    ]


class BatchLine(Shape):
    """One identifier that was asked for."""

    id: Annotated[str, Field(description="As it was asked for.")]
    status: BatchStatus
    public_id: Annotated[
        str | None, Field(description="What the study is called now; null where there is none.")
    ]
    study: Annotated[
        Study | SelectedStudy | None,
        Field(description="With the fields of `select`; null where there is none."),
    ]


class StudyBatch(Shape):
    """Studies in the order in which they were asked for."""

    results: tuple[BatchLine, ...]
    count: Annotated[int, Field(description="Results that hold a study.")]
