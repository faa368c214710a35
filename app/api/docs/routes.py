"""Where the OpenAPI document, its page and the page's style are."""

from functools import cache
from importlib.resources import files
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response
from jinja2 import Environment, PackageLoader, StrictUndefined

from app.api.docs.manual import manual_of
from app.api.openapi import openapi_document

docs_router = APIRouter(prefix="/api/v1", include_in_schema=False)


@docs_router.get("/openapi.json")
def get_openapi_document(request: Request) -> Response:
    """The OpenAPI 3.1 document."""
    return JSONResponse(_document(request))


@docs_router.get("/docs")
def get_docs(request: Request) -> HTMLResponse:
    """The documentation as a page: no script, nothing from another host."""
    manual = manual_of(_document(request), str(request.base_url).rstrip("/"))
    return HTMLResponse(_templates().get_template("docs.html").render(manual=manual))


@docs_router.get("/docs.css")
def get_docs_style() -> Response:
    """The page's style."""
    return Response(_file("docs.css"), media_type="text/css")


@docs_router.get("/docs.svg")
def get_docs_icon() -> Response:
    """The page's icon."""
    return Response(_file("docs.svg"), media_type="image/svg+xml")


def _document(request: Request) -> dict[str, Any]:
    """Made when it is first asked for: nobody who only wants answers waits for it."""
    state = request.app.state
    if not hasattr(state, "openapi_document"):
        state.openapi_document = openapi_document(state.topic)
    document: dict[str, Any] = state.openapi_document
    return document


@cache
def _templates() -> Environment:
    loader = PackageLoader("app.api.docs", ".")
    return Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _file(name: str) -> str:
    return files("app.api.docs").joinpath(name).read_text(encoding="utf-8")
