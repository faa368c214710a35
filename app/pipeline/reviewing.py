"""A person's words on tags and on screening: checked, kept, and followed by everything derived."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import Any, Literal
from uuid import uuid4

from sqlalchemy import Engine
from sqlmodel import Session

from app import store
from app.errors import InvalidQueryError
from app.pipeline.refreshing import refresh_after, utc_now
from app.pipeline.second_reader import seal
from app.pipeline.source_run import Clock
from app.records import WITHIN_PERSON, Dimension, SkinType, Standing
from app.records.written import canonical_json
from app.screening import Screened
from app.store import (
    Said,
    ScreeningDecision,
    Seen,
    SentDecisionRow,
    StoredTag,
    TagDecision,
    TagTarget,
)
from app.tagging import TAGGER_VERSION
from app.topic import Topic

Action = Literal["accept", "reject", "add", "correct"]
PROPOSED, UNSEEN = "proposed", "unseen"
SEALED = "sealed "
SAYABLE = tuple(one.value for one in Standing if one is not Standing.NOT_REPORTED)
"""Silence is nothing that a text says."""
UNSAID = datetime.min.replace(tzinfo=UTC)
MOST_TARGETS = 200
"""Proposals that one word decides on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """Words that a person marked in a report's stored text."""

    report_id: str
    start: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TagWord:
    """A person's word on tags; `key` names it, so that sent again it is not decided again.

    `value` is what is right in place of what was proposed. `settles` ends a conflict of two readers.
    """

    action: Action
    targets: tuple[TagTarget, ...]
    who: str
    why: str
    key: str = ""
    standing: Standing | None = None
    value: str = ""
    quote: Quoted | None = None
    settles: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreeningWord:
    """A person's word on the screening of reports, by the keys of a record of each."""

    verdict: Screened
    record_keys: tuple[str, ...]
    who: str
    why: str
    key: str = ""
    settles: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What a word became: numbers of decisions, or of sealed words that wait for the other reader."""

    kind: str
    numbers: tuple[int, ...]
    sealed: bool


def decide_tags(engine: Engine, topic: Topic, word: TagWord, clock: Clock = utc_now) -> Kept:
    """Keep the word on every target, all or none; studies, tags and counts follow.

    Raises:
        InvalidQueryError: If a target, a value or a quote is none, or the key was sent with
            another word.
    """

    def keep(db: Session) -> Kept:
        at, act = clock(), uuid4().hex
        said = {
            target.id: [
                replace(one, at=at, act=act) for one in _tag_decisions(db, topic, word, target)
            ]
            for target in word.targets
        }
        if store.has_second_reader(db) and not word.settles:
            return Kept(kind=store.TAG, numbers=seal(db, store.TAG, said), sealed=True)
        numbers = [store.save_tag_decision(db, one) for each in said.values() for one in each]
        return Kept(kind=store.TAG, numbers=tuple(numbers), sealed=False)

    return refresh_after(engine, topic, lambda db: _once(db, word, lambda: keep(db)), clock)


def decide_screening(
    engine: Engine, topic: Topic, word: ScreeningWord, clock: Clock = utc_now
) -> Kept:
    """Keep the word on every report, all or none; what is counted follows.

    Raises:
        InvalidQueryError: If a key is of no record, or the word's key was sent with another word.
    """

    def keep(db: Session) -> Kept:
        at, act = clock(), uuid4().hex
        sides = store.list_match_sides(db, word.record_keys)
        said: dict[str, list[ScreeningDecision]] = {}
        for key in word.record_keys:
            if key not in sides:
                raise InvalidQueryError("record", key)
            said[key] = [
                ScreeningDecision(
                    record_key=key, verdict=word.verdict, who=word.who, at=at, why=word.why,
                    act=act, was=sides[key].screened.value,
                )
            ]  # fmt: skip
        if store.has_second_reader(db) and not word.settles:
            return Kept(kind=store.SCREENING, numbers=seal(db, store.SCREENING, said), sealed=True)
        numbers = [store.save_screening_decision(db, one) for each in said.values() for one in each]
        return Kept(kind=store.SCREENING, numbers=tuple(numbers), sealed=False)

    return refresh_after(engine, topic, lambda db: _once(db, word, lambda: keep(db)), clock)


def undo_review(
    engine: Engine, topic: Topic, kind: str, number: int, said: Said, clock: Clock = utc_now
) -> tuple[int, ...]:
    """Take back a decision on a tag or a screening, with all that the same word decided.

    Raises:
        DecisionNotFoundError: If there is none of this number.
        AlreadyUndoneError: If it was taken back before.
    """

    def change(db: Session) -> tuple[int, ...]:
        undo = store.undo_tag_decision if kind == store.TAG else store.undo_screening_decision
        numbers = undo(db, number, said)
        for target, act in store.list_targets_of(db, kind, numbers):
            _undo_round(db, kind, (target, act), said)
        return tuple(numbers)

    return refresh_after(engine, topic, change, clock)


def _undo_round(db: Session, kind: str, decided: tuple[str, str], said: Said) -> None:
    """What two readers said before they, or a third, decided so: it is read anew."""
    target, act = decided
    words = store.list_sealed_words(db, kind, [target])
    own = {one.round for one in words if one.act == act} or {one.round for one in words[-1:]}
    for word in words:
        if word.round in own:
            store.undo_sealed_word(db, word.id, said, own=False)


def _once(db: Session, word: TagWord | ScreeningWord, keep: Callable[[], Kept]) -> Kept:
    """What the word became, now or when it was sent before under the same key."""
    if not word.key:
        return keep()
    key = f"{word.who}\n{word.key}"
    digest = hashlib.sha256(canonical_json(asdict(word)).encode()).hexdigest()
    before = store.find_sent(db, key)
    if before is not None:
        if before.digest != digest:
            raise InvalidQueryError(
                "Idempotency-Key", word.key, ("a key of its own for each word",)
            )
        sealed = before.kind.startswith(SEALED)
        kind = before.kind.removeprefix(SEALED)
        return Kept(kind=kind, numbers=tuple(before.numbers), sealed=sealed)
    kept = keep()
    said = f"{SEALED if kept.sealed else ''}{kept.kind}"
    row = SentDecisionRow(key=key, digest=digest, kind=said, numbers=list(kept.numbers))
    store.save_sent(db, row)
    return kept


def _tag_decisions(
    db: Session, topic: Topic, word: TagWord, target: TagTarget
) -> list[TagDecision]:
    """What a word comes to for one target: to put one value in place of another takes two."""
    pieces = store.list_pieces(db, [target])[target]
    machine = _asked(pieces)
    texts = _texts(db, target.study_id)
    base = TagDecision(
        study_id=target.study_id,
        dimension=target.dimension,
        value=target.value,
        action=word.action,
        who=word.who,
        at=UNSAID,
        why=word.why,
        rule=machine.rule if machine else "",
        tagger=TAGGER_VERSION if machine else "",
        was=_was(pieces),
        saw=_shown(pieces),
    )
    own = _quoted(db, word.quote, texts) if word.quote else None
    marked = _marked(word.quote)
    seen = own or (_seen(db, machine, texts) if machine else {})
    if word.action == "add":
        return [_added(topic, replace(base, **(own or {}), standing=word.standing, saw=marked))]
    if machine is None and not _was_decided(db, target):
        raise InvalidQueryError("target", target.id)
    if machine is None and own is None and word.action != "reject":
        raise InvalidQueryError("quote", "", ("words marked in the text: nothing else says it",))
    if word.action == "correct" and word.value and word.value != target.value:
        standing = word.standing or (machine.standing if machine else None)
        right = replace(
            base, value=word.value, action="add", standing=standing, rule="", tagger="",
            saw=marked or _shown(pieces),
        )  # fmt: skip
        shown = _seen(db, machine, texts) if machine else {}
        return [
            replace(base, action="reject", **shown),
            _added(topic, replace(right, **seen)),
        ]
    if word.action == "correct":
        _check_standing(target.dimension, word.standing)
        return [replace(base, standing=word.standing, saw=(*marked, *_shown(pieces)), **seen)]
    return [replace(base, **seen)]


def _asked(pieces: Sequence[StoredTag]) -> StoredTag | None:
    """The place that a person is asked about: what nobody has seen before what nobody decided."""
    asked = sorted(pieces, key=lambda one: (one.state != UNSEEN, one.state != PROPOSED))
    return next(iter(asked), None)


def _shown(pieces: Sequence[StoredTag]) -> tuple[Seen, ...]:
    return tuple(
        Seen(one.report_id, one.evidence.text, one.evidence.start, one.standing or "")
        for one in pieces
    )


def _marked(quote: Quoted | None) -> tuple[Seen, ...]:
    return (Seen(quote.report_id, quote.text, quote.start),) if quote else ()


def _added(topic: Topic, decision: TagDecision) -> TagDecision:
    """A tag that a person adds: of the vocabulary, with a standing where it is a skin type's."""
    dimension = decision.dimension
    allowed = (
        tuple(one.name for one in SkinType)
        if dimension is Dimension.FITZPATRICK
        else (WITHIN_PERSON,)
        if dimension is Dimension.PARTICIPANTS
        else tuple(value.id for value in topic.values_of(dimension))
    )
    if decision.value not in allowed:
        raise InvalidQueryError("value", decision.value, allowed)
    if decision.evidence is None:
        raise InvalidQueryError("quote", "", ("words marked in the text",))
    if dimension is Dimension.FITZPATRICK and decision.standing is None:
        raise InvalidQueryError("standing", "", SAYABLE)
    _check_standing(dimension, decision.standing)
    return decision


