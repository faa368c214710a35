"""Numbers of people that stand only in parts: arm by arm, those with and those without."""

from collections.abc import Callable, Iterator
from re import Match
from typing import NamedTuple

from app.tagging.gates import Gated, any_of
from app.tagging.late_patterns import Late
from app.tagging.numbers import NUMBER, value_of
from app.tagging.people_patterns import CASES, NOUN, WHOLE_NUMBER
from app.tagging.prose import Sentence

_SO_MANY = r"(?P<groups>two|three|four|five|six|[2-6])"
_ADJECTIVES = r"(?:(?:the|equal|parallel|treatment|study|these|our|dose|age)\s){0,3}?"
_GROUPS = r"(?:groups|arms|cohorts)"
_IN_EACH_OF = Gated(
    rf"(?<!\band\s)(?P<number>{NUMBER})\s(?:(?!of\b)[\w-]+\s){{0,4}}?(?:(?:in|to|for)\seach|each\s(?:in|to|for)|per\s(?:group|arm|cohort),(?=\s(?:two|three|four|[2-4])\s{_GROUPS})|per\s(?:group|arm|cohort),?\s(?:in|with|across|for|and))\s(?:of\s)?{_ADJECTIVES}{_SO_MANY}\s{_ADJECTIVES}{_GROUPS}\b(?!\s(?:from|in|at|of)\s(?:each|both|either|every)\b)"
)
"""As in "fifteen women in each of two arms", "ten subjects per arm, in four arms"."""
_GROUPS_OF = Gated(
    rf"\b{_SO_MANY}\s{_ADJECTIVES}{_GROUPS}\b[^.;]{{0,60}}?[,:(]\s?(?:(?:about|around|approximately|some)\s)?(?:(?:each\s(?:(?:group|arm|cohort)\s)?(?:with|of|had|having|containing|comprising|including|consisting\sof)|with|n\s?=)\s?)?(?P<number>{NUMBER})\s(?:{NOUN}\s)?(?:each\b|(?:in|per|to|for)\s(?:each(?!\s(?:other|side))|every\s|group|arm|cohort)(?!\sof\s(?:the|these|those|our)\b))"
)
"""As in "three groups (n = 20 each)", "two arms, with 26 in each"."""
_BOTH_HOLD = Gated(
    rf"\bboth\s{_ADJECTIVES}{_GROUPS}\b[^.]{{0,80}}?(?<!\d\s)(?P<number>{NUMBER})\s(?:[\w-]+\s){{0,2}}?{NOUN}\sin\seach(?=[.;,]|\Z)"
)
"""As in "both arms get sunscreen; the plan is for 30 women in each"."""
_EACH_HOLDS = Gated(
    rf"\beach\s(?:of\sthem|one|group|arm|cohort)\s(?:\w+\s){{0,3}}?(?:includ\w+|consist\w*\sof|compris\w+|contain\w*|of|ha[sd]|have|receiv\w+|numbered|with|enrol\w+)\s(?P<number>{NUMBER})\s(?:\w+\s){{0,2}}?(?:{NOUN}|{CASES})\b"
)
_MANY_GROUPS = Gated(rf"\b{_SO_MANY}\s{_ADJECTIVES}{_GROUPS}\b")
_HOLDS = r"(?:had|has|there\swere|compris\w+|includ\w+|contain\w+|consist\w+\sof|numbered|held|with|of|was\s(?:made\sup|composed)\sof|will\s(?:include|have|consist\sof|comprise|contain))"
_OF_GROUP = (
    r"(?:(?:group|arm|cohort)\s(?:[a-h]|[1-6]|i{1,3}|iv)|(?:[\w-]+\s){1,3}?(?:group|arm|cohort))"
)
_FIRST_GROUP = Gated(
    rf"(?:\A|[\s(])(?:the\s)?{_OF_GROUP}\s(?:(?:{_HOLDS})\s(?P<number>{NUMBER})\s(?:[\w-]+\s){{0,3}}?(?:{NOUN}|{CASES})\b)"
)
_NEXT_GROUP = Gated(
    rf"\s?(?:,|;|,?\s?and|,?\s?while|,?\s?whereas)\s(?:and\s)?(?:the\s)?{_OF_GROUP}(?:\s(?:{_HOLDS}))?,?\s(?P<number>{NUMBER})(?!\s?(?:%|per\s?cent|years|weeks|months|days|sessions|lesions|sites|eyes|events|burns))(?:\s(?:[\w-]+\s){{0,2}}?(?:{NOUN}|{CASES})\b)?"
)
"""As in "the treated group had 30 people and the control group 20"."""
_WITH_AND_WITHOUT = Gated(
    rf"(?<!\bin\s)(?<!\bby\s)(?P<number>{NUMBER})\s(?:[\w-]+\s){{0,3}}?(?:{NOUN}|{CASES})\swith\s[^.;,]{{1,60}}?\s(?:and|to|against|versus)\s(?P<rest>{NUMBER})\s(?:(?:{NOUN}|{CASES})\s)?without\b"
)
"""As in "compared 51 patients with necrosis and 102 without"."""
_OF_ONE_AND_OTHER = Gated(
    rf"(?<!\bin\s)(?P<number>{NUMBER})\s(?:[\w-]+\s){{0,3}}?{NOUN}\sand\s(?P<rest>{NUMBER})\swith\s[^.;,]{{1,40}}?\s(?:were|was)\s(?:\w+ly\s)?(?:treated|enrolled|included|studied|randomi[sz]ed|recruited|examined|lasered|injected)\b"
)
"""As in "nineteen psoriasis patients and eleven with vitiligo were treated"."""
_IN_ONE_BRACKET = Gated(
    rf"\((?P<number>{NUMBER})\sand\s(?P<rest>{NUMBER})\s{NOUN}(?:,\srespectively)?\)"
)
"""As in "two centers (29 and 31 subjects)"."""
_GROUPS_HELD = Gated(
    rf"\b(?:groups|arms|cohorts)\s(?:compris\w+|includ\w+|contain\w+|consist\w+\sof|had|of)\s(?P<number>{NUMBER})\s(?:{NOUN}\s)?and\s(?P<rest>{NUMBER})\s{NOUN}\b"
)
"""As in "the two groups comprised 22 and 24 patients"."""
_ONE_KIND = rf"{NUMBER}\s(?:(?!of\b|had\b|were\b|was\b|with\b|in\b)[\w-]+\s){{0,2}}?{NOUN}"
_THREE_KINDS = Gated(
    rf"(?:\bwere\s|\bincluded\s|\benrolled\s|\btreated\s|:\s|\()(?P<kinds>(?:{_ONE_KIND},\s){{2,5}}?(?:and\s)?{_ONE_KIND}|(?:{_ONE_KIND},\s){{1,5}}?{_ONE_KIND},?\sand\s{_ONE_KIND})(?=[.;)]|\Z)"
)
"""As in "subjects were 13 Hispanics, 12 African Americans and 9 Asians"."""
_FIRST_AND_SECOND = Gated(
    rf"\bfirst\s(?P<kind>series|group|cohort|study|part|arm)\s(?:of|had|comprised|included)\s(?P<number>{NUMBER})\s(?:{NOUN}\b)?[^.;]{{0,100}}?[,;]?\s(?:and\s)?(?:the\s)?second\s(?:(?P=kind)\s)?(?:of|had|comprised|included)?\s?(?P<rest>{NUMBER})\s{NOUN}\b"
)
"""As in "the first series of 1000 patients was treated by one system, the second series of 1541 patients by another"."""
_TWO_STUDIES = Gated(
    rf"\b(?:study|trial|part|phase|cohort)\s(?:1|i|a|one)\s(?P<verb>randomi[sz]ed|enrol{{1,2}}ed|included|recruited|treated|had|comprised|analy[sz]ed)\s(?P<number>{NUMBER})\s(?:{NOUN}\s)?[^.;]{{0,40}}?\band\s(?:study|trial|part|phase|cohort)\s(?:2|ii|b|two)\s(?:(?P=verb)\s)?(?P<rest>{NUMBER})\b"
)
"""As in "study 1 randomized 256 subjects and study 2 randomized 258"."""
_RANDOMIZED_TWICE = Gated(
    rf"(?P<number>{NUMBER})\s{NOUN}\s(?:\([^()]{{0,40}}\)\s)?were\s(?P<verb>randomi[sz]ed|assigned|allocated)\s(?:and\streated\s)?(?:with|to)\s[^.;]{{0,100}}?,?\sand\s(?P<rest>{NUMBER})\s{NOUN}\swere\s(?P=verb)\b"
)
"""As in "160 subjects were randomized to one of three fillers, and 119 subjects were randomized to two"."""
_WENT_WRONG = Late(
    r"[^.;]{0,40}?\b(?:discontinu\w+|withdr[ae]w\w*|dropped|left|lost|excluded|developed|experienced|failed|reported|relapsed|improved)\b"
)


