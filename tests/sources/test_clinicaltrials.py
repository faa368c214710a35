import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from app.errors import UpstreamError
from app.records import Section, SourceRecord
from app.sources.clinicaltrials import ClinicalTrials, host
from app.sources.upstream import Page, Search
from tests.shared_folder import SHARED
from tests.sources import reading
from tests.sources.reading import a_search
from tests.upstreams import faults
from tests.upstreams.clinicaltrials import ClinicalTrialsStandIn, a_study, number_of
from tests.upstreams.server import Received, Reply

NUMBERS = [f"NCT000000{number}" for number in range(10, 17)]


@pytest.fixture
def server() -> Iterator[ClinicalTrialsStandIn]:
    studies = [a_study(n, updated=f"2026-11-{at + 1:02}") for at, n in enumerate(NUMBERS)]
    with ClinicalTrialsStandIn(studies, most=3) as running:
        yield running


def read(server: ClinicalTrialsStandIn, search: Search, position: str = "") -> list[Page]:
    return reading.read(ClinicalTrials, host(server.url), search, position)


def test_pages_are_followed_by_their_tokens_to_the_end(server: ClinicalTrialsStandIn) -> None:
    pages = read(server, a_search())
    assert [len(page.items) for page in pages] == [3, 3, 1]
    assert list(reading.records(pages)) == NUMBERS
    assert [page.announced for page in pages] == [7, 7, 7]
    assert pages[-1].position == ""
    assert all(page.position for page in pages[:-1])


def test_a_record_names_source_and_number(server: ClinicalTrialsStandIn) -> None:
    record = reading.records(read(server, a_search()))[NUMBERS[0]]
    assert record.key == f"clinicaltrials:{NUMBERS[0]}"
    assert record.status == "recruiting"


def test_what_was_asked_is_told_and_repeated_on_every_page(server: ClinicalTrialsStandIn) -> None:
    search = a_search('AREA[InterventionName]"micro coring"', since=date(2026, 11, 3))
    pages = read(server, search)
    lists = [
        {name: values[0] for name, values in parse_qs(urlsplit(asked.url).query).items()}
        for page in pages
        for asked in page.asked
        if "/studies" in asked.url
    ]
    assert [asked["query.term"] for asked in lists] == [search.query] * 2
    window = "AREA[LastUpdatePostDate]RANGE[2026-11-03,2026-11-22]"
    assert [asked["filter.advanced"] for asked in lists] == [window] * 2
    assert "countTotal" in lists[0]
    assert "countTotal" not in lists[1]
    assert "pageToken" not in lists[0]


def test_only_what_changed_since_comes_of_an_incremental_search(
    server: ClinicalTrialsStandIn,
) -> None:
    assert list(reading.records(read(server, a_search(since=date(2026, 11, 5))))) == NUMBERS[4:]


def test_no_hit_is_one_page_without_items(server: ClinicalTrialsStandIn) -> None:
    pages = read(server, a_search(since=date(2026, 11, 20)))
    assert [(page.items, page.announced, page.position) for page in pages] == [((), 0, "")]


def test_a_killed_run_goes_on_at_any_page(server: ClinicalTrialsStandIn) -> None:
    whole = reading.records(read(server, a_search()))
    resumed = list(reading.killed_after_each_page(ClinicalTrials, host(server.url), a_search()))
    assert resumed == [whole, whole]


def test_a_position_goes_on_and_does_not_begin_again(server: ClinicalTrialsStandIn) -> None:
    first = read(server, a_search())[0]
    assert list(reading.records(read(server, a_search(), first.position))) == NUMBERS[3:]


def test_an_empty_page_with_a_token_is_not_the_end(server: ClinicalTrialsStandIn) -> None:
    server.empty_pages = {2}
    assert list(reading.records(read(server, a_search()))) == NUMBERS


def test_data_renewed_while_they_are_read_are_read_again(server: ClinicalTrialsStandIn) -> None:
    """The daily refresh makes all tokens bad (400)."""

    def renewed(received: Received, right: Reply) -> Reply:
        server.data_of = "2026-11-21T09:00:05"
        server.studies["NCT00000099"] = a_study("NCT00000099", updated="2026-11-01")
        return right

    server.plan(renewed, path="/studies", nth=2)
    pages = read(server, a_search())
    assert set(reading.records(pages)) == {*NUMBERS, "NCT00000099"}
    assert any("read again" in warning for warning in reading.warnings(pages))
    assert pages[-1].announced == 8


def test_data_renewed_under_the_last_page_are_read_again(server: ClinicalTrialsStandIn) -> None:
    def renewed(received: Received, right: Reply) -> Reply:
        server.data_of = "2026-11-21T09:00:05"
        server.studies["NCT00000099"] = a_study("NCT00000099", updated="2026-11-01")
        return right

    server.plan(renewed, path="/studies", nth=3)
    assert set(reading.records(read(server, a_search()))) == {*NUMBERS, "NCT00000099"}


