"""A frozen view: how to cite it, what changed since, what was said of its studies, and itself."""

from dataclasses import dataclass

from app.answers import (
    CellAnswer,
    CellQuestion,
    CorrectionSince,
    FrozenGaps,
    FrozenStudies,
    GapsQuestion,
    MapQuestion,
    Permalink,
    Permalinks,
    SinceFrozen,
    StudiesQuestion,
    ThawError,
    ViewKind,
)
from app.answers.permalinks import Answer, asked_of
from app.dashboard import forms, links, words
from app.dashboard.cell_page import CellPage, cell_page, cell_title
from app.dashboard.changed_cells import ChangedTable, changed_table
from app.dashboard.changes_page import (
    EventLine,
    edition_in_words,
    event_lines,
    moment_in_words,
)
from app.dashboard.export_menu import ExportMenu, frozen_menu
from app.dashboard.map_page import FACETS, MapView, map_view
from app.dashboard.notice_lines import MEANING, NoticeLine, notice_lines
from app.dashboard.study_lines import StudyLine, study_line
from app.exports import event_what
from app.exports.map_words import AXIS_WORD
from app.gapmap import Axis, Matrix
from app.matching import Notice
from app.topic import Topic

PATH = "/permalinks"
LIVE = {
    ViewKind.MAP: "/gap-map",
    ViewKind.CELL: "/gap-map/cell",
    ViewKind.STUDIES: "/studies",
    ViewKind.GAPS: "/gaps",
}
WHAT = {"came": "New since", "left": "No longer there", "changed": "Changed"}


@dataclass(frozen=True, slots=True)
class FreezeForm:
    """What the button on a page freezes."""

    view: str
    query: str


@dataclass(frozen=True, slots=True)
class SaidSince:
    """A correction of a report in the view."""

    heading: str
    title: str
    study: tuple[str, str]
    """(address, public id)"""
    notice: NoticeLine


