"""Frozen views: the same bytes for ever, and beside them what changed and what was said since."""

import hashlib
import json
from dataclasses import replace
from datetime import datetime

import pytest
from sqlalchemy import Engine, text

from app import pipeline, store
from app.answers import (
    Asking,
    FreezeWord,
    Permalink,
    PermalinksQuestion,
    SinceFrozen,
    ThawError,
    ViewKind,
    answer_cell,
    answer_map,
    answer_permalink,
    answer_permalinks,
    answer_since_frozen,
    as_plain,
    freeze,
)
from app.answers.behind import PARTS, PARTS_OF, VIEWED
from app.answers.permalinks import ANSWERED, Limits
from app.answers.thawing import thawed
from app.errors import (
    DamagedPermalinkError,
    InvalidQueryError,
    PermalinkNotFoundError,
    TooLargeToFreezeError,
)
from app.gapmap import Bounds, CellKey
from app.matching import NoticeKind
from app.pipeline import Order
from app.records import SkinType
from app.store.engine import WRITES
from app.topic import read_topic
from tests.answers.conftest import NOW, VI, VIEWS, History, at
from tests.pipeline.upstreams import Shelf, a_source, an_article


def frozen_again(history: History, view: str, query: str) -> tuple[Permalink, bool]:
    word = FreezeWord(view=view, query=query)  # type: ignore[arg-type]  # as a form sends it
    return freeze(history.engine, history.topic, word, NOW)


def since(history: History, name: str, now: datetime = NOW) -> SinceFrozen:
    with store.reading(history.engine) as db:
        return answer_since_frozen(db, history.topic, history.frozen[name].hash, now)


@pytest.mark.parametrize("name", VIEWS)
def test_the_hash_is_that_of_the_bytes(history: History, name: str) -> None:
    kept = history.frozen[name]
    assert hashlib.sha256(kept.document).hexdigest().startswith(kept.hash)
    assert len(kept.hash) == 32
    with store.reading(history.engine) as db:
        assert answer_permalink(db, history.topic, kept.hash) == kept


@pytest.mark.parametrize("name", VIEWS)
def test_what_was_frozen_is_the_answer_again(history: History, name: str) -> None:
    """Whatever an answer holds comes back from its bytes: exports draw on it."""
    view, query = VIEWS[name]
    now, _ = frozen_again(history, view, query)
    with store.reading(history.engine) as db:
        assert now.answer() == ANSWERED[now.view](db, history.topic, now.question)
    assert as_plain(now.answer()) == json.loads(now.document)["answer"]


@pytest.mark.parametrize("name", VIEWS)
def test_what_stood_behind_a_view_comes_back_from_its_bytes(history: History, name: str) -> None:
    view, query = VIEWS[name]
    now, _ = frozen_again(history, view, query)
    kept = now.whole_view(history.topic)
    with store.reading(history.engine) as db:
        asking = Asking(db=db, topic=history.topic, at=now.at, parts=PARTS_OF.get(kept.name, PARTS))
        assert replace(kept, revision="") == replace(
            VIEWED[kept.name](asking, now.question), revision=""
        )
    assert history.frozen[name].whole_view(history.topic).reports


def test_a_view_without_what_stood_behind_it_has_no_files(history: History) -> None:
    kept = history.frozen["map"]
    less = {name: part for name, part in json.loads(kept.document).items() if name != "behind"}
    with pytest.raises(ThawError, match="kept no references"):
        replace(kept, document=json.dumps(less).encode()).whole_view(history.topic)


def test_the_frozen_numbers_are_those_of_then(history: History) -> None:
    kept = json.loads(history.frozen["cell"].document)["answer"]["cell"]
    assert (kept["studies"], kept["people"]) == (1, {"lower": 1, "upper": 34})
    with store.reading(history.engine) as db:
        now = answer_cell(db, history.topic, history.frozen["cell"].question)  # type: ignore[arg-type]  # of a cell
    assert now.cell.studies == 0


