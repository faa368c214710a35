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


_NUMBERED = re.compile(
    r"\b(?:NCT\d{8}|ISRCTN\d{8}|ChiCTR[-\w]*\d{8}|EUCTR\d{4}-\d{6}|ACTRN\d{14}|CTRI/\d{4}/\d\d/\d{6}|IRCT\w{12,}|DRKS\d{8}|TCTR\d{11}|UMIN\d{9}|KCT\d{7}|jRCT\w\d{9})\b"
)
_REGISTRY_TITLE = re.compile(
    r"(?i):\s(?:an?\s)?(?:registry|registration|register|eligibility module|planned study)\W*\Z|\bregist(?:ry|ered):"
)
_STATUS = re.compile(
    r"\s{0,9}(?:Recruiting|Not yet recruiting|Completed|Terminated|Withdrawn|Suspended|Unknown status|Active, not recruiting)\b\s?[,;.:]"
)
"""A registry's status, with which its record begins."""


_FIELDS = re.compile(
    r"\b(?P<own>Study [Tt]ype|Enrollment(?=\s?:\s?\d|\s\(?(?:[Aa]ctual|ACTUAL|[Aa]nticipated|ANTICIPATED|[Ee]stimated|ESTIMATED|\d))|Target (?:[Rr]ecruitment|sample size|number of participants)|Registration Number|NCT [Nn]umber|Sampling Method|Lead Sponsor|Brief [Ss]ummary|Intervention Model"
    r"|Scientific title|Public title|Health [Cc]ondition(?:\(s\))?|Recruitment [Ss]tatus|Study [Hh]ypothesis"
    r"|Trial size|Total Enrollment|Protocol summary|Settings and conduct|Main outcome variables|Intervention groups"
    r"|Plain English [Ss]ummary|Who can participate|What does the study involve)\b"
    r"|\b(?:(?:Key )?(?:[Ii]nclusion|[Ee]xclusion)(?: [Cc]riteria)?(?=\s?[:\n])|(?:Inclusion|Exclusion) Criteria|(?:Primary|Secondary) [Oo]utcomes?(?: [Mm]easures?)?|Detailed Description|Allocation|Masking"
    r"|Conditions?(?=\s?:)|Study [Dd]esign|Phase [1-4](?=\n)|Eligibility)\b"
)
"""Names of a registry's fields; the first are in no article."""
_LISTED = re.compile(
    r"(?:\A|[\n.;])\W{0,4}(?:Key )?(Inclusion|Exclusion)(?: [Cc]riteria)?(?:\s?:|\s*\n)"
)
"""Criteria under their headings."""
_REPORTED = re.compile(
    r"\b(?:RESULTS?|CONCLUSIONS?|FINDINGS)\b|(?:\A|\n|\. )(?:Results?|Conclusions?|Findings)\s?(?::|\n|[A-Z])"
)
"""A heading that no plan has."""
_HEAD = 400
_ENOUGH_FIELDS = 3
_LONGEST_RECORD = 12_000
"""Characters; an article may name as many fields, in its flow chart above all."""


def _has_fields(text: str) -> bool:
    """Whether a registry's record stands here, as a page prints it; articles are longer."""
    if len(text) > _LONGEST_RECORD:
        return False
    listed = set(_LISTED.findall(text))
    if listed and _REPORTED.search(text) is None:
        named = _NUMBERED.search(text, 0, _HEAD) is not None
        if named or (len(listed) > 1 and _DONE.search(text) is None):
            return True
    found = {(m.lastgroup, m.group().casefold()) for m in _FIELDS.finditer(text)}
    return len(found) >= _ENOUGH_FIELDS and any(own for own, _ in found)


def document_of_text(title: str, text: str) -> Document:
    """A document of a title and a text; by their words it is a registration, a review or neither."""
    passages = (Passage(Section.TITLE, title), Passage(Section.ABSTRACT, text))
    registration = bool(
        _NUMBERED.search(title)
        or _REGISTRY_TITLE.search(title)
        or _STATUS.match(text)
        or _REGISTRATION.search(title)
        or _REGISTRATION.search(text[:_HEAD])
    )
    registration = registration or "@highlight" in text or _is_a_plan(text) or _has_fields(text)
    return document_of(passages, is_registration=registration)


_WILL = re.compile(
    r"\b(?:is|are) to be (?:\w+ly )?(?:enroll?ed|recruited|included|treated|randomi[sz]ed|invited)\b|\b(?:stud\w+|trial) (?:seeks|is seeking|is looking for)\b|\b(?:are|is) (?:being )?(?:invited|sought|recruited)\b|\bwill be (?:studied|treated) (?:only )?in\b|\bwill (?:\w+ly )?(?:enroll?|recruit|include|take part|participate|be (?:\w+ly )?(?:enrolled|recruited|included|randomi[sz]ed|assigned|allocated|invited|treated))\b",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?:were|was) (?:\w+ly )?(?:enrolled|recruited|included|randomi[sz]ed|treated|studied|evaluated)\b|\b(?:underwent|received|completed)\b|(?:\A|\. )(?:[^.]{0,40} )?(?:patients|subjects|participants|volunteers|women|men|adults) had\b|\b(?:fell|rose|improved|dropped) by \d",
    re.IGNORECASE,
)


def _is_a_plan(text: str) -> bool:
    """A study that will enrol people and has not yet."""
    return _WILL.search(text) is not None and _DONE.search(text) is None
