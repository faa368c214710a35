"""One proposal or one report at a time: the text, why it is asked, and what may be said."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.answers.deciding import EXCLUDING, REJECTING
from app.answers.paging import cursor_in
from app.answers.screening_review import Criteria, ScreeningQuestion, ScreeningQueue
from app.answers.tag_review import Because, Returned, TagProposal, TagQueue, TagsQuestion
from app.dashboard import links, words
from app.dashboard.forms import Option, value_label
from app.dashboard.marked_text import MarkedPassage, Stretch, marked_text, places
from app.records import Dimension, SkinType, Standing
from app.store import StudyReport, WaitingReport
from app.tagging import State
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
RETURNED = {
    Because.WORDS_GONE: "A new version of the text no longer holds the words it rests on, so it "
    "decides nothing now.",
    Because.NEW_EVIDENCE: "The reader proposes it from other words, which nobody had seen then. The "
    "decision holds, and these words count for nothing, until you decide again.",
}
AT_ONCE = 12
"""So many are loaded before they are needed: as many can be decided while the line is down."""
MORE = "/more"
Question = TagsQuestion | ScreeningQuestion
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
    is_new: bool
    """It was decided before, and is proposed from words that nobody had seen."""
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
    """The page: the first proposals, and where the next ones stand."""

    shown: tuple[TagView, ...]
    add: AddView
    total: str
    dimensions: tuple[Option, ...]
    reasons: tuple[str, ...]
    next_href: str
    more_href: str
    """Of the next ones alone, for the page's script."""
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
    """The page: the first reports, the criteria, and where the next ones stand."""

    shown: tuple[ReportView, ...]
    criteria: Criteria
    total: str
    screened: tuple[Option, ...]
    reasons: tuple[str, ...]
    verdicts: tuple[tuple[str, str, str], ...]
    next_href: str
    more_href: str
    here: str


def tag_queue_view(queue: TagQueue, question: TagsQuestion, topic: Topic) -> TagQueueView:
    """Everything that the page of proposed tags shows: so many of the queue as are asked for."""
    shown = queue.proposals[: question.limit]
    onward = shown[-1].cursor if shown and _goes_on(queue, len(shown)) else None
    return TagQueueView(
        shown=tuple(_tag_view(one, topic) for one in shown),
        add=_add_view(topic),
        total=words.counted(queue.total, "proposal"),
        dimensions=tuple(
            Option(d.value, word, d is question.dimension) for d, word in DIMENSION_WORD.items()
        ),
        reasons=REJECTING,
        next_href=_page_url(TAGS, question, onward) if onward else "",
        more_href=_more_url(TAGS, question, onward) if onward else "",
        here=_page_url(TAGS, question, question.cursor),
    )


def screening_view(queue: ScreeningQueue, question: ScreeningQuestion) -> ScreeningView:
    """Everything that the page of reports to screen shows: so many of the queue as are asked for."""
    shown = queue.reports[: question.limit]
    goes_on = shown and _goes_on(queue, len(shown))
    onward = cursor_in(question, shown[-1].arrival) if goes_on else None
    return ScreeningView(
        shown=tuple(map(_report_view, shown)),
        criteria=queue.criteria,
        total=words.counted(queue.total, "report"),
        screened=tuple(
            Option(name, f"Rules say: {word}", name == question.screened)
            for name, word in SCREENED_WORD.items()
        ),
        reasons=EXCLUDING,
        verdicts=VERDICTS,
        next_href=_page_url(SCREENING, question, onward) if onward else "",
        more_href=_more_url(SCREENING, question, onward) if onward else "",
        here=_page_url(SCREENING, question, question.cursor),
    )


def _goes_on(queue: TagQueue | ScreeningQueue, shown: int) -> bool:
    found = queue.proposals if isinstance(queue, TagQueue) else queue.reports
    return len(found) > shown or queue.next_cursor is not None


def _page_url(path: str, question: Question, cursor: object) -> str:
    """The page at this place of the queue; it shows one."""
    shown = {name: value for name, value in question if name not in ("limit", "cursor")}
    return links.with_query(path, {**shown, "cursor": cursor})


def _more_url(path: str, question: Question, cursor: object) -> str:
    """What comes after this place, as many as are loaded at once."""
    shown = {name: value for name, value in question if name != "cursor"}
    return links.with_query(path + MORE, {**shown, "limit": AT_ONCE, "cursor": cursor})


def _tag_view(proposal: TagProposal, topic: Topic) -> TagView:
    target, pieces, report = proposal.target, proposal.pieces, proposal.report
    here = [p.evidence for p in pieces if p.report_id == report.report_id]
    new = tuple(p for p in pieces if p.state == State.UNSEEN)
    asked = new or pieces
    standing = asked[0].standing if asked else None
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
        is_new=bool(new),
        quotes=tuple(dict.fromkeys(p.evidence.text for p in asked)),
        report_id=report.report_id,
        text=tuple(_passages(report, marked_text(report, places(report, here)))),
        alike=tuple(
            AlikeView(one.target.id, links.study_url(one.target.study_id), one.title, one.quote)
            for one in proposal.alike
        ),
        returned=_returned(proposal.returned) if proposal.returned else None,
        values=values_of(topic, target.dimension, target.value),
        standings=standings_of(target.dimension, standing),
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
        said=f"{told.who} decided “{_decided(told)}” on {told.at:%Y-%m-%d}. {RETURNED[told.because]}",
        before=text[: told.start],
        quote=text[told.start : end],
        after=text[end:],
    )


def _decided(told: Returned) -> str:
    said = filter(
        None, (told.action, told.standing.replace("_", " "), told.why and f"({told.why})")
    )
    return " ".join(said)


def values_of(topic: Topic, dimension: Dimension, chosen: str) -> tuple[Option, ...]:
    """Every value of a dimension."""
    if dimension is Dimension.PARTICIPANTS:
        return (Option(chosen, value_label(topic, dimension, chosen), True),)
    if dimension is Dimension.FITZPATRICK:
        return tuple(Option(t.name, f"Type {t.name}", t.name == chosen) for t in SkinType)
    return tuple(Option(v.id, v.label, v.id == chosen) for v in topic.values_of(dimension))


def standings_of(dimension: Dimension, chosen: Standing | None = None) -> tuple[Option, ...]:
    """What may be said of a skin type; nothing of any other value."""
    if dimension is not Dimension.FITZPATRICK:
        return ()
    return tuple(Option(s.value, words.STANDING_WORD[s].capitalize(), s is chosen) for s in SAYABLE)


def _add_view(topic: Topic) -> AddView:
    groups = []
    for dimension, word in DIMENSION_WORD.items():
        if dimension is Dimension.PARTICIPANTS:
            continue
        options = tuple(
            Option(f"{dimension}-{one.value}", one.label, False)
            for one in values_of(topic, dimension, "")
        )
        groups.append((word, options))
    return AddView(groups=tuple(groups), standings=standings_of(Dimension.FITZPATRICK))


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
