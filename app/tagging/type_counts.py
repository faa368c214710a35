"""People per type or range: from numbers, from percentages of a stated whole, checked by sums."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from app.records import (
    Dimension,
    Evidence,
    Participants,
    RejectedMention,
    SkinType,
    Standing,
    TypeCount,
)
from app.tagging import context
from app.tagging.counted_sentences import CountedSentence
from app.tagging.everyone import NUMBER_OF_PEOPLE
from app.tagging.late_patterns import Late
from app.tagging.numbers import NUMBER, value_of
from app.tagging.percentages import WHOLE_IN_SENTENCE, people_of, percent_of, whole_of
from app.tagging.shares import Share
from app.tagging.type_statements import Statement

_EACH_GROUP = Late(
    rf"\beach\s(?:\w+\s)?(?:group|arm|cohort)\s(?:of|\(n\s?=)\s?(?P<number>{NUMBER})"
)
_PER_TYPE = Late(
    rf"(?P<number>{NUMBER})\s(?:{context.PEOPLE.pattern}\s)?(?:per|of\seach|for\seach|in\seach|from\seach)\s(?:of\s(?:the\s)?)?(?:fitzpatrick\s)?(?:skin\s)?(?:photo)?type"
)
_ATTRIBUTIVE = Late(r"\b(?:with|of|having|in|who|whose)\b")
_INCLUDED = Late(r"\b(?:includ\w+|compris\w+|consist\w+|of\swhom|among\sthem)\s[^.;]{0,30}$")
_PERCENT_TOTAL = (97.0, 103.0)
"""Rounded shares of one whole add up to about this much."""


@dataclass(frozen=True, slots=True)
class Distribution:
    """Counts that one sentence or table gives together."""

    counts: tuple[tuple[tuple[SkinType, ...], int], ...]
    evidence: Evidence
    rule: str

    @property
    def total(self) -> int:
        """People in all counts."""
        return sum(people for _, people in self.counts)

    @property
    def types(self) -> frozenset[SkinType]:
        """Every type that is counted, alone or in a range."""
        return frozenset(t for types, _ in self.counts for t in types)


_Count = tuple[tuple[SkinType, ...], int]
Counts = tuple[tuple[TypeCount, ...], tuple[RejectedMention, ...]]


def distribution_of(
    sentence: CountedSentence, people: Participants | None, document_low: str
) -> Distribution | RejectedMention | None:
    """What one sentence says of people per type; refused where its numbers cannot be."""
    shares = [
        share
        for statement in sentence.statements
        if statement.standing in (Standing.STUDIED, Standing.ELIGIBLE)
        for share in _believable(statement, sentence)
    ]
    if _tells_rates(sentence):
        shares = [s for s in shares if s.people is not None]
    shares = _without_rates([s for s in shares if s.counts])
    shares = _per_type(sentence) or shares or _by_person(sentence)
    if not any(s.people is not None or s.percent or s.less for s in shares) or _is_lone_and_unsure(
        shares, sentence, people
    ):
        return None
    shares = _parts_only(shares)
    whole = whole_of(sentence, people, document_low)
    if sum(percent_of(s) for s in shares if s.people is None) > _PERCENT_TOTAL[1]:
        return _flag(sentence, "percentages add up to more than a whole")
    counts: list[tuple[tuple[SkinType, ...], int]] = []
    for share in shares:
        number = people_of(share, whole)
        if number is None and share.percent and whole is not None:
            return _flag(sentence, f"{share.percent} is no whole number of {whole} people")
        if number:
            alone = people if len(shares) == 1 else None
            counts.extend(_spread(share, number, sentence, people, alone))
    if not counts:
        return None
    if _all_counted(sentence, shares):
        counts += _remainder(shares, sum(n for _, n in counts), whole)
    total = sum(n for _, n in counts)
    if people is None or total == people.people:
        counts = _summed(counts)
    return Distribution(tuple(dict.fromkeys(counts)), sentence.evidence, "fitzpatrick.count.text")


def agreed_counts(distributions: Sequence[Distribution], people: Participants | None) -> Counts:
    """One set of counts out of all that a document gives.

    A distribution of all participants wins; parts that add up to all (one an arm) are summed;
    otherwise the first count of each type stands. What exceeds the participants is flagged.
    """
    limit = people.people if people is not None else None
    fitting = [d for d in distributions if limit is None or d.total <= limit]
    flagged = tuple(too_many(d, limit) for d in distributions if limit and d not in fitting)
    different = list({d.counts: d for d in fitting}.values())
    whole = [d for d in different if d.total == limit]
    if whole:
        return _as_counts([max(whole, key=lambda d: len(d.counts))]), flagged
    if len(different) > 1 and sum(d.total for d in different) == limit:
        return _as_counts([_added(different)]), flagged
    return _as_counts(_without_overlap(different, limit)), flagged


CONFLICT = "fitzpatrick.count.sum"
"""The rule of every refusal of numbers that cannot be."""


def too_many(given: Distribution, participants: int) -> RejectedMention:
    """Counts that cannot all be of the participants."""
    reason = f"counts add up to {given.total}, more than the {participants} participants"
    return _refused(given.evidence, reason)


def conflicts_among(rejected: Iterable[RejectedMention]) -> Iterator[str]:
    """The numbers among what was rejected that contradict the document's own, in words."""
    for mention in rejected:
        if mention.rule == CONFLICT:
            quote = " ".join(mention.evidence.text.split())
            yield f"Skin types: {mention.reason} (\u201c{quote}\u201d)"


