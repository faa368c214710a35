"""The tags of one study's reports under the decisions that people took about the study."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from app.pipeline.seen_before import was_seen
from app.records import Dimension, Evidence, EvidenceKind, Reading, Standing, Tag
from app.store import StoredTag, TagDecision, report_id_of
from app.tagging import AcceptedTag, State, accept, decisions_in_force

STRONGEST_FIRST = (Standing.STUDIED, Standing.ELIGIBLE, Standing.EXCLUDED)
"""As `merge_standing` orders them: taking part outweighs a plan, a plan exclusion."""


def founded(decisions: Sequence[TagDecision], texts: Mapping[str, str]) -> tuple[TagDecision, ...]:
    """The decisions whose quote still stands in a text of the study, at its present place.

    What a person saw in a text that no longer says so decides nothing until they have seen the new
    one. A decision that names no quote always stands.
    """
    return tuple(
        replace(one, quote_start=_nearest(place[1], one)) if place else one
        for one in decisions
        if (place := _text_of(one, texts)) or one.quote_start is None
    )


def tags_of_study(
    readings: Mapping[str, Sequence[Reading]],
    decisions: Sequence[TagDecision],
    texts: Mapping[str, str],
) -> dict[str, tuple[StoredTag, ...]]:
    """The tags of each report, by its key, rejected ones included.

    A decision is about the study, so it holds for a statement in whichever report it stands. What
    a person added stands in the report of its quote, and without one in the first. A proposal in
    words that the person had not seen stands beside the decision and counts for nothing.
    """
    keys = list(readings)
    latest = decisions_in_force(decisions)
    read = [(key, tag) for key in keys for reading in readings[key] for tag in reading.tags]
    had_seen = _had_seen(latest, texts)
    proposals = [one for one in read if had_seen(*one)]
    known = {(tag.dimension, tag.value) for _, tag in proposals}
    in_force = {of: one if of in known else _as_it_was(one) for of, one in latest.items()}
    accepted = accept([tag for _, tag in proposals], in_force.values())
    stored: dict[str, list[StoredTag]] = {key: [] for key in keys}
    for (key, _), one in zip(proposals, accepted, strict=False):
        decision = in_force.get((one.tag.dimension, one.tag.value))
        stored[key].append(_stored(key, _requoted(key, one, decision, texts)))
    for one in accepted[len(proposals) :]:
        place = _text_of(in_force[one.tag.dimension, one.tag.value], texts)
        stored[place[0] if place else keys[0]].append(_stored(place[0] if place else keys[0], one))
    for key, tag in read:
        if not had_seen(key, tag):
            stored[key].append(_stored(key, AcceptedTag(tag, State.UNSEEN)))
    return {key: _each_once(tags) for key, tags in stored.items()}


def _had_seen(
    latest: Mapping[tuple[Dimension, str], TagDecision], texts: Mapping[str, str]
) -> Callable[[str, Tag], bool]:
    """Says of a report's key and a proposal whether who decided knew these words.

    Where nobody decided, or it was not kept what they saw, nothing is new.
    """
    by_id = {report_id_of(key): text for key, text in texts.items()}

    def had_seen(key: str, tag: Tag) -> bool:
        decision = latest.get((tag.dimension, tag.value))
        if decision is None or decision.saw is None:
            return True
        return was_seen(tag.evidence, report_id_of(key), decision.saw, by_id)

    return had_seen


def _as_it_was(decision: TagDecision) -> TagDecision:
    """With the standing that was accepted: what said so is not what the reader rests on now."""
    if decision.action != "accept" or decision.standing is not None:
        return decision
    said = {one.standing for one in decision.saw or ()}
    standing = next((one for one in STRONGEST_FIRST if one in said), None)
    return replace(decision, standing=standing)


def _requoted(
    key: str, one: AcceptedTag, decision: TagDecision | None, texts: Mapping[str, str]
) -> AcceptedTag:
    """With the quote that a person gave in place of the reader's, where they corrected it."""
    if decision is None or one.state is not State.CORRECTED or decision.evidence is None:
        return one
    place = _text_of(decision, texts)
    if place is None or place[0] != key or one.tag.evidence.kind is not EvidenceKind.QUOTE:
        return one
    quoted: Evidence = replace(decision.evidence, section=one.tag.evidence.section)
    return AcceptedTag(replace(one.tag, evidence=quoted), one.state)


def _text_of(decision: TagDecision, texts: Mapping[str, str]) -> tuple[str, str] | None:
    """The report whose text holds the quote, by its key, and the text."""
    start, quote = decision.quote_start, decision.quote
    if start is None:
        return None
    holding = [(key, text) for key, text in texts.items() if quote in text]
    exact = [one for one in holding if one[1].startswith(quote, start)]
    return next(iter([*exact, *holding]), None)


def _nearest(text: str, decision: TagDecision) -> int:
    """Where the quote stands now: of several places the one nearest to where it stood."""
    was, quote = decision.quote_start or 0, decision.quote
    before, after = text.rfind(quote, 0, was + len(quote)), text.find(quote, was)
    found = [place for place in (before, after) if place >= 0]
    return min(found, key=lambda place: abs(place - was))


def _stored(key: str, one: AcceptedTag) -> StoredTag:
    tag: Tag = one.tag
    return StoredTag(
        dimension=tag.dimension,
        value=tag.value,
        standing=tag.standing,
        evidence=tag.evidence,
        rule=tag.rule,
        report_id=report_id_of(key),
        state=one.state.value,
    )


def _each_once(tags: list[StoredTag]) -> tuple[StoredTag, ...]:
    return tuple(dict.fromkeys(tags))
