"""Which cells of the primary evidence changed: gaps that closed or opened, rungs that moved."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import product

from app.gapmap.cells import cell, deepest
from app.gapmap.change_values import Change, ChangeKind, Rungs
from app.gapmap.depth import concerns
from app.gapmap.values import PRIMARY_ONLY, CellKey, Depth, MappedStudy
from app.gapmap.wording import capitalised, combinations_in_words, types_in_words
from app.records import SkinType
from app.topic import Topic

Pair = tuple[str | None, str | None]
"""Indication and outcome; None: any."""


Rest = Callable[[CellKey, bool], Iterable[MappedStudy]]
"""Studies of a cell's indication and outcome; the flag asks only for those that reach a rung in it."""


def nothing_else(_key: CellKey, _on_a_rung: bool) -> Iterable[MappedStudy]:
    """The rest of a whole."""
    return ()


def cell_changes(
    before: Sequence[MappedStudy], after: Sequence[MappedStudy], topic: Topic, rest: Rest
) -> Iterator[Change]:
    """What changed on the map, each with the widest cell that it changed.

    A type that is studied for the first time closes every cell inside it that has a study: that is
    told once, of the type. Where only combinations of an indication and an outcome changed, they
    are told together.
    """
    moved = _moved(before, after, rest)
    for (kind, _type, *_rungs), rungs in sorted(_together(moved).items()):
        widest = _widest(rungs)
        for one in (r for r in widest if not _is_combination(r.key)):
            inside = [r for r in rungs if _holds(one.key, r.key)]
            yield _cell_change(kind, one, inside, [*after, *rest(one.key, False)], topic)
        combined = [r for r in widest if _is_combination(r.key)]
        if combined and kind is not ChangeKind.DEPTH_CHANGED:
            yield _combinations(kind, combined, topic)


def _moved(before: Sequence[MappedStudy], after: Sequence[MappedStudy], rest: Rest) -> list[Rungs]:
    """Cells whose depth changed; only those of a study that changed are looked at.

    Where the studies that changed reach no other rung than before nothing moved, and where one that
    did not change reaches as far neither: most cells are known from a few studies.
    """
    old, new = ({s.public_id: s for s in studies} for studies in (before, after))
    gone = [s for s in before if new.get(s.public_id) != s]
    come = [s for s in after if old.get(s.public_id) != s]
    touched = {pair for study in (*gone, *come) for pair in _pairs(study)}
    stayed = _by_pair((s for s in after if old.get(s.public_id) == s), touched)
    by_pair = [_by_pair(studies, touched) for studies in (gone, come)]
    found: list[Rungs] = []
    for skin_type, pair in product(SkinType, touched):
        key = CellKey(skin_type, *pair)
        was, now = (deepest(studies[pair], key, PRIMARY_ONLY) for studies in by_pair)
        if was is not now:
            enough = max(was, now)
            whatever = deepest(stayed[pair], key, PRIMARY_ONLY, enough)
            if whatever < enough:
                whatever = max(whatever, deepest(rest(key, True), key, PRIMARY_ONLY, enough))
            was, now = max(was, whatever), max(now, whatever)
        if was is not now:
            found.append(Rungs(key=key, before=was, after=now))
    return found


def _pairs(study: MappedStudy) -> Iterable[Pair]:
    return product((None, *study.indications), (None, *study.outcomes))


def _by_pair(
    studies: Iterable[MappedStudy], touched: set[Pair]
) -> defaultdict[Pair, list[MappedStudy]]:
    found: defaultdict[Pair, list[MappedStudy]] = defaultdict(list)
    for study in studies:
        for pair in _pairs(study):
            if pair in touched:
                found[pair].append(study)
    return found


def _together(moved: Iterable[Rungs]) -> dict[tuple[ChangeKind, SkinType, int, int], list[Rungs]]:
    """By kind and type; where no gap closed or opened, also by the rungs."""
    found: defaultdict[tuple[ChangeKind, SkinType, int, int], list[Rungs]] = defaultdict(list)
    for rungs in moved:
        kind = _kind(rungs)
        shared = (rungs.before, rungs.after) if kind is ChangeKind.DEPTH_CHANGED else (0, 0)
        if rungs.key.fitzpatrick is not None:
            found[kind, rungs.key.fitzpatrick, *shared].append(rungs)
    return found


def _kind(rungs: Rungs) -> ChangeKind:
    was, now = rungs.before >= Depth.STUDIED, rungs.after >= Depth.STUDIED
    if was == now:
        return ChangeKind.DEPTH_CHANGED
    return ChangeKind.GAP_CLOSED if now else ChangeKind.GAP_OPENED


def _widest(rungs: Sequence[Rungs]) -> list[Rungs]:
    """Those that lie in no other."""
    keys = [r.key for r in rungs]
    return [
        r
        for r in sorted(rungs, key=_place)
        if not any(key != r.key and _holds(key, r.key) for key in keys if not _is_combination(key))
    ]


def _holds(wider: CellKey, key: CellKey) -> bool:
    return wider.indication in (None, key.indication) and wider.outcome in (None, key.outcome)


def _is_combination(key: CellKey) -> bool:
    return key.indication is not None and key.outcome is not None


def _place(rungs: Rungs) -> tuple[str, str]:
    return rungs.key.indication or "", rungs.key.outcome or ""


def _cell_change(
    kind: ChangeKind,
    rungs: Rungs,
    inside: Sequence[Rungs],
    after: Sequence[MappedStudy],
    topic: Topic,
) -> Change:
    found = cell([s for s in after if concerns(s, rungs.key)], rungs.key, topic)
    return replace(
        _about(kind, inside),
        sentence=f"{_told(kind, rungs)}. {found.sentence}",
        study_ids=found.study_ids,
        before=rungs.before.name.lower(),
        after=rungs.after.name.lower(),
        cell=rungs.key,
    )


def _told(kind: ChangeKind, rungs: Rungs) -> str:
    match kind:
        case ChangeKind.GAP_CLOSED:
            return "Gap closed"
        case ChangeKind.GAP_OPENED:
            return "Gap opened"
        case _:
            return "Deeper evidence" if rungs.after > rungs.before else "Thinner evidence"


def _combinations(kind: ChangeKind, combined: Sequence[Rungs], topic: Topic) -> Change:
    about = _about(kind, combined)
    verb = "now studied" if kind is ChangeKind.GAP_CLOSED else "no longer studied"
    places = combinations_in_words([r.key for r in combined], topic)
    types = capitalised(types_in_words(about.fitzpatrick))
    return replace(about, sentence=f"{_told(kind, combined[0])}. {types}: {verb} in {places}.")


def _about(kind: ChangeKind, rungs: Sequence[Rungs]) -> Change:
    """The change without words: the types, indications and outcomes of all these cells."""
    keys = [r.key for r in rungs]
    return Change(
        kind=kind,
        sentence="",
        fitzpatrick=tuple(sorted({k.fitzpatrick for k in keys if k.fitzpatrick})),
        indications=tuple(sorted({k.indication for k in keys if k.indication})),
        outcomes=tuple(sorted({k.outcome for k in keys if k.outcome})),
    )
