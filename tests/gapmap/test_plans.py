"""What was planned beside what was reported: silence is no exclusion and no difference by itself."""

import pytest

from app.gapmap import Fit, Told, plan_lines
from app.records import Bound, PlannedShare, SkinType, Standing, TypeCount
from tests.gapmap.micro_coring import a_study, count, studied
from tests.store.builders import ELIGIBLE, EXCLUDED, STUDIED, a_type, evidence


def told(standing: Standing, romans: str, people: int | None = None) -> Told:
    tags = tuple(a_type(roman, standing) for roman in romans.split())
    return Told(tags=tags, people=people, people_evidence=(evidence(f"{people} people"),))


def fits(plan: Told, report: Told) -> dict[str, Fit]:
    lines = plan_lines(plan, report, (), a_study())
    return {"".join(t.name for t in line.types) or "people": line.fit for line in lines}


def test_a_planned_type_that_others_were_reported_without_differs_and_is_not_excluded() -> None:
    plan, report = told(ELIGIBLE, "I II III IV V VI"), told(STUDIED, "I II III IV")
    lines = {line.types: line for line in plan_lines(plan, report, (), a_study())}
    assert len(lines) == 6
    five = lines[(SkinType.V,)]
    assert (five.planned, five.reported) == (
        "eligible",
        "not reported; types I to IV took part",
    )
    assert five.fit is Fit.DIFFERS
    assert five.difference == "Eligible; the reports name types I to IV and say nothing of it."
    assert lines[(SkinType.II,)].fit is Fit.AS_PLANNED
    assert lines[(SkinType.II,)].planned_evidence == (evidence("says II"),)


@pytest.mark.parametrize(
    ("plan", "report", "of_five"),
    [
        (told(ELIGIBLE, "IV V"), told(STUDIED, ""), Fit.NOT_TOLD),
        (told(EXCLUDED, "V VI"), told(STUDIED, ""), Fit.NOT_TOLD),
        (told(EXCLUDED, "V VI"), told(STUDIED, "II III"), Fit.AS_PLANNED),
        (told(EXCLUDED, "V VI"), told(EXCLUDED, "V VI"), Fit.AS_PLANNED),
        (told(EXCLUDED, "V VI"), told(STUDIED, "IV V"), Fit.DIFFERS),
        (told(ELIGIBLE, "I II"), told(STUDIED, "I V"), Fit.DIFFERS),
        (told(ELIGIBLE, "IV V"), told(EXCLUDED, "V"), Fit.DIFFERS),
        (told(ELIGIBLE, "V"), told(STUDIED, "V"), Fit.AS_PLANNED),
    ],
)
def test_how_a_type_was_kept_to(plan: Told, report: Told, of_five: Fit) -> None:
    assert fits(plan, report)["V"] is of_five


def test_a_plan_without_types_is_compared_in_people_alone() -> None:
    assert fits(told(ELIGIBLE, "", 30), told(STUDIED, "V", 30)) == {"people": Fit.AS_PLANNED}
    assert fits(told(ELIGIBLE, ""), told(STUDIED, "V", 30)) == {}


@pytest.mark.parametrize(
    ("reported", "fit", "difference"),
    [
        (30, Fit.AS_PLANNED, ""),
        (19, Fit.DIFFERS, "11 fewer than planned"),
        (31, Fit.DIFFERS, "1 more than planned"),
        (None, Fit.NOT_TOLD, ""),
    ],
)
def test_people(reported: int | None, fit: Fit, difference: str) -> None:
    (line,) = plan_lines(told(ELIGIBLE, "", 30), Told(people=reported), (), a_study())
    assert (line.fit, line.difference) == (fit, difference)


def a_share(bound: Bound, romans: str, **amount: float) -> PlannedShare:
    types = tuple(SkinType[roman] for roman in romans.split())
    return PlannedShare(types=types, bound=bound, evidence=evidence("20 %"), rule="share", **amount)


@pytest.mark.parametrize(
    ("share", "counts", "fit"),
    [
        # 20 people of types II to VI; NCT03803059 asks for at least 20 % of IV to VI.
        (a_share(Bound.AT_LEAST, "IV V VI", percent=20), [], Fit.NOT_TOLD),
        (a_share(Bound.AT_LEAST, "IV V VI", percent=20), [("II III", 19)], Fit.DIFFERS),
        (a_share(Bound.AT_LEAST, "IV V VI", percent=20), [("II III", 15)], Fit.NOT_TOLD),
        (
            a_share(Bound.AT_LEAST, "IV V VI", percent=20),
            [("II III", 15), ("IV", 5)],
            Fit.AS_PLANNED,
        ),
        (a_share(Bound.AT_LEAST, "IV V VI", percent=20), [("IV V VI", 4)], Fit.AS_PLANNED),
        (a_share(Bound.AT_MOST, "II III", people=10), [("II III", 15)], Fit.DIFFERS),
        (a_share(Bound.EXACTLY, "V VI", percent=33), [("V VI", 7)], Fit.AS_PLANNED),
        (a_share(Bound.EXACTLY, "V VI", people=6), [("V VI", 7)], Fit.DIFFERS),
    ],
)
def test_a_share_is_kept_broken_or_cannot_be_told(
    share: PlannedShare, counts: list[tuple[str, int]], fit: Fit
) -> None:
    reported = a_study(
        standing=studied("II III IV V VI" if counts == [] else "II III IV"),
        counts=tuple(count(romans, people) for romans, people in counts),
        participants=20,
    )
    (line,) = plan_lines(Told(), Told(), (share,), reported)
    assert line.fit is fit, line


def test_no_share_is_told_of_a_study_that_is_silent_on_types() -> None:
    share = a_share(Bound.AT_LEAST, "V VI", percent=20)
    (line,) = plan_lines(Told(), Told(), (share,), a_study(participants=20))
    assert (line.planned, line.reported) == ("at least 20 % of types V and VI", "cannot be told")
    assert line.fit is Fit.NOT_TOLD


@pytest.mark.parametrize(
    ("counts", "reported", "fit"),
    [
        ((), "cannot be told", Fit.NOT_TOLD),
        ((count("II", 8),), "cannot be told", Fit.NOT_TOLD),
        ((count("II III", 18),), "cannot be told", Fit.NOT_TOLD),
        ((count("II III IV", 20),), "0 of 20 people", Fit.DIFFERS),
        ((count("II", 8), count("III", 7), count("IV", 5)), "0 of 20 people", Fit.DIFFERS),
    ],
)
def test_nobody_of_a_type_is_said_only_where_everybody_was_counted_as_another(
    counts: tuple[TypeCount, ...], reported: str, fit: Fit
) -> None:
    share = a_share(Bound.AT_LEAST, "V VI", percent=20)
    study = a_study(participants=20, standing=studied("II III IV"), counts=counts)
    (line,) = plan_lines(Told(), Told(), (share,), study)
    assert (line.reported, line.fit) == (reported, fit)


def test_nobody_of_a_type_is_said_where_it_was_excluded() -> None:
    share = a_share(Bound.AT_MOST, "V VI", people=2)
    excluded = dict.fromkeys((SkinType.V, SkinType.VI), Standing.EXCLUDED)
    study = a_study(participants=20, standing=studied("II III IV") | excluded)
    (line,) = plan_lines(Told(), Told(), (share,), study)
    assert (line.reported, line.fit) == ("0 of 20 people", Fit.AS_PLANNED)
