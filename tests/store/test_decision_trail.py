"""The trail of decisions on both databases."""

from sqlmodel import Session

from app.matching import MatchDecision
from app.screening import Screened
from app.store import (
    DecisionKind,
    Said,
    ScreeningDecision,
    SealedWord,
    TrailWanted,
    get_trail,
    save_match_decision,
    save_match_undo,
    save_screening_decision,
    save_sealed_word,
    undo_screening_decision,
)
from tests.store.builders import NOW

SAID = Said(who="bob", at=NOW, why="misread")


def test_every_kind_of_decision_stands_in_one_trail_page_by_page(db: Session) -> None:
    word = ScreeningDecision(
        record_key="a:1", verdict=Screened.EXCLUDED, who="ada", at=NOW, why="x", was="unsure"
    )
    undo_screening_decision(db, save_screening_decision(db, word), SAID)
    match = MatchDecision(layer="report", one="a:1", other="b:2", same=False, because="two")
    save_match_undo(db, save_match_decision(db, match, who="ada", at=NOW), SAID)
    for who in ("ada", "bob"):
        said = [{"verdict": "included" if who == "ada" else "excluded", "record_key": "a:1"}]
        save_sealed_word(
            db,
            SealedWord(kind="screening", target="a:1", act=who, said=said, who=who, at=NOW, why=""),
        )
    whole = get_trail(db, TrailWanted())
    assert whole.total == len(whole.lines) == 6
    seen, cursor = [], None
    while True:
        page = get_trail(db, TrailWanted(limit=1, cursor=cursor))
        seen += page.lines
        cursor = page.next_cursor
        if cursor is None:
            break
    assert seen == list(whole.lines)
    matches = get_trail(db, TrailWanted(kind=DecisionKind.MATCH)).lines
    assert {(one.before, one.after, one.undone) for one in matches} == {
        ("undecided", "split", True),
        ("split", "undo", False),
    }


def test_a_word_on_a_pair_stands_beside_the_word_that_held_before_it(db: Session) -> None:
    said = [
        MatchDecision(layer=layer, one=one, other=other, same=same, because="read")
        for layer, one, other, same in (
            ("people", "a:1", "b:2", True),
            ("study", "a:1", "b:2", False),
            ("people", "b:2", "a:1", False),
            ("people", "a:1", "c:3", False),
        )
    ]
    for decision in said:
        save_match_decision(db, decision, who="ada", at=NOW)
    lines = reversed(get_trail(db, TrailWanted()).lines)
    assert [(one.before, one.after) for one in lines] == [
        ("undecided", "same_people"),
        ("undecided", "unlink"),
        ("same_people", "other_people"),
        ("undecided", "other_people"),
    ]
