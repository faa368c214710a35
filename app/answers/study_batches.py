"""Several studies by their identifiers at once, each with what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlmodel import Session

from app import store
from app.errors import StudyMovedError, StudyNotFoundError
from app.store import StudyDetail, StudySummary


class BatchStatus(StrEnum):
    """What an identifier turned out to be."""

    FOUND = "found"
    MERGED = "merged"
    """The study is part of another one now, which is given in its place."""
    UNKNOWN = "unknown"
    """No study has, or ever had, the identifier."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchedStudy:
    """One identifier that was asked for; `study` is None where there is none."""

    id: str
    status: BatchStatus
    study: StudyDetail | StudySummary | None


def answer_study_batch(db: Session, ids: Sequence[str], *, whole: bool) -> tuple[BatchedStudy, ...]:
    """The studies in the order in which they were asked for; without `whole` a summary of each."""
    known = {s.public_id: s for s in store.list_summaries(db, ids)} if not whole else {}
    found: dict[str, BatchedStudy] = {}
    for one in dict.fromkeys(ids):
        summary = known.get(one)
        if summary is not None:
            found[one] = BatchedStudy(id=one, status=BatchStatus.FOUND, study=summary)
        else:
            found[one] = _read(db, one, whole=whole)
    return tuple(found[one] for one in ids)


def _read(db: Session, public_id: str, *, whole: bool) -> BatchedStudy:
    status = BatchStatus.FOUND
    try:
        study = store.get_study(db, public_id)
    except StudyMovedError as moved:
        status, study = BatchStatus.MERGED, store.get_study(db, moved.now)
    except StudyNotFoundError:
        return BatchedStudy(id=public_id, status=BatchStatus.UNKNOWN, study=None)
    return BatchedStudy(id=public_id, status=status, study=study if whole else study.summary)
