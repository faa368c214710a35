"""PubMed asked for identifiers: PMIDs, DOIs and PMC numbers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.records import Rejected, SourceRecord
from app.sources.identified import (
    IdentifierKind,
    Wanted,
    missing_of,
    names_of,
    tell_unnamed,
    values_of,
    wanted_of,
)
from app.sources.place import position_of, read_place
from app.sources.pubmed.fetching import BATCH, fetch_records
from app.sources.pubmed.utilities import Utilities
from app.sources.upstream import Page

_NAMED_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class _At:
    """How many of the identifiers asked for are done."""

    done: int = 0


def pages_by_identifier(
    utilities: Utilities, identifiers: Sequence[str], position: str
) -> Iterator[Page]:
    """The records of some identifiers a page; those that are none of PubMed's are told."""
    done = read_place(_At, position).done
    while True:
        some = identifiers[done : done + _NAMED_AT_ONCE]
        done += len(some)
        told_apart = {text: wanted_of(text) for text in some}
        wanted = [one for one in told_apart.values() if one is not None]
        fetched = fetch_records(utilities, _numbers(utilities, wanted))
        items = tuple(one for one in fetched.items if _is_wanted(one, wanted))
        yield Page(
            items=items,
            position=position_of(_At(done)) if done < len(identifiers) else "",
            announced=None,
            asked=utilities.take_asked(),
            warnings=tuple(_unnamed(told_apart, items, fetched.withdrawn)),
            withdrawn=fetched.withdrawn,
        )
        if done >= len(identifiers):
            return


def _numbers(utilities: Utilities, wanted: Sequence[Wanted]) -> tuple[int, ...]:
    """The PMIDs, and those that PubMed lists for DOIs and PMC numbers."""
    parts = [f'"{doi}"[doi]' for doi in values_of(wanted, IdentifierKind.DOI)]
    parts += [f"{pmcid}[pmcid]" for pmcid in values_of(wanted, IdentifierKind.PMCID)]
    listed = utilities.search(" OR ".join(parts), most=BATCH).ids if parts else ()
    return tuple(sorted({*map(int, values_of(wanted, IdentifierKind.PMID)), *listed}))


def _is_wanted(one: SourceRecord | Rejected, wanted: Sequence[Wanted]) -> bool:
    """PubMed looks for a name that it does not know in other fields too, and finds other records."""
    return isinstance(one, Rejected) or not names_of(one).isdisjoint(wanted)


def _unnamed(
    told_apart: Mapping[str, Wanted | None],
    items: Sequence[SourceRecord | Rejected],
    withdrawn: Sequence[str],
) -> Iterator[str]:
    for text, wanted in told_apart.items():
        if wanted is None:
            yield f"{text!r} is no PMID, DOI or PMC number."
    known = [one for one in told_apart.values() if one is not None and one.value not in withdrawn]
    yield from tell_unnamed("PubMed", missing_of(known, items), items)
