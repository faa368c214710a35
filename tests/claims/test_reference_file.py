from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.claims import ConditionShare, Reference, Share, TrialShare, read_reference
from app.errors import EvidenceFileError
from app.records import SkinType
from app.topic import data_folder

III, IV, V, VI = SkinType.III, SkinType.IV, SkinType.V, SkinType.VI

FIGURES = """\
[distribution.a-town]
citation = "Lee 2020."
population = "A town"
note = "A sample."
seen_at = ["https://example.org/town"]

[distribution.a-town.percent]
I-II = 40
III = 35.5

[trials.a-review]
citation = "Moe 2021."
period = "2010 to 2020"
trials = 100
participants = 4000
reporting = 60
note = "Of those reporting."
seen_at = ["https://example.org/review"]

[trials.a-review.including.V-VI]
trials = 20
percent = 33.3

[trials.a-review.by_condition.scarring]
V-VI = 24.4

[projection.us-2044]
statement = "More than half."
note = "Rests on race."
seen_at = ["https://example.org/projection"]
"""


@pytest.fixture(scope="module")
def reference() -> Reference:
    return read_reference(data_folder() / "reference")


def figures_of(folder: Path, text: str) -> Reference:
    (folder / "skin-types.toml").write_text(text, encoding="utf-8")
    return read_reference(folder)


def test_types_that_statpearls_does_not_give_are_absent(reference: Reference) -> None:
    spread = reference.distributions[0]
    assert spread.population == "United States"
    assert spread.shares == (Share((SkinType.I, SkinType.II), 35.0), Share((III,), 48.0))


def test_two_sources_are_kept_without_a_spread(reference: Reference) -> None:
    assert [d.id for d in reference.distributions if not d.shares] == [
        "he-2014",
        "jamaderm-1737180",
    ]


def test_trial_participants_as_manjaly_counted_them(reference: Reference) -> None:
    (line,) = reference.lines
    assert (line.trials, line.participants, line.reporting) == (461, 14763, 345)
    assert line.including == (TrialShare((IV, V, VI), 282, 81.7), TrialShare((V, VI), 95, 27.5))
    assert line.by_condition == (
        ConditionShare("scarring", (IV, V, VI), 84.4),
        ConditionShare("scarring", (V, VI), 24.4),
    )


def test_every_figure_has_its_citation(reference: Reference) -> None:
    cited = [*reference.distributions, *reference.lines]
    assert all(one.citation and one.seen_at for one in cited)
    assert all(one.seen_at for one in reference.projections)
    assert "not phototype" in reference.projections[0].note


@pytest.mark.parametrize(
    ("old", "new", "field", "reason"),
    [
        ("III = 35.5", "IX = 35.5", "distribution.a-town.percent.IX", "not a skin type"),
        ("III = 35.5", "II-III = 5", "distribution.a-town.percent", "in two shares"),
        ("III = 35.5", "III = 70", "distribution.a-town.percent", "add up to 110"),
        ("III = 35.5", "III = 135", "distribution.a-town.percent.III", "less than or equal"),
        ("III = 35.5", 'III = "35"', "distribution.a-town.percent.III", "valid number"),
        ('citation = "Lee 2020."\n', "", "distribution.a-town.citation", "missing"),
        ('["https://example.org/town"]', "[]", "distribution.a-town.seen_at", "at least 1"),
        ("reporting = 60", "reporting = 160", "trials.a-review.reporting", "the 100 trials"),
        ("trials = 20", "trials = 80", "trials.a-review.including.V-VI.trials", "60 reporting"),
        ("percent = 33.3", "percent = 20", "trials.a-review.including.V-VI.percent", "is 33.3"),
        ("including.V-VI", "including.dark", "trials.a-review.including.dark", "not a skin type"),
        ("scarring]\nV-VI", "scarring]\nall", "trials.a-review.by_condition.scarring.all", "type"),
        ("[projection.us-2044]", "[guess.us-2044]", "guess", "not a field"),
        ("[distribution.a-town]", "[distribution.A]", "distribution.A", "match"),
    ],
)
def test_a_broken_figure_is_named_with_its_field(
    tmp_path: Path, old: str, new: str, field: str, reason: str
) -> None:
    assert old in FIGURES
    with pytest.raises(EvidenceFileError) as caught:
        figures_of(tmp_path, FIGURES.replace(old, new, 1))
    assert (caught.value.file, caught.value.field) == ("skin-types.toml", field)
    assert reason in caught.value.reason


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cuts=st.sets(st.integers(1, 5)), percent=st.integers(0, 16))
def test_ranges_of_types_come_back_as_written(tmp_path: Path, cuts: set[int], percent: int) -> None:
    edges = [0, *sorted(cuts), 6]
    ranges = [tuple(SkinType(n + 1) for n in range(a, b)) for a, b in pairwise(edges)]
    names = ["-".join(t.name for t in dict.fromkeys((r[0], r[-1]))) for r in ranges]
    written = "\n".join(f"{name} = {percent}" for name in names)
    figures = figures_of(tmp_path, FIGURES.replace("I-II = 40\nIII = 35.5", written))
    assert figures.distributions[0].shares == tuple(Share(r, float(percent)) for r in ranges)
