"""Whether a study tested if an outcome depends on skin type: a test of interaction, by its name.

Only the plainest wording counts. A comparison of types without the word is a result by type; that
a test is planned, was not made or could not be made is none.
"""

from collections.abc import Iterator

from app.records import INTERACTION_RULE, Evidence, EvidenceKind, OutcomeResult, Section
from app.tagging.document import Document
from app.tagging.gates import Gated
from app.tagging.lexicon import WEAK, Lexicon
from app.tagging.prose import Prose, Sentence

MEASURE = "test of interaction with skin type"

_READ = frozenset(
    {Section.ABSTRACT, Section.METHODS, Section.RESULTS, Section.CONCLUSIONS, Section.OTHER}
)
_TYPE = r"(?:(?:fitzpatrick\s)?(?:skin\s|photo\s?)(?:photo)?types?|fitzpatrick\stypes?|phototypes?|fitzpatrick\sscale)"
_INTERACTION = r"(?:interactions?|effect\smodif(?:ication|ier|iers)|moderat(?:ed|ion)\sby)"
_TESTED = Gated(
    rf"\b{_INTERACTION}\b[^.;]{{0,70}}?\b{_TYPE}\b"
    rf"|\b{_TYPE}\b[^.;]{{0,12}}?\s?(?:by|x|\u00d7|\*)[\s-][^.;]{{0,25}}?\binteractions?\b"
    rf"|\b{_TYPE}\b[^.;]{{0,40}}?\b(?:p(?:\s?-?values?)?\s(?:for|of)\sinteraction|interaction\sp|{_INTERACTION})\b"
)
_FOUND = Gated(
    r"\bp\s?(?:for\sinteraction\s?|interaction\s?)?[=<>\u2264\u2265]\s?0?[.,]\d+"
    r"|\b(?:no|non)[\s-](?:\w+\s){0,3}?(?:interactions?|effect\smodification)\b"
    r"|\b(?:interactions?|effect\smodification)\b[^.;]{0,60}?\b(?:(?:was|were)\s(?:not\s)?(?:statistically\s)?(?:significant|found|seen|observed|detected))\b"
    r"|\bsignificant\s(?:\w+\s){0,2}?(?:interactions?|effect\smodification)\b"
)
"""What came of it: a test without an outcome was perhaps never made."""
_NOT_MADE = Gated(
    r"\b(?:will|shall|planned|further|future|underpowered|not\s(?:tested|assessed|examined|possible|performed|powered|evaluated)"
    r"|(?:could|can)\s?not\b|too\s(?:few|small)|drugs?\s(?:-\s?drug\s)?interactions?|et\sal|literature|previous(?:ly)?|may|might|should)\b"
)


def find_interactions(
    document: Document, lexicon: Lexicon, prose: Prose
) -> Iterator[OutcomeResult]:
    """A result for each outcome of which one sentence says that its dependence on type was tested."""
    if document.is_review or document.is_registration:
        return
    if not _TESTED.may_stand(prose.marks.everywhere):
        return
    for segment in prose.segments:
        if segment.segment.section in _READ:
            for sentence in prose.sentences_where(segment, _TESTED.may_stand):
                if (
                    sentence.says(_TESTED)
                    and sentence.says(_FOUND)
                    and not sentence.says(_NOT_MADE)
                ):
                    yield from _results(document, lexicon, sentence)


def _results(document: Document, lexicon: Lexicon, sentence: Sentence) -> Iterator[OutcomeResult]:
    evidence = Evidence(
        kind=EvidenceKind.QUOTE, text=document.text[sentence.start : sentence.end],
        section=sentence.segment.section.value, start=sentence.start, end=sentence.end,
    )  # fmt: skip
    named = (
        hit.meaning.value
        for hit in lexicon.hits(sentence.low)
        if hit.meaning.dimension == "outcome" and hit.meaning.strength != WEAK
    )
    for outcome in dict.fromkeys(named):
        yield OutcomeResult(
            outcome=outcome, evidence=evidence, rule=INTERACTION_RULE, measure=MEASURE
        )
