"""Whether a title and an abstract tell of others' studies: then no participant is their own."""

import re
from collections.abc import Sequence

from app.records import Passage, Section

_REVIEW_TITLE = re.compile(
    r"""\b(?:(?:systematic|literature|narrative|scoping|comprehensive|critical|evidence[ -]based|mini|brief|clinical|updated|practical|concise|expert|integrative|umbrella|structured)[ -]review|meta-?analys[ei]s
      |(?<!\bas\s)an?\s(?:\w+\s)?(?:review|overview|update|commentary|primer|guide)\b|review\sof\sthe\s(?:literature|evidence)|:\s(?:a\s)?review\b|what\s(?:is|has\sbeen)\s(?:published|known|reported|written)|(?:a|book)\schapter|technology\sassessment
      |(?<!photographs\s)(?<!charts\s)(?<!cases\s)(?<!patients\s)(?<!records\s)(?<!files\s)(?<!images\s)(?<!experience\s)(?<!years\s)\breviewed\Z|state\sof\sthe\sart|consensus|guidelines?|\A(?:comments?|reply|response|correspondence)\b|in\sreply|editorial|commentary|perspectives?\b|recommendations|what\shas\simproved|literature)""",
    re.IGNORECASE | re.VERBOSE,
)
_OF_OWN_RECORDS = r"\breview of (?:our|the first|(?:more than |over )?(?:\d[\d,]*|[a-z]+ty|[a-z]+teen|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|a hundred))\b(?: [\w-]+){0,3}? (?:years?|patients|cases|procedures|operations|treatments|sessions|charts|records|experience|injections|women|men|children)\b"
_OWN_RECORDS = re.compile(
    rf"{_OF_OWN_RECORDS}|\bretrospective (?:[\w-]+ ){{1,2}}review\b(?! of (?:the )?(?:literature|evidence|studies|trials))",
    re.IGNORECASE,
)
_PRIMARY_TITLE = re.compile(
    r"\b(?:case (?:report|series)|post[ -]hoc|chart review|pilot|registry)\b"
    r"|\b(?:randomi[sz]ed|retrospective|prospective|cohort)\b(?!(?: [\w-]+){0,2} (?:trials|studies|RCTs)\b)"
    rf"|{_OF_OWN_RECORDS}"
    r"|\b(?:\d+|[a-z]+)[ -]years? review\b(?! of (?:the )?(?:literature|evidence|studies|trials))",
    re.IGNORECASE,
)
_POST_HOC = re.compile(
    r"\bpost[ -]hoc\b|\b(?:identical|vehicle-controlled|sponsored)\b[^.;]{0,80}\b(?:studies|trials)\b[^.;]{0,60}\bpooled"
    r"|\bpooled\s(?:the\s|data\s(?:from|of)\s(?:the\s)?)?(?:two|three|both|2|3)\s(?:pivotal\s|identical\s|replicate\s)?phase\s[^.;]{0,40}\b(?:studies|trials)\b",
    re.IGNORECASE,
)
"""Trials whose participants were analysed again, person by person."""
_REVIEW_TEXT = re.compile(
    r"""\b(?:we\s(?:\w+ly\s)?(?:review\b|reviewed\s(?:the\s|all\s)?(?:[\w-]+\s){0,3}(?:literature|evidence|studies|trials|articles|papers|publications|reports)|summari[sz]ed?\b|searched)|(?:this|the\s(?:present|current))\s(?:(?!retrospective|chart|record|case|prospective|medical|audit)\w+\s)?(?:review(?!\s(?:charts?|stud(?:y|ies))\b|\sof\s(?:our|(?:the\s|all\s)?(?:\w+\s){0,2}?(?:records|charts|files|patients|cases)|\d))|chapter|overview)\b|\bour\s(?:\w+\s)?review\s(?:goes|covers|deals|focus\w*|discusses|summari[sz]es|shows|found|suggests)\b
      |\b(?:pubmed|medline|embase|cochrane\slibrary|scopus|google\sscholar|web\sof\sscience)\b|databases?\b[^.]{0,80}\b(?:was|were)\s(?:searched|queried|screened)|(?:searched|search\sof)\s(?:the\s)?[^.]{0,60}(?:databases?|pubmed|medline|embase)|(?:article|paper|chapter|review)\s(?:reviews|summari[sz]es|discusses|highlights|outlines|surveys)\b|(?:yielded|retrieved|identified|found)\s(?:[\w-]+\s){1,3}(?:studies|trials|rcts|articles|papers|publications|citations)\b
      |(?:articles|papers|publications|citations)\s(?:\w+\s){0,3}?(?:found|identified|retrieved|screened)\b|(?:articles|papers|publications)\b[^.;]{0,80}\bwere\s(?:sought|looked\sfor)
      |literature\b[^.;]{0,100}\bwas\s(?:searched|screened|surveyed)|systematic\ssearch|literature\s(?:search|review|was\s(?:searched|reviewed))
      |(?:studies|trials|rcts|articles|papers|reports|publications|citations)\b[^.;]{0,60}\b(?:were|was|met|are|fulfilled|satisfied)\s(?:(?:our\s)?(?:inclusion|eligibility)|found|included|identified|pooled|retrieved|reviewed|selected|eligible|read|screened|collected|gathered|appraised|extracted|the\s(?:inclusion|eligibility|selection|criteria))|\bwe\s(?:\w+ly\s)?(?:read|appraised|screened|identified|included|found|retrieved|collected|analy[sz]ed|pooled|selected)\s(?:[\w,-]+\s){1,4}(?:papers|articles|studies|trials|rcts|publications|reports|citations)\b|studies\s(?:were\s)?pooled|(?<!recent\s)(?<!previous\s)(?<!earlier\s)(?<!published\s)(?<!one\s)systematic(?:ally)?\sreview
      |(?<!recent\s)(?<!previous\s)(?<!earlier\s)(?<!published\s)meta-analysis\s(?:of|was)
      |we\sread\b[^.;]{0,80}\bwith\s(?:great\s|much\s)?interest|I\sshall\sdescribe|in\sthis\s(?:review(?!\sof\s(?:our|(?:the\s|all\s)?(?:\w+\s){0,2}?(?:records|charts|files|patients|cases)|\d))|chapter|article,?\s(?:we|the\sauthors)\s(?:review|discuss|summari[sz]e))|the\sauthors\s(?:review|discuss)\b
      |in\sthis\s(?:paper|article)\b[^.;]{0,100}\b(?:are|is|will\sbe)\s(?:discussed|reviewed|outlined|summari[sz]ed)\b|\bwe\sset\sout\swhat\sis\sknown\b
      |only\s[\w-]+\sof\s(?:the\s)?[\w-]+\s(?:trials|studies))""",
    re.IGNORECASE | re.VERBOSE,
)
_REPORTS_OF_HARM = re.compile(
    r"\b(?:MAUDE|FAERS|EudraVigilance|VigiBase|yellow card|pharmacovigilance|(?:case|individual) safety reports?|(?:medical )?device reports|adverse[- ]event reporting)\b",
    re.IGNORECASE,
)
"""Where people who were harmed are reported one by one: counting them reviews no study."""
_LITERATURE = re.compile(
    r"\b(?:pubmed|medline|embase|cochrane|scopus|literature)\b|\bmeta-?analys", re.IGNORECASE
)
_PRIMARY_TYPE = re.compile(
    r"(?i)randomi[sz]ed controlled trial|clinical trial|case reports?|observational study|multicenter study"
)
"""Publication types of a study with participants of its own (PubMed's words)."""
_LONGEST_ABSTRACT = 6000
"""Characters; a full text quotes others' work in so many words that only its kind can decide."""


