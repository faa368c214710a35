"""Studies counted by what they say, each group under its printed name."""

from dataclasses import dataclass
from typing import Literal

from sqlmodel import Session

from app import store
from app.answers.questions import StudySelection
from app.gapmap import Layer
from app.records import SkinType, Standing
from app.store import Grouping
from app.topic import Topic

GroupBy = Literal[
    "fitzpatrick", "indication", "outcome", "body_site", "procedure", "design", "layer", "year",
    "standing:I", "standing:II", "standing:III", "standing:IV", "standing:V", "standing:VI",
]  # fmt: skip
UNKNOWN = "unknown"
"""Key of the studies that say nothing of it."""
NAMES = {
    Standing.STUDIED: "Studied",
    Standing.ELIGIBLE: "Eligible",
    Standing.EXCLUDED: "Excluded",
    Standing.NOT_REPORTED: "Not reported",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyGroup:
    """One group: a value, and how many studies say it."""

    key: str
    key_display_name: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyGroups:
    """The groups, the largest first and what is unknown last; a study may be in several.

    `count` is how many studies there are, each counted once.
    """

    by: GroupBy
    count: int
    groups: tuple[StudyGroup, ...]


def answer_study_groups(
    db: Session, topic: Topic, question: StudySelection, by: GroupBy
) -> StudyGroups:
    """The studies of a filter by what they say; every value of the vocabulary is a group.

    Raises:
        InvalidQueryError: If a filter's value is not in the topic's vocabulary.
    """
    name, _, roman = by.partition(":")
    grouping, skin_type = Grouping(name), SkinType[roman] if roman else None
    found = store.count_studies_by(db, question.as_filter(topic), grouping, skin_type)
    counts = dict(found.groups)
    silent = Standing.NOT_REPORTED.value if grouping is Grouping.STANDING else UNKNOWN
    unknown = counts.pop(silent, 0) + found.unknown
    names = _names(topic, grouping)
    known = dict.fromkeys(names, 0) | counts
    known.pop(silent, None)
    groups = [StudyGroup(key=k, key_display_name=names.get(k, k), count=known[k]) for k in known]
    groups.sort(key=lambda group: -group.count)
    groups.append(
        StudyGroup(key=silent, key_display_name=names.get(silent, "None stated"), count=unknown)
    )
    return StudyGroups(by=by, count=found.total, groups=tuple(groups))


def _names(topic: Topic, by: Grouping) -> dict[str, str]:
    """Every value that there is, in the order of the vocabulary, with its printed name."""
    match by:
        case Grouping.FITZPATRICK:
            return {t.name: f"Type {t.name}" for t in SkinType}
        case Grouping.STANDING:
            return {standing.value: name for standing, name in NAMES.items()}
        case Grouping.LAYER:
            return {layer.value: layer.value.capitalize() for layer in Layer}
        case Grouping.YEAR:
            return {}
        case _:
            return {value.id: value.label for value in topic.values_of(by.value)}
