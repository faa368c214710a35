"""A person's words on tags and screenings: what may be said, and what became of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from app import pipeline, store
from app.answers.acting import Decider
from app.answers.matches import Asked, RecordKey, UndoWord
from app.errors import InvalidQueryError
from app.pipeline import Kept, Quoted, ScreeningWord, TagWord
from app.records import Standing
from app.screening import Screened
from app.store import Said, TagTarget

Reason = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=2000),
    Field(description="Why; needed to reject and to settle."),
]
Settles = Annotated[
    bool, Field(description="Ends a conflict of two readers; say in `why` what was agreed.")
]
EXCLUDING = (
    "Another device or procedure",
    "Not about the skin",
    "No people and no tissue of people",
    "Opinion or advertisement without findings",
    "Another report says all of it",
    "Cannot be read",
)
"""Reasons to exclude that a page offers; any other may be written."""
REJECTING = (
    "Not what the sentence says",
    "Tells of other studies",
    "Another scale or another meaning",
    "Not of the people who took part",
    "Planned or mentioned, not measured",
)


class MarkedQuote(Asked):
    """Words marked in a report's stored text; they must stand there exactly.

    Without `start` they must stand once in the report, or in the study's reports where none is named.
    """

    report_id: Annotated[str, Field(max_length=20)] = ""
    start: Annotated[
        int | None, Field(ge=0, le=2**31 - 1, description="Offset of the first character.")
    ] = None
    text: Annotated[str, Field(min_length=1, max_length=5000)]


class TagReview(Asked):
    """A person's word on proposed tags, or a tag that they add."""

    action: Literal["accept", "reject", "add", "correct"]
    targets: Annotated[
        tuple[Annotated[str, Field(min_length=1, max_length=200)], ...],
        Field(min_length=1, max_length=pipeline.MOST_TARGETS, description="Study, dimension and value, joined by dashes: `S0A1B2C3D-outcome-pain`."),
    ]  # fmt: skip
    why: Reason = ""
    standing: Annotated[
        Standing | None, Field(description="For a skin type: what it is to the study.")
    ] = None
    value: Annotated[
        str, Field(max_length=100, description="To correct: the value that is right instead.")
    ] = ""
    quote: Annotated[
        MarkedQuote | None, Field(description="What it rests on; needed for what is added.")
    ] = None
    settles: Settles = False


class ScreeningReview(Asked):
    """A person's word on whether reports are about the topic."""

    verdict: Literal["included", "excluded", "unsure"]
    records: Annotated[
        tuple[RecordKey, ...],
        Field(min_length=1, max_length=pipeline.MOST_TARGETS, description="Keys of a record of each."),
    ]  # fmt: skip
    why: Reason = ""
    settles: Settles = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedReview:
    """What a word became: decisions, or sealed words until the second reader has spoken."""

    kind: str
    numbers: tuple[int, ...]
    sealed: bool
    repeated: bool = False
    """Whether it was sent before, under the same key."""


def decide_tags(decider: Decider, review: TagReview, key: str = "") -> DecidedReview:
    """Keep a word on tags; everything derived has followed when this returns.

    Sent again under the same key, a word is not decided again: the key is kept with the decision.

    Raises:
        InvalidQueryError: If a target, value or quote is none, or a reason is missing.
    """
    word = TagWord(
        action=review.action,
        targets=tuple(dict.fromkeys(map(TagTarget.of, review.targets))),
        who=decider.who,
        why=_reason(review.why, needed=review.action == "reject" or review.settles),
        key=key,
        standing=review.standing,
        value=review.value,
        quote=_quoted(review.quote),
        settles=review.settles,
    )
    return _decided(pipeline.decide_tags(decider.engine, decider.topic, word))


def decide_screening(decider: Decider, review: ScreeningReview, key: str = "") -> DecidedReview:
    """Keep a word on screening; what is counted has followed when this returns.

    Sent again under the same key, a word is not decided again: the key is kept with the decision.

    Raises:
        InvalidQueryError: If a key is of no record, or a reason is missing.
    """
    word = ScreeningWord(
        verdict=Screened(review.verdict),
        record_keys=tuple(dict.fromkeys(review.records)),
        who=decider.who,
        why=_reason(review.why, needed=review.verdict == "excluded" or review.settles),
        key=key,
        settles=review.settles,
    )
    return _decided(pipeline.decide_screening(decider.engine, decider.topic, word))


def undo_review(
    decider: Decider, kind: str, number: int, word: UndoWord, now: datetime
) -> DecidedReview:
    """Take back a decision, and all that was decided with the same word.

    Raises:
        DecisionNotFoundError: If there is none of this number.
        AlreadyUndoneError: If it was taken back before.
    """
    said = Said(who=decider.who, at=now, why=word.why)
    numbers = pipeline.undo_review(decider.engine, decider.topic, kind, number, said)
    return DecidedReview(kind=kind, numbers=numbers, sealed=False)


def undo_sealed(decider: Decider, number: int, word: UndoWord, now: datetime) -> DecidedReview:
    """Take back one's own word that waits for the other reader.

    Raises:
        DecisionNotFoundError: If there is none of this number, or it is somebody else's.
        AlreadyUndoneError: If it was taken back before.
    """
    said = Said(who=decider.who, at=now, why=word.why)
    with store.writing(decider.engine) as db:
        store.undo_sealed_word(db, number, said)
    return DecidedReview(kind="sealed", numbers=(number,), sealed=True)


def _reason(why: str, *, needed: bool) -> str:
    if needed and not why:
        raise InvalidQueryError("why", "", ("a reason",))
    return why


def _quoted(quote: MarkedQuote | None) -> Quoted | None:
    if quote is None:
        return None
    return Quoted(report_id=quote.report_id, start=quote.start, text=quote.text)


def _decided(kept: Kept) -> DecidedReview:
    return DecidedReview(
        kind=kept.kind, numbers=kept.numbers, sealed=kept.sealed, repeated=kept.repeated
    )
