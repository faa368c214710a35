"""The list of studies as finished values: lines, filters, paging."""

from dataclasses import dataclass

from app.answers import StudiesQuestion, ViewName
from app.dashboard import forms, links, words
from app.dashboard.export_menu import ExportMenu, export_menu
from app.dashboard.study_lines import StudyLine, study_line
from app.store import StudyPage
from app.topic import Topic

PATH = "/studies"
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


def studies_view(page: StudyPage, question: StudiesQuestion, topic: Topic) -> StudiesView:
    """Everything that the list shows."""
    onward = page.next_cursor
    return StudiesView(
        studies=tuple(study_line(study, topic) for study in page.studies),
        total=_total(page, question),
        facets=() if question.left_out else forms.facets(topic, question, FACETS),
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


def _total(page: StudyPage, question: StudiesQuestion) -> str:
    total = words.studies(page.total).capitalize()
    if page.next_cursor or question.cursor:
        return f"{total}, {len(page.studies)} on this page"
    return total
