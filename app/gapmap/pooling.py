"""Which rates may be added up: people of one design, of the same types, counted once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from app.gapmap.assessed import Assessed, overlapping
from app.gapmap.rates import rate_of
from app.gapmap.safety_values import NotPooled, PooledRate, StudyRate
from app.records import SkinType

_Alike = tuple[str, tuple[SkinType, ...]]


def pooled_rates(
    assessed: Sequence[Assessed], rates: Sequence[StudyRate]
) -> tuple[tuple[PooledRate, ...], tuple[NotPooled, ...]]:
    """The pooled rates, and the studies that are in none where others were or could be.

    A single study is pooled with nobody, and needs no reason.
    """
    by_study: defaultdict[str, list[StudyRate]] = defaultdict(list)
    for rate in rates:
        by_study[rate.public_id].append(rate)
    if len(by_study) < 2:
        return (), ()
    reasons = {public_id: _why_alone(told) for public_id, told in by_study.items()}
    known = {s.study.public_id: s for s in assessed}
    alike: defaultdict[_Alike, list[StudyRate]] = defaultdict(list)
    for public_id, [first, *_] in by_study.items():
        if not reasons[public_id]:
            alike[first.designs[0], first.types].append(first)
    pooled = []
    for same in alike.values():
        kept = _counted_once(same, known, reasons)
        if len(kept) > 1:
            pooled.append(_pooled(kept))
        else:
            reasons.update((one.public_id, NO_OTHER) for one in kept)
    left = (NotPooled(public_id=i, because=why) for i, why in reasons.items() if why)
    return tuple(pooled), tuple(left)


NO_OTHER = "no other study of its design reports the same skin types"
SAME_PEOPLE = "it may hold the same people as a larger study that is counted"


def _why_alone(told: Sequence[StudyRate]) -> str:
    """Why a study's rates are added to no other's; empty where they may be."""
    first = told[0]
    if first.within_person:
        return "it compares sides of the same people"
    if len({(one.types, one.rate.events, one.rate.people) for one in told}) > 1:
        return "it gives several results, and one person can be in more than one of them"
    if len(first.designs) != 1:
        return "its design is not known, or it has several"
    return ""


def _counted_once(
    same: Iterable[StudyRate], known: Mapping[str, Assessed], reasons: dict[str, str]
) -> list[StudyRate]:
    """Of studies that may hold the same people the one with the most; says why of the others."""
    by_id = {one.public_id: one for one in same}
    kept = []
    for group in overlapping([known[i] for i in by_id]):
        rates = [by_id[s.study.public_id] for s in group]
        largest = max(rates, key=lambda one: (one.rate.people, one.public_id))
        kept.append(largest)
        reasons.update((one.public_id, SAME_PEOPLE) for one in rates if one is not largest)
    return kept


def _pooled(kept: Sequence[StudyRate]) -> PooledRate:
    return PooledRate(
        design=kept[0].designs[0],
        types=kept[0].types,
        study_ids=tuple(sorted(_ids(kept))),
        rate=rate_of(sum(one.rate.events for one in kept), sum(one.rate.people for one in kept)),
    )


def _ids(rates: Iterable[StudyRate]) -> Iterator[str]:
    return (one.public_id for one in rates)
