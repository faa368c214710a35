"""How many people, or what share of them, are of one type or range."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.records import SkinType
from app.tagging.amounts import Amount
from app.tagging.type_expressions import Expression


@dataclass(frozen=True, slots=True)
class Share:
    """People of one type or range: a number, a percentage as written, or both.

    `whole` is the total stated with them ("20 patients of types II (n = 5), III (n = 15)");
    `each` marks a number that holds for every type by itself.
    """

    types: tuple[SkinType, ...]
    people: int | None = None
    percent: str = ""
    each: bool = False
    loose: bool = False
    """Set beside the types with a comma or nothing at all: believed only in company."""
    before: bool = False
    """The number stands before the types: "seven patients had type III"."""
    group: bool = False
    """All people of the types: five in "two of five patients with type V"."""
    predicative: bool = False
    """The number is the subject and the types are what is said of it: "49 (35%) were type IV"."""
    rest: bool = False
    """All people that no other share counts: "the others had type III"."""

    firm: bool = False
    """It heads the types: "Group 1 (n = 20): types I-III"."""
    rate: bool = False
    """A percentage "of type II": a share of all people only where such shares add up to them."""
    less: int = 0
    """All people but so many: "all but two had type IV"."""

    @property
    def counts(self) -> bool:
        """Whether people can be counted by it; "in a few" says nothing."""
        return self.people is not None or bool(self.percent) or self.rest or self.less > 0

    @property
    def is_of_no_percent(self) -> bool:
        """Whether it says 0 %, and no number."""
        return self.people is None and _NO_PERCENT.match(self.percent) is not None


_NO_PERCENT = re.compile(r"\A\W{0,3}0{1,3}(?:[.,\u00b7]0{1,3})?(?![.,\d])")


def shares_by_part(expression: Expression, amounts: Sequence[Amount]) -> tuple[Share, ...]:
    """One share for every part of the expression, in order."""
    pairs = zip(expression.parts, amounts, strict=True)
    return tuple(Share(part.types, a.people, a.percent) for part, a in pairs)


def shares_of(expression: Expression, amount: Amount) -> tuple[Share, ...]:
    """One share of all its types, or one a part for "I-II, III-IV and V-VI (n = 10 each)"."""
    if amount.each:
        return tuple(Share(p.types, amount.people, amount.percent) for p in expression.parts)
    return (
        Share(
            expression.types, amount.people, amount.percent, loose=amount.loose, rest=amount.rest
        ),
    )


def share_before(expression: Expression, amount: Amount, excepted: int) -> Share:
    """What is counted before the types, without those that are excepted behind them."""
    people = amount.people
    if people is not None and people > excepted:
        people -= excepted
    return Share(
        expression.types, people, amount.percent, amount.each, before=True, group=amount.group,
        predicative=amount.predicative, rest=amount.rest, firm=amount.firm, rate=amount.rate,
        less=amount.less,
    )  # fmt: skip


def shares_together(
    before: Share, behind: list[Share], earlier: Sequence[Share]
) -> tuple[list[Share], int | None]:
    """The shares of types with a number before them, and the people of all; `earlier` ones go before."""
    if not behind:
        return [before], None
    alone = behind[0] if len(behind) == 1 else None
    if alone and alone.people is None and before.people is not None:
        return [replace(before, percent=alone.percent)], None
    by_percent = bool(earlier) and all(s.before and s.percent and s.people is None for s in earlier)
    if alone and before.people is None and not alone.percent and by_percent:
        return [before], alone.people  # "68% type IV and 32% type V (N = 50)"
    so_far = [s.people for s in earlier if s.before and s.people]
    if alone and before.people and so_far and alone.people == before.people + sum(so_far):
        return [before], alone.people  # "35 type IV and 10 type V (n = 45)"
    return behind, before.people
