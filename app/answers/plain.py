"""Answers as plain JSON values."""

from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum, IntEnum
from typing import Any

from app.records import SkinType


def as_plain(value: Any) -> Any:
    """Dataclasses as objects, skin types as roman numerals, depths as words, sets sorted."""
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: as_plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, SkinType):
        return value.name
    if isinstance(value, IntEnum):
        return value.name.lower()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, dict):
        return {str(as_plain(key)): as_plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [as_plain(inner) for inner in value]
    if isinstance(value, set | frozenset):
        return sorted(as_plain(inner) for inner in value)
    return value.isoformat() if isinstance(value, date) else value
