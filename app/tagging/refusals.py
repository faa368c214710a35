"""Why types that stand beside scale words are no Fitzpatrick skin types after all."""

from collections.abc import Sequence
from enum import StrEnum

from app.tagging.amounts import opening
from app.tagging.characters import word_set
from app.tagging.type_expressions import Expression
from app.tagging.type_tokens import Kind, Token, kind_at, word_at

WRINKLES = (
    "wrinkl", "rhyt", "elastosis", "elastotic", "fwcs", "fws", "fwces", "fwcs",
)  # fmt: skip
"""How words begin that speak of wrinkles; FWS and FWCS are Fitzpatrick's wrinkle scales."""
OTHER_TYPES = word_set("""collagen collagens procollagen procollagens diabetes diabetic diabetics mellitus allergy
    allergies allergic hypersensitivity hypersensitivities error errors interferon interferons
    toxin rosacea acne scar scars melasma wrinkle wrinkles rhytid rhytids rhytides hair hairs curl
    keratin norwood hamilton ludwig glogau muscle fiber fibers fibre fibres wound wounds nevus
    reaction reactions patch trial trials study studies pneumocytes neurofibromatosis hyperlipidemia
    tympanogram evidence phase sinclair alopecia baldness dimple cellulite lipodystrophy keloid
    keloids vitiligo segmental capillary vessel vessels osteogenesis herpes simplex mucosal
    receptor receptors antibodies immunity response responses lesion lesions botulinum
    hla tissue bone fold folds cell cells nasolabial polyp cancer""")
"""Things whose types are numbered too."""
_OTHER_SCALES = word_set(
    "baumann japanese lancer obagi taylor roberts glogau norwood ludwig hamilton"
    " goodman baron goldman sinclair leslie genetico"
)

_WITH_OTHERS = frozenset({"colleagues", "coworkers", "co-workers", "associates"})
_HAVING = frozenset({"with", "having", "who", "presenting", "seeking", "desiring", "undergoing"})
_GRADES = frozenset({"class", "classes", "grade", "grades"})
AVERAGE = "an average, not a type that took part"
_NEAR, _FAR = 3, 25
"""Tokens round an expression in which wrinkles are looked for."""


class Anchor(StrEnum):
    """What shows that an expression speaks of skin types."""

    FITZPATRICK = "fitzpatrick"
    SKIN_TYPE = "skin_type"
    ABBREVIATION = "abbreviation"
    TYPE = "type"
    """The word "type" alone, in a document that speaks of skin types elsewhere."""
    BARE = "bare"
    """Numerals alone, after a mention in the same sentence."""


def why_refused(tokens: Sequence[Token], at: int, expression: Expression, anchor: Anchor) -> str:
    """The reason why the expression, anchored from token `at`, is refused; empty where it is not."""
    if _grades_wrinkles(tokens, at, expression, anchor):
        return "grades of wrinkles, not of skin type"
    named = at - 2 if kind_at(tokens, at - 1) is Kind.DASH else at - 1
    if word_at(tokens, named) in _OTHER_SCALES:
        return "types of another scale"
    if anchor is Anchor.TYPE and _types_something_else(tokens, at, expression.end):
        return "types of something else than skin"
    if _is_averaged(tokens, at):
        return AVERAGE
    if anchor is Anchor.FITZPATRICK and _is_author(tokens, at, expression):
        return "a person's name"
    return ""


def _is_averaged(tokens: Sequence[Token], at: int) -> bool:
    """As in "mean skin type", "median (range) FST"."""
    if kind_at(tokens, at - 1) is Kind.CLOSE and (opened := opening(tokens, at - 1)) is not None:
        at = opened
    return any(word_at(tokens, at - k) in ("mean", "average", "median") for k in (1, 2))


def is_of_wrinkles(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether one of the tokens speaks of wrinkles."""
    return any(
        tokens[k].low.startswith(WRINKLES) for k in range(max(0, start), min(end, len(tokens)))
    )


def _grades_wrinkles(
    tokens: Sequence[Token], at: int, expression: Expression, anchor: Anchor
) -> bool:
    if is_of_wrinkles(tokens, at, expression.start):
        return True
    apart = kind_at(tokens, expression.end) in (Kind.AND, Kind.COMMA, Kind.SEMICOLON)
    numbered = kind_at(tokens, expression.end) is Kind.INTEGER and (
        kind_at(tokens, expression.end + 1) is Kind.CLOSE
    )  # the next of numbered criteria: "Fitzpatrick I-IV 3) wrinkles"
    closed = expression.end + (kind_at(tokens, expression.end) is Kind.CLOSE)
    complaint = word_at(tokens, closed) in _HAVING  # "adults (Fitzpatrick I-IV) with rhytides"
    near = expression.end if apart or numbered or complaint else expression.end + _NEAR
    if anchor is not Anchor.SKIN_TYPE and is_of_wrinkles(tokens, at, near):
        return True
    graded = any(word_at(tokens, k) in _GRADES for k in range(at, expression.end))
    if not graded:
        return False
    around = is_of_wrinkles(tokens, at - _FAR, expression.end + _FAR)
    return around and (anchor is not Anchor.SKIN_TYPE or _names_wrinkle_scale(tokens, at))


def _names_wrinkle_scale(tokens: Sequence[Token], at: int) -> bool:
    """As in "skin types ... class I to class III using the Fitzpatrick Wrinkle Classification"."""
    return any(
        kind_at(tokens, k) is Kind.FITZPATRICK and is_of_wrinkles(tokens, k + 1, k + 3)
        for k in range(max(0, at - _FAR), at + _FAR)
    )


def _types_something_else(tokens: Sequence[Token], at: int, end: int) -> bool:
    left = {word_at(tokens, at - 1), word_at(tokens, at - 2)}
    return bool(left & OTHER_TYPES) or word_at(tokens, end) in OTHER_TYPES


def _is_author(tokens: Sequence[Token], at: int, expression: Expression) -> bool:
    """As in "Fitzpatrick V, Smith J": a numeral that is an initial."""
    alone = expression.end == expression.start + 1
    lone_letter = alone and len(tokens[expression.start].text) == 1
    if not lone_letter or expression.start != at + 1:
        return False
    if (
        word_at(tokens, expression.end) == "et"
        or word_at(tokens, expression.end + 1) in _WITH_OTHERS
    ):
        return True
    following = tokens[expression.end : expression.end + 2]
    return [t.kind for t in following] == [Kind.COMMA, Kind.WORD] and following[1].text[0].isupper()
