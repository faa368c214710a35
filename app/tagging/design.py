"""What sort of study a document reports: registry and indexing fields first, its text second."""

from collections.abc import Sequence

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
from app.tagging.design_found import (
    LONGEST_ABSTRACT_WITH_TITLE,
    Found,
    named,
    names,
    treated_people,
)
from app.tagging.design_other import other
from app.tagging.document import Document
from app.tagging.evidence_spans import evidence_for
from app.tagging.gates import Gated
from app.tagging.lexicon import WEAK, Hit, Lexicon, Meaning
from app.tagging.reviews import looks_at_own_records, reports_harm
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


def _decide(document: Document, stated: Sequence[Statement], counted: Sequence[Statement]) -> Found:
    """The first design that fits, from the one that is named most plainly to the default."""
    own = [s for s in counted if s.part is not Part.TITLE]
    return (
        _of_told_type(document, stated, counted)
        or _after_the_fact(document, counted)
        or _review(document, stated, own)
        or _preclinical(document, stated, counted)
        or _randomized(document, counted)
        or _blinded(document, counted)
        or _case(document, stated, own)
        or _observational(document, counted, own)
        or other(document, stated, counted, own)
        or _prospective(own)
        or Found(NONRANDOMIZED, "design.treated", (own or counted)[0])
    )


_TOLD_TYPE = Gated(
    r"(?i)\bstudy\s?type\s?:\s?(?:(?P<observational>observational)|interventional)\b"
)


def _of_told_type(
    document: Document, stated: Sequence[Statement], counted: Sequence[Statement]
) -> Found | None:
    """A registry's field that stands in the text: "Study Type: Interventional"."""
    for statement in stated:
        if not _TOLD_TYPE.may_stand(statement.marks):
            continue
        told = _TOLD_TYPE.search(document.text, statement.start, statement.end)
        if told is not None:
            if told.group("observational"):
                return Found(OBSERVATIONAL, "design.study_type", statement)
            by_chance = _randomized(document, counted) or _blinded(document, counted)
            return by_chance or Found(NONRANDOMIZED, "design.study_type", statement)
    return None


def _after_the_fact(document: Document, counted: Sequence[Statement]) -> Found | None:
    """People of trials looked at once more: neither those trials nor a review of them."""
    if not signs.may_be_after_the_fact(document):
        return None
    for statement in counted:
        if signs.is_after_the_fact(document, statement, in_title=statement.part is Part.TITLE):
            return Found(OTHER, "design.post_hoc", statement)
    return None


def _randomized(document: Document, counted: Sequence[Statement]) -> Found | None:
    """People, sides or lesions assigned by chance: not photographs, and not denied."""
    for statement, hit in names(counted, RANDOMIZED):
        if signs.is_told_besides(document, statement):
            continue
        if signs.is_of_chance(document, statement, hit):
            return Found(RANDOMIZED, "design.randomized", statement, hit)
    return None


def _blinded(document: Document, stated: Sequence[Statement]) -> Found | None:
    """A trial that is double-blind is randomised, unless it says how else people were assigned.

    "Pilot" says nothing of that; beside it the blinding is told plainly, not by an "or placebo".
    """
    trials = [hit for _, hit in names(stated, NONRANDOMIZED) if hit.meaning.strength != WEAK]
    if trials and document.is_registration:
        return None
    if not all(signs.may_be_of_chance(document, hit) for hit in trials):
        return None
    for statement, hit in names(stated, RANDOMIZED, weak=True):
        plainly = not trials or signs.is_plainly_blinded(document, hit)
        if hit.meaning.strength == WEAK and plainly:
            return Found(RANDOMIZED, "design.double_blind", statement, hit)
    return None


def _prospective(stated: Sequence[Statement]) -> Found | None:
    for statement, hit in names(stated, NONRANDOMIZED, weak=True):
        return Found(NONRANDOMIZED, "design.prospective", statement, hit)
    return None


