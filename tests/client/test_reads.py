"""The client against a real server: every read, pages, what did not change, problems."""

import inspect
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.api.client_writing import FOLDER, written_client
from app.api.examples import QUESTIONS
from app.client import Client, File, Problem, models
from app.client.operations import Operations
from app.topic import Topic, read_topic

EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "what_is_known.py"
TOPIC: Topic = read_topic()
ABSENT = {
    "get_run": "no-such-run",
    "get_import": "no-such-import",
    "get_match_decision": "no-such-decision",
}
"""Of what the bundled evidence has none."""
FROZEN = {"get_permalink", "get_permalink_changes", "export_permalink"}
NOT_TYPED = {"select", "group_by"}
READS = [
    name
    for name, _ in inspect.getmembers(Operations, inspect.isfunction)
    if name in QUESTIONS and name not in FROZEN
]


@pytest.mark.parametrize("name", ["models.py", "operations.py"])
def test_the_client_says_what_the_api_does(name: str) -> None:
    """If this fails: `make client`."""
    assert (FOLDER / name).read_text(encoding="utf-8") == written_client()[name]


def test_every_read_of_the_api_is_a_method() -> None:
    reads = {n for n in QUESTIONS if n.partition("_")[0] in ("get", "list", "export", "compare")}
    assert reads - {"get_studies"} == {*READS, *FROZEN}
    assert hasattr(Client, "get_studies")


@pytest.mark.parametrize("name", READS)
def test_the_documented_example_of_each_read_is_answered_as_a_model(
    gaps: Client, name: str
) -> None:
    ask = lambda: getattr(gaps, name)(**QUESTIONS[name](TOPIC))  # noqa: E731 - asked in two ways
    if name in ABSENT:
        with pytest.raises(Problem) as refused:
            ask()
        assert (refused.value.status, refused.value.kind) == (404, ABSENT[name])
        return
    answer = ask()
    assert isinstance(answer, File if name.startswith("export") or "file" in name else models.Model)


def test_lists_are_read_to_their_end_page_by_page(gaps: Client) -> None:
    studies = [*gaps.iterate_studies(limit=3)]
    whole = gaps.list_studies(limit=200)
    assert tuple(studies) == whole.studies
    assert len(studies) == whole.total > 6
    ranked = [gap.rank for gap in gaps.iterate_gaps(fitzpatrick=["VI"], limit=40)]
    assert ranked == [*range(1, gaps.list_gaps(fitzpatrick=["VI"]).total + 1)]


def test_studies_are_counted_and_read_several_at_once(gaps: Client) -> None:
    found = gaps.count_studies("fitzpatrick", layer=["primary"])
    counts = {group.key: group.count for group in found.group_by}
    assert counts["V"] == gaps.list_studies(fitzpatrick=["V"], layer=["primary"]).total == 1
    some = [study.public_id for study in gaps.list_studies(limit=2).studies]
    batch = gaps.get_studies([*some, "S00000000"])
    assert [line.status for line in batch.results] == ["found", "found", "unknown"]
    assert gaps.get(f"/studies/{some[0]}", {"select": "year"}).keys() == {"year"}


def test_a_problem_says_what_was_wrong_and_what_would_be_right(gaps: Client) -> None:
    with pytest.raises(Problem, match="fitzpatrick") as refused:
        gaps.list_studies(fitzpatrick=["VII"])
    problem = refused.value
    assert (problem.status, problem.kind) == (422, "invalid-question")
    assert problem.errors[0].allowed == ("I", "II", "III", "IV", "V", "VI")
    assert problem.request_id


def test_an_identifier_is_never_a_path(gaps: Client) -> None:
    with pytest.raises(Problem) as refused:
        gaps.get_study("../vocabulary?x=")
    assert refused.value.status == 404


