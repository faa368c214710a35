"""Lists of studies: a page of them, or all of them as the gap map sees them."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, func, or_
from sqlalchemy import select as sql_select
from sqlmodel import Session, col, select

from app.gapmap import Layer, MappedStudy
from app.matching import ReportRole
from app.records import WITHIN_PERSON, Dimension, OutcomeResult, PlannedShare, TypeCount
from app.store.batches import chosen, in_batches
from app.store.cursors import Place, cursor_to, place_of
from app.store.derived import (
    EXTENT,
    REGISTRATION,
    OutcomeResultRow,
    StudyOverlapRow,
    StudyReportRow,
    StudyRow,
)
from app.store.filtering import conditions
from app.store.loaded import Found, columns_of, count_of, planned_share_of, result_of
from app.store.revisions import revision
from app.store.study_parts import COUNTS, STUDIES, said_by_counted
from app.store.summaries import (
    ByDimension,
    extent_of,
    standing_by_type,
    summaries_of,
    values_by_study,
)
from app.store.values import StudyFilter, StudyPage

MAPPED_AT_ONCE = 500  # studies in memory together where they are asked for one after the other


def list_studies(
    db: Session, wanted: StudyFilter, *, limit: int, cursor: str | None = None
) -> StudyPage:
    """One page of studies, latest year first, unknown years last.

    A page begins after the last study of the page before, in the same state of the evidence: the
    total is that of all pages.

    Raises:
        InvalidQueryError: If the cursor was not made for this filter.
        ListChangedError: If the evidence changed since it was made.
    """
    where, state = conditions(db, wanted), revision(db)
    after = [] if cursor is None else [_after(place_of(cursor, wanted, (int, str), state))]
    found = db.exec(
        select(StudyRow)
        .where(*where, *after)
        .order_by(col(StudyRow.sort_year).desc(), col(StudyRow.public_id))
        .limit(limit + 1)
    ).all()
    page = found[:limit]
    return StudyPage(
        studies=summaries_of(db, page),
        total=db.exec(select(func.count()).select_from(StudyRow).where(*where)).one(),
        next_cursor=_cursor_after(page[-1], wanted, state) if len(found) > limit else None,
    )


def list_mapped_studies(db: Session, wanted: StudyFilter) -> list[MappedStudy]:
    """All studies of a filter with everything that the map needs, in the order of the list."""
    studies = (
        db.connection()
        .execute(
            sql_select(*columns_of(StudyRow))
            .where(*conditions(db, wanted))
            .order_by(col(StudyRow.sort_year).desc(), col(StudyRow.public_id))
        )
        .all()
    )
    return _mapped(db, studies)


def list_studies_as_mapped(db: Session, ids: Collection[str]) -> list[MappedStudy]:
    """The counted studies of these identifiers, in the order of the list."""
    wanted = sql_select(*columns_of(StudyRow)).where(col(StudyRow.counted).is_(True))
    studies = list(chosen(db, wanted, col(StudyRow.public_id), ids))
    studies.sort(key=lambda study: (-study.sort_year, study.public_id))
    return _mapped(db, studies)


def iterate_mapped_studies(
    db: Session, wanted: StudyFilter, without: Collection[str]
) -> Iterator[MappedStudy]:
    """The studies of a filter but for some, each batch read when it is come to."""
    ids = db.connection().execute(
        sql_select(col(StudyRow.public_id))
        .where(*conditions(db, wanted))
        .order_by(col(StudyRow.public_id))
    )
    left = [public_id for (public_id,) in ids if public_id not in without]
    for start in range(0, len(left), MAPPED_AT_ONCE):
        yield from list_studies_as_mapped(db, left[start : start + MAPPED_AT_ONCE])


def _mapped(db: Session, studies: Sequence[Found]) -> list[MappedStudy]:
    known = _Known.of(db, [study.public_id for study in studies])
    return [known.mapped(study) for study in studies]


def list_registered(db: Session, layers: Sequence[Layer]) -> tuple[str, ...]:
    """Public ids of the studies of these layers that have a registration, in the order of the list."""
    registered = (
        sql_select(col(StudyReportRow.public_id))
        .where(col(StudyReportRow.role) == ReportRole.REGISTRATION.value)
        .where(col(StudyReportRow.counted))
    )
    found = db.exec(
        select(StudyRow.public_id)
        .where(col(StudyRow.layer).in_([layer.value for layer in layers]))
        .where(col(StudyRow.public_id).in_(registered))
        .order_by(col(StudyRow.sort_year).desc(), col(StudyRow.public_id))
    )
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Known:
    """What the map needs beside the studies' own rows, by study: one query each."""

    values: defaultdict[str, ByDimension]
    counts: defaultdict[str, list[TypeCount]]
    results: defaultdict[str, list[OutcomeResult]]
    overlaps: defaultdict[str, set[str]]

    @classmethod
    def of(cls, db: Session, ids: Sequence[str]) -> "_Known":
        return cls(
            values=values_by_study(db, ids),
            counts=counts_by_study(db, ids),
            results=results_by_study(db, ids),
            overlaps=_overlaps_by_study(db, ids),
        )

    def mapped(self, study: Found) -> MappedStudy:
        values = self.values[study.public_id]
        return MappedStudy(
            public_id=study.public_id,
            title=study.title,
            year=study.year,
            layer=Layer(study.layer),
            participants=study.participants,
            planned=study.planned,
            standing=standing_by_type(values.get(Dimension.FITZPATRICK, {})),
            counts=tuple(self.counts[study.public_id]),
            indications=frozenset(values.get(Dimension.INDICATION, ())),
            outcomes=frozenset(values.get(Dimension.OUTCOME, ())),
            body_sites=frozenset(values.get(Dimension.BODY_SITE, ())),
            procedures=frozenset(values.get(Dimension.PROCEDURE, ())),
            designs=frozenset(values.get(Dimension.DESIGN, ())),
            results=tuple(self.results[study.public_id]),
            overlaps=frozenset(self.overlaps[study.public_id]),
            within_person=WITHIN_PERSON in values.get(Dimension.PARTICIPANTS, ()),
            status=study.status,
            ends=study.ends,
            extent=extent_of(values.get(EXTENT, ())),
            registrations=tuple(values.get(REGISTRATION, ())),
        )