def looks_at_own_records(title: str) -> bool:
    """Whether a title's review is of so many people or sessions of the authors' own."""
    return _OWN_RECORDS.search(title) is not None


def tells_of_others(passages: Sequence[Passage]) -> bool:
    """Whether a short document is a review by its words, whatever kind its source gave it."""
    fields = " ".join(p.text for p in passages if p.section is Section.FIELD)
    if _PRIMARY_TYPE.search(fields):
        return False
    title = " ".join(p.text for p in passages if p.section is Section.TITLE)
    text = "\n".join(p.text for p in passages if p.section not in (Section.TITLE, Section.FIELD))
    return len(text) <= _LONGEST_ABSTRACT and reads_as_review(title, text)


def reads_as_review(title: str, text: str) -> bool:
    """Whether a title and abstract tell of others' studies and of no participants of their own."""
    if _PRIMARY_TITLE.search(title) or _POST_HOC.search(text):
        return False
    if reports_harm(f"{title}\n{text}"):
        return False
    return bool(_REVIEW_TITLE.search(title) or _REVIEW_TEXT.search(text))


def reports_harm(text: str) -> bool:
    """Whether reports of harm to single people were counted, and not the literature read."""
    return _REPORTS_OF_HARM.search(text) is not None and _LITERATURE.search(text) is None
