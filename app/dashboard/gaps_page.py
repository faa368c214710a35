"""The ranked gaps as finished values: sentences, the rules that placed them, what is recruiting."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.answers import GapList, GapsQuestion
from app.dashboard import forms, links, words
from app.dashboard.cell_page import HOPE, TrialLine, trial_lines
from app.dashboard.evidence_pieces import Part
from app.exports.map_words import sign_of, state_word
from app.gapmap import Gap
from app.topic import Topic

PATH = "/gaps"
FACETS = ("fitzpatrick", "indication", "outcome")
STUDIES_NAMED = 3
"""Studies of a gap that are linked by themselves; the cell's page has all of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GapView:
    """One gap with everything that leads on from it."""

    rank: int
    sentence: str
    href: str
    css: str
    state: str
    footings: str
    because: str
    studies: tuple[Part, ...]
    trials: tuple[TrialLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GapsView:
    """The whole page."""

    count: str
    gaps: tuple[GapView, ...]
    rules: tuple[str, ...]
    facets: tuple[forms.Facet, ...]
    chips: tuple[forms.Chip, ...]
    reset: str
    first_href: str
    next_href: str
    json_href: str
    searched: str
    empty: str


def gaps_view(found: GapList, question: GapsQuestion, topic: Topic) -> GapsView:
    """Everything that the page of gaps shows."""
    shown = question.offset + len(found.gaps)
    return GapsView(
        count=_count(found, question),
        gaps=tuple(_gap(gap) for gap in found.gaps),
        rules=found.rules,
        facets=forms.facets(topic, question, FACETS),
        chips=forms.chips(topic, PATH, _from_the_first(question), FACETS),
        reset=PATH,
        first_href=links.url_of(PATH, question, offset=None) if question.offset else "",
        next_href=links.url_of(PATH, question, offset=shown) if shown < found.total else "",
        json_href=links.url_of("/api/v1/gaps", question),
        searched=found.searched.sentence,
        empty="" if found.gaps else _empty(found),
    )


def _from_the_first(question: GapsQuestion) -> GapsQuestion:
    return question.model_copy(update={"offset": 0})


def _count(found: GapList, question: GapsQuestion) -> str:
    if not found.gaps:
        return ""
    first, last = question.offset + 1, question.offset + len(found.gaps)
    return f"Gaps {first:,} to {last:,} of {found.total:,}, the most urgent first"


def _empty(found: GapList) -> str:
    if not found.searched.ever:
        return "Nothing was searched yet, so nothing can be called a gap."
    return "No gap meets these conditions."


def _gap(gap: Gap) -> GapView:
    because = "; ".join(gap.because)
    return GapView(
        rank=gap.rank,
        sentence=gap.sentence,
        href=links.cell_url(gap.key),
        css=sign_of(gap.depth, gap.reason),
        state=state_word(gap.depth, gap.reason),
        footings=words.footings(gap.footings),
        because=f"{because[:1].upper()}{because[1:]}.",
        studies=tuple(_studies(gap)),
        trials=tuple(trial_lines(trial for trial in gap.trials if trial.state in HOPE)),
    )


def _studies(gap: Gap) -> Iterator[Part]:
    ids = (*gap.study_ids, *gap.other_ids)
    for public_id in ids[:STUDIES_NAMED]:
        yield Part(f"Study {public_id}", links.study_url(public_id))
    if len(ids) > STUDIES_NAMED:
        yield Part(f"and {len(ids) - STUDIES_NAMED} more", links.cell_url(gap.key))
