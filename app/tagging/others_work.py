"""Work of others, told in the words that a study uses of its own: "Lee (2015) treated 20 women"."""

from app.records import Section
from app.tagging import context
from app.tagging.gates import Gated
from app.tagging.late_patterns import Late

_NAME = r"\b(?!Fitz|Fitts)[A-Z][a-z]{1,20}(?:-[A-Z]?[a-z]{1,20})?"
_FELLOWS = r"(?:colleagues|co-?workers|associates|collaborators)"
_NAMES = rf"{_NAME}(?:,\s{_NAME}){{0,3}}(?:,?\s(?:and|&)\s(?:(?:his|her|their)\s)?(?:{_NAME}|{_FELLOWS}))?"
_ALSO = r"(?:(?:had|have|has|also|first|then|recently|later|already|previously|once)\s){0,2}"
_DID = r"(?:treated(?!\s(?:with|by|on|for|in)\b)|reported|described|published|enrolled(?!\sin\b)|recruited|studied|tested|compared|used|showed|found|saw|followed|presented)"
_YEAR = r"[(\[](?:19|20)\d\d[a-z]?[)\]]"
_PEOPLES = r"(?!Asian|Caucasian|African|Hispanic|Latin|Black|White)[A-Z][a-z]{1,12}(?:ish|ese|ch|an|ek|sh|ss|i)"
_AUTHORS = Late(
    rf"\b{_NAMES}(?:\set\sal\.?,?)?\s{_YEAR},?\s{_ALSO}[a-z]{{1,15}}(?:ed|found|saw|gave|took|ran)\b"
    rf"|\b(?:[Ii]n|[Ss]ince|[Bb]y)\s(?:19|20)\d\d,?\s{_NAMES}\s{_ALSO}{_DID}\b"
    rf"|,\s{_NAMES}(?:\set\sal\.?)?\s{_ALSO}(?:treated|described|published|enrolled|recruited|studied|used)\s(?!with\b|by\b|for\b)"
    rf"|\b{_NAME}\sand\s(?:(?:his|her|their)\s)?{_FELLOWS}\s{_ALSO}{_DID}\b"
    rf"|\b[Aa]n?\s{_PEOPLES}\s(?:group|team|clinic|center|centre)\s{_ALSO}{_DID}\b"
    rf"|\b(?:[Ss]tudy|[Tt]rial|[Ss]eries|[Rr]eport|[Ww]ork|[Ss]urvey)\sby\s{_NAME}\b"
    rf"|\b(?:study|trial|series|report)\sof\s{_NAME}(?<!s)(?:\set\sal\.?)?,"
    rf"|{_NAME}(?<!Women)(?<!Men)(?<!Children)(?<!Patients)(?<!Subjects)'s\s(?:series|study|trial|report|group|team|patients|subjects|cohort|women)\b"
    rf"|\b(?:than|unlike|contrast\s(?:to|with)|differs?\sfrom|compared\s(?:to|with))\s(?:(?:those|that|the\s[a-z]{{1,12}})\s(?:of|by|in)\s)?{_NAMES}(?:\set\sal\.?)?,?\s?\[\d"
    rf"|\b[Aa](?:n|nother)?\s(?:group|team)\s(?:from|in|at)\s[A-Z]\w{{1,20}}\s{_ALSO}{_DID}\b"
)
"""Before the types, in letters as written: somebody with a name did it."""
_CREDITED = Late(rf"\bby\s{_NAMES}(?:\set\sal\.?,?)?\s{_YEAR}")
"""Behind the types."""
_LIKELY = (
    "'s", "eated", "scribed", "nrolled", "ecruited", "used", "19", "20", "tudy", "rial", "eries", "eport", "ork", "urvey", "olleagues", "ssociates",
    "ollaborators", "[", "roup", "team", "clinic", "cent",
)  # fmt: skip
"""One of them stands in every match of the two above."""
_EARLIER = Gated(
    r"(?<!\bas\s)\b(?:in|with)\s(?:our|their|his|her)\s(?:own\s)?(?:previous|earlier|prior|preceding|former)\s(?:[\w-]+\s){0,3}?(?:stud(?:y|ies)|trials?|series|reports?|work|paper|experience)\b"
    r"(?![^.;]{0,150}\b(?:here|herein|now|this\s(?:study|trial|time)|the\s(?:present|current)|also)\b)"
    r"|\btheir\s(?:patients|subjects|participants|cohort|population|sample)\s(?:were|was|had|comprised|included)\b"
)

_STUDY = r"(?:[\w-]+\s){0,3}?(?:stud(?:y|ies)|trials?|series|reports?|work|paper|experience|patients|cohort)"
_BESIDES = Gated(
    r"\b(?:our|his|her|their)\s(?:own\s)?(?:first|earlier|previous|older|old|former|initial|prototype)\s(?:[\w-]+\s){0,2}?(?:instrument|device|version|prototype|machine|lamp|apparatus|model|generation|setup)s?\b(?![^.;]{0,150}\b(?:here|now|this|present|current|also|our)\b)"
    r"|\bunpublished\s(?:[\w-]+\s){0,2}(?:registr(?:y|ies)|databases?|surveys?|data|series|trials?|stud(?:y|ies))\b|\bto\swhich\swe\s(?:had|have|were\sgiven|were\sgranted|got)\s(?:\w+\s)?access\b"
    r"|\b(?:reviews?|guidelines?|textbooks?|experts|authorities)\s(?:say|state|hold|advise|recommend|suggest|warn|teach|claim|maintain)s?\b(?![^.;]{0,200}\b(?:we|our|ours)\b)"
)
"""In an introduction or a discussion: not of what the article is about."""
_BEFORE_THIS = Gated(
    rf"\b(?:our|his|her|their)\s(?:own\s)?(?:previous|earlier|prior|preceding|former|first|pilot|preliminary|recent)\s{_STUDY}\b"
)
"""In an introduction, which tells what came before."""
_BEGUN_LATER = Gated(
    r"\b(?:will|(?:is|are)\sto|plans?\sto|intends?\sto|hopes?\sto)\s(?:soon\s|now\s|then\s|also\s)?(?:begin|start|launch|open|conduct|run|undertake|initiate|set\sup)\s(?:an?|another|the|its|their)\s(?:[\w-]+\s){0,4}(?:stud(?:y|ies)|trials?|series|registr(?:y|ies))\b"
)
"""In a discussion."""


def names_others(before: str, after: str) -> bool:
    """Whether authors with a name, or a group with a country, did what is told round the types."""
    if any(word in before for word in _LIKELY) and _AUTHORS.search(before):
        return True
    return "by " in after and _CREDITED.search(after) is not None


def is_of_earlier_work(low: str) -> bool:
    """Whether a sentence in small letters tells of another study, of the same authors or not."""
    return _EARLIER.search(low) is not None


def is_of_something_besides(low: str, section: Section) -> bool:
    """Whether an introduction's or a discussion's sentence is of another work, of the same authors or not."""
    came_before = section is Section.BACKGROUND and _BEFORE_THIS.search(low)
    if came_before and not context.OBJECTIVE.search(low):
        return True
    if section is Section.DISCUSSION and _BEGUN_LATER.search(low):
        return True
    return section in (Section.BACKGROUND, Section.DISCUSSION) and _BESIDES.search(low) is not None
