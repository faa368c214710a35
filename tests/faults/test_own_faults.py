"""What single upstreams do wrong in their own way, and lists that move or lie while they are read."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from sqlmodel import col, select

from app import store
from app.pipeline import SourceReport
from app.store.received import RecordRow
from tests.faults.killing import contents
from tests.faults.six import LATER, NAMES, TITLE, TODAY, Six
from tests.upstreams import clinicaltrials, crossref, europepmc, openalex, openfda
from tests.upstreams.pubmed import OWN_FAULTS, Citation
from tests.upstreams.server import Fault, Received, Reply

Contents = dict[str, list[tuple[object, ...]]]

LISTS = {
    "pubmed": "/efetch.fcgi",
    "europepmc": "/search",
    "clinicaltrials": "/studies",
    "crossref": "/works",
    "openfda": "/event.json",
    "openalex": "/works",
}
"""Where each gives its pages."""


@pytest.fixture(scope="module")
def six(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Iterator[Six]:
    with Six(tmp_path_factory.mktemp("six"), sqlite_template).running() as running:
        yield running


@pytest.fixture(scope="module")
def right(six: Six) -> Mapping[str, Contents]:
    """What an undisturbed run of each source alone ends in."""
    return {name: undisturbed(six, name) for name in NAMES}


def undisturbed(six: Six, name: str) -> Contents:
    six.begin()
    run(six, name)
    return contents(six.engine)


def run(six: Six, name: str) -> SourceReport:
    [source] = six.ingest(name).sources
    return source


def run_again(six: Six, name: str) -> None:
    six.behave()
    [source] = six.ingest(name, now=LATER).sources
    assert source.status == "succeeded", source.reason


def latest(six: Six) -> dict[str, tuple[str, str]]:
    """What is known of every record now."""
    with store.reading(six.engine) as db:
        hashes = (RecordRow.key, RecordRow.content_hash, RecordRow.parsed_hash)
        return {
            r[0]: (r[1], r[2]) for r in db.exec(select(*hashes).order_by(col(RecordRow.version)))
        }


@pytest.mark.slow
@pytest.mark.parametrize("name", OWN_FAULTS)
def test_what_ncbi_does_wrong_passes_or_fails_the_run(
    six: Six, right: Mapping[str, Contents], name: str
) -> None:
    six.begin()
    six.pubmed.plan(OWN_FAULTS[name], nth=2)
    assert run(six, "pubmed").status == "succeeded"
    assert contents(six.engine) == right["pubmed"]
    six.begin()
    six.pubmed.plan(OWN_FAULTS[name], nth=3, times=None)
    assert run(six, "pubmed").status == "failed"
    run_again(six, "pubmed")
    assert contents(six.engine) == right["pubmed"]


class Kept:
    """Replies with what it replied before, at those of its calls that `at` names."""

    def __init__(self, at: Callable[[int], bool]) -> None:
        self._at = at
        self._right: list[Reply] = []

    def __call__(self, received: Received, right: Reply) -> Reply:
        self._right.append(right)
        number = len(self._right)
        return self._right[number - 2 if number == 2 else 0] if self._at(number) else right


@pytest.mark.parametrize("name", NAMES)
def test_a_page_that_comes_twice(six: Six, right: Mapping[str, Contents], name: str) -> None:
    six.begin()
    six.servers[name].plan(Kept(lambda number: number == 2), path=LISTS[name], times=None)
    assert run(six, name).status == "succeeded"
    assert contents(six.engine) == right[name]


@pytest.mark.parametrize("name", NAMES)
def test_a_list_that_goes_in_circles(six: Six, right: Mapping[str, Contents], name: str) -> None:
    six.begin()
    six.servers[name].plan(Kept(lambda number: number > 1), path=LISTS[name], times=None)
    failed = run(six, name)
    assert (failed.status, bool(failed.reason)) == ("failed", True)
    run_again(six, name)
    assert contents(six.engine) == right[name]


def told(six: Six, name: str, change: Callable[[dict[str, object]], object]) -> None:
    """Let every list of a source in JSON be told with a change."""

    def fault(_: Received, right: Reply) -> Reply:
        body = json.loads(right.body)
        change(body)
        return replace(right, body=json.dumps(body).encode())

    six.servers[name].plan(fault, path=LISTS[name], times=None)


def lie(six: Six, name: str, more: int) -> None:
    """Let a source announce so many more than there are."""
    if name == "crossref":
        six.crossref.total = len(six.crossref.works) + more
    elif name == "openfda":
        told(six, name, lambda body: body["meta"]["results"].update(total=3 + more))
    elif name == "openalex":
        told(six, name, lambda body: "group_by" in body and body["meta"].update(count=4 + more))
    else:
        getattr(six, name).lie = more


@pytest.mark.parametrize("more", [3, pytest.param(-2, marks=pytest.mark.slow)])
@pytest.mark.parametrize("name", NAMES)
def test_a_total_that_lies_is_told_and_changes_nothing(
    six: Six, right: Mapping[str, Contents], name: str, more: int
) -> None:
    six.begin()
    lie(six, name, more)
    source = run(six, name)
    assert source.status == "succeeded"
    assert contents(six.engine) == right[name]
    # Crossref's total is of single words, of which many works have one and none of the phrases.
    assert name == "crossref" or "hits were announced" in source.warnings[-1]


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_told_of_totals_that_are_right(six: Six, name: str) -> None:
    six.begin()
    assert not [words for words in run(six, name).warnings if "announced" in words]


def add(six: Six, name: str) -> None:
    """Put a new record before all others."""
    title = f"{TITLE}, added"
    match name:
        case "pubmed":
            added = Citation(pmid=50, title=title, entered=TODAY, changed=TODAY)
            six.pubmed.citations = {50: added, **six.pubmed.citations}
        case "europepmc":
            days = dict.fromkeys(("firstIndexDate", "dateOfRevision"), f"{TODAY}")
            six.europepmc.results.insert(0, europepmc.a_result(50, title=title, **days))
        case "clinicaltrials":
            added = clinicaltrials.a_study("NCT00000050", updated=f"{TODAY}", briefTitle=title)
            six.clinicaltrials.studies = {"NCT00000050": added, **six.clinicaltrials.studies}
        case "crossref":
            indexed = {"date-time": f"{TODAY}T10:00:00Z"}
            six.crossref.works.insert(
                0, crossref.a_work("10.1000/50", title=[title], indexed=indexed)
            )
        case "openfda":
            device = six.openfda.results["event"][0]["device"]
            added = openfda.a_device_report("50", date_received=f"{TODAY:%Y%m%d}", device=device)
            six.openfda.results["event"].insert(0, added)
        case _:
            added = openalex.a_work("W50", title=title)
            six.openalex.works = {"W50": added, **six.openalex.works}


def change(six: Six, name: str) -> None:
    """Correct a record that stood on the first page."""
    title = f"{TITLE}, corrected"
    match name:
        case "pubmed":
            six.pubmed.change(1, title=title, changed=TODAY)
        case "europepmc":
            six.europepmc.results[0] |= {"title": title, "dateOfRevision": f"{TODAY}"}
        case "clinicaltrials":
            number = "NCT00000001"
            corrected = clinicaltrials.a_study(number, updated=f"{TODAY}", briefTitle=title)
            six.clinicaltrials.studies[number] = corrected
            six.clinicaltrials.data_of += " and later"
        case "crossref":
            indexed = {"date-time": f"{TODAY}T10:00:00Z"}
            six.crossref.works[0] |= {"title": [title], "indexed": indexed}
        case "openfda":
            six.openfda.results["event"][0] |= {"event_type": "Malfunction"}
        case _:
            six.openalex.works["W41"] |= {"title": title}


@pytest.mark.parametrize("moved", [pytest.param(add, marks=pytest.mark.slow), change])
@pytest.mark.parametrize("name", NAMES)
def test_what_moves_while_it_is_read_is_there_after_the_next_run(
    six: Six, name: str, moved: Callable[[Six, str], None]
) -> None:
    six.begin()
    moved(six, name)
    run(six, name)
    expected = latest(six)
    six.begin()
    six.servers[name].plan(_meanwhile(lambda: moved(six, name)), path=LISTS[name])
    assert run(six, name).status == "succeeded"
    run_again(six, name)
    assert latest(six) == expected


def _meanwhile(move: Callable[[], None]) -> Fault:
    def fault(_: Received, right: Reply) -> Reply:
        move()
        return right

    return fault


@pytest.mark.parametrize("last_page", ["repeats its cursor", "is empty"])
def test_every_last_page_of_europe_pmc(
    six: Six, right: Mapping[str, Contents], last_page: europepmc.LastPage
) -> None:
    six.begin()
    six.europepmc.last_page = last_page
    assert run(six, "europepmc").status == "succeeded"
    assert contents(six.engine) == right["europepmc"]


def test_an_empty_page_with_a_token_is_not_the_end_of_clinicaltrials(
    six: Six, right: Mapping[str, Contents]
) -> None:
    six.begin()
    six.clinicaltrials.empty_pages = {2}
    assert run(six, "clinicaltrials").status == "succeeded"
    assert contents(six.engine) == right["clinicaltrials"]


def test_a_cursor_of_crossref_that_died_is_begun_again(
    six: Six, right: Mapping[str, Contents]
) -> None:
    six.begin()

    def dies(_: Received, reply: Reply) -> Reply:
        six.crossref.dead = True
        return reply

    six.crossref.plan(dies, path="/works")
    source = run(six, "crossref")
    assert (source.status, source.announced) == ("succeeded", None)
    assert contents(six.engine) == right["crossref"]


def test_a_budget_of_openalex_that_ends_is_a_failed_run(
    six: Six, right: Mapping[str, Contents]
) -> None:
    six.begin()
    six.openalex.left = 15
    source = run(six, "openalex")
    assert source.status == "failed"
    assert "budget" in source.reason
    run_again(six, "openalex")
    assert contents(six.engine) == right["openalex"]
