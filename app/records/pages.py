"""Page ranges in one form."""

import re

from app.records.titles import flatten_text

_PLAIN = re.compile(r"[0-9]+(?:-[0-9]+)?")
_RANGE = re.compile(r"^(?P<first>[A-Za-z]*)(?P<start>\d+)-+(?P<last>[A-Za-z]*)(?P<end>\d+)$")
_UNKNOWN = re.compile(r"^(?:no(?:[ .-]*pagination)?[ .-]*specified|no|specified|n/?a|n\.?pag\.?|-+)$", re.IGNORECASE)  # fmt: skip


def canonical_pages(text: str, end: str = "") -> str:
    """The form "183-192" from "183-92", "183--192", "pp. 183-192" or a first and a last page.

    Article numbers stay as they are; "No Pagination Specified" (PsycINFO) is no page.
    """
    if not text and not end:
        return ""
    if not end and _PLAIN.fullmatch(text):
        bare, last = text, ""  # nine in ten
    else:
        bare, last = _bare(text), _bare(end)
    if last and last != bare and "-" not in bare:
        bare = f"{bare}-{last}" if bare else last
    match = _RANGE.match(bare)
    if not match:
        return bare
    return _whole_range(match)


def _bare(text: str) -> str:
    plain = re.sub(r"[\u2010-\u2015\u2212]", "-", flatten_text(text))
    plain = re.sub(r"^(?:pp?|pages?)\.?\s*(?=[\dA-Za-z])", "", plain, flags=re.IGNORECASE)
    plain = re.sub(r"\s*-+\s*", "-", plain).strip(" .,;-")
    return "" if _UNKNOWN.match(plain) else plain


def _whole_range(match: re.Match[str]) -> str:
    start, end = match["start"], match["end"]
    if len(end) < len(start):
        end = start[: len(start) - len(end)] + end
    if start == end:
        return f"{match['first']}{start}"
    letters = match["last"] or match["first"]
    return f"{match['first']}{start}-{letters}{end}"
