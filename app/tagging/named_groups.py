"""Groups of types that get a name and are counted by it: "IV-VI (with SOC)", later "with SOC (n = 140)"."""

import re
from collections.abc import Iterable, Sequence

from app.records import Evidence, EvidenceKind, SkinType, Standing
from app.tagging.counted_sentences import CountedSentence
from app.tagging.prose import Prose
from app.tagging.type_counts import Distribution

_NAME = re.compile(r"\s?\((?P<name>(?:with(?:out)?|non)[\s-][a-z][a-z -]{1,24})\)")
"""Right behind the types; a name alone, and no number."""
_LONGEST_QUOTE = 400
"""Characters from the first number to the last; further apart they are told of something else."""
_FEWEST = 2
"""Groups that are told apart by their names."""


def groups_by_name(prose: Prose, read: Sequence[CountedSentence]) -> Distribution | None:
    """The people of all groups so named; None where fewer than two are named and counted.

    The evidence is the text from the first number to the last, as it stands.
    """
    named = dict(_named(prose.low, read))
    if len(named) < _FEWEST:
        return None
    found = {name: _counted(name).search(prose.low) for name in named}
    told = [(named[name], match) for name, match in found.items() if match is not None]
    if len(told) < len(named):
        return None
    start = min(match.start() for _, match in told)
    end = max(match.end() for _, match in told)
    if end - start > _LONGEST_QUOTE:
        return None
    evidence = Evidence(
        kind=EvidenceKind.QUOTE, text=prose.document.text[start:end],
        section=read[0].evidence.section, start=start, end=end,
    )  # fmt: skip
    counts = tuple((types, int(match["people"].replace(",", ""))) for types, match in told)
    return Distribution(counts, evidence, "fitzpatrick.count.named_groups")


def _named(low: str, read: Iterable[CountedSentence]) -> Iterable[tuple[str, tuple[SkinType, ...]]]:
    for sentence in read:
        for statement in sentence.statements:
            name = _NAME.match(low, statement.mention.end)
            if name is not None and statement.standing is Standing.STUDIED:
                yield name["name"], statement.types


def _counted(name: str) -> re.Pattern[str]:
    """The name with its number, or "without (n = 352)" behind "with ..."."""
    spelled = rf"(?:{re.escape(name)}|without)" if name.startswith("without ") else re.escape(name)
    return re.compile(rf"(?<![\w-]){spelled} ?\(n ?= ?(?P<people>\d[\d,]{{0,6}})\)")
