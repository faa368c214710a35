"""Two moments compared: the cells that changed, what changed them, and who did it."""

from datetime import date, datetime

import pytest

from app import store
from app.answers import (
    Comparison,
    ComparisonQuestion,
    PastMapQuestion,
    answer_comparison,
    answer_map,
    answer_past_map,
    as_plain,
)
from app.answers.questions import MapQuestion
from app.errors import InvalidQueryError
from app.gapmap import CellKey, ChangeKind, Reason
from app.records import SkinType
from app.store import Event, EventKind
from tests.answers.conftest import NOW, History, at


def compared(
    history: History, since: date | datetime, until: date | datetime | None = None, **asked: object
) -> Comparison:
    question = ComparisonQuestion(since=since, until=until, **asked)  # type: ignore[arg-type]  # as a form sends it
    with store.reading(history.engine) as db:
        return answer_comparison(db, history.topic, question, NOW)


def behind(found: Comparison, numbers: tuple[int, ...]) -> list[Event]:
    return [found.events[number - 1] for number in numbers]


def test_a_new_report_changes_the_cells_of_its_types_and_is_named(history: History) -> None:
    found = compared(history, at(2), at(3.5))
    cells = {cell.difference.key: cell for cell in found.cells}
    changed = cells[CellKey(SkinType.VI, None, "pain")]
    assert changed.difference.before.studies == 0
    assert (changed.difference.after.studies, changed.difference.after.people.upper) == (1, 7)
    [event] = behind(found, changed.events)
    assert (event.kind, event.who, event.records) == (EventKind.RECORD_NEW, "pubmed", ("pubmed:1",))
    assert event.run_id is not None
    assert event.at == at(3)
    assert CellKey(SkinType.VI, None, "laxity") not in cells


def test_a_persons_link_is_told_with_the_persons_name_and_reason(history: History) -> None:
    found = compared(history, at(3.5), at(4.5))
    [merged] = [c for c in found.changes if c.change.kind is ChangeKind.STUDIES_MERGED]
    [event] = behind(found, merged.events)
    assert (event.kind, event.who) == (EventKind.MATCH_DECISION, "Ada Lovelace")
    assert (event.what, event.why) == ("link", "The same two trials.")
    assert found.events == (event,)
    assert found.studies == (9, 8)


def test_a_persons_word_on_a_tag_is_told(history: History) -> None:
    found = compared(history, at(4.5), at(5.5))
    [told] = [c for c in found.changes if c.change.kind is ChangeKind.TAGS_REMOVED]
    [event] = behind(found, told.events)
    assert (event.kind, event.who) == (EventKind.TAG_DECISION, "Mary Somerville")
    assert {c.difference.key.outcome for c in found.cells} >= {"pain"}
    assert all(behind(found, cell.events) == [event] for cell in found.cells)


def test_a_retraction_lists_its_cells_and_the_frozen_views_that_hold_it(history: History) -> None:
    found = compared(history, at(5.5), at(6.5))
    [correction] = found.corrections
    assert correction.change.kind is ChangeKind.RETRACTED
    assert correction.change.study_ids == (history.fell,)
    assert CellKey(SkinType.V, None, "hyperpigmentation") in correction.cells
    assert set(correction.permalinks) == {p.hash for p in history.frozen.values()}
    [event] = behind(found, correction.events)
    assert event.records == ("pubmed:39480035",)
    cells = {cell.difference.key: cell for cell in found.cells}
    changed = cells[CellKey(SkinType.V, None, "hyperpigmentation")]
    assert changed.difference.after.reason is not Reason.STUDIED
    assert behind(found, changed.events) == [event]


def test_every_changed_cell_and_sentence_has_its_event(history: History) -> None:
    found = compared(history, at(0.5))
    assert len(found.cells) > 40
    assert all(cell.events for cell in found.cells)
    assert all(told.events for told in found.changes)
    moments = [event.at for event in found.events]
    assert moments == sorted(moments)


def test_what_came_and_went_does_not_show(history: History) -> None:
    """On day 5 the tag of day 3 is rejected: from 2 to 5.5 pain never changed."""
    found = compared(history, at(2), at(5.5))
    assert "pain" not in {cell.difference.key.outcome for cell in found.cells}


def test_nothing_changed_where_nothing_happened(history: History) -> None:
    found = compared(history, at(7))
    assert (found.cells, found.changes, found.events) == ((), (), ())
    assert found.is_complete


def test_conditions_on_studies_hold_on_both_sides(history: History) -> None:
    question = {"year_to": 2010}
    found = compared(history, at(0.5), **question)
    assert (found.cells, found.changes, found.studies) == ((), (), (0, 0))


def test_only_the_layers_asked_for_are_compared(history: History) -> None:
    found = compared(history, at(0.5), layer=["planned"])
    assert found.cells == ()


def test_a_day_counts_whole(history: History) -> None:
    whole = compared(history, at(3).date(), at(3).date())
    assert {event.at for event in whole.events} == {at(3)}
    assert compared(history, at(2).date(), at(2).date()).cells == ()


@pytest.mark.parametrize(
    ("since", "until", "field"),
    [(at(30), None, "since"), (at(5), at(4), "until"), (at(5), at(5), "until")],
)
def test_a_period_that_is_none_is_refused(
    history: History, since: datetime, until: datetime | None, field: str
) -> None:
    with pytest.raises(InvalidQueryError) as refused:
        compared(history, since, until)
    assert refused.value.field == field


def test_the_map_of_now_is_the_present_map(history: History) -> None:
    with store.reading(history.engine) as db:
        past = answer_past_map(db, history.topic, PastMapQuestion(at=NOW), NOW)
        assert as_plain(past) == as_plain(answer_map(db, history.topic, MapQuestion()))


def test_the_map_of_a_moment_to_come_is_refused(history: History) -> None:
    with store.reading(history.engine) as db, pytest.raises(InvalidQueryError):
        answer_past_map(db, history.topic, PastMapQuestion(at=at(99)), NOW)


def test_a_period_that_a_run_at_work_reaches_into_is_not_complete(history: History) -> None:
    with store.writing(history.engine) as db:
        run = store.start_run(db, "import", at=at(6.6))
    try:
        assert not compared(history, at(2), at(7)).is_complete
        assert compared(history, at(2), at(6.5)).is_complete
    finally:
        with store.writing(history.engine) as db:
            store.end_run(db, run, at=at(6.7), status="succeeded", counts={})
