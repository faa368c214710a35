import pytest

from app.gapmap.rates import percent, rate_of


def test_zero_events_are_said_as_what_they_cannot_rule_out() -> None:
    assert rate_of(0, 20).sentence == (
        "0 of 20: up to 13.9 % (one-sided), 16.8 % (two-sided, Clopper-Pearson); "
        "59 people without an event would rule out 5 %"
    )


@pytest.mark.parametrize(
    ("people", "ends"),
    [
        (59, "149 people without an event would rule out 2 %"),
        (150, "299 people without an event would rule out 1 %"),
        (299, "1.2 % (two-sided, Clopper-Pearson)"),
    ],
)
def test_the_next_rarer_harm_is_the_aim(people: int, ends: str) -> None:
    assert rate_of(0, people).sentence.endswith(ends)


def test_events_have_their_interval_with_its_rule() -> None:
    """The five harms in 45 people, had they been people with an event each."""
    assert rate_of(5, 45).sentence == (
        "5 of 45: 11.1 % (3.7 to 24.1 %, two-sided 95 %, Clopper-Pearson)"
    )
    assert rate_of(12, 12).sentence == (
        "12 of 12: 100 % (73.5 to 100 %, two-sided 95 %, Clopper-Pearson)"
    )


def test_what_is_ruled_out_follows_the_one_sided_limit() -> None:
    assert rate_of(0, 29).ruled_out == (0.1, 0.2)
    assert rate_of(0, 28).ruled_out == (0.2,)
    assert rate_of(1, 20).next_aim is None


@pytest.mark.parametrize(
    ("share", "words"),
    [(0, "0 %"), (1, "100 %"), (0.139, "13.9 %"), (0.05, "5 %"), (0.0003, "0.03 %"),
     (0.9999, "over 99.9 %"), (1e-9, "under 0.0001 %"), (0.748, "74.8 %")],
)  # fmt: skip
def test_a_share_is_never_rounded_to_nothing_or_all(share: float, words: str) -> None:
    assert percent(share) == words


@pytest.mark.parametrize(("events", "people"), [(0, 0), (3, 2)])
def test_nobody_has_no_rate(events: int, people: int) -> None:
    with pytest.raises(ValueError, match=r"."):
        rate_of(events, people)
