"""How deep studies go into skin type, in words: the rungs of one study, and the shares of all."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.answers import StudyDepth
from app.dashboard import words
from app.dashboard.evidence_pieces import Piece, piece
from app.dashboard.shares import Share, share_of
from app.gapmap import Ladder, Rung
from app.topic import Topic

RUNG_WORD = {
    Rung.SILENT: "Silent",
    Rung.NAMED: "Named in criteria",
    Rung.MIX: "Mix reported",
    Rung.COUNTED: "Counts per type",
    Rung.BY_TYPE: "Results per type",
    Rung.INTERACTION: "Tested for interaction",
}
RUNG_MEANING = {
    Rung.SILENT: "names no skin type; that excludes nobody",
    Rung.NAMED: "names skin types, at least in its criteria",
    Rung.MIX: "says which types took part",
    Rung.COUNTED: "says how many people of at least one single type took part",
    Rung.BY_TYPE: "gives a result of the outcome for a type apart",
    Rung.INTERACTION: "tests whether the outcome depends on skin type",
}


@dataclass(frozen=True, slots=True)
class RungLine:
    """A rung with the studies on it, and those there or higher."""

    word: str
    meaning: str
    on: Share
    reaching: Share | None
    """None for silence: nobody climbs to it."""


@dataclass(frozen=True, slots=True)
class RungStep:
    """A rung of one study: reached or not, and whether the study stands on it."""

    word: str
    meaning: str
    on: bool
    here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DepthView:
    """How deep one study goes: as a whole, and the outcomes by the rung that they reach."""

    steps: tuple[RungStep, ...]
    outcomes: tuple[tuple[str, str], ...]
    """(rung, the outcomes that reach it)"""
    evidence: tuple[Piece, ...]


def depth_view(depth: StudyDepth, topic: Topic) -> DepthView | None:
    """The ladder of one study; None for one that counts nowhere."""
    if not depth.rungs:
        return None
    whole = depth.rungs[0]
    return DepthView(
        steps=tuple(
            RungStep(RUNG_WORD[r], RUNG_MEANING[r], r <= whole.rung, r is whole.rung)
            for r in Rung
            if r is not Rung.SILENT or whole.rung is Rung.SILENT
        ),
        outcomes=tuple(_by_rung(depth, topic)),
        evidence=(piece(f"{RUNG_WORD[whole.rung]}, the highest rung", whole.evidence),)
        if whole.evidence
        else (),
    )


def rung_lines(deep: Ladder) -> tuple[RungLine, ...]:
    """The share of studies on each rung."""
    return tuple(
        RungLine(
            RUNG_WORD[share.rung],
            RUNG_MEANING[share.rung],
            share_of(share.on),
            share_of(share.reaching) if share.rung is not Rung.SILENT else None,
        )
        for share in deep.shares
    )


def ladder_note(deep: Ladder, topic: Topic) -> str:
    """Which studies stand on the ladder, and when a rung is reached."""
    layer = words.LAYER_WORD[deep.layer].lower()
    number = words.counted(deep.studies, f"{layer} study", f"{layer} studies")
    which = f"{number}, whatever they measure."
    if deep.outcome is not None:
        outcome = topic.label("outcome", deep.outcome)
        which = f"Only studies that look at {outcome.lower()}: {number}."
    return (
        f"{which} Each stands on the highest rung that its reports reach. A rung is reached by words "
        "that can be shown: a test of interaction counts where a sentence names it, its outcome and "
        "what came of it."
    )


def _by_rung(depth: StudyDepth, topic: Topic) -> Iterator[tuple[str, str]]:
    for rung in reversed(Rung):
        reached = [r.outcome for r in depth.rungs if r.outcome is not None and r.rung is rung]
        if reached:
            labels = (topic.label("outcome", outcome) for outcome in reached)
            yield RUNG_WORD[rung], ", ".join(labels)
