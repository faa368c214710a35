"""Studies put in the place of those that are there: a study that stays keeps what is still true of it."""

from collections.abc import Callable, Collection, Sequence
from functools import partial

from sqlalchemy import select
from sqlmodel import Session

from app.store.batches import chosen, some_at_once
from app.store.columns import table_of
from app.store.derived import (
    StudyAliasRow,
    StudyOverlapRow,
    StudyReportRow,
    StudyRow,
    StudyValueRow,
)
from app.store.derived_rows import Rows, study_rows
from app.store.given import DerivedStudy
from app.store.owned_rows import delete_owned, write_differences, write_owners
from app.store.report_ids import report_id_of

MakeRows = Callable[[], Rows]

FEW = 5000
"""Studies whose rows are kept from their digests until they are written."""
OWNER = "public_id"
PARTS = (StudyReportRow, StudyValueRow, StudyOverlapRow, StudyAliasRow)


class ReplacedStudies:
    """The studies as they should be, and which of them are new or different."""

    def __init__(
        self, db: Session, wanted: Sequence[DerivedStudy], instead_of: Collection[str] | None
    ) -> None:
        self._db = db
        self.known = _digests(db, instead_of)
        """Digests of those that these take the place of, by id."""
        self.digests: dict[str, str] = {}
        self._different: list[MakeRows] = []
        for study in wanted:
            rows = study_rows(study)
            own = rows[StudyRow][0]
            self.digests[own[OWNER]] = own["digest"]
            if self.known.get(own[OWNER]) != own["digest"]:
                few = len(wanted) <= FEW
                self._different.append(partial(_kept, rows) if few else partial(study_rows, study))
        stale = [one for one, digest in self.known.items() if self.digests.get(one) != digest]
        self._stay = frozenset(one for one in stale if one in self.digests)
        delete_owned(db, StudyRow, OWNER, [one for one in stale if one not in self._stay])
        self._give_up(wanted)

    @property
    def written(self) -> int:
        """How many are new or different."""
        return len(self._different)

    def write(self) -> None:
        """Write those; of one that stays only the values that came or went."""
        for some in some_at_once(self._different):
            made = [make() for make in some]
            there = self._stay.intersection(rows[StudyRow][0][OWNER] for rows in made)
            write_owners(self._db, StudyRow, made, there)
            for model in PARTS:
                write_differences(self._db, model, OWNER, made, there)

    def _give_up(self, wanted: Sequence[DerivedStudy]) -> None:
        """Another study may have next what one had: all lose it before any gains it."""
        delete_owned(self._db, StudyAliasRow, OWNER, sorted(self._stay))
        columns = table_of(StudyReportRow).columns
        rows = select(columns[OWNER], columns["report_id"])
        before = {r: study for study, r in chosen(self._db, rows, columns[OWNER], self._stay)}
        for one in wanted if before else ():
            for linked in one.study.reports:
                if before.get(report_id_of(linked.key)) == one.study.public_id:
                    del before[report_id_of(linked.key)]
        delete_owned(self._db, StudyReportRow, "report_id", sorted(before))


def _digests(db: Session, ids: Collection[str] | None) -> dict[str, str]:
    """By id, of these or of all."""
    columns = table_of(StudyRow).columns
    own = columns[OWNER]
    return {row[0]: row[1] for row in chosen(db, select(own, columns["digest"]), own, ids)}


def _kept(rows: Rows) -> Rows:
    return rows