def counts_by_study(db: Session, ids: Sequence[str]) -> defaultdict[str, list[TypeCount]]:
    """The counts by type of each study: those of the one report that they are taken from."""
    found: defaultdict[str, list[TypeCount]] = defaultdict(list)
    for some in in_batches(ids):
        for row in db.connection().execute(COUNTS, {STUDIES.key: some}):
            found[row.public_id].append(count_of(row))
    return found


def planned_shares_by_study(
    db: Session, ids: Sequence[str]
) -> defaultdict[str, tuple[PlannedShare, ...]]:
    """The shares of skin types that each study set out to enrol."""
    found: defaultdict[str, tuple[PlannedShare, ...]] = defaultdict(tuple)
    for some in in_batches(ids):
        rows = db.exec(
            select(StudyRow.public_id, StudyRow.planned_shares).where(
                col(StudyRow.public_id).in_(some)
            )
        )
        found.update((public_id, tuple(map(planned_share_of, told))) for public_id, told in rows)
    return found


def results_by_study(db: Session, ids: Sequence[str]) -> defaultdict[str, list[OutcomeResult]]:
    """The results of each study, report by report, each once; comments have none."""
    found: defaultdict[str, dict[OutcomeResult, None]] = defaultdict(dict)
    for some in in_batches(ids):
        for row in db.connection().execute(said_by_counted(OutcomeResultRow), {STUDIES.key: some}):
            found[row.public_id][result_of(row)] = None
    return defaultdict(list, {study: list(results) for study, results in found.items()})


def _overlaps_by_study(db: Session, ids: Sequence[str]) -> defaultdict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for some in in_batches(ids):
        rows = db.exec(
            select(StudyOverlapRow.public_id, StudyOverlapRow.other_id).where(
                col(StudyOverlapRow.public_id).in_(some)
            )
        )
        for public_id, other_id in rows:
            found[public_id].add(other_id)
    return found


def _after(place: Place) -> ColumnElement[bool]:
    year, public_id = col(StudyRow.sort_year), col(StudyRow.public_id)
    return or_(year < place[0], and_(year == place[0], public_id > place[1]))


def _cursor_after(study: StudyRow, wanted: StudyFilter, state: str) -> str:
    return cursor_to((study.sort_year, study.public_id), wanted, state)
