"""Text in a spreadsheet that no program runs as a formula, and the text as it was."""

import re

# OWASP, "CSV injection": = + - @, their full-width forms, tab, carriage return and line feed. White
# space and what cannot be seen may stand before them: some programs pass it over.
_HIDDEN = r"[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]"
_SIGNS = r"=+\-@\uff1d\uff0b\uff0d\uff20"
_RUNS = re.compile(rf"{_HIDDEN}*[{_SIGNS}]|[\t\r\n]")
_MAY_HAVE_RUN = re.compile(rf"'+(?:{_HIDDEN}*[{_SIGNS}]|[\t\r\n])")


def runs_as_formula(text: str) -> bool:
    """Whether a spreadsheet that opens the text in a CSV file may take it for a formula."""
    return _RUNS.match(text) is not None


def inert(text: str) -> str:
    """The text with an apostrophe before it where it would run, or where one could be taken away."""
    if runs_as_formula(text) or _MAY_HAVE_RUN.match(text):
        return "'" + text
    return text


def as_it_was(cell: str) -> str:
    """The text that `inert` was given."""
    return cell[1:] if _MAY_HAVE_RUN.match(cell) else cell
