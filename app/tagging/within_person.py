"""Whether sides, halves or sites of the same people are compared: then a side is no person."""

from app.records import WITHIN_PERSON, Dimension, Evidence, EvidenceKind, Section, Tag
from app.tagging.context import BACKGROUND, OWN_WORK
from app.tagging.document import Document
from app.tagging.gates import Gated
from app.tagging.prose import Prose, Sentence
from app.tagging.standing_cues import CITED

RULE = "participants.within_person"

_READ = frozenset(
    {Section.TITLE, Section.ABSTRACT, Section.OBJECTIVE, Section.METHODS, Section.RESULTS,
     Section.CONCLUSIONS, Section.OTHER}
)  # fmt: skip
_PART = r"(?:face|faced|body|neck|scalp|lesion|scar|plaque|side|site|area|arm|forearm|hand|leg|thigh|chest|abdomen|axilla|axillary|wound|lip|eye|back|tattoo|donor\ssites?)"
_SPLIT = Gated(
    rf"\bsplit[\s-]?{_PART}\b(?!\sskin\sgraft)"
    r"|\bh(?:alf|emi)[\s-]?faced?\s(?:\w+\s){0,2}?(?:study|trial|design|comparison|controlled|comparative)"
    r"|\b(?:intra|within)[\s-]?(?:individual(?:ly)?|patients?|persons?|subjects?|participants?)[\s,-]{1,2}"
    r"(?:\w+[\s-]){0,2}?(?:controlled|comparisons?|compared|comparative|designs?|randomi[sz]ed|split|stud(?:y|ies)|trials?)\b"
    r"|\b(?:randomi[sz]ed|controlled),?\s(?:intra|within)[\s-](?:individual|patient|person|subject|participant)s?\b"
    rf"|\bhalf\s(?:of\s)?(?:the|their|each|his|her|its|a|every|one)\s(?:[\w-]+\s){{0,2}}?{_PART}\b[^.;]{{0,80}}\b(?:other\shalf|half\s(?:of\s)?the\s{_PART})\b"
    r"|\b(?:contralateral|opposite|other|left|right|untreated)\s(?:side|half|cheek|hemiface|arm|leg)\s(?:of\s[\w\s]{1,20}\s)?"
    r"(?:served|acted|was\sused|was\skept|was\sleft|remained)\s(?:untreated\s)?as\s(?:an?\s|the\s|an?\sinternal\s|their\s)?(?:\w+\s)?control"
)
_OTHERS = Gated(
    r"\b(?:et\sal|literature|further|future|previous(?:ly)?|other\sstudies|studies\shave|is\swarranted|are\sneeded)\b"
)


def find_within_person(document: Document, prose: Prose) -> Tag | None:
    """The tag with the sentence that says so; None where none does, and for a review."""
    if document.is_review or not _SPLIT.may_stand(prose.marks.everywhere):
        return None
    for segment in prose.segments:
        if segment.segment.section in _READ:
            for sentence in prose.sentences_where(segment, _SPLIT.may_stand):
                if sentence.says(_SPLIT) and not _is_of_others(sentence):
                    return _tag(document, sentence)
    return None


def _is_of_others(sentence: Sentence) -> bool:
    cited = sentence.says(CITED) or sentence.says(BACKGROUND)
    return sentence.says(_OTHERS) or (cited and not sentence.says(OWN_WORK))


def _tag(document: Document, sentence: Sentence) -> Tag:
    evidence = Evidence(
        kind=EvidenceKind.QUOTE, text=document.text[sentence.start : sentence.end],
        section=sentence.segment.section.value, start=sentence.start, end=sentence.end,
    )  # fmt: skip
    return Tag(dimension=Dimension.PARTICIPANTS, value=WITHIN_PERSON, evidence=evidence, rule=RULE)
