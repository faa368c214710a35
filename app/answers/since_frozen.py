"""What is different now from a frozen view, by what, and what was said of its studies since."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session

from app import pipeline, store
from app.answers.comparing import mapped_studies
from app.answers.permalinks import (
    ANSWERED,
    Answer,
    FrozenGaps,
    FrozenStudies,
    Permalink,
    answer_permalink,
    frozen_records,
)
from app.answers.questions import CellQuestion, MapQuestion
from app.answers.tracing import Between, Numbers, Tracer
from app.answers.values import CellAnswer
from app.errors import CoregapError
from app.gapmap import (
    Cell,
    CellDifference,
    CellKey,
    Matrix,
    cell,
    changed_studies,
    concerned_by,
    matrix,
    same_answer,
)
from app.matching import NoticeKind
from app.pipeline import Edition
from app.store import Event
from app.topic import Topic

CORRECTING = (
    NoticeKind.RETRACTED,
    NoticeKind.WITHDRAWN,
    NoticeKind.CONCERN,
    NoticeKind.CORRECTED,
    NoticeKind.TERMINATED,
    NoticeKind.PUBLISHED,
)
"""What whoever cites a frozen view must hear of, what weighs most first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CellSince:
    """A cell that says something else now. `by_rules`: already another reader made it so."""

    difference: CellDifference
    events: tuple[int, ...]
    by_rules: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LineSince:
    """A study or a gap of a frozen list: it `came`, `left` or `changed`."""

    what: str
    text: str
    study_id: str = ""
    events: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionSince:
    """What was said of a report after the view that it is part of was frozen."""

    kind: NoticeKind
    title: str
    because: str
    source: str
    identifier: str
    study_id: str
    """As it was called in the frozen view."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SinceFrozen:
    """A frozen view beside what the same question is answered now.

    `now_edition` is that of this program; where it is another than the permalink's, cells may
    differ by it alone. `unanswerable` says why the question cannot be asked any more.
    """

    permalink: Permalink
    now: datetime
    now_revision: str
    now_edition: Edition
    cells: tuple[CellSince, ...] = ()
    lines: tuple[LineSince, ...] = ()
    corrections: tuple[CorrectionSince, ...] = ()
    events: tuple[Event, ...] = ()
    rule_changes: tuple[Event, ...] = ()
    unanswerable: str = ""

    @property
    def is_unchanged(self) -> bool:
        """Whether the view says now what it said then."""
        return not (self.cells or self.lines or self.unanswerable)


def answer_since_frozen(db: Session, topic: Topic, name: str, now: datetime) -> SinceFrozen:
    """What changed in a view since it was frozen.

    Raises:
        PermalinkNotFoundError: If there is none of this name.
    """
    permalink = answer_permalink(db, topic, name)
    plain = SinceFrozen(
        permalink=permalink,
        now=now,
        now_revision=store.revision(db),
        now_edition=pipeline.edition_of(topic),
        corrections=tuple(_corrections(db, permalink)),
        rule_changes=tuple(store.list_rule_changes(db, permalink.complete_until, now)),
    )
    if permalink.is_same_edition and permalink.revision == plain.now_revision:
        return plain
    try:
        frozen = permalink.answer()
        live = ANSWERED[permalink.view](db, topic, permalink.question)
    except CoregapError as error:
        return replace(plain, unanswerable=str(error))
    return _Since(db, topic, plain).with_differences(frozen, live)


class _Since:
    """One comparison of a frozen answer with the present one."""

    def __init__(self, db: Session, topic: Topic, plain: SinceFrozen) -> None:
        self._topic, self._plain = topic, plain
        self._permalink = plain.permalink
        since = self._permalink.complete_until
        self._between = Between(
            since=since,
            until=plain.now,
            before=pipeline.state_before(db, topic, since),
            after=store.get_evidence_state(db),
        )
        self._tracer = Tracer(db, self._between)
        self._searched = store.searched_before(db, since)
        self._behind: dict[object, tuple[Event, ...]] = {}
        before, after = (
            [known.study for known in state.studies]
            for state in (self._between.before, self._between.after)
        )
        self._changed = changed_studies(before, after)

    def with_differences(self, frozen: Answer, live: Answer) -> SinceFrozen:
        """Everything that differs, with its events."""
        cells: tuple[CellSince, ...] = ()
        lines: tuple[LineSince, ...] = ()
        match frozen, live:
            case (Matrix(), Matrix()) | (CellAnswer(), CellAnswer()):
                cells = tuple(self._cells(_cells_of(frozen), _cells_of(live)))
            case FrozenStudies(), FrozenStudies():
                lines = tuple(self._studies(frozen, live))
            case FrozenGaps(), FrozenGaps():
                lines = tuple(self._gaps(frozen, live))
        numbers = Numbers([*self._behind.values()])
        return replace(
            self._plain,
            cells=tuple(
                replace(one, events=numbers.of(self._behind[one.difference.key])) for one in cells
            ),
            lines=tuple(
                replace(one, events=numbers.of(self._behind[one.text, one.study_id]))
                for one in lines
            ),
            events=numbers.events,
        )

    def _cells(
        self, then: Mapping[CellKey, Cell], now: Mapping[CellKey, Cell]
    ) -> Iterator[CellSince]:
        replayed = self._replayed(then) if not self._permalink.is_same_edition else {}
        for key in (key for key in then if key in now):
            if same_answer(then[key], now[key]):
                continue
            ids = concerned_by(self._changed, key)
            difference = CellDifference(
                key=key, before=then[key], after=now[key], study_ids=tuple(ids)
            )
            by_rules = key in replayed and not same_answer(then[key], replayed[key])
            self._behind[key] = self._tracer.of_studies(ids)
            yield CellSince(difference=difference, events=(), by_rules=by_rules)

    def _replayed(self, then: Mapping[CellKey, Cell]) -> Mapping[CellKey, Cell]:
        """The cells of then as the reader of today would have made them."""
        asked = self._permalink.question
        if isinstance(asked, MapQuestion):
            studies = mapped_studies(self._between.before, asked.as_filter(self._topic))
            query = asked.as_query(self._topic)
            return _cells_of(matrix(studies, query, self._topic, searched=self._searched))
        if isinstance(asked, CellQuestion):
            wider = asked.as_map_question()
            studies = mapped_studies(self._between.before, wider.as_filter(self._topic))
            layers = wider.as_query(self._topic).layers
            return {
                key: cell(studies, key, self._topic, layers, searched=self._searched)
                for key in then
            }
        return {}

    def _studies(self, frozen: FrozenStudies, live: FrozenStudies) -> Iterator[LineSince]:
        then, now = ({s.public_id: s for s in side.studies} for side in (frozen, live))
        for public_id, study in {**then, **now}.items():
            if public_id in then and public_id in now and public_id not in self._changed:
                continue
            what = "changed" if public_id in then and public_id in now else ""
            what = what or ("left" if public_id in then else "came")
            self._behind[study.title, public_id] = self._tracer.of_studies([public_id])
            yield LineSince(what=what, text=study.title, study_id=public_id)

    def _gaps(self, frozen: FrozenGaps, live: FrozenGaps) -> Iterator[LineSince]:
        then, now = ({gap.key: gap for gap in side.gaps} for side in (frozen, live))
        for key, gap in {**then, **now}.items():
            if key in then and key in now and _alike(then[key], now[key]):
                continue
            what = "changed" if key in then and key in now else ""
            what = what or ("left" if key in then else "came")
            ids = concerned_by(self._changed, key)
            self._behind[gap.sentence, ""] = self._tracer.of_studies(ids)
            yield LineSince(what=what, text=gap.sentence)


def _alike(one: object, other: object) -> bool:
    """Whether two gaps are the same gap with the same numbers, wherever each is ranked."""
    names = ("reason", "depth", "studies", "people")
    return all(getattr(one, name) == getattr(other, name) for name in names)


def _cells_of(answer: Answer) -> dict[CellKey, Cell]:
    if isinstance(answer, CellAnswer):
        return {answer.cell.key: answer.cell}
    if isinstance(answer, Matrix):
        return {one.key: one for line in answer.cells for one in line}
    return {}


def _corrections(db: Session, permalink: Permalink) -> Sequence[CorrectionSince]:
    """Each thing that is said now and was not said then, once for each report."""
    records = frozen_records(db, permalink)
    said = store.list_record_notices(db, [one.record_key for one in records])
    found: dict[CorrectionSince, None] = {}
    for record in records:
        now = said.get(record.record_key)
        for kind in CORRECTING if now else ():
            notice = next((n for n in now.notices if n.kind is kind), None) if now else None
            if now and notice and kind not in record.notices:
                told = CorrectionSince(
                    kind=kind,
                    title=now.title,
                    because=notice.because,
                    source=notice.source,
                    identifier=notice.identifier,
                    study_id=record.public_id,
                )
                found[told] = None
    return sorted(found, key=lambda one: (CORRECTING.index(one.kind), one.study_id, one.title))