def test_the_same_view_has_one_permalink_however_it_is_asked(history: History) -> None:
    ways = (
        "fitzpatrick=V&fitzpatrick=VI&indication=&rows=outcome",
        "?fitzpatrick=VI&fitzpatrick=V",
        "fitzpatrick=V&fitzpatrick=VI&fitzpatrick=V",
    )
    made = [frozen_again(history, "map", way) for way in ways]
    assert len({kept.hash for kept, _ in made}) == 1
    assert [is_new for _, is_new in made] == [True, False, False]
    assert len({kept.at for kept, _ in made}) == 1


def test_a_frozen_list_has_all_its_pages(history: History) -> None:
    whole, _ = frozen_again(history, "studies", "limit=1")
    answer = json.loads(whole.document)["answer"]
    assert len(answer["studies"]) == answer["total"] > 1


@pytest.mark.parametrize(
    ("view", "query", "field"),
    [
        ("map", "indication=wrinkels", "indication"),
        ("map", "colour=red", "colour"),
        ("map", "rows=outcome&columns=outcome", "columns"),
        ("cell", "fitzpatrick=VII", "fitzpatrick"),
        ("gaps", "limit=many", "limit"),
    ],
)
def test_what_cannot_be_asked_cannot_be_frozen(
    history: History, view: str, query: str, field: str
) -> None:
    with pytest.raises(InvalidQueryError) as refused:
        frozen_again(history, view, query)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("view", "limits"),
    [("studies", Limits(studies=3)), ("map", Limits(characters=1000))],
)
def test_what_is_too_large_is_refused(history: History, view: str, limits: Limits) -> None:
    word = FreezeWord(view=view)  # type: ignore[arg-type]  # as a form sends it
    with pytest.raises(TooLargeToFreezeError, match="and a permalink keeps"):
        freeze(history.engine, history.topic, word, NOW, limits)


def test_cells_that_differ_now_stand_beside_it_with_their_events(history: History) -> None:
    found = since(history, "map")
    cells = {one.difference.key: one for one in found.cells}
    fell = cells[CellKey(SkinType.V, None, "hyperpigmentation")]
    assert (fell.difference.before.studies, fell.difference.after.studies) == (1, 0)
    [event] = [found.events[number - 1] for number in fell.events]
    assert event.records == ("pubmed:39480035",)
    assert not fell.by_rules
    with store.reading(history.engine) as db:
        live = answer_map(db, history.topic, history.frozen["map"].question)  # type: ignore[arg-type]  # of a map
    same = [c for line in live.cells for c in line if c.key not in cells]
    then = {c.key: c for line in history.frozen["map"].answer().cells for c in line}  # type: ignore[union-attr]  # a map
    assert all(then[c.key].people == c.people for c in same)


def test_a_list_says_what_came_and_what_left(history: History) -> None:
    lines = {line.what: line for line in since(history, "studies").lines}
    assert lines.keys() == {"came", "left"}
    assert lines["left"].study_id == history.fell
    assert "number 1" in lines["came"].text
    events = since(history, "studies").events
    assert all(line.events for line in lines.values())
    assert events[lines["left"].events[0] - 1].records == ("pubmed:39480035",)


def test_gaps_that_came_and_left_are_sentences(history: History) -> None:
    lines = since(history, "gaps").lines
    assert {line.what for line in lines} >= {"came", "left"}
    assert all("type" in line.text.lower() for line in lines)


@pytest.mark.parametrize("name", VIEWS)
def test_a_retraction_is_told_to_whoever_cites_it(history: History, name: str) -> None:
    [told] = since(history, name).corrections
    assert (told.kind, told.study_id) == (NoticeKind.RETRACTED, history.fell)
    assert told.identifier == "pmid:49999999"


def test_what_had_been_said_by_then_is_no_news(history: History) -> None:
    again, _ = frozen_again(history, "studies", "left_out=true")
    with store.reading(history.engine) as db:
        assert answer_since_frozen(db, history.topic, again.hash, NOW).corrections == ()


