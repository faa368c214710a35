"""What a caller sends is bounded in size, number and depth, and refused in words."""

import json

import pytest
from fastapi.testclient import TestClient

WHERE = ["/api/v1/match-decisions", "/api/v1/permalinks"]
DEEP = 40_000
BODIES = {
    "nested lists": b"[" * DEEP + b"]" * DEEP,
    "nested objects": b'{"a":' * (DEEP // 3) + b"1" + b"}" * (DEEP // 3),
    "many fields": json.dumps(dict.fromkeys(map(str, range(7000)), 1)).encode(),
    "one key many times": b"{" + b'"one":1,' * 9000 + b'"one":1}',
    "long number": b'{"one":' + b"9" * 50_000 + b"}",
    "no number": b'{"one":Infinity}',
    "half a character": b'{"one":"\\ud800","other":"\\udfff","layer":"\\ud800"}',
    "not utf-8": b'{"one":"\xff\xfe"}',
    "nothing": b"",
    "a list": b"[]",
    "nul": b'{"one":"a\\u0000b"}',
}


@pytest.mark.parametrize("path", WHERE)
@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_a_strange_body_is_refused_in_words(web: TestClient, path: str, body: bytes) -> None:
    assert len(body) <= 100_000
    answer = web.post(path, content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code in (400, 422)
    assert answer.headers["content-type"] == "application/problem+json"
    assert len(answer.content) < len(body) + 50_000


def test_text_that_no_database_can_hold_is_kept_as_text_that_it_can(web: TestClient) -> None:
    records = [one["records"][0] for one in reports_of(web)[:2]]
    word = {
        "one": records[0]["key"], "other": records[1]["key"], "layer": "report", "same": False,
        "who": "Ada \ud800 \u0000", "why": "They differ. \udfff\u0000\u202e",
    }  # fmt: skip
    sent = json.dumps(word).encode()
    answer = web.post(WHERE[0], content=sent, headers={"Content-Type": "application/json"})
    assert answer.status_code < 500, answer.text
    assert web.get("/api/v1/match-decisions").status_code == 200
    assert web.get("/matches/decisions").status_code == 200


def reports_of(web: TestClient) -> list[dict[str, list[dict[str, str]]]]:
    listed = web.get("/api/v1/studies?limit=2").json()["studies"]
    return [web.get(f"/api/v1/studies/{one['public_id']}").json()["reports"][0] for one in listed]


@pytest.mark.parametrize(
    "kind", ["multipart/form-data; boundary=x", "text/xml", "application/x-yaml"]
)
def test_no_route_reads_what_it_does_not_ask_for(web: TestClient, kind: str) -> None:
    body = b'--x\r\nContent-Disposition: form-data; name="f"; filename="../../evil"\r\n\r\nMZ\r\n--x--\r\n'
    for path in WHERE:
        answer = web.post(path, content=body, headers={"Content-Type": kind})
        assert answer.status_code == 422


def test_a_form_of_many_fields_or_bytes_is_refused(web: TestClient) -> None:
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    for body in (b"a=1&" * 5000, b"who=" + b"x" * 70_000):
        answer = web.post("/permalinks", content=body, headers=headers)
        assert answer.status_code in (403, 422)


def test_many_parameters_are_a_question_that_is_refused(web: TestClient) -> None:
    answer = web.get("/api/v1/studies?" + "&".join(f"a{n}=1" for n in range(3000)))
    assert answer.status_code == 422
    assert web.get("/api/v1/studies?" + "fitzpatrick=V&" * 3000).status_code in (200, 422)


@pytest.mark.parametrize(
    "header", ["X-HTTP-Method-Override", "X-Original-URL", "X-Forwarded-Host", "X-Rewrite-URL"]
)
def test_no_header_makes_a_request_another_one(web: TestClient, header: str) -> None:
    plain = web.get("/api/v1/studies").json()
    answer = web.get("/api/v1/studies", headers={header: "DELETE"})
    assert answer.json() == plain