def _review(
    document: Document, stated: Sequence[Statement], own: Sequence[Statement]
) -> Found | None:
    if document.is_registration or reports_harm(document.text):
        return None
    titles = [s for s in stated if s.part is Part.TITLE]
    if any(signs.pools_trials(document, statement) for statement in stated):
        return None
    for statement, hit in names(titles, REVIEW):
        if looks_at_own_records(document.text[statement.start : statement.end]):
            continue
        if signs.pools_studies(document, statement) or not any(names(own, RANDOMIZED)):
            return Found(REVIEW, "design.review.title", statement, hit)
    letter = _letter(document, own)
    if letter:
        return letter
    if _of_own_people(document, own):
        return None
    if document.is_review:
        return Found(REVIEW, "design.review.kind", stated[0])
    if len(document.text) > LONGEST_ABSTRACT_WITH_TITLE:
        return None
    for statement, hit in names(own, REVIEW, weak=True):
        if signs.searches_records(document, statement):
            continue
        if hit.meaning.strength != WEAK or cues.OWN in statement.said:
            return Found(REVIEW, "design.review.own", statement, hit)
    for statement in own:
        if signs.gathers_studies(document, statement):
            return Found(REVIEW, "design.review.gathers", statement)
    if any(names(stated, OTHER)) or any(names(own, NONRANDOMIZED)):
        return None
    if treated_people(own) or signs.most_people(document, stated):
        return None
    for statement in stated:
        own_people = cues.PAST in statement.said and signs.counts(document, statement)
        if cues.STUDIES in statement.said and not own_people:
            return Found(REVIEW, "design.review.of_studies", statement)
    return None


def _preclinical(
    document: Document, stated: Sequence[Statement], counted: Sequence[Statement]
) -> Found | None:
    outside = next((s for s in counted if signs.is_outside_the_body(document, s)), None)
    if outside is not None:
        return Found(PRECLINICAL, "design.ex_vivo", outside)
    found = named(counted, PRECLINICAL, "design.preclinical")
    if found is None:
        return None
    titled = found.statement.part is Part.TITLE
    people = treated_people(counted) if titled else any(cues.PEOPLE in s.said for s in stated)
    return None if people else found


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


def _letter(document: Document, own: Sequence[Statement]) -> Found | None:
    """A letter that answers another's study, and tells of no patient: no study nor a review of any."""
    if not own or not signs.opens_as_letter(document):
        return None
    if signs.most_people(document, own) or any(cues.STUDIES in s.said for s in own):
        return None
    if any(signs.tells_of_one(document, s) for s in own):
        return None
    return Found(OTHER, "design.letter", own[0])


_OF_A_FEW = (" cases", "single patient", "one patient who", "a patient who")
"""The end of "three cases" and its like, which among many people are what happened to a few."""
_FEW = 8
"""People below which a report without a word of trial or study is a case series."""
_FEW_OF_A_TRIAL = 5
"""From so many on, masked raters and criteria of exclusion tell of a trial."""
_FEW_DESCRIBED = 20
"""The same where the authors "report" or "describe" them."""


def _case(
    document: Document, stated: Sequence[Statement], own: Sequence[Statement]
) -> Found | None:
    counted = [s for s in stated if s.part in COUNTED]
    if document.is_registration or len(document.text) > LONGEST_ABSTRACT_WITH_TITLE:
        if document.is_registration and any(names(counted, NONRANDOMIZED)):
            return None
        titles = [s for s in counted if s.part is Part.TITLE]
        for statement in titles:
            if signs.is_series(document, statement, in_title=True):
                return Found(CASE_SERIES, "design.series", statement)
        return named(titles, CASE_SERIES, "design.case")
    many = signs.most_people(document, stated) > _FEW_DESCRIBED
    for statement, hit in names(counted, CASE_SERIES):
        if not (many and document.text[hit.start : hit.end].casefold().endswith(_OF_A_FEW)):
            return Found(CASE_SERIES, "design.case", statement, hit)
    for statement in stated:
        if signs.is_series(document, statement, in_title=statement.part is Part.TITLE):
            return Found(CASE_SERIES, "design.series", statement)
        if signs.tells_of_one(document, statement):
            return Found(CASE_SERIES, "design.one_person", statement)
    if any(names(counted, NONRANDOMIZED, weak=True)) or any(names(counted, OBSERVATIONAL)):
        return None
    return _few(document, stated, own)


