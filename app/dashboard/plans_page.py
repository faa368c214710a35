"""What was planned beside what was reported: a table on a study's page, and the page of all."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.answers import PlansQuestion, StudyPlan
from app.dashboard import links, words
from app.dashboard.evidence_pieces import Piece, piece
from app.dashboard.study_lines import StudyLine, study_line
from app.gapmap import Fit, PlanLine
from app.records import SkinType
from app.topic import Topic

PATH = "/plans"

NOTHING = {
    None: "No registration of a study that was reported names a number of people or skin types.",
    True: "No study is known in which what was reported differs from its registration.",
    False: "No study is known in which what was reported keeps to its registration.",
}
FIT_WORD = {Fit.AS_PLANNED: "As planned", Fit.DIFFERS: "Differs", Fit.NOT_TOLD: "Cannot be told"}
FIT_MEANING = {
    Fit.AS_PLANNED: "What was reported keeps to the plan.",
    Fit.DIFFERS: "What was reported is not what was planned.",
    Fit.NOT_TOLD: "The reports do not say enough to tell. That is no difference.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRow:
    """One line of a plan."""

    subject: str
    planned: str
    reported: str
    fit: str
    fit_css: str
    fit_meaning: str
    difference: str
    evidence: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanOfStudy:
    """A study of the list with its plan."""

    study: StudyLine
    rows: tuple[PlanRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlansView:
    """The page of all plans."""

    total: str
    plans: tuple[PlanOfStudy, ...]
    choices: tuple[tuple[str, str, bool], ...]
    """(label, address, chosen)"""
    nothing: str
    """What is said where there is none."""


def plan_rows(lines: Sequence[PlanLine]) -> tuple[PlanRow, ...]:
    """The lines of one plan; what is alike for several types is one row."""
    return tuple(_row(same) for same in _alike(lines))


def plans_view(plans: Sequence[StudyPlan], question: PlansQuestion, topic: Topic) -> PlansView:
    """Every study that was registered and reported."""
    return PlansView(
        total=words.studies(len(plans)).capitalize(),
        plans=tuple(
            PlanOfStudy(study=study_line(plan.study, topic), rows=plan_rows(plan.lines))
            for plan in plans
        ),
        choices=tuple(
            (label, links.url_of(PATH, PlansQuestion(differs=differs)), differs is question.differs)
            for label, differs in (("All", None), ("Differ", True), ("Do not differ", False))
        ),
        nothing=NOTHING[question.differs],
    )


def _alike(lines: Sequence[PlanLine]) -> list[list[PlanLine]]:
    """Types of which the same is said on the same words stand together."""
    found: dict[object, list[PlanLine]] = {}
    for line in lines:
        said = (len(line.types) == 1, line.planned, line.reported, line.fit)
        apart = (line.types,) if len(line.types) != 1 else ()
        found.setdefault((*said, *apart), []).append(line)
    return list(found.values())


def _row(same: Sequence[PlanLine]) -> PlanRow:
    line, types = same[0], [t for one in same for t in one.types]
    planned = dict.fromkeys(e for one in same for e in one.planned_evidence)
    reported = dict.fromkeys(e for one in same for e in one.reported_evidence)
    return PlanRow(
        subject=_subject(types),
        planned=line.planned,
        reported=line.reported,
        fit=FIT_WORD[line.fit],
        fit_css=f"fit-{line.fit.value.replace('_', '-')}",
        fit_meaning=FIT_MEANING[line.fit],
        difference=" ".join(dict.fromkeys(one.difference for one in same if one.difference)),
        evidence=(
            *(piece("Planned", evidence) for evidence in planned),
            *(piece("Reported", evidence) for evidence in reported),
        ),
    )


def _subject(types: Sequence[SkinType]) -> str:
    if not types:
        return "People"
    return f"{'Types' if len(types) > 1 else 'Type'} {', '.join(t.name for t in types)}"
