"""How many people of a type were treated without an event so far, as far as that may be counted."""

from dataclasses import dataclass

from app.gapmap.rates import Rate
from app.gapmap.safety_values import StudyRate, TypeSafety
from app.gapmap.wording import types_in_words


@dataclass(frozen=True, slots=True, kw_only=True)
class TreatedBefore:
    """People whom a plan need not treat again; 0 where they may not be counted, and why."""

    people: int
    study_ids: tuple[str, ...]
    sentence: str


def treated_before(found: TypeSafety) -> TreatedBefore:
    """The people of exactly this type in results without an event.

    Several studies count together only where their people may be pooled; otherwise the largest.
    """
    if found.fitzpatrick is None:
        raise ValueError("A plan is of one skin type.")
    name = f"type {found.fitzpatrick.name}"
    own = [rate for rate in found.rates if rate.types == (found.fitzpatrick,)]
    if not own:
        return _none(f"No result of {name} alone gives events and people{_others(found)}.")
    if any(rate.rate.events for rate in found.rates):
        return _none(
            f"Events were seen in results with {name}: nobody is counted as treated without one."
        )
    split = {rate.public_id for rate in own if rate.within_person}
    whole = [rate for rate in own if not rate.within_person]
    if not whole:
        return _none(
            f"The results of {name} compare sides of the same people, and are not counted."
        )
    return _counted(found, whole, name, left=len(split))


def _counted(found: TypeSafety, own: list[StudyRate], name: str, *, left: int) -> TreatedBefore:
    [*pooled] = (one for one in found.pooled if one.types == own[0].types)
    best = max(pooled, key=lambda one: one.rate.people, default=None)
    largest = max(own, key=lambda one: (one.rate.people, one.public_id))
    studies = {rate.public_id for rate in own}
    if best is not None and best.rate.people >= largest.rate.people:
        used, rate, how = best.study_ids, best.rate, ", pooled over studies of one design"
    else:
        used, rate, how = (largest.public_id,), largest.rate, ""
    unused = len(studies) - len(used) + left
    others = f" {unused} more cannot be added to them." if unused else ""
    return TreatedBefore(
        people=rate.people, study_ids=used, sentence=_so_far(rate, name, how) + others
    )


def _so_far(rate: Rate, name: str, how: str) -> str:
    who = "person" if rate.people == 1 else "people"
    return f"{rate.people:,} {who} of {name} treated without an event are counted{how}."


def _others(found: TypeSafety) -> str:
    """That a group of types has a result is no reason to count it for one of them."""
    groups = sorted({rate.types for rate in found.rates if len(rate.types) > 1})
    words = " and of ".join(types_in_words(types) for types in groups)
    return f"; results of {words} together cannot be told apart" if words else ""


def _none(sentence: str) -> TreatedBefore:
    return TreatedBefore(people=0, study_ids=(), sentence=sentence)