def _check_standing(dimension: Dimension, standing: Standing | None) -> None:
    if standing is None:
        return
    if dimension is not Dimension.FITZPATRICK or standing is Standing.NOT_REPORTED:
        raise InvalidQueryError(
            "standing", standing, SAYABLE if dimension is Dimension.FITZPATRICK else ()
        )


def _texts(db: Session, study_id: str) -> dict[str, str]:
    """The stored texts of a study's reports.

    Raises:
        StudyNotFoundError: If there is no such study.
        StudyMovedError: If it is part of another by now.
    """
    return {report.report_id: report.text for report in store.get_study(db, study_id).reports}


def _quoted(db: Session, quote: Quoted, texts: dict[str, str]) -> dict[str, Any]:
    """The columns of a quote that a person marked; it must stand where they say."""
    text = texts.get(quote.report_id, "")
    if not quote.text.strip() or text[quote.start : quote.start + len(quote.text)] != quote.text:
        raise InvalidQueryError("quote", quote.text, ("words exactly as they stand in the text",))
    return _columns(db, text, quote.start, quote.text)


def _seen(db: Session, tag: StoredTag, texts: dict[str, str]) -> dict[str, Any]:
    """The columns of the quote that the person was shown; none where it stands in no text."""
    start, said = tag.evidence.start, tag.evidence.text
    text = texts.get(tag.report_id, "")
    if start is None or text[start : start + len(said)] != said:
        return {}
    return _columns(db, text, start, said)


def _columns(db: Session, text: str, start: int, quote: str) -> dict[str, Any]:
    digest = hashlib.sha256(text.encode()).hexdigest()
    store.save_reviewed_text(db, digest, text)
    return {"quote": quote, "quote_start": start, "text_hash": digest}


def _was(pieces: Sequence[StoredTag]) -> str:
    if not pieces:
        return ""
    first = pieces[0]
    said = f" {first.standing.value.replace('_', ' ')}" if first.standing else ""
    return f"{first.state}{said}"


def _was_decided(db: Session, target: TagTarget) -> bool:
    return any(
        (one.dimension, one.value) == (target.dimension, target.value)
        and store.study_now(db, one.study_id) == target.study_id
        for one in store.list_tag_decisions(db)
    )
