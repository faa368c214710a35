"""Studies drawn from a seed, so alike and so many that cells hold several of every sort."""

import random
from collections.abc import Sequence

from app.gapmap import Layer, MappedStudy
from app.records import Extent, SkinType, Standing
from tests.gapmap.micro_coring import count, result

INDICATIONS = ("wrinkles", "acne_scars", "striae")
OUTCOMES = ("pain", "scarring", "wrinkle_severity", "laxity")
SITES = ("face", "neck")
PROCEDURES = ("micro_coring", "ablative_laser")
DESIGNS = ("randomized_trial", "case_series")
STATUSES = ("recruiting", "COMPLETED", "Terminated", "withdrawn", "", "on the moon")
EXTENTS = (Extent.FULL_TEXT, Extent.ABSTRACT, Extent.CITATION_ONLY)
LAYERS = (Layer.PRIMARY, *Layer, Layer.PLANNED)


def crowd(seed: int, size: int) -> list[MappedStudy]:
    """So many studies, some of which may hold the same people."""
    return crowd_of(seed, [f"S{number:08}" for number in range(size)])


def crowd_of(seed: int, names: Sequence[str]) -> list[MappedStudy]:
    """A study of each name."""
    chance = random.Random(seed)  # noqa: S311 - studies, not secrets
    overlaps: dict[str, set[str]] = {name: set() for name in names}
    for _ in range(len(names) // 3):
        one, other = chance.choice(names), chance.choice(names)
        if one != other:
            overlaps[one].add(other)
            overlaps[other].add(one)
    studies = [a_drawn_study(chance, name, frozenset(overlaps[name])) for name in names]
    return sorted(studies, key=lambda s: (-(s.year or -1), s.public_id))


def a_drawn_study(
    chance: random.Random, name: str, overlaps: frozenset[str] = frozenset()
) -> MappedStudy:
    """One study that says anything at all, or nothing."""

    def some(values: tuple[str, ...]) -> frozenset[str]:
        return frozenset(chance.sample(values, chance.choice((0, 1, 1, 2))))

    return MappedStudy(
        public_id=name,
        title=f"Study {name}",
        year=chance.choice((None, 2019, 2022, 2026)),
        layer=chance.choice(LAYERS),
        participants=chance.choice((None, 1, 4, 12, 38, 112)),
        planned=chance.choice((None, 30)),
        standing=_standing(chance),
        counts=tuple(
            count(_types(chance), chance.choice((0, 1, 3, 12))) for _ in range(chance.choice((0, 0, 1, 2)))
        ),
        indications=some(INDICATIONS),
        outcomes=some(OUTCOMES),
        body_sites=some(SITES),
        procedures=some(PROCEDURES),
        designs=some(DESIGNS),
        results=tuple(
            result(chance.choice(OUTCOMES), chance.choice(("", "V", _types(chance))))
            for _ in range(chance.choice((0, 0, 1, 2)))
        ),
        overlaps=overlaps,
        status=chance.choice(STATUSES),
        ends=chance.choice(("", "2027-03")),
        extent=chance.choice(EXTENTS),
        registrations=chance.choice(((), ("NCT01234567",), ("NCT01234567", "NCT07654321"))),
    )  # fmt: skip


def _standing(chance: random.Random) -> dict[SkinType, Standing]:
    spoken = [s for s in Standing if s is not Standing.NOT_REPORTED]
    if chance.random() < 0.3:
        return {}
    return {t: chance.choice(spoken) for t in SkinType if chance.random() < 0.6}


def _types(chance: random.Random) -> str:
    first = chance.randrange(6)
    last = min(5, first + chance.choice((0, 0, 1, 3)))
    return " ".join(t.name for t in list(SkinType)[first : last + 1])
