"""The flow, the log of searches and the digest, as of any day."""

import json
from pathlib import Path

import pytest

from app.settings import read_settings
from tests.cli.conftest import RIS, Run, lines


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


@pytest.mark.usefixtures("loaded")
def test_the_flow_is_printed_for_a_method_section(run: Run) -> None:
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


@pytest.mark.usefixtures("loaded")
def test_the_digest_tells_what_an_import_brought(run: Run, tmp_path: Path) -> None:
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


@pytest.mark.usefixtures("loaded")
def test_the_digest_of_days_that_are_over_ends_with_them(run: Run, tmp_path: Path) -> None:
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
