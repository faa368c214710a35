"""Two texts side by side with the words marked that only one of them has."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some words of a text; `differs` where the other text has others in their place."""

    text: str
    differs: bool
    shared: bool = False
    """Whether it stands in both and is looked at for that."""


Marked = tuple[Stretch, ...]


def marked_words(one: str, other: str) -> tuple[Marked, Marked]:
    """Both texts in stretches; case and punctuation at a word's ends make no difference."""
    ours, others = one.split(), other.split()
    matcher = SequenceMatcher(
        None, list(map(_plain, ours)), list(map(_plain, others)), autojunk=False
    )
    steps = matcher.get_opcodes()
    return (
        tuple(_stretches(ours, ((tag, start, end) for tag, start, end, _, _ in steps))),
        tuple(_stretches(others, ((tag, start, end) for tag, _, _, start, end in steps))),
    )


def marked_shared(
    one: Sequence[str], other: Sequence[str], alike: Callable[[str], str]
) -> tuple[Marked, Marked]:
    """Both lists, one stretch for each value, with what is in both marked: that raised a suspicion."""
    keys = {alike(value) for value in one} & {alike(value) for value in other}
    ours, others = (
        tuple(
            Stretch(
                f"{value}," if place < len(values) else value,
                differs=False,
                shared=alike(value) in keys,
            )
            for place, value in enumerate(values, start=1)
        )
        for values in (one, other)
    )
    return ours, others


def _stretches(words: list[str], steps: Iterator[tuple[str, int, int]]) -> Iterator[Stretch]:
    for tag, start, end in steps:
        if start < end:
            yield Stretch(" ".join(words[start:end]), tag != "equal")


def _plain(word: str) -> str:
    return word.casefold().strip(".,;:()[]\"'") or word
