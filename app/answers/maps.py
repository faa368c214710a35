"""The gap map by the quickest way that gives the same answer, kept until the evidence changes.

Of few studies it is made from the studies themselves, and names them. Of more it is made from sums:
those that are kept of every cell or, where conditions choose the studies, those of their columns.
"""

from collections.abc import Collection

from sqlmodel import Session

from app import store
from app.answers.mapped import FEW, NO_CONDITION, mapped_studies
from app.answers.questions import MapQuestion
from app.answers.remembered import remembered
from app.answers.searched import answer_searched
from app.gapmap import Axis, MapQuery, Matrix, matrix
from app.gapmap.tallied import tallied_matrix
from app.pipeline.uncollected import uncollected
from app.store import CellsWanted, StoredCells
from app.topic import Topic

MOST_NAMED = FEW
"""Studies of a map that names them in its cells; of more, the lists would be longer than the map."""


def answer_map(
    db: Session, topic: Topic, question: MapQuestion, most_named: int = MOST_NAMED
) -> Matrix:
    """The gap map for one choice of rows, columns, filters and layers.

    Its cells name studies and registrations where it rests on `most_named` studies at most.

    Raises:
        InvalidQueryError: If a filter's value is not in the topic's vocabulary.
    """
    asked = f"map {most_named} {question.model_dump_json()}"
    return remembered(db, topic, asked, lambda: _map(db, topic, question, most_named))


def answer_named_map(db: Session, topic: Topic, question: MapQuestion) -> Matrix:
    """The same with the names of however many studies; it takes as long as that takes."""
    query, wanted = question.as_query(topic), question.as_filter(topic)
    studies = mapped_studies(db, topic, wanted)
    return matrix(studies, query, topic, searched=answer_searched(db, topic).ever)


@uncollected()
def _map(db: Session, topic: Topic, question: MapQuestion, most_named: int) -> Matrix:
    query, wanted = question.as_query(topic), question.as_filter(topic)
    if not store.is_map_of(db, store.revision(db)):
        return answer_named_map(db, topic, question)
    if store.count_mapped_studies(db) <= most_named:
        return answer_named_map(db, topic, question)
    searched = answer_searched(db, topic).ever
    if wanted == NO_CONDITION and _is_kept(query):
        cells = _cells(db, query)
        if sum(cells.scope().numbers().values()) > most_named:
            return tallied_matrix(cells, query, topic, searched=searched)
    # Imported late: numpy takes a tenth of a second, and most processes never need it.
    from app.answers.all_columns import chosen_from_all, names_in

    selection = chosen_from_all(db, query, wanted)
    if selection.size > most_named:
        return tallied_matrix(selection, query, topic, searched=searched)
    studies = store.list_studies_as_mapped(db, names_in(selection))
    return matrix(studies, query, topic, searched=searched)


def _is_kept(query: MapQuery) -> bool:
    """Whether sums of cells are all that it takes.

    They do not tell how many studies several values have together, nor several layers.
    """
    chosen = (query.indication, query.outcome)
    return len(query.layers) == 1 and all(len(values) <= 1 for values in chosen)


def _cells(db: Session, query: MapQuery) -> StoredCells:
    within = (next(iter(query.indication), None), next(iter(query.outcome), None))
    wanted = CellsWanted(
        indication=_values(query, Axis.INDICATION), outcome=_values(query, Axis.OUTCOME)
    )
    [layer] = query.layers
    return StoredCells(db, layer, store.list_cells(db, layer, wanted), within)


def _values(query: MapQuery, axis: Axis) -> Collection[str | None] | None:
    """Values of cells on an axis: all where it is drawn whole, else the one, or any."""
    asked: Collection[str | None] = query.wanted(axis)
    if axis in (query.rows, query.columns):
        return asked or None
    return asked or (None,)