def test_a_view_that_was_just_frozen_is_unchanged(history: History) -> None:
    kept, _ = frozen_again(history, "map", "rows=indication")
    with store.reading(history.engine) as db:
        found = answer_since_frozen(db, history.topic, kept.hash, NOW)
    assert found.is_unchanged
    assert kept.is_same_edition


def test_another_reader_is_told_apart_from_new_evidence(engine: Engine) -> None:
    """With a vocabulary that is blind to acne scars, cells differ that no evidence changed."""
    topic = read_topic()
    article = Order(sources=[a_source(Shelf(records=[an_article(1, VI)]))])
    pipeline.ingest(engine, topic, article, lambda: at(0))
    kept, _ = freeze(engine, topic, FreezeWord(view=ViewKind.MAP, query="rows=indication"), at(1))
    hidden = {"terms": ("no such words",), "weak": (), "signs": ()}
    values = [v.model_copy(update=hidden) if v.id == "acne_scars" else v for v in topic.indication]
    blind = topic.model_copy(update={"indication": tuple(values)})
    pipeline.refresh(engine, blind, lambda: at(2))
    with store.reading(engine) as db:
        found = answer_since_frozen(db, blind, kept.hash, at(3))
    assert not found.permalink.is_same_edition
    assert found.now_edition.rules != kept.edition.rules
    assert found.permalink.document == kept.document
    of_acne = [c for c in found.cells if c.difference.key.indication == "acne_scars"]
    assert len(of_acne) >= 3
    assert all(cell.by_rules and not cell.events for cell in of_acne)
    assert [event.at for event in found.rule_changes] == [at(2)]


def test_permalinks_are_found_by_a_study_that_fell(history: History) -> None:
    with store.reading(history.engine) as db:
        found = answer_permalinks(db, history.topic, PermalinksQuestion(study_id=history.fell))
        none = answer_permalinks(db, history.topic, PermalinksQuestion(study_id="S00000000"))
    assert {p.hash for p in history.frozen.values()} <= {p.hash for p in found.permalinks}
    assert none.total == 0


def test_a_name_that_was_never_given_is_refused(history: History) -> None:
    with store.reading(history.engine) as db, pytest.raises(PermalinkNotFoundError):
        answer_permalink(db, history.topic, "0" * 32)


def test_bytes_that_were_edited_are_not_given_out(history: History) -> None:
    name, _ = frozen_again(history, "gaps", "limit=3")
    writing = history.engine.execution_options(**{WRITES: True})
    edit = text("UPDATE permalink SET document = :now WHERE hash = :hash")
    with writing.begin() as connection:
        connection.execute(edit, {"now": '{"answer":{}}', "hash": name.hash})
    try:
        with store.reading(history.engine) as db, pytest.raises(DamagedPermalinkError):
            answer_permalink(db, history.topic, name.hash)
    finally:
        with writing.begin() as connection:
            connection.execute(edit, {"now": name.document.decode(), "hash": name.hash})


def test_an_answer_of_another_form_is_refused_in_words() -> None:
    with pytest.raises(ThawError, match="upper"):
        thawed(Bounds, {"lower": 1})
    with pytest.raises(ThawError, match="SkinType"):
        thawed(CellKey, {"fitzpatrick": "IX"})
    assert thawed(Bounds, {"lower": 1, "upper": None, "later": 1}) == Bounds(1, None)


def test_what_a_run_at_work_may_still_bring_is_not_said_to_be_in_it(history: History) -> None:
    with store.writing(history.engine) as db:
        run = store.start_run(db, "import", at=at(6.6))
    kept, _ = frozen_again(history, "map", "fitzpatrick=II")
    with store.writing(history.engine) as db:
        store.end_run(db, run, at=at(6.7), status="succeeded", counts={})
    assert (kept.complete_until, kept.at) == (at(6.6), NOW)
