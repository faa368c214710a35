"""Places where people were treated, as registries, affiliations and abstracts name them."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from app.records.passage import Section
from app.records.source_record import SourceRecord
from app.records.titles import flatten_text

NAMES_SITES = (Section.ABSTRACT, Section.METHODS)
MOST_SITES = 12
"""Places kept of one record: a large trial has hundreds, and a few tell which trial it is."""

_CUES = frozenset(
    """
    hospital hospitals clinic clinics klinik kliniken clinica clinique center centre centro zentrum
    institute institut instituto university universite universitat universitatsklinikum universidad
    universita practice physicians associates infirmary sanatorium medspa spa group partners research
    spital universitatsspital krankenhaus hopital ospedale policlinico szpital ziekenhuis sykehus
    dermatology surgery
    """.split()  # noqa: SIM905 - a list of words reads better as words
)
"""Words by which a name is that of a place."""
_STRONG = _CUES - {"research", "dermatology", "surgery", "group", "associates", "partners"}
"""Words that make a name in running text that of a place; the others are subjects as well."""
_SMALL = frozenset(
    "the a of and for at in de la del der fur di da inc llc ltd pllc pc pa llp plc gmbh co corp md".split()  # noqa: SIM905 - as above
)
_SAME = {"centre": "center", "centro": "center", "zentrum": "center", "centers": "center"}
_SAYS_NOTHING = frozenset(
    """
    research clinical study studies trial investigative investigational investigator site sites
    center clinic hospital local medical facility location office private practice institution
    university institute dermatology surgery department skin laser plastic cosmetic aesthetic
    associates group partners physicians klinik clinique clinica dermatologie dermatologia
    """.split()  # noqa: SIM905 - as above
)
"""Words that thousands of places are called by, or by which a sponsor hides their names."""
_PART_OF = re.compile(
    r"(?:department|dept|division|section|unit|faculty|laboratory|school|college|chair|program"
    r"|service|abteilung|servicio|klinik f)\b",
    re.IGNORECASE,
)
"""Beginnings of names of a part of a place; the place itself is named after it."""
_SCHOOL = re.compile(r"\s+(?:[\w-]+\s+)?(?:school|college|faculty) of medicine$", re.IGNORECASE)
"""Of a university that is named before it."""
_ADDRESS = re.compile(r"\s*(?:electronic address|e-?mail)\b.*|\S+@\S+", re.IGNORECASE)
_PARTED = re.compile(r"[,;|\n]")
_NOT_WORD = re.compile(r"[^\w]+")
_NAME_IN_TEXT = re.compile(
    r"\b[A-Z][\w'\u2019-]*(?:\s+(?:(?:of|and|for|de|&|the)\s+)*[A-Z][\w'\u2019-]*)+"
)


def stated_sites(texts: Iterable[str]) -> tuple[str, ...]:
    """Places as a source prints them, each once, without addresses for mail."""
    found: dict[str, None] = {}
    for text in dict.fromkeys(texts):
        plain = _without_mail(flatten_text(text)).strip(" .;,")
        if plain:
            found[plain] = None
        if len(found) == MOST_SITES:
            break
    return tuple(found)


def sites_of_record(record: SourceRecord) -> tuple[str, ...]:
    """Names of places that a record's registry, its affiliations or its text names, each once."""
    named = [name for stated in record.sites for name in site_names(stated)]
    for passage in record.passages:
        if passage.section in NAMES_SITES:
            named += sites_in_text(passage.text)
    return tuple({site_key(name): name for name in reversed(named)}.values())[::-1]


@lru_cache(maxsize=20_000)
def site_names(stated: str) -> tuple[str, ...]:
    """Names of places in an affiliation or an address, parted by commas; none where none is named."""
    parts = (part.strip(" .") for part in _PARTED.split(_without_mail(stated)))
    named = (_SCHOOL.sub("", part) for part in parts if not _PART_OF.match(part))
    return tuple(part for part in named if site_key(part))


def _without_mail(stated: str) -> str:
    """The pattern is tried only where a letter of it stands: nearly no affiliation has an address."""
    low = stated.lower()
    has_some = "@" in low or "mail" in low or "electronic" in low
    return _ADDRESS.sub("", stated) if has_some else stated


def sites_in_text(text: str) -> tuple[str, ...]:
    """Names of places in running text: capitals, and a word that only places are called by."""
    found = (_SCHOOL.sub("", match.group()) for match in _NAME_IN_TEXT.finditer(text))
    return tuple(
        name
        for name in dict.fromkeys(found)
        if not _STRONG.isdisjoint(_words(name)) and not _PART_OF.match(name) and site_key(name)
    )


@lru_cache(maxsize=20_000)
def site_key(name: str) -> str:
    """What two spellings of one place have in common; empty for a name that thousands could have."""
    words = [_SAME.get(word, word) for word in _words(name) if word not in _SMALL]
    if _CUES.isdisjoint(words) and "center" not in words:
        return ""
    telling = [w for w in words if w not in _SAYS_NOTHING and not w.isdigit() and len(w) > 1]
    return "".join(words) if telling else ""


def _words(name: str) -> list[str]:
    letters = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(c for c in letters if not unicodedata.combining(c))
    return _NOT_WORD.sub(" ", plain).split()
