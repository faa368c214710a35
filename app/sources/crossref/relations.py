"""What Crossref says of one work's standing to another: updates, retractions, preprints."""

from collections.abc import Iterator

from app.records import Relation
from app.records.dates import PartialDate
from app.records.identifiers import canonical_doi
from app.sources.client import Json, text_in
from app.sources.formats.registry_json import children, objects
from app.sources.formats.relations import relations_of_link

_NO_NOTICE = "update"
# The types of an update in the words of NLM. Where a part is withdrawn the rest still stands.
_UPDATES = {
    "retraction": "retraction",
    "withdrawal": "retraction",
    "removal": "retraction",
    "partial_retraction": "partial retraction",
    "expression_of_concern": "expression of concern",
    "correction": "erratum",
    "erratum": "erratum",
    "corrigendum": "erratum",
    "addendum": "erratum",
    "clarification": "erratum",
    "new_edition": _NO_NOTICE,
    "new_version": _NO_NOTICE,
}
_SIDE_OF_NOTICE = {"erratum": "for", "expression of concern": "for"}
_RELATIONS = {
    "is-preprint-of": "preprint of",
    "has-preprint": "preprint in",
    "is-comment-on": "comment on",
    "is-reply-to": "comment on",
    "is-review-of": "comment on",
}


def relations_of_work(work: Json) -> tuple[Relation, ...]:
    """Every relation that a work names, each once for each who says so."""
    own = canonical_doi(text_in(work.get("DOI")))
    updates = (
        *_updates(objects(work.get("updated-by")), own, on_notice=False),
        *_updates(objects(work.get("update-to")), own, on_notice=True),
    )
    known = {(relation.kind, relation.target) for relation in updates}
    others = (r for r in _others(work, own) if (r.kind, r.target) not in known)
    return tuple(dict.fromkeys((*updates, *others)))


def notice_types(work: Json) -> tuple[str, ...]:
    """What sort of notice a work is: "retraction", "expression of concern"; none for most."""
    own = canonical_doi(text_in(work.get("DOI")))
    found = (
        _UPDATES.get(text_in(update.get("type")), _NO_NOTICE)
        for update in objects(work.get("update-to"))
        if canonical_doi(text_in(update.get("DOI"))) != own
    )
    return tuple(words for words in dict.fromkeys(found) if words != _NO_NOTICE)


def _updates(updates: list[dict[str, object]], own: str, *, on_notice: bool) -> Iterator[Relation]:
    for update in updates:
        kind = text_in(update.get("type"))
        words = _UPDATES.get(kind, "")
        other = canonical_doi(text_in(update.get("DOI")))
        if other == own and words != "retraction":
            continue  # PLOS calls every version of a work an update of the work itself
        # A work that is retracted under its own DOI, or by nothing that has one, has no notice.
        target = f"doi:{other}" if other and other != own else ""
        told_by_notice = on_notice and bool(target)
        side = _SIDE_OF_NOTICE.get(words, "of") if told_by_notice else "in"
        yield from relations_of_link(f"{words} {side}", target, _because(update, kind))


def _because(update: Json, kind: str) -> str:
    """Kind and day, and whose word it is: those who list retractions disagree."""
    words = f"Crossref: {kind.replace('_', ' ')}"
    if day := parts_date(update.get("updated")):
        words += f" of {day}"
    said_by = [text_in(update.get("source"))]
    if number := text_in(update.get("record-id")):
        said_by.append(f"record {number}")
    by = ", ".join(part for part in said_by if part)
    return f"{words} ({by})" if by else words


def _others(work: Json, own: str) -> Iterator[Relation]:
    relation = children(work, "relation")
    for kind, words in _RELATIONS.items():
        for other in objects(relation.get(kind)):
            yield from _linked(other, own, words, f"Crossref: {kind}")
    for other in objects(relation.get("correction")):
        if other.get("asserted-by") == "object":  # the notice says it, of this work
            yield from _linked(other, own, "erratum in", "Crossref: correction")


def _linked(other: Json, own: str, words: str, because: str) -> Iterator[Relation]:
    doi = canonical_doi(text_in(other.get("id")))
    if doi and doi != own:
        yield from relations_of_link(words, f"doi:{doi}", because)


def parts_date(dated: object) -> PartialDate | None:
    """The first of "date-parts", as far as it goes; Crossref writes [[null]] for an unknown one."""
    parts = dated.get("date-parts") if isinstance(dated, dict) else None
    first = parts[0] if isinstance(parts, list) and parts else None
    numbers = [part if isinstance(part, int) else 0 for part in first or ()]
    year, month, day = (*numbers, 0, 0, 0)[:3]
    if not 1600 <= year <= 2100:
        return None
    if not 1 <= month <= 12:
        return PartialDate(year)
    return PartialDate(year, month, day if 1 <= day <= 31 else None)
