"""Europe PMC asked for identifiers: PMIDs, DOIs, PMC numbers and its own numbers of preprints."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.records import Rejected, SourceRecord
from app.sources.europepmc.searching import Searching, name_of_item
from app.sources.identified import IdentifierKind, Wanted, missing_of, tell_unnamed, wanted_of
from app.sources.place import position_of, read_place
from app.sources.upstream import Page

_NAMED_AT_ONCE = 50  # longer lists of OR lose records


@dataclass(frozen=True, slots=True)
class _At:
    """How many of the identifiers asked for are done."""

    done: int = 0


def pages_by_identifier(
    searching: Searching, identifiers: Sequence[str], position: str
) -> Iterator[Page]:
    """The records of some identifiers a page; those that did not come are asked for again."""
    done = read_place(_At, position).done
    while True:
        some = identifiers[done : done + _NAMED_AT_ONCE]
        done += len(some)
        told_apart = {text: wanted_of(text) for text in some}
        wanted = missing = tuple(one for one in told_apart.values() if one is not None)
        items: dict[str, SourceRecord | Rejected] = {}
        for _ in range(2):
            if missing:
                found = searching.all(" OR ".join(map(_term_of, missing)))
                items |= {name_of_item(one): one for one in found}
                missing = missing_of(wanted, items.values())
        yield Page(
            items=tuple(items.values()),
            position=position_of(_At(done)) if done < len(identifiers) else "",
            announced=None,
            asked=searching.take_asked(),
            warnings=tuple(_unnamed(told_apart, missing, items.values())),
        )
        if done >= len(identifiers):
            return


def _term_of(wanted: Wanted) -> str:
    """A number always with its source, unquoted: others have the same, and in quotes none matches."""
    match wanted.kind:
        case IdentifierKind.PMID:
            return f"(EXT_ID:{wanted.value} AND SRC:MED)"
        case IdentifierKind.PPR:
            return f"(EXT_ID:{wanted.value} AND SRC:PPR)"
        case IdentifierKind.PMCID:
            return f"PMCID:{wanted.value}"
        case IdentifierKind.DOI:
            return f'DOI:"{wanted.value}"'


def _unnamed(
    told_apart: Mapping[str, Wanted | None],
    missing: Sequence[Wanted],
    items: Iterable[SourceRecord | Rejected],
) -> Iterator[str]:
    for text, wanted in told_apart.items():
        if wanted is None:
            yield f"{text!r} is no PMID, DOI, PMC or preprint number."
    yield from tell_unnamed("Europe PMC", missing, items)
