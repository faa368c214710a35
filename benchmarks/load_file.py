"""Made-up articles about the topic as a RIS file: the same each time, every one a study."""

import random
from collections.abc import Iterator
from pathlib import Path

PARTS = ("cheeks", "neck", "abdomen", "arms", "knees", "jowls", "upper lip", "forehead")
REASONS = ("skin laxity", "acne scars", "striae", "rhytides", "photoaging", "surgical scars")
OUTCOMES = ("erythema", "scarring", "pain", "hyperpigmentation", "patient satisfaction", "laxity")
TYPES = ("I-III", "II-IV", "III and IV", "I to IV", "IV-VI", "II, III and V")


def write_articles(path: Path, count: int) -> None:
    """Write so many articles."""
    chance = random.Random(count)  # noqa: S311 - articles, not secrets
    path.write_text("".join(_article(chance, number) for number in range(count)), encoding="utf-8")


def _article(chance: random.Random, number: int) -> str:
    part, reason = chance.choice(PARTS), chance.choice(REASONS)
    people, outcomes = chance.randint(6, 90), chance.sample(OUTCOMES, 3)
    said = " ".join(_sentences(chance, people, outcomes))
    return (
        f"TY  - JOUR\nTI  - Micro-coring of the {part} for {reason}: study {number} of its kind\n"
        f"AU  - Author{number}, A\nPY  - {chance.randint(2010, 2026)}\nDO  - 10.1000/load.{number}\n"
        f"AB  - {people} participants with Fitzpatrick skin types {chance.choice(TYPES)} had "
        f"micro-coring of the {part} for {reason}. {said}\nER  -\n"
    )


def _sentences(chance: random.Random, people: int, outcomes: list[str]) -> Iterator[str]:
    for outcome in outcomes:
        yield f"{outcome.capitalize()} was assessed at {chance.randint(1, 12)} weeks."
    yield f"Follow-up was {chance.randint(4, 52)} weeks in {chance.randint(3, people)} of them."
