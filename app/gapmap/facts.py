"""The one-screen answer: what is known of each skin type, and how many studies say nothing."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.gapmap.assessed import assess
from app.gapmap.cells import footings_of
from app.gapmap.content import CellContent, Stances, content_of, number
from app.gapmap.registrations import trials_of
from app.gapmap.sentences import main_clause, read_in_words
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
    people: Bounds | None
    """As in `Cell`."""
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
    people: Bounds | None
    """None where none of the studies says how many."""
    people_of_unknown_type: Bounds | None
    layers: dict[Layer, int]
    sentences: tuple[str, ...]


def facts(studies: Sequence[MappedStudy], *, searched: bool = True) -> Facts:
    """The facts of all studies; people and types are those of the primary layer alone."""
    assessed = assess(studies)
    whole = content_of(assessed, CellKey(), PRIMARY_ONLY, searched=searched)
    of_types = [content_of(assessed, CellKey(t), PRIMARY_ONLY, searched=searched) for t in SkinType]
    primary, layers = number(whole.asked), Counter(s.layer for s in assessed)
    silent = {s: n for s, n in whole.asked.items() if s.silent}
    by_type = tuple(
        _type_facts(content, t, studies) for content, t in zip(of_types, SkinType, strict=True)
    )
    return Facts(
        by_type=by_type,
        studies=primary,
        reporting=primary - number(silent),
        silent=number(silent),
        people=whole.answer.people,
        people_of_unknown_type=whole.silent,
        layers=dict(layers),
        sentences=(
            *(of_type.sentence for of_type in by_type),
            *_about_silence(silent, primary, whole.silent),
        ),
    )


def _type_facts(
    content: CellContent, skin_type: SkinType, studies: Sequence[MappedStudy]
) -> TypeFacts:
    standings: Counter[Standing] = Counter()
    for stance, number_of in content.asked.items():
        standings[stance.standing] += number_of
    return TypeFacts(
        fitzpatrick=skin_type,
        standings=dict(standings),
        studies=number(content.answering),
        people=content.answer.of_type,
        depth=max((stance.rung for stance in content.asked), default=Depth.NONE),
        reason=content.reason,
        footings=footings_of(content.concerned, skin_type, PRIMARY_ONLY),
        trials=trials_of(studies, skin_type),
        sentence=_type_sentence(content, skin_type),
    )


def _type_sentence(content: CellContent, skin_type: SkinType) -> str:
    treated = content.answering
    name, studies = f"Type {skin_type.name}", number(treated)
    if not treated:
        return f"{name}: {main_clause(content)}."
    shares = (
        (sum(n for s, n in treated.items() if s.rung >= Depth.COUNTED), "a count"),
        (
            sum(n for s, n in treated.items() if s.rung is Depth.REPORTED_BY_TYPE),
            "outcomes by type",
        ),
    )
    told = " and ".join(_shares(shares, studies))
    return f"{name} rests on {counted(studies)}, {told}."


def _shares(shares: Iterable[tuple[int, str]], of: int) -> list[str]:
    """Either "with" and "without", where all are alike, or how many with and how many without."""
    known = list(shares)
    if all(having in (0, of) for having, _ in known):
        return [f"{'with' if having else 'without'} {what}" for having, what in known]
    words = {0: "none", 1: "one", of: "all"}
    return [f"{words.get(having, having)} with {what}" for having, what in known]


def _about_silence(silent: Stances, studies: int, people: Bounds | None) -> list[str]:
    if studies == 0:
        return ["No primary study is known."]
    if not silent:
        return ["Every primary study reports skin type."]
    one = number(silent) == 1
    who, verb = ("One", "does") if one else (str(number(silent)), "do")
    sentences = [f"{who} of {studies} studies {verb} not report skin type."]
    unread = read_in_words(silent).removeprefix("; ")
    if unread:
        sentences.append(f"{capitalised(unread)}.")
    words = people_in_words(people)
    if words:
        sentences.append(f"{capitalised(words)} took part in studies that do not report skin type.")
    return sentences
