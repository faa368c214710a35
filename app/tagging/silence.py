"""What a document was asked and does not say."""

from collections.abc import Iterator

from app.records import Dimension, Reading, Section, Standing, Unknown
from app.tagging.document import Document


def unknown_in(document: Document, reading: Reading) -> tuple[str, ...]:
    """What the reading found nothing about, in words.

    Nothing where there is no more than a title, and nothing of a review: neither has participants
    to tell of. A plan cannot count people by type.
    """
    titles = sum(1 for _ in document.sections(Section.TITLE))
    if document.is_review or titles == len(document.passages):
        return ()
    return tuple(unknown.value for unknown in _not_said(document, reading))


def _not_said(document: Document, reading: Reading) -> Iterator[Unknown]:
    dimensions = {tag.dimension for tag in reading.tags}
    studied = any(tag.standing is Standing.STUDIED for tag in reading.tags)
    if Dimension.FITZPATRICK not in dimensions:
        yield Unknown.SKIN_TYPES
    elif studied and not reading.counts and not document.is_registration:
        yield Unknown.COUNTS
    if reading.participants is None:
        yield Unknown.PARTICIPANTS
    if Dimension.OUTCOME not in dimensions:
        yield Unknown.OUTCOME
    if reading.follow_up_days is None:
        yield Unknown.FOLLOW_UP