_RATE = Late(
    r"%\s(?:of|in|for|among)\s(?:the\s|all\s)?(?:[a-z-]+\s){1,2}(?:with|of|having|who\shad)\s(?:(?:fitzpatrick|skin|photo|a|fst)[\s-]?)*(?:photo)?(?:types?\s)?$"
)


def _tells_rates(sentence: CountedSentence) -> bool:
    """As in "7% of patients with type IV, 13% with type V": shares within a type, not of all."""
    first = sentence.statements[0].mention
    if any(s.predicative for s in first.shares):
        return False
    return _RATE.search(sentence.low[: first.start - sentence.start]) is not None


def _without_rates(shares: list[Share]) -> list[Share]:
    """Percentages "of type II" are rates within it, unless they add up to everybody."""
    by_percent = [s for s in shares if s.rate or (s.people is None and s.percent)]
    for told in ([s for s in shares if s.rate], by_percent):
        whole = sum(map(percent_of, told))
        if len(told) > 1 and _PERCENT_TOTAL[0] <= whole <= _PERCENT_TOTAL[1]:
            return shares
    return [s for s in shares if not s.rate]


def _per_type(sentence: CountedSentence) -> list[Share]:
    """Thirty volunteers of types I to VI, "five per type"."""
    per = _PER_TYPE.search(sentence.low)
    number = value_of(per.group("number")) if per else None
    several = [s for s in sentence.statements if len(s.types) > 1 and s.standing is not None]
    return [Share(several[0].types, number, each=True)] if number and several else []


def _by_person(sentence: CountedSentence) -> list[Share]:
    """Three women "(FST III, V and V, respectively)": as many types as people, one a person."""
    respectively = "respectively" in sentence.low
    counted: list[tuple[int, int | None]] | None = None
    for statement in sentence.statements:
        singles = statement.mention.singles
        told = singles and (respectively or len(set(singles)) < len(singles))
        if not told or statement.standing is not Standing.STUDIED:
            continue
        if counted is None:
            found = NUMBER_OF_PEOPLE.finditer(sentence.low)
            counted = [(m.end() + sentence.start, value_of(m.group("number"))) for m in found]
        before = [people for end, people in counted if end <= statement.mention.start]
        if len(singles) in before:
            return [Share((t,), n) for t, n in sorted(Counter(singles).items())]
    return []


def _parts_only(shares: list[Share]) -> list[Share]:
    """Without "312 women with types II to V", where parts of them are counted behind it."""
    first = set(shares[0].types)
    others = {t for s in shares[1:] for t in s.types}
    return shares[1:] if others and others <= first and not shares[0].predicative else shares


