"""Whoever may read sees who decided, everywhere; nobody but admins sees addresses and numbers."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from fastapi.routing import iter_route_contexts
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app import pipeline, store
from app.accounts import Role
from app.matching import MatchAnswer, decision_of
from app.pipeline import TagWord
from app.records import Dimension
from app.store import Said, TagTarget
from app.store.people.rows import AccountRow
from app.topic import read_topic
from app.web import create_web
from tests.people import ADA, come_with_token
from tests.pipeline.upstreams import an_article

pytestmark = pytest.mark.slow

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
ADDRESS = "countess@example.org"
NUMBER = 918273645
NAMING = (
    "/match-decisions",
    "/decisions",
    "/exports/decisions?format=csv",
    "/exports/decisions?format=json",
    "/exports/dataset?format=data-package",
    "/changes?since=2026-01-01",
)
NAMING_PAGES = ("/matches/decisions", "/review/decisions", "/changes?since=2026-01-01")
OF_ADMINS = ("/admin", "/api/v1/account")


@pytest.fixture
def decided(engine: Engine) -> Iterator[TestClient]:
    """A service in which Ada, who has an address, decided on a tag and on a pair."""
    topic = read_topic()
    with store.writing(engine) as db:
        records = [an_article(number) for number in (1, 2)]
        store.save_records(db, records, received_at=NOW, run_id=None)
    pipeline.refresh(engine, topic)
    with store.reading(engine) as db:
        study = store.get_match_side(db, "pubmed:1").study_id
    target = TagTarget(study, Dimension.FITZPATRICK, "IV")
    word = TagWord(action="reject", targets=(target,), who=ADA, why="another scale")
    pipeline.decide_tags(engine, topic, word)
    with store.writing(engine) as db:
        link = decision_of(MatchAnswer.UNLINK, "pubmed:1", "pubmed:2", "two cohorts")
        store.save_match_decision(db, link, who=ADA, at=NOW)
        store.save_second_reader(db, False, Said(who=ADA, at=NOW, why="one is enough"))
    with TestClient(create_web(engine, topic), follow_redirects=False) as client:
        yield client


def people_come(client: TestClient, engine: Engine) -> None:
    """Ada has an account with an address; a reader asks."""
    row = AccountRow(
        id=NUMBER,
        name=ADA,
        name_key=ADA.casefold(),
        role="reviewer",
        invited_email=ADDRESS,
        made_at=NOW,
    )
    with store.writing(engine) as db:
        db.add(row)
    come_with_token(client, engine, "Rita Reader", Role.READER)


@pytest.mark.parametrize("has_people", [False, True])
def test_whoever_may_read_sees_the_same_names_wherever_they_stand(
    decided: TestClient, engine: Engine, has_people: bool
) -> None:
    if has_people:
        people_come(decided, engine)
    else:
        decided.headers["Host"] = "localhost"
    for place in (*(f"/api/v1{one}" for one in NAMING), *NAMING_PAGES):
        answer = decided.get(place)
        assert answer.status_code == 200, (place, answer.text[:300])
        if "dataset" not in place and "changes" not in place:
            assert ADA in answer.text, place


def test_no_route_shows_a_reader_an_address_or_the_number_of_an_account(
    decided: TestClient, engine: Engine
) -> None:
    people_come(decided, engine)
    with store.reading(engine) as db:
        study = store.get_match_side(db, "pubmed:1").study_id
    named = {"public_id": study, "decision_id": "1", "number": "1"}
    asked = 0
    for one in iter_route_contexts(decided.app.routes):
        path = one.path
        if "GET" not in (one.methods or ()) or path.startswith(("/static", "/metrics")):
            continue
        for name, value in named.items():
            path = path.replace(f"{{{name}}}", value)
        answer = decided.get(path)
        asked += answer.status_code == 200
        for secret in (ADDRESS, str(NUMBER)):
            assert secret.encode() not in answer.content, (path, secret)
        if path.startswith(OF_ADMINS):
            assert answer.status_code in (403, 404, 405), path
    assert asked > 40
