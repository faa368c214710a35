"""Records to reports: what shares an identifier, or is described alike, is one document."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from types import MappingProxyType

from app.matching.blocking import Bucket, identifier_buckets, likely_pairs
from app.matching.description import Description, Forms, describe
from app.matching.joining import Groups, in_force
from app.matching.likeness import Likeness
from app.matching.merging import report_of
from app.matching.rules import (
    SILENT,
    Rule,
    contradiction,
    contradiction_in_groups,
    doubt,
    reason,
    rule_that_joins,
)
from app.matching.values import Candidate, Joined, MatchDecision, Report

LARGEST_GROUP = 200
"""Records of one report that are held against another's; a group so large has lost its meaning."""


@dataclass(frozen=True, slots=True)
class Match:
    """Two records that a rule would join."""

    rule: Rule
    pair: Likeness

    @property
    def keys(self) -> tuple[str, str]:
        """Of both records, in order."""
        one, other = sorted((self.pair.one.key, self.pair.other.key))
        return one, other


def group_into_reports(
    candidates: Sequence[Candidate], decisions: Sequence[MatchDecision] = ()
) -> list[Report]:
    """Join records into reports, first-arrived first, whatever order they are given in.

    A person's latest word on two records overrules every rule. Two records told apart stay apart
    even where a third would join them: it stays with the one that the stronger rule ties it to.
    """
    reports = map(report_of, group_records(candidates, decisions))
    return sorted(reports, key=lambda r: (r.arrival, r.key))


def group_records(
    candidates: Sequence[Candidate],
    decisions: Sequence[MatchDecision] = (),
    forms: Mapping[str, Forms] = MappingProxyType({}),
) -> Iterator[list[tuple[Candidate, Joined]]]:
    """The records of each report, with the reason why each is there.

    `forms` are those that are known already, by key.
    """
    known = {c.key: c for c in sorted(candidates, key=lambda c: c.key)}
    decided = in_force(decisions, "report")
    groups = Groups(known, (d for d in decided if not d.same))
    buckets = [*_decided(known, decided), *identifier_buckets(known.values())]
    for bucket in buckets:
        groups.join_all(bucket.keys)
    described = {
        key: Description(one, forms[key]) if key in forms else describe(one)
        for key, one in known.items()
    }
    matches = _matches(list(described.values()))
    buckets.extend(map(_bucket, _joined(matches, described, groups)))
    reasons = _reasons(buckets, groups)
    for group in groups.all():
        yield [(known[key], reasons.get(key, _alone(key))) for key in group]


def _decided(known: Mapping[str, Candidate], decided: Iterable[MatchDecision]) -> Iterator[Bucket]:
    for decision in decided:
        if decision.same and decision.one in known and decision.other in known:
            members = tuple(known[key] for key in sorted((decision.one, decision.other)))
            yield Bucket("decision", decision.because, members)


def _matches(described: Sequence[Description]) -> list[Match]:
    """What the rules would join, the strongest first, in an order that no arrival changes."""
    found = []
    for one, other in likely_pairs(described):
        pair = Likeness(one, other)
        rule = rule_that_joins(pair)
        if rule is not None:
            found.append(Match(rule, pair))
    return sorted(found, key=lambda match: (match.rule.strength, match.keys))


def _joined(
    matches: Sequence[Match], described: Mapping[str, Description], groups: Groups
) -> Iterator[Match]:
    """Join what may be joined, and give it."""
    for match in matches:
        if match.rule.strength < SILENT and _may_be_one(match, described, groups):
            groups.join(*match.keys)
            yield match
    silent = [match for match in matches if match.rule.strength == SILENT]
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


def _bucket(match: Match) -> Bucket:
    members = tuple(
        one.candidate for one in sorted((match.pair.one, match.pair.other), key=lambda d: d.key)
    )
    return Bucket(match.rule.name, reason(match.pair), members)


def _reasons(buckets: Iterable[Bucket], groups: Groups) -> dict[str, Joined]:
    """For each record the first rule that ties it to another record of its group."""
    reasons: dict[str, Joined] = {}
    for bucket in buckets:
        for group in groups.distinct(bucket.keys):
            tied = [key for key in bucket.keys if key in group]
            if len(tied) > 1:
                for key in tied:
                    reasons.setdefault(key, Joined(key, bucket.rule, bucket.because))
    return reasons


def _alone(key: str) -> Joined:
    return Joined(key, "only-record", "no other record is known of this report")
