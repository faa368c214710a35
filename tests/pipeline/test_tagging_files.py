"""Tagging whole files: the same lines from one process and from several, and explanations."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.errors import CoregapError
from app.pipeline import TaggingOptions, tag_file
from app.pipeline.tagging_files import FEW
from app.topic import read_topic

PADDING = " " * 12_000
"""White space after a line: it weighs, and nothing is read in it."""
REJECTED = "Wrinkles were graded with the Fitzpatrick wrinkle scale from class I to class III."


def a_line(number: int) -> dict[str, Any]:
    text = f"We enrolled {number + 2} women with Fitzpatrick skin types II to IV. {REJECTED}"
    return {"doc": f"D{number}", "title": "Skin tightening", "text": text}


def a_file(folder: Path, lines: list[str]) -> Path:
    path = folder / "in.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def tagged(path: Path, **options: Any) -> list[dict[str, Any]]:
    return list(tag_file(path, read_topic(), TaggingOptions(limit_mb=100, **options)))


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Enough that processes are started; with a broken line and one of which the XML is missing."""
    count = FEW // len(PADDING) + 100
    lines = [json.dumps(a_line(number)) + PADDING for number in range(count)]
    lines[50] = "no JSON"
    lines[100] = '{"doc": "gone", "jats": "gone.xml"}'
    return a_file(tmp_path_factory.mktemp("many"), lines)


@pytest.mark.slow
def test_several_processes_give_the_lines_of_one_in_the_same_order(many: Path) -> None:
    alone = tagged(many, processes=1, explain=True)
    assert tagged(many, processes=2, explain=True) == alone
    assert alone[50]["doc"] == "in.jsonl, line 51"
    assert "gone.xml" in alone[100]["error"]
    assert alone[-1]["participants"] == len(alone) + 1


@pytest.mark.slow
def test_whoever_stops_listening_ends_the_processes(many: Path) -> None:
    lines = tag_file(many, read_topic(), TaggingOptions(limit_mb=100, processes=2))
    assert next(iter(lines))["doc"] == "D0"
    lines.close()  # type: ignore[attr-defined] # a generator, told as the iterator it is used as
    assert list(lines) == []


def test_what_was_rejected_is_explained_only_when_asked(tmp_path: Path) -> None:
    path = a_file(tmp_path, [json.dumps(a_line(1))])
    [plain], [explained] = tagged(path), tagged(path, explain=True)
    assert "rejected" not in plain
    assert {**explained, "rejected": None} == {**plain, "rejected": None}
    [scale] = [one for one in explained["rejected"] if one["dimension"] == "fitzpatrick"]
    text = a_line(1)["text"]
    assert text[scale["start"] : scale["end"]] == scale["quote"]
    assert "wrinkle" in scale["quote"]
    assert scale["reason"]
    assert scale["rule"]
    assert scale["section"] == "text"


def test_nothing_rejected_is_an_empty_list(tmp_path: Path) -> None:
    path = a_file(tmp_path, ['{"doc": "a", "text": "Twelve women took part."}'])
    assert tagged(path, explain=True)[0]["rejected"] == []


def test_a_file_that_is_not_there_is_refused_before_any_line(tmp_path: Path) -> None:
    with pytest.raises(CoregapError, match=r"none\.jsonl"):
        tagged(tmp_path / "none.jsonl", processes=2)
