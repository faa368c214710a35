"""One proposal or one report at a time: the text, why it is asked, and what may be said."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.answers.deciding import EXCLUDING, REJECTING
from app.answers.screening_review import Criteria, ScreeningQuestion, ScreeningQueue
from app.answers.tag_review import Returned, TagProposal, TagQueue, TagsQuestion
from app.dashboard import links, words
from app.dashboard.forms import Option, value_label
from app.dashboard.marked_text import MarkedPassage, Stretch, marked_text, places
from app.records import Dimension, SkinType, Standing
from app.store import StudyReport, WaitingReport
from app.tagging.document import document_of
from app.topic import Topic

TAGS = "/review/tags"
SCREENING = "/review/screening"
DIMENSION_WORD = {
    Dimension.FITZPATRICK: "Skin type",
    Dimension.INDICATION: "Indication",
    Dimension.OUTCOME: "Outcome",
    Dimension.BODY_SITE: "Body site",
    Dimension.PROCEDURE: "Procedure",
    Dimension.DESIGN: "Design",
    Dimension.PARTICIPANTS: "Participants",
}
SAYABLE = (Standing.STUDIED, Standing.ELIGIBLE, Standing.EXCLUDED)
SCREENED_WORD = {"unsure": "unsure", "included": "include", "excluded": "exclude"}
VERDICTS = (("included", "Include", "a"), ("excluded", "Exclude", "r"), ("unsure", "Unsure", "c"))


@dataclass(frozen=True, slots=True)
class OffsetPassage:
    """A section of the stored text; `start` is the offset of its first character."""

    heading: str
    start: int
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class AlikeView:
    """Another proposal that one decision may cover too."""

    id: str
    href: str
    title: str
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedView:
    """Why a decided tag is asked about again, with its old text."""

    said: str
    before: str
    quote: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TagView:
    """One proposal as it is shown."""

    id: str
    study_id: str
    dimension: str
    study_href: str
    study_title: str
    says: str
    why: str
    confidence: str
    quotes: tuple[str, ...]
    report_id: str
    text: tuple[OffsetPassage, ...]
    alike: tuple[AlikeView, ...]
    returned: ReturnedView | None
    values: tuple[Option, ...]
    standings: tuple[Option, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AddView:
    """What can be added: every value of every dimension."""

    groups: tuple[tuple[str, tuple[Option, ...]], ...]
    standings: tuple[Option, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TagQueueView:
    """The page: one proposal, and where the next one stands."""

    tag: TagView | None
    add: AddView
    total: str
    dimensions: tuple[Option, ...]
    reasons: tuple[str, ...]
    next_href: str
    here: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportView:
    """One report to screen."""

    record: str
    title: str
    citation: str
    says: str
    because: str
    found_by: tuple[str, ...]
    text: tuple[MarkedPassage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreeningView:
    """The page: one report, the criteria, and where the next one stands."""

    report: ReportView | None
    criteria: Criteria
    total: str
    screened: tuple[Option, ...]
    reasons: tuple[str, ...]
    verdicts: tuple[tuple[str, str, str], ...]
    next_href: str
    here: str


def tag_queue_view(queue: TagQueue, question: TagsQuestion, topic: Topic) -> TagQueueView:
    """Everything that the page of proposed tags shows."""
    first = queue.proposals[0] if queue.proposals else None
    onward = _next_cursor(queue)
    return TagQueueView(
        tag=_tag_view(first, topic) if first else None,
        add=_add_view(topic),
        total=words.counted(queue.total, "proposal"),
        dimensions=tuple(
            Option(d.value, word, d is question.dimension) for d, word in DIMENSION_WORD.items()
        ),
        reasons=REJECTING,
        next_href=links.url_of(TAGS, question, cursor=onward) if onward else "",
        here=links.url_of(TAGS, question),
    )


def screening_view(queue: ScreeningQueue, question: ScreeningQuestion) -> ScreeningView:
    """Everything that the page of reports to screen shows."""
    first = queue.reports[0] if queue.reports else None
    onward = first.arrival if first and (len(queue.reports) > 1 or queue.next_cursor) else None
    return ScreeningView(
        report=_report_view(first) if first else None,
        criteria=queue.criteria,
        total=words.counted(queue.total, "report"),
        screened=tuple(
            Option(name, f"Rules say: {word}", name == question.screened)
            for name, word in SCREENED_WORD.items()
        ),
        reasons=EXCLUDING,
        verdicts=VERDICTS,
        next_href=links.url_of(SCREENING, question, cursor=onward) if onward is not None else "",
        here=links.url_of(SCREENING, question),
    )


def _next_cursor(queue: TagQueue) -> str:
    """Names the place after the one that is shown; what came back has none of its own."""
    if len(queue.proposals) < 2 and queue.next_cursor is None:
        return ""
    return queue.proposals[0].cursor if queue.proposals else ""


def _tag_view(proposal: TagProposal, topic: Topic) -> TagView:
    target, pieces, report = proposal.target, proposal.pieces, proposal.report
    here = [p.evidence for p in pieces if p.report_id == report.report_id]
    standing = pieces[0].standing if pieces else None
    says = value_label(topic, target.dimension, target.value)
    if standing is not None:
        says = f"{says}: {words.STANDING_WORD[standing]}"
    return TagView(
        id=proposal.id,
        study_id=target.study_id,
        dimension=DIMENSION_WORD[target.dimension],
        study_href=links.study_url(target.study_id),
        study_title=proposal.study_title,
        says=says,
        why=_why(proposal),
        confidence=_confidence(proposal),
        quotes=tuple(dict.fromkeys(p.evidence.text for p in pieces)),
        report_id=report.report_id,
        text=tuple(_passages(report, marked_text(report, places(report, here)))),
        alike=tuple(
            AlikeView(one.target.id, links.study_url(one.target.study_id), one.title, one.quote)
            for one in proposal.alike
        ),
        returned=_returned(proposal.returned) if proposal.returned else None,
        values=_values(topic, target.dimension, target.value),
        standings=_standings(standing) if target.dimension is Dimension.FITZPATRICK else (),
    )


def _why(proposal: TagProposal) -> str:
    rules = dict.fromkeys(piece.rule for piece in proposal.pieces)
    return f"Rule {', '.join(rules)}" if rules else "Nothing in the present text says it"


def _confidence(proposal: TagProposal) -> str:
    rule = proposal.confidence
    if rule is None or rule.precision is None:
        return "How often this rule is right was never measured."
    return f"The rule was right in {rule.right} of {rule.n} of its claims on the labelled sets."


def _passages(report: StudyReport, marked: Sequence[MarkedPassage]) -> Iterator[OffsetPassage]:
    placed = [
        one
        for one in document_of(report.passages).passages
        if report.text[one.start : one.end] == one.passage.text
    ]
    for passage, place in zip(marked, placed, strict=True):
        yield OffsetPassage(passage.heading, place.start, passage.stretches)


def _returned(told: Returned) -> ReturnedView:
    text, end = told.old_text, told.start + len(told.quote)
    return ReturnedView(
        said=f"{told.who} decided “{told.action}” on {told.at:%Y-%m-%d}. A new version of the text "
        "no longer holds the words it rests on, so it decides nothing now.",
        before=text[: told.start],
        quote=text[told.start : end],
        after=text[end:],
    )


def _values(topic: Topic, dimension: Dimension, chosen: str) -> tuple[Option, ...]:
    if dimension is Dimension.PARTICIPANTS:
        return (Option(chosen, value_label(topic, dimension, chosen), True),)
    if dimension is Dimension.FITZPATRICK:
        return tuple(Option(t.name, f"Type {t.name}", t.name == chosen) for t in SkinType)
    return tuple(Option(v.id, v.label, v.id == chosen) for v in topic.values_of(dimension))


def _standings(chosen: Standing | None) -> tuple[Option, ...]:
    return tuple(Option(s.value, words.STANDING_WORD[s].capitalize(), s is chosen) for s in SAYABLE)


def _add_view(topic: Topic) -> AddView:
    groups = []
    for dimension, word in DIMENSION_WORD.items():
        if dimension is Dimension.PARTICIPANTS:
            continue
        options = tuple(
            Option(f"{dimension}-{one.value}", one.label, False)
            for one in _values(topic, dimension, "")
        )
        groups.append((word, options))
    return AddView(groups=tuple(groups), standings=_standings(None))


def _report_view(report: WaitingReport) -> ReportView:
    printed = report.bibliography
    cited = (", ".join(printed.authors[:3]), printed.journal, str(printed.year or ""))
    return ReportView(
        record=report.record_key,
        title=printed.title or "Without a title",
        citation=". ".join(filter(None, cited)),
        says=f"The rules say: {SCREENED_WORD[report.screening.screened.value]} "
        f"({report.screening.rule})",
        because=report.screening.because,
        found_by=tuple(
            f"{one.source}: {one.query}" if one.query else f"{one.source}, from a file"
            for one in report.found_by
        ),
        text=tuple(
            MarkedPassage(
                passage.heading or passage.section.value.replace("_", " ").capitalize(),
                (Stretch(passage.text),),
            )
            for passage in report.passages
            if passage.text and passage.text != printed.title
        ),
    )
