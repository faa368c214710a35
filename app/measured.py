"""The accuracy card: how right the reader was on labelled sets, as a run of it found."""

import hashlib
import json
import os
from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict, NonNegativeInt, ValidationError, computed_field

from app.errors import AccuracyCardError
from app.topic import Topic


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True)


class MeasuredScore(_Part):
    """One dimension over the documents that are labelled in it, counted in (document, value) pairs.

    `exact` is the number of documents whose whole set of values is right.
    """

    dimension: str
    documents: NonNegativeInt
    exact: NonNegativeInt
    right: NonNegativeInt
    invented: NonNegativeInt
    missed: NonNegativeInt

    @computed_field  # type: ignore[prop-decorator] # pydantic's own way; mypy knows no decorated property
    @property
    def precision(self) -> float | None:
        """Share of claims that are right, 0 to 1; None where nothing was claimed."""
        return _share(self.right, self.right + self.invented)

    @computed_field  # type: ignore[prop-decorator] # as above
    @property
    def recall(self) -> float | None:
        """Share of what there is that was found, 0 to 1; None where there is nothing to find."""
        return _share(self.right, self.right + self.missed)

    @computed_field  # type: ignore[prop-decorator] # as above
    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall; None where nothing is there and nothing claimed."""
        return _share(2 * self.right, 2 * self.right + self.invented + self.missed)

    @computed_field  # type: ignore[prop-decorator] # as above
    @property
    def exact_share(self) -> float | None:
        """Share of documents that are wholly right; for one value a document, the accuracy."""
        return _share(self.exact, self.documents)


class MeasuredRule(_Part):
    """How many of a rule's `n` claims on all sets together are right."""

    rule: str
    right: NonNegativeInt
    n: NonNegativeInt

    @computed_field  # type: ignore[prop-decorator] # as above
    @property
    def precision(self) -> float | None:
        """0 to 1."""
        return _share(self.right, self.n)


class MeasuredSet(_Part):
    """One labelled set; of `quotes` pieces of evidence, `verbatim` stand at their offsets."""

    name: str
    documents: NonNegativeInt
    quotes: NonNegativeInt
    verbatim: NonNegativeInt
    scores: tuple[MeasuredScore, ...]

    @computed_field  # type: ignore[prop-decorator] # as above
    @property
    def verbatim_share(self) -> float | None:
        """0 to 1; anything under 1 is a fault of the reader."""
        return _share(self.verbatim, self.quotes)


class MeasuredAccuracy(_Part):
    """What one version of the reader scored with one vocabulary."""

    tagger_version: str
    vocabulary: str
    """Names the topic file that was read with: the same name means the same content."""
    measured_on: date
    sets: tuple[MeasuredSet, ...]
    rules: tuple[MeasuredRule, ...]

    def rule(self, name: str) -> MeasuredRule | None:
        """How right a rule was; None if it claimed nothing in any set."""
        return next((one for one in self.rules if one.rule == name), None)

    def as_json(self) -> str:
        """The card as it is kept."""
        return self.model_dump_json(indent=2)


def vocabulary_name(topic: Topic) -> str:
    """The first 12 hex digits of the SHA-256 of the topic's content."""
    return hashlib.sha256(topic.as_read().encode()).hexdigest()[:12]


def read_accuracy(path: Path) -> MeasuredAccuracy:
    """A card as `coregap evaluate` wrote it.

    Raises:
        AccuracyCardError: If it is missing, or differs from what a run would have written.
    """
    try:
        text = path.read_text(encoding="utf-8")
        card = MeasuredAccuracy.model_validate_json(text)
    except OSError as error:
        raise AccuracyCardError(f"{path}: {os.strerror(error.errno or 0)}. {_RENEW}") from error
    except UnicodeDecodeError as error:
        raise AccuracyCardError(f"{path}: not UTF-8. {_RENEW}") from error
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or "card"
        raise AccuracyCardError(f"{path}: {field}: {first['msg']}. {_RENEW}") from error
    if json.loads(text) != json.loads(card.as_json()):
        raise AccuracyCardError(f"{path}: its shares do not follow from its counts. {_RENEW}")
    return card


_RENEW = "Make it again with: coregap evaluate GOLD... -o card.json"


def accuracy_of_version(path: Path, tagger_version: str, topic: Topic) -> MeasuredAccuracy | None:
    """The card, or None if it is of another version of the reader or another vocabulary.

    Raises:
        AccuracyCardError: If it cannot be read.
    """
    card = read_accuracy(path)
    measured = (card.tagger_version, card.vocabulary)
    return card if measured == (tagger_version, vocabulary_name(topic)) else None


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None
