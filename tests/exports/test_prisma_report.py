"""PRISMA-S from the search log, and the whole report as Markdown and JSON."""

import json
from datetime import UTC, date, datetime, timedelta

from app.answers import Searching
from app.exports import as_markdown, as_plain_report, prisma_report
from app.exports.prisma_report import PrismaReport
from app.store import FlowState, Run, SourceRun
from tests.exports.flows import a_flow_record, a_flow_report

QUERY = 'microcoring[tiab] OR "micro coring"[tiab:~0]'
AT = datetime(2026, 11, 1, 9, tzinfo=UTC)


def a_run(source: str = "pubmed", days: int = 0, **fields: object) -> SourceRun:
    defaults: dict[str, object] = {
        "id": days + 1,
        "status": "succeeded",
        "started_at": AT + timedelta(days),
        "ended_at": AT + timedelta(days),
        "counts": {},
        "search_id": days + 1,
        "query": QUERY,
        "since": None,
        "until": AT.date() + timedelta(days),
        "position": "",
        "announced": 12,
        "heard_at": AT,
        "reason": "",
        "warnings": (),
    }
    return SourceRun(source=source, **(defaults | fields))


def a_report(*runs: SourceRun, files: tuple[Run, ...] = ()) -> PrismaReport:
    """Runs latest first, over two records of one report."""
    state = FlowState(
        received=(a_flow_record("pubmed:1"), a_flow_record("europepmc:1")),
        unreadable={},
        reports=(a_flow_report("pubmed:1", "europepmc:1"),),
    )
    return prisma_report(Searching(at=date(2026, 11, 22), state=state, runs=runs, files=files))


def lines_of(report: PrismaReport, number: int) -> tuple[str, ...]:
    return report.search[number - 1].reported


def test_all_16_items_are_there_and_each_says_something() -> None:
    for report in (a_report(), a_report(a_run())):
        assert [item.number for item in report.search] == list(range(1, 17))
        assert all(bool(item.reported) != bool(item.missing) for item in report.search)


def test_what_nobody_recorded_is_said_to_be_missing() -> None:
    missing = {item.name for item in a_report(a_run()).search if item.missing}
    expected = {"Study registries", "Online resources and browsing", "Contacts", "Other methods"}
    assert missing == expected | {"Prior work", "Updates", "Peer review"}


def test_databases_and_registries_are_named_with_their_platform() -> None:
    report = a_report(a_run("clinicaltrials"), a_run())
    assert lines_of(report, 1) == ("PubMed, through NCBI E-utilities.",)
    assert lines_of(report, 3) == ("ClinicalTrials.gov, through ClinicalTrials.gov API v2.",)


def test_a_strategy_is_the_query_as_it_was_sent_with_the_days_of_its_use() -> None:
    report = a_report(a_run(days=9), a_run(days=2), a_run(query="coring[tiab]"))
    assert lines_of(report, 8) == (
        "PubMed, 2026-11-01: coring[tiab]",
        f"PubMed, 2026-11-03 to 2026-11-10: {QUERY}",
    )


def test_dates_and_updates_are_those_of_searches_that_were_completed() -> None:
    report = a_report(
        a_run(days=20, status="failed", since=date(2026, 11, 3)),
        a_run(days=9, since=date(2026, 10, 25)),
        a_run(),
    )
    assert lines_of(report, 13) == ("PubMed: 2026-11-01; last searched 2026-11-10.",)
    [updates] = lines_of(report, 12)
    assert "asked once for what had changed, the last time since 2026-10-25" in updates


def test_totals_have_the_hits_that_the_source_announced() -> None:
    report = a_report(a_run(days=9, since=AT.date(), announced=1), a_run())
    [pubmed] = [line for line in lines_of(report, 15) if line.startswith("PubMed")]
    assert pubmed == "PubMed: 1 identified; 12 hits announced on 2026-11-01."


def test_deduplication_names_the_rules() -> None:
    counted, rules = lines_of(a_report(), 16)
    assert counted == "2 records were compared with each other and are 1 reports."
    assert rules.endswith("doi 2.")


def test_imported_files_are_an_other_method() -> None:
    imported = Run(id=1, kind="import", status="succeeded", started_at=AT, ended_at=AT, counts={})
    assert lines_of(a_report(files=(imported,)), 7) == (
        "Exports of other databases, imported once.",
    )


def test_markdown_keeps_a_query_exactly_and_escapes_everything_else() -> None:
    text = as_markdown(a_report(a_run(query="a*b_c [x]\n```\nevent: y")))
    assert "Until the end of 2026-11-22 (UTC)." in text
    assert "**Records identified** (n = 2)" in text
    fence = "````"
    assert f"{fence}text\nPubMed, 2026-11-01: a*b_c [x]\n```\nevent: y\n{fence}" in text
    assert "## 16. Deduplication" in text


def test_json_has_every_box_with_its_sums() -> None:
    plain = json.loads(json.dumps(as_plain_report(a_report())))
    assert plain["at"] == "2026-11-22"
    assert plain["flow"]["closes"] is True
    assert {one["total"] - one["sum"] for one in plain["flow"]["sums"]} == {0}
    assert [box["id"] for box in plain["flow"]["boxes"]][3:5] == ["identified", "removed"]
    assert len(plain["search"]) == 16
