"""One study as a line of a list, the same on every page."""

from dataclasses import dataclass, replace

from app.dashboard import links, words
from app.dashboard.marks import Badge, Mark, badge, standing_marks
from app.dashboard.notice_lines import DOUBTS, LEFT_OUT
from app.gapmap import Layer
from app.store import NO_TITLE, FoundIn, Stretch, StudySummary, highlighted
from app.topic import Topic

UNTITLED = "Title not known"
NAMED_AUTHORS = 3  # more are "et al."


@dataclass(frozen=True, slots=True)
class FoundLine:
    """A passage in which the words of a search stand, and where that is."""

    where: str
    parts: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyLine:
    """A study in a list; `why` says why it stands where it stands, where a page needs it."""

    href: str
    title: str
    titled: bool
    layer: Badge
    facts: tuple[str, ...]
    marks: tuple[Mark, ...]
    why: str = ""
    title_parts: tuple[Stretch, ...] = ()
    """The title with the words of a search marked; empty where none was searched."""
    found: FoundLine | None = None


def study_line(study: StudySummary, topic: Topic, why: str = "") -> StudyLine:
    """Title, year, journal, design, people and the six marks."""
    return StudyLine(
        href=links.study_url(study.public_id),
        title=study.title or untitled(study),
        titled=bool(study.title),
        layer=badge(study.layer),
        facts=tuple(fact for fact in _facts(study, topic) if fact),
        marks=() if study.left_out else standing_marks(study.standing),
        why=LEFT_OUT[study.left_out] if study.left_out else why,
    )


def found_line(study: StudySummary, topic: Topic, found: FoundIn, question: str) -> StudyLine:
    """The same with the words of a search marked in its title and in the passage they stand in."""
    line = study_line(study, topic)
    title = highlighted(line.title, question) if line.titled else ()
    in_title = any(part.found for part in title)
    return replace(line, title_parts=title, found=_found(study, found, in_title=in_title))


def _found(study: StudySummary, found: FoundIn, *, in_title: bool) -> FoundLine | None:
    if not found.passage:
        return None if in_title else FoundLine("Found in its authors, journal or numbers", ())
    section = found.section.replace("_", " ").capitalize()
    elsewhere = found.report_title not in ("", study.title)
    return FoundLine(f"{section}, {found.report_title}" if elsewhere else section, found.passage)


def untitled(study: StudySummary) -> str:
    """What a study is called when no page that was read gives its title."""
    known = study.citation.removeprefix(NO_TITLE).strip(". ")
    return f"{UNTITLED} ({known or study.public_id})"


def authors_line(authors: tuple[str, ...]) -> str:
    """The first names of a list of authors; "" where none is known."""
    shown = ", ".join(authors[:NAMED_AUTHORS])
    return f"{shown} et al." if len(authors) > NAMED_AUTHORS else shown


def participants_words(study: StudySummary) -> str:
    """How many people took part, or were planned to, or that nobody says."""
    if study.layer is Layer.PRECLINICAL and study.participants is None:
        return "no participants"
    if study.layer is Layer.SECONDARY:
        return "adds no participants"
    if study.participants is not None:
        return words.counted(study.participants, "participant")
    if study.planned is not None:
        return f"{words.counted(study.planned, 'participant')} planned"
    return "participants not stated"


def design_words(study: StudySummary, topic: Topic) -> str:
    """The design by name, or that nobody says."""
    label = topic.label("design", study.design) if study.design else "not stated"
    return f"Design: {label.lower()}" if label.lower() in ("other", "not stated") else label


def _plan(study: StudySummary) -> str:
    """How a planned study stands, and when it is to end."""
    status = f"status: {study.status.replace('_', ' ')}" if study.status else "status not known"
    return f"{status}, ends {study.ends}" if study.ends else status


def _facts(study: StudySummary, topic: Topic) -> tuple[str, ...]:
    printed = (
        authors_line(study.authors),
        str(study.year) if study.year else "year not known",
        study.journal,
    )
    return printed if study.left_out else (*printed, *_statements(study, topic))


def _statements(study: StudySummary, topic: Topic) -> tuple[str, ...]:
    return (
        design_words(study, topic),
        participants_words(study),
        _plan(study) if study.layer is Layer.PLANNED else "",
        *(DOUBTS[kind] for kind in dict.fromkeys(n.kind for n in study.notices) if kind in DOUBTS),
    )
