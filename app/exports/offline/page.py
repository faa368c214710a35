"""One file: the table, the words, the script, and all that it shows, with nothing to be loaded."""

import base64
import hashlib
import json
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from app.answers import Holding
from app.exports.drawing.drawn_map import Asked, drawn_map
from app.exports.drawing.legend import NOTES, entries
from app.exports.offline.held import held_value
from app.gapmap import Matrix


def offline_page(matrix: Matrix, holding: Holding, asked: Asked) -> bytes:
    """The file, in UTF-8. It allows its own script and style by their hashes and nothing else."""
    script, style = _part("map.js"), _part("map.css")
    page = _template().render(
        drawn=drawn_map(matrix, asked),
        signs=entries(),
        notes=NOTES,
        script=Markup(script),  # noqa: S704  # a file of this package
        style=Markup(style),  # noqa: S704  # a file of this package
        policy=_policy(script, style),
        held=_in_script_element(held_value(matrix, holding, asked)),
    )
    return page.encode()


def _policy(script: str, style: str) -> str:
    return (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _in_script_element(value: Any) -> Markup:
    """JSON in which nothing can end the element or begin a comment: `<`, `>` and `&` are escaped."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for letter in "<>&\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return Markup(text)  # noqa: S704  # escaped just above


@cache
def _part(name: str) -> str:
    return files("app.exports.offline").joinpath(name).read_text(encoding="utf-8")


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("app.exports.offline", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("map.html")
