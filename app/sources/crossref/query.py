"""A query in words and phrases, as Crossref can be asked it and as its answers are sifted."""

import re
from dataclasses import dataclass

from app.records import Rejected, SourceRecord
from app.sources.crossref.work import has_phrase
from app.sources.upstream import Search

_LONGEST_QUERY = 300  # characters: longer ones run into time-outs
_PHRASE = re.compile(r'"([^"]+)"')
_OPERATOR = re.compile(r"\b(?:AND|OR|NOT)\b")
_NO_WORD = re.compile(r"[^\w\s-]|(?<!\w)-|-(?!\w)")


@dataclass(frozen=True, slots=True)
class Words:
    """What is sent, and the phrases of which a work must have one (none: every work is wanted)."""

    sent: str
    phrases: tuple[str, ...]
    is_cut: bool


def words_of(query: str) -> Words:
    """The words of a query without punctuation and operators, which Crossref does not know.

    Beside a phrase in quotes a bare word counts as a phrase of one word.
    """
    bare = _OPERATOR.sub(" ", query)
    phrases = tuple(_PHRASE.findall(bare))
    sent = " ".join(dict.fromkeys(_NO_WORD.sub(" ", bare).split()))
    if phrases:
        phrases += tuple(_NO_WORD.sub(" ", _PHRASE.sub(" ", bare)).split())
    if len(sent) <= _LONGEST_QUERY:
        return Words(sent, phrases, is_cut=False)
    return Words(sent[: _LONGEST_QUERY + 1].rpartition(" ")[0], phrases, is_cut=True)


def is_wanted(item: SourceRecord | Rejected, words: Words) -> bool:
    """Whether a work has one of the phrases; what could not be read is never left out."""
    if not words.phrases or isinstance(item, Rejected):
        return True
    return has_phrase(item, words.phrases)


def days_filter(search: Search) -> dict[str, str]:
    """The days of change: only the day of indexing moves with every one of them."""
    days = f"until-index-date:{search.until}"
    return {"filter": f"from-index-date:{search.since},{days}"} if search.since else {}
