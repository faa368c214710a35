"""Example claims and questions: invented ones, weighed by the same rules as real ones."""

from app.answers import Asked, AskedAnswer, AskedList, ClaimAnswer, ClaimsAnswer
from app.api.example_map import SOME_SEARCH, a_cell_answer
from app.api.example_values import (
    STUDY,
    TITLE,
    a_summary,
    first_id,
    some_context,
)
from app.claims import RULES, Claim, Question, Weighed, Witness, weigh
from app.gapmap import Layer, MappedStudy
from app.records import SkinType, Standing
from app.topic import Topic


def some_claims(topic: Topic) -> ClaimsAnswer:
    """One claim with its verdict."""
    return ClaimsAnswer(claims=(_weighed(topic),), rules=RULES, searched=SOME_SEARCH)


def a_claim_answer(topic: Topic) -> ClaimAnswer:
    """The claim with its study."""
    return ClaimAnswer(
        weighed=_weighed(topic),
        studies=(a_summary(topic),),
        documents=(),
        evidence=(),
        rules=RULES,
        searched=SOME_SEARCH,
    )


def some_questions(topic: Topic) -> AskedList:
    """One question."""
    return AskedList(questions=(_asked(topic),), searched=SOME_SEARCH)


def an_asked_answer(topic: Topic) -> AskedAnswer:
    """The question with what its answer rests on."""
    return AskedAnswer(
        asked=_asked(topic),
        studies=(a_summary(topic),),
        documents=some_context().reports,
        evidence=(),
        searched=SOME_SEARCH,
    )


def _asked(topic: Topic) -> Asked:
    outcome = first_id(topic, "outcome")
    return Asked(
        question=Question(
            id="dark-skin",
            asks="Is it safe in skin types V and VI?",
            fitzpatrick=(SkinType.V, SkinType.VI),
            outcomes=(outcome,),
            claims=("c04",),
        ),
        sentences=("Type V rests on one study, with a count and with outcomes by type.",),
        cells=(a_cell_answer(topic).cell,),
        claims=(_weighed(topic),),
        study_ids=(STUDY,),
    )


def _weighed(topic: Topic) -> Weighed:
    claim = Claim(
        id="c04",
        text="Cores that small heal without a visible scar.",
        made_in=("A Magazine, Coring",),
        outcomes=(first_id(topic, "outcome"),),
        speaks_for=("garcia-2025",),
        says={"garcia-2025": "No scar was seen at six months."},
    )
    study = MappedStudy(
        public_id=STUDY,
        title=TITLE,
        year=2025,
        layer=Layer.PRIMARY,
        participants=24,
        standing=dict.fromkeys((SkinType.II, SkinType.III), Standing.STUDIED),
    )
    witness = Witness(
        key="garcia-2025", speaks_for=True, says=claim.says["garcia-2025"], study=study
    )
    return weigh(claim, [witness], [study])
