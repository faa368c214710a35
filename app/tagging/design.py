"""What sort of study a document reports: registry and indexing fields first, its text second."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from app.records import Dimension, Tag
from app.tagging import cues
from app.tagging import design_signs as signs
from app.tagging.design_fields import (
    CASE_SERIES,
    NONRANDOMIZED,
    OBSERVATIONAL,
    OTHER,
    PRECLINICAL,
    RANDOMIZED,
    REVIEW,
    design_from_fields,
)
from app.tagging.document import Document
from app.tagging.evidence_spans import evidence_for
from app.tagging.lexicon import WEAK, Hit, Lexicon, Meaning
from app.tagging.statements import COUNTED, Part, Statement, statements


def find_design(
    document: Document, lexicon: Lexicon, stated: Sequence[Statement] | None = None
) -> Tag | None:
    """The design, with what says so; None only for a document without a sentence.

    `stated` are the document's statements where the caller has them already.
    """
    coded = design_from_fields(document)
    if coded is not None:
        return coded
    if stated is None:
        stated = statements(document, lexicon)
    return _from_text(document, stated) if stated else None


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
        _after_the_fact(document, counted)
        or _review(document, stated, own)
        or _preclinical(document, stated, counted)
        or _randomized(document, counted)
        or _blinded(counted)
        or _case(document, stated, own)
        or _observational(document, counted, own)
        or _other(document, stated, counted, own)
        or _prospective(own)
        or _Found(NONRANDOMIZED, "design.treated", (own or counted)[0])
    )


def _after_the_fact(document: Document, counted: Sequence[Statement]) -> _Found | None:
    """People of trials looked at once more: neither those trials nor a review of them."""
    if not signs.may_be_after_the_fact(document):
        return None
    for statement in counted:
        if signs.is_after_the_fact(document, statement, in_title=statement.part is Part.TITLE):
            return _Found(OTHER, "design.post_hoc", statement)
    return None


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


def _randomized(document: Document, counted: Sequence[Statement]) -> _Found | None:
    """People, sides or lesions assigned by chance: not photographs, and not denied."""
    for statement, hit in _names(counted, RANDOMIZED):
        if signs.is_of_chance(document, statement, hit):
            return _Found(RANDOMIZED, "design.randomized", statement, hit)
    return None


def _blinded(stated: Sequence[Statement]) -> _Found | None:
    """A trial that is double-blind is randomised, unless it says how else people were assigned."""
    if any(hit.meaning.strength != WEAK for _, hit in _names(stated, NONRANDOMIZED)):
        return None
    for statement, hit in _names(stated, RANDOMIZED, weak=True):
        if hit.meaning.strength == WEAK:
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
    if document.is_registration:
        return None
    titles = [s for s in stated if s.part is Part.TITLE]
    if any(signs.pools_trials(document, statement) for statement in stated):
        return None
    for statement, hit in _names(titles, REVIEW):
        if not any(_names(own, RANDOMIZED)):
            return _Found(REVIEW, "design.review.title", statement, hit)
    letter = _letter(document, own)
    if letter:
        return letter
    if _of_own_people(document, own):
        return None
    if document.is_review:
        return _Found(REVIEW, "design.review.kind", stated[0])
    if len(document.text) > LONGEST_ABSTRACT_WITH_TITLE:
        return None
    for statement, hit in _names(own, REVIEW, weak=True):
        if signs.searches_records(document, statement):
            continue
        if hit.meaning.strength != WEAK or cues.OWN in statement.said:
            return _Found(REVIEW, "design.review.own", statement, hit)
    for statement in own:
        if signs.gathers_studies(document, statement):
            return _Found(REVIEW, "design.review.gathers", statement)
    if any(_names(stated, OTHER)) or any(_names(own, NONRANDOMIZED)):
        return None
    if _treated_people(own) or signs.most_people(document, stated):
        return None
    for statement in stated:
        own_people = cues.PAST in statement.said and signs.counts(document, statement)
        if cues.STUDIES in statement.said and not own_people:
            return _Found(REVIEW, "design.review.of_studies", statement)
    return None


LONGEST_ABSTRACT_WITH_TITLE = 4000


def _preclinical(
    document: Document, stated: Sequence[Statement], counted: Sequence[Statement]
) -> _Found | None:
    outside = next((s for s in counted if signs.is_outside_the_body(document, s)), None)
    if outside is not None:
        return _Found(PRECLINICAL, "design.ex_vivo", outside)
    found = _named(counted, PRECLINICAL, "design.preclinical")
    if found is None or any(cues.PEOPLE in s.said for s in stated):
        return None
    return found


_TOLD = frozenset({cues.OWN, cues.PAST})
_WHOSE_OWN = frozenset({RANDOMIZED, NONRANDOMIZED, OBSERVATIONAL, CASE_SERIES})


def _of_own_people(document: Document, own: Sequence[Statement]) -> bool:
    """People of the authors' own in a text that also looks at the literature."""
    for statement in own:
        if cues.STUDIES in statement.said or cues.CITED in statement.said:
            continue
        told = not statement.said.isdisjoint(_TOLD)
        if told and signs.tells_of_one(document, statement):
            return True
        named = any(
            hit.meaning.value in _WHOSE_OWN and not hit.meaning.strength
            for hit in statement.of("design")
        )
        if named and signs.counts(document, statement):
            return True
    return False


