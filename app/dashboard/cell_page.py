"""One cell of the map with everything it rests on, and what does not count and why."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from app.answers import CellAnswer, CellQuestion, ViewName
from app.dashboard import links, words
from app.dashboard.evidence_pieces import Part, Piece, piece, says, study_part
from app.dashboard.export_menu import ExportMenu, export_menu
from app.dashboard.safety_view import SafetyView, safety_view
from app.dashboard.study_lines import StudyLine, study_line
from app.exports.map_words import people_of, sign_of, state_word
from app.gapmap import (
    NONE_STATED,
    Cell,
    CellKey,
    Depth,
    Footing,
    Layer,
    Reason,
    Trial,
    TrialState,
)
from app.records import Extent, SkinType, Standing
from app.store import CellEvidence, StudySummary
from app.topic import Topic

HOPE = (TrialState.UNDER_WAY, TrialState.UNREPORTED)

EXTENT_WORD = {
    Extent.FULL_TEXT: "Read in full.",
    Extent.ABSTRACT: "Only its abstract was read.",
    Extent.LISTING: "Only its listing was read.",
    Extent.SECONDARY: "It was not read itself: what others write about it was.",
    Extent.CITATION_ONLY: "Only its citation is known.",
}

STANDING_OF_PLAN = {
    Standing.STUDIED: "It plans to enrol this type.",
    Standing.ELIGIBLE: "Its criteria admit this type.",
    Standing.EXCLUDED: "Its criteria exclude this type.",
    Standing.NOT_REPORTED: "It does not say whether this type may take part.",
}


@dataclass(frozen=True, slots=True)
class Step:
    """A rung of the ladder: reached or not, and whether the cell stands on it."""

    word: str
    meaning: str
    css: str
    here: bool


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure with its name and, where it needs one, a note."""

    name: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Sibling:
    """The same cell for another skin type."""

    label: str
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class FootingLine:
    """How many studies of the cell stand how in it."""

    number: str
    word: str
    meaning: str


@dataclass(frozen=True, slots=True)
class TrialLine:
    """A registered study that has reported nothing."""

    name: str
    href: str
    registry_href: str
    registration: str
    sentence: str
    standing: str


@dataclass(frozen=True, slots=True)
class IndirectLine:
    """A study of another procedure, and what differs."""

    name: str
    href: str
    differs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EvidenceOfStudy:
    """The pieces of evidence of one study."""

    study: Part
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CellPage:
    """The whole page."""

    title: str
    sentence: str
    state: str
    state_css: str
    map_href: str
    feed_href: str
    """Where changes of this cell can be followed; empty where a filter of the feed cannot say it."""
    steps: tuple[Step, ...]
    siblings: tuple[Sibling, ...]
    facts: tuple[Fact, ...]
    counted: tuple[StudyLine, ...]
    counted_note: str
    others: tuple[StudyLine, ...]
    footings: tuple[FootingLine, ...]
    hopeful: tuple[TrialLine, ...]
    """Registered studies that may still report."""
    stopped: tuple[TrialLine, ...]
    """Registered studies that will not, or of which nobody can say."""
    indirect: tuple[IndirectLine, ...]
    searched: str
    evidence: tuple[EvidenceOfStudy, ...]
    safety: SafetyView | None
    exports: ExportMenu


def cell_page(answer: CellAnswer, question: CellQuestion, topic: Topic) -> CellPage:
    """Everything that the cell's page shows."""
    cell = answer.cell
    return CellPage(
        title=cell_title(cell.key, topic),
        sentence=cell.sentence,
        state=state_word(cell.depth, cell.reason),
        state_css=sign_of(cell.depth, cell.reason),
        map_href=_map_href(question),
        feed_href=_feed_href(cell.key),
        steps=tuple(_steps(cell)),
        siblings=tuple(_siblings(cell.key, question)),
        facts=tuple(_facts(cell)),
        counted=tuple(study_line(study, topic) for study in answer.studies),
        counted_note=_counted_note(cell),
        others=tuple(
            study_line(study, topic, why_not_counted(study, cell.key))
            for study in answer.other_studies
        ),
        footings=tuple(footing_lines(cell.footings)),
        hopeful=tuple(trial_lines(t for t in cell.trials if t.state in HOPE)),
        stopped=tuple(trial_lines(t for t in cell.trials if t.state not in HOPE)),
        indirect=tuple(
            IndirectLine(one.title or one.public_id, links.study_url(one.public_id), one.differs)
            for one in answer.indirect
        ),
        searched=answer.searched.sentence,
        evidence=tuple(_evidence(answer.evidence, topic)),
        safety=safety_view(answer.safety, cell.key, topic),
        exports=export_menu(ViewName.CELL, "this cell", question),
    )


def cell_title(key: CellKey, topic: Topic) -> str:
    """The cell by name: "Hyperpigmentation after treatment of wrinkles, type V"."""
    parts = [
        _axis_name(topic, "outcome", key.outcome),
        _axis_name(topic, "indication", key.indication),
        f"type {key.fitzpatrick.name}" if key.fitzpatrick else "",
    ]
    named = ", ".join(part for part in parts if part)
    return named[:1].upper() + named[1:] if named else "All evidence"


