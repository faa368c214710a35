"""Pairs that raise a question: what is alike and not joined, and identifiers that cannot be right.

Only what shares something is compared, so that the time is about linear in the records. What
`rules` says sets two titles apart ("Part II", "in women") raises no question: it is an answer.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, product

from app.matching.blocking import (
    IDENTIFIERS,
    NEAR_ORDERS,
    likely_pairs,
    near_buckets,
)
from app.matching.comparing import clash
from app.matching.description import Description, describe
from app.matching.grouping import Pairs
from app.matching.likeness import Likeness
from app.matching.nearby import Gathering
from app.matching.questions import AskingRule, MatchQuestion, question_about
from app.matching.rules import (
    LIKE_TITLE,
    NEAR,
    contradiction,
    doubt,
    reason,
    rule_that_joins,
)
from app.matching.values import Candidate
from app.records import CONTEXT_KINDS, ReportKind

Records = Sequence[Sequence[Candidate]]
"""The records of each report."""

MOST_SHARING = 3
"""Reports under one identifier; beyond, it names a supplement of a journal."""
LARGEST_HELD = 200
"""Pairs of records of two reports that are looked at for what speaks against them."""
ONE_STUDY_YEARS = 3
"""Years that reports of one study may lie apart and be suspected of it."""

SAYS_NOTHING = frozenset({*CONTEXT_KINDS, ReportKind.COMMENT})
"""Kinds that report no study."""


def identifier_questions(reports: Records) -> Iterator[MatchQuestion]:
    """Reports that share an identifier and nothing else."""
    for _, name, value_of in IDENTIFIERS:
        holders: defaultdict[str, dict[int, Candidate]] = defaultdict(dict)
        for place, candidates in enumerate(reports):
            for candidate in sorted(candidates, key=lambda c: c.key):
                if value_of(candidate):
                    holders[value_of(candidate)].setdefault(place, candidate)
        for value, of_reports in holders.items():
            if len(of_reports) <= MOST_SHARING:
                for one, other in combinations(of_reports.values(), 2):
                    yield from _about_identifier(f"{name} {value}", one, other)


def _about_identifier(shared: str, one: Candidate, other: Candidate) -> Iterator[MatchQuestion]:
    """A registration and a paper that were given one identifier are two documents all the same."""
    first, second = sorted((one, other), key=lambda c: c.key)
    registered = [c.kind is ReportKind.REGISTRATION for c in (first, second)]
    if registered[0] is registered[1]:
        against = clash(first.bibliography, second.bibliography)
        against = against or "a third report with it is wholly different"
        yield question_about(
            first.key, second.key, AskingRule.ONE_IDENTIFIER, f"both have {shared}", against
        )


def likeness_questions(reports: Records, pairs: Pairs | None = None) -> Iterator[MatchQuestion]:
    """Records of different reports that are described nearly alike.

    `pairs` are for reports that are a part of all: those of their records that raise a question.
    """
    described = sorted(
        (describe(candidate) for candidates in reports for candidate in candidates),
        key=lambda one: one.key,
    )
    report_of = {c.key: place for place, candidates in enumerate(reports) for c in candidates}
    members: defaultdict[int, list[Description]] = defaultdict(list)
    for one in described:
        members[report_of[one.key]].append(one)
    by_key = {one.key: one for one in described}
    for one, other in (
        likely_pairs(described)
        if pairs is None
        else ((by_key[one], by_key[other]) for one, other in pairs)
    ):
        ours, others = report_of[one.key], report_of[other.key]
        if ours != others:
            yield from _about_likeness(Likeness(one, other), members[ours], members[others])


def may_raise_a_question(one: Description, other: Description) -> bool:
    """Whether two records do so if they are of two reports, as far as they alone are known."""
    pair = Likeness(one, other)
    if rule_that_joins(pair) is not None:
        return True
    return _can_be_alike(pair) and _asking_rule(pair) is not None


def _about_likeness(
    pair: Likeness, ours: Sequence[Description], others: Sequence[Description]
) -> Iterator[MatchQuestion]:
    rule = rule_that_joins(pair)
    if rule is not None:
        against = _held_against(ours, others) or "another report fits one of them as well"
        yield _of_pair(pair, AskingRule.LEFT_APART, f"rule {rule.name}: {reason(pair)}", against)
    elif _can_be_alike(pair):
        asking = _asking_rule(pair)
        if asking is not None:
            yield _of_pair(pair, asking, reason(pair), _against(pair))


def _can_be_alike(pair: Likeness) -> bool:
    telling = pair.one.is_telling and pair.other.is_telling
    return telling and pair.title >= LIKE_TITLE and not pair.other_people and not pair.apart


def _asking_rule(pair: Likeness) -> AskingRule | None:
    """As what two records are asked about: as one report, or as two of one study."""
    years = pair.years_apart or 0
    if pair.one.kind == pair.other.kind and not _two_documents(pair):
        return AskingRule.ALIKE if years <= NEAR else None
    kinds = {pair.one.candidate.kind, pair.other.candidate.kind}
    if kinds & SAYS_NOTHING or years > ONE_STUDY_YEARS or not _same_or_unnamed(pair):
        return None
    same_kind = pair.one.kind == pair.other.kind
    return AskingRule.TWO_NUMBERS if same_kind else AskingRule.OTHER_KIND


def _same_or_unnamed(pair: Likeness) -> bool:
    """The same people; a registration seldom names its authors."""
    registered = ReportKind.REGISTRATION in (pair.one.candidate.kind, pair.other.candidate.kind)
    return pair.same_people or (registered and pair.first_author is None)


def _two_documents(pair: Likeness) -> bool:
    """Whether numbers that no document has twice say that they are two; a DOI can be new."""
    return contradiction(pair).startswith(("PMID", "PMCID", "registration"))


def _held_against(ours: Sequence[Description], others: Sequence[Description]) -> str:
    """What speaks against any two records of two reports."""
    if len(ours) * len(others) > LARGEST_HELD:
        return "each has more records than one report can have"
    for one, other in product(ours, others):
        pair = Likeness(one, other)
        found = contradiction(pair) or doubt(pair)
        if found:
            return f"{one.key} and {other.key}: {found}"
    return ""


def _against(pair: Likeness) -> str:
    """All that speaks against two records being one report, in words."""
    kinds = [pair.one.candidate.kind, pair.other.candidate.kind]
    found = (
        " and ".join(kind.value.replace("_", " ") for kind in kinds)
        if pair.one.kind != pair.other.kind
        else "",
        contradiction(pair),
        doubt(pair),
        "" if pair.same_words else "other words in the titles",
    )
    return "; ".join(filter(None, found)) or "too little is known of one of them"


def _of_pair(pair: Likeness, rule: AskingRule, because: str, against: str) -> MatchQuestion:
    return question_about(pair.one.key, pair.other.key, rule, because, against)


def asked_buckets(one: Description) -> tuple[int, ...]:
    """Where a record stands beside others whose reports are asked about."""
    return near_buckets(one, "asked")


ASKED = Gathering(asked_buckets, NEAR_ORDERS, may_raise_a_question)
"""Records of reports that count, or may once they are screened, beside each other."""
