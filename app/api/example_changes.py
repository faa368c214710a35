"""An invented change of one cell, and a frozen view, for the example answers."""

import json
from dataclasses import asdict, replace
from datetime import timedelta

from app.answers import (
    CellSince,
    ChangedCell,
    Comparison,
    Correction,
    CorrectionSince,
    Permalink,
    Permalinks,
    SinceFrozen,
    TracedChange,
    ViewKind,
    as_plain,
)
from app.answers.questions import MapQuestion
from app.api.example_map import a_matrix
from app.api.example_searching import AT
from app.api.example_values import STUDY
from app.gapmap import Axis, CellDifference, Change, ChangeKind, Depth, Layer, Reason
from app.matching import NoticeKind
from app.pipeline import Edition
from app.records import SkinType, Standing
from app.records.written import canonical_json
from app.store import Event, EventKind
from app.topic import Topic

HASH = "9f2c1a7be04d53186ac0f7d2b95e8c41"
RECORD = "pubmed:39480035"
EDITION = Edition(topic="micro-coring", tagger="3", deriving=3, rules="5f1c9a7b" * 4)
FREEZE = {"view": "map", "query": "rows=outcome&columns=fitzpatrick"}
TITLE = "Dermal coring of the lower face"


def a_comparison(topic: Topic) -> Comparison:
    """A retraction: the cell has one study less."""
    difference = _difference(topic)
    change = Change(
        kind=ChangeKind.RETRACTED,
        sentence=f"Retracted: {TITLE}.",
        study_ids=(STUDY,),
        title=TITLE,
        record=RECORD,
        fitzpatrick=(SkinType.V,),
    )
    correction = Correction(change=change, events=(1,), cells=(difference.key,), permalinks=(HASH,))
    return Comparison(
        since=AT,
        until=AT + timedelta(days=7),
        is_complete=True,
        edition=EDITION,
        row_axis=Axis.OUTCOME,
        column_axis=Axis.FITZPATRICK,
        layers=(Layer.PRIMARY,),
        studies=(3, 2),
        cells=(ChangedCell(difference=difference, events=(1,)),),
        changes=(TracedChange(change=change, events=(1,)),),
        corrections=(correction,),
        events=(_event(),),
        rule_changes=(),
    )


def a_permalink(topic: Topic) -> Permalink:
    """A map of one cell."""
    document = canonical_json(a_document(topic))
    return Permalink(
        hash=HASH,
        view=ViewKind.MAP,
        question=MapQuestion(),
        document=document.encode(),
        at=AT,
        complete_until=AT,
        revision="0d9d2b7a6c1e4f58a3b2c1d0e9f8a7b6",
        edition=EDITION,
        is_same_edition=True,
    )


def a_document(topic: Topic) -> dict[str, object]:
    """What such a permalink keeps."""
    kept: dict[str, object] = json.loads(
        canonical_json({"question": {"view": "map"}, "answer": as_plain(a_matrix(topic))})
    )
    return kept


def a_frozen_permalink(topic: Topic) -> dict[str, object]:
    """The same, just frozen."""
    permalink = a_permalink(topic)
    return {
        "hash": permalink.hash,
        "view": permalink.view,
        "question": {},
        "at": permalink.at,
        "complete_until": permalink.complete_until,
        "revision": permalink.revision,
        "edition": asdict(EDITION),
        "is_same_edition": True,
        "href": f"/api/v1/permalinks/{HASH}",
        "page": f"/p/{HASH}",
        "is_new": True,
    }


def some_permalinks(topic: Topic) -> Permalinks:
    """One permalink."""
    return Permalinks(permalinks=(a_permalink(topic),), total=1)


def some_permalink_changes(topic: Topic) -> SinceFrozen:
    """The retraction as it is told beside the frozen view."""
    return SinceFrozen(
        permalink=a_permalink(topic),
        now=AT + timedelta(days=7),
        now_revision="c41f0e9d8b7a6c5d4e3f2a1b0c9d8e7f",
        now_edition=EDITION,
        cells=(CellSince(difference=_difference(topic), events=(1,), by_rules=False),),
        corrections=(
            CorrectionSince(
                kind=NoticeKind.RETRACTED,
                title=TITLE,
                because="notice of retraction",
                source="pubmed",
                identifier="pmid:39999999",
                study_id=STUDY,
            ),
        ),
        events=(_event(),),
    )


def _difference(topic: Topic) -> CellDifference:
    before = a_matrix(topic).cells[0][0]
    after = replace(
        before,
        studies=0,
        people=None,
        participants=None,
        depth=Depth.NONE,
        reason=Reason.NOT_REPORTED,
        sentence="Type V: nobody reports it.",
        standings={Standing.NOT_REPORTED: 2},
        study_ids=(),
    )
    return CellDifference(key=before.key, before=before, after=after, study_ids=(STUDY,))


def _event() -> Event:
    return Event(
        kind=EventKind.RECORD_CHANGED,
        at=AT + timedelta(days=2),
        who="pubmed",
        records=(RECORD,),
        run_id=12,
    )
