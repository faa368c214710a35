"""Whether an answer can be used: by its status, then its content type, then its body."""

import re
from collections.abc import Callable

from app.sources.client.answer import Answer

_MARKUP_TYPES = ("text/html", "application/xhtml+xml")
# A byte order mark and white space may come first, and an XML declaration in XHTML.
_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html)\b", re.I)


def is_success(status: int) -> bool:
    """Whether the upstream says that it did what was asked."""
    return 200 <= status < 300


def may_pass(status: int) -> bool:
    """Whether a status that was not expected may be another one next time."""
    return is_success(status) or status == 429 or status >= 500


def flaw(answer: Answer, usable: Callable[[Answer], str] | None) -> str:
    """Why a 2xx answer is broken; empty when it is fine. No upstream answers with a web page."""
    if is_page(answer):
        return "a web page in place of an answer"
    if not answer.content.strip():
        return "an empty answer"
    return usable(answer) if usable is not None else ""


def is_page(answer: Answer) -> bool:
    """Whether this is a web page, whatever it is called."""
    return answer.media_type in _MARKUP_TYPES or bool(_PAGE.match(answer.content[:1024]))
