import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import UpstreamError
from app.records import CONTEXT_KINDS, Section, SourceRecord
from app.sources.openfda import OpenFda, host
from app.sources.openfda.query import fields_of, parts_of
from app.sources.openfda.records import openfda_record
from app.sources.upstream import Page, Search
from tests.shared_folder import SHARED
from tests.sources import reading
from tests.sources.reading import a_search
from tests.upstreams import faults
from tests.upstreams.openfda import DISCLAIMER, OpenFdaStandIn, a_clearance, a_device_report
from tests.upstreams.server import Received, Reply

IN_TWOS = partial(OpenFda, limit=2)
QUERY = """
510k: product_code:"QAI"
classification: product_code:"QAI"
event: device.device_report_product_code:"QAI" AND (device.brand_name:corer OR device.manufacturer_d_name:cytrellis)
"""
REPORTS = [f"2000000{number}" for number in range(5)]


@pytest.fixture
def server() -> Iterator[OpenFdaStandIn]:
    results = {
        "510k": [a_clearance("K202517"), a_clearance("K252752", decision_date="2025-10-30")],
        "classification": [{"product_code": "QAI", "device_name": "Microneedling device", "definition": "To treat scars.", "device_class": "2", "openfda": {"k_number": ["K202517"], "fei_number": ["9"]}}],
        "event": [
            *(a_device_report(key, date_received=f"2026020{5 - n}") for n, key in enumerate(REPORTS)),
            a_device_report("30000000", device=[{"brand_name": "PEN", "device_report_product_code": "QAI"}]),
        ],
    }  # fmt: skip
    with OpenFdaStandIn(results) as running:
        yield running


def read(server: OpenFdaStandIn, search: Search, position: str = "") -> list[Page]:
    return reading.read(IN_TWOS, host(server.url), search, position)


def report_of(**fields: Any) -> SourceRecord:
    record = openfda_record("event", a_device_report("20000000", **fields), "here", DISCLAIMER)
    assert isinstance(record, SourceRecord)
    return record


def clearance_of(number: str, **fields: Any) -> SourceRecord:
    record = openfda_record("510k", a_clearance(number, **fields), "here")
    assert isinstance(record, SourceRecord)
    return record


def fields(record: SourceRecord) -> dict[str, str]:
    return {p.heading: p.text for p in record.passages if p.section is Section.FIELD}


def test_each_search_is_read_to_its_last_link(server: OpenFdaStandIn) -> None:
    pages = read(server, a_search(QUERY))
    assert [len(page.items) for page in pages] == [2, 1, 2, 2, 1]
    assert list(reading.records(pages)) == [
        "510k:K252752",
        "510k:K202517",
        "classification:QAI",
        *(f"event:{key}" for key in REPORTS),
    ]
    assert [page.announced for page in pages] == [2, 3, 8, 8, 8]
    assert pages[-1].position == ""
    assert not reading.warnings(pages)


def test_all_of_it_is_context_and_no_study(server: OpenFdaStandIn) -> None:
    found = reading.records(read(server, a_search(QUERY))).values()
    assert {record.kind for record in found} <= CONTEXT_KINDS
    assert {record.source for record in found} == {"openfda"}


def test_a_killed_run_goes_on_at_any_page(server: OpenFdaStandIn) -> None:
    whole = reading.records(read(server, a_search(QUERY)))
    resumed = list(reading.killed_after_each_page(IN_TWOS, host(server.url), a_search(QUERY)))
    assert resumed == [whole] * 4


def test_pages_are_asked_for_by_the_links_place_and_at_our_own_address(
    server: OpenFdaStandIn,
) -> None:
    read(server, a_search(QUERY))
    events = [r.query for r in server.received if r.path == "/event.json"]
    assert [query.get("search_after", "") for query in events] == ["", "0=2;1=a+b", "0=4;1=a+b"]
    assert {query["sort"] for query in events} == {"date_received:desc"}
    assert {query["limit"] for query in events} == {"2"}
    assert not any("skip" in query for query in events)


def test_links_that_go_on_by_skip_are_followed_too(server: OpenFdaStandIn) -> None:
    def skipping(received: Received, right: Reply) -> Reply:
        link = right.headers.get("Link", "").replace(
            "skip=0&search_after=0%3D2%3B1%3Da%2Bb", "skip=2"
        )
        return replace(right, headers={**right.headers, "Link": link})

    server.plan(skipping, path="/event.json")
    assert len(reading.records(read(server, a_search(QUERY)))) == 8


def test_the_key_is_sent_and_never_told(server: OpenFdaStandIn) -> None:
    pages = reading.read(IN_TWOS, host(server.url, key="hidden"), a_search(QUERY))
    assert all(received.query["api_key"] == "hidden" for received in server.received)
    assert not any("hidden" in asked.url for page in pages for asked in page.asked)
    assert "device.brand_name%3Acorer" in pages[-1].asked[0].url


