"""What a change reaches is grouped anew, and the rest stays: as all at once would give."""

import random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.matching import (
    Candidate,
    MatchDecision,
    RecordChange,
    group_into_reports,
    link_reports,
    regroup,
)
from app.records import ReportKind
from tests.matching.candidates import a_candidate
from tests.matching.known_records import InMemory

WORDS = ("cores", "skin", "neck", "laser", "trial", "women", "twelve")
FAMILIES = ("Doe A", "Roe B", "Poe C")
KINDS = (ReportKind.JOURNAL_ARTICLE, ReportKind.JOURNAL_ARTICLE, ReportKind.REGISTRATION)


def drawn(chance: random.Random, key: str) -> Candidate:
    """One of records so alike that their buckets are crowded and much of it may be one report."""
    year = chance.choice([None, 2020, 2021])
    title = "Dermal micro-coring of the lower " + " ".join(chance.sample(WORDS, 2))
    target = f"s:{chance.randrange(90):02}"
    return a_candidate(
        key,
        int(key[2:]),
        chance.choice(KINDS),
        relations=(("report_of", target, "x"),) if chance.random() < 0.1 else (),
        title=title if chance.random() < 0.9 else "",
        authors=tuple(chance.sample(FAMILIES, chance.randint(0, 2))),
        year=year,
        volume=chance.choice(["", "1", "2"]),
        pages=chance.choice(["", str(chance.randint(1, 40)), "7-9"]),
        journal=chance.choice(["", "Lancet"]),
        doi=f"10.1/{chance.randint(0, 60)}" if chance.random() < 0.3 else "",
        pmid=str(chance.randint(1, 60)) if chance.random() < 0.3 else "",
        registrations=(f"NCT{chance.randint(1, 50):08}",) if chance.random() < 0.2 else (),
    )


def words(chance: random.Random, keys: list[str]) -> list[MatchDecision]:
    return [
        MatchDecision(
            layer=chance.choice(["report", "study"]),
            one=one,
            other=other,
            same=chance.random() < 0.6,
            because="read both",
        )
        for one, other in (chance.sample(keys, 2) for _ in range(chance.randint(0, 3)))
    ]


@pytest.mark.parametrize("crowd", [12, 26, 70])
@given(seed=st.integers(0, 10**6), changed=st.integers(0, 6))
@example(seed=1, changed=0)
@settings(max_examples=10, deadline=None)
def test_a_part_regrouped_is_as_the_whole(crowd: int, seed: int, changed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - records, not secrets
    keys = [f"s:{n:02}" for n in range(crowd)]
    before = [drawn(chance, key) for key in keys[: crowd - chance.randint(0, 3)]]
    again = {key: drawn(chance, key) for key in chance.sample(keys, changed)}
    new = {key: drawn(chance, key) for key in keys[len(before) :]}
    now = [again.get(one.key, one) for one in before] + list(new.values())
    decided, more = words(chance, keys), words(chance, keys)

    known = InMemory(before, now)
    known.groups = group_into_reports(before, decided)
    changes = RecordChange(
        was={key: known.was[key] for key in again if key in known.was},
        now=new | {key: one for key, one in again.items() if key in known.was},
        also={key for one in more for key in (one.one, one.other)},
    )
    part = regroup(known, changes, [*decided, *more])

    reached = {joined.key for report in part for joined in report.records}
    rest = [r for r in known.groups if reached.isdisjoint(joined.key for joined in r.records)]
    whole = group_into_reports(now, [*decided, *more])
    assert sorted([*part, *rest], key=lambda r: (r.arrival, r.key)) == whole
    check_studies(part, whole, [*decided, *more])


def check_studies(part, whole, decisions) -> None:  # type: ignore[no-untyped-def]  # of the test above
    own = {report.key for report in part}
    studies = link_reports(whole, decisions)
    assert link_reports(part, decisions) == [
        study for study in studies if any(linked.key in own for linked in study.reports)
    ]
