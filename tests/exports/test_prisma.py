"""The flow counts every record once, and every box is the sum of its parts."""

from collections.abc import Mapping

import pytest
from hypothesis import given

from app.exports import BoxId, Flow, flow_of
from app.exports.prisma_sources import Sort, printed_source
from app.gapmap import Layer
from app.matching import ReportRole
from app.records import Extent, ReportKind
from app.screening import Screened
from app.settings import Settings
from app.sources import list_upstreams
from app.sources.evidence.reading import HOW_SEEN
from app.store import FlowReport, FlowState
from tests.exports.flows import a_flow_record, a_flow_report, states

JATS = "application/jats+xml"


def flow(*reports: FlowReport, unreadable: Mapping[str, int] | None = None) -> Flow:
    """The flow of reports that were received as a whole."""
    keys = [joined.key for report in reports for joined in report.records]
    return flow_of(
        FlowState(
            received=tuple(map(a_flow_record, keys)),
            unreadable=unreadable or {},
            reports=reports,
            layers=tuple(report.layer for report in reports if report.layer),
        )
    )


def parts(found: Flow, box_id: BoxId) -> dict[str, int]:
    return {part.id: part.count for part in found.box(box_id).parts if part.count}


@given(state=states())
def test_every_box_is_the_sum_of_its_parts(state: FlowState) -> None:
    found = flow_of(state)
    assert [box.id for box in found.boxes if not box.closes] == []
    assert [one for one in found.sums if not one.closes] == []
    assert found.closes


@given(state=states())
def test_every_record_is_identified_once(state: FlowState) -> None:
    identified = flow_of(state).box(BoxId.IDENTIFIED).total
    assert identified == len(state.received) + sum(state.unreadable.values())


def test_a_box_that_lost_a_record_does_not_close() -> None:
    """The check itself can fail: totals and parts are counted apart."""
    report = a_flow_report("pubmed:1", "pubmed:2")
    lost = FlowState(received=(a_flow_record("pubmed:1"),), unreadable={}, reports=(report,))
    assert not flow_of(lost).closes


def test_records_are_identified_by_database_by_register_and_from_other_sources() -> None:
    keys = ("pubmed:1", "pubmed:2", "europepmc:3", "clinicaltrials:4", "file-ris:5", "bundled:6")
    found = flow(*map(a_flow_report, keys), unreadable={"pubmed": 1, "files": 2})
    assert parts(found, BoxId.DATABASES) == {"pubmed": 3, "europepmc": 1}
    assert parts(found, BoxId.REGISTERS) == {"clinicaltrials": 1}
    assert parts(found, BoxId.OTHER_SOURCES) == {"files": 2, "file-ris": 1, "bundled": 1}
    assert parts(found, BoxId.IDENTIFIED) == {"databases": 4, "registers": 1, "other": 4}


def test_what_is_removed_before_screening_has_its_reason() -> None:
    state = FlowState(
        received=(
            a_flow_record("pubmed:1"),
            a_flow_record("europepmc:1"),
            a_flow_record("crossref:1", withdrawn=True),
            a_flow_record("pubmed:2", withdrawn=True),
            a_flow_record("openfda:3"),
        ),
        unreadable={"file": 2},
        reports=(
            a_flow_report("pubmed:1", "europepmc:1", "crossref:1"),
            a_flow_report("pubmed:2", screened=Screened.EXCLUDED, rule="withdrawn"),
            a_flow_report(
                "openfda:3", screened=Screened.CONTEXT, rule="kind", kind=ReportKind.REGULATORY
            ),
        ),
    )
    found = flow_of(state)
    removed = {"duplicate": 1, "withdrawn": 2, "regulatory": 1, "unreadable": 2}
    assert parts(found, BoxId.REMOVED) == removed
    assert found.box(BoxId.SCREENED).total == 1


def test_exclusions_by_automation_and_by_a_person_stand_apart_with_their_reasons() -> None:
    out = Screened.EXCLUDED
    found = flow(
        a_flow_report("pubmed:1", screened=out, rule="no-topic-term"),
        a_flow_report("pubmed:2", screened=out, rule="no-topic-term"),
        a_flow_report("pubmed:3", screened=out, rule="homonym"),
        a_flow_report("pubmed:4", screened=out, rule="decision"),
        a_flow_report("pubmed:5", screened=Screened.UNSURE, rule="weak-term-alone"),
        a_flow_report("pubmed:6"),
    )
    assert parts(found, BoxId.EXCLUDED_BY_AUTOMATION) == {"no-topic-term": 2, "homonym": 1}
    assert parts(found, BoxId.EXCLUDED_BY_PERSON) == {"a laser": 1}
    assert parts(found, BoxId.SCREENED) == {"automation": 4, "person": 1, "nobody": 1}
    assert found.box(BoxId.AWAITING_PERSON).total == 1
    assert found.box(BoxId.SOUGHT).total == 1


@pytest.mark.parametrize(
    ("media_type", "fields", "read_as"),
    [
        (JATS, {"characters": 40_000}, "full_text"),
        (JATS, {"characters": 900}, "abstract"),
        ("application/vnd.pubmed+xml", {"characters": 40_000}, "abstract"),
        ("application/toml", {"notes": "Read in full."}, "full_text"),
        ("application/toml", {"notes": "Read as an abstract, not in full text."}, "account"),
        ("application/json", {"kind": ReportKind.REGISTRATION}, "registration"),
        ("application/toml", {"kind": ReportKind.REGISTRATION}, "account"),
    ],
)
def test_a_report_is_retrieved_as_far_as_it_was_read(
    media_type: str, fields: dict[str, object], read_as: str
) -> None:
    state = FlowState(
        received=(a_flow_record(media_type=media_type),),
        unreadable={},
        reports=(a_flow_report(**fields),),
    )
    found = flow_of(state)
    assert parts(found, BoxId.ASSESSED) == {read_as: 1}
    in_full = read_as in ("full_text", "registration")
    assert found.box(BoxId.RETRIEVED).total == in_full
    assert found.box(BoxId.NOT_RETRIEVED).total == (not in_full)


def test_what_a_reader_calls_read_in_full_counts_as_retrieved() -> None:
    found = flow(a_flow_report(notes=f"A note. {HOW_SEEN[Extent.FULL_TEXT]}"))
    assert found.box(BoxId.RETRIEVED).total == 1


def test_comments_and_retracted_reports_are_excluded_at_assessment() -> None:
    found = flow(
        a_flow_report("pubmed:1", layer=Layer.PRIMARY, role=ReportRole.RESULTS),
        a_flow_report("pubmed:2", role=ReportRole.COMMENT),
        a_flow_report("pubmed:3", retracted=True, role=ReportRole.RESULTS),
    )
    assert parts(found, BoxId.EXCLUDED_AT_ASSESSMENT) == {"comment": 1, "retracted": 1}
    assert parts(found, BoxId.REPORTS) == parts(found, BoxId.STUDIES) == {"primary": 1}


@pytest.mark.parametrize("source", [*list_upstreams(Settings()), "bundled", "files"])
def test_every_source_has_a_printed_name_and_a_platform(source: str) -> None:
    printed = printed_source(source)
    assert printed.name != source
    assert printed.platform


def test_an_export_is_an_other_source_named_after_its_format() -> None:
    printed = printed_source("file-pubmed-xml")
    assert (printed.name, printed.sort) == ("Files (pubmed-xml)", Sort.OTHER)
