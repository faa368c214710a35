"""Records to reports: what shares an identifier, or is described alike, is one document."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, product
from types import MappingProxyType

from app.matching.blocking import Bucket, identifier_buckets, likely_pairs
from app.matching.description import Description, describe
from app.matching.joining import Groups, in_force
from app.matching.likeness import Likeness
from app.matching.merging import report_of
from app.matching.rules import (
    SILENT,
    Rule,
    contradiction,
    contradiction_in_groups,
    doubt,
    may_be_joined,
    reason,
    rule_that_joins,
)
from app.matching.values import Candidate, Joined, MatchDecision, Report

ALONE = "only-record"
"""The rule of a record that no other is tied to."""

LARGEST_GROUP = 200
"""Records of one report that are held against another's; a group so large has lost its meaning."""


class Match:
    """Two records that a rule would join, in the order of their keys."""

    __slots__ = ("joining", "keys", "one", "other")

    def __init__(self, joining: Rule, one: Description, other: Description) -> None:
        self.joining = joining
        self.one, self.other = (one, other) if one.key < other.key else (other, one)
        self.keys = (self.one.key, self.other.key)

    @property
    def rule(self) -> str:
        """The rule's name."""
        return self.joining.name

    @property
    def because(self) -> str:
        """The values that the joining rests on; worked out when asked, as few matches are."""
        return reason(Likeness(self.one, self.other))


Tie = Bucket | Match
"""What ties records to each other: a rule's name, the values it rests on, the records' keys."""

Pairs = Iterable[tuple[str, str]]
"""Keys of every two of some records that a rule would join, the lower one first."""

Described = Mapping[str, Description]
"""Records as they are compared, by key."""

NONE_YET: Described = MappingProxyType({})


def group_into_reports(
    candidates: Sequence[Candidate],
    decisions: Sequence[MatchDecision] = (),
    pairs: Pairs | None = None,
    described: Described = NONE_YET,
) -> list[Report]:
    """Join records into reports, first-arrived first, whatever order they are given in.

    `pairs` are for records that are a part of all: among all of them others stand beside them.
    `described` are those that were described already.

    A person's latest word on two records overrules every rule. Two records told apart stay apart
    even where a third would join them: it stays with the one that the stronger rule ties it to.
    """
    reports = map(report_of, group_records(candidates, decisions, pairs, described))
    return sorted(reports, key=lambda r: (r.arrival, r.key))


def group_records(
    candidates: Sequence[Candidate],
    decisions: Sequence[MatchDecision] = (),
    pairs: Pairs | None = None,
    described: Described = NONE_YET,
) -> Iterator[list[tuple[Candidate, Joined]]]:
    """The records of each report, with the reason why each is there."""
    for group in tied_records(candidates, decisions, pairs, described):
        yield [
            (one, Joined(one.key, tie.rule, tie.because) if tie else _alone(one.key))
            for one, tie in group
        ]


def tied_records(
    candidates: Sequence[Candidate],
    decisions: Sequence[MatchDecision] = (),
    pairs: Pairs | None = None,
    described: Described = NONE_YET,
) -> Iterator[list[tuple[Candidate, Tie | None]]]:
    """As `group_records`, with what ties each record to others of its group; None if it is alone."""
    known = {c.key: c for c in sorted(candidates, key=lambda c: c.key)}
    decided = in_force(decisions, "report")
    groups = Groups(known, (d for d in decided if not d.same))
    buckets = [*_decided(known, decided), *identifier_buckets(known.values())]
    for bucket in buckets:
        groups.join_all(bucket.keys)
    own = {key: described.get(key) or describe(one) for key, one in known.items()}
    matches = _matches(
        likely_pairs(list(own.values()))
        if pairs is None
        else ((own[one], own[other]) for one, other in pairs)
    )
    ties = _ties(chain(buckets, _joined(matches, own, groups)), groups)
    for group in groups.all():
        yield [(known[key], ties.get(key)) for key in group]


def _decided(known: Mapping[str, Candidate], decided: Iterable[MatchDecision]) -> Iterator[Bucket]:
    for decision in decided:
        if decision.same and decision.one in known and decision.other in known:
            members = tuple(known[key] for key in sorted((decision.one, decision.other)))
            yield Bucket("decision", decision.because, members)


def would_join(one: Description, other: Description) -> bool:
    """Whether a rule joins two records, as far as they alone are known."""
    return may_be_joined(one, other) and rule_that_joins(Likeness(one, other)) is not None


def _matches(pairs: Iterable[tuple[Description, Description]]) -> list[Match]:
    """What the rules would join, the strongest first, in an order that no arrival changes."""
    found = []
    for one, other in pairs:
        rule = rule_that_joins(Likeness(one, other)) if may_be_joined(one, other) else None
        if rule is not None:
            found.append(Match(rule, one, other))
    return sorted(found, key=lambda match: (match.joining.strength, match.keys))


def _joined(
    matches: Sequence[Match], described: Mapping[str, Description], groups: Groups
) -> Iterator[Match]:
    """Join what may be joined, and give it."""
    for match in matches:
        if match.joining.strength < SILENT and _may_be_one(match, described, groups):
            groups.join(*match.keys)
            yield match
    silent = [match for match in matches if match.joining.strength == SILENT]
    for component in _components(silent, groups):
        if _agree_throughout(component, described, groups):
            for match in component:
                groups.join(*match.keys)
                yield match


def _may_be_one(match: Match, described: Mapping[str, Description], groups: Groups) -> bool:
    """Whether nothing in the two groups makes it impossible."""
    one, other = (groups.of(key) for key in match.keys)
    if one is other:
        return True
    if len(one) * len(other) > LARGEST_GROUP:
        return False
    return not any(
        contradiction_in_groups(Likeness(described[a], described[b]))
        for a, b in product(one, other)
    )


def _components(matches: Sequence[Match], groups: Groups) -> list[list[Match]]:
    """The matches that hang together: by a record that they share, or by one group's records."""
    named = [tuple(min(groups.of(key)) for key in match.keys) for match in matches]
    together = Groups((name for names in named for name in names), ())
    for one, other in named:
        together.join(one, other)
    components: defaultdict[int, list[Match]] = defaultdict(list)
    for match, (name, _) in zip(matches, named, strict=True):
        components[id(together.of(name))].append(match)
    return list(components.values())


def _agree_throughout(
    component: Sequence[Match], described: Mapping[str, Description], groups: Groups
) -> bool:
    """Whether no two records of all these groups contradict each other or raise a doubt.

    A record that says little fits two reports with the same title: it joins neither.
    """
    found = groups.distinct(key for match in component for key in match.keys)
    if sum(map(len, found)) > LARGEST_GROUP:
        return False
    return not any(
        contradiction(pair) or doubt(pair)
        for place, one in enumerate(found)
        for other in found[place + 1 :]
        for pair in (Likeness(described[a], described[b]) for a, b in product(one, other))
    )


def _ties(ties: Iterable[Tie], groups: Groups) -> dict[str, Tie]:
    """For each record the first that ties it to another record of its group."""
    found: dict[str, Tie] = {}
    for tie in list(ties):  # all are joined before any group is looked at
        for group in groups.distinct(tie.keys):
            tied = [key for key in tie.keys if key in group]
            if len(tied) > 1:
                for key in tied:
                    found.setdefault(key, tie)
    return found


def _alone(key: str) -> Joined:
    return Joined(key, ALONE, "no other record is known of this report")
