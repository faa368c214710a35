"""Example answers of the statistics: one invented study, worked out as a real one is."""

from app.answers import (
    ComparedPopulation,
    PlannerAnswer,
    PlannerQuestion,
    RepresentationAnswer,
    StudyDepth,
    TimelineAnswer,
    depth_of,
    over_time,
    timeline_of,
)
from app.answers.planner import plan_sentence
from app.answers.representation import NO_REFERENCE
from app.api.example_values import QUOTE, STUDIED, STUDY, TITLE, a_study
from app.gapmap import (
    CellKey,
    Ladder,
    Layer,
    MappedStudy,
    TypeSafety,
    enough_without_event,
    ladder,
    plan,
    representation,
    safety_of,
    treated_before,
)
from app.records import OutcomeResult, SkinType, Standing
from app.topic import Topic

RATE = 5


def a_harm(topic: Topic) -> str:
    """The first safety outcome, or any where the topic has none."""
    harms = (value.id for value in topic.values_of("outcome") if value.kind == "safety")
    return next(harms, "other")


def some_safety(topic: Topic) -> tuple[TypeSafety, ...]:
    """No event in five people of type V."""
    key = CellKey(SkinType.V, outcome=a_harm(topic))
    return safety_of([_mapped(topic)], key, topic)


def a_plan(topic: Topic) -> PlannerAnswer:
    """How many more than those five are needed."""
    known = next(iter(some_safety(topic)), None)
    before = treated_before(known) if known else None
    question = PlannerQuestion(rate=RATE, fitzpatrick="V", outcome=a_harm(topic))
    found = plan(question.as_plan(before.people if before else 0))
    return PlannerAnswer(
        plan=found,
        table=enough_without_event(),
        before=before,
        known=known,
        sentence=plan_sentence(found, question),
    )


def a_representation(topic: Topic) -> RepresentationAnswer:
    """The panel of that one study."""
    return RepresentationAnswer(
        panel=representation([_mapped(topic)]),
        lines=(),
        population=ComparedPopulation(reference=None, dated="", shares=(), refusal=NO_REFERENCE),
        references=(),
    )


def a_ladder(topic: Topic) -> Ladder:
    """The rung of that one study."""
    return ladder([_mapped(topic)], a_harm(topic))


def a_study_depth(topic: Topic) -> StudyDepth:
    """The rungs of the example study."""
    return depth_of(a_study(topic))


def a_timeline(topic: Topic) -> TimelineAnswer:
    """The one year of that one study."""
    return timeline_of(over_time([_mapped(topic)], Layer.PRIMARY))


def _mapped(topic: Topic) -> MappedStudy:
    harm = a_harm(topic)
    result = OutcomeResult(
        outcome=harm, evidence=QUOTE, rule="result.by_type", types=(SkinType.V,), events=0, people=5
    )
    return MappedStudy(
        public_id=STUDY,
        title=TITLE,
        year=2025,
        layer=Layer.PRIMARY,
        participants=24,
        standing=dict.fromkeys(STUDIED, Standing.STUDIED),
        outcomes=frozenset({harm}),
        designs=frozenset({"nonrandomized_trial"}),
        results=(result,),
    )