def test_days_of_change_are_not_asked_for(server: OpenFdaStandIn) -> None:
    """A report of March can appear in June."""
    assert len(reading.records(read(server, a_search(QUERY, since=date(2026, 11, 20))))) == 8


def test_no_match_is_a_404_and_no_failure(server: OpenFdaStandIn) -> None:
    pages = read(server, a_search("510k: applicant:nobody"))
    assert [(page.items, page.announced, page.position) for page in pages] == [((), 0, "")]
    assert not reading.warnings(pages)


def test_many_searches_without_a_match_are_no_circle(server: OpenFdaStandIn) -> None:
    pages = read(server, a_search("510k: applicant:nobody\n" * 7))
    assert [page.announced for page in pages] == [0] * 7


def test_a_field_that_cannot_be_searched_is_told(server: OpenFdaStandIn) -> None:
    server.unsearchable = {"device.lot_number"}
    pages = read(server, a_search('event: device.lot_number:"7" AND device.brand_name:corer'))
    assert reading.warnings(pages) == [
        "openFDA's event knows no field device.lot_number to search in."
    ]


def test_an_unknown_address_is_no_empty_result(server: OpenFdaStandIn) -> None:
    server.plan(faults.status(404, b"<html>Not found</html>"), times=None)
    with pytest.raises(UpstreamError, match=r"510k\.json"):
        read(server, a_search(QUERY))


def test_a_query_that_cannot_be_read_is_not_asked_again(server: OpenFdaStandIn) -> None:
    with pytest.raises(UpstreamError, match="parse_exception"):
        read(server, a_search('510k: (product_code:"QAI"'))
    assert len(server.received) == 1


def test_an_overload_is_asked_again(server: OpenFdaStandIn) -> None:
    error = b'{"error": {"code": "SERVER_ERROR", "message": "Check your request and try again"}}'
    server.plan(faults.status(500, error), times=2)
    assert len(reading.records(read(server, a_search(QUERY)))) == 8


@pytest.mark.parametrize("fault", ["HTML with 200", "HTML in disguise", "cut content", "empty"])
def test_a_broken_page_is_asked_for_again(server: OpenFdaStandIn, fault: str) -> None:
    server.plan(faults.FAULTS[fault], nth=4)
    assert len(reading.records(read(server, a_search(QUERY)))) == 8


def test_json_without_results_is_no_empty_result(server: OpenFdaStandIn) -> None:
    server.plan(lambda _, right: replace(right, body=b'{"meta": {}}'), times=None)
    with pytest.raises(UpstreamError, match="no list of results"):
        read(server, a_search(QUERY))


def test_a_list_in_circles_is_an_error(server: OpenFdaStandIn) -> None:
    def circle(received: Received, right: Reply) -> Reply:
        link = '<http://x/event.json?search_after=0%3D2%3B1>; rel="next"'
        return replace(right, headers={"Link": link})

    server.plan(circle, path="/event.json", times=None)
    with pytest.raises(UpstreamError, match="in circles"):
        read(server, a_search(QUERY))


def test_characters_that_openfda_refuses_are_left_out_and_told(server: OpenFdaStandIn) -> None:
    pages = read(
        server, a_search('510k: device_name:"invented\u00ae dermal"+OR+k_number:"K202517"\\')
    )
    assert len(reading.records(pages)) == 2
    assert (
        server.received[0].query["search"] == 'device_name:"invented dermal" OR k_number:"K202517"'
    )
    assert "without odd characters" in reading.warnings(pages)[0]


def test_a_line_without_an_endpoint_is_refused(server: OpenFdaStandIn) -> None:
    with pytest.raises(UpstreamError, match="does not begin with 510k:"):
        read(server, a_search('product_code:"QAI"'))


def test_fields_of_a_search() -> None:
    (part,) = parts_of(
        'event: device.brand_name:"a: b" AND _exists_:x AND date_received:[2020-01-01 TO 2021-01-01]'
    )
    assert fields_of(part) == ("device.brand_name", "date_received")


def test_results_by_their_numbers(server: OpenFdaStandIn) -> None:
    asked = ("event:20000003", "k202517", "QAI", "DEN160029", "?")
    pages = read(server, a_search("", by=asked))
    assert set(reading.records(pages)) == {"510k:K202517", "classification:QAI", "event:20000003"}
    assert reading.warnings(pages) == [
        "openFDA has no number of the form '?'.",
        "openFDA does not give 510k:DEN160029.",
    ]
    assert not any(page.withdrawn for page in pages)
    assert len(read(server, a_search("", by=("?",)))) == 1


def test_a_clearance() -> None:
    record = clearance_of("K202517")
    assert (record.status, record.ends, record.country) == ("cleared", "2021-07-09", "US")
    assert record.sponsor == "Example Biosystems, Inc."
    assert (record.bibliography.year, record.bibliography.month) == (2021, 7)
    assert fields(record)["product_code"] == "QAI"
    assert fields(record)["openfda.regulation_number"] == "878.4430"
    assert fields(record)["summary"].endswith("/pdf20/K202517.pdf")
    assert record.bibliography.url.endswith("pmn.cfm?ID=K202517")


