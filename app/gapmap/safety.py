"""Harm by skin type: events among people where a result says so, and why else there is no rate."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from app.gapmap.assessed import Assessed, assess
from app.gapmap.depth import concerns, is_by_type
from app.gapmap.pooling import pooled_rates
from app.gapmap.rates import rate_of
from app.gapmap.safety_sentences import type_sentence, why_clause
from app.gapmap.safety_values import StudyRate, TypeSafety, WhyNoRate, WithoutRate
from app.gapmap.standing import standing_of
from app.gapmap.values import CellKey, Layer, MappedStudy
from app.records import OutcomeResult, SkinType, Standing
from app.topic import Topic

SAFETY = "safety"
"""The kind of outcome that is a harm."""


def safety_of(studies: Iterable[MappedStudy], key: CellKey, topic: Topic) -> tuple[TypeSafety, ...]:
    """The harms of a cell, outcome by outcome; nothing where its outcome is no harm.

    A cell without a skin type has all people together first, then each of the six types.
    """
    primary = [s for s in studies if s.layer is Layer.PRIMARY and concerns(s, key)]
    known = assess(s for s in primary if key.fitzpatrick is None or _treated(s, key.fitzpatrick))
    types = (key.fitzpatrick,) if key.fitzpatrick else (None, *SkinType)
    return tuple(
        _type_safety([s for s in known if outcome in s.study.outcomes], outcome, skin_type, topic)
        for outcome in _harms(primary, key, topic)
        for skin_type in types
    )


def _treated(study: MappedStudy, skin_type: SkinType) -> bool:
    return standing_of(study, skin_type) is Standing.STUDIED


def _harms(primary: Sequence[MappedStudy], key: CellKey, topic: Topic) -> Iterator[str]:
    """The safety outcomes of the cell that some study is about, in the order of the vocabulary."""
    for value in topic.values_of("outcome"):
        asked = key.outcome in (None, value.id)
        if value.kind == SAFETY and asked and any(value.id in s.outcomes for s in primary):
            yield value.id


def _type_safety(
    looking: Sequence[Assessed], outcome: str, skin_type: SkinType | None, topic: Topic
) -> TypeSafety:
    """Of one type its treated studies alone; the people of all types together need no standing."""
    told = [(s, tuple(_told(s, outcome, skin_type))) for s in looking]
    if skin_type is not None:
        told = [(s, of) for s, of in told if s.standing[skin_type] is Standing.STUDIED]
    rates = tuple(_study_rate(s, r) for s, of in told for r in of if _why_not(s, r) is None)
    having = {rate.public_id for rate in rates}
    pooled, not_pooled = pooled_rates(looking, rates)
    found = TypeSafety(
        outcome=outcome,
        fitzpatrick=skin_type,
        rates=rates,
        pooled=pooled,
        not_pooled=not_pooled,
        without=tuple(
            _without_rate(s, skin_type, of)
            for s, of in told
            if skin_type is not None and s.study.public_id not in having
        ),
        sentence="",
    )
    return replace(found, sentence=type_sentence(found, topic))


def _told(assessed: Assessed, outcome: str, skin_type: SkinType | None) -> Iterator[OutcomeResult]:
    """The study's results for the harm: of the type apart, or of everybody."""
    for result in assessed.study.results:
        if result.outcome != outcome or result.is_interaction:
            continue
        if skin_type is None:
            if not result.types and result.events is not None and result.people is not None:
                yield result
        elif is_by_type(result, assessed.study, skin_type):
            yield result


def _why_not(assessed: Assessed, result: OutcomeResult) -> WhyNoRate | None:
    """Why a result gives no rate; None where it does."""
    events, people = result.events, result.people
    if events is None or people is None or not 0 <= events <= people or people == 0:
        return WhyNoRate.NO_NUMBERS
    most = _most_people(assessed, result.types)
    return WhyNoRate.NOT_PEOPLE if most is not None and people > most else None


def _most_people(assessed: Assessed, types: Sequence[SkinType]) -> int | None:
    """How many people a result can be of; None where that is not known."""
    tops = [assessed.by_type[t].upper for t in types]
    known = [top for top in tops if top is not None]
    limits = [sum(known)] if types and len(known) == len(tops) else []
    if assessed.study.participants is not None:
        limits.append(assessed.study.participants)
    return min(limits, default=None)


def _study_rate(assessed: Assessed, result: OutcomeResult) -> StudyRate:
    study = assessed.study
    return StudyRate(
        public_id=study.public_id,
        title=study.title,
        year=study.year,
        designs=tuple(sorted(study.designs)),
        types=tuple(sorted(result.types)),
        mix=tuple(t for t in SkinType if assessed.standing[t] is Standing.STUDIED),
        rate=rate_of(result.events or 0, result.people or 0),
        measure=result.measure,
        timepoint=result.timepoint,
        within_person=study.within_person,
        overlaps=tuple(sorted(study.overlaps)),
        evidence=result.evidence,
    )


def _without_rate(
    assessed: Assessed, skin_type: SkinType, told: Sequence[OutcomeResult]
) -> WithoutRate:
    reasons = [reason for result in told if (reason := _why_not(assessed, result))]
    why = reasons[0] if reasons else WhyNoRate.NOT_BY_TYPE
    people = assessed.by_type[skin_type]
    return WithoutRate(
        public_id=assessed.study.public_id,
        title=assessed.study.title,
        why=why,
        people=people,
        participants=assessed.study.participants,
        clause=why_clause(why, skin_type, people, assessed.people),
    )
