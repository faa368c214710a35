"""The menu that offers a view as a file: the same on every page."""

from dataclasses import dataclass

from pydantic import BaseModel

from app.answers import Permalink, ViewName
from app.dashboard import links
from app.exports import FORMATS, FORMATS_OF, FROZEN_FORMATS_OF, FileFormat


@dataclass(frozen=True, slots=True)
class ExportLink:
    """One form; `use` says what it is good for."""

    label: str
    href: str
    use: str


@dataclass(frozen=True, slots=True)
class ExportMenu:
    """The forms of one view, with what goes into the files in words."""

    what: str
    links: tuple[ExportLink, ...]


def export_menu(name: ViewName, what: str, question: BaseModel | None = None) -> ExportMenu:
    """The menu of a view as it is asked for; a page of a list is offered whole."""
    found = tuple(_link(name, file_format, question) for file_format in FORMATS_OF[name])
    return ExportMenu(what, found)


def frozen_menu(permalink: Permalink) -> ExportMenu:
    """The menu of a view that was frozen: files of that very state."""
    address = f"/api/v1/permalinks/{permalink.hash}/file"
    links_ = tuple(
        ExportLink(
            FORMATS[one].label, links.with_query(address, {"format": one.value}), FORMATS[one].use
        )
        for one in FROZEN_FORMATS_OF[ViewName(permalink.view.value)]
    )
    return ExportMenu("as it was frozen", links_)


def _link(name: ViewName, file_format: FileFormat, question: BaseModel | None) -> ExportLink:
    asked = {}
    if question is not None:
        unpaged = {"limit", "cursor"} if name is ViewName.STUDIES else set()
        asked = question.model_dump(mode="json", exclude_defaults=True, exclude=unpaged)
    address = f"/api/v1/exports/{name.value}"
    href = links.with_query(address, asked | {"format": file_format.value})
    return ExportLink(FORMATS[file_format].label, href, FORMATS[file_format].use)