def test_data_renewed_again_and_again_end_with_a_warning(server: ClinicalTrialsStandIn) -> None:
    server.most = 1000
    moments = iter(range(100))

    def renewed(received: Received, right: Reply) -> Reply:
        server.data_of = f"{next(moments)}"
        return right

    server.plan(renewed, path="/studies", times=None)
    pages = read(server, a_search())
    assert len(pages) == 3
    assert pages[-1].position == ""
    assert "may be missing" in pages[-1].warnings[0]


def test_tokens_refused_to_the_last_are_an_error(server: ClinicalTrialsStandIn) -> None:
    def refused(received: Received, right: Reply) -> Reply:
        bad = Reply(status=400, body=b"incorrect format", media_type="text/plain")
        return bad if "pageToken" in received.query else right

    server.plan(refused, path="/studies", times=None)
    with pytest.raises(UpstreamError, match="page tokens"):
        read(server, a_search())


def test_a_list_in_circles_is_an_error(server: ClinicalTrialsStandIn) -> None:
    def circle(received: Received, right: Reply) -> Reply:
        return replace(
            right,
            status=200,
            body=json.dumps({"studies": [a_study(NUMBERS[0])], "nextPageToken": "x"}).encode(),
        )

    server.plan(circle, path="/studies", times=None)
    with pytest.raises(UpstreamError, match="in circles"):
        read(server, a_search())


def test_a_page_sent_twice_does_no_harm(server: ClinicalTrialsStandIn) -> None:
    def twice(received: Received, right: Reply) -> Reply:
        found = json.loads(right.body)
        again = server._token(dict(received.query), 3)
        return replace(right, body=json.dumps({**found, "nextPageToken": again}).encode())

    server.plan(twice, path="/studies", nth=2)
    assert list(reading.records(read(server, a_search()))) == NUMBERS


@pytest.mark.parametrize("fault", ["HTML with 200", "HTML in disguise", "cut content", "empty"])
def test_a_broken_page_is_asked_for_again(server: ClinicalTrialsStandIn, fault: str) -> None:
    server.plan(faults.FAULTS[fault], path="/studies", nth=2)
    assert list(reading.records(read(server, a_search()))) == NUMBERS


def test_json_without_studies_is_no_empty_result(server: ClinicalTrialsStandIn) -> None:
    server.plan(
        lambda _, right: replace(right, body=b'{"message": "maintenance"}'),
        path="/studies",
        times=None,
    )
    with pytest.raises(UpstreamError, match="no list of studies"):
        read(server, a_search())


def test_a_study_without_a_number_is_kept_apart_with_its_reason(
    server: ClinicalTrialsStandIn,
) -> None:
    def broken(received: Received, right: Reply) -> Reply:
        found = json.loads(right.body)
        found["studies"][1] = {"protocolSection": {"identificationModule": {}}}
        return replace(right, body=json.dumps(found).encode())

    server.plan(broken, path="/studies")
    pages = read(server, a_search())
    (apart,) = reading.rejected(pages)
    assert "NCT number" in apart.reason
    assert apart.place.endswith("study 2")
    assert (apart.source, json.loads(apart.payload)) == (
        "clinicaltrials",
        {"protocolSection": {"identificationModule": {}}},
    )
    assert len(reading.records(pages)) == 6


def test_registrations_by_their_numbers(server: ClinicalTrialsStandIn) -> None:
    pages = read(server, a_search("", by=(NUMBERS[4].lower(), NUMBERS[1])))
    assert set(reading.records(pages)) == {NUMBERS[4], NUMBERS[1]}
    assert pages[-1].announced is None
    assert not reading.warnings(pages)
    assert len([asked for page in pages for asked in page.asked]) == 1


def test_an_obsolete_number_leads_to_the_current_one_and_is_kept(
    server: ClinicalTrialsStandIn,
) -> None:
    server.aliases["NCT00009999"] = NUMBERS[0]
    pages = read(server, a_search("", by=("NCT00009999",)))
    (record,) = reading.records(pages).values()
    assert record.source_id == NUMBERS[0]
    assert record.bibliography.registrations == (NUMBERS[0], "NCT00009999")


def test_numbers_that_are_none_or_unknown_are_told(server: ClinicalTrialsStandIn) -> None:
    pages = read(server, a_search("", by=("NCT1", "NCT00008888", NUMBERS[0])))
    assert list(reading.records(pages)) == [NUMBERS[0]]
    assert [
        '"NCT1"' in reading.warnings(pages)[0],
        "NCT00008888" in reading.warnings(pages)[1],
    ] == [True, True]
    assert pages[0].withdrawn == ("NCT00008888",)


def test_a_wrong_address_withdraws_nothing(server: ClinicalTrialsStandIn) -> None:
    unknown = faults.status(404, b"Resource not found.")
    server.plan(unknown, path="/(version|studies/.*)", times=None)
    with pytest.raises(UpstreamError, match="version"):
        read(server, a_search("", by=("NCT00008888",)))


