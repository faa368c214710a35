"""Changes of studies in the words that a person would write."""

from collections.abc import Collection, Sequence

from app.gapmap.change_values import KnownReport
from app.gapmap.standing import standing_of
from app.gapmap.values import MappedStudy
from app.gapmap.wording import types_in_words
from app.matching import NoticeKind
from app.records import Dimension, ReportKind, SkinType, Standing
from app.topic import Topic

NOTICE_WORD = {
    NoticeKind.RETRACTED: "Retracted",
    NoticeKind.WITHDRAWN: "Registration withdrawn",
    NoticeKind.CONCERN: "Expression of concern",
    NoticeKind.CORRECTED: "Corrected",
    NoticeKind.TERMINATED: "Study stopped",
    NoticeKind.PUBLISHED: "The preprint became an article",
}
REASONED = frozenset({NoticeKind.WITHDRAWN, NoticeKind.TERMINATED})
"""Registries tell why in a person's words."""


def is_called(study: MappedStudy) -> str:
    """The study's title, without a full stop, or its identifier."""
    return study.title.rstrip(". ") or f"Study {study.public_id}"


def titled(study: MappedStudy) -> str:
    """The same as a sentence."""
    name = is_called(study)
    return name if name.endswith(("?", "!")) else f"{name}."


def about_study(study: MappedStudy, topic: Topic) -> str:
    """Title, year, skin types, people, and what was treated and measured."""
    by_standing = {
        standing: [t for t in SkinType if standing_of(study, t) is standing]
        for standing in (Standing.STUDIED, Standing.ELIGIBLE, Standing.EXCLUDED)
    }
    types = [
        f"{_first_letter(types_in_words(types))} {standing.value}."
        for standing, types in by_standing.items()
        if types
    ] or ["It does not report skin type."]
    people = study.participants if study.participants is not None else study.planned
    planned = " planned" if study.participants is None else ""
    noun = "person" if people == 1 else "people"
    facts = [
        f"{study.year}." if study.year else "",
        *types,
        f"{people} {noun}{planned}." if people is not None else "",
        _listed("Treated", _labels(topic, "indication", study.indications)),
        _listed("Measured", _labels(topic, "outcome", study.outcomes)),
    ]
    return " ".join([titled(study), *(fact for fact in facts if fact)])


def about_notice(report: KnownReport, study: MappedStudy, notice: NoticeKind) -> str:
    """What was said of a report; of a registration also why."""
    title = report.title.rstrip(". ") or is_called(study)
    why = report.notices[notice] if notice in REASONED else ""
    return f"{NOTICE_WORD[notice]}: {title}." + (f" {_first_letter(why)}." if why else "")


def merged_into(gone: MappedStudy, now: MappedStudy) -> str:
    """Two studies turned out to be one."""
    return f"One study now: {is_called(gone)} ({gone.public_id}) is part of {titled(now)}"


def split_from(home: MappedStudy, about: str) -> str:
    """A study that was taken for a part of another one."""
    return f"A study of its own now: {about} It was counted as part of {titled(home)}"


def new_report(report: KnownReport, study: MappedStudy) -> str:
    """A further report of a known study."""
    title = report.title.rstrip(". ")
    same = not title or title == is_called(study)
    return f"New report ({_kind(report.kind)}): {titled(study)}" + (
        "" if same else f" It is called {title}."
    )


def standing_now(study: MappedStudy, skin_type: SkinType, was: Standing, now: Standing) -> str:
    """How the study stands to one type now, and stood before."""
    words = [standing.value.replace("_", " ") for standing in (was, now)]
    return f"{is_called(study)}: type {skin_type.name} is {words[1]} now, was {words[0]} before."


def added_tags(
    study: MappedStudy, dimension: Dimension, values: Sequence[str], topic: Topic
) -> str:
    """What is said of the study that was not said before."""
    return f"{is_called(study)}: {_of(dimension)} now also {_values(topic, dimension, values)}."


def removed_tags(
    study: MappedStudy, dimension: Dimension, values: Sequence[str], topic: Topic
) -> str:
    """What is no longer said of the study."""
    return f"{is_called(study)}: {_of(dimension)} no longer {_values(topic, dimension, values)}."


def _of(dimension: Dimension) -> str:
    return dimension.value.replace("_", " ")


def _kind(kind: ReportKind) -> str:
    return kind.value.replace("_", " ")


def _values(topic: Topic, dimension: Dimension, values: Sequence[str]) -> str:
    return ", ".join(_labels(topic, dimension.value, values))


def _labels(topic: Topic, dimension: str, values: Collection[str]) -> list[str]:
    labels = (topic.label(dimension, value) for value in sorted(values))
    return [one if one[1:2].isupper() else one[:1].lower() + one[1:] for one in labels]


def _listed(first: str, labels: Sequence[str]) -> str:
    return f"{first}: {', '.join(labels)}." if labels else ""


def _first_letter(words: str) -> str:
    return words[:1].upper() + words[1:]
