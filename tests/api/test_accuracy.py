"""How right the reader is, as a whole and beside each tag."""

from collections.abc import Iterator
from datetime import date

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app.answers import confidence_of
from app.api import create_app, schemas
from app.api.example_values import a_study
from app.measured import MeasuredAccuracy, MeasuredRule, MeasuredScore, MeasuredSet
from app.records import Dimension, Evidence, EvidenceKind
from app.store import StoredTag
from app.tagging import TAGGER_VERSION
from app.topic import Topic
from tests.people import come_with_token

SCORE = MeasuredScore(dimension="types", documents=9, exact=8, right=20, invented=0, missed=1)
CARD = MeasuredAccuracy(
    tagger_version=TAGGER_VERSION,
    vocabulary="0123456789ab",
    measured_on=date(2026, 1, 2),
    sets=(MeasuredSet(name="made", documents=9, quotes=50, verbatim=50, scores=(SCORE,)),),
    rules=(MeasuredRule(rule="procedure.text", right=41, n=42),),
)


@pytest.fixture(scope="module")
def measured(corpus: Engine, topic: Topic) -> Iterator[TestClient]:
    with TestClient(create_app(corpus, topic, accuracy=CARD)) as client:
        come_with_token(client, corpus)
        yield client


def a_tag(rule: str, *, kind: EvidenceKind = EvidenceKind.QUOTE, state: str) -> StoredTag:
    return StoredTag(
        dimension=Dimension.PROCEDURE,
        value="laser",
        standing=None,
        evidence=Evidence(kind=kind, text="laser"),
        rule=rule,
        report_id="R1",
        state=state,
    )


def test_the_card_is_told_with_its_version_and_warning(measured: TestClient) -> None:
    answer = measured.get("/api/v1/accuracy").json()
    assert answer["tagger_version"] == TAGGER_VERSION
    assert "tuned on them" in answer["note"]
    [of_set] = answer["measured"]["sets"]
    assert (of_set["name"], of_set["verbatim_share"]) == ("made", 1.0)
    [score] = of_set["scores"]
    assert (score["precision"], score["recall"], score["documents"]) == (1.0, 0.9524, 9)


def test_a_version_that_was_not_measured_has_no_numbers(client: TestClient) -> None:
    answer = client.get("/api/v1/accuracy").json()
    assert answer["tagger_version"] == TAGGER_VERSION
    assert answer["measured"] is None


@pytest.mark.parametrize(
    ("tag", "is_known"),
    [
        (a_tag("procedure.text", state="proposed"), True),
        (a_tag("procedure.text", state="accepted"), True),
        (a_tag("procedure.text", state="corrected"), False),
        (a_tag("procedure.text", state="added"), False),
        (a_tag("procedure.text", kind=EvidenceKind.RESTATED, state="proposed"), False),
        (a_tag("procedure.title", state="proposed"), False),
    ],
)
def test_confidence_is_that_of_the_rule_and_of_no_persons_word(
    tag: StoredTag, *, is_known: bool
) -> None:
    confidence = confidence_of(tag, CARD)
    assert (confidence is not None) is is_known
    assert confidence_of(tag, None) is None


def test_a_tag_of_a_study_has_the_confidence_of_its_rule(topic: Topic) -> None:
    study = a_study(topic)
    card = CARD.model_copy(update={"rules": (MeasuredRule(rule=study.tags[0].rule, right=3, n=4),)})
    [tag] = schemas.shaped(schemas.Study, study, topic, accuracy=card).tags
    assert tag.confidence is not None
    assert (tag.confidence.right, tag.confidence.n) == (3, 4)


def test_what_a_person_restated_has_none(measured: TestClient) -> None:
    listed = measured.get("/api/v1/studies").json()["studies"]
    studies = [measured.get(f"/api/v1/studies/{one['public_id']}").json() for one in listed]
    restated = [
        tag for study in studies for tag in study["tags"] if tag["evidence"]["kind"] == "restated"
    ]
    assert restated
    assert all(tag["confidence"] is None for tag in restated)


def test_another_card_makes_another_answer(measured: TestClient, client: TestClient) -> None:
    before = client.get("/api/v1/studies").headers["ETag"]
    assert measured.get("/api/v1/studies").headers["ETag"] != before
