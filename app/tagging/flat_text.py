"""A title and an abstract, or a registry text in one piece, as a document; its kind by content."""

import re

from app.records import Passage, Section
from app.tagging.document import Document, document_of

_REGISTRATION = re.compile(
    r"@highlight|\A\((?:first|second|third|fourth|fifth)Quint\)|\bNCT\d{8}\b[^.]{0,40}(?:registry|record)|\bregistry (?:entry|record)\b"
    r"|\bregist(?:ry|er) (?:summary|text|abstract|outline)\b|\brecruitment (?:is planned|will (?:begin|start|open))"
    r"|\b(?:registered trial|sign-up page|(?:participants|volunteers) wanted|call for (?:volunteers|participants)|now recruiting)\b"
    r"|\b(?:registration|registry record|trial registration|planned trial|study protocol|protocol (?:of|for) an?)\b",
    re.IGNORECASE,
)
_REVIEW_TITLE = re.compile(
    r"""\b(?:(?:systematic|literature|narrative|scoping|comprehensive|critical|evidence[ -]based|mini|brief|clinical|updated|practical|concise|expert|integrative|umbrella|structured)[ -]review|meta-?analys[ei]s
      |an?\s(?:\w+\s)?(?:review|overview|update|commentary|primer|guide)\b|review\sof\sthe\s(?:literature|evidence)|:\s(?:a\s)?review\b|what\s(?:is|has\sbeen)\s(?:published|known|reported|written)|(?:a|book)\schapter|technology\sassessment
      |state\sof\sthe\sart|consensus|guidelines?|letter\b|\A(?:comments?|reply|response|correspondence)\b|in\sreply|editorial|commentary|perspectives?\b|recommendations|what\shas\simproved|literature)""",
    re.IGNORECASE | re.VERBOSE,
)
_PRIMARY_TITLE = re.compile(
    r"\b(?:case (?:report|series)|randomi[sz]ed|post[ -]hoc|chart review|retrospective|pilot|prospective|cohort|registry)\b",
    re.IGNORECASE,
)
_POST_HOC = re.compile(r"\bpost[ -]hoc\b", re.IGNORECASE)
"""Trials whose participants were analysed again, person by person."""
_REVIEW_TEXT = re.compile(
    r"""\b(?:we\s(?:\w+ly\s)?(?:review\b|reviewed\s(?:the\s|all\s)?(?:[\w-]+\s){0,3}(?:literature|evidence|studies|trials|articles|papers|publications|reports)|summari[sz]ed?\b|searched)|(?:this|the\s(?:present|current))\s(?:\w+\s)?(?:review|chapter|overview)\b
      |\b(?:pubmed|medline|embase|cochrane\slibrary|scopus|google\sscholar|web\sof\sscience)\b|databases?\b[^.]{0,80}\b(?:was|were)\s(?:searched|queried|screened)|(?:searched|search\sof)\s(?:the\s)?[^.]{0,60}(?:databases?|pubmed|medline|embase)|(?:article|paper|chapter|review)\s(?:reviews|summari[sz]es|discusses|highlights|outlines|surveys)\b|(?:yielded|retrieved|identified|found)\s(?:[\w-]+\s){1,3}(?:studies|trials|rcts|articles|papers|publications|citations)\b
      |(?:articles|papers|publications|citations)\s(?:\w+\s){0,3}?(?:found|identified|retrieved|screened)\b|(?:articles|papers|publications)\b[^.;]{0,80}\bwere\s(?:sought|looked\sfor)
      |literature\b[^.;]{0,100}\bwas\s(?:searched|screened|surveyed)|systematic\ssearch|literature\s(?:search|review|was\s(?:searched|reviewed))
      |(?:studies|trials|rcts|articles|papers|reports|publications|citations)\b[^.;]{0,60}\b(?:were|was|met|are|fulfilled|satisfied)\s(?:(?:our\s)?(?:inclusion|eligibility)|found|included|identified|pooled|retrieved|reviewed|selected|eligible|read|screened|collected|gathered|appraised|extracted|the\s(?:inclusion|eligibility|selection|criteria))|\bwe\s(?:\w+ly\s)?(?:read|appraised|screened|identified|included|found|retrieved|collected|analy[sz]ed|pooled|selected)\s(?:[\w,-]+\s){1,4}(?:papers|articles|studies|trials|rcts|publications|reports|citations)\b|studies\s(?:were\s)?pooled|systematic(?:ally)?\sreview|meta-analysis\s(?:of|was)
      |I\sshall\sdescribe|in\sthis\s(?:review|chapter|article,?\s(?:we|the\sauthors)\s(?:review|discuss|summari[sz]e))|the\sauthors\s(?:review|discuss)\b
      |only\s[\w-]+\sof\s(?:the\s)?[\w-]+\s(?:trials|studies))""",
    re.IGNORECASE | re.VERBOSE,
)


def document_of_text(title: str, text: str) -> Document:
    """A document of a title and a text; by their words it is a registration, a review or neither."""
    passages = (Passage(Section.TITLE, title), Passage(Section.ABSTRACT, text))
    registration = bool(_REGISTRATION.search(title) or _REGISTRATION.search(text[:400]))
    registration = registration or "@highlight" in text or _is_a_plan(text)
    return document_of(
        passages,
        is_registration=registration,
        is_review=not registration and reads_as_review(title, text),
    )


_WILL = re.compile(
    r"\b(?:stud\w+|trial) (?:seeks|is seeking|is looking for)\b|\b(?:are|is) (?:being )?(?:invited|sought|recruited)\b|\bwill be (?:studied|treated) (?:only )?in\b|\bwill (?:\w+ly )?(?:enroll?|recruit|include|be (?:\w+ly )?(?:enrolled|recruited|included|randomi[sz]ed|assigned|allocated|invited|treated))\b",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?:were|was) (?:\w+ly )?(?:enrolled|recruited|included|randomi[sz]ed|treated|studied|evaluated)\b|\b(?:underwent|received|completed)\b",
    re.IGNORECASE,
)


def _is_a_plan(text: str) -> bool:
    """A study that will enrol people and has not yet."""
    return _WILL.search(text) is not None and _DONE.search(text) is None


def reads_as_review(title: str, text: str) -> bool:
    """Whether a title and abstract tell of others' studies and of no participants of their own."""
    if _PRIMARY_TITLE.search(title) or _POST_HOC.search(text):
        return False
    return bool(_REVIEW_TITLE.search(title) or _REVIEW_TEXT.search(text))
