"""Templates to answers: the one place that knows Jinja."""

from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.staticfiles import StaticFiles

from app.accounts import Person
from app.answers.dependencies import topic_of
from app.answers.identity import GUEST, person_on
from app.topic import Topic

STATIC_FOLDER = Path(__file__).parent / "static"

_templates = Environment(
    loader=PackageLoader("app.dashboard"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True, slots=True)
class MenuLink:
    """One page of the menu; `current` where the reader is in that part."""

    href: str
    label: str
    current: bool


_MENU = (
    ("/", "Overview"),
    ("/gap-map", "Gap map"),
    ("/gaps", "Gaps"),
    ("/questions", "Questions"),
    ("/claims", "Claims"),
    ("/studies", "Studies"),
    ("/sources", "Sources"),
    ("/about", "About"),
)


def page(
    request: Request, template: str, status: int = HTTPStatus.OK, **values: Any
) -> HTMLResponse:
    """One page of finished values; `values` are what the template names.

    Every template knows the `person` who asks, a guest if need be.
    """
    path, topic, person = request.url.path, topic_of(request), person_on(request)
    return HTMLResponse(render(template, path, topic, person=person, **values), status)


def render(template: str, path: str, topic: Topic, *, person: Person = GUEST, **values: Any) -> str:
    """The page's HTML; `path` says which part of the menu the reader is in."""
    return _templates.get_template(template).render(
        menu=_menu(path), topic_title=topic.title, person=person, **values
    )


def mount_static(app: FastAPI) -> None:
    """Serve the pages' own style sheet and mark; nothing is loaded from anywhere else."""
    app.mount("/static", StaticFiles(directory=STATIC_FOLDER), name="static")


def _menu(path: str) -> tuple[MenuLink, ...]:
    return tuple(
        MenuLink(href, label, path == href or (href != "/" and path.startswith(href)))
        for href, label in _MENU
    )