@pytest.mark.parametrize(
    ("number", "code"), [("DEN160029", "DENG"), ("DEN150005", ""), ("K999999", "DENG")]
)
def test_a_granted_de_novo(number: str, code: str) -> None:
    record = clearance_of(number, decision_code=code, statement_or_summary="")
    assert record.status == "granted"
    assert record.bibliography.url.endswith(f"denovo.cfm?id={number}")
    assert fields(record)["summary"].endswith(f"/reviews/{number}.pdf")


def test_a_device_report_is_told_as_it_was_filed() -> None:
    record = report_of()
    assert record.bibliography.title == "MAUDE report 20000000: Injury, EXAMPLE CORER"
    assert (record.bibliography.year, record.bibliography.month) == (2026, 2)
    assert record.bibliography.url.endswith("mdrfoi__id=20000000")
    found = fields(record)
    assert (found["event_type"], found["date_received"]) == ("Injury", "20260203")
    assert found["patient.patient_problems"] == "Hyperpigmentation"
    assert found["disclaimer"] == DISCLAIMER
    told = [(p.heading, p.text) for p in record.passages if p.section is Section.OTHER]
    assert told == [
        ("Description of Event or Problem", "HYPERPIGMENTATION AFTER TREATMENT (B)(6).")
    ]


def test_what_was_not_given_is_not_told_and_race_is_no_skin_type() -> None:
    record = report_of(report_number="*", mdr_text=[{"text": ""}, {"text_type_code": "x"}])
    assert {"date_of_event", "source_type", "report_number"}.isdisjoint(fields(record))
    assert not any(p.section is Section.OTHER for p in record.passages)
    assert not any("African" in p.text for p in record.passages)


def test_values_may_be_text_or_a_list() -> None:
    assert fields(report_of(source_type="Consumer"))["source_type"] == "Consumer"
    assert fields(report_of(device=[]))["event_type"] == "Injury"
    assert fields(clearance_of("K1", openfda={})).get("openfda.device_class") is None


def test_firms_and_contacts_are_no_change() -> None:
    other = {"device_class": "2", "fei_number": ["3"]}
    one = clearance_of("K202517", openfda={**other, "fei_number": ["4"]}, contact="Bo Roe")
    assert one.content_hash == clearance_of("K202517", openfda=other).content_hash
    device = {"brand_name": "EXAMPLE CORER", "openfda": {"fei_number": ["7"]}}
    two = report_of(device=[device], manufacturer_contact_l_name="ROE")
    assert two.content_hash == report_of(device=[{**device, "openfda": {}}]).content_hash
    assert b"ROE" not in two.payload


def test_a_result_without_its_key_is_kept_apart_with_its_reason(server: OpenFdaStandIn) -> None:
    server.results["event"][2]["mdr_report_key"] = ""
    pages = read(server, a_search(QUERY))
    (apart,) = reading.rejected(pages)
    assert (apart.source, apart.reason) == ("openfda", "The result has no mdr_report_key.")
    assert apart.place.endswith("result 1")
    assert len(reading.records(pages)) == 7


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["brand_name", "text", "openfda", "device_class"]), inner, max_size=3),
    max_leaves=12,
)  # fmt: skip
NAMES = ["k_number", "product_code", "mdr_report_key", "device", "patient", "mdr_text", "openfda", "decision_date", "device_name"]  # fmt: skip


@given(
    st.sampled_from(["510k", "classification", "event"]),
    st.dictionaries(st.sampled_from(NAMES), JSON),
)
def test_no_result_stops_the_rest(endpoint: str, result: dict[str, Any]) -> None:
    openfda_record(endpoint, result, "here", DISCLAIMER)
    openfda_record(
        endpoint, {**result, "k_number": "K1", "product_code": "QAI", "mdr_report_key": "1"}, "here"
    )


if SHARED is not None:
    SAMPLES = SHARED / "samples" / "openfda"

    def test_a_real_clearance() -> None:
        sample = json.loads((SAMPLES / "510k-docs-example.json").read_text(encoding="utf-8"))
        with OpenFdaStandIn({"510k": [sample["record"]]}) as server:
            (record,) = reading.records(read(server, a_search('510k: product_code:"KTN"'))).values()
        assert (record.source_id, record.ends) == ("510k:K872032", "1987-06-29")
        assert fields(record)["product_code"] == "KTN"
        assert b"fei_number" not in record.payload

    def test_a_real_device_report() -> None:
        sample = json.loads((SAMPLES / "event-one-report.json").read_text(encoding="utf-8"))
        with OpenFdaStandIn({"event": [sample]}) as server:
            (record,) = reading.records(read(server, a_search("", by=("538836",)))).values()
        found = fields(record)
        assert record.source_id == "event:538836"
        assert (found["report_number"], found["event_type"]) == ("2248721-2004-00001", "Injury")
        assert len([p for p in record.passages if p.section is Section.OTHER]) == 2
        assert all(text.strip() not in ("", "*") for text in found.values())
