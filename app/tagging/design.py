"""What sort of study a document reports: registry and indexing fields first, its text second."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from app.records import Dimension, Evidence, EvidenceKind, Section, Tag
from app.tagging import cues
from app.tagging.document import Document, PlacedPassage
from app.tagging.evidence_spans import evidence_for
from app.tagging.lexicon import WEAK, Hit, Lexicon, Meaning
from app.tagging.numbers import NUMBER, value_of
from app.tagging.statements import COUNTED, Part, Statement, statements

RANDOMIZED = "randomized_trial"
NONRANDOMIZED = "nonrandomized_trial"
OBSERVATIONAL = "observational"
CASE_SERIES = "case_series"
REVIEW = "review"
PRECLINICAL = "preclinical"
OTHER = "other"


def find_design(
    document: Document, lexicon: Lexicon, stated: Sequence[Statement] | None = None
) -> Tag | None:
    """The design, with what says so; None only for a document without a sentence.

    `stated` are the document's statements where the caller has them already.
    """
    coded = _from_fields(document)
    if coded is not None:
        return coded
    if stated is None:
        stated = statements(document, lexicon)
    return _from_text(document, stated) if stated else None


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


def _from_fields(document: Document) -> Tag | None:
    fields = list(document.sections(Section.FIELD))
    for rule in _FIELD_RULES:
        for field in fields:
            if rule.heading.search(field.passage.heading) and rule.says.search(field.passage.text):
                return _field_tag(field, rule.design)
    return None


def _field_tag(field: PlacedPassage, design: str) -> Tag:
    evidence = Evidence(
        kind=EvidenceKind.STRUCTURED,
        text=field.passage.text,
        section=field.passage.heading or str(field.passage.section),
        start=field.start,
        end=field.end,
    )
    return Tag(dimension=Dimension.DESIGN, value=design, evidence=evidence, rule="design.field")


class _Found(NamedTuple):
    design: str
    rule: str
    statement: Statement
    hit: Hit | None = None


def _from_text(document: Document, stated: Sequence[Statement]) -> Tag:
    counted = [s for s in stated if s.part in COUNTED] or list(stated)
    found = _decide(document, stated, counted)
    at = found.hit or Hit(_NOWHERE, found.statement.start, found.statement.start)
    return Tag(
        dimension=Dimension.DESIGN,
        value=found.design,
        evidence=evidence_for(document, found.statement, at),
        rule=found.rule,
    )


_NOWHERE = Meaning("", "")


def _decide(
    document: Document, stated: Sequence[Statement], counted: Sequence[Statement]
) -> _Found:
    """The first design that fits, from the one that is named most plainly to the default."""
    own = [s for s in counted if s.part is not Part.TITLE]
    return (
        _review(document, stated, own)
        or _preclinical(stated, counted)
        or _named(counted, RANDOMIZED, "design.randomized")
        or _blinded(counted)
        or _case(document, stated, own)
        or _observational(counted, own)
        or _other(document, counted, own)
        or _prospective(own)
        or _Found(NONRANDOMIZED, "design.treated", (own or counted)[0])
    )


def _names(
    stated: Sequence[Statement], design: str, *, weak: bool = False
) -> Iterator[tuple[Statement, Hit]]:
    """Where a design is named; weak words only in title or aim unless asked for."""
    for statement in stated:
        for hit in statement.of("design"):
            if hit.meaning.value == design and (
                weak
                or hit.meaning.strength != WEAK
                or (design != RANDOMIZED and statement.part in (Part.TITLE, Part.AIM))
            ):
                yield statement, hit


def _named(stated: Sequence[Statement], design: str, rule: str) -> _Found | None:
    for statement, hit in _names(stated, design):
        return _Found(design, rule, statement, hit)
    return None


def _blinded(stated: Sequence[Statement]) -> _Found | None:
    """A trial that is double-blind is randomised, unless it says how else people were assigned."""
    if any(hit.meaning.strength != WEAK for _, hit in _names(stated, NONRANDOMIZED)):
        return None
    for statement, hit in _names(stated, RANDOMIZED, weak=True):
        return _Found(RANDOMIZED, "design.double_blind", statement, hit)
    return None


def _prospective(stated: Sequence[Statement]) -> _Found | None:
    for statement, hit in _names(stated, NONRANDOMIZED, weak=True):
        return _Found(NONRANDOMIZED, "design.prospective", statement, hit)
    return None


def _treated_people(stated: Sequence[Statement]) -> Statement | None:
    """A sentence that tells of people to whom something was or will be done."""
    for statement in stated:
        said = statement.said
        done = cues.PAST in said or cues.FUTURE in said
        if cues.PEOPLE in said and done and cues.STUDIES not in said:
            return statement
    return None


def _review(
    document: Document, stated: Sequence[Statement], own: Sequence[Statement]
) -> _Found | None:
    titles = [s for s in stated if s.part is Part.TITLE]
    for statement, hit in _names(titles, REVIEW):
        if not document.is_registration and not any(_names(own, RANDOMIZED)):
            return _Found(REVIEW, "design.review.title", statement, hit)
    if document.is_review:
        return _Found(REVIEW, "design.review.kind", stated[0])
    if document.is_registration or len(document.text) > LONGEST_ABSTRACT_WITH_TITLE:
        return None
    for statement, hit in _names(own, REVIEW, weak=True):
        if hit.meaning.strength != WEAK or cues.OWN in statement.said:
            return _Found(REVIEW, "design.review.own", statement, hit)
    if any(_names(stated, OTHER)):
        return None
    for statement in stated:
        if cues.STUDIES in statement.said and not _treated_people(own):
            return _Found(REVIEW, "design.review.of_studies", statement)
    return None


LONGEST_ABSTRACT_WITH_TITLE = 4000


def _preclinical(stated: Sequence[Statement], counted: Sequence[Statement]) -> _Found | None:
    found = _named(counted, PRECLINICAL, "design.preclinical")
    if found is None or any(cues.PEOPLE in s.said for s in stated):
        return None
    return found


_FEW = 9
"""People below which a report without a word of trial or study is a case series."""
_FEW_DESCRIBED = 20
"""The same where the authors "report" or "describe" them."""
_PEOPLE_COUNTED = re.compile(
    rf"(?<!in )(?<!of )(?<!among )(?i:({NUMBER})\s+(?:(?!of\b|the\b)[\w-]+\s+){{0,3}}?(?:patients|cases|women|men|children|girls|boys)\b)"
)
_ONE_PERSON = re.compile(
    r"(?i)\b(?:a|an|this|our|one)\s+(?:[\w-]+\s+){0,2}?\d{1,3}[- ](?:year|month|week|day)s?[- ]old\b"
)


def _case(
    document: Document, stated: Sequence[Statement], own: Sequence[Statement]
) -> _Found | None:
    counted = [s for s in stated if s.part in COUNTED]
    if document.is_registration or len(document.text) > LONGEST_ABSTRACT_WITH_TITLE:
        return _named([s for s in counted if s.part is Part.TITLE], CASE_SERIES, "design.case")
    named = _named(counted, CASE_SERIES, "design.case")
    if named:
        return named
    for statement in stated:
        if _ONE_PERSON.search(document.text, statement.start, statement.end):
            return _Found(CASE_SERIES, "design.one_person", statement)
    if any(_names(counted, NONRANDOMIZED, weak=True)) or any(_names(counted, OBSERVATIONAL)):
        return None
    told = any(hit.meaning.strength == WEAK for _, hit in _names(own, CASE_SERIES, weak=True))
    few = _FEW_DESCRIBED if told else _FEW
    first: Statement | None = None
    for statement in own:
        for match in _PEOPLE_COUNTED.finditer(document.text, statement.start, statement.end):
            if (value_of(match.group(1)) or few + 1) > few:
                return None
            first = first or statement
    return _Found(CASE_SERIES, "design.few_people", first) if first else None


_ACTS = frozenset({cues.TREATS, cues.UNDERWENT})


def _observational(counted: Sequence[Statement], own: Sequence[Statement]) -> _Found | None:
    treats_by_title = any(
        cues.TREATS in s.said or any(s.of("procedure")) for s in counted if s.part is Part.TITLE
    )
    says_trial = any(h.meaning.strength != WEAK for _, h in _names(counted, NONRANDOMIZED))
    for statement, hit in _names(counted, OBSERVATIONAL):
        if hit.meaning.strength != WEAK or not (treats_by_title or says_trial):
            return _Found(OBSERVATIONAL, "design.observational", statement, hit)
    if any(not s.said.isdisjoint(_ACTS) or s.of("procedure") for s in counted):
        return None
    if any(s.of("indication") for s in counted if s.part is Part.TITLE):
        return None
    for statement in own:
        if cues.PEOPLE in statement.said:
            return _Found(OBSERVATIONAL, "design.nothing_done", statement)
    return None


def _other(
    document: Document, counted: Sequence[Statement], own: Sequence[Statement]
) -> _Found | None:
    named = _named(counted, OTHER, "design.other")
    if named:
        return named
    if document.is_registration or len(document.text) > LONGEST_ABSTRACT_WITH_TITLE:
        return None
    if not own or not (_treated_people(own) or any(_names(own, NONRANDOMIZED, weak=True))):
        if any(cues.PAST in s.said or cues.FUTURE in s.said for s in own):
            return None
        return _Found(OTHER, "design.no_study", (own or counted)[0])
    return None
