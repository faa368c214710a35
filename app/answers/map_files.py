"""The map with everything that goes into a file of it."""

from dataclasses import dataclass

from sqlmodel import Session

from app import store
from app.answers.maps import answer_map
from app.answers.provenance import Provenance, answer_provenance
from app.answers.questions import MapFileQuestion, MapFormat
from app.answers.searched import answer_searched
from app.errors import TooMuchForOneFileError
from app.gapmap import Matrix, WholeMap, whole_map
from app.store import CellEvidence, StudySummary
from app.topic import Topic

MOST_STUDIES = 400
"""A file that works alone holds every cell, study and quote: some 20 KB a study, and takes
seconds to work out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """What a file that works without the service holds beside the map that it opens with."""

    whole: WholeMap
    studies: tuple[StudySummary, ...]
    evidence: tuple[CellEvidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MapFileAnswer:
    """The map that was asked for, and where it comes from; `holding` where the format has it all."""

    matrix: Matrix
    provenance: Provenance
    holding: Holding | None = None


def answer_map_file(db: Session, topic: Topic, question: MapFileQuestion) -> MapFileAnswer:
    """The map of the question, the same as `answer_map` gives, with what its format needs.

    Raises:
        InvalidQueryError: If a filter's value is not in the topic's vocabulary.
        TooMuchForOneFileError: If a file that works alone would hold too many studies.
    """
    return MapFileAnswer(
        matrix=answer_map(db, topic, question),
        provenance=answer_provenance(db),
        holding=_holding(db, topic, question) if question.format is MapFormat.HTML else None,
    )


def _holding(db: Session, topic: Topic, question: MapFileQuestion) -> Holding:
    studies = store.list_mapped_studies(db, question.as_filter(topic))
    if len(studies) > MOST_STUDIES:
        raise TooMuchForOneFileError(len(studies), "studies", MOST_STUDIES)
    ids = [study.public_id for study in studies]
    return Holding(
        whole=whole_map(
            studies, question.as_query(topic), topic, searched=answer_searched(db, topic).ever
        ),
        studies=tuple(store.list_summaries(db, ids)),
        evidence=tuple(store.list_map_evidence(db, ids)),
    )
