"""The command line as a person and a program use it."""

import csv
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from app.cli import cli, main
from app.errors import BackupError, DatasetError, InvalidQueryError, SettingsError
from app.settings import read_settings
from tests.upstreams.server import Reply, StandIn

COMMANDS = (
    "serve", "load", "import", "ingest", "rejects", "tag", "evaluate", "digest", "dedupe", "gaps", "rebuild", "export",
    "prisma", "search-log", "worker", "matches", "plan", "representation", "restore", "claims", "questions",
    "backup", "check",
    "timeline", "trials",
)  # fmt: skip
README = Path(__file__).parents[1] / "README.md"

RIS = """TY  - JOUR
TI  - Micro-coring of the neck in skin types II to IV
AU  - Doe, Ada
PY  - 2025
DO  - 10.1000/neck
AB  - Fourteen women with Fitzpatrick skin types II-IV had micro-coring for lax skin. Pain was mild.
ER  -
TY  - JOUR
TI  - Micro-coring of pine trees
PY  - 2019
AB  - Tree rings were read in micro-cores of wood.
ER  -
"""
"""Two records of our own making: one about the topic, one about its namesake."""

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("COREGAP_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("COREGAP_DATABASE_URL", raising=False)
    read_settings.cache_clear()

    def invoke(*words: str) -> Result:
        return CliRunner().invoke(cli, list(words), catch_exceptions=False)

    return invoke


def lines(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(run: Run, command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert "Usage" in result.stdout


def test_no_command_is_left_out_of_the_list_above() -> None:
    names = {c.name or c.callback.__name__ for c in cli.registered_commands if c.callback}
    assert names == set(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_readme_shows_every_command(command: str) -> None:
    made_by_make = ("serve", "load")
    text = README.read_text(encoding="utf-8")
    assert command in made_by_make or f"coregap {command}" in text


def test_loading_twice_changes_nothing(run: Run) -> None:
    first = json.loads(run("load", "--json").stdout)
    second = json.loads(run("load", "--json").stdout)
    assert first["new"] == first["records"] > 20
    assert (second["new"], second["updated"], second["unchanged"]) == (0, 0, first["records"])


def test_gaps_says_what_is_known_of_type_v_and_vi(run: Run) -> None:
    run("load")
    known = json.loads(run("gaps", "--json").stdout)
    sentences = {row["fitzpatrick"]: row["sentence"] for row in known["facts"]["by_type"]}
    assert (
        sentences["V"] == "Type V rests on one study, without a count and without outcomes by type."
    )
    assert sentences["VI"] == "Type VI: no study says that it treated this type."


def test_gaps_in_words_has_a_line_for_every_type(run: Run) -> None:
    run("load")
    shown = run("gaps", "--short").stdout
    assert all(f"│ {roman} " in shown for roman in ("I", "II", "III", "IV", "V", "VI"))


def test_matches_lists_what_waits_for_a_person(run: Run) -> None:
    run("load")
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


def test_an_empty_database_says_what_to_do(run: Run) -> None:
    result = run("gaps", "--json")
    assert result.exit_code == 0
    assert "coregap load" in result.stderr


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


def test_tag_quotes_stand_at_their_offsets(run: Run, tmp_path: Path) -> None:
    given = {
        "doc": "one",
        "title": "Micro-coring for wrinkles in skin types I-III",
        "text": "We enrolled 12 women with Fitzpatrick skin types I to III. Pain was recorded.",
    }
    source, answer = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(json.dumps(given) + "\n", encoding="utf-8")
    run("tag", str(source), "-o", str(answer))
    tagged = json.loads(answer.read_text(encoding="utf-8"))
    assert tagged["fitzpatrick"]["studied"] == [1, 2, 3]
    assert tagged["participants"] == 12
    for piece in tagged["evidence"]:
        field = given["title"] if piece["section"] == "title" else given["text"]
        assert field[piece["start"] : piece["end"]] == piece["quote"]


def test_a_line_that_is_no_document_is_named_and_the_rest_is_tagged(
    run: Run, tmp_path: Path
) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text('{"doc": "a", "text": "x"}\nnot json\n{"doc": "c", "text": "y"}\n')
    first, broken, last = lines(run("tag", str(source)))
    assert (first["doc"], last["doc"]) == ("a", "c")
    assert broken["doc"] == "in.jsonl, line 2"


def test_tag_reads_what_import_reads_and_gives_the_text_it_quotes(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "refs.ris"
    source.write_text(RIS, encoding="utf-8")
    tagged = lines(run("tag", str(source)))[0]
    assert tagged["doc"] == "10.1000/neck"
    text = str(tagged["text"])
    assert tagged["evidence"]
    for piece in tagged["evidence"]:  # type: ignore[attr-defined]
        assert text[piece["start"] : piece["end"]] == piece["quote"]


def test_dedupe_groups_rows_and_keeps_data_sets_apart(run: Run, tmp_path: Path) -> None:
    source, answer = tmp_path / "in.csv", tmp_path / "out.csv"
    row = "Doe A.,Coring of the lower face in twelve women,2024,10.1000/a"
    source.write_text(f"record_id,dataset,author,title,year,doi\n1,x,{row}\n2,x,{row}\n3,y,{row}\n")
    run("dedupe", str(source), "-o", str(answer))
    with answer.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [row["record_id"] for row in rows] == ["1", "2", "3"]
    clusters = [row["cluster_id"] for row in rows]
    assert clusters[0] == clusters[1] != clusters[2]
    assert rows[1]["rule"] == "doi"


def test_exports_have_a_row_a_cell_and_never_run_as_formulas(run: Run, tmp_path: Path) -> None:
    run("load")
    answer = tmp_path / "map.csv"
    run("export", "map", "-o", str(answer))
    with answer.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    types = {row["column"] for row in rows}
    assert types == {"I", "II", "III", "IV", "V", "VI"}
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())


def test_the_map_is_drawn_as_it_is_asked_for(run: Run, tmp_path: Path) -> None:
    run("load")
    answer = tmp_path / "map.svg"
    where = ("--where", "rows=indication", "--where", "outcome=pain")
    run("export", "map", "--format", "svg", *where, "-o", str(answer))
    assert "by indication and skin type, in studies that report pain?" in answer.read_text("utf-8")


def test_only_the_map_can_be_drawn(run: Run) -> None:
    refused = run("export", "gaps", "--format", "png")
    assert refused.exit_code == 2
    assert "gaps cannot be written as png" in " ".join(refused.output.replace("│", " ").split())


def test_a_view_is_exported_as_it_is_asked_for(run: Run, tmp_path: Path) -> None:
    run("load")
    where = ("--where", "fitzpatrick=IV", "--where", "fitzpatrick=V", "--where", "year_from=2024")
    studies = json.loads(run("export", "studies", "--format", "json", *where).stdout)
    assert studies
    assert all("studied" in (one["type_IV"], one["type_V"]) for one in studies)
    assert all(one["year"] >= 2024 for one in studies)
    book = tmp_path / "cell.xlsx"
    run("export", "cell", "--where", "fitzpatrick=V", "--format", "xlsx", "-o", str(book))
    assert book.read_bytes().startswith(b"PK")
    assert not list(tmp_path.glob("*.part"))
    assert "TY  - JOUR" in run("export", "dataset", "--format", "ris").stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("studies", "--where", "fitzpatrick=VII"), "--fitzpatrick"),
        (("studies", "--where", "colour=V"), "no condition"),
        (("studies", "--where", "fitzpatrick"), "NAME=VALUE"),
        (("dataset", "--where", "fitzpatrick=V"), "always whole"),
        (("gaps", "--format", "docx"), "docx"),
    ],
)
def test_wrong_usage_of_export_says_what_is_right(
    run: Run, words: tuple[str, ...], said: str
) -> None:
    result = run("export", *words)
    assert result.exit_code == 2
    assert said in result.stderr


def test_a_form_that_a_view_has_not_is_refused_with_those_it_has(run: Run) -> None:
    run("load")
    with pytest.raises(InvalidQueryError, match="xlsx, csv, json"):
        run("export", "gaps", "--format", "ris")


def test_a_dataset_is_restored_into_a_new_database(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("load")
    whole = tmp_path / "dataset.zip"
    run("export", "dataset", "-o", str(whole))
    before = run("export", "map").stdout
    with pytest.raises(DatasetError, match="not empty"):
        run("restore", str(whole))
    monkeypatch.setenv("COREGAP_HOME", str(tmp_path / "other"))
    read_settings.cache_clear()
    done = json.loads(run("restore", str(whole), "--json").stdout)
    assert (done["records"], done["studies"]) == (23, 14)
    assert run("export", "map").stdout == before
    assert json.loads(run("rebuild", "--json").stdout)["changed"] is False


def test_evidence_is_exported_with_its_kind(run: Run) -> None:
    run("load")
    rows = json.loads(run("export", "evidence", "--format", "json").stdout)
    assert {row["evidence_kind"] for row in rows} == {"restated"}
    assert all(row["evidence"] for row in rows)


def test_rebuild_changes_nothing(run: Run) -> None:
    run("load")
    done = json.loads(run("rebuild", "--json").stdout)
    assert done["changed"] is False
    assert done["records"] > done["studies"] > 10


def test_an_error_is_one_line_and_exit_code_1(
    run: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COREGAP_TOPIC", "/nowhere/topic.toml")
    monkeypatch.setattr("sys.argv", ["coregap", "load"])
    read_settings.cache_clear()
    with pytest.raises(SystemExit) as stopped:
        main()
    assert stopped.value.code == 1
    shown = capsys.readouterr()
    assert "/nowhere/topic.toml" in shown.err.replace("\n", "")
    assert "Traceback" not in shown.err


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


def test_a_worker_without_a_schedule_says_what_to_set(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COREGAP_SCHEDULE", raising=False)
    with pytest.raises(SettingsError, match=r"COREGAP_SCHEDULE is not set.*0 6"):
        run("worker", "--once")


def test_a_worker_does_what_is_due_and_says_when_the_next_time_is(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "exports"
    folder.mkdir()
    (folder / "a.ris").write_text(RIS, encoding="utf-8")
    monkeypatch.setenv("COREGAP_WATCHED_FOLDER", str(folder))
    monkeypatch.setenv("COREGAP_SCHEDULE", "files=0 6 * * 1")
    read_settings.cache_clear()
    assert run("worker", "--once").exit_code == 0
    states = {str(one["source"]): one for one in lines(run("worker", "--status", "--json"))}
    last = states["files"]["last_run"]
    assert isinstance(last, dict)
    assert (last["status"], last["new"]) == ("succeeded", 2)
    assert str(states["files"]["next_time"])[11:16] == "06:00"
    assert (states["pubmed"]["next_time"], states["pubmed"]["last_run"]) == (None, None)
    assert "never" in run("worker", "--status").stdout
    assert len(json.loads(run("export", "studies", "--format", "json").stdout)) > 10


def test_the_flow_of_a_day_adds_up(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "refs.ris"
    file.write_text(RIS, encoding="utf-8")
    run("import", str(file))
    [now] = lines(run("prisma", "--json"))
    [before] = lines(run("prisma", "--at", "2020-01-01", "--json"))
    totals = [
        {box["id"]: box["total"] for box in report["flow"]["boxes"]} for report in (now, before)
    ]
    assert [found["identified"] for found in totals] == [2, 0]
    assert (totals[0]["excluded_by_automation"], totals[0]["studies"]) == (1, 1)
    assert now["flow"]["closes"] is True


def test_the_flow_is_printed_for_a_method_section(run: Run) -> None:
    run("load")
    text = run("prisma", "--at", "2200-01-01").stdout
    assert text.startswith("# PRISMA 2020 flow\n")
    assert "Until the end of 2200-01-01 (UTC)." in text
    assert "## 14. Peer review" in text


@pytest.mark.parametrize("words", [("--at", "1900-01-01"), ("--at", "yesterday")])
def test_a_day_that_cannot_be_is_refused(run: Run, words: tuple[str, str]) -> None:
    result = run("prisma", *words)
    assert result.exit_code == 2
    assert "--at" in result.stderr


def test_the_search_log_lists_what_was_asked_the_latest_first(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "exports"
    folder.mkdir()
    (folder / "a.ris").write_text(RIS, encoding="utf-8")
    monkeypatch.setenv("COREGAP_WATCHED_FOLDER", str(folder))
    read_settings.cache_clear()
    assert "No source has been asked yet" in run("search-log").stdout
    run("ingest", "files")
    logged = lines(run("search-log", "--json"))
    assert [(page["new"], page["received"]) for page in logged] == [(0, 0), (2, 2)]
    [request] = logged[1]["requests"]
    assert request["url"].startswith("file:a.ris?sha256=")
    result = run("search-log", "--limit", "1", "--source", "files")
    assert "2  " in result.stdout.splitlines()[0]
    assert "--before 2" in result.stderr
    assert run("search-log", "--source", "pub med").exit_code == 2


def test_the_digest_tells_what_an_import_brought(run: Run, tmp_path: Path) -> None:
    run("load")
    file = tmp_path / "refs.ris"
    file.write_text(RIS, encoding="utf-8")
    run("import", str(file))
    markdown = run("digest").stdout
    assert "New study: Micro-coring of the neck in skin types II to IV. 2025." in markdown
    assert "## What is known now" in markdown
    [change] = [
        change
        for change in json.loads(run("digest", "--json").stdout)["changes"]
        if change["title"].startswith("Micro-coring of the neck")
        and change["kind"] == "study_added"
    ]
    assert change["fitzpatrick"] == ["II", "III", "IV"]


def test_the_digest_of_days_that_are_over_ends_with_them(run: Run, tmp_path: Path) -> None:
    run("load")
    past = run("digest", "--since", "2020-01-01", "--until", "2020-01-31").stdout
    assert "**Nothing changed.**" in past
    assert "From 2020-01-01 00:00 to 2020-02-01 00:00 UTC" in past
    assert "## What was known then" in past
    now = run("digest").stdout
    assert "- By: " in now
    assert "## This version (PRISMA-LSR)" in now
    assert run("digest", "--since", "2020-02-01", "--until", "2020-01-01").exit_code == 2


def test_the_digest_of_a_day_to_come_is_refused(run: Run) -> None:
    refused = run("digest", "--since", "2199-12-31")
    assert refused.exit_code == 2
    assert "still to come" in refused.stderr


def test_the_digest_is_one_html_file_that_leads_to_the_site(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COREGAP_PUBLIC_URL", "https://gaps.example.org/")
    read_settings.cache_clear()
    run("load")
    answer = tmp_path / "week.html"
    run("digest", "--html", "-o", str(answer))
    text = answer.read_text(encoding="utf-8")
    assert text.startswith("<!doctype html>")
    assert "New studies" in text
    assert 'href="https://gaps.example.org/studies/S' in text
    assert 'href="https://doi.org/10.' in text


def test_a_day_that_is_none_is_wrong_usage(run: Run) -> None:
    assert run("digest", "--since", "last week").exit_code == 2


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


def test_a_backup_can_be_checked_restored_and_is_not_written_over(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("load")
    done = json.loads(run("backup", str(tmp_path / "b.zip"), "--json").stdout)
    assert (done["records"], done["studies"]) == (23, 14)
    with pytest.raises(BackupError, match="there already"):
        run("backup", str(tmp_path / "b.zip"))
    monkeypatch.setenv("COREGAP_HOME", str(tmp_path / "other"))
    read_settings.cache_clear()
    assert "23 records" in run("restore", str(tmp_path / "b.zip")).stdout
    checked = run("check")
    assert (checked.exit_code, checked.stdout.split(".")[0]) == (0, "All is sound")


def test_a_check_that_finds_something_says_where_and_fails(run: Run, tmp_path: Path) -> None:
    run("load")
    with closing(sqlite3.connect(tmp_path / "home" / "coregap.sqlite3")) as raw, raw:
        raw.execute(
            "UPDATE study SET lead = 'R0' WHERE public_id = (SELECT min(public_id) FROM study)"
        )
    checked = run("check")
    assert checked.exit_code == 1
    assert checked.stdout.startswith("orphan: study S")
    assert "1 found." in checked.stdout
    told = json.loads(run("check", "--json").stdout)
    assert (told["sound"], told["counts"]["findings"]) == (False, 1)
