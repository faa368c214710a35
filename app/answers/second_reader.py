"""Two readers: where they differ, how far they agree, and how far each version of the reader does."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from pydantic import Field
from sqlmodel import Session

from app import pipeline, store
from app.agreement import Agreement, Stage, agreement_of
from app.answers.accounts import Changing
from app.answers.matches import Asked, Why
from app.records import Dimension
from app.store import Said, SealedWord, TagDecision, TagTarget
from app.topic import Topic

SCREENING_WORD = "screening"


class OptionWord(Asked):
    """Whether two people decide on everything from now on, and why."""

    second_reader: Annotated[bool, Field(description="Two read, each blind to the other.")]
    why: Why


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderWord:
    """What one reader said."""

    id: int
    who: str
    at: datetime
    says: str
    quote: str
    """The words that they marked or were shown; empty of a screening."""
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """One thing that two readers differ on, or that one of them added and the other did not."""

    kind: str
    target: str
    title: str
    """Of the study or the record as it is now; empty where it is gone."""
    words: tuple[ReaderWord, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DimensionAgreement:
    """Agreement of two readers in one dimension, or on screening."""

    readers: str
    dimension: str
    agreement: Agreement


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementAnswer:
    """How far people agree with each other, and how far each version of the reader does with them."""

    second_reader: bool
    people: tuple[DimensionAgreement, ...]
    versions: tuple[DimensionAgreement, ...]


def answer_conflicts(db: Session) -> tuple[Conflict, ...]:
    """What waits to be settled, by a third person or by agreement; the oldest first."""
    found = []
    for kind in (store.TAG, store.SCREENING):
        for target, words in pipeline.open_words(db, kind).items():
            is_conflict = pipeline.stage(words).stage is Stage.CONFLICT
            if is_conflict or (kind == store.TAG and _lonely_addition(db, target, words)):
                found.append(_conflict(db, kind, target, words))
    return tuple(sorted(found, key=lambda one: min(word.at for word in one.words)))


def answer_agreement(db: Session, topic: Topic) -> AgreementAnswer:
    """Raw agreement, kappa and what it depends on, per dimension.

    Of two people a pair is one thing that both read, each time that they did, and yes is that it stands as proposed or as
    included. Of a version of the reader and people a pair is one value of the vocabulary in a study
    of which every proposal of the dimension was decided, and yes is that the value is there.
    """
    people = {
        dimension: pairs
        for kind in (store.TAG, store.SCREENING)
        for dimension, pairs in _pairs_of_people(_rounds(db, kind).values()).items()
    }
    return AgreementAnswer(
        second_reader=store.has_second_reader(db),
        people=tuple(
            DimensionAgreement(
                readers="First and second reader", dimension=name, agreement=agreement_of(pairs)
            )
            for name, pairs in sorted(people.items())
        ),
        versions=tuple(
            DimensionAgreement(
                readers=f"Reader {version}", dimension=name, agreement=agreement_of(pairs)
            )
            for (version, name), pairs in sorted(_pairs_of_versions(db, topic).items())
        ),
    )


def set_second_reader(changing: Changing, word: OptionWord) -> None:
    """Say from now on whether two people decide; what was decided before stands."""
    said = Said(who=changing.who, at=changing.at, why=word.why)
    with store.writing(changing.engine) as db:
        store.save_second_reader(db, word.second_reader, said)


def _rounds(db: Session, kind: str) -> dict[tuple[str, int], dict[str, SealedWord]]:
    return pipeline.rounds(store.list_sealed_words(db, kind))


def _lonely_addition(db: Session, target: str, words: Mapping[str, SealedWord]) -> bool:
    """Whether one reader added what the other had every occasion to add, and did not.

    The other has read all that was proposed in the dimension of the study; nothing of what anybody
    said is shown before that.
    """
    word = next(iter(words.values()))
    if len(words) > 1 or word.said[0].get("action") != "add":
        return False
    named = TagTarget.of(target)
    waiting = store.list_study_targets(db, named.study_id, named.dimension)
    read_by_both = {one for (one, _), said in _rounds(db, store.TAG).items() if len(said) > 1}
    return all(one.id in read_by_both for one in waiting)


def _conflict(db: Session, kind: str, target: str, words: Mapping[str, SealedWord]) -> Conflict:
    return Conflict(
        kind=kind,
        target=target,
        title=_title(db, kind, target),
        words=tuple(
            ReaderWord(
                id=one.id, who=one.who, at=one.at, says=_says(one), quote=_quote(one), why=one.why
            )
            for one in words.values()
        ),
    )


def _title(db: Session, kind: str, target: str) -> str:
    if kind == store.SCREENING:
        return next((one.bibliography.title for one in store.list_records(db, [target])), "")
    study_id = store.study_now(db, TagTarget.of(target).study_id)
    return store.list_study_titles(db, [study_id]).get(study_id, "")


def _quote(word: SealedWord) -> str:
    return next((str(one["quote"]) for one in reversed(word.said) if one.get("quote")), "")


def _says(word: SealedWord) -> str:
    names = ("action", "verdict", "value", "standing")
    parts = [" ".join(str(one[name]) for name in names if one.get(name)) for one in word.said]
    return " and ".join(parts).replace("_", " ")


def _pairs_of_people(
    targets: Iterable[Mapping[str, SealedWord]],
) -> dict[str, list[tuple[bool, bool]]]:
    """The first two who spoke of each target, in the order in which they did."""
    found: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
    for words in targets:
        if len(words) > 1:
            first, second = sorted(words.values(), key=lambda word: word.id)[:2]
            dimension = str(first.said[0].get("dimension") or SCREENING_WORD)
            found[dimension].append((_is_yes(first), _is_yes(second)))
    return dict(found)


def _is_yes(word: SealedWord) -> bool:
    said = word.said[0]
    return said.get("action") in ("accept", "add") or said.get("verdict") == "included"


def _pairs_of_versions(db: Session, topic: Topic) -> dict[tuple[str, str], list[tuple[bool, bool]]]:
    """Of each version of the reader: whether it and people find each value in each study."""
    found: dict[tuple[str, str], list[tuple[bool, bool]]] = defaultdict(list)
    by_study: dict[tuple[str, Dimension], dict[str, TagDecision]] = defaultdict(dict)
    for one in store.list_tag_decisions(db):
        by_study[store.study_now(db, one.study_id), one.dimension][one.value] = one
    for (study_id, dimension), decisions in by_study.items():
        versions = {one.tagger for one in decisions.values() if one.tagger}
        if dimension is Dimension.PARTICIPANTS or len(versions) != 1:
            continue
        if store.list_study_targets(db, study_id, dimension):
            continue  # something is still undecided: what nobody added may yet be there
        (version,) = versions
        for value in _vocabulary(topic, dimension):
            said = decisions.get(value)
            machine = said is not None and bool(said.tagger)
            person = said is not None and said.action != "reject"
            found[version, dimension.value].append((machine, person))
    return dict(found)


def _vocabulary(topic: Topic, dimension: Dimension) -> tuple[str, ...]:
    if dimension is Dimension.FITZPATRICK:
        return ("I", "II", "III", "IV", "V", "VI")
    return tuple(value.id for value in topic.values_of(dimension))
