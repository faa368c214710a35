"""Skin of certain types that nobody took part with: in animals, dishes, pictures and models."""

import re
from collections.abc import Callable

from app.records import Section
from app.tagging import context
from app.tagging.document import Document
from app.tagging.gates import Gated, any_of
from app.tagging.numbers import NUMBER
from app.tagging.prose import Prose, Sentence

Says = Callable[[Gated], bool]
"""Whether a cue stands in the sentence of a mention, or in the part of it that is its own."""

_SENTENCE_BEFORE = 240
"""Characters before a sentence in which the one before it is looked for."""
_ANIMALS = Gated(
    r"\b(?:guinea[\s-]pigs?|(?:mini|micro)?[\s-]?pigs?|minipigs?|swine|porcine|mice|mouse|murine|rats?|rabbits?|dogs?|monkeys?|zebrafish|animals?|piglets?)\b"
)
_DUMMIES = Gated(
    r"\b(?:phantoms?|simulators?|mannequins?|manikins?|emojis?|avatars?|colou?red\s(?:cards|tiles|plates|papers?))\b"
)
_PICTURES = Gated(
    r"\b(?:images?|pictures?|photographs?|textbooks?|atlas(?:es)?|slides|illustrations?|datasets?|websites?|advertisements?|products?|shades?|tiles|swatches)\b"
)
_PICTURED = Gated(
    r"\b(?:images?|pictures?|photographs?|figures|slides|illustrations?)\b[^.;]{0,120}\b(?:were|was)\b[^.;]{0,40}\b(?:sorted|classified|categori[sz]ed|rated|graded|coded|assigned|reviewed|counted|labell?ed|scored|assessed|analy[sz]ed)\b"
    r"|\b(?:networks?|algorithms?|classifiers?|models?|software)\b[^.;]{0,60}\b(?:trained|tested|validated)\b[^.;]{0,60}\bimages\b"
)
"""Pictures that were sorted by skin type, or learnt from."""
_LEARNS = Gated(
    r"\b(?:neural\snetworks?|deep\slearning|machine\slearning|convolutional|artificial\sintelligence|classifiers?)\b"
)
_MADE_SKIN = Gated(r"\b(?:synthetic|artificial)\s(?:human\s)?skin\b|\bskin\sphantoms?\b")
_TAKES_PEOPLE = Gated(
    rf"{NUMBER}\s(?:[\w-]+\s){{0,4}}?{context.PEOPLE.pattern}|{context.PEOPLE.pattern}\s(?:were|was|who|had|underwent|received)\b"
)
_LABORATORY = Gated(
    r"\bex[\s-]vivo\b|\bin[\s-]vitro\b|\bcadaver(?:s|ic)?\b|\bautops(?:y|ies)\b|\bpost-?mortem\b|\b(?:kept|held|stored)\sin\s(?:\w+\s)?medium\b|\bforeskins?\b|\bcell\s(?:lines?|cultures?)\b|\bskin\s(?:equivalents?|explants?|substitutes?|organoids?|models?)\b|\bdead\sdermis\b"
    r"|\b(?:reconstructed|reconstituted|engineered|bioprinted|artificial|synthetic|cultured|excised|resected|discarded|leftover|left-over|redundant|surgical(?:ly\sremoved)?)\s(?:human\s|full-thickness\s|adult\s|abdominal\s|facial\s|breast\s){0,2}(?:skin|epidermis|epidermal|dermis)\b"
    r"|\b(?:abdominoplasty|mammoplasty|mastectomy|face-?lift|circumcision)\s(?:skin|specimens?|samples?|tissue|remnants?)\b"
    r"|\b(?:skin|tissue|samples?|specimens?)\s(?:\w+\s){0,3}?from\s(?:\w+\s){0,3}?(?:breast\sreductions?|abdominoplast\w+|mammoplast\w+|face-?lifts?|circumcisions?)\b"
    r"|\b(?:simulated|model{1,2}ed|computed)\s(?:[\w-]+\s){0,2}(?:temperatures?|heating|heat|fluences?|absorption|distributions?)\b|\bmelanin\svolume\sfractions?\b"
    r"|\bmonte\scarlo\b|\b\w+-layer(?:ed)?\s(?:skin\s)?model\b|\b(?:virtual|simulated)\s(?:\w+\s)?(?:populations?|patients|cohorts?|dosing)\b|\bfranz\s(?:diffusion\s)?cells?\b|\b(?:melanocytes|keratinocytes|fibroblasts)\s(?:from|of|taken\sfrom|isolated\sfrom)\b"
    r"|\b(?:melanocytes|keratinocytes|fibroblasts)\b[^.;]{0,60}\b(?:cultured|co-?cultured|incubated|seeded|grown|plated|irradiated|exposed)\b"
    r"|\b(?:cultured|primary|isolated|irradiated|exposed)\s(?:\w+\s){0,3}?(?:melanocytes|keratinocytes|fibroblasts)\b"
)
_LEFT_OVER = Gated(
    r"\b(?:discarded|leftover|left-over)\s(?:\w+\s){0,2}(?:skin|tissue)\b|\b(?:abdominoplasty|mammoplasty|mastectomy|face-?lift|circumcision)\s(?:skin|specimens?|samples?|tissue)\b"
)
"""Of whom it came does not matter: they were operated on for something else."""
_DONORS = Gated(r"\b(?:donors?|cadavers?|bod(?:y|ies)\sof)\b")
_OF_PEOPLE = Gated(
    r"\A[\s,)]*(?:skin\s)?(?:healthy\s|adult\s)?(?:volunteers|patients|subjects|participants)\b|\A[^.;]{0,60}\b(?:of|from|in)\s(?:the\s|these\s)?(?:\w+\s){0,2}(?:volunteers|patients|participants)\b"
)
_ASKED_CLINICIANS = re.compile(
    r"\b(?:surveys?|questionnaires?|interviews?|poll)\s(?:study\s)?(?:of|among|amongst|with|to)\s(?:(?!patients|outpatients|consumers)[\w,-]+\s){0,4}?(?:operators|dermatologists|physicians|doctors|surgeons|(?:dermatology|surgical|medical|surgery|plastic)\sresidents|clinicians|practitioners|providers|nurses|trainees|therapists|pharmacists|aestheticians)\b(?!\s(?:with|who\s(?:have|had|were\streated)|having))",
    re.IGNORECASE,
)
"""In a title."""


