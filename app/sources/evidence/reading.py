"""An evidence file as the reading of the person who kept it: every tag with its own sentence."""

from collections.abc import Iterator

from app.records import (
    CONTEXT_KINDS,
    Dimension,
    Evidence,
    EvidenceKind,
    Extent,
    OutcomeResult,
    Participants,
    Reading,
    Standing,
    Tag,
    TypeCount,
)
from app.sources.evidence.file import EvidenceFile, Result

RULE = "read-by-a-person"

HOW_SEEN = {
    Extent.FULL_TEXT: "Read in full.",
    Extent.ABSTRACT: "Read as an abstract, not in full text.",
    Extent.LISTING: "Read as a listing or web page, as far as it was visible.",
    Extent.SECONDARY: "Not read itself: known through what others write about it.",
    Extent.CITATION_ONLY: "Not read: only the citation is known.",
}


def reading_of(file: EvidenceFile) -> Reading:
    """Every statement of the file, its evidence restated in the reader's words."""
    return Reading(
        tags=tuple(_tags(file)),
        counts=tuple(_counts(file)),
        participants=_participants(file),
        results=tuple(_outcome_result(result, file) for result in file.results),
        follow_up_days=file.follow_up_days,
        unknown=file.unknown,
        conflicts=file.conflicts,
        notes=" ".join(notes_of(file)),
        extent=file.confidence,
    )


def notes_of(file: EvidenceFile) -> Iterator[str]:
    """What the reader wants said beside the tags, and how the document was seen."""
    yield file.notes
    if file.device_note:
        yield file.device_note
    if file.scope:
        yield file.scope.says
    yield HOW_SEEN[file.confidence]


def result_line(result: Result) -> str:
    """A result in one line: measure, time, value, and what it was counted in."""
    when = f" ({result.timepoint})" if result.timepoint else ""
    return f"{result.measure[0].upper()}{result.measure[1:]}{when}: {_value(result)}"


def _value(result: Result) -> str:
    """The value; where not people were counted, what was counted stands with it."""
    if result.of is None:
        return result.value
    share = f"{result.events} of {result.of}" if result.events is not None else f"of {result.of}"
    return f"{result.value} ({share} {result.unit})"


def _restated(text: str, file: EvidenceFile) -> Evidence:
    return Evidence(kind=EvidenceKind.RESTATED, text=text, seen_at=file.seen_at)


def _tags(file: EvidenceFile) -> Iterator[Tag]:
    yield from _standings(file)
    for dimension, sentence_of in (
        (Dimension.INDICATION, file.indication),
        (Dimension.OUTCOME, file.outcome),
        (Dimension.BODY_SITE, _site_sentences(file)),
        (Dimension.PROCEDURE, _procedure_sentences(file)),
        (Dimension.DESIGN, _design_sentence(file)),
    ):
        for value, sentence in sentence_of.items():
            yield Tag(
                dimension=dimension, value=value, evidence=_restated(sentence, file), rule=RULE
            )


def _standings(file: EvidenceFile) -> Iterator[Tag]:
    """A type that no list names has no tag: silence is not a statement."""
    if not file.fitzpatrick:
        return
    stated = file.fitzpatrick
    for standing, types in (
        (Standing.STUDIED, stated.studied),
        (Standing.ELIGIBLE, stated.eligible),
        (Standing.EXCLUDED, stated.excluded),
    ):
        for skin_type in types:
            yield Tag(
                dimension=Dimension.FITZPATRICK,
                value=skin_type.name,
                standing=standing,
                evidence=_restated(stated.basis, file),
                rule=RULE,
            )


def _site_sentences(file: EvidenceFile) -> dict[str, str]:
    place = "Areas spoken of" if file.kind in CONTEXT_KINDS else "Areas studied"
    return {site: f"{place}: {', '.join(words)}." for site, words in file.body_site.items()}


def _procedure_sentences(file: EvidenceFile) -> dict[str, str]:
    compared = {c.procedure: f"Compared with {c.words}." for c in file.comparators if c.procedure}
    return {**compared, **file.procedure}


def _design_sentence(file: EvidenceFile) -> dict[str, str]:
    return {file.design: file.design_basis} if file.design and file.design_basis else {}


def _counts(file: EvidenceFile) -> Iterator[TypeCount]:
    if file.fitzpatrick:
        for types, people in file.fitzpatrick.counts.items():
            evidence = _restated(file.fitzpatrick.basis, file)
            yield TypeCount(types=types, people=people, evidence=evidence, rule=RULE)


def _participants(file: EvidenceFile) -> Participants | None:
    if file.participants is None or file.participants.people is None:
        return None
    return Participants(
        people=file.participants.people,
        planned=file.participants.planned,
        evidence=_restated(file.participants.basis, file),
        rule=RULE,
    )


def _outcome_result(result: Result, file: EvidenceFile) -> OutcomeResult:
    """Events are given only among people: 10 of 28 device reports are no rate in anybody."""
    return OutcomeResult(
        outcome=result.outcome,
        evidence=_restated(result_line(result), file),
        rule=RULE,
        types=result.types,
        events=result.events if result.of is None else None,
        people=result.people,
        measure=result.measure,
        timepoint=result.timepoint or "",
        value=_value(result),
    )
