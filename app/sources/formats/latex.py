"""LaTeX inside BibTeX values as plain text."""

import re
from functools import cache

from pylatexenc.latex2text import (  # type: ignore[import-untyped]  # ships no types
    LatexNodes2Text,
    MacroTextSpec,
    get_default_latex_context_db,
)
from pylatexenc.latexwalker import LatexWalkerError  # type: ignore[import-untyped]  # ships no types

_LATEX = re.compile(r"[\\{}$~]|--|``|''")
# A bare & would be read as a column break, a bare % as a comment: in BibTeX both are meant.
_BARE = re.compile(r"(?<!\\)([&%#])")
_NAMED = {"textbraceleft": "{", "textbraceright": "}", "textasciicircum": "^"}
"""Commands for single characters that the decoder does not know, or prints as another."""
_LONGEST = 200_000  # characters; the decoder is recursive and no abstract is longer


def decoded_latex(text: str) -> str:
    """Accents, commands and braces of LaTeX as the text they print; prose passes unchanged."""
    if not _LATEX.search(text) or len(text) > _LONGEST:
        return without_braces(text)
    try:
        return str(_decoder().latex_to_text(_BARE.sub(r"\\\1", text)))
    except (LatexWalkerError, RecursionError, IndexError, ValueError, AttributeError):
        return without_braces(text)  # not LaTeX after all: keep the words as they are


def without_braces(text: str) -> str:
    """The text without the braces that protect capitals and groups."""
    return text.replace("{", "").replace("}", "")


@cache
def _decoder() -> LatexNodes2Text:
    known = get_default_latex_context_db()
    named = [MacroTextSpec(name, simplify_repl=plain) for name, plain in _NAMED.items()]
    known.add_context_category("named characters", macros=named, prepend=True)
    return LatexNodes2Text(
        latex_context=known, math_mode="text", keep_comments=True, strict_latex_spaces=False
    )
