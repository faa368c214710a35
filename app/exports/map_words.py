"""A cell of the gap map in a few words: the same on a page, in a drawing, in a file."""

from dataclasses import dataclass
from datetime import date

from app.answers import Provenance
from app.answers.words import DEPTH_WORD, LAYER_WORD, REASON_WORD
from app.gapmap import Axis, AxisValue, Bounds, Cell, Depth, Layer, Matrix, Reason
from app.records import Standing

AXIS_WORD = {
    Axis.FITZPATRICK: "Skin type",
    Axis.INDICATION: "Indication",
    Axis.OUTCOME: "Outcome",
}

OUTCOME_KIND_WORD = {
    "efficacy": "Efficacy",
    "patient_reported": "Patient-reported",
    "safety": "Safety",
    "mechanism": "Mechanism",
}
NOT_STATED = "number of people not stated"


def counted(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun: "1 study", "7 studies"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def studies(number: int) -> str:
    """How many studies: "no study", "1 study", "7 studies"."""
    return counted(number, "study", "studies") if number else "no study"


def span(bounds: Bounds) -> str:
    """Bounds without their noun: "38", "1-34" with an en dash, "up to 34", "4 or more"."""
    if bounds.upper is None:
        return f"{bounds.lower:,} or more" if bounds.lower else "number not stated"
    if bounds.lower == bounds.upper:
        return f"{bounds.lower:,}"
    if bounds.lower == 0:
        return f"up to {bounds.upper:,}"
    return f"{bounds.lower:,}\N{EN DASH}{bounds.upper:,}"


def people(bounds: Bounds | None) -> str:
    """Bounds with their noun: "1-34 people", "number of people not stated"."""
    if bounds is None or (bounds.upper is None and not bounds.lower):
        return NOT_STATED
    one = bounds.lower == bounds.upper == 1
    return f"{span(bounds)} {'person' if one else 'people'}"


def size_of(matrix: Matrix) -> str:
    """What a map rests on: "8 studies, 133 or more people"; "no study" where there is none."""
    number = studies(matrix.studies)
    return f"{number}, {people(matrix.people)}" if matrix.studies else number


def people_of(bounds: Bounds | None, participants: int | None) -> str:
    """Bounds with the number they are part of: "1-34 of 38 people"."""
    if bounds is None or bounds.upper is None or participants is None:
        return people(bounds)
    if bounds.lower == bounds.upper == participants:
        return people(bounds)
    return f"{span(bounds)} of {counted(participants, 'person', 'people')}"


def sign_of(depth: Depth, reason: Reason) -> str:
    """The sign of a cell: how deep the evidence goes or, where there is none, why not."""
    if reason is Reason.ELIGIBLE_ONLY:
        return "depth-eligible"
    if reason is Reason.STUDIED:
        return f"depth-{depth.name.lower().replace('_', '-')}"
    return f"why-{reason.value.replace('_', '-')}"


def state_word(depth: Depth, reason: Reason) -> str:
    """The same in a word or two, lower case."""
    if reason is Reason.STUDIED:
        return DEPTH_WORD[depth]
    return REASON_WORD[reason].lower()


def ladder(depth: Depth) -> tuple[bool, ...]:
    """Four rungs, True as far down as the evidence reaches."""
    return tuple(depth >= rung for rung in Depth if rung is not Depth.NONE)


@dataclass(frozen=True, slots=True)
class CellWords:
    """One cell in a few words; the cell's sentence says all of it. Empty: nothing to say."""

    word: str
    people: str
    note: str


def cell_words(cell: Cell) -> CellWords:
    """How many studies or why none, how many people, and how deep or what else is there."""
    return CellWords(
        word=studies(cell.studies) if cell.studies else REASON_WORD[cell.reason],
        people=people_of(cell.people, cell.participants) if cell.studies else "",
        note=_note(cell),
    )


def _note(cell: Cell) -> str:
    if cell.key.fitzpatrick is None:
        return ""
    if cell.studies:
        return state_word(cell.depth, cell.reason)
    eligible = cell.standings.get(Standing.ELIGIBLE, 0)
    if eligible:
        return f"{studies(eligible)} would admit it"
    silent = cell.standings.get(Standing.NOT_REPORTED, 0)
    if cell.reason in (Reason.NOT_REPORTED, Reason.EXCLUDED) and silent:
        return f"{studies(silent)} silent"
    return ""


def axis_label(axis: Axis, value: AxisValue) -> str:
    """A row or column by name: "Type V", "Erythema"."""
    if axis is Axis.FITZPATRICK and not value.label.lower().startswith("type"):
        return f"Type {value.id}"
    return value.label


def layers_in_words(layers: tuple[Layer, ...]) -> str:
    """Which layers are counted: "primary evidence alone"."""
    if layers == (Layer.PRIMARY,):
        return "primary evidence alone"
    return "layers shown: " + ", ".join(LAYER_WORD[layer].lower() for layer in layers)


def drawn_from(origin: Provenance, on: date) -> str:
    """When it was drawn, from which state of the evidence, and from how many sources."""
    day = f"{on.day} {on:%B %Y}"
    records = counted(origin.records, "record")
    sources = counted(origin.sources, "source")
    return f"Drawn {day} from {records} of {sources}, revision {origin.revision[:12]}."
