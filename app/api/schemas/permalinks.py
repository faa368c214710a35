"""Frozen views in JSON: what is kept of each, and what changed since."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import Field, model_validator

from app.answers import Permalink as KeptPermalink
from app.answers import SinceFrozen, ViewKind
from app.answers.permalinks import asked_of
from app.api.schemas.changes import CellChange, Edition, Numbers, ToldEvent, told_events
from app.api.schemas.words import Shape
from app.matching import NoticeKind


class Permalink(Shape):
    """A view as it was answered once; the same view has one permalink."""

    hash: Annotated[
        str,
        Field(description="First 32 hexadecimal digits of the SHA-256 of the bytes at `href`."),
    ]
    view: ViewKind
    question: dict[str, Any]
    at: Annotated[datetime, Field(description="When it was frozen first.")]
    complete_until: Annotated[
        datetime,
        Field(description="All that was received and decided before this moment is in it."),
    ]
    revision: Annotated[str, Field(description="Of the evidence when it was frozen.")]
    edition: Edition
    is_same_edition: Annotated[
        bool, Field(description="Whether this service still reads everything alike.")
    ]
    href: Annotated[str, Field(description="Address of the frozen bytes.")]
    page: Annotated[str, Field(description="Path of the page that shows it, to be cited.")]

    @model_validator(mode="before")
    @classmethod
    def _from_kept(cls, value: Any) -> Any:
        if not isinstance(value, KeptPermalink):
            return value
        names = [name for name in cls.model_fields if hasattr(value, name)]
        return {name: getattr(value, name) for name in names} | {
            "question": asked_of(value.question),
            "href": f"/api/v1/permalinks/{value.hash}",
            "page": f"/p/{value.hash}",
        }


class FrozenPermalink(Permalink):
    """A view that was just frozen, or had been before."""

    is_new: Annotated[bool, Field(description="False where the same had been frozen before.")]


class Permalinks(Shape):
    """Some permalinks, the latest first."""

    permalinks: tuple[Permalink, ...]
    total: Annotated[int, Field(description="All that meet the question, shown or not.")]


class FrozenDocument(Shape):
    """Question and answer as they were kept, in canonical JSON: sorted names, no spaces."""

    question: Annotated[
        dict[str, Any], Field(description="`view`, and what it was asked; defaults are left out.")
    ]
    answer: Annotated[dict[str, Any], Field(description="All that was answered.")]
    behind: Annotated[
        dict[str, Any],
        Field(description="The studies and reports that stood behind the answer."),
    ] = {}  # noqa: RUF012  # pydantic copies it


class FrozenCell(CellChange):
    """A cell that says something else now than when it was frozen."""

    by_rules: Annotated[
        bool,
        Field(
            description="Whether another reader or vocabulary alone already reads the evidence of "
            "then as something else."
        ),
    ]


class FrozenLine(Shape):
    """A study or a gap of a frozen list that came, left or changed since."""

    what: Annotated[str, Field(description="came, left or changed.")]
    text: str
    study_id: str
    events: Numbers


class FrozenCorrection(Shape):
    """What was said of a report after a view that it is part of was frozen."""

    kind: NoticeKind
    title: str
    because: str
    source: str
    identifier: str
    study_id: Annotated[str, Field(description="As the study was called in the frozen view.")]


class PermalinkChanges(Shape):
    """A frozen view beside what the same question is answered now."""

    permalink: Permalink
    now: datetime
    now_revision: str
    now_edition: Edition
    is_unchanged: Annotated[bool, Field(description="Whether it says now what it said then.")]
    corrections: tuple[FrozenCorrection, ...]
    cells: Annotated[tuple[FrozenCell, ...], Field(description="Of a map, or a cell.")]
    lines: Annotated[tuple[FrozenLine, ...], Field(description="Of a list of studies or gaps.")]
    events: tuple[ToldEvent, ...]
    rule_changes: tuple[ToldEvent, ...]
    unanswerable: Annotated[
        str, Field(description="Why it cannot be asked any more; empty where it can.")
    ]

    @model_validator(mode="before")
    @classmethod
    def _from_answer(cls, value: Any) -> Any:
        if not isinstance(value, SinceFrozen):
            return value
        given = {name: getattr(value, name) for name in cls.model_fields}
        return given | {
            "events": told_events(value.events),
            "rule_changes": told_events(value.rule_changes),
        }
