"""One history of the bundled evidence for all tests of change: what came, and what was decided."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from app import pipeline, store
from app.answers import FreezeWord, Permalink, freeze
from app.matching import MatchAnswer
from app.pipeline import Judgement, Order
from app.records import Dimension, Relation, RelationKind, SourceRecord
from app.store import StudyFilter, TagDecision
from app.topic import Topic, data_folder, read_topic
from tests.pipeline.upstreams import Shelf, a_source, an_article
from tests.sqlite_databases import migrated_sqlite

DAY = timedelta(days=1)
FIRST = datetime(2026, 11, 2, 12, tzinfo=UTC)
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
VI = "We treated 9 women with Fitzpatrick skin types IV-VI with micro-coring for acne scars. Pain was rated."
RETROSPECTIVE = "bundled:dermsurg-2024-retrospective-38"
VIEWS = {
    "map": ("map", ""),
    "cell": ("cell", "fitzpatrick=V&outcome=hyperpigmentation"),
    "studies": ("studies", "fitzpatrick=V"),
    "gaps": ("gaps", "limit=20"),
}


@dataclass(frozen=True)
class History:
    """A database, the views frozen in it before anything happened, and the study that fell."""

    engine: Engine
    topic: Topic
    frozen: dict[str, Permalink]
    fell: str


def at(days: float) -> datetime:
    return FIRST + days * DAY


def retracting(engine: Engine) -> SourceRecord:
    """The article of the retrospective study, which PubMed says was retracted."""
    with store.reading(engine) as db:
        (told,) = store.list_records(db, [RETROSPECTIVE])
    relation = Relation(
        kind=RelationKind.RETRACTED_BY, target="pmid:49999999", because="PubMed: Retraction in"
    )
    return replace(
        an_article(9), source_id="39480035", bibliography=told.bibliography, passages=(),
        relations=(relation,),
    )  # fmt: skip


@pytest.fixture(scope="session")
def history(tmp_path_factory: pytest.TempPathFactory) -> Iterator[History]:
    """One history for all tests: they add permalinks to it and nothing else."""
    made = make_history(tmp_path_factory.mktemp("history"))
    yield made
    made.engine.dispose()


def make_history(folder: Path) -> History:
    """Day 0 the evidence, 1 views are frozen, 3 an article, 4 a link, 5 a tag, 6 a retraction."""
    engine = migrated_sqlite(folder / "history.sqlite3")
    topic = read_topic()
    pipeline.load_evidence(engine, topic, data_folder() / "evidence", now=at(0))
    pipeline.refresh(engine, topic, lambda: at(0))
    frozen = {
        name: freeze(engine, topic, FreezeWord(view=view, query=query), at(1))[0]  # type: ignore[arg-type]  # as a form
        for name, (view, query) in VIEWS.items()
    }
    with store.reading(engine) as db:
        fell = next(s for s in store.list_mapped_studies(db, StudyFilter()) if s.participants == 38)
    order = [an_article(1, VI)]
    pipeline.ingest(engine, topic, Order(sources=[a_source(Shelf(records=order))]), lambda: at(3))
    link = Judgement(
        answer=MatchAnswer.LINK,
        pairs=(("bundled:pozner-2021", "bundled:asds-2019-two-studies"),),
        who="Ada Lovelace",
        why="The same two trials.",
    )
    pipeline.judge(engine, topic, link, lambda: at(4))
    with store.writing(engine) as db:
        new = next(s for s in store.list_mapped_studies(db, StudyFilter()) if s.participants == 9)
        word = TagDecision(
            study_id=new.public_id, dimension=Dimension.OUTCOME, value="pain", action="reject",
            who="Mary Somerville", at=at(5), why="It was not measured.",
        )  # fmt: skip
        store.save_tag_decision(db, word)
    pipeline.refresh(engine, topic, lambda: at(5))
    order = [*order, retracting(engine)]
    pipeline.ingest(engine, topic, Order(sources=[a_source(Shelf(records=order))]), lambda: at(6))
    return History(engine, topic, frozen, fell.public_id)
