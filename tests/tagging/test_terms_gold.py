"""The labelled development sets, read at least as well as the floor of each measure."""

import json
import os
from pathlib import Path

import pytest

from app.records import Reading
from app.tagging.accuracy import AccuracyCard, GoldDocument, score
from app.tagging.design import find_design
from app.tagging.flat_text import document_of_text
from app.tagging.lexicon import compile_lexicon
from app.tagging.statements import statements
from app.tagging.terms import find_terms
from app.topic import read_topic

SHARED = Path(os.environ.get("COREGAP_SHARED") or Path(__file__).parents[3] / "shared")
SETS = [
    name
    for name in ("tags-phrases-dev.jsonl", "tags-trials-dev.jsonl")
    if (SHARED / "gold" / name).is_file()
]
FLOORS = {"indication": 0.94, "outcome": 0.90}
DESIGN_FLOOR = 0.94


def card_of(name: str) -> AccuracyCard:
    lexicon = compile_lexicon(read_topic())
    gold, read = [], []
    for line in (SHARED / "gold" / name).read_text(encoding="utf-8").splitlines():
        fields = json.loads(line)
        document = document_of_text(fields.get("title", ""), fields["text"])
        stated = statements(document, lexicon)
        tags, _ = find_terms(document, lexicon, stated)
        design = find_design(document, lexicon, stated)
        gold.append(GoldDocument.from_line(line))
        read.append(Reading(tags=(*tags, *((design,) if design else ()))))
    return score(gold, read)


if SETS:  # The labelled sets are at hand; elsewhere there is nothing to collect.

    @pytest.mark.parametrize("name", SETS)
    def test_development_sets_are_read_over_the_floor(name: str) -> None:
        card = card_of(name)
        for dimension, floor in FLOORS.items():
            assert card.score(dimension).f1 >= floor, dimension
        assert card.score("design").exact_share >= DESIGN_FLOOR
