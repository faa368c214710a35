"""Whether words of the scale stand behind types: "III-V skin phototypes", "type IV skin"."""

from collections.abc import Sequence

from app.tagging import mention_words as words
from app.tagging.refusals import is_of_wrinkles
from app.tagging.type_tokens import Kind, Token, kind_at, word_at

_SHORTEST_RANGE = 3
"""Tokens of "IV-V"."""
_SCALES = (Kind.FITZPATRICK, Kind.SKIN_TYPE, Kind.ABBREVIATION)


def scale_follows(tokens: Sequence[Token], at: int, *, strict: bool) -> bool:
    """Whether the scale is named from token `at` on; `strict` lets "skin" alone name it."""
    if kind_at(tokens, at) in (Kind.OPEN, Kind.COMMA):
        at += 1
        return kind_at(tokens, at) is Kind.FITZPATRICK and not is_of_wrinkles(tokens, at, at + 4)
    if strict and word_at(tokens, at) == "skin":
        return word_at(tokens, at + 1) not in words.NAMED_AFTER_SKIN
    if word_at(tokens, at) in ("on", "by", "of", "according", "in"):
        near = range(at, at + 5)
        return any(kind_at(tokens, k) is Kind.FITZPATRICK for k in near) and not is_of_wrinkles(
            tokens, at, at + 8
        )
    return kind_at(tokens, at) in _SCALES and not is_of_wrinkles(tokens, at, at + 3)


def is_of_skin(tokens: Sequence[Token], at: int, end: int) -> bool:
    """As in "FP IV-V skin", "their skin was III to IV by Fitzpatrick"."""
    if end - at < _SHORTEST_RANGE or kind_at(tokens, at) is Kind.ORDINAL:
        return False
    if word_at(tokens, end) == "skin":
        return (
            kind_at(tokens, end + 1) is not Kind.WORD
            or word_at(tokens, end + 1) in words.AFTER_SKIN
        )
    told = any(word_at(tokens, at - k) in ("skin", "complexion", "complexions") for k in (1, 2, 3))
    by = word_at(tokens, end) in ("by", "on", "according", "per", "after") or (
        kind_at(tokens, end) is Kind.OPEN and kind_at(tokens, end + 2) is Kind.CLOSE
    )
    return told and by and scale_follows(tokens, end, strict=False)
