"""What changed between two moments, in JSON: cells, sentences, and the events behind them."""

from collections.abc import Sequence
from datetime import datetime
from types import SimpleNamespace
from typing import Annotated, Any

from pydantic import Field, model_validator

from app.answers import CellSince, ChangedCell, Correction, TracedChange
from app.api.schemas.gap_map import Address, OfIndication, OfOutcome, OfType
from app.api.schemas.words import DepthWord, PeopleIfTold, Roman, Shape
from app.exports import event_sentence
from app.gapmap import Axis, CellKey, ChangeKind, Footing, Layer, Reason
from app.records import Standing
from app.store import Event, EventKind

Numbers = Annotated[
    tuple[int, ...],
    Field(description="Numbers of the events behind it; empty where no single one was found."),
]


class Edition(Shape):
    """What an answer was made with."""

    topic: str
    tagger: Annotated[str, Field(description="Version of the reader.")]
    deriving: Annotated[int, Field(description="Version of the rules beside the reader's.")]
    rules: Annotated[str, Field(description="Names all three with the whole vocabulary.")]


class ToldEvent(Shape):
    """Something that was received or decided."""

    number: Annotated[int, Field(description="From 1; cells and changes name it by this.")]
    kind: EventKind
    at: datetime
    who: Annotated[str, Field(description="A source, or a person by name.")]
    run_id: Annotated[int | None, Field(description="The run that brought it, if one did.")]
    records: Annotated[tuple[str, ...], Field(description="Keys of the records it is about.")]
    study_id: Annotated[str, Field(description="Study whose tag was decided on; may be empty.")]
    why: Annotated[str, Field(description="The reason that a person gave; may be empty.")]
    sentence: str


class CellState(Shape):
    """What a cell says at one of the two moments."""

    studies: int
    people: PeopleIfTold
    participants: Annotated[
        int | None,
        Field(description="All people of these studies, of any type; null where one is silent."),
    ]
    depth: DepthWord
    reason: Reason
    standings: dict[Standing, int]
    footings: Annotated[
        dict[Footing, int],
        Field(description="Every study of the indication and outcome by how it stands here."),
    ]
    people_of_unknown_type: Annotated[
        int | None,
        Field(description="Null: none of the studies that name no skin type says how many."),
    ]
    study_ids: tuple[str, ...]
    sentence: str


class CellChange(Shape):
    """A cell that says something else, before and after."""

    fitzpatrick: OfType
    indication: OfIndication
    outcome: OfOutcome
    before: CellState
    after: CellState
    study_ids: Annotated[
        tuple[str, ...],
        Field(description="Studies that came, went, or say something else than before."),
    ]
    events: Numbers
    href: Address

    @model_validator(mode="before")
    @classmethod
    def _from_changed(cls, value: Any) -> Any:
        if not isinstance(value, ChangedCell | CellSince):
            return value
        one = value.difference
        return SimpleNamespace(
            key=one.key,
            before=one.before,
            after=one.after,
            study_ids=one.study_ids,
            events=value.events,
            by_rules=getattr(value, "by_rules", False),
        )


class CellRef(Shape):
    """A cell by its coordinates."""

    fitzpatrick: OfType
    indication: OfIndication
    outcome: OfOutcome
    href: Address

    @model_validator(mode="before")
    @classmethod
    def _from_key(cls, value: Any) -> Any:
        return SimpleNamespace(key=value) if isinstance(value, CellKey) else value


class StudyChange(Shape):
    """One thing that changed, in words."""

    kind: ChangeKind
    sentence: str
    study_ids: tuple[str, ...]
    title: Annotated[str, Field(description="Of the study; empty for a change of the map.")]
    before: str
    after: str
    fitzpatrick: tuple[Roman, ...]
    indications: tuple[str, ...]
    outcomes: tuple[str, ...]
    events: Numbers

    @model_validator(mode="before")
    @classmethod
    def _from_traced(cls, value: Any) -> Any:
        if not isinstance(value, TracedChange):
            return value
        names = [name for name in cls.model_fields if name != "events"]
        return {name: getattr(value.change, name) for name in names} | {"events": value.events}


class CorrectionNotice(Shape):
    """What was said of a report after it came out, and what that touches."""

    kind: ChangeKind
    sentence: str
    study_ids: tuple[str, ...]
    cells: Annotated[
        tuple[CellRef, ...],
        Field(description="Cells of this view that the study makes up, or made up before."),
    ]
    permalinks: Annotated[
        tuple[str, ...], Field(description="Hashes of the frozen views that hold the report.")
    ]
    events: Numbers

    @model_validator(mode="before")
    @classmethod
    def _from_correction(cls, value: Any) -> Any:
        if not isinstance(value, Correction):
            return value
        told = {name: getattr(value.change, name) for name in ("kind", "sentence", "study_ids")}
        return told | {
            "cells": value.cells,
            "permalinks": value.permalinks,
            "events": value.events,
        }


def told_events(events: Any) -> Any:
    """Events with their numbers and sentences."""
    if not isinstance(events, Sequence) or not all(isinstance(e, Event) for e in events):
        return events
    return tuple(
        {name: getattr(event, name) for name in _OF_AN_EVENT}
        | {"number": number, "sentence": event_sentence(event)}
        for number, event in enumerate(events, start=1)
    )


_OF_AN_EVENT = ("kind", "at", "who", "run_id", "records", "study_id", "why")


class StudiesThen(Shape):
    """Distinct studies of these layers and conditions at both moments."""

    before: int
    after: int


class Comparison(Shape):
    """What is different at `until` from what was known before `since`, in one view of the map.

    Both sides follow from what had been received and decided by then, with the one edition.
    """

    since: datetime
    until: datetime
    is_complete: Annotated[
        bool,
        Field(
            description="False while a run that was begun before `until` is at work: what it brings "
            "will count as received by then."
        ),
    ]
    edition: Edition
    row_axis: Axis
    column_axis: Axis
    layers: tuple[Layer, ...]
    studies: StudiesThen
    cells: Annotated[
        tuple[CellChange, ...],
        Field(description="Cells that differ; whole rows and columns (null coordinates) first."),
    ]
    changes: Annotated[
        tuple[StudyChange, ...],
        Field(description="Everything that changed, in words, what a reader must know first."),
    ]
    corrections: tuple[CorrectionNotice, ...]
    events: tuple[ToldEvent, ...]
    rule_changes: Annotated[
        tuple[ToldEvent, ...],
        Field(description="When reader or vocabulary changed; that is in no cell and no change."),
    ]

    @model_validator(mode="before")
    @classmethod
    def _from_answer(cls, value: Any) -> Any:
        if isinstance(value, dict):
            return value
        given = {name: getattr(value, name) for name in cls.model_fields}
        before, after = value.studies
        return given | {
            "studies": {"before": before, "after": after},
            "events": told_events(value.events),
            "rule_changes": told_events(value.rule_changes),
        }
