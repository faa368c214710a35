"""Where topic words stand in a report, and whether something else goes by the same name there."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.records import Passage, Section
from app.screening.terms import may_stand_in, pattern_of
from app.topic import ScreeningTerms

SENTENCE_END = re.compile(r"(?<=[.!?;])\s+|\n\s*\n")

SNIPPET_LENGTH = 160
"""Characters of the sentence shown with a verdict."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A topic word in its sentence."""

    word: str
    sentence: str
    section: Section
    weak: bool
    """A word that proves nothing by itself."""
    near: bool
    """A word of the topic's field stands in the same sentence."""
    homonym: str
    """The word beside it that shows it to mean something else; empty where there is none."""

    @property
    def quoted(self) -> str:
        """The mention as a verdict shows it."""
        return f'{self.section}: "{_snippet(self.sentence, self.word)}"'


def mentions_in(passages: Sequence[Passage], terms: ScreeningTerms) -> list[Mention]:
    """Every sentence that holds a topic word, once for the first strong and the first weak word."""
    if not may_be_about("\n".join(passage.text for passage in passages), terms):
        return []  # before any pattern is tried: nearly every report of a whole database
    return [
        mention
        for passage in passages
        for sentence in SENTENCE_END.split(passage.text)
        for mention in _mentions_in_sentence(sentence, passage.section, terms)
    ]


def may_be_about(text: str, terms: ScreeningTerms) -> bool:
    """False only where no topic word stands in the text, which may be passages in JSON."""
    return may_stand_in(text, terms.include + terms.weak)


def first_homonym(passages: Iterable[Passage], terms: ScreeningTerms) -> str:
    """The first word in the whole report that shows another meaning, or nothing."""
    return _first_match(pattern_of(terms.homonyms), (p.text for p in passages))


def is_in_the_field(passages: Iterable[Passage], terms: ScreeningTerms) -> bool:
    """Whether any word of the topic's own field stands anywhere in the report."""
    return bool(_first_match(pattern_of(terms.near), (p.text for p in passages)))


def _mentions_in_sentence(
    sentence: str, section: Section, terms: ScreeningTerms
) -> Iterator[Mention]:
    for words, weak in ((terms.include, False), (terms.weak, True)):
        found = pattern_of(words).search(sentence)
        if found:
            yield Mention(
                word=found.group(),
                sentence=sentence,
                section=section,
                weak=weak,
                near=bool(pattern_of(terms.near).search(sentence)),
                homonym=_first_match(pattern_of(terms.homonyms), (sentence,)),
            )


def _first_match(pattern: re.Pattern[str], texts: Iterable[str]) -> str:
    found = (pattern.search(text) for text in texts)
    return next((match.group() for match in found if match), "")


def _snippet(sentence: str, word: str) -> str:
    text = " ".join(sentence.split())
    if len(text) <= SNIPPET_LENGTH:
        return text
    middle = text.find(" ".join(word.split())) + len(word) // 2
    start = min(max(0, middle - SNIPPET_LENGTH // 2), len(text) - SNIPPET_LENGTH)
    shown = text[start : start + SNIPPET_LENGTH].strip()
    before, after = ("… " if start else ""), (" …" if start + SNIPPET_LENGTH < len(text) else "")
    return f"{before}{shown}{after}"
