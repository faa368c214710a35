"""Proposed tags that wait for a person: in which order, and which are much the same."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_
from sqlalchemy import select as sql_select
from sqlmodel import Session, col, select

from app.errors import InvalidQueryError
from app.records import Dimension, Evidence, EvidenceKind
from app.store.batches import in_batches
from app.store.decided import TagDecisionRow
from app.store.derived import DocumentRow, StudyAliasRow, StudyReportRow, StudyRow, TagRow
from app.store.loaded import tag_of
from app.store.values import StoredTag

READ_BY_MACHINE = (EvidenceKind.QUOTE.value, EvidenceKind.STRUCTURED.value)
"""What a person wrote down themselves waits for nobody."""
PROPOSED, UNSEEN = "proposed", "unseen"
WAITING = (PROPOSED, UNSEEN)
STEP = 10_000  # of a rank; within it stands how often the rule was right, 0 to 1000
_CURSOR = re.compile(r"(\d{1,6})-(.+)", re.DOTALL)


@dataclass(frozen=True, slots=True, order=True)
class TagTarget:
    """What a decision on a tag is about: one value of one dimension of one study."""

    study_id: str
    dimension: Dimension
    value: str

    @property
    def id(self) -> str:
        """One word for it."""
        return f"{self.study_id}-{self.dimension}-{self.value}"

    @classmethod
    def of(cls, target_id: str) -> "TagTarget":
        """The target of that name.

        Raises:
            InvalidQueryError: If it is none.
        """
        study_id, _, rest = target_id.partition("-")
        dimension, _, value = rest.partition("-")
        if dimension not in tuple(Dimension) or not value:
            raise InvalidQueryError("target", target_id)
        return cls(study_id, Dimension(dimension), value)


@dataclass(frozen=True, slots=True, kw_only=True)
class TagOrder:
    """What comes first: safety outcomes and skin types, and of each what is least sure."""

    safety: Collection[str]
    precision: Mapping[str, float]
    """Share of right claims by rule; a rule that was never measured comes before all of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TagsWanted:
    """Which proposals: of one dimension or all, none of some targets, after a place."""

    order: TagOrder
    limit: int
    dimension: Dimension | None = None
    study_id: str = ""
    without: frozenset[str] = frozenset()
    """Ids of targets that are out of this person's queue."""
    cursor: str | None = None


@dataclass(frozen=True, slots=True)
class WaitingTag:
    """A target that waits, with its place in the queue."""

    target: TagTarget
    rank: int

    @property
    def cursor(self) -> str:
        """Names the place after it."""
        return f"{self.rank}-{self.target.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingTags:
    """Some of those that wait; `total` counts them all."""

    waiting: tuple[WaitingTag, ...]
    total: int
    more: bool = field(default=False)


def list_waiting_tags(db: Session, wanted: TagsWanted) -> WaitingTags:
    """Proposals from words that nobody has decided on, what comes back first, then the most telling.

    Raises:
        InvalidQueryError: If the cursor is none that a page gave.
    """
    queue = _queue(wanted).subquery()
    place = (queue.c.rank, queue.c.public_id, queue.c.dimension, queue.c.value)
    ordered = sql_select(*place).order_by(*place)
    if wanted.cursor is not None:
        ordered = ordered.where(_after(wanted.cursor, place))
    found: list[WaitingTag] = []
    # What is out of this person's queue is few: it is left out here, and asked on for.
    rows = db.connection().execute(ordered.limit(wanted.limit + 1 + len(wanted.without)))
    for rank, study_id, dimension, value in rows:
        target = TagTarget(study_id, Dimension(dimension), value)
        if target.id not in wanted.without:
            found.append(WaitingTag(target, rank))
    total = db.connection().execute(sql_select(func.count()).select_from(queue)).scalar_one()
    hidden = _hidden(db, wanted)
    return WaitingTags(
        waiting=tuple(found[: wanted.limit]),
        total=total - hidden,
        more=len(found) > wanted.limit,
    )


def list_pieces(db: Session, targets: Sequence[TagTarget]) -> dict[TagTarget, list[StoredTag]]:
    """The tags of each target as they stand in the reports of its study."""
    found: dict[TagTarget, list[StoredTag]] = {target: [] for target in targets}
    for some in in_batches(sorted({target.study_id for target in targets})):
        rows = db.exec(
            select(TagRow, StudyReportRow.public_id)
            .join(StudyReportRow, col(StudyReportRow.report_id) == col(TagRow.report_id))
            .where(col(StudyReportRow.public_id).in_(some), col(StudyReportRow.counted).is_(True))
            .order_by(col(StudyReportRow.position), col(TagRow.position))
        )
        for row, study_id in rows:
            target = TagTarget(study_id, Dimension(row.dimension), row.value)
            if target in found:
                found[target].append(tag_of(row))
    return found


def list_alike(db: Session, tag: StoredTag, but: TagTarget, limit: int) -> list[TagTarget]:
    """Other targets that wait for the same value by the same rule in much the same words."""
    rows = db.exec(
        select(TagRow, StudyReportRow.public_id)
        .join(StudyReportRow, col(StudyReportRow.report_id) == col(TagRow.report_id))
        .where(
            *_waits(),
            col(TagRow.state) == PROPOSED,
            TagRow.dimension == tag.dimension.value,
            TagRow.value == tag.value,
            TagRow.standing == (tag.standing.value if tag.standing else ""),
            TagRow.rule == tag.rule,
            func.length(col(TagRow.quote)).between(
                len(tag.evidence.text) - 4, len(tag.evidence.text) + 4
            ),
        )
        .order_by(col(StudyReportRow.public_id))
        .limit(20 * limit)
    )
    pattern = sentence_pattern(tag.evidence)
    same = [
        TagTarget(study_id, tag.dimension, tag.value)
        for row, study_id in rows
        if sentence_pattern(tag_of(row).evidence) == pattern
    ]
    return [target for target in dict.fromkeys(same) if target != but][:limit]


