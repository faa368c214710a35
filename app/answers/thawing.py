"""Answers that were kept as plain JSON values, as answers again: the way back of `as_plain`."""

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from enum import Enum, IntEnum
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from app.errors import CoregapError


class ThawError(CoregapError):
    """Kept by another version, in a form that this one cannot read."""

    status = 422
    title = "Frozen view cannot be read by this version"


def thawed(kind: Any, plain: Any) -> Any:
    """The value of this type that `as_plain` made this of.

    Fields that this version does not know are passed over; those that it has in addition keep
    their defaults.

    Raises:
        ThawError: If a value is missing, or is none of its type.
    """
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return _one_of(inner, plain)
    if origin in (tuple, list, frozenset, set):
        return _many(origin, inner, plain)
    if origin is not None and issubclass(origin, Mapping):
        return {thawed(inner[0], k): thawed(inner[1], v) for k, v in _of(dict, plain).items()}
    if is_dataclass(kind) and isinstance(kind, type):
        return _object(kind, _of(dict, plain))
    return _single(kind, plain)


def _object(kind: type[Any], plain: dict[str, Any]) -> Any:
    hints = get_type_hints(kind)
    given: dict[str, Any] = {}
    for field in fields(kind):
        if field.name in plain:
            given[field.name] = thawed(hints[field.name], plain[field.name])
        elif field.default is MISSING and field.default_factory is MISSING:
            raise ThawError(f"{kind.__name__} has no {field.name} in it.")
    return kind(**given)


def _one_of(kinds: tuple[Any, ...], plain: Any) -> Any:
    if plain is None and type(None) in kinds:
        return None
    failed: ThawError | None = None
    for kind in (one for one in kinds if one is not type(None)):
        try:
            return thawed(kind, plain)
        except ThawError as error:
            failed = error
    raise failed or ThawError(f"{plain!r} is nothing that can stand here.")


def _many(origin: type[Any], inner: tuple[Any, ...], plain: Any) -> Any:
    values = _of(list, plain)
    if origin is tuple and inner[-1] is not Ellipsis:
        return tuple(thawed(kind, value) for kind, value in zip(inner, values, strict=True))
    return origin(thawed(inner[0], value) for value in values)


def _single(kind: Any, plain: Any) -> Any:
    try:
        if issubclass(kind, IntEnum):
            return kind[plain.upper()]
        if issubclass(kind, Enum):
            return kind(plain)
        if issubclass(kind, date):
            return (datetime if issubclass(kind, datetime) else date).fromisoformat(plain)
    except (KeyError, ValueError, AttributeError, TypeError) as error:
        raise ThawError(f"{plain!r} is no {getattr(kind, '__name__', kind)}.") from error
    return _of(kind, plain)


def _of(kind: type[Any], plain: Any) -> Any:
    is_number = kind is float and isinstance(plain, int)
    if not isinstance(plain, kind) and not is_number:
        raise ThawError(f"{plain!r} is no {kind.__name__}.")
    return plain
