"""What to search, which words mean what, and every threshold: a topic file as one value."""

import os
import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from app.errors import TopicFileError

OutcomeKind = Literal["efficacy", "safety", "mechanism", "patient_reported"]
Terms = Annotated[tuple[str, ...], Field(default=())]


_STEM = re.compile(r"[^*]{3,}\*")


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Value(_Part):
    """One id of the vocabulary with the words that mean it.

    `terms` are plain phrases, matched whole-word and case-blind, a space in them standing for any
    run of spaces, dashes or line breaks, an ending `*` for any letters. `not_terms` are longer
    phrases in which a term does not count ("scar tissue expansion").

    `weak` words need company: an outcome's a word of measuring or of change, an indication's one
    of treating, a design's to stand in title or aim. An outcome's `complaint_of` names the
    indications that are called by the same words. An indication's `efficacy` is the outcome that
    "efficacy" alone stands for in a study that treats it; an outcome's `signs` are words that tell
    of it there alone ("recurrence" where keloids are treated), and its `parts` other outcomes that
    are components of its scales ("pigmentation" in a scar scale).
    """

    id: str = Field(pattern="^[a-z][a-z0-9_]*$")
    label: str
    covers: str = ""
    kind: OutcomeKind | None = None
    terms: Terms
    not_terms: Terms
    weak: Terms
    signs: Terms
    parts: Terms
    complaint_of: Terms
    efficacy: str = ""

    @model_validator(mode="after")
    def _stars_end_words(self) -> Self:
        for term in (*self.terms, *self.weak, *self.not_terms, *self.signs):
            if any("*" in word and not _STEM.fullmatch(word) for word in term.split()):
                raise ValueError(f"{term!r}: a * ends a word, after three letters or more")
        return self


class ScreeningTerms(_Part):
    """Words that decide whether a report is about the topic.

    `include`: the topic by name. `homonyms`: the same name for something else; a report in which
    every topic word stands beside one of them is not about the topic. `near`: words of which a
    weak topic word (`weak`) needs one close by.
    """

    include: tuple[str, ...] = Field(min_length=1)
    weak: Terms
    near: Terms
    homonyms: Terms


LABELLED = ("indication", "outcome", "body_site", "procedure", "design")
"""Dimensions whose values have printed names."""


class Topic(_Part):
    """Everything the code must not know by itself."""

    id: str
    title: str
    question: str
    focus_procedure: str
    """The procedure whose evidence the map shows; any other is indirect evidence."""
    skin_type_note: str = ""
    searches: Mapping[str, str] = Field(default_factory=dict)
    """What to ask of each source, by its name and in its own query language."""
    screening: ScreeningTerms
    lasting_harms: Terms
    """Outcomes whose harm may stay: their gaps come before those of passing effects."""
    other_conditions: Terms
    """Conditions outside the vocabulary, so that a study of one is not taken for another's."""
    indication: tuple[Value, ...]
    outcome: tuple[Value, ...]
    body_site: tuple[Value, ...]
    procedure: tuple[Value, ...]
    design: tuple[Value, ...]

    @model_validator(mode="after")
    def _ids_are_unique_and_known(self) -> Self:
        for dimension in ("indication", "outcome", "body_site", "procedure", "design"):
            ids = [value.id for value in self.values_of(dimension)]
            twice = sorted({i for i in ids if ids.count(i) > 1})
            if twice:
                raise ValueError(f"{dimension}: id used twice: {', '.join(twice)}")
        if self.focus_procedure not in {value.id for value in self.procedure}:
            raise ValueError(f"focus_procedure: no procedure has the id {self.focus_procedure!r}")
        if any(value.kind is None for value in self.outcome):
            raise ValueError("outcome: every outcome needs a kind")
        return self

    @model_validator(mode="after")
    def _cross_references_exist(self) -> Self:
        indications = {value.id for value in self.indication}
        outcomes = {value.id for value in self.outcome}
        no_outcomes = sorted(set(self.lasting_harms) - outcomes)
        if no_outcomes:
            raise ValueError(f"lasting_harms: no such outcome: {', '.join(no_outcomes)}")
        for value in self.outcome:
            unknown = sorted(set(value.complaint_of) - indications)
            if unknown:
                raise ValueError(f"outcome {value.id}: no such indication: {', '.join(unknown)}")
            strange = sorted(set(value.parts) - outcomes)
            if strange:
                raise ValueError(f"outcome {value.id}: no such outcome: {', '.join(strange)}")
        for value in self.indication:
            if value.efficacy and value.efficacy not in outcomes:
                raise ValueError(f"indication {value.id}: no such outcome: {value.efficacy}")
        return self

    def as_read(self) -> str:
        """All that a reading can depend on, as JSON: searches and the order of gaps are no part."""
        return self.model_dump_json(exclude={"searches", "lasting_harms"})

    def values_of(self, dimension: str) -> tuple[Value, ...]:
        """The values of one dimension, in the file's order."""
        values: tuple[Value, ...] = getattr(self, dimension)
        return values

    def label(self, dimension: str, value_id: str) -> str:
        """The printed name of an id, or the id itself where the topic has no such value."""
        if dimension not in LABELLED:
            return value_id
        found = (value.label for value in self.values_of(dimension) if value.id == value_id)
        return next(found, value_id)


def data_folder() -> Path:
    """The bundled data: inside an installed package, or beside `app/` in a checkout."""
    installed = Path(str(files("app"))) / "_data"
    return installed if installed.is_dir() else Path(str(files("app"))).parent / "data"


@cache
def read_topic(path: Path | None = None) -> Topic:
    """Read and check a topic file; without a path, the bundled one.

    Raises:
        TopicFileError: If it is missing, not TOML, or breaks a rule; names file and field.
    """
    place = path or data_folder() / "topics" / "micro-coring.toml"
    try:
        return Topic.model_validate(tomllib.loads(place.read_text(encoding="utf-8")))
    except OSError as error:
        raise TopicFileError(f"{place}: {os.strerror(error.errno or 0)}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise TopicFileError(f"{place}: not a TOML file: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or "topic"
        raise TopicFileError(f"{place}: {field}: {first['msg']}") from error
