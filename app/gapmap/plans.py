"""What a registration planned beside what was reported: types, their shares, and people."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from app.gapmap.merging import merge_standing
from app.gapmap.people import bounds_as_told, tells_of
from app.gapmap.values import Bounds, MappedStudy
from app.gapmap.wording import capitalised, people_in_words, types_in_words
from app.records import Bound, Evidence, PlannedShare, SkinType, Standing, Tag

ALL = frozenset(SkinType)


class Fit(StrEnum):
    """How what was reported stands to what was planned."""

    AS_PLANNED = "as_planned"
    DIFFERS = "differs"
    NOT_TOLD = "not_told"
    """The reports do not say enough to tell; that is no difference."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLine:
    """One thing that was planned, or done without a plan, and what was reported of it."""

    types: tuple[SkinType, ...] = ()
    """Empty where the line is about the number of people."""
    planned: str
    reported: str
    fit: Fit
    difference: str = ""
    """One sentence, where the two differ."""
    planned_evidence: tuple[Evidence, ...] = ()
    reported_evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What one side says: registrations of what was planned, or reports of what took place."""

    tags: tuple[Tag, ...] = ()
    """Of skin types, with their standing."""
    people: int | None = None
    people_evidence: tuple[Evidence, ...] = ()

    def standing(self) -> dict[SkinType, Standing]:
        """Of each type that this side names."""
        return merge_standing(self.tags)

    def evidence_of(self, skin_type: SkinType) -> tuple[Evidence, ...]:
        """What is said of one type, each piece once."""
        of_type = (tag.evidence for tag in self.tags if tag.value == skin_type.name)
        return tuple(dict.fromkeys(of_type))


def plan_lines(
    plan: Told, report: Told, shares: Sequence[PlannedShare], study: MappedStudy
) -> tuple[PlanLine, ...]:
    """The plan, line by line: people, each type that either side names, shares of types.

    `plan.tags` are standings that criteria of registrations give, `report.tags` those of people who
    took part. A type that the reports are silent about was not excluded by them: where they name
    other types the line differs, where they name none it cannot be told.
    """
    return (
        *_people_line(plan, report),
        *_type_lines(plan, report),
        *(_share_line(share, study) for share in shares),
    )


def _people_line(plan: Told, report: Told) -> Iterator[PlanLine]:
    if plan.people is None:
        return
    fit, difference = Fit.NOT_TOLD, ""
    if report.people is not None:
        fit = Fit.AS_PLANNED if report.people == plan.people else Fit.DIFFERS
        fewer = plan.people - report.people
        difference = (
            f"{abs(fewer)} {'fewer' if fewer > 0 else 'more'} than planned" if fewer else ""
        )
    yield PlanLine(
        planned=_people(plan.people),
        reported=_people(report.people) if report.people is not None else "number not reported",
        fit=fit,
        difference=capitalised(difference),
        planned_evidence=plan.people_evidence,
        reported_evidence=report.people_evidence,
    )


def _people(number: int) -> str:
    return people_in_words(Bounds(number, number))


def _type_lines(plan: Told, report: Told) -> Iterator[PlanLine]:
    """Nothing where the plan names no type: what was not planned by type cannot differ by it."""
    planned, reported = plan.standing(), report.standing()
    for skin_type in SkinType if planned else ():
        if skin_type not in planned and reported.get(skin_type) is not Standing.STUDIED:
            continue
        fit, difference = _fit_of_type(skin_type, planned.get(skin_type), reported)
        yield PlanLine(
            types=(skin_type,),
            planned=_PLANNED[planned.get(skin_type)],
            reported=_reported(skin_type, reported),
            fit=fit,
            difference=difference,
            planned_evidence=plan.evidence_of(skin_type),
            reported_evidence=report.evidence_of(skin_type),
        )


_PLANNED: dict[Standing | None, str] = {
    Standing.STUDIED: "eligible",
    Standing.ELIGIBLE: "eligible",
    Standing.EXCLUDED: "excluded",
    None: "not named",
}


def _reported(skin_type: SkinType, reported: Mapping[SkinType, Standing]) -> str:
    match reported.get(skin_type):
        case Standing.STUDIED:
            return "took part"
        case Standing.EXCLUDED:
            return "excluded"
    took_part = _took_part(reported)
    if not took_part:
        return "no skin type reported"
    return f"not reported; {types_in_words(took_part)} took part"


def _took_part(reported: Mapping[SkinType, Standing]) -> list[SkinType]:
    return [t for t, standing in reported.items() if standing is Standing.STUDIED]


def _fit_of_type(
    skin_type: SkinType, planned: Standing | None, reported: Mapping[SkinType, Standing]
) -> tuple[Fit, str]:
    took_part = _took_part(reported)
    if reported.get(skin_type) is Standing.STUDIED:
        if planned is None:
            return Fit.DIFFERS, "Not among the planned types; people of it took part."
        if planned is Standing.EXCLUDED:
            return Fit.DIFFERS, "Excluded by the plan; people of it took part."
        return Fit.AS_PLANNED, ""
    if planned is Standing.EXCLUDED:
        is_told = bool(took_part) or skin_type in reported
        return (Fit.AS_PLANNED if is_told else Fit.NOT_TOLD), ""
    if reported.get(skin_type) is Standing.EXCLUDED:
        return Fit.DIFFERS, "Eligible by the plan; the reports exclude it."
    if not took_part:
        return Fit.NOT_TOLD, ""
    told = types_in_words(took_part)
    return Fit.DIFFERS, f"Eligible; the reports name {told} and say nothing of it."


def _share_line(share: PlannedShare, study: MappedStudy) -> PlanLine:
    """A share that was set aside for some types against the bounds of those who took part."""
    planned = f"{_BOUND_WORDS[share.bound]}{_amount(share)} of {types_in_words(share.types)}"
    line = PlanLine(
        types=share.types,
        planned=planned,
        reported="cannot be told",
        fit=Fit.NOT_TOLD,
        planned_evidence=(share.evidence,),
        reported_evidence=tuple(dict.fromkeys(count.evidence for count in study.counts)),
    )
    found = _people_of(study, frozenset(share.types))
    if found is None or study.participants is None:
        return line
    reported = people_in_words(found, Bounds(study.participants, study.participants))
    fit = _fit_of_share(share, found, study.participants)
    differs = f"{capitalised(planned)} planned; {reported} took part."
    return replace(line, reported=reported, fit=fit, difference=differs * (fit is Fit.DIFFERS))


_BOUND_WORDS = {Bound.AT_LEAST: "at least ", Bound.EXACTLY: "", Bound.AT_MOST: "at most "}


def _amount(share: PlannedShare) -> str:
    return f"{share.percent:g} %" if share.percent is not None else _people(share.people or 0)


def _people_of(study: MappedStudy, types: frozenset[SkinType]) -> Bounds | None:
    """At least and at most so many took part who were of one of the types; None: cannot be told."""
    n, bounds = study.participants, bounds_as_told(study)
    if n is None or not tells_of(study, types):
        return None
    exact = [count.people for count in study.counts if types == set(count.types)]
    if exact:
        return Bounds(min(exact), max(exact))
    most = {t: n if (upper := bounds[t].upper) is None else min(n, upper) for t in SkinType}
    upper = min(n - _counted(study, ALL - types), sum(most[t] for t in types))
    others = sum(most[t] for t in ALL - types)
    told = max(sum(bounds[t].lower for t in types), _counted(study, types))
    return Bounds(min(upper, max(told, n - others)), upper)


def _counted(study: MappedStudy, types: frozenset[SkinType]) -> int:
    """People that counts put to these types and no other; of counts that overlap the largest."""
    within = [count for count in study.counts if types.issuperset(count.types)]
    named = [t for count in within for t in count.types]
    people = [count.people for count in within]
    return sum(people) if len(named) == len(set(named)) else max(people)


def _fit_of_share(share: PlannedShare, reported: Bounds, participants: int) -> Fit:
    """Whether every number that the bounds leave open keeps to the plan, none does, or some.

    A percentage of people seldom is a whole number of them: half a person is no difference.
    """
    wanted, off = float(share.people or 0), 0.0
    if share.percent is not None:
        wanted, off = share.percent * participants / 100, 0.5
    most = participants if reported.upper is None else reported.upper
    least_wanted = 0 if share.bound is Bound.AT_MOST else wanted - off
    most_wanted = participants if share.bound is Bound.AT_LEAST else wanted + off
    kept = [least_wanted <= number <= most_wanted for number in range(reported.lower, most + 1)]
    return Fit.AS_PLANNED if all(kept) else Fit.NOT_TOLD if any(kept) else Fit.DIFFERS