def test_what_is_written_is_written_once_and_only_to_what_was_read(gaps: Client) -> None:
    word = {"view": "gaps", "query": "fitzpatrick=V"}
    first = gaps.write("/permalinks", word, idempotency_key="monday-1")
    again = gaps.write("/permalinks", word, idempotency_key="monday-1")
    assert first["is_new"] is again["is_new"] is True
    assert gaps.get_permalink(first["hash"]).question["view"] == "gaps"
    assert gaps.get_permalink_changes(first["hash"]).is_unchanged
    assert gaps.export_permalink(first["hash"], format="csv").name.endswith(".csv")
    (match,) = gaps.iterate_matches()
    word = {"answer": match.answers[0], "why": "One trial."}
    with pytest.raises(Problem) as refused:
        gaps.write(f"/matches/{match.id}/decision", word, if_match='"of yesterday"')
    assert refused.value.kind == "changed-meanwhile"
    assert gaps.etag(f"/matches/{match.id}") not in ("", '"of yesterday"')


class Told(httpx.BaseTransport):
    """Answers what it was told, one after the other, and notes what it was asked."""

    def __init__(self, *answers: httpx.Response | Exception) -> None:
        self.answers = [*answers]
        self.asked: list[httpx.Request] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


def told(*answers: Any) -> tuple[Client, Told]:
    transport = Told(*answers)
    return Client(
        "https://gaps.example.org/", token=NAMED, http=httpx.Client(transport=transport)
    ), transport


NAMED = "coregap_t0"
HEALTH = {"status": "alive", "version": "1"}


def test_what_did_not_change_is_not_sent_again() -> None:
    client, service = told(
        httpx.Response(200, json=HEALTH, headers={"ETag": '"1"'}),
        httpx.Response(304, headers={"ETag": '"1"'}),
        httpx.Response(200, json=HEALTH | {"version": "2"}, headers={"ETag": '"2"'}),
    )
    versions = [client.get_health().version for _ in range(3)]
    assert versions == ["1", "1", "2"]
    assert [r.headers.get("if-none-match") for r in service.asked] == [None, '"1"', '"1"']
    assert {r.headers["authorization"] for r in service.asked} == {f"Bearer {NAMED}"}


def test_a_failure_is_tried_again_as_soon_as_the_service_says() -> None:
    client, service = told(
        httpx.Response(429, headers={"Retry-After": "0"}, json={"type": "x#too-many-requests"}),
        httpx.ConnectError("refused"),
        httpx.Response(503, headers={"Retry-After": "0"}, text="a proxy's own words"),
        httpx.Response(200, json=HEALTH),
    )
    assert client.get_health().status == "alive"
    assert len(service.asked) == 4


def test_a_write_that_is_sent_again_has_the_same_key() -> None:
    client, service = told(httpx.ReadTimeout("late"), httpx.Response(201, json={"done": True}))
    assert client.write("/permalinks", {"view": "map"}) == {"done": True}
    first, again = (request.headers["idempotency-key"] for request in service.asked)
    assert first == again != ""


def test_what_a_later_service_adds_does_no_harm() -> None:
    client, _ = told(httpx.Response(200, json=HEALTH | {"status": "drowsy", "mood": "fine"}))
    assert client.get_health().status == "drowsy"


def test_the_client_brings_nothing_of_the_service_with_it() -> None:
    code = "import sys, app.client; print([m for m in sys.modules if m in ('fastapi', 'sqlalchemy', 'app.api')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603 - our own interpreter
    assert done.stdout.strip() == "[]"


def test_the_example_answers_with_numbers_and_citations(address: str) -> None:
    done = subprocess.run(  # noqa: S603 - our own interpreter and script
        [sys.executable, str(EXAMPLE), address], capture_output=True, text=True, check=True
    )
    lines = done.stdout.splitlines()
    assert lines[0].startswith("Type V, Acne scars: ")
    assert "Studies: " in lines[1]
    assert "People: " in lines[1]
    assert any("doi:" in line.lower() or "pmid" in line.lower() for line in lines)
    (vi,) = [line for line in lines if line.startswith("Type VI: ")]
    assert "outcomes are empty" in vi
    empty = int(vi.removeprefix("Type VI: ").split()[0])
    assert empty == len(lines) - lines.index(vi) - 1 > 0
