"""The data files read as if kept by hand: in order, wrapped, and without what is unknown."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from app.claims.claims_file import KeptClaim
from app.sources.evidence.file import (
    Comparator,
    EvidenceFile,
    FdaReports,
    FileRelation,
    People,
    Result,
    Scope,
    SkinTypes,
)
from app.topic import data_folder

EVIDENCE = data_folder() / "evidence"
DOCUMENTS = sorted(EVIDENCE.glob("*/*.toml"))
ALL = [*DOCUMENTS, EVIDENCE / "claims.toml", data_folder() / "reference" / "skin-types.toml"]
WIDTH = 100
PARTS: dict[str, type[BaseModel]] = {
    "participants": People,
    "fitzpatrick": SkinTypes,
    "scope": Scope,
    "fda_reports": FdaReports,
    "comparators": Comparator,
    "results": Result,
    "relations": FileRelation,
}

# Leads that nobody has verified, and work next to the topic: neither is evidence.
LEFT_OUT = [
    "NCT05076578",
    "NCT05223998",
    "NCT03368534",
    "20200038051",
    "Geronemus",
    "Kilmer",
    "Moderate to Severe Facial Wrinkles",
    "Russe 2020",
    "Fotona",
    "fractional CO2",
    "patent",
    "micro-column grafting",
]


def name_of(path: Path) -> str:
    return path.name


def scalars(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from scalars(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from scalars(inner)
    else:
        yield value


def containers(value: Any) -> Iterator[Any]:
    if isinstance(value, dict | list):
        yield value
        for inner in value.values() if isinstance(value, dict) else value:
            yield from containers(inner)


def order_in(model: type[BaseModel], table: dict[str, Any]) -> list[str]:
    return [field for field in model.model_fields if field in table]


def test_there_are_files_to_look_at() -> None:
    assert len(DOCUMENTS) == 23


@pytest.mark.parametrize("path", ALL, ids=name_of)
def test_what_is_unknown_is_absent(path: Path) -> None:
    kept = tomllib.loads(path.read_text(encoding="utf-8"))
    assert not [value for value in scalars(kept) if value == ""]
    assert not [value for value in containers(kept) if not value]


@pytest.mark.parametrize("path", ALL, ids=name_of)
def test_a_file_opens_with_the_readers_date(path: Path) -> None:
    opening = path.read_text(encoding="utf-8").partition("\n\n")[0]
    assert all(line.startswith("# ") for line in opening.splitlines())
    assert "as of 2026-11-22" in opening


@pytest.mark.parametrize("path", ALL, ids=name_of)
def test_lines_are_wrapped_and_clean(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert "\r" not in text
    assert "\t" not in text
    lines = text.splitlines()
    assert not [line for line in lines if line != line.rstrip()]
    assert not [line for line in lines if len(line) > WIDTH and "://" not in line]


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_fields_stand_in_the_order_of_the_format(path: Path) -> None:
    kept = tomllib.loads(path.read_text(encoding="utf-8"))
    assert list(kept) == order_in(EvidenceFile, kept)
    for name, model in PARTS.items():
        part = kept.get(name, [])
        for table in part if isinstance(part, list) else [part]:
            assert list(table) == order_in(model, table)


def test_claims_stand_in_the_order_of_the_format() -> None:
    for claim in tomllib.loads((EVIDENCE / "claims.toml").read_text(encoding="utf-8")).values():
        assert list(claim) == order_in(KeptClaim, claim)


@pytest.mark.parametrize("path", ALL, ids=name_of)
def test_unverified_leads_and_neighbouring_work_stay_out(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not [word for word in LEFT_OUT if word.lower() in " ".join(text.split()).lower()]


@pytest.mark.parametrize("path", ALL, ids=name_of)
def test_the_files_speak_of_the_evidence_alone(path: Path) -> None:
    text = " ".join(path.read_text(encoding="utf-8").split())
    assert not re.search(r"\b(the brief|stored (copy|copies|part)|seed article)\b", text, re.I)


def test_numerals_in_lists_of_types_are_roman() -> None:
    for path in DOCUMENTS:
        assert not re.search(
            r"^(studied|eligible|excluded|types) = .*\d", path.read_text(encoding="utf-8"), re.M
        )
