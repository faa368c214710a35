"""Who stands beside whom before and after a change, found without forming all pairs anew."""

import random
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.matching.blocking import NEIGHBOURS, SMALL
from app.matching.compared import RECORDS
from app.matching.description import Description, describe
from app.matching.nearby import Gathering, Nearby
from tests.matching.candidates import a_candidate

THE_BUCKET = 1


def drawn(chance: random.Random, key: str) -> Description:
    words = " ".join(chance.sample(("cores", "skin", "neck", "laser"), 2))
    return describe(
        a_candidate(
            key,
            0,
            title=f"Dermal micro-coring of the lower {words}",
            authors=tuple(chance.sample(("Doe A", "Roe B"), chance.randint(0, 2))),
            year=chance.choice([2020, 2021]),
            volume=chance.choice(["", "1"]),
            pages=str(chance.randint(1, 9)),
        )
    )


def all_pairs(members: list[Description]) -> set[frozenset[int]]:
    reach = len(members) if len(members) <= SMALL else NEIGHBOURS
    return {
        frozenset({id(one), id(other)})
        for order in RECORDS.orders
        for (here, one), (there, other) in combinations(enumerate(sorted(members, key=order)), 2)
        if there - here <= reach
    }


@pytest.mark.parametrize("crowd", [20, 25, 60])
@given(seed=st.integers(0, 10**6))
@settings(max_examples=20, deadline=None)
def test_what_moved_in_a_bucket_is_what_all_pairs_tell_apart(crowd: int, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - records, not secrets
    keys = [f"s:{n:03}" for n in range(crowd + 12)]
    chance.shuffle(keys)
    was = [drawn(chance, key) for key in keys[:crowd]]
    gone = chance.sample(was, chance.choice([0, 1, 5]))
    back = [drawn(chance, one.key) for one in gone if chance.random() < 0.5]
    come = back + [drawn(chance, key) for key in keys[crowd : crowd + chance.choice([1, 3, 12])]]
    now = [one for one in was if one not in gone] + come
    tied: set[frozenset[int]] = set()

    def note(one: Description, other: Description) -> bool:
        tied.add(frozenset({id(one), id(other)}))
        return False

    gathering = Gathering(lambda _: [THE_BUCKET], RECORDS.orders, note)
    near = Nearby(gathering, lambda _: {THE_BUCKET: was}, gone, come)

    near.disturbed()
    assert tied == all_pairs(was) ^ all_pairs(now)

    tied.clear()
    stayed = [one for one in was if one not in gone]
    list(near.tied_to(stayed))
    assert tied == all_pairs(was) & all_pairs(now)  # those that moved were looked at before


def test_what_came_is_tied_to_all_that_stands_beside_it_now() -> None:
    chance = random.Random(3)  # noqa: S311 - records, not secrets
    was = [drawn(chance, f"s:{n:03}") for n in range(40)]
    come = [drawn(chance, f"t:{n:03}") for n in range(4)]
    gathering = Gathering(lambda _: [THE_BUCKET], RECORDS.orders, lambda _one, _other: True)
    near = Nearby(gathering, lambda _: {THE_BUCKET: was}, (), come)
    near.disturbed()
    new = {id(one) for one in come}
    assert {frozenset(map(id, pair)) for pair in near.tied_to(come)} == {
        pair for pair in all_pairs([*was, *come]) if pair & new
    }
