"""Which sort of evidence a study is; sorts are never added up together."""

from dataclasses import dataclass

from app.gapmap.values import Layer
from app.records import ReportKind

REVIEW = "review"
PRECLINICAL = "preclinical"
"""Ids of the two designs of the vocabulary that make a layer of their own."""

SECONDARY_KINDS = frozenset({ReportKind.REVIEW, ReportKind.COMMENT, ReportKind.BOOK})
"""Documents that tell of others' studies; a chapter of a book treats nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What decides a study's layer. `kinds` are those of its reports, comments left out."""

    kinds: frozenset[ReportKind]
    designs: frozenset[str] = frozenset()
    procedures: frozenset[str] = frozenset()
    has_results: bool = False
    """Whether a registration has results posted."""


def layer_of(profile: Profile, focus_procedure: str) -> Layer:
    """The one layer of a study; what is not shown to be of the topic's procedure is indirect.

    One human report makes a study primary, whatever its other reports are.
    """
    if profile.kinds <= SECONDARY_KINDS or profile.designs == {REVIEW}:
        return Layer.SECONDARY
    if focus_procedure not in profile.procedures:
        return Layer.INDIRECT
    if profile.designs == {PRECLINICAL}:
        return Layer.PRECLINICAL
    if profile.kinds == {ReportKind.REGISTRATION} and not profile.has_results:
        return Layer.PLANNED
    return Layer.PRIMARY
