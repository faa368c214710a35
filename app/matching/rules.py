"""The rules by which two records are one report, or are not: each has a name and says why.

The thresholds were set on labelled sets of bibliographic records (Rathbone et al. 2015, Wagner et
al. 2021, ASySD and others). A rule that asks for less likeness of the titles asks for more
agreement elsewhere.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from rapidfuzz import fuzz

from app.matching.comparing import ARTICLE_KINDS
from app.matching.description import Description, printed_families
from app.matching.likeness import Likeness, agree
from app.matching.oppositions import are_opposed
from app.records import ReportKind

SAME_TITLE = 0.97
_CUTOFF = 100 * SAME_TITLE - 1  # below it the likeness need not be known; 1 for rounding
LIKE_TITLE = 0.9
SIMILAR_TITLE = 0.8
RELATED_TITLE = 0.6
SAME_JOURNAL = 0.8
LIKE_JOURNAL = 0.5
"""Below it the journals are others, unless translated or renamed."""
MOST_AUTHORS = 0.8
"""Share of the authors from which a title may be a translation."""
NEAR = 1
"""Years that the same article may lie apart: online first, then in print."""

_PRINTED = frozenset(
    {*ARTICLE_KINDS, ReportKind.CONFERENCE_ABSTRACT, ReportKind.BOOK, ReportKind.COMMENT}
)
"""Kinds that sources give to one printed document."""


_VERSION = re.compile(r"\.pub\d+$")


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that joins. `strength` orders rules: a weaker one never stands against a stronger."""

    name: str
    holds: Callable[[Likeness], bool]
    strength: int


def may_be_joined(one: Description, other: Description) -> bool:
    """Whether to look closer: without a common page or DOI each rule asks for the same title.

    Titles that only begin alike, as thousands do in a large field, are told apart by this alone.
    """
    if (one.page and one.page == other.page) or (one.doi and one.doi == other.doi):
        return True
    return fuzz.ratio(one.compact, other.compact, score_cutoff=_CUTOFF) / 100 >= SAME_TITLE


def rule_that_joins(pair: Likeness) -> Rule | None:
    """The strongest rule by which the two are one report; None where no rule says so."""
    if not _may_be_joined(pair) or not _kinds_may_be_one(pair) or contradiction(pair):
        return None
    for rule in RULES:  # asked for every pair: a generator would take as long as the rules
        if rule.holds(pair):
            return rule
    return None


def contradiction(pair: Likeness) -> str:
    """What makes it impossible that the two are one report; nothing where it is possible."""
    one, other = pair.one.candidate.bibliography, pair.other.candidate.bibliography
    if agree(one.pmid, other.pmid) is False:
        return f"PMID {one.pmid} and {other.pmid}"
    if agree(one.pmcid, other.pmcid) is False:
        return f"PMCID {one.pmcid} and {other.pmcid}"
    if agree(pair.one.own_number, pair.other.own_number) is False:
        return f"registration {pair.one.own_number} and {pair.other.own_number}"
    if pair.doi is False and (_are_versions(pair) or not _one_text_with_two_dois(pair)):
        return f"DOI {one.doi} and {other.doi}"
    return ""


def contradiction_in_groups(pair: Likeness) -> str:
    """The same of two records whose groups a third ties together: their own silence is no proof."""
    found = contradiction(pair)
    elsewhere = pair.page is False or pair.volume is False
    return "" if found.startswith("DOI") and not elsewhere else found


def doubt(pair: Likeness) -> str:
    """What speaks against the two being one report, though it does not rule it out."""
    if pair.other_people:
        return "other authors"
    if pair.volume is False and pair.page is not True:
        return f"volume {pair.one.volume} and {pair.other.volume}"
    if pair.page is False and not (pair.volume and pair.issue is not False):
        return f"page {pair.one.page} and {pair.other.page}"
    if pair.years_apart and not pair.same_place and not _first_online(pair):
        return f"year {pair.one.year} and {pair.other.year}"
    return pair.apart and f'"{pair.apart}" in one title alone'


def reason(pair: Likeness) -> str:
    """The values that the joining rests on, as a person would name them."""
    one, other = pair.one, pair.other
    known = one.candidate.bibliography
    shared = [
        f"volume {one.volume}" if pair.volume else "",
        f"page {one.page}" if pair.page else "",
        f"DOI {one.doi}" if pair.doi else "",
        f"first author {_first_author(one)}" if pair.first_author else "",
    ]
    title = f'"{known.title}"'
    if one.compact != other.compact:
        title += f' and "{other.candidate.bibliography.title}"'
    years = sorted({str(d.year) for d in (one, other) if d.year is not None})
    return ", ".join([f"{title} ({', '.join(years)})", *filter(None, shared)])


def _first_author(one: Description) -> str:
    """As printed, where that is known."""
    printed = printed_families(one.candidate.bibliography)
    return next(iter(printed.values()), one.first_author[0].capitalize())


def _may_be_joined(pair: Likeness) -> bool:
    """Each rule asks for related titles, for a part of one, or for people in common.

    Spares the long way to "no" of most pairs, which share a page of a volume and nothing else.
    """
    return pair.title >= RELATED_TITLE or pair.is_part or (pair.authors or 0) >= MOST_AUTHORS


def _kinds_may_be_one(pair: Likeness) -> bool:
    if pair.one.kind == pair.other.kind:
        return True
    kinds = {pair.one.candidate.kind, pair.other.candidate.kind}
    return kinds <= _PRINTED and pair.same_place and pair.same_people and pair.title >= SAME_TITLE


