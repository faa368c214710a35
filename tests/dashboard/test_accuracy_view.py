"""How right the reader is: on the about page, and beside the rule of a tag."""

from collections.abc import Iterator
from datetime import date

import pytest
from fastapi.testclient import TestClient

from app.answers import answer_accuracy
from app.api import create_app
from app.dashboard import dashboard_router, error_page
from app.dashboard.accuracy_view import accuracy_view, rule_words
from app.measured import MeasuredAccuracy, MeasuredRule, MeasuredScore, MeasuredSet
from app.pipeline.evaluating import LABEL_OF
from app.records import Dimension, Evidence, EvidenceKind
from app.store import StoredTag
from app.tagging import TAGGER_VERSION
from app.topic import Topic
from tests.dashboard.outline import words_of
from tests.sqlite_databases import migrated_sqlite

NO_STATEMENT = {"documents": 22, "exact": 22, "right": 0, "invented": 0, "missed": 0}
CARD = MeasuredAccuracy(
    tagger_version=TAGGER_VERSION,
    vocabulary="0123456789ab",
    measured_on=date(2026, 1, 2),
    sets=(
        MeasuredSet(
            name="<abstracts>",
            documents=9,
            quotes=1050,
            verbatim=1050,
            scores=(
                MeasuredScore(
                    dimension="types", documents=9, exact=8, right=20, invented=1, missed=0
                ),
            ),
        ),
        MeasuredSet(
            name="articles",
            documents=22,
            quotes=0,
            verbatim=0,
            scores=tuple(MeasuredScore(dimension=name, **NO_STATEMENT) for name in LABEL_OF),
        ),
    ),
    rules=(
        MeasuredRule(rule="fitzpatrick.range.enrolled", right=41, n=41),
        MeasuredRule(rule="fitzpatrick.list", right=0, n=1),
    ),
)


@pytest.fixture(scope="module")
def about(tmp_path_factory: pytest.TempPathFactory, topic: Topic) -> Iterator[str]:
    engine = migrated_sqlite(tmp_path_factory.mktemp("about") / "about.sqlite3")
    app = create_app(engine, topic, [dashboard_router], error_page, accuracy=CARD)
    with TestClient(app) as client:
        yield client.get("/about").text
    engine.dispose()


def a_tag(rule: str, kind: EvidenceKind = EvidenceKind.QUOTE) -> StoredTag:
    return StoredTag(
        dimension=Dimension.INDICATION,
        value="scars",
        standing=None,
        evidence=Evidence(kind=kind, text="scars"),
        rule=rule,
        report_id="R1",
        state="proposed",
    )


def test_the_about_page_shows_each_set_with_its_numbers_and_the_warning(about: str) -> None:
    text = words_of(about)
    assert f"Version {TAGGER_VERSION} of the reader, measured on 2026-01-02" in text
    assert "1,050 of 1,050 quotes stand verbatim" in text
    assert "the reader was tuned on them" in text
    assert "&lt;abstracts&gt; Skin types (studied or eligible) 9 0.952 1.000 0.976 0.889" in text
    assert "<abstracts>" not in about


def test_nothing_claimed_is_shown_as_a_dash_and_never_as_perfect(about: str) -> None:
    dash = "\N{EN DASH}"
    assert f"Design 22 {dash} {dash} {dash} 1.000" in words_of(about)


def test_a_version_that_was_not_measured_shows_no_numbers(client: TestClient) -> None:
    text = words_of(client.get("/about").text)
    assert f"Version {TAGGER_VERSION} of the reader was not measured" in text
    assert accuracy_view(answer_accuracy(None)).sets == ()


@pytest.mark.parametrize(
    ("tag", "words"),
    [
        (
            a_tag("fitzpatrick.range.enrolled"),
            "Rule fitzpatrick.range.enrolled, precise in 41 of 41 labelled cases",
        ),
        (a_tag("fitzpatrick.list"), "Rule fitzpatrick.list, precise in 0 of 1 labelled case"),
        (a_tag("procedure.title"), "Rule procedure.title, not measured"),
        (a_tag("read", EvidenceKind.RESTATED), "Rule read"),
    ],
)
def test_a_rule_is_named_with_how_right_it_was(tag: StoredTag, words: str) -> None:
    assert rule_words([tag], CARD) == words


def test_without_a_card_a_rule_is_just_named() -> None:
    assert rule_words([a_tag("fitzpatrick.list")], None) == "Rule fitzpatrick.list"
