"""The labelled development sets, read at least as well as the floor of each measure."""

import json
from pathlib import Path

import pytest

from app.records import ReportKind
from app.sources import parse_jats
from app.tagging import Document, document_of, document_of_text
from app.tagging.fitzpatrick import SkinTypeReading, find_skin_types
from app.tagging.participants import find_participants
from tests.shared_folder import SHARED

GOLD = SHARED / "gold" if SHARED else Path("absent")
ABSTRACTS = [name for name in ("phrases", "trials") if (GOLD / f"tags-{name}-dev.jsonl").is_file()]
FULL_TEXTS = [
    name
    for name in ("fulltext", "fulltext-negatives")
    if (GOLD / f"tags-{name}-dev.jsonl").is_file()
]
STANDINGS = ("studied", "eligible", "excluded")

Statement = tuple[str, str, str]


def lines_of(name: str) -> list[dict[str, object]]:
    text = (GOLD / f"tags-{name}-dev.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def document_in(line: dict[str, object]) -> Document:
    if "jats" not in line:
        return document_of_text(str(line.get("title", "")), str(line["text"]))
    record = parse_jats((GOLD / str(line["jats"])).read_bytes())
    return document_of(record.passages, is_review=record.kind is ReportKind.REVIEW)


def read(document: Document) -> SkinTypeReading:
    return find_skin_types(document, find_participants(document))


def found_in(reading: SkinTypeReading) -> dict[str, set[tuple[str, int]]]:
    numbers = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6}
    types = {(str(t.standing), numbers[t.value]) for t in reading.tags}
    counts = set()
    for count in reading.counts:
        low, high = count.types[0], count.types[-1]
        counts.add((f"{low}" if low == high else f"{low}-{high}", count.people))
    return {"types": types, "counts": counts}


def labelled(line: dict[str, object]) -> dict[str, set[tuple[str, int]]]:
    label = line["fitzpatrick"]
    assert isinstance(label, dict)
    types = {(standing, n) for standing in STANDINGS for n in label[standing]}
    return {"types": types, "counts": set(label["counts"].items())}


def f1(pairs: list[tuple[set[tuple[str, int]], set[tuple[str, int]]]]) -> float:
    right = sum(len(found & wanted) for found, wanted in pairs)
    return 2 * right / (sum(len(found) + len(wanted) for found, wanted in pairs) or 1)


@pytest.mark.parametrize("name", ABSTRACTS)
def test_development_set_is_read_as_well_as_the_target(name: str) -> None:
    lines = lines_of(name)
    readings = [read(document_in(line)) for line in lines]
    pairs = [(found_in(r), labelled(line)) for r, line in zip(readings, lines, strict=True)]
    people = [r.people.people if r.people else None for r in readings]
    agreed = sum(p == line["participants"] for p, line in zip(people, lines, strict=True))
    assert f1([(found["types"], wanted["types"]) for found, wanted in pairs]) >= 0.98
    assert f1([(found["counts"], wanted["counts"]) for found, wanted in pairs]) >= 0.95
    assert agreed / len(lines) >= 0.96


@pytest.mark.parametrize("name", FULL_TEXTS)
def test_full_texts_give_the_labelled_types_and_no_other(name: str) -> None:
    for line in lines_of(name):
        wanted = labelled(line)["types"] if "fitzpatrick" in line else set()
        assert found_in(read(document_in(line)))["types"] == wanted, line["doc"]