def _one_text_with_two_dois(pair: Likeness) -> bool:
    """A publisher that moved gave a new DOI, or one of the two is a misprint."""
    return pair.same_place and pair.title >= SAME_TITLE and pair.same_people and not pair.apart


def _are_versions(pair: Likeness) -> bool:
    """Cochrane gives each version of a review a DOI: "….CD006273", "….CD006273.pub2"."""
    one, other = (_VERSION.sub("", doi) for doi in (pair.one.doi, pair.other.doi))
    return one == other and pair.one.doi != pair.other.doi


def _is_near(pair: Likeness) -> bool:
    return (pair.years_apart or 0) <= NEAR


def _like_journals(pair: Likeness) -> bool:
    return pair.journal is None or pair.journal >= LIKE_JOURNAL


def _at_the_place(pair: Likeness) -> bool:
    """The same title on the same page; the journal's name may then be a translation."""
    if not pair.same_place or not _is_near(pair) or pair.title < LIKE_TITLE or pair.apart:
        return False
    return _like_journals(pair) or (pair.title >= SAME_TITLE and pair.same_people)


def _part_at_the_place(pair: Likeness) -> bool:
    """One source has the subtitle, another language or a note behind the title."""
    if not pair.same_place or not pair.same_people or not _like_journals(pair):
        return False
    one_number = pair.one.has_article_number and pair.years_apart == 0
    return (pair.is_part and _is_near(pair)) or (one_number and pair.title >= LIKE_TITLE)


def _like_at_the_place(pair: Likeness) -> bool:
    """On a single page there may be two abstracts of one group, on one theme."""
    return (
        pair.same_place
        and _is_near(pair)
        and pair.title >= (RELATED_TITLE if pair.same_span else SIMILAR_TITLE)
        and not pair.other_people
        and _like_journals(pair)
        and not pair.apart
    )


def _people_at_the_place(pair: Likeness) -> bool:
    """A translated title: the same pages from first to last, as abstracts on one page have not."""
    return (
        pair.same_place
        and pair.same_span
        and _is_near(pair)
        and pair.first_author is True
        and pair.fewest_authors > 1
        and (pair.authors or 0) >= MOST_AUTHORS
        and (pair.journal is None or pair.journal >= RELATED_TITLE)
        and not (pair.apart and are_opposed(pair.one.title, pair.other.title))
    )


def _under_the_doi(pair: Likeness) -> bool:
    if pair.doi is not True or pair.title < SAME_JOURNAL:
        return False
    return pair.title >= 0.95 or (pair.page is not False and not pair.apart)


def _on_the_page(pair: Likeness) -> bool:
    return (
        pair.page is True
        and pair.volume is not False
        and pair.one.is_telling
        and pair.other.is_telling
        and pair.title >= LIKE_TITLE
        and _is_near(pair)
        and not pair.other_people
        and _like_journals(pair)
        and not pair.apart
    )


def _in_the_volume(pair: Likeness) -> bool:
    """Pages that do not agree though volume and title do: "S212" and "Suppl-6", "488" and "487"."""
    return (
        _same_title(pair)
        and pair.volume is True
        and (pair.issue is not False or pair.spans_overlap)
        and _is_near(pair)
        and not pair.other_people
        and (pair.journal or 0) >= RELATED_TITLE
    )


def _in_the_year(pair: Likeness) -> bool:
    """The same title in the same year, where nothing speaks against it."""
    if not _same_title(pair) or not _like_journals(pair) or doubt(pair):
        return False
    if (pair.authors or 1) < LIKE_JOURNAL and not pair.same_people:
        return False
    return pair.years_apart == 0


def _a_year_apart(pair: Likeness) -> bool:
    """Online first and in print."""
    return _same_title(pair) and _first_online(pair)


def _first_online(pair: Likeness) -> bool:
    """A year apart in the same journal, by the same people, and nothing else speaks against it."""
    return (
        pair.years_apart == NEAR
        and (pair.journal or 0) >= SAME_JOURNAL
        and pair.same_people
        and (pair.authors or 0) >= LIKE_JOURNAL
        and pair.volume is not False
        and pair.page is not False
    )


def _short_in_the_issue(pair: Likeness) -> bool:
    """A title that says little, in the same volume, by the same people."""
    return (
        bool(pair.one.compact)
        and pair.one.compact == pair.other.compact
        and pair.years_apart == 0
        and pair.volume is True
        and pair.issue is not False
        and pair.page is not False
        and pair.first_author is True
        and (pair.authors or 0) >= LIKE_TITLE
        and (pair.journal or 0) >= SAME_JOURNAL
    )


def _same_title(pair: Likeness) -> bool:
    if pair.title < SAME_TITLE or not pair.one.is_telling or not pair.other.is_telling:
        return False
    return pair.same_words and not pair.apart


RULES = (
    Rule("title-place", _at_the_place, 0),
    Rule("doi-title", _under_the_doi, 0),
    Rule("title-part-place", _part_at_the_place, 1),
    Rule("like-title-place", _like_at_the_place, 1),
    Rule("people-place", _people_at_the_place, 1),
    Rule("title-page", _on_the_page, 2),
    Rule("title-volume", _in_the_volume, 3),
    Rule("title-issue", _short_in_the_issue, 3),
    Rule("title-year", _in_the_year, 4),
    Rule("title-online-first", _a_year_apart, 4),
)
"""Strongest first. Those of strength 4 rest on nothing but that nothing speaks against them."""
SILENT = 4
