"""Records to reports: what shares an identifier, or an unmistakable title, is one document."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from app.matching.blocking import (
    IDENTIFIERS,
    Bucket,
    buckets_by_place,
    identifier_buckets,
    own_number,
    title_buckets,
)
from app.matching.comparing import may_be_one_document, title_is_telling
from app.matching.joining import Groups, in_force
from app.matching.merging import report_of
from app.matching.values import Candidate, Joined, MatchDecision, Report


def group_into_reports(
    candidates: Sequence[Candidate], decisions: Sequence[MatchDecision] = ()
) -> list[Report]:
    """Join records into reports, first-arrived first, whatever order they are given in.

    A person's latest word on two records overrules every rule. Two records told apart stay apart
    even where a third would join them: it stays with the one that the stronger rule ties it to.
    """
    known = {c.key: c for c in sorted(candidates, key=lambda c: c.key)}
    decided = in_force(decisions, "report")
    groups = Groups(known, (d for d in decided if not d.same))
    buckets = [*_decided(known, decided), *identifier_buckets(known.values())]
    for bucket in buckets:
        groups.join_all(bucket.keys)
    for bucket in _unmistakable_titles(known, groups):
        groups.join_all(bucket.keys)
        buckets.append(bucket)
    reasons = _reasons(buckets, groups)
    reports = [
        report_of([(known[key], reasons.get(key, _alone(key))) for key in group])
        for group in groups.all()
    ]
    return sorted(reports, key=lambda r: (r.arrival, r.key))


def _decided(known: Mapping[str, Candidate], decided: Iterable[MatchDecision]) -> Iterator[Bucket]:
    for decision in decided:
        if decision.same and decision.one in known and decision.other in known:
            members = tuple(known[key] for key in sorted((decision.one, decision.other)))
            yield Bucket("decision", decision.because, members)


def _unmistakable_titles(known: Mapping[str, Candidate], groups: Groups) -> Iterator[Bucket]:
    """Same title and year, and nothing that sets any two apart; failing that, also the same pages."""
    for members in title_buckets(known.values()):
        bibliography = members[0].bibliography
        because = f'"{bibliography.title}" ({bibliography.year})'
        if title_is_telling(bibliography.title) and _one_document(members, known, groups):
            yield Bucket("title-year", because, members)
            continue
        for agreeing in buckets_by_place(members):
            if _one_document(agreeing, known, groups):
                yield Bucket("title-year", f"{because} on the same pages", agreeing)


def _one_document(
    members: Sequence[Candidate], known: Mapping[str, Candidate], groups: Groups
) -> bool:
    """Whether nothing in the groups of these records speaks against their being one document."""
    joined = [[known[key] for key in group] for group in groups.distinct(c.key for c in members)]
    identified = (
        sum(any(identifier(c) for c in group) for group in joined) <= 1
        for identifier in (own_number, *(value_of for _, _, value_of in IDENTIFIERS))
    )
    everybody = (c.bibliography for group in joined for c in group)
    return all(identified) and may_be_one_document(everybody)


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
