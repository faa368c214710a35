"""The design as a registry's or an index's own fields give it."""

import re
from typing import NamedTuple

from app.records import Dimension, Evidence, EvidenceKind, Section, Tag
from app.tagging.document import Document, PlacedPassage

RANDOMIZED = "randomized_trial"
NONRANDOMIZED = "nonrandomized_trial"
OBSERVATIONAL = "observational"
CASE_SERIES = "case_series"
REVIEW = "review"
PRECLINICAL = "preclinical"
OTHER = "other"


def design_from_fields(document: Document) -> Tag | None:
    """The design, or None where no field gives one."""
    fields = list(document.sections(Section.FIELD))
    for rule in _FIELD_RULES:
        for field in fields:
            if rule.heading.search(field.passage.heading) and rule.says.search(field.passage.text):
                return _field_tag(field, rule.design)
    return None


class _FieldRule(NamedTuple):
    heading: re.Pattern[str]
    says: re.Pattern[str]
    design: str


_PUBLICATION_TYPE = re.compile(r"(?i)publication_?type|pub_?type|article-?type")
_ALLOCATION = re.compile(r"(?i)allocation")
_STUDY_TYPE = re.compile(r"(?i)studyType|study_?type")
# PubMed publication types and ClinicalTrials.gov enumerations; the first rule that fits decides.
_FIELD_RULES = (
    _FieldRule(_STUDY_TYPE, re.compile(r"(?i)observational|expanded"), OBSERVATIONAL),
    _FieldRule(_ALLOCATION, re.compile(r"(?i)\bnon[-_ ]?randomi[sz]ed|\bNA\b|N/A"), NONRANDOMIZED),
    _FieldRule(_ALLOCATION, re.compile(r"(?i)\brandomi[sz]ed"), RANDOMIZED),
    _FieldRule(
        _PUBLICATION_TYPE, re.compile(r"(?i)randomized controlled trial(?! protocol)"), RANDOMIZED
    ),
    _FieldRule(
        _PUBLICATION_TYPE,
        re.compile(r"(?i)\breview\b|systematic review|meta-analysis|guideline"),
        REVIEW,
    ),
    _FieldRule(_PUBLICATION_TYPE, re.compile(r"(?i)case reports?"), CASE_SERIES),
    _FieldRule(
        _PUBLICATION_TYPE,
        re.compile(r"(?i)editorial|\bnews\b|erratum|retraction of|interview"),
        OTHER,
    ),
    _FieldRule(_PUBLICATION_TYPE, re.compile(r"(?i)observational study"), OBSERVATIONAL),
)


def _field_tag(field: PlacedPassage, design: str) -> Tag:
    evidence = Evidence(
        kind=EvidenceKind.STRUCTURED,
        text=field.passage.text,
        section=field.passage.heading or str(field.passage.section),
        start=field.start,
        end=field.end,
    )
    return Tag(dimension=Dimension.DESIGN, value=design, evidence=evidence, rule="design.field")
