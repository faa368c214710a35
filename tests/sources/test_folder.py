"""A watched folder: each content is read once, whatever its name; what cannot be read is kept apart."""

from datetime import date
from pathlib import Path

import pytest

from app.errors import UpstreamError
from app.records import Rejected, SourceRecord
from app.sources import FolderPage, Page, Search, WatchedFolder

SEARCH = Search(query="", until=date(2026, 11, 22))
RIS = "TY  - JOUR\nTI  - Micro-coring of the neck {0}\nPY  - 2025\nDO  - 10.1000/{0}\nER  -\n"


def write(folder: Path, name: str, *numbers: int) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(RIS.format(number) for number in numbers), encoding="utf-8")
    return path


def pages(folder: Path, known: frozenset[str] = frozenset()) -> list[Page]:
    return list(WatchedFolder(folder, limit_mb=1, known=known).pages(SEARCH))


def completed(found: list[Page]) -> frozenset[str]:
    return frozenset(p.completes for p in found if isinstance(p, FolderPage) and p.completes)


def test_every_file_below_the_folder_is_read_by_name(tmp_path: Path) -> None:
    write(tmp_path, "b.ris", 2)
    write(tmp_path, "2026/a.ris", 1)
    found = pages(tmp_path)
    assert [page.file for page in found if isinstance(page, FolderPage)] == ["2026/a.ris", "b.ris"]
    assert [len(page.items) for page in found] == [1, 1, 0]
    assert [bool(page.position) for page in found] == [True, True, False]
    assert found[0].asked[0].url.startswith("file:2026/a.ris?sha256=")


def test_a_known_content_is_not_read_again_under_any_name(tmp_path: Path) -> None:
    path = write(tmp_path, "a.ris", 1)
    known = completed(pages(tmp_path))
    path.rename(tmp_path / "renamed.ris")
    assert [page.items for page in pages(tmp_path, known)] == [()]


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    write(tmp_path, "a.ris", 1)
    known = completed(pages(tmp_path))
    write(tmp_path, "a.ris", 1, 2)
    assert len(pages(tmp_path, known)[0].items) == 2


def test_the_same_content_twice_is_read_once(tmp_path: Path) -> None:
    write(tmp_path, "a.ris", 1)
    write(tmp_path, "copy.ris", 1)
    assert len(pages(tmp_path)) == 2


@pytest.mark.parametrize("name", [".hidden.ris", "~lock.ris", "a.ris.part", ".git/a.ris"])
def test_unfinished_and_hidden_files_are_left(tmp_path: Path, name: str) -> None:
    write(tmp_path, name, 1)
    assert [page.items for page in pages(tmp_path)] == [()]


def test_a_file_that_cannot_be_read_is_one_rejection_and_stops_no_other(tmp_path: Path) -> None:
    (tmp_path / "a.bin").write_bytes(b"\x00\x01\x02" * 100)
    write(tmp_path, "b.ris", 1)
    refused, read, _ = pages(tmp_path)
    [one] = refused.items
    assert isinstance(one, Rejected)
    assert (one.source, one.place, one.payload[:3]) == ("files", "a.bin", b"\x00\x01\x02")
    assert isinstance(read.items[0], SourceRecord)
    assert len(completed([refused, read])) == 2


def test_a_file_that_changes_while_it_is_read_is_not_done_with(tmp_path: Path) -> None:
    path = write(tmp_path, "a.ris", *range(600))
    found = WatchedFolder(tmp_path, limit_mb=1, known=frozenset()).pages(SEARCH)
    first = next(found)
    path.write_text(path.read_text(encoding="utf-8") + RIS.format(600), encoding="utf-8")
    rest = list(found)
    assert completed([first, *rest]) == frozenset()
    assert "changed while it was read" in rest[0].warnings[0]


def test_a_folder_that_is_not_there_is_a_failure_not_an_empty_one(tmp_path: Path) -> None:
    with pytest.raises(UpstreamError, match="COREGAP_WATCHED_FOLDER"):
        pages(tmp_path / "missing")
