"""Plans beside what was reported: of one study, and of all that have both."""

from dataclasses import dataclass, field
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field
from sqlmodel import Session

from app import store
from app.gapmap import Fit, Layer, MappedStudy, PlanLine, Told, plan_lines
from app.matching import ReportRole
from app.records import Dimension, Standing
from app.store import StoredTag, StudyDetail, StudySummary

REPORTED = (Layer.PRIMARY,)
"""Layers of studies of which something was reported."""


class PlansQuestion(BaseModel):
    """Which studies with a plan are listed."""

    model_config = ConfigDict(extra="forbid")

    differs: Annotated[
        bool | None,
        Field(description="True: only studies in which something differs; false: the others."),
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyPlan:
    """A study that was registered and reported, with its plan line by line."""

    study: StudySummary
    lines: tuple[PlanLine, ...]
    differs: bool = field(init=False)
    """Whether anything that was reported differs from the plan."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "differs", any(x.fit is Fit.DIFFERS for x in self.lines))


def answer_plans(db: Session, question: PlansQuestion) -> tuple[StudyPlan, ...]:
    """Every study with a plan and a report of it, the latest first."""
    found = [plan_of(store.get_study(db, one)) for one in store.list_registered(db, REPORTED)]
    plans = [plan for plan in found if plan.lines]
    return tuple(p for p in plans if question.differs is None or p.differs is question.differs)


def plan_of(study: StudyDetail) -> StudyPlan:
    """The plan of one study against its reports; no line where it was not registered or reported."""
    roles = {report.report_id: report.role for report in study.reports}
    planned = [t for t in _standings(study) if roles[t.report_id] is ReportRole.REGISTRATION]
    summary = study.summary
    lines: tuple[PlanLine, ...] = ()
    if summary.layer in REPORTED and ReportRole.REGISTRATION in roles.values():
        lines = plan_lines(
            Told(
                tags=tuple(t.as_tag() for t in planned if t.standing is not Standing.STUDIED),
                people=summary.planned,
                people_evidence=study.planned_evidence,
            ),
            Told(
                tags=tuple(t.as_tag() for t in _standings(study) if _is_reported(t, roles)),
                people=summary.participants,
                people_evidence=study.participants_evidence,
            ),
            study.planned_shares,
            _mapped(study),
        )
    return StudyPlan(study=summary, lines=lines)


def _standings(study: StudyDetail) -> list[StoredTag]:
    return [t for t in study.tags if t.dimension is Dimension.FITZPATRICK and t.counts]


def _is_reported(tag: StoredTag, roles: dict[str, ReportRole]) -> bool:
    """A registration reports too, where it has results; criteria of a paper are its plan."""
    if roles[tag.report_id] is ReportRole.REGISTRATION:
        return tag.standing is Standing.STUDIED
    return tag.standing in (Standing.STUDIED, Standing.EXCLUDED)


def _mapped(study: StudyDetail) -> MappedStudy:
    summary = study.summary
    return MappedStudy(
        public_id=summary.public_id,
        title=summary.title,
        year=summary.year,
        layer=summary.layer,
        participants=summary.participants,
        standing=summary.standing,
        counts=study.counts,
    )