def _few(document: Document, stated: Sequence[Statement], own: Sequence[Statement]) -> Found | None:
    """So few people, or not many more that the authors "report" or "describe"."""
    told = any(hit.meaning.strength == WEAK for _, hit in names(own, CASE_SERIES, weak=True))
    few = _FEW_DESCRIBED if told else _FEW
    most = signs.most_people(document, stated)
    if most > few or (most >= _FEW_OF_A_TRIAL and signs.are_judged(document, own)):
        return None
    first = signs.first_are_few(document, own)
    return Found(CASE_SERIES, "design.few_people", first) if first else None


_EXPERIENCE = "experience"
_COHORT = "cohort"
_ENROLLED = "enrolled"
_ACTS = frozenset({cues.TREATS, cues.UNDERWENT})


def _observational(
    document: Document, counted: Sequence[Statement], own: Sequence[Statement]
) -> Found | None:
    treats = [s for s in counted if cues.TREATS in s.said or s.of("procedure")]
    treats_by_title = any(s.part is Part.TITLE for s in treats)
    says_trial = any(h.meaning.strength != WEAK for _, h in names(counted, NONRANDOMIZED))
    for statement, hit in names(counted, OBSERVATIONAL):
        word = document.text[hit.start : hit.end].casefold()
        if says_trial and _EXPERIENCE in word:
            continue
        if _COHORT in word and document.is_registration and signs.will_treat(document):
            continue
        if hit.meaning.strength != WEAK or not (treats_by_title or (says_trial and treats)):
            return Found(OBSERVATIONAL, "design.observational", statement, hit)
    if says_trial:
        return None
    if not document.is_registration:
        looked_at = _asked(document, own)
        if not (looked_at or treats_by_title):
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
            return Found(OBSERVATIONAL, "design.nothing_done", statement)
    return None


def _asked(document: Document, own: Sequence[Statement]) -> Found | None:
    """People who were sent or handed questions, whatever had been done to them before."""
    if any(names(own, NONRANDOMIZED, weak=True)) or any(signs.gives(document, s) for s in own):
        return None
    for statement in own:
        if signs.asks(document, statement):
            return Found(OBSERVATIONAL, "design.asked", statement)
    return None


def _looked_at(document: Document, own: Sequence[Statement]) -> Found | None:
    """People questioned, measured or compared, and no word of anything given to them."""
    if any(cues.UNDERWENT in s.said or signs.gives(document, s) for s in own):
        return None
    for statement in own:
        if signs.observes(document, statement):
            return Found(OBSERVATIONAL, "design.looked_at", statement)
    return None


def _looks_back(document: Document, stated: Sequence[Statement]) -> Found | None:
    """People treated over years, by a text that names no plan."""
    own = [s for s in stated if s.part is not Part.TITLE]
    plans = {
        document.text[hit.start : hit.end].casefold().removeprefix("were ")
        for _, hit in names(own, NONRANDOMIZED, weak=True)
    }
    if plans - {_ENROLLED}:
        return None
    for statement in stated:
        in_title = statement.part is Part.TITLE
        if in_title and not plans and signs.title_looks_back(document, statement):
            return Found(OBSERVATIONAL, "design.looks_back", statement)
    for statement in own:
        if not plans and signs.looks_back(document, statement):
            return Found(OBSERVATIONAL, "design.looks_back", statement)
        if signs.spans_years(document, statement):
            return Found(OBSERVATIONAL, "design.years", statement)
    return None