def test_many_numbers_go_in_batches_and_from_any_of_them_on() -> None:
    numbers = tuple(f"NCT{number:08}" for number in range(1, 251))
    with ClinicalTrialsStandIn(a_study(number) for number in numbers) as server:
        pages = read(server, a_search("", by=numbers))
        assert [len(page.items) for page in pages] == [100, 100, 50]
        again = read(server, a_search("", by=numbers), pages[0].position)
        assert list(reading.records(again)) == list(numbers[100:])


def test_a_query_of_numbers_alone_is_asked_by_number(server: ClinicalTrialsStandIn) -> None:
    """The registry ignores every filter beside such a query."""
    search = a_search(f"{NUMBERS[0]} OR {NUMBERS[2]}", since=date(2026, 11, 20))
    assert set(reading.records(read(server, search))) == {NUMBERS[0], NUMBERS[2]}
    assert "filter.ids" in server.received[0].query


def test_nothing_is_asked_without_a_query(server: ClinicalTrialsStandIn) -> None:
    with pytest.raises(UpstreamError, match="no query"):
        read(server, a_search(" "))
    assert not any(received.path == "/studies" for received in server.received)


def test_the_registrys_own_date_and_its_staff_are_no_change(server: ClinicalTrialsStandIn) -> None:
    study = server.studies[NUMBERS[0]]
    before = reading.records(read(server, a_search()))[NUMBERS[0]]
    study["derivedSection"] = {"miscInfoModule": {"versionHolder": "2026-11-21"}}
    study["protocolSection"]["contactsLocationsModule"] = {
        "centralContacts": [{"name": "A. Doe", "phone": "555"}],
        "locations": [{"facility": "Clinic", "country": "Spain", "contacts": [{"name": "B. Roe"}]}],
    }
    with_staff = reading.records(read(server, a_search()))[NUMBERS[0]]
    study["derivedSection"]["miscInfoModule"]["versionHolder"] = "2026-11-22"
    study["protocolSection"]["contactsLocationsModule"]["centralContacts"] = []
    study["protocolSection"]["contactsLocationsModule"]["locations"][0]["contacts"] = [
        {"name": "C"}
    ]
    later = reading.records(read(server, a_search()))[NUMBERS[0]]
    assert before.content_hash != with_staff.content_hash
    assert with_staff.content_hash == later.content_hash
    assert b"Doe" not in with_staff.payload
    assert b"Clinic" in with_staff.payload


def test_a_withdrawn_registration_says_why(server: ClinicalTrialsStandIn) -> None:
    status = server.studies[NUMBERS[0]]["protocolSection"]["statusModule"]
    status |= {"overallStatus": "WITHDRAWN", "whyStopped": "No funding"}
    record = reading.records(read(server, a_search()))[NUMBERS[0]]
    assert record.status == "withdrawn"
    fields = [p.text for p in record.passages if p.heading == "statusModule.whyStopped"]
    assert fields == ["No funding"]


if SHARED is not None:
    SAMPLES = sorted((SHARED / "samples" / "clinicaltrials").glob("*.json"))

    @pytest.fixture(scope="module")
    def samples() -> Iterator[dict[str, SourceRecord]]:
        studies = [json.loads(path.read_text(encoding="utf-8")) for path in SAMPLES]
        with ClinicalTrialsStandIn(studies, most=2) as server:
            found = reading.records(read(server, a_search()))
        assert set(found) == {number_of(study) for study in studies}
        assert len(found) == 3
        return found

    @pytest.mark.parametrize(
        ("nct", "people", "kind", "measures", "serious", "other"),
        [
            ("NCT02210780", "194", "ACTUAL", 10, 3, 6),
            ("NCT05594173", "20", "ACTUAL", 5, 0, 1),
            ("NCT03475563", "100", "ESTIMATED", 0, 0, 0),
        ],
    )
    def test_real_studies_give_the_counts_that_others_counted(
        samples: dict[str, SourceRecord],
        nct: str,
        people: str,
        kind: str,
        measures: int,
        serious: int,
        other: int,
    ) -> None:
        passages = samples[nct].passages
        fields = {p.heading: p.text for p in passages if p.section is Section.FIELD}
        assert fields["designModule.enrollmentInfo.count"] == people
        assert fields["designModule.enrollmentInfo.type"] == kind
        tables = {p.heading: p.text for p in passages if p.section is Section.TABLE}
        baseline = [h for h in tables if h.startswith("Baseline: ") and "Overall Number" not in h]
        assert len(baseline) == measures
        for words, events in (("Serious", serious), ("Other", other)):
            table = tables.get(f"{words} adverse events (participants affected / at risk)", "")
            assert len(table.splitlines()) == (events + 2 if table else 0)

    def test_a_real_study_of_unknown_status(samples: dict[str, SourceRecord]) -> None:
        assert samples["NCT03475563"].status == "unknown"
        assert samples["NCT02210780"].bibliography.registrations[0] == "NCT02210780"
