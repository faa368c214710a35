"""All studies in columns, read once for each revision and shared by all threads of the process."""

from collections import OrderedDict
from collections.abc import Collection
from dataclasses import dataclass
from functools import partial
from threading import Lock

from sqlmodel import Session

from app import store
from app.answers.remembered import address_of
from app.gapmap import MapQuery
from app.gapmap.columns import Columns, having_any, years_between
from app.gapmap.content import Registered
from app.gapmap.loading import Loading
from app.gapmap.selection import Selection, in_scope_of
from app.matching import public_id_of_number
from app.records import Dimension
from app.store import StudyFilter

MOST_KEPT = 2
"""Databases, and states of one, at a time: about 110 MB for a million studies."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """The columns, and of those studies that a map told of by themselves what registries say."""

    columns: Columns
    registered: dict[int, Registered]


_kept: OrderedDict[tuple[str, str], _Kept] = OrderedDict()
_lock = Lock()


def all_columns(db: Session) -> Columns:
    """All studies that count, as of the session's moment; whoever asks meanwhile waits."""
    return _all(db).columns


def _all(db: Session) -> _Kept:
    key = address_of(db), store.revision(db)
    with _lock:
        if key not in _kept:
            _forget_older(key[0])
            _kept[key] = _Kept(_loaded(db), {})
            while len(_kept) > MOST_KEPT:
                _kept.popitem(last=False)
        _kept.move_to_end(key)
        return _kept[key]


def _forget_older(address: str) -> None:
    """Before the new one is read, so that both need not fit."""
    for key in [key for key in _kept if key[0] == address]:
        del _kept[key]


def _loaded(db: Session) -> Columns:
    loading = Loading(store.list_words(db))
    for heads, tails in store.iterate_packed(db):
        loading.add(heads, tails)
    return loading.columns()


def chosen_from_all(db: Session, query: MapQuery, wanted: StudyFilter) -> Selection:
    """The studies of a filter that are in the scope of a question."""
    everything = _all(db)
    columns = everything.columns
    chosen = in_scope_of(columns, query)
    if wanted.year_from is not None or wanted.year_to is not None:
        chosen &= years_between(columns, wanted.year_from, wanted.year_to)
    for dimension, values in (
        (Dimension.BODY_SITE, wanted.body_site),
        (Dimension.PROCEDURE, wanted.procedure),
        (Dimension.DESIGN, wanted.design),
    ):
        if values:
            chosen &= having_any(columns, dimension, values)
    return Selection(columns, chosen, query.layers, partial(_registered, db, everything.registered))


def _registered(
    db: Session, known: dict[int, Registered], numbers: Collection[int]
) -> dict[int, Registered]:
    """Most questions come upon the same few hundred: they are asked for once."""
    known |= store.find_registered(db, set(numbers) - known.keys())
    return {number: known[number] for number in numbers if number in known}


def names_in(selection: Selection) -> list[str]:
    """Public ids of the studies."""
    names = selection.columns.names[selection.chosen]
    return [public_id_of_number(int(name)) for name in names]
