"""The verdict on one report, and the rule that gave it."""

from collections.abc import Sequence

from app.records import CONTEXT_KINDS, Passage, ReportKind, Section
from app.screening.mentions import Mention, first_homonym, is_in_the_field, mentions_in
from app.screening.values import Screened, ScreeningVerdict
from app.topic import ScreeningTerms, Topic


def screen(
    kind: ReportKind,
    passages: Sequence[Passage],
    topic: Topic,
    *,
    read_by_a_person: bool = False,
) -> ScreeningVerdict:
    """Say whether a report is about the topic.

    A report that a person has read for this topic (`read_by_a_person`) is in; its words are not
    asked again.
    """
    if kind in CONTEXT_KINDS:
        return _verdict(Screened.CONTEXT, "kind", f"kind of document: {kind}")
    if read_by_a_person:
        return _verdict(Screened.INCLUDED, "read-by-a-person", "a person read it for this topic")
    return _by_its_words(passages, topic.screening)


def _by_its_words(passages: Sequence[Passage], terms: ScreeningTerms) -> ScreeningVerdict:
    mentions = mentions_in(passages, terms)
    if not mentions:
        return _verdict(Screened.EXCLUDED, "no-topic-term", "no topic word stands in the report")
    other_meaning = _another_meaning(mentions, passages, terms)
    if other_meaning is not None:
        return other_meaning
    clear = [m for m in mentions if not m.homonym]
    strong = [m for m in clear if not m.weak]
    if strong:
        return _of_strong(strong, mentions)
    supported = [m for m in clear if m.near]
    if supported:
        return _verdict(Screened.INCLUDED, "weak-term-in-field", supported[0].quoted)
    return _verdict(Screened.UNSURE, "weak-term-alone", clear[0].quoted)


def _another_meaning(
    mentions: Sequence[Mention], passages: Sequence[Passage], terms: ScreeningTerms
) -> ScreeningVerdict | None:
    """Excluded, where every mention is shadowed or the report is of a homonym's field altogether."""
    if all(m.homonym for m in mentions):
        because = f'"{mentions[0].homonym}" in {mentions[0].quoted}'
        return _verdict(Screened.EXCLUDED, "homonym", because)
    homonym = first_homonym(passages, terms)
    if homonym and not is_in_the_field(passages, terms):
        because = f'"{homonym}" in the report, and no word of the field; {mentions[0].quoted}'
        return _verdict(Screened.EXCLUDED, "homonym", because)
    return None


def _of_strong(strong: Sequence[Mention], mentions: Sequence[Mention]) -> ScreeningVerdict:
    """Included, unless the title gives the name another meaning: then a person decides."""
    shadowed_title = [m for m in mentions if m.homonym and m.section is Section.TITLE]
    clear_title = any(m.section is Section.TITLE for m in strong)
    if shadowed_title and not clear_title:
        because = (
            f'"{shadowed_title[0].homonym}" in {shadowed_title[0].quoted}; but {strong[0].quoted}'
        )
        return _verdict(Screened.UNSURE, "homonym-in-title", because)
    return _verdict(Screened.INCLUDED, "topic-term", strong[0].quoted)


def _verdict(screened: Screened, rule: str, because: str) -> ScreeningVerdict:
    return ScreeningVerdict(screened=screened, rule=rule, because=because)