@dataclass(frozen=True, slots=True)
class ListedSince:
    """A study or a gap that came, left or changed."""

    what: str
    text: str
    href: str
    events: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The frozen view itself: one of these is set; none where this version cannot draw it."""

    map: MapView | None = None
    cell: CellPage | None = None
    studies: tuple[StudyLine, ...] = ()
    gaps: tuple[str, ...] = ()
    cannot: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PermalinkView:
    """The whole page."""

    title: str
    chips: tuple[str, ...]
    frozen: str
    hash: str
    citation: str
    address: str
    state: str
    edition: str
    corrections: tuple[SaidSince, ...]
    table: ChangedTable | None
    lines: tuple[ListedSince, ...]
    events: tuple[EventLine, ...]
    rules: tuple[str, ...]
    by_rules: bool
    shown: Shown
    exports: ExportMenu | None
    """None where this version cannot read it."""
    live_href: str
    json_href: str
    changes_href: str


@dataclass(frozen=True, slots=True)
class PermalinkLine:
    """One line of the list."""

    href: str
    title: str
    frozen: str
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PermalinksView:
    """The page of all."""

    total: str
    lines: tuple[PermalinkLine, ...]
    study: str
    json_href: str


def freeze_form(
    view: ViewKind, question: MapQuestion | CellQuestion | StudiesQuestion | GapsQuestion
) -> FreezeForm:
    """The form that freezes what a page shows."""
    asked = asked_of(question)
    if not isinstance(question, GapsQuestion):
        asked.pop("limit", None)
    return FreezeForm(view.value, links.with_query("", asked).removeprefix("?"))


def permalink_view(found: SinceFrozen, topic: Topic, site: str) -> PermalinkView:
    """Everything that the page of one frozen view shows; `site` is where readers reach it."""
    permalink = found.permalink
    shown, answer = _shown(permalink, topic)
    title = _title(permalink, topic)
    return PermalinkView(
        title=title,
        chips=tuple(chip.text for chip in _chips(permalink, topic)),
        frozen=moment_in_words(permalink.at),
        hash=permalink.hash,
        citation=_citation(permalink, title, topic, site),
        address=f"{site}/p/{permalink.hash}",
        state=_state(found),
        edition=_edition(found),
        corrections=tuple(_said(one) for one in found.corrections),
        table=_table(found, answer, topic),
        lines=tuple(
            ListedSince(
                WHAT[line.what],
                line.text or "No title",
                links.study_url(line.study_id) if line.study_id else "",
                line.events,
            )
            for line in found.lines
        ),
        events=event_lines(found.events),
        rules=tuple(
            f"{moment_in_words(event.at)}: {event_what(event)}." for event in found.rule_changes
        ),
        by_rules=any(cell.by_rules for cell in found.cells),
        shown=shown,
        exports=None if shown.cannot else frozen_menu(permalink),
        live_href=links.with_query(LIVE[permalink.view], asked_of(permalink.question)),
        json_href=f"/api/v1/permalinks/{permalink.hash}",
        changes_href=f"/api/v1/permalinks/{permalink.hash}/changes",
    )


def permalinks_view(found: Permalinks, study_id: str | None, topic: Topic) -> PermalinksView:
    """Everything that the list of frozen views shows."""
    return PermalinksView(
        total=words.counted(found.total, "frozen view"),
        lines=tuple(
            PermalinkLine(
                f"/p/{one.hash}",
                ". ".join([_title(one, topic), *(chip.text for chip in _chips(one, topic))]),
                moment_in_words(one.at),
                one.hash,
            )
            for one in found.permalinks
        ),
        study=study_id or "",
        json_href=links.with_query("/api/v1/permalinks", {"study_id": study_id}),
    )


def _title(permalink: Permalink, topic: Topic) -> str:
    question = permalink.question
    match question:
        case MapQuestion():
            rows, columns = AXIS_WORD[question.rows], AXIS_WORD[question.columns]
            return f"Gap map: {rows.lower()} by {columns.lower()}"
        case CellQuestion():
            return cell_title(question.as_key(topic), topic)
        case StudiesQuestion():
            return "Studies"
        case _:
            return "Ranked gaps"


def _chips(permalink: Permalink, topic: Topic) -> tuple[forms.Chip, ...]:
    """The conditions of the view in words."""
    asked = permalink.question
    axes = ("fitzpatrick", "indication", "outcome")
    names = [
        name
        for name in (*FACETS, "standing")
        if hasattr(asked, name) and not (isinstance(asked, CellQuestion) and name in axes)
    ]
    return forms.chips(topic, "", asked, names)


def _shown(permalink: Permalink, topic: Topic) -> tuple[Shown, Answer | None]:
    try:
        answer = permalink.answer()
    except ThawError as error:
        return Shown(cannot=str(error)), None
    question = permalink.question
    match answer:
        case Matrix() if isinstance(question, MapQuestion):
            return Shown(map=map_view(answer, question, topic)), answer
        case CellAnswer() if isinstance(question, CellQuestion):
            return Shown(cell=cell_page(answer, question, topic)), answer
        case FrozenStudies():
            return Shown(studies=tuple(study_line(s, topic) for s in answer.studies)), answer
        case FrozenGaps():
            return Shown(gaps=tuple(gap.sentence for gap in answer.gaps)), answer
        case _:
            return Shown(cannot="Question and answer are not of one kind."), None


def _citation(permalink: Permalink, title: str, topic: Topic, site: str) -> str:
    return (
        f"coregap: {topic.title} by skin type. {title}. Evidence as of "
        f"{moment_in_words(permalink.complete_until)}, frozen {permalink.at:%Y-%m-%d}. "
        f"{site}/p/{permalink.hash}"
    )


def _state(found: SinceFrozen) -> str:
    if found.unanswerable:
        return f"This question cannot be asked any more: {found.unanswerable}"
    if found.is_unchanged:
        return "It says the same now."
    if found.cells:
        number = len(found.cells)
        return words.counted(number, "cell says", "cells say") + " something else now."
    return words.counted(len(found.lines), "line") + " of it came, left or changed since."


def _edition(found: SinceFrozen) -> str:
    made = edition_in_words(found.permalink.edition)
    if found.permalink.is_same_edition:
        return f"Made with {made}. That is still the edition in use here."
    return (
        f"Made with {made}. The edition in use here is another one by now: "
        f"{edition_in_words(found.now_edition)}. The numbers of the frozen view stay as they were; "
        "made again today from the evidence of then, they may be others."
    )


def _said(one: CorrectionSince) -> SaidSince:
    notice = Notice(
        kind=one.kind, because=one.because, source=one.source, identifier=one.identifier
    )
    (line,) = notice_lines([notice])
    study = (links.study_url(one.study_id), one.study_id)
    return SaidSince(MEANING[one.kind], one.title or "a report without a title", study, line)


def _table(found: SinceFrozen, answer: Answer | None, topic: Topic) -> ChangedTable | None:
    question = found.permalink.question
    if not found.cells or not isinstance(question, MapQuestion | CellQuestion):
        return None
    axes = (Axis.OUTCOME, Axis.FITZPATRICK)
    if isinstance(answer, Matrix):
        axes = (answer.row_axis, answer.column_axis)
    return changed_table(found.cells, axes, question, topic)
