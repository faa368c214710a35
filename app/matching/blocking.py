"""Which records are looked at together: those that share an identifier, or a title and a year."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.matching.comparing import LARGEST_COMPARED, clash, first_page, kind_class, words_of
from app.matching.values import Candidate
from app.records import ReportKind
from app.records.titles import title_key

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
    for value, members in _by(candidates, own_number):
        yield Bucket("registration", f"registration {value}", tuple(members))


def own_number(candidate: Candidate) -> str:
    """A registration's own number; a paper that names one is another report than the registration."""
    if candidate.kind is not ReportKind.REGISTRATION:
        return ""
    return next(iter(candidate.bibliography.registrations), "")


def title_buckets(candidates: Collection[Candidate]) -> Iterator[tuple[Candidate, ...]]:
    """Records of one class of kinds with the same title in the same year."""
    for _, members in _by(candidates, _title_and_year):
        yield tuple(members)


def buckets_by_place(members: Sequence[Candidate]) -> Iterator[tuple[Candidate, ...]]:
    """Those of them that also share the first page and the volume, or the journal without one."""
    for _, agreeing in _by(members, _place):
        yield tuple(agreeing)


def _title_and_year(candidate: Candidate) -> str:
    bibliography = candidate.bibliography
    if bibliography.year is None:
        return ""
    words = title_key(bibliography.title)
    return f"{bibliography.year} {kind_class(candidate.kind)} {words}" if words else ""


def _place(candidate: Candidate) -> str:
    bibliography = candidate.bibliography
    page = first_page(bibliography)
    around = bibliography.volume or bibliography.journal.casefold()
    return f"{around} {page}" if page and around else ""


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