def _all_counted(sentence: CountedSentence, shares: Sequence[Share]) -> bool:
    """Whether each type that the sentence names has its number, or is the rest."""
    told = {t for s in shares for t in s.types}
    return all(t in told for s in sentence.statements if s.standing for t in s.types)


def _remainder(
    shares: Sequence[Share], counted: int, whole: int | None
) -> list[tuple[tuple[SkinType, ...], int]]:
    """What is left of the whole for "the others had type III"."""
    rest = [s for s in shares if s.rest]
    if len(rest) != 1 or whole is None or not 0 < counted < whole:
        return []
    return [(rest[0].types, whole - counted)]


def _believable(statement: Statement, sentence: CountedSentence) -> list[Share]:
    """Shares that count people of a type, not events, effects or settings."""
    mention = statement.mention
    before = sentence.low[: mention.start - sentence.start]
    named = sentence.low[mention.start - sentence.start : mention.end - sentence.start]
    clause = re.split(r"[;.]\s", before)[-1] + named
    after = sentence.low[mention.end - sentence.start :][:60]
    if _is_part_of_type(before, named, mention.shares):
        return []
    kept = []
    told_of_events = any(_is_event_of(s, sentence) for s in sentence.statements[:1])
    for share in mention.shares:
        if not set(share.types) <= set(statement.types):
            continue
        if share.people is None and (context.EFFECT.search(clause) or context.HARM.search(clause)):
            continue
        if share.group:
            kept.append(share)
            continue
        if share.before and (
            _is_event(before, "" if share.predicative else after)
            or (told_of_events and not share.predicative)
        ):
            continue
        if not share.before and context.HARM.search(clause):
            continue
        kept.append(share)
    return kept


def _is_event_of(statement: Statement, sentence: CountedSentence) -> bool:
    """Whether a sentence opens with events: "seen in 3 with type V and 2 with type IV"."""
    mention = statement.mention
    before = sentence.low[: mention.start - sentence.start]
    counted = [s for s in mention.shares if s.before and not s.group]
    return bool(counted) and _happened(before)


def _happened(before: str) -> bool:
    return (context.HAPPENED_IN.search(before) or context.HARMED_PARTS.search(before)) is not None


_WHOLE_OF_TYPE = Late(
    rf"\b(?:of|among)\s(?:the\s|these\s|our\s)?{NUMBER}\s(?:\w+\s){{0,2}}?{context.PEOPLE.pattern}\s(?:with|of|having|who\shad)\s(?:a\s)?\Z"
)


def _is_part_of_type(before: str, named: str, shares: Sequence[Share]) -> bool:
    """Three in "of the 14 patients with type IV, three developed": some of the type, not all."""
    behind = len(shares) == 1 and not shares[0].before and "," in named
    return behind and _WHOLE_OF_TYPE.search(before) is not None


def _is_event(before: str, after: str) -> bool:
    """As in "seen in four patients with type V", "two women with type IV had folliculitis"."""
    if _happened(before):
        return True
    return re.match(
        r"[^.;,]{0,12}\b(?:had|developed|experienced|showed|reported|complained|responded|achieved|discontinued|withdrew)\b",
        after) is not None and context.HARM.search(after) is not None  # fmt: skip


def _is_lone_and_unsure(
    shares: Sequence[Share], sentence: CountedSentence, people: Participants | None
) -> bool:
    """One number before "with type IV" may be any subset, unless it is everybody."""
    if len(shares) > 1 or not shares[0].before or shares[0].each or shares[0].firm:
        return False
    share = shares[0]
    if share.group:
        return len(share.types) > 1 or _are_all_told_elsewhere(share, sentence, people)
    if _is_told_part_of_all(share, sentence, people):
        return False
    if share.predicative and len(share.types) == 1:
        return False
    lead = sentence.low[: sentence.statements[0].mention.start - sentence.start]
    firm = share.predicative or _INCLUDED.search(lead)
    if firm and share.percent and share.people is not None:
        return False
    some = people is not None and share.people is not None and share.people < people.people
    if share.predicative and some:
        return False
    if len(share.types) > 1 and share.people is not None:
        return not (share.predicative and WHOLE_IN_SENTENCE.search(sentence.low))
    if people is not None and share.people == people.people:
        return False
    statement = sentence.statements[0]
    if statement.standing is Standing.ELIGIBLE:
        return False
    lead = sentence.low[: statement.mention.start - sentence.start][-25:]
    return _ATTRIBUTIVE.search(lead) is not None and share.people is not None


