"""The list of studies as finished values: lines, filters, paging."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.answers import Loosened, StudiesQuestion, ViewName
from app.dashboard import forms, links, words
from app.dashboard.export_menu import ExportMenu, export_menu
from app.dashboard.study_lines import StudyLine, found_line, study_line
from app.store import FacetCounts, FoundIn, StudyPage, StudySummary
from app.topic import Topic

PATH = "/studies"
WORD_OF = {"q": "words", "year_from": "first year", "year_to": "last year"}
"""Conditions that are no facet."""
FACETS = (
    "fitzpatrick",
    "standing",
    "indication",
    "outcome",
    "layer",
    "design",
    "body_site",
    "procedure",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StudiesView:
    """The whole page; `next_href` is empty on the last page, `first_href` on the first."""

    studies: tuple[StudyLine, ...]
    loosened: tuple[forms.Chip, ...]
    """Where there is no study: conditions without which there would be."""
    total: str
    facets: tuple[forms.Facet, ...]
    chips: tuple[forms.Chip, ...]
    q: str
    year_from: str
    year_to: str
    reset: str
    first_href: str
    next_href: str
    left_out: bool
    """Whether these are the studies that count nowhere."""
    left_out_href: str
    exports: ExportMenu


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A page of the list with what stands beside it."""

    page: StudyPage
    counts: FacetCounts
    found: Mapping[str, FoundIn]
    loosened: tuple[Loosened, ...]


def studies_view(listed: Listed, question: StudiesQuestion, topic: Topic) -> StudiesView:
    """Everything that the list shows."""
    page = listed.page
    onward = page.next_cursor
    return StudiesView(
        studies=tuple(_line(study, listed, question, topic) for study in page.studies),
        loosened=tuple(_loosened(one, question, topic) for one in listed.loosened),
        total=_total(page, question),
        facets=() if question.left_out else forms.facets(topic, question, FACETS, listed.counts),
        chips=forms.chips(topic, PATH, question, FACETS),
        q=question.q,
        year_from=str(question.year_from or ""),
        year_to=str(question.year_to or ""),
        reset=PATH,
        left_out=question.left_out,
        left_out_href=links.with_query(PATH, {"left_out": "true"}),
        exports=export_menu(ViewName.STUDIES, "these studies", question),
        first_href=links.url_of(PATH, question, cursor=None) if question.cursor else "",
        next_href=links.url_of(PATH, question, cursor=onward) if onward else "",
    )


def _line(
    study: StudySummary, listed: Listed, question: StudiesQuestion, topic: Topic
) -> StudyLine:
    found = listed.found.get(study.public_id)
    return found_line(study, topic, found, question.q) if found else study_line(study, topic)


def _loosened(one: Loosened, question: StudiesQuestion, topic: Topic) -> forms.Chip:
    """Such as "Without outcome “Pain”: 3 studies", or "With it alone" where one is not enough."""
    value = getattr(question, one.field)
    named = ", ".join(
        forms.value_label(topic, one.field, str(v)) if one.field in FACETS else str(v)
        for v in (value if isinstance(value, list) else [value])
    )
    label = WORD_OF.get(one.field) or forms.FACET_LABEL[one.field].lower()
    kept: Any = "" if one.field == "q" else [] if one.field in FACETS else None
    href = links.url_of(PATH, question, cursor=None, **{one.field: kept})
    if one.alone:
        href = links.with_query(PATH, question.model_dump(mode="json", include={one.field}))
    how = "With only" if one.alone else "Without"
    return forms.Chip(f"{how} {label} “{named}”: {words.studies(one.studies)}", href)


def _total(page: StudyPage, question: StudiesQuestion) -> str:
    total = words.studies(page.total).capitalize()
    if page.next_cursor or question.cursor:
        return f"{total}, {len(page.studies)} on this page"
    return total
