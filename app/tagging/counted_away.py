"""Types of which a count says that there is nobody, or does not say of whom it is 0 %."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from app.records import SkinType
from app.tagging import context
from app.tagging.shares import Share


class CountedAway(NamedTuple):
    """Types of nobody, and types of which neither that nor the contrary is told."""

    nobody: tuple[SkinType, ...]
    untold: tuple[SkinType, ...]


NONE_AWAY = CountedAway((), ())
_WHOLE = (98, 102)
"""Percent, as rounded."""
_BEFELL = re.compile(
    r"\b(?:itch\w*|prurit\w*|milia|acne|drop-?outs?|withdr[ae]w\w*|sessions?|visits?|lesions?|sites?|cases?|need\w*|requir\w*|told|seen|found|noted|occurred|rates?|stopped)\b"
)
"""Round a percentage that need not be of all people."""
_EVENT = re.compile(
    r"\b(?:itch\w*|prurit\w*|milia|drop-?outs?|withdr[ae]w\w*|sessions?|lesions?)\b"
)
"""Before a number that need not be of all people either."""
_OF_WHAT_BEFELL = re.compile(
    r"\s(?:responders?|responses?|events?|complications?|failures?|recurrences?|relapses?|burns?)\b"
)
"""Right behind the 0 of "type VI: 0 responders of 6"."""
_TO_NEXT_MARK = re.compile(r"[;,.].*\Z", re.DOTALL)


def counted_away(shares: Sequence[Share], percent: float, before: str, after: str) -> CountedAway:
    """What shares of 0 say, by the words round them in small letters.

    A 0 may be of those whom something befell: "burns: type II 0/18". 0 % is nobody where all
    percentages of the sentence, `percent`, are a whole.
    """
    if context.HARM.search(before) is not None or _OF_WHAT_BEFELL.match(after):
        return NONE_AWAY
    near = f"{before} {_TO_NEXT_MARK.sub('', after)}"
    effect = context.HARM.search(near) or context.EFFECT.search(near)
    befell = effect or _BEFELL.search(near)
    whole = _WHOLE[0] <= percent <= _WHOLE[1] and not befell
    counted = _EVENT.search(before) is None
    nobody = _types(
        s for s in shares if (counted and s.people == 0) or (whole and s.is_of_no_percent)
    )
    if effect:
        return CountedAway(nobody, ())
    untold = _types(s for s in shares if s.people == 0 or (s.is_of_no_percent and not s.rate))
    return CountedAway(nobody, tuple(t for t in untold if t not in nobody))


def _types(shares: Iterable[Share]) -> tuple[SkinType, ...]:
    return tuple(sorted({t for share in shares for t in share.types}))