def _letter(document: Document, own: Sequence[Statement]) -> _Found | None:
    """A letter that answers another's study: neither a study nor a review of studies."""
    if not own or not signs.opens_as_letter(document):
        return None
    if signs.most_people(document, own) or any(cues.STUDIES in s.said for s in own):
        return None
    return _Found(OTHER, "design.letter", own[0])


_CASES = " cases"
"""The end of "three cases", which among many people are what happened to a few."""
_FEW = 8
"""People below which a report without a word of trial or study is a case series."""
_FEW_DESCRIBED = 20
"""The same where the authors "report" or "describe" them."""


def _case(
    document: Document, stated: Sequence[Statement], own: Sequence[Statement]
) -> _Found | None:
    counted = [s for s in stated if s.part in COUNTED]
    if document.is_registration or len(document.text) > LONGEST_ABSTRACT_WITH_TITLE:
        if document.is_registration and any(_names(counted, NONRANDOMIZED)):
            return None
        return _named([s for s in counted if s.part is Part.TITLE], CASE_SERIES, "design.case")
    many = signs.most_people(document, stated) > _FEW_DESCRIBED
    for statement, hit in _names(counted, CASE_SERIES):
        if not (many and document.text[hit.start : hit.end].casefold().endswith(_CASES)):
            return _Found(CASE_SERIES, "design.case", statement, hit)
    for statement in stated:
        if signs.is_series(document, statement, in_title=statement.part is Part.TITLE):
            return _Found(CASE_SERIES, "design.series", statement)
        if signs.tells_of_one(document, statement):
            return _Found(CASE_SERIES, "design.one_person", statement)
    if any(_names(counted, NONRANDOMIZED, weak=True)) or any(_names(counted, OBSERVATIONAL)):
        return None
    return _few(document, stated, own)


def _few(
    document: Document, stated: Sequence[Statement], own: Sequence[Statement]
) -> _Found | None:
    """So few people, or not many more that the authors "report" or "describe"."""
    told = any(hit.meaning.strength == WEAK for _, hit in _names(own, CASE_SERIES, weak=True))
    few = _FEW_DESCRIBED if told else _FEW
    if signs.most_people(document, stated) > few:
        return None
    first = signs.first_are_few(document, own)
    return _Found(CASE_SERIES, "design.few_people", first) if first else None


_EXPERIENCE = "experience"
_COHORT = "cohort"
_ENROLLED = "enrolled"
_ACTS = frozenset({cues.TREATS, cues.UNDERWENT})


