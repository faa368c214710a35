"""What "all skin types" leaves out, and how many people it counts of each."""

from collections.abc import Sequence

from app.records import SkinType
from app.tagging import mention_words as words
from app.tagging.shares import Share
from app.tagging.type_expressions import Expression, parse_expression, skip_scale
from app.tagging.type_tokens import Kind, Token, kind_at, word_at

ALL_TYPES = tuple(SkinType)


def left_out(tokens: Sequence[Token], low: str, at: int) -> Expression | None:
    """The VI of "all Fitzpatrick types but VI", "all skin types except type VI"."""
    at += kind_at(tokens, at) is Kind.COMMA
    if (word_at(tokens, at), word_at(tokens, at + 1)) == ("with", "the"):
        at += 2
    if word_at(tokens, at) not in words.EXCEPT:
        return None
    at += 1 + (word_at(tokens, at + 1) in ("for", "of"))
    return parse_expression(tokens, skip_scale(tokens, at), low)


def alike(tokens: Sequence[Token], at: int, end: int) -> tuple[Share, ...]:
    """As many people of every type: "each type represented by nine", "ten of each skin type"."""
    number = -1
    if word_at(tokens, end) in ("represented", "contributed"):
        number = end + 1 + (word_at(tokens, end + 1) == "by")
    elif word_at(tokens, at) == "each" and word_at(tokens, at - 1) in words.BEFORE_EACH:
        number = at - 2 - (kind_at(tokens, at - 2) is Kind.PEOPLE)
    if kind_at(tokens, number) is not Kind.INTEGER:
        return ()
    people = tokens[number].value
    return tuple(Share((t,), people) for t in ALL_TYPES)


def is_next_number(tokens: Sequence[Token], at: int, end: int) -> bool:
    """The number of a list's next entry at the end: "any Fitzpatrick skin type 2."."""
    if kind_at(tokens, end) is not Kind.INTEGER:
        return False
    if [token.low for token in tokens[end + 1 : end + 3]] not in (["."], [")"]):
        return False
    return word_at(tokens, at) != "all" or tokens[end - 1].low.endswith("s")
