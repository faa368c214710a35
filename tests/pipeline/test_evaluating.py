"""Labelled documents against readings: what is right, invented and missed, and by which rule."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.errors import CoregapError
from app.measured import MeasuredAccuracy, MeasuredScore
from app.pipeline import evaluate_files
from app.tagging import TAGGER_VERSION
from app.topic import read_topic

TODAY = date(2026, 11, 22)
TEXT = "We enrolled 12 women with Fitzpatrick skin types II to IV. Pain was recorded."
LABELS: dict[str, Any] = {
    "fitzpatrick": {"studied": [2, 3, 4], "eligible": [], "excluded": [], "counts": {}},
    "participants": 12,
}
ARTICLE = """<article article-type="research-article"><front><article-meta>
<title-group><article-title>Lasers and walls</article-title></title-group></article-meta></front>
<body><sec><title>Results</title><p>{}</p></sec></body></article>"""


def a_set(folder: Path, *documents: dict[str, Any]) -> Path:
    path = folder / "made.jsonl"
    path.write_text("".join(f"{json.dumps(one)}\n" for one in documents), encoding="utf-8")
    return path


def a_document(**fields: Any) -> dict[str, Any]:
    return {"doc": "one", "title": "Skin tightening", "text": TEXT} | fields


def measured(path: Path) -> MeasuredAccuracy:
    return evaluate_files([path], read_topic(), measured_on=TODAY)


def scores_of(path: Path) -> dict[str, MeasuredScore]:
    [of_set] = measured(path).sets
    return {score.dimension: score for score in of_set.scores}


def test_the_card_names_version_day_and_set(tmp_path: Path) -> None:
    card = measured(a_set(tmp_path, a_document(**LABELS)))
    assert (card.tagger_version, card.measured_on) == (TAGGER_VERSION, TODAY)
    assert [(one.name, one.documents) for one in card.sets] == [("made", 1)]


def test_what_is_labelled_and_read_is_right(tmp_path: Path) -> None:
    scores = scores_of(a_set(tmp_path, a_document(**LABELS)))
    types = scores["types"]
    assert (types.right, types.invented, types.missed, types.exact) == (3, 0, 0, 1)
    assert (scores["participants"].right, scores["participants"].invented) == (1, 0)


def test_what_the_labels_lack_is_invented_and_what_the_text_lacks_is_missed(
    tmp_path: Path,
) -> None:
    types = {"studied": [3, 4, 5], "eligible": [], "excluded": [], "counts": {}}
    score = scores_of(a_set(tmp_path, a_document(fitzpatrick=types)))["types"]
    assert (score.right, score.invented, score.missed, score.exact) == (2, 1, 1, 0)


def test_only_labelled_dimensions_are_scored(tmp_path: Path) -> None:
    assert set(scores_of(a_set(tmp_path, a_document(participants=12)))) == {"participants"}


def test_a_dimension_is_scored_over_the_documents_that_are_labelled_in_it(tmp_path: Path) -> None:
    path = a_set(tmp_path, a_document(**LABELS), a_document(participants=None))
    scores = scores_of(path)
    assert scores["types"].documents == 1
    assert (scores["participants"].documents, scores["participants"].invented) == (2, 1)


def test_without_any_label_every_skin_type_is_invented(tmp_path: Path) -> None:
    path = a_set(tmp_path, a_document(why="says nothing of skin types"))
    scores = scores_of(path)
    assert set(scores) == {"types", "standing", "counts"}
    assert scores["types"].invented == 3
    assert {(one.right, one.n) for one in measured(path).rules} == {(0, 3)}


def test_a_rule_is_as_right_as_its_claims_over_all_sets_together(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    right = a_set(tmp_path, a_document(**LABELS))
    wrong = a_set(tmp_path / "other", a_document())
    card = evaluate_files([right, wrong], read_topic(), measured_on=TODAY)
    [rule] = [one for one in card.rules if one.rule.startswith("fitzpatrick")]
    assert (rule.right, rule.n) == (3, 6)


def test_every_quote_stands_where_it_should(tmp_path: Path) -> None:
    [of_set] = measured(a_set(tmp_path, a_document(**LABELS))).sets
    assert of_set.quotes == of_set.verbatim > 3


def test_full_texts_are_found_beside_their_set(tmp_path: Path) -> None:
    (tmp_path / "wall.xml").write_text(ARTICLE.format(TEXT), encoding="utf-8")
    path = a_set(tmp_path, {"doc": "wall", "jats": "wall.xml", **LABELS})
    assert scores_of(path)["types"].right == 3


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "no labelled document"),
        ("\n\n", "no labelled document"),
        ('{"doc": "a", "text": "x"}\nnot json\n', "line 2"),
        ('{"title": "no doc"}\n', "line 1"),
        ('{"doc": "a", "jats": "absent.xml"}\n', "absent.xml"),
        ('{"doc": "a", "text": "x", "fitzpatrick": {"studied": [7]}}\n', "line 1"),
    ],
)
def test_a_set_that_cannot_be_used_is_refused_with_the_place(
    tmp_path: Path, content: str, reason: str
) -> None:
    path = tmp_path / "broken.jsonl"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(CoregapError, match=reason):
        measured(path)


def test_a_missing_set_is_named(tmp_path: Path) -> None:
    with pytest.raises(CoregapError, match=r"none\.jsonl"):
        measured(tmp_path / "none.jsonl")
