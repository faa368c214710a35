"""People of groups of types that a text names once and counts by their names."""

import pytest

from tests.tagging.skin_types_read import counted_in

NAMED = "All 492 patients were grouped by Fitzpatrick type: IV + V + VI (with SOC) versus I + II + III (without SOC)."


@pytest.mark.parametrize(
    "counted",
    [
        "Responders were 94% with SOC (n = 140) and 96% without SOC (n = 352).",
        "Responders were fewer with SOC (n=140) than without (n=352).",
    ],
)
def test_a_groups_name_stands_for_its_types(counted: str) -> None:
    assert counted_in(f"{NAMED} {counted}") == {"IV-VI": 140, "I-III": 352}


@pytest.mark.parametrize(
    "counted",
    [
        "Responders were 94% with SOC and 96% without SOC.",
        "Responders were 94% with SOC (n = 140) and 96% in the rest.",
        "Responders were 94% with SOC (n = 440) and 96% without SOC (n = 352).",
        "Pain was mild with SOCKS (n = 140) and without SOAP (n = 352).",
    ],
)
def test_a_name_without_its_number_counts_nobody(counted: str) -> None:
    assert counted_in(f"{NAMED} {counted}") == {}
