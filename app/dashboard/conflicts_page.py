"""What two readers differ on, and the figures of agreement in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.answers.second_reader import AgreementAnswer, Conflict, DimensionAgreement
from app.dashboard import links
from app.dashboard.forms import Option, value_label
from app.dashboard.review_page import DIMENSION_WORD, standings_of, values_of
from app.records import Dimension
from app.store import TAG, TagTarget
from app.topic import Topic

CONFLICTS = "/review/conflicts"
OPTION = "/review/option"
ANSWERS = {
    "tag": (("accept", "The tag stands"), ("reject", "It does not")),
    "screening": (("included", "Include"), ("excluded", "Exclude")),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictView:
    """One conflict with both words and what may be said."""

    kind: str
    target: str
    title: str
    about: str
    study: str
    """Title of the study or the record."""
    href: str
    words: tuple[tuple[str, str, str, str], ...]
    """(who and when, what, the words it rests on, why)"""
    answers: tuple[tuple[str, str], ...]
    values: tuple[Option, ...]
    """What may be right instead; none where a screening is in question."""
    standings: tuple[Option, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresView:
    """One line of the table of agreement."""

    readers: str
    dimension: str
    n: str
    raw: str
    kappa: str
    prevalence: str
    bias: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictsView:
    """The page."""

    conflicts: tuple[ConflictView, ...]
    second_reader: bool
    figures: tuple[FiguresView, ...]


def conflicts_view(
    conflicts: Iterable[Conflict], agreement: AgreementAnswer, topic: Topic
) -> ConflictsView:
    """Everything that the page shows."""
    return ConflictsView(
        conflicts=tuple(_conflict(one, topic) for one in conflicts),
        second_reader=agreement.second_reader,
        figures=tuple(map(_figures, (*agreement.people, *agreement.versions))),
    )


def _conflict(conflict: Conflict, topic: Topic) -> ConflictView:
    title, about, href = "Screening", conflict.target, ""
    values: tuple[Option, ...] = ()
    standings: tuple[Option, ...] = ()
    if conflict.kind == TAG:
        target = TagTarget.of(conflict.target)
        label = value_label(topic, target.dimension, target.value)
        title, about = f"{DIMENSION_WORD[target.dimension]}: {label}", f"Study {target.study_id}"
        href = links.study_url(target.study_id)
        values = values_of(topic, target.dimension, target.value)
        standings = standings_of(target.dimension)
    return ConflictView(
        kind=conflict.kind,
        target=conflict.target,
        title=title,
        about=about,
        study=conflict.title,
        href=href,
        words=tuple(
            (f"{word.who}, {word.at:%Y-%m-%d %H:%M} UTC", word.says, word.quote, word.why)
            for word in conflict.words
        ),
        answers=ANSWERS[conflict.kind],
        values=values,
        standings=standings,
    )


def _figures(one: DimensionAgreement) -> FiguresView:
    found = one.agreement
    kappa = "not defined: one word only"
    if found.kappa is not None and found.low is not None and found.high is not None:
        kappa = f"{found.kappa:.2f} ({found.low:.2f} to {found.high:.2f})"
    elif found.kappa is not None:
        kappa = f"{found.kappa:.2f} (interval not defined: too alike or too few)"
    named = one.dimension in tuple(Dimension)
    return FiguresView(
        readers=one.readers,
        dimension=DIMENSION_WORD[Dimension(one.dimension)] if named else "Screening",
        n=f"{found.n:,}",
        raw=_share(found.raw),
        kappa=kappa,
        prevalence=_share(found.prevalence),
        bias="" if found.bias is None else f"{found.bias:+.2f}",
    )


def _share(value: float | None) -> str:
    return "" if value is None else f"{100 * value:.1f} %"
