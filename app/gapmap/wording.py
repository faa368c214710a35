"""Numbers, nouns and names in the words of a sentence."""

from collections.abc import Collection, Sequence

from app.gapmap.values import NONE_STATED, PRIMARY_ONLY, Bounds, CellKey, Layer
from app.records import SkinType
from app.topic import Topic

NOUNS = {
    Layer.PRIMARY: ("study", "studies"),
    Layer.PRECLINICAL: ("preclinical study", "preclinical studies"),
    Layer.SECONDARY: ("review", "reviews"),
    Layer.PLANNED: ("registered study", "registered studies"),
    Layer.INDIRECT: ("study of another procedure", "studies of another procedure"),
}
"""One and several, by layer."""


def counted(number: int, layers: Sequence[Layer] = PRIMARY_ONLY) -> str:
    """Write "no study", "one study", "2 studies"; of several layers together simply studies."""
    one, several = NOUNS[layers[0]] if len(layers) == 1 else NOUNS[Layer.PRIMARY]
    if number == 0:
        return f"no {one}"
    return f"one {one}" if number == 1 else f"{number} {several}"


def people_in_words(bounds: Bounds | None, total: Bounds | None = None) -> str:
    """Write "2 people", "1 to 34 of 38 people", "at least 2 people"; or nothing."""
    if bounds is None:
        return ""
    if bounds.upper is None:
        return f"at least {_people(bounds.lower)}" if bounds.lower else ""
    whole = total.upper if total and total.lower == total.upper else None
    if bounds.lower == bounds.upper:
        numbers = str(bounds.lower)
    elif bounds.lower == 0:
        numbers = f"up to {bounds.upper}"
    else:
        numbers = f"{bounds.lower} to {bounds.upper}"
    if whole is not None and (whole, whole) != (bounds.lower, bounds.upper):
        return f"{numbers} of {_people(whole)}"
    return f"{numbers} {'person' if bounds.upper == 1 else 'people'}"


def in_brackets(words: str) -> str:
    """The words in brackets with a space before them, or nothing."""
    return f" ({words})" if words else ""


def types_in_words(types: Collection[SkinType]) -> str:
    """Write "type V", "types II and IV", "types I to V"."""
    names = [t.name for t in sorted(types)]
    if len(names) == 1:
        return f"type {names[0]}"
    if len(names) > 2 and max(types) - min(types) == len(names) - 1:
        return f"types {names[0]} to {names[-1]}"
    return f"types {', '.join(names[:-1])} and {names[-1]}"


def subject(key: CellKey, topic: Topic) -> str:
    """What a cell is about, as the beginning of a sentence."""
    place = f" in type {key.fitzpatrick.name}" if key.fitzpatrick else ""
    named = [
        _label(topic, dimension, value)
        for dimension, value in (("outcome", key.outcome), ("indication", key.indication))
        if value not in (None, NONE_STATED)
    ]
    unstated = "".join(
        f", no {dimension} stated"
        for dimension, value in (("outcome", key.outcome), ("indication", key.indication))
        if value == NONE_STATED
    )
    if not named:
        return (f"Type {key.fitzpatrick.name}" if key.fitzpatrick else "All skin types") + unstated
    return f"{capitalised(named[0])}{place}{_after_treatment(named)}{unstated}"


def _after_treatment(named: Sequence[str]) -> str:
    return f" after treatment of {named[1]}" if len(named) > 1 else ""


def capitalised(words: str) -> str:
    """The words as a sentence begins; the rest keeps its case."""
    return words[:1].upper() + words[1:]


def combinations_in_words(keys: Sequence[CellKey], topic: Topic) -> str:
    """Write "wrinkles: pain, erythema; scars: pain": indications, each with its outcomes."""
    outcomes: dict[str, list[str]] = {}
    for key in keys:
        indication = _label(topic, "indication", key.indication)
        outcomes.setdefault(indication, []).append(_label(topic, "outcome", key.outcome))
    return "; ".join(f"{indication}: {', '.join(of)}" for indication, of in outcomes.items())


def _people(number: int) -> str:
    return "1 person" if number == 1 else f"{number} people"


def _label(topic: Topic, dimension: str, value: str | None) -> str:
    label = topic.label(dimension, value or "")
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]