def sentence_pattern(evidence: Evidence) -> str:
    """The words of a quote without what differs from study to study: its figures and its spaces."""
    return re.sub(r"\d+", "#", " ".join(evidence.text.casefold().split()))


def list_lost_decisions(db: Session) -> list[TagDecisionRow]:
    """Decisions whose quote no report of the study holds any more, the oldest first.

    Those that were taken back are among them, and those that another has followed.
    """
    now_in = func.coalesce(col(StudyAliasRow.public_id), col(TagDecisionRow.study_id))
    holds = (
        select(DocumentRow.report_id)
        .join(StudyReportRow, col(StudyReportRow.report_id) == col(DocumentRow.report_id))
        .where(
            col(StudyReportRow.public_id) == now_in,
            func.replace(col(DocumentRow.text), col(TagDecisionRow.quote), "")
            != col(DocumentRow.text),
        )
        .exists()
    )
    rows = db.exec(
        select(TagDecisionRow)
        .join(
            StudyAliasRow,
            col(StudyAliasRow.former_id) == col(TagDecisionRow.study_id),
            isouter=True,
        )
        .where(col(TagDecisionRow.quote_start).is_not(None), ~holds)
        .order_by(col(TagDecisionRow.id))
    )
    return list(rows)


def study_now(db: Session, study_id: str) -> str:
    """The study that this identifier leads to now."""
    alias = db.get(StudyAliasRow, study_id)
    return alias.public_id if alias else study_id


def list_study_targets(db: Session, study_id: str, dimension: Dimension) -> list[TagTarget]:
    """What a machine proposed in one dimension of a study and nobody has decided on."""
    rows = db.exec(
        select(TagRow.value)
        .join(StudyReportRow, col(StudyReportRow.report_id) == col(TagRow.report_id))
        .where(
            *_waits(),
            StudyReportRow.public_id == study_id,
            TagRow.dimension == dimension.value,
        )
        .distinct()
    )
    return [TagTarget(study_id, dimension, value) for value in sorted(rows)]


def is_counted(db: Session, study_id: str) -> bool:
    """Whether there is such a study, and it counts."""
    study = db.get(StudyRow, study_id)
    return study is not None and study.counted


def list_study_titles(db: Session, study_ids: Sequence[str]) -> dict[str, str]:
    """By identifier."""
    rows = db.exec(
        select(StudyRow.public_id, StudyRow.title).where(col(StudyRow.public_id).in_(study_ids))
    )
    return dict(rows.all())


def _waits() -> list[ColumnElement[bool]]:
    return [
        col(TagRow.state).in_(WAITING),
        col(TagRow.evidence_kind).in_(READ_BY_MACHINE),
        col(StudyReportRow.counted).is_(True),
    ]


def _queue(wanted: TagsWanted) -> Select[int, str, str, str]:
    conditions = _waits()
    if wanted.dimension is not None:
        conditions.append(col(TagRow.dimension) == wanted.dimension.value)
    if wanted.study_id:
        conditions.append(col(StudyReportRow.public_id) == wanted.study_id)
    own = (col(StudyReportRow.public_id), col(TagRow.dimension), col(TagRow.value))
    return (
        sql_select(func.min(_rank(wanted.order)).label("rank"), *own)
        .select_from(TagRow)
        .join(StudyReportRow, col(StudyReportRow.report_id) == col(TagRow.report_id))
        .where(*conditions)
        .group_by(*own)
    )


def _rank(order: TagOrder) -> ColumnElement[int]:
    is_safety = and_(
        col(TagRow.dimension) == Dimension.OUTCOME.value, col(TagRow.value).in_(order.safety)
    )
    is_type = col(TagRow.dimension) == Dimension.FITZPATRICK.value
    comes_back = col(TagRow.state) == UNSEEN
    group = case((comes_back, 0), (is_safety, STEP), (is_type, 2 * STEP), else_=3 * STEP)
    known = [
        (col(TagRow.rule) == rule, 1 + round(1000 * share))
        for rule, share in sorted(order.precision.items())
    ]
    return group + case(*known, else_=0) if known else group


def _hidden(db: Session, wanted: TagsWanted) -> int:
    """How many of those left out are in the queue otherwise."""
    if not wanted.without:
        return 0
    rows = db.connection().execute(_queue(wanted))
    return sum(
        TagTarget(study_id, Dimension(dimension), value).id in wanted.without
        for _, study_id, dimension, value in rows
    )


def _after(cursor: str, place: Sequence[ColumnElement[Any]]) -> ColumnElement[bool]:
    named = _CURSOR.fullmatch(cursor)
    if named is None:
        raise InvalidQueryError("cursor", cursor)
    target = TagTarget.of(named[2])
    values: tuple[Any, ...] = (int(named[1]), target.study_id, target.dimension.value, target.value)
    later: list[ColumnElement[bool]] = []
    for n, (own, value) in enumerate(zip(place, values, strict=True)):
        same = [one == said for one, said in zip(place[:n], values[:n], strict=True)]
        later.append(and_(*same, own > value))
    return or_(*later)
