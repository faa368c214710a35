"""What waits for a person, listed."""

import pytest

from tests.cli.conftest import Run, lines


@pytest.mark.usefixtures("loaded")
def test_matches_lists_what_waits_for_a_person(run: Run) -> None:
    [asked] = lines(run("matches", "--json"))
    assert (asked["layer"], asked["question"]["rule"]) == ("study", "may-overlap")
    shown = run("matches").stdout
    assert asked["id"] in shown
    for side in ("one", "other"):
        assert asked[side]["key"] in shown
    assert "against: nothing that is known" in shown
    assert "Nothing waits for a person." in run("matches", "--layer", "report").stdout
    wrong = run("matches", "--layer", "book")
    assert wrong.exit_code == 2