def _observational(
    document: Document, counted: Sequence[Statement], own: Sequence[Statement]
) -> _Found | None:
    treats = [s for s in counted if cues.TREATS in s.said or s.of("procedure")]
    treats_by_title = any(s.part is Part.TITLE for s in treats)
    says_trial = any(h.meaning.strength != WEAK for _, h in _names(counted, NONRANDOMIZED))
    for statement, hit in _names(counted, OBSERVATIONAL):
        word = document.text[hit.start : hit.end].casefold()
        if says_trial and _EXPERIENCE in word:
            continue
        if _COHORT in word and document.is_registration and signs.will_treat(document):
            continue
        if hit.meaning.strength != WEAK or not (treats_by_title or (says_trial and treats)):
            return _Found(OBSERVATIONAL, "design.observational", statement, hit)
    if says_trial:
        return None
    if not treats_by_title and not document.is_registration:
        looked_at = _looked_at(document, own)
        if looked_at:
            return looked_at
    if treats or any(not s.said.isdisjoint(_ACTS) for s in counted):
        return None if document.is_registration else _looks_back(document, stated=counted)
    if any(s.of("indication") for s in counted if s.part is Part.TITLE):
        return None
    if any(signs.gives(document, statement) for statement in own):
        return None
    if document.is_registration and not any(signs.observes(document, s) for s in own):
        return None
    for statement in own:
        if cues.PEOPLE in statement.said or signs.counts_people(document, statement):
            return _Found(OBSERVATIONAL, "design.nothing_done", statement)
    return None


def _looked_at(document: Document, own: Sequence[Statement]) -> _Found | None:
    """People questioned, measured or compared, and no word of anything given to them."""
    if any(cues.UNDERWENT in s.said or signs.gives(document, s) for s in own):
        return None
    for statement in own:
        if signs.observes(document, statement):
            return _Found(OBSERVATIONAL, "design.looked_at", statement)
    return None


def _looks_back(document: Document, stated: Sequence[Statement]) -> _Found | None:
    """People treated over years, by a text that names no plan."""
    own = [s for s in stated if s.part is not Part.TITLE]
    plans = {
        document.text[hit.start : hit.end].casefold().removeprefix("were ")
        for _, hit in _names(own, NONRANDOMIZED, weak=True)
    }
    if plans - {_ENROLLED}:
        return None
    for statement in stated:
        in_title = statement.part is Part.TITLE
        if in_title and not plans and signs.title_looks_back(document, statement):
            return _Found(OBSERVATIONAL, "design.looks_back", statement)
    for statement in own:
        if not plans and signs.looks_back(document, statement):
            return _Found(OBSERVATIONAL, "design.looks_back", statement)
        if signs.spans_years(document, statement):
            return _Found(OBSERVATIONAL, "design.years", statement)
    return None


_CRITERIA = frozenset({Part.INCLUSION, Part.EXCLUSION})


def _other(
    document: Document,
    stated: Sequence[Statement],
    counted: Sequence[Statement],
    own: Sequence[Statement],
) -> _Found | None:
    named = _named(counted, OTHER, "design.other")
    if named:
        return named
    for statement in own:
        if signs.pools_trials(document, statement):
            return _Found(OTHER, "design.part_of_trials", statement)
    if document.is_registration or len(document.text) > LONGEST_ABSTRACT_WITH_TITLE:
        return None
    things = _of_things(document, own)
    if things:
        return things
    if own and any(_names(own, NONRANDOMIZED, weak=True)):
        return None
    if own and _treated_people(own):
        people = signs.most_people(document, stated=own)
        if people or not signs.goes_through(document):
            return None
        return _Found(REVIEW, "design.review.article", own[0])
    if any(cues.PAST in s.said or cues.FUTURE in s.said for s in own):
        return None
    if any(s.part in _CRITERIA for s in stated):
        return None
    if any(signs.counts_treated(document, s) for s in own):
        return None
    if signs.goes_through(document):
        return _Found(REVIEW, "design.review.article", (own or counted)[0])
    return _Found(OTHER, "design.no_study", (own or counted)[0])


def _of_things(document: Document, own: Sequence[Statement]) -> _Found | None:
    """What was counted are goods or pages, and nobody took part."""
    if any(cues.PEOPLE in s.said or signs.counts_people(document, s) for s in own):
        return None
    for statement in own:
        if signs.names_things(document, statement):
            return _Found(OTHER, "design.of_things", statement)
    return None
