"""How right the reader is, as finished values: the card's table, and the words beside a rule."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.answers import AccuracyAnswer, confidence_of
from app.dashboard import words
from app.measured import MeasuredAccuracy, MeasuredScore
from app.records import EvidenceKind
from app.store import StoredTag

DIMENSION_WORD = {
    "types": "Skin types (studied or eligible)",
    "standing": "Skin types with standing",
    "counts": "People by skin type",
    "participants": "Participants",
    "indication": "Indication",
    "outcome": "Outcome",
    "design": "Design",
}
NOTHING = "\N{EN DASH}"
"""Where nothing was claimed, or there was nothing to find."""


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """A row of the table: one dimension over one set."""

    dimension: str
    documents: str
    precision: str
    recall: str
    f1: str
    exact: str


@dataclass(frozen=True, slots=True)
class SetLines:
    """The rows of one set, and how many quotes stand where they should."""

    name: str
    lines: tuple[ScoreLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AccuracyView:
    """The section of the about page; `sets` is empty where this version was not measured."""

    summary: str
    note: str
    sets: tuple[SetLines, ...]


def accuracy_view(answer: AccuracyAnswer) -> AccuracyView:
    """The card as the about page shows it."""
    if answer.measured is None:
        summary = (
            f"Version {answer.tagger_version} of the reader was not measured: no numbers of "
            "another version are shown in its place."
        )
        return AccuracyView(summary=summary, note="", sets=())
    return AccuracyView(
        summary=f"Version {answer.tagger_version} of the reader, measured on "
        f"{answer.measured.measured_on.isoformat()}. {_quotes(answer.measured)}",
        note=answer.note,
        sets=tuple(
            SetLines(one.name, tuple(_line(score) for score in one.scores))
            for one in answer.measured.sets
        ),
    )


def rule_words(tags: list[StoredTag], accuracy: MeasuredAccuracy | None) -> str:
    """The rule that made these tags, with how right it was where that is known."""
    first = tags[0]
    named = f"Rule {first.rule}"
    if accuracy is None or first.evidence.kind is EvidenceKind.RESTATED:
        return named
    confidence = confidence_of(first, accuracy)
    if confidence is None:
        return f"{named}, not measured"
    cases = words.counted(confidence.n, "labelled case")
    return f"{named}, precise in {confidence.right:,} of {cases}"


def _quotes(measured: MeasuredAccuracy) -> str:
    quotes = sum(one.quotes for one in measured.sets)
    verbatim = sum(one.verbatim for one in measured.sets)
    return f"{verbatim:,} of {quotes:,} quotes stand verbatim at their place in the text."


def _line(score: MeasuredScore) -> ScoreLine:
    shares = (score.precision, score.recall, score.f1, score.exact_share)
    return ScoreLine(DIMENSION_WORD[score.dimension], f"{score.documents:,}", *_shown(shares))


def _shown(shares: tuple[float | None, ...]) -> Iterator[str]:
    for share in shares:
        yield NOTHING if share is None else f"{share:.3f}"
