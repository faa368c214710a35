"""The words shown as evidence for a term: the sentence round it, or a tight clause of a long one."""

import re

from app.records import Evidence, EvidenceKind
from app.tagging.document import Document
from app.tagging.lexicon import Hit
from app.tagging.statements import Part, Statement

LONGEST_QUOTE = 400
"""Characters; a longer sentence is cut at the clause marks round the term."""
_CLAUSE_END = re.compile(r"[;:,](?=\s)|\s[-\u2013\u2014]\s|\n")


def evidence_for(document: Document, statement: Statement, hit: Hit) -> Evidence:
    """The located quote of a term; `document.text[start:end] == text` always holds."""
    return evidence_at(document, statement, hit.start, hit.end)


def evidence_at(document: Document, statement: Statement, first: int, last: int) -> Evidence:
    """The same of the words `first:last` of the document."""
    start, end = statement.start, statement.end
    if end - start > LONGEST_QUOTE:
        start, end = _clause(document.text, statement, first, last)
    structured = statement.part in (Part.CONDITION, Part.KEYWORD) or statement.section == "field"
    return Evidence(
        kind=EvidenceKind.STRUCTURED if structured else EvidenceKind.QUOTE,
        text=document.text[start:end],
        section=statement.section,
        start=start,
        end=end,
    )


def _clause(text: str, statement: Statement, first: int, last: int) -> tuple[int, int]:
    room = LONGEST_QUOTE // 2
    start = max(statement.start, first - room)
    for mark in _CLAUSE_END.finditer(text, start, first):
        start = mark.end()
        break
    end = min(statement.end, max(last, first + room))
    behind = None
    for mark in _CLAUSE_END.finditer(text, last, end):
        behind = mark.start()
    if end < statement.end:
        end = behind or end
    return _trim(text, start, end, first, last)


def _trim(text: str, start: int, end: int, first: int, last: int) -> tuple[int, int]:
    """Whole words only, no white space round the quote, the term always inside."""
    while start < first and start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start += 1
    while start < first and text[start].isspace():
        start += 1
    while end > last and end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end -= 1
    while end > last and text[end - 1].isspace():
        end -= 1
    return start, end
