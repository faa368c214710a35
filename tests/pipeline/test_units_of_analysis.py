"""People, sides and sessions kept apart from a record's text to the numbers that are shown."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine
from structlog.testing import capture_logs

from app import pipeline, store
from app.gapmap import CellKey, Layer, MappedStudy, WhyNoRate, bounds_by_type, safety_of
from app.records import WITHIN_PERSON, Dimension, SkinType
from app.store import StudyFilter, TagDecision
from app.topic import read_topic
from app.web import create_web
from tests.pipeline.test_notices import NOW, received
from tests.pipeline.upstreams import an_article

TOPIC = read_topic()
SESSIONS = (
    "A total of 115 micro-coring sessions in 45 patients of Fitzpatrick skin types IV to VI were analysed "
    "for wrinkles. Hyperpigmentation occurred in 5 of 115 type V treatments."
)
SIDES = (
    "In this split-face randomised trial 20 women with wrinkles and Fitzpatrick skin types II to V "
    "had micro-coring of one cheek. Hyperpigmentation was seen in 0 of 6 patients with type V."
)


@pytest.fixture
def dialect() -> str:
    return "sqlite"


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    with capture_logs():
        yield


def mapped(engine: Engine, text: str) -> MappedStudy:
    received(engine, an_article(1, text))
    with store.reading(engine) as db:
        [study] = store.list_mapped_studies(db, StudyFilter())
    return study


def test_115_sessions_in_45_patients_are_45_people(engine: Engine) -> None:
    study = mapped(engine, SESSIONS)
    assert (study.layer, study.participants, study.within_person) == (Layer.PRIMARY, 45, False)
    bounds = bounds_by_type(study).values()
    assert sum(b.lower for b in bounds) <= 45 <= sum(b.upper or 0 for b in bounds)
    [harm] = safety_of([study], CellKey(SkinType.V, outcome="hyperpigmentation"), TOPIC)
    assert harm.rates == ()
    assert harm.without[0].why in (WhyNoRate.NOT_BY_TYPE, WhyNoRate.NOT_PEOPLE)


def test_a_split_face_study_is_marked_wherever_its_numbers_are(engine: Engine) -> None:
    study = mapped(engine, SIDES)
    assert (study.participants, study.within_person) == (20, True)
    [harm] = safety_of([study], CellKey(SkinType.V, outcome="hyperpigmentation"), TOPIC)
    assert [(r.rate.events, r.rate.people, r.within_person) for r in harm.rates] == [(0, 6, True)]
    assert "sides of the same people" in harm.sentence
    with TestClient(create_web(engine, TOPIC)) as client:
        page = client.get(f"/studies/{study.public_id}").text
        cell = client.get("/gap-map/cell?fitzpatrick=V&outcome=hyperpigmentation").text
        plan = client.get("/api/v1/planner?fitzpatrick=V&outcome=hyperpigmentation").json()
    assert "Sides or sites of the same people are compared" in page
    assert "sides or sites of the same people compared" in page
    assert "Split-face or the like: sides of the same people are compared" in cell
    assert (plan["before"]["people"], plan["further"]) == (0, 59)


def test_a_person_can_say_that_no_sides_were_compared(engine: Engine) -> None:
    """The mark is a tag like any other: rejected, it is gone from every number."""
    study = mapped(engine, SIDES)
    word = TagDecision(
        study_id=study.public_id, dimension=Dimension.PARTICIPANTS, value=WITHIN_PERSON,
        action="reject", who="ada", at=NOW, why="both cheeks were treated",
    )  # fmt: skip
    with store.writing(engine) as db:
        store.save_tag_decision(db, word)
    pipeline.refresh(engine, TOPIC)
    with store.reading(engine) as db:
        [after] = store.list_mapped_studies(db, StudyFilter())
    assert not after.within_person
    assert after.participants == 20
