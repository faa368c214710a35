"""Files that a person keeps: TOML to checked values, every error with its file and field."""

import os
import re
import tomllib
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
)

from app.errors import EvidenceFileError
from app.records import SkinType
from app.topic import Topic


class Reviewed(BaseModel):
    """A table of a reviewed file: it holds the fields that are named, and no other."""

    model_config = ConfigDict(frozen=True, extra="forbid")


Kept = TypeVar("Kept", bound=BaseModel)


def read_bytes(path: Path) -> bytes:
    """The file as it stands.

    Raises:
        EvidenceFileError: If it cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        reason = os.strerror(error.errno or 0)
        raise EvidenceFileError(path.name, "file", f"{reason} ({path})") from error


def parse_reviewed(
    name: str, payload: bytes, model: type[Kept], topic: Topic | None = None
) -> Kept:
    """The content of a file called `name`; vocabulary ids in it are looked up in `topic`.

    Raises:
        EvidenceFileError: If it is not TOML or breaks a rule; names the field. Blocks of one
            list are counted from 1 ("results.2.outcome").
    """
    try:
        return model.model_validate(
            tomllib.loads(payload.decode("utf-8")), context={"topic": topic}
        )
    except UnicodeDecodeError as error:
        reason = f"not UTF-8 at byte {error.start}; save the file as UTF-8"
        raise EvidenceFileError(name, "file", reason) from error
    except tomllib.TOMLDecodeError as error:
        raise EvidenceFileError(name, "file", f"not TOML: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        raise EvidenceFileError(name, _field(first["loc"]), _reason(first)) from error


def _field(loc: tuple[int | str, ...]) -> str:
    """Where an error stands, as a reader of the file would count and name it."""
    parts = [str(part + 1) if isinstance(part, int) else part for part in loc if part != "[key]"]
    return ".".join(parts) or "file"


PLAIN_REASONS = {
    "extra_forbidden": "not a field of this format",
    "missing": "missing",
    "string_type": "must be text in quotes",
    "int_type": "must be a whole number",
    "tuple_type": "must be a list",
    "dict_type": "must be a table",
    "model_type": "must be a table",
}
"""pydantic's names of the commonest mistakes, in the words of somebody who edits the file."""


def _reason(error: Any) -> str:
    reason = str(error["msg"]).removeprefix("Value error, ")
    return PLAIN_REASONS.get(error["type"], reason)


def _one_line(value: str) -> str:
    """Wrapped text as one line; empty text is refused, because absence says "unknown"."""
    joined = " ".join(value.split())
    if not joined:
        raise ValueError("empty; leave the field out where it is unknown")
    return joined


Text = Annotated[str, AfterValidator(_one_line)]
Texts = tuple[Text, ...]
Number = Annotated[int, Field(strict=True, ge=0)]
Year = Annotated[int, Field(strict=True, ge=1900, le=2100)]


def _is_url_or_name(value: str) -> str:
    if value.startswith("http") and not re.fullmatch(r"https?://[^\s/]+\.[^\s]+", value):
        raise ValueError(f"{value!r} is not a web address")
    return value


SeenAt = tuple[Annotated[Text, AfterValidator(_is_url_or_name)], ...]
"""Where something was read: web addresses, or a publication's name and title."""


def _skin_type(value: object) -> SkinType:
    if isinstance(value, str) and value in SkinType.__members__:
        return SkinType[value]
    raise ValueError("not a skin type")


OneType = Annotated[SkinType, BeforeValidator(_skin_type)]


def _in_order(types: tuple[SkinType, ...]) -> tuple[SkinType, ...]:
    if list(types) != sorted(set(types)):
        raise ValueError("skin types must stand in order, each once")
    return types


Types = Annotated[tuple[OneType, ...], AfterValidator(_in_order)]


def _type_or_range(value: object) -> tuple[SkinType, ...]:
    """One type ("V"), or all from the first to the last ("IV-VI"), counted together."""
    first, dash, last = str(value).partition("-")
    low = _skin_type(first)
    high = _skin_type(last) if dash else low
    if dash and not low < high:
        raise ValueError("not a range of skin types")
    return tuple(SkinType(number) for number in range(low, high + 1))


TypeRange = Annotated[tuple[SkinType, ...], BeforeValidator(_type_or_range)]


def _id_of(dimension: str) -> AfterValidator:
    """The check that an id is in the topic's vocabulary; names those that are."""

    def known(value: str, info: ValidationInfo) -> str:
        topic: Topic | None = (info.context or {}).get("topic")
        allowed = [one.id for one in topic.values_of(dimension)] if topic else []
        if value not in allowed:
            raise ValueError(f"{value!r} is not in the vocabulary; allowed: {', '.join(allowed)}")
        return value

    return AfterValidator(known)


IndicationId = Annotated[str, _id_of("indication")]
OutcomeId = Annotated[str, _id_of("outcome")]
BodySiteId = Annotated[str, _id_of("body_site")]
ProcedureId = Annotated[str, _id_of("procedure")]
DesignId = Annotated[str, _id_of("design")]
