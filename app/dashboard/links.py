"""Addresses: a question and its URL are the same thing, so every state can be kept and sent."""

from typing import Any
from urllib.parse import quote, urlencode

from pydantic import BaseModel

from app.answers import CellQuestion, MapQuestion
from app.gapmap import CellKey


def url_of(path: str, question: BaseModel, **changes: Any) -> str:
    """The address that asks `question`, with some fields changed; defaults are left out."""
    asked = question.model_dump(mode="json", exclude_defaults=True) | changes
    return with_query(path, asked)


def with_query(path: str, fields: dict[str, Any]) -> str:
    """A path with a query string; empty values are left out, lists repeat their name."""
    kept = {name: value for name, value in fields.items() if value not in (None, "", [], ())}
    return f"{path}?{urlencode(kept, doseq=True)}" if kept else path


def study_url(public_id: str) -> str:
    """The page of one study."""
    return f"/studies/{quote(public_id, safe='')}"


def cell_url(key: CellKey, question: MapQuestion | CellQuestion | None = None) -> str:
    """The page of one cell, drawn from the same studies as the map it stands in."""
    axes = {
        "fitzpatrick": key.fitzpatrick.name if key.fitzpatrick else "",
        "indication": key.indication,
        "outcome": key.outcome,
    }
    if question is None:
        return with_query("/gap-map/cell", axes)
    wider = question.as_map_question() if isinstance(question, CellQuestion) else question
    shared = wider.model_dump(
        mode="json", exclude_defaults=True, exclude={"rows", "columns", *axes}
    )
    return with_query("/gap-map/cell", axes | shared)


def without(question: BaseModel, field: str, value: str) -> dict[str, Any]:
    """The change to a question that removes one value of a field."""
    now = getattr(question, field)
    if isinstance(now, list):
        return {field: [str(v) for v in now if str(v) != value]}
    return {field: None}
