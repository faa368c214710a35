"""Names of authors in one form, "Family GG", whatever order and punctuation a source uses."""

import re
from functools import lru_cache
from itertools import pairwise

from app.records.titles import flatten_text

_GROUP_WORDS = frozenset(
    """
    group groups consortium collaboration collaborative collaborating collaborator collaborators
    investigator investigators network society committee council trial trialists team institute
    institutes university association foundation college academy centre center organisation
    organization department ministry registry program programme study initiative alliance hospital
    agency inc ltd llc gmbh corp corporation company
    """.split()  # noqa: SIM905 - a list of words reads better as words
)
_GROUP_ENDS = frozenset({("task", "force"), ("working", "party")})
_GROUP_ENDS_BEGIN = frozenset(first for first, _ in _GROUP_ENDS)
_WORD = re.compile(r"[^\W_]+")
_SUFFIX = re.compile(
    r"(?:jr|sr|[ivx]{2,4}|2nd|3rd|4th|ph\.?d|m\.?d|m\.?sc|b\.?sc|esq)\.?", re.IGNORECASE
)
_CAPITALS = re.compile(r"[A-Z]{1,4}")
_INITIALS = re.compile(r"(?:[^\W\d_]\.?[ -]?){1,4}")
_PARTICLES = frozenset(
    {
        "van", "von", "der", "den", "de", "del", "della", "di", "da", "dos", "das",
        "du", "la", "le", "les", "ter", "ten", "te", "zu", "zum", "zur", "af",
        "av", "el", "al", "bin", "ibn", "dit", "st", "san", "santa", "mac", "y",
        "e",
    }
)  # fmt: skip
_NOBODY = frozenset({"", "et al", "others", "and others", "anonymous", "anon", "no authorship indicated"})  # fmt: skip
# The full stop stands first, for it is found fast.
_RUN_TOGETHER = re.compile(
    r"\.(?:(?<=[^\W\d_]{2} [A-Z]\.)|(?<= [A-Z]\. [A-Z]\.))(?=[A-Z][\w'-]*[a-z])"
)
_AND = re.compile(r",?\s+(?:and|&)\s+")
_ET_AL = re.compile(r"[\s,;]*\bet\.? al\.?\s*$", re.IGNORECASE)


@lru_cache(maxsize=100_000)
def author_name(text: str) -> str:
    """The form "Doe AB", from "Doe, Ada B", "Ada B. Doe", "Doe A.B." or "Doe AB".

    A group's name stays as it is. Empty for nobody ("et al.", "anonymous").
    """
    plain = flatten_text(text).strip(" ,;*")
    if plain.strip(" .").casefold() in _NOBODY:
        return ""
    if "," in plain:
        family, *rest = (part.strip() for part in plain.split(","))
        given = [part for part in rest if not _SUFFIX.fullmatch(part)] or rest
        return plain if _is_group(plain) else name_of(family, " ".join(given))
    return _without_comma(plain)


def name_of(family: str, given: str = "") -> str:
    """The form "Family GG" from the two parts of a name; either may be empty."""
    last = flatten_text(family).strip(" ,.")
    first = flatten_text(given).strip(" ,")
    if not last:
        return first
    initials = _initials_of(first, family_shouts=last.isupper() and len(last) > 1)
    return f"{last} {initials}" if initials else last


def split_authors(text: str) -> tuple[str, ...]:
    """The names in one field that lists them all, in order, each in its canonical form.

    Reads "Doe A, Roe BC.", "Doe, Ada; Roe, Bo", "Ada Doe and Bo Roe", "Doe A.|Roe B." and a single
    name; also "Doe A.Roe B. C.", where the separators were lost.
    """
    plain = flatten_text(text)
    if "al" in plain[-4:].lower():
        plain = _ET_AL.sub("", plain).strip()
    plain = _RUN_TOGETHER.sub(".;", plain)
    names = (author_name(part) for part in _parts(plain))
    return tuple(name for name in names if name)


