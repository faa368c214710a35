"""What was said of a report since it came out, in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.matching import Notice, NoticeKind

MEANING = {
    NoticeKind.RETRACTED: "Retracted",
    NoticeKind.WITHDRAWN: "Registration withdrawn before anybody took part",
    NoticeKind.CONCERN: "Expression of concern",
    NoticeKind.TERMINATED: "Registered study stopped early",
    NoticeKind.UNKNOWN_STATUS: "Registered study of unknown status",
    NoticeKind.CORRECTED: "Corrected",
    NoticeKind.PUBLISHED: "Preprint, since published as an article",
}
DOUBTS = {
    NoticeKind.RETRACTED: "one of its reports was retracted",
    NoticeKind.CONCERN: "expression of concern",
    NoticeKind.CORRECTED: "corrected",
}
"""What a line of a list says of a study that still counts."""
LEFT_OUT = {
    NoticeKind.RETRACTED: "Retracted: this study counts nowhere.",
    NoticeKind.WITHDRAWN: "Withdrawn before anybody took part: this study counts nowhere.",
}
NOTHING_COUNTS = "What its reports said is kept below as text, and is no evidence."
_ADDRESSES = {
    "pmid": "https://pubmed.ncbi.nlm.nih.gov/{}/",
    "doi": "https://doi.org/{}",
    "nct": "https://clinicaltrials.gov/study/{}",
}


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """One notice: what it says, who says so, and where the notice can be read."""

    words: str
    because: str
    identifier: str
    href: str


def notice_lines(notices: Iterable[Notice]) -> tuple[NoticeLine, ...]:
    """One line for each notice, as they are ordered."""
    return tuple(_line(notice) for notice in notices)


def _line(notice: Notice) -> NoticeLine:
    name, _, value = notice.identifier.partition(":")
    address = _ADDRESSES.get(name, "").format(value)
    because = f"{notice.because} (told by {notice.source})"
    return NoticeLine(MEANING[notice.kind], because, notice.identifier, address)