class Sum(NamedTuple):
    """People of all groups together, where they are told of, and what speaks for it."""

    people: int
    start: int
    end: int
    score: int


MAY_BE_IN_PARTS = any_of(
    _IN_EACH_OF, _GROUPS_OF, _FIRST_GROUP, _WITH_AND_WITHOUT, _TWO_STUDIES, _OF_ONE_AND_OTHER,
    _IN_ONE_BRACKET, _BOTH_HOLD, _THREE_KINDS, _FIRST_AND_SECOND, _GROUPS_HELD, _RANDOMIZED_TWICE,
)  # fmt: skip
"""The marks of words beside which people may be told of group by group."""


def sums_in(sentence: Sentence) -> Iterator[Sum]:
    """Every sum of groups that a sentence tells of; offsets are the sentence's."""
    for pattern, total, score in _SUMS:
        if not pattern.may_stand(sentence.marks):
            continue
        match = pattern.search(sentence.low)
        people = total(match) if match else 0
        if match is not None and people:
            yield Sum(people, match.start(), match.end(), score)
    if _FIRST_GROUP.may_stand(sentence.marks):
        yield from _group_after_group(sentence.low)


def went_wrong(low: str, end: int) -> bool:
    """Whether what follows says that so many left, were left out or had something happen to them."""
    return _WENT_WRONG.match(low, end) is not None


