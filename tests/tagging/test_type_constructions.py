"""Every construction of `type_constructions.jsonl` is read as the line says, and quoted verbatim."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.records import SkinType, Standing
from app.tagging.document import Document
from app.tagging.fitzpatrick import SkinTypeReading, find_skin_types
from app.tagging.flat_text import document_of_text
from app.tagging.participants import find_participants
from app.tagging.prose import prose_of

_LINES = (Path(__file__).parent / "type_constructions.jsonl").read_text(encoding="utf-8")
_CASES: list[dict[str, Any]] = [json.loads(line) for line in _LINES.splitlines()]


def _read(title: str, text: str) -> tuple[Document, SkinTypeReading]:
    document = document_of_text(title, text)
    prose = prose_of(document)
    return document, find_skin_types(document, find_participants(document, prose), prose)


def _key(types: tuple[SkinType, ...]) -> str:
    return str(types[0]) if len(types) == 1 else f"{types[0]}-{types[-1]}"


@pytest.mark.parametrize("case", _CASES, ids=[c["text"][:60] for c in _CASES])
def test_a_construction_is_read_as_stated(case: dict[str, Any]) -> None:
    document, reading = _read(case["title"], case["text"])

    standings = {
        standing: [int(SkinType[t.value]) for t in reading.tags if t.standing is standing]
        for standing in (Standing.STUDIED, Standing.ELIGIBLE, Standing.EXCLUDED)
    }
    expected = {standing: case.get(standing.value, []) for standing in standings}
    assert standings == expected
    assert {_key(c.types): c.people for c in reading.counts} == case.get("counts", {})
    if "participants" in case:
        people = reading.people
        assert (people.people if people else None) == case["participants"]
    quotes = [e.evidence for e in (*reading.tags, *reading.counts, *reading.rejected)]
    assert all(document.text[q.start : q.end] == q.text for q in quotes)
