"""Which records are looked at together: those that share an identifier, a place or words."""

from array import array
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from app.matching.buckets import bucket_id
from app.matching.comparing import LARGEST_COMPARED, clash, first_page, words_of
from app.matching.description import Description, own_number
from app.matching.values import Candidate
from app.records import ReportKind

IDENTIFIERS: tuple[tuple[str, str, Callable[[Candidate], str]], ...] = (
    ("doi", "DOI", lambda c: c.bibliography.doi),
    ("pmid", "PMID", lambda c: c.bibliography.pmid),
    ("pmcid", "PMCID", lambda c: c.bibliography.pmcid),
)
"""(rule, printed name, where it stands), strongest first."""


@dataclass(frozen=True, slots=True)
class Bucket:
    """Records that one rule would join, in the order of their keys, and the value they share."""

    rule: str
    because: str
    members: tuple[Candidate, ...]

    @property
    def keys(self) -> list[str]:
        """The keys of the records in it."""
        return [c.key for c in self.members]


def identifier_buckets(candidates: Collection[Candidate]) -> Iterator[Bucket]:
    """Records with the same identifier that do not contradict each other; strongest rule first."""
    for rule, name, value_of in IDENTIFIERS:
        for value, members in _by(candidates, value_of):
            for alike in _registrations_apart(members):
                for agreeing in _without_clash(alike):
                    yield Bucket(rule, f"{name} {value}", tuple(agreeing))
    for value, members in _by(candidates, lambda c: own_number(c.kind, c.bibliography)):
        yield Bucket("registration", f"registration {value}", tuple(members))


TITLE_LETTERS = 22
"""By how many letters titles must begin alike; fewer bring together what only shares its opening."""
SMALL = 24
"""Records that are compared each with each; of more, only those that stand near each other."""
NEIGHBOURS = 8
_NONE = -1
"""The number of no key."""


def likely_pairs(
    described: Sequence[Description],
) -> Iterator[tuple[Description, Description]]:
    """Every two records that could be one report, some pairs twice; about linear in the records.

    Each pair is given in the order in which the records were.
    """
    earlier: list[_Sharing] = []
    for key_of in _KEYS:
        sharing = _Sharing(described, key_of)
        for places in sharing.groups():
            for one, other in _beside(places, described):
                if not any(kind.brings_together(one, other) for kind in earlier):
                    yield described[one], described[other]
        earlier.append(sharing)


def near_buckets(one: Description, among: str = "records") -> tuple[int, ...]:
    """The buckets in which a record stands beside those that it could be one report with.

    `among` names all that lie in these buckets: a part of the records has buckets of its own.
    """
    keys = ((among + key_of.__name__, key_of(one)) for key_of in _KEYS)
    return tuple(bucket_id(name, key) for name, key in keys if key is not None)


class _Sharing:
    """Which records share one kind of key, by their places; keys are numbered to save memory."""

    def __init__(self, described: Sequence[Description], key_of: "_KeyOf") -> None:
        numbers: dict[Hashable, int] = {}
        self._number_at = array("i", [_NONE]) * len(described)
        self._counts = array("i")
        for place, one in enumerate(described):
            key = key_of(one)
            if key is not None:
                number = self._number_at[place] = numbers.setdefault(key, len(numbers))
                if number == len(self._counts):
                    self._counts.append(0)
                self._counts[number] += 1

    def groups(self) -> Iterator[list[int]]:
        """The places of records that share a key."""
        found: defaultdict[int, list[int]] = defaultdict(list)
        for place, number in enumerate(self._number_at):
            if number != _NONE and self._counts[number] > 1:
                found[number].append(place)
        yield from found.values()

    def brings_together(self, one: int, other: int) -> bool:
        """Whether the two were surely given as a pair: of a crowded group not all are."""
        number = self._number_at[one]
        alike = number == self._number_at[other] and number != _NONE
        return alike and self._counts[number] <= SMALL


def _beside(places: Sequence[int], described: Sequence[Description]) -> Iterator[tuple[int, int]]:
    if len(places) <= SMALL:
        yield from combinations(places, 2)
        return
    for order in NEAR_ORDERS:
        in_order = sorted(places, key=lambda place: order(described[place]))
        for at, one in enumerate(in_order):
            for other in in_order[at + 1 : at + 1 + NEIGHBOURS]:
                yield (one, other) if one < other else (other, one)


def _by_title(one: Description) -> tuple[str, ...]:
    return one.compact, str(one.year), one.volume, one.page, one.key


def _by_author(one: Description) -> tuple[str, ...]:
    return (*one.first_author[:1], str(one.year), one.volume, one.page, one.compact, one.key)


NEAR_ORDERS: tuple[Callable[[Description], tuple[str, ...]], ...] = (_by_title, _by_author)
"""In which records of a crowded bucket are neighbours; no two stand at one place."""


def _title_begins(one: Description) -> Hashable | None:
    return one.compact[:TITLE_LETTERS] or None


def _title_ends(one: Description) -> Hashable | None:
    """Where the beginning differs: an article before it, a garbled first word."""
    return (one.compact[-TITLE_LETTERS - 8 :], one.year) if one.compact else None


def _place(one: Description) -> Hashable | None:
    return (one.volume, one.page) if one.volume and one.page else None


def _author_and_page(one: Description) -> Hashable | None:
    return (one.page, one.first_author[0]) if one.page and one.first_author else None


_KeyOf = Callable[[Description], Hashable | None]
_KEYS: tuple[_KeyOf, ...] = (_title_begins, _place, _author_and_page, _title_ends)


def _by(
    candidates: Iterable[Candidate], value_of: Callable[[Candidate], str]
) -> list[tuple[str, list[Candidate]]]:
    found: defaultdict[str, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        value = value_of(candidate)
        if value:
            found[value].append(candidate)
    return [(value, found[value]) for value in sorted(found) if len(found[value]) > 1]


def _registrations_apart(members: Sequence[Candidate]) -> Iterator[Sequence[Candidate]]:
    """A registration is never the same document as a paper, whatever identifier it was given."""
    for is_registration in (False, True):
        yield [c for c in members if (c.kind is ReportKind.REGISTRATION) is is_registration]


def _without_clash(members: Sequence[Candidate]) -> Iterator[Sequence[Candidate]]:
    """All of them, or, where any two contradict each other, only those with the same title."""
    if not _any_clash(members):
        yield members
        return
    for _, same_title in _by(members, lambda c: " ".join(words_of(c.bibliography.title))):
        yield same_title


def _any_clash(members: Sequence[Candidate]) -> bool:
    described = {
        (words_of(b.title), first_page(b), b.year, b.authors[:1]): b
        for b in (c.bibliography for c in members)
    }
    different = list(described.values())
    if len(different) > LARGEST_COMPARED:
        return True
    return any(
        clash(one, other) for place, one in enumerate(different) for other in different[place + 1 :]
    )