def _is_group(text: str) -> bool:
    """Whether a name has a word that people are not called by."""
    words = _WORD.findall(text.casefold())
    if not _GROUP_WORDS.isdisjoint(words):
        return True
    return not _GROUP_ENDS_BEGIN.isdisjoint(words) and not _GROUP_ENDS.isdisjoint(pairwise(words))


def _parts(text: str) -> list[str]:
    for separator in (";", "|", "\n", " // "):
        if separator in text:
            return text.split(separator)
    if " and " in text or " & " in text:
        pieces = _AND.split(text)
        if len(pieces) > 1 and not _is_group(text):
            return [name for piece in pieces for name in _between_ands(piece)]
    return _at_commas(text)


@lru_cache(maxsize=100_000)
def _between_ands(text: str) -> tuple[str, ...]:
    """One name as a rule, which stands in other records too."""
    return tuple(_at_commas(text))


def _at_commas(text: str) -> list[str]:
    parts = [part.strip() for part in text.strip(" .").split(",") if part.strip()]
    if len(parts) < 2 or _is_group(text):
        return [text]
    if all(_is_initials(given) for given in parts[1::2]) and len(parts) % 2 == 0:
        return [f"{family}, {given}" for family, given in zip(parts[::2], parts[1::2], strict=True)]
    if len(parts) == 2 and not _two_names(*parts):
        return [text]
    return parts if all(" " in part for part in parts) else _whole_names(parts)


def _two_names(one: str, other: str) -> bool:
    """Whether "a b, c d" are two people, and not a family name of two words with a given name."""
    if " " not in one or " " not in other:
        return False
    if _is_initials(one.split()[-1]):
        return True
    return one.split()[0].casefold() not in _PARTICLES and not _is_initials(other.split()[-1])


def _whole_names(parts: list[str]) -> list[str]:
    """Parts of which some have no space: a suffix belongs to the name before it."""
    names: list[str] = []
    for part in parts:
        if names and _SUFFIX.fullmatch(part):
            names[-1] = f"{names[-1]}, {part}"
        else:
            names.append(part)
    return names


def _without_comma(plain: str) -> str:
    words = plain.split()
    if len(words) < 2 or _is_group(plain) or any(_is_ideographic(c) for c in plain):
        return plain
    while len(words) > 2 and _SUFFIX.fullmatch(words[-1]) and not words[-1].isupper():
        words.pop()
    first_given = len(words)
    while first_given > 1 and _is_initials(words[first_given - 1]):
        first_given -= 1
    if first_given < len(words):
        return name_of(" ".join(words[:first_given]), " ".join(words[first_given:]))
    family = len(words) - 1
    while family > 1 and words[family - 1].casefold() in _PARTICLES:
        family -= 1
    return name_of(" ".join(words[family:]), " ".join(words[:family]))


def _is_initials(word: str) -> bool:
    """Whether a word is like "B.", "JR" or "J.-P.": capitals only, at most four letters."""
    letters = [c for c in word if c.isalpha()]
    return (
        1 <= len(letters) <= 4
        and all(c.isupper() for c in letters)
        and _INITIALS.fullmatch(word) is not None
    )


def _is_ideographic(character: str) -> bool:
    return "\u2e80" <= character <= "\u9fff" or "\uac00" <= character <= "\ud7af"


def _initials_of(given: str, *, family_shouts: bool) -> str:
    if _CAPITALS.fullmatch(given) and not family_shouts:
        return given  # nine in ten of PubMed's
    letters: list[str] = []
    for word in re.split(r"[\s.\u2010-\u2015-]+", given):
        if not word[:1].isalpha() or word in _PARTICLES:
            continue
        capitals = word.isupper() and len(word) <= 4 and not (family_shouts and len(word) > 2)
        letters.append(word if capitals else word[0].upper())
    return "".join(letters)
