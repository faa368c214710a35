"""The whole reading of one document: every dimension, in one call."""

from dataclasses import replace

from app.records import Reading
from app.tagging.design import find_design
from app.tagging.document import Document
from app.tagging.fitzpatrick import find_skin_types
from app.tagging.follow_up import find_follow_up
from app.tagging.interaction import find_interactions
from app.tagging.lexicon import Lexicon
from app.tagging.participants import find_participants
from app.tagging.planned_shares import find_planned_shares
from app.tagging.prose import prose_of
from app.tagging.results import find_results
from app.tagging.silence import unknown_in
from app.tagging.statements import statements
from app.tagging.terms import find_terms
from app.tagging.type_counts import conflicts_among
from app.tagging.within_person import find_within_person

TAGGER_VERSION = "14"
"""Goes up with every change that may alter a reading; stored readings of another are not used."""


def read_document(document: Document, lexicon: Lexicon) -> Reading:
    """All that the reader takes from the document; every quote stands at its offsets in `text`."""
    prose = prose_of(document)
    skin_types = find_skin_types(document, find_participants(document, prose), prose)
    stated = statements(document, lexicon, prose)
    design = find_design(document, lexicon, stated)
    terms, refused = find_terms(document, lexicon, stated, design)
    followed = find_follow_up(document, prose)
    within = find_within_person(document, prose)
    reading = Reading(
        tags=(*skin_types.tags, *terms, *(tag for tag in (design, within) if tag)),
        counts=skin_types.counts,
        planned_shares=find_planned_shares(document, skin_types.stated),
        participants=skin_types.people,
        results=(
            *find_results(document, lexicon, skin_types),
            *find_interactions(document, lexicon, prose),
        ),
        follow_up_days=followed.days if followed else None,
        follow_up_evidence=followed.evidence if followed else None,
        conflicts=tuple(conflicts_among(skin_types.rejected)),
        rejected=(*skin_types.rejected, *refused),
    )
    return replace(reading, unknown=unknown_in(document, reading))
