"""A document of passages in, tags with evidence out."""

from app.tagging.accepting import (
    AcceptedTag,
    State,
    accept,
    decisions_in_force,
    merge_standing,
)
from app.tagging.document import Document, PlacedPassage, document_of
from app.tagging.flat_text import document_of_text
from app.tagging.lexicon import Lexicon, compile_lexicon
from app.tagging.tagger import TAGGER_VERSION, read_document

__all__ = [
    "TAGGER_VERSION",
    "AcceptedTag",
    "Document",
    "Lexicon",
    "PlacedPassage",
    "State",
    "accept",
    "compile_lexicon",
    "decisions_in_force",
    "document_of",
    "document_of_text",
    "merge_standing",
    "read_document",
]
