"""What the first page tells somebody who comes back."""

from datetime import timedelta
from pathlib import Path

from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app import pipeline, store
from app.store import people
from app.topic import Topic, data_folder
from tests.dashboard.outline import words_of
from tests.dashboard.people.coming import NOON, Clock, enter
from tests.people import ADA

A_WEEK = timedelta(days=7)
A_STUDY = """TY  - JOUR
TI  - Micro-coring of the neck in skin types II to IV
AU  - Doe, Ada
PY  - 2025
AB  - Fourteen women with Fitzpatrick skin types II-IV had micro-coring for lax skin. Pain was mild.
ER  -
"""
SINCE = "Since your last visit, 2026-11-22 12:00 UTC"


def bring_evidence(engine: Engine, topic: Topic, clock: Clock) -> None:
    pipeline.load_evidence(engine, topic, data_folder() / "evidence", now=clock.now)
    pipeline.refresh(engine, topic, lambda: clock.now)


def bring_a_study(engine: Engine, topic: Topic, clock: Clock, folder: Path) -> None:
    file = folder / "one.ris"
    file.write_text(A_STUDY, encoding="utf-8")
    pipeline.import_file(engine, file, limit_mb=1, now=clock.now)
    pipeline.refresh(engine, topic, lambda: clock.now)


def test_on_a_first_visit_nothing_is_called_new(client: TestClient) -> None:
    enter(client)
    page = client.get("/")
    assert page.status_code == 200
    assert "last visit" not in words_of(page.text)


def test_whoever_comes_back_is_told_what_came_since_and_what_it_is_about(
    client: TestClient, engine: Engine, topic: Topic, clock: Clock, tmp_path: Path
) -> None:
    bring_evidence(engine, topic, clock)
    enter(client)
    clock.pass_(timedelta(days=2))
    bring_a_study(engine, topic, clock, tmp_path)
    clock.pass_(A_WEEK)
    enter(client)
    page = client.get("/").text
    assert SINCE in words_of(page)
    assert "1 new study, " in words_of(page)
    assert "No source was asked in this time" in words_of(page)
    told = page.split('class="news-lines"')[1].split("</ul>")[0]
    assert "Micro-coring of the neck" in told.split("</li>")[0]
    address = told.split('href="')[1].split('"')[0].replace("&amp;", "&")
    assert "Micro-coring of the neck" in client.get(address).text


def test_what_was_there_in_the_last_visit_is_not_new_in_this_one(
    client: TestClient, engine: Engine, topic: Topic, clock: Clock, tmp_path: Path
) -> None:
    bring_evidence(engine, topic, clock)
    bring_a_study(engine, topic, clock, tmp_path)
    clock.pass_(timedelta(hours=1))
    enter(client)
    clock.pass_(A_WEEK)
    enter(client)
    assert "Nothing changed." in words_of(client.get("/").text)
    clock.pass_(timedelta(minutes=30))
    assert "Nothing changed." in words_of(client.get("/").text)


def test_a_page_that_is_read_later_is_part_of_the_visit(
    client: TestClient, engine: Engine, clock: Clock
) -> None:
    enter(client)
    clock.pass_(timedelta(hours=3))
    client.get("/studies")
    with store.reading(engine) as db:
        ada = people.find_account(db, ADA)
        assert ada is not None
        visit = people.get_visit(db, ada.id)
        assert visit is not None
        assert (visit.seen_at, visit.before) == (NOON + timedelta(hours=3), None)
