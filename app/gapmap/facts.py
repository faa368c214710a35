"""The one-screen answer: what is known of each skin type, and how many studies say nothing."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.gapmap.assessed import Assessed, assess, total_people
from app.gapmap.cells import footings_of
from app.gapmap.depth import depth
from app.gapmap.reasons import reason_of
from app.gapmap.registrations import trials_of
from app.gapmap.sentences import CellContent, main_clause, read_in_words
from app.gapmap.values import (
    PRIMARY_ONLY,
    Bounds,
    CellKey,
    Depth,
    Footing,
    Layer,
    MappedStudy,
    Reason,
    Trial,
)
from app.gapmap.wording import capitalised, counted, people_in_words
from app.records import SkinType, Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeFacts:
    """What the primary studies say of one skin type. `standings` counts every one of them."""

    fitzpatrick: SkinType
    standings: dict[Standing, int]
    studies: int
    """Primary studies that treated the type."""
    people: Bounds
    depth: Depth
    reason: Reason
    footings: dict[Footing, int]
    """Every study, of whatever layer, by how it stands to the type."""
    trials: tuple[Trial, ...]
    """Registered and not reported."""
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The overview that API, command line and page all show."""

    by_type: tuple[TypeFacts, ...]
    studies: int
    """Primary studies: the unit that is counted."""
    reporting: int
    """Of these, the ones that name any skin type."""
    silent: int
    people: Bounds
    people_of_unknown_type: Bounds
    layers: dict[Layer, int]
    sentences: tuple[str, ...]


def facts(studies: Sequence[MappedStudy], *, searched: bool = True) -> Facts:
    """The facts of all studies; people and types are those of the primary layer alone."""
    assessed = assess(studies)
    primary = [s for s in assessed if s.study.layer is Layer.PRIMARY]
    silent = [s for s in primary if s.silent]
    by_type = tuple(_type_facts(assessed, primary, t, searched=searched) for t in SkinType)
    unknown = total_people(silent, lambda s: s.people)
    return Facts(
        by_type=by_type,
        studies=len(primary),
        reporting=len(primary) - len(silent),
        silent=len(silent),
        people=total_people(primary, lambda s: s.people),
        people_of_unknown_type=unknown,
        layers=dict(Counter(s.study.layer for s in assessed)),
        sentences=(
            *(of_type.sentence for of_type in by_type),
            *_about_silence(silent, len(primary), unknown),
        ),
    )


def _type_facts(
    assessed: Sequence[Assessed],
    primary: Sequence[Assessed],
    skin_type: SkinType,
    *,
    searched: bool,
) -> TypeFacts:
    key = CellKey(skin_type)
    treated = [s for s in primary if s.standing[skin_type] is Standing.STUDIED]
    content = CellContent(
        key=key,
        layers=PRIMARY_ONLY,
        reason=reason_of(assessed, skin_type, PRIMARY_ONLY, searched=searched),
        concerned=assessed,
        asked=primary,
        answer=treated,
    )
    rungs = [depth(s.study, key) for s in primary]
    return TypeFacts(
        fitzpatrick=skin_type,
        standings=dict(Counter(s.standing[skin_type] for s in primary)),
        studies=len(treated),
        people=total_people(treated, lambda s: s.of_type(skin_type)),
        depth=max(rungs, default=Depth.NONE),
        reason=content.reason,
        footings=footings_of(assessed, key, PRIMARY_ONLY),
        trials=trials_of((s.study for s in assessed), skin_type),
        sentence=_type_sentence(content, treated),
    )


def _type_sentence(content: CellContent, treated: Sequence[Assessed]) -> str:
    skin_type = content.key.fitzpatrick
    name = f"Type {skin_type.name}" if skin_type else ""
    if not treated:
        return f"{name}: {main_clause(content)}."
    rungs = [depth(s.study, content.key) for s in treated]
    shares = (
        (sum(rung >= Depth.COUNTED for rung in rungs), "a count"),
        (sum(rung is Depth.REPORTED_BY_TYPE for rung in rungs), "outcomes by type"),
    )
    told = " and ".join(_shares(shares, len(rungs)))
    return f"{name} rests on {counted(len(treated))}, {told}."


def _shares(shares: Iterable[tuple[int, str]], of: int) -> list[str]:
    """Either "with" and "without", where all are alike, or how many with and how many without."""
    known = list(shares)
    if all(having in (0, of) for having, _ in known):
        return [f"{'with' if having else 'without'} {what}" for having, what in known]
    words = {0: "none", 1: "one", of: "all"}
    return [f"{words.get(having, having)} with {what}" for having, what in known]


def _about_silence(silent: Sequence[Assessed], studies: int, people: Bounds) -> list[str]:
    if studies == 0:
        return ["No primary study is known."]
    if not silent:
        return ["Every primary study reports skin type."]
    number, verb = ("One", "does") if len(silent) == 1 else (str(len(silent)), "do")
    sentences = [f"{number} of {studies} studies {verb} not report skin type."]
    unread = read_in_words(silent).removeprefix("; ")
    if unread:
        sentences.append(f"{capitalised(unread)}.")
    words = people_in_words(people)
    if words:
        sentences.append(f"{capitalised(words)} took part in studies that do not report skin type.")
    return sentences