_PART_OF_ALL = Late(
    rf"(?:,|\bof\swhom|\bamong\sthem)\s(?:including\s|only\s)?{NUMBER}\s?(?:\(\d[\d.]*\s?%\)\s?)?(?:\w+\s){{0,2}}?(?:of\s(?:them|whom)\s)?(?:of|with|having|had|were)\s\Z"
)


_PEOPLE_TOLD = Late(rf"{NUMBER}(?!\s?%|\.\d)")


def _is_told_part_of_all(
    share: Share, sentence: CountedSentence, people: Participants | None
) -> bool:
    """As in "forty women were treated, seven of Fitzpatrick types V or VI"."""
    if people is None or people.evidence.start is None or share.people is None:
        return False
    lead = sentence.low[: sentence.statements[0].mention.start - sentence.start]
    if not share.people < people.people or context.HARM.search(lead) or _happened(lead):
        return False
    told_here = sentence.start <= people.evidence.start < sentence.statements[0].mention.start
    if not told_here or _PART_OF_ALL.search(lead) is None:
        return False
    numbers = {value_of(n) for n in _PEOPLE_TOLD.findall(lead)}
    return numbers <= {people.people, share.people}


def _are_all_told_elsewhere(
    share: Share, sentence: CountedSentence, people: Participants | None
) -> bool:
    """The fifteen of "in 4 of 15 patients with type V" are all that the study had, of any type."""
    if people is None or people.people != share.people or people.evidence.start is None:
        return False
    return people.evidence.start < sentence.start


def _spread(
    share: Share,
    number: int,
    sentence: CountedSentence,
    people: Participants | None,
    alone: Participants | None,
) -> list[tuple[tuple[SkinType, ...], int]]:
    """As in "five each of III, IV and V", times the groups of which this is said."""
    everyone = alone is not None and number == alone.people
    if not share.each:
        covers_all = everyone and len(share.types) > 1
        return [] if covers_all else [(share.types, number)]
    group = _EACH_GROUP.search(sentence.low)
    size = value_of(group.group("number")) if group else None
    times = 1
    if size and people is not None and people.people % size == 0:
        times = people.people // size
    return [((t,), number * times) for t in share.types]


def _flag(sentence: CountedSentence, reason: str) -> RejectedMention:
    return _refused(sentence.evidence, reason)


def _refused(evidence: Evidence, reason: str) -> RejectedMention:
    return RejectedMention(
        dimension=Dimension.FITZPATRICK, evidence=evidence, reason=reason, rule=CONFLICT
    )


def _added(parts: Sequence[Distribution]) -> Distribution:
    totals = _summed([count for d in parts for count in d.counts])
    return replace(parts[0], counts=tuple(totals), rule="fitzpatrick.count.added")


def _summed(counts: Iterable[_Count]) -> list[_Count]:
    """One count a type or range: the arms of a trial give several."""
    totals: dict[tuple[SkinType, ...], int] = {}
    for types, people in counts:
        totals[types] = totals.get(types, 0) + people
    return list(totals.items())


def _without_overlap(parts: Sequence[Distribution], limit: int | None) -> list[Distribution]:
    taken: list[Distribution] = []
    seen: set[SkinType] = set()
    for part in parts:
        fits = limit is None or sum(d.total for d in taken) + part.total <= limit
        if fits and not seen & part.types:
            taken.append(part)
            seen |= part.types
    return taken


def _as_counts(parts: Iterable[Distribution]) -> tuple[TypeCount, ...]:
    return tuple(
        TypeCount(types=types, people=people, evidence=part.evidence, rule=part.rule)
        for part in parts
        for types, people in part.counts
    )
