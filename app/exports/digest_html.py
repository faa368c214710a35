"""A digest as one HTML file: it loads nothing, prints well, and can be sent by mail."""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from app.exports.digest_values import DigestView


def digest_html(view: DigestView) -> str:
    """The whole file; ends with a line break."""
    return _templates().get_template("digest.html").render(digest=view) + "\n"


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("app.exports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
