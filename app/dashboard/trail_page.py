"""The trail of decisions in words."""

from dataclasses import dataclass

from app.answers.decision_trail import TrailQuestion
from app.dashboard import links
from app.dashboard.forms import Option, value_label
from app.dashboard.review_page import DIMENSION_WORD
from app.records import Dimension
from app.store import DecisionKind, Trail, TrailLine
from app.topic import Topic

DECISIONS = "/review/decisions"
KIND_WORD = {
    DecisionKind.TAG: "Tag",
    DecisionKind.SCREENING: "Screening",
    DecisionKind.MATCH: "Pair of records",
    DecisionKind.READING: "One of two readers",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LineView:
    """One decision."""

    kind: str
    number: int
    at: str
    who: str
    about: str
    href: str
    what: str
    before: str
    after: str
    why: str
    quote: str
    undone: bool
    undo: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TrailView:
    """The page of all decisions."""

    lines: tuple[LineView, ...]
    total: str
    kinds: tuple[Option, ...]
    dimensions: tuple[Option, ...]
    who: str
    about: str
    since: str
    until: str
    next_href: str
    first_href: str
    csv_href: str
    json_href: str


def trail_view(trail: Trail, question: TrailQuestion, topic: Topic) -> TrailView:
    """Everything that the page of decisions shows."""
    file = {"limit": None, "cursor": None}
    onward = trail.next_cursor
    exports = "/api/v1/exports/decisions"
    return TrailView(
        lines=tuple(_line(line, topic) for line in trail.lines),
        total=f"{trail.total:,} decision{'' if trail.total == 1 else 's'}",
        kinds=tuple(Option(k.value, word, k is question.kind) for k, word in KIND_WORD.items()),
        dimensions=tuple(
            Option(d.value, word, d is question.dimension) for d, word in DIMENSION_WORD.items()
        ),
        who=question.who,
        about=question.about,
        since=str(question.since or ""),
        until=str(question.until or ""),
        next_href=links.url_of(DECISIONS, question, cursor=onward) if onward else "",
        first_href=links.url_of(DECISIONS, question, cursor=None) if question.cursor else "",
        csv_href=links.url_of(exports, question, **file, format="csv"),
        json_href=links.url_of(exports, question, **file, format="json"),
    )


def _line(line: TrailLine, topic: Topic) -> LineView:
    named = ""
    if line.dimension in tuple(Dimension) and line.value:
        dimension = Dimension(line.dimension)
        named = f"{DIMENSION_WORD[dimension]}: {value_label(topic, dimension, line.value)}"
    may_undo = not line.undone and line.takes_back is None
    own = line.kind in (DecisionKind.TAG, DecisionKind.SCREENING)
    undo = f"{DECISIONS}/{line.kind}/{line.id}/undo" if own and may_undo else ""
    if line.kind is DecisionKind.MATCH and may_undo:
        undo = f"/matches/decisions/{line.id}/undo"
    return LineView(
        kind=KIND_WORD[line.kind],
        number=line.id,
        at=f"{line.at:%Y-%m-%d %H:%M} UTC",
        who=line.who,
        about=line.about,
        href=links.study_url(line.about) if line.kind is DecisionKind.TAG else "",
        what=named,
        before=line.before.replace("_", " "),
        after=line.after.replace("_", " "),
        why=line.why,
        quote=line.quote,
        undone=line.undone,
        undo=undo,
    )
