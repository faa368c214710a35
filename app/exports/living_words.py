"""A version of a living review in the words of PRISMA-LSR (BMJ 2024): version, triggers, changes."""

from collections import Counter
from collections.abc import Iterable, Iterator

from app.answers import ChangedSearch, LivingReview
from app.exports.digest_values import ReviewPoint
from app.exports.event_words import event_sentence, event_what
from app.exports.prisma_sources import printed_source
from app.store import Event, Received

MOST_TOLD = 12  # decisions that are listed one by one


def review_points(review: LivingReview, results: str) -> tuple[ReviewPoint, ...]:
    """The four points of a version; `results` is its summary of changes to results."""
    return (
        ReviewPoint(heading="Version", lines=(_version(review),)),
        ReviewPoint(
            heading="What triggered it", lines=tuple(_triggers(review)) or ("Nothing new came.",)
        ),
        ReviewPoint(
            heading="Changes to methods",
            lines=tuple(_methods(review))
            or ("None: searches, reader and vocabulary are the same.",),
        ),
        ReviewPoint(heading="Changes to results", lines=(results,)),
    )


def _version(review: LivingReview) -> str:
    edition = review.edition
    made = (
        f"made with topic {edition.topic}, reader {edition.tagger}, "
        f"deriving rules {edition.deriving} ({edition.rules[:8]})"
    )
    if review.version == review.was:
        return f"Version {review.version}, as before; {made}."
    return f"Version {review.version}, after version {review.was}; {made}."


def _triggers(review: LivingReview) -> Iterator[str]:
    for one in review.received:
        yield _received(one)
    listed = review.decisions[:MOST_TOLD]
    yield from (f"{event_sentence(event)}." for event in listed)
    rest = review.decisions[MOST_TOLD:]
    if rest:
        yield f"And {len(rest):,} further decisions, by {_people(rest)}."


def _received(one: Received) -> str:
    run = f", run {one.run_id}" if one.run_id else ""
    new = f"{one.new:,} new {'record' if one.new == 1 else 'records'}"
    other = f", {one.other:,} changed or deleted" if one.other else ""
    return f"{printed_source(one.source).name}{run}, {one.at:%Y-%m-%d}: {new}{other}."


def _people(decisions: Iterable[Event]) -> str:
    numbers = Counter(event.who for event in decisions)
    return ", ".join(f"{who} ({number:,})" for who, number in sorted(numbers.items()))


def _methods(review: LivingReview) -> Iterator[str]:
    for search in review.searches:
        yield _search(search)
    for event in review.rule_changes:
        words = event_what(event)
        yield f"{event.at:%Y-%m-%d}: {words}. Below both sides are read with the rules of today."


def _search(one: ChangedSearch) -> str:
    name = printed_source(one.source).name
    if one.was is None:
        return f"{one.at:%Y-%m-%d}: {name} was asked for the first time."
    return f"{one.at:%Y-%m-%d}: {name} was asked another question: {one.now} (before: {one.was})."
