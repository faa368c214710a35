"""The one-screen answer as finished values: six skin types, the gaps, what is coming."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.answers import GapsQuestion, Overview, PlannedStudy, ViewName
from app.dashboard import links, words
from app.dashboard.cell_page import HOPE
from app.dashboard.evidence_pieces import Part, seen
from app.dashboard.export_menu import ExportMenu, export_menu
from app.dashboard.sources_page import day
from app.dashboard.study_lines import StudyLine, study_line
from app.exports import report_links
from app.exports.map_words import ladder, sign_of, state_word
from app.gapmap import CellKey, Depth, Facts, Gap, Layer, Reason, TypeFacts
from app.records import Standing
from app.store import ContextReport, SourceSummary
from app.topic import Topic

RUNG_WORDS = tuple(words.DEPTH_WORD[depth] for depth in Depth if depth is not Depth.NONE)
SIGNALS_SHOWN = 6
TYPES_NAMED = 2  # skin types that the first lines name: those with the least evidence


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of a skin type's core: its word, and whether the evidence reaches it."""

    word: str
    on: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeCard:
    """What is known of one skin type."""

    roman: str
    href: str
    core_css: str
    """The sign of an empty core; "" where the core itself is drawn."""
    state: str
    rungs: tuple[Rung, ...]
    figures: tuple[str, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class GapLine:
    """A gap in words, with its place in the ranking."""

    rank: int
    sentence: str
    because: str
    href: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its name, leading to what it counts."""

    name: str
    value: str
    href: str


@dataclass(frozen=True, slots=True)
class ContextLine:
    """A regulatory document or a news piece."""

    kind: str
    title: str
    href: str
    note: str
    remark: str
    seen: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewView:
    """The whole page."""

    question: str
    points: tuple[str, ...]
    types: tuple[TypeCard, ...]
    gaps: tuple[GapLine, ...]
    gap_exports: ExportMenu
    layers: tuple[Figure, ...]
    planned: tuple[StudyLine, ...]
    """Registered studies that may still report."""
    stopped: tuple[StudyLine, ...]
    """Registered studies that are no hope: stopped, or of unknown status."""
    searched: str
    context: tuple[ContextLine, ...]
    signals: tuple[ContextLine, ...]
    """The latest of FDA's device reports."""
    older_signals: tuple[ContextLine, ...]
    caution: str
    disclaimers: tuple[str, ...]
    """What the sources of regulatory documents want their readers to be told."""
    read: str
    empty: bool


def overview_view(
    overview: Overview,
    sources: Iterable[SourceSummary],
    topic: Topic,
) -> OverviewView:
    """Everything that the first page shows."""
    signals = [_context(report) for report in overview.context.reports if report.is_signal]
    layers = overview.facts.layers
    return OverviewView(
        question=topic.question,
        points=tuple(_points(overview.facts)),
        types=tuple(_card(of_type, overview.facts.studies) for of_type in overview.facts.by_type),
        gaps=tuple(_gap(gap) for gap in overview.gaps),
        gap_exports=export_menu(ViewName.GAPS, "all gaps", GapsQuestion(limit=1000)),
        layers=tuple(
            Figure(
                words.LAYER_WORD[layer],
                str(layers.get(layer, 0)),
                links.with_query("/studies", {"layer": layer.value}),
            )
            for layer in Layer
        ),
        planned=tuple(_planned(one, topic) for one in overview.planned if one.trial.state in HOPE),
        stopped=tuple(
            _planned(one, topic) for one in overview.planned if one.trial.state not in HOPE
        ),
        searched=overview.searched.sentence,
        context=tuple(_context(r) for r in overview.context.reports if not r.is_signal),
        signals=tuple(signals[:SIGNALS_SHOWN]),
        older_signals=tuple(signals[SIGNALS_SHOWN:]),
        caution=overview.context.caution,
        disclaimers=overview.context.disclaimers,
        read=_read(sources),
        empty=overview.counts.studies == 0,
    )


def _points(facts: Facts) -> Iterator[str]:
    """What is silent first, then the types with the least evidence, of equal ones the darker."""
    of_types = {of_type.sentence for of_type in facts.by_type}
    yield from (sentence for sentence in facts.sentences if sentence not in of_types)
    weakest = sorted(facts.by_type, key=lambda f: (f.depth, f.studies, -f.fitzpatrick))
    named = sorted(weakest[:TYPES_NAMED], key=lambda f: f.fitzpatrick)
    yield from (of_type.sentence for of_type in named)


def _card(of_type: TypeFacts, studies: int) -> TypeCard:
    reached = ladder(of_type.depth)
    drawn = of_type.reason in (Reason.STUDIED, Reason.ELIGIBLE_ONLY)
    return TypeCard(
        roman=of_type.fitzpatrick.name,
        href=links.cell_url(CellKey(of_type.fitzpatrick)),
        core_css="" if drawn else sign_of(of_type.depth, of_type.reason),
        state=state_word(of_type.depth, of_type.reason).capitalize(),
        rungs=tuple(Rung(word, on) for word, on in zip(RUNG_WORDS, reached, strict=True)),
        figures=tuple(_figures(of_type, studies)),
        sentence=of_type.sentence,
    )


def _figures(of_type: TypeFacts, studies: int) -> Iterator[str]:
    if of_type.studies:
        yield f"{of_type.studies} of {words.studies(studies)}"
        yield words.people(of_type.people)
    else:
        yield words.studies(0).capitalize()
    silent = of_type.standings.get(Standing.NOT_REPORTED, 0)
    if silent:
        yield f"not reported in {silent} of {studies}"


def _gap(gap: Gap) -> GapLine:
    because = "; ".join(gap.because)
    return GapLine(
        gap.rank, gap.sentence, because[:1].upper() + because[1:], links.cell_url(gap.key)
    )


def _planned(one: PlannedStudy, topic: Topic) -> StudyLine:
    return study_line(one.study, topic, one.trial.sentence)


def _context(report: ContextReport) -> ContextLine:
    of = report.bibliography
    said = (of.journal, report.status.replace("_", " "), report.ends or str(of.year or ""))
    return ContextLine(
        kind="Safety signal" if report.is_signal else words.REPORT_KIND_WORD[report.kind],
        title=of.title or "Title not known",
        href=next((link.href for link in report_links(of) if link.href), ""),
        note=", ".join(part for part in said if part),
        remark=report.notes,
        seen=tuple(seen(place) for place in report.seen_at),
    )


def _read(sources: Iterable[SourceSummary]) -> str:
    moments = [s.last_received_at for s in sources if s.last_received_at]
    return f"Evidence last received {day(max(moments))}." if moments else ""
