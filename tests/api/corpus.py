"""A small corpus: eight invented studies, one of two records, a news piece and a broken record."""

from sqlalchemy import Engine

from app import store
from app.gapmap import Layer
from app.matching import ReportRole, public_id_of
from app.records import Dimension, ReportKind, SourceRecord
from app.screening import Screened
from app.topic import Topic
from tests.store.builders import (
    NOW,
    APart,
    a_count,
    a_record,
    a_rejected,
    a_report,
    a_result,
    a_study,
    a_tag,
    a_type,
    derived,
    participants,
)

FIRST = public_id_of("reader:garcia-2020")
MERGED = public_id_of("file:garcia-again")
"""The second record of the first study: an identifier that redirects."""
DOI = "10.1000/coring.2020.7"

KEYS = (
    "reader:garcia-2020",
    "file:garcia-again",
    "reader:lindqvist-2021",
    "reader:okafor-2021",
    "reader:moreau-2021",
    "reader:tanaka-2023",
    "reader:ivanova-1999",
    "reader:silva-undated",
    "reader:trial-9",
    "reader:trade-press",
)
"""In the order of their arrival."""


def save_corpus(engine: Engine, topic: Topic) -> None:
    """Save records, a rejection and everything derived."""
    with store.writing(engine) as db:
        store.save_records(db, [_record(key) for key in KEYS], received_at=NOW, run_id=None)
        rejected = a_rejected("export.ris, line 12", source="file", reason="no end of record (ER)")
        store.save_rejected(db, [rejected], received_at=NOW, run_id=None)
        store.replace_derived(
            db,
            derived(
                a_study(_garcia(topic), former_ids=(MERGED,)),
                *(a_study(part) for part in _others(topic)),
                a_study(_trial(topic), layer=Layer.PLANNED),
                others=[_news()],
            ),
        )


def _record(key: str) -> SourceRecord:
    source, _, source_id = key.partition(":")
    return a_record(source_id, key.encode(), source=source)


def _garcia(topic: Topic) -> APart:
    return _report(
        topic,
        "reader:garcia-2020",
        2020,
        "I II III IV V",
        records=["file:garcia-again"],
        doi=DOI,
        participants=participants(38),
        unknown=("follow-up",),
    )


def _others(topic: Topic) -> list[APart]:
    """Years tie and one is unknown, so that paging has something to get wrong."""
    outcome = topic.outcome[0].id
    result = a_result(outcome, "IV", events=0, people=4)
    return [
        _report(topic, "reader:lindqvist-2021", 2021, "II III IV", counts=(a_count("IV", 2),)),
        _report(topic, "reader:okafor-2021", 2021, "", participants=participants(12)),
        _report(topic, "reader:moreau-2021", 2021, "", participants=participants(30)),
        _report(topic, "reader:tanaka-2023", 2023, "III IV", results=(result,)),
        _report(topic, "reader:ivanova-1999", 1999, "I II"),
        _report(topic, "reader:silva-undated", None, ""),
    ]


def _trial(topic: Topic) -> APart:
    return _report(topic, "reader:trial-9", None, "", role=ReportRole.REGISTRATION)


def _news() -> APart:
    return a_report(
        "reader:trade-press",
        kind=ReportKind.NEWS,
        screened=Screened.CONTEXT,
        title="Trade press on coring",
        arrival=len(KEYS),
    )


def _report(topic: Topic, key: str, year: int | None, studied: str, **more: object) -> APart:
    """A report about the first indication and outcome; `studied` names its skin types."""
    name = key.partition(":")[2].partition("-")[0].capitalize()
    about = [
        a_tag(Dimension.PROCEDURE, topic.focus_procedure),
        a_tag(Dimension.INDICATION, topic.indication[0].id),
        a_tag(Dimension.OUTCOME, topic.outcome[0].id),
        a_tag(Dimension.DESIGN, "case_series"),
    ]
    return a_report(
        key,
        year=year,
        title=f"Coring of the skin with hollow needles: {name}",
        authors=(f"{name} A",),
        tags=[*about, *(a_type(roman) for roman in studied.split())],
        arrival=KEYS.index(key) + 1,
        **more,
    )