def why_not_counted(study: StudySummary, key: CellKey) -> str:
    """Why a study of the same indication and outcome does not make up the answer."""
    if study.layer is Layer.PLANNED:
        return "Registered; it has reported nothing."
    if study.layer is not Layer.PRIMARY:
        return words.LAYER_MEANING[study.layer]
    if key.fitzpatrick is None:
        return "It is not in the layer that was asked for."
    name = f"type {key.fitzpatrick.name}"
    match study.standing.get(key.fitzpatrick, Standing.NOT_REPORTED):
        case Standing.NOT_REPORTED:
            unread = "" if study.extent is Extent.FULL_TEXT else f" {EXTENT_WORD[study.extent]}"
            if _silent(study):
                return f"It does not report skin type.{unread}"
            return f"It reports skin types and says nothing about {name}.{unread}"
        case Standing.EXCLUDED:
            return f"It says that {name} was excluded, or that no participant was of {name}."
        case Standing.ELIGIBLE:
            return f"Its criteria admit {name}; nobody of {name} is said to have taken part."
        case Standing.STUDIED:
            return "It is not in the layer that was asked for."


def footing_lines(footings: Mapping[Footing, int]) -> Iterator[FootingLine]:
    """Every study of a cell by how it stands there; the numbers add up to all of them."""
    for footing, number in footings.items():
        word = words.FOOTING_WORD[footing].capitalize()
        yield FootingLine(f"{number:,}", word, words.FOOTING_MEANING[footing])


def trial_lines(trials: Iterable[Trial]) -> Iterator[TrialLine]:
    """Registered studies with number, status and end."""
    for trial in trials:
        number = trial.registrations[0] if trial.registrations else ""
        of_registry = number.startswith("NCT")
        yield TrialLine(
            name=trial.title or trial.public_id,
            href=links.study_url(trial.public_id),
            registry_href=f"https://clinicaltrials.gov/study/{number}" if of_registry else "",
            registration=number,
            sentence=trial.sentence,
            standing=STANDING_OF_PLAN[trial.standing] if trial.standing else "",
        )


def _silent(study: StudySummary) -> bool:
    return all(standing is Standing.NOT_REPORTED for standing in study.standing.values())


def _axis_name(topic: Topic, dimension: str, value: str | None) -> str:
    if value is None:
        return ""
    return f"no {dimension} stated" if value == NONE_STATED else topic.label(dimension, value)


def _feed_href(key: CellKey) -> str:
    if NONE_STATED in (key.indication, key.outcome):
        return ""
    roman = key.fitzpatrick.name if key.fitzpatrick else None
    asked = {"fitzpatrick": roman, "indication": key.indication, "outcome": key.outcome}
    return links.with_query("/feed.atom", asked)


def _map_href(question: CellQuestion) -> str:
    wider = question.as_map_question()
    if question.outcome and question.indication:
        return links.url_of("/gap-map", wider, indication=[question.indication])
    axis = "indication" if question.indication and not question.outcome else None
    return links.url_of("/gap-map", wider, rows=axis)


def _steps(cell: Cell) -> Iterator[Step]:
    for depth in Depth:
        if depth is Depth.NONE:
            continue
        reached = cell.depth >= depth
        css = f"on depth-{words.slug(depth.name)}" if reached else ""
        yield Step(
            words.DEPTH_WORD[depth].capitalize(),
            words.DEPTH_MEANING[depth],
            css,
            cell.depth is depth,
        )


def _siblings(key: CellKey, question: CellQuestion) -> Iterator[Sibling]:
    yield Sibling(
        "All types",
        links.cell_url(CellKey(None, key.indication, key.outcome), question),
        key.fitzpatrick is None,
    )
    for skin_type in SkinType:
        yield Sibling(
            f"Type {skin_type.name}",
            links.cell_url(CellKey(skin_type, key.indication, key.outcome), question),
            key.fitzpatrick is skin_type,
        )


def _facts(cell: Cell) -> Iterator[Fact]:
    of_type = f" of type {cell.key.fitzpatrick.name}" if cell.key.fitzpatrick else ""
    yield Fact(f"Studies{of_type}", str(cell.studies) if cell.studies else "None")
    yield Fact(
        f"People{of_type}",
        people_of(cell.people, cell.participants) if cell.studies else "None known",
        "at least, and at most" if cell.people and cell.people.lower != cell.people.upper else "",
    )
    if cell.people_of_unknown_type:
        yield Fact(
            "People of unknown type",
            words.counted(cell.people_of_unknown_type, "person", "people"),
            "in studies that do not report this skin type",
        )


def _counted_note(cell: Cell) -> str:
    if cell.studies:
        return ""
    return words.REASON_MEANING[cell.reason] if cell.reason is not Reason.STUDIED else ""


def _evidence(evidence: tuple[CellEvidence, ...], topic: Topic) -> Iterator[EvidenceOfStudy]:
    by_study: dict[str, list[CellEvidence]] = {}
    for found in evidence:
        by_study.setdefault(found.study_id, []).append(found)
    for study_id, pieces in by_study.items():
        first = pieces[0]
        yield EvidenceOfStudy(
            study_part(study_id, first.study_title, first.year),
            tuple(_piece(one, topic) for one in pieces),
        )


def _piece(found: CellEvidence, topic: Topic) -> Piece:
    statement = says(topic, found.dimension, found.value, found.standing)
    return piece(statement, found.evidence, *((Part(found.citation),) if found.citation else ()))
