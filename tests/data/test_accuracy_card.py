"""The accuracy card that is shipped is that of this reader, and no other."""

import pytest

from app.pipeline import evaluate_files, shipped_accuracy
from app.topic import read_topic
from tests.labelled_sets import LABELLED_SETS

pytestmark = pytest.mark.slow


def test_the_card_is_of_this_version_and_vocabulary() -> None:
    assert shipped_accuracy(read_topic()) is not None, "renew it: make evaluate"


def test_every_quote_of_the_card_is_verbatim() -> None:
    card = shipped_accuracy(read_topic())
    assert card is not None, "renew it: make evaluate"
    assert all(one.quotes and one.verbatim == one.quotes for one in card.sets)


if LABELLED_SETS:  # They are at hand; elsewhere there is nothing to collect.

    def test_a_run_gives_the_card_that_is_shipped() -> None:
        card = shipped_accuracy(read_topic())
        assert card is not None, "renew it: make evaluate"
        again = evaluate_files(LABELLED_SETS, read_topic(), measured_on=card.measured_on)
        assert again == card, "renew it: make evaluate"
