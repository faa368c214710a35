from pathlib import Path

import pytest

from app.claims import Question, read_claims, read_questions
from app.errors import EvidenceFileError
from app.records import SkinType
from app.sources.evidence import read_evidence
from app.topic import Topic, data_folder, read_topic

ASKED = """\
[dark-skin]
asks = "Is it safe in type VI?"
fitzpatrick = ["VI"]
outcome = ["pain"]
claims = ["c01"]
documents = ["lee-2020"]
note = "Asked often."
"""

SUBJECTS = {
    "types-studied", "dark-skin", "skin-removed", "scarring-histology", "pain-anaesthesia",
    "healing-time", "sessions-interval", "full-effect", "filler", "against-microneedling",
    "against-lasers", "against-radiofrequency", "against-ultrasound", "against-threads",
    "against-facelift", "off-face", "regulatory",
}  # fmt: skip


@pytest.fixture(scope="module")
def topic() -> Topic:
    return read_topic()


def questions_of(folder: Path, text: str, topic: Topic) -> tuple[Question, ...]:
    (folder / "questions.toml").write_text(text, encoding="utf-8")
    return read_questions(folder, topic, {"lee-2020"}, {"c01"})


def test_every_subject_that_people_ask_about_has_a_question(topic: Topic) -> None:
    folder = data_folder() / "evidence"
    keys = {record.source_id for record in read_evidence(folder, topic)}
    claims = {claim.id for claim in read_claims(folder, topic, keys)}
    questions = read_questions(folder, topic, keys, claims)
    assert {question.id for question in questions} == SUBJECTS
    assert all(question.asks.endswith("?") for question in questions)


def test_a_question_comes_back_as_written(tmp_path: Path, topic: Topic) -> None:
    assert questions_of(tmp_path, ASKED, topic) == (
        Question(
            id="dark-skin",
            asks="Is it safe in type VI?",
            fitzpatrick=(SkinType.VI,),
            outcomes=("pain",),
            claims=("c01",),
            documents=("lee-2020",),
            note="Asked often.",
        ),
    )


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('["c01"]', '["c02"]', "dark-skin.claims: no claim 'c02'"),
        ('["lee-2020"]', '["moe"]', "dark-skin.documents: 'moe' is not the key"),
        ('["pain"]', '["itch"]', "dark-skin.outcome.1: 'itch' is not in the vocabulary"),
        ("dark-skin", "Dark_skin", "Dark_skin"),
        ("asks =", "question =", "dark-skin.asks: missing"),
    ],
)
def test_a_mistake_is_refused_with_its_place(
    tmp_path: Path, topic: Topic, old: str, new: str, says: str
) -> None:
    with pytest.raises(EvidenceFileError) as refused:
        questions_of(tmp_path, ASKED.replace(old, new), topic)
    assert says in str(refused.value)


def test_a_question_that_nothing_can_answer_is_refused(tmp_path: Path, topic: Topic) -> None:
    with pytest.raises(EvidenceFileError, match="names nothing"):
        questions_of(tmp_path, '[colour]\nasks = "Which colour is it?"\n', topic)