def asks_clinicians(document: Document) -> bool:
    """Whether those who treat were asked, not those who are treated."""
    titles = document.sections(Section.TITLE)
    return any(_ASKED_CLINICIANS.search(title.passage.text) for title in titles)


def is_of_animals(says: Says, lead: str) -> bool:
    """Whether animals bear the types; `lead` is what stands before these."""
    return says(_ANIMALS) and context.PEOPLE.search(lead) is None


def is_of_the_laboratory(says: Says, lead: str, after: str) -> bool:
    """Whether cells, cadavers or skin left over from an operation bear the types.

    Volunteers who gave a piece of skin took part; donors, of whom nobody says that they were
    treated or examined, did not.
    """
    if not says(_LABORATORY) or _OF_PEOPLE.match(after):
        return False
    return says(_LEFT_OVER) or context.PEOPLE.search(_DONORS.sub(" ", lead)) is None


def is_of_pictures(prose: Prose, sentence: Sentence, says: Says, lead: str, before: str) -> bool:
    """Whether pictures or models bear the types, said here or in the sentence before."""
    told = _PICTURES.search(before) or says(_DUMMIES) or _follows_pictures(prose, sentence, says)
    if told and context.PEOPLE.search(lead) is None:
        return True
    return not says(context.PEOPLE) and _is_of_things(prose)


def _is_of_things(prose: Prose) -> bool:
    """Whether the text is on machines that learn from pictures, or on made skin, and counts nobody."""
    marks = prose.marks.everywhere
    if not marks & any_of(_LEARNS, _MADE_SKIN):
        return False
    things = _MADE_SKIN.search(prose.low) or (
        _LEARNS.search(prose.low) and _PICTURES.search(prose.low)
    )
    return bool(things) and _TAKES_PEOPLE.search(prose.low) is None


def _follows_pictures(prose: Prose, sentence: Sentence, says: Says) -> bool:
    """A sentence without people after one about pictures alone: "Only 5.6% were type IV"."""
    if says(context.PEOPLE):
        return False
    before = prose.low[max(0, sentence.start - _SENTENCE_BEFORE) : sentence.start].rstrip(" .")
    before = before.rpartition(". ")[2]
    return _PICTURED.search(before) is not None and not context.PEOPLE.search(before)
