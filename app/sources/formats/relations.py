"""Links between documents in the words of NLM, Europe PMC and JATS, as relations."""

import re
from collections.abc import Iterable, Iterator

from app.records import Relation, RelationKind
from app.records.identifiers import dois_in

_NOT_LETTER = re.compile(r"[^a-z]")
# The article carries the "In" side, the notice the "Of", "For" or "From" side. A notice also speaks
# about its article, and a preprint or a republished article reports the same study.
_NOTICE = RelationKind.COMMENT_ON
_SAME_STUDY = RelationKind.REPORT_OF
_KINDS = {
    _NOT_LETTER.sub("", words.casefold()): kinds
    for words, kinds in {
        "comment on": (_NOTICE,),
        "erratum in": (RelationKind.CORRECTED_BY,),
        "erratum for": (_NOTICE, RelationKind.CORRECTION_OF),
        # An article of which a part is withdrawn still stands.
        "partial retraction in": (RelationKind.CORRECTED_BY,),
        "partial retraction of": (_NOTICE, RelationKind.CORRECTION_OF),
        "retraction in": (RelationKind.RETRACTED_BY,),
        "retraction of": (_NOTICE, RelationKind.RETRACTION_OF),
        "expression of concern in": (RelationKind.CONCERN_RAISED_BY,),
        "expression of concern for": (_NOTICE, RelationKind.CONCERN_ABOUT),
        "corrected and republished in": (_SAME_STUDY, RelationKind.REPUBLISHED_AS),
        "corrected and republished from": (_SAME_STUDY, RelationKind.REPUBLISHED_FROM),
        "retracted and republished in": (_SAME_STUDY, RelationKind.RETRACTED_BY, RelationKind.REPUBLISHED_AS),
        "retracted and republished from": (_SAME_STUDY, RelationKind.REPUBLISHED_FROM),
        "republished in": (_SAME_STUDY, RelationKind.REPUBLISHED_AS),
        "republished from": (_SAME_STUDY, RelationKind.REPUBLISHED_FROM),
        "reprint in": (_SAME_STUDY, RelationKind.REPUBLISHED_AS),
        "reprint of": (_SAME_STUDY, RelationKind.REPUBLISHED_FROM),
        "update in": (RelationKind.UPDATED_BY,),
        "update of": (RelationKind.UPDATE_OF,),
        "preprint in": (_SAME_STUDY, RelationKind.HAS_PREPRINT),
        "preprint of": (_SAME_STUDY, RelationKind.PREPRINT_OF),
        "commentary article": (_NOTICE,),
        "corrected article": (_NOTICE, RelationKind.CORRECTION_OF),
        "retracted article": (_NOTICE, RelationKind.RETRACTION_OF),
        "object of concern": (_NOTICE, RelationKind.CONCERN_ABOUT),
        "correction forward": (RelationKind.CORRECTED_BY,),
        "retraction forward": (RelationKind.RETRACTED_BY,),
        "concern forward": (RelationKind.CONCERN_RAISED_BY,),
        "preprint": (_SAME_STUDY, RelationKind.HAS_PREPRINT),
    }.items()
}  # fmt: skip
_RETRACTED_TYPE = "retracted publication"


def relations_of_link(words: str, target: str, because: str) -> Iterator[Relation]:
    """What a link says, in words such as "RetractionIn", "Erratum for" or "corrected-article".

    Without a target only that a document was retracted is worth knowing. Who cites or comments on a
    document says nothing about it: those links make no relation.
    """
    for kind in _KINDS.get(_NOT_LETTER.sub("", words.casefold()), ()):
        if target or kind is RelationKind.RETRACTED_BY:
            yield Relation(kind=kind, target=target, because=because)


def retraction_by_type(
    types: Iterable[str], known: Iterable[Relation], source: str
) -> tuple[Relation, ...]:
    """The relation that the publication type "Retracted Publication" makes where no link does.

    Type and link come to a record on different days: either is enough.
    """
    is_retracted = any(text.strip().casefold() == _RETRACTED_TYPE for text in types)
    if not is_retracted or any(r.kind is RelationKind.RETRACTED_BY for r in known):
        return ()
    because = f"{source}: publication type Retracted Publication"
    return (Relation(kind=RelationKind.RETRACTED_BY, target="", because=because),)


def target_in(reference: str, pmid: str = "") -> str:
    """The target of a link: its PMID, else the DOI that its citation names; may be empty."""
    if pmid:
        return f"pmid:{pmid}"
    return next((f"doi:{doi}" for doi in dois_in(reference)), "")
