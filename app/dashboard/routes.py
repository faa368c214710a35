"""The pages: a question in, one answer, one template."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from sqlmodel import Session

from app import store
from app.answers import (
    CellQuestion,
    ChangesQuestion,
    MapQuestion,
    PlansQuestion,
    PrismaQuestion,
    SearchLogQuestion,
    StudiesQuestion,
    ViewKind,
    answer_accuracy,
    answer_cell,
    answer_changes,
    answer_facet_counts,
    answer_found,
    answer_last_check,
    answer_loosening,
    answer_map,
    answer_news,
    answer_overview,
    answer_plans,
    answer_provenance,
    answer_search_log,
    answer_searching,
    answer_sources,
    answer_studies,
    answer_study,
)
from app.answers.dependencies import (
    CurrentAccuracy,
    CurrentAddresses,
    CurrentTopic,
    Db,
    Now,
)
from app.answers.identity import Reading, is_on_this_machine
from app.dashboard import forms
from app.dashboard.about_page import about_view
from app.dashboard.accuracy_view import accuracy_view
from app.dashboard.cell_page import cell_page
from app.dashboard.changes_routes import router as changes_router
from app.dashboard.check_view import check_view
from app.dashboard.drawing_routes import drawing_view
from app.dashboard.drawing_routes import router as drawing_router
from app.dashboard.feed import feed_answer
from app.dashboard.gaps_routes import router as gaps_router
from app.dashboard.imports_routes import router as imports_router
from app.dashboard.legend import depth_signs, layer_signs, reason_signs
from app.dashboard.map_page import map_view
from app.dashboard.matches_routes import router as matches_router
from app.dashboard.news_view import news_view
from app.dashboard.overview_page import overview_view
from app.dashboard.permalink_page import freeze_form
from app.dashboard.plans_page import plans_view
from app.dashboard.printed import Paper, printed
from app.dashboard.prisma_page import prisma_view
from app.dashboard.rendering import page
from app.dashboard.review_routes import router as review_router
from app.dashboard.runs_routes import router as runs_router
from app.dashboard.search_log_page import search_log_view
from app.dashboard.sources_page import MOST_REJECTED, SourcesPageQuestion, sources_view
from app.dashboard.statistics_routes import router as statistics_router
from app.dashboard.studies_page import Listed, studies_view
from app.dashboard.study_page import study_view
from app.dashboard.timeline_routes import router as timeline_router
from app.dashboard.trials_routes import router as trials_router
from app.dashboard.vega import router as vega_router
from app.exports import prisma_report
from app.store import people

CELL_CONDITIONS = ("body_site", "procedure", "design", "layer")
router = APIRouter(include_in_schema=False)
router.include_router(matches_router)
router.include_router(changes_router)
router.include_router(review_router)
router.include_router(statistics_router)
router.include_router(drawing_router)
router.include_router(imports_router)
router.include_router(runs_router)
router.include_router(gaps_router)
router.include_router(vega_router)
router.include_router(timeline_router)
router.include_router(trials_router)


@router.get("/")
def show_overview(request: Request, db: Db, topic: CurrentTopic, person: Reading) -> Response:
    """The one-screen answer."""
    answer = answer_overview(db, topic)
    sources = store.list_sources(db)
    is_first = person.is_guest and is_on_this_machine(request) and not people.has_accounts(db)
    news = answer_news(db, person)
    return page(
        request,
        "overview.html",
        overview=overview_view(answer, sources, topic),
        news=news_view(news) if news else None,
        offers_first_account=is_first,
    )


@router.get("/gap-map")
def show_map(
    request: Request,
    db: Db,
    topic: CurrentTopic,
    now: Now,
    question: Annotated[MapQuestion, Query()],
) -> Response:
    """The gap map for the rows, columns, filters and layers of the address."""
    view = map_view(answer_map(db, topic, question), question, topic)
    return page(
        request,
        "gap_map.html",
        map=view,
        drawing=drawing_view(question),
        depth_signs=depth_signs(),
        reason_signs=reason_signs(),
        freeze=freeze_form(ViewKind.MAP, question),
        printed=printed(_paper(request, db, now), f"{topic.title}: {view.caption}", view.chips),
    )


@router.get("/gap-map/cell")
def show_cell(
    request: Request,
    db: Db,
    topic: CurrentTopic,
    now: Now,
    question: Annotated[CellQuestion, Query()],
) -> Response:
    """One cell with everything it rests on."""
    answer = answer_cell(db, topic, question)
    view = cell_page(answer, question, topic)
    return page(
        request,
        "cell.html",
        cell=view,
        freeze=freeze_form(ViewKind.CELL, question),
        printed=printed(
            _paper(request, db, now),
            f"{topic.title}: {view.title}",
            forms.chips(topic, "/gap-map/cell", question, CELL_CONDITIONS),
        ),
    )


@router.get("/studies")
def show_studies(
    request: Request, db: Db, topic: CurrentTopic, question: Annotated[StudiesQuestion, Query()]
) -> Response:
    """A page of the list of studies."""
    found = answer_studies(db, topic, question)
    listed = Listed(
        page=found,
        counts={} if question.left_out else answer_facet_counts(db, topic, question),
        found=answer_found(db, question, found),
        loosened=() if found.total else answer_loosening(db, topic, question),
    )
    view = studies_view(listed, question, topic)
    return page(request, "studies.html", list=view, freeze=freeze_form(ViewKind.STUDIES, question))


@router.get("/studies/{public_id}")
def show_study(
    request: Request,
    db: Db,
    topic: CurrentTopic,
    accuracy: CurrentAccuracy,
    now: Now,
    public_id: str,
) -> Response:
    """One study with its reports, tags and evidence."""
    view = study_view(answer_study(db, public_id), topic, accuracy)
    title = f"Study {public_id}: {view.title}"
    return page(request, "study.html", study=view, printed=printed(_paper(request, db, now), title))


@router.get("/plans")
def show_plans(
    request: Request, db: Db, topic: CurrentTopic, question: Annotated[PlansQuestion, Query()]
) -> Response:
    """What was planned beside what was reported, study by study."""
    view = plans_view(answer_plans(db, question), question, topic)
    return page(request, "plans.html", view=view)


@router.get("/about")
def show_about(
    request: Request, db: Db, topic: CurrentTopic, accuracy: CurrentAccuracy
) -> Response:
    """What is counted, and how."""
    return page(
        request,
        "about.html",
        about=about_view(topic, store.revision(db)),
        check=check_view(answer_last_check(db)),
        accuracy=accuracy_view(answer_accuracy(accuracy)),
        depth_signs=depth_signs(),
        reason_signs=reason_signs(),
        layer_signs=layer_signs(),
    )


@router.get("/sources")
def show_sources(
    request: Request,
    db: Db,
    topic: CurrentTopic,
    addresses: CurrentAddresses,
    question: Annotated[SourcesPageQuestion, Query()],
) -> Response:
    """Where records came from, and the input in quarantine."""
    rejected = store.list_rejected(db, source=question.source, limit=MOST_REJECTED)
    view = sources_view(answer_sources(db, topic, addresses), rejected, question)
    return page(request, "sources.html", view=view)


@router.get("/feed.atom")
def get_feed(
    request: Request, db: Db, topic: CurrentTopic, question: Annotated[ChangesQuestion, Query()]
) -> Response:
    """What changed, for a feed reader: the latest changes that meet the filters."""
    changes = answer_changes(db, topic, question)
    return feed_answer(request, changes, question, topic, store.list_sources(db))


@router.get("/prisma")
def show_prisma(
    request: Request, db: Db, topic: CurrentTopic, question: Annotated[PrismaQuestion, Query()]
) -> Response:
    """The flow of records, drawn and as a table, and how it was searched."""
    report = prisma_report(answer_searching(db, topic, question))
    return page(request, "prisma.html", prisma=prisma_view(report))


@router.get("/search-log")
def show_search_log(
    request: Request, db: Db, question: Annotated[SearchLogQuestion, Query()]
) -> Response:
    """What sources were asked, and what each answer brought."""
    asked = {run.source for run in store.list_source_runs(db)}
    view = search_log_view(answer_search_log(db, question), question, asked)
    return page(request, "search_log.html", log=view)


def _paper(request: Request, db: Session, now: datetime) -> Paper:
    return Paper(request, answer_provenance(db), now.date())
