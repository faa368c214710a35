"""What a person's word on tags comes to: decisions that rest on words of the stored text."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Literal

from sqlmodel import Session

from app import store
from app.errors import InvalidQueryError
from app.pipeline.second_reader import decisions_in, open_words
from app.records import WITHIN_PERSON, Dimension, SkinType, Standing
from app.store import Seen, StoredTag, TagDecision, TagTarget
from app.tagging import TAGGER_VERSION
from app.topic import Topic

Action = Literal["accept", "reject", "add", "correct"]
PROPOSED, UNSEEN = "proposed", "unseen"
SAYABLE = tuple(one.value for one in Standing if one is not Standing.NOT_REPORTED)
"""Silence is nothing that a text says."""
UNSAID = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """Words that a person marked in a report's stored text, or wrote down as they stand in it.

    Without a place they must stand once in the texts of the study, or of the report that is named.
    """

    text: str
    report_id: str = ""
    start: int | None = None


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
class _About:
    """What a word is about: the places that say it, and the words that the decision rests on."""

    base: TagDecision
    machine: StoredTag | None
    """The place that is asked about; None where nothing says it."""
    shown: dict[str, Any]
    """Columns of the words that were shown."""
    own: dict[str, Any]
    """Columns of the words that the person marked."""


def tag_decisions(db: Session, topic: Topic, word: TagWord, target: TagTarget) -> list[TagDecision]:
    """What a word comes to for one target: to put one value in place of another takes two.

    Raises:
        InvalidQueryError: If the target, the value, the standing or the quote is none.
    """
    about = _about(db, word, target)
    if word.action == "add":
        return [_added(topic, replace(about.base, **about.own, standing=word.standing))]
    if about.machine is None:
        return _of_what_nothing_says(db, topic, word, about)
    if word.action == "correct" and word.value not in ("", target.value):
        standing = word.standing or about.machine.standing
        return _instead(topic, about, word.value, standing)
    if word.action == "correct":
        _check_standing(target.dimension, word.standing)
        return [replace(about.base, standing=word.standing, **(about.own or about.shown))]
    return [replace(about.base, **(about.own or about.shown))]


def _about(db: Session, word: TagWord, target: TagTarget) -> _About:
    pieces = store.list_pieces(db, [target])[target]
    machine = _asked(pieces)
    texts = _texts(db, target.study_id)
    quote = _placed(word.quote, texts) if word.quote else None
    marked = (Seen(quote.report_id, quote.text, quote.start),) if quote else ()
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
        saw=marked if word.action == "add" else (*marked, *_shown(pieces)),
    )
    return _About(
        base=base,
        machine=machine,
        shown=_seen(db, machine, texts) if machine else {},
        own=_columns(db, texts[quote.report_id], quote.start or 0, quote.text) if quote else {},
    )


def _instead(
    topic: Topic, about: _About, value: str, standing: Standing | None
) -> list[TagDecision]:
    """Another value in place of this one, at the words that were marked or else shown."""
    right = replace(
        about.base, value=value, action="add", standing=standing, rule="", tagger="",
        **(about.own or about.shown),
    )  # fmt: skip
    return [replace(about.base, action="reject", **about.shown), _added(topic, right)]


def _of_what_nothing_says(
    db: Session, topic: Topic, word: TagWord, about: _About
) -> list[TagDecision]:
    """A word on a value that one of two readers added, or whose words are gone from the text."""
    base, target = (
        about.base,
        TagTarget(about.base.study_id, about.base.dimension, about.base.value),
    )
    added = _said_by_readers(db, target) if word.settles else []
    standings = {one.standing for one in added}
    if not added and not _was_decided(db, target):
        raise InvalidQueryError("target", target.id)
    if word.action == "reject":
        return [base]
    if word.action == "accept" and len(standings) == 1:
        return [replace(added[0], who=word.who, why=word.why)]
    standing = word.standing or (added[0].standing if len(standings) == 1 else None)
    if word.action == "correct" and about.own:
        if word.value not in ("", target.value):
            return _instead(topic, about, word.value, standing)
        return [_added(topic, replace(base, action="add", standing=standing, **about.own))]
    raise InvalidQueryError("quote", "", ("words marked in the text: nothing else says it",))


def _said_by_readers(db: Session, target: TagTarget) -> list[TagDecision]:
    """The tag that one of two readers added, or both, each in their own words."""
    words = open_words(db, store.TAG, [target.id]).get(target.id, {})
    said = [one for word in words.values() for one in decisions_in(word)]
    return [one for one in said if isinstance(one, TagDecision) and one.action == "add"]


def _asked(pieces: Sequence[StoredTag]) -> StoredTag | None:
    """The place that a person is asked about: what nobody has seen before what nobody decided."""
    asked = sorted(pieces, key=lambda one: (one.state != UNSEEN, one.state != PROPOSED))
    return next(iter(asked), None)


def _shown(pieces: Sequence[StoredTag]) -> tuple[Seen, ...]:
    return tuple(
        Seen(one.report_id, one.evidence.text, one.evidence.start, one.standing or "")
        for one in pieces
    )


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


def _placed(quote: Quoted, texts: dict[str, str]) -> Quoted:
    """Where the words stand; they must stand there exactly.

    Raises:
        InvalidQueryError: If they do not, or in several places and none is named.
    """
    own = {key: text for key, text in texts.items() if quote.report_id in ("", key)}
    if quote.start is None:
        found = [(key, m.start()) for key, text in own.items() for m in _all(quote.text, text)]
    else:
        found = [(key, quote.start) for key, text in own.items() if _is_at(quote, text)]
    if not quote.text.strip() or len(found) != 1:
        meant = "words exactly as they stand in the text"
        raise InvalidQueryError(
            "quote", quote.text, (f"{meant}, in one place",) if len(found) > 1 else (meant,)
        )
    ((report_id, start),) = found
    return Quoted(text=quote.text, report_id=report_id, start=start)


def _all(words: str, text: str) -> Iterator[re.Match[str]]:
    return re.finditer(re.escape(words), text)


def _is_at(quote: Quoted, text: str) -> bool:
    return quote.start is not None and text.startswith(quote.text, quote.start)


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
