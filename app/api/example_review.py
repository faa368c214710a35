"""An invented proposal and an invented report that wait for a person, for the example answers."""

from app.agreement import agreement_of
from app.answers.deciding import DecidedReview
from app.answers.screening_review import Criteria, ScreeningQueue
from app.answers.second_reader import AgreementAnswer, Conflict, DimensionAgreement, ReaderWord
from app.answers.tag_review import TagProposal, TagQueue, TagState
from app.api.example_searching import AT
from app.api.example_values import STUDY, a_study
from app.records import Bibliography, Dimension, Passage, ReportKind, Section
from app.screening import Screened, ScreeningVerdict
from app.store import (
    DecisionKind,
    FoundBy,
    TagTarget,
    Trail,
    TrailLine,
    WaitingReport,
)
from app.topic import Topic

TAG_WORD = {"action": "accept", "targets": [f"{STUDY}-fitzpatrick-IV"]}
SCREENING_WORD = {
    "verdict": "excluded",
    "records": ["example:article"],
    "why": "Another device or procedure",
}

OPTION = {"second_reader": True, "why": "Two pairs of eyes for what a patient may rely on."}


def a_tag_queue(topic: Topic) -> TagQueue:
    """One proposal."""
    study = a_study(topic)
    tags = tuple(tag for tag in study.tags if tag.dimension is Dimension.FITZPATRICK)
    proposal = TagProposal(
        target=TagTarget(STUDY, Dimension.FITZPATRICK, tags[0].value),
        study_title=study.summary.title,
        pieces=tags[:1],
        report=study.reports[0],
        confidence=None,
        alike=(),
        returned=None,
        cursor="",
    )
    return TagQueue(proposals=(proposal,), total=1, next_cursor=None)


def a_tag(topic: Topic) -> TagState:
    """A proposal that nobody has decided on."""
    (proposal,) = a_tag_queue(topic).proposals
    return TagState(target=proposal.target, pieces=proposal.pieces, decided=None)


def a_screening_queue(topic: Topic) -> ScreeningQueue:
    """One report that a rule is unsure of."""
    report = WaitingReport(
        record_key="example:article",
        arrival=1,
        kind=ReportKind.JOURNAL_ARTICLE,
        bibliography=Bibliography(title="Coring of the cheek", authors=("Garcia A",), year=2024),
        screening=ScreeningVerdict(
            screened=Screened.UNSURE, rule="weak-term-alone", because='"coring" in the title'
        ),
        passages=(Passage(Section.ABSTRACT, "We treated 38 people."),),
        found_by=(FoundBy("example:article", "pubmed", "microcoring"),),
    )
    terms = topic.screening
    criteria = Criteria(
        question=topic.question, include=terms.include, weak=terms.weak, homonyms=terms.homonyms
    )
    return ScreeningQueue(reports=(report,), criteria=criteria, total=1, next_cursor=None)


def a_decided_review() -> DecidedReview:
    """One decision."""
    return DecidedReview(kind="tag", numbers=(1,), sealed=False)


def a_trail() -> Trail:
    """One decision on a tag."""
    line = TrailLine(
        kind=DecisionKind.TAG,
        id=1,
        at=AT,
        who="Ada Lovelace",
        about=STUDY,
        dimension="fitzpatrick",
        value="IV",
        before="proposed studied",
        after="accept",
        why="",
        quote="skin types II-IV",
        takes_back=None,
        undone=False,
    )
    return Trail(lines=(line,), total=1, next_cursor=None)


def some_conflicts() -> dict[str, tuple[Conflict, ...]]:
    """Two who differ on a skin type."""
    said = (("Ada Lovelace", "accept IV"), ("Grace Hopper", "reject IV"))
    words = tuple(
        ReaderWord(id=n, who=who, at=AT, says=says, quote="skin types II-IV", why="")
        for n, (who, says) in enumerate(said, 1)
    )
    conflict = Conflict(
        kind="tag", target=f"{STUDY}-fitzpatrick-IV", title="Micro-coring of the cheek", words=words
    )
    return {"conflicts": (conflict,)}


def an_agreement() -> AgreementAnswer:
    """Two who agreed on 35 of 50 proposals."""
    pairs = [(True, True)] * 20 + [(True, False)] * 5 + [(False, True)] * 10 + [(False, False)] * 15
    found = DimensionAgreement(
        readers="First and second reader", dimension="outcome", agreement=agreement_of(pairs)
    )
    return AgreementAnswer(second_reader=True, people=(found,), versions=())
