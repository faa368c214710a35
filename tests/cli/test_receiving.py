"""Evidence comes in by load, import and ingest; what is broken is listed, and a rebuild changes nothing."""

import json
from pathlib import Path

import pytest

from app.settings import read_settings
from tests.cli.conftest import RIS, Run, lines
from tests.upstreams.server import Reply, StandIn


def test_loading_twice_changes_nothing(run: Run) -> None:
    first = json.loads(run("load", "--json").stdout)
    second = json.loads(run("load", "--json").stdout)
    assert first["new"] == first["records"] > 20
    assert (second["new"], second["updated"], second["unchanged"]) == (0, 0, first["records"])


def test_import_counts_by_file_and_a_second_time_changes_nothing(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "refs.txt"
    file.write_text(RIS, encoding="utf-8")
    [first] = lines(run("import", str(file), "--json"))
    [second] = lines(run("import", str(file), "--json"))
    wanted = {"file": str(file), "format": "ris", "records": 2, "rejected": 0}
    assert first | wanted == first
    assert (first["new"], first["updated"], first["unchanged"]) == (2, 0, 0)
    assert (second["new"], second["updated"], second["unchanged"]) == (0, 0, 2)


def test_a_changed_record_is_an_update(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "refs.ris"
    file.write_text(RIS, encoding="utf-8")
    run("import", str(file))
    file.write_text(RIS.replace("Fourteen", "Fifteen"), encoding="utf-8")
    [again] = lines(run("import", str(file), "--json"))
    assert (again["new"], again["updated"], again["unchanged"]) == (0, 1, 1)


def test_two_exports_of_one_article_are_two_records_and_never_update_each_other(
    run: Run, tmp_path: Path
) -> None:
    ris, nbib = tmp_path / "a.ris", tmp_path / "a.nbib"
    ris.write_text(RIS.replace("DO  -", "AN  - 123\nDB  - PubMed\nDO  -"), encoding="utf-8")
    nbib.write_text(
        "PMID- 123\nTI  - Micro-coring of the neck in skin types II to IV\nDP  - 2025\n"
    )
    run("import", str(ris), str(nbib))
    for file in (ris, nbib):
        [again] = lines(run("import", str(file), "--json"))
        assert again["updated"] == 0
    assert len(json.loads(run("export", "studies", "--format", "json").stdout)) == 1


def test_only_what_is_about_the_topic_becomes_a_study(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "refs.ris"
    file.write_text(RIS, encoding="utf-8")
    run("import", str(file))
    studies = json.loads(run("export", "studies", "--format", "json").stdout)
    assert [study["title"] for study in studies] == [
        "Micro-coring of the neck in skin types II to IV"
    ]
    assert [studies[0][f"type_{t}"] for t in ("I", "II", "III", "IV", "V", "VI")] == [
        "not_reported", "studied", "studied", "studied", "not_reported", "not_reported",
    ]  # fmt: skip


def test_a_file_that_cannot_be_read_is_refused_and_the_next_one_is_imported(
    run: Run, tmp_path: Path
) -> None:
    good, empty = tmp_path / "good.ris", tmp_path / "empty.ris"
    good.write_text(RIS, encoding="utf-8")
    empty.touch()
    result = run("import", str(empty), str(good), "--json")
    refused, imported = lines(result)
    assert result.exit_code == 1
    assert "empty" in str(refused["refused"])
    assert imported["new"] == 2


def test_an_import_tells_the_webhook_what_it_changed(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "refs.ris"
    file.write_text(RIS, encoding="utf-8")
    with StandIn({"/hook": lambda _: Reply(status=204, gzipped=False)}) as receiver:
        monkeypatch.setenv("COREGAP_WEBHOOK_URL", f"{receiver.url}/hook")
        monkeypatch.setenv("COREGAP_WEBHOOK_SECRET", "hush")
        read_settings.cache_clear()
        run("load")
        for _ in range(2):
            run("import", str(file))
        [received] = receiver.received
    kinds = [change["kind"] for change in json.loads(received.body)["changes"]]
    assert kinds[0] == "study_added"


def test_rejects_lists_place_and_reason(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "table.csv"
    file.write_text("title,year,doi\nMicro-coring,2024,10.1/x\nToo,many,cells,here\n")
    [report] = lines(run("import", str(file), "--json"))
    [rejected] = lines(run("rejects", "--json"))
    assert report["rejected"] == 1
    assert rejected["place"] == "table.csv, line 3"
    assert "cells" in str(rejected["reason"])


def test_nothing_rejected_is_said_in_words(run: Run) -> None:
    assert "Nothing is quarantined" in run("rejects").stdout


def test_ingest_reads_a_watched_folder_once(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "exports"
    folder.mkdir()
    (folder / "a.ris").write_text(RIS, encoding="utf-8")
    monkeypatch.setenv("COREGAP_WATCHED_FOLDER", str(folder))
    read_settings.cache_clear()
    [first] = lines(run("ingest", "files", "--json"))
    assert (first["source"], first["status"], first["new"]) == ("files", "succeeded", 2)
    again = run("ingest", "files")
    assert "0 received" in again.stdout
    assert "Nothing changed." in again.stdout


def test_ingest_says_which_source_failed_and_why(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COREGAP_WATCHED_FOLDER", str(tmp_path / "missing"))
    read_settings.cache_clear()
    result = run("ingest", "files")
    assert result.exit_code == 1
    assert "there is no such folder" in " ".join(result.stderr.split())


def test_ingest_refuses_a_source_that_does_not_exist(run: Run) -> None:
    result = run("ingest", "medline")
    assert result.exit_code == 2
    assert "pubmed" in result.stderr


@pytest.mark.usefixtures("loaded")
def test_rebuild_changes_nothing(run: Run) -> None:
    done = json.loads(run("rebuild", "--json").stdout)
    assert done["changed"] is False
    assert done["records"] > done["studies"] > 10
