"""Labelled sets to an accuracy card: what `coregap evaluate` does."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from app.errors import MalformedRecordError, UnreadableFileError
from app.measured import (
    MeasuredAccuracy,
    MeasuredRule,
    MeasuredScore,
    MeasuredSet,
    accuracy_of_version,
    vocabulary_name,
)
from app.pipeline.given_documents import GivenLine, open_given
from app.records import Evidence, Reading
from app.tagging import TAGGER_VERSION, Document, Lexicon, compile_lexicon, read_document
from app.tagging.accuracy import AccuracyCard, GoldDocument, RuleScore, Score, score
from app.topic import Topic, data_folder

LABEL_OF = {
    "types": "fitzpatrick",
    "standing": "fitzpatrick",
    "counts": "fitzpatrick",
    "participants": "participants",
    "indication": "indication",
    "outcome": "outcome",
    "design": "design",
}
"""What is scored, and the field of a labelled line that it is compared with."""
ALL_LABELS = frozenset(LABEL_OF.values())
NO_STATEMENT = frozenset({"fitzpatrick"})
"""A line without any label is of a document that says nothing of skin types."""


def evaluate_files(paths: Sequence[Path], topic: Topic, *, measured_on: date) -> MeasuredAccuracy:
    """Read every document of the labelled sets and compare with its labels.

    Raises:
        UnreadableFileError: If a file cannot be opened or holds no document.
        MalformedRecordError: If a line is no labelled document; names file and line.
    """
    lexicon = compile_lexicon(topic)
    measured = [_measure(path, lexicon) for path in paths]
    rules = (rule for _, of_set in measured for rule in of_set)
    return MeasuredAccuracy(
        tagger_version=TAGGER_VERSION,
        vocabulary=vocabulary_name(topic),
        measured_on=measured_on,
        sets=tuple(one for one, _ in measured),
        rules=tuple(_added_up(rules)),
    )


def shipped_accuracy(topic: Topic) -> MeasuredAccuracy | None:
    """The bundled card, or None if it is not of this version of the reader with this topic.

    Raises:
        AccuracyCardError: If it is missing, or differs from what a run would have written.
    """
    return accuracy_of_version(data_folder() / "accuracy" / "card.json", TAGGER_VERSION, topic)


@dataclass(frozen=True, slots=True)
class _Labelled:
    """A document as it was read, beside what a person read in it."""

    gold: GoldDocument
    labels: frozenset[str]
    document: Document
    reading: Reading


def _measure(path: Path, lexicon: Lexicon) -> tuple[MeasuredSet, tuple[RuleScore, ...]]:
    labelled = [_labelled(line, lexicon) for line in _lines(path)]
    if not labelled:
        raise UnreadableFileError(str(path), "It holds no labelled document.")
    quotes = [
        (one.document, evidence) for one in labelled for evidence in _evidence_of(one.reading)
    ]
    measured = MeasuredSet(
        name=path.stem,
        documents=len(labelled),
        quotes=len(quotes),
        verbatim=sum(_is_verbatim(document, evidence) for document, evidence in quotes),
        scores=tuple(_scores(labelled)),
    )
    return measured, _card(labelled).rules


def _lines(path: Path) -> Iterator[GivenLine]:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        raise UnreadableFileError(str(path), error.strerror or "cannot be opened") from error
    except UnicodeDecodeError as error:
        raise UnreadableFileError(str(path), "It is not UTF-8 text. Save it as UTF-8.") from error
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield GivenLine(f"{path.name}, line {number}", line, path.parent)


def _labelled(line: GivenLine, lexicon: Lexicon) -> _Labelled:
    try:
        gold = GoldDocument.from_line(line.text)
        opened = open_given(line)
    except MalformedRecordError as error:
        raise MalformedRecordError(f"{line.place}: {error}") from error
    labels = frozenset(json.loads(line.text)) & ALL_LABELS or NO_STATEMENT
    return _Labelled(gold, labels, opened.document, read_document(opened.document, lexicon))


def _scores(labelled: Sequence[_Labelled]) -> Iterator[MeasuredScore]:
    for name, label in LABEL_OF.items():
        of_dimension = [one for one in labelled if label in one.labels]
        if of_dimension:
            yield _measured_score(_card(of_dimension).score(name))


def _card(labelled: Iterable[_Labelled]) -> AccuracyCard:
    some = list(labelled)
    return score([one.gold for one in some], [_labelled_part(one) for one in some])


def _labelled_part(one: _Labelled) -> Reading:
    """The reading without the dimensions of which the labels say nothing."""
    types = "fitzpatrick" in one.labels
    return replace(
        one.reading,
        tags=tuple(tag for tag in one.reading.tags if tag.dimension.value in one.labels),
        counts=one.reading.counts if types else (),
        participants=one.reading.participants if "participants" in one.labels else None,
    )


def _measured_score(found: Score) -> MeasuredScore:
    return MeasuredScore(
        dimension=found.name,
        documents=found.documents,
        exact=found.exact,
        right=found.right,
        invented=found.invented,
        missed=found.missed,
    )


def _added_up(rules: Iterable[RuleScore]) -> Iterator[MeasuredRule]:
    """Each rule once, over all sets together."""
    right: Counter[str] = Counter()
    claims: Counter[str] = Counter()
    for one in rules:
        right[one.rule] += one.right
        claims[one.rule] += one.claims
    for rule in sorted(claims):
        yield MeasuredRule(rule=rule, right=right[rule], n=claims[rule])


def _evidence_of(reading: Reading) -> Iterator[Evidence]:
    yield from (tag.evidence for tag in reading.tags)
    yield from (count.evidence for count in reading.counts)
    yield from (result.evidence for result in reading.results)
    yield from (mention.evidence for mention in reading.rejected)
    if reading.participants is not None:
        yield reading.participants.evidence


def _is_verbatim(document: Document, evidence: Evidence) -> bool:
    """Whether the words stand where the evidence says, inside one passage."""
    if evidence.start is None or evidence.end is None:
        return False
    return document.text[evidence.start : evidence.end] == evidence.text and any(
        part.start <= evidence.start and evidence.end <= part.end for part in document.passages
    )
