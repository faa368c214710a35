"""Harm in a cell as finished values: rates study by study, what is pooled, and why there is none."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.dashboard import links
from app.dashboard.evidence_pieces import Part, study_part
from app.gapmap import (
    NONE_STATED,
    CellKey,
    Enough,
    PooledRate,
    StudyRate,
    TypeSafety,
    percent,
    types_in_words,
    whose,
)
from app.gapmap import enough_without_event as enough
from app.records import SkinType
from app.topic import Topic


@dataclass(frozen=True, slots=True)
class RateLine:
    """One row of the table of rates."""

    harm: str
    whose: str
    study: Part
    design: str
    events: str
    limits: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EnoughLine:
    """So many people without an event rule a rate out."""

    rate: str
    one_sided: str
    two_sided: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SafetyView:
    """The section of a cell; `planner_href` leads to the plan for its type and harm."""

    note: str
    rates: tuple[RateLine, ...]
    left_out: tuple[Part, ...]
    """Studies that are not pooled, each with why."""
    without: tuple[str, ...]
    enough: tuple[EnoughLine, ...]
    fitzpatrick: str
    outcome: str
    indication: str
    plan_label: str


def safety_view(found: tuple[TypeSafety, ...], key: CellKey, topic: Topic) -> SafetyView | None:
    """The section; None where the cell is of no harm that any study looked for."""
    if not found:
        return None
    return SafetyView(
        note=_note(key.fitzpatrick),
        rates=tuple(dict.fromkeys(line for one in found for line in _lines(one, key, topic))),
        left_out=tuple(
            Part(
                f"Study {one.public_id} is not pooled: {one.because}.",
                links.study_url(one.public_id),
            )
            for one in dict.fromkeys(left for of in found for left in of.not_pooled)
        ),
        without=tuple(_without(found, key, topic)),
        enough=tuple(map(enough_line, enough())),
        fitzpatrick=key.fitzpatrick.name if key.fitzpatrick else "",
        outcome=key.outcome or "",
        indication=key.indication if key.indication and key.indication != NONE_STATED else "",
        plan_label=_plan_label(key, topic),
    )


def _without(found: tuple[TypeSafety, ...], key: CellKey, topic: Topic) -> Iterator[str]:
    """Why there is no rate: of a cell of one type or one harm in full, else a line a harm."""
    if key.fitzpatrick is not None or key.outcome is not None:
        yield from (one.sentence for one in found if not one.rates)
        return
    for outcome in dict.fromkeys(one.outcome for one in found):
        lacking = [one.fitzpatrick for one in found if one.outcome == outcome and not one.rates]
        types = [t for t in lacking if t is not None]
        if types:
            all_too = ", nor of all people together" if None in lacking else ""
            label = topic.label("outcome", outcome)
            yield f"{label}: no rate of {types_in_words(types)}{all_too}."


def enough_line(one: Enough) -> EnoughLine:
    """A row of the table of people without an event."""
    return EnoughLine(percent(one.rate), f"{one.one_sided:,}", f"{one.two_sided:,}")


def rate_line(rate: StudyRate, outcome: str, skin_type: SkinType | None, topic: Topic) -> RateLine:
    """A result of one study, in a cell of one skin type or of none."""
    told = ", ".join(part for part in (rate.measure, rate.timepoint) if part)
    notes = [f"Measured: {told}" if told else ""]
    if rate.within_person:
        notes.append("Split-face or the like: sides of the same people are compared")
    if rate.overlaps:
        notes.append(f"May share people with study {', '.join(rate.overlaps)}")
    return RateLine(
        harm=topic.label("outcome", outcome),
        whose=_capital(whose(rate, skin_type)),
        study=study_part(rate.public_id, rate.title, rate.year),
        design=", ".join(topic.label("design", design) for design in rate.designs) or "not stated",
        events=f"{rate.rate.events:,} of {rate.rate.people:,}",
        limits=_limits(rate.rate.sentence),
        notes=tuple(note for note in notes if note),
    )


def _lines(found: TypeSafety, key: CellKey, topic: Topic) -> Iterator[RateLine]:
    for rate in found.rates:
        yield rate_line(rate, found.outcome, key.fitzpatrick, topic)
    for pooled in found.pooled:
        yield _pooled_line(pooled, found, topic)


def _pooled_line(pooled: PooledRate, found: TypeSafety, topic: Topic) -> RateLine:
    types = ", ".join(t.name for t in pooled.types)
    return RateLine(
        harm=topic.label("outcome", found.outcome),
        whose=f"Type {types}" if types else "All people",
        study=Part(f"Pooled: people of {len(pooled.study_ids)} studies of one design added up"),
        design=topic.label("design", pooled.design),
        events=f"{pooled.rate.events:,} of {pooled.rate.people:,}",
        limits=_limits(pooled.rate.sentence),
        notes=("Without weights; what was measured and when may differ",),
    )


def _limits(sentence: str) -> str:
    """What follows "0 of 20: " in a rate's sentence: the number of people stands in its own column."""
    return _capital(sentence.partition(": ")[2])


def _note(skin_type: SkinType | None) -> str:
    if skin_type is None:
        return (
            "Events among people, as each study gives them, with exact 95 % limits. A rate of one "
            "skin type is given only where a result is of that type; primary studies alone."
        )
    return (
        f"Events among people of type {skin_type.name}, with exact 95 % limits. A rate is given only "
        "where a result is of people of the type, never from bounds; primary studies alone."
    )


def _plan_label(key: CellKey, topic: Topic) -> str:
    harm = topic.label("outcome", key.outcome).lower() if key.outcome else "a harm"
    whom = f" in type {key.fitzpatrick.name}" if key.fitzpatrick else ""
    return f"How many people would rule out {harm}{whom}?"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