def groups_then_each(low: str) -> Sum | None:
    """As in "three groups: A, B and C. Each group will include 20 patients"."""
    each = _EACH_HOLDS.search(low)
    if each is None:
        return None
    many = [*_MANY_GROUPS.finditer(low, max(0, each.start() - _TOLD_BEFORE), each.start())]
    if not many:
        return None
    people = (value_of(many[-1].group("groups")) or 0) * (value_of(each.group("number")) or 0)
    return Sum(people, many[-1].start(), each.end(), 11) if people else None


MAY_HOLD_EACH = any_of(_EACH_HOLDS)
_TOLD_BEFORE = 250
"""Characters from the number of groups on in which it is said how many each has."""


def _each_times_groups(match: Match[str]) -> int:
    return (value_of(match.group("groups")) or 0) * (value_of(match.group("number")) or 0)


def _twice(match: Match[str]) -> int:
    return 2 * (value_of(match.group("number")) or 0)


def _both_parts(match: Match[str]) -> int:
    if went_wrong(match.string, match.end()):
        return 0
    return (value_of(match.group("number")) or 0) + (value_of(match.group("rest")) or 0)


def _all_kinds(match: Match[str]) -> int:
    return sum(value_of(number) or 0 for number in WHOLE_NUMBER.findall(match.group("kinds")))


def _group_after_group(low: str) -> Iterator[Sum]:
    first = _FIRST_GROUP.search(low)
    if first is None:
        return
    people, end, groups = value_of(first.group("number")) or 0, first.end(), 1
    while following := _NEXT_GROUP.match(low, end):
        people += value_of(following.group("number")) or 0
        end, groups = following.end(), groups + 1
    if groups > 1 and not went_wrong(low, end):
        yield Sum(people, first.start(), end, 9)


_SUMS: tuple[tuple[Gated, Callable[[Match[str]], int], int], ...] = (
    (_IN_EACH_OF, _each_times_groups, 11),
    (_GROUPS_OF, _each_times_groups, 9),
    (_WITH_AND_WITHOUT, _both_parts, 8),
    (_TWO_STUDIES, _both_parts, 11),
    (_FIRST_AND_SECOND, _both_parts, 9),
    (_GROUPS_HELD, _both_parts, 9),
    (_RANDOMIZED_TWICE, _both_parts, 13),
    (_OF_ONE_AND_OTHER, _both_parts, 9),
    (_IN_ONE_BRACKET, _both_parts, 7),
    (_THREE_KINDS, _all_kinds, 9),
    (_BOTH_HOLD, _twice, 10),
)
